// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clang::Interpreter parses; it never executes. Each parsed piece is an LLVM
// module of its own, which is instrumented, lightly optimized, written as a
// position-independent object and linked to a shared library for the runner.
// Measured against a compiler process for each pair, this saves the headers:
// a fifth of a second or more, against a few milliseconds for the pair.
#include "Compiler.h"
#include "Canonical.h"
#include "Instrument.h"
#include "WarmUp.h"
#include "hone/Support/Support.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExternalASTSource.h"
#include "clang/AST/Mangle.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Interpreter/Interpreter.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Pragma.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include <ctime>
#include <dlfcn.h>

using namespace clang;
using llvm::StringRef;

/// Every chunk begins with this definition; its callback runs when the new
/// piece exists and nothing of it has been parsed.
static constexpr llvm::StringLiteral ChunkMacro = "HONE_CHUNK_BEGINS";
/// And ends with this pragma.
static constexpr llvm::StringLiteral PieceEnds = "hone_piece_ends";

namespace {
/// Gives each new piece the unnamed namespace of the first: clang would take
/// a reopened `namespace {` of a later piece for another one, in which the
/// members of a class cannot be defined.
/// Pieces are declarations, too: where statements may stand between them, clang
/// takes the constructor of a private nested class, defined outside, for one.
class JoinUnnamedNamespaces : public PPCallbacks {
public:
  JoinUnnamedNamespaces(ASTContext &Context, LangOptions &Language)
      : Context(Context), Language(Language) {}
  void MacroDefined(const Token &Name, const MacroDirective *) override {
    if (Name.getIdentifierInfo()->getName() != ChunkMacro)
      return;
    Language.IncrementalExtensions = false;
    TranslationUnitDecl *Now = Context.getTranslationUnitDecl();
    for (auto *Earlier = Now->getPreviousDecl(); Earlier && !Now->getAnonymousNamespace();
         Earlier = Earlier->getPreviousDecl())
      if (NamespaceDecl *Unnamed = Earlier->getAnonymousNamespace())
        Now->setAnonymousNamespace(Unnamed);
  }

private:
  ASTContext &Context;
  LangOptions &Language;
};

/// Stands at the end of every piece. Clang's parser waits for ever for a brace
/// that an error has made it skip, because the end of an incremental piece is
/// not the end of a file to it; after an error the braces are therefore given.
class CloseAfterError : public PragmaHandler {
public:
  explicit CloseAfterError(LangOptions &Language)
      : PragmaHandler(PieceEnds), Language(Language) {}
  void HandlePragma(Preprocessor &PP, PragmaIntroducer, Token &First) override {
    Language.IncrementalExtensions = true; // the code generator asks, too
    if (!PP.getDiagnostics().hasErrorOccurred())
      return;
    static constexpr unsigned DeepestNesting = 64;
    auto Braces = std::make_unique<Token[]>(DeepestNesting);
    for (unsigned I = 0; I != DeepestNesting; ++I) {
      Braces[I].startToken();
      Braces[I].setKind(tok::r_brace);
      Braces[I].setLocation(First.getLocation());
    }
    PP.EnterTokenStream(std::move(Braces), DeepestNesting, /*DisableMacroExpansion=*/true,
                        /*IsReinject=*/false);
  }

private:
  LangOptions &Language;
};

/// Tells the code generator which inline functions an earlier piece has
/// emitted: it does not emit them again, which would be most of the time a
/// piece takes. A constructor or destructor counts once all its variants are
/// there: for those of an object and of a base, clang defines only the latter
/// where they are the same, so the other gets its name beside it.
class EmittedBefore : public ExternalASTSource {
public:
  EmittedBefore(ASTContext &Context, const llvm::StringSet<> &Defined)
      : Names(Context), Defined(Defined) {}

  ExtKind hasExternalDefinitions(const Decl *D) override {
    if (Emitted.contains(D))
      return EK_Always;
    if (isa<FunctionDecl>(D) && !cast<FunctionDecl>(D)->isDependentContext())
      Asked.insert(D);
    return EK_ReplyHazy;
  }

  /// Gives what the piece has defined for bases the names of the whole, too.
  void nameVariants(llvm::Module &M) {
    for (const Decl *D : Asked) {
      if (!isa<CXXConstructorDecl, CXXDestructorDecl>(D) ||
          cast<CXXMethodDecl>(D)->getParent()->getNumVBases() != 0)
        continue;
      std::vector<std::string> Variants = Names.getAllManglings(D); // the base's is the first
      llvm::Function *Base = Variants.size() < 2 ? nullptr : M.getFunction(Variants[0]);
      if (Base && !Base->isDeclaration() && !Defined.contains(Variants[0]) &&
          !Defined.contains(Variants[1]) && !M.getNamedValue(Variants[1]))
        llvm::GlobalAlias::create(llvm::GlobalValue::WeakODRLinkage, Variants[1], Base);
    }
  }

