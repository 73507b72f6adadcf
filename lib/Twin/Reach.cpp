// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test that runs a function twice is worth something only if nothing but the
// state it made decides the outcome. So everything outside is named here:
// project code is looked into, the C library by a list of harmless names, the
// C++ library without its classes for files, threads and time.
#include "Reach.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Demangle/Demangle.h"
#include <set>

using namespace hone;
using clang::FunctionDecl;

/// Functions with C linkage whose outcome depends on their arguments alone.
static bool isHarmlessC(llvm::StringRef Name) {
  static const llvm::StringSet<> Names = {
      "abs", "labs", "llabs", "div", "ldiv", "lldiv", "qsort", "bsearch", "malloc", "calloc",
      "realloc", "free", "aligned_alloc", "posix_memalign", "abort", "atoi", "atol", "atoll",
      "atof", "snprintf", "vsnprintf", "sprintf", "vsprintf", "sscanf", "acos", "asin", "atan",
      "atan2", "cos", "sin", "tan", "sincos", "acosh", "asinh", "atanh", "cosh", "sinh", "tanh",
      "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logb", "ilogb", "pow", "sqrt",
      "cbrt", "hypot", "erf", "erfc", "tgamma", "ceil", "floor", "trunc", "round", "lround",
      "llround", "rint", "lrint", "llrint", "nearbyint", "fmod", "remainder", "remquo", "copysign",
      "nextafter", "fdim", "fmax", "fmin", "fabs", "fma", "frexp", "ldexp", "modf", "scalbn",
      "scalbln", "nan", "swab"};
  if (Names.contains(Name) || Name.starts_with("__builtin_") || Name.starts_with("__assert"))
    return true;
  if ((Name.ends_with("f") || Name.ends_with("l")) && Names.contains(Name.drop_back()))
    return true;
  if (Name == "strerror" || Name == "strtok" || Name == "strsignal" || Name == "strftime" ||
      Name == "strcoll" || Name == "system" || Name == "isatty")
    return false;
  return Name.starts_with("mem") || Name.starts_with("str") || Name.starts_with("wcs") ||
         Name.starts_with("wmem") || Name.starts_with("isw") || Name.starts_with("tow") ||
         Name == "tolower" || Name == "toupper" ||
         (Name.starts_with("is") && Name.size() <= 8);
}

/// Functions that write to a stream of stdio: the standard ones are captured,
/// and no other can be had without a call that is not harmless.
static bool printsC(llvm::StringRef Name) {
  static const llvm::StringSet<> Names = {"printf", "vprintf", "puts", "putchar", "fprintf",
                                          "vfprintf", "fputs", "fputc", "putc", "fwrite",
                                          "fflush"};
  return Names.contains(Name);
}

/// Classes and functions of namespace std that reach outside the program.
static bool isHarmlessStd(const FunctionDecl &F) {
  static const llvm::StringSet<> Classes = {
      "basic_fstream", "basic_ifstream", "basic_ofstream", "basic_filebuf", "thread", "jthread",
      "mutex", "recursive_mutex", "timed_mutex", "shared_mutex", "condition_variable",
      "condition_variable_any", "future", "promise", "packaged_task", "random_device", "locale",
      "atomic_flag", "counting_semaphore", "barrier", "latch", "stop_source",
      "system_clock", "steady_clock", "high_resolution_clock", "directory_iterator", "path"};
  static const llvm::StringSet<> Functions = {"async", "sleep_for", "sleep_until", "yield",
                                              "get_id", "call_once", "atomic_thread_fence", "wait",
                                              "notify_one", "notify_all",
                                              "set_new_handler", "set_terminate", "terminate"};
  for (const clang::DeclContext *C = &F; C; C = C->getParent()) {
    if (const auto *R = llvm::dyn_cast<clang::CXXRecordDecl>(C))
      if (Classes.contains(R->getName()))
        return false;
    if (const auto *N = llvm::dyn_cast<clang::NamespaceDecl>(C))
      if (!N->isAnonymousNamespace() &&
          (N->getName() == "filesystem" || N->getName() == "execution" ||
           N->getName() == "__parallel"))
        return false;
  }
  return !F.getDeclName().isIdentifier() || !Functions.contains(F.getName());
}

