// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything a call can read or write lives in one state: the object, the
// arguments, what they point to, the globals. Two states made from one seed
// are equal without any copying, so a class needs neither copy nor ==.
// Numbers are made first, then the memory they measure, then the rest; last,
// some arguments are turned into one object, as callers do by accident.
#include "Harness.h"
#include "Definition.h"
#include "Extents.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::QualType;

namespace {

/// How one parameter is driven.
struct Parameter {
  enum Shape { Object, Memory, Count, Text, End, View, Stream };
  Shape How = Object;
  unsigned Index = 0;
  std::string Name;       ///< As people call it.
  QualType Type;          ///< As declared.
  QualType Element;       ///< Of the object, or of the memory; unqualified.
  std::string Spelled;    ///< Element.
  bool Writes = false;    ///< The function may write through it.
  bool ByValue = false, ByMove = false, Restrict = false;
  ParameterFacts Facts;
  bool ownsBuffer() const { return How == Memory || How == Count || How == Text || How == View; }
  std::string id(const char *Prefix) const { return Prefix + std::to_string(Index); }
};

class Writer {
public:
  Writer(const clang::FunctionDecl &F, unsigned Number, TypeSpace &Types, const Reach &Touched)
      : F(F), Context(F.getASTContext()), Number(Number), Types(Types), Touched(Touched),
        Method(llvm::dyn_cast<clang::CXXMethodDecl>(&F)) {
    if (Method && Method->isStatic())
      Method = nullptr;
  }

  llvm::Error plan();
  std::string harness();
  std::string afterCall(llvm::StringRef TwinName);

private:
  llvm::Error planParameter(const clang::ParmVarDecl &P, ParameterFacts Facts);
  llvm::Error planPointer(Parameter &P, bool OneNumber);
  llvm::Error planResult();
  std::string state();
  std::string make();
  std::string makeParameter(const Parameter &P);
  std::string makeMemory();
  std::string aliases();
  std::vector<std::string> aliasChoices();
  std::string constants();
  std::string call(llvm::StringRef Name);
  std::string runBody(llvm::StringRef Call);
  std::string compare();
  std::string print();
  std::string swapGlobals();
  std::string bound(const Bound &B) const;
  std::string caseName() const { return "Case<" + std::to_string(Number) + ">"; }
  bool movesOnly(QualType T) const;

  const clang::FunctionDecl &F;
  clang::ASTContext &Context;
  unsigned Number;
  TypeSpace &Types;
  const Reach &Touched;
  const clang::CXXMethodDecl *Method;
  std::vector<Parameter> Parameters;
  std::vector<QualType> Used; ///< Types whose domains the case needs.
  std::string ResultType;     ///< Empty: void.
  bool ResultByAddress = false;
};

} // namespace

static llvm::Error refuse(llvm::StringRef Code, const llvm::Twine &Text) {
  return llvm::createStringError(Code + ": " + Text);
}

/// std::span or std::string_view: the element type; null if neither.
static QualType viewElement(QualType T) {
  const auto *S =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!S || !S->isInStdNamespace() || S->getTemplateArgs().size() < 2)
    return {};
  const clang::TemplateArgumentList &A = S->getTemplateArgs();
  if (S->getName() == "basic_string_view")
    return A[0].getAsType().withConst();
  // Only a dynamic extent has a size to choose.
  if (S->getName() == "span" && A[1].getAsIntegral().isMaxValue())
    return A[0].getAsType();
  return {};
}

static bool isStream(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && R->isInStdNamespace() && R->getName() == "basic_ostream";
}

bool Writer::movesOnly(QualType T) const {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return false;
  if (Types.spell(T).find("::std::unique_ptr<") != std::string::npos)
    return true;
  for (const clang::CXXConstructorDecl *C : R->ctors())
    if (C->isCopyConstructor())
      return C->isDeleted();
  return R->defaultedCopyConstructorIsDeleted();
}

