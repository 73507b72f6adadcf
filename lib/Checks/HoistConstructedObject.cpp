// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hoist-constructed-object: compiles a regular expression once, in front of the loop.
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

#include "HoistedCall.h"
#include "LoopContext.h"
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

// --- Patterns without a mistake ----------------------------------------------------

/// Reads the part of ECMAScript's regular expressions about which no library differs.
class PatternReader {
public:
  explicit PatternReader(llvm::StringRef Text) : Rest(Text) {}
  bool isValid() { return Rest.size() <= 200 && alternatives(0) && Rest.empty(); }

private:
  bool alternatives(unsigned Depth);
  bool term(unsigned Depth);
  bool bracket();
  bool repetition(bool OfGroup = false);
  bool escape();

  llvm::StringRef Rest;
  unsigned Counts = 0; ///< Each adds to what the automaton has of states.
};

bool isPlainCharacter(char Ch) {
  return llvm::isPrint(Ch) && !llvm::StringRef("^$\\.*+?()[]{}|").contains(Ch);
}

bool PatternReader::escape() {
  // One letter for a class or a control character, or a sign that stands for itself.
  bool Known = !Rest.empty() && llvm::StringRef("dDwWsStnrfv^$\\.*+?()[]{}|/-").contains(Rest.front());
  Rest = Rest.drop_front(Known);
  return Known;
}

bool PatternReader::bracket() {
  Rest.consume_front("^");
  Rest.consume_front("-");
  for (bool Any = false; !Rest.empty(); Any = true) {
    if (Rest.consume_front("]"))
      return Any;
    if (Rest.consume_front("-]"))
      return Any;
    char From = Rest.front();
    Rest = Rest.drop_front();
    if (From == '\\') {
      if (!escape() || (Rest.starts_with("-") && !Rest.starts_with("-]")))
        return false;
      continue;
    }
    if (!llvm::isPrint(From) || From == '[' || From == '-' || From == '^')
      return false;
    if (!Rest.starts_with("-") || Rest.starts_with("-]"))
      continue;
    char To = Rest.size() > 1 ? Rest[1] : '\0';
    auto Both = [&](auto Is) { return Is(From) && Is(To); };
    if (From > To || !(Both(llvm::isDigit) || Both(llvm::isLower) || Both(llvm::isUpper)))
      return false;
    Rest = Rest.drop_front(2);
  }
  return false;
}

/// `*`, `+`, `?`, `{2}`, `{2,}`, `{2,4}`, each perhaps with a `?`; or nothing.
/// A counted group has all its states so many times, which may be too many.
bool PatternReader::repetition(bool OfGroup) {
  if (Rest.consume_front("{")) {
    unsigned Least = 0, Most = 0;
    if (OfGroup || Rest.consumeInteger(10, Least) || Least > 20 || ++Counts > 2)
      return false;
    bool Open = Rest.consume_front(",");
    if (Open && !Rest.starts_with("}") && (Rest.consumeInteger(10, Most) || Most > 20 || Most < Least))
      return false;
    if (!Rest.consume_front("}"))
      return false;
  } else if (!Rest.consume_front("*") && !Rest.consume_front("+") && !Rest.consume_front("?")) {
    return true;
  }
  Rest.consume_front("?");
  return true;
}

bool PatternReader::term(unsigned Depth) {
  if (Rest.consume_front("^") || Rest.consume_front("$") || Rest.consume_front("\\b"))
    return true;
  if (Rest.consume_front("(")) {
    Rest.consume_front("?:");
    return Depth < 8 && alternatives(Depth + 1) && Rest.consume_front(")") && repetition(/*OfGroup=*/true);
  }
  if (Rest.consume_front("["))
    return bracket() && repetition();
  if (Rest.consume_front("\\"))
    return escape() && repetition();
  if (Rest.empty() || (Rest.front() != '.' && !isPlainCharacter(Rest.front())))
    return false;
  Rest = Rest.drop_front();
  return repetition();
}

bool PatternReader::alternatives(unsigned Depth) {
  do
    do
      if (!term(Depth))
        return false;
    while (!Rest.empty() && Rest.front() != '|' && Rest.front() != ')');
  while (Rest.consume_front("|"));
  return true;
}

// --- Who may set the global locale ---------------------------------------------------

bool isPolymorphic(QualType T) {
  const auto *R = T->getAsCXXRecordDecl();
  return R && (!R->hasDefinition() || R->isPolymorphic());
}