/// What -D_FORTIFY_SOURCE makes of a call is the call.
static llvm::StringRef withoutChecks(llvm::StringRef Symbol) {
  if (Symbol.consume_back("_chk"))
    Symbol.consume_front("__");
  return Symbol;
}

bool hone::isConsoleSymbol(llvm::StringRef Symbol) {
  static const llvm::StringSet<> Streams = {"stdout",    "stderr",    "_ZSt4cout",
                                            "_ZSt4cerr", "_ZSt4clog", "putchar_unlocked"};
  return Streams.contains(Symbol) || printsC(withoutChecks(Symbol));
}

bool hone::isHarmlessSymbol(llvm::StringRef Symbol) {
  static const llvm::StringSet<> OfTheLanguage = {
      "__gxx_personality_v0", "_Unwind_Resume", "__stack_chk_fail", "__dso_handle",
      "_GLOBAL_OFFSET_TABLE_", "__errno_location", "__isoc99_sscanf", "_ITM_deregisterTMCloneTable",
      "_ITM_registerTMCloneTable", "__gmon_start__", "__dynamic_cast", "__libc_single_threaded"};
  static const llvm::StringLiteral Outside[] = {
      "std::cout", "std::cerr", "std::clog", "std::cin", "std::wc", "fstream", "filebuf", "thread",
      "mutex", "condition_variable", "future", "promise", "random_device", "chrono", "filesystem",
      "execution", "atomic", "__once", "set_new_handler", "set_terminate", "__parallel"};
  if (OfTheLanguage.contains(Symbol) || Symbol.starts_with("__cxa_") ||
      Symbol.starts_with("__ctype_"))
    return true;
  std::string Name = llvm::demangle(Symbol);
  if (Name == Symbol)
    return isHarmlessC(withoutChecks(Symbol));
  llvm::StringRef Rest = Name;
  for (llvm::StringRef Kind : {"vtable for ", "typeinfo for ", "typeinfo name for ", "VTT for "})
    if (Rest.consume_front(Kind))
      break;
  bool OfTheLibrary = Rest.starts_with("std::") || Rest.starts_with("operator new") ||
                      Rest.starts_with("operator delete") || Rest.starts_with("__cxxabiv1::") ||
                      Rest.starts_with("__gnu_cxx::") || Symbol.starts_with("_ZNSt") ||
                      Symbol.starts_with("_ZNKSt") || Symbol.starts_with("_ZSt") ||
                      (Symbol.starts_with("_ZTI") && Symbol.size() <= 7); // of int and its like
  return OfTheLibrary && llvm::none_of(Outside, [&](llvm::StringRef Part) {
           return Name.find(Part.str()) != std::string::npos;
         });
}

namespace {

class Walker : public clang::RecursiveASTVisitor<Walker> {
public:
  bool shouldVisitImplicitCode() const { return true; }

  void enter(const FunctionDecl &F);
  void make(const clang::CXXRecordDecl &R);

