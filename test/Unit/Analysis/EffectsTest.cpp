// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Effects, places and escape on small programs with the real headers. Each
// program has one function `f` with one loop; the questions are about it.

#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Project/Project.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

class Program {
public:
  explicit Program(const std::string &Code) {
    Unit = tooling::buildASTFromCodeWithArgs(
        Code, {"-std=c++20", "-O2", "-resource-dir=" + resourceDir(), "-Wno-everything"});
    EXPECT_FALSE(Unit->getDiagnostics().hasErrorOccurred()) << Code;
    F = first<FunctionDecl>(functionDecl(hasName("f"), isDefinition()).bind("n"));
    auto InF = hasAncestor(functionDecl(hasName("f")));
    for (const auto &B : match(stmt(anyOf(forStmt(InF), whileStmt(InF), doStmt(InF),
                                          cxxForRangeStmt(InF))).bind("n"),
                               Unit->getASTContext()))
      if (!Loop)
        Loop = B.getNodeAs<Stmt>("n");
  }
  template <typename T, typename M> const T *first(const M &Matcher) {
    auto Found = match(Matcher, Unit->getASTContext());
    return Found.empty() ? nullptr : Found.front().template getNodeAs<T>("n");
  }
  ASTContext &ast() { return Unit->getASTContext(); }
  const VarDecl &variable(const char *Name) { return *first<VarDecl>(varDecl(hasName(Name)).bind("n")); }
  /// The code of the change the loop may make to what `probe(...)`, called before it, reads.
  std::string change() {
    const auto *Probe = first<CallExpr>(callExpr(callee(functionDecl(hasName("probe")))).bind("n"));
    Effects Read = effectsOf(*Probe->getArg(0), ast());
    EXPECT_TRUE(Read.Unknown.empty());
    auto Found = findChange(effectsOf(*Loop, ast()), Read.Reads, *F, ast());
    return Found ? Found->Code : "";
  }
  std::unique_ptr<ASTUnit> Unit;
  const FunctionDecl *F = nullptr;
  const Stmt *Loop = nullptr;
};

std::string changeIn(const std::string &Code) {
  return Program("#include <vector>\n#include <string>\n#include <cmath>\n#include <cstdint>\n"
                 "#include <numeric>\nvoid probe(double);\n" + Code).change();
}

