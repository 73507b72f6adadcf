// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hoist-constructed-object: compiles a regular expression once, in front of the loop. Streams are
// in StreamInLoop.cpp.
//
//   for (const std::string &name : names) {
//     std::regex scheme("^(https?|ftp):");
//     ...
//
//   std::regex scheme("^(https?|ftp):");
//   for (const std::string &name : names) {
//     ...
//
// Making a std::regex translates the pattern into an automaton; the compiler sees allocations, virtual
// calls of the locale and a thousand branches, none of which it may leave out.
//
// Why it is the same: matching never changes the expression, and its uses are such that nobody else
// can. What making it depends on is the pattern, a literal, and the global locale. It is made although
// the loop may not run, so it must not throw: the pattern is read by a grammar that is much narrower than that
// of ECMAScript, and has no mistakes in it.

#include "GlobalLocale.h"
#include "HoistedCall.h"
#include "LoopContext.h"
#include "RegexPattern.h"
#include "StreamInLoop.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

struct Plan {
  const VarDecl *V = nullptr;
  const Stmt *Loop = nullptr;
  SourceLocation End; ///< Of the declaration, with the comment behind it.
};

/// Every mention of a variable, and whether each leaves it as it is.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  Uses(const VarDecl &V, ASTContext &C, unsigned Depth = 0) : V(V), C(C), Depth(Depth) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    Others |= R->getDecl() != &V && R->getDecl()->getDeclName() == V.getDeclName();
    if (R->getDecl() != &V)
      return true;
    ++Count;
    OnlyRead &= isRead(*R);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    Others |= M->isImplicitAccess() && M->getMemberDecl()->getDeclName() == V.getDeclName();
    return true;
  }
  unsigned Count = 0;
  bool OnlyRead = true;
  mutable std::string Lent; ///< A function that gets it and may do more than read.
  bool Others = false; ///< Something else of its name is used, if only by a macro.

private:
  bool isRead(const DeclRefExpr &R) const;
  bool onlyReads(const FunctionDecl &F, unsigned Parameter) const;

  const VarDecl &V;
  ASTContext &C;
  unsigned Depth;
};

/// Whether \p F leaves what its parameter refers to as it is, const cast away or not.
bool Uses::onlyReads(const FunctionDecl &F, unsigned Parameter) const {
  if (isOfStandard(F, C))
    return true;
  const FunctionDecl *Definition = nullptr;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  const Stmt *Body = F.getBody(Definition);
  if (!Body || Depth > 4 || (Method && Method->isVirtual()) || llvm::isa<CXXConstructorDecl>(F))
    return false;
  Uses Inside(*Definition->getParamDecl(Parameter), C, Depth + 1);
  Inside.TraverseStmt(const_cast<Stmt *>(Body));
  return Inside.OnlyRead && Inside.Lent.empty();
}

/// Bound to a reference to const of a call, or the object of a const function.
bool Uses::isRead(const DeclRefExpr &R) const {
  const Stmt *Child = &R;
  auto Parents = C.getParents(R);
  while (!Parents.empty() && Parents[0].get<ImplicitCastExpr>()) {
    Child = Parents[0].get<Stmt>();
    Parents = C.getParents(Parents[0]);
  }
  if (Parents.empty() || R.refersToEnclosingVariableOrCapture())
    return false;
  auto IsConst = [](const ParmVarDecl &P) {
    return P.getType()->isLValueReferenceType() && P.getType()->getPointeeType().isConstQualified();
  };
  auto Find = [&](const auto &Call, const FunctionDecl *F) {
    for (unsigned I = 0; F && I < std::min(Call.getNumArgs(), F->getNumParams()); ++I)
      if (Call.getArg(I) == Child) {
        if (!onlyReads(*F, I))
          Lent = F->getNameAsString();
        return IsConst(*F->getParamDecl(I));
      }
    return false;
  };
  if (const auto *Made = Parents[0].get<CXXConstructExpr>())
    return Find(*Made, Made->getConstructor());
  if (const auto *Call = Parents[0].get<CallExpr>())
    return !llvm::isa<CXXOperatorCallExpr>(Call) && Find(*Call, Call->getDirectCallee());
  const auto *Member = Parents[0].get<MemberExpr>();
  const auto *Method = Member ? llvm::dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  return Method && Method->isConst();
}

/// The literal a std::regex is made of, for ECMAScript; null if it is made in another way.
const StringLiteral *patternOf(const VarDecl &V, const ASTContext &C) {
  const Expr *Init = V.getInit() ? V.getInit()->IgnoreImplicit() : nullptr;
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
  if (!Made || Made->getNumArgs() == 0 || Made->getNumArgs() > 2 || !isStdType(V.getType(), "basic_regex") ||
      !C.getSourceManager().isInSystemHeader(Made->getConstructor()->getLocation()))
    return nullptr;
  if (Made->getNumArgs() == 2 && !llvm::isa<CXXDefaultArgExpr>(Made->getArg(1))) {
    // Only names of the library's, put together.
    std::function<bool(const Expr *)> Known = [&](const Expr *E) {
      E = E->IgnoreParenImpCasts();
      if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
        return Ref->getDecl()->getDeclName().isIdentifier() &&
               C.getSourceManager().isInSystemHeader(Ref->getDecl()->getLocation()) &&
               llvm::StringSwitch<bool>(Ref->getDecl()->getName())
                   .Cases({"ECMAScript", "icase", "nosubs", "optimize"}, true)
                   .Default(false);
      const auto *Or = llvm::dyn_cast<CXXOperatorCallExpr>(E);
      return Or && Or->getOperator() == OO_Pipe && Known(Or->getArg(0)) && Known(Or->getArg(1));
    };
    if (!Known(Made->getArg(1)))
      return nullptr;
  }
  const auto *Text = llvm::dyn_cast<StringLiteral>(Made->getArg(0)->IgnoreParenImpCasts());
  return Text && Text->getCharByteWidth() == 1 ? Text : nullptr;
}