llvm::Error Writer::planPointer(Parameter &P, bool OneNumber) {
  QualType Pointee = P.Type->getPointeeType();
  P.Element = Pointee.getCanonicalType().getUnqualifiedType();
  P.Writes = !Pointee.isConstQualified();
  P.Restrict = P.Type.isRestrictQualified();
  ParameterFacts &Known = P.Facts;
  bool Measured = Known.Extent && !Known.Extent->Degrees.empty();
  if (Known.IsEnd)
    P.How = Parameter::End;
  else if (P.Element->isAnyCharacterType() && P.Element->isCharType() &&
           !Context.hasSameType(P.Element, Context.UnsignedCharTy) && !Measured && !Known.EndsAt)
    P.How = Parameter::Text;
  else if (isNumber(P.Element) && Known.BoundsLoop && !Known.Indexed)
    P.How = Parameter::Count;
  else
    P.How = Parameter::Memory;
  if (P.How == Parameter::Memory && Known.Indexed && !Known.Extent && !Known.EndsAt && !OneNumber)
    return refuse("no-domain", "how much " + P.Name + " points to is not known");
  return llvm::Error::success();
}

llvm::Error Writer::planParameter(const clang::ParmVarDecl &D, ParameterFacts Facts) {
  Parameter P;
  P.Index = D.getFunctionScopeIndex();
  P.Name = D.getName().empty() ? P.id("argument") : D.getName().str();
  P.Type = D.getType().getCanonicalType();
  P.Facts = std::move(Facts);
  QualType Target = P.Type.getNonReferenceType();
  P.ByValue = !P.Type->isReferenceType();
  P.Element = Target.getUnqualifiedType();
  P.Writes = !P.ByValue && !Target.isConstQualified();
  QualType Viewed = viewElement(Target);
  if (Target.isVolatileQualified() ||
      (P.Type->isPointerType() && P.Type->getPointeeType().isVolatileQualified()))
    return refuse("no-domain", "parameter " + P.Name + " is volatile");
  if (P.Type->isPointerType()) {
    unsigned Numbers = 0;
    for (const clang::ParmVarDecl *Other : F.parameters())
      Numbers += isNumber(Other->getType().getNonReferenceType());
    if (llvm::Error E = planPointer(P, Numbers == 1))
      return E;
  } else if (!Viewed.isNull()) {
    P.How = Parameter::View;
    P.Element = Viewed.getCanonicalType().getUnqualifiedType();
    P.Writes = !Viewed.isConstQualified();
    // A view that is itself assigned to would have to live in the state.
    if (P.Type->isLValueReferenceType() && !Target.isConstQualified())
      return refuse("no-domain", P.Name + " is a reference to a view");
    Types.need(Target->getAsCXXRecordDecl()->getName() == "span" ? "SPAN" : "STRING_VIEW");
  } else if (!P.ByValue && isStream(Target)) {
    P.How = Parameter::Stream;
    P.Spelled = "std::ostringstream";
    Types.need("SSTREAM");
    Parameters.push_back(P);
    return llvm::Error::success();
  }
  std::string Problem = Types.whyNot(P.Element);
  if (!Problem.empty())
    return refuse("no-domain", "parameter " + P.Name + ": no inputs for " + Problem);
  P.ByMove = P.Type->isRValueReferenceType() ||
             (P.ByValue && P.How == Parameter::Object && movesOnly(P.Element));
  P.Spelled = Types.spell(P.Element);
  Used.push_back(P.Element);
  Parameters.push_back(P);
  return llvm::Error::success();
}

llvm::Error Writer::planResult() {
  QualType T = F.getReturnType().getCanonicalType();
  if (T->isVoidType())
    return llvm::Error::success();
  QualType Target = T->isReferenceType() ? T.getNonReferenceType() : T;
  if (const CXXRecordDecl *R = Target->getAsCXXRecordDecl();
      R && (R->getName() == "__normal_iterator" || R->getName() == "__wrap_iter")) {
    ResultType = "Position<void>";
    return llvm::Error::success();
  }
  QualType Viewed = viewElement(Target);
  if (!Viewed.isNull() || T->isPointerType() || T->isReferenceType()) {
    QualType Element = !Viewed.isNull() ? Viewed : T->getPointeeType();
    if (T->isVoidPointerType()) {
      ResultType = "Position<void>";
      return llvm::Error::success();
    }
    if (isStream(Element)) {
      // `return out << x;`: the stream is an argument, or nobody knows.
      ResultType = "Position<void>";
      ResultByAddress = true;
      return llvm::Error::success();
    }
    std::string Problem = Types.whyNot(Element);
    if (!Problem.empty())
      return refuse("no-domain", "the result refers to " + Problem);
    Used.push_back(Element.getUnqualifiedType());
    std::string Spelled = Types.spell(Element.getUnqualifiedType());
    ResultByAddress = T->isReferenceType() && Viewed.isNull();
    ResultType = !Viewed.isNull() ? "ViewResult<" + Spelled + " >"
                 : T->isPointerType() && Element->isCharType() && Element->isAnyCharacterType()
                     ? "TextResult<" + Spelled + " >"
                     : "Reference<const " + Spelled + " >";
    return llvm::Error::success();
  }
  std::string Problem = Types.whyNot(T);
  if (!Problem.empty())
    return refuse("no-domain", "result: no comparison for " + Problem);
  Used.push_back(T.getUnqualifiedType());
  ResultType = "Result<" + Types.spell(T) + " >";
  return llvm::Error::success();
}

