// RUN: %check %s
// Where a store that is made up could be seen, or the element may not be there.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Somebody else's elements: shared, or constant where nothing is stored.
static int given(int *open, std::size_t n, std::vector<int> &v, std::vector<int> w) {
  for (std::size_t i = 0; i < n; ++i) // refuses: shared
    if (open[i] < 0)
      open[i] = 0;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: shared
    if (v[i] < 0)
      v[i] = 0;
  // Moved into the parameter, perhaps, with pointers to its elements around.
  for (std::size_t i = 0; i < w.size(); ++i) // refuses: shared
    if (w[i] < 0)
      w[i] = 0;
  return w.empty() ? 0 : w[0];
}

static int pointed(std::vector<int> from) {
  std::vector<int> moved = std::move(from), own(4, -1), swapped(4, -1);
  for (std::size_t i = 0; i < moved.size(); ++i) // refuses: shared
    if (moved[i] < 0)
      moved[i] = 0;
  std::swap(swapped, moved);
  for (std::size_t i = 0; i < swapped.size(); ++i) // refuses: shared
    if (swapped[i] < 0)
      swapped[i] = 0;
  int *other = own.data();
  std::thread worker([other] { other[0] = 5; });
  for (std::size_t i = 1; i < own.size(); ++i) // refuses: shared
    if (own[i] < 0)
      own[i] = 0;
  worker.join();
  int &first = own[0];
  for (int &each : own) // refuses: shared
    if (each < 0)
      each = 0;
  return first + swapped[0];
}

// A pointer that comes later is too late, unless there is a next time around.
static int later(int rounds) {
  int sum = 0;
  std::vector<int> kept(4, -3);
  int *known = nullptr;
  for (int round = 0; round < rounds; ++round) {
    std::vector<int> fresh(4, -1);
    for (std::size_t i = 0; i < fresh.size(); ++i) // finds
      fresh[i] = fresh[i] < 0 ? round : fresh[i];
    for (std::size_t i = 0; i < kept.size(); ++i) // refuses: shared
      if (kept[i] < 0)
        kept[i] = round;
    known = fresh.data();
    sum += *known;
    known = kept.data();
    sum += *known;
  }
  return sum;
}
static int spanning() {
  int sum = 0;
  int *known = nullptr;
  for (std::vector<int> all(3, -1); sum < 3;) {
    for (std::size_t i = 0; i < all.size(); ++i) // refuses: shared
      if (all[i] < 0)
        all[i] = 1;
    known = all.data();
    sum += *known;
  }
  return sum;
}
static int grid(int limit) {
  int cells[3][4] = {};
  int most = 0;
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 4; ++x) { // finds
      cells[y][x] = cells[y][x] < limit ? limit : cells[y][x];
      most = std::max(most, cells[y][x]);
    }
  return most;
}
static int captured() {
  std::vector<int> own(3, -1);
  auto bump = [&own] { ++own[0]; };
  bump();
  for (std::size_t i = 0; i < own.size(); ++i) // refuses: shared
    if (own[i] < 0)
      own[i] = 2;
  auto clamp = [] {
    std::vector<int> inner(2, -1);
    for (int &each : inner) // refuses: lambda
      if (each < 0)
        each = 0;
    return inner[0];
  };
  return own[0] + clamp();
}
static std::vector<int> global(3, -1);
static int ofAll() {
  static std::vector<int> once(3, -1);
  for (int &each : global) // refuses: shared
    if (each < 0)
      each = 1;
  for (int &each : once) // refuses: shared
    if (each < 0)
      each = 1;
  return global[0] + once[0];
}

