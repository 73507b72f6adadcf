// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the model file says of the standard library, and where it must be silent.
// Each table is one program with the real headers; a row is a namespace with a
// function `f` in it.

#include "hone/Analysis/Models.h"
#include "hone/Analysis/Escape.h"
#include "hone/Project/Project.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

constexpr char Prologue[] = R"(
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <forward_list>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>
void probe(double);
void elsewhere();
void printed();
using Ints = std::vector<int>;
struct Cmp { bool operator()(int a, int b) const; };
struct Hash { std::size_t operator()(int a) const; };
template <typename T> struct Arena {
  using value_type = T;
  T *allocate(std::size_t n);
  void deallocate(T *, std::size_t);
  bool operator==(const Arena &) const { return true; }
};
struct Noisy { int a; Noisy(); Noisy(const Noisy &); Noisy &operator=(const Noisy &); ~Noisy(); };
struct Made { int a; Made() { printed(); } Made(int) { printed(); } };
struct Plain { int a, b; };
struct Equal { int a; bool operator==(const Equal &) const; bool operator<(const Equal &) const; };
struct Text { operator std::string_view() const; };
struct Number { operator int() const; };
enum class Color { Red, Blue };
enum class Odd { A, B };
bool operator<(Odd, Odd);
enum class Hashed { A };
struct It {
  using iterator_category = std::forward_iterator_tag; using value_type = int;
  using difference_type = int; using pointer = int *; using reference = int &;
  int &operator*() const; It &operator++(); It operator++(int); bool operator==(const It &) const;
};
)" "template <> struct std::hash<Hashed> { std::size_t operator()(Hashed) const; };\n"
   "namespace mine { template <typename K, typename V> struct map { V &at(K); int size() const; };\n"
   "  int abs(int); double exp(double); }\n";

struct Row {
  const char *Code;
  const char *Expected;
};

class Table {
public:
  explicit Table(llvm::ArrayRef<Row> Rows) {
    std::string Code = Prologue;
    for (std::size_t I = 0; I < Rows.size(); ++I)
      Code += "namespace N" + std::to_string(I) + " { " + Rows[I].Code + " }\n";
    Unit = tooling::buildASTFromCodeWithArgs(
        Code, {"-std=c++20", "-O2", "-resource-dir=" + resourceDir(), "-Wno-everything"});
    EXPECT_FALSE(Unit->getDiagnostics().hasErrorOccurred());
  }
  ASTContext &ast() { return Unit->getASTContext(); }
  const FunctionDecl &function(std::size_t Row) {
    auto In = hasAncestor(namespaceDecl(hasName("N" + std::to_string(Row))));
    auto Found = match(functionDecl(hasName("f"), isDefinition(), In).bind("n"), ast());
    EXPECT_FALSE(Found.empty());
    return *Found.front().getNodeAs<FunctionDecl>("n");
  }
  template <typename T, typename M> const T *inside(const FunctionDecl &F, const M &Matcher) {
    auto Found = match(functionDecl(forEachDescendant(Matcher)), F, ast());
    return Found.empty() ? nullptr : Found.front().template getNodeAs<T>("n");
  }
  std::unique_ptr<ASTUnit> Unit;
};

template <typename Ask> void check(llvm::ArrayRef<Row> Rows, Ask Answer) {
  Table T(Rows);
  for (std::size_t I = 0; I < Rows.size(); ++I)
    EXPECT_EQ(Answer(T, T.function(I)), Rows[I].Expected) << Rows[I].Code;
}

/// What the body is known to do: "opaque" if something in it is not, else the words
/// of allocates, throws, errno and writes that apply.
std::string summary(Table &T, const FunctionDecl &F) {
  Effects E = effectsOf(*F.getBody(), T.ast());
  if (!E.Unknown.empty() || !E.Opaque.empty())
    return "opaque";
  std::string Words;
  auto Say = [&](bool Does, const char *Word) {
    if (Does)
      Words += (Words.empty() ? "" : " ") + std::string(Word);
  };
  Say(!E.Allocates.empty(), "allocates");
  Say(!E.Throws.empty(), "throws");
  Say(!E.Errno.empty(), "errno");
  Say(!E.Writes.empty(), "writes");
  return Words;
}