llvm::Error Writer::plan() {
  std::map<unsigned, ParameterFacts> Facts = findFacts(F);
  if (Method) {
    QualType Class = Context.getCanonicalTagType(Method->getParent());
    std::string Problem = Types.whyNot(Class);
    if (!Problem.empty())
      return refuse("no-domain", "no object can be made of " + Problem);
    Used.push_back(Class);
  }
  if (const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(&F))
    Types.befriend(*M->getParent());
  for (const clang::ParmVarDecl *P : F.parameters())
    if (llvm::Error E = planParameter(*P, Facts[P->getFunctionScopeIndex()]))
      return E;
  for (const clang::VarDecl *G : Touched.Globals) {
    std::string Problem = Types.whyNot(G->getType());
    if (Problem.empty() && Context.getTypeSizeInChars(G->getType()).getQuantity() > 65536)
      Problem = "too large to exchange";
    if (!Problem.empty())
      return refuse("global-state", "uses " + G->getQualifiedNameAsString() + ": " + Problem);
    Used.push_back(G->getType().getCanonicalType());
    if (const auto *R = llvm::dyn_cast<CXXRecordDecl>(G->getDeclContext()))
      Types.befriend(*R);
  }
  return planResult();
}

std::string Writer::bound(const Bound &B) const {
  std::string Out;
  llvm::StringRef Rest = B.Text;
  for (std::size_t At; (At = Rest.find("N(")) != llvm::StringRef::npos;) {
    Out += Rest.take_front(At).str() + "n";
    Rest = Rest.drop_front(At + 2);
    std::size_t Close = Rest.find(')');
    Out += Rest.take_front(Close).str();
    Rest = Rest.drop_front(Close + 1);
  }
  return Out + Rest.str();
}

std::string Writer::state() {
  std::string Members, Find;
  long Step = 0;
  auto Look = [&](const std::string &Call) {
    Find += "      if ((At = " + Call + ") != -1) return At + " + std::to_string(Step++) +
            " * 1099511627776L;\n";
  };
  if (Method) {
    Members += "    Slot<Self> self;\n";
    Look("hone_test::find(self.get(), A)");
  }
  for (const Parameter &P : Parameters) {
    if (P.ownsBuffer()) {
      Members += "    Buffer<" + P.Spelled + " > " + P.id("b") + ";\n";
      Look(P.id("b") + ".find(A)");
    } else if (P.How != Parameter::End) {
      Members += "    Slot<" + P.Spelled + " > " + P.id("s") + ";\n";
      Look("hone_test::find(" + P.id("s") + ".get(), A)");
    }
    Members += "    typedef " + P.Spelled + " " + P.id("T") + ";\n    " + P.id("T") + " *" +
               P.id("p") + ";\n";
  }
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I) {
    QualType T = Touched.Globals[I]->getType();
    Members += "    Slot<" + Types.spell(T) + " > g" + std::to_string(I) + ";\n";
    // While the call runs the value lives in the global itself.
    Look("hone_test::find(" + qualifierOf(Touched.Globals[I]->getDeclContext()) +
         Touched.Globals[I]->getNameAsString() + ", A)");
  }
  if (!ResultType.empty())
    Members += "    " + ResultType + " result;\n";
  return "  struct State {\n" + Members +
         "    const char *Note;\n    Ending end;\n    long find(const void *A) const {\n"
         "      long At; (void)At; (void)A;\n" +
         Find + "      return -1;\n    }\n  };\n";
}

