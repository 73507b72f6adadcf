// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What becomes of one call: the words of the local that takes its place, and whether
// a local can.

#include "HoistedCall.h"
#include "LoopContext.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {

bool runsLoops(const Effects &E) {
  struct Work : RecursiveASTVisitor<Work> {
    bool VisitStmt(Stmt *S) {
      Found |= isLoop(*S);
      return !Found;
    }
    bool Found = false;
  } W;
  for (const FunctionDecl *Inner : E.Inlined)
    W.TraverseStmt(Inner->getBody());
  return W.Found;
}

std::optional<Obligation> roundingElsewhere(QualType Type, const Effects &E, const ASTContext &C) {
  if (!Type->isFloatingType())
    return std::nullopt;
  const LangOptions &L = C.getLangOpts();
  if (L.FastMath || L.AllowFPReassoc || L.AllowRecip)
    return Obligation{"fast-math", "the unit is compiled with relaxed floating point", How::Tested};
  if (E.InlinedProduct && mayFuse(C))
    return Obligation{"fp-contraction", "a product inside the function might have been fused with a sum outside",
                      How::Tested};
  return std::nullopt;
}

/// The last word of the first thing the call names besides the callee.
static std::string firstWord(const CallExpr &Call) {
  struct Words : RecursiveASTVisitor<Words> {
    bool VisitDeclRefExpr(DeclRefExpr *R) { return !take(R->getDecl()); }
    bool VisitMemberExpr(MemberExpr *M) { return !take(M->getMemberDecl()); }
    bool take(const ValueDecl *D) {
      if (llvm::isa<VarDecl, FieldDecl>(D) && D->getIdentifier())
        Word = D->getName().str();
      return !Word.empty();
    }
    std::string Word;
  } W;
  for (const Expr *Argument : Call.arguments())
    if (W.Word.empty())
      W.TraverseStmt(const_cast<Expr *>(Argument));
  llvm::StringRef Word = W.Word;
  Word.consume_front("m_");
  return Word.trim('_').str();
}

std::string wantedName(const CallExpr &Call) {
  llvm::StringRef Callee = Call.getDirectCallee()->getName().trim('_');
  std::string Argument = firstWord(Call);
  bool Snake = Callee.contains('_') || llvm::StringRef(Argument).contains('_');
  for (llvm::StringRef Verb : {"compute", "calculate", "calc", "get", "make"}) {
    llvm::StringRef Rest = Callee;
    if (Rest.consume_front(Verb) && !Rest.empty() && (Rest[0] == '_' || llvm::isUpper(Rest[0]))) {
      Rest.consume_front("_");
      if (Rest.empty() || !llvm::isAlpha(Rest[0]))
        break; // get_(), get_2d_norm(): no name is left.
      return std::string(1, llvm::toLower(Rest[0])) + Rest.drop_front().str();
    }
  }
  std::string Name = Callee.empty() ? "value" : Callee.str();
  Name[0] = llvm::toLower(Name[0]);
  if (Argument.empty())
    return Name + (Snake ? "_value" : "Value");
  if (Snake)
    return Name + "_" + Argument;
  Argument[0] = llvm::toUpper(Argument[0]);
  return Name + Argument;
}

std::string zeroOf(QualType T, const std::string &Spelled) {
  if (T->isBooleanType())
    return "false";
  if (T->isSpecificBuiltinType(BuiltinType::Double))
    return "0.0";
  if (T->isSpecificBuiltinType(BuiltinType::Float))
    return "0.0f";
  const auto *Builtin = T->getAs<BuiltinType>();
  switch (Builtin ? Builtin->getKind() : BuiltinType::Void) {
  case BuiltinType::Int:
    return "0";
  case BuiltinType::UInt:
    return "0u";
  case BuiltinType::Long:
    return "0L";
  case BuiltinType::ULong:
    return "0UL";
  case BuiltinType::LongLong:
    return "0LL";
  case BuiltinType::ULongLong:
    return "0ULL";
  case BuiltinType::LongDouble:
    return "0.0L";
  default:
    return llvm::StringRef(Spelled).contains(' ') ? "static_cast<" + Spelled + ">(0)" : Spelled + "(0)";
  }
}

/// Whether \p F is a member of a container of numbers: it copies what it is given.
static bool holdsNumbers(const FunctionDecl &F) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (!Method || Method->isOverloadedOperator())
    return false;
  QualType Class = F.getASTContext().getCanonicalTagType(Method->getParent());
  bool Sequence = isStdVector(Class) || isStdType(Class, "deque") || isStdType(Class, "list");
  return Sequence && elementType(Class)->isArithmeticType();
}

