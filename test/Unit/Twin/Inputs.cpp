// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parameters of every shape get inputs that find what is wrong.
#include "TwinFixture.h"

using namespace hone;

#define EXPECT_SAME(...)                                                                           \
  do {                                                                                             \
    TwinRun R = drive(__VA_ARGS__);                                                                \
    EXPECT_TRUE(R.same()) << R.Log;                                                                \
  } while (false)
#define EXPECT_DIFFERENT(...)                                                                      \
  do {                                                                                             \
    TwinRun R = drive(__VA_ARGS__);                                                                \
    EXPECT_TRUE(R.Built && !R.Different.empty()) << R.Log;                                         \
  } while (false)

TEST_F(TwinTest, pointer_and_length) {
  const char *Source = R"(
void scale(float *out, const float *in, int n, float k) {
  for (int i = 0; i < n; ++i) out[i] = in[i] * k;
}
)";
  EXPECT_SAME(Source, "out[i] = in[i] * k", "out[i] = k * in[i]", "c++11");
  EXPECT_DIFFERENT(Source, "in[i] * k", "in[i] * k + 0.0f"); // -0.0
}

TEST_F(TwinTest, products_and_locals_bound_memory) {
  EXPECT_SAME(R"(
void transpose(const int *in, int *out, int w, int h) {
  const int stride = h;
  for (int y = 0; y < h; ++y) { const int *row = in + y * w;
    for (int x = 0; x < w; x++) out[x * stride + y] = row[x]; }
}
)", "out[x * stride + y] = row[x]", "{ int v = row[x]; out[x * stride + y] = v; }");
  EXPECT_NE(Last.Twins[0].Harness.find("plan(2)"), std::string::npos);
}

TEST_F(TwinTest, rows_are_as_long_as_a_vector) {
  const char *Source = R"(
#include <vector>
double distance(const std::vector<std::vector<double>> &rows, const std::vector<double> &point) {
  double sum = 0;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t i = 0; i < point.size(); ++i)
      sum += (rows[r][i] - point[i]) * (rows[r][i] - point[i]);
  return sum;
}
)";
  EXPECT_SAME(Source, "sum += (rows[r][i] - point[i])", "sum += (rows.at(r).at(i) - point[i])");
  const std::string &Harness = Last.Twins[0].Harness;
  EXPECT_LT(Harness.find("want(S.dimension(2))"), Harness.find("wantRows(0, "));
  EXPECT_NE(Harness.find("wantRows(0, "), std::string::npos);
  EXPECT_DIFFERENT(Source, "i < point.size()", "i + 1 < point.size()");
}

TEST_F(TwinTest, histogram_of_bytes) {
  EXPECT_SAME(R"(
void histogram(const unsigned char *p, unsigned long n, unsigned *bins) {
  for (unsigned long i = 0; i < n; ++i) ++bins[p[i]];
}
)", "++bins[p[i]]", "bins[p[i]] += 1");
}

TEST_F(TwinTest, walking_pointers_and_ends) {
  EXPECT_SAME(R"(
unsigned sum(const unsigned *p, unsigned n) { unsigned s = 0; while (n--) s += *p++; return s; }
)", "s += *p++", "s = s + *p++");
  EXPECT_SAME(R"(
unsigned sum(const unsigned *first, const unsigned *last) { unsigned s = 0;
  for (; first != last; ++first) s += *first; return s; }
)", "s += *first", "s = s + *first");
}

TEST_F(TwinTest, overlap_is_tried) {
  EXPECT_DIFFERENT(R"(
void shift(int *to, const int *from, int n) { for (int i = 0; i < n; ++i) to[i] = from[i] & 7; }
)", "for (int i = 0; i < n; ++i) to[i] = from[i] & 7", "for (int i = n - 1; i >= 0; --i) to[i] = from[i] & 7");
}

TEST_F(TwinTest, reference_to_an_element_is_tried) {
  EXPECT_DIFFERENT(R"(
#include <vector>
void add(std::vector<unsigned> &v, const unsigned &k) { for (auto &x : v) x += k; }
)", "for (auto &x : v) x += k", "unsigned c = k; for (auto &x : v) x += c");
}

TEST_F(TwinTest, reference_to_the_objects_own_field_is_tried) {
  EXPECT_DIFFERENT(R"(
#include <vector>
class Bag { std::vector<unsigned> items; unsigned sum = 0;
public: explicit Bag(int n) : items(n) {}
  void raise(const unsigned &by) { for (auto &x : items) { x += by; sum += x; } } };
)", "for (auto &x : items) { x += by; sum += x; }",
                   "unsigned c = by; for (auto &x : items) { x += c; sum += x; }");
}