// The element may not be there, or have no value.
static int there(const std::vector<int> &wanted) {
  std::vector<int> hits(2);
  int raw[4];
  for (std::size_t i = 0; i < wanted.size(); ++i) // refuses: not-read
    if (wanted[i] > 0)
      hits[i] = wanted[i];
  for (std::size_t i = 0; i < 4; ++i) // refuses: not-read
    if (i < wanted.size())
      raw[i] = 7;
  for (std::size_t i = 0; i < wanted.size(); ++i) // refuses: not-read
    if (i < 2 && hits[i] < 3)
      hits[i] = 9;
  for (std::size_t i = 0, k = 0; i < 2; ++i) { // refuses: index
    if (wanted[0] > 0)
      hits[k] = 4;
    k = 1;
    hits[0] += hits[k];
  }
  std::vector<int> fewer(5, 60);
  for (std::size_t i = 0; i < 4; ++i) { // refuses: index
    int sum = i < fewer.size() ? fewer[0] : 0;
    sum += fewer[i < fewer.size() ? i : 0] + (fewer.size() > i ? fewer[i] : 0);
    fewer.pop_back();
    if (sum > 1000)
      fewer[i] = 0;
    sum += hits[0];
  }
  std::size_t i = 0;
  for (; i < 2; ++i) { // refuses: index
    int sum = hits[i];
    std::size_t i = sum > 100 ? 7 : 0;
    if (sum > 100)
      hits[i] = 0;
  }
  for (std::size_t i = 0; i < 4; ++i) { // refuses: leaves
    if (i >= hits.size())
      break;
    if (hits[i] > 1)
      hits[i] = 1;
  }
  return hits[0] + raw[0];
}

// One of the two would be another number.
enum class Level { Low, High };
static double numbers(float f, unsigned u, const std::string &text) {
  std::vector<int> v(3, 16777217);
  std::vector<Level> levels(2);
  std::array<char, 4> letters = {'a', 'B', 'c', 'd'};
  std::vector<const char *> names(2);
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: value
    if (v[i] < 0)
      v[i] = f;
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: value
    if (v[i] < 0)
      v[i] = u;
  for (std::size_t i = 0; i < levels.size(); ++i) // finds
    levels[i] = levels[i] == Level::Low ? Level::High : levels[i];
  for (std::size_t i = 0; i < 4; ++i) // finds
    letters[i] = (letters[i] >= 'a' && letters[i] <= 'z') ? letters[i] - 'a' + 'A' : letters[i];
  for (std::size_t i = 0; i < 2; ++i) // finds
    names[i] = !names[i] ? (text.size() > 3 ? "long" : nullptr) : names[i];
  for (std::size_t i = 0; i < 2; ++i) // refuses: value
    if (names[i])
      names[i] = 0;
  return v[0] + (levels[1] == Level::High) + letters[2] + (names[0] != nullptr);
}

// Conditions and values that do something.
static int calls;
static bool odd() { return ++calls % 2; }
static int effects(std::vector<bool> bits) {
  std::vector<int> v(4, -1);
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: effects
    if (odd() && v[i] < 0)
      v[i] = 1;
  std::vector<bool> flags(4);
  for (std::size_t i = 0; i < flags.size(); ++i)
    if (!flags[i])
      flags[i] = bits[i];
  volatile int seen[3] = {1, 2, 3};
  for (int i = 0; i < 3; ++i) // refuses: volatile
    if (seen[i] > 1)
      seen[i] = 1;
  return v[0] + flags[0];
}
static int parallel() {
  std::vector<int> v(4, 1);
#pragma omp parallel for
  for (int i = 0; i < 4; ++i) // refuses: openmp
    if (v[i] > 0)
      v[i] = 0;
  return v[0];
}
#define CLAMP(x) if (x < 0) x = 0
static int macros(bool again) {
  std::vector<int> v(3, -1);
  for (std::size_t i = 0; i < v.size(); ++i)
    CLAMP(v[i]);
start:
  for (std::size_t i = 0; i < v.size(); ++i) // refuses: goto
    if (v[i] == 0)
      v[i] = 3;
  if (again) {
    again = false;
    goto start;
  }
  return v[0];
}

int main() {
  int raw[] = {1, -2};
  std::vector<int> v = {-1, 2};
  std::printf("%d %d %d %d %d\n", given(raw, 2, v, {-4}), pointed({-1, -1, -1, -1}), later(3), captured(), ofAll());
  std::printf("%d %g %d %d\n", there({5, 0}), numbers(2, 3, "four"), effects({true, true, false, true}), macros(true) + parallel() + spanning() + grid(2));
}
