// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a search in a map rests on. The element stays where it is until it is erased: neither
// an insertion nor a rehash moves it. So of all that is written in between, only what is
// no mere addition to the map counts, and what the key is made of.

#include "MapLookup.h"
#include "LoopContext.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

/// Whether \p E names an object by variables and members alone.
static bool isPlainName(const Expr &Given) {
  const Expr *E = Given.IgnoreParenImpCasts();
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    return llvm::isa<VarDecl>(Ref->getDecl());
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
    return llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ||
           isPlainName(*Member->getBase());
  const auto *U = llvm::dyn_cast<UnaryOperator>(E);
  return U && U->getOpcode() == UO_Deref && isPlainName(*U->getSubExpr());
}

/// Whether \p T is a map whose keys the library compares and hashes, of a kind that has no
/// content outside of itself but a string's characters. Not floating point: no search
/// finds the NaN of the one before. Nor addresses of text: who knows which literals are one.
static bool isKnownMap(QualType T) {
  if (!(isStdType(T, "map") || isStdType(T, "unordered_map")) || !isStdContainer(T))
    return false;
  QualType Key = elementType(T);
  bool Address = Key->isPointerType() && !Key->getPointeeType()->isAnyCharacterType();
  return Key->isIntegralOrEnumerationType() || Address || isStdString(Key);
}

/// The mapped type in the words of the declaration: `std::uint64_t`, not `unsigned long`.
static QualType writtenValue(QualType Map, QualType Found, const ASTContext &C) {
  const auto *Written = Map->getAs<TemplateSpecializationType>();
  if (!Written || Written->isTypeAlias() || Written->template_arguments().size() < 2)
    return Found;
  const TemplateArgument &A = Written->template_arguments()[1];
  bool Same = A.getKind() == TemplateArgument::Type && C.hasSameUnqualifiedType(A.getAsType(), Found);
  return Same ? A.getAsType() : Found;
}

std::optional<MapLookup> mapLookupOf(const CallExpr &Call, const ASTContext &C) {
  MapLookup L;
  L.Call = &Call;
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || Call.isTypeDependent() || Call.isValueDependent() || !Call.isLValue())
    return std::nullopt;
  if (const auto *Op = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Op->getOperator() != OO_Subscript || Op->getNumArgs() != 2)
      return std::nullopt;
    L.Map = Op->getArg(0);
    L.Key = Op->getArg(1);
    L.Inserts = true;
  } else if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call)) {
    bool At = F->getDeclName().isIdentifier() && F->getName() == "at" && Call.getNumArgs() == 1;
    if (!At)
      return std::nullopt;
    L.Map = Member->getImplicitObjectArgument();
    L.Key = Call.getArg(0);
  } else {
    return std::nullopt;
  }
  QualType T = L.Map->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (!isKnownMap(T) || !isPlainName(*L.Map))
    return std::nullopt;
  L.Value = writtenValue(T, Call.getType(), C);
  return L;
}

std::optional<MapLookup> presenceOf(const CallExpr &Call, const ASTContext &C) {
  const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *M = Member ? Member->getMethodDecl() : nullptr;
  // A template would compare the key as it is given, not as the map has it.
  if (!M || !M->getDeclName().isIdentifier() || M->getPrimaryTemplate() || Call.getNumArgs() != 1 ||
      Call.isTypeDependent() || Call.isValueDependent() ||
      !(M->getName() == "count" || M->getName() == "contains" || M->getName() == "find"))
    return std::nullopt;
  MapLookup L;
  L.Call = &Call;
  L.Map = Member->getImplicitObjectArgument();
  L.Key = Call.getArg(0);
  // A class derived from the map may have a find() of its own.
  QualType T = L.Map->IgnoreParenImpCasts()->getType();
  const auto *Callee = llvm::cast<MemberExpr>(Member->getCallee()->IgnoreParens());
  if (!isKnownMap(T->isPointerType() ? T->getPointeeType() : T) || Callee->hasQualifier() ||
      !isPlainName(*L.Map))
    return std::nullopt;
  return L;
}

