// RUN: %check %s
// Buffers that a function clears before anyone looks at them need not be cleared in the loop.
#include <cstdio>
#include <string>
#include <vector>

static void put(std::vector<int> &all, int n) {
  all.clear();
  all.push_back(n);
}
template <class T> void putAs(std::vector<int> &all, T n) {
  all.clear();
  all.push_back(static_cast<int>(n));
}
static void putFirst(std::vector<int> &all, long n) {
  all.clear();
  all.push_back(static_cast<int>(n));
}

struct Points {
  std::vector<int> all;
  int near(int at, int radius, std::vector<int> &indices, std::vector<long> &distances) const {
    indices.clear();
    distances.clear();
    for (int i = 0; i < static_cast<int>(all.size()); ++i)
      if (all[i] - all[at] <= radius && all[at] - all[i] <= radius) {
        indices.push_back(i);
        distances.push_back(all[i] - all[at]);
      }
    return static_cast<int>(indices.size());
  }
  virtual void below(int at, std::vector<int> &indices) const {
    indices.clear();
    for (int each : all)
      if (each < all[at])
        indices.push_back(each);
  }
  virtual ~Points() = default;
};

struct All : Points {
  void below(int, std::vector<int> &indices) const override { indices.push_back(1); }
};

static bool name(int number, std::string &text) {
  text.clear();
  while (number > 0) {
    text += static_cast<char>('0' + number % 10);
    number /= 10;
  }
  return text.size() > 1;
}

// In an if, in a declaration, in a statement.
static long sums(const Points &points, int radius) {
  long sum = 0;
  std::vector<int> indices;
  std::vector<long> distances;
  for (int i = 0; i < static_cast<int>(points.all.size()); ++i) {
    const int twice = i * 2;
    distances.clear(); // finds // finds
    if (points.near(i, radius, indices, distances) < 2)
      continue;
    sum += distances[0] * indices[1] + twice;
  }
  std::string text2;
  for (int i = 0; i < 30; ++i) {
    const bool isLong = name(i, text2); // finds
    sum += isLong ? static_cast<long>(text2.size()) : 1;
  }
  std::string text3;
  for (int i = 0; i < 30; ++i) {
    name(i, text3); // finds
    sum += static_cast<long>(text3.size());
  }
  std::string text;
  for (int i = 0; i < 30; ++i) {
    text.clear(); // finds
    // A comment speaks of what follows, or of what is there.
    name(i, text);
    sum += static_cast<long>(text.size());
  }
  return sum;
}

// --- Cleared in the loop as ever ---------------------------------------------

// It may not be called at all.
static long perhaps(int n) {
  long sum = 0;
  std::string text2;
  for (int i = 0; i < n; ++i) {
    text2.clear(); if (i % 3 != 0 && name(i, text2)) // finds
      sum += 100;
    text2 += '.';
    sum += static_cast<long>(text2.size());
  }
  std::string text;
  for (int i = 0; i < n; ++i) {
    text.clear(); const bool isLong = i % 3 != 0 ? name(i, text) : false; // finds
    sum += static_cast<long>(text.size()) + isLong;
  }
  return sum;
}

static long inLoop(int n) {
  long sum = 0;
  std::string text;
  for (int i = 0; i < n; ++i) {
    text.clear(); while (sum % 7 == 3 && name(i, text)) // finds
      ++sum;
    text += '.';
    sum += static_cast<long>(text.size());
  }
  return sum;
}

// Somebody looks before.
static void more(std::vector<int> &all, std::vector<int> &others) {
  others.clear();
  all.push_back(static_cast<int>(all.size()));
  all.clear();
  all.push_back(static_cast<int>(others.size()));
}

static std::size_t grown(std::vector<int> &all) {
  const std::size_t before = all.size();
  all.clear();
  return before;
}

static long looksBefore(int n) {
  long sum = 0;
  std::vector<int> all2;
  for (int i = 0; i < n; ++i) {
    all2.clear(); sum += static_cast<long>(grown(all2)); // finds
    all2.resize(i);
  }
  std::vector<int> others;
  std::vector<int> all;
  for (int i = 0; i < n; ++i) {
    all.clear(); more(all, others); // finds
    sum += all[0];
    all.push_back(i);
  }
  std::string text2;
  for (int i = 0; i < n; ++i) {
    text2.clear(); sum += name(i, text2) ? static_cast<long>(text2.size()) : 0; // finds
    text2 += '.';
  }
  std::string text3;
  for (int i = 0; i < n; ++i) {
    text3.clear(); sum += static_cast<long>(text3.size()) + name(i, text3); // finds
    text3 += '.';
  }
  std::string text;
  for (int i = 0; i < n; ++i) {
    text.clear(); text += '.'; // finds
    sum += static_cast<long>(text.size());
    name(i, text);
  }
  return sum;
}

