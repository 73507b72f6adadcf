// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Works on a copy in a context of its own: what is assumed here for comparing
// must never reach code that is run.
#include "Canonical.h"
#include "Instrument.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/IPO/InferFunctionAttrs.h"

using namespace llvm;

/// The last component of a name in namespace std, without arguments; empty for
/// what is defined elsewhere.
static std::string libraryName(const Function &F) {
  std::string Whole = demangle(F.getName());
  StringRef Name = Whole;
  if (!Name.starts_with("std::") && !Name.starts_with("__gnu_cxx::"))
    return "";
  Name.consume_back(" const");
  if (!Name.consume_back(")"))
    return "";
  unsigned Depth = 1;
  while (!Name.empty() && Depth != 0) {
    Depth += Name.back() == ')';
    Depth -= Name.back() == '(';
    Name = Name.drop_back();
  }
  std::size_t At = Name.rfind("::");
  return At == StringRef::npos ? "" : Name.drop_front(At + 2).str();
}

/// size() and its like: what they give depends on memory alone.
static bool onlyReads(StringRef Name) {
  static const StringSet<> Names = {"size",   "length", "empty", "begin", "end",      "cbegin",
                                    "cend",   "data",   "c_str", "front", "back",     "capacity",
                                    "operator[]"};
  return Names.contains(Name);
}

static void noteLibrary(Module &M) {
  for (Function &F : M) {
    std::string Name = libraryName(F);
    if (!onlyReads(Name))
      continue;
    F.setOnlyReadsMemory();
    F.setDoesNotThrow();
    F.setWillReturn();
  }
}

static void forgetReserve(Function &F) {
  SmallVector<CallBase *, 8> Calls;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I))
      if (const Function *Callee = Call->getCalledFunction())
        if (Call->getType()->isVoidTy() && libraryName(*Callee) == "reserve")
          Calls.push_back(Call);
  for (CallBase *Call : Calls) {
    if (auto *Invoke = dyn_cast<InvokeInst>(Call)) {
      Invoke->getUnwindDest()->removePredecessor(Invoke->getParent());
      BranchInst::Create(Invoke->getNormalDest(), Invoke->getIterator());
    }
    Call->eraseFromParent();
  }
}

/// Branches to a check's trap are never taken.
static void assumeChecksHold(Function &F) {
  SmallPtrSet<BasicBlock *, 16> Traps;
  for (Instruction &I : instructions(F))
    if (auto *Trap = dyn_cast<IntrinsicInst>(&I); Trap && Trap->getIntrinsicID() == Intrinsic::ubsantrap)
      Traps.insert(I.getParent());
  for (BasicBlock &Block : F) {
    auto *Branch = dyn_cast<BranchInst>(Block.getTerminator());
    if (!Branch || !Branch->isConditional())
      continue;
    for (unsigned Side : {0u, 1u})
      if (Traps.contains(Branch->getSuccessor(Side))) {
        Branch->getSuccessor(Side)->removePredecessor(&Block);
        BranchInst::Create(Branch->getSuccessor(1 - Side), Branch->getIterator());
        Branch->eraseFromParent();
        break;
      }
  }
}

std::string hone::canonicalIr(StringRef Bitcode, const std::vector<std::string> &Functions,
                              TargetMachine &Machine) {
  LLVMContext Context;
  Context.setDiscardValueNames(true);
  Expected<std::unique_ptr<Module>> M = parseBitcodeFile(MemoryBufferRef(Bitcode, "mutant"), Context);
  if (!M) {
    consumeError(M.takeError());
    return "";
  }
  noteLibrary(**M);
  LoopAnalysisManager Loops;
  FunctionAnalysisManager Each;
  CGSCCAnalysisManager Graph;
  ModuleAnalysisManager Whole;
  PassBuilder Builder(&Machine);
  Builder.registerModuleAnalyses(Whole);
  Builder.registerCGSCCAnalyses(Graph);
  Builder.registerFunctionAnalyses(Each);
  Builder.registerLoopAnalyses(Loops);
  Builder.crossRegisterProxies(Loops, Each, Graph, Whole);
  InferFunctionAttrsPass().run(**M, Whole);
  FunctionPassManager Passes =
      Builder.buildFunctionSimplificationPipeline(OptimizationLevel::O2, ThinOrFullLTOPhase::None);
  for (const std::string &Name : Functions) {
    Function *F = (*M)->getFunction(Name);
    if (!F || F->isDeclaration())
      continue;
    forgetReserve(*F);
    assumeChecksHold(*F);
    Passes.run(*F, Each);
  }
  return renderIr(**M, Functions);
}
