// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reuse-buffer: makes a vector or string once, in front of the loop, and empties
// or refills it in every iteration.
//
//   for (const Frame &f : frames) {
//     std::vector<double> window(size);
//     ...
//
//   std::vector<double> window;
//   for (const Frame &f : frames) {
//     window.assign(size, 0.0);
//     ...
//
// The compiler may leave out an allocation only if it sees both ends of it and
// everything between; what it may never do is keep storage from one iteration for the next.
//
// Why it is the same: the elements are destroyed without running code, so when
// the original dies is not seen. Whatever pointed into it at the end of an iteration was
// dangling, so nothing can use it later. What remains to be shown is that
// the contents are the same at the old place of the declaration, and that
// nothing takes the storage away, which would be no error, only no gain.

#include "ConstUse.h"
#include "EmptiedByCall.h"
#include "LoopContext.h"
#include "StackRoom.h"
#include "hone/Analysis/Effects.h"
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

/// How the buffer gets its contents.
enum class Start { Empty, Count, Fill, Copy, Range, Other };

struct Plan {
  const VarDecl *V = nullptr;
  const Stmt *Loop = nullptr;
  const CXXConstructExpr *Construct = nullptr;
  Start How = Start::Other;
  std::vector<const DeclRefExpr *> Uses;
  bool Emptied = false; ///< Whoever uses it first clears it.
};

bool isIterator(QualType T) {
  const auto *R = T.getCanonicalType()->getAsCXXRecordDecl();
  return T->isPointerType() ||
         (R && R->getDeclName().isIdentifier() && R->getName() == "__normal_iterator");
}

Start startOf(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *C = Construct.getConstructor();
  unsigned Given = 0; // Arguments written in the source.
  for (const Expr *Argument : Construct.arguments())
    Given += !llvm::isa<CXXDefaultArgExpr>(Argument);
  if (Given == 0 && C->isDefaultConstructor())
    return Start::Empty;
  if (Given == 0)
    return Start::Other;
  QualType First = Construct.getArg(0)->getType();
  bool String = isStdString(Construct.getType());
  if (Given == 1) {
    // Assigning does not use an explicit conversion.
    const auto *Made = llvm::dyn_cast<CXXMemberCallExpr>(Construct.getArg(0)->IgnoreParenImpCasts());
    if (Made && llvm::isa_and_nonnull<CXXConversionDecl>(Made->getMethodDecl()))
      return Start::Other;
    if (C->isCopyConstructor() ||
        (String && First->isPointerType() && First->getPointeeType()->isAnyCharacterType()))
      return Start::Copy;
    return !String && C->getParamDecl(0)->getType()->isIntegerType() ? Start::Count : Start::Other;
  }
  if (Given != 2)
    return Start::Other;
  // In braces, the order of what they do is fixed.
  if (Construct.isListInitialization() && llvm::any_of(Construct.arguments(), [&](const Expr *E) {
        return findImpurity(effectsOf(*E, C->getASTContext())).has_value();
      }))
    return Start::Other;
  QualType Second = C->getParamDecl(1)->getType().getNonReferenceType();
  if (C->getParamDecl(0)->getType()->isIntegerType() &&
      C->getASTContext().hasSameUnqualifiedType(Second, elementType(Construct.getType())))
    return Start::Fill;
  // Of another type, making an element and assigning one may be two functions.
  QualType Element = elementType(Construct.getType()), Value = iteratedType(First);
  bool Same = !Value.isNull() && (C->getASTContext().hasSameUnqualifiedType(Value, Element) ||
                                  (Value->isArithmeticType() && Element->isArithmeticType()));
  return isIterator(First) && isIterator(Construct.getArg(1)->getType()) && Same &&
                 C->getASTContext().hasSameUnqualifiedType(First, Construct.getArg(1)->getType())
             ? Start::Range
             : Start::Other;
}

/// Every mention of a variable, lambdas and unevaluated ones too.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(const VarDecl *V) : V(V) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (R->getDecl() == V)
      Found.push_back(R);
    else
      Others |= R->getDecl()->getDeclName() == V->getDeclName();
    return true;
  }
  bool VisitVarDecl(VarDecl *Other) {
    Others |= Other != V && Other->getDeclName() == V->getDeclName();
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    Others |= M->isImplicitAccess() && M->getMemberDecl()->getDeclName() == V->getDeclName();
    return true;
  }
  std::vector<const DeclRefExpr *> Found;
  bool Others = false; ///< Something else of its name is used, if only by a macro.

private:
  const VarDecl *V;
};

