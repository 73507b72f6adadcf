// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything a call can read or write lives in one state: the object, the
// arguments, what they point to, the globals. Two states made from one seed
// are equal without any copying, so a class needs neither copy nor ==.
// Numbers are made first, then the memory they measure, then the rest; last,
// some arguments are turned into one object, as callers do by accident.
#include "HarnessWriter.h"
#include "Definition.h"
#include "Instances.h"
#include "hone/Analysis/Types.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::QualType;

std::string HarnessWriter::bound(const Bound &B) const {
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

std::string HarnessWriter::state() {
  // First, so that it goes last: the objects may own what is in it.
  std::string Members = "    Store store;\n", Find;
  long Step = 0;
  auto Look = [&](const std::string &Call) {
    Find += "      if ((At = " + Call + ") != -1) return At + " + std::to_string(Step++) +
            " * 1099511627776L;\n";
  };
  if (Method) {
    Members += "    Slot<Self> self;\n";
    Look("hone_test::find(self.get(), A)");
  }
  for (const DrivenParameter &P : Parameters) {
    if (P.How == DrivenParameter::Callable) {
      const CXXRecordDecl *R = P.Type.getNonReferenceType()->getAsCXXRecordDecl();
      Members += "    Calls " + P.id("c") + ";\n";
      if (R && R->isLambda())
        Members += "    " + P.Spelled + " " + P.id("r") + ";\n";
      continue;
    }
    if (P.ownsBuffer()) {
      Members += "    Buffer<" + P.Spelled + " > " + P.id("b") + ";\n";
      Look(P.id("b") + ".find(A)");
    } else if (P.How != DrivenParameter::End) {
      Members += "    Slot<" + P.Spelled + " > " + P.id("s") + ";\n";
      Look("hone_test::find(" + P.id("s") + ".get(), A)");
    }
    Members += "    using " + P.id("T") + " = " + P.Spelled + ";\n    " + P.id("T") + " *" +
               P.id("p") + ";\n";
  }
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I) {
    QualType T = Touched.Globals[I]->getType();
    Members += "    Slot<" + Types.spell(T) + " > g" + std::to_string(I) + ";\n";
    // While the call runs the value lives in the global itself.
    Look("hone_test::find(" + qualifierOf(Touched.Globals[I]->getDeclContext()) +
         Touched.Globals[I]->getNameAsString() + ", A)");
  }
  if (llvm::any_of(Parameters, [](const DrivenParameter &P) { return P.How == DrivenParameter::Callable; }))
    Members += "    Word ticks;\n";
  if (Touched.Console)
    Members += "    Console console;\n";
  if (!ResultType.empty())
    Members += "    " + ResultType + " result;\n";
  if (Touched.Errno)
    Members += "    int error;\n";
  return "  struct State {\n" + Members +
         "    const char *Note;\n    Ending end;\n    long find(const void *A) const {\n"
         "      long At; (void)At; (void)A;\n" +
         Find + "      At = store.find(A);\n      return At == -1 ? At : At + " + std::to_string(Step) +
         " * 1099511627776L;\n    }\n  };\n";
}

