// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names as the compiler resolved them and as the text spells them: either alone misses some.

#include "Words.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace hone {
namespace {

class Reader : public RecursiveASTVisitor<Reader> {
public:
  explicit Reader(Words &To) : To(To) {}
  bool VisitNamedDecl(NamedDecl *D) {
    To.Declared.insert(D->getNameAsString());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    To.Said.insert(R->getDecl()->getNameAsString());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    if (M->isImplicitAccess())
      To.Said.insert(M->getMemberDecl()->getNameAsString());
    return true;
  }
  bool VisitExpr(Expr *E) {
    QualType T = E->getType(); // The text of a static_assert has none.
    To.Fractions |= !T.isNull() && (T->isFloatingType() || T->isAnyComplexType());
    return true;
  }
  bool VisitCXXTryStmt(CXXTryStmt *) {
    To.Tries = true;
    return true;
  }

private:
  Words &To;
};

void readText(const Stmt &S, const ASTContext &C, Words &To) {
  const SourceManager &SM = C.getSourceManager();
  SourceLocation From = SM.getFileLoc(S.getBeginLoc()), End = SM.getFileLoc(S.getEndLoc());
  llvm::StringRef Buffer = SM.getBufferData(SM.getFileID(From));
  Lexer Lex(SM.getLocForStartOfFile(SM.getFileID(From)), C.getLangOpts(), Buffer.begin(),
            Buffer.begin() + SM.getFileOffset(From), Buffer.end());
  Token T;
  bool Qualified = false; // A member, of an object or of a scope.
  while (!Lex.LexFromRawLexer(T) && !SM.isBeforeInTranslationUnit(End, T.getLocation())) {
    if (T.is(tok::raw_identifier) && !Qualified)
      To.Said.insert(T.getRawIdentifier());
    Qualified = T.isOneOf(tok::period, tok::arrow, tok::coloncolon);
    To.LongTokens |= Buffer.substr(SM.getFileOffset(T.getLocation()), T.getLength()).contains('\n');
  }
}

} // namespace

Words wordsOf(const Stmt &S, const ASTContext &C) {
  Words Result;
  Reader(Result).TraverseStmt(const_cast<Stmt *>(&S));
  readText(S, C, Result);
  return Result;
}

bool haveCommon(const llvm::StringSet<> &A, const llvm::StringSet<> &B) {
  return llvm::any_of(
      A, [&](const auto &Entry) { return !Entry.getKey().empty() && B.contains(Entry.getKey()); });
}

} // namespace hone
