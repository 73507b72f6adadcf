// RUN: %check %s
// A flag that is set beside a count is set behind the loop if something was counted.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

// --- Behind the loop ----------------------------------------------------------------

static bool countMarks(const std::string &line, int &separators, int &namespaces) {
  bool any = false;
  for (char c : line) { // finds
    if (c == ' ' || c == '\t')
      ++separators;
    if (c == '|') {
      ++namespaces;
      any = true;
    }
  }
  return any;
}

static std::size_t clipped = 0;
static bool isClean(const std::string &v, bool clean) {
  for (char each : v) // finds
    if (each > 100) {
      clean = false;
      clipped++;
    }
  return clean;
}

class Tally {
public:
  bool add(const std::string &v) {
    bool found = total_ > 3;
    for (char each : v) { // finds
      if (each > 2) {
        ++total_;
        found = true;
      }
    }
    return found;
  }

private:
  int total_ = 0;
};

static int twoCounts(const std::string &v, int &odd, int &large) {
  bool any = false, many = false;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      any = true;
      ++large;
      many = true;
    }
  }
  return any + 2 * many;
}

// --- In the loop as before --------------------------------------------------------------

static int alsoRead(const std::string &v, int &odd, int &other) {
  bool any = false;
  int n = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      any = true;
    }
    if (any && each > 5)
      ++other;
    n += each;
  }
  return n + any;
}

static bool setElsewhere(const std::string &v, int &odd, int &other) {
  bool any = false;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      any = true;
    }
    if (each > 5) {
      ++other;
      any = false;
    }
  }
  return any;
}

static bool countedElsewhere(const std::string &v, int &odd, int &other) {
  bool any = false;
  for (char each : v) { // finds
    if (each > 5)
      ++odd;
    if (each % 2) {
      ++odd;
      any = true;
    }
    if (each == 4)
      ++other;
  }
  return any;
}

static bool notBeside(const std::string &v, int &odd, int &large) {
  bool any = false;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      if (each > 5)
        continue;
      any = true;
    }
    if (each > 5)
      ++large;
  }
  return any;
}

static bool down(const std::string &v, int &odd, int &large) {
  bool any = false;
  for (char each : v) { // finds
    if (each % 2) {
      --odd;
      any = true;
    }
    if (each > 5)
      ++large;
  }
  return any;
}

// Counts that come round to zero.
static bool wraps(const std::string &v, unsigned &odd) {
  bool any = false;
  for (char each : v) // finds
    if (each % 2) {
      ++odd;
      any = true;
    }
  return any;
}
static std::uint8_t few = 0;
static bool wrapsSoon(const std::string &v) {
  bool any = false;
  for (char each : v) // finds
    if (each % 2) {
      ++few;
      any = true;
    }
  return any;
}
static bool adds(const std::string &v, std::uint64_t &sum) {
  bool any = false;
  for (char each : v) // finds
    if (each % 2) {
      sum += static_cast<std::uint64_t>(each);
      any = true;
    }
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
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      any = true;
    }
    if (each > 5)
      ++large;
  }
  return look();
}
static int perRow(const std::vector<std::string> &rows, int &odd, int &large) {
  int n = 0;
  for (const std::string &row : rows) { // finds
    bool any = false;
    for (char each : row) {
      if (each % 2) {
        ++odd;
        any = true;
      }
      if (each > 5)
        ++large;
    }
    n += any;
  }
  return n;
}
static bool varies(const std::string &v, int &odd, int &large) {
  bool last = false;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      last = each > 5;
    }
    if (each > 5)
      ++large;
  }
  return last;
}
static int number(const std::string &v, int &odd, int &large) {
  int kind = 0;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      kind = 3;
    }
    if (each > 5)
      ++large;
  }
  return kind;
}
static bool remarked(const std::string &v, int &odd, int &large) {
  bool any = false;
  for (char each : v) { // finds
    if (each % 2) {
      ++odd;
      any = true; // At least one.
    }
    if (each > 5)
      ++large;
  }
  return any;
}
static bool inCase(const std::string &v, int &odd, int &large) {
  bool any = false;
  for (char each : v) { // finds
    switch (each % 4) {
    case 1:
      ++odd;
      any = true;
      break;
    default:
      ++large;
    }
  }
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