std::string HarnessWriter::constants() {
  Literals L = findLiterals(F, Rewritten);
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

std::string HarnessWriter::makeParameter(const DrivenParameter &P) {
  std::string S = "X." + P.id("s"), Out;
  if (P.How == DrivenParameter::Count) {
    std::string To = "X." + P.id("p");
    return "    X." + P.id("b") + ".make(S, 1);\n    " + To + " = X." + P.id("b") +
           ".data();\n    *" + To + " = S.bound<" + P.Spelled + " >(" +
           std::to_string(P.Facts.Degree) + ");\n    const long long " + P.id("n") +
           " = static_cast<long long>(*" + To + "); (void)" + P.id("n") + ";\n";
  }
  if (isNumber(P.Element)) {
    std::string Guards;
    if (!P.Facts.Near.empty() || !P.Facts.Multiples.empty()) {
      auto List = [](const std::vector<long long> &Values) {
        std::string Text;
        for (long long V : Values)
          Text += std::to_string(V) + (V < -2147483647 || V > 2147483647 ? "ll, " : ", ");
        return Text + "0";
      };
      Out = "static const long long " + P.id("g") + "[] = {" + List(P.Facts.Near) + "}, " + P.id("d") +
            "[] = {" + List(P.Facts.Multiples) + "};\n    ";
      Guards = "S.guarded() ? S.near<" + P.Spelled + " >(" + P.id("g") + ", " +
               std::to_string(P.Facts.Near.size()) + ", " + P.id("d") + ", " +
               std::to_string(P.Facts.Multiples.size()) + ", " +
               (P.Facts.BoundsLoop ? "true" : "false") + ") : ";
    }
    Out += S + ".put(" + Guards + "S." +
          (P.Facts.BoundsLoop
               ? "bound<" + P.Spelled + " >(" + std::to_string(P.Facts.Degree) + ")"
               : "index<" + P.Spelled + " >()") +
          ");\n    const long long " + P.id("n") + " = static_cast<long long>(" + S +
          ".get()); (void)" + P.id("n") + ";\n";
  } else {
    if (P.Facts.Extent && !P.Facts.Extent->Degrees.empty())
      Out = "S.want(" + bound(*P.Facts.Extent) + ");\n    ";
    else if (P.Facts.GivesLength)
      Out = "S.want(S.dimension(" + std::to_string(P.Facts.Degree) + "));\n    ";
    std::string Clear;
    for (std::size_t Level = 0; Level < P.Facts.Rows.size(); ++Level)
      if (const auto &Row = P.Facts.Rows[Level]; Row && Level < 3) {
        Out += "S.wantRows(" + std::to_string(Level) + ", " + bound(*Row) + ");\n    ";
        Clear = "    S.forgetRows();\n";
      }
    Out += S + ".make(S);\n" + Clear;
  }
  Out = like(P, "    " + Out) + "    X." + P.id("p") + " = &reinterpret_cast<State::" + P.id("T") + " &>(" + S + ".Bytes);\n";
  if (P.Facts.GivesLength)
    Out += "    const long long " + P.id("n") + " = static_cast<long long>(X." + P.id("p") + "->size()); (void)" + P.id("n") + ";\n";
  return Out;
}

static bool isMadeBefore(const DrivenParameter &P, const DrivenParameter &Q) {
  return P.Facts.GivesLength != Q.Facts.GivesLength ? P.Facts.GivesLength : P.Index < Q.Index;
}

/// Arguments of one type are equal now and then, or begin alike: the first is
/// made again from its mark.
std::string HarnessWriter::like(const DrivenParameter &P, const std::string &Making) const {
  auto IsSelf = [&](const DrivenParameter &Q) {
    return Method && Context.hasSameUnqualifiedType(
                         Q.Element, Context.getCanonicalTagType(Method->getParent()));
  };
  std::string Like = IsSelf(P) && P.How == DrivenParameter::Object ? "m" : "";
  for (const DrivenParameter &Q : Parameters)
    if (Like.empty() && isMadeBefore(Q, P) && Q.How == P.How &&
        Context.hasSameType(P.Element, Q.Element))
      Like = Q.id("m");
  std::string Mark = "    const Word " + P.id("m") + " = S.mark(); (void)" + P.id("m") + ";\n";
  if (Like.empty())
    return Mark + Making;
  std::string Here = P.id("h");
  return Mark + "    const Word " + Here + " = S.likeAnother() ? S.replay(" + Like + ") : 0;\n" + Making +
         "    if (" + Here + ")\n      S.resume(" + Here + ");\n";
}

std::string HarnessWriter::makeMemory() {
  std::string Out;
  for (const DrivenParameter &P : Parameters) {
    std::string B = "X." + P.id("b"), To = "X." + P.id("p");
    if (P.How == DrivenParameter::Text) {
      Out += like(P, "    " + B + ".makeText(S, true);\n") + "    " + To + " = " + B + ".data();\n";
    } else if (P.How == DrivenParameter::View && P.Element->isAnyCharacterType() &&
               !Context.hasSameType(P.Element, Context.UnsignedCharTy)) {
      Out += like(P, "    " + B + ".makeText(S, false);\n") + "    " + To + " = " + B + ".data();\n";
    } else if (P.How == DrivenParameter::View || (P.How == DrivenParameter::Memory && P.Facts.EndsAt)) {
      Out += like(P, "    " + B + ".make(S, S.length());\n") + "    " + To + " = " + B + ".data();\n";
      if (P.Facts.EndsAt)
        Out += "    X.p" + std::to_string(*P.Facts.EndsAt) + " = " + To + " + " + B + ".size();\n";
    } else if (P.How == DrivenParameter::Memory) {
      std::string Extent = "1";
      if (P.Facts.Extent)
        Extent = bound(*P.Facts.Extent);
      else if (P.Facts.Indexed)
        for (const DrivenParameter &N : Parameters)
          if (isNumber(N.Element) && N.How == DrivenParameter::Object)
            Extent = N.id("n");
      Out += "    const std::size_t " + P.id("e") + " = S.extent(" + Extent + ");\n    (void)" +
             P.id("e") + ";\n";
      Out += like(P, "    " + B + ".make(S, " + P.id("e") + ");\n") + "    " + To + " = " + B +
             ".data();\n";
      if (P.Volatile)
        Out += "    watch(" + To + ", " + B + ".size() * sizeof(*" + To + "), true);\n";
      // Null may be asked for in other words, and who does not ask rejects it.
      if (P.Facts.TestedForNull || !P.Facts.Indexed)
        Out += "    if (!S.bench() && S.chance(" + std::string(P.Facts.TestedForNull ? "10" : "4") +
               "))\n      " + To + " = nullptr;\n";
    }
  }
  return Out;
}

/// What pointers may point to though it is no block of its own.
std::string HarnessWriter::roots() {
  std::string Out;
  if (Method)
    Out += "    X.store.root(X.self.get());\n";
  for (const DrivenParameter &P : Parameters)
    if (P.How == DrivenParameter::Object && !P.ByValue)
      Out += "    X.store.root(" + ("X." + P.id("s")) + ".get());\n";
  return Out;
}

std::string HarnessWriter::aliases() {
  std::vector<std::string> Choices = aliasChoices();
  if (Choices.empty())
    return "";
  std::string Out = "    if (S.alias())\n      switch (S.below(" + std::to_string(Choices.size()) + ")) {\n";
  for (std::size_t I = 0; I < Choices.size(); ++I)
    Out += "      case " + std::to_string(I) + ": { " + Choices[I] + " break; }\n";
  return Out + "      }\n";
}

std::string HarnessWriter::make() {
  std::string Out = "  static void *make(const hone_seed *H) {\n" + constants() +
                    "    Source S(H, Known);\n    State *P = new State();\n    State &X = *P;\n"
                    "    X.Note = nullptr;\n    S.Blocks = &X.store;\n";
  unsigned Degree = 1;
  for (const DrivenParameter &P : Parameters)
    if (P.Facts.BoundsLoop)
      Degree = std::max(Degree, P.Facts.Degree);
  if (Degree > 1)
    Out += "    S.plan(" + std::to_string(Degree) + ");\n";
  if (Method)
    Out += "    const Word m = S.mark(); (void)m;\n    X.self.make(S);\n";
  for (const DrivenParameter &P : Parameters)
    if (P.How == DrivenParameter::Count || (P.How == DrivenParameter::Object && isNumber(P.Element)))
      Out += makeParameter(P);
  Out += makeMemory();
  for (bool First : {true, false})
    for (const DrivenParameter &P : Parameters)
      if (((P.How == DrivenParameter::Object && !isNumber(P.Element)) || P.How == DrivenParameter::Stream) && P.Facts.GivesLength == First)
        Out += makeParameter(P);
  Out += makeCallables();
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
  if (Touched.Errno)
    Out += "    X.error = S.errorBefore();\n";
  return Out + aliases() + roots() + "    return P;\n  }\n";
}

std::string HarnessWriter::call(llvm::StringRef Name) {
  std::string Passed;
  for (const DrivenParameter &P : Parameters) {
    std::string To = "X." + P.id("p"), A;
    switch (P.How) {
    case DrivenParameter::Memory:
    case DrivenParameter::Count:
    case DrivenParameter::Text:
    case DrivenParameter::End:
      // As declared: a template next to it may take `char *` more closely.
      A = P.Iterator ? Types.spell(P.Type.getNonReferenceType().getUnqualifiedType()) + "(" + To + ")" : "static_cast<" + Types.spell(P.Type.getUnqualifiedType()) + ">(" + To + ")";
      break;
    case DrivenParameter::Callable:
      A = callable(P);
      break;
    case DrivenParameter::View:
      A = Types.spell(P.Type.getNonReferenceType().getUnqualifiedType()) + "(" + To + ", X." +
          P.id("b") + ".size())";
      break;
    case DrivenParameter::Object:
    case DrivenParameter::Stream:
      A = P.ByMove ? "static_cast<" + P.Spelled + " &&>(*" + To + ")" : "*" + To;
      // A const overload is chosen by what the parameter says.
      if (!P.ByMove && !P.ByValue && !P.Writes)
        A = "const_cast<const hone_test::" + caseName() + "::State::" + P.id("T") + " &>(" + A + ")";
      break;
    }
    Passed += (Passed.empty() ? "" : ", ") + A;
  }
  std::string Object;
  if (Method) {
    std::string Const = Method->isConst() ? "const " : "";
    Object = "static_cast<" + Const + "hone_test::" + caseName() + "::Self &" +
             (Method->getRefQualifier() == clang::RQ_RValue ? "&" : "") + ">(X.self.get())";
  }
  if (!F.getPrimaryTemplate())
    return Object + (Method ? "." : "") + Name.str() + "(" + Passed + ")";
  if (!Method)
    return instanceOf(Name) + "(" + Passed + ")";
  bool Qualified = Name.contains("::");
  return "(" + Object + ".*" +
         instanceOf(Qualified ? Name.str() : "hone_test::" + caseName() + "::Self::" + Name.str()) + ")(" +
         Passed + ")";
}

std::string HarnessWriter::runBody(llvm::StringRef Call) {
  std::string Swap =
      Touched.Globals.empty() ? "" : "  hone_test::" + caseName() + "::swapGlobals(X);\n";
  std::string Set = ResultType.empty() ? Call.str()
                    : ResultByAddress  ? "X.result.set(hone_test::address(" + Call.str() + "))"
                                       : "X.result.set(" + Call.str() + ")";
  std::string Clear = ResultType.empty() ? "" : "  X.result.clear();\n";
  // Before the streams are given back.
  if (Touched.Console)
    Set = "hone_test::Listening Here(X.console);\n  " + Set;
  std::string Before = beforeCalls() + (Touched.Errno ? "  errno = X.error;\n" : "");
  std::string After = (Touched.Errno ? "  X.error = errno;\n" : "") + afterCalls();
  return Clear + Swap + Before + "  HONE_TRY(X.end)\n  " + Set + ";\n  HONE_CATCH(X.end)\n" + After +
         Swap;
}

std::string HarnessWriter::compare() {
  std::string Out = "    if (!A.end.same(B.end))\n      return 0;\n    Meeting Now(A.store, B.store);\n";
  auto Check = [&](const std::string &Condition) {
    Out += "    if (!" + Condition + ")\n      return 0;\n";
  };
  if (Method)
    Check("hone_test::same(A.self.get(), B.self.get())");
  for (const DrivenParameter &P : Parameters) {
    if (P.How == DrivenParameter::End)
      continue;
    if (P.How == DrivenParameter::Callable)
      Check("A." + P.id("c") + ".same(B." + P.id("c") + ")");
    else if (P.How == DrivenParameter::Object || P.How == DrivenParameter::Stream)
      Check("hone_test::same(A." + P.id("s") + ".get(), B." + P.id("s") + ".get())");
    else
      Check("A." + P.id("b") + ".same(B." + P.id("b") + ")");
  }
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I)
    Check("hone_test::same(A.g" + std::to_string(I) + ".get(), B.g" + std::to_string(I) + ".get())");
  if (Touched.Errno)
    Check("(A.error == B.error)");
  if (!ResultType.empty())
    Check(ResultType + "::same(A.result, A, B.result, B)");
  if (Touched.Console)
    Check("A.console.same(B.console)");
  Check("A.store.same(B.store)");
  return "  static int same(const void *P, const void *Q) {\n"
         "    const State &A = *static_cast<const State *>(P), &B = *static_cast<const State *>(Q);\n" +
         Out + "    return Now.Opaque ? 2 : 1;\n  }\n";
}

