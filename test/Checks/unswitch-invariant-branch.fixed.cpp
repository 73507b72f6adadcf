// RUN: %check %s
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct Options {
  std::string mode = "sum", unit_kind = "a";
  std::string const &getMode() const { return mode; }
};

// --- Moved ----------------------------------------------------------------

static long chainOfAMember(const std::vector<int> &values, const Options &options) {
  long result = 0;
  const bool isMax = !values.empty() && options.mode == "max";
  const bool isMin = !values.empty() && options.mode == "min";
  for (int value : values) {
    if (isMax) { // finds
      if (value > result)
        result = value;
    } else if (isMin) {
      if (value < result)
        result = value;
    } else
      result += value;
  }
  return result;
}

static void outOfBothLoops(std::vector<std::vector<int>> &m, const std::string &kind) {
  for (std::size_t y = 0; y < m.size(); ++y) {
    const bool isUpperCase = m[y].size() > 0 && kind == "upper-case";
    for (std::size_t x = 0; x < m[y].size(); ++x)
      if (isUpperCase) // finds
        m[y][x] *= 2;
  }
}

static long reversedAndUnequal(const std::vector<int> &values, std::string mode) {
  long result = 0;
  const bool isMax = "max" == mode;
  const bool isOther = mode == "other";
  for (int value : values) {
    if (!isMax) // finds
      result += value;
    // Comments stay.
    if (value > 3 && !isMax)
      ++result;
    result += isOther ? 2 : 3;
  }
  return result;
}

static int snake_names(const std::vector<int> &values, const Options &options) {
  int n = 0;
  const bool is_metric_tons = !values.empty() && options.unit_kind == "METRIC tons";
  for (int value : values)
    if (is_metric_tons || value == 2) // finds
      ++n;
  return n;
}

static int twoStrings(const std::vector<int> &values, const std::string &wanted, const std::string &name) {
  int n = 0;
  const bool nameIsWanted = !values.empty() && name == wanted;
  for (int value : values)
    if (nameIsWanted && value > 0) // finds
      n += value;
  return n;
}

static int sameName(const std::vector<int> &values, const Options &options, const Options &others) {
  int n = 0;
  const bool sameMode = !values.empty() && options.mode == others.mode;
  for (int value : values)
    if (sameMode && value > 1) // finds
      n += value;
  return n;
}

static int noNameForIt(const std::vector<int> &values, const std::string &mode) {
  const bool isMax = values.size() > 2;
  int n = isMax;
  const bool modeIsEmpty = !values.empty() && mode == "";
  const bool modeMatches = !values.empty() && mode == "--";
  const bool modeIsMax = !values.empty() && mode == "max";
  if (modeIsEmpty || modeMatches || modeIsMax) {
    for (int value : values) {
      if (modeIsEmpty) // finds
        n += value;
      if (modeMatches)
        ++n;
      if (modeIsMax)
        --n;
    }
  }
  return n;
}

static int innerLoopOnly(const std::vector<std::string> &modes, const std::vector<int> &values) {
  int n = 0;
  for (const std::string &mode : modes) {
    const bool isMax = mode == "max";
    for (int value : values)
      if (isMax) // finds
        n += value;
  }
  return n;
}

static int bodyOfAnIf(const std::vector<int> &values, const std::string &mode, bool wanted) {
  int n = 0;
  if (wanted) {
    const bool isMax = !values.empty() && mode == "max";
    for (int value : values)
      if (isMax) // finds
        n += value;
  }
  return n;
}

struct Filter {
  std::string mode_ = "max";
  std::vector<int> kept;

  void ofAnObject(const std::vector<int> &values) {
    const bool isMax = !values.empty() && mode_ == "max";
    for (int value : values)
      if (isMax) // finds
        kept.push_back(value);
  }

  // Characters may be anybody's.
  void bytesMayHitIt(std::vector<char> &bytes, char *raw) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (mode_ == "max") // refuses: aliased-store
        raw[i] = bytes[i];
  }

  void assigned(const std::vector<int> &values) {
    for (int value : values)
      if (mode_ == "max" && value > 3) // refuses: modified
        mode_ = "min";
  }

  int deletedBefore(const std::vector<int> &values, bool done) {
    int n = 0;
    if (done)
      delete this;
    const std::size_t last = done ? 0 : values.size();
    for (std::size_t i = 0; i < last; ++i)
      if (mode_ == "max") // refuses: may-be-gone
        n += values[i];
    return n;
  }
};

// --- Left alone -----------------------------------------------------------

static int throughAPointer(const std::vector<int> &values, const Options *options) {
  int n = 0;
  for (int value : values)
    if (options->mode == "max") // refuses: may-fail
      n += value;
  return n;
}

