// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which objects of other units tests may call.
#include "../../../lib/Twin/Objects.h"
#include "../../../lib/Twin/Reach.h"
#include "TwinFixture.h"

using namespace hone;

namespace {
class ObjectsTest : public TwinTest {
protected:
  /// Compiles \p Text to an object of the project.
  void object(const std::string &Name, const std::string &Text) {
    file(Name + ".cpp", Text);
    auto Built = runProcess({"g++", "-O2", "-c", path(Name + ".cpp"), "-o", path(Name + ".o")});
    ASSERT_TRUE(Built && Built->ok());
    P.Objects.push_back({path(Name + ".cpp"), path(Name + ".o")});
  }
  /// The names of the objects that \p Symbol needs; "none" if it cannot be used.
  std::string linked(const std::string &Symbol) {
    std::set<std::string> Found;
    ProjectObjects Objects(P, path("main.cpp"));
    if (!Objects.link(Symbol, Found))
      return Found.empty() ? "none" : "some";
    std::string Names;
    for (const std::string &Path : Found)
      Names += llvm::StringRef(Path).drop_front(path("").size()).drop_back(2).str() + " ";
    return Names;
  }
  Project P;
};
} // namespace

TEST_F(ObjectsTest, takes_what_is_needed_and_no_more) {
  object("main", "extern \"C\" int own(int k) { return k; } extern \"C\" int back(int k);\n");
  object("plain", "#include <string>\nextern \"C\" int deep(int);\n"
                  "extern \"C\" int plain(int k) { return deep(k) + std::to_string(k).size(); }\n");
  object("deep", "#include <vector>\n#include <stdexcept>\n#include <cmath>\nstatic int calls;\n"
                 "extern \"C\" int deep(int k) { if (k < 0) throw std::out_of_range(\"k\");\n"
                 "  std::vector<int> v(k); return v.size() + ++calls + std::sqrt(k); }\n");
  object("alone", "extern \"C\" int alone(int k) { return k; }\n");
  EXPECT_EQ(linked("plain"), "deep plain ");
  EXPECT_EQ(linked("alone"), "alone ");
  EXPECT_EQ(linked("nobody"), "none");
  EXPECT_EQ(linked("own"), "none");
}

TEST_F(ObjectsTest, leaves_what_reaches_outside) {
  object("main", "extern \"C\" int own(int k) { return k; }\n");
  const std::pair<const char *, const char *> Rows[] = {
      {"prints", "#include <cstdio>\nextern \"C\" int prints(int k) { std::printf(\"%d\", k); return k; }"},
      {"streams", "#include <iostream>\nextern \"C\" int streams(int k) { std::cout << k; return k; }"},
      {"reads", "#include <fstream>\nextern \"C\" int reads(int k) { std::ifstream in(\"x\"); in >> k; return k; }"},
      {"rolls", "#include <cstdlib>\nextern \"C\" int rolls(int k) { return std::rand() % k; }"},
      {"waits", "#include <chrono>\nextern \"C\" long waits() { return std::chrono::steady_clock::now().time_since_epoch().count(); }"},
      {"perthread", "thread_local int n = 0; extern \"C\" int perthread(int k) { return n += k; }"},
      {"callsback", "extern \"C\" int own(int); extern \"C\" int callsback(int k) { return own(k); }"},
      {"calls", "extern \"C\" int prints(int); extern \"C\" int calls(int k) { return prints(k); }"},
      {"lacks", "extern \"C\" int nobody(int); extern \"C\" int lacks(int k) { return nobody(k); }"},
      {"program", "extern \"C\" int program(int k) { return k; } int main() { return program(1); }"},
  };
  for (const auto &[Name, Text] : Rows)
    object(Name, Text);
  for (const auto &[Name, Text] : Rows)
    EXPECT_EQ(linked(Name), "none") << Text;
  object("first", "extern \"C\" int twice(int k) { return k; }");
  object("second", "extern \"C\" int twice(int k) { return k + 1; }");
  EXPECT_EQ(linked("twice"), "none");
}

TEST_F(ObjectsTest, symbols_of_the_library) {
  for (const char *Symbol : {"memcpy", "__memcpy_chk", "_Znwm", "_ZdlPvm", "_ZSt20__throw_length_errorPKc",
                             "_ZNSt6vectorIiSaIiEE9push_backEOi", "_ZTISt12out_of_range",
                             "_ZNSt8ios_base4InitC1Ev", "__cxa_throw", "sqrt", "_ZTIi"})
    EXPECT_TRUE(isHarmlessSymbol(Symbol)) << Symbol;
  for (const char *Symbol : {"printf", "__printf_chk", "puts", "write", "getenv", "rand", "exit", "system",
                             "_ZSt4cout", "_ZNSt6thread4joinEv", "_ZN3lib4loadEv", "time", "signal",
                             "_ZNSt14basic_ifstreamIcSt11char_traitsIcEEC1EPKcSt13_Ios_Openmode"})
    EXPECT_FALSE(isHarmlessSymbol(Symbol)) << Symbol;
}