std::string HarnessWriter::print() {
  std::string Out = "    Meeting Now(X.store, X.store);\n";
  auto Line = [&](const std::string &Name, const std::string &Value) {
    Out += "    Out += \"" + Name + " = \";\n    " + Value + ";\n    Out += \"\\n\";\n";
  };
  if (Method)
    Line("*this", "hone_test::print(Out, X.self.get())");
  for (const DrivenParameter &P : Parameters) {
    if (P.How == DrivenParameter::Callable)
      Line(P.Name, "X." + P.id("c") + ".print(Out)");
    else if (P.How == DrivenParameter::Object || P.How == DrivenParameter::Stream)
      Line(P.Name, "hone_test::print(Out, X." + P.id("s") + ".get())");
    else if (P.How != DrivenParameter::End)
      Line(P.Name, "X." + P.id("b") + ".print(Out)");
  }
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I)
    Line(Touched.Globals[I]->getNameAsString(),
         "hone_test::print(Out, X.g" + std::to_string(I) + ".get())");
  if (Touched.Errno)
    Line("errno", "hone_test::print(Out, X.error)");
  if (Touched.Console)
    Out += "    X.console.print(Out);\n";
  Out += "    X.store.print(Out);\n    if (X.Note)\n      (Out += X.Note) += \"\\n\";\n    X.end.print(Out);\n";
  if (!ResultType.empty())
    Out += "    if (X.end.How == Ending::Returned) {\n      Out += \"returns \";\n      X.result.print(Out);\n    }\n";
  return "  static void describe(const void *P, std::string &Out) {\n"
         "    const State &X = *static_cast<const State *>(P);\n" +
         Out +
         "  }\n  static unsigned long print(const void *P, char *B, unsigned long N) {\n"
         "    return give(&describe, P, B, N);\n  }\n";
}