TEST(FindChange, OtherLocalIsLeftAlone) {
  EXPECT_EQ(changeIn("void f(double k, int n) { probe(k); double s = 0; for (int i = 0; i < n; ++i) s += i; }"), "");
}
TEST(FindChange, AssignmentIsSeen) {
  EXPECT_EQ(changeIn("void f(double k, int n) { probe(k); for (int i = 0; i < n; ++i) k += i; }"), "modified");
  EXPECT_EQ(changeIn("void f(int k, int n) { probe(k); for (int i = 0; i < n; ++i) ++k; }"), "modified");
}
TEST(FindChange, AssignmentThroughLocalReferenceIsSeen) {
  EXPECT_EQ(changeIn("void f(double k, int n) { double &r = k; probe(k); for (int i = 0; i < n; ++i) r += i; }"), "modified");
}
TEST(FindChange, StoreThroughPointerMayHitReference) {
  EXPECT_EQ(changeIn("void f(double *p, const double &k, int n) { probe(k); for (int i = 0; i < n; ++i) p[i] = i; }"), "aliased-store");
}
TEST(FindChange, StoreThroughPointerMissesPrivateParameter) {
  EXPECT_EQ(changeIn("void f(double *p, double k, int n) { probe(k); for (int i = 0; i < n; ++i) p[i] = i; }"), "");
}
TEST(FindChange, AddressTakenIsNotPrivate) {
  EXPECT_EQ(changeIn("double *g; void f(double *p, double k, int n) { g = &k; probe(k); for (int i = 0; i < n; ++i) p[i] = i; }"), "aliased-store");
}
TEST(FindChange, CharStoreHitsMember) {
  EXPECT_EQ(changeIn("struct S { double k; void f(unsigned char *p, int n) { probe(k); for (int i = 0; i < n; ++i) p[i] = 1; } };"), "aliased-store");
}
TEST(FindChange, IntStoreMissesDoubleMember) {
  EXPECT_EQ(changeIn("struct S { double k; void f(int *p, int n) { probe(k); for (int i = 0; i < n; ++i) p[i] = 1; } };"), "");
}
TEST(FindChange, ScalarElementIsNoMember) {
  EXPECT_EQ(changeIn("struct S { double k; void f(std::vector<double> &v) { probe(k); for (auto &x : v) x = 1; } };"), "");
  EXPECT_EQ(changeIn("struct S { double k; void f(std::vector<double> &v) { probe(k); for (unsigned i = 0; i < v.size(); ++i) v[i] = 1; } };"), "");
}
TEST(FindChange, MemberOfElementMayBeThis) {
  EXPECT_EQ(changeIn("struct S { double k; void f(std::vector<S> &v) { probe(k); for (unsigned i = 0; i < v.size(); ++i) v[i].k = 1; } };"), "aliased-store");
  EXPECT_EQ(changeIn("struct S { double k; void f(std::vector<S> &v) { probe(k); for (unsigned i = 0; i < v.size(); ++i) { double &r = v[i].k; r = 1; } } };"), "aliased-store");
}
TEST(FindChange, OpaqueCallMayChangeGlobalButNoLocal) {
  EXPECT_EQ(changeIn("double k; void g(); void f(int n) { probe(k); for (int i = 0; i < n; ++i) g(); }"), "opaque-call");
  EXPECT_EQ(changeIn("void g(); void f(double k, int n) { probe(k); for (int i = 0; i < n; ++i) g(); }"), "");
}
TEST(FindChange, CalleeBodyIsLookedInto) {
  EXPECT_EQ(changeIn("double k; static void g() { k = 2; } void f(int n) { probe(k); for (int i = 0; i < n; ++i) g(); }"), "modified");
  EXPECT_EQ(changeIn("static void g(double &r) { r = 2; } void f(double k, int n) { probe(k); for (int i = 0; i < n; ++i) g(k); }"), "modified");
  EXPECT_EQ(changeIn("static void g(double &r) { r = 2; } void f(double k, double j, int n) { probe(k); for (int i = 0; i < n; ++i) g(j); }"), "");
}
TEST(FindChange, LambdaCaptureIsAnEscape) {
  EXPECT_NE(changeIn("void f(double k, int n) { auto g = [&] { k = 2; }; probe(k); for (int i = 0; i < n; ++i) g(); }"), "");
}
TEST(FindChange, ContainerGrowthIsSeen) {
  EXPECT_EQ(changeIn("void f(std::vector<double> v, int n) { probe(v.size()); for (int i = 0; i < n; ++i) v.push_back(i); }"), "modified");
  EXPECT_EQ(changeIn("void f(std::vector<double> v, std::vector<double> w, int n) { probe(v.size()); for (int i = 0; i < n; ++i) w.push_back(i); }"), "");
}
TEST(FindChange, AccumulateReadsItsContainer) {
  EXPECT_EQ(changeIn("void f(std::vector<double> v, int n) { probe(std::accumulate(v.begin(), v.end(), 0.0)); for (int i = 0; i < n; ++i) v[i] = 2; }"), "modified");
  EXPECT_EQ(changeIn("void f(std::vector<double> v, std::vector<double> w, int n) { probe(std::accumulate(v.begin(), v.end(), 0.0)); for (int i = 0; i < n; ++i) w[i] = 2; }"), "");
}
TEST(FindChange, WhoNeverReturnsChangesNothing) {
  const std::string Loop = " probe(k); for (int i = 0; i < n; ++i) if (n == 7) ";
  EXPECT_EQ(changeIn("#include <cstdlib>\ndouble k; void f(int n) {" + Loop + "std::abort(); }"), "");
  EXPECT_EQ(changeIn("#include <cstdlib>\ndouble k; static void g() { exit(1); } void f(int n) {" + Loop + "g(); }"), "");
  EXPECT_EQ(changeIn("#undef NDEBUG\n#include <cassert>\ndouble k; void f(int n) {" + Loop + "assert(n > 0); }"), "");
  // They may throw, or be caught up with.
  EXPECT_EQ(changeIn("double k; [[noreturn]] void fail(); void f(int n) {" + Loop + "fail(); }"), "opaque-call");
  EXPECT_EQ(changeIn("#include <csetjmp>\ndouble k; jmp_buf here; void f(int n) {" + Loop + "std::longjmp(here, 1); }"), "opaque-call");
  // A function of that name, but not the library's.
  EXPECT_EQ(changeIn("double k; namespace own { [[noreturn]] void abort(); } void f(int n) {" + Loop + "own::abort(); }"), "opaque-call");
  EXPECT_EQ(changeIn("#include <cstdlib>\ndouble k; void g(); void f(int n) {" + Loop + "{ g(); std::abort(); } }"), "opaque-call");
}
TEST(FindChange, CastsToBytesMayLeadAnywhere) {
  const std::string Loop = " for (int i = 0; i < n; ++i) ";
  EXPECT_EQ(changeIn("struct S { double k; void f(int *p, int n) { probe(k);" + Loop + "reinterpret_cast<char *>(p)[i] = 1; } };"), "aliased-store");
  EXPECT_EQ(changeIn("struct S { double k; void f(int n) { probe(k);" + Loop + "((unsigned char *)this)[i] = 1; } };"), "aliased-store");
  EXPECT_EQ(changeIn("void f(double k, int n) { auto *p = reinterpret_cast<char *>(&k); probe(k);" + Loop + "p[i] = 1; }"), "aliased-store");
  EXPECT_EQ(changeIn("void f(double k, int *p, int n) { probe(k);" + Loop + "reinterpret_cast<char *>(p)[i] = 1; }"), "");
  EXPECT_EQ(changeIn("void f(std::vector<double> v, int n) { probe(v[0]);" + Loop + "reinterpret_cast<char *>(v.data())[i] = 1; }"), "aliased-store");
  EXPECT_EQ(changeIn("void f(std::vector<double> v, int n) { auto *p = reinterpret_cast<char *>(v.data()); probe(v[0]);" + Loop + "p[i] = 1; }"), "aliased-store");
}
TEST(FindChange, CastsFromVoidKeepWhatTypesSay) {
  EXPECT_EQ(changeIn("struct S { double k; void f(void *p, int n) { probe(k); for (int i = 0; i < n; ++i) static_cast<int *>(p)[i] = 1; } };"), "");
  EXPECT_EQ(changeIn("struct S { double k; void f(void *p, int n) { probe(k); for (int i = 0; i < n; ++i) ((double *)p)[i] = 1; } };"), "aliased-store");
  EXPECT_EQ(changeIn("struct S { double k; void f(double *p, int n) { probe(k); for (int i = 0; i < n; ++i) reinterpret_cast<int *>(p)[i] = 1; } };"), "unknown-construct");
}
TEST(FindChange, VolatileIsUnknown) {
  EXPECT_EQ(changeIn("void f(double k, int n) { volatile int z = 0; probe(k); for (int i = 0; i < n; ++i) z = i; }"), "volatile");
}

