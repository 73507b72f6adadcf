// RUN: %check %s
// A loop that does nothing where no name matches is not entered then.
#include <array>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

using Rows = std::vector<std::vector<int>>;

// --- Skipped --------------------------------------------------------------------

static void counted(std::vector<int> &v, const std::string &mode) {
  for (std::size_t i = 0; i < v.size(); ++i) {
    // The one or the other.
    if (mode == "twice") // finds
      v[i] *= 2;
    else if (mode == "half")
      v[i] /= 2;
  }
}

static void nested(Rows &rows, std::string mode) {
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (int &each : rows[r])
      if (mode == "twice") // finds
        each *= 2;
      else if (mode == "half")
        each /= 2;
  }
}

static int eitherOrBoth(const std::vector<int> &v, const std::string &mode, int least) {
  int n = 0;
  if (least > 0)
    for (int each : v) {
      if (mode == "sum" || mode == "total") // finds
        n += each;
      if (mode == "large" && each > least)
        ++n;
      if (mode == "sum") {
        n -= 1;
        continue;
      }
    }
  else
    n = -1;
  return n;
}

// What leaves the loop leaves it where a name matches.
static int firstOf(const std::array<int, 4> &v, const std::string &mode) {
  for (const int &each : v) {
    if (mode == "any") // finds
      return each;
    else if (mode == "last")
      break;
  }
  return -1;
}

static long lengths(const std::vector<std::string> &all, const std::string &mode) {
  long n = 0;
  for (const std::string &each : all)
    if (mode == "all") // finds
      n += static_cast<long>(each.size());
    else if (mode == "some")
      ++n;
  return n;
}

// --- Entered as before ------------------------------------------------------------

// The branch in the loop says the same.
static int single(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (int each : v)
    if (mode == "sum") // finds
      n += each;
  return n;
}

static int otherwise(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (int each : v) {
    if (mode == "sum") // finds
      n += each;
    else if (mode == "less")
      n -= each;
    else
      ++n;
  }
  return n;
}

static int unequal(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (int each : v) {
    if (mode != "sum") // finds
      n += each;
    else if (mode == "less")
      n -= each;
  }
  return n;
}

static int asksSomethingFirst(const std::vector<int> &v, const std::string mode) {
  int n = 0, asked = 0;
  for (int each : v) {
    if (++asked > 2 && mode == "sum") // finds
      n += each;
    else if (mode == "less")
      n -= each;
  }
  return n;
}

static int asksSomethingElse(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (int each : v) {
    if (mode == "sum" || each > 3) // finds
      n += each;
    else if (mode == "less")
      n -= each;
  }
  return n;
}

static int otherText(const std::vector<int> &v, const std::string mode, const std::string other) {
  int n = 0;
  for (int each : v) {
    if (mode == "sum") // finds
      n += each;
    else if (other == "less") // finds
      n -= each;
    else if (mode == "more")
      n += 2;
  }
  return n;
}

static int alsoCounts(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (int each : v) {
    if (mode == "sum") // finds
      n += each;
    else if (mode == "less")
      n -= each;
    ++n;
  }
  return n;
}

static int stepCounts(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < v.size(); ++i, ++n) {
    if (mode == "sum") // finds
      n += v[i];
    else if (mode == "less")
      n -= v[i];
  }
  return n;
}

static std::size_t indexIsReadAfterwards(const std::vector<int> &v, const std::string mode) {
  int n = 0;
  std::size_t i = 0;
  for (i = 0; i < v.size(); ++i) {
    if (mode == "sum") // finds
      n += v[i];
    else if (mode == "less")
      n -= v[i];
  }
  return n < 3 ? i : 0;
}

static int mayThrow(const std::vector<int> &v, const std::string mode, std::size_t last) {
  int n = 0;
  for (std::size_t i = 0; i < last && v.at(i) > 0; ++i) {
    if (mode == "sum") // finds
      n += v[i];
    else if (mode == "less")
      n -= v[i];
  }
  return n;
}

static int conditionCounts(const std::vector<int> &v, const std::string mode) {
  int n = 0, calls = 0;
  for (std::size_t i = 0; i < v.size() && ++calls < 4; ++i) {
    if (mode == "sum") // finds
      n += v[i];
    else if (mode == "less")
      n -= v[i];
  }
  return n + calls;
}

// Nothing is said about the end of these.
static int upToAndWith(const std::string mode, unsigned last) {
  int n = 0;
  for (unsigned i = 0; i <= last; ++i) {
    if (mode == "sum") // finds
      n += 1;
    else if (mode == "less")
      n -= 1;
  }
  return n;
}
static int narrow(const std::string mode, int last) {
  int n = 0;
  for (std::uint8_t i = 0; i < last; ++i) {
    if (mode == "sum") // finds
      n += i;
    else if (mode == "less")
      n -= i;
  }
  return n;
}
static int boundMoves(const std::string mode, unsigned last) {
  int n = 0;
  for (unsigned i = 0; i < last + i / 2; ++i) {
    if (mode == "sum") // finds
      n += 1;
    else if (mode == "less")
      n -= 1;
  }
  return n;
}
static int otherStep(const std::string mode, unsigned last) {
  int n = 0;
  for (unsigned i = 0; i < last; i += 3) {
    if (mode == "sum") // finds
      n += 1;
    else if (mode == "less")
      n -= 1;
  }
  return n;
}
static int backwards(const std::string mode, unsigned last) {
  int n = 0;
  for (unsigned i = last; i-- > 0;) {
    if (mode == "sum") // finds
      n += 1;
    else if (mode == "less")
      n -= 1;
  }
  return n;
}

