// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang emits what is internal to a unit (static functions, anonymous
// namespaces, static locals) again into every module that uses it. As weak
// symbols of shared libraries they are one object again: the dynamic linker
// binds all of them to the first, the prelude's. References to what no module
// defines are weak too: they are null, and calling one is a trap like any
// other, so a function runs as long as it does not need what the unit lacks.
#include "Instrument.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/IPO/AlwaysInliner.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

/// The line of an instruction if it is code of \p File in one of the ranges,
/// else 0.
static unsigned lineOf(const Instruction &I, StringRef File, const hone::LineRanges &Lines) {
  const DILocation *Where = I.getDebugLoc().get();
  if (!Where || Where->getLine() == 0 || Where->getFilename() != File)
    return 0;
  for (auto [First, Last] : Lines)
    if (Where->getLine() >= First && Where->getLine() <= Last)
      return Where->getLine();
  return 0;
}

std::vector<Function *> hone::functionsIn(Module &M, StringRef File, const LineRanges &Lines) {
  std::vector<Function *> Found;
  for (Function &F : M) {
    const DISubprogram *Program = F.getSubprogram();
    if (F.isDeclaration() || !Program || Program->getFilename() != File)
      continue;
    bool Inside = false;
    for (Instruction &I : instructions(F))
      Inside = Inside || lineOf(I, File, Lines) != 0;
    if (Inside)
      Found.push_back(&F);
  }
  return Found;
}

/// The blocks reached without an exception: branches in landing pads are the
/// compiler's, not the author's.
static SmallPtrSet<BasicBlock *, 32> normalBlocks(Function &F) {
  SmallPtrSet<BasicBlock *, 32> Seen;
  SmallVector<BasicBlock *, 32> Work = {&F.getEntryBlock()};
  while (!Work.empty()) {
    BasicBlock *Block = Work.pop_back_val();
    if (!Seen.insert(Block).second)
      continue;
    for (BasicBlock *Next : successors(Block))
      if (!Next->isLandingPad())
        Work.push_back(Next);
  }
  return Seen;
}

/// True for a branch the author wrote, as opposed to a sanitizer's check or
/// the clean-up of a scope.
static bool isAuthors(const Instruction &Terminator) {
  if (Terminator.getNumSuccessors() < 2 || Terminator.getMetadata("nosanitize"))
    return false;
  if (auto *Branch = dyn_cast<BranchInst>(&Terminator))
    return !isa<Constant>(Branch->getCondition());
  auto *Switch = dyn_cast<SwitchInst>(&Terminator);
  // The clean-up switch ends in a block that is never reached.
  return Switch && !isa<UnreachableInst>(Switch->getDefaultDest()->getTerminator());
}

/// True if what begins here aborts: an input that takes it is never accepted.
static bool endsProcess(const BasicBlock &Block) {
  return isa<UnreachableInst>(Block.getTerminator()) &&
         none_of(Block, [](const Instruction &I) { return I.mayThrow(); });
}

std::vector<unsigned> hone::countEdges(Module &M, StringRef File, const LineRanges &Lines,
                                       StringRef Symbol) {
  struct Edge {
    BasicBlock *From, *To;
    unsigned Line;
  };
  std::vector<Edge> Edges;
  std::vector<std::pair<BasicBlock *, unsigned>> Blocks;
  for (Function *F : functionsIn(M, File, Lines))
    for (BasicBlock *Block : normalBlocks(*F)) {
      Instruction *End = Block->getTerminator();
      if (unsigned Line = isAuthors(*End) ? lineOf(*End, File, Lines) : 0) {
        SmallPtrSet<BasicBlock *, 4> Targets;
        for (BasicBlock *To : successors(Block))
          if (!endsProcess(*To) && Targets.insert(To).second)
            Edges.push_back({Block, To, Line});
      }
      for (Instruction &I : *Block)
        if (unsigned Line = lineOf(I, File, Lines)) {
          if (!isa<UnreachableInst>(Block->getTerminator()))
            Blocks.push_back({Block, Line});
          break;
        }
    }

  std::vector<unsigned> Counters;
  auto *Byte = Type::getInt8Ty(M.getContext());
  auto *Array = ArrayType::get(Byte, Edges.empty() ? Blocks.size() : Edges.size());
  if (Array->getNumElements() == 0)
    return Counters;
  auto *Table = new GlobalVariable(M, Array, false, GlobalValue::ExternalLinkage,
                                   ConstantAggregateZero::get(Array), Symbol);
  auto Count = [&](BasicBlock *Where, unsigned Line) {
    IRBuilder<> Builder(Where, Where->getFirstInsertionPt());
    Builder.CreateStore(ConstantInt::get(Byte, 1),
                        Builder.CreateConstInBoundsGEP2_64(Array, Table, 0, Counters.size()));
    Counters.push_back(Line);
  };
  for (const Edge &E : Edges)
    Count(SplitEdge(E.From, E.To), E.Line);
  if (Edges.empty())
    for (auto [Block, Line] : Blocks)
      Count(Block, Line);
  return Counters;
}

