// RUN: %check %s
// FLAGS: -std=c++20 -O2 -DNDEBUG
// What a macro leaves out here may erase the element elsewhere, or see that it is made too early.
#include <cassert>
#include <cstdio>
#include <map>
#include <type_traits>

#ifdef CHECKED
#define CHECKED_ONLY(...) __VA_ARGS__
#else
#define CHECKED_ONLY(...) (void)0
#endif

static int erased(std::map<int, int> &m, int k, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    CHECKED_ONLY(if (m[k] > 100) m.erase(k));
    m[k] += 60; // refuses: preprocessor
    s += m[k];
  }
  return s;
}

static int watched(std::map<int, int> &m, int k, int n) {
  int s = 0;
  int *mEntry = nullptr;
  for (int i = 0; i < n; ++i) {
    assert(i || m.count(k) == 0);
    if (!mEntry)
      mEntry = &m[k];
    *mEntry += 60; // finds
    s += *mEntry;
  }
  return s;
}

static int unwatched(std::map<int, int> &m, int k, int n) {
  int s = 0;
  int *const mEntry = n > 0 ? &m[k] : nullptr;
  for (int i = 0; i < n; ++i) {
    assert(i < n);
    *mEntry += 60; // finds
    s += *mEntry;
  }
  return s;
}

#ifdef CHECKED
constexpr bool checked = true;
#else
constexpr bool checked = false;
#endif
static int branched(std::map<int, int> &m, int k, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    s += m.at(k); // refuses: aliased-store
    if constexpr (checked)
      m.erase(k);
  }
  return s;
}

// Where there are none, nothing is looked up: what a constant is made of, arguments that are left out, the size of an array.
#ifdef NO_SENSORS
#define SENSORS 0
#else
#define SENSORS 4
#endif
constexpr int sensors() { return SENSORS; }
constexpr int Sensors = sensors();
constexpr int given(int n = SENSORS) { return n; }
template <int N = SENSORS> constexpr int number() { return N; }
static double readings[SENSORS + 1];
static int ofConstant(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < Sensors; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofArgument(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < given(); ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofTemplate(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < number(); ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofLocal(std::map<int, int> &m, int k) {
  const int n = Sensors;
  int s = 0;
  for (int i = 0; i < n; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofArray(std::map<int, int> &m, int k) {
  int s = 0;
  for (unsigned i = 0; i < sizeof(readings) / sizeof(readings[0]); ++i)
    s += m.at(k) * static_cast<int>(i); // refuses: preprocessor
  return s;
}

// Nor where the lines stand within what makes the constant.
enum Sensor {
#ifndef NO_SENSORS
  Temperature,
  Humidity,
#endif
  SensorCount
};
constexpr int limit() {
#ifdef NO_SENSORS
  return 0;
#else
  return 4;
#endif
}
constexpr int Limit = limit();
struct Bank {
  static const int taps =
#ifdef NO_SENSORS
      0;
#else
      8;
#endif
};
constexpr bool has =
#ifdef NO_SENSORS
    false;
#else
    true;
#endif
constexpr int Has = has ? 4 : 0;
static const char *const names[] = {
#ifndef NO_SENSORS
    "temperature", "humidity",
#endif
    nullptr};
static const char label[] =
#ifdef NO_SENSORS
    "";
#else
    "sensors";
#endif
struct Count : std::integral_constant<int, SENSORS> {};
enum Plain { First, Second, Plains };
static int ofEnumerator(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < SensorCount; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofBody(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < Limit; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofMember(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < Bank::taps; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofQuestion(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < Has; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  for (int i = 0; i < (has ? 4 : 0); ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofNames(std::map<int, int> &m, int k) {
  int s = 0;
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names) - 1; ++i)
    s += m.at(k) * static_cast<int>(i); // refuses: preprocessor
  for (unsigned i = 0; i < sizeof(label) - 1; ++i)
    s += m.at(k) * static_cast<int>(i); // refuses: preprocessor
  return s;
}
static int ofBase(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < Count::value; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  return s;
}
static int ofPlain(std::map<int, int> &m, int k) {
  int s = 0;
  int &mEntry = m.at(k);
  for (int i = 0; i < Plains; ++i)
    s += mEntry * i; // finds
  return s;
}

// Behind another macro, in a list of them, in the size of a class.
#define COUNT SENSORS
#ifdef NO_SENSORS
#define EACH_SENSOR(X)
#else
#define EACH_SENSOR(X) X(Pressure) X(Wind)
#endif
#define NAME_OF(SENSOR) SENSOR,
enum Listed { EACH_SENSOR(NAME_OF) ListedCount };
struct Packet {
#ifndef NO_SENSORS
  char values[4];
#endif
  char end;
};
// One with a number of its own does not follow those in front of it.
enum Color {
  Red,
#ifdef NO_SENSORS
  Extra,
#endif
  Blue = 7
};
static int ofMacros(std::map<int, int> &m, int k) {
  int s = 0;
  for (int i = 0; i < COUNT; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  for (int i = 0; i < ListedCount; ++i)
    s += m.at(k) * i; // refuses: preprocessor
  for (unsigned i = 0; i < sizeof(Packet) - 1; ++i)
    s += m.at(k) * static_cast<int>(i); // refuses: preprocessor
  return s;
}
static int ofOwnNumber(std::map<int, int> &m, int k) {
  int s = 0;
  int &mEntry = m.at(k);
  for (int i = 0; i < Blue; ++i)
    s += mEntry * i; // finds
  return s;
}

int main() {
  std::map<int, int> m;
  std::printf("%d %d %d\n", erased(m, 1, 4), watched(m, 2, 3), unwatched(m, 3, 3));
  std::printf("%d\n", branched(m, 1, 2));
  std::printf("%d %d %d %d %d\n", ofConstant(m, 1), ofArgument(m, 1), ofTemplate(m, 1), ofLocal(m, 1), ofArray(m, 1));
  std::printf("%d %d %d %d %d %d %d\n", ofEnumerator(m, 1), ofBody(m, 1), ofMember(m, 1), ofQuestion(m, 1), ofNames(m, 1), ofBase(m, 1),
              ofPlain(m, 1));
  std::printf("%d %d\n", ofMacros(m, 1), ofOwnNumber(m, 1));
}
