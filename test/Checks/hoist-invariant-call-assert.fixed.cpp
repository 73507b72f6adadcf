// RUN: %check %s
// What ends the program does so where it did: others may look at what was stored until then.
#undef NDEBUG
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

static int root(int n) {
  assert(n >= 0);
  int r = 0;
  while ((r + 1) * (r + 1) <= n)
    ++r;
  return r;
}

static int part(int n, int k) {
  if (k == 0)
    std::exit(3);
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += n / k + i;
  return sum;
}

static int plain(int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += n / k + i;
  return sum;
}

static long stored = 0;
static void report() { std::printf("stored %ld\n", stored); }

static long storesBefore(const std::vector<int> &v, int k) {
  long sum = 0;
  std::atexit(report);
  for (int x : v) {
    stored += x;
    sum += part(50, k); // refuses: impure-callee
  }
  return sum;
}

static long first(const std::vector<int> &v, int n) {
  long sum = 0;
  for (int x : v)
    sum += x * root(n); // refuses: impure-callee
  return sum;
}

static long exits(const std::vector<int> &v, int k) {
  long sum = 0;
  for (int x : v)
    sum += x * part(50, k); // refuses: impure-callee
  return sum;
}

static long assertsBehind(const std::vector<int> &v, int k) {
  long sum = 0;
  const int plainK = v.empty() ? 0 : plain(50, k);
  for (int x : v) {
    sum += x * plainK; // finds
    assert(x >= 0);
  }
  return sum;
}

// --- Refused ---------------------------------------------------------------

// What was printed must have been.
static long printed(const std::vector<int> &v, int k) {
  long sum = 0;
  for (int x : v) {
    std::printf("%d\n", x);
    sum += x * part(50, k); // refuses: impure-callee
  }
  return sum;
}

// k may be 0 there only if the program has ended.
static long assertsBefore(const std::vector<int> &v, int k) {
  long sum = 0;
  for (int x : v) {
    assert(k != 0);
    sum += x * plain(50, k); // refuses: exit-before
  }
  return sum;
}

static long exitsBefore(const std::vector<int> &v, int k) {
  long sum = 0;
  for (int x : v) {
    if (k == 0)
      std::exit(4);
    sum += x * plain(50, k); // refuses: exit-before
  }
  return sum;
}

static long endsBefore(const std::vector<int> &v, int k) {
  long sum = 0;
  for (int x : v) {
    sum += part(2, k); // refuses: impure-callee
    sum += x * plain(50, k); // refuses: exit-before
  }
  return sum;
}

// Not in the first iteration.
static long later(const std::vector<int> &v, int n) {
  long sum = 0;
  for (int x : v)
    if (x > 1)
      sum += x * root(n); // refuses: impure-callee
  return sum;
}

template <class F> static void apart(F run) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    std::printf("%ld\n", run());
    std::exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("%d\n", status);
}

int main() {
  const std::vector<int> v = {1, 2, 3}, none;
  for (const std::vector<int> *each : {&v, &none})
    for (int k : {0, 1, 5}) {
      apart([&] { return exits(*each, k); });
      apart([&] { return storesBefore(*each, k); });
      apart([&] { return printed(*each, k); });
      apart([&] { return exitsBefore(*each, k); });
      apart([&] { return endsBefore(*each, k); });
    }
  std::printf("%ld %ld %ld %ld\n", first(v, 99), assertsBehind(v, 5), assertsBefore(v, 5), later(v, 99));
  std::printf("%ld %ld %ld %ld\n", first(none, -1), assertsBehind(none, 0), assertsBefore(none, 0), later(none, -1));
}