  /// Called between pieces, when Defined is complete.
  void learn() {
    for (const Decl *D : Asked) {
      std::vector<std::string> Variants;
      if (isa<CXXConstructorDecl, CXXDestructorDecl>(D))
        Variants = Names.getAllManglings(D);
      else
        Variants = {Names.getName(D)};
      if (!Variants.empty() &&
          llvm::all_of(Variants, [&](const std::string &V) { return Defined.contains(V); }))
        Emitted.insert(D);
    }
    Asked.clear();
  }
  /// The piece came to nothing, or will not be there for later ones.
  void forget() { Asked.clear(); }

private:
  ASTNameGenerator Names;
  const llvm::StringSet<> &Defined;
  llvm::DenseSet<const Decl *> Emitted, Asked;
};
} // namespace

static double processMilliseconds() {
  timespec Now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &Now);
  return static_cast<double>(Now.tv_sec) * 1e3 + static_cast<double>(Now.tv_nsec) * 1e-6;
}

struct hone::ChunkCompiler::Impl {
  std::vector<std::string> Arguments;
  std::string Log;
  std::unique_ptr<llvm::raw_string_ostream> LogStream;
  DiagnosticOptions Rendering;
  llvm::StringSet<> Defined;
  llvm::StringSet<> Missing; ///< Called by earlier pieces, defined by none.
  llvm::IntrusiveRefCntPtr<EmittedBefore> Emitted;
  std::unique_ptr<Interpreter> Session;
  std::unique_ptr<llvm::TargetMachine> Machine;
  /// At the top level, each by its first declaration.
  std::vector<clang::NamespaceDecl *> Namespaces;
  std::vector<std::string> Kept; ///< Pieces that later ones may build upon.
  unsigned Crashes = 0;
  double Start = processMilliseconds();

  llvm::Error open();
  llvm::Expected<PartialTranslationUnit &> parse(const std::string &Piece);
  void startAgain();
};

hone::ChunkCompiler::ChunkCompiler() : Self(std::make_unique<Impl>()) {}
hone::ChunkCompiler::~ChunkCompiler() = default;

double hone::ChunkCompiler::cpuMilliseconds() const { return processMilliseconds() - Self->Start; }

bool hone::ChunkCompiler::defines(StringRef Symbol) const { return Self->Defined.contains(Symbol); }

/// Where the compiler reads which files it inserts no checks into.
static std::string ignoreList(StringRef Folder) { return (Folder + "/ignored").str(); }

/// Flags of the unit that the fast rung replaces by its own. A sum that may be
/// reassociated has no one answer to compare, so -ffast-math goes too.
static bool isReplaced(StringRef Flag) {
  static constexpr llvm::StringLiteral Prefixes[] = {
      "-O", "-g", "-fsanitize", "-fno-sanitize", "-fprofile", "-fno-profile", "-fcoverage",
      "-flto", "-fno-lto", "-fvisibility", "-W", "-pedantic", "-ffp-", "-ftrapv", "-fwhole-program",
      "-D_FORTIFY_SOURCE", "-fstack-protector", "-fcf-protection", "--coverage"};
  static constexpr llvm::StringLiteral Whole[] = {
      "-ffast-math", "-funsafe-math-optimizations", "-fassociative-math", "-freciprocal-math",
      "-ffinite-math-only", "-fno-signed-zeros", "-fPIE", "-fpie", "-fno-pic", "-fno-pie",
      "-fno-plt", "-fomit-frame-pointer", "-ftime-trace", "-c", "-fpic", "-fPIC", "-static",
      "-fno-semantic-interposition", "-fsemantic-interposition"};
  if (Flag.starts_with("-Wp,") || Flag == "-gcc-toolchain")
    return false;
  for (StringRef Prefix : Prefixes)
    if (Flag.starts_with(Prefix))
      return true;
  return llvm::is_contained(Whole, Flag);
}

