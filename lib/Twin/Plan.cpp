// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One twin per legal finding: the function it is in, why it cannot be driven
// or the chunks that drive it, and the flat text all twins of the unit share.
#include "Definition.h"
#include "Flat.h"
#include "Harness.h"
#include "Reach.h"
#include "Types.h"
#include "hone/Twin/Twin.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"

using namespace hone;
using clang::FunctionDecl;

namespace {

/// A function definition with its place.
struct Candidate {
  const FunctionDecl *F;
  clang::FileID File;
  std::string Path;
  unsigned Begin, End;
};

class Planner {
public:
  Planner(clang::ASTContext &Context)
      : Context(Context), SM(Context.getSourceManager()), Flat(SM, Context.getLangOpts()),
        Types(Context, Flat) {}
  TwinPlan plan(const std::vector<Finding> &Findings);

private:
  void list(const clang::DeclContext &In);
  void add(const FunctionDecl &F);
  const Candidate *around(const Span &Where) const;
  Reason impossible(const FunctionDecl &F) const;
  llvm::Error drive(const Finding &From, const Candidate &C, Twin &T);
  llvm::Expected<std::vector<Edit>> editsOf(const Finding &From, const Candidate &C);
  void keepCall(const FunctionDecl &F);
  void renameMain();

  clang::ASTContext &Context;
  const clang::SourceManager &SM;
  FlatText Flat;
  TypeSpace Types;
  std::vector<Candidate> Candidates;
  std::map<clang::FileID, std::string> Paths;
  std::vector<std::string> Includes;
  std::vector<std::pair<unsigned, unsigned>> Marks; ///< Twin index, mark.
};

} // namespace

void Planner::add(const FunctionDecl &F) {
  if (!F.isThisDeclarationADefinition() || F.isImplicit() || !F.doesThisDeclarationHaveABody())
    return;
  clang::SourceLocation Begin = SM.getExpansionLoc(F.getBeginLoc());
  clang::SourceLocation End = SM.getExpansionRange(F.getEndLoc()).getEnd();
  if (SM.isInSystemHeader(Begin) || SM.getFileID(Begin) != SM.getFileID(End))
    return;
  clang::FileID File = SM.getFileID(Begin);
  auto [Path, New] = Paths.try_emplace(File);
  if (New)
    Path->second = realPath(SM, File);
  Candidates.push_back({&F, File, Path->second, SM.getFileOffset(Begin),
                        SM.getFileOffset(clang::Lexer::getLocForEndOfToken(
                            End, 0, SM, Context.getLangOpts()))});
}

/// Lists the functions of namespaces and classes; those inside functions
/// belong to the function around them.
void Planner::list(const clang::DeclContext &In) {
  for (const clang::Decl *D : In.decls()) {
    if (const auto *T = llvm::dyn_cast<clang::FunctionTemplateDecl>(D))
      add(*T->getTemplatedDecl());
    else if (const auto *C = llvm::dyn_cast<clang::ClassTemplateDecl>(D))
      list(*C->getTemplatedDecl());
    else if (const auto *F = llvm::dyn_cast<FunctionDecl>(D))
      add(*F);
    else if (const auto *Friend = llvm::dyn_cast<clang::FriendDecl>(D)) {
      if (const auto *G = llvm::dyn_cast_or_null<FunctionDecl>(Friend->getFriendDecl()))
        add(*G);
    } else if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl, clang::CXXRecordDecl,
                         clang::ExportDecl>(D)) {
      if (D->getLocation().isValid() && SM.isInSystemHeader(D->getLocation()))
        continue;
      list(*llvm::cast<clang::DeclContext>(D));
    }
  }
}

const Candidate *Planner::around(const Span &Where) const {
  const Candidate *Best = nullptr;
  for (const Candidate &C : Candidates)
    if (C.Begin <= Where.Begin && Where.Begin < C.End && C.Path == Where.File &&
        (!Best || C.Begin > Best->Begin))
      Best = &C;
  return Best;
}

/// Functions this version has no twin for.
Reason Planner::impossible(const FunctionDecl &F) const {
  auto Is = [](const char *Code, const char *Text) { return Reason{Code, Text}; };
  if (F.isMain())
    return Is("main", "main runs once; move the loop into a function to have it tested");
  if (F.isTemplated() || F.isTemplateInstantiation())
    return Is("template", "templates have no twin yet");
  if (llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(F))
    return Is("constructor", "constructors and destructors have no twin yet");
  if (llvm::isa<clang::CXXConversionDecl>(F))
    return Is("conversion", "conversion operators have no twin yet");
  if (F.isVariadic())
    return Is("variadic", "takes variable arguments");
  if (F.isConsteval())
    return Is("constant-evaluated", "runs in the compiler only");
  if (F.getFriendObjectKind() != clang::Decl::FOK_None && F.getLexicalDeclContext()->isRecord())
    return Is("friend-definition", "defined as a friend inside a class");
  if (llvm::isa<clang::CoroutineBodyStmt>(F.getBody()))
    return Is("coroutine", "a coroutine");
  if (!F.getDeclName().isIdentifier() && F.getOverloadedOperator() == clang::OO_None)
    return Is("operator", "a literal operator");
  for (const clang::DeclContext *C = F.getDeclContext(); C; C = C->getParent()) {
    if (llvm::isa<clang::ClassTemplateSpecializationDecl>(C))
      return Is("template", "specializations have no twin yet");
    if (const auto *R = llvm::dyn_cast<clang::CXXRecordDecl>(C))
      if (nameOf(*R).empty())
        return Is("unnamed-class", "a member of a class without a name");
    if (C->isFunctionOrMethod())
      return Is("local-class", "a member of a class inside a function");
  }
  if (!Flat.canEdit(F.getBeginLoc()))
    return Is("macro", "comes from a macro, a system header or a file given with -include");
  return {};
}

