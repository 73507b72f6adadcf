// RUN: %check %s
// Conditions that && joins: the loop runs, and reads the string, if all parts hold for the first index.
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

using Rows = std::vector<std::vector<int>>;
struct Settings {
  std::string method;
  int step = 1;
};

// --- Asked in front -----------------------------------------------------------

static void applyStep(Rows &weights, const Rows &gradient, const Settings &settings) {
  for (std::size_t r = 0; r < weights.size() && r < gradient.size(); ++r) {
    const bool runs = weights[r].size() > 0 && gradient[r].size() > 0;
    const bool isSteepestDescent = runs && settings.method == "steepest-descent";
    const bool isSignDescent = runs && settings.method == "sign-descent";
    if (isSteepestDescent || isSignDescent) {
      for (std::size_t c = 0; c < weights[r].size() && c < gradient[r].size(); ++c) {
        if (isSteepestDescent) // finds
          weights[r][c] -= settings.step * gradient[r][c];
        else if (isSignDescent)
          weights[r][c] -= gradient[r][c] > 0 ? settings.step : -settings.step;
      }
    }
  }
}

static int threeParts(const std::vector<int> &v, const std::string &mode, unsigned first, int second) {
  int n = 0;
  const bool isMax = first > 0 && second != 0 && v.size() > 0 && mode == "max";
  for (unsigned i = 0; (i < first && second > i) && (i < v.size()); ++i)
    if (isMax) // finds
      n += v[i];
  return n;
}

static int partAlwaysTrue(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isMax = v.size() > 0 && mode == "max";
  for (std::size_t i = 0; i < 3 && i < v.size(); ++i)
    if (isMax) // finds
      n += v[i];
  return n;
}

static int boundsInTheHeader(const std::vector<int> &v, const std::vector<int> &w, const std::string &mode) {
  int n = 0;
  const bool isMax = v.size() > 0 && w.size() != 0 && mode == "max";
  for (std::size_t i = 0, end = v.size(); i < end && i != w.size(); ++i)
    if (isMax) // finds
      n += v[i] + w[i];
  return n;
}

static int downwards(const std::vector<int> &v, int from, int to, int low, const std::string &mode) {
  int n = 0;
  const bool isMax = from >= to && from > low && mode == "max";
  for (int i = from; i >= to && i > low; --i)
    if (isMax) // finds
      n += v[i];
  return n;
}

// The second question may only be asked if the first is answered with yes.
static int orderOfQuestions(const Rows &rows, const std::string &mode) {
  int n = 0;
  const bool isMax = rows.size() > 0 && rows[0].size() > 0 && mode == "max";
  for (std::size_t i = 0; i < rows.size() && i < rows[0].size(); ++i)
    if (isMax) // finds
      n += rows[0][i];
  return n;
}

// Members that are not made yet are read only by a loop that runs.
static int sumOf(int n, int m, const std::string &mode, const std::string &wanted) {
  int s = 0;
  const bool modeIsWanted = n > 0 && m > 0 && mode == wanted;
  for (int i = 0; i < n && i < m; ++i)
    if (modeIsWanted) // finds
      s += i;
  return s;
}
struct Given {
  Given(int n, int m, const std::string &wanted) : total(sumOf(n, m, mode, wanted)), mode(wanted) {}
  int total;
  std::string mode;
};

// --- Left alone -----------------------------------------------------------------

