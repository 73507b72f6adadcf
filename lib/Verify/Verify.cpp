// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order of the rungs for one unit: parse the unit once, compile each twin
// after it, let the runner try inputs, compile and run mutants of what
// survived, and give the rest to the deep rung. A twin leaves at the first
// rung that has something against it. Only an answer of "same" that is strong
// enough climbs: weak is "could not tell".
#include "hone/Verify/Verify.h"
#include "Counterexample.h"
#include "Stages.h"
#include "hone/Support/Support.h"

using namespace hone;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

void hone::stop(Candidate &C, Answer Said, StringRef Code, std::string Text) {
  C.Outcome.Said = Said;
  C.Outcome.Why = {Code.str(), std::move(Text)};
}

std::vector<unsigned> hone::openTwins(const std::vector<Candidate> &Candidates) {
  std::vector<unsigned> Open;
  for (unsigned I = 0; I != Candidates.size(); ++I)
    if (Candidates[I].open())
      Open.push_back(I);
  return Open;
}

static std::string firstError(StringRef Log) {
  std::size_t At = Log.find("error: ");
  return At == StringRef::npos ? Log.split('\n').first.str()
                               : Log.drop_front(At + 7).split('\n').first.str();
}

static void compileTwin(ChunkCompiler &Compiler, Candidate &C) {
  const Twin &T = *C.Source;
  ChunkRequest Request;
  Request.Text = T.Definition + "\nHONE_TESTS_BEGIN\n" + T.Harness + "\n" + T.AfterCall +
                 "\nHONE_TESTS_END\n";
  Request.Watched = T.Changed;
  Request.EdgesSymbol = fmt::format("hone_edges_{}", T.Number);
  Expected<Chunk> Compiled = Compiler.compile(Request);
  if (!Compiled) {
    stop(C, Answer::Unknown, "does-not-build", firstError(toString(Compiled.takeError())));
    return;
  }
  C.Edges = Compiled->Edges;
  C.Outcome.Cost.Parse = Compiled->ParseMilliseconds;
  C.Outcome.Cost.Emit = Compiled->EmitMilliseconds;
  C.Object = Compiled->ObjectPath;
  C.Missing = std::move(Compiled->Missing);
}

/// All twins of the unit in one library: they share the inline functions that
/// the first of them emitted, and one link costs as much as one for each.
static Error linkTwins(std::vector<Candidate> &Candidates, StringRef Library) {
  std::vector<std::string> Objects;
  for (const Candidate &C : Candidates)
    if (!C.Object.empty())
      Objects.push_back(C.Object);
  double Milliseconds = 0;
  if (Error Failed = linkShared(Objects, Library, Milliseconds))
    return Failed;
  for (Candidate &C : Candidates)
    C.Outcome.Cost.Link = Milliseconds / static_cast<double>(Objects.size());
  return Error::success();
}

void hone::stopDifferent(Candidate &C, const CaseAnswer &A) {
  if (A.How == "trap" && !C.Missing.empty())
    return stop(C, Answer::Unknown, "needs-link",
                fmt::format("calls {}, which is defined in another unit", C.Missing.front()));
  if (A.How == "outside")
    return stop(C, Answer::Unknown, "needs-link",
                "gets to what other units may not do in a test, where the original does not");
  if (A.How == "opaque")
    return stop(C, Answer::Unknown, "opaque-difference",
                "the two versions leave other bytes in a union or an unnamed part; nobody knows whether "
                "they mean the same");
  if (A.How == "unsteady")
    return stop(C, Answer::Unknown, "flaky",
                "the two versions differ on an input, but not each time they run on it");
  // Another thread may or may not see it: that is not for one thread to say.
  if (A.How == "atomic")
    return stop(C, Answer::Unknown, "atomic-order",
                "reads or writes an atomic variable in another order or number");
  C.Outcome.Result.Counterexample = formatCounterexample(*C.Source, A);
  stop(C, Answer::Different, "different", describeDifference(A));
}