std::string Writer::constants() {
  Literals L = findLiterals(F);
  std::string Out, Fields;
  auto Add = [&](const char *Type, const char *Name, const std::vector<std::string> &Values) {
    if (!Values.empty()) {
      Out += "    static const " + std::string(Type) + Name + "[] = {";
      for (std::size_t I = 0; I < Values.size(); ++I)
        Out += (I ? ", " : "") + Values[I];
      Out += "};\n";
    }
    Fields += (Fields.empty() ? "" : ", ") + (Values.empty() ? "nullptr" : std::string(Name)) + ", " +
              std::to_string(Values.size());
  };
  Add("long long ", "Integers", L.Integers);
  Add("double ", "Reals", L.Reals);
  Add("char *const ", "Texts", L.Texts);
  return Out + "    const Constants Known = {" + Fields + "};\n";
}

std::string Writer::makeParameter(const Parameter &P) {
  std::string S = "X." + P.id("s"), Out;
  if (P.How == Parameter::Count) {
    std::string To = "X." + P.id("p");
    return "    X." + P.id("b") + ".make(S, 1);\n    " + To + " = X." + P.id("b") +
           ".data();\n    *" + To + " = S.bound<" + P.Spelled + " >(" +
           std::to_string(P.Facts.Degree) + ");\n    const long long " + P.id("n") +
           " = static_cast<long long>(*" + To + "); (void)" + P.id("n") + ";\n";
  }
  if (isNumber(P.Element)) {
    Out = S + ".put(S." +
          (P.Facts.BoundsLoop
               ? "bound<" + P.Spelled + " >(" + std::to_string(P.Facts.Degree) + ")"
               : "index<" + P.Spelled + " >()") +
          ");\n    const long long " + P.id("n") + " = static_cast<long long>(" + S +
          ".get()); (void)" + P.id("n") + ";\n";
  } else {
    if (P.Facts.Extent && !P.Facts.Extent->Degrees.empty())
      Out = "S.want(" + bound(*P.Facts.Extent) + ");\n    ";
    Out += S + ".make(S);\n";
  }
  return "    " + Out + "    X." + P.id("p") + " = &reinterpret_cast<State::" + P.id("T") + " &>(" + S +
         ".Bytes);\n";
}

std::string Writer::makeMemory() {
  std::string Out;
  for (const Parameter &P : Parameters) {
    std::string B = "X." + P.id("b"), To = "X." + P.id("p");
    if (P.How == Parameter::Text) {
      Out += "    " + B + ".makeText(S, S.length());\n    " + To + " = " + B + ".data();\n";
    } else if (P.How == Parameter::View || (P.How == Parameter::Memory && P.Facts.EndsAt)) {
      Out += "    " + B + ".make(S, S.length());\n    " + To + " = " + B + ".data();\n";
      if (P.Facts.EndsAt)
        Out += "    X.p" + std::to_string(*P.Facts.EndsAt) + " = " + To + " + " + B + ".size();\n";
    } else if (P.How == Parameter::Memory) {
      std::string Extent = "1";
      if (P.Facts.Extent)
        Extent = bound(*P.Facts.Extent);
      else if (P.Facts.Indexed)
        for (const Parameter &N : Parameters)
          if (isNumber(N.Element) && N.How == Parameter::Object)
            Extent = N.id("n");
      Out += "    const std::size_t " + P.id("e") + " = S.extent(" + Extent + ");\n    (void)" +
             P.id("e") + ";\n";
      Out += "    " + B + ".make(S, " + P.id("e") + ");\n    " + To + " = " + B + ".data();\n";
      if (P.Facts.TestedForNull)
        Out += "    if (!S.bench() && S.chance(10))\n      " + To + " = nullptr;\n";
    }
  }
  return Out;
}

/// True if \p P refers to one object that another parameter may be, too.
static bool refersToOne(const Parameter &P) {
  return (P.How == Parameter::Object && !P.ByValue && !P.Type->isRValueReferenceType()) ||
         (P.How == Parameter::Count && !P.Restrict);
}

/// The element type of std::vector, but for bool.
static QualType vectorElement(QualType T) {
  const auto *S =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!S || !S->isInStdNamespace() || S->getName() != "vector")
    return {};
  QualType E = S->getTemplateArgs()[0].getAsType();
  return E->isBooleanType() ? QualType() : E;
}

