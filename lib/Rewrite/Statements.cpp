// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements in front of a statement. A declaration may not stand everywhere a
// statement may: not as the body of an if, not where a jump passes it, not
// between a pragma and its loop, not behind a branch of the preprocessor that
// would make it somebody's body in another configuration.
#include "FileText.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace hone;

/// A case or default label in \p S that belongs to a switch around \p S.
static bool holdsForeignCase(const Stmt &S) {
  if (isa<SwitchCase>(S))
    return true;
  if (isa<SwitchStmt>(S))
    return false;
  return llvm::any_of(S.children(),
                      [](const Stmt *Child) { return Child && holdsForeignCase(*Child); });
}

static bool holdsLabel(const Stmt &S) {
  if (isa<LabelStmt, GotoStmt, IndirectGotoStmt, AsmStmt>(S))
    return true;
  return llvm::any_of(S.children(),
                      [](const Stmt *Child) { return Child && holdsLabel(*Child); });
}

/// The innermost function or lambda body around \p S.
static const Stmt *bodyAround(const Stmt &S, ASTContext &Context) {
  DynTypedNode Node = DynTypedNode::create(S);
  const Stmt *Last = nullptr;
  while (true) {
    if (const auto *Lambda = Node.get<LambdaExpr>(); Lambda && Last)
      return Lambda->getBody();
    if (const auto *Function = Node.get<FunctionDecl>())
      return Function->getBody();
    Last = Node.get<Stmt>();
    auto Parents = Context.getParents(Node);
    if (Parents.empty())
      return nullptr;
    Node = Parents[0];
  }
}

static const Stmt *parentStmt(const Stmt &S, ASTContext &Context) {
  auto Parents = Context.getParents(S);
  return Parents.empty() ? nullptr : Parents[0].get<Stmt>();
}

/// The last statement inside \p S: where its text ends, less a semicolon.
static const Stmt &innermostLast(const Stmt &S) {
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return innermostLast(*For->getBody());
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
    return innermostLast(*Range->getBody());
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return innermostLast(*While->getBody());
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return innermostLast(If->getElse() ? *If->getElse() : *If->getThen());
  if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    return innermostLast(*Switch->getBody());
  if (const auto *Attributed = dyn_cast<AttributedStmt>(&S))
    return innermostLast(*Attributed->getSubStmt());
  return S;
}

/// The text of \p S with its semicolon.
std::optional<PatchBuilder::Place> PatchBuilder::locateWhole(const Stmt &S) {
  const SourceManager &SM = Context.getSourceManager();
  const Stmt &Last = innermostLast(S);
  if (S.getBeginLoc().isMacroID() || Last.getEndLoc().isMacroID()) {
    fail("macro: the statement begins or ends in a macro");
    return std::nullopt;
  }
  std::string Why;
  auto Begin = locate(S.getBeginLoc(), Why), End = locate(Last.getEndLoc(), Why);
  if (!Begin || !End || Begin->File != End->File || SM.isBeforeInTranslationUnit(Last.getEndLoc(), S.getBeginLoc())) {
    fail(Why.empty() ? "no-place: the statement is in two files" : Why);
    return std::nullopt;
  }
  Place P{Begin->File, Begin->Begin, End->End};
  if (!isa<CompoundStmt, DeclStmt, NullStmt, CXXTryStmt>(Last)) {
    const RawToken *Semicolon = P.File->codeAfter(P.End);
    if (!Semicolon || Semicolon->Kind != tok::semi) {
      fail("no-place: the end of the statement is not plain text");
      return std::nullopt;
    }
    P.End = Semicolon->end();
  }
  return P;
}

/// Whether a pragma stands between \p Offset and the code before it.
static bool followsPragma(const FileText &File, unsigned Offset) {
  const RawToken *Before = File.codeBefore(Offset);
  for (std::size_t I = File.tokenAt(Before ? Before->end() : 0);
       I < File.Tokens.size() && File.Tokens[I].Offset < Offset; ++I)
    if (File.Tokens[I].InDirective && File.text(File.Tokens[I]) == "pragma")
      return true;
  return false;
}