void hone::joinTraps(Module &M) {
  llvm::Function *Trap = nullptr;
  for (llvm::Function &F : M) {
    BasicBlock *First = nullptr;
    std::vector<BasicBlock *> Others;
    for (BasicBlock &B : F) {
      auto *Call = dyn_cast<CallInst>(&B.front());
      if (!Call || Call->getIntrinsicID() != Intrinsic::ubsantrap ||
          !isa<UnreachableInst>(B.getTerminator()) || B.size() != 2)
        continue;
      if (First) {
        Others.push_back(&B);
        continue;
      }
      First = &B;
      if (!Trap)
        Trap = Intrinsic::getOrInsertDeclaration(&M, Intrinsic::trap);
      IRBuilder<>(Call).CreateCall(Trap)->setDoesNotReturn();
      Call->eraseFromParent();
    }
    for (BasicBlock *B : Others) {
      B->replaceAllUsesWith(First);
      B->eraseFromParent();
    }
  }
}

/// What an access is to the runner; see hone_access there. -1: nobody else's.
static int accessKind(const Instruction &I) {
  if (auto *Load = dyn_cast<LoadInst>(&I))
    return Load->isAtomic() ? 2 : Load->isVolatile() ? 0 : -1;
  if (auto *Store = dyn_cast<StoreInst>(&I))
    return Store->isAtomic() ? 3 : Store->isVolatile() ? 1 : -1;
  return isa<AtomicRMWInst, AtomicCmpXchgInst>(I) ? 3 : -1;
}

void hone::watchAccesses(Module &M) {
  for (Function &F : M)
    for (Instruction &I : instructions(F)) {
      int Kind = accessKind(I);
      if (Kind < 0)
        continue;
      IRBuilder<> Builder(&I);
      const Value *Where = isa<LoadInst>(I)         ? cast<LoadInst>(I).getPointerOperand()
                           : isa<StoreInst>(I)      ? cast<StoreInst>(I).getPointerOperand()
                           : isa<AtomicRMWInst>(I) ? cast<AtomicRMWInst>(I).getPointerOperand()
                                                    : cast<AtomicCmpXchgInst>(I).getPointerOperand();
      FunctionCallee Tell = M.getOrInsertFunction("hone_access", Builder.getVoidTy(),
                                                  Builder.getPtrTy(), Builder.getInt32Ty());
      Builder.CreateCall(Tell, {const_cast<Value *>(Where), Builder.getInt32(Kind)});
    }
}

/// Initialisers and their helpers are each module's own.
static bool staysInternal(const GlobalValue &G) {
  StringRef Name = G.getName();
  return G.hasPrivateLinkage() || Name.empty() || Name.starts_with("__cxx_global_") ||
         Name.starts_with("_GLOBAL_") || Name.starts_with("__tls_") || Name.starts_with("_ZTH") ||
         Name.starts_with("__dtor_") || Name.starts_with("llvm.");
}