/// The lines of an edit that adds includes and nothing else.
static std::vector<std::string> includeLines(const Edit &E) {
  std::vector<std::string> Found;
  llvm::SmallVector<llvm::StringRef, 8> Lines;
  llvm::StringRef(E.Text).split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    if (Line.empty())
      continue;
    if (E.Length || !Line.starts_with("#include"))
      return {};
    Found.push_back(Line.str());
  }
  return Found;
}

/// The edits inside the function. What is left must be added includes.
llvm::Expected<std::vector<Edit>> Planner::editsOf(const Finding &From, const Candidate &C) {
  std::vector<Edit> Inside;
  for (const Edit &E : From.Fix.Edits) {
    std::vector<std::string> Lines = includeLines(E);
    if (!Lines.empty()) {
      for (std::string &Line : Lines)
        if (!llvm::is_contained(Includes, Line))
          Includes.push_back(std::move(Line));
    } else if (E.File == C.Path && E.Offset >= C.Begin && E.Offset + E.Length <= C.End) {
      Inside.push_back(E);
    } else {
      return llvm::createStringError("edits-elsewhere: the rewrite changes more than one function");
    }
  }
  return Inside;
}

/// Original and twin are called the same way.
void Planner::keepCall(const FunctionDecl &F) {
  if (mayBeNoinline(F))
    Flat.insert(F.getBeginLoc(), "HONE_NOINLINE ");
}

llvm::Error Planner::drive(const Finding &From, const Candidate &C, Twin &T) {
  llvm::Expected<std::vector<Edit>> Edits = editsOf(From, C);
  if (!Edits)
    return Edits.takeError();
  T.Name = twinStem(*C.F) + "_hone" + std::to_string(T.Number);
  llvm::Expected<TwinText> Text = writeTwin(*C.F, T.Name, *Edits);
  if (!Text)
    return Text.takeError();
  Reach Touched = findReach(*C.F);
  if (!Touched.Problem.Code.empty())
    return llvm::createStringError(Touched.Problem.Code + ": " + Touched.Problem.Text);
  const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(C.F);
  if (Method && !Flat.canEdit(Method->getParent()->getBraceRange().getEnd()))
    return llvm::createStringError("macro: the class comes from a macro or a system header");
  llvm::Expected<HarnessText> Case = writeHarness(*C.F, T.Number, T.Name, Text->Definition, Types, Touched);
  if (!Case)
    return Case.takeError();
  keepCall(*C.F);
  T.Declaration = Text->Declaration;
  T.Definition = Text->Definition;
  T.Changed = Text->Changed;
  T.OriginalText = Text->Original;
  T.Harness = Case->Harness;
  T.AfterCall = Case->AfterCall;
  if (Method)
    Marks.emplace_back(T.Number - 1, Flat.mark(Method->getParent()->getBraceRange().getEnd()));
  return llvm::Error::success();
}

/// main cannot be defined twice: what tests the twins has its own.
void Planner::renameMain() {
  for (const Candidate &C : Candidates) {
    if (!C.F->isMain() || !Flat.canEdit(C.F->getLocation()))
      continue;
    Flat.replace(C.F->getLocation(), 4, "hone_original_main");
    const clang::Stmt *Body = C.F->getBody();
    if (Flat.canEdit(Body->getEndLoc()))
      Flat.insert(Body->getEndLoc(), " return 0; ");
  }
}

TwinPlan Planner::plan(const std::vector<Finding> &Findings) {
  TwinPlan Plan;
  list(*Context.getTranslationUnitDecl());
  for (const Finding &From : Findings) {
    if (From.Reached != Status::Legal || From.Fix.Edits.empty())
      continue;
    Twin T;
    T.FindingId = From.Id;
    T.Number = Plan.Twins.size() + 1;
    if (const Candidate *C = around(From.Where)) {
      T.Unverified = impossible(*C->F);
      if (T.Unverified.Code.empty())
        if (llvm::Error E = drive(From, *C, T)) {
          std::string Said = llvm::toString(std::move(E));
          auto [Code, Text] = llvm::StringRef(Said).split(": ");
          T.Unverified = {Code.str(), Text.str()};
        }
    } else {
      T.Unverified = {"no-function", "not inside a function of this unit"};
    }
    if (!T.Unverified.Code.empty())
      T.Name.clear();
    Plan.Twins.push_back(std::move(T));
  }
  renameMain();
  std::string Head = Types.needs() + "#include \"hone_test.h\"\n";
  for (const std::string &Line : Includes)
    Head += Line + "\n";
  Plan.Flat = Flat.compose(Head);
  for (auto [Index, Mark] : Marks)
    Plan.Twins[Index].DeclarationOffset = Flat.offsetOf(Mark);
  return Plan;
}

TwinPlan hone::planTwins(clang::CompilerInstance &, clang::ASTContext &Context, const Project &,
                         const std::vector<Finding> &Findings, const Overlay &) {
  return Planner(Context).plan(Findings);
}