/// The code of the change that the loop may make to what `probe(...)` reads.
std::string change(Table &T, const FunctionDecl &F) {
  const auto *Probe = T.inside<CallExpr>(F, callExpr(callee(functionDecl(hasName("probe")))).bind("n"));
  const auto *Loop = T.inside<Stmt>(F, stmt(anyOf(forStmt(), whileStmt(), cxxForRangeStmt())).bind("n"));
  Effects Read = effectsOf(*Probe->getArg(0), T.ast());
  if (!Read.Unknown.empty() || !Read.Opaque.empty())
    return "not known";
  auto Found = findChange(effectsOf(*Loop, T.ast()), Read.Reads, F, T.ast());
  return Found ? Found->Code : "";
}

TEST(Models, ContainersDoWhatTheFileSays) {
  check({
      {"void f(const std::map<int, int> &m) { m.at(3); }", "throws"},
      {"void f(const std::vector<int> &m) { m.at(3); }", "throws"},
      {"void f(std::map<int, int> &m) { m.find(3); m.count(2); m.size(); }", ""},
      {"void f(std::map<int, int> &m) { m[3]; }", "allocates writes"},
      {"void f(std::map<std::string, std::string> &m, const std::string &k) { m[k] = k; }", "allocates throws writes"},
      {"void f(std::unordered_map<std::string, int> &m, const std::string &k) { ++m[k]; m.erase(k); }", "allocates writes"},
      {"void f(std::set<int> &s) { s.insert(3); s.contains(2); }", "allocates writes"},
      {"void f(std::set<Color> &s) { s.insert(Color::Red); }", "allocates writes"},
      {"void f(std::unordered_set<int *> &s, int *p) { s.count(p); }", ""},
      {"void f(std::map<int, double> &m) { for (auto it = m.begin(); it != m.end(); ++it) it->second = 1; }", "writes"},
      {"void f(std::unordered_map<int, double> &m) { for (auto &p : m) p.second = 1; }", "writes"},
      {"void f(std::deque<int> &d) { d.push_back(1); d.front(); }", "allocates throws writes"},
      {"void f(std::list<int> &d) { d.push_back(1); d.pop_front(); }", "allocates writes"},
      {"void f() { std::map<int, std::string> m; m.clear(); }", "writes"},
      {"void f(std::deque<std::string> &d) { std::deque<std::string> e(d); }", "allocates throws writes"},
      {"void f(std::vector<std::vector<int>> &v) { v.emplace_back(3); v.clear(); }", "allocates throws writes"},
      {"void f(std::vector<std::pair<int, std::string>> &v) { v.pop_back(); }", "writes"},
      {"void f(std::vector<Plain> &v, Plain p) { v.push_back(p); }", "allocates throws writes"},
      {"void f(std::vector<int> &v) { std::vector<int> w = v; }", "allocates writes"},
  }, summary);
}

TEST(Models, CodeOfTheUsersInAContainerIsRefused) {
  check({
      {"void f(std::map<int, int, Cmp> &m) { m.find(3); }", "opaque"},
      {"void f(std::map<int, int, Cmp> &m) { m[3]; }", "opaque"},
      {"void f(std::set<int, bool (*)(int, int)> &m) { m.insert(3); }", "opaque"},
      {"void f(std::set<Equal> &m, Equal e) { m.find(e); }", "opaque"},
      {"void f(std::set<Odd> &m) { m.insert(Odd::A); }", "opaque"},
      {"void f(std::unordered_map<int, int, Hash> &m) { m[3]; }", "opaque"},
      {"void f(std::unordered_set<Hashed> &m) { m.insert(Hashed::A); }", "opaque"},
      {"void f(std::vector<int, Arena<int>> &v) { v.push_back(1); }", "opaque"},
      {"void f(std::list<int, Arena<int>> &v) { v.push_back(1); }", "opaque"},
      {"void f(std::vector<Noisy> &v, Noisy &n) { v.push_back(n); }", "opaque"},
      {"void f(std::map<int, Noisy> &m) { m[3]; }", "opaque"},
      {"void f(std::map<int, Made> &m) { m[3]; }", "opaque"},
      {"void f(std::vector<std::pair<int, Noisy>> &v) { v.clear(); }", "opaque"},
      {"void f(std::vector<std::pair<int, Made>> &v) { v.emplace_back(); }", "opaque"},
      {"void f(std::vector<Made> &v, int *p) { v.insert(v.begin(), p, p + 1); }", "opaque"},
      {"void f(std::vector<int> &v, Number *p) { v.assign(p, p + 1); }", "opaque"},
      {"void f(std::vector<int> &v, It a, It b) { v.assign(a, b); }", "opaque"},
      {"void f(It a, It b) { std::vector<int> v(a, b); }", "opaque"},
      {"void f(std::string &s, Text t) { s = t; }", "opaque"},
      {"void f(std::string &s, Text t) { s.find(t); }", "opaque"},
      {"void f(std::map<int, int> &m, std::pair<Number, int> p) { m.insert(p); }", "opaque"},
      {"void f(std::vector<bool> &v) { v.push_back(true); }", "opaque"},
      {"void f(std::list<int> &a, std::list<int> &b) { a.splice(a.begin(), b); }", "opaque"},
      {"void f(std::map<int, int> &a, std::map<int, int> &b) { a.merge(b); }", "opaque"},
      {"void f(mine::map<int, int> &m) { m.at(3); }", "opaque"},
      {"void f(mine::map<int, int> &m) { m.size(); }", "opaque"},
      {"void f() { mine::abs(3); mine::exp(1.0); }", "opaque"},
  }, summary);
}