/// Whether \p D is the standard library's own, and nobody's specialisation.
bool isOfStandard(const Decl &D, const ASTContext &C) {
  const DeclContext *Outermost = nullptr;
  for (const DeclContext *In = D.getDeclContext(); In; In = In->getParent())
    if (In->isNamespace())
      Outermost = In;
  const auto *N = llvm::dyn_cast_or_null<NamespaceDecl>(Outermost);
  return N && (N->getName() == "std" || N->getName() == "__gnu_cxx") &&
         C.getSourceManager().isInSystemHeader(D.getLocation());
}

/// The library's classes that hold values and know no functions of others: no deleter, no
/// callback, no buffer or memory resource to derive from. Everything else is not looked through.
bool isPlainHolder(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"basic_string", "basic_string_view", "vector", "array", "deque", "list", "initializer_list"}, true)
      .Cases({"map", "multimap", "set", "multiset", "unordered_map", "unordered_set"}, true)
      .Cases({"pair", "tuple", "optional", "span", "bitset", "complex", "duration", "time_point", "ratio"}, true)
      .Cases({"basic_regex", "match_results", "sub_match", "regex_iterator", "regex_token_iterator"}, true)
      .Cases({"allocator", "char_traits", "regex_traits", "less", "equal_to", "hash"}, true)
      .Cases({"__normal_iterator", "reverse_iterator", "back_insert_iterator", "_List_iterator"}, true)
      .Cases({"_Rb_tree_iterator", "_Rb_tree_const_iterator", "_Node_iterator", "_Node_const_iterator"}, true)
      .Cases({"_Node_iterator_base", "_Bit_reference", "_Bit_iterator", "_Bit_const_iterator"}, true)
      .Default(false);
}

/// Whether a \p T brings no code of the project with it.
bool isOfLibrary(QualType T, const ASTContext &C, unsigned Depth = 0) {
  const bool Reference = T->isReferenceType();
  T = T.getNonReferenceType().getCanonicalType();
  if (T->isPointerType()) {
    QualType To = T->getPointeeType();
    return !To->isFunctionType() && !isPolymorphic(To) && isOfLibrary(To, C, Depth);
  }
  // What is derived from it may be the project's: streams and their buffers, exceptions.
  if (Reference && isPolymorphic(T))
    return false;
  if (const auto *A = C.getAsArrayType(T))
    return isOfLibrary(A->getElementType(), C, Depth);
  const auto *R = T->getAsCXXRecordDecl();
  if (!R)
    return T->isScalarType() && !T->isMemberPointerType();
  if (Depth > 6 || !R->getIdentifier() || !isPlainHolder(R->getName()) || !isOfStandard(*R, C))
    return false;
  const auto *Special = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R);
  return !Special || llvm::all_of(Special->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
    return A.getKind() != TemplateArgument::Type || isOfLibrary(A.getAsType(), C, Depth + 1);
  });
}

/// Everything a loop calls, as far as it can be looked into.
class Callees : public RecursiveASTVisitor<Callees> {
public:
  explicit Callees(const ASTContext &C) : C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee();
    F ? enter(*F) : miss("a call through a pointer");
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    enter(*Made->getConstructor());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    if (!New->getOperatorNew()->isReplaceableGlobalAllocationFunction())
      enter(*New->getOperatorNew());
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) {
    miss("an object is deleted");
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    destroy(V->getType());
    return true;
  }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *Bind) {
    destroy(Bind->getType());
    return true;
  }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *Init) { return TraverseStmt(Init->getExpr()); }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *Default) { return TraverseStmt(Default->getExpr()); }
  bool VisitCXXInheritedCtorInitExpr(CXXInheritedCtorInitExpr *) {
    miss("an inherited constructor");
    return true;
  }
  std::string Changes; ///< A function that sets the locale.
  std::string Missed;  ///< Something that was not looked into.

private:
  void miss(const std::string &Text) { Missed = Missed.empty() ? Text : Missed; }
  void enter(const FunctionDecl &F);
  void destroy(QualType T) {
    const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
    if (R && !T->isReferenceType() && (!R->hasDefinition() || !R->hasTrivialDestructor()) && !isOfLibrary(T, C))
      miss("a destructor of the project's runs");
  }

  const ASTContext &C;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Seen;
};

