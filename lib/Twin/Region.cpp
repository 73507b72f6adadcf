// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The run starts with the statements that are edited and grows until nothing
// ties it to the rest: jumps find their target inside, what is declared inside
// is not used behind it, and pointers, references and views are made inside,
// from what they refer to. Otherwise inputs would be made in which a view has
// nothing to do with the string it was taken of.
#include "Region.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace hone;
using namespace clang;
using llvm::StringRef;

static llvm::Error refuse(llvm::Twine Code, llvm::Twine Text) {
  return llvm::createStringError(Code + ": " + Text);
}

static bool refersIn(const TemplateArgument &A, unsigned Depth) {
  static const llvm::StringSet<> Policies = {"allocator", "char_traits", "less", "greater",
                                             "equal_to", "hash", "default_delete"};
  if (A.getKind() == TemplateArgument::Pack)
    return llvm::any_of(A.pack_elements(),
                        [&](const TemplateArgument &Part) { return refersIn(Part, Depth); });
  if (A.getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *R = A.getAsType()->getAsCXXRecordDecl();
  bool Policy = R && R->isInStdNamespace() && Policies.contains(R->getName());
  return !Policy && hone::refers(A.getAsType(), Depth);
}

bool hone::refers(QualType T, unsigned Depth) {
  static const llvm::StringSet<> Owners = {
      "basic_string", "vector", "deque", "list", "forward_list", "map", "multimap", "set",
      "multiset", "unordered_map", "unordered_multimap", "unordered_set", "unordered_multiset",
      "pair", "tuple", "array", "optional", "variant", "complex", "bitset", "unique_ptr",
      "shared_ptr", "stack", "queue", "priority_queue", "basic_stringstream",
      "basic_istringstream", "basic_ostringstream"};
  T = T.getCanonicalType();
  if (T->isVariablyModifiedType() || Depth > 8)
    return true;
  if (const auto *A = dyn_cast<ArrayType>(T.getTypePtr()))
    return refers(A->getElementType(), Depth + 1);
  if (T->isAnyPointerType() || T->isReferenceType() || T->isMemberPointerType())
    return true;
  // A type of the function itself is known to nobody else.
  if (const TagDecl *D = T->getAsTagDecl(); D && D->getParentFunctionOrMethod())
    return true;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return !T->isArithmeticType() && !T->isEnumeralType();
  if (!R->hasDefinition() || R->isLambda())
    return true;
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (R->isInStdNamespace()) {
    if (!S || !Owners.contains(R->getName()))
      return true;
    for (const TemplateArgument &A : S->getTemplateArgs().asArray())
      if (refersIn(A, Depth + 1))
        return true;
    return false;
  }
  R = R->getDefinition();
  for (const CXXBaseSpecifier &Base : R->bases())
    if (refers(Base.getType(), Depth + 1))
      return true;
  for (const FieldDecl *Field : R->fields())
    if (refers(Field->getType(), Depth + 1))
      return true;
  return false;
}

/// True if something that others see may happen when such an object ends.
static bool actsAtEnd(QualType T, unsigned Depth = 0) {
  const CXXRecordDecl *R = T.getCanonicalType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->hasTrivialDestructor())
    return false;
  if (Depth > 8)
    return true;
  if (R->isInStdNamespace()) {
    const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
    return S && llvm::any_of(S->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Type && actsAtEnd(A.getAsType(), Depth + 1);
    });
  }
  const CXXDestructorDecl *D = R->getDestructor();
  return (D && D->isUserProvided()) ||
         llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &Base) {
           return actsAtEnd(Base.getType(), Depth + 1);
         }) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *Field) {
           return actsAtEnd(Field->getType(), Depth + 1);
         });
}

namespace {
/// Looks for classes of which objects act when they end, and functions that
/// make such, among what is called by the names given.
class ActorFinder : public RecursiveASTVisitor<ActorFinder> {
public:
  explicit ActorFinder(const llvm::StringSet<> &Names) : Names(Names) {}
  bool TraverseStmt(Stmt *) { return true; }
  bool VisitTypeDecl(TypeDecl *D) {
    if (isNamed(*D))
      Found |= actsAtEnd(D->getASTContext().getTypeDeclType(D));
    return !Found;
  }
  bool VisitFunctionDecl(FunctionDecl *D) {
    if (isNamed(*D))
      Found |= actsAtEnd(D->getReturnType());
    return !Found;
  }
  bool VisitClassTemplateDecl(ClassTemplateDecl *D) {
    const CXXRecordDecl *R = D->getTemplatedDecl()->getDefinition();
    if (isNamed(*D) && !D->isInStdNamespace())
      Found |= !R || (R->getDestructor() && R->getDestructor()->isUserProvided());
    return !Found;
  }
  bool Found = false;

private:
  bool isNamed(const NamedDecl &D) const {
    return D.getDeclName().isIdentifier() && Names.contains(D.getName());
  }
  const llvm::StringSet<> &Names;
};
} // namespace