std::vector<std::string> Writer::aliasChoices() {
  std::vector<std::string> Choices;
  auto Note = [](const std::string &A, const std::string &B) {
    return " X.Note = \"" + A + " refers to " + B + "\";";
  };
  bool SelfWritten = Method && !Method->isConst();
  for (const Parameter &P : Parameters) {
    bool One = refersToOne(P);
    std::string To = "X." + P.id("p");
    if (One && Method && (P.Writes || SelfWritten)) {
      if (Context.hasSameUnqualifiedType(P.Element,
                                         Context.getCanonicalTagType(Method->getParent())))
        Choices.push_back(To + " = &X.self.get();" + Note(P.Name, "*this"));
      for (const clang::FieldDecl *D : Method->getParent()->fields()) {
        if (D->isBitField() || D->getName().empty() || D->getType().isConstQualified())
          continue;
        std::string Field = "X.self.get()." + D->getName().str();
        QualType E = vectorElement(D->getType());
        if (Context.hasSameUnqualifiedType(P.Element, D->getType()))
          Choices.push_back(To + " = &" + Field + ";" + Note(P.Name, D->getName().str()));
        else if (!E.isNull() && Context.hasSameUnqualifiedType(P.Element, E))
          Choices.push_back("if (!" + Field + ".empty()) { " + To + " = &" + Field + "[S.below(" +
                            Field + ".size())];" +
                            Note(P.Name, "an element of " + D->getName().str()) + " }");
      }
    }
    for (const Parameter &Q : Parameters) {
      if (&P == &Q || !One || !(P.Writes || Q.Writes))
        continue;
      std::string From = "X." + Q.id("p");
      QualType E = vectorElement(Q.Element);
      if (refersToOne(Q) && P.Index < Q.Index && Context.hasSameType(P.Element, Q.Element))
        Choices.push_back(To + " = " + From + ";" + Note(P.Name, Q.Name));
      else if (refersToOne(Q) && !E.isNull() && Context.hasSameUnqualifiedType(P.Element, E))
        Choices.push_back("if (!" + From + "->empty()) { " + To + " = &(*" + From + ")[S.below(" +
                          From + "->size())];" + Note(P.Name, "an element of " + Q.Name) + " }");
      else if ((Q.How == Parameter::Memory || Q.How == Parameter::View) && !Q.Restrict &&
               Context.hasSameType(P.Element, Q.Element))
        Choices.push_back("if (X." + Q.id("b") + ".size()) { " + To + " = X." + Q.id("b") +
                          ".data() + S.below(X." + Q.id("b") + ".size());" +
                          Note(P.Name, "an element of " + Q.Name) + " }");
      // Characters may be the bytes of anything.
      else if (Q.How == Parameter::Memory && Q.Writes && !Q.Restrict && Q.Element->isCharType() &&
               P.Element->isArithmeticType())
        Choices.push_back("if (embed(X." + Q.id("b") + ", " + To + ", S)) {" +
                          Note(P.Name, "bytes of " + Q.Name) + " }");
    }
  }
  // Memory that overlaps: both are made anew in the first one's buffer.
  for (const Parameter &P : Parameters)
    for (const Parameter &Q : Parameters)
      if (P.Index < Q.Index && P.How == Parameter::Memory && Q.How == Parameter::Memory &&
          !P.Facts.EndsAt && !Q.Facts.EndsAt && (P.Writes || Q.Writes) && !P.Restrict &&
          !Q.Restrict && Context.hasSameType(P.Element, Q.Element))
        Choices.push_back("overlap(X." + P.id("b") + ", X." + P.id("p") + ", " + P.id("e") + ", X." +
                          Q.id("p") + ", " + Q.id("e") + ", S);" +
                          Note(Q.Name, "the memory of " + P.Name));
  return Choices;
}

std::string Writer::aliases() {
  std::vector<std::string> Choices = aliasChoices();
  if (Choices.empty())
    return "";
  std::string Out = "    if (S.alias())\n      switch (S.below(" + std::to_string(Choices.size()) + ")) {\n";
  for (std::size_t I = 0; I < Choices.size(); ++I)
    Out += "      case " + std::to_string(I) + ": { " + Choices[I] + " break; }\n";
  return Out + "      }\n";
}

