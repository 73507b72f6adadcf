// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Find, judge, rewrite. One traversal collects what the patterns match; each match
// is then judged in source order, so that ordinals in ids do not depend on
// how the matcher walks.

#include "ConfiguredTypes.h"
#include "MacroArguments.h"
#include "Nolint.h"
#include "OnlyInstance.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Memory.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/TextMemory.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <set>

using namespace clang;
using namespace clang::ast_matchers;
using llvm::StringRef;

namespace hone {
namespace {

struct Candidate {
  const Check *What;
  const Stmt *Root;
  BoundNodes Nodes;
};

class Collector : public MatchFinder::MatchCallback {
public:
  Collector(const Check &What, std::vector<Candidate> &Found) : What(What), Found(Found) {}
  void run(const MatchFinder::MatchResult &R) override {
    const auto *Root = R.Nodes.getNodeAs<Stmt>("root");
    assert(Root && "every pattern binds the statement it is about as root");
    if (Seen.insert(Root).second)
      Found.push_back({&What, Root, R.Nodes});
  }

private:
  const Check &What;
  std::vector<Candidate> &Found;
  llvm::DenseSet<const Stmt *> Seen;
};

/// What lies around a root.
struct Surroundings {
  const FunctionDecl *Outermost = nullptr; ///< Outside all lambdas and local classes.
  const Stmt *Loop = nullptr;              ///< Innermost; the root itself if it is one.
  const Stmt *OuterLoop = nullptr;
};

bool isLoopStmt(const Stmt &S) {
  return llvm::isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
}

Surroundings surroundingsOf(const Stmt &Root, ASTContext &Context) {
  Surroundings S;
  if (isLoopStmt(Root))
    S.Loop = S.OuterLoop = &Root;
  DynTypedNode Node = DynTypedNode::create(Root);
  while (true) {
    auto Parents = Context.getParents(Node);
    if (Parents.empty())
      return S;
    Node = Parents[0];
    if (const auto *F = Node.get<FunctionDecl>())
      S.Outermost = F;
    const auto *Around = Node.get<Stmt>();
    if (!Around || !isLoopStmt(*Around))
      continue;
    if (!S.Loop && !S.Outermost)
      S.Loop = Around;
    S.OuterLoop = Around;
  }
}

/// One of the instantiations of a template, whose text means several things at once.
bool isInstantiated(const FunctionDecl &F) {
  if (F.isTemplateInstantiation())
    return true;
  for (const DeclContext *In = F.getDeclContext(); In; In = In->getParent())
    if (const auto *R = llvm::dyn_cast<CXXRecordDecl>(In))
      if (isTemplateInstantiation(R->getTemplateSpecializationKind()))
        return true;
  return false;
}

class Runner {
public:
  Runner(ASTContext &Context, const CheckOptions &Options, Preprocessor *PP)
      : Context(Context), SM(Context.getSourceManager()), Options(Options), PP(PP) {}
  std::vector<Finding> run(const std::vector<Decl *> &Scope);

private:
  void find();
  std::optional<Finding> judge(const Candidate &C);
  void settle(Finding &F, const Match &M, const Check &What, Verdict V, const Stmt &Root, const Surroundings &Around);
  Span spanOf(SourceRange R) const;
  std::string pathOf(FileID Id) const;
  std::string idOf(const Check &What, const FunctionDecl &F, const Stmt &Root);
  bool isSilenced(const Check &What, SourceLocation Where);
  bool isElsewhere(SourceLocation Where) const;
  bool changesBeside(const Patch &Fix, SourceRange Range) const;
  bool comesFromElsewhere(const Finding &F, const Stmt &Root) const;