/// The heap of tested code is the runner's, but its malloc is not: the runner
/// itself and the libraries keep the one they have.
static void renameHeapCalls(Module &M) {
  for (const char *Name : {"malloc", "calloc", "realloc", "free", "strdup"})
    if (Function *F = M.getFunction(Name); F && F->isDeclaration())
      F->setName("hone_" + llvm::Twine(Name));
}

/// Pointers that are compared by size or subtracted must be into one object,
/// and an index does not lead out of it. Otherwise the answer is chance, and
/// neither version is to blame for it.
static void checkRelations(Module &M) {
  auto *Pointer = PointerType::get(M.getContext(), 0);
  FunctionCallee Check = M.getOrInsertFunction(
      "hone_related", Type::getVoidTy(M.getContext()), Pointer, Pointer);
  FunctionCallee SameBlock = M.getOrInsertFunction(
      "hone_same_block", Type::getVoidTy(M.getContext()), Pointer, Pointer);
  FunctionCallee Within = M.getOrInsertFunction(
      "hone_within", Type::getVoidTy(M.getContext()), Pointer, Pointer);
  for (Function &F : M) {
    StringRef Name = F.getName();
    // The library may, and the tests know what they do.
    if (Name.starts_with("_ZNSt") || Name.starts_with("_ZNKSt") || Name.starts_with("_ZSt") ||
        Name.contains("9__gnu_cxx") || Name.contains("9hone_test"))
      continue;
    for (BasicBlock &B : F)
      for (Instruction &I : make_early_inc_range(B)) {
        Value *Left = nullptr, *Right = nullptr;
        bool Subtracts = false;
        using namespace PatternMatch;
        if (auto *G = dyn_cast<GetElementPtrInst>(&I)) {
          if (G->isInBounds() && !G->hasAllConstantIndices() && G->getType() == Pointer &&
              !isa<AllocaInst, GlobalValue>(G->getPointerOperand()))
            CallInst::Create(Within, {G->getPointerOperand(), G}, "", std::next(I.getIterator()));
          continue;
        }
        if (auto *C = dyn_cast<ICmpInst>(&I); C && C->isRelational()) {
          Left = C->getOperand(0);
          Right = C->getOperand(1);
        } else {
          Subtracts = match(&I, m_Sub(m_PtrToInt(m_Value(Left)), m_PtrToInt(m_Value(Right))));
          if (!Subtracts)
            continue;
        }
        if (Left->getType() == Pointer && Right->getType() == Pointer)
          CallInst::Create(Subtracts ? SameBlock : Check, {Left, Right}, "", I.getIterator());
      }
  }
}

void hone::openModule(Module &M, StringSet<> &Defined) {
  renameHeapCalls(M);
  checkRelations(M);
  for (GlobalObject &G : M.global_objects()) {
    if (G.getName().starts_with("llvm."))
      continue;
    if (G.isDeclaration()) {
      G.setVisibility(GlobalValue::DefaultVisibility);
      G.setDSOLocal(false);
      if (G.getLinkage() == GlobalValue::ExternalLinkage)
        G.setLinkage(GlobalValue::ExternalWeakLinkage);
      continue;
    }
    if (staysInternal(G) || G.hasAppendingLinkage())
      continue;
    // An exported definition is whole: a copy of it in a later module may be
    // used for inlining, but only one is emitted.
    bool Function = isa<llvm::Function>(G);
    if (G.hasInternalLinkage())
      G.setLinkage(GlobalValue::WeakODRLinkage);
    G.setVisibility(GlobalValue::DefaultVisibility);
    G.setDSOLocal(false);
    bool Repeated = G.isWeakForLinker() && Defined.contains(G.getName());
    if (Repeated && Function) {
      G.setComdat(nullptr);
      cast<llvm::Function>(G).deleteBody();
      G.setLinkage(GlobalValue::ExternalWeakLinkage);
    } else if (!G.hasAvailableExternallyLinkage()) {
      // Only what must be emitted now may be relied on by later modules.
      if (G.hasLinkOnceLinkage() && !Function)
        G.setLinkage(GlobalValue::WeakODRLinkage);
    }
  }
}