bool findTheSame(const MapLookup &A, const MapLookup &B, const ASTContext &C) {
  auto Same = [&](const Expr *X, const Expr *Y) {
    llvm::FoldingSetNodeID P, Q;
    X->IgnoreUnlessSpelledInSource()->Profile(P, C, true);
    Y->IgnoreUnlessSpelledInSource()->Profile(Q, C, true);
    return P == Q;
  };
  return Same(A.Map, B.Map) && Same(A.Key, B.Key);
}

std::vector<MapLookup> equalLookups(const MapLookup &First, const Stmt &S, ASTContext &C) {
  struct Lookups : RecursiveASTVisitor<Lookups> {
    Lookups(const MapLookup &First, const ASTContext &C) : First(First), C(C) {}
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
    bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
    bool TraverseCXXTypeidExpr(CXXTypeidExpr *) { return true; }
    bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
    bool VisitCallExpr(CallExpr *Call) {
      if (auto L = mapLookupOf(*Call, C); L && findTheSame(First, *L, C))
        Found.push_back(*L);
      return true;
    }
    const MapLookup &First;
    const ASTContext &C;
    std::vector<MapLookup> Found;
  } Equal(First, C);
  Equal.TraverseStmt(const_cast<Stmt *>(&S));
  return Equal.Found;
}