/// Whether destroying an element early or late is nobody's business: the library's own
/// classes of plain values.
bool isQuietElement(QualType T, unsigned Depth = 0) {
  if (isVolatileOrAtomic(T) || Depth > 4)
    return false;
  if (T->isScalarType() || isStdString(T))
    return true;
  if (isStdVector(T))
    return isQuietElement(elementType(T), Depth + 1);
  const auto *Pair = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return Pair && isStdType(T, "pair") &&
         llvm::all_of(Pair->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return isQuietElement(A.getAsType(), Depth + 1);
         });
}

/// Whether a type is spelled with something a loop declares: decltype(x), array<int, size>.
class LoopNames : public RecursiveASTVisitor<LoopNames> {
public:
  LoopNames(const Stmt &Loop, const ASTContext &C) : Loop(Loop), C(C) {}
  bool areIn(TypeLoc Type) {
    TraverseTypeLoc(Type);
    return Found;
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    Found |= isDeclaredIn(*R->getDecl(), Loop, C);
    return true;
  }

private:
  const Stmt &Loop;
  const ASTContext &C;
  bool Found = false;
};

class Judge {
public:
  Judge(const DeclStmt &Root, ASTContext &C) : Root(Root), C(C) {}
  Verdict run();
  Plan P;

private:
  std::optional<Refusal> refuseType() const;
  std::optional<Refusal> refuseStart();
  std::optional<Refusal> refuseUse(const DeclRefExpr &R) const;
  std::optional<Refusal> refuseMember(const CXXMemberCallExpr &Call) const;
  std::optional<Refusal> refuseArgument(const CallExpr &Call, const Expr &Argument) const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }

  const DeclStmt &Root;
  ASTContext &C;
};

std::optional<Refusal> Judge::refuseType() const {
  const VarDecl &V = *P.V;
  QualType E = elementType(V.getType());
  if (V.getType().isConstQualified())
    return no("const-buffer", "the buffer is const", Root);
  if (V.hasAttrs())
    return no("attribute", "the declaration has attributes", Root);
  TypeLoc Written = V.getTypeSourceInfo()->getTypeLoc();
  if (Written.getType()->getContainedDeducedType() || Written.getSourceRange().isInvalid())
    return no("auto-type", "the type is not spelled at the declaration", Root);
  if (LoopNames(*P.Loop, C).areIn(Written))
    return no("local-names", "the type is made of names that the loop declares", Root);
  if (P.How == Start::Empty && isQuietElement(E))
    return std::nullopt;
  bool Simple = E->isArithmeticType() || E->isEnumeralType() || E->isPointerType();
  const auto *R = E->getAsCXXRecordDecl();
  bool Aggregate = R && R->hasDefinition() && R->hasTrivialDefaultConstructor() &&
                   isPlainValue(E, C) && !R->isUnion();
  if (isVolatileOrAtomic(E) || !(Simple || Aggregate))
    return no("element-type", "making, copying or destroying an element may run code", Root);
  return std::nullopt;
}

/// Whether a count is certainly below any max_size.
static bool isSmallCount(const Expr &Given, const ASTContext &C) {
  const Expr *E = Given.IgnoreParenImpCasts();
  Expr::EvalResult Value;
  if (E->EvaluateAsInt(Value, C))
    return !Value.Val.getInt().isNegative() && Value.Val.getInt().getActiveBits() <= 32;
  if (E->getType()->isUnsignedIntegerType() && C.getTypeSize(E->getType()) <= 32)
    return true;
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  return M && M->getDeclName().isIdentifier() && M->getParent()->isInStdNamespace() &&
         (M->getName() == "size" || M->getName() == "length");
}

std::optional<Refusal> Judge::refuseStart() {
  if (P.How == Start::Other)
    return no("constructor", "this way of making the buffer has no refilling counterpart", Root);
  // Vectors say the same of a size beyond max_size either way; strings do not.
  if (isStdString(P.V->getType()) && P.How == Start::Fill && !isSmallCount(*P.Construct->getArg(0), C))
    return no("count-not-proved", "the count may be negative: the text of the exception would differ", Root);
  QualType Counted = elementType(P.V->getType());
  bool ByName = Counted->isRecordType() || Counted->isEnumeralType();
  bool Nameless = (ByName && typeText(Counted, *P.Loop, C).empty()) ||
                  (Counted->isPointerType() && !C.getLangOpts().CPlusPlus11); // No nullptr.
  if (P.How == Start::Count && Nameless)
    return no("element-type", "the type of the elements has no name in front of the loop", Root);
  const auto *Element = elementType(P.V->getType())->getAsCXXRecordDecl();
  if (P.How != Start::Empty && Element &&
      (!Element->hasSimpleCopyAssignment() || hasOwnAssignment(*Element)))
    return no("element-type", "an element cannot be assigned", Root);
  // Making a string from a null pointer throws; assigning one does not.
  const Expr *From = P.How == Start::Copy ? P.Construct->getArg(0)->IgnoreParenImpCasts() : nullptr;
  if (From && !From->getType()->isArrayType() && !From->getType()->isRecordType())
    return no("may-be-null", "the string is made from a pointer, which may be null", Root);
  return std::nullopt;
}

