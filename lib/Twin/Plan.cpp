// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One twin per legal finding: the function it is in, why it cannot be driven
// or the chunks that drive it, and the flat text all twins of the unit share.
#include "Definition.h"
#include "Flat.h"
#include "Harness.h"
#include "Instances.h"
#include "Links.h"
#include "Reach.h"
#include "Regions.h"
#include "Types.h"
#include "Words.h"
#include "hone/Twin/Reachable.h"
#include "hone/Twin/Twin.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

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
  Planner(clang::ASTContext &Context, ProjectObjects &Objects, bool PlainLines)
      : Context(Context), Linked(Objects), SM(Context.getSourceManager()), Flat(SM, Context.getLangOpts()),
        Types(Context, Flat), Made(Context), PlainLines(PlainLines) {}
  TwinPlan plan(const std::vector<Finding> &Findings);
  /// Regions for the twins of \p Plan that cannot be driven whole; what they have
  /// against a region is added to the plan.
  std::vector<OutlinedRegion> outline(const std::vector<Finding> &Findings, TwinPlan &Plan,
                                      clang::Preprocessor &PP);
  /// Findings whose functions call what no object of the project has.
  std::set<std::string> Unlinked;
  /// The texts of the files that functions are in.
  Overlay texts() const;

private:
  void list(const clang::DeclContext &In);
  void add(const FunctionDecl &F);
  const Candidate *around(const Span &Where) const;
  Reason impossible(const FunctionDecl &F) const;
  std::vector<Twin> twinsOf(const Finding &From, unsigned Number);
  void planTwin(const Finding &From, const Candidate &C, const FunctionDecl &Driven, Twin &T);
  llvm::Error drive(const Finding &From, const Candidate &C, const FunctionDecl &Driven, Twin &T);
  bool isInOtherDeclaration(const Edit &E, const FunctionDecl &F) const;
  llvm::Expected<std::vector<Edit>> editsOf(const Finding &From, const Candidate &C,
                                            std::vector<Edit> *Beside = nullptr);
  llvm::Expected<OutlinedRegion> outline(const Finding &From, const Candidate &C, unsigned Number,
                                         clang::Preprocessor &PP);
  void keepCall(const FunctionDecl &F);
  void renameMain();

  clang::ASTContext &Context;
  Links Linked;
  const clang::SourceManager &SM;
  FlatText Flat;
  TypeSpace Types;
  Instances Made;
  bool PlainLines; ///< See hasPlainLines().
  std::vector<Candidate> Candidates;
  std::map<clang::FileID, std::string> Paths;
  std::vector<std::string> Includes;
  std::vector<std::pair<unsigned, unsigned>> Marks; ///< Twin index, mark.
};

/// Hands an AST to a function.
class ParsedConsumer : public clang::ASTConsumer {
public:
  explicit ParsedConsumer(std::function<void(clang::ASTContext &)> Do) : Do(std::move(Do)) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override { Do(Context); }

private:
  std::function<void(clang::ASTContext &)> Do;
};

} // namespace

void Planner::add(const FunctionDecl &F) {
  if (!F.isThisDeclarationADefinition() || F.isImplicit() || !F.doesThisDeclarationHaveABody() ||
      F.isTemplateInstantiation())
    return;
  clang::SourceLocation Begin = beginOf(F);
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
    if (const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(C);
        S && S->getSpecializationKind() == clang::TSK_ImplicitInstantiation &&
        !llvm::isa<clang::ClassTemplatePartialSpecializationDecl>(S))
      return Is("template", "a specialization of one member has no twin yet");
    if (const auto *R = llvm::dyn_cast<clang::CXXRecordDecl>(C))
      if (nameOf(*R).empty())
        return Is("unnamed-class", "a member of a class without a name");
    if (C->isFunctionOrMethod())
      return Is("local-class", "a member of a class inside a function");
  }
  if (!Flat.canEdit(innerBeginOf(F)))
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

/// Whether an edit changes a declaration of the function beside its definition.
bool Planner::isInOtherDeclaration(const Edit &E, const FunctionDecl &F) const {
  return llvm::any_of(F.redecls(), [&](const FunctionDecl *Each) {
    clang::SourceLocation Begin = SM.getExpansionLoc(Each->getBeginLoc()), End = SM.getExpansionLoc(Each->getEndLoc());
    return Each != &F && SM.getFileID(Begin) == SM.getFileID(End) && E.File == realPath(SM, SM.getFileID(Begin)) &&
           SM.getFileOffset(Begin) <= E.Offset && E.Offset + E.Length <= SM.getFileOffset(End);
  });
}

