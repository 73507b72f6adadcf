// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// append-in-blocks: collects what passes a test in a block on the stack, without a branch,
// and appends block after block.
//
//   for (int i = 0; i < count; ++i)
//     if (used[i] >= 0)
//       result.push_back(i);
//
//   constexpr size_t blockSize = 32;
//   int block[blockSize];
//   size_t filled = 0;
//   for (int i = 0; i < count; ++i) {
//     block[filled] = i;
//     filled += used[i] >= 0;
//     if (filled == blockSize) {
//       result.insert(result.end(), block, block + filled);
//       filled = 0;
//     }
//   }
//   result.insert(result.end(), block, block + filled);
//
// A branch that goes either way costs more than the store that it saves; and no compiler
// may store behind the end of a vector.
//
// What is stored is known without the test: reading it adds no access to memory
// that the test does not make anyway. Nobody sees that the vector gets its elements later: it is a
// local that has no other name, nothing leads into its storage, and the loop does nothing with it but this.

#include "AppendLoop.h"
#include "ContainerMention.h"
#include "EarlyValue.h"
#include "LoopContext.h"
#include "PlainElement.h"
#include "QuietGrowth.h"
#include "StackRoom.h"
#include "hone/Analysis/Alias.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// `if (Test) To.push_back(Value);`
struct Filter {
  const IfStmt *If = nullptr;
  NamedContainer To;
  const CallExpr *Call = nullptr;
  const Expr &test() const { return *If->getCond(); }
  const Expr &value() const { return *Call->getArg(0)->IgnoreUnlessSpelledInSource(); }
};

/// The elements of a block; 0 if they are too large.
unsigned blockSize(QualType Element, const ASTContext &C) {
  constexpr unsigned Bytes = 128, Least = 16;
  unsigned Size = static_cast<unsigned>(C.getTypeSizeInChars(Element).getQuantity()), Result = Bytes;
  while (Result * Size > Bytes)
    Result /= 2;
  return Result < Least ? 0 : Result;
}

std::optional<Filter> filterOf(const Stmt &S, const ASTContext &C) {
  const auto *If = llvm::dyn_cast<IfStmt>(&S);
  if (!If || If->getElse() || If->getInit() || If->getConditionVariable() || If->isConstexpr() || If->isConsteval())
    return std::nullopt;
  const Stmt *Then = If->getThen();
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Then); Block && Block->size() == 1)
    Then = Block->body_front();
  auto A = appendOf(*Then, C);
  if (!A)
    return std::nullopt;
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(llvm::cast<Expr>(Then)->IgnoreImplicit()->IgnoreParens());
  if (!Call || Call->getNumArgs() != 1)
    return std::nullopt;
  return Filter{If, A->To, Call};
}

/// The filter in the body of a loop; none if there are several.
std::optional<Filter> onlyFilter(const Stmt &Loop, const ASTContext &C) {
  const Stmt *Body = loopBody(Loop);
  if (!llvm::isa<CompoundStmt>(Body))
    return filterOf(*Body, C);
  std::optional<Filter> Found;
  for (const Stmt *S : Body->children())
    if (auto F = filterOf(*S, C)) {
      if (Found)
        return std::nullopt;
      Found = F;
    }
  return Found;
}

class Judge {
public:
  Judge(const Stmt &Loop, const Filter &What, ASTContext &C)
      : Loop(Loop), What(What), C(C), F(*outermostFunction(Loop, C)) {}
  std::optional<Refusal> run() const;

private:
  std::optional<Refusal> refuseVector() const;
  std::optional<Refusal> refuseOtherNames() const;
  std::optional<Refusal> refuseTest() const;
  std::optional<Refusal> refuseValue() const;
  bool isTried() const;
  SourceLocation whereNextBegins() const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }

  const Stmt &Loop;
  const Filter &What;
  ASTContext &C;
  const FunctionDecl &F;
};

/// Where the statement behind the loop begins, or the block around it ends.
SourceLocation Judge::whereNextBegins() const {
  const Stmt *Inner = &Loop;
  for (;;) {
    auto Parents = C.getParents(*Inner);
    const Stmt *Parent = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    if (!Parent)
      return F.getEndLoc();
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Parent)) {
      const auto *At = llvm::find(Block->body(), Inner) + 1;
      return At == Block->body_end() ? Block->getRBracLoc() : (*At)->getBeginLoc();
    }
    Inner = Parent;
  }
}

