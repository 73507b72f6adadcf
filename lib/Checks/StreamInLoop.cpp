// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   for (const Line &line : lines) {
//     std::ostringstream out;
//     out << line.key << '=' << line.value;
//     ...
//
//   std::ostringstream out;
//   for (const Line &line : lines) {
//     out.str("");
//     out.clear();
//     out << line.key << '=' << line.value;
//     ...
//
// Making a stream constructs its bases and its buffer, and counts up the references to the global
// locale; all of that is behind calls.
//
// Why it is the same: of what one iteration leaves in a stream for the next, str() replaces the
// text and both positions, and clear() the state. The rest (flags, precision, fill, width, locale,
// exceptions, tie, what xalloc() gave) is as it was made, because every use is one of a few that
// leave it so.

#include "StreamInLoop.h"
#include "GlobalLocale.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

struct Plan {
  const VarDecl *V = nullptr;
  const Stmt *Loop = nullptr;
  const Expr *Text = nullptr; ///< What the stream is made with; null: nothing.
  std::vector<const DeclRefExpr *> Uses;
  std::vector<const Expr *> Calls; ///< What is done with it, from the making.
};

/// A number, a character, or a text: what the library's own operators write and read, and
/// which has no part in the state of the stream.
bool isPlainOperand(const Expr &E, bool Read) {
  QualType T = E.getType().getCanonicalType();
  if (isStdString(T) && elementType(T)->isCharType())
    return !T.isVolatileQualified();
  if (T.isVolatileQualified())
    return false;
  if (T->isArithmeticType())
    return true;
  if (Read)
    return false; // A character array takes as many as width() says.
  QualType To = T->isArrayType() ? QualType(T->getArrayElementTypeNoTypeQual(), 0)
                : T->isPointerType() ? T->getPointeeType() : QualType();
  return (!To.isNull() && To->isCharType()) || (isStdStringView(T) && elementType(T)->isCharType());
}

/// std::endl, std::flush, std::ws: what keeps no state.
bool isPlainManipulator(const Expr &E, const ASTContext &C) {
  const auto *R = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *F = R ? llvm::dyn_cast<FunctionDecl>(R->getDecl()) : nullptr;
  return F && isOfStandard(*F, C) && F->getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(F->getName()).Cases({"endl", "ends", "flush", "ws"}, true).Default(false);
}

class UseReader {
public:
  UseReader(ASTContext &C, std::vector<const Expr *> &Calls) : C(C), Calls(Calls) {}
  /// Why the mention \p R may leave more in the stream than text and state.
  std::optional<Refusal> read(const DeclRefExpr &R);

private:
  std::optional<Refusal> unknown(const Stmt &At) const {
    return Refusal{"unknown-use", "the stream is used in a way that may leave something in it", At.getBeginLoc()};
  }
  std::optional<Refusal> readOperator(const CXXOperatorCallExpr &Call, const Expr *&Stream);
  std::optional<Refusal> readMember(const MemberExpr &Member);

  ASTContext &C;
  std::vector<const Expr *> &Calls;
};

std::optional<Refusal> UseReader::readMember(const MemberExpr &Member) {
  const CXXMethodDecl *M = llvm::dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
  auto Above = C.getParents(Member);
  const auto *Call = Above.empty() ? nullptr : Above[0].get<CXXMemberCallExpr>();
  if (!M || !Call || !isOfStandard(*M, C) || M->isStatic())
    return unknown(Member);
  const bool Asks = llvm::isa<CXXConversionDecl>(M) ||
                    (M->getDeclName().isIdentifier() && M->getNumParams() == 0 && M->isConst() &&
                     llvm::StringSwitch<bool>(M->getName()).Cases({"str", "good", "eof", "fail", "bad"}, true).Default(false));
  if (!Asks)
    return unknown(Member);
  Calls.push_back(Call);
  return std::nullopt;
}

