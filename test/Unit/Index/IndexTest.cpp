// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Index/Index.h"
#include "../Project/Folder.h"

using namespace hone;

namespace {
struct Indexed {
  std::vector<Loop> Loops;
  std::map<std::string, std::vector<Remark>> Remarks;
  bool Optimized = false;
  ParseDiagnostics Diagnostics;

  const Loop &in(const std::string &Function, unsigned Nth = 0) const {
    for (const Loop &L : Loops)
      if (L.Function == Function && Nth-- == 0)
        return L;
    static const Loop None;
    ADD_FAILURE() << "no loop in " << Function;
    return None;
  }
};
} // namespace

static Indexed index(const Project &P, const Unit &U, bool Optimize = true,
                     const Overlay &Files = {}) {
  Indexed R;
  IndexCallbacks Callbacks;
  Callbacks.OnParsed = [&](clang::CompilerInstance &,
                           clang::ASTContext &Context) {
    R.Loops = findLoops(Context, P);
    return Optimize;
  };
  Callbacks.OnRemarks =
      [&](const std::map<std::string, std::vector<Remark>> &All) {
        R.Optimized = true;
        R.Remarks = All;
        attachRemarks(R.Loops, P, All);
      };
  llvm::Error E = parseUnit(
      U, Files, FlagSet::Fast,
      [&](clang::CompilerInstance &CI) {
        return makeIndexConsumer(CI, Callbacks);
      },
      R.Diagnostics);
  EXPECT_FALSE(bool(E)) << llvm::toString(std::move(E));
  return R;
}

static Indexed index(const std::string &Text, const std::string &Flags = "-O2",
                     bool Optimize = true) {
  Folder F;
  F.write("a.cpp", Text);
  F.database({{"a.cpp", "g++ -std=c++17 " + Flags + " -c a.cpp"}});
  const Project P = F.load();
  EXPECT_EQ(P.Units.size(), 1u);
  Indexed R = index(P, P.Units.at(0), Optimize);
  EXPECT_EQ(R.Diagnostics.Errors, 0u) << R.Diagnostics.Text;
  return R;
}

static bool hasRemark(const Loop &L, llvm::StringRef Kind,
                      llvm::StringRef Pass) {
  return llvm::any_of(L.Remarks, [&](const Remark &R) {
    return R.Kind == Kind && R.Pass == Pass;
  });
}

TEST(Loops, KnowTheirPlaceFunctionAndDepth) {
  const std::string Text = R"(namespace n {
struct S {
  int f(int *p, int k) {
    int s = 0;
    for (int i = 0; i < k; ++i) {
      do {
        s += p[i];
      } while (s < 0);
    }
    auto g = [&] { while (s > 9) s /= 2; };
    g();
    return s;
  }
};
template <class T> int t(const T &v) {
  int s = 0;
  for (int x : v) s += x;
  return s;
}
}
)";
  const Indexed R = index(Text, "-O2", false);
  EXPECT_FALSE(R.Optimized);
  ASSERT_EQ(R.Loops.size(), 4u);
  EXPECT_EQ(R.Loops[0].Function, "n::S::f");
  EXPECT_EQ(R.Loops[0].Depth, 1u);
  EXPECT_EQ(R.Loops[0].Where.Line, 5u);
  EXPECT_EQ(R.Loops[0].Where.Column, 5u);
  EXPECT_EQ(R.Loops[0].Where.EndLine, 9u);
  EXPECT_EQ(R.Loops[0].Id, "a.cpp:5:5");
  EXPECT_EQ(R.Loops[1].Depth, 2u);
  EXPECT_EQ(R.Loops[2].Function, "n::S::f");
  EXPECT_EQ(R.Loops[2].Depth, 1u);
  EXPECT_EQ(R.Loops[3].Function, "n::t");
  auto TextOf = [&](const Loop &L) {
    return Text.substr(L.Where.Begin, L.Where.End - L.Where.Begin);
  };
  EXPECT_EQ(TextOf(R.Loops[1]),
            "do {\n        s += p[i];\n      } while (s < 0)");
  EXPECT_EQ(TextOf(R.Loops[2]), "while (s > 9) s /= 2");
  EXPECT_EQ(TextOf(R.Loops[3]), "for (int x : v) s += x");
}