/// Whether \p Name asks what is allocated, or gives it back.
static bool concernsCapacity(llvm::StringRef Name) {
  return Name == "capacity" || Name == "get_allocator" || Name == "shrink_to_fit";
}

std::optional<Refusal> Judge::refuseMember(const CXXMemberCallExpr &Call) const {
  const CXXMethodDecl *M = Call.getMethodDecl();
  if (!M)
    return no("unknown-use", "the buffer is used in a way that is not understood", Call);
  if (llvm::isa<CXXDestructorDecl>(M))
    return no("unknown-use", "the buffer is destroyed by hand", Call);
  if (!M->getDeclName().isIdentifier())
    return std::nullopt;
  llvm::StringRef Name = M->getName();
  if (concernsCapacity(Name))
    return no("capacity-observed", "'" + Name.str() + "' sees what the buffer keeps", Call);
  if (Name == "swap")
    return no("moved-from", "the buffer's storage is swapped away", Call);
  return std::nullopt;
}

/// Whether a function asks its parameter \p P what it has allocated.
static bool asksForCapacity(const Stmt &S, const ParmVarDecl &P) {
  const auto *Member = llvm::dyn_cast<MemberExpr>(&S);
  const auto *Ref = Member ? llvm::dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts())
                           : nullptr;
  if (Ref && Ref->getDecl() == &P && Member->getMemberDecl()->getDeclName().isIdentifier() &&
      concernsCapacity(Member->getMemberDecl()->getName()))
    return true;
  return llvm::any_of(S.children(),
                      [&](const Stmt *Child) { return Child && asksForCapacity(*Child, P); });
}

std::optional<Refusal> Judge::refuseArgument(const CallExpr &Call, const Expr &Argument) const {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F)
    return no("unknown-use", "the buffer is passed to a call through a pointer", Call);
  bool Member = llvm::isa<CXXMethodDecl>(F) && llvm::isa<CXXOperatorCallExpr>(Call);
  if (Member && Call.getArg(0) == &Argument)
    return std::nullopt; // buffer[i], buffer = ..., buffer += ...
  if (F->isInStdNamespace() && F->getDeclName().isIdentifier()) {
    bool Takes = llvm::StringSwitch<bool>(F->getName())
        .Cases({"move", "forward", "swap", "exchange", "move_if_noexcept"}, true)
        .Default(false);
    if (Takes)
      return no("moved-from", "'" + F->getNameAsString() + "' takes the buffer's storage away", Call);
    bool Keeps = llvm::StringSwitch<bool>(F->getName())
        .Cases({"ref", "cref", "addressof", "async", "bind"}, true)
        .Default(false);
    if (Keeps)
      return no("escapes", "'" + F->getNameAsString() + "' keeps a reference to the buffer", Call);
  }
  for (unsigned I = Member ? 1 : 0; I < Call.getNumArgs(); ++I) {
    unsigned Index = Member ? I - 1 : I;
    if (Call.getArg(I) != &Argument || Index >= F->getNumParams())
      continue;
    if (!F->getParamDecl(Index)->getType()->isLValueReferenceType())
      continue;
    const FunctionDecl *Definition = nullptr;
    const Stmt *Body = F->getBody(Definition);
    if (Body && asksForCapacity(*Body, *Definition->getParamDecl(Index)))
      return no("capacity-observed",
                "'" + F->getNameAsString() + "' sees what the buffer keeps", Call);
    return std::nullopt;
  }
  return no("unknown-use", "the buffer is passed in a way that is not understood", Call);
}