/// True if the declaration means the same wherever it stands.
static bool mayStandTwice(const LocalName &N) {
  const auto *V = dyn_cast_or_null<VarDecl>(N.Of);
  if (!V)
    return true;
  ASTContext &Context = V->getASTContext();
  return V->isUsableInConstantExpressions(Context) ||
         (V->isStaticLocal() && V->getType().isConstQualified() && V->hasConstantInitialization());
}

namespace {
class Chooser {
public:
  Chooser(const FunctionDecl &F, const Body &B, Extent Edited, Preprocessor &PP)
      : F(F), B(B), SM(F.getASTContext().getSourceManager()), PP(PP), Edited(Edited),
        Text(SM.getBufferData(SM.getFileID(SM.getExpansionLoc(F.getBody()->getBeginLoc())))) {
    for (const Block &Inner : B.Blocks)
      if (Inner.Inside.contains(Edited) && !Inner.Parts.empty())
        Chain.push_back(&Inner);
  }
  llvm::Expected<Region> choose(const Words &Added);

private:
  unsigned offset(SourceLocation L) const { return SM.getFileOffset(SM.getExpansionLoc(L)); }
  bool declaredIn(const VarDecl &V, const Extent &R) const {
    return !isa<ParmVarDecl>(V) && R.contains(offset(V.getLocation()));
  }
  void cover(std::size_t AtLevel, Extent All);
  bool include(Extent More);
  bool includeTargets(const Extent &R, const Words &Added);
  bool includeUses(const Extent &R, const Words &Added);
  bool includeEnds(const Extent &R);
  bool includeDeclarations(const Extent &R);
  void need(const Words &Added);
  bool visible(const LocalName &N) const { return N.Where.End <= Here.Begin && N.Until >= Here.End; }
  bool atEnd() const { return Level == 0 && Last + 1 == Chain[0]->Parts.size(); }

  const FunctionDecl &F;
  const Body &B;
  const SourceManager &SM;
  Preprocessor &PP;
  Extent Edited;
  StringRef Text;
  std::vector<const Block *> Chain; ///< Around the edits, outermost first.
  std::size_t Level = 0, Last = 0;
  Extent Here;
  std::vector<const VarDecl *> Needs;
  std::vector<LocalName> Copied;
  bool NewActors = false; ///< The change may add objects that act when they end.
  bool Stuck = false;
};
} // namespace

void Chooser::cover(std::size_t AtLevel, Extent All) {
  Level = AtLevel;
  const std::vector<Extent> &Parts = Chain[Level]->Parts;
  std::size_t First = 0;
  while (First + 1 < Parts.size() && Parts[First].End <= All.Begin)
    ++First;
  Last = First;
  while (Last + 1 < Parts.size() && Parts[Last + 1].Begin < All.End)
    ++Last;
  Here = {std::min(All.Begin, Parts[First].Begin), std::max(All.End, Parts[Last].End)};
}

/// Grows the run until it contains \p More. True if it has grown.
bool Chooser::include(Extent More) {
  if (Here.contains(More))
    return false;
  Extent All = {std::min(Here.Begin, More.Begin), std::max(Here.End, More.End)};
  std::size_t At = Level;
  while (!Chain[At]->Inside.contains(All))
    if (At-- == 0) {
      Stuck = true;
      return false;
    }
  cover(At, All);
  return true;
}

/// Jumps out of the run and into it.
bool Chooser::includeTargets(const Extent &R, const Words &Added) {
  for (const Extent &Jump : B.Leaves)
    if (R.contains(Jump.End) && !R.contains(Jump.Begin))
      return include(Jump);
  Extent Labels = R;
  bool Any = Added.Jumps;
  for (unsigned At : B.Labels) {
    Labels = {std::min(Labels.Begin, At), std::max(Labels.End, At + 1)};
    Any |= R.contains(At);
  }
  if (Any && !R.contains(Labels))
    return include(Labels);
  bool Returns = Added.Returns;
  for (unsigned At : B.Returns)
    Returns |= R.contains(At);
  return Returns && !atEnd() && include({R.Begin, Chain[0]->Parts.back().End});
}

/// What is used behind the run and declared inside, before the change or after.
bool Chooser::includeUses(const Extent &R, const Words &Added) {
  for (const LocalUse &U : B.Uses)
    if (U.At >= R.End && declaredIn(*U.Of, R))
      return include({R.Begin, U.At + 1});
  llvm::StringSet<> Fresh;
  Words Old = readWords(Text.slice(R.Begin, R.End), PP);
  for (const auto &Name : Added.Declared)
    if (!Old.Declared.contains(Name.getKey()))
      Fresh.insert(Name.getKey());
  StringRef Behind = Text.slice(R.End, Chain[Level]->Inside.End);
  std::size_t At = findName(Behind, Fresh, PP.getLangOpts());
  return At != StringRef::npos && include({R.Begin, R.End + static_cast<unsigned>(At) + 1});
}