/// Whether a macro stands in front of \p Begin: it may be a pragma for another compiler, and
/// belong to the statement.
static bool followsMacro(const FileText &File, unsigned Begin) {
  const RawToken *Before = File.codeBefore(Begin);
  if (!Before)
    return false;
  auto IsName = [&](const RawToken &T) {
    static const llvm::StringSet<> Keywords = {"else", "do", "if", "for", "while", "switch", "constexpr", "catch", "try"};
    return T.Kind == tok::raw_identifier && !Keywords.contains(File.text(T));
  };
  if (Before->Kind != tok::r_paren)
    return IsName(*Before);
  for (unsigned Open = 1; Open && (Before = File.codeBefore(Before->Offset));)
    Open += (Before->Kind == tok::r_paren) - (Before->Kind == tok::l_paren);
  Before = Before ? File.codeBefore(Before->Offset) : nullptr;
  return Before && IsName(*Before);
}

/// Fails unless a declaration in front of \p S means the same in every
/// configuration, and no jump passes it.
bool PatchBuilder::isFreePlace(const Stmt &S, const Place &P) {
  if (P.File->hasDirective(P.Begin, P.End)) {
    fail("preprocessor: a preprocessor line stands in the statement");
    return false;
  }
  const RawToken *Before = P.File->codeBefore(P.Begin);
  if (followsPragma(*P.File, P.Begin)) {
    fail("preprocessor: a pragma stands in front of the statement");
    return false;
  }
  bool Directive = P.File->hasDirective(Before ? Before->end() : 0, P.Begin);
  if (Directive && (!Before || (Before->Kind != tok::semi && Before->Kind != tok::l_brace &&
                                Before->Kind != tok::r_brace))) {
    fail("preprocessor: the statement belongs to another one in some configurations");
    return false;
  }
  if (followsMacro(*P.File, P.Begin)) {
    fail("macro: a macro stands in front of the statement");
    return false;
  }
  const Stmt *Body = bodyAround(S, Context);
  if (!Body || holdsLabel(*Body) || holdsForeignCase(S)) {
    fail("no-place: a label or goto could jump past a declaration");
    return false;
  }
  return true;
}

/// The end of the comments that stand behind \p End on its line.
static unsigned afterComments(const FileText &File, unsigned End) {
  for (std::size_t I = File.tokenAt(End);
       I < File.Tokens.size() && File.Tokens[I].Kind == tok::comment &&
       !File.Tokens[I].InDirective &&
       !File.Code.slice(End, File.Tokens[I].Offset).contains('\n');
       ++I)
    End = File.Tokens[I].end();
  return End;
}

/// Makes \p S, the only sub-statement of another, the last of a block.
void PatchBuilder::addBraces(const Stmt &S, const Place &P) {
  const FileText &File = *P.File;
  const RawToken *Before = File.codeBefore(P.Begin);
  std::string Indent = File.indentation(Before->Offset).str(), EOL = File.EOL.str();
  add(File, Before->end(), 0, " {");
  if (!File.startsLine(P.Begin)) {
    unsigned Space = P.Begin - File.Code.take_front(P.Begin).rtrim(" \t").size();
    add(File, P.Begin - Space, Space, EOL + Indent + File.step());
  }
  // A comment behind the statement stays on its line.
  unsigned End = afterComments(File, P.End);
  const RawToken *After = File.codeAfter(End);
  if (After && File.text(*After) == "else" &&
      File.Code.slice(End, After->Offset).trim().empty())
    add(File, End, After->Offset - End, EOL + Indent + "} ");
  else
    add(File, End, 0, EOL + Indent + "}");
}

/// Comments directly above that speak to a tool about "the next line" must stay
/// directly above it.
static unsigned aboveToolComments(const FileText &File, unsigned Offset) {
  while (File.startsLine(Offset)) {
    std::size_t I = File.tokenAt(Offset);
    if (I == 0 || File.Tokens[I - 1].Kind != tok::comment)
      break;
    const RawToken &T = File.Tokens[I - 1];
    std::string Text = File.text(T).lower();
    bool Adjacent = File.Code.slice(T.end(), Offset).count('\n') <= 1;
    if (!Adjacent || !File.startsLine(T.Offset) ||
        (Text.find("nextline") == std::string::npos &&
         Text.find("next-line") == std::string::npos &&
         Text.find("suppress") == std::string::npos))
      break;
    Offset = T.Offset;
  }
  return Offset;
}