std::string Writer::make() {
  std::string Out = "  static void *make(const hone_seed *H) {\n" + constants() +
                    "    Source S(H, Known);\n    State *P = new State();\n    State &X = *P;\n"
                    "    X.Note = nullptr;\n";
  unsigned Degree = 1;
  for (const Parameter &P : Parameters)
    if (P.Facts.BoundsLoop)
      Degree = std::max(Degree, P.Facts.Degree);
  if (Degree > 1)
    Out += "    S.plan(" + std::to_string(Degree) + ");\n";
  if (Method)
    Out += "    X.self.make(S);\n";
  for (const Parameter &P : Parameters)
    if (P.How == Parameter::Count || (P.How == Parameter::Object && isNumber(P.Element)))
      Out += makeParameter(P);
  Out += makeMemory();
  for (const Parameter &P : Parameters)
    if ((P.How == Parameter::Object && !isNumber(P.Element)) || P.How == Parameter::Stream)
      Out += makeParameter(P);
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I) {
    const clang::VarDecl *G = Touched.Globals[I];
    std::string Slot = "X.g" + std::to_string(I);
    QualType Base = Context.getBaseElementType(G->getType());
    bool Copies = !movesOnly(G->getType()) &&
                  (!G->getType()->isArrayType() || Base.isTrivialType(Context));
    if (Copies)
      Out += "    if (S.bench() || S.chance(50))\n      snapshot(" + Slot + ", " +
             qualifierOf(G->getDeclContext()) + G->getNameAsString() + ");\n    else\n  ";
    Out += "    " + Slot + ".make(S);\n";
  }
  return Out + aliases() + "    return P;\n  }\n";
}

std::string Writer::call(llvm::StringRef Name) {
  std::string Arguments;
  for (const Parameter &P : Parameters) {
    std::string To = "X." + P.id("p"), A;
    switch (P.How) {
    case Parameter::Memory:
    case Parameter::Count:
    case Parameter::Text:
    case Parameter::End:
      A = To;
      break;
    case Parameter::View:
      A = Types.spell(P.Type.getNonReferenceType().getUnqualifiedType()) + "(" + To + ", X." +
          P.id("b") + ".size())";
      break;
    case Parameter::Object:
    case Parameter::Stream:
      A = P.ByMove ? "static_cast<" + P.Spelled + " &&>(*" + To + ")" : "*" + To;
      // A const overload is chosen by what the parameter says.
      if (!P.ByMove && !P.ByValue && !P.Writes)
        A = "const_cast<const " + P.Spelled + " &>(" + A + ")";
      break;
    }
    Arguments += (Arguments.empty() ? "" : ", ") + A;
  }
  std::string Object;
  if (Method) {
    std::string Const = Method->isConst() ? "const " : "";
    Object = "static_cast<" + Const + "hone_test::" + caseName() + "::Self &" +
             (Method->getRefQualifier() == clang::RQ_RValue ? "&" : "") + ">(X.self.get()).";
  }
  return Object + Name.str() + "(" + Arguments + ")";
}

std::string Writer::runBody(llvm::StringRef Call) {
  std::string Swap =
      Touched.Globals.empty() ? "" : "  hone_test::" + caseName() + "::swapGlobals(X);\n";
  std::string Set = ResultType.empty() ? Call.str()
                    : ResultByAddress  ? "X.result.set(hone_test::address(" + Call.str() + "))"
                                       : "X.result.set(" + Call.str() + ")";
  std::string Clear = ResultType.empty() ? "" : "  X.result.clear();\n";
  return Clear + Swap + "  HONE_TRY(X.end)\n  " + Set + ";\n  HONE_CATCH(X.end)\n" + Swap;
}

std::string Writer::compare() {
  std::string Out = "    if (!A.end.same(B.end))\n      return 0;\n";
  auto Check = [&](const std::string &Condition) {
    Out += "    if (!" + Condition + ")\n      return 0;\n";
  };
  if (Method)
    Check("hone_test::same(A.self.get(), B.self.get())");
  for (const Parameter &P : Parameters) {
    if (P.How == Parameter::End)
      continue;
    if (P.How == Parameter::Object || P.How == Parameter::Stream)
      Check("hone_test::same(A." + P.id("s") + ".get(), B." + P.id("s") + ".get())");
    else
      Check("A." + P.id("b") + ".same(B." + P.id("b") + ")");
  }
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I)
    Check("hone_test::same(A.g" + std::to_string(I) + ".get(), B.g" + std::to_string(I) + ".get())");
  if (!ResultType.empty())
    Check(ResultType + "::same(A.result, A, B.result, B)");
  return "  static int same(const void *P, const void *Q) {\n"
         "    const State &A = *static_cast<const State *>(P), &B = *static_cast<const State *>(Q);\n" +
         Out + "    return 1;\n  }\n";
}

