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
  /// The names of the objects that \p Symbol needs, then what they want and
  /// whether they print; "none" if it cannot be used.
  std::string linked(const std::string &Symbol) {
    LinkedObjects Found;
    ProjectObjects Objects(Built, path("main.cpp"));
    if (!Objects.link(Symbol, Found))
      return Found.Paths.empty() ? "none" : "some";
    std::string Names;
    for (const std::string &Path : Found.Paths)
      Names += llvm::StringRef(Path).drop_front(path("").size()).drop_back(2).str() + " ";
    for (const std::string &Wanted : Found.Wanted)
      Names += "<" + Wanted + ">";
    return Names + (Found.Console ? "prints" : "");
  }
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

TEST_F(ObjectsTest, says_what_reaches_outside) {
  object("main", "extern \"C\" int own(int k) { return k; }\n");
  const struct {
    const char *Name, *Text, *Linked;
  } Rows[] = {
      {"shows", "#include <cstdio>\nextern \"C\" int shows(int k) { std::printf(\"%d\", k); return k; }",
       "shows prints"},
      {"streams", "#include <iostream>\nextern \"C\" int streams(int k) { std::cout << k; return k; }",
       "streams prints"},
      {"opens", "#include <cstdio>\nextern \"C\" bool opens() { return std::fopen(\"x\", \"r\"); }",
       "opens <fopen>"},
      {"rolls", "#include <cstdlib>\nextern \"C\" int rolls(int k) { return std::rand() % k; }",
       "rolls <rand>"},
      {"waits", "#include <chrono>\nextern \"C\" long waits() { return std::chrono::steady_clock::now().time_since_epoch().count(); }",
       "waits <_ZNSt6chrono3_V212steady_clock3nowEv>"},
      {"perthread", "thread_local int n = 0; extern \"C\" int perthread(int k) { return n += k; }",
       "none"},
      {"callsback", "extern \"C\" int own(int); extern \"C\" int callsback(int k) { return own(k) + 1; }",
       "callsback <own>"},
      {"calls", "extern \"C\" int shows(int); extern \"C\" int calls(int k) { return shows(k) + 1; }",
       "calls shows prints"},
      {"lacks", "extern \"C\" int nobody(int); extern \"C\" int lacks(int k) { return nobody(k) + 1; }",
       "lacks <nobody>"},
      {"program", "extern \"C\" int program(int k) { return k; } int main() { return program(1); }",
       "none"},
  };
  for (const auto &Row : Rows)
    object(Row.Name, Row.Text);
  for (const auto &Row : Rows)
    EXPECT_EQ(linked(Row.Name), Row.Linked) << Row.Text;
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

TEST_F(ObjectsTest, functions_of_the_unit_are_looked_into) {
  object("other", "extern \"C\" { int fine(int); int counts(int); int reads(int); int shows(int); }\n"
                  "int first(int k) { return fine(k) + counts(k) + reads(k); }\n");
  object("third", "extern \"C\" int shows(int); int second(int k) { return shows(k) + 1; }\n");
  file("main.cpp", "#include <cstdio>\n#include <cstdlib>\nstatic int calls;\n"
                   "extern \"C\" int fine(int k) { return k; }\n"
                   "extern \"C\" int counts(int k) { return k + ++calls; }\n"
                   "extern \"C\" int reads(int k) { return std::getenv(\"A\") ? k : 0; }\n"
                   "extern \"C\" int shows(int k) { std::puts(\"a\"); return k; }\n"
                   "int first(int k);\nint second(int k);\n"
                   "int user(int n) { int s = 0; for (int i = 0; i < 3; ++i) s += first(i) ^ n; return s; }\n"
                   "int teller(int n) { int s = 1; for (int i = 0; i < 3; ++i) s += second(i) ^ n; return s; }\n");
  TwinPlan P = plan({{"s += first(i) ^ n", "s += n ^ first(i)"}, {"s += second(i) ^ n", "s += n ^ second(i)"}});
  EXPECT_EQ(P.Objects.size(), 2u);
  EXPECT_EQ(P.Returned, (std::vector<std::string>{"fine", "shows"}));
  EXPECT_EQ(P.Blocked, (std::vector<std::string>{"counts", "reads"}));
  EXPECT_EQ(P.Twins[0].Harness.find("console"), std::string::npos);
  EXPECT_NE(P.Twins[1].Harness.find("console"), std::string::npos);
}