/// Whether \p S is the only sub-statement of another; none if no declaration can stand
/// in front of it, braces or not.
std::optional<bool> PatchBuilder::isOnlyBody(const Stmt &S) {
  const Stmt *Parent = parentStmt(S, Context);
  bool IsBody = false;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Parent)) {
    if (!holdsForeignCase(*Block))
      return false;
    fail("no-place: a case label could jump past a declaration");
    return std::nullopt;
  }
  if (const auto *If = dyn_cast_or_null<IfStmt>(Parent))
    IsBody = &S == If->getThen() || &S == If->getElse();
  else if (const auto *For = dyn_cast_or_null<ForStmt>(Parent))
    IsBody = &S == For->getBody();
  else if (const auto *Range = dyn_cast_or_null<CXXForRangeStmt>(Parent))
    IsBody = &S == Range->getBody();
  else if (const auto *While = dyn_cast_or_null<WhileStmt>(Parent))
    IsBody = &S == While->getBody();
  else if (const auto *Do = dyn_cast_or_null<DoStmt>(Parent))
    IsBody = &S == Do->getBody();
  else if (const auto *Label = dyn_cast_or_null<SwitchCase>(Parent))
    IsBody = &S == Label->getSubStmt();
  if (IsBody)
    return true;
  fail("no-place: no declaration can stand in front of the statement");
  return std::nullopt;
}

std::optional<PatchBuilder::Beside> PatchBuilder::beside(const Stmt &S) {
  auto P = locateWhole(S);
  if (!P || !isFreePlace(S, *P))
    return std::nullopt;
  auto IsBody = isOnlyBody(S);
  if (!IsBody)
    return std::nullopt;
  std::string Indent = P->File->indentation(P->Begin).str();
  if (*IsBody && !P->File->startsLine(P->Begin))
    Indent += P->File->step();
  return Beside{*P, *IsBody, std::move(Indent)};
}

/// Whether code that is not the end of a block stands behind \p End on its line.
static bool isFollowedOnLine(const FileText &File, unsigned End) {
  const RawToken *Next = File.codeAfter(End);
  return Next && Next->Kind != tok::r_brace && !File.Code.slice(End, Next->Offset).contains('\n');
}

void PatchBuilder::insertStatementsAfter(const Stmt &S, llvm::StringRef Lines) {
  auto At = beside(S);
  if (!At)
    return;
  const FileText &File = *At->Whole.File;
  unsigned End = afterComments(File, At->Whole.End);
  // What follows on the line would seem to belong to the last of the new statements.
  if (isFollowedOnLine(File, End))
    return fail("no-place: code follows the statement on its line");
  add(File, End, 0, File.EOL.str() + At->Indent + File.indented(Lines, At->Indent));
}

void PatchBuilder::insertStatementsBefore(const Stmt &S, llvm::StringRef Lines) {
  auto At = beside(S);
  if (!At)
    return;
  const FileText &File = *At->Whole.File;
  if (At->IsBody && Braced.insert(&S).second)
    addBraces(S, At->Whole);
  unsigned Where = aboveToolComments(File, At->Whole.Begin);
  // A block on one line stays on it.
  bool Starts = File.startsLine(At->Whole.Begin);
  bool OneLine = !Starts && !At->IsBody && !Lines.contains('\n');
  // Behind other code it would be taken for a comment on that, and on one line it would hide what follows.
  if (!Starts && !At->IsBody && Lines.contains("//"))
    return fail("no-place: code stands in front of the statement on its line, where a comment has to go");
  // The statement comes to begin a line, and what stands behind it would seem to belong to it.
  if (!Starts && !OneLine && !At->IsBody && isFollowedOnLine(File, At->Whole.End))
    return fail("no-place: code follows the statement on its line");
  add(File, Where, 0, File.indented(Lines, At->Indent) + (OneLine ? " " : File.EOL.str() + At->Indent));
}

