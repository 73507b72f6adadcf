// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays that belong to an object, and elements that share no byte.

#include "hone/Analysis/Alias.h"
#include "hone/Analysis/Ownership.h"
#include "hone/Project/Project.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

std::unique_ptr<ASTUnit> parse(const std::string &Code) {
  auto Unit = tooling::buildASTFromCodeWithArgs(
      Code, {"-std=c++20", "-resource-dir=" + resourceDir(), "-Wno-everything"});
  EXPECT_FALSE(Unit->getDiagnostics().hasErrorOccurred()) << Code;
  return Unit;
}

/// Whether the member p of a class with \p Members and no copies holds its own array.
bool isOwn(const std::string &Members, const std::string &Before = "", const std::string &After = "") {
  auto Unit = parse(Before + "class A {\npublic:\n  A(const A &) = delete;\n  A &operator=(const A &) = delete;\n  ~A() { delete[] p; }\n" +
                    Members + "\nprivate:\n  int *p;\n};\n" + After);
  auto Found = match(fieldDecl(hasName("p")).bind("f"), Unit->getASTContext());
  return holdsOwnArray(*Found.front().getNodeAs<FieldDecl>("f"), Unit->getASTContext());
}

TEST(OwnArray, IsOneThatOnlyNewGives) {
  EXPECT_TRUE(isOwn("A(int n) : p(new int[n]) {}"));
  EXPECT_TRUE(isOwn("A(int n) : p(nullptr) { delete[] p; p = new int[n](); p[0] = 1; }"));
  EXPECT_TRUE(isOwn("A(); const int *get() const { return p; }", "", "A::A() : p(0) {}"));
}

TEST(OwnArray, IsNoneThatOthersMayGive) {
  EXPECT_FALSE(isOwn("A(int *q) : p(q) {}"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} void set(int *q) { p = q; }"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} void next() { ++p; }"));
  EXPECT_FALSE(isOwn("A() : p(new int) {}"));
  EXPECT_FALSE(isOwn("A(void *at) : p(new (at) int[2]) {}", "#include <new>\n"));
  EXPECT_FALSE(isOwn("A(A &&other) : p(other.p) { other.p = nullptr; }"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} int *&get() { return p; }"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} auto get() { return &p; }"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} auto name() { return &A::p; }"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} auto setter() { return [this](int *q) { p = q; }; }"));
}

/// Whether nothing but its name leads to the member n of a class with \p Members.
bool isKept(const std::string &Members, const std::string &After = "", const std::string &First = "bool b = true;") {
  auto Unit = parse("#include <algorithm>\nclass A {\npublic:\n" + Members + "\nprivate:\n  " + First +
                    " int n = 0;\n};\n" + After);
  auto Found = match(fieldDecl(hasName("n")).bind("f"), Unit->getASTContext());
  return isReachedByNameOnly(*Found.front().getNodeAs<FieldDecl>("f"), Unit->getASTContext());
}

TEST(ReachedByName, IsWhatIsReadAndSet) {
  EXPECT_TRUE(isKept("A(int m) : n(m) {} int get() const { return n; } void add(int m) { n += m; ++n; }"));
  EXPECT_TRUE(isKept("int top(int m) { return n = std::max(n, m); } void *self() { return this; }"));
  EXPECT_TRUE(isKept("void later();", "void A::later() { n = 2; }"));
}

TEST(ReachedByName, IsNotWhatAReferenceLeadsTo) {
  EXPECT_FALSE(isKept("int *at() { return &n; }"));
  EXPECT_FALSE(isKept("const int &at() const { return n; }"));
  EXPECT_FALSE(isKept("auto at() { return [this]() -> int & { return n; }; }"));
  EXPECT_FALSE(isKept("int &next() { return ++n; }"));
  EXPECT_FALSE(isKept("int *at(bool x) { static int m; return &(x ? n : m); }"));
  EXPECT_FALSE(isKept("const int &top(const int &m) { return std::max(n, m); }"));
  EXPECT_FALSE(isKept("int &at() { auto &[x, y] = *this; return y; }"));
  EXPECT_FALSE(isKept("static int A::*const At;", "int A::*const A::At = &A::n;"));
}