  ASTContext &Context;
  const SourceManager &SM;
  const CheckOptions &Options;
  Preprocessor *PP;
  std::vector<Candidate> Found;
  std::map<std::string, unsigned> Ordinals;
  std::map<FileID, NolintComments> Nolints;
  std::set<std::pair<const Check *, SourceLocation>> Instantiated; ///< Places that were told of.
};

void Runner::find() {
  MatchFinder Finder;
  std::vector<std::unique_ptr<Collector>> Collectors;
  for (const Check *What : allChecks()) {
    if (!isEnabled(What->Id, Options.Globs))
      continue;
    Collectors.push_back(std::make_unique<Collector>(*What, Found));
    // As it is, without `traverse`: the finder then asks each pattern only about nodes of the kind it can match.
    Finder.addMatcher(What->Pattern(), Collectors.back().get());
  }
  Finder.matchAST(Context);
  llvm::stable_sort(Found, [&](const Candidate &A, const Candidate &B) {
    SourceLocation X = SM.getFileLoc(A.Root->getBeginLoc()), Y = SM.getFileLoc(B.Root->getBeginLoc());
    if (X != Y)
      return SM.isBeforeInTranslationUnit(X, Y);
    return A.What->Id.compare(B.What->Id) < 0;
  });
}

std::string Runner::pathOf(FileID Id) const {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(Id);
  if (!Entry)
    return "";
  FileManager &Manager = SM.getFileManager();
  llvm::SmallString<256> Path = Manager.getCanonicalName(*Entry);
  Manager.makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

Span Runner::spanOf(SourceRange R) const {
  SourceLocation Begin = SM.getFileLoc(R.getBegin()), End = SM.getExpansionRange(R.getEnd()).getEnd();
  Span S;
  S.File = pathOf(SM.getFileID(Begin));
  S.Begin = SM.getFileOffset(Begin);
  S.Line = SM.getExpansionLineNumber(Begin);
  S.Column = SM.getExpansionColumnNumber(Begin);
  S.End = S.Begin;
  S.EndLine = S.Line;
  if (SM.getFileID(End) == SM.getFileID(Begin)) {
    S.End = SM.getFileOffset(End) + Lexer::MeasureTokenLength(End, SM, Context.getLangOpts());
    S.EndLine = SM.getExpansionLineNumber(End);
  }
  return S;
}

/// The tokens between two places, apart by one blank: neither layout nor
/// comments are the shape of a statement.
std::string tokensOf(const Span &S, FileID Id, const SourceManager &SM, const LangOptions &L) {
  StringRef Buffer = SM.getBufferData(Id);
  Lexer Lex(SM.getLocForStartOfFile(Id), L, Buffer.begin(), Buffer.begin() + S.Begin,
            Buffer.end());
  std::string Text;
  Token T;
  while (!Lex.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < S.End) {
    Text += Buffer.substr(SM.getFileOffset(T.getLocation()), T.getLength());
    Text += ' ';
  }
  return Text;
}

std::string Runner::idOf(const Check &What, const FunctionDecl &F, const Stmt &Root) {
  FileID Id = SM.getFileID(SM.getFileLoc(Root.getBeginLoc()));
  std::string Shape = What.Id.str() + '\n' + F.getQualifiedNameAsString() + '\n' +
                      F.getType().getCanonicalType().getAsString(Context.getPrintingPolicy()) +
                      '\n' + tokensOf(spanOf(Root.getSourceRange()), Id, SM, Context.getLangOpts());
  Shape += '\n' + std::to_string(Ordinals[Shape]++);
  return fmt::format("{:016x}", llvm::xxh3_64bits(Shape)).substr(0, 12);
}

bool Runner::isSilenced(const Check &What, SourceLocation Where) {
  SourceLocation At = SM.getExpansionLoc(Where);
  FileID Id = SM.getFileID(At);
  auto It = Nolints.find(Id);
  if (It == Nolints.end())
    It = Nolints.emplace(Id, NolintComments(SM.getBufferData(Id))).first;
  return It->second.silences("hone-" + What.Id.str(), SM.getExpansionLineNumber(At));
}

/// True if a `#line` directive says that what stands here was made from another place.
bool Runner::isElsewhere(SourceLocation Where) const {
  PresumedLoc Said = SM.getPresumedLoc(Where), Is = SM.getPresumedLoc(Where, /*UseLineDirectives=*/false);
  return Said.isValid() && Is.isValid() &&
         (Said.getLine() != Is.getLine() || StringRef(Said.getFilename()) != Is.getFilename());
}

/// The statement, or what is to be changed for it.
bool Runner::comesFromElsewhere(const Finding &F, const Stmt &Root) const {
  if (isElsewhere(SM.getFileLoc(Root.getBeginLoc())) ||
      isElsewhere(SM.getExpansionRange(Root.getEndLoc()).getEnd()))
    return true;
  return llvm::any_of(F.Fix.Edits, [&](const Edit &E) {
    OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(E.File);
    FileID Id = Entry ? SM.translateFile(*Entry) : FileID();
    if (Id.isInvalid())
      return false;
    SourceLocation Begin = SM.getLocForStartOfFile(Id).getLocWithOffset(E.Offset);
    return isElsewhere(Begin) || isElsewhere(Begin.getLocWithOffset(E.Length));
  });
}

/// Whether text that is there already and not in \p Range becomes another one.
bool Runner::changesBeside(const Patch &Fix, SourceRange Range) const {
  const SourceLocation From = SM.getFileLoc(Range.getBegin()), To = SM.getFileLoc(Range.getEnd());
  OptionalFileEntryRef Own = SM.getFileEntryRefForID(SM.getFileID(From));
  return llvm::any_of(Fix.Edits, [&](const Edit &E) {
    OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(E.File);
    return E.Length && !(Own && Entry && *Own == *Entry && SM.getFileOffset(From) <= E.Offset && E.Offset <= SM.getFileOffset(To));
  });
}

/// Moves a verdict into the finding; a rewrite that cannot be written turns a
/// yes into a refusal with the writer's code.
void Runner::settle(Finding &F, const Match &M, const Check &What, Verdict V, const Stmt &Root,
                    const Surroundings &Around) {
  F.Obligations = std::move(V.Obligations);
  F.Trust = trustOf(F.Obligations);
  F.AddsCode = V.AddsCode || M.least();
  F.AddsBlock = V.AddsBlock;
  F.Why = std::move(V.Why);
  F.Reached = V.Answer == Verdict::Kind::Legal     ? Status::Legal
              : V.Answer == Verdict::Kind::Refused ? Status::Refused
                                                   : Status::NeedsHint;
  if (F.Reached != Status::Legal)
    return;
  auto Refuse = [&](StringRef Code, StringRef Text) {
    F.Reached = Status::Refused;
    F.Why = {Code.str(), Text.str()};
  };
  if (Root.getBeginLoc().isMacroID() || Root.getEndLoc().isMacroID())
    return Refuse("macro", "the statement is made by a macro");
  // No judge sees what is evaluated in another configuration only.
  if (auto Unread = findUnreadArgument(Around.OuterLoop, *Around.Outermost, Context, PP))
    return Refuse(Unread->Code, Unread->Text);
  if (const Stmt *Edited = Around.OuterLoop ? Around.OuterLoop : Around.Outermost->getBody()) {
    if (auto Other = findConfiguredType(*Edited, *Around.Outermost, Context, PP))
      return Refuse(Other->Code, Other->Text);
    for (const FunctionDecl *Called : effectsOf(*Edited, Context).Inlined)
      if (auto LeftOut = findLeftOut(*Called, Context, PP))
        return Refuse(LeftOut->Code, LeftOut->Text);
  }
  llvm::Expected<Patch> Fix = What.Rewrite(M);
  if (Fix) {
    // Of several loops only one was asked about.
    if (Around.OuterLoop && changesBeside(*Fix, Around.OuterLoop->getSourceRange()))
      if (auto Other = findConfiguredType(*Around.Outermost->getBody(), *Around.Outermost, Context, PP))
        return Refuse(Other->Code, Other->Text);
    F.Fix = std::move(*Fix);
    return;
  }
  std::string Text = llvm::toString(Fix.takeError());
  auto [Code, Rest] = StringRef(Text).split(": ");
  Refuse(Code, Rest);
}

std::optional<Finding> Runner::judge(const Candidate &C) {
  const Stmt &Root = *C.Root;
  Surroundings Around = surroundingsOf(Root, Context);
  if (!Around.Outermost || Around.Outermost->isDependentContext() || Root.getBeginLoc().isInvalid() ||
      Around.Outermost->isInvalidDecl())
    return std::nullopt;
  // One instantiation says it of the template; of others nothing is known.
  const bool OfTemplate = isInstantiated(*Around.Outermost);
  if (OfTemplate && !Instantiated.insert({C.What, SM.getFileLoc(Root.getBeginLoc())}).second)
    return std::nullopt;
  // Counted before it is judged, so that a verdict moves nobody else's id.
  std::string Id = idOf(*C.What, *Around.Outermost, Root);
  if (isSilenced(*C.What, Root.getBeginLoc()))
    return std::nullopt;
  std::map<std::string, std::string> Values;
  std::string Prefix = "hone-" + C.What->Id.str() + ".";
  for (const auto &[Key, Value] : Options.Values)
    if (StringRef(Key).starts_with(Prefix))
      Values[Key.substr(Prefix.size())] = Value;
  auto Least = Options.Thresholds.find(Id);
  Match M(C.Nodes, Context, Values, Least == Options.Thresholds.end() ? 0 : Least->second);
  Verdict V = C.What->Judge(M);
  if (V.Answer == Verdict::Kind::Nothing || (OfTemplate && V.Answer != Verdict::Kind::Legal))
    return std::nullopt;
  const bool IsAll = OfTemplate && C.What->SpeaksOfTemplates && isOnlyInstance(*Around.Outermost, Context);
  if (OfTemplate && !IsAll)
    V = Verdict::refuse("template", "legal in one instantiation, but the template may have others");

  Finding F;
  F.Id = std::move(Id);
  F.Check = C.What->Id.str();
  F.Message = C.What->Message.str();
  F.Where = spanOf(Root.getSourceRange());
  F.Function = Around.Outermost->getQualifiedNameAsString();
  const FunctionDecl *Whole = Around.Outermost;
  F.FunctionSpan = spanOf({Whole->getOuterLocStart(), Whole->getSourceRange().getEnd()});
  if (const FunctionTemplateDecl *T = Whole->getDescribedFunctionTemplate())
    F.FunctionSpan = spanOf({T->getBeginLoc(), Whole->getSourceRange().getEnd()});
  if (Around.Loop) {
    Loop L;
    L.Where = spanOf(Around.Loop->getSourceRange());
    L.Function = F.Function;
    L.Id = fmt::format("{}:{}:{}", L.Where.File, L.Where.Line, L.Where.Column);
    F.InLoop = std::move(L);
  }
  settle(F, M, *C.What, std::move(V), Root, Around);
  if (IsAll && F.Reached == Status::Legal && !keepsToItsWords(F.Fix, *Around.Outermost, Context)) {
    F.Reached = Status::Refused;
    F.Why = {"template", "the change would name what is a parameter of the template"};
    F.Fix = {};
  }
  // The next run of what made it would undo the change.
  if (F.Reached != Status::Refused && comesFromElsewhere(F, Root)) {
    F.Reached = Status::Refused;
    F.Why = {"line-directive", "a #line directive says that this was made from another file"};
    F.Fix = {};
  }
  return F;
}

std::vector<Finding> Runner::run(const std::vector<Decl *> &Scope) {
  std::vector<Decl *> Before = Context.getTraversalScope();
  Context.setTraversalScope(Scope);
  find();
  std::vector<Finding> Findings;
  for (const Candidate &C : Found)
    if (auto F = judge(C))
      Findings.push_back(std::move(*F));
  Context.setTraversalScope(Before);
  return Findings;
}

} // namespace

std::vector<Finding> runChecks(ASTContext &Context, const std::vector<Decl *> &Scope,
                               const CheckOptions &Options, Preprocessor *PP) {
  AnalysisMemory OfFunctions;
  TextMemory OfFiles;
  return Runner(Context, Options, PP).run(Scope);
}

} // namespace hone
