// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// stack-instead-of-heap: makes an object that dies with the iteration on the stack.
//
//   for (const Triangle &triangle : triangles) {
//     auto bounds = std::make_unique<Bounds>();
//     bounds->add(triangle);
//     ...
//
//   for (const Triangle &triangle : triangles) {
//     Bounds bounds;
//     bounds.add(triangle);
//     ...
//
// A compiler may leave out an allocation only if it sees all that is done with the storage: one call
// that it does not look into, and the object stays on the heap.
//
// Why it is the same: a pointer that is only followed owns the object from its declaration to the
// end of the block, which is what an automatic object lives. So it is made and destroyed at
// the same two points, on every way out. What remains to be shown is that it is made in the
// same way, that nobody asks the pointer itself, and that the stack has room for it.

#include "ConfiguredTypes.h"
#include "HeapAlignment.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "NamedUse.h"
#include "ObjectMaking.h"
#include "StackRoom.h"
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

/// Room that all objects of a function may take. Not more: functions are inlined into others
/// that call themselves, and not every call is seen.
constexpr std::int64_t Room = 128;

/// A place where the pointer is followed, and what stands there for the object itself.
struct Change {
  SourceRange Where;
  std::string Text;
};

/// Every declaration of one variable.
class Declarations : public RecursiveASTVisitor<Declarations> {
public:
  bool VisitDeclStmt(DeclStmt *D) {
    if (D->isSingleDecl() && llvm::isa<VarDecl>(D->getSingleDecl()))
      Found.push_back(D);
    return true;
  }
  std::vector<const DeclStmt *> Found;
};

/// Where anybody but the standard library says what `&object` is.
class AddressOperators : public RecursiveASTVisitor<AddressOperators> {
public:
  bool TraverseNamespaceDecl(NamespaceDecl *N) {
    return N->isStdNamespace() || RecursiveASTVisitor::TraverseNamespaceDecl(N);
  }
  bool VisitFunctionDecl(FunctionDecl *F) {
    bool Unary = F->getNumNonObjectParams() == (llvm::isa<CXXMethodDecl>(F) ? 0 : 1);
    Found |= F->getOverloadedOperator() == OO_Amp && Unary;
    return !Found;
  }
  bool Found = false;
};

bool declaresAddressOperator(const ASTContext &C) {
  AddressOperators Operators;
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!Operators.Found)
      Operators.TraverseDecl(D);
  return Operators.Found;
}

bool leadsOn(const ImplicitCastExpr &Cast) {
  return Cast.getCastKind() == CK_NoOp || Cast.getCastKind() == CK_BitCast ||
         Cast.getCastKind() == CK_DerivedToBase ||
         Cast.getCastKind() == CK_UncheckedDerivedToBase;
}

class Judge {
public:
  Judge(const DeclStmt &Root, ASTContext &C)
      : Root(Root), V(*llvm::cast<VarDecl>(Root.getSingleDecl())), Name(V.getNameAsString()), C(C) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  bool isCandidate();
  std::optional<Refusal> refuseAll();
  std::optional<Refusal> refuseUses(const CompoundStmt &Block);
  std::int64_t size() const { return C.getTypeSizeInChars(Made.Type).getQuantity(); }
  std::optional<Refusal> refuseObject() const;
  std::optional<Refusal> refuseRoom(const FunctionDecl &F) const;
  /// Whether somebody may count on what operator new aligns for.
  bool isToBeAligned() const {
    return !isAlignedForHeap(Made.Type, C) && !isUsedInPlace(V, Made.Type, *outermostFunction(Root, C), C);
  }
  std::optional<Refusal> refuseUse(const DeclRefExpr &R);
  std::optional<Refusal> refuseMember(const MemberExpr &Member);
  std::optional<Refusal> followed(const Expr &Object);
  std::optional<Refusal> address(const Expr &Pointer);
  bool isLocalPointers(const Expr &Value) const;
  const Stmt *parentOf(const Stmt &S) const {
    auto Parents = C.getParents(S);
    return Parents.empty() ? nullptr : Parents[0].get<Stmt>();
  }
  /// The parent beyond conversions that only add const or lead to a base.
  const Stmt *userOf(const Expr &E) const {
    const Stmt *P = parentOf(E);
    for (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P); Cast && leadsOn(*Cast);
         Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P))
      P = parentOf(*Cast);
    return P;
  }
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }
  Refusal unknown(const Stmt &At) const {
    return no("unknown-use", "'" + Name + "' is used in a way that is not understood", At);
  }

  const DeclStmt &Root;
  const VarDecl &V;
  const std::string Name;
  ASTContext &C;
  ObjectMaking Made;
  std::vector<Change> Changes;
};

