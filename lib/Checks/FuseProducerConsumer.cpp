// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fuse-producer-consumer: uses each value where it is made, instead of collecting
// all of them for a second loop.
//
//   std::vector<int64_t> squares;
//   for (int32_t value : values)
//     squares.push_back(square(value));
//   int64_t sum = 0;
//   for (const int64_t &each : squares)
//     sum += each;
//
//   int64_t sum = 0;
//   for (int32_t value : values) {
//     const int64_t each = square(value);
//     sum += each;
//   }
//
// The compiler cannot leave out a container whose size it does not know.
//
// Why it is the same: the second loop sets nothing but variables of the function that nobody
// else knows and the first loop does not name, and the first loop changes nothing that the second
// reads. So it does not matter when the second computes, nor that it has begun to if the first
// ends by an exception: then these variables die unseen.

#include "AppendLoop.h"
#include "ConstUse.h"
#include "ConstUseFollower.h"
#include "EarlyEnd.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "PlainElement.h"
#include "Words.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

bool holds(const Stmt &Whole, const Stmt &Part) {
  auto InChild = [&](const Stmt *Child) { return Child && holds(*Child, Part); };
  return &Whole == &Part || llvm::any_of(Whole.children(), InChild);
}

bool calls(const CXXMemberCallExpr *Call, llvm::StringRef Name) {
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  return M && M->getDeclName().isIdentifier() && M->getName() == Name && Call->getNumArgs() == 1;
}

class Judge {
public:
  Judge(const CXXForRangeStmt &Consumer, ASTContext &C)
      : Consumer(Consumer), X(*Consumer.getLoopVariable()), C(C), F(*outermostFunction(Consumer, C)) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  bool findLoops();
  std::optional<Refusal> refuse();
  std::optional<Refusal> refuseUses();
  std::optional<Refusal> refuseReserve() const;
  std::optional<Refusal> refuseValues() const;
  std::optional<Refusal> refuseText() const;
  std::optional<Refusal> refuseBetween() const;
  std::optional<Refusal> refuseNames() const;
  std::optional<Refusal> refuseOrder() const;
  std::optional<Refusal> refuseTooSoon(const Effects &Second, const Refusal &Leaves) const;
  std::optional<Refusal> refuseWrite(const Access &A) const;
  bool isOwn(const Place &P) const;
  const Stmt &whole(const Expr &E) const;
  const CXXMemberCallExpr *statementOn(const DeclRefExpr &R) const;
  SourceRange bodyRange() const;
  SourceLocation behind(const Stmt &S) const;
  SourceRange restOfLine(const Stmt &S) const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }

  const CXXForRangeStmt &Consumer;
  const VarDecl &X; ///< Its variable.
  ASTContext &C;
  const FunctionDecl &F;
  const VarDecl *V = nullptr; ///< The container.
  const DeclStmt *Declared = nullptr;
  const CompoundStmt *Block = nullptr;
  const Stmt *Producer = nullptr;
  const CXXMemberCallExpr *Append = nullptr, *Reserve = nullptr;
  std::vector<const Stmt *> Between;
  std::vector<const DeclRefExpr *> Uses;
};

/// The expression with the temporaries it makes.
const Stmt &Judge::whole(const Expr &E) const {
  auto Parents = C.getParents(E);
  const auto *Outer = Parents.empty() ? nullptr : Parents[0].get<ExprWithCleanups>();
  return Outer ? *Outer : E;
}

/// The call of a member function of the container, if it is a statement of its own.
const CXXMemberCallExpr *Judge::statementOn(const DeclRefExpr &R) const {
  auto Parents = C.getParents(R);
  const auto *Member = Parents.empty() ? nullptr : Parents[0].get<MemberExpr>();
  if (!Member || (Parents = C.getParents(*Member)).empty())
    return nullptr;
  const auto *Call = Parents[0].get<CXXMemberCallExpr>();
  if (!Call || (Parents = C.getParents(whole(*Call))).empty())
    return nullptr;
  const auto *Above = Parents[0].get<Stmt>();
  const auto *If = llvm::dyn_cast_or_null<IfStmt>(Above);
  bool Whether = If && (&whole(*Call) == If->getThen() || &whole(*Call) == If->getElse());
  bool Stands = Whether || llvm::isa_and_nonnull<CompoundStmt>(Above) || (Above && loopBody(*Above) == &whole(*Call));
  return Stands ? Call : nullptr;
}

