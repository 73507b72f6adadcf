// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A free function or a member defined out of line keeps its text; its name and
// some specifiers are edited in place. A member defined in its class is taken
// apart into return type, parameters and the rest, and put together again
// behind the class's name. The return type then goes to the end, where names
// of the class are visible: `auto Image::row_hone1(int y) const -> Row`. A
// template stays one: what stands in front of it is taken along.
#include "Definition.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>

using namespace hone;
using clang::FunctionDecl;
using clang::SourceLocation;

static llvm::Error refuse(llvm::Twine Code, llvm::Twine Text) {
  return llvm::createStringError(Code + ": " + Text);
}

std::string hone::twinStem(const FunctionDecl &F) {
  if (F.getDeclName().isIdentifier())
    return F.getName().str();
  switch (F.getOverloadedOperator()) {
  case clang::OO_Call: return "call";
  case clang::OO_Subscript: return "index";
  case clang::OO_Equal: return "assign";
  case clang::OO_EqualEqual: return "equal";
  case clang::OO_Less: return "less";
  case clang::OO_Plus: return "plus";
  case clang::OO_PlusEqual: return "add";
  case clang::OO_Minus: return "minus";
  case clang::OO_MinusEqual: return "subtract";
  case clang::OO_Star: return "times";
  case clang::OO_StarEqual: return "multiply";
  case clang::OO_LessLess: return "shift";
  default: return "operator";
  }
}

SourceLocation hone::beginOf(const FunctionDecl &F) {
  const clang::SourceManager &SM = F.getASTContext().getSourceManager();
  SourceLocation First = SM.getExpansionLoc(F.getOuterLocStart());
  const clang::FunctionTemplateDecl *T = F.getDescribedFunctionTemplate();
  bool Before = T && T->getBeginLoc().isValid() && SM.isBeforeInTranslationUnit(T->getBeginLoc(), First);
  return Before ? T->getBeginLoc() : First;
}

SourceLocation hone::innerBeginOf(const FunctionDecl &F) {
  return F.getASTContext().getSourceManager().getExpansionLoc(F.getInnerLocStart());
}

llvm::StringRef hone::nameOf(const clang::TagDecl &D) {
  if (const clang::TypedefNameDecl *T = D.getTypedefNameForAnonDecl())
    return T->getName();
  return D.getName();
}

std::string hone::qualifierOf(const clang::DeclContext *Context) {
  if (!Context || Context->isTranslationUnit())
    return "::";
  std::string Outer = qualifierOf(Context->getParent());
  if (const auto *N = llvm::dyn_cast<clang::NamespaceDecl>(Context))
    return N->isAnonymousNamespace() || N->isInline() ? Outer : Outer + N->getName().str() + "::";
  if (const auto *R = llvm::dyn_cast<clang::RecordDecl>(Context))
    return Outer + nameOf(*R).str() + "::";
  return Outer;
}

bool hone::mayBeNoinline(const FunctionDecl &F) {
  return !F.isConstexpr() && !F.isConsteval() && !F.hasAttr<clang::AlwaysInlineAttr>();
}

namespace {

/// Bytes [Begin, End) of the function's file become Text.
struct Piece {
  unsigned Begin, End;
  std::string Text;
  bool Rewrite = false;
};

/// The head of a function as it stands in one file.
class Head {
public:
  Head(const FunctionDecl &F)
      : F(F), SM(F.getASTContext().getSourceManager()), Options(F.getASTContext().getLangOpts()) {}

  /// Finds everything; false if a macro is involved.
  bool read();
  llvm::StringRef text(unsigned From, unsigned To) const { return Buffer.slice(From, To); }
  unsigned offset(SourceLocation L) const { return SM.getFileOffset(L); }

  const FunctionDecl &F;
  const clang::SourceManager &SM;
  const clang::LangOptions &Options;
  llvm::StringRef Buffer;
  clang::FileID File;
  unsigned TemplateBegin = 0;                     ///< Begin if it is no template.
  unsigned Begin = 0, NameBegin = 0, NameEnd = 0; ///< Name: without qualifier.
  unsigned QualifierBegin = 0;                    ///< NameBegin if there is none.
  unsigned ParamsBegin = 0, ParamsEnd = 0;        ///< With the parentheses.
  unsigned HeadEnd = 0, End = 0;                  ///< Of a definition: where the body begins.
  std::vector<Piece> Cuts;                        ///< Specifiers and default arguments.
  bool TrailingReturn = false;

private:
  void cutWords(unsigned From, unsigned To, const llvm::StringSet<> &Words);
  bool cutDefaults();
  std::vector<clang::Token> lex(unsigned From, unsigned To) const;
};

} // namespace