std::optional<Refusal> Judge::refuseObject() const {
  QualType T = elementType(V.getType());
  if (!hasStandardParts(V.getType()))
    return no("deleter", "the pointer has a deleter of its own", Root);
  if (!C.hasSameType(T, Made.Type))
    return no("other-type", "the pointer is to another type than the object's", Root);
  bool Number = T->isArithmeticType() || T->isEnumeralType();
  const auto *R = T->getAsCXXRecordDecl();
  if (T.isVolatileQualified() || !(Number || (R && R->hasDefinition() && !R->isUnion())))
    return no("object-type", "the object is no number and of no class", Root);
  if (R)
    if (auto Other = findConfiguredObject(*R, *outermostFunction(Root, C), C))
      return no("preprocessor", "the object is made of what may be something else: " + Other->Text, Root);
  if (R && hasOwnAllocation(*R))
    return no("allocation", "the class has an operator new or delete of its own", Root);
  if (replacesAllocation(C))
    return no("allocation", "the unit has its own operator new", Root);
  if (R && knowsItsOwner(*R))
    return no("shared-from-this", "the object can make shared pointers to itself", Root);
  const CXXDestructorDecl *D = R ? R->getDestructor() : nullptr;
  if (D && (D->getAccess() != AS_public || mayThrow(*D)))
    return no("destructor", "the destructor is not public, or may throw", Root);
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseRoom(const FunctionDecl &F) const {
  if (auto Recursion = findRecursion(F, C))
    return no("recursive", Recursion->Text + ": its frames would be larger", Root);
  Declarations All;
  All.TraverseStmt(F.getBody());
  std::int64_t Sum = size();
  for (const DeclStmt *Each : All.Found) {
    Judge Other(*Each, C);
    if (Each != &Root && Sum <= Room && Other.isCandidate() && Other.size() <= Room && !Other.refuseAll())
      Sum += Other.size();
  }
  if (Sum > Room)
    return no("large", "the objects of the function take " + std::to_string(Sum) + " bytes, or more", Root);
  return std::nullopt;
}

/// The object as an operand: `*p`, or `*p.get()`.
std::optional<Refusal> Judge::followed(const Expr &Object) {
  const Expr *E = &Object;
  const Stmt *P = parentOf(*E);
  if (const auto *Paren = llvm::dyn_cast_or_null<ParenExpr>(P)) {
    E = Paren;
    P = parentOf(*Paren);
  }
  Changes.push_back({E->getSourceRange(), Name});
  // A name of a variable is moved from where it is returned or thrown; `decltype(auto)`
  // sees a variable, no longer a reference.
  for (auto Parents = C.getParents(*E); !Parents.empty(); Parents = C.getParents(*P)) {
    if (const auto *To = Parents[0].get<VarDecl>()) {
      const auto *Auto = To->getType()->getContainedAutoType();
      return Auto && Auto->isDecltypeAuto() ? std::optional<Refusal>(unknown(Object)) : std::nullopt;
    }
    P = Parents[0].get<Stmt>();
    if (!P)
      return unknown(Object);
    if (llvm::isa<ReturnStmt, CXXThrowExpr, CoreturnStmt>(P))
      return no("returned", "the object is returned or thrown", Object);
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(P);
    if ((Cast && Cast->getCastKind() == CK_LValueToRValue) ||
        !llvm::isa<ImplicitCastExpr, ParenExpr, CXXConstructExpr, MaterializeTemporaryExpr, FullExpr,
                   CXXBindTemporaryExpr>(P))
      return std::nullopt;
  }
  return unknown(Object);
}

/// What `p.get()` is for: to be followed, or given to a function, or a local pointer's.
std::optional<Refusal> Judge::address(const Expr &Pointer) {
  const Stmt *P = userOf(Pointer);
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P)) {
    Changes.push_back({SourceRange(Pointer.getBeginLoc(), Member->getOperatorLoc()), Name + "."});
    return std::nullopt;
  }
  const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(P);
  if (U && U->getOpcode() == UO_Deref)
    return followed(*U);
  bool Given = P && llvm::isa<CallExpr, CXXConstructExpr>(P) && !llvm::isa<CXXOperatorCallExpr>(P);
  if (!Given && !isLocalPointers(Pointer))
    return unknown(Pointer);
  if (declaresAddressOperator(C))
    return no("address-operator", "the unit says itself what '&' means", Pointer);
  Changes.push_back({Pointer.getSourceRange(), "&" + Name});
  return std::nullopt;
}