/// The code and words for what keeps the original from most inputs.
static Reason whyRejected(const CaseAnswer &A, unsigned Inputs, StringRef Lacking) {
  Reason Why = A.Why;
  if (Why.Code == "null-call" && !Lacking.empty())
    Why = {"needs-link", fmt::format("{}, maybe {}, which another unit defines", Why.Text, Lacking.str())};
  else if (Why.Code == "no-inputs" || Why.Code == "null-call")
    Why.Code = Inputs ? "weak" : "no-inputs";
  Why.Text = fmt::format("the original {}: it ran clean on {} of {} inputs", Why.Text, Inputs,
                         Inputs + A.Rejected);
  return Why;
}

/// The answer of the fast rung about one candidate, mutants aside. \p Lacking: a
/// function that the unit calls and nobody has.
static void judgeInputs(Candidate &C, const CaseAnswer &A, StringRef Lacking,
                        const VerifyOptions &Options) {
  VerifyResult &R = C.Outcome.Result;
  C.Outcome.Accepted = A.Accepted;
  C.Outcome.TouchesGlobals = A.TouchesGlobals;
  R.Inputs = A.Accepted.size();
  R.Rejected = A.Rejected;
  R.Coverage = C.Edges ? static_cast<double>(A.Edges.size()) / C.Edges : 0;
  C.Outcome.Cost.Run = A.CpuMilliseconds;
  C.Outcome.Cost.Tested = A.TestedMilliseconds;
  R.Milliseconds = C.Outcome.Cost.fastRung();
  if (A.Different) {
    stopDifferent(C, A);
  } else if (!A.Failed.Code.empty()) {
    stop(C, Answer::Unknown, A.Failed.Code, A.Failed.Text);
  } else if (!A.Done) {
    stop(C, Answer::Unknown, "crash", "the process that ran the tests was lost");
  } else if (R.Inputs < Options.MinInputs && !A.Why.Code.empty()) {
    Reason Why = whyRejected(A, R.Inputs, Lacking);
    stop(C, Answer::Unknown, Why.Code, Why.Text);
  } else if (R.Inputs < Options.MinInputs && !A.GaveUp.empty()) {
    stop(C, Answer::Unknown, A.GaveUp,
         fmt::format("the original ran clean on only {} inputs in the time given", R.Inputs));
  } else if (R.Inputs == 0) {
    stop(C, Answer::Unknown, "no-inputs",
         fmt::format("the original ran clean on none of {} inputs", R.Rejected));
  } else if (R.Inputs < Options.MinInputs) {
    stop(C, Answer::Unknown, "weak",
         fmt::format("the original ran clean on only {} of {} inputs, {} are needed", R.Inputs,
                     R.Inputs + R.Rejected, Options.MinInputs));
  } else if (R.Coverage < Options.MinCoverage) {
    stop(C, Answer::Unknown, "weak",
         fmt::format("the inputs take {} of {} branches of the changed lines", A.Edges.size(),
                     C.Edges));
  }
}

/// What stands between the objects of other units and the outside: their heap
/// is the runner's, and a call of what tests may not use ends the run.
static Expected<std::string> compileBorder(ChunkCompiler &Compiler, const TwinPlan &Plan) {
  ChunkRequest Request;
  Request.Shared = false;
  Request.Text = "extern \"C\" {\nvoid hone_outside();\n"
                 "void *hone_malloc(__SIZE_TYPE__); void *hone_calloc(__SIZE_TYPE__, __SIZE_TYPE__);\n"
                 "void *hone_realloc(void *, __SIZE_TYPE__); void hone_free(void *);\n"
                 "char *hone_strdup(const char *);\n"
                 // What a compiler driver would add to a library.
                 "void *hone_handle __asm__(\"__dso_handle\") = nullptr;\n";
  auto Forward = [&](StringRef Type, StringRef Name, StringRef Parameters, StringRef Arguments) {
    Request.Text += fmt::format("{0} hone_own_{1}({2}) __asm__(\"{1}\");\n"
                                "{0} hone_own_{1}({2}) {{ return hone_{1}({3}); }}\n",
                                Type.str(), Name.str(), Parameters.str(), Arguments.str());
  };
  Forward("void *", "malloc", "__SIZE_TYPE__ N", "N");
  Forward("void *", "calloc", "__SIZE_TYPE__ C, __SIZE_TYPE__ N", "C, N");
  Forward("void *", "realloc", "void *P, __SIZE_TYPE__ N", "P, N");
  Forward("void", "free", "void *P", "P");
  Forward("char *", "strdup", "const char *P", "P");
  std::vector<std::string> Blocked = Plan.Blocked;
  for (const std::string &Symbol : Plan.Returned)
    if (!Compiler.defines(Symbol))
      Blocked.push_back(Symbol);
  for (std::size_t I = 0; I != Blocked.size(); ++I)
    Request.Text += fmt::format("long hone_border{0}() __asm__(\"{1}\");\n"
                                "long hone_border{0}() {{ hone_outside(); return 0; }}\n",
                                I, Blocked[I]);
  Request.Text += "}\n";
  Expected<Chunk> Compiled = Compiler.compile(Request);
  if (!Compiled)
    return Compiled.takeError();
  return Compiled->ObjectPath;
}

