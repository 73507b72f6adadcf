// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Profiles that are meant for the compiler: counters of instrumented programs,
// and samples by function and offset. The compiler alone knows what their
// counters stand for, so it is asked: each unit is compiled as for
// -fprofile-use up to and with the inliner, and then the frequencies of its blocks
// are spread over the lines of their instructions. Later passes would unroll and
// vectorize, and the instructions would be others.
#include "Heat.h"
#include "hone/Support/Support.h"
#include "clang/CodeGen/BackendUtil.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/BranchProbabilityInfo.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/IR/ProfDataUtils.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/ProfileData/InstrProfReader.h"
#include "llvm/ProfileData/SampleProfReader.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace json = llvm::json;

namespace hone {

namespace {
/// One function's counts, as the process that compiled it tells them. Functions
/// that several units have are counted in one of them.
struct FunctionHeat {
  std::string Shared; ///< Its name if other units have it, too.
  double Total = 0;   ///< Of all instructions.
  std::map<std::vector<std::pair<const Source *, unsigned>>, double> Stacks;
  std::map<std::pair<const Source *, unsigned>, std::pair<double, double>> Trips;
};

/// Counters of functions that changed, and of those that did not.
struct UnitHeat {
  std::vector<FunctionHeat> Functions;
  double Stale = 0, Used = 0;
};

/// Looks at a module in the middle of its optimization.
class Collector {
public:
  Collector(Sources &Files, CompilerProfile Kind, StringRef Path) : Files(Files), Kind(Kind), Path(Path) {}

  void watch(llvm::PassBuilder &Builder);
  void collect(llvm::Module &M);
  /// Finds the functions whose counters do not fit any more.
  void findStale(llvm::Module &M);
  bool isDone() const { return Done; }
  CompilerProfile kind() const { return Kind; }
  json::Value take() const;

private:
  void collect(llvm::Function &F);
  void addTrips(FunctionHeat &H, const llvm::Loop &L, llvm::BlockFrequencyInfo &Frequencies,
                const llvm::BranchProbabilityInfo &Probabilities);
  const Source *fileOf(const llvm::DILocation &L);

