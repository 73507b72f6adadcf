// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A string is made of others:
//
//   std::string text;
//   for (const std::string &line : lines) {
//     text += line;
//     text += '\n';
//   }
//
// The loop in front that adds up the lengths has the same header, and reads nothing but what every turn
// of the original reads. Nothing in a turn changes any of it, and no turn is left early: so it comes to
// the same turns, and each part is there and as long as it will be. A sum too large for its type is one
// that no memory holds.

#include "JoinedText.h"
#include "AppendBirth.h"
#include "EarlyEnd.h"
#include "LoopContext.h"
#include "QuietGrowth.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

Refusal no(const char *Code, const std::string &Text, const Stmt &At) { return {Code, Text, At.getBeginLoc()}; }

/// `text += part`, `text.append(part)`, `text.push_back(c)`.
struct TextAppend {
  NamedContainer To;
  const CallExpr *Call = nullptr;
  const Expr *Part = nullptr; ///< As it is written.
  QualType Taken;             ///< What the function takes.
};
std::optional<TextAppend> textAppendOf(const Stmt &S) {
  TextAppend A;
  const Expr *Object = nullptr;
  const auto *E = llvm::dyn_cast<Expr>(&S);
  A.Call = E ? llvm::dyn_cast<CallExpr>(E->IgnoreImplicit()->IgnoreParens()) : nullptr;
  const auto *Callee = A.Call ? llvm::dyn_cast_or_null<CXXMethodDecl>(A.Call->getDirectCallee()) : nullptr;
  if (!Callee || Callee->getNumParams() != 1)
    return std::nullopt;
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(A.Call)) {
    if (Operator->getOperator() != OO_PlusEqual)
      return std::nullopt;
    Object = Operator->getArg(0);
    A.Part = Operator->getArg(1);
  } else if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(A.Call)) {
    if (!Callee->getDeclName().isIdentifier() || (Callee->getName() != "append" && Callee->getName() != "push_back"))
      return std::nullopt;
    Object = Member->getImplicitObjectArgument();
    A.Part = Member->getArg(0);
  }
  if (!Object || !isStdString(Object->IgnoreParenImpCasts()->getType()) || Object->getType()->isPointerType())
    return std::nullopt;
  auto To = namedContainer(*Object);
  if (!To)
    return std::nullopt;
  A.To = *To;
  A.Part = A.Part->IgnoreUnlessSpelledInSource();
  A.Taken = Callee->getParamDecl(0)->getType();
  return A;
}

/// How many characters are appended, if it is a constant: those of a literal end at the first zero.
std::optional<std::size_t> constantLength(const TextAppend &A) {
  if (A.Taken->isAnyCharacterType())
    return 1;
  const auto *Literal = llvm::dyn_cast<StringLiteral>(A.Part);
  if (!Literal || !A.Taken->isPointerType())
    return std::nullopt;
  for (unsigned I = 0; I != Literal->getLength(); ++I)
    if (!Literal->getCodeUnit(I))
      return I;
  return Literal->getLength();
}

bool isText(const Expr &E) { return E.isGLValue() && (isStdString(E.getType()) || isStdStringView(E.getType())); }

/// What the expression would be asked with for its size; null if it is written in another way.
const Expr *pointerTo(const Expr &E) {
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&E);
  const auto *U = llvm::dyn_cast<UnaryOperator>(&E);
  const Expr *Pointer = Call && Call->getOperator() == OO_Star && Call->getNumArgs() == 1 ? Call->getArg(0)
                        : U && U->getOpcode() == UO_Deref                                 ? U->getSubExpr()
                                                                                          : nullptr;
  Pointer = Pointer ? Pointer->IgnoreUnlessSpelledInSource() : nullptr;
  return Pointer && llvm::isa<DeclRefExpr, MemberExpr>(Pointer) ? Pointer : nullptr;
}
bool isAskedPlainly(const Expr &E) {
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&E);
  return llvm::isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr>(E) || (Call && Call->getOperator() == OO_Subscript) ||
         pointerTo(E);
}

/// The call for its size or the like that a mention of a string is the object of.
bool isAskedForSize(const Expr &Site, ASTContext &C) {
  DynTypedNode Node = DynTypedNode::create(Site);
  for (unsigned I = 0; I != 3; ++I) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return false;
    Node = Parents[0];
    if (const auto *Call = Node.get<CXXMemberCallExpr>()) {
      const CXXMethodDecl *M = Call->getMethodDecl();
      return M && M->getDeclName().isIdentifier() && Call->getNumArgs() == 0 &&
             (M->getName() == "size" || M->getName() == "length" || M->getName() == "empty");
    }
    if (!Node.get<ImplicitCastExpr>() && !Node.get<MemberExpr>() && !Node.get<ParenExpr>())
      return false;
  }
  return false;
}