TEST(Loops, AreThoseOfEditableFilesOnce) {
  Folder F;
  F.write("own.h",
          "inline int own(int k) { while (k > 9) k /= 2; return k; }\n");
  F.write("body.inc", "for (int i = 0; i < 3; ++i) s += i;\n");
  F.write("vendor/z.h",
          "inline int z(int k) { while (k > 9) k /= 2; return k; }\n");
  const std::string A =
      F.write("a.cpp",
              "#include \"own.h\"\n#include \"vendor/z.h\"\n#include <string>\n"
              "#define EACH(i, n) for (int i = 0; i < n; ++i)\n"
              "int f() { int s = 0;\n"
              "#include \"body.inc\"\n"
              "#include \"body.inc\"\n"
              "EACH(i, 3) s += i;\n"
              "return s + own(3) + z(3); }\n");
  F.database({{"a.cpp", "g++ -O2 -c a.cpp"}});
  const Project P = F.load();
  const Indexed R = index(P, P.Units.at(0), false);
  std::vector<std::string> Ids;
  for (const Loop &L : R.Loops)
    Ids.push_back(L.Id);
  EXPECT_EQ(Ids, (std::vector<std::string>{"body.inc:1:1", "own.h:1:25"}));
  EXPECT_EQ(R.Loops.at(1).Where.File, F.path("own.h"));
}

TEST(Fates, VectorizedScalarCallAndDeleted) {
  const Indexed R = index(R"(
void brighten(unsigned char *__restrict p, int n) {
  for (int i = 0; i < n; ++i)
    p[i] += 3;
}
struct View { unsigned char *data; int size; };
void threshold(View &v, int t) {
  for (int i = 0; i < v.size; ++i)
    v.data[i] = v.data[i] > t ? 255 : 0;
}
void clear(int *p, int n) {
  for (int i = 0; i < n; ++i)
    p[i] = 0;
}
int nothing(int n) {
  for (int i = 0; i < n; ++i)
    (void)(i * 2);
  return n;
}
int chain(const int *next, int i) {
  while (i >= 0)
    i = next[i];
  return i;
}
)");
  EXPECT_TRUE(R.Optimized);
  EXPECT_EQ(R.in("brighten").Fate, LoopFate::Vectorized);
  EXPECT_EQ(R.in("brighten").VectorWidth, 16u);
  EXPECT_EQ(R.in("threshold").Fate, LoopFate::Scalar);
  EXPECT_TRUE(hasRemark(R.in("threshold"), "analysis", "loop-vectorize"));
  EXPECT_TRUE(hasRemark(R.in("threshold"), "missed", "licm"));
  EXPECT_EQ(R.in("clear").Fate, LoopFate::LibraryCall);
  EXPECT_EQ(R.in("nothing").Fate, LoopFate::Deleted);
  EXPECT_EQ(R.in("chain").Fate, LoopFate::Scalar);
}

TEST(Fates, NestedLoopsHaveTheirOwn) {
  const Indexed R = index(R"(
void rows(float *__restrict out, const float *__restrict in, int w, int h) {
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      out[y * w + x] = in[y * w + x] * 2;
}
)");
  EXPECT_EQ(R.in("rows", 1).Fate, LoopFate::Vectorized);
  EXPECT_EQ(R.in("rows", 0).Fate, LoopFate::Unknown);
}

TEST(Fates, TemplatesAndInlineMembersThroughContainers) {
  const Indexed R = index(R"(
#include <vector>
template <class T> T sum(const std::vector<T> &v) {
  T s = 0;
  for (T x : v)
    s += x;
  return s;
}
struct Image {
  std::vector<unsigned char> px;
  int w = 0, h = 0;
  void invert() {
    for (int i = 0; i < w * h; ++i)
      px[i] = 255 - px[i];
  }
};
int use(std::vector<int> &v, Image &m) { m.invert(); return sum(v); }
)");
  EXPECT_EQ(R.in("sum").Fate, LoopFate::Vectorized);
  EXPECT_EQ(R.in("Image::invert").Fate, LoopFate::Scalar);
  // Said about vector::operator[], inlined here.
  EXPECT_TRUE(llvm::any_of(R.in("Image::invert").Remarks, [](const Remark &M) {
    return M.Pass == "licm" && M.Line == 13;
  }));
}