std::optional<Refusal> keepsItsUse(const CallExpr &Each, ASTContext &C) {
  DynTypedNode Node = DynTypedNode::create(Each);
  const Stmt *Child = &Each;
  bool Bound = false;
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return std::nullopt;
    Node = Parents[0];
    const auto *Parent = Node.get<Stmt>();
    if (!Parent || !llvm::isa<ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr>(Parent))
      break;
    Bound |= llvm::isa<MaterializeTemporaryExpr>(Parent);
    Child = Parent;
  }
  if (!Bound)
    return std::nullopt;
  // Bound to a reference: fine for one that would have taken a const local as well.
  const auto *User = Node.get<CallExpr>();
  const FunctionDecl *To = User ? User->getDirectCallee() : nullptr;
  if (To && holdsNumbers(*To))
    return std::nullopt;
  bool Known = To && (To->isInStdNamespace() || !To->isTemplateInstantiation());
  if (Known && !llvm::isa<CXXOperatorCallExpr>(User))
    for (unsigned I = 0; I < std::min(User->getNumArgs(), To->getNumParams()); ++I)
      if (User->getArg(I) == Child && To->getParamDecl(I)->getType()->isLValueReferenceType())
        return std::nullopt;
  return Refusal{"bound-to-reference", "the result is bound to a reference", Each.getExprLoc()};
}

namespace {

/// Every mention of a variable, and whether each only reads it; and whether something
/// else of its name is used, if only by a macro.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  Mentions(const VarDecl *V, ASTContext &C) : V(V), C(C) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (R->getDecl() != V) {
      Others |= R->getDecl()->getDeclName() == V->getDeclName();
      return true;
    }
    ++Count;
    auto Parents = C.getParents(*R);
    const auto *Cast = Parents.empty() ? nullptr : Parents[0].get<ImplicitCastExpr>();
    OnlyRead &= Cast && Cast->getCastKind() == CK_LValueToRValue &&
                !R->refersToEnclosingVariableOrCapture();
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    Others |= M->getMemberDecl()->getDeclName() == V->getDeclName();
    return true;
  }
  unsigned Count = 0;
  bool OnlyRead = true, Others = false;

private:
  const VarDecl *V;
  ASTContext &C;
};

} // namespace

const VarDecl *declaredWith(const CallExpr &Call, ASTContext &C) {
  auto Parents = C.getParents(DynTypedNode::create(Call));
  while (!Parents.empty() && (Parents[0].get<ImplicitCastExpr>() || Parents[0].get<ExprWithCleanups>()))
    Parents = C.getParents(Parents[0]);
  return Parents.empty() ? nullptr : Parents[0].get<VarDecl>();
}

const DeclStmt *movableDeclaration(const CallExpr &Call, const FunctionDecl &Around, ASTContext &C) {
  const VarDecl *V = declaredWith(Call, C);
  if (!V || !V->getType()->isArithmeticType() || V->hasAttrs() || !V->hasLocalStorage() ||
      V->getType().isVolatileQualified() || V->isConstexpr() || V->getInitStyle() != VarDecl::CInit)
    return nullptr;
  auto Parents = C.getParents(*V);
  const auto *Statement = Parents.empty() ? nullptr : Parents[0].get<DeclStmt>();
  if (!Statement || !Statement->isSingleDecl() || C.getParents(*Statement).empty() ||
      !C.getParents(*Statement)[0].get<CompoundStmt>())
    return nullptr;
  Mentions M(V, C);
  M.TraverseStmt(Around.getBody());
  bool LosesComment = countComments(Statement->getSourceRange(), C) !=
                      countComments(Call.getSourceRange(), C);
  if (!M.OnlyRead || M.Others || LosesComment || Statement->getEndLoc().isMacroID() ||
      M.Count + 1 != countName(Call, V->getName(), C))
    return nullptr;
  llvm::StringRef Behind = behindOnLine(*Statement, C);
  return Behind.trim().empty() && !hasCommentAbove(*Statement, C) ? Statement : nullptr;
}

llvm::StringRef behindOnLine(const DeclStmt &Statement, const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  llvm::StringRef Text = SM.getBufferData(SM.getFileID(Statement.getBeginLoc()));
  return Text.drop_front(SM.getFileOffset(Statement.getEndLoc()) + 1).take_until([](char Ch) {
    return Ch == '\n';
  });
}

bool hasCommentAbove(const DeclStmt &Statement, const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  llvm::StringRef Text = SM.getBufferData(SM.getFileID(Statement.getBeginLoc()));
  llvm::StringRef Above = Text.take_front(SM.getFileOffset(Statement.getBeginLoc())).rtrim();
  Above = Above.drop_front(Above.rfind('\n') + 1);
  return Above.contains("//") || Above.ends_with("*/");
}

} // namespace hone