TEST(Models, AlgorithmsStringsAndTheCLibrary) {
  check({
      {"void f(Ints &v) { std::find(v.begin(), v.end(), 3); std::count(v.begin(), v.end(), 3); }", ""},
      {"void f(Ints &v, int k) { std::count_if(v.begin(), v.end(), [&](int x) { return x > k; }); }", ""},
      {"void f(Ints &v, int k) { std::any_of(v.begin(), v.end(), [k](const auto &x) { return x == k; }); }", ""},
      {"void f(Ints &v) { std::sort(v.begin(), v.end()); std::sort(v.begin(), v.end(), std::greater<>()); }", "writes"},
      {"void f(Ints &v) { std::count_if(v.begin(), v.end(), [](int x) { if (x) throw 1; return true; }); }", "throws"},
      {"void f(double *p, int n) { std::fill(p, p + n, 0.0); std::reverse(p, p + n); }", "writes"},
      {"void f(Ints &v, std::list<int> &w) { std::copy(v.begin(), v.end(), w.begin()); }", "writes"},
      {"void f(Ints &v) { std::accumulate(v.begin(), v.end(), 0, [](int a, int b) { return a ^ b; }); }", ""},
      {"void f(std::vector<std::string> &v) { std::find(v.begin(), v.end(), \"x\"); }", ""},
      {"void f(const std::string &s) { s.find('x'); s.starts_with(\"ab\"); s.compare(s); s == \"x\"; }", ""},
      {"void f(const std::string &s) { s.substr(2); }", "allocates throws"},
      {"void f(std::string &s) { s += s; }", "allocates throws writes"},
      {"void f(int n) { std::to_string(n); }", "allocates"},
      {"int f(const std::string &s) { return std::stoi(s); }", "throws errno"},
      {"void f(char *p, const char *q) { std::memcpy(p, q, 8); std::strlen(q); }", "writes"},
      {"int f(char c) { return std::isdigit(c) + std::tolower(c); }", ""},
      {"void f(std::optional<int> &o) { *o = 3; o.has_value(); }", "writes"},
      {"int f(std::optional<int> &o) { return o.value(); }", "throws"},
      {"int f(std::unique_ptr<Plain> &p) { return p ? p->a + (*p).b + p.get()->a : 0; }", ""},
      {"int f(std::shared_ptr<Plain> &p) { return p ? p->a + (*p).b + p.get()->a : 0; }", ""},
      {"void f(std::tuple<int, double> &t, std::pair<int, int> &p) { std::get<1>(t) = std::get<0>(p); }", "writes"},
      {"bool f(std::variant<int, double> &v) { return std::holds_alternative<int>(v); }", ""},
      {"int f(std::variant<int, double> &v) { return std::get<int>(v); }", "throws"},
      {"void f(const char *p) { std::ostringstream os; os << p << 'x' << std::string(p); }", "allocates throws writes"},
      {"void f(Ints &a, Ints &b) { std::swap(a, b); b = std::move(a); }", "allocates throws writes"},
  }, summary);
}