void Callees::enter(const FunctionDecl &F) {
  if (!Seen.insert(F.getCanonicalDecl()).second)
    return;
  const std::string Name = F.getNameAsString();
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (llvm::StringRef(Name).contains("locale") || (Method && isStdDecl(Method->getParent(), "locale"))) {
    Changes = Name;
  } else if (isOfStandard(F, C) || F.getBuiltinID() != 0) {
    bool Quiet = llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) { return isOfLibrary(P->getType(), C); }) &&
                 (!Method || (isOfLibrary(C.getCanonicalTagType(Method->getParent()), C) &&
                              !Method->getParent()->isPolymorphic()));
    if (!Quiet)
      miss("'" + Name + "' may run code of the project");
  } else if (const Stmt *Body = F.getBody(); Body && Seen.size() < 200 && !(Method && Method->isVirtual())) {
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : llvm::cast<CXXConstructorDecl>(Constructor->getDefinition())->inits())
        TraverseStmt(Init->getInit());
    for (const ParmVarDecl *P : F.parameters())
      destroy(P->getType());
    TraverseStmt(const_cast<Stmt *>(Body));
  } else if (!F.isTrivial()) {
    miss("'" + Name + "' cannot be looked into");
  }
}

// --- The check -------------------------------------------------------------------------

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
    Others |= M->getMemberDecl()->getDeclName() == V.getDeclName();
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
      P.V->getType()->isReferenceType() || !isOfLibrary(P.V->getType(), C) || Parents.empty() || !Parents[0].get<CompoundStmt>())
    return Verdict::nothing();
  LoopContext Around = loopContextOf(Root, C);
  const FunctionDecl *F = outermostFunction(Root, C);
  if (Around.Loops.empty() || !F)
    return Verdict::nothing();
  P.Loop = Around.Loops.back();
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  const StringLiteral *Pattern = patternOf(*P.V, C);
  if (!Pattern || P.V->getType()->getAs<DecltypeType>())
    return Verdict::refuse("not-constant", "the expression is not made of a literal and plain options");
  if (!PatternReader(Pattern->getString()).isValid())
    return Verdict::refuse("pattern", "whether the pattern has a mistake is not known, so making it might throw");
  if (auto Strange = findStrangeSurroundings(*P.Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  Uses U(*P.V, C);
  U.TraverseStmt(F->getBody());
  if (!U.OnlyRead)
    return Verdict::refuse("unknown-use", "the expression may be changed, captured or kept");
  // Elsewhere the name may mean something, or hide it.
  if (U.Others || countName(Root, P.V->getName(), C) != U.Count + 1)
    return Verdict::refuse("name-taken", "its name is used for something else in the function");
  llvm::StringRef Behind = behindOnLine(Root, C);
  P.End = Root.getEndLoc();
  if (Behind.ltrim().starts_with("//")) // Moves, too.
    P.End = P.End.getLocWithOffset(1 + int(Behind.size() - Behind.ltrim().size()));
  else if (Behind.contains("/*"))
    P.End = SourceLocation();
  if (P.V->hasAttrs() || countComments(Root.getSourceRange(), C) || P.End.isInvalid() || hasCommentAbove(Root, C))
    return Verdict::refuse("comment", "a comment or an attribute belongs to the declaration");
  Callees Called(C);
  Called.TraverseStmt(const_cast<Stmt *>(P.Loop));
  if (!Called.Changes.empty())
    return Verdict::refuse("locale", "'" + Called.Changes + "' may set the locale that the expression is made with");
  std::vector<Obligation> Obligations = {
      {"constant", "it is made of a literal that is correct, so making it early neither throws nor is seen", How::Proved},
      {"only-read", U.Lent.empty() ? "all its uses take it by reference to const"
                                   : "'" + U.Lent + "' takes it by reference to const and does not cast that away",
       U.Lent.empty() ? How::Proved : How::Tested}};
  if (Called.Missed.empty())
    Obligations.push_back({"same-locale", "nothing in the loop sets the global locale", How::Proved});
  else
    Obligations.push_back({"same-locale", Called.Missed + ": it leaves the global locale as it is", How::Tested});
  return Verdict::legal(std::move(Obligations));
}

Verdict judge(const Match &M) {
  Plan P;
  return judgeObject(M.node<DeclStmt>("root"), M.ast(), P);
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Root = M.node<DeclStmt>("root");
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
  auto Loop = stmt(anyOf(forStmt(), whileStmt(), doStmt(), cxxForRangeStmt()));
  auto Object = varDecl(hasType(hasCanonicalType(hasDeclaration(
      classTemplateSpecializationDecl(hasName("basic_regex"), isInStdNamespace())))));
  return declStmt(hasSingleDecl(Object), hasAncestor(Loop)).bind("root");
}

} // namespace

constexpr Check HoistConstructedObject = {
    "hoist-constructed-object", "a regular expression is compiled anew in every iteration",
    Category::Invariant, 1, pattern, judge, rewrite};

} // namespace hone