  bool VisitCallExpr(clang::CallExpr *C) {
    if (const FunctionDecl *F = C->getDirectCallee())
      call(*F);
    // Through a pointer it gets to a function whose address somebody has taken,
    // which is looked into there, or to null, which rejects the input.
    return true;
  }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr *C) {
    call(*C->getConstructor());
    // From here on virtual calls may get to these.
    const clang::CXXRecordDecl *R = C->getConstructor()->getParent();
    if (R->isPolymorphic() && !isOfSystem(*R))
      for (const clang::CXXMethodDecl *M : R->methods())
        if (M->isVirtual())
          call(*M);
    return true;
  }
  bool VisitCXXNewExpr(clang::CXXNewExpr *N) {
    destroy(N->getAllocatedType());
    return true;
  }
  bool VisitCXXBindTemporaryExpr(clang::CXXBindTemporaryExpr *B) {
    destroy(B->getType());
    return true;
  }
  bool VisitVarDecl(clang::VarDecl *V) {
    destroy(V->getType());
    if (V->isStaticLocal())
      variable(*V);
    return true;
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr *E) {
    if (const auto *V = llvm::dyn_cast<clang::VarDecl>(E->getDecl()))
      variable(*V);
    else if (const auto *F = llvm::dyn_cast<FunctionDecl>(E->getDecl()))
      call(*F); // Its address may be taken to be called.
    return true;
  }
  bool VisitMemberExpr(clang::MemberExpr *E) {
    if (const auto *V = llvm::dyn_cast<clang::VarDecl>(E->getMemberDecl()))
      variable(*V);
    return true;
  }
  bool VisitAsmStmt(clang::AsmStmt *) { return stop("calls-outside", "inline assembly"); }
  bool VisitCXXCatchStmt(clang::CXXCatchStmt *C) {
    identity(C->getCaughtType(), "catches");
    return true;
  }
  bool VisitCXXDynamicCastExpr(clang::CXXDynamicCastExpr *E) {
    identity(E->getType(), "casts to");
    return true;
  }
  bool VisitCXXTypeidExpr(clang::CXXTypeidExpr *E) {
    if (!E->isTypeOperand())
      identity(E->getExprOperand()->getType(), "asks for the type of");
    else if (const clang::TypeSourceInfo *T = E->getTypeOperandSourceInfo())
      identity(T->getType(), "asks for the type of");
    return true;
  }
  bool VisitCoroutineBodyStmt(clang::CoroutineBodyStmt *) {
    return stop("coroutine", "a coroutine");
  }
  bool VisitVAArgExpr(clang::VAArgExpr *) {
    return stop("variadic", "reads variable arguments");
  }

  Reach Result;
  const FunctionDecl *Root = nullptr; ///< Of which there will be two.

private:
  bool stop(llvm::StringRef Code, const llvm::Twine &Text) {
    if (Result.Problem.Code.empty())
      Result.Problem = {Code.str(), Text.str()};
    return true;
  }
  static bool isOfSystem(const clang::Decl &D) {
    return D.getASTContext().getSourceManager().isInSystemHeader(D.getLocation());
  }
  /// True for what the function or a lambda in it declares.
  bool isOfRoot(const clang::VarDecl &V) const {
    const clang::DeclContext *C = V.getDeclContext();
    while (C && C != Root)
      C = C->getParent();
    return C != nullptr;
  }
  void call(const FunctionDecl &F);
  void variable(const clang::VarDecl &V);
  void identity(clang::QualType T, llvm::StringRef How);
  void destroy(clang::QualType T);

  std::set<const clang::Decl *> Seen;
  std::vector<const FunctionDecl *> Waiting;
  bool Busy = false;
};

} // namespace

void Walker::enter(const FunctionDecl &F) {
  Waiting.push_back(&F);
  if (Busy)
    return;
  Busy = true;
  while (!Waiting.empty()) {
    const FunctionDecl *Next = Waiting.back();
    Waiting.pop_back();
    TraverseDecl(const_cast<FunctionDecl *>(Next));
  }
  Busy = false;
}