/// Whether \p Value is what a local pointer starts with.
bool Judge::isLocalPointers(const Expr &Value) const {
  auto Parents = C.getParents(Value);
  while (!Parents.empty() && Parents[0].get<ImplicitCastExpr>() && leadsOn(*Parents[0].get<ImplicitCastExpr>()))
    Parents = C.getParents(Parents[0]);
  const auto *To = Parents.empty() ? nullptr : Parents[0].get<VarDecl>();
  return To && To->hasLocalStorage() && To->getType()->isPointerType();
}

/// A function of the pointer's own.
std::optional<Refusal> Judge::refuseMember(const MemberExpr &Member) {
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(parentOf(Member));
  if (!Call || !Member.getMemberDecl()->getDeclName().isIdentifier())
    return unknown(Member);
  llvm::StringRef Asked = Member.getMemberDecl()->getName();
  if (Asked == "get")
    return address(*Call);
  if (Asked == "reset" || Asked == "release" || Asked == "swap")
    return no("given-away", "'" + Asked.str() + "' takes the object from its pointer", Member);
  return no("pointer-observed", "'" + Asked.str() + "' asks about the pointer", Member);
}

std::optional<Refusal> Judge::refuseUse(const DeclRefExpr &R) {
  if (R.refersToEnclosingVariableOrCapture())
    return no("captured", "a lambda captures the pointer", R);
  LoopContext Around = loopContextOf(R, C);
  if (Around.Unevaluated)
    return unknown(R);
  const Expr *E = &R;
  const Stmt *P = parentOf(*E);
  for (; P && llvm::isa<ParenExpr, ImplicitCastExpr>(P); P = parentOf(*E))
    E = llvm::cast<Expr>(P);
  if (!P || llvm::isa<LambdaExpr>(P))
    return no("captured", "a lambda captures the pointer", R);
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(P)) {
    bool Object = Operator->getArg(0) == E;
    if (Object && Operator->getOperator() == OO_Star)
      return followed(*Operator);
    const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(userOf(*Operator));
    if (Object && Operator->getOperator() == OO_Arrow && Member && Member->isArrow()) {
      Changes.push_back({Member->getOperatorLoc(), "."});
      return std::nullopt;
    }
    return Operator->getOperator() == OO_Equal
               ? no("given-away", "the pointer is assigned", R)
               : no("pointer-observed", "the pointer itself is compared or printed", R);
  }
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(P)) {
    if (const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(parentOf(*Member));
        Call && llvm::isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      return no("pointer-observed", "the pointer is tested", R);
    return refuseMember(*Member);
  }
  if (llvm::isa<CallExpr, CXXConstructExpr, ReturnStmt>(P))
    return no("given-away", "the pointer is copied, moved or passed on", R);
  return unknown(R);
}

/// Whether a pointer in a loop's block gets an object that is made for it.
bool Judge::isCandidate() {
  bool Pointer = isStdType(V.getType(), "unique_ptr") || isStdType(V.getType(), "shared_ptr");
  if (!Pointer || V.getType()->isReferenceType() || !V.hasLocalStorage() || !V.getInit() ||
      !llvm::isa_and_nonnull<CompoundStmt>(parentOf(Root)) || loopContextOf(Root, C).Loops.empty())
    return false;
  auto Making = makingOf(*V.getInit(), C);
  if (Making)
    Made = *Making;
  return Making.has_value();
}