// The characters may be gone where nobody asks for them.
static int ofAView(const std::vector<int> &values, std::string_view mode) {
  int n = 0;
  for (int value : values)
    if (mode == "max")
      n += value;
  return n;
}

static std::map<std::string, std::unique_ptr<std::string>> registry;
static void drop(const std::string &name);

static int droppedBefore(std::vector<int> &values, const std::string &mode) {
  int n = 0;
  if (mode == "drop") {
    values.clear();
    drop(mode);
  }
  for (int value : values)
    if (mode == "max") // refuses: may-be-gone
      n += value;
  return n;
}
static void drop(const std::string &name) { registry.erase(std::string(name)); }

static int elementsGoneBefore(std::vector<std::string> &names, const std::string &mode,
                              const std::vector<int> &values) {
  int n = 0;
  names.clear();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (mode == "max") // refuses: may-be-gone
      n += values[i];
  return n;
}

static int takenOver(std::vector<std::string> &names, const std::string &mode, const std::vector<int> &values) {
  int n = 0;
  {
    std::vector<std::string> mine = std::move(names);
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (mode == "max") // refuses: may-be-gone
      n += values[i];
  return n;
}

static int goneInAnEarlierTurn(std::vector<std::string> &names, std::string &mode, const std::vector<int> &values) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (mode == "max") // refuses: may-be-gone
        n += values[i];
    std::vector<std::string> mine = std::move(names);
    if (!mine.empty())
      mode += "x";
  }
  return n;
}

static int destroyedByName(const std::vector<int> &values, std::string mode) {
  int n = 0;
  if (values.empty())
    mode.~basic_string();
  for (int value : values)
    if (mode == "max") // refuses: may-be-gone
      n += value;
  if (values.empty())
    new (&mode) std::string("max");
  return n;
}

// What is made here is nobody's before.
static std::vector<int> fillsItsOwn(const std::vector<int> &values, const std::string &mode) {
  if (values.size() > 100)
    throw std::invalid_argument("too many values for " + mode);
  std::vector<int> out;
  out.reserve(values.size());
  const bool isMax = !values.empty() && mode == "max";
  for (int value : values)
    if (isMax) // finds
      out.push_back(value);
  return out;
}

static int ofAnElement(const std::vector<int> &values, const std::vector<std::string> &modes) {
  int n = 0;
  for (int value : values)
    if (modes[0] == "max") // refuses: may-fail
      n += value;
  return n;
}

static const std::string defaultMode = "max";
static int ofAGlobal(const std::vector<int> &values) {
  int n = 0;
  for (int value : values)
    if (defaultMode == "max") // refuses: may-be-gone
      n += value;
  return n;
}

static int callsBack(const std::vector<int> &values, const Options &options, const std::function<void()> &done) {
  int n = 0;
  for (int value : values) {
    if (options.mode == "max") // refuses: opaque-call
      n += value;
    done();
  }
  return n;
}

static int appended(const std::vector<int> &values, std::string mode) {
  int n = 0;
  for (int value : values) {
    mode += 'x';
    if (mode == "maxx") // refuses: modified
      n += value;
  }
  return n;
}

static int throughAnotherName(const std::vector<int> &values, const std::string &mode, std::string &last) {
  int n = 0;
  for (int value : values) {
    if (mode == "max") // refuses: aliased-store
      n += value;
    if (value == 2)
      last = "max";
  }
  return n;
}

static int inALambda(const std::vector<int> &values, const std::string &mode) {
  auto count = [&] {
    int n = 0;
    for (int value : values)
      if (mode == "max") // refuses: lambda
        n += value;
    return n;
  };
  return count();
}

static int waitsForIt(const std::string &mode) {
  int n = 0;
  for (;;) {
    if (mode == "max") // refuses: waits
      break;
    ++n;
    if (n > 10)
      return n;
  }
  return n;
}

struct Name {
  std::string text;
  mutable int asked = 0;
};
static bool operator==(const Name &a, const char *b) {
  ++a.asked;
  return a.text == b;
}

// Somebody's own comparison.
static int ofAnotherType(const std::vector<int> &values, const Name &name) {
  int n = 0;
  for (int value : values)
    if (name == "max")
      n += value;
  return n + name.asked;
}

Options current(int which);
static int ofACall(const std::vector<int> &values) {
  int n = 0;
  for (int value : values)
    if ((current(3).mode == "max") == true)
      n += value;
  return n;
}

static const std::string &find(const Options &options);
static int ofAFunction(const std::vector<int> &values, const Options &options) {
  int n = 0;
  for (int value : values)
    if (find(options) == "max") // refuses: opaque-comparison
      n += value;
  return n;
}
static const std::string &find(const Options &options) {
  std::printf("asked\n");
  return options.mode;
}
Options current(int which) { return {which == 3 ? "max" : "min"}; }