static bool isVectorOfNumbers(QualType T) {
  const auto *Vector = isStdVector(T) ? llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl())
                                      : nullptr;
  return Vector && Vector->getTemplateArgs()[0].getAsType()->isArithmeticType() &&
         !Vector->getTemplateArgs()[0].getAsType()->isBooleanType();
}

/// How many bytes a call is given, for benchmarks; nothing if more than numbers
/// in a row is given, as nobody knows what of it counts then.
static std::string bytesGiven(const std::vector<DrivenParameter> &Parameters) {
  std::string Sum;
  bool Known = true;
  for (const DrivenParameter &P : Parameters)
    if (P.ownsBuffer() && P.Element->isArithmeticType())
      Sum += " + X." + P.id("b") + ".size() * sizeof(" + P.Spelled + ")";
    else if (P.How == DrivenParameter::Object && (isVectorOfNumbers(P.Element) || isStdString(P.Element)))
      Sum += " + X." + P.id("s") + ".get().size() * sizeof(X." + P.id("s") + ".get()[0])";
    else
      Known &= P.How == DrivenParameter::End || (P.How == DrivenParameter::Object && P.Element->isArithmeticType());
  if (!Known || Sum.empty())
    return "";
  return "  static unsigned long long bytes(const void *P) {\n"
         "    const State &X = *static_cast<const State *>(P);\n    return 0ULL" + Sum + ";\n  }\n";
}