/// A container that is declared, appended to by one loop and walked by another, all in one block.
bool Judge::findLoops() {
  const auto *R = llvm::dyn_cast<DeclRefExpr>(Consumer.getRangeInit()->IgnoreParenImpCasts());
  V = R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || V->getType()->isReferenceType() || !isStdVector(V->getType()))
    return false;
  auto Parents = C.getParents(*V), Around = C.getParents(Consumer);
  Declared = Parents.empty() ? nullptr : Parents[0].get<DeclStmt>();
  Block = Around.empty() ? nullptr : Around[0].get<CompoundStmt>();
  if (!Declared || !Declared->isSingleDecl() || !Block || !llvm::is_contained(Block->body(), Declared))
    return false;
  Uses = mentionsOf(*V, *F.getBody());
  for (const DeclRefExpr *Use : Uses)
    if (const auto *Call = statementOn(*Use); calls(Call, "push_back"))
      Append = Call;
  if (!Append)
    return false;
  for (const Stmt *S : Block->body()) {
    if (S == &Consumer)
      break;
    if (Producer)
      Between.push_back(S);
    else if (isLoop(*S) && holds(*loopBody(*S), *Append))
      Producer = S;
  }
  return Producer;
}

std::optional<Refusal> Judge::refuseUses() {
  for (const DeclRefExpr *Use : Uses) {
    const auto *Call = statementOn(*Use);
    bool Walked = Use == Consumer.getRangeInit()->IgnoreParenImpCasts();
    if (!Reserve && calls(Call, "reserve") && llvm::is_contained(Block->body(), &whole(*Call)))
      Reserve = Call;
    else if (!Walked && Call != Append)
      return no("used-otherwise", "'" + V->getNameAsString() + "' is used elsewhere, too", *Use);
  }
  const auto *Made =
      V->getInit() ? llvm::dyn_cast<CXXConstructExpr>(V->getInit()->IgnoreImplicit()) : nullptr;
  if (!Made || !Made->getConstructor()->isDefaultConstructor() || V->hasAttrs())
    return no("used-otherwise", "'" + V->getNameAsString() + "' may not be empty at first", *Declared);
  if (replacesAllocation(C))
    return no("replaced-allocation", "the unit has an operator new of its own, which sees allocations", *Declared);
  return refuseReserve();
}

/// A count that is too large would be an exception. And what says it must be named elsewhere, lest
/// compilers call it unused.
std::optional<Refusal> Judge::refuseReserve() const {
  constexpr unsigned Most = 1 << 20;
  if (!Reserve)
    return std::nullopt;
  const Expr *Count = Reserve->getArg(0)->IgnoreParenImpCasts();
  if (const auto *Number = llvm::dyn_cast<IntegerLiteral>(Count); Number && Number->getValue().ule(Most))
    return std::nullopt;
  const auto *Size = llvm::dyn_cast<CXXMemberCallExpr>(Count);
  const auto *Of = Size ? llvm::dyn_cast<DeclRefExpr>(Size->getImplicitObjectArgument()->IgnoreParenImpCasts())
                        : nullptr;
  const CXXMethodDecl *M = Size ? Size->getMethodDecl() : nullptr;
  const auto *Other = Of ? llvm::dyn_cast<VarDecl>(Of->getDecl()) : nullptr;
  if (M && M->getDeclName().isIdentifier() && M->getName() == "size" && isStdContainer(Size->getObjectType()) &&
      Other && llvm::is_contained(namedVariables(*Producer), Other->getCanonicalDecl()))
    return std::nullopt;
  return no("reserve", "what is reserved may be too much", *Reserve);
}

