// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TwinFixture.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/FileSystem.h"

using namespace hone;

TwinTest::TwinTest() : Dir(llvm::cantFail(TempDir::create())) {
  llvm::cantFail(writeFile(path("hone_test.h"), supportHeader()));
}

std::string TwinTest::path(llvm::StringRef Name) const {
  llvm::SmallString<128> Real;
  llvm::sys::fs::real_path(Dir.path(), Real);
  return (Real + "/" + Name).str();
}

void TwinTest::file(llvm::StringRef Name, llvm::StringRef Text) {
  llvm::cantFail(writeFile(path(Name), Text));
  Names.push_back(Name.str());
}

TwinPlan TwinTest::plan(const std::vector<std::pair<std::string, std::string>> &Rewrites,
                        const std::string &Standard) {
  std::vector<Finding> Findings;
  for (const auto &[Old, New] : Rewrites) {
    Finding F;
    F.Id = "finding" + std::to_string(Findings.size());
    for (const std::string &Name : Names) {
      std::string Text = llvm::cantFail(readFile(path(Name)));
      std::size_t At = Text.find(Old);
      if (At == std::string::npos)
        continue;
      F.Where.File = path(Name);
      F.Where.Begin = At;
      F.Where.End = At + Old.size();
      F.Fix.Edits = Extra;
      F.Fix.Edits.push_back(
          {path(Name), static_cast<unsigned>(At), static_cast<unsigned>(Old.size()), New});
    }
    EXPECT_FALSE(F.Fix.Edits.empty()) << "not in any file: " << Old;
    Findings.push_back(F);
  }
  Unit U;
  U.Directory = path("");
  U.MainFile = path("main.cpp");
  U.Compiler = "c++";
  U.ClangFlags = {"-std=" + Standard, "-resource-dir", resourceDir()};
  TwinPlan Plan;
  ParseDiagnostics Said;
  llvm::Error E = parseAst(
      U, {}, FlagSet::Own,
      [&](clang::CompilerInstance &CI, clang::ASTContext &Context) {
        Plan = planTwins(CI, Context, Built, Findings, {});
      },
      Said);
  EXPECT_FALSE(E) << llvm::toString(std::move(E));
  EXPECT_EQ(Said.Errors, 0u) << Said.Text;
  // As it arrives in another process.
  TwinPlan Read;
  llvm::json::Path::Root Root;
  EXPECT_TRUE(fromJSON(toJSON(Plan), Read, Root)) << llvm::toString(Root.getError());
  return Read;
}

void TwinTest::object(llvm::StringRef Name, llvm::StringRef Text) {
  std::string Source = path((Name + ".cpp").str()), Object = path((Name + ".o").str());
  llvm::cantFail(writeFile(Source, Text));
  auto Done = runProcess({"g++", "-O2", "-fPIC", "-c", Source, "-o", Object});
  ASSERT_TRUE(Done && Done->ok());
  Built.Objects.push_back({Source, Object});
}

static std::vector<unsigned> all(const TwinPlan &Plan) {
  std::vector<unsigned> Chosen;
  for (unsigned I = 0; I < Plan.Twins.size(); ++I)
    if (Plan.Twins[I].Unverified.Code.empty())
      Chosen.push_back(I);
  return Chosen;
}

/// The first lines of what a compiler said.
static std::string errorsOf(llvm::StringRef Text) { return Text.take_front(1500).str(); }

std::string TwinTest::check(const TwinPlan &Plan, const std::string &Compiler,
                            const std::string &Standard) {
  llvm::cantFail(writeFile(path("composed.cpp"), composeTwins(Plan, all(Plan))));
  llvm::Expected<ProcessResult> R = runProcess(
      {Compiler, "-std=" + Standard, "-fsyntax-only", "-w", "-I", path(""), path("composed.cpp")});
  return !R ? llvm::toString(R.takeError()) : R->ok() ? "" : errorsOf(R->Err);
}

