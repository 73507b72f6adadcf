// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parse first, ask the AST, and only then generate code and run the optimizer,
// which takes two to four times as long as the parse.
//
// A code generator wants to be told about declarations while they are parsed,
// in that order; so what the parser says is written down, and replayed if the
// code is wanted after all. Handing it the finished AST instead would miss what
// the AST does not show: which instantiations and vtables the unit has to emit.
#include "Remarks.h"
#include "hone/Index/Index.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"

namespace hone {

namespace {
/// One callback of the parser.
struct Event {
  enum Kind {
    TopLevel,
    InlineFunction,
    TagDefinition,
    TagRequired,
    StaticMember,
    VTable,
    Tentative,
    External
  } What;
  void *Of;
};

class IndexConsumer : public clang::ASTConsumer {
public:
  IndexConsumer(clang::CompilerInstance &CI, IndexCallbacks Callbacks)
      : CI(CI), Callbacks(std::move(Callbacks)) {}

  bool HandleTopLevelDecl(clang::DeclGroupRef D) override {
    Events.push_back({Event::TopLevel, D.getAsOpaquePtr()});
    return true;
  }
  void HandleInlineFunctionDefinition(clang::FunctionDecl *D) override {
    Events.push_back({Event::InlineFunction, D});
  }
  void HandleTagDeclDefinition(clang::TagDecl *D) override {
    Events.push_back({Event::TagDefinition, D});
  }
  void HandleTagDeclRequiredDefinition(const clang::TagDecl *D) override {
    Events.push_back({Event::TagRequired, const_cast<clang::TagDecl *>(D)});
  }
  void HandleCXXStaticMemberVarInstantiation(clang::VarDecl *D) override {
    Events.push_back({Event::StaticMember, D});
  }
  void HandleVTable(clang::CXXRecordDecl *D) override {
    Events.push_back({Event::VTable, D});
  }
  void CompleteTentativeDefinition(clang::VarDecl *D) override {
    Events.push_back({Event::Tentative, D});
  }
  void CompleteExternalDeclaration(clang::DeclaratorDecl *D) override {
    Events.push_back({Event::External, D});
  }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    const bool Wanted = Callbacks.OnParsed && Callbacks.OnParsed(CI, Context);
    // Code cannot be generated for what did not parse.
    if (!Wanted || CI.getDiagnostics().hasErrorOccurred() || !hasTarget())
      return;
    std::unique_ptr<clang::CodeGenerator> Generator = generate(Context);
    if (llvm::Module *M = Generator->GetModule())
      Callbacks.OnRemarks(optimize(CI, *M));
    Generator.release(); // Freed by the end of the process, as the AST is.
  }

private:
  /// Makes the backend of the unit's target known to LLVM.
  bool hasTarget() {
    const llvm::Triple &Triple = CI.getTarget().getTriple();
    std::string Error;
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
    if (llvm::TargetRegistry::lookupTarget(Triple, Error))
      return true;
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmPrinters();
    llvm::InitializeAllAsmParsers();
    return llvm::TargetRegistry::lookupTarget(Triple, Error) != nullptr;
  }

  std::unique_ptr<clang::CodeGenerator> generate(clang::ASTContext &AST) {
    clang::CodeGenOptions &Options = CI.getCodeGenOpts();
    // Lines and columns of instructions, nothing about types and variables.
    Options.setDebugInfo(llvm::codegenoptions::LocTrackingOnly);
    Options.DebugColumnInfo = true;
    // Paths as they are: a reproducible build renames them.
    Options.DebugPrefixMap.clear();
    auto *Context = new llvm::LLVMContext; // As the generator: never freed.
    Context->setDiscardValueNames(true);
    std::unique_ptr<clang::CodeGenerator> Generator =
        clang::CreateLLVMCodeGen(CI, "unit", *Context);
    Generator->Initialize(AST);
    for (const Event &E : Events)
      replay(E, *Generator);
    Generator->HandleTranslationUnit(AST);
    return Generator;
  }

  static void replay(const Event &E, clang::CodeGenerator &Generator) {
    switch (E.What) {
    case Event::TopLevel:
      Generator.HandleTopLevelDecl(clang::DeclGroupRef::getFromOpaquePtr(E.Of));
      break;
    case Event::InlineFunction:
      Generator.HandleInlineFunctionDefinition(
          static_cast<clang::FunctionDecl *>(E.Of));
      break;
    case Event::TagDefinition:
      Generator.HandleTagDeclDefinition(static_cast<clang::TagDecl *>(E.Of));
      break;
    case Event::TagRequired:
      Generator.HandleTagDeclRequiredDefinition(
          static_cast<clang::TagDecl *>(E.Of));
      break;
    case Event::StaticMember:
      Generator.HandleCXXStaticMemberVarInstantiation(
          static_cast<clang::VarDecl *>(E.Of));
      break;
    case Event::VTable:
      Generator.HandleVTable(static_cast<clang::CXXRecordDecl *>(E.Of));
      break;
    case Event::Tentative:
      Generator.CompleteTentativeDefinition(
          static_cast<clang::VarDecl *>(E.Of));
      break;
    case Event::External:
      Generator.CompleteExternalDeclaration(
          static_cast<clang::DeclaratorDecl *>(E.Of));
      break;
    }
  }

  clang::CompilerInstance &CI;
  IndexCallbacks Callbacks;
  std::vector<Event> Events;
};
} // namespace

std::unique_ptr<clang::ASTConsumer>
makeIndexConsumer(clang::CompilerInstance &CI, IndexCallbacks Callbacks) {
  return std::make_unique<IndexConsumer>(CI, std::move(Callbacks));
}

} // namespace hone