/// Whether \p V, the variable of a loop over a \p Container, is the element itself or costs nothing: no copy
/// is made that allocates, and no string of something that may be none.
bool namesElement(const VarDecl &V, QualType Container, const ASTContext &C) {
  QualType Held = containedType(Container), T = V.getType();
  Held = Held.isNull() ? elementType(Container) : Held;
  if (Held.isNull())
    return false;
  if (C.hasSameUnqualifiedType(T.getNonReferenceType(), Held))
    return T->isReferenceType() || isPlainValue(T, C);
  return isStdStringView(T) && !T->isReferenceType() && isStdString(Held);
}

SourceRange headerOf(const Stmt &Loop) {
  const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop);
  return {Loop.getBeginLoc(), Range ? Range->getRParenLoc() : llvm::cast<ForStmt>(Loop).getRParenLoc()};
}

} // namespace

JoinedText::JoinedText(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(outermostFunction(Loop, C)) {}

/// Whether the header of the loop declares \p V.
bool JoinedText::isOfHeader(const VarDecl &V) const {
  return isDeclaredIn(V, Loop, C) && !isDeclaredIn(V, *loopBody(Loop), C);
}

/// Whether every turn appends to one string, of other strings that the header of the loop leads to.
bool JoinedText::readParts() {
  const Stmt &Body = *loopBody(Loop);
  const auto *Block = llvm::dyn_cast<CompoundStmt>(&Body);
  llvm::SmallVector<const Stmt *, 4> Statements;
  if (Block)
    Statements.append(Block->body_begin(), Block->body_end());
  else
    Statements.push_back(&Body);
  std::vector<TextAppend> All;
  for (const Stmt *S : Statements)
    if (auto A = textAppendOf(*S))
      All.push_back(*A);
  auto Varies = [&](const TextAppend &A) {
    return A.To.Root && !isDeclaredIn(*A.To.Root, Loop, C) && isText(*A.Part) &&
           llvm::any_of(namedVariables(*A.Part), [&](const VarDecl *V) { return isOfHeader(*V); });
  };
  auto First = llvm::find_if(All, Varies);
  if (First == All.end() || !First->To.Path.empty() || !First->To.Root->hasLocalStorage() ||
      First->To.Root->getType()->isReferenceType())
    return false;
  To = First->To;
  for (const TextAppend &A : All) {
    if (!(A.To == To))
      continue;
    Appends.push_back(A.Call);
    if (auto Length = constantLength(A))
      Constant += *Length;
    else
      Parts.push_back(A.Part);
  }
  return true;
}

/// What a turn does besides to grow the string: nobody else knows that, and in its characters lies no other object.
Effects JoinedText::effectsOfTurn() const {
  Effects E = effectsOf(*loopBody(Loop), C);
  if (isPrivate(*To.Root, *F, C))
    llvm::erase_if(E.Writes, [&](const Access &W) {
      return W.Where.Root == To.Root && (W.Where.How == Reach::Object || W.Where.How == Reach::Element);
    });
  return E;
}

/// The header is what the loop in front begins with.
std::optional<Refusal> JoinedText::refuseHeader() const {
  auto T = tripsOf(Loop, C);
  auto Counted = countedLoop(Loop);
  if (!T || (Counted && !(Counted->Step > 0 ? indexReachesBound(*Counted, C) : T->Exact)))
    return no("count-not-known", "the header of the loop does not say how often it runs", Loop);
  if (auto No = findDoubt(*T, To, Loop, C))
    return No;
  if (auto Change = findChange(effectsOfTurn(), readsOf(*T, C), *F, C))
    return no("count-varies", "the number of iterations may change on the way: " + Change->Text, *T->Of);
  if (countComments(headerOf(Loop), C))
    return no("comment", "a comment stands in the header of the loop", Loop);
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop)) {
    if (!namesElement(*Range->getLoopVariable(), T->Of->getType(), C))
      return no("element-copied", "the loop copies or converts every element, and would do so twice", Loop);
    return std::nullopt;
  }
  // A variable of the header that only the turns use would be useless in front.
  const auto &Decls = *llvm::cast<DeclStmt>(llvm::cast<ForStmt>(Loop).getInit());
  for (const Decl *D : Decls.decls())
    if (Counted && D != Counted->Index && D->getCanonicalDecl() != T->Held)
      return no("count-not-known", "the header of the loop declares more than it counts with", Loop);
  if (!Counted && !T->Exact)
    return no("count-not-known", "the loop moves its iterator on by itself", Loop);
  return std::nullopt;
}

/// Every turn comes to its end, and does to the string no more than to append and ask for its size.
std::optional<Refusal> JoinedText::refuseBody() const {
  const Stmt &Body = *loopBody(Loop);
  if (auto Ends = findEarlyEnd(Body, C))
    return no("early-exit", "an iteration may be left before its end: " + Ends->Text, Body);
  for (const ContainerUse &Use : usesOf(To, Body, C)) {
    const bool Appended = llvm::any_of(Appends, [&](const CallExpr *Call) {
      const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(Call);
      const Expr *Object = Member ? Member->getImplicitObjectArgument() : Call->getArg(0);
      return Object->IgnoreParenImpCasts() == Use.Site->IgnoreParenImpCasts();
    });
    if (!Appended && !isAskedForSize(*Use.Site, C))
      return no("unknown-use", "the string is used otherwise than appended to", *Use.Site);
  }
  return std::nullopt;
}