TEST(FindChange, OpaqueCallMayChangeWhatItIsGiven) {
  std::string Own = "#include <memory>\n#include <utility>\n#include <vector>\nusing Tasks = std::vector<std::unique_ptr<int>>;\n";
  EXPECT_NE(changeIn(Own + "void f(std::size_t k, int n) { Tasks o(k); probe(o.size()); for (int i = 0; i < n; ++i) o.pop_back(); }"), "");
  EXPECT_NE(changeIn(Own + "void f(std::size_t k, int n) { Tasks o(k); probe(o.size()); for (int i = 0; i < n; ++i) const Tasks t = std::move(o); }"), "");
  EXPECT_NE(changeIn(Own + "static void g(Tasks &t) { t.pop_back(); }\n"
                           "void f(std::size_t k, int n) { Tasks o(k); probe(o.size()); for (int i = 0; i < n; ++i) g(o); }"), "");
  EXPECT_EQ(changeIn(Own + "void f(std::size_t k, int n) { Tasks o(k), p(k); probe(o.size()); for (int i = 0; i < n; ++i) p.pop_back(); }"), "");
}
TEST(Escape, WhitelistOfUses) {
  auto Private = [](const char *Body) {
    Program P(std::string("#include <vector>\n#include <string>\n#include <algorithm>\nvoid h(const int &); void h(int *);\n"
                          "struct K { const int &r; explicit K(const int &y) : r(y) {} };\n") + Body);
    return isPrivate(P.variable("x"), *P.F, P.ast());
  };
  EXPECT_TRUE(Private("int f(int x) { return x + 1; }"));
  EXPECT_TRUE(Private("int f(int x) { x = 2; ++x; return std::max(x, 3); }"));
  EXPECT_TRUE(Private("int f(std::vector<int> x) { for (int i : x) x[0] += i; return x.size(); }"));
  EXPECT_FALSE(Private("void f(int x) { h(x); }"));
  EXPECT_FALSE(Private("void f(int x) { h(&x); }"));
  EXPECT_FALSE(Private("void f(int x) { K k(x); }"));
  EXPECT_FALSE(Private("void f(int x) { auto g = [&x] { return x; }; }"));
  EXPECT_FALSE(Private("void f(int x, bool b) { int y; (b ? x : y) = 2; }"));
  EXPECT_FALSE(Private("void f() { int x[3]; int *p = x; }"));
  EXPECT_TRUE(Private("void f() { int x[3]; x[1] = 2; }"));
  EXPECT_FALSE(Private("const int *f(int x) { const int &r = std::max(x, 3); return &r; }"));
}