/// The edits inside the function. What is left must be added includes, or stand in its other
/// declarations if \p Beside asks for them.
llvm::Expected<std::vector<Edit>> Planner::editsOf(const Finding &From, const Candidate &C,
                                                   std::vector<Edit> *Beside) {
  std::vector<Edit> Inside;
  for (const Edit &E : From.Fix.Edits) {
    std::vector<std::string> Lines = includeLines(E);
    if (!Lines.empty()) {
      for (std::string &Line : Lines)
        if (!llvm::is_contained(Includes, Line))
          Includes.push_back(std::move(Line));
    } else if (E.File == C.Path && E.Offset >= C.Begin && E.Offset + E.Length <= C.End) {
      Inside.push_back(E);
    } else if (Beside && isInOtherDeclaration(E, *C.F)) {
      Beside->push_back(E);
    } else {
      return llvm::createStringError("edits-elsewhere: the rewrite changes more than one function");
    }
  }
  return Inside;
}

/// The reason in an error that starts with a code.
static Reason reasonIn(llvm::Error E) {
  std::string Said = llvm::toString(std::move(E));
  auto [Code, Text] = llvm::StringRef(Said).split(": ");
  return {Code.str(), Text.str()};
}

/// Original and twin are called the same way.
void Planner::keepCall(const FunctionDecl &F) {
  if (mayBeNoinline(F))
    Flat.insert(innerBeginOf(F), "HONE_NOINLINE ");
}