static QualType mapType(const MapLookup &L) {
  QualType T = L.Map->getType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

static Place placeOfMap(const MapLookup &L, const ASTContext &C) {
  return L.Map->getType()->isPointerType() ? pointeePlace(*L.Map, mapType(L), C) : placeOf(*L.Map, C);
}

std::vector<Access> readForLookup(const MapLookup &L, const ASTContext &C) {
  std::vector<Access> Reads = effectsOf(*L.Key, C).Reads;
  for (const Access &A : effectsOf(*L.Map, C).Reads)
    Reads.push_back(A);
  if (L.Key->isGLValue()) {
    Reads.push_back({placeOf(*L.Key, C), L.Key->getExprLoc()});
    // The characters of a temporary are as much nobody else's as itself.
    if (isStdString(L.Key->getType()) && Reads.back().Where.How != Reach::Temporary)
      Reads.push_back({elementPlace(*L.Key, elementType(L.Key->getType()), C), L.Key->getExprLoc()});
  }
  return Reads;
}

std::optional<Refusal> findOwnEffect(const MapLookup &L, const ASTContext &C) {
  Effects E = effectsOf(*L.Key, C), Whole = effectsOf(*L.Call, C);
  if (!Whole.Unknown.empty())
    return Whole.Unknown.front();
  if (E.Opaque.empty() && !Whole.Opaque.empty())
    return Refusal{"own-code", "making or comparing what the map holds may run code of the project",
                   L.Call->getExprLoc()};
  if (!E.Opaque.empty())
    return Refusal{"impure-key", E.Opaque.front().Text, E.Opaque.front().At};
  for (const Access &W : E.Writes)
    if (W.Where.How != Reach::Temporary)
      return Refusal{"impure-key", "the key writes " + W.Where.describe(), W.At};
  if (!E.Exits.empty() || !E.Errno.empty() || !E.MayNotEnd.empty())
    return Refusal{"impure-key", "computing the key does more than that", L.Key->getExprLoc()};
  return std::nullopt;
}

std::optional<Refusal> findLoss(const MapLookup &L, const Effects &Given, const FunctionDecl &F,
                                const ASTContext &C, bool OfIterators) {
  // What is added changes no element there is, but how many there are, and which is the first.
  std::vector<Access> Reads = readForLookup(L, C), Asked;
  llvm::copy_if(Reads, std::back_inserter(Asked), [](const Access &A) {
    return A.Where.Type.isNull() || (A.Where.Type->isRecordType() && !isStdString(A.Where.Type));
  });
  if (auto Change = findChange(Given, Asked, F, C))
    return Change;
  Effects E = Given;
  llvm::erase_if(E.Writes, [](const Access &W) { return W.Adds; });
  Place Map = placeOfMap(L, C);
  if (auto Change = findChange(E, Reads, F, C))
    return Change;
  if (auto Change = findChange(E, Map, F, C))
    return Change;
  return findInvalidation(E, Map, OfIterators, F, C);
}

/// Whether computing the key throws nothing, and be it what only a huge one would.
static bool isQuietKey(const MapLookup &L, const ASTContext &C) {
  return llvm::isa<StringLiteral>(L.Key->IgnoreUnlessSpelledInSource()) ||
         effectsOf(*L.Key, C).Throws.empty();
}

/// The searches beside \p L, in \p S, that come to nothing more than \p L does: equal ones; and, if
/// it may throw, those that throw the same.
static std::vector<const Stmt *> searchesLike(const MapLookup &L, const Stmt &S,
                                              llvm::ArrayRef<MapLookup> Equal, const ASTContext &C) {
  std::vector<const Stmt *> Found;
  for (const MapLookup &Other : Equal)
    if (Other.Inserts == L.Inserts)
      Found.push_back(Other.Call);
  std::function<void(const Stmt &)> Walk = [&](const Stmt &Each) {
    if (const auto *Call = llvm::dyn_cast<CallExpr>(&Each))
      if (auto Other = mapLookupOf(*Call, C); Other && !Other->Inserts && isQuietKey(*Other, C) &&
                                              !findOwnEffect(*Other, C) &&
                                              isStdType(mapType(*Other), "map") == isStdType(mapType(L), "map"))
        Found.push_back(Call);
    for (const Stmt *Child : Each.children())
      if (Child && !llvm::isa<LambdaExpr>(Child))
        Walk(*Child);
  };
  if (!L.Inserts && isQuietKey(L, C))
    Walk(S);
  return Found;
}

/// Why \p L may not come before \p Earlier.
static std::optional<Refusal> findSeen(const MapLookup &L, const Stmt &Earlier, const Stmt &Scope,
                                       const FunctionDecl &F, ASTContext &C,
                                       llvm::ArrayRef<const Stmt *> Ignored) {
  Effects E = effectsOf(Earlier, C, Ignored);
  if (!L.Inserts || !isQuietKey(L, C))
    for (const Access &W : E.Writes) {
      const Place &P = W.Where;
      bool Own = P.How == Reach::Object && P.Root && isDeclaredIn(*P.Root, Scope, C) &&
                 !P.Root->getType()->isReferenceType();
      if (!Own && P.How != Reach::Temporary)
        return Refusal{"overtaken", "a store to " + P.describe() +
                                        " may come first, and would be missing if the search throws", W.At};
    }
  if (!L.Inserts)
    return std::nullopt;
  // Whoever asks the map, or walks along its elements, sees one more.
  Effects Insertion;
  Insertion.Writes.push_back({placeOfMap(L, C), L.Call->getExprLoc()});
  QualType Each = containedType(mapType(L));
  for (const std::vector<Access> *Others : {&E.Reads, &E.Writes})
    if (findChange(Insertion, *Others, F, C) || llvm::any_of(*Others, [&](const Access &A) {
          QualType Led = iteratedType(A.Where.Type);
          return !Led.isNull() && !A.Where.Type->isPointerType() && C.hasSameUnqualifiedType(Led, Each);
        }))
      return Refusal{"overtaken", "what may be evaluated before it could see whether the element is there",
                     Earlier.getBeginLoc()};
  return std::nullopt;
}

std::optional<Refusal> findOvertaken(const MapLookup &L, const Stmt &Around, const Stmt &Scope,
                                     llvm::ArrayRef<MapLookup> Equal, const FunctionDecl &F,
                                     ASTContext &C, FirstIteration &How) {
  std::vector<const Stmt *> Like = searchesLike(L, Around, Equal, C);
  How = firstIteration(*L.Call, Around, C, Like);
  if (How.Obstacle)
    return How.Obstacle;
  for (const Stmt *Earlier : How.Before)
    if (auto Seen = findSeen(L, *Earlier, Scope, F, C, Like))
      return Seen;
  return std::nullopt;
}

std::optional<Refusal> findOtherReader(const MapLookup &L, const Stmt &S, ASTContext &C) {
  const Expr *Named = L.Map->IgnoreParenImpCasts();
  const ValueDecl *Map = nullptr;
  if (const auto *R = llvm::dyn_cast<DeclRefExpr>(Named))
    Map = R->getDecl();
  else if (const auto *M = llvm::dyn_cast<MemberExpr>(Named))
    Map = M->getMemberDecl();
  return L.Inserts && Map ? findOtherConfiguration({Map}, S, C) : std::nullopt;
}

std::optional<Refusal> findUnnameable(const MapLookup &L, const Stmt &At, ASTContext &C) {
  const auto *Class = L.Call->getType()->getAsCXXRecordDecl();
  if (Class && !Class->isInStdNamespace() &&
      !Class->lookup(C.DeclarationNames.getCXXOperatorName(OO_Amp)).empty())
    return Refusal{"address-operator", "the class of the value has an operator& of its own", At.getBeginLoc()};
  // `const int *` would be a pointer to a constant.
  bool Const = L.Call->getType()->isPointerType() && L.Call->getType().isConstQualified();
  if (Const || typeText(L.Value, At, C).empty())
    return Refusal{"type-not-spelled", "the type of the value has no name where it would be declared",
                   At.getBeginLoc()};
  return std::nullopt;
}

const Stmt *statementOf(const Expr &E, const Stmt *Outer, ASTContext &C) {
  DynTypedNode Node = DynTypedNode::create(E);
  const Stmt *Child = &E;
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty() || Node.get<LambdaExpr>() || Node.get<FunctionDecl>())
      return nullptr;
    Node = Parents[0];
    const auto *Parent = Node.get<Stmt>();
    if (!Parent)
      continue; // A declaration.
    const auto *If = llvm::dyn_cast<IfStmt>(Parent);
    bool Branch = If && (Child == If->getThen() || Child == If->getElse());
    if (llvm::isa<CompoundStmt>(Parent) || Branch || loopBody(*Parent) == Child)
      return Child;
    if (Parent == Outer || llvm::isa<SwitchCase>(Parent))
      return nullptr;
    Child = Parent;
  }
}

