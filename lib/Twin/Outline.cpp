// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables the region shares with the rest become parameters. No two of them
// are one object, which `__restrict` says to compilers and to the inputs. What
// nobody reads behind the region is passed by value. What is known where the
// region begins is said in its first lines: values that have not changed since
// their declaration, and conditions that hold; an input against them traps in
// the original and does not count.
#include "Outline.h"
#include "Definition.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace hone;
using namespace clang;
using llvm::StringRef;

namespace {
class Writer {
public:
  Writer(const FunctionDecl &F, const Body &B, const Region &R, const TypeSpace &Types)
      : F(F), B(B), R(R), Types(Types), Context(F.getASTContext()),
        SM(Context.getSourceManager()),
        Text(SM.getBufferData(SM.getFileID(SM.getExpansionLoc(F.getBody()->getBeginLoc())))) {}
  Outline write(StringRef Name);

private:
  unsigned offset(SourceLocation L) const { return SM.getFileOffset(SM.getExpansionLoc(L)); }
  std::vector<Extent> loopsSince(unsigned Since) const;
  bool keepsValue(const VarDecl &V, unsigned Since) const;
  bool escapes(const VarDecl &V) const;
  bool isDead(const VarDecl &V) const;
  bool isOnlyRead(const VarDecl &V) const;
  std::string spell(QualType T) const;
  std::string textOf(const Expr &E) const;
  std::string firstValue(const VarDecl &V) const;
  bool isKnown(const Stmt &E, unsigned Since) const;
  void pass(const VarDecl &V);
  std::string passed(const VarDecl &V) const;
  void conditions();
  std::string signature(StringRef Name) const;

  const FunctionDecl &F;
  const Body &B;
  const Region &R;
  const TypeSpace &Types;
  ASTContext &Context;
  const SourceManager &SM;
  StringRef Text;
  std::string Parameters, Lead;
};
} // namespace

/// The loops that may run the region more than once for what is at \p Since:
/// those around it whose body does not contain both.
std::vector<Extent> Writer::loopsSince(unsigned Since) const {
  std::vector<Extent> Found;
  for (const Extent &Loop : B.Loops) {
    bool Body = llvm::any_of(B.Blocks, [&](const Block &Inner) {
      return Loop.contains(Inner.Inside) && Inner.Inside.contains(Since) &&
             Inner.Inside.contains(R.Where);
    });
    if (Loop.contains(R.Where) && Loop.Begin < R.Where.Begin && !Body)
      Found.push_back(Loop);
  }
  return Found;
}

/// True if \p V has not been changed between \p Since and the region.
bool Writer::keepsValue(const VarDecl &V, unsigned Since) const {
  for (const LocalUse &U : B.Uses) {
    if (U.Of != &V || U.Reads)
      continue;
    if (Since <= U.At && U.At < R.Where.Begin)
      return false;
    for (const Extent &Loop : loopsSince(Since))
      if (Loop.contains(U.At))
        return false;
  }
  return B.Labels.empty();
}

/// True if something may hold the address of \p V.
bool Writer::escapes(const VarDecl &V) const {
  return llvm::any_of(B.Uses, [&](const LocalUse &U) { return U.Of == &V && !U.Direct; });
}

/// True if nobody reads the variable behind the region.
bool Writer::isDead(const VarDecl &V) const {
  if (escapes(V) || !B.Labels.empty())
    return false;
  for (const LocalUse &U : B.Uses)
    if (U.Of == &V && U.At >= R.Where.End)
      return false;
  return loopsSince(isa<ParmVarDecl>(V) ? 0 : offset(V.getLocation())).empty();
}

bool Writer::isOnlyRead(const VarDecl &V) const {
  return llvm::all_of(B.Uses, [&](const LocalUse &U) {
    return U.Of != &V || U.Reads || !R.Where.contains(U.At);
  });
}

/// As older standards want it: `< ::`, `> >`.
std::string Writer::spell(QualType T) const {
  std::string Out;
  for (char C : Types.spell(T)) {
    if (!Out.empty() && ((Out.back() == '<' && C == ':') || (Out.back() == '>' && C == '>')))
      Out += ' ';
    Out += C;
  }
  return Out;
}

/// The expression as written; empty if a macro is involved.
std::string Writer::textOf(const Expr &E) const {
  if (E.getBeginLoc().isMacroID() || E.getEndLoc().isMacroID())
    return "";
  return Lexer::getSourceText(CharSourceRange::getTokenRange(E.getSourceRange()), SM,
                              Context.getLangOpts())
      .str();
}

/// The value a variable of the body still has where the region begins.
std::string Writer::firstValue(const VarDecl &V) const {
  const Expr *Init = V.getInit();
  Expr::EvalResult Value;
  if (isa<ParmVarDecl>(V) || !Init || !V.getType()->isArithmeticType() ||
      !Init->EvaluateAsRValue(Value, Context) || Value.HasSideEffects ||
      !keepsValue(V, offset(V.getLocation()) + 1))
    return "";
  if (V.getType()->isIntegerType())
    return Value.Val.isInt() ? "static_cast<" + spell(V.getType().getUnqualifiedType()) +
                                   ">(" + llvm::toString(Value.Val.getInt(), 10) +
                                   (Value.Val.getInt().isUnsigned() ? "u)" : ")")
                             : "";
  return isa<FloatingLiteral, IntegerLiteral>(Init->IgnoreImpCasts()) ? textOf(*Init) : "";
}