std::optional<Refusal> Judge::refuseUse(const DeclRefExpr &R) const {
  if (R.refersToEnclosingVariableOrCapture())
    return no("captured", "a lambda captures the buffer", R);
  const Expr *E = &R;
  while (true) {
    auto Parents = C.getParents(*E);
    if (Parents.empty())
      return no("unknown-use", "the buffer is used in a way that is not understood", R);
    if (const auto *V = Parents[0].get<VarDecl>()) {
      if (V->isImplicit() && V->getType()->isReferenceType())
        return std::nullopt; // The range of a range-for.
      return no("escapes", "a reference is bound to the buffer", R);
    }
    const auto *P = Parents[0].get<Stmt>();
    if (!P || llvm::isa<LambdaExpr>(P))
      return no("captured", "a lambda captures the buffer", R);
    if (llvm::isa<ReturnStmt>(P))
      return no("returned", "the buffer is returned", R);
    if (llvm::isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(P))
      return std::nullopt;
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(P)) {
      auto Above = C.getParents(*Member);
      const auto *Call = Above.empty() ? nullptr : Above[0].get<CXXMemberCallExpr>();
      return Call ? refuseMember(*Call)
                  : no("unknown-use", "the buffer is used in a way that is not understood", R);
    }
    if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(P)) {
      if (Construct->getConstructor()->isMoveConstructor()) {
        auto Above = C.getParents(*Construct);
        if (!Above.empty() && Above[0].get<ReturnStmt>())
          return no("returned", "the buffer is returned", R);
        return no("moved-from", "the buffer is moved from", R);
      }
      bool Copies = Construct->getConstructor()->isCopyConstructor() ||
                    isStdType(Construct->getType(), "span") ||
                    isStdType(Construct->getType(), "basic_string_view");
      return Copies ? std::optional<Refusal>()
                    : no("unknown-use", "an object is made from the buffer", R);
    }
    if (const auto *Call = llvm::dyn_cast<CallExpr>(P))
      return refuseArgument(*Call, *E);
    if (const auto *U = llvm::dyn_cast<UnaryOperator>(P)) {
      if (U->getOpcode() == UO_AddrOf)
        return no("escapes", "the buffer's address is taken", R);
      return no("unknown-use", "the buffer is used in a way that is not understood", R);
    }
    if (!llvm::isa<ImplicitCastExpr, ParenExpr, CXXRewrittenBinaryOperator>(P))
      return no("unknown-use", "the buffer is used in a way that is not understood", R);
    E = llvm::cast<Expr>(P);
  }
}

/// Whether a comment stands between \p S and what comes next.
static bool hasRemark(const DeclStmt &S, ASTContext &C) {
  auto Parents = C.getParents(S);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  const auto Next = Block ? std::next(llvm::find(Block->body(), &S)) : CompoundStmt::const_body_iterator();
  return !Block || Next == Block->body_end() || countComments({S.getEndLoc(), (*Next)->getBeginLoc()}, C);
}

Verdict Judge::run() {
  P.V = llvm::cast<VarDecl>(Root.getSingleDecl());
  const Expr *Init = P.V->getInit() ? P.V->getInit()->IgnoreImplicit() : nullptr;
  P.Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
  if (!(isStdVector(P.V->getType()) || isStdString(P.V->getType())) || !P.V->hasLocalStorage() ||
      P.V->getType()->isReferenceType())
    return Verdict::nothing();
  LoopContext Around = loopContextOf(Root, C);
  auto Parents = C.getParents(Root);
  bool InBlock = !Parents.empty() && Parents[0].get<CompoundStmt>();
  // A result moved in from a call brings its own storage: nothing to keep.
  if (Around.Loops.empty() || !InBlock || !P.Construct || P.Construct->getConstructor()->isMoveConstructor())
    return Verdict::nothing();
  P.Loop = Around.Loops.back();
  if (countComments(Root.getSourceRange(), C))
    return Verdict::refuse("comment", "a comment stands inside the declaration");
  auto Refuse = [](const Refusal &R) { return Verdict::refuse(R.Code, R.Text); };
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda, which may run anywhere");
  P.How = startOf(*P.Construct);
  if (auto R = refuseType())
    return Refuse(*R);
  if (auto R = refuseStart())
    return Refuse(*R);
  if (auto R = findStrangeSurroundings(*P.Loop, C))
    return Refuse(*R);
  if (auto R = findOtherConfiguration({P.V}, *P.Loop, C))
    return Refuse(*R);
  Mentions M(P.V);
  M.TraverseStmt(const_cast<Stmt *>(P.Loop));
  for (const DeclRefExpr *R : M.Found)
    if (auto No = refuseUse(*R))
      return Refuse(*No);
  if (auto Recursion = findRecursion(*outermostFunction(Root, C), C))
    return Verdict::refuse("recursive", Recursion->Text + ": each call under way would keep its buffer");
  P.Uses = std::move(M.Found);
  P.Emptied = P.How == Start::Empty && !hasRemark(Root, C) && isEmptiedByCall(Root, P.Uses, C);

  std::vector<Obligation> Obligations = {
      {"same-contents", P.Emptied                   ? "a function that it is passed to clears it before anyone looks at it"
                        : P.How == Start::Empty ? "emptied where it was made"
                                                : "refilled, where it was made, with what it was made with", How::Proved},
      {"quiet-elements", "making, copying and destroying an element runs no code", How::Proved},
      {"ends-with-iteration", "what points into the buffer was dangling after each iteration, so nothing "
                              "can use it later", How::Proved},
      {"keeps-storage", "the buffer is not moved from, swapped, returned or captured", How::Proved},
      {"same-exceptions", "emptying throws nothing; refilling throws what making did", How::Proved}};
  return Verdict::legal(std::move(Obligations));
}