void Walker::call(const FunctionDecl &F) {
  if (!Seen.insert(F.getCanonicalDecl()).second)
    return;
  const clang::SourceManager &SM = F.getASTContext().getSourceManager();
  if (F.getBuiltinID() && F.isExternC() == false && !F.isInStdNamespace())
    return;
  if (F.isExternC() && (F.getName() == "__errno_location" || F.getName() == "__error")) {
    Result.Errno = true;
    return;
  }
  if (F.isExternC() && (SM.isInSystemHeader(F.getLocation()) || F.getBuiltinID())) {
    if (printsC(F.getName()))
      Result.Console = true;
    else if (!isHarmlessC(F.getName()))
      stop("calls-outside", "calls " + F.getName());
    return;
  }
  if (SM.isInSystemHeader(F.getLocation())) {
    if (!isHarmlessStd(F))
      stop("calls-outside", "calls " + F.getQualifiedNameAsString());
    // Its own body is trusted; what it is given to call was seen as an operand.
    return;
  }
  const FunctionDecl *Definition = nullptr;
  if (F.isDefaulted() || F.isDeleted() || F.isImplicit())
    return;
  if (F.hasBody(Definition))
    return enter(*Definition);
  if (F.isReplaceableGlobalAllocationFunction() || F.getLocation().isInvalid())
    return;
  Result.Elsewhere.push_back(&F);
}

/// What an exception or a cast is compared with must be known here: a null
/// type information catches everything.
void Walker::identity(clang::QualType T, llvm::StringRef How) {
  const auto *R = T.isNull() ? nullptr
                             : T->isPointerOrReferenceType()
                                   ? T->getPointeeType()->getAsCXXRecordDecl()
                                   : T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || !R->isPolymorphic())
    return;
  clang::ASTContext &Context = R->getASTContext();
  if (Context.getSourceManager().isInSystemHeader(R->getLocation()))
    return;
  const clang::CXXMethodDecl *Key = Context.getCurrentKeyFunction(R->getDefinition());
  if (Key && !Key->isDefined())
    stop("calls-outside",
         How + " " + R->getQualifiedNameAsString() + ", which another unit defines");
}

void Walker::destroy(clang::QualType T) {
  const auto *R = T.getCanonicalType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->hasTrivialDestructor())
    return;
  if (const clang::CXXDestructorDecl *D = R->getDestructor())
    call(*D);
}

void Walker::variable(const clang::VarDecl &V) {
  if (!V.hasGlobalStorage() || !Seen.insert(V.getCanonicalDecl()).second)
    return;
  if (V.getTLSKind() != clang::VarDecl::TLS_None) {
    stop("global-state", "uses the thread's " + V.getNameAsString());
    return;
  }
  clang::QualType T = V.getType();
  if (V.isInStdNamespace() && V.getIdentifier() &&
      (V.getName() == "cout" || V.getName() == "cerr" || V.getName() == "clog")) {
    Result.Console = true;
    return;
  }
  if (V.isExternC() && isOfSystem(V) && V.getIdentifier() &&
      (V.getName() == "stdout" || V.getName() == "stderr")) {
    Result.Console = true;
    return;
  }
  // A table may hold functions.
  if (const clang::Expr *Value = V.getAnyInitializer(); Value && !isOfSystem(V))
    TraverseStmt(const_cast<clang::Expr *>(Value));
  if (T.isVolatileQualified()) {
    stop("global-state", "uses the volatile " + V.getNameAsString());
    return;
  }
  if (V.isStaticLocal() && isOfRoot(V) && !V.hasConstantInitialization()) {
    stop("static-local", "makes " + V.getNameAsString() + " at its first call, and keeps it");
    return;
  }
  // A constant may still hold a pointer to what is not; nothing can be written
  // through it that the types do not show at the place of the write.
  if (T.isConstQualified() || V.isConstexpr() || T->isReferenceType())
    return;
  if (V.isStaticLocal()) {
    stop("static-local", "keeps " + V.getNameAsString() + " between calls");
    return;
  }
  const clang::SourceManager &SM = V.getASTContext().getSourceManager();
  if (SM.isInSystemHeader(V.getLocation())) {
    stop("global-state", "uses " + V.getQualifiedNameAsString());
    return;
  }
  bool OfTemplate = llvm::isa<clang::VarTemplateSpecializationDecl>(V);
  for (const clang::DeclContext *C = V.getDeclContext(); C; C = C->getParent())
    OfTemplate |= llvm::isa<clang::ClassTemplateSpecializationDecl>(C);
  if (OfTemplate) {
    stop("global-state", "uses " + V.getNameAsString() + " of a template");
    return;
  }
  const clang::VarDecl *Definition = V.getDefinition();
  if (!Definition) {
    stop("global-state", "uses " + V.getNameAsString() + ", defined in another unit");
    return;
  }
  Result.Globals.push_back(Definition);
}