/// True if the expression is made of values that the region is given and that
/// are the same as at \p Since.
bool Writer::isKnown(const Stmt &S, unsigned Since) const {
  if (const auto *D = dyn_cast<DeclRefExpr>(&S)) {
    if (isa<EnumConstantDecl>(D->getDecl()))
      return true;
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    return V && llvm::is_contained(R.Needs, V) && !V->getType()->isReferenceType() &&
           (V->getType()->isScalarType()) && !escapes(*V) && keepsValue(*V, Since);
  }
  const auto *U = dyn_cast<UnaryOperator>(&S);
  const auto *O = dyn_cast<BinaryOperator>(&S);
  bool Plain = isa<ImplicitCastExpr, CStyleCastExpr, CXXStaticCastExpr, ParenExpr, IntegerLiteral,
                   FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr,
                   ConditionalOperator, GNUNullExpr>(S);
  if (U)
    Plain = !U->isIncrementDecrementOp() && U->getOpcode() != UO_Deref && U->getOpcode() != UO_AddrOf;
  if (O)
    Plain = !O->isAssignmentOp();
  return Plain && llvm::all_of(S.children(), [&](const Stmt *C) { return isKnown(*C, Since); });
}

void Writer::conditions() {
  for (const KnownCondition &K : B.Known) {
    if (!K.Where.contains(R.Where) || !isKnown(*K.Condition, K.Where.Begin + 1))
      continue;
    std::string Condition = textOf(*K.Condition);
    if (!Condition.empty())
      Lead += "  if (" + std::string(K.Holds ? "!" : "") + "(" + Condition + ")) __builtin_trap();\n";
  }
}

/// How a variable is passed, as a declaration.
std::string Writer::passed(const VarDecl &V) const {
  QualType T = V.getType().getCanonicalType();
  std::string Name = V.getName().str();
  bool Reference = T->isReferenceType();
  T = T.getNonReferenceType();
  std::string Sign = Reference ? "&" : "&__restrict ";
  if (T->isArrayType()) {
    std::string Whole = spell(T), First = spell(Context.getBaseElementType(T));
    return First + " (" + Sign + Name + ")" + Whole.substr(First.size());
  }
  if (Reference)
    return spell(T) + " &" + Name;
  bool View = !T->isScalarType() && isa<ParmVarDecl>(V) && refers(T);
  if (T->isScalarType() || View) {
    if (isDead(V))
      return spell(T) + " " + Name;
    if (View || isOnlyRead(V))
      return spell(T.withConst()) + " " + Name;
  }
  return spell(T) + " " + Sign + Name;
}

void Writer::pass(const VarDecl &V) {
  std::string Value = firstValue(V), Name = V.getName().str();
  if (!Value.empty() && (isOnlyRead(V) || V.getType().isConstQualified())) {
    Lead += "  " + spell(V.getType().withConst()) + " " + Name + " = " + Value + ";\n";
    return;
  }
  Parameters += (Parameters.empty() ? "" : ", ") + passed(V);
  if (!Value.empty())
    Lead += "  " + Name + " = " + Value + ";\n";
}

std::string Writer::signature(StringRef Name) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  std::string Result = R.Returns && !isa<CXXConstructorDecl, CXXDestructorDecl>(F)
                           ? spell(F.getReturnType())
                           : "void";
  return Result + " " + Name.str() + "(" + Parameters + ")" +
         (Method && Method->isConst() ? " const" : "");
}

Outline Writer::write(StringRef Name) {
  for (const LocalName &N : R.Copied)
    Lead += "  " + Text.slice(N.Where.Begin, N.Where.End).str() + "\n";
  for (const VarDecl *V : R.Needs)
    pass(*V);
  conditions();

  Outline Out;
  std::string Close;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool Static = !Method || Method->isStatic();
  if (Method && F.isOutOfLine()) {
    Out.Declaration = "public: " + std::string(Static ? "static " : "") + signature(Name) + "; ";
    NestedNameSpecifierLoc Class = F.getQualifierLoc();
    std::string Qualified =
        Text.slice(offset(Class.getBeginLoc()), offset(F.getNameInfo().getBeginLoc())).str();
    Out.Definition += signature(Qualified + Name.str());
  } else {
    // `void space::f() {}`: the names of space are visible inside.
    for (const DeclContext *C = F.getDeclContext(); !Method && !C->Equals(F.getLexicalDeclContext());
         C = C->getParent())
      if (const auto *N = dyn_cast<NamespaceDecl>(C)) {
        Out.Definition.insert(0, "namespace " + N->getName().str() + " { ");
        Close += " }";
      }
    Out.Definition += (Static ? "static " : "") + signature(Name);
  }
  Out.Definition.insert(0, "\n");
  Out.Definition += " {\n" + Lead;
  Out.CopyAt = Out.Definition.size();
  Out.Definition += Text.slice(R.Where.Begin, R.Where.End).str();
  Out.Definition += F.isMain() && R.Returns ? "\n  return 0;\n}" : "\n}";
  Out.Definition += Close + "\n";
  return Out;
}

Outline hone::writeOutline(const FunctionDecl &F, const Body &B, const Region &R, StringRef Name,
                           const TypeSpace &Types) {
  return Writer(F, B, R, Types).write(Name);
}