/// Whether a variable is made of what the source says just as an element is that is appended.
static bool isMadeAlike(const Expr &Argument, QualType Element, const ASTContext &C) {
  const Expr &Said = *Argument.IgnoreUnlessSpelledInSource();
  QualType From = Said.getType();
  // `T x = ...` takes no constructor that is explicit.
  const auto *Class = Element->getAsCXXRecordDecl();
  if (Class && llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *D) {
        return D->isCopyOrMoveConstructor() && (D->isExplicit() || D->getAccess() != AS_public);
      }))
    return false;
  // Compilers warn of a temporary that is moved to a variable.
  const auto *Call = llvm::dyn_cast<CallExpr>(&Said);
  if (Call && isStdDecl(Call->getDirectCallee(), "move") && llvm::isa<MaterializeTemporaryExpr>(Call->getArg(0)))
    return false;
  if (C.hasSameUnqualifiedType(From, Element))
    return true;
  // A class might convert itself in another way where a reference is bound.
  bool Numbers = Element->isIntegralOrEnumerationType() && (From->isArithmeticType() || From->isEnumeralType());
  return !llvm::isa<InitListExpr>(Said) &&
         (Numbers || (isStdString(Element) && (From->isArrayType() || From->isPointerType())));
}

std::optional<Refusal> Judge::refuseValues() const {
  QualType E = elementType(V->getType()), Each = X.getType();
  bool Reads = !Each->isReferenceType() || Each->getPointeeType().isConstQualified();
  if (llvm::isa<DecompositionDecl>(X) || !Reads || X.hasAttrs() || Consumer.getInit() ||
      !C.hasSameUnqualifiedType(Each.getNonReferenceType(), E))
    return no("loop-variable", "the second loop does not simply look at the values", Consumer);
  // A reference is another type than a value.
  const auto Mentions = mentionsOf(X, *Consumer.getBody());
  if (Mentions.empty() ||
      llvm::any_of(Mentions, [&](const DeclRefExpr *R) { return loopContextOf(*R, C).Unevaluated; }))
    return no("loop-variable", "the second loop does not simply look at the values", Consumer);
  if (!isCopiedQuietly(E, C))
    return no("copy-runs-code", "copying or destroying a value may run code", *Declared);
  if (!holdsNoAddress(E, C))
    return no("view", "the values may lead to what changes meanwhile", *Declared);
  if (!isMadeAlike(*Append->getArg(0), E, C))
    return no("converted", "what is appended becomes an element by more than a copy", *Append);
  if (anyPart(E, C, [](QualType T) { return T->isFloatingType(); }) || wordsOf(*Consumer.getBody(), C).Fractions)
    return no("floating-point", "side by side, compilers may join a product and a sum into one rounding",
              Consumer);
  if (Each->isReferenceType())
    return findOwnUse(X, *Consumer.getBody(), C);
  return std::nullopt;
}