TEST(Models, CodeOfTheUsersInAnAlgorithmIsRefused) {
  check({
      {"void f(std::vector<Equal> &v, Equal e) { std::find(v.begin(), v.end(), e); }", "opaque"},
      {"void f(std::vector<Equal> &v) { std::sort(v.begin(), v.end()); }", "opaque"},
      {"void f(Ints &v, bool (*p)(int)) { std::count_if(v.begin(), v.end(), p); }", "opaque"},
      {"void f(Ints &v) { std::count_if(v.begin(), v.end(), [](int) { elsewhere(); return true; }); }", "opaque"},
      {"void f(Ints &v) { std::count_if(v.begin(), v.end(), [n = Noisy()](int) { return true; }); }", "opaque"},
      {"void f(Ints &v) { static int k; std::for_each(v.begin(), v.end(), [](int x) { static int n; n += x; }); }", "opaque"},
      {"void f(std::vector<Noisy> &v) { std::reverse(v.begin(), v.end()); }", "opaque"},
      {"void f(It a, It b) { std::find(a, b, 3); }", "opaque"},
      {"void f(std::vector<int> &v, Number n) { std::count(v.begin(), v.end(), n); }", "opaque"},
      {"void f(Noisy &a, Noisy &b) { std::swap(a, b); }", "opaque"},
      {"void f(Ints &v) { std::for_each(v.begin(), v.end(), [](Made m) {}); }", "opaque"},
      {"void f(Ints &v) { std::for_each(v.begin(), v.end(), [](const Made &m) {}); }", "opaque"},
      {"void f(Ints &v, Ints &w) { std::transform(v.begin(), v.end(), w.begin(), [](int x) { return Number(); }); }", "opaque"},
      {"void f(Ints &v) { std::count_if(v.begin(), v.end(), [](int x) { return Number(); }); }", "opaque"},
      {"void f(std::vector<std::string> &v) { std::for_each(v.begin(), v.end(), [](std::string s) {}); }", "opaque"},
      {"void f(std::vector<Equal> &v) { std::sort(v.begin(), v.end(), std::less<>()); }", "opaque"},
      {"void f() { std::ostringstream os; os.tie(nullptr); os << 'x'; }", "opaque"},
      {"void g(std::ostream &); void f() { std::ostringstream os; os << 'x'; g(os << 'y'); }", "opaque"},
      {"void f(volatile int *p) { std::find(p, p + 3, 1); }", "opaque"},
      {"void f(std::ostream &os) { os << \"x\"; }", "opaque"},
      {"void f(std::ostringstream &os) { os << \"x\"; }", "opaque"},
      {"void f() { std::ostringstream os; os << 1.5; }", "opaque"},
      {"void f(Ints &v, Ints &w) { std::copy(v.begin(), v.end(), std::back_inserter(w)); }", "opaque"},
      {"void f(std::unique_ptr<Noisy> &p) { p.reset(); }", "opaque"},
      {"const char *f(const char *p) { return std::getenv(p); }", "opaque"},
  }, summary);
}