std::vector<std::string> hone::fastRungFlags(const Unit &U, StringRef Folder) {
  std::vector<std::string> Flags;
  for (const std::string &Flag : U.ClangFlags)
    if (!isReplaced(Flag))
      Flags.push_back(Flag);
  for (const char *Flag :
       {"-O0", "-Xclang", "-disable-O0-optnone", "-Xclang", "-disable-llvm-passes", "-fPIC",
        // Version 5 wants a checksum of every file, for every piece.
        "-gline-tables-only", "-gdwarf-4", "-w",
        "-fsanitize=undefined", "-fno-sanitize=vptr,function,object-size",
        "-fsanitize-trap=all",
        // One error too many would be fatal, and the pieces after it lost.
        "-ferror-limit=0",
        // The runner's heap aligns by size, to end every block at a page.
        "-fnew-alignment=8", "-ffp-contract=off", "-U_FORTIFY_SOURCE", "-D_GLIBCXX_ASSERTIONS",
        "-DHONE_UNCHECKED_TESTS", "-fno-spell-checking"})
    Flags.push_back(Flag);
  Flags.push_back("-fsanitize-ignorelist=" + ignoreList(Folder));
  Flags.push_back("-iquote" + llvm::sys::path::parent_path(U.MainFile).str());
  Flags.push_back("-I" + Folder.str());
  if (!U.Directory.empty())
    Flags.push_back("-working-directory=" + U.Directory);
  return Flags;
}

/// Makes namespaces visible again. A piece that fails takes along every name it
/// declared, and with `namespace a {` that is `a`, though earlier pieces own it; the
/// next piece would open a new and empty namespace of that name.
static void restoreNamespaces(clang::ASTContext &Context,
                              const std::vector<clang::NamespaceDecl *> &Known) {
  clang::DeclContext *Top = Context.getTranslationUnitDecl()->getPrimaryContext();
  for (clang::NamespaceDecl *Space : Known)
    if (!Space->isAnonymousNamespace() && Top->lookup(Space->getDeclName()).empty())
      Top->makeDeclVisibleInContext(Space);
}

llvm::Error hone::ChunkCompiler::Impl::open() {
  std::vector<const char *> Words;
  for (const std::string &Argument : Arguments)
    Words.push_back(Argument.c_str());

  IncrementalCompilerBuilder Builder;
  Builder.SetCompilerArgs(Words);
  auto Instance = Builder.CreateCpp();
  if (!Instance)
    return Instance.takeError();
  LogStream = std::make_unique<llvm::raw_string_ostream>(Log);
  (*Instance)->getDiagnostics().setClient(
      new TextDiagnosticPrinter(*LogStream, Rendering), /*ShouldOwnClient=*/true);
  auto Made = Interpreter::create(std::move(*Instance));
  if (!Made)
    return Made.takeError();
  Session = std::move(*Made);
  CompilerInstance &CI = *Session->getCompilerInstance();
  CI.getPreprocessor().addPPCallbacks(
      std::make_unique<JoinUnnamedNamespaces>(CI.getASTContext(), CI.getLangOpts()));
  CI.getPreprocessor().AddPragmaHandler(new CloseAfterError(CI.getLangOpts())); // which owns it
  Emitted = llvm::makeIntrusiveRefCnt<EmittedBefore>(CI.getASTContext(), Defined);
  CI.getASTContext().setExternalSource(Emitted);
  return llvm::Error::success();
}

/// Clang crashes on some code that is not C++ when it stands in a piece.
void hone::ChunkCompiler::Impl::startAgain() {
  static_cast<void>(Session.release()); // in no state to be destroyed
  Namespaces.clear();
  if (llvm::Error Failed = open()) {
    llvm::consumeError(std::move(Failed));
    return;
  }
  for (const std::string &Piece : Kept) {
    llvm::consumeError(parse(Piece).takeError());
    Emitted->learn();
  }
}

/// Errors: the compiler's words, which stand in Log.
llvm::Expected<PartialTranslationUnit &>
hone::ChunkCompiler::Impl::parse(const std::string &Piece) {
  constexpr unsigned MaxCrashes = 8;
  if (!Session || Crashes > MaxCrashes)
    return failure("the compiler crashes on too many pieces of this unit");
  std::optional<llvm::Expected<PartialTranslationUnit &>> Parsed;
  llvm::CrashRecoveryContext Guard;
  if (!Guard.RunSafely([&] { Parsed.emplace(Session->Parse(Piece)); })) {
    ++Crashes;
    startAgain();
    return failure("the compiler crashes on it");
  }
  CompilerInstance &CI = *Session->getCompilerInstance();
  if (!*Parsed) {
    llvm::consumeError(Parsed->takeError());
    Emitted->forget();
    restoreNamespaces(CI.getASTContext(), Namespaces);
    return failure(Log.empty() ? "the compiler gave no reason" : Log);
  }
  for (clang::Decl *D : (*Parsed)->TUPart->decls())
    if (auto *Space = llvm::dyn_cast<clang::NamespaceDecl>(D); Space && Space->isFirstDecl())
      Namespaces.push_back(Space);
  return std::move(*Parsed);
}