  Sources &Files;
  const CompilerProfile Kind;
  const std::string Path;
  bool Done = false, Compared = false, Annotated = false;
  UnitHeat Found;
  std::map<const llvm::DIFile *, const Source *> Own;
};
} // namespace

const Source *Collector::fileOf(const llvm::DILocation &L) {
  auto [It, New] = Own.try_emplace(L.getFile());
  if (New) {
    llvm::SmallString<256> Full(L.getFilename());
    llvm::sys::path::make_absolute(L.getDirectory(), Full);
    It->second = Files.find(Full);
  }
  return It->second;
}

/// What becomes an instruction of the machine, more or less.
static bool isCounted(const llvm::Instruction &I) {
  if (llvm::isa<llvm::PHINode>(I) || I.isLifetimeStartOrEnd() || llvm::isa<llvm::DbgInfoIntrinsic>(I) ||
      llvm::isa<llvm::AssumeInst>(I) || llvm::isa<llvm::AllocaInst>(I) || llvm::isa<llvm::FreezeInst>(I))
    return false;
  // Addresses and widths are mostly part of the instruction that uses them.
  if (llvm::isa<llvm::GetElementPtrInst>(I) || llvm::isa<llvm::BitCastInst>(I) || llvm::isa<llvm::ZExtInst>(I) || llvm::isa<llvm::TruncInst>(I))
    return false;
  const auto *Branch = llvm::dyn_cast<llvm::BranchInst>(&I);
  return !Branch || Branch->isConditional();
}

void Collector::addTrips(FunctionHeat &H, const llvm::Loop &L, llvm::BlockFrequencyInfo &Frequencies,
                         const llvm::BranchProbabilityInfo &Probabilities) {
  for (const llvm::Loop *Inner : L)
    addTrips(H, *Inner, Frequencies, Probabilities);
  const llvm::DebugLoc At = L.getStartLoc();
  const Source *File = At ? fileOf(*At) : nullptr;
  const std::optional<std::uint64_t> Turns = Frequencies.getBlockProfileCount(L.getHeader());
  if (!File || !Turns || *Turns == 0)
    return;
  double Entries = 0;
  for (const llvm::BasicBlock *Before : llvm::predecessors(L.getHeader()))
    if (!L.contains(Before)) {
      const llvm::BranchProbability P = Probabilities.getEdgeProbability(Before, L.getHeader());
      Entries += double(Frequencies.getBlockProfileCount(Before).value_or(0)) * P.getNumerator() / P.getDenominator();
    }
  // A loop that is left where it begins has looked once more than it has turned.
  double Iterations = double(*Turns);
  if (L.isLoopExiting(L.getHeader()) && !L.isLoopExiting(L.getLoopLatch()))
    Iterations = std::max(0.0, Iterations - Entries);
  auto &[Sum, Times] = H.Trips[{File, At.getLine()}];
  Sum += Iterations;
  Times += Entries;
}

void Collector::collect(llvm::Function &F) {
  if (F.isDeclaration() || F.hasAvailableExternallyLinkage() || !F.getEntryCount() || F.getEntryCount()->getCount() == 0)
    return;
  llvm::DominatorTree Tree(F);
  llvm::LoopInfo Loops(Tree);
  llvm::BranchProbabilityInfo Probabilities(F, Loops);
  llvm::BlockFrequencyInfo Frequencies(F, Probabilities, Loops);
  FunctionHeat H;
  if (F.isDiscardableIfUnused() && !F.hasLocalLinkage())
    H.Shared = F.getName().str();
  for (const llvm::BasicBlock &B : F) {
    const double Count = double(Frequencies.getBlockProfileCount(&B).value_or(0));
    if (Count == 0)
      continue;
    for (const llvm::Instruction &I : B) {
      if (!isCounted(I))
        continue;
      H.Total += Count;
      std::vector<std::pair<const Source *, unsigned>> Stack;
      for (const llvm::DILocation *L = I.getDebugLoc(); L; L = L->getInlinedAt())
        if (const Source *S = fileOf(*L); S && L->getLine() != 0)
          Stack.push_back({S, L->getLine()});
      if (!Stack.empty())
        H.Stacks[Stack] += Count;
    }
  }
  for (const llvm::Loop *L : Loops)
    addTrips(H, *L, Frequencies, Probabilities);
  Found.Functions.push_back(std::move(H));
}

void Collector::collect(llvm::Module &M) {
  if (std::exchange(Done, true))
    return;
  findStale(M);
  for (llvm::Function &F : M)
    collect(F);
}

void Collector::findStale(llvm::Module &M) {
  if (Kind == CompilerProfile::Sample || std::exchange(Compared, true))
    return;
  auto Files = llvm::vfs::createPhysicalFileSystem();
  Expected<std::unique_ptr<llvm::IndexedInstrProfReader>> Reader = llvm::IndexedInstrProfReader::create(Path, *Files);
  if (!Reader)
    return llvm::consumeError(Reader.takeError());
  std::map<std::string, double> Counts;
  for (const llvm::NamedInstrProfRecord &R : **Reader) {
    double &Sum = Counts[R.Name.str()];
    for (std::uint64_t C : R.Counts)
      Sum += double(C);
  }
  for (const llvm::Function &F : M) {
    if (F.isDeclaration() || F.hasAvailableExternallyLinkage())
      continue;
    auto It = Counts.find(Kind == CompilerProfile::Ir ? llvm::getIRPGOFuncName(F) : llvm::getPGOFuncName(F));
    // An inline function of a system header changes with the header only.
    if (It == Counts.end() || (F.isDiscardableIfUnused() && !F.hasLocalLinkage()))
      continue;
    (F.getEntryCount() ? Found.Used : Found.Stale) += It->second;
  }
}

void Collector::watch(llvm::PassBuilder &Builder) {
  llvm::PassInstrumentationCallbacks *Callbacks = Builder.getPassInstrumentationCallbacks();
  if (!Callbacks)
    return;
  Callbacks->registerAfterPassCallback([this](StringRef Pass, llvm::Any Of, const llvm::PreservedAnalyses &) {
    const llvm::Module *const *M = llvm::any_cast<const llvm::Module *>(&Of);
    if (!M)
      return;
    if (Pass == "PGOInstrumentationUse") {
      Annotated = true;
      findStale(const_cast<llvm::Module &>(**M));
    }
    // Counters of IR are read behind an inliner of their own.
    if (Pass == "ModuleInlinerWrapperPass" && (Annotated || Kind != CompilerProfile::Ir))
      collect(const_cast<llvm::Module &>(**M));
  });
  Callbacks->registerShouldRunOptionalPassCallback([this](StringRef, llvm::Any) { return !Done; });
}

json::Value Collector::take() const {
  json::Array Functions;
  for (const FunctionHeat &H : Found.Functions) {
    json::Array Stacks, Trips;
    for (const auto &[Stack, Count] : H.Stacks) {
      json::Array Row{Count};
      for (const auto &[S, Number] : Stack) {
        Row.push_back(S->Name);
        Row.push_back(Number);
      }
      Stacks.push_back(std::move(Row));
    }
    for (const auto &[At, T] : H.Trips)
      Trips.push_back(json::Array{At.first->Name, At.second, T.first, T.second});
    Functions.push_back(json::Object{
        {"shared", H.Shared}, {"total", H.Total}, {"stacks", std::move(Stacks)}, {"trips", std::move(Trips)}});
  }
  return json::Object{{"functions", std::move(Functions)}, {"stale", Found.Stale}, {"used", Found.Used}};
}

//===--- One unit -----------------------------------------------------------===//

/// The front end adds one to each count of a branch, so that none is impossible. Of a function that was called a few
/// times that makes every call of a rare path a way out of the loop around it.
static void restoreCounts(llvm::Module &M) {
  for (llvm::Function &F : M)
    for (llvm::BasicBlock &B : F) {
      llvm::Instruction *I = B.getTerminator();
      llvm::SmallVector<std::uint32_t, 4> Weights;
      if (!I || !llvm::extractBranchWeights(*I, Weights))
        continue;
      for (std::uint32_t &W : Weights)
        W -= W > 0;
      if (llvm::all_of(Weights, [](std::uint32_t W) { return W == 0; }))
        I->setMetadata(llvm::LLVMContext::MD_prof, nullptr);
      else
        llvm::setBranchWeights(*I, Weights, /*IsExpected=*/false);
    }
}

namespace {
/// Behind the code generator: optimizes what it made.
class Optimizer : public clang::ASTConsumer {
public:
  Optimizer(clang::CompilerInstance &CI, clang::CodeGenerator &Generator, Collector &C) : CI(CI), Generator(Generator), C(C) {}
  void HandleTranslationUnit(clang::ASTContext &) override {
    llvm::Module *M = Generator.GetModule();
    if (!M || CI.getDiagnostics().hasErrorOccurred())
      return;
    if (C.kind() == CompilerProfile::FrontEnd)
      restoreCounts(*M);
    clang::emitBackendOutput(CI, CI.getCodeGenOpts(), CI.getTarget().getDataLayoutString(), M, clang::Backend_EmitNothing,
                             CI.getVirtualFileSystemPtr(), nullptr);
    C.collect(*M); // Without optimization there was no inliner.
  }

private:
  clang::CompilerInstance &CI;
  clang::CodeGenerator &Generator;
  Collector &C;
};
} // namespace

static std::unique_ptr<clang::ASTConsumer> makeConsumer(clang::CompilerInstance &CI, Collector &C) {
  clang::CodeGenOptions &Options = CI.getCodeGenOpts();
  Options.setDebugInfo(llvm::codegenoptions::DebugLineTablesOnly);
  Options.DebugColumnInfo = true;
  Options.DebugInfoForProfiling = true;
  Options.DebugPrefixMap.clear();
  Options.PassBuilderCallbacks.push_back([&C](llvm::PassBuilder &B) { C.watch(B); });
  auto *Context = new llvm::LLVMContext; // Freed by the end of the process, as the AST is.
  std::unique_ptr<clang::CodeGenerator> Generator = clang::CreateLLVMCodeGen(CI, "unit", *Context);
  auto Behind = std::make_unique<Optimizer>(CI, *Generator, C);
  std::vector<std::unique_ptr<clang::ASTConsumer>> Both;
  Both.push_back(std::move(Generator));
  Both.push_back(std::move(Behind));
  return std::make_unique<clang::MultiplexConsumer>(std::move(Both));
}

/// The unit as it is compiled for the profile.
static Unit profiledUnit(Unit U, StringRef Path, CompilerProfile Kind) {
  // The counters of IR are found by the blocks that the early passes leave, so the flags stay.
  std::vector<std::string> &Flags = U.ClangFlags;
  if (Kind != CompilerProfile::Ir)
    Flags = U.FastClangFlags;
  llvm::erase_if(Flags, [](StringRef F) {
    return F.starts_with("-fprofile") || F.starts_with("-fcoverage") || F.starts_with("-fcs-profile") ||
           F.starts_with("-fno-profile") || F.starts_with("-flto");
  });
  Flags.push_back((Kind == CompilerProfile::FrontEnd ? "-fprofile-instr-use=" : Kind == CompilerProfile::Ir ? "-fprofile-use=" : "-fprofile-sample-use=") +
                  Path.str());
  // A warning about the profile must not be an error.
  Flags.push_back("-w");
  return U;
}

static std::string compile(const Unit &U, StringRef Path, CompilerProfile Kind, Sources &Files) {
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmPrinters();
  llvm::InitializeAllAsmParsers();
  Collector C(Files, Kind, Path);
  ParseDiagnostics Diagnostics;
  Error E = parseUnit(
      profiledUnit(U, Path, Kind), {}, FlagSet::Own, [&](clang::CompilerInstance &CI) { return makeConsumer(CI, C); }, Diagnostics);
  if (E)
    return llvm::formatv("{0}", json::Value(llvm::toString(std::move(E))));
  if (!C.isDone())
    return llvm::formatv("{0}", json::Value("it does not compile with clang"));
  return llvm::formatv("{0}", C.take());
}

//===--- All units ----------------------------------------------------------===//

static bool readRow(const json::Array &Row, std::size_t From, const Project &P, Sources &S, std::vector<Line> &Stack) {
  for (std::size_t I = From; I + 1 < Row.size(); I += 2) {
    std::optional<StringRef> Name = Row[I].getAsString();
    std::optional<std::int64_t> Number = Row[I + 1].getAsInteger();
    if (!Name || !Number)
      return false;
    if (const Source *File = S.find(P.absolute(*Name)))
      Stack.push_back({File, unsigned(*Number)});
  }
  return true;
}

static double addFunction(const json::Object &F, const Project &P, Sources &S, Heat &To) {
  To.addTotal(F.getNumber("total").value_or(0));
  double Own = 0;
  if (const json::Array *Stacks = F.getArray("stacks"))
    for (const json::Value &V : *Stacks) {
      std::vector<Line> Stack;
      if (const json::Array *Row = V.getAsArray(); Row && !Row->empty() && readRow(*Row, 1, P, S, Stack)) {
        const double Cost = (*Row)[0].getAsNumber().value_or(0);
        To.add(Stack, Cost);
        Own += Cost;
      }
    }
  if (const json::Array *Trips = F.getArray("trips"))
    for (const json::Value &V : *Trips)
      if (const json::Array *Row = V.getAsArray(); Row && Row->size() == 4) {
        const std::optional<StringRef> Name = (*Row)[0].getAsString();
        if (const Source *File = Name ? S.find(P.absolute(*Name)) : nullptr)
          To.addTrips({File, unsigned((*Row)[1].getAsInteger().value_or(0))}, (*Row)[2].getAsNumber().value_or(0),
                      (*Row)[3].getAsNumber().value_or(0));
      }
  return Own;
}

Error askCompiler(StringRef File, CompilerProfile Kind, const Project &P, unsigned Jobs, Sources &S, Heat &To) {
  std::vector<const Unit *> Units;
  std::set<std::string> Seen;
  for (const Unit &U : P.Units)
    if (Seen.insert(U.MainFile).second)
      Units.push_back(&U);
  const std::string Path = realPath(File);
  // By unit, for the same sum whatever ends first.
  std::vector<std::optional<json::Value>> Answers(Units.size());
  std::vector<std::string> Failed;
  Limits L;
  L.Seconds = 600;
  forkEach(
      Units.size(), std::max(1u, Jobs), L, [&](std::size_t I) { return compile(*Units[I], Path, Kind, S); },
      [&](std::size_t I, Expected<std::string> Answer) {
        Expected<json::Value> V = Answer ? json::parse(*Answer) : Expected<json::Value>(Answer.takeError());
        if (V && V->getAsObject())
          Answers[I] = std::move(*V);
        else
          Failed.push_back(P.relative(Units[I]->MainFile));
        if (!V)
          llvm::consumeError(V.takeError());
      });
  if (interrupted())
    return failure("stopped");
  double Stale = 0, Used = 0, Own = 0;
  std::map<std::string, const json::Object *> Shared;
  for (const std::optional<json::Value> &A : Answers) {
    const json::Object *U = A ? A->getAsObject() : nullptr;
    const json::Array *Functions = U ? U->getArray("functions") : nullptr;
    if (!Functions)
      continue;
    Stale += U->getNumber("stale").value_or(0);
    Used += U->getNumber("used").value_or(0);
    for (const json::Value &V : *Functions) {
      const json::Object *F = V.getAsObject();
      const std::string Name = F->getString("shared").value_or("").str();
      if (Name.empty()) {
        Own += addFunction(*F, P, S, To);
        continue;
      }
      // Each unit has the calls it inlined, and believes the rest to be its own.
      const json::Object *&Least = Shared[Name];
      if (!Least || F->getNumber("total").value_or(0) < Least->getNumber("total").value_or(0))
        Least = F;
    }
  }
  for (const auto &[Name, F] : Shared)
    Own += addFunction(*F, P, S, To);
  if (Stale > 0) {
    // What its counters would have weighed, by those of the functions that are the same.
    const double Lost = Used > 0 ? Own * Stale / Used : Stale;
    To.addTotal(Lost);
    To.addLost(Lost);
  }
  if (!Failed.empty())
    To.note(fmt::format("{}{} could not be compiled for the profile, and {} no weight", Failed.front(),
                        Failed.size() > 1 ? fmt::format(" and {} more", Failed.size() - 1) : "", Failed.size() > 1 ? "have" : "has"));
  return Error::success();
}

//===--- Whether it can be read at all --------------------------------------===//

static std::string check(StringRef File, bool Sample) {
  auto Disk = llvm::vfs::createPhysicalFileSystem();
  std::string Answer = "damaged";
  if (Sample) {
    llvm::LLVMContext Context;
    auto Reader = llvm::sampleprof::SampleProfileReader::create(File, Context, *Disk);
    if (Reader && !(*Reader)->read() && !(*Reader)->getProfiles().empty())
      Answer = "sample";
    return Answer;
  }
  auto Reader = llvm::IndexedInstrProfReader::create(File, *Disk);
  if (!Reader) {
    llvm::consumeError(Reader.takeError());
    return Answer;
  }
  unsigned Functions = 0;
  for (const llvm::NamedInstrProfRecord &R : **Reader)
    Functions += !R.Counts.empty();
  if ((*Reader)->hasError()) {
    llvm::consumeError((*Reader)->getError());
    return Answer;
  }
  return Functions == 0 ? "empty" : (*Reader)->isIRLevelProfile() ? "ir" : "front";
}

Error checkCompilerProfile(StringRef File, bool Sample, CompilerProfile &Kind) {
  // In a process of its own: LLVM's readers trust what they read.
  std::string Answer = "damaged";
  Limits L;
  L.Seconds = 120;
  forkEach(
      1, 1, L, [&](std::size_t) { return check(File, Sample); },
      [&](std::size_t, Expected<std::string> A) {
        if (A)
          Answer = *A;
        else
          llvm::consumeError(A.takeError());
      });
  if (Answer == "empty")
    return failure("has no counters in it; run the instrumented program to its end, and merge again");
  if (Answer == "damaged")
    return failure(Sample ? "is a damaged sample profile; make it again with llvm-profgen or create_llvm_prof"
                          : "is damaged, truncated, or of a newer LLVM; make it again with llvm-profdata merge");
  Kind = Answer == "ir" ? CompilerProfile::Ir : Answer == "front" ? CompilerProfile::FrontEnd : CompilerProfile::Sample;
  return Error::success();
}

} // namespace hone