#define IS_MAX(m) ((m) == "max")
static int byAMacro(const std::vector<int> &values, const std::string &mode) {
  int n = 0;
  for (int value : values)
    if (IS_MAX(mode)) // refuses: macro
      n += value;
  return n;
}

#define TRACE(x)
static int otherMacros(const std::vector<int> &values, std::string &mode) {
  int n = 0;
  for (int value : values) {
    if (mode == "max") // refuses: preprocessor
      n += value;
    TRACE(mode += "x");
  }
  return n;
}

template <typename T> static int ofATemplate(const std::vector<T> &values, const std::string &mode) {
  int n = 0;
  for (const T &value : values)
    if (mode == "max") // refuses: template
      n += static_cast<int>(value);
  return n;
}

static int leaves(const std::vector<int> &values, const std::string &mode) {
  for (int value : values)
    if (value == 3)
      return mode == "max" ? value : -value;
  return 0;
}

static int volatileFlag(const std::vector<int> &values, const std::string &mode, volatile int *flag) {
  int n = 0;
  for (int value : values)
    if (mode == "max") // refuses: volatile
      n += value + *flag;
  return n;
}

static int ofAnOptional(const std::vector<int> &values, const Options &options) {
  int n = 0;
  for (int value : values)
    if (options.getMode() == "max") // refuses: may-be-gone
      n += value;
  return n;
}

static int mayAllocate(const std::vector<int> &values, const std::string &mode) {
  int n = 0;
  for (int value : values)
    if (mode == std::string("the name of a very long way"))
      n += value;
  return n;
}

static int commentInside(const std::vector<int> &values, const std::string &mode) {
  int n = 0;
  for (int value : values)
    if (mode == /* the usual */ "max") // refuses: comment
      n += value;
  return n;
}

int main() {
  std::vector<int> values = {1, 2, 3, 4, 5};
  Options max{"max", "METRIC tons"}, other;
  for (const Options &options : {max, other}) {
    std::vector<std::vector<int>> m = {{1, 2}, {3}};
    outOfBothLoops(m, options.mode == "max" ? "upper-case" : "lower");
    std::printf("%ld %d %ld %d %d %d %d\n", chainOfAMember(values, options), m[0][1],
                reversedAndUnequal(values, options.mode), snake_names(values, options),
                twoStrings(values, options.mode, "max"), noNameForIt(values, options.mode),
                innerLoopOnly({"max", "min", options.mode}, values));
    Filter filter;
    filter.mode_ = options.mode;
    filter.ofAnObject(values);
    std::vector<char> bytes = {'a', 'b'};
    char raw[2] = {'x', 'y'};
    filter.bytesMayHitIt(bytes, raw);
    std::printf("%zu %c %d\n", filter.kept.size(), raw[0], filter.deletedBefore(values, false));
    filter.assigned(values);
    std::string mode = options.mode, last = "";
    std::printf("%d %d %d %d %d %d\n", bodyOfAnIf(values, mode, true), throughAPointer(values, &options),
                ofAView(values, mode), ofAnElement(values, {mode}), ofAGlobal(values),
                callsBack(values, options, [&] { mode += "x"; }));
    std::printf("%d %d %d %d %d %d\n", appended(values, mode), throughAnotherName(values, mode, mode),
                throughAnotherName(values, mode, last), inALambda(values, mode), waitsForIt(mode),
                ofAnotherType(values, Name{mode}));
    std::printf("%d %d %d %d %d %d\n", byAMacro(values, mode), otherMacros(values, mode), ofATemplate(values, mode),
                leaves(values, mode), ofAnOptional(values, options), mayAllocate(values, mode));
    int flag = 1;
    std::printf("%d %d\n", ofACall(values), ofAFunction(values, options));
    std::printf("%d %d\n", volatileFlag(values, mode, &flag), commentInside(values, mode));
  }
  std::printf("%d %d\n", sameName(values, max, other), sameName(values, max, max));
  (new Filter)->deletedBefore(values, true);
  registry["drop"] = std::make_unique<std::string>("drop");
  std::vector<int> some = values;
  std::printf("%d\n", droppedBefore(some, *registry["drop"]));
  std::vector<std::string> names = {"max", "min"};
  std::printf("%d\n", elementsGoneBefore(names, names[0], values));
  names = {"max", "min"};
  std::printf("%d\n", takenOver(names, names[0], values));
  names = {"max", "min"};
  std::printf("%d\n", goneInAnEarlierTurn(names, names[0], values));
  std::printf("%d %zu\n", destroyedByName({}, "max"), fillsItsOwn(values, "max").size());
}
