// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects are known by their types, functions by their names.
#include "Threads.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtOpenMP.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

class ThreadFinder : public RecursiveASTVisitor<ThreadFinder> {
public:
  explicit ThreadFinder(const ASTContext &C) : SM(C.getSourceManager()) {}

  bool TraverseDecl(Decl *D) {
    if (D && !llvm::isa<TranslationUnitDecl>(D) && SM.isInSystemHeader(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitValueDecl(ValueDecl *D) {
    if (isOfThreads(D->getType()))
      Found = {"threads", "'" + D->getNameAsString() + "' is a thread, a lock or an atomic object", D->getLocation()};
    return !Found;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    if (isOfThreads(Made->getType()))
      Found = {"threads", "a thread, a lock or an atomic object is made", Made->getExprLoc()};
    return !Found;
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    const ValueDecl &D = *R->getDecl();
    llvm::StringRef Name = D.getDeclName().isIdentifier() ? D.getName() : "";
    bool Starts = llvm::isa<FunctionDecl>(D) &&
                  (Name.starts_with("pthread_") || Name.starts_with("thrd_") || Name.starts_with("__atomic_") ||
                   Name.starts_with("__sync_") || isStdDecl(&D, "async") || isStdDecl(&D, "atomic_thread_fence"));
    if (Starts || isOfThreads(D.getType()))
      Found = {"threads", "'" + Name.str() + "' has to do with threads", R->getExprLoc()};
    return !Found;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    if (isOfThreads(M->getType()) || isOfThreads(M->getBase()->getType()))
      Found = {"threads", "'" + M->getMemberDecl()->getNameAsString() + "' has to do with threads", M->getExprLoc()};
    return !Found;
  }
  bool VisitOMPExecutableDirective(OMPExecutableDirective *D) {
    Found = {"threads", "a directive of OpenMP", D->getBeginLoc()};
    return false;
  }
  bool VisitAtomicExpr(AtomicExpr *E) {
    Found = {"threads", "an atomic operation", E->getExprLoc()};
    return false;
  }
  std::optional<Refusal> Found;

private:
  /// A thread, or something that holds one: a container, a pair, a pointer.
  static bool isOfThreads(QualType T) {
    T = T.getNonReferenceType();
    while (T->isPointerType() || T->isArrayType())
      T = T->isPointerType() ? T->getPointeeType() : QualType(T->getPointeeOrArrayElementType(), 0);
    const auto *R = T->getAsCXXRecordDecl();
    if (T->isAtomicType() || (R && isOfThreads(*R)))
      return true;
    const auto *Class = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
    return Class && llvm::any_of(Class->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
             return A.getKind() == TemplateArgument::Type && isOfThreads(A.getAsType());
           });
  }
  static bool isOfThreads(const CXXRecordDecl &R) {
    // The library has its policies for algorithms in a namespace of its own.
    bool IsStd = R.isInStdNamespace();
    for (const DeclContext *In = R.getDeclContext(); In && !IsStd; In = In->getParent())
      IsStd = llvm::isa<NamespaceDecl>(In) && llvm::cast<NamespaceDecl>(In)->getName() == "__pstl";
    return IsStd && R.getIdentifier() &&
           llvm::StringSwitch<bool>(R.getName())
               .Cases({"thread", "jthread", "future", "shared_future", "promise", "packaged_task"}, true)
               .Cases({"mutex", "recursive_mutex", "timed_mutex", "recursive_timed_mutex"}, true)
               .Cases({"shared_mutex", "shared_timed_mutex", "lock_guard", "unique_lock", "shared_lock"}, true)
               .Cases({"scoped_lock", "condition_variable", "condition_variable_any", "once_flag"}, true)
               .Cases({"atomic", "atomic_flag", "atomic_ref", "__atomic_base", "latch", "barrier"}, true)
               .Cases({"counting_semaphore", "stop_token", "stop_source"}, true)
               .Cases({"parallel_policy", "parallel_unsequenced_policy", "unsequenced_policy"}, true)
               .Default(false);
  }

  const SourceManager &SM;
};

} // namespace

std::optional<Refusal> findThreads(const ASTContext &C) {
  ThreadFinder Finder(C);
  Finder.TraverseDecl(C.getTranslationUnitDecl());
  return Finder.Found;
}

} // namespace hone