// Copies may fail, and be counted.
static int copies(const std::vector<std::string> &all, const std::string mode) {
  int n = 0;
  for (std::string each : all) {
    if (mode == "sum") // finds
      n += static_cast<int>(each.size());
    else if (mode == "less")
      --n;
  }
  return n;
}
static int converts(const std::vector<const char *> &all, const std::string mode) {
  int n = 0;
  for (const std::string &each : all) {
    if (mode == "sum") // finds
      n += static_cast<int>(each.size());
    else if (mode == "less")
      --n;
  }
  return n;
}

struct Walked {
  int from = 0;
  const int *begin() { ++from; return &from; }
  const int *end() { return &from + 1; }
};
static int ownContainer(Walked &walked, const std::string mode) {
  int n = 0;
  for (int each : walked) {
    if (mode == "sum") // refuses: aliased-store
      n += each;
    else if (mode == "less")
      n -= each;
  }
  return n;
}
static std::vector<int> made() { std::puts("made"); return {1, 2}; }
static int temporary(const std::string mode) {
  int n = 0;
  for (int each : made()) {
    if (mode == "sum") // refuses: opaque-call
      n += each;
    else if (mode == "less")
      n -= each;
  }
  return n;
}

static int initialised(const std::vector<int> &v, const std::string mode) {
  int n = 0;
  for (int each : v) {
    if (int k = n++; mode == "sum") // finds
      n += each + k;
    else if (mode == "less")
      n -= each;
  }
  return n;
}

static std::string severalLines(const std::vector<int> &v, const std::string mode) {
  std::string n;
  for (int each : v) {
    if (mode == "sum") // finds
      n += R"(a
  b)";
    else if (mode == "less")
      n = std::to_string(each);
  }
  return n;
}

static int volatileBound(const std::string mode, const volatile unsigned &last) {
  int n = 0;
  for (unsigned i = 0; i < last; ++i) {
    if (mode == "sum") // refuses: volatile
      n += 1;
    else if (mode == "less")
      n -= 1;
  }
  return n;
}

// Somebody else may change the index.
static int secondName(const std::string mode, unsigned last) {
  int n = 0;
  for (unsigned i = 0, *p = &i; i < last; ++i) {
    if (mode == "sum") // refuses: aliased-store
      n += 1;
    else if (mode == "less")
      *p += 1;
  }
  return n;
}

// The header moves an index that was there before.
static std::size_t movesOther(const std::vector<int> &v, std::string mode, std::size_t at) {
  long sum = 0;
  for (const std::size_t end = v.size(); at < end; ++at)
    if (mode == "sum") // finds
      sum += v[at];
    else if (mode == "less")
      sum -= v[at];
  return at + static_cast<std::size_t>(sum);
}

int main() {
  for (const char *name : {"twice", "half", "sum", "total", "large", "any", "last", "all", "some", "less", "more", ""}) {
    const std::string mode = name;
    std::vector<int> v = {3, 5, 4, 1, 9};
    Rows rows = {{1, 2}, {}, {4}};
    counted(v, mode);
    nested(rows, mode);
    const std::vector<std::string> all = {"a", "bcd", "this one is too long to lie in the object itself"};
    std::printf("%d %d %d %ld\n", v[1], rows[2][0], eitherOrBoth(v, mode, 4), lengths(all, mode));
    std::printf("%d %d\n", firstOf({7, 8, 9, 10}, mode), eitherOrBoth(v, mode, 0));
    int n = 0;
    std::printf("%d %d %d %d\n", single(v, mode), otherwise(v, mode), unequal(v, mode), asksSomethingFirst(v, mode));
    std::printf("%d %d %d %d\n", asksSomethingElse(v, mode), otherText(v, mode, "less"), alsoCounts(v, mode),
                stepCounts(v, mode));
    std::printf("%zu %zu\n", indexIsReadAfterwards(v, mode), movesOther(v, mode, 1));
    try {
      std::printf("%d\n", mayThrow(v, mode, 7));
    } catch (const std::out_of_range &) {
      std::puts("out of range");
    }
    std::printf("%d\n", conditionCounts(v, mode));
    std::printf("%d %d %d %d %d\n", upToAndWith(mode, 3), narrow(mode, 4), boundMoves(mode, 5), otherStep(mode, 8),
                backwards(mode, 3));
    Walked walked;
    n = ownContainer(walked, mode);
    std::printf("%d %d %d %d\n", n, walked.from, copies(all, mode), converts({"a", "bc"}, mode));
    volatile unsigned bound = 2;
    std::printf("%d %d %s %d %d\n", temporary(mode), initialised(v, mode), severalLines(v, mode).c_str(),
                volatileBound(mode, bound), secondName(mode, 5));
  }
}