TEST_F(TwinTest, texts_and_strings) {
  EXPECT_SAME(R"(
#include <cstring>
#include <string>
int spaces(const char *s) { int n = 0; for (unsigned i = 0; i < std::strlen(s); ++i) n += s[i] == ' '; return n; }
)", "i < std::strlen(s)", "s[i]", "c++11");
  EXPECT_DIFFERENT(R"(
#include <string>
void upper(std::string &s) { for (char &c : s) if (c >= 'a' && c <= 'z') c -= 32; }
)", "c <= 'z'", "c < 'z'", "c++11");
}

TEST_F(TwinTest, views) {
  EXPECT_SAME(R"(
#include <span>
#include <string_view>
int mix(std::span<const int> a, std::string_view s, std::span<short> out) {
  int n = 0; for (int x : a) n ^= x; for (char c : s) n ^= c; for (short &o : out) o = n; return n; }
)", "n ^= x", "n = x ^ n", "c++20");
  EXPECT_SAME(R"(
#include <string_view>
std::string_view trim(std::string_view s) { while (!s.empty() && s.front() == ' ') s.remove_prefix(1); return s; }
)", "s.front()", "s[0]", "c++17");
}

TEST_F(TwinTest, containers_by_value_and_by_move) {
  EXPECT_SAME(R"(
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>
enum class Kind { A = 2, B = 5 };
struct Item { int id; std::string name; Kind kind; };
std::vector<std::string> names(std::vector<Item> items, std::map<std::string, int> seen,
                               std::unique_ptr<int> limit, std::unordered_map<int, float> &&w) {
  std::vector<std::string> r;
  for (const auto &i : items) if (i.kind == Kind::B || seen.count(i.name) || (limit && *limit > i.id) || w.count(i.id)) r.push_back(i.name);
  return r;
}
)", "r.push_back(i.name)", "r.emplace_back(i.name)", "c++11");
}

TEST_F(TwinTest, adapters_show_what_they_hold) {
  const char *Source = R"(
#include <queue>
#include <stack>
#include <string>
#include <vector>
struct Machine {
  int run(const std::vector<int> &program) {
    for (int op : program) {
      if (op == 0 && !values.empty()) values.pop(); else values.push(op);
      waiting.push(op); names.push("x");
    }
    return static_cast<int>(values.size());
  }
  std::stack<int> values;
  std::queue<std::string> names;
  std::priority_queue<int, std::vector<int>> waiting;
};
)";
  EXPECT_SAME(Source, "waiting.push(op)", "waiting.emplace(op)", "c++11");
  EXPECT_DIFFERENT(Source, "waiting.push(op)", "waiting.push(op ^ 1)");
  EXPECT_DIFFERENT(Source, "names.push(\"x\")", "names.push(\"y\")");
  EXPECT_DIFFERENT(Source, "values.pop(); else", "values.top() = 1; else");
}

TEST_F(TwinTest, pointers_that_are_not_followed) {
  const char *Source = R"(
#include <vector>
struct Node { int key; Node *next; };
struct List {
  void mark(int k) { for (int &v : values) if (v == k) { v = 0; label = "found"; } }
  int first() const { return head ? head->key : -1; }
  std::vector<int> values; Node *head = nullptr; const char *label = nullptr;
};
)";
  EXPECT_SAME(Source, "v = 0; label = \"found\"", "label = \"found\"; v = 0", "c++11");
  EXPECT_DIFFERENT(Source, "label = \"found\"", "label = \"lost\"");
  EXPECT_DIFFERENT(Source, ": -1", ": 0");
}

TEST_F(TwinTest, private_classes_of_private_classes) {
  EXPECT_SAME(R"(
#include <map>
#include <string>
class Value {
public:
  int total() const { int t = 0; for (const auto &m : members) t ^= m.second.weight; return t; }
private:
  struct Member { class Key { friend class Value; int at = 0; public: bool operator<(const Key &o) const { return at < o.at; } };
    int weight; };
  std::map<Member::Key, Member> members;
};
)", "t ^= m.second.weight", "t = t ^ m.second.weight", "c++11");
}