TEST(Escape, CopiesOfSharedPointersKnowNothing) {
  auto Private = [](const char *Body) {
    Program P(std::string("#include <memory>\nvoid take(std::shared_ptr<int>);\n") + Body);
    return isPrivate(P.variable("x"), *P.F, P.ast());
  };
  EXPECT_TRUE(Private("int f() { auto x = std::make_shared<int>(1); take(x); return *x; }"));
  EXPECT_FALSE(Private("int f() { auto x = std::make_shared<int>(1); auto *p = &x; take(*p); return *x; }"));
  EXPECT_FALSE(Private("void keep(const std::shared_ptr<int> &);\n"
                       "int f() { auto x = std::make_shared<int>(1); keep(x); return *x; }"));
}

TEST(TripCount, FromTheHeader) {
  auto Once = [](const char *Body) {
    Program P(Body);
    return runsAtLeastOnce(*P.Loop, P.ast());
  };
  EXPECT_TRUE(Once("void f() { for (int i = 0; i < 10; ++i); }"));
  EXPECT_FALSE(Once("void f(int n) { for (int i = 0; i < n; ++i); }"));
  EXPECT_FALSE(Once("void f() { for (int i = 10; i < 10; ++i); }"));
  EXPECT_TRUE(Once("void f(int n) { do {} while (n); }"));
  EXPECT_TRUE(Once("void f(int n) { while (true) { if (n) break; } }"));
  EXPECT_TRUE(Once("void f() { int a[3] = {}; for (int i : a); }"));
}

TEST(TripCount, ContainersCopyTheIndex) {
  auto Counted = [](const char *Code) {
    Program P(std::string("#include <functional>\n#include <string>\n#include <vector>\n") + Code);
    return countedLoop(*P.Loop).has_value();
  };
  EXPECT_TRUE(Counted("void f(std::vector<int> &v, int n) { for (int i = 0; i < n; ++i) v.push_back(i); }"));
  EXPECT_TRUE(Counted("struct P { P(int, int); };\n"
                      "void f(std::vector<P> &v, int n) { for (int i = 0; i < n; ++i) v.emplace_back(i, i); }"));
  // These may change it, or keep a reference to it.
  EXPECT_FALSE(Counted("void g(const int &);\nvoid f(int n) { for (int i = 0; i < n; ++i) g(i); }"));
  EXPECT_FALSE(Counted("struct P { P(int &x) { ++x; } };\n"
                       "void f(std::vector<P> &v, int n) { for (int i = 0; i < n; ++i) v.emplace_back(i); }"));
  EXPECT_FALSE(Counted("struct P { int &r; };\n"
                       "void f(std::vector<P> &v, int n) { for (int i = 0; i < n; ++i) v.emplace_back(i); }"));
  EXPECT_FALSE(Counted("void f(std::vector<std::reference_wrapper<int>> &v, int n) {\n"
                       "for (int i = 0; i < n; ++i) v.emplace_back(i); }"));
}

TEST(Hazards, WalkingAVectorOrStringIsNone) {
  auto Walks = [](const std::string &Code) {
    Program P("#include <deque>\n#include <string>\n#include <vector>\n" + Code);
    return effectsOf(*P.Loop, P.ast()).Hazards.empty();
  };
  EXPECT_TRUE(Walks("unsigned f(const std::string &s) { unsigned n = 0; for (char c : s) n ^= c; return n; }"));
  EXPECT_TRUE(Walks("unsigned f(const std::vector<std::string> &v) { unsigned n = 0;\n"
                    "for (const std::string &s : v) n ^= s.size(); return n; }"));
  // The iterators may lead nowhere after that.
  EXPECT_FALSE(Walks("void f(std::vector<unsigned> &v) { for (unsigned x : v) if (!x) v.clear(); }"));
  EXPECT_FALSE(Walks("void f(std::vector<std::string> &v, std::vector<std::string> &w) {\n"
                     "for (std::string &x : v) w = v; }"));
  EXPECT_FALSE(Walks("void g();\nvoid f(std::vector<unsigned> &v) { for (unsigned x : v) g(); }"));
  EXPECT_FALSE(Walks("void f(std::vector<unsigned> &v, char *p) { for (unsigned x : v) *p = 0; }"));
  // Some values may not be read, or not be converted.
  EXPECT_FALSE(Walks("enum E { A };\nvoid f(const std::vector<E> &v) { for (E e : v) (void)e; }"));
  EXPECT_FALSE(Walks("void f(const std::vector<double> &v) { for (int x : v) (void)x; }"));
  EXPECT_FALSE(Walks("void f(const std::deque<unsigned> &v) { for (unsigned x : v) (void)x; }"));
}

TEST(Errno, ObserverIsFound) {
  Program Clean("#include <string>\n#include <cmath>\nvoid f() {}");
  EXPECT_FALSE(findErrnoObserver(Clean.ast()));
  Program Observer("#include <cerrno>\nint g() { return errno; }\nvoid f() {}");
  EXPECT_TRUE(findErrnoObserver(Observer.ast()));
}

} // namespace
} // namespace hone