/// \p Stream: the operand, and on return the result if that is the stream again.
std::optional<Refusal> UseReader::readOperator(const CXXOperatorCallExpr &Call, const Expr *&Stream) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !isOfStandard(*F, C))
    return unknown(Call);
  if (Call.getOperator() == OO_Exclaim) {
    Calls.push_back(&Call);
    Stream = nullptr;
    return std::nullopt;
  }
  const bool Read = Call.getOperator() == OO_GreaterGreater;
  if ((!Read && Call.getOperator() != OO_LessLess) || Call.getNumArgs() != 2 || Call.getArg(0) != Stream)
    return unknown(Call);
  const Expr *Operand = Call.getArg(1);
  if (!isPlainManipulator(*Operand, C)) {
    const Expr *Written = Operand->IgnoreParenImpCasts();
    if (!isPlainOperand(Read || !Operand->getType()->isArithmeticType() ? *Written : *Operand, Read))
      return Refusal{"format-state", "the stream is given more than numbers and texts", Operand->getBeginLoc()};
  }
  Calls.push_back(&Call);
  Stream = &Call;
  return std::nullopt;
}

std::optional<Refusal> UseReader::read(const DeclRefExpr &R) {
  if (R.refersToEnclosingVariableOrCapture())
    return Refusal{"captured", "a lambda captures the stream", R.getBeginLoc()};
  for (const Expr *E = &R;;) {
    auto Parents = C.getParents(*E);
    if (Parents.empty())
      return unknown(R);
    const auto *P = Parents[0].get<Stmt>();
    // Nobody looks at the stream an operator has returned.
    if (P && E != &R && llvm::isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, CaseStmt, DefaultStmt>(P))
      return std::nullopt;
    const auto *Above = Parents[0].get<Expr>();
    if (!Above)
      return unknown(R);
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(Above))
      return readMember(*Member);
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Above)) {
      const Expr *Stream = E;
      if (auto No = readOperator(*Operator, Stream))
        return No;
      if (!Stream)
        return std::nullopt;
      E = Stream;
      continue;
    }
    if (const auto *Call = llvm::dyn_cast<CallExpr>(Above)) {
      const FunctionDecl *F = Call->getDirectCallee();
      const bool Line = F && isOfStandard(*F, C) && F->getDeclName().isIdentifier() && F->getName() == "getline" &&
                        !llvm::isa<CXXMethodDecl>(F) && Call->getArg(0) == E && Call->getNumArgs() > 1 &&
                        isStdString(Call->getArg(1)->getType());
      if (!Line)
        return unknown(*Call);
      Calls.push_back(Call);
      E = Call;
      continue;
    }
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Above);
    const bool ToBase = Cast && (Cast->getCastKind() == CK_DerivedToBase || Cast->getCastKind() == CK_UncheckedDerivedToBase ||
                                 Cast->getCastKind() == CK_NoOp);
    if (!ToBase && !llvm::isa<ParenExpr, ExprWithCleanups>(Above))
      return unknown(R);
    E = Above;
  }
}

/// Fills in what the stream is made with; false if that is more than a text.
bool readStart(Plan &P) {
  const Expr *Init = P.V->getInit() ? P.V->getInit()->IgnoreImplicit() : nullptr;
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
  if (!Made || Made->getConstructor()->isCopyOrMoveConstructor())
    return false;
  P.Calls.push_back(Made);
  unsigned Given = 0;
  for (const Expr *A : Made->arguments())
    Given += !llvm::isa<CXXDefaultArgExpr>(A);
  if (Given == 0)
    return true;
  QualType Takes = Made->getConstructor()->getParamDecl(0)->getType();
  if (Given > 1 || !isStdString(Takes.getNonReferenceType()))
    return false;
  P.Text = Made->getArg(0);
  return true;
}

/// Whether \p S is a statement of the body of \p Loop itself, not of a branch.
bool isInEachTurn(const Stmt &S, const Stmt &Loop, ASTContext &C) {
  auto Parents = C.getParents(S);
  const Stmt *Above = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
  if (llvm::isa_and_nonnull<CompoundStmt>(Above))
    Parents = C.getParents(*Above);
  return !Parents.empty() && Parents[0].get<Stmt>() == &Loop;
}