/// Declarations of numbers may stand in front of the first loop as well.
std::optional<Refusal> Judge::refuseBetween() const {
  for (const Stmt *S : Between) {
    const auto *D = llvm::dyn_cast<DeclStmt>(S);
    bool Plain = D && llvm::all_of(D->decls(), [&](const Decl *Each) {
                   const auto *Number = llvm::dyn_cast<VarDecl>(Each);
                   return Number && Number->hasLocalStorage() && !Number->hasAttrs() &&
                          Number->getType()->isIntegralOrEnumerationType() &&
                          !Number->getType().isVolatileQualified() && Number->getInit() &&
                          Number->getInit()->isCXX11ConstantExpr(C);
                 });
    if (!Plain)
      return no("in-between", "something is done between the loops", *S);
  }
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseNames() const {
  const Words First = wordsOf(*Producer, C), Second = wordsOf(Consumer, C);
  if (wordsOf(*F.getBody(), C).Tries)
    return no("handler", "a handler of exceptions might see what has been computed", Consumer);
  if (Second.LongTokens || wordsOf(*Append, C).LongTokens)
    return no("no-place", "a string of several lines stands in the second loop", Consumer);
  for (const Decl *D : F.decls())
    if (llvm::isa<TypedefNameDecl>(D) && wordsOf(*Declared, C).Said.contains(llvm::cast<NamedDecl>(D)->getNameAsString()))
      return no("local-names", "a type would be declared and not used", *Declared);
  bool Clash = haveCommon(Second.Declared, First.Said) || haveCommon(Second.Said, First.Declared);
  for (const Stmt *S : Between)
    Clash |= haveCommon(wordsOf(*S, C).Declared, First.Said);
  if (Clash)
    return no("names", "a name means two things in the two loops, or would", Consumer);
  return std::nullopt;
}

/// Whether \p P is part of a variable that the second loop makes for itself, or of a value.
bool Judge::isOwn(const Place &P) const {
  if (P.How == Reach::Temporary)
    return true;
  if (!P.Root || P.This || P.Unfollowed)
    return false;
  bool Kept = P.How == Reach::Object || P.How == Reach::Element;
  return P.Root == V || P.Root == &X ||
         (Kept && P.Root->hasLocalStorage() && !P.Root->getType()->isReferenceType() &&
          isDeclaredIn(*P.Root, Consumer, C));
}

/// Numbers, and arrays and classes of the project's that are made of them.
bool isPlain(QualType T, const ASTContext &C) {
  return isPlainValue(T, C) && !isVolatileOrAtomic(T) && !anyPart(T, C, [](QualType Part) {
    const auto *Class = Part->getAsCXXRecordDecl();
    return Class && Class->isInStdNamespace();
  });
}

/// Whether the second loop sets a variable that others see, or that the first loop knows.
std::optional<Refusal> Judge::refuseWrite(const Access &A) const {
  const Place &P = A.Where;
  if (isOwn(P) && P.Root != V)
    return std::nullopt;
  bool Object = P.Root && !P.This && !P.Unfollowed && P.How == Reach::Object && !P.Root->getName().empty();
  if (!Object || !isPlain(P.Root->getType(), C) || !isPrivate(*P.Root, F, C) || hasOtherName(*P.Root, *F.getBody()))
    return Refusal{"not-private", "the second loop sets " + P.describe() + ", which others may know", A.At};
  // By its name, since the text may say more than this configuration.
  if (wordsOf(*Producer, C).Said.contains(P.Root->getName()))
    return Refusal{"order", "the first loop uses " + P.describe() + ", which the second sets", A.At};
  return std::nullopt;
}

/// In its body, or in what makes the members.
static bool countsWithFractions(const FunctionDecl &Callee, ASTContext &C) {
  const auto *Maker = dyn_cast<CXXConstructorDecl>(&Callee);
  return (Callee.getBody() && wordsOf(*Callee.getBody(), C).Fractions) ||
         (Maker && llvm::any_of(Maker->inits(), [&](const CXXCtorInitializer *Init) {
            const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init->getInit());
            return wordsOf(Default ? *Default->getExpr() : *Init->getInit(), C).Fractions;
          }));
}

/// Whether \p S may take long: it has a loop, other than one over a text or vector that is given.
static bool hasLongLoop(const Stmt &S, bool Inside = false) {
  const auto *Range = dyn_cast<CXXForRangeStmt>(&S);
  const Expr *Given = Range ? Range->getRangeInit()->IgnoreParenImpCasts() : nullptr;
  const bool Short = Given && !Inside && isa<DeclRefExpr>(Given) &&
                     (isStdString(Given->getType()) || isStdVector(Given->getType()));
  if (Short)
    return hasLongLoop(*Range->getBody(), /*Inside=*/true);
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S) ||
         llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && hasLongLoop(*Child, Inside); });
}