static int either(const std::vector<int> &v, std::size_t first, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < first || i < 2; ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static int elementDecides(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < v.size() && v[i] != 0; ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static int elementAtAnOuterIndex(const std::vector<int> &v, const std::string &mode, int i) {
  int n = 0;
  for (i = 1; i < 4 && i < v[i]; ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static int somethingElseDecides(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < v.size() && n < 5; ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static int partAlwaysFalse(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (unsigned i = 1; i < 1 && i < v.size(); ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static int secondIndex(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  const bool isMax = static_cast<long>(v.size()) > 0 && mode == "max";
  for (long i = 0, j = 1L; i < static_cast<long>(v.size()) && i < j; ++i, j = 3)
    if (isMax) // finds
      n += v[i];
  for (long i = 0, j = i + 1; i < static_cast<long>(v.size()) && i < j; ++i, j = 3)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static bool below(std::size_t i) { return i < 3; }
static int aFunctionDecides(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < v.size() && below(i); ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

static int counted(int &calls) { return ++calls; }
static int aCallDecides(const std::vector<int> &v, const std::string &mode, int &calls) {
  int n = 0;
  for (std::size_t i = 0; i < v.size() && counted(calls) < 5; ++i)
    if (mode == "max") // refuses: aliased-store
      n += v[i];
  return n;
}

static int aVolatileBound(const std::vector<int> &v, const std::string &mode, volatile unsigned *last) {
  int n = 0;
  for (unsigned i = 0; i < v.size() && i < *last; ++i)
    if (mode == "max") // refuses: volatile
      n += v[i];
  return n;
}

#define STILL(i) ((i) < 3)
static int aMacroDecides(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < v.size() && STILL(i); ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}
#define LAST v.size()
static int aMacroIsTheBound(const std::vector<int> &v, const std::string &mode) {
  int n = 0;
  for (std::size_t i = 0; i < 4 && i < LAST; ++i)
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
  return n;
}

// What a class makes of && is its own affair.
struct Flag {
  bool holds;
  explicit operator bool() const { return holds; }
};
static bool operator&&(bool a, const Flag &b) { return a || b.holds; }
static int andOfAClass(const std::vector<int> &v, const std::string &mode, const Flag &on) {
  int n = 0;
  for (std::size_t i = 0; i < v.size() && on; ++i) {
    if (mode == "max") // refuses: may-be-gone
      n += v[i];
    if (i == 1)
      break;
  }
  return n;
}

static int leftBefore(const Rows &a, const Rows &b, const std::string &mode) {
  int n = 0;
  for (std::size_t r = 0; r < a.size() && r < b.size(); ++r)
    for (std::size_t c = 0; c < a[r].size() && c < b[r].size(); ++c) {
      if (a[r][c] < 0)
        break;
      if (mode == "max") // refuses: may-be-gone
        n += b[r][c];
    }
  return n;
}

// The settings are changed through the same reference.
static void calledBack(Rows &weights, const Rows &gradient, const Settings &settings,
                       const std::function<void(std::size_t)> &done) {
  for (std::size_t r = 0; r < weights.size() && r < gradient.size(); ++r)
    for (std::size_t c = 0; c < weights[r].size() && c < gradient[r].size(); ++c) {
      if (settings.method == "steepest-descent") // refuses: opaque-call
        weights[r][c] -= settings.step * gradient[r][c];
      done(c);
    }
}

// Bytes may be the characters of any string.
static void bytes(std::vector<std::vector<signed char>> &weights, const Rows &gradient, const Settings &settings,
                  unsigned char *raw) {
  for (std::size_t r = 0; r < weights.size() && r < gradient.size(); ++r)
    for (std::size_t c = 0; c < weights[r].size() && c < gradient[r].size(); ++c)
      if (settings.method == "steepest-descent") // refuses: aliased-store
        raw[c] = weights[r][c];
}

static void wholeIsStored(Rows &weights, Settings &settings, const Settings &next) {
  for (std::size_t r = 0; r < weights.size(); ++r)
    for (std::size_t c = 0; c < weights[r].size() && c < 8; ++c)
      if (settings.method == "steepest-descent") { // refuses: aliased-store
        weights[r][c] -= settings.step;
        settings = next;
      }
}

int main() {
  const std::vector<int> v = {3, 5, 4, 0, 9};
  for (const char *name : {"max", "steepest-descent", "sign-descent", ""}) {
    const std::string mode = name;
    Settings settings{mode, 2};
    Rows weights = {{1, 2, 3}, {}, {4}}, gradient = {{1, -2}, {7}, {3, 4}, {5}};
    applyStep(weights, gradient, settings);
    calledBack(weights, gradient, settings, [&](std::size_t c) { settings.method = c ? "x" : mode; });
    settings.method = mode;
    wholeIsStored(weights, settings, Settings{"other", 3});
    std::printf("%d %d %d %s\n", weights[0][0], weights[0][1], weights[2][0], settings.method.c_str());
    settings.method = mode;
    std::vector<std::vector<signed char>> small = {{'a', 'b'}, {'c'}};
    bytes(small, gradient, settings, reinterpret_cast<unsigned char *>(&settings.method[0]));
    std::printf("%s\n", settings.method.c_str());
    int calls = 0;
    volatile unsigned last = 2;
    std::printf("%d %d %d %d %d %d\n", threeParts(v, mode, 2, -1), threeParts(v, mode, 0, 3), partAlwaysTrue(v, mode),
                boundsInTheHeader(v, {1, 2}, mode), downwards(v, 4, 1, 2, mode), downwards(v, 4, 5, -1, mode));
    std::printf("%d %d %d %d\n", orderOfQuestions({}, mode), orderOfQuestions({{1, 2}, {}}, mode),
                sumOf(4, 3, mode, "max"), either(v, 1, mode));
    std::printf("%d %d %d %d %d\n", elementDecides(v, mode), elementAtAnOuterIndex(v, mode, 0),
                somethingElseDecides(v, mode), partAlwaysFalse(v, mode), secondIndex(v, mode));
    std::printf("%d %d %d %d %d %d\n", aFunctionDecides(v, mode), aCallDecides(v, mode, calls), calls, aVolatileBound(v, mode, &last),
                aMacroDecides(v, mode), aMacroIsTheBound(v, mode));
    std::printf("%d %d %d\n", andOfAClass(v, mode, {false}), (false && Flag{true}) ? 1 : 0,
                leftBefore({{1, -1}, {2}}, {{1, 2}, {3}}, mode));
  }
  const std::string wanted(1000, 'x');
  std::printf("%d %d\n", Given(0, 3, wanted).total, Given(3, 0, wanted).total);
}