/// \p Driven is the function itself, or what the unit makes of the template.
llvm::Error Planner::drive(const Finding &From, const Candidate &C, const FunctionDecl &Driven,
                           Twin &T) {
  std::vector<Edit> Beside;
  llvm::Expected<std::vector<Edit>> Edits = editsOf(From, C, &Beside);
  if (!Edits)
    return Edits.takeError();
  T.Name = twinStem(*C.F) + "_hone" + std::to_string(T.Number);
  llvm::Expected<TwinText> Text = writeTwin(*C.F, T.Name, *Edits, Beside);
  if (!Text)
    return Text.takeError();
  Reach Touched = findReach(Driven);
  if (!Touched.Problem.Code.empty())
    return llvm::createStringError(Touched.Problem.Code + ": " + Touched.Problem.Text);
  if (llvm::Error E = Linked.link(Touched))
    return E;
  if (Touched.Unlinked)
    Unlinked.insert(From.Id);
  const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(C.F);
  if (Method && !Flat.canEdit(Method->getParent()->getBraceRange().getEnd()))
    return llvm::createStringError("macro: the class comes from a macro or a system header");
  llvm::Expected<HarnessText> Case = writeHarness(Driven, T.Number, T.Name, Text->Definition, Types, Touched);
  if (!Case)
    return Case.takeError();
  Linked.linkInputs(findReachOfMaking(Types.madeClasses()));
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

void Planner::planTwin(const Finding &From, const Candidate &C, const FunctionDecl &Driven, Twin &T) {
  T.Unverified = impossible(*C.F);
  if (T.Unverified.Code.empty())
    if (llvm::Error E = drive(From, C, Driven, T))
      T.Unverified = reasonIn(std::move(E));
  if (!T.Unverified.Code.empty())
    T.Name.clear();
}

/// More instances than these of one template are not tested.
static constexpr std::size_t MaxInstances = 16;

/// One twin, or one for each instance of a template. The first has \p Number.
std::vector<Twin> Planner::twinsOf(const Finding &From, unsigned Number) {
  Twin T;
  T.FindingId = From.Id;
  T.Number = Number;
  const Candidate *C = around(From.Where);
  if (!C) {
    T.Unverified = {"no-function", "not inside a function of this unit"};
    return {T};
  }
  if (!C->F->isTemplated()) {
    planTwin(From, *C, *C->F, T);
    return {T};
  }
  llvm::ArrayRef<const FunctionDecl *> All = Made.of(*C->F);
  T.Unverified = {"template", "a template, and the unit does not instantiate it"};
  if (All.empty())
    return {T};
  std::vector<Twin> Twins;
  for (const FunctionDecl *Driven : All.take_front(MaxInstances)) {
    Twin Of = T;
    Of.Number = Number + Twins.size();
    Of.Instance = nameOfInstance(*Driven);
    planTwin(From, *C, *Driven, Of);
    Twins.push_back(std::move(Of));
  }
  if (All.size() > MaxInstances) {
    T.Number = Number + MaxInstances;
    T.Instance = nameOfInstance(*All[MaxInstances]);
    T.Unverified.Text = "one of " + std::to_string(All.size()) + " instantiations; only " +
                        std::to_string(MaxInstances) + " of one template are tested";
    Twins.push_back(std::move(T));
  }
  return Twins;
}

TwinPlan Planner::plan(const std::vector<Finding> &Findings) {
  TwinPlan Plan;
  list(*Context.getTranslationUnitDecl());
  for (const Candidate &C : Candidates)
    Linked.add(*C.F);
  for (const Finding &From : Findings) {
    if (From.Reached != Status::Legal || From.Fix.Edits.empty())
      continue;
    for (Twin &T : twinsOf(From, Plan.Twins.size() + 1))
      Plan.Twins.push_back(std::move(T));
  }
  renameMain();
  std::string Head = Types.needs() + "#include \"hone_test.h\"\n";
  if (PlainLines)
    Head += "#define __LINE__ 1\n";
  for (const std::string &Line : Includes)
    Head += Line + "\n";
  Plan.Flat = Flat.compose(Head);
  Linked.finish(Plan);
  for (auto [Index, Mark] : Marks)
    Plan.Twins[Index].DeclarationOffset = Flat.offsetOf(Mark);
  return Plan;
}

bool hone::mayHaveRegion(llvm::StringRef Code) {
  static const llvm::StringSet<> Codes = {"main", "constructor", "conversion", "operator",
                                          "variadic", "no-domain", "global-state",
                                          "static-local", "calls-outside"};
  return Codes.contains(Code);
}

/// The function could not be driven, nor could the statements that changed.
static void refuseRegion(Twin &T, const Reason &Why) {
  T.Unverified = {Why.Code, T.Unverified.Text + "; the changed statements alone: " + Why.Text};
}

llvm::Expected<OutlinedRegion> Planner::outline(const Finding &From, const Candidate &C,
                                                unsigned Number, clang::Preprocessor &PP) {
  llvm::Expected<std::vector<Edit>> Edits = editsOf(From, C);
  if (!Edits)
    return Edits.takeError();
  std::optional<Body> B = readBody(*C.F);
  if (!B)
    return llvm::createStringError("region-shape: the text of the function does not show its statements");
  llvm::Expected<Region> R = chooseRegion(*C.F, *B, *Edits, PP);
  if (!R)
    return R.takeError();
  std::vector<Edit> Moved = *Edits;
  for (Edit &E : Moved)
    E.Offset -= R->Where.Begin;
  llvm::StringRef Text = SM.getBufferData(C.File).slice(R->Where.Begin, R->Where.End);
  if (readWords(applyEdits(Text, Moved), PP).Sinks)
    return llvm::createStringError("region-shape: the rewrite moves the end of the block around it");
  OutlinedRegion Out;
  Out.FindingId = From.Id;
  Out.Name = twinStem(*C.F) + "_region" + std::to_string(Number);
  Out.File = C.Path;
  Out.From = R->Where;
  Out.At = C.End;
  Out.Text = writeOutline(*C.F, *B, *R, Out.Name, Types);
  if (!Out.Text.Declaration.empty()) {
    clang::SourceLocation Brace =
        llvm::cast<clang::CXXMethodDecl>(C.F)->getParent()->getBraceRange().getEnd();
    if (!Flat.canEdit(Brace))
      return llvm::createStringError("macro: the class comes from a macro or a system header");
    Out.ClassFile = realPath(SM, SM.getFileID(Brace));
    Out.ClassAt = SM.getFileOffset(Brace);
  }
  return Out;
}

std::vector<OutlinedRegion> Planner::outline(const std::vector<Finding> &Findings, TwinPlan &Plan,
                                             clang::Preprocessor &PP) {
  std::vector<OutlinedRegion> Found;
  for (const Finding &From : Findings)
    for (Twin &T : Plan.Twins) {
      if (T.FindingId != From.Id || !T.Instance.empty() || !mayHaveRegion(T.Unverified.Code))
        continue;
      llvm::Expected<OutlinedRegion> R = outline(From, *around(From.Where), T.Number, PP);
      if (R)
        Found.push_back(std::move(*R));
      else
        refuseRegion(T, reasonIn(R.takeError()));
    }
  return Found;
}

Overlay Planner::texts() const {
  Overlay Texts;
  for (auto I = SM.fileinfo_begin(), E = SM.fileinfo_end(); I != E; ++I) {
    clang::FileID File = SM.translateFile(I->first);
    if (File.isValid() && !SM.isInSystemHeader(SM.getLocForStartOfFile(File)))
      Texts[realPath(SM, File)] = SM.getBufferData(File).str();
  }
  return Texts;
}

/// The twin in \p Plan of the same finding and instance; null if it has none.
static Twin *sameTwin(TwinPlan &Plan, llvm::StringRef FindingId, llvm::StringRef Instance = "") {
  auto Found = llvm::find_if(Plan.Twins, [&](const Twin &T) {
    return T.FindingId == FindingId && T.Instance == Instance;
  });
  return Found == Plan.Twins.end() ? nullptr : &*Found;
}

/// The plan of the unit with \p Regions laid into it. Takes out of \p Regions
/// those that came to nothing, and says why in \p Whole.
static TwinPlan planAgain(clang::CompilerInstance &CI, const Overlay &Files,
                          const Overlay &Texts, const std::vector<Finding> &Findings,
                          ProjectObjects &Objects,
                          std::vector<OutlinedRegion> &Regions, TwinPlan &Whole) {
  RegionTexts Laid = layRegions(Regions, Texts, Findings);
  Overlay All = Laid.Files;
  All.insert(Files.begin(), Files.end());
  TwinPlan Plan;
  std::set<std::string> Broken;
  ParseDiagnostics Said;
  auto Parsed = [&](clang::ASTContext &Context) {
    for (const OutlinedRegion &R : Regions)
      if (isBroken(Context, R.Name))
        Broken.insert(R.Name);
    if (Broken.empty())
      Plan = Planner(Context, Objects, hasPlainLines(CI.getPreprocessor())).plan(Laid.Findings);
  };
  parseAgain(CI, All, [&](clang::CompilerInstance &) { return std::make_unique<ParsedConsumer>(Parsed); }, Said);
  bool Lost = Broken.empty() && (Said.Errors || Plan.Twins.empty());
  llvm::erase_if(Regions, [&](const OutlinedRegion &R) {
    Twin &Old = *sameTwin(Whole, R.FindingId);
    const Twin *New = sameTwin(Plan, R.FindingId);
    if (Lost || Broken.count(R.Name))
      refuseRegion(Old, {"region-names", "they need names that only the function knows"});
    else if (Broken.empty() && New && !New->Unverified.Code.empty())
      refuseRegion(Old, New->Unverified);
    else
      return false;
    return true;
  });
  return Plan;
}

std::map<std::string, Reason> hone::whyNotDriven(clang::CompilerInstance &CI, clang::ASTContext &Context, const Project &P,
                                                 const std::vector<Finding> &Findings) {
  const clang::SourceManager &SM = Context.getSourceManager();
  ProjectObjects Objects(P, realPath(SM, SM.getMainFileID()));
  Planner Whole(Context, Objects, hasPlainLines(CI.getPreprocessor()));
  std::map<std::string, Reason> Reasons;
  for (const Twin &T : Whole.plan(Findings).Twins)
    if (!T.Unverified.Code.empty())
      Reasons.try_emplace(T.FindingId, T.Unverified);
  for (const std::string &Id : Whole.Unlinked)
    Reasons.try_emplace(Id, Reason{"needs-link", "calls functions of other units that no object has"});
  return Reasons;
}

TwinPlan hone::planTwins(clang::CompilerInstance &CI, clang::ASTContext &Context, const Project &P,
                         const std::vector<Finding> &Findings, const Overlay &Files) {
  const clang::SourceManager &SM = Context.getSourceManager();
  ProjectObjects Objects(P, realPath(SM, SM.getMainFileID()));
  Planner Whole(Context, Objects, hasPlainLines(CI.getPreprocessor()));
  TwinPlan Plan = Whole.plan(Findings);
  std::vector<OutlinedRegion> Regions = Whole.outline(Findings, Plan, CI.getPreprocessor());
  Overlay Texts = Regions.empty() ? Overlay() : Whole.texts();
  while (!Regions.empty()) {
    std::size_t Tried = Regions.size();
    TwinPlan Again = planAgain(CI, Files, Texts, Findings, Objects, Regions, Plan);
    if (Regions.size() != Tried)
      continue; // Without the text of those that came to nothing.
    for (Twin &T : Again.Twins)
      if (const Twin *First = sameTwin(Plan, T.FindingId, T.Instance);
          First && !T.Unverified.Code.empty())
        T.Unverified = First->Unverified;
    for (const OutlinedRegion &R : Regions)
      sameTwin(Again, R.FindingId)->IsRegion = true;
    return Again;
  }
  return Plan;
}
