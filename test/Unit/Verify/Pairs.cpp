// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Pairs.h"

using namespace hone;
using llvm::StringRef;

namespace {
struct Parameter {
  std::string Type, Stored, Name;
};
} // namespace

static std::vector<Parameter> parametersOf(StringRef Text) {
  std::vector<Parameter> Parameters;
  llvm::SmallVector<StringRef, 8> Parts;
  Text.split(Parts, ';', -1, false);
  for (StringRef Part : Parts) {
    Part = Part.trim();
    auto [Type, Name] = Part.rsplit(' ');
    Parameter P{Type.str(), "", Name.str()};
    while (StringRef(P.Name).starts_with("&")) {
      P.Type += " &";
      P.Name.erase(0, 1);
    }
    StringRef Stored = P.Type;
    Stored.consume_front("const ");
    Stored.consume_back("&");
    P.Stored = Stored.trim().str();
    Parameters.push_back(P);
  }
  return Parameters;
}

static std::string harnessOf(const Pair &P, unsigned N) {
  std::vector<Parameter> Parameters = parametersOf(P.Parameters);
  bool Void = StringRef(P.Result) == "void";
  std::string Fields, Make, Same = "true", Print, Arguments;
  for (const Parameter &A : Parameters) {
    Fields += fmt::format("  ::hone_test::Slot<{}> {};\n", A.Stored, A.Name);
    Make += fmt::format("    State->{}.make(Source);\n", A.Name);
    Same += fmt::format(" && ::hone_test::same(A->{0}.get(), B->{0}.get())", A.Name);
    Print += fmt::format("    Out += \"{0} = \"; ::hone_test::print(Out, S->{0}.get()); Out += \"\\n\";\n",
                         A.Name);
    Arguments += (Arguments.empty() ? "" : ", ") + std::string("S->") + A.Name + ".get()";
  }
  if (!Void) {
    Fields += fmt::format("  ::hone_test::Slot<{}> Answer;\n", P.Result);
    Same += " && A->Answer.Live == B->Answer.Live && (!A->Answer.Live || "
            "::hone_test::same(A->Answer.get(), B->Answer.get()))";
    Print += "    if (S->Answer.Live) { Out += \"result = \"; ::hone_test::print(Out, "
             "S->Answer.get()); }\n";
  }
  std::string Call = Void ? "f{0}{1}({2});" : "S->Answer.put(f{0}{1}({2}));";
  auto CallOf = [&](const char *Suffix) {
    return fmt::format("  try {{ {} }} catch (const std::exception &E) {{ S->Thrown = E.what(); }} "
                       "catch (...) {{ S->Thrown = \"?\"; }}\n",
                       fmt::format(fmt::runtime(Call), N, Suffix, Arguments));
  };
  std::string Text = fmt::format("struct State{0} {{\n{1}  std::string Thrown;\n}};\n", N, Fields);
  Text += fmt::format("static void *make{0}(const hone_seed *Seed) {{\n"
                      "  static const long long Known[] = {{0, 1, 100, 128}};\n"
                      "  ::hone_test::Constants Constants = {{Known, 4, nullptr, 0, nullptr, 0}};\n"
                      "  ::hone_test::Source Source(Seed, Constants);\n"
                      "  State{0} *State = new State{0}();\n{1}  return State;\n}}\n", N, Make);
  Text += fmt::format("static void before{0}(void *V) {{\n  State{0} *S = static_cast<State{0} *>(V);\n{1}}}\n",
                      N, CallOf(""));
  Text += fmt::format("static int same{0}(const void *VA, const void *VB) {{\n"
                      "  auto *A = static_cast<const State{0} *>(VA), *B = static_cast<const State{0} *>(VB);\n"
                      "  return A->Thrown == B->Thrown && {1};\n}}\n", N, Same);
  Text += fmt::format("static unsigned long print{0}(const void *V, char *Buffer, unsigned long Size) {{\n"
                      "  auto *S = static_cast<const State{0} *>(V); std::string Out;\n{1}"
                      "  if (!S->Thrown.empty()) Out += \"thrown = \" + S->Thrown;\n"
                      "  return ::hone_test::give(Out, Buffer, Size);\n}}\n", N, Print);
  Text += fmt::format("static void destroy{0}(void *V) {{ delete static_cast<State{0} *>(V); }}\n"
                      "static int rejected{0}(const void *) {{ return 0; }}\n"
                      "extern \"C\" const hone_case *hone_case_{0}(void) {{\n"
                      "  static const hone_case Case = {{\"f{0}\", make{0}, before{0}, same{0}, print{0}, "
                      "destroy{0}, rejected{0}}};\n  return &Case;\n}}\n", N);
  return Text;
}