// Only under a condition, or after a return.
static void maybe(std::vector<int> &all, int i) {
  if (i % 2)
    all.clear();
  all.push_back(i);
}

static bool leaves(std::vector<int> &all, int i) {
  if (i % 2)
    return false;
  all.clear();
  return true;
}

static void byValue(std::vector<int> all) { all.clear(); }

static void configured(std::vector<int> &all) {
#ifndef KEEP
  all.clear();
#endif
  all.push_back(1);
}

#ifdef KEEP
static void chosen(std::vector<int> &all) { all.push_back(2); }
#else
static void chosen(std::vector<int> &all) { all.clear(); }
#endif

#define RESET(all) all.clear()
static void byMacro(std::vector<int> &all) { RESET(all); }

struct Log {
  std::vector<int> all;
  void clear() { all.push_back(0); }
};
static void otherClear(Log &log, std::vector<int> &all) {
  log.clear();
  all.clear();
}

static void caught(std::vector<int> &all) try {
  all.clear();
} catch (...) {
}

static long sometimes(int n) {
  long sum = 0;
  Log log;
  std::vector<int> all2;
  for (int i = 0; i < n; ++i) {
    all2.clear(); maybe(all2, i); // finds
    sum += static_cast<long>(all2.size());
  }
  std::vector<int> all3;
  for (int i = 0; i < n; ++i) {
    all3.clear(); sum += leaves(all3, i); // finds
    all3.push_back(i);
    sum += static_cast<long>(all3.size());
  }
  for (int i = 0; i < n; ++i) {
    std::vector<int> all; configured(all); // refuses: preprocessor
    sum += static_cast<long>(all.size());
  }
  for (int i = 0; i < n; ++i) {
    std::vector<int> all; chosen(all); // refuses: preprocessor
    all.push_back(i);
    sum += static_cast<long>(all.size());
  }
  std::vector<int> all4;
  for (int i = 0; i < n; ++i) {
    all4.clear(); byMacro(all4); // finds
    all4.push_back(i);
    sum += static_cast<long>(all4.size());
  }
  std::vector<int> all5;
  for (int i = 0; i < n; ++i) {
    all5.clear(); otherClear(log, all5); // finds
    all5.push_back(i);
    sum += static_cast<long>(all5.size() + log.all.size());
  }
  std::vector<int> all6;
  for (int i = 0; i < n; ++i) {
    all6.clear(); caught(all6); // finds
    all6.push_back(i);
    sum += static_cast<long>(all6.size());
  }
  std::vector<int> all7;
  for (int i = 0; i < n; ++i) {
    all7.clear(); all7.push_back(i); byValue(all7); // finds
    sum += static_cast<long>(all7.size());
  }
  return sum;
}

// Which function it is only the object knows.
static long virtually(int n, const Points &points) {
  long sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> all; points.below(i % 3, all); // refuses: recursive
    sum += static_cast<long>(all.size());
  }
  return sum;
}

#ifdef MORE
static void put(std::vector<int> &all, long n) { all.push_back(static_cast<int>(n)); }
template <> void putAs<long>(std::vector<int> &all, long n) { all.push_back(static_cast<int>(n)); }
#define putFirst putLast
#endif

static long otherFunctions(int n) {
  long sum = 0;
  std::vector<int> all2;
  for (long i = 0; i < n; ++i) {
    all2.clear(); put(all2, i); // finds
    all2.push_back(1);
    sum += static_cast<long>(all2.size());
  }
  std::vector<int> all3;
  for (long i = 0; i < n; ++i) {
    all3.clear(); putAs(all3, i); // finds
    all3.push_back(1);
    sum += static_cast<long>(all3.size());
  }
  std::vector<int> all;
  for (long i = 0; i < n; ++i) {
    all.clear(); putFirst(all, i); // finds
    all.push_back(1);
    sum += static_cast<long>(all.size());
  }
  return sum;
}

// Through a pointer anything may be called.
static long throughPointer(int n, void (*fill)(std::vector<int> &)) {
  long sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> all; // refuses: unknown-use
    fill(all);
    sum += static_cast<long>(all.size());
  }
  return sum;
}

int main() {
  Points points;
  All others;
  for (int i = 0; i < 40; ++i)
    points.all.push_back(i * 7 % 31), others.all.push_back(i);
  std::printf("%ld %ld %ld %ld\n", sums(points, 5), perhaps(30), inLoop(30), looksBefore(30));
  std::printf("%ld\n", otherFunctions(30));
  std::printf("%ld %ld %ld\n", sometimes(30), virtually(30, points) + virtually(30, others), throughPointer(30, caught));
}