std::optional<Refusal> Judge::refuseUses(const CompoundStmt &Block) {
  bool Read = false;
  for (const DeclRefExpr *R : mentionsOf(V, Block)) {
    if (auto No = refuseUse(*R))
      return No;
    if (auto No = refuseNaming(*R, C))
      return No;
    Read |= !onlySets(*R, C);
  }
  const auto *Class = Made.Type->getAsCXXRecordDecl();
  if (Changes.empty() || (!Read && (!Class || Class->hasTrivialDestructor())))
    return no("unused", "the object is not used: the compiler would warn of it", Root);
  // Compilers warn of a constant pointer to it, whatever is done there.
  const bool Lent = llvm::any_of(Changes, [](const Change &Each) { return llvm::StringRef(Each.Text).starts_with("&"); });
  if (Made.Form == ObjectMaking::Nothing && !Class && Lent)
    return no("maybe-unset", "a pointer to a number that is not set yet is given away", Root);
  return std::nullopt;
}

/// Everything but the room.
std::optional<Refusal> Judge::refuseAll() {
  LoopContext Around = loopContextOf(Root, C);
  const auto &Block = *llvm::cast<CompoundStmt>(parentOf(Root));
  if (Around.InLambda)
    return no("lambda", "the loop is inside a lambda, which may run anywhere", Root);
  if (V.hasAttrs())
    return no("attribute", "the declaration has attributes", Root);
  if (auto No = refuseObject())
    return No;
  if (auto No = refuseMaking(Made, C))
    return No;
  if (auto Strange = findStrangeSurroundings(*Around.Loops.back(), C))
    return Strange;
  if (auto Other = findOtherConfiguration({&V}, Block, C))
    return Other;
  if (auto No = refuseUses(Block))
    return No;
  if (mayReturnLocal(*outermostFunction(Root, C), C))
    return no("returned", "the function returns an address, which might be that of the object", Root);
  return std::nullopt;
}

Verdict Judge::run() {
  if (!isCandidate())
    return Verdict::nothing();
  auto No = refuseAll();
  if (!No)
    No = refuseRoom(*outermostFunction(Root, C));
  if (!No && isToBeAligned() && !isMaxAlignEnough(C))
    No = no("alignment", "storage from the heap is aligned even better than std::max_align_t", Root);
  if (No)
    return Verdict::refuse(No->Code, No->Text);
  return Verdict::legal(
      {{"only-followed", "the pointer is neither given away, nor tested, nor captured: it leads to one "
                         "object from its declaration to the end of the block", How::Proved},
       {"same-life", "the object is made and destroyed at the same points, on every way out", How::Proved},
       {"same-making", "the same constructor gets the same arguments", How::Proved},
       {"plain-storage", "no deleter, operator new or operator delete of the project's runs", How::Proved},
       {"fits-stack", "the object takes " + std::to_string(size()) +
                          " bytes, and the function is not seen to call itself", How::Proved}});
}

/// True if \p Where directly follows a letter, as in `else*p`.
bool followsWord(SourceLocation Where, const SourceManager &SM) {
  return SM.getFileOffset(Where) > 0 &&
         isAsciiIdentifierContinue(*SM.getCharacterData(Where.getLocWithOffset(-1)));
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C);
  const bool Aligned = isToBeAligned();
  if (Aligned)
    P.addInclude("cstddef");
  P.replace(Root.getSourceRange(), (Aligned ? "alignas(std::max_align_t) " : "") + declarationOf(Made, Name, P, C));
  for (const Change &Each : Changes) {
    SourceLocation From = Each.Where.getBegin();
    bool Joins = From.isFileID() && Each.Text != "." && followsWord(From, C.getSourceManager());
    P.replace(Each.Where, (Joins ? " " : "") + Each.Text);
  }
  return P.take();
}

Verdict judge(const Match &M) { return Judge(M.node<DeclStmt>("root"), M.ast()).run(); }

llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<DeclStmt>("root"), M.ast());
  J.run();
  return J.write();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  return declStmt(hasSingleDecl(varDecl()), hasAncestor(Loop)).bind("root");
}

} // namespace

extern constexpr Check StackInsteadOfHeap = {
    "stack-instead-of-heap", "an object that dies with the iteration is made on the heap",
    Category::Allocation, 1, pattern, judge, rewrite};

} // namespace hone