std::vector<clang::Token> Head::lex(unsigned From, unsigned To) const {
  std::vector<clang::Token> Tokens;
  clang::Lexer Lex(SM.getLocForStartOfFile(File), Options, Buffer.begin(), Buffer.begin() + From,
                   Buffer.end());
  clang::Token T;
  while (!Lex.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < To)
    Tokens.push_back(T);
  return Tokens;
}

void Head::cutWords(unsigned From, unsigned To, const llvm::StringSet<> &Words) {
  for (const clang::Token &T : lex(From, To)) {
    if (T.isNot(clang::tok::raw_identifier) || !Words.contains(T.getRawIdentifier()))
      continue;
    unsigned At = offset(T.getLocation()), Stop = At + T.getLength();
    while (Stop < To && (Buffer[Stop] == ' ' || Buffer[Stop] == '\t'))
      ++Stop;
    Cuts.push_back({At, Stop, ""});
  }
}

bool Head::cutDefaults() {
  for (const clang::ParmVarDecl *P : F.parameters()) {
    if (!P->hasDefaultArg() || P->hasInheritedDefaultArg())
      continue;
    clang::SourceRange Range = P->getDefaultArgRange();
    if (Range.isInvalid() || Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
      return false;
    unsigned Stop = offset(clang::Lexer::getLocForEndOfToken(Range.getEnd(), 0, SM, Options));
    for (const clang::Token &T : lex(offset(P->getLocation()), offset(Range.getBegin())))
      if (T.is(clang::tok::equal)) {
        Cuts.push_back({offset(T.getLocation()), Stop, ""});
        break;
      }
  }
  return true;
}

bool Head::read() {
  clang::SourceRange Name = F.getNameInfo().getSourceRange();
  clang::FunctionTypeLoc Type = F.getFunctionTypeLoc();
  const clang::Stmt *Body = F.doesThisDeclarationHaveABody() ? F.getBody() : nullptr;
  SourceLocation Last = Body ? Body->getEndLoc() : F.getEndLoc();
  SourceLocation First = beginOf(F);
  if (!Type)
    return false;
  for (SourceLocation L : {First, Name.getBegin(), Name.getEnd(),
                           Type.getLParenLoc(), Type.getRParenLoc(), Last})
    if (L.isInvalid() || L.isMacroID())
      return false;
  if (Body && Body->getBeginLoc().isMacroID())
    return false;
  File = SM.getFileID(innerBeginOf(F));
  if (SM.getFileID(Last) != File)
    return false;
  Buffer = SM.getBufferData(File);
  TemplateBegin = offset(First);
  Begin = offset(innerBeginOf(F));
  NameBegin = offset(Name.getBegin());
  NameEnd = offset(clang::Lexer::getLocForEndOfToken(Name.getEnd(), 0, SM, Options));
  QualifierBegin = F.getQualifierLoc() ? offset(F.getQualifierLoc().getBeginLoc()) : NameBegin;
  ParamsBegin = offset(Type.getLParenLoc());
  ParamsEnd = offset(Type.getRParenLoc()) + 1;
  End = offset(clang::Lexer::getLocForEndOfToken(Last, 0, SM, Options));
  HeadEnd = Body ? offset(Body->getBeginLoc()) : End;
  if (TemplateBegin > Begin || Begin > NameBegin || NameEnd > ParamsBegin || ParamsEnd > HeadEnd)
    return false; // int (*f())[3] and the like.
  // The return type is in front of the name, or behind an arrow.
  if (!llvm::StringRef(text(NameEnd, ParamsBegin)).trim().empty())
    return false;

  static const llvm::StringSet<> Before = {"static",    "inline",    "virtual", "explicit",
                                           "constexpr", "consteval", "extern",  "friend",
                                           "__inline",  "__inline__"};
  static const llvm::StringSet<> After = {"override", "final"};
  cutWords(Begin, QualifierBegin, Before);
  cutWords(ParamsEnd, HeadEnd, After);
  if (!cutDefaults())
    return false;
  for (const clang::Token &T : lex(ParamsEnd, HeadEnd)) {
    TrailingReturn |= T.is(clang::tok::arrow);
    // `= 0`: a pure virtual function that is defined out of line.
    if (T.is(clang::tok::equal))
      Cuts.push_back({offset(T.getLocation()), HeadEnd, ""});
  }
  return true;
}

/// Appends bytes [From, To) of \p Text with the pieces inside applied, and
/// notes where rewrites ended up.
static void append(std::string &Out, llvm::StringRef Text, unsigned From, unsigned To,
                   std::vector<Piece> Pieces, std::vector<std::pair<unsigned, unsigned>> *Changed) {
  std::sort(Pieces.begin(), Pieces.end(), [](const Piece &A, const Piece &B) {
    return std::tie(A.Begin, A.End) < std::tie(B.Begin, B.End);
  });
  for (const Piece &P : Pieces) {
    if (P.Begin < From || P.End > To)
      continue;
    Out += Text.slice(From, P.Begin).str();
    if (P.Rewrite && Changed)
      Changed->emplace_back(Out.size(), Out.size() + P.Text.size());
    Out += P.Text;
    From = P.End;
  }
  Out += Text.slice(From, To).str();
}

/// Whole lines, merged where they touch.
static void widen(llvm::StringRef Text, std::vector<std::pair<unsigned, unsigned>> &Ranges) {
  std::vector<std::pair<unsigned, unsigned>> Wide;
  for (auto [Begin, End] : Ranges) {
    std::size_t LineBegin = Text.substr(0, Begin).rfind('\n');
    std::size_t LineEnd = Text.find('\n', std::max(End, Begin + 1) - 1);
    unsigned B = LineBegin == llvm::StringRef::npos ? 0 : LineBegin + 1;
    unsigned E = LineEnd == llvm::StringRef::npos ? Text.size() : LineEnd;
    if (!Wide.empty() && B <= Wide.back().second)
      Wide.back().second = std::max(Wide.back().second, E);
    else
      Wide.emplace_back(B, E);
  }
  Ranges = std::move(Wide);
}

/// Opens the namespaces around \p Context; returns the text that closes them.
static std::string openNamespaces(const clang::DeclContext *Context, std::string &Out) {
  if (Context->isTranslationUnit())
    return "";
  std::string Close = openNamespaces(Context->getParent(), Out);
  const auto *N = llvm::dyn_cast<clang::NamespaceDecl>(Context);
  if (!N || N->isAnonymousNamespace())
    return Close;
  Out += (N->isInline() ? "inline namespace " : "namespace ") + N->getName().str() + " { ";
  return Close + "} ";
}

/// The in-class declaration of a member's twin.
static llvm::Expected<std::string> declare(const clang::CXXMethodDecl &Method, llvm::StringRef Name,
                                           const std::vector<Edit> &Edits) {
  Head H(Method);
  if (!H.read())
    return refuse("macro", "the declaration in the class comes from a macro");
  std::vector<Piece> Parameters = H.Cuts;
  for (const Edit &E : Edits)
    Parameters.push_back({E.Offset, E.Offset + E.Length, E.Text, true});
  std::string Text = "public: " + H.text(H.TemplateBegin, H.Begin).str();
  if (mayBeNoinline(Method))
    Text += "HONE_NOINLINE ";
  if (Method.isStatic())
    Text += "static ";
  append(Text, H.Buffer, H.Begin, H.NameBegin, H.Cuts, nullptr);
  Text += Name;
  append(Text, H.Buffer, H.ParamsBegin, H.HeadEnd, Parameters, nullptr);
  Text = llvm::StringRef(Text).rtrim().str() + "; ";
  // Lines would move all that follows.
  for (std::size_t At; (At = Text.find("//")) != std::string::npos;)
    Text.erase(At, std::min(Text.find('\n', At), Text.size()) - At);
  std::replace(Text.begin(), Text.end(), '\n', ' ');
  std::replace(Text.begin(), Text.end(), '\r', ' ');
  return Text;
}

/// Bytes of the default arguments of template parameters, with their `=`.
static llvm::Error cutDefaults(const clang::TemplateParameterList &List, const FunctionDecl &F,
                               std::vector<Piece> &Cuts) {
  const clang::SourceManager &SM = F.getASTContext().getSourceManager();
  const clang::LangOptions &Options = F.getASTContext().getLangOpts();
  llvm::StringRef Buffer = SM.getBufferData(SM.getFileID(List.getTemplateLoc()));
  for (const clang::NamedDecl *P : List) {
    clang::SourceRange Default;
    if (const auto *T = llvm::dyn_cast<clang::TemplateTypeParmDecl>(P))
      Default = T->hasDefaultArgument() ? T->getDefaultArgument().getSourceRange() : Default;
    else if (const auto *N = llvm::dyn_cast<clang::NonTypeTemplateParmDecl>(P))
      Default = N->hasDefaultArgument() ? N->getDefaultArgument().getSourceRange() : Default;
    else if (const auto *T = llvm::cast<clang::TemplateTemplateParmDecl>(P); T->hasDefaultArgument())
      Default = T->getDefaultArgument().getSourceRange();
    if (Default.isInvalid())
      continue;
    if (Default.getBegin().isMacroID() || Default.getEnd().isMacroID())
      return refuse("macro", "a template parameter comes from a macro");
    unsigned End = SM.getFileOffset(Default.getEnd());
    End = Buffer[End] == '>' ? End + 1 // The first of `>>`, it may be.
                             : SM.getFileOffset(clang::Lexer::getLocForEndOfToken(
                                   Default.getEnd(), 0, SM, Options));
    std::size_t Equal = Buffer.take_front(SM.getFileOffset(Default.getBegin())).rfind('=');
    if (Equal == llvm::StringRef::npos || Equal < SM.getFileOffset(List.getLAngleLoc()))
      return refuse("macro", "a template parameter comes from a macro");
    Cuts.push_back({static_cast<unsigned>(Equal), End, ""});
  }
  return llvm::Error::success();
}

/// `template <class T, int N>` as \p Class or \p F has it, without defaults.
/// \p End is where the declaration behind it begins.
static llvm::Error appendTemplate(std::string &Out, const clang::TemplateParameterList *List,
                                  SourceLocation End, const FunctionDecl &F) {
  const clang::SourceManager &SM = F.getASTContext().getSourceManager();
  if (!List || List->getTemplateLoc().isInvalid()) // `auto` as a parameter.
    return llvm::Error::success();
  if (List->getTemplateLoc().isMacroID() || End.isMacroID() ||
      SM.getFileID(List->getTemplateLoc()) != SM.getFileID(End))
    return refuse("macro", "what makes it a template comes from a macro");
  std::vector<Piece> Cuts;
  if (llvm::Error E = cutDefaults(*List, F, Cuts))
    return E;
  append(Out, SM.getBufferData(SM.getFileID(End)), SM.getFileOffset(List->getTemplateLoc()),
         SM.getFileOffset(End), Cuts, nullptr);
  return llvm::Error::success();
}

/// `Box<T, N>::` and, in front of all, `template <class T, int N>` of each class.
static llvm::Error appendClass(std::string &Templates, std::string &Names,
                               const clang::CXXRecordDecl &Class, const FunctionDecl &F) {
  if (const auto *Outer = llvm::dyn_cast<clang::CXXRecordDecl>(Class.getDeclContext()))
    if (llvm::Error E = appendClass(Templates, Names, *Outer, F))
      return E;
  Names += Class.getName();
  const clang::TemplateParameterList *List = nullptr;
  if (const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&Class)) {
    const clang::ASTTemplateArgumentListInfo *Written = S->getTemplateArgsAsWritten();
    if (!Written || Written->getLAngleLoc().isMacroID() || Written->getRAngleLoc().isMacroID())
      return refuse("macro", "the arguments of the class come from a macro");
    const clang::SourceManager &SM = F.getASTContext().getSourceManager();
    Names += SM.getBufferData(SM.getFileID(Written->getLAngleLoc()))
                 .slice(SM.getFileOffset(Written->getLAngleLoc()),
                        SM.getFileOffset(Written->getRAngleLoc()) + 1);
    if (const auto *P = llvm::dyn_cast<clang::ClassTemplatePartialSpecializationDecl>(&Class))
      List = P->getTemplateParameters();
  } else if (const clang::ClassTemplateDecl *T = Class.getDescribedClassTemplate()) {
    List = T->getTemplateParameters();
    std::string Arguments;
    for (const clang::NamedDecl *P : *List) {
      if (P->getName().empty())
        return refuse("template", "a parameter of its class has no name");
      Arguments += (Arguments.empty() ? "" : ", ") + P->getName().str() +
                   (P->isParameterPack() ? "..." : "");
    }
    Names += "<" + Arguments + ">";
  }
  Names += "::";
  return appendTemplate(Templates, List, Class.getInnerLocStart(), F);
}

