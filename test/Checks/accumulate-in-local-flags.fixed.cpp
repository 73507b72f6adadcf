// RUN: %check %s
// A flag that is set beside a count is set behind the loop if something was counted.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

// --- Behind the loop ----------------------------------------------------------------

static bool countMarks(const std::string &line, int &separators, int &namespaces) {
  bool any = false;
  unsigned separatorsAdded = 0;
  unsigned namespacesAdded = 0;
  for (char c : line) { // finds
    if (c == ' ' || c == '\t')
      ++separatorsAdded;
    if (c == '|') {
      ++namespacesAdded;
    }
  }
  if (separatorsAdded != 0)
    separators = static_cast<int>(static_cast<unsigned>(separators) + separatorsAdded);
  if (namespacesAdded != 0) {
    namespaces = static_cast<int>(static_cast<unsigned>(namespaces) + namespacesAdded);
    any = true;
  }
  return any;
}

static std::size_t clipped = 0;
static bool isClean(const std::string &v, bool clean) {
  std::size_t clippedAdded = 0;
  for (char each : v) // finds
    if (each > 100) {
      clippedAdded++;
    }
  if (clippedAdded != 0) {
    clipped += clippedAdded;
    clean = false;
  }
  return clean;
}

class Tally {
public:
  bool add(const std::string &v) {
    bool found = total_ > 3;
    const int totalBefore = total_;
    int total = totalBefore;
    for (char each : v) { // finds
      if (each > 2) {
        ++total;
      }
    }
    if (total != totalBefore) {
      total_ = total;
      found = true;
    }
    return found;
  }

private:
  int total_ = 0;
};

static int twoCounts(const std::string &v, int &odd, int &large) {
  bool any = false, many = false;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      ++largeAdded;
      many = true;
    }
  }
  if (oddAdded != 0) {
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
    any = true;
  }
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return any + 2 * many;
}

// --- In the loop as before --------------------------------------------------------------

static int alsoRead(const std::string &v, int &odd, int &other) {
  bool any = false;
  int n = 0;
  unsigned oddAdded = 0;
  unsigned otherAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      any = true;
    }
    if (any && each > 5)
      ++otherAdded;
    n += each;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (otherAdded != 0)
    other = static_cast<int>(static_cast<unsigned>(other) + otherAdded);
  return n + any;
}

static bool setElsewhere(const std::string &v, int &odd, int &other) {
  bool any = false;
  unsigned oddAdded = 0;
  unsigned otherAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      any = true;
    }
    if (each > 5) {
      ++otherAdded;
      any = false;
    }
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (otherAdded != 0)
    other = static_cast<int>(static_cast<unsigned>(other) + otherAdded);
  return any;
}

static bool countedElsewhere(const std::string &v, int &odd, int &other) {
  bool any = false;
  unsigned oddAdded = 0;
  unsigned otherAdded = 0;
  for (char each : v) { // finds
    if (each > 5)
      ++oddAdded;
    if (each % 2) {
      ++oddAdded;
      any = true;
    }
    if (each == 4)
      ++otherAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (otherAdded != 0)
    other = static_cast<int>(static_cast<unsigned>(other) + otherAdded);
  return any;
}

static bool notBeside(const std::string &v, int &odd, int &large) {
  bool any = false;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      if (each > 5)
        continue;
      any = true;
    }
    if (each > 5)
      ++largeAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return any;
}

static bool down(const std::string &v, int &odd, int &large) {
  bool any = false;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      --oddAdded;
      any = true;
    }
    if (each > 5)
      ++largeAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return any;
}

// Counts that come round to zero.
static bool wraps(const std::string &v, unsigned &odd) {
  bool any = false;
  unsigned oddAdded = 0;
  for (char each : v) // finds
    if (each % 2) {
      ++oddAdded;
      any = true;
    }
  if (oddAdded != 0)
    odd += oddAdded;
  return any;
}
static std::uint8_t few = 0;
static bool wrapsSoon(const std::string &v) {
  bool any = false;
  const std::uint8_t fewBefore = few;
  std::uint8_t fewValue = fewBefore;
  for (char each : v) // finds
    if (each % 2) {
      ++fewValue;
      any = true;
    }
  if (fewValue != fewBefore)
    few = fewValue;
  return any;
}
static bool adds(const std::string &v, std::uint64_t &sum) {
  bool any = false;
  std::uint64_t sumAdded = 0;
  for (char each : v) // finds
    if (each % 2) {
      sumAdded += static_cast<std::uint64_t>(each);
      any = true;
    }
  if (sumAdded != 0)
    sum += sumAdded;
  return any;
}