/// The objects of other units as a library that the unit's own needs: what
/// both define is the unit's for the unit, and theirs for them. Empty if they
/// were not built to be loaded; then what they define is null.
static std::string linkObjects(ChunkCompiler &Compiler, const TwinPlan &Plan, StringRef Folder, const VerifyOptions &Options) {
  if (Plan.Objects.empty())
    return "";
  Expected<std::string> Border = compileBorder(Compiler, Plan);
  if (!Border) {
    llvm::consumeError(Border.takeError());
    return "";
  }
  std::string Library = (Folder + "/objects.tested.so").str();
  std::vector<std::string> Objects = {*Border};
  for (const std::string &Path : Plan.Objects) {
    auto Again = Options.Loadable.find(Path);
    Objects.push_back(Again == Options.Loadable.end() ? Path : Again->second);
  }
  if (Error Failed = linkUnits(std::move(Objects), Library)) {
    llvm::consumeError(std::move(Failed));
    return "";
  }
  return Library;
}

/// Everything but the deep rung.
static Error runFastRung(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                         StringRef Folder, const VerifyOptions &Options) {
  auto Compiler = ChunkCompiler::create(U, Folder);
  if (!Compiler)
    return Compiler.takeError();
  ChunkRequest Prelude;
  Prelude.Text = composePrelude(Plan, declarationsFor(Plan));
  Expected<Chunk> Compiled = (*Compiler)->compile(Prelude);
  if (!Compiled)
    return failure("the unit does not compile for the tests: " +
                   firstError(toString(Compiled.takeError())));
  std::string Library = (Folder + "/prelude.tested.so").str();
  std::vector<std::string> Objects = (*Compiler)->warmUp();
  Objects.push_back(Compiled->ObjectPath);
  double Headers = 0;
  std::string Others = linkObjects(**Compiler, Plan, Folder, Options);
  if (!Others.empty())
    Objects.push_back(Others);
  if (Error Failed = linkShared(Objects, Library, Headers))
    return Failed;
  Headers += (*Compiler)->cpuMilliseconds();
  auto IsProvided = [&](const std::string &Function) {
    return !Others.empty() && llvm::is_contained(Plan.Provided, Function);
  };
  llvm::erase_if(Compiled->Missing, IsProvided);
  const std::string Lacking = Compiled->Missing.empty() ? "" : Compiled->Missing.front();
  for (Candidate &C : Candidates)
    C.Outcome.Cost.Headers = Headers;

  std::string Twins = (Folder + "/twins.tested.so").str();
  RunnerJob Inputs(Library);
  for (Candidate &C : Candidates) {
    if (!C.open() || interrupted())
      continue;
    compileTwin(**Compiler, C);
    if (!C.open())
      continue;
    llvm::erase_if(C.Missing, IsProvided);
    Inputs.addCase(C.Source->Number, Twins, C.Edges);
    Inputs.run(C.Source->Number, C.Edges, Options);
  }
  if (llvm::none_of(Candidates, [](const Candidate &C) { return C.open(); }))
    return Error::success();
  if (Error Failed = linkTwins(Candidates, Twins))
    return Failed;
  std::string Problem;
  auto Answers = Inputs.execute(Options, Folder, Problem);
  if (!Answers)
    return Answers.takeError();
  for (Candidate &C : Candidates) {
    if (!C.open())
      continue;
    judgeInputs(C, (*Answers)[C.Source->Number], C.Missing.empty() ? Lacking : C.Missing.front(),
                Options);
    if (C.Outcome.Why.Code == "crash" && !Problem.empty())
      C.Outcome.Why.Text = Problem;
  }
  if (Options.InputsOnly)
    return Error::success();
  return MutantStage(**Compiler, Library, Twins, Folder, Options).run(Candidates);
}