TEST(Models, ChangesToWhatIsRead) {
  check({
      {"void f(std::map<int, double> m, std::vector<double> &v) { probe(m.at(3)); for (auto &x : v) x = 1; }", ""},
      {"void f(std::map<int, double> m, std::map<int, double> w) { probe(m.at(3)); for (int i = 0; i < 9; ++i) w[i] = 1; }", ""},
      {"void f(std::map<int, double> &m, double *p) { probe(m.at(3)); for (int i = 0; i < 9; ++i) p[i] = 1; }", "aliased-store"},
      {"void f(std::map<int, double> &m, float *p) { probe(m.at(3)); for (int i = 0; i < 9; ++i) p[i] = 1; }", ""},
      {"void f(std::map<int, double> m) { probe(m.size()); for (int i = 0; i < 9; ++i) m[i]; }", "modified"},
      {"void f(std::map<int, double> &m) { probe(m.at(3)); for (auto it = m.begin(); it != m.end(); ++it) it->second = 1; }", "aliased-store"},
      {"void f(std::map<int, double> &m) { probe(m.at(3)); for (auto &p : m) p.second = 1; }", "aliased-store"},
      {"void f(std::map<int, double> &m, int k) { probe(m.begin()->second); for (int i = 0; i < 9; ++i) m[i] = 2; }", "aliased-store"},
      {"void f(std::list<double> l) { probe(l.front()); for (auto &x : l) x = 1; }", "aliased-store"},
      {"struct S { double k; void f(std::map<int, double> &m) { probe(k); for (auto &p : m) p.second = 1; } };", ""},
      {"struct S { double k; void f(std::map<int, S> &m) { probe(k); for (auto &p : m) p.second.k = 1; } };", "aliased-store"},
      {"struct S { double k; void f(std::map<int, S> &m) { probe(k); for (int i = 0; i < 9; ++i) m[i].k = 1; } };", "aliased-store"},
      {"struct S { double k; void f(std::map<int, double> &m) { probe(k); for (int i = 0; i < 9; ++i) m[i] = 1; } };", ""},
      {"void f(Ints v, Ints w) { probe(std::count(v.begin(), v.end(), 3)); for (auto &x : w) x = 1; }", ""},
      {"void f(Ints v) { probe(std::count(v.begin(), v.end(), 3)); for (auto &x : v) x = 1; }", "modified"},
      {"void f(Ints v, int k) { probe(std::count_if(v.begin(), v.end(), [&](int x) { return x > k; })); for (int i = 0; i < 9; ++i) ++k; }", "modified"},
      {"void f(Ints v, int k, int j) { probe(std::count_if(v.begin(), v.end(), [&](int x) { return x > k; })); for (int i = 0; i < 9; ++i) ++j; }", ""},
      {"void f(Ints v, int k) { probe(k); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { k += x; }); }", "modified"},
      {"void f(Ints v, int k) { probe(k); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { int &r = k; r += x; }); }", "aliased-store"},
      {"void f(Ints v, Ints w) { probe(w.size()); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { w.push_back(x); }); }", "modified"},
      {"void f(Ints v, int k) { probe(v[0]); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [](int &x) { x = 1; }); }", "modified"},
      {"void f(Ints v, int *p) { probe(*p); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { ++p; }); }", "modified"},
      {"struct N { N *next; int a; }; void f(Ints v, N *p, N *q) { probe(q->next->a); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { p->next = nullptr; }); }", "aliased-store"},
      {"void f(std::string a, std::string b) { probe(a.size()); for (int i = 0; i < 9; ++i) (a = b).push_back('x'); }", "modified"},
      {"void f(std::string a, std::string b) { probe(a.size()); for (int i = 0; i < 9; ++i) a.append(b).clear(); }", "modified"},
      {"struct S { int k; void f(Ints v) { probe(k); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [this](int x) { k = x; }); } };", "modified"},
      {"void f(const char *s, char *t) { probe(std::strlen(s)); for (int i = 0; i < 9; ++i) t[i] = 1; }", "aliased-store"},
      {"void f(double k, double *p) { probe(*p); for (int i = 0; i < 9; ++i) std::memset(p, 0, 8); }", "aliased-store"},
      {"void f(char c, Ints &v) { probe(std::isdigit(c)); for (int i = 0; i < 9; ++i) v.push_back(i); }", ""},
      {"void f(char c) { probe(std::isdigit(c)); for (int i = 0; i < 9; ++i) elsewhere(); }", "opaque-call"},
      {"void f() { probe(std::rand()); for (int i = 0; i < 9; ++i) std::rand(); }", "aliased-store"},
      {"void f(std::vector<int *> v, Ints w) { probe(w[0]); for (int i = 0; i < 9; ++i) std::fill(v.front(), v.back(), i); }", "aliased-store"},
      {"void f(std::vector<int *> v, int *p) { probe(*p); for (int i = 0; i < 9; ++i) std::fill(v.front(), v.back(), i); }", "aliased-store"},
      {"void f(std::optional<int> o) { probe(*o); for (int i = 0; i < 9; ++i) o.reset(); }", "modified"},
      {"void f(std::optional<Plain> o) { probe(o->a); for (int i = 0; i < 9; ++i) o->a = i; }", "modified"},
      {"void f(std::optional<int> o, std::optional<int> q) { probe(*o); for (int i = 0; i < 9; ++i) *q = i; }", ""},
      {"void f(std::unique_ptr<int> &p, int *q) { probe(*p); for (int i = 0; i < 9; ++i) q[i] = i; }", "aliased-store"},
      {"void f(Ints a, Ints b) { probe(a.size()); for (int i = 0; i < 9; ++i) std::swap(b, a); }", "modified"},
      {"void f(Ints a, Ints b) { probe(a[0]); for (int i = 0; i < 9; ++i) b.swap(a); }", "modified"},
      {"void f(Ints a, Ints b) { probe(a.size()); for (int i = 0; i < 9; ++i) b = std::move(a); }", "modified"},
      {"void f(Ints a, std::vector<Ints> b) { probe(a.size()); for (int i = 0; i < 9; ++i) b.push_back(std::move(a)); }", "modified"},
      {"void f(std::tuple<int, int> t) { probe(std::get<0>(t)); for (int i = 0; i < 9; ++i) std::get<1>(t) = i; }", "modified"},
      {"void f(std::deque<int> d, std::deque<int> e) { probe(d.size()); for (int i = 0; i < 9; ++i) e.push_back(i); }", ""},
      {"void f(std::list<int> l, Ints v) { auto it = l.begin(); probe(l.front()); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { *it = x; }); }", "aliased-store"},
      {"void f(std::list<int> l, Ints v) { auto it = l.begin(); probe(*it); for (int i = 0; i < 9; ++i) std::for_each(v.begin(), v.end(), [&](int x) { ++it; }); }", "modified"},
      {"static void g(std::list<int>::iterator it) { *it = 2; } void f(std::list<int> l) { probe(l.front()); for (int i = 0; i < 9; ++i) g(l.begin()); }", "aliased-store"},
      {"static void g(std::list<int>::iterator it) { std::fill_n(it, 1, 2); } void f(std::list<int> l) { probe(l.front()); for (int i = 0; i < 9; ++i) g(l.begin()); }", "aliased-store"},
      {"void f(std::map<int, double> &m, std::string &s) { probe(s.size()); for (int i = 0; i < 9; ++i) m[i] = 2; }", ""},
      {"struct P { std::vector<float> v; }; void f(std::map<int, P> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) m[1].v.push_back(2); }", ""},
      {"struct P { std::string v; }; void f(std::map<int, P> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) m[1].v[0] = 'x'; }", "aliased-store"},
      {"static void g(std::vector<float> &v) { v[0] = 1; } void f(std::vector<std::vector<float>> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) g(m[1]); }", ""},
      {"void f(std::vector<char> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) m[i] = 'x'; }", "aliased-store"},
      {"void f(std::vector<std::string> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) m.pop_back(); }", "aliased-store"},
      {"void f(std::vector<std::string> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) m[i][0] = 'x'; }", "aliased-store"},
      {"void f(std::map<int, double> &m, std::string &s) { probe(s[3]); for (int i = 0; i < 9; ++i) m[i] = 2; }", ""},
      {"void f(std::string &s, std::string &t) { probe(s.size()); for (int i = 0; i < 9; ++i) t += 'x'; }", "aliased-store"},
      {"void f(std::wstring &s, wchar_t *p) { probe(s[0]); for (int i = 0; i < 9; ++i) p[i] = i; }", "aliased-store"},
      {"struct S { std::map<int, int> m; }; void f(std::map<int, int> &m, S &s) { probe(m.size()); for (int i = 0; i < 9; ++i) s = S(); }", "aliased-store"},
      {"void f(std::map<int, int> &m, std::string &s) { probe(m.size()); for (int i = 0; i < 9; ++i) s[i] = 'x'; }", ""},
      {"void f(std::string &s, char *p) { probe(s.compare(\"abc\")); for (int i = 0; i < 9; ++i) p[i] = 'x'; }", "aliased-store"},
      {"void f(std::string s, char *p) { probe(s.compare(\"abc\")); for (int i = 0; i < 9; ++i) s.size(); }", ""},
  }, change);
}