TEST(Fates, ALibraryLoopInsideIsNotTheLoopItself) {
  const Indexed R = index(R"(
#include <algorithm>
#include <vector>
int f(std::vector<std::vector<int>> &v) {
  int n = 0;
  for (auto &row : v)
    n += std::count(row.begin(), row.end(), 3) > 2;
  return n;
}
)");
  EXPECT_EQ(R.in("f").Fate, LoopFate::Unknown);
}

TEST(Fates, DebugDatabasesAreLifted) {
  const std::string Text = "void f(int *__restrict p, int n) {\n"
                           "  for (int i = 0; i < n; ++i) p[i] += 3;\n}\n";
  for (const char *Flags :
       {"-O0 -g", "-g", "-O1 -fsanitize=address,undefined", "-Og --coverage",
        "-O2 -flto", "-O3 -march=x86-64-v3"})
    EXPECT_EQ(index(Text, Flags).in("f").Fate, LoopFate::Vectorized) << Flags;
  EXPECT_EQ(index(Text, "-O3 -march=x86-64-v3").in("f").VectorWidth, 8u);
}

TEST(Fates, ALoopIsNotDeletedBecauseOneCopyWas) {
  const Indexed R = index(R"(
static void copy(int *out, const int *in, int rows, int n) {
  for (int y = 0; y < rows; ++y)
    for (int i = 0; i < n; ++i)
      out[y * 99 + i] = in[y * 77 + i];
}
void none(int *out, const int *in, int rows) { copy(out, in, rows, 0); }
void some(int *out, const int *in, int rows, int n) { copy(out, in, rows, n); }
)");
  EXPECT_EQ(R.in("copy", 0).Fate, LoopFate::Unknown);
  EXPECT_NE(R.in("copy", 1).Fate, LoopFate::Deleted);
}

TEST(Fates, ACallThatOnlySplitsOffIsNotTheLoop) {
  const Indexed R = index(R"(
void f(int *__restrict flags, float *__restrict m, int h, int w) {
  for (int y = 0; y < h; ++y) {
    flags[y] = 0;
    for (int x = 0; x < w; ++x)
      m[y * w + x] *= 2;
  }
}
)");
  EXPECT_EQ(R.in("f", 0).Fate, LoopFate::Unknown);
  EXPECT_EQ(R.in("f", 1).Fate, LoopFate::Vectorized);
}

TEST(Fates, AreFoundUnderRenamedPaths) {
  Folder F;
  F.write("src/a.cpp", "void f(int *__restrict p, int n) {\n"
                       "  for (int i = 0; i < n; ++i) p[i] += 3;\n}\n");
  F.database({{"src/a.cpp", "g++ -O2 -ffile-prefix-map=" + F.path() +
                                "=/usr/src/x -c src/a.cpp"}});
  const Project P = F.load();
  EXPECT_EQ(index(P, P.Units.at(0)).in("f").Fate, LoopFate::Vectorized);
}

TEST(Index, GeneratesWhatTheParserOnlyAnnounces) {
  // A virtual function, a static member of a template, an inline variable, an
  // implicit instantiation: emitted only because of callbacks other than
  // HandleTopLevelDecl.
  const Indexed R = index(R"(
struct Base {
  virtual ~Base() = default;
  virtual void run(int *p, int n) {
    for (int i = 0; i < n; ++i)
      p[i] ^= 5;
  }
};
struct Derived : Base {};
template <class T> struct Holder {
  static T value;
  void fill(T *__restrict p, int n) {
    for (int i = 0; i < n; ++i)
      p[i] += value;
  }
};
template <class T> T Holder<T>::value = [] {
  T s = 0;
  for (int i = 0; i < 1000; ++i)
    s += i * i;
  return s;
}();
inline int shared = 3;
Base *make() { return new Derived; }
void go(int *p, int n) { Holder<int>().fill(p, n); }
)");
  EXPECT_EQ(R.in("Base::run").Fate, LoopFate::Vectorized);
  EXPECT_EQ(R.in("Holder::fill").Fate, LoopFate::Vectorized);
}

