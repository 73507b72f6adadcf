// RUN: %check %s
// What was asked on the way to a loop need not be asked again behind it.
#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

typedef std::vector<int> Numbers;

static long after(const Numbers &v, int n) {
  if (n < 3)
    return -1;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long around(const Numbers &v, unsigned n, bool fast) {
  long sum = 0;
  if (fast && n != 0) {
    sum = 1;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (unsigned i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    {
      const unsigned i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  return sum;
}

static long otherwise(const Numbers &v, int n) {
  if (n <= 0 || v[0] == 0) {
    return 0;
  } else {
    long sum = 0;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
    return sum;
  }
}

static long empty(const Numbers &v) {
  if (v.empty())
    throw std::invalid_argument("no numbers");
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (std::size_t i = 0; i + 1 < v.size(); i++) // finds
    sum += v[i] * v[i + 1];
  {
    const std::size_t i = v.size() - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long sized(const Numbers &v) {
  long sum = 0;
  if (!(v.size() > 1))
    return 0;
  else
    ++sum;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (std::size_t i = 0; i + 1 < v.size(); i++) // finds
    sum += v[i] * v[i + 1];
  {
    const std::size_t i = v.size() - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long skipped(const std::vector<Numbers> &all) {
  long sum = 0;
  for (const Numbers &v : all) {
    const int n = static_cast<int>(v.size());
    if (n < 1)
      continue;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  return sum;
}

static long inLoop(const Numbers &v, int n, int times) {
  long sum = 0;
  if (1 > n)
    return 0;
  while (times-- > 0) {
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1] + times;
    {
      const int i = n - 1; // finds
      sum += v[i] * v[0] + times;
    }
  }
  return sum;
}

static long ofHeader(const Numbers &v, int m) {
  long sum = 0;
  for (int n = 1; n < m; ++n) {
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  return sum;
}

[[noreturn]] static void fail(const char *why) { throw std::invalid_argument(why); }

static long fails(const Numbers &v, int n) {
  if (n < 1)
    fail("no numbers");
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long truth(const Numbers &v, unsigned n) {
  if (!n)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (unsigned i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  {
    const unsigned i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long ofConstant(const Numbers &v) {
  if (v.size() < 2)
    return 0;
  const std::size_t n = v.size() - 1;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (std::size_t i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  {
    const std::size_t i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long beforeSwitch(const Numbers &v, int n, int what) {
  long sum = 0;
  if (n < 1)
    return 0;
  switch (what) {
  case 0:
    ++sum;
    break;
  default: {
    ++sum;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  }
  return sum;
}

// --- Asked, as nobody has --------------------------------------------------

// Of something else.
static long ofAnother(const Numbers &v, int m, int n) {
  if (m < 3)
    return -1;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

// Of what it was before.
static long changed(const Numbers &v, int n, int less) {
  if (n < 3)
    return -1;
  n -= less;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long changedInside(const Numbers &v, int n) {
  long sum = 0;
  if (n < 1)
    return 0;
  for (int times = 0; times < 3; ++times) {
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    if (n > 0) {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
    n -= 2;
  }
  return sum;
}

static bool take(int &n) { return --n < 0; }

static long changedByQuestion(const Numbers &v, int n) {
  if (n < 1 || take(n))
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long changedElsewhere(const Numbers &v, int n) {
  if (n < 1)
    return 0;
  else
    take(n);
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long changedByAlias(const Numbers &v, int n) {
  int &same = n;
  if (n < 1)
    return 0;
  same = 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long cleared(Numbers &v) {
  if (v.empty())
    return 0;
  v.pop_back();
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (std::size_t i = 0; i + 1 < v.size(); i++) // finds
    sum += v[i] * v[i + 1];
  if (v.size() != 0) {
    const std::size_t i = v.size() - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

// One of two, and not which.
static long either(const Numbers &v, int n, bool any) {
  if (n < 1 && any)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

// It goes on all the same.
static long goesOn(const Numbers &v, int n) {
  long sum = 0;
  if (n < 1)
    sum = 1;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  if (n > 0)
    return sum;
  return sum + 1;
}

// Not far enough.
static long noneLess(const Numbers &v, int n) {
  if (n < 0)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long other(const Numbers &v, int n) {
  if (n == 1)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

// -1 is a large number there.
static long unsignedly(const Numbers &v, int n) {
  if (n < 1u)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

// The case comes in behind the question.
static long cases(const Numbers &v, int n, int what) {
  long sum = 0;
  switch (what) {
  case 0:
    if (n < 1)
      break;
    sum = 1;
  case 1: {
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    if (n > 0) {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  }
  return sum;
}

// The break leaves the loop around the question.
static long leavesInner(const Numbers &v, int n) {
  long sum = 0;
  for (int times = 0; times < 2; ++times) {
    if (n < 1)
      break;
    ++sum;
  }
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

#define NEEDS(condition) \
  if (!(condition))      \
  return -1

#ifdef NDEBUG
#define FAIL return -2
#else
#define FAIL return -3
#endif

// Macros may be others elsewhere.
static long byMacro(const Numbers &v, int n) {
  NEEDS(n > 0);
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long byMacroToo(const Numbers &v, int n) {
  if (n < 1) {
    FAIL;
  }
  long sum = 0;
  for (int i = 0; i < n; i++) // refuses: preprocessor
    sum += v[i] * v[(i + 1) % n];
  return sum;
}

static long configured(const Numbers &v, int n) {
#ifndef NEVER
  if (n < 1)
    return 0;
#endif
  long sum = 0;
  for (int i = 0; i < n; i++) // refuses: preprocessor
    sum += v[i] * v[(i + 1) % n];
  return sum;
}

static long configuredBehind(const Numbers &v, int n) {
  if (n < 1)
    return 0;
#ifdef NEVER
  n = 0;
#endif
  long sum = 0;
  for (int i = 0; i < n; i++) // refuses: preprocessor
    sum += v[i] * v[(i + 1) % n];
  return sum;
}

// The first value is another one by then.
static long firstChanged(const Numbers &v, int first, int last) {
  long sum = 0;
  for (int n = first; n < last; ++n) {
    first = 1;
    if (first < 1)
      return sum;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    if (n > 0) {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  return sum;
}

// It comes round.
static long narrow(const Numbers &v, int m) {
  long sum = 0;
  int times = 0;
  for (signed char n = 1; n < m; ++n) {
    if (++times > 200)
      break;
    const int all = n < 40 ? n : 1;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < all; i++) // finds
      sum += v[i] * v[i + 1];
    if (all > 0) {
      const int i = all - 1; // finds
      sum += v[i] * v[0];
    }
    for (signed char i = 0; i < n; i++)
      sum += i;
  }
  return sum;
}

// Another size than what is asked.
struct Both : std::vector<int>, std::string {};
static long ofOneBase(const Both &v) {
  if (v.std::vector<int>::empty())
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (std::size_t i = 0; i + 1 < v.std::string::size(); i++) // finds
    sum += v.std::string::data()[i] * v.std::string::data()[i + 1];
  if (v.std::string::size() != 0) {
    const std::size_t i = v.std::string::size() - 1; // finds
    sum += v.std::string::data()[i] * v.std::string::data()[0];
  }
  return sum;
}

// Not in front of the case.
static long inSwitch(const Numbers &v, int n, int what) {
  long sum = 0;
  switch (what) {
  case 0:
    if (n < 1)
      return 0;
    [[fallthrough]];
  default: {
    ++sum;
    // What wraps around is done apart: elsewhere neighbours lie side by side.
    for (int i = 0; i + 1 < n; i++) // finds
      sum += v[i] * v[i + 1];
    if (n > 0) {
      const int i = n - 1; // finds
      sum += v[i] * v[0];
    }
  }
  }
  return sum;
}

#ifdef NEVER
constexpr int least = 0;
static inline void adjust(int &n) { n = 0; }
#else
constexpr int least = 1;
static inline void adjust(int &) {}
#endif

static long configuredNumber(const Numbers &v, int n) {
  if (n < least)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long configuredCall(const Numbers &v, int n) {
  if (n < 1)
    return 0;
  adjust(n);
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

static long byTarget(const Numbers &v, int n) {
  if (n < static_cast<int>(sizeof(long)) - 4)
    return 0;
  long sum = 0;
  // What wraps around is done apart: elsewhere neighbours lie side by side.
  for (int i = 0; i + 1 < n; i++) // finds
    sum += v[i] * v[i + 1];
  if (n > 0) {
    const int i = n - 1; // finds
    sum += v[i] * v[0];
  }
  return sum;
}

int main() {
  Numbers v;
  for (int i = 0; i < 40; ++i)
    v.push_back(i * 7 % 11 + 1);
  const Numbers none;
  Numbers one(1, 3);
  for (int n : {40, 7, 2, 1, 0, -1, -7}) {
    std::printf("%ld %ld %ld %ld %ld %ld\n", after(v, n), around(v, n < 0 ? 0 : n, true), otherwise(v, n), inLoop(v, n, 3), ofHeader(v, n),
                ofAnother(v, 5, n));
    std::printf("%ld %ld %ld %ld %ld %ld\n", changed(v, n, 3), changedInside(v, n), changedByQuestion(v, n), changedElsewhere(v, n),
                changedByAlias(v, n), either(v, n, false));
    std::printf("%ld %ld %ld %ld %ld %ld\n", goesOn(v, n), noneLess(v, n), other(v, n), unsignedly(v, n), cases(v, n, 1), leavesInner(v, n));
    std::printf("%ld %ld %ld %ld\n", byMacro(v, n), byMacroToo(v, n), configured(v, n), configuredBehind(v, n));
  }
  for (int n : {40, 2, 1, 0, -3}) {
    std::printf("%ld %ld %ld %ld\n", truth(v, n < 0 ? 0 : n), beforeSwitch(v, n, 1), firstChanged(v, n, 5), inSwitch(v, n, 1));
    std::printf("%ld %ld %ld\n", configuredNumber(v, n), configuredCall(v, n), byTarget(v, n));
    try {
      std::printf("%ld\n", fails(v, n));
    } catch (const std::invalid_argument &e) {
      std::printf("%s\n", e.what());
    }
  }
  Both both;
  both.std::vector<int>::push_back(1);
  std::printf("%ld\n", ofOneBase(both));
  std::printf("%ld %ld %ld\n", narrow(v, 300), ofConstant(v), ofConstant(one));
  std::printf("%ld %ld %ld %ld\n", empty(v), sized(v), sized(none), skipped({v, none, one}));
  std::printf("%ld %ld\n", cleared(v), cleared(one));
  try {
    std::printf("%ld\n", empty(none));
  } catch (const std::invalid_argument &e) {
    std::printf("%s\n", e.what());
  }
}