/// Objects that act when they end do so at the end of the block.
bool Chooser::includeEnds(const Extent &R) {
  bool Acts = NewActors;
  for (const LocalName &N : B.Names)
    if (const auto *V = dyn_cast_or_null<VarDecl>(N.Of))
      Acts |= R.contains(N.Where) && N.Until > R.End && actsAtEnd(V->getType());
  return Acts && include({R.Begin, Chain[Level]->Parts.back().End});
}

/// Finds what the run needs of the declarations in front of it.
void Chooser::need(const Words &Added) {
  Needs.clear();
  Copied.clear();
  auto Use = [&](const VarDecl *V) {
    if (!llvm::is_contained(Needs, V) && !declaredIn(*V, Here))
      Needs.push_back(V);
  };
  Words Said = readWords(Text.slice(Here.Begin, Here.End), PP);
  for (const auto &Name : Added.Names)
    Said.Names.insert(Name.getKey());
  for (const LocalUse &U : B.Uses)
    if (Here.contains(U.At))
      Use(U.Of);
  for (const ParmVarDecl *P : F.parameters())
    if (Added.Names.contains(P->getName()))
      Use(P);
  // Nearer ones first: they hide the others, and may use what is farther.
  for (const LocalName &N : llvm::reverse(B.Names)) {
    if (!visible(N) || (N.Of && !Said.Names.contains(N.Of->getName())))
      continue;
    const auto *V = dyn_cast_or_null<VarDecl>(N.Of);
    if (V && !mayStandTwice(N)) {
      if (Added.Names.contains(V->getName()))
        Use(V);
      continue;
    }
    Copied.insert(Copied.begin(), N);
    Words Inside = readWords(Text.slice(N.Where.Begin, N.Where.End), PP);
    for (const auto &Name : Inside.Names)
      Said.Names.insert(Name.getKey());
    for (const LocalUse &U : B.Uses)
      if (N.Where.contains(U.At) && U.Of != N.Of)
        Use(U.Of);
  }
  llvm::erase_if(Needs, [&](const VarDecl *V) {
    return llvm::any_of(Copied, [&](const LocalName &N) { return N.Of == V; });
  });
  llvm::sort(Needs, [&](const VarDecl *V, const VarDecl *W) {
    return V->getLocation() < W->getLocation();
  });
}

bool Chooser::includeDeclarations(const Extent &R) {
  for (const LocalName &N : Copied)
    if (!N.Alone && N.Of)
      return include(N.Where);
  for (const VarDecl *V : Needs) {
    bool Outside = isa<ParmVarDecl>(V);
    for (const auto &[Pointer, Where] : B.Rebound)
      if (Pointer == V && Outside && refers(V->getType().getNonReferenceType()) &&
          !V->getType()->isReferenceType() && Where.Begin < R.Begin)
        return include(Where);
    if (Outside || (V->isLocalVarDecl() && !V->isStaticLocal() && !V->hasExternalStorage() &&
                    !isa<DecompositionDecl>(V) && !refers(V->getType())))
      continue;
    for (const LocalName &N : B.Names)
      if (N.Of == V)
        return include(N.Where);
    unsigned At = offset(V->getLocation());
    return include({At, At + 1});
  }
  return false;
}

llvm::Expected<Region> Chooser::choose(const Words &Added) {
  if (Chain.empty())
    return refuse("region-shape", "the change is in no block of statements of its own");
  cover(Chain.size() - 1, Edited);
  ActorFinder Actors(Added.Names);
  Actors.TraverseDecl(F.getASTContext().getTranslationUnitDecl());
  NewActors = Actors.Found;
  do
    need(Added);
  while (includeTargets(Here, Added) || includeUses(Here, Added) || includeEnds(Here) ||
         includeDeclarations(Here));
  if (Stuck)
    return refuse("region-shape", "the changed statements cannot be parted from the rest");
  if (readWords(Text.slice(Here.Begin, Here.End), PP).Directives)
    return refuse("region-shape", "directives of the preprocessor stand between its statements");
  Region R;
  R.Where = Here;
  R.ReachesEnd = atEnd();
  R.Returns = Added.Returns ||
              llvm::any_of(B.Returns, [&](unsigned At) { return Here.contains(At); });
  R.Needs = std::move(Needs);
  R.Copied = std::move(Copied);
  return R;
}

llvm::Expected<Region> hone::chooseRegion(const FunctionDecl &F, const Body &B,
                                          const std::vector<Edit> &Edits, Preprocessor &PP) {
  if (Edits.empty())
    return refuse("region-shape", "nothing inside the function is changed");
  Extent Edited = {Edits.front().Offset, 0};
  std::string Text;
  for (const Edit &E : Edits) {
    Edited.Begin = std::min(Edited.Begin, E.Offset);
    Edited.End = std::max(Edited.End, E.Offset + E.Length);
    Text += E.Text + "\n";
  }
  return Chooser(F, B, Edited, PP).choose(readWords(Text, PP));
}