/// The part of \p After between the lines that both begin and end with.
static std::pair<std::size_t, std::size_t> changedIn(StringRef Before, StringRef After) {
  std::size_t First = 0, Same = 0;
  for (std::size_t I = 0; I < std::min(Before.size(), After.size()) && Before[I] == After[I]; ++I)
    if (Before[I] == '\n')
      First = I + 1;
  for (std::size_t I = 1; I + First <= std::min(Before.size(), After.size()) &&
                          Before[Before.size() - I] == After[After.size() - I];
       ++I)
    if (Before[Before.size() - I] == '\n')
      Same = I - 1;
  return {First, After.size() - Same};
}

TwinPlan hone::planOf(const std::vector<Pair> &Pairs) {
  TwinPlan Plan;
  Plan.Flat = "#define HONE_NEED_UTILITY\n#include \"hone_test.h\"\n#include <algorithm>\n#include <cmath>\n"
              "#include <stdexcept>\n#include <string>\n#include <vector>\n";
  for (unsigned I = 0; I != Pairs.size(); ++I) {
    const Pair &P = Pairs[I];
    unsigned N = I + 1;
    std::string Signature;
    for (const Parameter &A : parametersOf(P.Parameters))
      Signature += (Signature.empty() ? "" : ", ") + A.Type + " " + A.Name;
    Plan.Flat += fmt::format("{}\nstatic {} f{}({}) {{\n{}\n}}\n", P.Around, P.Result, N,
                             Signature, P.Before);
    Twin T;
    T.FindingId = P.Title;
    T.Number = N;
    T.Name = fmt::format("f{}_hone{}", N, N);
    std::string Head = fmt::format("static {} {}({}) {{\n", P.Result, T.Name, Signature);
    T.Definition = Head + P.After + "\n}\n";
    auto [First, Last] = changedIn(P.Before, P.After);
    T.Changed = {{static_cast<unsigned>(Head.size() + First),
                  static_cast<unsigned>(Head.size() + Last)}};
    T.Harness = harnessOf(P, N);
    std::string Arguments;
    for (const Parameter &A : parametersOf(P.Parameters))
      Arguments += (Arguments.empty() ? "" : ", ") + std::string("S->") + A.Name + ".get()";
    bool Void = StringRef(P.Result) == "void";
    T.AfterCall = fmt::format(
        "extern \"C\" void hone_after_{0}(void *V) {{\n  State{0} *S = static_cast<State{0} *>(V);\n"
        "  try {{ {1}{2}({3}){4}; }} catch (const std::exception &E) {{ S->Thrown = E.what(); }} "
        "catch (...) {{ S->Thrown = \"?\"; }}\n}}\n",
        N, Void ? "" : "S->Answer.put(", T.Name, Arguments, Void ? "" : ")");
    T.OriginalText = P.Before;
    Plan.Twins.push_back(T);
  }
  return Plan;
}

Unit hone::unitIn(const std::string &Folder, const std::string &Standard) {
  Unit U;
  U.Directory = Folder;
  U.MainFile = Folder + "/unit.cpp";
  U.Compiler = "clang++";
  U.Flags = {Standard, "-O2"};
  U.ClangFlags = {Standard, "-O2", "-resource-dir", resourceDir()};
  U.FastFlags = U.Flags;
  U.FastClangFlags = U.ClangFlags;
  return U;
}
