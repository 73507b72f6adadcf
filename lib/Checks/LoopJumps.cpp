// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A break or continue belongs to the innermost loop, or switch, around it.
#include "LoopJumps.h"
#include "hone/Analysis/TripCount.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

static void scan(const Stmt *S, bool InLoop, bool InSwitch, LoopJumps &Out) {
  if (!S)
    return;
  if (isa<BreakStmt>(S) && !InLoop && !InSwitch)
    Out.Break = S;
  if (isa<ContinueStmt>(S) && !InLoop)
    Out.Continue = S;
  if (isa<GotoStmt, IndirectGotoStmt, LabelStmt, AsmStmt>(S))
    Out.Label = S;
  for (const Stmt *Child : S->children())
    scan(Child, InLoop || isLoop(*S), InSwitch || isa<SwitchStmt>(S), Out);
}

LoopJumps jumpsIn(const Stmt &Loop) {
  LoopJumps Out;
  scan(loopBody(Loop), false, false, Out);
  return Out;
}

} // namespace hone
