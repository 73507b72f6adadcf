// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// An ordinary assertion stops nothing; what may change the bound elsewhere does.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

[[maybe_unused]] static bool grow(std::vector<std::uint8_t> &values) {
  values.push_back(1);
  return true;
}

static void plain(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  for (std::size_t i = 0, size = values.size(); i < size; ++i) { // finds
    assert(i < values.size());
    out[i] = std::uint8_t(i);
  }
}

static void growing(std::uint8_t *out, std::vector<std::uint8_t> &values) {
  for (std::size_t i = 0; i < values.size(); ++i) { // refuses: preprocessor
    assert(i > 9 || grow(values));
    out[i] = std::uint8_t(i);
  }
}

// A whole number may wrap round elsewhere; a fraction is only less precise.
#ifdef SMALL
typedef unsigned char Count;
typedef float Real;
enum Kind : unsigned char { First, Last = 9 };
#define INDEX unsigned char
#else
typedef std::size_t Count;
typedef double Real;
enum Kind : unsigned long { First, Last = 9 };
#define INDEX std::size_t
#endif

// This chooses nothing.
#if 0
typedef unsigned char Sure;
#else // of bytes
typedef std::size_t Sure;
#endif
#if 1
typedef int Part;
#elif defined(SMALL)
typedef short Part;
#endif
#if 0
typedef short Whole;
#elif defined(SMALL)
typedef signed char Whole;
#else
typedef int Whole;
#endif

static void settled(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  for (Sure i = 0, size = values.size(); i < size; ++i) // finds
    out[i] = std::uint8_t(i + Part(i));
}

static void unsettled(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
    out[i] = std::uint8_t(Whole(i));
}

static void counted(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  for (Count i = 0; i < values.size(); ++i) // refuses: preprocessor
    out[i] = std::uint8_t(i);
}

static void spelled(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  INDEX from = 0;
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
    out[i] = std::uint8_t(from++);
}

static void cast(std::uint8_t *out, const std::vector<std::uint8_t> &values) {
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
    out[i] = std::uint8_t(static_cast<Count>(i) / 2);
}

static void listed(std::uint8_t *out, const std::vector<std::uint8_t> &values, Kind kind) {
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: preprocessor
    out[i] = std::uint8_t(kind);
}

static void scaled(std::uint8_t *out, const std::vector<std::uint8_t> &values, Real by) {
  for (std::size_t i = 0, size = values.size(); i < size; ++i) // finds
    out[i] = std::uint8_t(Real(i) * by);
}

int main() {
  std::uint8_t out[20];
  std::vector<std::uint8_t> values{1, 2};
  plain(out, values);
  growing(out, values);
  std::printf("%d\n", out[1]);
  counted(out, values);
  std::printf("%d\n", out[1]);
  spelled(out, values);
  std::printf("%d\n", out[1]);
  cast(out, values);
  listed(out, values, Last);
  std::printf("%d\n", out[1]);
  scaled(out, values, 2);
  std::printf("%d\n", out[1]);
  settled(out, values);
  std::printf("%d\n", out[1]);
  unsettled(out, values);
  std::printf("%d\n", out[1]);
}