void Walker::make(const clang::CXXRecordDecl &R) {
  for (const clang::CXXConstructorDecl *C : R.ctors())
    if (!C->isDeleted() && !C->isTemplated())
      call(*C);
  if (const clang::CXXDestructorDecl *D = R.getDestructor(); D && !D->isDeleted())
    call(*D);
  for (const clang::CXXMethodDecl *M : R.methods())
    if (M->isVirtual() && !M->isPureVirtual())
      call(*M);
}

Reach hone::findReachOfMaking(const std::vector<const clang::CXXRecordDecl *> &Made) {
  Walker W;
  for (const clang::CXXRecordDecl *R : Made)
    W.make(*R);
  return W.Result;
}

Reach hone::findReach(const FunctionDecl &F) {
  Walker W;
  W.Root = &F;
  W.enter(F);
  return W.Result;
}

namespace {

class Collector : public clang::RecursiveASTVisitor<Collector> {
public:
  bool VisitIntegerLiteral(clang::IntegerLiteral *L) {
    if (L->getValue().getActiveBits() < 63)
      add(Result.Integers, llvm::toString(L->getValue(), 10, false));
    return true;
  }
  bool VisitCharacterLiteral(clang::CharacterLiteral *L) {
    add(Result.Integers, std::to_string(L->getValue()));
    return true;
  }
  bool VisitFloatingLiteral(clang::FloatingLiteral *L) {
    llvm::SmallString<32> Text;
    L->getValue().toString(Text);
    if (L->getValue().isFinite())
      add(Result.Reals, std::string(Text));
    return true;
  }
  bool VisitStringLiteral(clang::StringLiteral *L) {
    if (L->getCharByteWidth() != 1 || L->getLength() > 40)
      return true;
    std::string Text = "\"";
    for (unsigned char C : L->getString()) {
      static const char Digits[] = "01234567";
      if (C >= 32 && C < 127 && C != '"' && C != '\\' && C != '?')
        Text += static_cast<char>(C);
      else
        Text += {'\\', Digits[C >> 6], Digits[C >> 3 & 7], Digits[C & 7]};
    }
    add(Result.Texts, Text + "\"");
    return true;
  }
  /// What else stands in a text: by tokens, for nobody has its tree.
  void lex(const std::string &Text, const clang::LangOptions &Language) {
    clang::Lexer Lexer({}, Language, Text.data(), Text.data(), Text.data() + Text.size());
    clang::Token Token;
    while (!Lexer.LexFromRawLexer(Token) && Token.isNot(clang::tok::eof)) {
      unsigned End = Lexer.getBufferLocation() - Text.data();
      llvm::StringRef Word = llvm::StringRef(Text).slice(End - Token.getLength(), End);
      std::uint64_t Value = 0;
      if (Token.is(clang::tok::numeric_constant) && !Word.contains_insensitive("p") &&
          !Word.rtrim("uUlLzZ").getAsInteger(0, Value) && Value >> 63 == 0)
        add(Result.Integers, std::to_string(Value));
      else if (Token.is(clang::tok::char_constant) && Word.size() == 3)
        add(Result.Integers, std::to_string(static_cast<unsigned char>(Word[1])));
    }
  }
  Literals Result;

private:
  static void add(std::vector<std::string> &To, std::string Text) {
    if (To.size() < 24 && std::find(To.begin(), To.end(), Text) == To.end())
      To.push_back(std::move(Text));
  }
};

} // namespace

Literals hone::findLiterals(const FunctionDecl &F, llvm::StringRef Rewritten) {
  Collector C;
  C.TraverseStmt(F.getBody());
  C.lex(Rewritten.str(), F.getASTContext().getLangOpts());
  return C.Result;
}