TEST(ReachedByName, IsNotWhatSomebodyUnseenMayName) {
  EXPECT_FALSE(isKept("void elsewhere();"));
  EXPECT_FALSE(isKept("friend int *leak(A &);"));
  EXPECT_FALSE(isKept("template <class T> T *at() { return &n; }"));
  EXPECT_FALSE(isKept("struct In { static int *at(A &a) { return &a.n; } };"));
  EXPECT_FALSE(isKept("", "template <int A::*M> struct S { friend int *leak(A &a) { return &(a.*M); } };\n"
                          "template struct S<&A::n>;"));
}

TEST(ReachedByName, IsNotWhatACastLeadsTo) {
  EXPECT_FALSE(isKept("int *at() { return reinterpret_cast<int *>(this) + 1; }"));
  EXPECT_FALSE(isKept("", "int &at(A &a) { return reinterpret_cast<int &>(a); }"));
  EXPECT_FALSE(isKept("", "", "")); // the first member of a standard-layout class
}

TEST(OwnArray, IsNoneWhereSomebodyUnseenMayNameIt) {
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} void elsewhere();"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} friend class B;"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} template <typename T> void set(T q) { p = q; }"));
  EXPECT_FALSE(isOwn("A() : p(nullptr) {} struct Inner { void set(A &a, int *q) { a.p = q; } };"));
  auto Copied = parse("class A { public: A() : p(new int[2]) {} ~A() { delete[] p; } private: int *p; };");
  auto Found = match(fieldDecl(hasName("p")).bind("f"), Copied->getASTContext());
  EXPECT_FALSE(holdsOwnArray(*Found.front().getNodeAs<FieldDecl>("f"), Copied->getASTContext()));
}

/// Whether the two elements that `f` compares, `a[i] == b[i]`, are told apart.
bool apart(const std::string &Code) {
  auto Unit = parse("#include <string>\n#include <vector>\nusing V = std::vector<unsigned char>;\n" + Code);
  ASTContext &C = Unit->getASTContext();
  const auto *F = match(functionDecl(hasName("f"), isDefinition()).bind("n"), C).front().getNodeAs<FunctionDecl>("n");
  const auto *Compare = match(binaryOperator(hasOperatorName("=="), hasAncestor(functionDecl(hasName("f")))).bind("n"), C)
                            .front()
                            .getNodeAs<BinaryOperator>("n");
  auto Side = [&](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E))
      return elementsOf(*E, *Call->getArg(0), C);
    return elementsOf(*E, *cast<ArraySubscriptExpr>(E)->getBase(), C);
  };
  std::string Argument;
  bool Result = areApart(Side(Compare->getLHS()), Side(Compare->getRHS()), *F, C, Argument);
  EXPECT_EQ(Result, !Argument.empty());
  return Result;
}

TEST(Apart, AreTwoContainersThatAreTwoObjects) {
  EXPECT_TRUE(apart("bool f(int i) { V a(9), b(9); return a[i] == b[i]; }"));
  EXPECT_TRUE(apart("struct S { V a, b; bool f(int i) { return a[i] == b[i]; } };"));
  EXPECT_TRUE(apart("struct S { V a, b; }; bool f(S &s, int i) { return s.a[i] == s.b[i]; }"));
  EXPECT_TRUE(apart("bool f(const std::string &a, V &b, int i) { return a[i] == b[i]; }"));
  EXPECT_TRUE(apart("void g(V &); bool f(const V &a, int i) { V b(9); g(b); return a[i] == b[i]; }"));
  EXPECT_TRUE(apart("bool f(unsigned char *p, int i) { unsigned char a[9] = {}; return a[i] == p[i]; }"));
  EXPECT_TRUE(apart("V g; bool f(int i) { unsigned char a[9] = {}; return a[i] == g[i]; }"));
}