llvm::Expected<std::unique_ptr<hone::ChunkCompiler>>
hone::ChunkCompiler::create(const Unit &U, StringRef Folder) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  llvm::InitializeNativeTargetAsmParser();
  std::unique_ptr<ChunkCompiler> C(new ChunkCompiler());
  Impl &Self = *C->Self;
  C->Folder = Folder.str();
  // The library's own assertions and the guard pages look after its code; checks
  // of the compiler in it would be half of what a twin compiles.
  if (llvm::Error Failed = writeFile(ignoreList(Folder), "src:*/include/c++/*\n"))
    return std::move(Failed);
  Self.Arguments = fastRungFlags(U, Folder);
  C->Flags = llvm::join(Self.Arguments, " ");
  if (llvm::Error Failed = Self.open())
    return std::move(Failed);
  llvm::CrashRecoveryContext::Enable();

  CompilerInstance &CI = *Self.Session->getCompilerInstance();
  const TargetOptions &Options = CI.getTargetOpts();
  llvm::Triple Triple(Options.Triple);
  std::string Problem;
  const llvm::Target *Target = llvm::TargetRegistry::lookupTarget(Triple, Problem);
  if (!Target)
    return failure(Problem);
  Self.Machine.reset(Target->createTargetMachine(
      Triple, Options.CPU, llvm::join(Options.Features, ","), llvm::TargetOptions(),
      llvm::Reloc::PIC_, std::nullopt, llvm::CodeGenOptLevel::None));
  return C;
}

/// Byte ranges of \p Text as lines of the parsed buffer, in which one line
/// stands before the text.
static hone::LineRanges toLines(StringRef Text,
                                const std::vector<std::pair<unsigned, unsigned>> &Ranges) {
  hone::LineRanges Lines;
  for (auto [Begin, End] : Ranges) {
    unsigned First = 2 + Text.take_front(Begin).count('\n');
    StringRef Inside = Text.slice(Begin, End);
    Inside.consume_back("\n");
    Lines.push_back({First, First + static_cast<unsigned>(Inside.count('\n'))});
  }
  return Lines;
}

llvm::Error hone::ChunkCompiler::emit(llvm::Module &M, const ChunkRequest &Request, Chunk &C) {
  llvm::TargetMachine &Machine = *Self->Machine;
  // The buffer's name counts up with every piece; the module is named alike.
  std::string File;
  for (llvm::Function &F : M)
    if (const llvm::DISubprogram *Program = F.getSubprogram())
      if (Program->getFilename().starts_with("input_line_"))
        File = std::max(File, Program->getFilename().str(),
                        [](const std::string &A, const std::string &B) {
                          return std::pair(A.size(), A) < std::pair(B.size(), B);
                        });
  LineRanges Lines = toLines(Request.Text, Request.Watched);
  std::vector<std::string> Watched;
  if (!Request.Watched.empty())
    for (llvm::Function *F : functionsIn(M, File, {{2, 2 + Request.Text.size()}}))
      Watched.push_back(F->getName().str());
  if (!Request.EdgesSymbol.empty()) {
    C.EdgeLines = countEdges(M, File, Lines, Request.EdgesSymbol);
    for (unsigned &Line : C.EdgeLines)
      --Line;
    C.Edges = C.EdgeLines.size();
  }
  llvm::StripDebugInfo(M);
  watchAccesses(M);
  joinTraps(M);
  if (Request.Shared)
    Self->Emitted->nameVariants(M);
  openModule(M, Self->Defined);
  for (const llvm::Function &F : M)
    if (F.hasExternalWeakLinkage() && !F.getName().starts_with("llvm.") &&
        !Self->Defined.contains(F.getName()) && !Self->Missing.contains(F.getName()) &&
        !F.getName().starts_with("hone_") && !dlsym(RTLD_DEFAULT, F.getName().str().c_str()))
      C.Missing.push_back(llvm::demangle(F.getName()));
  if (Request.Shared)
    for (const llvm::Function &F : M)
      if (F.hasExternalWeakLinkage())
        Self->Missing.insert(F.getName());
  if (Request.Optimized)
    optimizeAll(M, Machine);
  else
    optimize(M, Machine, Watched, Request.WantIr);
  if (Request.WantIr) {
    C.Ir = renderIr(M, Watched);
    llvm::raw_string_ostream Out(C.Bitcode);
    llvm::WriteBitcodeToFile(M, Out);
    C.Watched = Watched;
  }
  for (const llvm::GlobalValue &G : M.global_values())
    if (Request.Shared && !G.isDeclarationForLinker() && !G.hasLocalLinkage())
      Self->Defined.insert(G.getName());

  C.ObjectPath = Folder + "/piece" + std::to_string(Count++) + ".o";
  std::error_code Problem;
  llvm::raw_fd_ostream Out(C.ObjectPath, Problem);
  if (Problem)
    return failure("cannot write " + C.ObjectPath + ": " + Problem.message());
  llvm::legacy::PassManager Passes;
  if (Machine.addPassesToEmitFile(Passes, Out, nullptr, llvm::CodeGenFileType::ObjectFile,
                                  /*DisableVerify=*/true))
    return failure("this machine's code cannot be written as an object file");
  Passes.run(M);
  return llvm::Error::success();
}