Verdict judge(const DeclStmt &Root, ASTContext &C, Plan &P) {
  P.V = llvm::cast<VarDecl>(Root.getSingleDecl());
  auto Parents = C.getParents(Root);
  LoopContext Around = loopContextOf(Root, C);
  const FunctionDecl *F = outermostFunction(Root, C);
  if (!P.V->hasLocalStorage() || Parents.empty() || !Parents[0].get<CompoundStmt>() || Around.Loops.empty() || !F)
    return Verdict::nothing();
  const Stmt *Inside = &Root;
  for (const Stmt *Loop : Around.Loops) {
    if (!isInEachTurn(*Inside, *Loop, C))
      break;
    Inside = P.Loop = Loop;
  }
  if (!P.Loop)
    return Verdict::refuse("not-each-turn", "the stream is made in a branch, perhaps only to report an error");
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (auto Bound = findEarlierEnd(*F))
    return Verdict::refuse(Bound->Code, Bound->Text);
  QualType T = P.V->getType();
  if (!C.hasSameType(elementType(T), C.CharTy) || !hasStandardParts(T) || P.V->hasAttrs() || T.isConstQualified())
    return Verdict::refuse("not-plain", "the stream is not a plain one of characters");
  TypeLoc Written = P.V->getTypeSourceInfo()->getTypeLoc();
  if (T->getContainedDeducedType() || T->getAs<DecltypeType>() || Written.getSourceRange().isInvalid())
    return Verdict::refuse("auto-type", "the type is not spelled at the declaration");
  if (!readStart(P))
    return Verdict::refuse("not-constant", "the stream is made with more than a text");
  if (auto Strange = findStrangeSurroundings(*P.Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  if (countComments(Root.getSourceRange(), C))
    return Verdict::refuse("comment", "a comment stands inside the declaration");
  if (auto Other = findOtherConfiguration({P.V}, *P.Loop, C))
    return Verdict::refuse(Other->Code, Other->Text);
  P.Uses = mentionsOf(*P.V, *F->getBody());
  UseReader Reader(C, P.Calls);
  for (const DeclRefExpr *R : P.Uses)
    if (auto No = Reader.read(*R))
      return Verdict::refuse(No->Code, No->Text);
  const LocaleUse Called = findLocaleUse(*P.Loop, C, P.Calls);
  if (!Called.Changes.empty())
    return Verdict::refuse("locale", "'" + Called.Changes + "' may set the locale that the stream is made with");
  return Verdict::legal(
      {{"same-contents", P.Text ? "given the text where it was made with it" : "emptied where it was made", How::Proved},
       {"same-state", "only numbers and texts are written and read, which leaves nothing in a stream but text and state", How::Proved},
       {"early", "making it without a text throws nothing and is not seen", How::Proved},
       sameLocale(Called)});
}

} // namespace

bool isStream(const DeclStmt &Root) {
  const auto *V = llvm::dyn_cast_or_null<VarDecl>(Root.isSingleDecl() ? Root.getSingleDecl() : nullptr);
  return V && !V->getType()->isReferenceType() &&
         (isStdType(V->getType(), "basic_stringstream") || isStdType(V->getType(), "basic_istringstream") ||
          isStdType(V->getType(), "basic_ostringstream"));
}

Verdict judgeStream(const DeclStmt &Root, ASTContext &C) {
  Plan P;
  return judge(Root, C, P);
}

llvm::Expected<Patch> rewriteStream(const DeclStmt &Root, ASTContext &C) {
  Plan P;
  judge(Root, C, P);
  PatchBuilder Builder(C);
  const std::string Old = P.V->getNameAsString();
  // Outside the loop the name must mean nothing else, nor hide anything.
  const Stmt &Whole = *outermostFunction(Root, C)->getBody();
  const bool Unique = countLocal(Root, Old, C) == P.Uses.size() + 1 && !findOtherConfiguration({P.V}, Whole, C);
  const std::string Name = Unique ? Old : freshName(Root, C, Old);
  const std::string Type = Builder.text(P.V->getTypeSourceInfo()->getTypeLoc().IgnoreParens().getSourceRange());
  const std::string Text = P.Text ? Builder.text(P.Text->getSourceRange()) : "\"\"";
  if (Type.empty() || Text.empty())
    return llvm::createStringError("macro: the declaration is made by a macro");
  Builder.insertStatementsBefore(*P.Loop, Type + " " + Name + ";");
  Builder.replaceStatement(Root, Name + ".str(" + Text + ");\n" + Name + ".clear();");
  if (!Unique)
    for (const DeclRefExpr *R : P.Uses)
      Builder.replace(R->getSourceRange(), Name);
  return Builder.take();
}

} // namespace hone