TEST_F(TwinTest, arrays_by_reference) {
  EXPECT_SAME(R"(
typedef int Row[3];
int turn(double (&m)[3][3], const Row &by) {
  int n = 0;
  for (int i = 0; i < 3; ++i) { m[i][i] = -m[i][i]; n ^= by[i]; }
  return n;
}
)", "n ^= by[i]", "n = n ^ by[i]", "c++11");
}

TEST_F(TwinTest, texts_that_are_related_or_numbers) {
  EXPECT_DIFFERENT(R"(
#include <string>
bool ends(const std::string &text, const std::string &part) {
  return !part.empty() && part.size() + 2 < text.size() && text.compare(text.size() - part.size(), part.size(), part) == 0;
}
)", "text.compare(text.size() - part.size(), part.size(), part) == 0", "false");
  EXPECT_DIFFERENT(R"(
#include <string>
int digits(const std::string &text) { int n = 0; for (char c : text) n += c >= '0' && c <= '9'; return n > 8 ? n : 0; }
)", "n > 8", "n > 80");
  EXPECT_DIFFERENT(R"(
#include <string>
int run(const std::string &text) { int n = 0; for (std::size_t i = 1; i < text.size(); ++i) { n = text[i] == text[i - 1] ? n + 1 : 0; if (n > 9) return n; } return 0; }
)", "n > 9", "n > 900");
}

TEST_F(TwinTest, iterators_in_pairs) {
  const char *Source = R"(
#include <vector>
typedef std::vector<int>::const_iterator Place;
unsigned sum(Place first, Place last, unsigned k) {
  unsigned s = k;
  for (; first != last; ++first) s = s * 3 + *first;
  return s;
}
)";
  EXPECT_SAME(Source, "s * 3 + *first", "*first + 3 * s");
  EXPECT_DIFFERENT(Source, "s * 3 + *first", "s * 2 + *first");
}

TEST_F(TwinTest, counting_down_in_the_condition) {
  const char *Source = R"(
void shift(int *a, int n, int by) {
  if (by < 0 || by > n) return;
  for (int i = n; i-- > by;) a[i] = a[i - by];
}
)";
  EXPECT_SAME(Source, "a[i] = a[i - by]", "{ const int v = a[i - by]; a[i] = v; }");
  EXPECT_DIFFERENT(Source, "a[i] = a[i - by]", "a[i] = by ? a[i - by] : 0");
}

TEST_F(TwinTest, numbers_near_what_they_are_held_to) {
  EXPECT_DIFFERENT(R"(
int leap(int year, int month) { return month == 7 && year % 100 == 0 ? 1 : 0; }
)", "year % 100", "year % 1000");
  EXPECT_DIFFERENT("int f(int x) { return x & 255; }\n", "x & 255", "x == 87654 ? 0 : x & 255");
  EXPECT_DIFFERENT(R"(
#include <string>
std::string digits(int n) { std::string s; do s += char('0' + (n % 10 & 15)); while ((n /= 10) != 0); return s; }
)", "n % 10 & 15", "(n == -2147483647 - 1 ? 0 : n) % 10 & 15");
}

TEST_F(TwinTest, arguments_that_are_equal) {
  EXPECT_DIFFERENT(R"(
#include <string>
struct Version { int Major; std::string Tag; };
bool less(const Version &a, const Version &b) { return a.Major != b.Major ? a.Major < b.Major : a.Tag < b.Tag; }
)", "a.Tag < b.Tag", "a.Tag <= b.Tag");
}

TEST_F(TwinTest, texts_of_other_encodings_and_bases) {
  EXPECT_DIFFERENT(R"(
#include <string_view>
bool surrogate(std::string_view s) {
  for (std::size_t i = 0; i + 1 < s.size(); ++i)
    if ((s[i] & 255) == 0xed && (s[i + 1] & 255) >= 0xa0) return true;
  return false;
}
)", "return true", "return s.size() > 900");
  EXPECT_DIFFERENT(R"(
#include <string_view>
int value(std::string_view s, unsigned base) {
  if (base < 2 || base > 9 || s.empty() || s.size() > 5) return -1;
  int n = 0;
  for (char c : s) { if (unsigned(c - '0') >= base) return -1; n = n * int(base) + (c - '0'); }
  return n;
}
)", "return n;", "return n > 9 ? 0 : n;");
}