/// Whether a try block stands between the loop and the end of the vector's life.
bool Judge::isTried() const {
  DynTypedNode Node = DynTypedNode::create(Loop);
  for (;;) {
    auto Parents = C.getParents(Node);
    if (Parents.empty() || Parents[0].get<FunctionDecl>())
      return false;
    Node = Parents[0];
    if (Node.get<CXXTryStmt>() || Node.get<LambdaExpr>())
      return true;
    const auto *Block = Node.get<CompoundStmt>();
    if (Block && llvm::any_of(Block->body(), [&](const Stmt *S) {
          const auto *Declared = llvm::dyn_cast<DeclStmt>(S);
          return Declared && llvm::is_contained(Declared->decls(), What.To.Root);
        }))
      return false;
  }
}

/// What is said about the vector before the loop, or in a loop around it, must not leave anything
/// through which the loop could look at it: storage that is reserved gets its elements later.
std::optional<Refusal> Judge::refuseOtherNames() const {
  const VarDecl &V = *What.To.Root;
  const Stmt *Repeated = &Loop;
  for (const Stmt *Around : loopContextOf(Loop, C).Loops)
    if (!isDeclaredIn(V, *Around, C))
      Repeated = Around;
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation End = SM.getExpansionLoc(Repeated->getEndLoc());
  for (const ContainerUse &Use : usesOf(What.To, *F.getBody(), C))
    if (SM.isBeforeInTranslationUnit(SM.getExpansionLoc(Use.Site->getBeginLoc()), End) &&
        leftBy(*Use.Site, C) != Left::Nothing)
      return no("shared", "the vector, or a place in its storage, may be known by another name", *Use.Site);
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseVector() const {
  const VarDecl *V = What.To.Root;
  if (!V || !What.To.Path.empty() || !V->hasLocalStorage() || V->getType()->isReferenceType() ||
      !beginsWithOwnStorage(*V) || !isPrivate(*V, F, C))
    return no("shared", "the vector is no local, or others may know it", *What.If);
  if (usesOf(What.To, Loop, C).size() != 1)
    return no("read-meanwhile", "the loop does more with the vector than append to it", Loop);
  if (auto No = refuseOtherNames())
    return No;
  if (isTried())
    return no("may-throw", "a handler of an exception may see the vector", Loop);
  QualType Element = elementType(What.To.Named->IgnoreParenImpCasts()->getType());
  QualType Declared = declaredElement(What.To);
  if (!isStoredPlainly(Element, C) || !blockSize(Element, C) || Declared.isNull() || typeText(Declared, Loop, C).empty())
    return no("element-type", "an element is large, or storing one may run code", Loop);
  if (!isAssigned(*What.Call, Element, C))
    return no("converted", "what is appended becomes an element by more than a copy", *What.Call);
  if (replacesAllocation(C))
    return no("replaced-allocation", "the unit has an operator new of its own, which sees allocations", Loop);
  if (const Expr *Call = findCapacityCall(C))
    return no("capacity-observed", "code of the unit asks what is reserved", *Call);
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseTest() const {
  // What is written is added, without a conversion of its own.
  const Expr &Written = *What.test().IgnoreUnlessSpelledInSource();
  const auto *B = llvm::dyn_cast<BinaryOperator>(What.test().IgnoreImplicit());
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(What.test().IgnoreImplicit());
  if (!Written.getType()->isBooleanType() || (B && B->isCommaOp()) || (Call && Call->getOperator() == OO_Comma))
    return no("not-bool", "the test is no bool that could be added", What.test());
  if (auto Impure = findImpurity(effectsOf(What.test(), C)))
    return no("impure-test", "the test does something: " + Impure->Text, What.test());
  return std::nullopt;
}

/// The value is read, and converted, without the test and before it.
std::optional<Refusal> Judge::refuseValue() const {
  if (auto Notice = findEarlyNotice(*What.Call->getArg(0), F, C))
    return no(Notice->Code.c_str(), "what is appended is computed only where the test holds: " + Notice->Text,
              What.value());
  for (const Access &R : effectsOf(*What.Call->getArg(0), C).Reads) {
    const Place &P = R.Where;
    bool Own = P.How == Reach::Object && P.Root && P.Path.empty() && P.Root->hasLocalStorage() &&
               !P.Root->getType()->isReferenceType() && isPrivate(*P.Root, F, C);
    if (!Own)
      return no("not-read", "what is appended is read only where the test holds, and others might write it otherwise",
                What.value());
  }
  // Of what is passed by reference no read is known.
  if (What.value().isGLValue()) {
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(&What.value());
    const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V || V->getType()->isReferenceType() || !isPrivate(*V, F, C))
      return no("not-read", "what is appended is read only where the test holds, and others might write it otherwise",
                What.value());
  }
  return std::nullopt;
}

std::optional<Refusal> Judge::run() const {
  if (auto No = refuseVector())
    return No;
  if (auto No = refuseTest())
    return No;
  if (auto No = refuseValue())
    return No;
  if (hasDirective(SourceRange(Loop.getBeginLoc(), whereNextBegins()), C))
    return no("preprocessor", "a preprocessor line stands in the loop, or right behind it", Loop);
  const SourceManager &SM = C.getSourceManager();
  const SourceRange Life(What.To.Root->getBeginLoc(), Loop.getEndLoc());
  if (auto Other = findOtherConfiguration({What.To.Root}, Life, Loop, C))
    return Other;
  if (auto Recursion = findRecursion(F, C))
    return no("recursive", Recursion->Text + ": its frames would be larger", Loop);
  if (SM.getExpansionLineNumber(Loop.getBeginLoc()) == SM.getExpansionLineNumber(What.If->getBeginLoc()))
    return no("no-place", "the test stands on the line of its loop", *What.If);
  return findStrangeSurroundings(Loop, C);
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  ASTContext &C = M.ast();
  const FunctionDecl *F = outermostFunction(Loop, C);
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto What = onlyFilter(Loop, C);
  if (!What || !isStdVector(What->To.Named->IgnoreParenImpCasts()->getType()) ||
      (What->To.Root && isDeclaredIn(*What->To.Root, Loop, C)))
    return Verdict::nothing();
  if (auto No = Judge(Loop, *What, C).run())
    return Verdict::refuse(No->Code, No->Text);
  Verdict V = Verdict::legal(
      {{"own-vector", "the vector is a local that has no other name, and no handler sees it", How::Proved},
       {"only-appended", "the loop does nothing with the vector but append", How::Proved},
       {"quiet-test", "the test has no effect, and what is appended can be computed before it", How::Proved},
       {"plain-elements", "making an element does nothing, and storing to it copies bytes", How::Proved}});
  V.AddsCode = V.AddsBlock = true;
  return V;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  ASTContext &C = M.ast();
  const Filter What = *onlyFilter(Loop, C);
  PatchBuilder P(C);
  llvm::StringSet<> Taken;
  std::string Block = freshName(Loop, C, "block", Taken), Size = freshName(Loop, C, "blockSize", Taken),
              Filled = freshName(Loop, C, "filled", Taken);
  unsigned Elements = blockSize(elementType(What.To.Named->IgnoreParenImpCasts()->getType()), C);
  std::string SizeType = typeText(C.getSizeType(), Loop, C), Vector = What.To.Root->getNameAsString();
  std::string Element = typeText(declaredElement(What.To), Loop, C);
  if (Element.back() == '*')
    Element = llvm::StringRef(Element).drop_back().rtrim().str() + (bindsToName(Loop, C) ? " *" : "* ");
  else
    Element += " ";
  std::string Append = Vector + ".insert(" + Vector + ".end(), " + Block + ", " + Block + " + " + Filled + ");";
  P.insertStatementsBefore(*What.If, Block + "[" + Filled + "] = " + P.text(What.Call->getArg(0)->getSourceRange()) + ";\n" +
                                         Filled + " += " + P.text(What.test().getSourceRange()) + ";");
  P.replaceStatement(*What.If, "if (" + Filled + " == " + Size + ") {\n\t" + Append + "\n\t" + Filled + " = 0;\n}");
  P.insertStatementsAfter(Loop, Append);
  P.insertStatementsBefore(Loop, "constexpr " + SizeType + " " + Size + " = " + std::to_string(Elements) + ";\n" +
                                     Element + Block + "[" + Size + "];\n" + SizeType + " " + Filled + " = 0;");
  return P.take();
}

StatementMatcher pattern() { return stmt(anyOf(forStmt(), cxxForRangeStmt(), whileStmt())).bind("root"); }

} // namespace

extern constexpr Check AppendInBlocks = {
    "append-in-blocks", "what passes a test is appended one by one behind a branch",
    Category::Container, 1, pattern, judge, rewrite};

} // namespace hone