TEST(Models, AddingIsToldFromOtherChanges) {
  auto Adds = [](Table &T, const FunctionDecl &F) -> std::string {
    Effects E = effectsOf(*F.getBody(), T.ast());
    bool All = llvm::all_of(E.Writes, [](const Access &W) { return W.Adds; });
    return !E.Opaque.empty() || E.Writes.empty() ? "no writes" : All ? "adds" : "changes";
  };
  check({
      {"void f(std::map<int, int> &m) { m[3]; m.insert({1, 2}); m.emplace(1, 2); m.try_emplace(4, 5); }", "adds"},
      {"void f(std::unordered_map<int, int> &m) { m[3]; m.insert({1, 2}); m.reserve(9); m.rehash(9); }", "adds"},
      {"static void g(std::map<int, int> &m) { m[3]; } void f(std::map<int, int> &m) { g(m); }", "adds"},
      {"void f(std::map<int, int> &m) { m[3] = 1; }", "changes"},
      {"void f(std::map<int, int> &m) { m.insert_or_assign(3, 1); }", "changes"},
      {"void f(std::map<int, int> &m) { m.erase(3); }", "changes"},
      {"void f(std::map<int, int> &m, std::map<int, int> &w) { m.swap(w); }", "changes"},
      {"void f(Ints &v) { v.push_back(3); }", "changes"},
      {"struct P { Ints v; std::string s; }; void f(std::map<int, P> &m) { m[3]; }", "adds"},
      {"struct P { Ints v; P &operator=(int); }; void f(std::map<int, P> &m) { m[3]; }", "no writes"},
      {"struct P { Ints v; template <typename T> P(T &); P() = default; }; void f(std::map<int, P> &m) { m[3]; }", "no writes"},
      {"struct P { Noisy n; }; void f(std::map<int, P> &m) { m[3]; }", "no writes"},
      {"struct P { Ints v; ~P(); }; void f(std::map<int, P> &m) { m[3]; }", "no writes"},
  }, Adds);
}