// Flags that others know.
static bool seen = false;
static bool global(const std::string &v, int &odd, int &large) {
  for (char each : v) { // refuses: may-alias
    if (each % 2) {
      ++odd;
      seen = true;
    }
    if (each > 5)
      ++large;
  }
  return seen;
}
static bool byReference(const std::string &v, int &odd, int &large, bool &any) {
  for (char each : v) { // refuses: may-alias
    if (each % 2) {
      ++odd;
      any = true;
    }
    if (each > 5)
      ++large;
  }
  return any;
}
static bool captured(const std::string &v, int &odd, int &large) {
  bool any = false;
  auto look = [&any] { return any; };
  unsigned oddAdded = 0;
  const bool anyBefore = any;
  bool anyValue = anyBefore;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      anyValue = true;
    }
    if (each > 5)
      ++largeAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (anyValue != anyBefore)
    any = anyValue;
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return look();
}
static int perRow(const std::vector<std::string> &rows, int &odd, int &large) {
  int n = 0;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (const std::string &row : rows) { // finds
    bool any = false;
    for (char each : row) {
      if (each % 2) {
        ++oddAdded;
        any = true;
      }
      if (each > 5)
        ++largeAdded;
    }
    n += any;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return n;
}
static bool varies(const std::string &v, int &odd, int &large) {
  bool last = false;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      last = each > 5;
    }
    if (each > 5)
      ++largeAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return last;
}
static int number(const std::string &v, int &odd, int &large) {
  int kind = 0;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      kind = 3;
    }
    if (each > 5)
      ++largeAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return kind;
}
static bool remarked(const std::string &v, int &odd, int &large) {
  bool any = false;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++oddAdded;
      any = true; // At least one.
    }
    if (each > 5)
      ++largeAdded;
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return any;
}
static bool inCase(const std::string &v, int &odd, int &large) {
  bool any = false;
  unsigned oddAdded = 0;
  unsigned largeAdded = 0;
  for (char each : v) { // finds
    switch (each % 4) {
    case 1:
      ++oddAdded;
      any = true;
      break;
    default:
      ++largeAdded;
    }
  }
  if (oddAdded != 0)
    odd = static_cast<int>(static_cast<unsigned>(odd) + oddAdded);
  if (largeAdded != 0)
    large = static_cast<int>(static_cast<unsigned>(large) + largeAdded);
  return any;
}

static void show(const std::string &each) {
  const std::string none = {2, 4, 8};
  int a = 0, b = 0;
  std::uint64_t sum = 0;
  unsigned u = 0;
  u -= 4;
  bool known = false;
  seen = false;
  Tally tally;
  std::printf("%d %d", isClean(each, true), isClean(each, false));
  std::printf(" %d", tally.add(each));
  std::printf(" %d", tally.add(none));
  std::printf(" %d", twoCounts(each, a, b));
  std::printf(" %d", twoCounts(each, a, a));
  std::printf(" %d", alsoRead(each, a, b));
  std::printf(" %d", setElsewhere(each, a, b));
  std::printf(" %d", countedElsewhere(each, a, b));
  std::printf(" %d", notBeside(each, a, b));
  std::printf(" %d", down(each, a, b));
  std::printf(" %d", wraps(each, u));
  std::printf(" %d", adds(each, sum));
  std::printf(" %d", global(each, a, b));
  std::printf(" %d", byReference(each, a, b, known));
  std::printf(" %d", captured(each, a, b));
  std::printf(" %d", perRow({each, none}, a, b));
  std::printf(" %d", varies(each, a, b));
  std::printf(" %d", number(each, a, b));
  std::printf(" %d", remarked(each, a, b));
  std::printf(" %d", inCase(each, a, b));
  std::printf(" %d %d %u %d %zu\n", a, b, u, known, clipped);
}

int main() {
  show({1, 2, 3, 8, 101, 7, 4});
  show({2, 4, 8});
  show({});
  std::printf("%d %d\n", wrapsSoon(std::string(256, 1)), few);
  int s = 1, n = 2;
  std::printf("%d %d\n", countMarks("a b|c\td|", s, n), countMarks("", s, n));
  std::printf("%d %d\n", s, n);
  std::printf("%d %d\n", countMarks("|| ", s, s), s);
}