/// What is done for nothing, or too early, if the first loop does not come to its end.
std::optional<Refusal> Judge::refuseTooSoon(const Effects &Second, const Refusal &Leaves) const {
  auto Soon = [&](const std::string &What) {
    return no("may-leave", "the first loop may end early (" + Leaves.Text + "), and then " + What, Consumer);
  };
  if (!Second.Hazards.empty())
    return Soon(Second.Hazards.front().Text + " would come too soon");
  // Of a class, a part may not have been set.
  if (!X.getType().getNonReferenceType()->isScalarType() && !isStdString(X.getType().getNonReferenceType()))
    return Soon("a value would be read too soon");
  if (hasLongLoop(*Consumer.getBody()) || llvm::any_of(Second.Inlined, [](const FunctionDecl *Callee) {
        return Callee->getBody() && hasLongLoop(*Callee->getBody());
      }))
    return Soon("the work of the second would be done for nothing");
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseOrder() const {
  Effects First = effectsOf(*Producer, C);
  // Appending changes none of the values that the second loop has seen.
  llvm::erase_if(First.Writes, [&](const Access &W) { return W.Where.Root == V; });
  Effects Second = effectsOf(Consumer, C);
  // The iterators of its head go with it.
  llvm::erase_if(Second.Hazards, [&](const Point &P) {
    return C.getSourceManager().isPointWithin(P.At, Consumer.getBeginLoc(), Consumer.getRParenLoc());
  });
  if (!First.Unknown.empty())
    return First.Unknown.front();
  if (!Second.Unknown.empty())
    return Second.Unknown.front();
  if (!Second.Opaque.empty())
    return no("opaque-call", "in the second loop, " + Second.Opaque.front().Text, Consumer);
  if (auto Leaves = findEarlyEnd(*Consumer.getBody(), C))
    return no("may-leave", "the second loop may end early: " + Leaves->Text, Consumer);
  if (!Second.Errno.empty())
    return no("floating-point", "the second loop may set errno", Consumer);
  // The mode of rounding may change meanwhile.
  if (llvm::any_of(Second.Inlined, [&](const FunctionDecl *Callee) { return countsWithFractions(*Callee, C); }))
    return no("floating-point", "the second loop calls what counts with fractions", Consumer);
  for (const Access &W : Second.Writes)
    if (auto No = refuseWrite(W))
      return No;
  // Where the first loop does not come to its end, the original does not get to the second.
  const auto Leaves = findEarlyEnd(*Producer, C);
  if (auto No = Leaves ? refuseTooSoon(Second, *Leaves) : std::nullopt)
    return No;
  // An element of nobody knows what is then one of a value, or of what is made of one.
  const bool OnlyValues = reachesOnly(*Consumer.getBody(), Second.Inlined, [&](const VarDecl &Each) {
    return &Each == &X || (Each.hasLocalStorage() && isDeclaredIn(Each, Consumer, C));
  });
  for (const Access &R : Second.Reads) {
    const Place &P = R.Where;
    if (isOwn(P) || (OnlyValues && P.How == Reach::Element && !P.Root && !P.This && !P.Unfollowed))
      continue;
    if (auto Changes = findChange(First, P, F, C))
      return Changes;
    // Others may write it until then.
    if (Leaves && !(P.How == Reach::Object && P.Root && isPrivate(*P.Root, F, C)))
      return no("may-leave", "the first loop may end early (" + Leaves->Text + "), and then " + P.describe() +
                                 " would be read too soon",
                Consumer);
  }
  return std::nullopt;
}

std::optional<Refusal> Judge::refuse() {
  if (loopContextOf(Consumer, C).InLambda || loopContextOf(*Append, C).InLambda)
    return no("lambda", "the loops are inside a lambda, which may run anywhere", Consumer);
  for (const Stmt *Loop : {Producer, static_cast<const Stmt *>(&Consumer)})
    if (auto Strange = findStrangeSurroundings(*Loop, C))
      return Strange;
  if (auto Other = findOtherConfiguration({V, &X}, *Block, C))
    return Other;
  if (auto No = refuseUses())
    return No;
  for (auto Question : {&Judge::refuseValues, &Judge::refuseBetween, &Judge::refuseNames, &Judge::refuseOrder})
    if (auto No = (this->*Question)())
      return No;
  return refuseText();
}

Verdict Judge::run() {
  if (!findLoops())
    return Verdict::nothing();
  if (auto No = refuse())
    return Verdict::refuse(No->Code, No->Text);
  return Verdict::legal(
      {{"same-values", "the second loop sees, in their order, the values that the first one appends",
        How::Proved},
       {"independent",
        "the second loop sets variables that nobody else knows, and the first changes nothing it reads",
        How::Proved},
       {"same-end", "the second loop neither throws nor ends early", How::Proved},
       {"quiet-values", "copying and destroying a value runs no code of the project's", How::Proved}});
}

/// The first place behind \p S and its semicolon.
SourceLocation Judge::behind(const Stmt &S) const {
  return Lexer::getLocForEndOfToken(withSemicolon(S, C).getEnd(), 0, C.getSourceManager(), C.getLangOpts());
}

/// What the second loop does, without its braces. It is not empty.
SourceRange Judge::bodyRange() const {
  const Stmt *Body = Consumer.getBody();
  const auto *Inner = llvm::dyn_cast<CompoundStmt>(Body);
  const SourceManager &SM = C.getSourceManager();
  // With the comments in front.
  SourceLocation From = SM.getFileLoc(Inner ? Inner->getLBracLoc() : Consumer.getRParenLoc()).getLocWithOffset(1);
  llvm::StringRef Rest = SM.getBufferData(SM.getFileID(From)).drop_front(SM.getFileOffset(From));
  return {From.getLocWithOffset(Rest.size() - Rest.ltrim().size()),
          withSemicolon(Inner ? *Inner->body_back() : *Body, C).getEnd()};
}

/// From \p S to the end of its last line.
SourceRange Judge::restOfLine(const Stmt &S) const {
  const SourceManager &SM = C.getSourceManager();
  SourceLocation From = SM.getFileLoc(S.getEndLoc());
  llvm::StringRef Rest = SM.getBufferData(SM.getFileID(From)).drop_front(SM.getFileOffset(From));
  return {From, From.getLocWithOffset(Rest.take_until([](char Each) { return Each == '\n'; }).size())};
}

/// Comments that would lose what they speak of.
std::optional<Refusal> Judge::refuseText() const {
  SourceRange Going(Producer->getEndLoc(), restOfLine(Consumer).getEnd());
  unsigned Lost = countComments(Going, C) - countComments(bodyRange(), C) + countComments(restOfLine(*Declared), C) +
                  (Reserve ? countComments(restOfLine(*Reserve), C) : 0);
  if (Lost)
    return no("comment", "a comment stands beside what would go", Consumer);
  const SourceManager &SM = C.getSourceManager();
  if (SM.getSpellingLineNumber(Producer->getEndLoc()) == SM.getSpellingLineNumber(Consumer.getBeginLoc()))
    return no("no-place", "both loops stand on one line", Consumer);
  return std::nullopt;
}

/// Without the blanks that all lines but the first share.
std::string withoutIndentation(llvm::StringRef Text, std::size_t Least = std::string::npos) {
  llvm::SmallVector<llvm::StringRef, 8> Lines;
  Text.split(Lines, '\n');
  for (llvm::StringRef Line : llvm::drop_begin(Lines))
    if (!Line.trim().empty())
      Least = std::min(Least, Line.size() - Line.ltrim(" \t").size());
  std::string Result = Lines[0].str();
  for (llvm::StringRef Line : llvm::drop_begin(Lines))
    Result += "\n" + Line.drop_front(std::min(Least, Line.size())).str();
  return Result;
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C);
  TypeLoc Written = X.getTypeSourceInfo()->getTypeLoc();
  if (auto Reference = Written.getAs<ReferenceTypeLoc>())
    Written = Reference.getPointeeLoc();
  QualType Element = declaredElement(*namedContainer(*Consumer.getRangeInit()));
  std::string Type = P.text(Written.getUnqualifiedLoc().getSourceRange());
  // `unsigned const long`, too.
  if (X.getType()->getContainedDeducedType() || llvm::StringRef(Type).contains("const"))
    Type = typeText(Element.isNull() ? elementType(V->getType()) : Element, whole(*Append), C);
  if (Type.empty())
    return llvm::createStringError("spelling: the type of the values has no name here");
  std::string Made = P.text(Append->getArg(0)->getSourceRange());
  for (const Stmt *S : Between)
    P.insertStatementsBefore(*Producer, P.text(S->getSourceRange()));
  const std::string Const = X.getType().getNonReferenceType().isConstQualified() ? "const " : "";
  P.insertStatementsBefore(whole(*Append), Const + Type + " " + X.getNameAsString() +
                                        " = " + withoutIndentation(Made) + ";");
  P.replaceStatement(whole(*Append), withoutIndentation(P.text(bodyRange())));
  P.remove(Declared->getSourceRange());
  if (Reserve)
    P.remove(withSemicolon(*Reserve, C));
  // With the blank lines between.
  P.replace({behind(*Producer), withSemicolon(Consumer, C).getEnd()}, "");
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<CXXForRangeStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation() || !Loop.getRangeInit())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<CXXForRangeStmt>("root"), M.ast());
  J.run();
  return J.write();
}

StatementMatcher pattern() { return cxxForRangeStmt().bind("root"); }

} // namespace

extern constexpr Check FuseProducerConsumer = {"fuse-producer-consumer",
                                        "values are collected for a second loop that looks at each once",
                                        Category::Allocation,
                                        1,
                                        pattern,
                                        judge,
                                        rewrite};

} // namespace hone