TEST(Models, ATupleOfReferencesHoldsNothing) {
  std::vector<Row> Rows = {{"void f(int a, int b) { auto t = std::tie(a, b); probe(a); "
                            "for (int i = 0; i < 9; ++i) std::get<0>(t) = i; }", ""}};
  Table T(Rows);
  EXPECT_NE(change(T, T.function(0)), "");
}

TEST(Models, PassingToAModelledFunctionIsNoEscape) {
  auto Private = [](Table &T, const FunctionDecl &F) -> std::string {
    const VarDecl *V = nullptr;
    for (const ParmVarDecl *P : F.parameters())
      if (P->getName() == "x")
        V = P;
    if (!V)
      V = T.inside<VarDecl>(F, varDecl(hasName("x")).bind("n"));
    return isPrivate(*V, F, T.ast()) ? "private" : "escapes";
  };
  check({
      {"void f(std::map<int, int> x) { x[1] = 2; for (auto &p : x) p.second = 1; }", "private"},
      {"void f(Ints x) { std::sort(x.begin(), x.end()); std::swap(x, x); }", "private"},
      {"void f(Ints x, Ints &y) { y = std::move(x); }", "private"},
      {"int f(Ints v, int x) { return std::count_if(v.begin(), v.end(), [&](int y) { return y > x; }); }", "private"},
      {"int f(Ints v, int x) { auto g = [&](int y) { return y > x; }; return std::count_if(v.begin(), v.end(), g); }", "escapes"},
      {"int *g; void f(Ints v, int x) { std::for_each(v.begin(), v.end(), [&r = x](int y) { g = &r; }); }", "escapes"},
      {"void f(Ints v, int x) { std::for_each(v.begin(), v.end(), [&](int y) { int *p = &x; *p = y; }); }", "escapes"},
      {"void f(Ints v, int x) { std::for_each(v.begin(), v.end(), [&](int y) { auto h = [&] { x = y; }; h(); }); }", "escapes"},
      {"void f(std::optional<int> x) { *x = 3; }", "private"},
      {"int *f(std::optional<int> x) { return &*x; }", "escapes"},
      {"void f(std::optional<int> x) { x.operator*() = 3; }", "escapes"},
      {"void f(std::array<int, 3> x) { x.operator[](0) = 3; }", "escapes"},
      {"struct K { K(); int a; }; void f() { std::pair<K, int> x; x.second = 3; }", "escapes"},
      {"void f() { std::pair<Plain, int> x; x.second = 3; }", "private"},
      {"int *f(std::optional<int> x) { return x.operator->(); }", "escapes"},
      {"void f(std::pair<int, int> x) { std::get<0>(x) = 3; }", "private"},
      {"int &f(std::pair<int, int> x) { return std::get<0>(x); }", "escapes"},
      {"int *f(std::array<int, 3> x) { return x.data(); }", "escapes"},
      {"void f(std::unique_ptr<int> x) { *x = 3; }", "private"},
      {"void f(std::ostringstream x) { x << 'a'; }", "escapes"},
      {"void f(mine::map<int, int> x) { x.at(3); }", "escapes"},
  }, Private);
}

