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
  const bool isTwice = v.size() > 0 && mode == "twice";
  const bool isHalf = v.size() > 0 && mode == "half";
  if (isTwice || isHalf) {
    for (std::size_t i = 0; i < v.size(); ++i) {
      // The one or the other.
      if (isTwice) // finds
        v[i] *= 2;
      else if (isHalf)
        v[i] /= 2;
    }
  }
}

static void nested(Rows &rows, std::string mode) {
  const bool isTwice = mode == "twice";
  const bool isHalf = mode == "half";
  if (isTwice || isHalf) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (int &each : rows[r])
        if (isTwice) // finds
          each *= 2;
        else if (isHalf)
          each /= 2;
    }
  }
}

static int eitherOrBoth(const std::vector<int> &v, const std::string &mode, int least) {
  int n = 0;
  if (least > 0) {
    const bool isSum = !v.empty() && mode == "sum";
    const bool isTotal = !v.empty() && mode == "total";
    const bool isLarge = !v.empty() && mode == "large";
    if (isSum || isTotal || isLarge) {
      for (int each : v) {
        if (isSum || isTotal) // finds
          n += each;
        if (isLarge && each > least)
          ++n;
        if (isSum) {
          n -= 1;
          continue;
        }
      }
    }
  } else
    n = -1;
  return n;
}

// What leaves the loop leaves it where a name matches.
static int firstOf(const std::array<int, 4> &v, const std::string &mode) {
  const bool isAny = !v.empty() && mode == "any";
  const bool isLast = !v.empty() && mode == "last";
  if (isAny || isLast) {
    for (const int &each : v) {
      if (isAny) // finds
        return each;
      else if (isLast)
        break;
    }
  }
  return -1;
}

static long lengths(const std::vector<std::string> &all, const std::string &mode) {
  long n = 0;
  const bool isAll = !all.empty() && mode == "all";
  const bool isSome = !all.empty() && mode == "some";
  if (isAll || isSome) {
    for (const std::string &each : all)
      if (isAll) // finds
        n += static_cast<long>(each.size());
      else if (isSome)
        ++n;
  }
  return n;
}

// --- Entered as before ------------------------------------------------------------

// The branch in the loop says the same.
static int single(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isSum = !v.empty() && mode == "sum";
  for (int each : v)
    if (isSum) // finds
      n += each;
  return n;
}

static int otherwise(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isSum = !v.empty() && mode == "sum";
  const bool isLess = !v.empty() && mode == "less";
  for (int each : v) {
    if (isSum) // finds
      n += each;
    else if (isLess)
      n -= each;
    else
      ++n;
  }
  return n;
}

static int unequal(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isSum = !v.empty() && mode == "sum";
  const bool isLess = !v.empty() && mode == "less";
  for (int each : v) {
    if (!isSum) // finds
      n += each;
    else if (isLess)
      n -= each;
  }
  return n;
}

static int asksSomethingFirst(const std::vector<int> &v, const std::string mode) {
  int n = 0, asked = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (int each : v) {
    if (++asked > 2 && isSum) // finds
      n += each;
    else if (isLess)
      n -= each;
  }
  return n;
}

static int asksSomethingElse(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isSum = !v.empty() && mode == "sum";
  const bool isLess = !v.empty() && mode == "less";
  for (int each : v) {
    if (isSum || each > 3) // finds
      n += each;
    else if (isLess)
      n -= each;
  }
  return n;
}

static int otherText(const std::vector<int> &v, const std::string mode, const std::string other) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isMore = mode == "more";
  const bool isLess = other == "less";
  for (int each : v) {
    if (isSum) // finds
      n += each;
    else if (isLess) // finds
      n -= each;
    else if (isMore)
      n += 2;
  }
  return n;
}

static int alsoCounts(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isSum = !v.empty() && mode == "sum";
  const bool isLess = !v.empty() && mode == "less";
  for (int each : v) {
    if (isSum) // finds
      n += each;
    else if (isLess)
      n -= each;
    ++n;
  }
  return n;
}

static int stepCounts(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isSum = v.size() > 0 && mode == "sum";
  const bool isLess = v.size() > 0 && mode == "less";
  for (std::size_t i = 0; i < v.size(); ++i, ++n) {
    if (isSum) // finds
      n += v[i];
    else if (isLess)
      n -= v[i];
  }
  return n;
}

static std::size_t indexIsReadAfterwards(const std::vector<int> &v, const std::string mode) {
  int n = 0;
  std::size_t i = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (i = 0; i < v.size(); ++i) {
    if (isSum) // finds
      n += v[i];
    else if (isLess)
      n -= v[i];
  }
  return n < 3 ? i : 0;
}

static int mayThrow(const std::vector<int> &v, const std::string mode, std::size_t last) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (std::size_t i = 0; i < last && v.at(i) > 0; ++i) {
    if (isSum) // finds
      n += v[i];
    else if (isLess)
      n -= v[i];
  }
  return n;
}

static int conditionCounts(const std::vector<int> &v, const std::string mode) {
  int n = 0, calls = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (std::size_t i = 0; i < v.size() && ++calls < 4; ++i) {
    if (isSum) // finds
      n += v[i];
    else if (isLess)
      n -= v[i];
  }
  return n + calls;
}

// Nothing is said about the end of these.
static int upToAndWith(const std::string mode, unsigned last) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (unsigned i = 0; i <= last; ++i) {
    if (isSum) // finds
      n += 1;
    else if (isLess)
      n -= 1;
  }
  return n;
}
static int narrow(const std::string mode, int last) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (std::uint8_t i = 0; i < last; ++i) {
    if (isSum) // finds
      n += i;
    else if (isLess)
      n -= i;
  }
  return n;
}
static int boundMoves(const std::string mode, unsigned last) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (unsigned i = 0; i < last + i / 2; ++i) {
    if (isSum) // finds
      n += 1;
    else if (isLess)
      n -= 1;
  }
  return n;
}
static int otherStep(const std::string mode, unsigned last) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (unsigned i = 0; i < last; i += 3) {
    if (isSum) // finds
      n += 1;
    else if (isLess)
      n -= 1;
  }
  return n;
}
static int backwards(const std::string mode, unsigned last) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (unsigned i = last; i-- > 0;) {
    if (isSum) // finds
      n += 1;
    else if (isLess)
      n -= 1;
  }
  return n;
}

// Copies may fail, and be counted.
static int copies(const std::vector<std::string> &all, const std::string mode) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (std::string each : all) {
    if (isSum) // finds
      n += static_cast<int>(each.size());
    else if (isLess)
      --n;
  }
  return n;
}
static int converts(const std::vector<const char *> &all, const std::string mode) {
  int n = 0;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (const std::string &each : all) {
    if (isSum) // finds
      n += static_cast<int>(each.size());
    else if (isLess)
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
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (int each : v) {
    if (int k = n++; isSum) // finds
      n += each + k;
    else if (isLess)
      n -= each;
  }
  return n;
}

static std::string severalLines(const std::vector<int> &v, const std::string mode) {
  std::string n;
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (int each : v) {
    if (isSum) // finds
      n += R"(a
  b)";
    else if (isLess)
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
  const bool isSum = mode == "sum";
  const bool isLess = mode == "less";
  for (const std::size_t end = v.size(); at < end; ++at)
    if (isSum) // finds
      sum += v[at];
    else if (isLess)
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