TEST(Apart, AreNotTwoNamesOfWhatMayBeOne) {
  EXPECT_FALSE(apart("bool f(const V &a, V &b, int i) { return a[i] == b[i]; }"));
  EXPECT_FALSE(apart("struct S { V a; bool f(const V &b, int i) { return a[i] == b[i]; } };"));
  EXPECT_FALSE(apart("bool f(V &a, unsigned char *p, int i) { return a[i] == p[i]; }"));
  EXPECT_FALSE(apart("bool f(int *p, float *q, int i) { return p[i] == q[i]; }"));
  EXPECT_FALSE(apart("bool f(std::vector<V> &a, int y, int z, int i) { return a[y][i] == a[z][i]; }"));
  EXPECT_FALSE(apart("bool f(V &a, int i) { V &b = a; return a[i] == b[i]; }"));
  EXPECT_FALSE(apart("bool f(unsigned char *p, int i) { unsigned char a[9] = {}; p = a; return a[i] == p[i]; }"));
  EXPECT_FALSE(apart("void g(void *); bool f(unsigned char **p, int i) { unsigned char a[9] = {}; g(a); return a[i] == p[0][i]; }"));
}

/// Whether the container v keeps its elements to itself until the loop with `++n` ends.
bool keeps(const std::string &Body) {
  auto Unit = parse("#include <algorithm>\n#include <vector>\nvoid g(int *); void h(const std::vector<int> &);\n"
                    "int f(int n, std::vector<int> w) {\n" + Body + "\nreturn n; }");
  ASTContext &C = Unit->getASTContext();
  const auto *F = match(functionDecl(hasName("f"), isDefinition()).bind("n"), C).front().getNodeAs<FunctionDecl>("n");
  const auto *V = match(varDecl(hasName("v"), hasAncestor(functionDecl(hasName("f")))).bind("n"), C).front().getNodeAs<VarDecl>("n");
  const auto *Loop = match(forStmt(hasIncrement(unaryOperator(hasUnaryOperand(declRefExpr(to(varDecl(hasName("n")))))))).bind("n"), C)
                         .front()
                         .getNodeAs<Stmt>("n");
  return keepsElements(*V, *F, *Loop, C);
}

TEST(KeepsElements, WhereTheyAreOnlyReadAndSet) {
  EXPECT_TRUE(keeps("std::vector<int> v(9); for (; n < 9; ++n) v[n] = v.size();"));
  EXPECT_TRUE(keeps("std::vector<int> v = w; v.push_back(1); std::sort(v.begin(), v.end()); for (; n < 9; ++n) v[n] += 1;"));
  EXPECT_TRUE(keeps("std::vector<int> v; for (auto &x : v) x = std::max(x, n); for (; n < 9; ++n) v[n] = 1; g(v.data());"));
  EXPECT_TRUE(keeps("int v[3][3] = {}; for (; n < 3; ++n) v[n][0] = v[0][n];"));
  EXPECT_TRUE(keeps("while (n) { std::vector<int> v(3); for (; n < 3; ++n) v[n] = 1; g(&v[0]); }"));
}

TEST(KeepsElements, NotWhereSomebodyGetsOne) {
  EXPECT_FALSE(keeps("std::vector<int> v(9); g(v.data()); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); h(v); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); int &r = v[0]; for (; n < 9; ++n) v[n] = r;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); int &r = (v[0] = 2); for (; n < 9; ++n) v[n] = r;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); for (auto &x : v) g(&x); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); auto it = v.begin(); for (; n < 9; ++n) v[n] = *it;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); std::sort(v.begin(), v.end(), [](const int &a, const int &b) { return &a < &b; }); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v(9); while (n) { for (; n < 9; ++n) v[n] = 1; g(v.data()); }"));
  EXPECT_FALSE(keeps("int v[9]; g(v); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("int v[9]; auto l = [&v] { return v[0]; }; for (; n < 9; ++n) v[n] = l();"));
}

TEST(KeepsElements, NotWhereTheyWereAnothersBefore) {
  EXPECT_FALSE(keeps("std::vector<int> v(std::move(w)); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v; v = std::move(w); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v; v.swap(w); for (; n < 9; ++n) v[n] = 1;"));
  EXPECT_FALSE(keeps("std::vector<int> v; std::swap(w, v); for (; n < 9; ++n) v[n] = 1;"));
}

} // namespace
} // namespace hone