TEST(Models, IteratorsAndReferencesEnd) {
  auto Ended = [](Table &T, const FunctionDecl &F) {
    Place Container;
    Container.How = Reach::Object;
    Container.Root = F.getParamDecl(0)->getCanonicalDecl();
    Container.Type = F.getParamDecl(0)->getType().getCanonicalType();
    Effects E = effectsOf(*F.getBody(), T.ast());
    bool References = findInvalidation(E, Container, false, F, T.ast()).has_value();
    bool Iterators = findInvalidation(E, Container, true, F, T.ast()).has_value();
    EXPECT_LE(References, Iterators);
    return std::string(References ? "references" : Iterators ? "iterators" : "");
  };
  check({
      {"void f(Ints c) { c.push_back(1); }", "references"},
      {"void f(Ints c, Ints d) { d.push_back(1); }", ""},
      {"void f(Ints c) { c[0] = 1; c.size(); }", ""},
      {"void f(std::map<int, int> c) { c[3] = 2; c.insert({1, 2}); }", ""},
      {"void f(std::map<int, int> c) { c.erase(3); }", "references"},
      {"void f(std::unordered_map<int, int> c) { c[3] = 2; }", "iterators"},
      {"void f(std::unordered_map<int, int> c) { c.clear(); }", "references"},
      {"void f(std::deque<int> c) { c.push_front(1); }", "iterators"},
      {"void f(std::list<int> c) { c.push_back(1); }", ""},
      {"void f(std::list<int> c) { c.pop_back(); }", "references"},
      {"void f(Ints c, Ints d) { std::swap(c, d); }", "iterators"},
      {"void f(Ints c) { c = Ints(); }", "references"},
      {"static void g(Ints &v) { v.clear(); } void f(Ints c) { g(c); }", "references"},
  }, Ended);
}

/// The sentence of the error for a model file with this text; empty: none.
std::string errorOf(llvm::StringRef Text) {
  llvm::SmallString<128> Path;
  int Descriptor;
  EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("models", "yaml", Descriptor, Path));
  llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true) << Text;
  std::string Sentence = llvm::toString(useModels({Path.str().str()}));
  llvm::sys::fs::remove(Path);
  std::size_t At = Sentence.find(".yaml");
  return At == std::string::npos ? Sentence : Sentence.substr(At + 5);
}

TEST(ModelFile, MistakesHaveALineAndASentence) {
  EXPECT_EQ(errorOf("- class: [mine::map]\n  functions:\n  - { names: [size] }\n"), "");
  EXPECT_EQ(errorOf("- class: [mine::map]\n  functions:\n  - { names: [size], wirtes: [object] }\n"),
            ":3: unknown key 'wirtes'");
  EXPECT_NE(errorOf("- class: [mine::map]\n  functions:\n  - { names: [size], writes: [objekt] }\n")
                .find(":3: a place is object"), std::string::npos);
  EXPECT_NE(errorOf("- class: [std::map]\n  functions:\n  - { names: [merge] }\n").find("project's own"),
            std::string::npos);
  EXPECT_NE(errorOf("- functions:\n  - { names: [merge] }\n").find("a class or a namespace"), std::string::npos);
  EXPECT_NE(errorOf("- class: [a]\n  functions:\n  - { writes: [object] }\n").find("'names'"), std::string::npos);
  EXPECT_NE(errorOf("- class: [a\n"), "");
  llvm::consumeError(useModels({}));
}

TEST(ModelFile, OfTheUsersIsUsed) {
  std::vector<Row> Rows = {
      {"void f(mine::map<int, int> &m) { m.size(); }", "opaque"},
      {"void f(mine::map<int, int> &m) { m.at(3) = 2; }", "opaque"},
      {"void f() { mine::abs(3); }", "opaque"},
      {"namespace mine { int abs(int); } void f() { mine::abs(3); }", "opaque"},
  };
  check(Rows, summary);
  EXPECT_EQ(errorOf("- class: [mine::map]\n  functions:\n  - { names: [size], const: true }\n"
                    "  - { names: [at], throws: mine::error, result: element }\n"
                    "- namespace: [mine]\n  functions:\n  - { names: [abs] }\n"), "");
  Rows[0].Expected = "";
  Rows[1].Expected = "throws writes";
  Rows[2].Expected = "";
  check(Rows, summary); // The last is another namespace's.
  llvm::consumeError(useModels({}));
}

} // namespace
} // namespace hone