/// The body. With other parameters all of it is changed: each use of them is another one.
static void appendBody(std::string &Out, const Head &H, const std::vector<Piece> &Pieces, TwinText &Twin) {
  std::size_t Begin = Out.size();
  bool Whole = llvm::any_of(Pieces, [&](const Piece &P) { return P.Rewrite && P.Begin < H.HeadEnd; });
  append(Out, H.Buffer, H.HeadEnd, H.End, Pieces, Whole ? nullptr : &Twin.Changed);
  if (Whole)
    Twin.Changed.emplace_back(Begin, Out.size());
}

/// A member defined in its class, put together behind the class's name.
static llvm::Error appendInClass(std::string &Out, const Head &H, llvm::StringRef Name,
                                 const std::vector<Piece> &Pieces, TwinText &Twin) {
  std::string Type;
  append(Type, H.Buffer, H.Begin, H.NameBegin, H.Cuts, nullptr);
  Type = llvm::StringRef(Type).trim().str();
  bool Leading = H.TrailingReturn || Type == "auto" || Type == "decltype(auto)" || Type == "void";
  if (H.F.getTrailingRequiresClause().ConstraintExpr && !Leading)
    return refuse("template", "a member with a requires clause");
  // Only the classes: their namespaces are open already.
  std::string Classes;
  if (llvm::Error E = appendClass(Out, Classes, *llvm::cast<clang::CXXRecordDecl>(H.F.getParent()), H.F))
    return E;
  const clang::FunctionTemplateDecl *Own = H.F.getDescribedFunctionTemplate();
  if (llvm::Error E = appendTemplate(Out, Own ? Own->getTemplateParameters() : nullptr,
                                     innerBeginOf(H.F), H.F))
    return E;
  if (mayBeNoinline(H.F))
    Out += "HONE_NOINLINE ";
  Out += (Leading ? Type : "auto") + " " + Classes + Name.str();
  std::vector<Piece> Parameters = H.Cuts;
  Parameters.insert(Parameters.end(), Pieces.begin(), Pieces.end());
  append(Out, H.Buffer, H.ParamsBegin, H.HeadEnd, Parameters, nullptr);
  Out = llvm::StringRef(Out).rtrim().str();
  Out += Leading ? " " : " -> " + Type + " ";
  appendBody(Out, H, Pieces, Twin);
  return llvm::Error::success();
}