TwinRun TwinTest::run(const TwinPlan &Plan, const std::string &Standard) {
  TwinRun Result;
  std::string Text = composeTwins(Plan, all(Plan));
  // An input the original has no defined answer for proves nothing: children
  // try them first, each from the input after the one that ended the last.
  Text += "#include <sys/wait.h>\n#include <unistd.h>\n"
          "static hone_seed seedOf(unsigned long long S) { hone_seed H = {S, 256, S > 200}; return H; }\n"
          "static char *accepted(const hone_case *C) {\n"
          "  static char *Good = static_cast<char *>(mmap(nullptr, 256, PROT_READ | PROT_WRITE,\n"
          "                                               MAP_SHARED | MAP_ANONYMOUS, -1, 0));\n"
          "  std::memset(Good, 0, 256);\n"
          "  for (unsigned char &Next = reinterpret_cast<unsigned char &>(Good[0] = 1); Next <= 220;) {\n"
          "    pid_t Child = fork();\n"
          "    if (!Child) {\n"
          "      close(2);\n"
          "      while (Next <= 220) {\n"
          "        unsigned S = Next++;\n"
          "        hone_seed H = seedOf(S);\n"
          "        C->before(C->make(&H));\n"
          "        Good[S] = 1;\n"
          "      }\n"
          "      _exit(0);\n"
          "    }\n"
          "    waitpid(Child, nullptr, 0);\n"
          "  }\n"
          "  return Good;\n}\n"
          "int main() {\n";
  for (unsigned I : all(Plan)) {
    std::string N = std::to_string(Plan.Twins[I].Number);
    Text += "  { const hone_case *C = hone_case_" + N +
            "(); int Bad = 0, Good = 0; char B[400];\n"
            "    const char *Accepted = accepted(C);\n"
            "    for (unsigned long long S = 1; S <= 220; ++S) {\n"
            "      if (!Accepted[S]) continue;\n"
            "      ++Good;\n"
            "      hone_seed H = seedOf(S);\n"
            "      void *P = C->make(&H), *Q = C->make(&H), *R = C->make(&H);\n"
            "      if (!C->same(P, Q)) { std::printf(\"unequal states %s\\n\", C->function); return 3; }\n"
            "      C->before(P); hone_after_" + N + "(Q); C->before(R);\n"
            "      if (!C->same(P, R)) { std::printf(\"not repeatable %s\\n\", C->function); return 4; }\n"
            "      if (!C->same(P, Q)) { if (!Bad++) { void *F = C->make(&H); C->print(F, B, 400);"
            " std::printf(\"DIFFERENT " + N + " %s\\n\", B); C->destroy(F); } }\n"
            "      C->destroy(P); C->destroy(Q); C->destroy(R);\n    }\n"
            "    if (Good < 110) { std::printf(\"%d of 220 inputs accepted by %s\\n\", Good, C->function); return 5; } }\n";
  }
  Text += "}\n";
  llvm::cantFail(writeFile(path("run.cpp"), Text));
  llvm::Expected<ProcessResult> Built =
      runProcess({"clang++-22", "-std=" + Standard, "-O0", "-g1", "-w", "-fsanitize=address,undefined",
                  "-fno-sanitize-recover=undefined", "-I", path(""), path("run.cpp"), "-o", path("run")});
  if (!Built || !Built->ok()) {
    Result.Log = Built ? errorsOf(Built->Err) : llvm::toString(Built.takeError());
    return Result;
  }
  Limits L;
  L.Seconds = 60;
  llvm::Expected<ProcessResult> Ran = runProcess({path("run")}, path(""), L);
  if (!Ran) {
    Result.Log = llvm::toString(Ran.takeError());
    return Result;
  }
  Result.Built = Ran->ok();
  Result.Log = Ran->Out + Ran->Err;
  llvm::StringRef Rest = Ran->Out;
  for (std::size_t At; (At = Rest.find("DIFFERENT ")) != llvm::StringRef::npos;) {
    Rest = Rest.drop_front(At + 10);
    Result.Different.push_back(Rest.take_until([](char C) { return C == ' '; }).str());
  }
  return Result;
}

TwinRun TwinTest::drive(const std::string &Source, const std::string &Old, const std::string &New,
                        const std::string &Standard) {
  file("main.cpp", Source);
  Last = plan({{Old, New}}, Standard);
  EXPECT_EQ(Last.Twins.size(), 1u);
  TwinRun R;
  if (Last.Twins.empty() || !Last.Twins[0].Unverified.Code.empty()) {
    R.Log = Last.Twins.empty() ? "no twin"
                               : Last.Twins[0].Unverified.Code + ": " + Last.Twins[0].Unverified.Text;
    return R;
  }
  expectCompiles(Last, "g++", Standard);
  return run(Last, Standard);
}