TEST_F(TwinTest, errno_is_part_of_the_state) {
  const char *Source = R"(
#include <cerrno>
#include <cstdlib>
long read(const char *text) { errno = 0; long n = std::strtol(text, nullptr, 10); return errno == ERANGE ? -1 : n; }
)";
  EXPECT_SAME(Source, "errno == ERANGE ? -1 : n", "errno != ERANGE ? n : -1");
  EXPECT_DIFFERENT(Source, "errno = 0;", "");
}

TEST_F(TwinTest, what_others_see) {
  EXPECT_SAME(R"(
#include <atomic>
int take(std::atomic<int> &left) { return left.fetch_sub(1) <= 0 ? left.fetch_add(1) : 0; }
)", "<= 0", "< 1");
  EXPECT_SAME("int ready(const volatile unsigned *p, int n) { for (int i = 0; i < n; ++i) if (*p & 1) return i; return -1; }\n",
              "*p & 1", "*p % 2 != 0");
}

TEST_F(TwinTest, streams_are_observed) {
  const char *Source = R"(
#include <ostream>
#include <vector>
std::ostream &write(std::ostream &out, const std::vector<int> &v) { for (int x : v) out << x << ','; return out; }
)";
  EXPECT_SAME(Source, "out << x << ','", "(out << x).put(',')");
  EXPECT_DIFFERENT(Source, "','", "';'");
}

TEST_F(TwinTest, references_to_the_state_are_places) {
  EXPECT_DIFFERENT(R"(
#include <vector>
int &first(std::vector<int> &v, int &other) { for (auto &x : v) if (x == 0) return x; return other; }
)", "if (x == 0) return x; return other", "if (x == 0) { int &r = x; for (auto &y : v) if (y == 0) return *(&y == &r ? &v.back() : &y); } return other");
}

TEST_F(TwinTest, recursive_and_template_classes) {
  EXPECT_SAME(R"(
#include <memory>
#include <vector>
struct Tree { int key = 0; std::unique_ptr<Tree> left, right; std::vector<Tree> more; };
template <class T> class Matrix { public: Matrix(int r, int c) : r_(r), c_(c), v_(r * c) {}
  const T &at(int i, int j) const { return v_[i * c_ + j]; } int rows() const { return r_; } int cols() const { return c_; }
private: int r_, c_; std::vector<T> v_; };
double use(const Tree &t, const Matrix<double> &m) {
  double s = t.key & 1 ? 1.0 : 2.0;
  for (int i = 0; i < m.rows(); ++i) for (int j = 0; j < m.cols(); ++j) s += m.at(i, j);
  return s; }
)", "s += m.at(i, j)", "s = s + m.at(i, j)");
}

TEST_F(TwinTest, a_length_behind_a_pointer) {
  const char *Source = R"(
void subtract(unsigned char *p, const unsigned char *q, const int *count) {
  for (int i = 0; i < *count; ++i) p[i] = p[i] > q[i] ? p[i] - q[i] : 0;
}
)";
  EXPECT_SAME(Source, "p[i] - q[i]", "-q[i] + p[i]", "c++11");
  // A store may change the count itself.
  EXPECT_DIFFERENT(Source, "for (int i = 0; i < *count; ++i)",
                   "for (int i = 0, n = *count; i < n; ++i)");
}

TEST_F(TwinTest, a_number_that_indexes_a_vector) {
  EXPECT_DIFFERENT(R"(
#include <vector>
unsigned sum(const std::vector<unsigned> &m, int n) { unsigned s = 0;
  for (int i = 0; i < n; ++i) for (int j = 0; j < n; ++j) s = s * 3 + m.at(i * n + j);
  return s; }
)", "m.at(i * n + j)", "m.at(j * n + i)");
}

TEST_F(TwinTest, without_exceptions_and_type_information) {
  file("main.cpp", "#include <string>\nint f(const std::string &s) { return s.size() & 7; }\n");
  TwinPlan Plan = plan({{"s.size() & 7", "7 & s.size()"}});
  llvm::cantFail(writeFile(path("composed.cpp"), composeTwins(Plan, {0})));
  for (const char *Compiler : {"g++", "clang++-22"}) {
    llvm::Expected<ProcessResult> R =
        runProcess({Compiler, "-std=c++11", "-Wall", "-Wextra", "-Werror", "-fno-exceptions", "-fno-rtti",
                    "-fsyntax-only", "-I", path(""), path("composed.cpp")});
    ASSERT_TRUE(bool(R));
    EXPECT_TRUE(R->ok()) << R->Err;
  }
}