Verdict judgeObject(const DeclStmt &Root, ASTContext &C, Plan &P) {
  P.V = llvm::dyn_cast<VarDecl>(Root.getSingleDecl());
  auto Parents = C.getParents(Root);
  if (!P.V || !P.V->hasLocalStorage() || !isStdType(P.V->getType(), "basic_regex") ||
      P.V->getType()->isReferenceType() || !bringsNoCode(P.V->getType(), C) || Parents.empty() || !Parents[0].get<CompoundStmt>())
    return Verdict::nothing();
  LoopContext Around = loopContextOf(Root, C);
  const FunctionDecl *F = outermostFunction(Root, C);
  if (Around.Loops.empty() || !F)
    return Verdict::nothing();
  P.Loop = Around.Loops.back();
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (auto Bound = findEarlierEnd(*F))
    return Verdict::refuse(Bound->Code, Bound->Text);
  const StringLiteral *Pattern = patternOf(*P.V, C);
  if (!Pattern || P.V->getType()->getAs<DecltypeType>())
    return Verdict::refuse("not-constant", "the expression is not made of a literal and plain options");
  if (!isFaultlessPattern(Pattern->getString()))
    return Verdict::refuse("pattern", "whether the pattern has a mistake is not known, so making it might throw");
  if (auto Strange = findStrangeSurroundings(*P.Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  Uses U(*P.V, C);
  U.TraverseStmt(F->getBody());
  if (!U.OnlyRead)
    return Verdict::refuse("unknown-use", "the expression may be changed, captured or kept");
  // Elsewhere the name may mean something, or hide it.
  if (U.Others || countLocal(Root, P.V->getName(), C) != U.Count + 1)
    return Verdict::refuse("name-taken", "its name is used for something else in the function");
  llvm::StringRef Behind = behindOnLine(Root, C);
  P.End = Root.getEndLoc();
  if (Behind.ltrim().starts_with("//")) // Moves, too.
    P.End = P.End.getLocWithOffset(1 + int(Behind.size() - Behind.ltrim().size()));
  else if (Behind.contains("/*"))
    P.End = SourceLocation();
  if (P.V->hasAttrs() || countComments(Root.getSourceRange(), C) || P.End.isInvalid() || hasCommentAbove(Root, C))
    return Verdict::refuse("comment", "a comment or an attribute belongs to the declaration");
  const LocaleUse Called = findLocaleUse(*P.Loop, C);
  if (!Called.Changes.empty())
    return Verdict::refuse("locale", "'" + Called.Changes + "' may set the locale that the expression is made with");
  std::vector<Obligation> Obligations = {
      {"constant", "it is made of a literal that is correct, so making it early neither throws nor is seen", How::Proved},
      {"only-read", U.Lent.empty() ? "all its uses take it by reference to const"
                                   : "'" + U.Lent + "' takes it by reference to const and does not cast that away",
       U.Lent.empty() ? How::Proved : How::Tested},
      sameLocale(Called)};
  return Verdict::legal(std::move(Obligations));
}

Verdict judge(const Match &M) {
  const auto &Root = M.node<DeclStmt>("root");
  if (isStream(Root))
    return judgeStream(Root, M.ast());
  Plan P;
  return judgeObject(Root, M.ast(), P);
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Root = M.node<DeclStmt>("root");
  if (isStream(Root))
    return rewriteStream(Root, M.ast());
  Plan P;
  judgeObject(Root, M.ast(), P);
  PatchBuilder Builder(M.ast());
  const SourceRange Whole(Root.getBeginLoc(), P.End);
  std::string Text = Builder.text(Whole);
  if (Text.empty())
    return llvm::createStringError("macro: the declaration is made by a macro");
  if (!P.V->getType().isConstQualified())
    Text = "const " + Text;
  Builder.insertStatementsBefore(*P.Loop, Text);
  Builder.remove(Whole);
  return Builder.take();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  auto Object = varDecl(hasType(hasCanonicalType(hasDeclaration(
      classTemplateSpecializationDecl(
      hasAnyName("basic_regex", "basic_stringstream", "basic_istringstream", "basic_ostringstream"), isInStdNamespace())))));
  return declStmt(hasSingleDecl(Object), hasAncestor(Loop)).bind("root");
}

} // namespace

extern constexpr Check HoistConstructedObject = {
    "hoist-constructed-object", "an expensive object is made anew in every iteration",
    Category::Invariant, 2, pattern, judge, rewrite};

} // namespace hone