Verdict judgeBuffer(const Match &M) { return Judge(M.node<DeclStmt>("root"), M.ast()).run(); }

std::string zeroOf(QualType T, const std::string &Spelled) {
  if (T->isBooleanType())
    return "false";
  if (T->isFloatingType())
    return T->isSpecificBuiltinType(BuiltinType::Float) ? "0.0f" : "0.0";
  if (T->isAnyCharacterType() && !isStdType(T, "byte"))
    return T->isSpecificBuiltinType(BuiltinType::UChar) || T->isSpecificBuiltinType(BuiltinType::SChar)
               ? "0"
               : "'\\0'";
  if (T->isIntegerType() && !T->isEnumeralType())
    return "0";
  return T->isPointerType() ? "nullptr" : Spelled + "()";
}

llvm::Expected<Patch> rewriteBuffer(const Match &M) {
  const auto &Root = M.node<DeclStmt>("root");
  ASTContext &C = M.ast();
  Judge J(Root, C);
  J.run();
  const Plan &P = J.P;
  PatchBuilder Builder(C);
  std::string Old = P.V->getNameAsString(), Name = Old;
  // Outside the loop the name must mean nothing else, nor hide anything.
  Mentions InFunction(P.V);
  const FunctionDecl &Function = *outermostFunction(Root, C);
  InFunction.TraverseStmt(Function.getBody());
  for (const ParmVarDecl *Parameter : Function.parameters())
    InFunction.Others |= Parameter->getDeclName() == P.V->getDeclName();
  bool Unique = countLocal(Root, Old, C) == P.Uses.size() + 1 && !InFunction.Others;
  if (!Unique)
    Name = freshName(Root, C, Old);
  std::string Type = Builder.text(P.V->getTypeSourceInfo()->getTypeLoc().IgnoreParens().getSourceRange());
  auto Argument = [&](unsigned I) {
    return Builder.text(P.Construct->getArg(I)->getSourceRange());
  };
  QualType Element = elementType(P.V->getType());
  std::string Refill;
  bool Plain = !Type.empty();
  switch (P.How) {
  case Start::Empty:
    Refill = Name + ".clear();";
    break;
  case Start::Count:
    Plain &= !Argument(0).empty();
    Refill = Argument(0) == "0" ? Name + ".clear();" : Name + ".assign(" + Argument(0) + ", " + zeroOf(Element, typeText(Element, *P.Loop, C)) + ");";
    break;
  case Start::Copy:
    Plain &= !Argument(0).empty();
    Refill = Name + " = " + Argument(0) + ";";
    break;
  case Start::Fill:
  case Start::Range:
    Plain &= !Argument(0).empty() && !Argument(1).empty();
    Refill = Name + ".assign(" + Argument(0) + ", " + Argument(1) + ");";
    break;
  case Start::Other:
    llvm_unreachable("refused");
  }
  if (!Plain)
    return llvm::createStringError("macro: the declaration is made by a macro");
  Builder.insertStatementsBefore(*P.Loop, Type + " " + Name + ";");
  if (P.Emptied)
    Builder.remove(Root.getSourceRange());
  else
    Builder.replace(Root.getSourceRange(), Refill);
  if (!Unique)
    for (const DeclRefExpr *R : P.Uses)
      Builder.replace(R->getSourceRange(), Name);
  return Builder.take();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  auto Buffer = varDecl(hasType(hasCanonicalType(hasDeclaration(
      classTemplateSpecializationDecl(hasAnyName("vector", "basic_string"), isInStdNamespace())))));
  return declStmt(hasSingleDecl(Buffer), hasAncestor(Loop)).bind("root");
}

} // namespace

extern constexpr Check ReuseBuffer = {
    "reuse-buffer", "a buffer is made anew in every iteration",
    Category::Allocation, 1, pattern, judgeBuffer, rewriteBuffer};

} // namespace hone