VerifyOutcome hone::joinOutcomes(std::vector<VerifyOutcome> Parts) {
  // A unit that makes nothing of a template has nothing to say of it.
  if (llvm::any_of(Parts, [](const VerifyOutcome &V) { return !V.Instance.empty(); }))
    llvm::erase_if(Parts, [](const VerifyOutcome &V) { return V.Instance.empty(); });
  auto Weight = [](const VerifyOutcome &V) {
    return V.Said == Answer::Different ? 2 : V.Said == Answer::Unknown ? 1 : 0;
  };
  VerifyOutcome All = *llvm::max_element(Parts, [&](const VerifyOutcome &A, const VerifyOutcome &B) {
    return Weight(A) < Weight(B);
  });
  if (All.Said != Answer::Same) {
    if (!All.Instance.empty())
      All.Why.Text = All.Instance + ": " + All.Why.Text;
    return All;
  }
  All = std::move(Parts.front());
  for (const VerifyOutcome &V : llvm::drop_begin(Parts)) {
    VerifyResult &R = All.Result;
    R.Inputs = std::min(R.Inputs, V.Result.Inputs);
    R.Coverage = std::min(R.Coverage, V.Result.Coverage);
    R.Rejected += V.Result.Rejected;
    R.Mutants += V.Result.Mutants;
    R.Killed += V.Result.Killed;
    R.Milliseconds += V.Result.Milliseconds;
  }
  return All;
}

Expected<std::vector<VerifyOutcome>> hone::verifyUnit(const Unit &U, const TwinPlan &Plan,
                                                      const VerifyOptions &Options) {
  Expected<TempDir> Folder = TempDir::create();
  if (!Folder)
    return Folder.takeError();
  if (Error Failed = writeFile(Folder->file("hone_test.h"), supportHeader()))
    return std::move(Failed);

  std::vector<Candidate> Candidates;
  bool Any = false;
  for (const Twin &T : Plan.Twins) {
    Candidate C;
    C.Source = &T;
    C.Outcome.FindingId = T.FindingId;
    C.Outcome.Instance = T.Instance;
    C.Outcome.Result.Seed = Options.Seed;
    C.Outcome.Result.Form = T.IsRegion ? "region" : "function";
    C.Outcome.Result.Flags = "clang " HONE_LLVM_VERSION " -O0 -fsanitize=undefined "
                             "-fsanitize-trap=all -ffp-contract=off -D_GLIBCXX_ASSERTIONS";
    C.Outcome.Said = Answer::Same; // until something speaks against it
    if (!T.Unverified.Code.empty())
      stop(C, Answer::Unknown, T.Unverified.Code, T.Unverified.Text);
    Any = Any || C.open();
    Candidates.push_back(std::move(C));
  }
  if (Any) {
    if (Error Failed = runFastRung(U, Plan, Candidates, Folder->path(), Options))
      return std::move(Failed);
    if (Options.DeepRung)
      if (Error Failed = runDeepRung(U, Plan, Candidates, Folder->path(), Options))
        return std::move(Failed);
    if (Options.SecondsToFuzz > 0)
      if (Error Failed = runFuzzer(U, Plan, Candidates, Folder->path(), Options))
        return std::move(Failed);
  }
  std::vector<VerifyOutcome> Outcomes;
  for (Candidate &C : Candidates) {
    // The whole function may never come there with such values.
    if (C.Source->IsRegion && C.Outcome.Said == Answer::Different)
      stop(C, Answer::Unknown, "region-differs",
           "the changed statements alone differ: " + C.Outcome.Why.Text);
    Outcomes.push_back(std::move(C.Outcome));
  }
  return Outcomes;
}