namespace {
/// The analyses of one run of passes.
struct Analyses {
  LoopAnalysisManager Loops;
  FunctionAnalysisManager Functions;
  CGSCCAnalysisManager Graph;
  ModuleAnalysisManager Modules;
  PassBuilder Builder;

  explicit Analyses(TargetMachine &Machine, PipelineTuningOptions Tuning = {})
      : Builder(&Machine, Tuning) {
    Builder.registerModuleAnalyses(Modules);
    Builder.registerCGSCCAnalyses(Graph);
    Builder.registerFunctionAnalyses(Functions);
    Builder.registerLoopAnalyses(Loops);
    Builder.crossRegisterProxies(Loops, Functions, Graph, Modules);
  }
};
} // namespace

void hone::optimize(Module &M, TargetMachine &Machine, const std::vector<std::string> &Watched,
                    bool Canonical) {
  Analyses A(Machine);
  A.Builder.buildO0DefaultPipeline(OptimizationLevel::O0).run(M, A.Modules);
  FunctionPassManager Passes;
  Passes.addPass(SROAPass(SROAOptions::ModifyCFG));
  Passes.addPass(EarlyCSEPass());
  Passes.addPass(SimplifyCFGPass());
  if (Canonical) {
    Passes.addPass(InstCombinePass());
    Passes.addPass(SimplifyCFGPass());
  }
  for (const std::string &Name : Watched)
    if (Function *F = M.getFunction(Name); F && !F->isDeclaration())
      Passes.run(*F, A.Functions);
}

void hone::optimizeAll(Module &M, TargetMachine &Machine) {
  for (Function &F : M) {
    // Inlined everywhere here, but later pieces will call them.
    if (F.hasLinkOnceODRLinkage())
      F.setLinkage(GlobalValue::WeakODRLinkage);
    // What the front end says of all functions at -O0.
    F.removeFnAttr(Attribute::NoInline);
  }
  PipelineTuningOptions Tuning;
  Tuning.InlinerThreshold = 20; // What is tiny; the rest would make much code of little.
  Analyses A(Machine, Tuning);
  A.Builder.buildPerModuleDefaultPipeline(OptimizationLevel::O1).run(M, A.Modules);
}

/// Drops "#12" and "!7" style numbers, which count within a module.
static void appendWithoutNumbers(StringRef Line, std::string &Out) {
  for (std::size_t I = 0; I != Line.size(); ++I) {
    // "3$_7": a lambda, counted through all modules.
    if (Line.substr(I).starts_with("$_") && I != 0 && isDigit(Line[I - 1])) {
      while (!Out.empty() && isDigit(Out.back()))
        Out.pop_back();
      for (I += 2; I != Line.size() && isDigit(Line[I]);)
        ++I;
      Out += "$_";
      if (I == Line.size())
        break;
    }
    Out += Line[I];
    if (Line[I] == '#' || Line[I] == '!')
      while (I + 1 != Line.size() && isDigit(Line[I + 1]))
        ++I;
  }
  Out += '\n';
}

std::string hone::renderIr(Module &M, const std::vector<std::string> &Functions) {
  std::string Out;
  for (const std::string &Name : Functions) {
    Function *F = M.getFunction(Name);
    if (!F || F->isDeclaration())
      continue;
    std::string Text;
    raw_string_ostream(Text) << *F;
    SmallVector<StringRef, 64> Lines;
    StringRef(Text).split(Lines, '\n');
    for (StringRef Line : Lines)
      if (!Line.starts_with(";") && !Line.starts_with("define"))
        appendWithoutNumbers(Line.split(", !").first, Out);
    // Texts and tables are referred to by a name that says nothing.
    SmallPtrSet<GlobalVariable *, 8> Seen;
    for (Instruction &I : instructions(*F))
      for (Value *Operand : I.operands())
        if (auto *G = dyn_cast<GlobalVariable>(Operand))
          if (G->hasPrivateLinkage() && G->hasInitializer() && Seen.insert(G).second) {
            raw_string_ostream Stream(Out);
            G->getInitializer()->printAsOperand(Stream, true, &M);
            Out += '\n';
          }
  }
  return Out;
}