/// Each part is as long in front of the loop as it will be when its turn comes.
std::optional<Refusal> JoinedText::refuseParts() const {
  const Effects E = effectsOfTurn();
  for (const Expr *Part : Parts) {
    if (!isText(*Part) || !isAskedPlainly(*Part))
      return no("length-not-known", "how long the text is that is appended is not known before", *Part);
    for (const VarDecl *V : namedVariables(*Part))
      if (isDeclaredIn(*V, *loopBody(Loop), C))
        return no("length-not-known", "what is appended is declared inside the loop", *Part);
    const Effects Naming = effectsOf(*Part, C);
    if (auto Impure = findImpurity(Naming))
      return no("length-not-known", "naming what is appended may be seen: " + Impure->Text, *Part);
    std::vector<Access> Reads = Naming.Reads;
    Reads.push_back({placeOf(*Part, C), Part->getExprLoc()});
    if (auto Change = findChange(E, Reads, *F, C))
      return no("length-not-known", "the length may change on the way: " + Change->Text, *Part);
  }
  return std::nullopt;
}

/// The string is new and empty in front of the loop, and nobody notes what storage it has.
std::optional<Refusal> JoinedText::refuseString(bool &Silent) {
  const AppendBirth Birth = birthOf(To, Loop, C);
  Silent = Birth.Silent;
  if (!Birth.Empty)
    return Birth.Why;
  if (Birth.Cleared)
    return no("cleared", "the string has been emptied and keeps its storage, which a reserve might replace", Loop);
  if (hasDirective(SourceRange(Birth.At, Loop.getEndLoc()), C))
    return no("preprocessor", "a preprocessor line stands in the loop, or between the string and the loop", Loop);
  for (const AppendCount::Term &Each : Birth.Leading.Terms)
    Around += Each.Times;
  if (replacesAllocation(C))
    return no("replaced-allocation", "the unit has an operator new of its own, which sees allocations", Loop);
  if (const Expr *Call = findCapacityCall(C))
    return no("capacity-observed", "code of the unit asks what is reserved", *Call);
  return std::nullopt;
}

/// Constants that are appended right behind the loop.
void JoinedText::addFollowing() {
  auto Parents = C.getParents(Loop);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  if (!Block)
    return;
  for (const Stmt *S : llvm::drop_begin(llvm::make_range(llvm::find(Block->body(), &Loop), Block->body_end()))) {
    auto A = textAppendOf(*S);
    auto Length = A && A->To == To ? constantLength(*A) : std::nullopt;
    if (!Length)
      return;
    Around += *Length;
  }
}

std::optional<Refusal> JoinedText::refuse(bool &Silent) {
  if (auto No = refuseString(Silent); No || Silent)
    return No;
  if (auto No = refuseBody())
    return No;
  if (auto No = refuseHeader())
    return No;
  if (auto No = refuseParts())
    return No;
  return findStrangeSurroundings(Loop, C);
}

Verdict JoinedText::run() {
  bool Silent = false;
  if (!F || !readParts())
    return Verdict::nothing();
  auto No = refuse(Silent);
  if (Silent)
    return Verdict::nothing();
  if (No)
    return Verdict::refuse(No->Code, No->Text);
  addFollowing();
  Verdict V = Verdict::legal(
      {{"empty-before", "the string is empty where storage is taken, so nothing leads into it", How::Proved},
       {"same-turns", "nothing in a turn changes what the header of the loop or a part of the text is", How::Proved},
       {"no-early-end", "every turn appends all its parts, or there is no memory for them", How::Proved},
       {"quiet-count", "adding up the lengths reads what the loop reads, and has no effect", How::Proved}});
  V.AddsCode = true;
  return V;
}

llvm::Expected<Patch> JoinedText::rewrite() {
  PatchBuilder P(C);
  const std::string Name = freshName(Loop, C, "length");
  std::string Sum;
  for (const Expr *Part : Parts) {
    const Expr *Pointer = pointerTo(*Part);
    const Expr &Named = Pointer ? *Pointer : *Part;
    P.allowConstants(Named);
    Sum += (Sum.empty() ? "" : " + ") + P.text(Named.getSourceRange()) + (Pointer ? "->size()" : ".size()");
  }
  if (Constant)
    Sum += " + " + std::to_string(Constant);
  P.allowConstants(Loop);
  P.insertStatementsBefore(Loop, typeText(C.getSizeType(), Loop, C) + " " + Name + " = " + std::to_string(Around) +
                                     ";\n" + P.text(headerOf(Loop)) + "\n\t" + Name + " += " + Sum + ";\n" +
                                     To.Root->getNameAsString() + ".reserve(" + Name + ");");
  return P.take();
}

} // namespace hone