TEST(Index, DoesNotGenerateCodeForAUnitWithErrors) {
  Folder F;
  F.write("a.cpp",
          "int f(int n) { for (int i = 0; i < n; ++i) n += missing(i); "
          "return n; }\nint g(int n) { while (n > 3) n /= 2; return n; }\n");
  F.database({{"a.cpp", "g++ -O2 -c a.cpp"}});
  const Project P = F.load();
  const Indexed R = index(P, P.Units.at(0));
  EXPECT_EQ(R.Diagnostics.Errors, 1u);
  EXPECT_FALSE(R.Optimized);
  EXPECT_EQ(R.Loops.size(), 2u);
}

TEST(Index, AnotherMachinesUnit) {
  Folder F;
  F.write("a.cpp", "void f(int *__restrict p, int n) {\n"
                   "  for (int i = 0; i < n; ++i) p[i] += 3;\n}\n");
  F.database({{"a.cpp", "clang++ --target=aarch64-linux-gnu -O2 -c a.cpp"}});
  const Project P = F.load();
  EXPECT_EQ(index(P, P.Units.at(0)).in("f").VectorWidth, 4u);
}

TEST(Index, RoundTripsOverlaidText) {
  Folder F;
  const std::string A = F.write("a.cpp", "int f() { return 0; }\n");
  F.database({{"a.cpp", "g++ -O2 -c a.cpp"}});
  const Project P = F.load();
  const Indexed R =
      index(P, P.Units.at(0), true,
            {{A, "void g(int *__restrict p, int n) {\n"
                 "  for (int i = 0; i < n; ++i) p[i] += 3;\n}\n"}});
  EXPECT_EQ(R.in("g").Fate, LoopFate::Vectorized);
}

/// "LINE KIND" of a loop, in order.
static std::string hindrances(const Loop &L) {
  std::string Text;
  for (const Hindrance &H : L.Hindrances)
    Text += fmt::format("{}{} {}", Text.empty() ? "" : ", ", H.Line, H.Kind);
  return Text;
}

TEST(Hindrances, AreToldFromTheSyntax) {
  const Indexed R = index("#include <cmath>\n"
                          "#include <memory>\n"
                          "#include <string>\n"
                          "#include <vector>\n"
                          "void seen(int) {}\n"
                          "void unseen(int);\n"
                          "struct Shape { virtual ~Shape() = default; virtual int area() const; };\n"
                          "struct Square final : Shape { int area() const override; };\n"
                          "void all(std::vector<int> &v, const Shape &s, const Square &q, int (*p)(int), const std::string &t) {\n"
                          "  for (int i = 0; i < 9; ++i) {\n"
                          "    seen(i);\n"
                          "    unseen(i);\n"
                          "    v.push_back(s.area());\n"
                          "    seen(q.Square::area());\n"
                          "    v.at(i) = p(i);\n"
                          "    std::string copy = t;\n"
                          "    if (i == 7) throw i;\n"
                          "    v[0] = std::abs(v[0]);\n"
                          "    auto f = [] { unseen(1); };\n"
                          "  }\n"
                          "}\n",
                          "-O2", /*Optimize=*/false);
  EXPECT_EQ(hindrances(R.in("all")), "12 call, 13 allocation, 13 virtual-call, 14 call, 15 bounds-check, 15 call, 16 allocation, "
                                     "17 branch, 17 throw");
}

TEST(Hindrances, BelongToTheInnermostLoop) {
  const Indexed R = index("void unseen(int);\n"
                          "void nest(const int *a, int *b) {\n"
                          "  for (int i = 0; i < 9; ++i) {\n"
                          "    if (a[i]) unseen(i);\n"
                          "    for (int j = 0; j < 9; ++j)\n"
                          "      b[j] = a[j] > 0 ? a[j] : 0;\n"
                          "  }\n"
                          "}\n",
                          "-O2", /*Optimize=*/false);
  EXPECT_EQ(hindrances(R.in("nest", 0)), "4 call"); // A branch counts where it is taken most often.
  EXPECT_EQ(hindrances(R.in("nest", 1)), "6 branch");
}