/// Whether every bracket is closed by its own kind. What is not closed at the
/// end of a piece would be waited for, see CloseAfterError.
static bool isBalanced(StringRef Text, const LangOptions &Language) {
  std::string Copy = Text.str(); // the lexer wants a zero at the end
  const char *Begin = Copy.c_str();
  Lexer Raw(SourceLocation(), Language, Begin, Begin, Begin + Copy.size());
  llvm::SmallVector<tok::TokenKind> Open;
  Token T;
  while (!Raw.LexFromRawLexer(T) && T.isNot(tok::eof)) {
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      Open.push_back(T.getKind());
    else if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace)) {
      tok::TokenKind Opener = T.is(tok::r_paren)    ? tok::l_paren
                              : T.is(tok::r_square) ? tok::l_square
                                                    : tok::l_brace;
      if (Open.empty() || Open.pop_back_val() != Opener)
        return false;
    }
  }
  return Open.empty();
}

llvm::Expected<hone::Chunk> hone::ChunkCompiler::compile(const ChunkRequest &Request) {
  const double Before = processMilliseconds();
  Self->Log.clear();
  if (Self->Session && !isBalanced(Request.Text, Self->Session->getCompilerInstance()->getLangOpts()))
    return failure("a bracket is missing or too many");
  std::string Text =
      ("#define " + ChunkMacro + "\n" + Request.Text + "\n#pragma " + PieceEnds + "\n").str();
  llvm::Expected<PartialTranslationUnit &> Piece = Self->parse(Text);
  if (!Piece)
    return Piece.takeError();
  if (Request.Shared)
    Self->Kept.push_back(std::move(Text));
  std::unique_ptr<llvm::Module> M = std::move(Piece->TheModule);
  if (!M)
    return failure("the compiler made no module");
  Chunk C;
  const double Parsed = processMilliseconds();
  C.ParseMilliseconds = Parsed - Before;
  if (llvm::Error Failed = emit(*M, Request, C))
    return std::move(Failed);
  if (Request.Shared)
    Self->Emitted->learn();
  else
    Self->Emitted->forget();
  C.EmitMilliseconds = processMilliseconds() - Parsed;
  return C;
}

std::string hone::ChunkCompiler::canonical(StringRef Bitcode,
                                           const std::vector<std::string> &Watched) const {
  return canonicalIr(Bitcode, Watched, *Self->Machine);
}

std::vector<std::string> hone::ChunkCompiler::warmUp() {
  ChunkRequest Request;
  Request.Text = hone::WarmUp.str();
  Request.Optimized = true;
  llvm::Expected<Chunk> Compiled = compile(Request);
  if (Compiled)
    return {Compiled->ObjectPath};
  llvm::consumeError(Compiled.takeError());
  // What it has instantiated is taken for emitted, and is not.
  Self->startAgain();
  return {};
}

llvm::Error hone::linkShared(const std::vector<std::string> &Objects, StringRef Output,
                             double &CpuMilliseconds) {
  // The unwinder finds tables through the header; initialisers may not be
  // lazy, or going back to a snapshot would unbind calls.
  std::vector<std::string> Command = {"ld", "-shared", "--eh-frame-hdr", "-z", "now",
                                      "-z", "relro", "-o", Output.str()};
  Command.insert(Command.end(), Objects.begin(), Objects.end());
  auto Result = runProcess(Command);
  if (!Result)
    return Result.takeError();
  CpuMilliseconds += Result->CpuSeconds * 1e3;
  if (!Result->ok())
    return failure("ld: " + Result->Err);
  return llvm::Error::success();
}

llvm::Error hone::linkUnits(std::vector<std::string> Objects, StringRef Output) {
  Objects.insert(Objects.begin(), {"-Bsymbolic", "-z", "muldefs"});
  double Ignored = 0;
  return linkShared(Objects, Output, Ignored);
}