std::string Writer::print() {
  std::string Out;
  auto Line = [&](const std::string &Name, const std::string &Value) {
    Out += "    Out += \"" + Name + " = \";\n    " + Value + ";\n    Out += \"\\n\";\n";
  };
  if (Method)
    Line("*this", "hone_test::print(Out, X.self.get())");
  for (const Parameter &P : Parameters) {
    if (P.How == Parameter::Object || P.How == Parameter::Stream)
      Line(P.Name, "hone_test::print(Out, X." + P.id("s") + ".get())");
    else if (P.How != Parameter::End)
      Line(P.Name, "X." + P.id("b") + ".print(Out)");
  }
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I)
    Line(Touched.Globals[I]->getNameAsString(),
         "hone_test::print(Out, X.g" + std::to_string(I) + ".get())");
  Out += "    if (X.Note)\n      Out = Out + X.Note + \"\\n\";\n    X.end.print(Out);\n";
  if (!ResultType.empty())
    Out += "    if (X.end.How == Ending::Returned) {\n      Out += \"returns \";\n      X.result.print(Out);\n    }\n";
  return "  static unsigned long print(const void *P, char *B, unsigned long N) {\n"
         "    const State &X = *static_cast<const State *>(P);\n    std::string Out;\n" +
         Out + "    return give(Out, B, N);\n  }\n";
}

std::string Writer::swapGlobals() {
  if (Touched.Globals.empty())
    return "";
  std::string Out = "  static void swapGlobals(State &X) {\n    using std::swap;\n";
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I)
    Out += "    swap(X.g" + std::to_string(I) + ".get(), " +
           qualifierOf(Touched.Globals[I]->getDeclContext()) +
           Touched.Globals[I]->getNameAsString() + ");\n";
  return Out + "  }\n";
}

std::string Writer::harness() {
  std::string Name = F.getNameAsString(), Original = Name;
  if (Method) // Qualified: a virtual function is not to be dispatched.
    Original = "Self::" + Name;
  else
    Original = qualifierOf(F.getDeclContext()) + Name;
  std::string Domains = Types.domains(Used);
  std::string SelfType;
  if (const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(&F))
    SelfType = "  typedef " + Types.spell(Context.getCanonicalTagType(M->getParent())) + " Self;\n";
  std::string N = std::to_string(Number);
  return "namespace hone_test {\n" + Domains + "template <> struct " + caseName() + " {\n" + SelfType +
         state() + swapGlobals() + make() + "  static void before(void *P) {\n" +
         "  State &X = *static_cast<State *>(P);\n" + runBody(call(Original)) + "  }\n" + compare() +
         print() +
         "  static void destroy(void *P) { delete static_cast<State *>(P); }\n"
         "  static int rejected(const void *P) {\n"
         "    return static_cast<const State *>(P)->end.How == Ending::OutOfMemory;\n  }\n};\n"
         "} // namespace hone_test\nextern \"C\" const hone_case *hone_case_" + N +
         "(void) {\n  typedef hone_test::" + caseName() + " C;\n  static const hone_case Case = {\"" +
         F.getQualifiedNameAsString() +
         "\", &C::make, &C::before, &C::same, &C::print, &C::destroy, &C::rejected};\n"
         "  return &Case;\n}\n";
}

std::string Writer::afterCall(llvm::StringRef TwinName) {
  const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(&F);
  std::string Name = Method ? TwinName.str()
                     : M    ? "hone_test::" + caseName() + "::Self::" + TwinName.str()
                            : qualifierOf(F.getDeclContext()) + TwinName.str();
  return "extern \"C\" void hone_after_" + std::to_string(Number) +
         "(void *P) {\n  hone_test::" + caseName() + "::State &X = *static_cast<hone_test::" +
         caseName() + "::State *>(P);\n" + runBody(call(Name)) + "}\n";
}

llvm::Expected<HarnessText> hone::writeHarness(const clang::FunctionDecl &F, unsigned Number,
                                               llvm::StringRef TwinName, TypeSpace &Types,
                                               const Reach &Touched) {
  Writer W(F, Number, Types, Touched);
  if (llvm::Error E = W.plan())
    return std::move(E);
  HarnessText Text;
  Text.Harness = W.harness();
  Text.AfterCall = W.afterCall(TwinName);
  return Text;
}