bool isKeptOrUnused(const MapLookup &L, ASTContext &C) {
  auto Parents = C.getParents(*L.Call);
  while (!Parents.empty() && (Parents[0].get<ParenExpr>() || Parents[0].get<ExprWithCleanups>()))
    Parents = C.getParents(Parents[0]);
  if (Parents.empty())
    return true;
  const auto *U = Parents[0].get<UnaryOperator>();
  const auto *Cast = Parents[0].get<CastExpr>();
  const auto *Around = Parents[0].get<Stmt>();
  return (U && U->getOpcode() == UO_AddrOf) || (Cast && Cast->getCastKind() == CK_ToVoid) ||
         (Around && !llvm::isa<Expr, ReturnStmt>(Around));
}

/// The words of \p Text as one name: "__POSITIONAL__" is positional.
static std::string asName(llvm::StringRef Text) {
  std::string Name;
  bool Break = false, Lower = llvm::any_of(Text, llvm::isLower);
  for (char Ch : Text) {
    if (!llvm::isAlnum(Ch)) {
      Break = !Name.empty();
      continue;
    }
    if (Name.empty() && !llvm::isAlpha(Ch))
      return "";
    bool First = Name.empty() || Break;
    char Small = llvm::toLower(Ch);
    Name += Name.empty() ? Small : First ? llvm::toUpper(Ch) : Lower ? Ch : Small;
    Break = false;
  }
  return Name.size() < 2 || Name.size() > 24 ? "" : Name;
}

std::string nameForFound(const MapLookup &L) {
  const auto *Literal = llvm::dyn_cast<StringLiteral>(L.Key->IgnoreUnlessSpelledInSource());
  if (Literal && Literal->getCharByteWidth() == 1)
    if (std::string Name = asName(Literal->getString()); !Name.empty())
      return Name;
  const auto *Class = L.Call->getType()->getAsCXXRecordDecl();
  if (Class && !Class->isInStdNamespace() && Class->getDeclName().isIdentifier())
    if (std::string Name = asName(Class->getName()); !Name.empty())
      return Name;
  const Expr *Map = L.Map->IgnoreParenImpCasts();
  const auto *Member = llvm::dyn_cast<MemberExpr>(Map);
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Map);
  std::string Name = Member ? Member->getMemberDecl()->getNameAsString()
                     : Ref  ? Ref->getDecl()->getNameAsString()
                            : "map";
  llvm::StringRef Bare = Name;
  Bare.consume_front("m_");
  Bare = Bare.trim('_');
  return (Bare.empty() ? "map" : Bare.str()) + (Bare.contains('_') ? "_entry" : "Entry");
}

} // namespace hone