std::string HarnessWriter::swapGlobals() {
  if (Touched.Globals.empty())
    return "";
  std::string Out = "  static void swapGlobals(State &X) {\n    using std::swap;\n";
  for (std::size_t I = 0; I < Touched.Globals.size(); ++I)
    Out += "    swap(X.g" + std::to_string(I) + ".get(), " +
           qualifierOf(Touched.Globals[I]->getDeclContext()) +
           Touched.Globals[I]->getNameAsString() + ");\n";
  return Out + "  }\n";
}

/// The name of what is tested, as a string literal has it.
static std::string quoted(const clang::FunctionDecl &F) {
  std::string Out;
  for (char C : F.isTemplateInstantiation() ? nameOfInstance(F) : F.getQualifiedNameAsString())
    Out += C == '"' || C == '\\' ? std::string("\\") + C : std::string(1, C);
  return "\"" + Out + "\"";
}

std::string HarnessWriter::harness() {
  std::string Name = F.getNameAsString(), Original = Name;
  if (llvm::isa<clang::CXXMethodDecl>(F)) // Qualified: a virtual function is not to be dispatched.
    Original = "Self::" + Name;
  else
    Original = qualifierOf(F.getDeclContext()) + Name;
  std::string Domains = Types.domains(Used);
  std::string SelfType;
  if (const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(&F))
    SelfType = "  typedef " + Types.spell(Context.getCanonicalTagType(M->getParent())) + " Self;\n";
  std::string N = std::to_string(Number);
  return "namespace hone_test {\n" + Domains + "template <> struct " + caseName() + " {\n" + SelfType +
         instanceTypes() + state() + swapGlobals() + make() + "  static void before(void *P) {\n" +
         "  State &X = *static_cast<State *>(P);\n" + runBody(call(Original)) + "  }\n" + compare() +
         print() + (Method || !Touched.Globals.empty() ? "" : bytesGiven(Parameters)) +
         "  static void destroy(void *P) { delete static_cast<State *>(P); }\n"
         "  static int rejected(const void *P) {\n"
         "    return static_cast<const State *>(P)->end.How == Ending::OutOfMemory;\n  }\n};\n"
         "} // namespace hone_test\nextern \"C\" const hone_case *hone_case_" + N +
         "(void) {\n  typedef hone_test::" + caseName() + " C;\n  static const hone_case Case = {" + quoted(F) +
         ", &C::make, &C::before, &C::same, &C::print, &C::destroy, &C::rejected};\n"
         "  return &Case;\n}\n";
}

std::string HarnessWriter::afterCall(llvm::StringRef TwinName) {
  const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(&F);
  std::string Name = Method ? TwinName.str()
                     : M    ? "hone_test::" + caseName() + "::Self::" + TwinName.str()
                            : qualifierOf(F.getDeclContext()) + TwinName.str();
  return "extern \"C\" void hone_after_" + std::to_string(Number) +
         "(void *P) {\n  hone_test::" + caseName() + "::State &X = *static_cast<hone_test::" +
         caseName() + "::State *>(P);\n" + runBody(call(Name)) + "}\n";
}

llvm::Expected<HarnessText> hone::writeHarness(const clang::FunctionDecl &F, unsigned Number,
                                               llvm::StringRef TwinName, llvm::StringRef Rewritten,
                                               TypeSpace &Types, const Reach &Touched) {
  HarnessWriter W(F, Number, Rewritten, Types, Touched);
  if (llvm::Error E = W.plan())
    return std::move(E);
  HarnessText Text;
  Text.Harness = W.harness();
  Text.AfterCall = W.afterCall(TwinName);
  return Text;
}