llvm::Expected<TwinText> hone::writeTwin(const FunctionDecl &F, llvm::StringRef Name,
                                         const std::vector<Edit> &Edits,
                                         const std::vector<Edit> &Beside) {
  TwinText Twin;
  Head H(F);
  if (!H.read())
    return refuse("macro", "the head of the function comes from a macro or is not plain");
  std::vector<Piece> Pieces;
  const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(&F);
  const bool Inside = Method && !F.isOutOfLine();
  bool Crosses = false; // From the head into the body.
  for (const Edit &E : Edits) {
    Pieces.push_back({E.Offset, E.Offset + E.Length, E.Text, true});
    bool Parameters = E.Offset > H.ParamsBegin && E.Offset + E.Length < H.ParamsEnd;
    if (Method && E.Offset < H.HeadEnd && (!Parameters || Inside == !Beside.empty()))
      return refuse("changes-signature", "the rewrite changes the declaration of a member");
    Crosses |= E.Offset < H.HeadEnd && E.Offset + E.Length > H.HeadEnd;
  }
  Twin.Original = H.text(H.TemplateBegin, H.End).str();

  bool KeepsQualifier = Method && F.isOutOfLine();
  // A free function defined as `void space::f()` moves into its namespace.
  const clang::DeclContext *Around =
      KeepsQualifier ? F.getLexicalDeclContext() : F.getDeclContext();
  while (Around->isRecord())
    Around = Around->getParent();
  std::string Close = openNamespaces(Around, Twin.Definition);
  if (!Close.empty())
    Twin.Definition += "\n";
  if (Inside) {
    if (llvm::Error E = appendInClass(Twin.Definition, H, Name, Pieces, Twin))
      return std::move(E);
  } else {
    Twin.Definition += H.text(H.TemplateBegin, H.Begin);
    if (mayBeNoinline(F))
      Twin.Definition += "HONE_NOINLINE ";
    unsigned NameBegin = KeepsQualifier ? H.NameBegin : H.QualifierBegin;
    Pieces.insert(Pieces.end(), H.Cuts.begin(), H.Cuts.end());
    Pieces.push_back({NameBegin, H.NameEnd, Name.str()});
    if (Crosses) {
      append(Twin.Definition, H.Buffer, H.Begin, H.End, Pieces, &Twin.Changed);
    } else {
      append(Twin.Definition, H.Buffer, H.Begin, H.HeadEnd, Pieces, nullptr);
      appendBody(Twin.Definition, H, Pieces, Twin);
    }
  }
  Twin.Definition += "\n" + Close + (Close.empty() ? "" : "\n");
  widen(Twin.Definition, Twin.Changed);

  if (Method) {
    llvm::Expected<std::string> Text =
        declare(*llvm::cast<clang::CXXMethodDecl>(Method->getCanonicalDecl()), Name, Inside ? Edits : Beside);
    if (!Text)
      return Text.takeError();
    Twin.Declaration = std::move(*Text);
  }
  return Twin;
}