std::string PatchBuilder::copy(const Stmt &Whole,
                               llvm::ArrayRef<std::pair<SourceRange, std::string>> Instead) {
  auto P = locateWhole(Whole);
  if (!P)
    return "";
  const FileText &File = *P->File;
  if (!File.startsLine(P->Begin)) {
    fail("no-place: other code stands in front of the statement");
    return "";
  }
  // What a raw string spells would be indented with it.
  for (std::size_t I = File.tokenAt(P->Begin); I < File.Tokens.size() && File.Tokens[I].Offset < P->End; ++I)
    if (File.Tokens[I].isCode() && File.text(File.Tokens[I]).contains('\n'))
      fail("no-place: a string of several lines stands in the statement");
  std::string Why;
  // A macro anywhere in it may mean something else the second time.
  if (!locate({Whole.getBeginLoc(), innermostLast(Whole).getEndLoc()}, Why))
    fail(Why);
  std::vector<std::pair<Place, llvm::StringRef>> Parts;
  for (const auto &[Range, Text] : Instead) {
    auto Part = locate(Range, Why);
    if (!Part) {
      fail(Why);
      return "";
    }
    Parts.emplace_back(*Part, Text);
  }
  llvm::sort(Parts, [](const auto &A, const auto &B) { return A.first.Begin < B.first.Begin; });
  std::string Result;
  unsigned At = P->Begin;
  for (const auto &[Part, Text] : Parts) {
    assert(Part.Begin >= At && Part.End <= P->End && "parts are disjoint, and inside the statement");
    Result += File.Code.slice(At, Part.Begin);
    Result += Text;
    At = Part.End;
  }
  Result += File.Code.slice(At, P->End);
  std::string Indent = "\n" + File.indentation(P->Begin).str();
  for (std::size_t Line = 0; (Line = Result.find(Indent, Line)) != std::string::npos; ++Line)
    Result.erase(Line + 1, Indent.size() - 1);
  return Result;
}

/// Whether an `else` may follow \p S that an `if` inside of it would take for its own.
static bool precedesElse(const Stmt &S, ASTContext &Context) {
  const Stmt *Parent = parentStmt(S, Context);
  if (!Parent || isa<CompoundStmt>(Parent))
    return false;
  if (const auto *If = dyn_cast<IfStmt>(Parent); If && If->getElse() && &S == If->getThen())
    return true;
  return precedesElse(*Parent, Context);
}

/// Whether a comment is a command, about the place where it stands.
static bool speaksToTool(llvm::StringRef Comment) {
  std::string Text = Comment.lower();
  for (const char *Word : {"nolint", "clang-format", "suppress", "next-line", "nextline", "lcov", "gcovr"})
    if (Text.find(Word) != std::string::npos)
      return true;
  return false;
}

void PatchBuilder::replaceStatement(const Stmt &S, llvm::StringRef Lines) {
  auto P = locateWhole(S);
  if (!P)
    return;
  if (isa_and_nonnull<AttributedStmt>(parentStmt(S, Context)) || followsPragma(*P->File, P->Begin))
    return fail("preprocessor: a pragma or an attribute stands in front of the statement");
  if (followsMacro(*P->File, P->Begin))
    return fail("macro: a macro stands in front of the statement");
  // What they say of the statement they can say above it.
  std::string Comments;
  for (const RawToken *T : lostComments(*P, Lines)) {
    std::string Text = P->File->text(*T).rtrim().str();
    if (!P->File->startsLine(P->Begin) || Text.find('\n') != std::string::npos || speaksToTool(Text))
      return fail("comment: a comment stands in the code to be changed");
    Comments += Text + "\n";
  }
  if (Lines.starts_with("if ") && precedesElse(S, Context) && Braced.insert(&S).second)
    addBraces(S, *P);
  std::string Indent = P->File->indentation(P->Begin).str(), Text = Comments + Lines.str();
  // What stands behind other code on its line stays there.
  if (P->File->startsLine(P->Begin) && Text.find('\n') != std::string::npos && isFollowedOnLine(*P->File, P->End))
    return fail("no-place: code follows the statement on its line");
  if (!P->File->startsLine(P->Begin) && llvm::StringRef(Text).contains("//"))
    return fail("comment: a comment would hide what follows it on the line");
  if (!P->File->startsLine(P->Begin))
    for (std::size_t Break; (Break = Text.find('\n')) != std::string::npos;)
      Text.replace(Break, Text.find_first_not_of("\n \t", Break) - Break, " ");
  add(*P->File, P->Begin, P->End - P->Begin, P->File->indented(Text, Indent));
}

std::string PatchBuilder::step(const Stmt &S) const {
  return fileOf(Context.getSourceManager().getFileLoc(S.getBeginLoc()))->step();
}
