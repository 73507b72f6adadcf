// RUN: %check %s
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct Point {
  double x, y;
};

// --- Reused -----------------------------------------------------------------

static double median(const std::vector<double> &in, int width) {
  double total = 0;
  for (std::size_t i = 0; i + width <= in.size(); ++i) {
    std::vector<double> window(width); // finds
    for (int j = 0; j < width; ++j)
      window[j] += in[i + j];
    std::sort(window.begin(), window.end());
    total += window[width / 2];
  }
  return total;
}

static int filled(const std::vector<int> &sizes) {
  int sum = 0;
  for (int n : sizes) {
    std::vector<int> row(n, n + 1); // finds
    if (row.empty())
      continue;
    row[0] = -1;
    for (int x : row)
      sum += x;
  }
  return sum;
}

static std::vector<std::string> quoted(const std::vector<std::string> &names) {
  std::vector<std::string> out;
  for (const std::string &name : names) {
    std::string line; // finds
    line += '"';
    line += name;
    line += '"';
    out.push_back(line);
  }
  return out;
}

static double copied(const std::vector<double> &in, int rounds) {
  double sum = 0;
  for (int i = 0; i < rounds; ++i) {
    std::vector<double> sorted = in; // finds
    std::rotate(sorted.begin(), sorted.begin() + i, sorted.end());
    sum += sorted.front();
  }
  return sum;
}

static std::string prefixed(const std::string &prefix, int n) {
  std::string all;
  for (int i = 0; i < n; ++i) {
    std::string part = prefix; // finds
    part += "a string literal is no null pointer";
    std::string sign("+-"); // finds
    part += sign;
    part += std::to_string(i);
    all += part;
  }
  return all;
}

static int ranged(const std::vector<int> &v) {
  int sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    std::vector<int> tail(v.begin() + i, v.end()); // finds
    std::reverse(tail.begin(), tail.end());
    sum = sum * 3 + tail[0];
  }
  return sum;
}

static double outOfBothLoops(int width, int height) {
  double sum = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      std::vector<Point> corners(4); // finds
      corners[x % 4].x = y;
      for (const Point &p : corners)
        sum += p.x + p.y;
    }
  return sum;
}

static int usedTwiceByName(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<std::uint8_t> bytes(i); // finds
    sum += bytes.size();
  }
  for (int i = 0; i < n; ++i) {
    std::vector<std::uint8_t> bytes(i, 7); // finds
    sum += bytes.empty() ? 0 : bytes.back();
  }
  return sum;
}

static int leavesEarly(const std::vector<int> &v) {
  while (true) {
    std::vector<int> seen; // finds
    for (int x : v) {
      if (std::find(seen.begin(), seen.end(), x) != seen.end())
        return x;
      seen.push_back(x);
    }
    break;
  }
  return -1;
}

static std::string padded(const std::vector<std::string> &names) {
  std::string all;
  for (const std::string &name : names) {
    std::string gap(name.size(), '.'); // finds
    gap += '|';
    all += gap;
  }
  return all;
}

static void normalise(std::vector<double> &row) {
  for (double &x : row)
    x /= row.size();
}
static double filledByCallee(int n) {
  double sum = 0;
  for (int i = 1; i < n; ++i) {
    std::vector<double> row(i, 1.0); // finds
    normalise(row);
    sum += row[0];
  }
  return sum;
}

// What a throw leaves behind is dead either way.
static int throwsInBetween(const std::vector<int> &sizes) {
  int made = 0;
  try {
    for (int n : sizes) {
      std::vector<int> row(n, 1); // finds
      made += row.at(2);
    }
  } catch (const std::exception &) {
    made += 100;
  }
  return made;
}

// --- Left alone, no finding -------------------------------------------------

static std::vector<double> make(int n) { return std::vector<double>(n, 0.5); }
static double broughtByCall(int n) {
  double sum = 0;
  for (int i = 1; i < n; ++i) {
    std::vector<double> row = make(i);
    sum += row[0];
  }
  return sum;
}

static int flags(int n) {
  int sum = 0;
  for (int i = 1; i < n; ++i) {
    std::vector<bool> seen(i);
    seen[0] = true;
    sum += seen[i - 1];
  }
  return sum;
}

static int kept(int n) {
  int sum = 0;
  for (int i = 1; i < n; ++i) {
    static std::vector<int> all;
    all.push_back(i);
    sum += all.size();
  }
  return sum;
}

template <typename T> static T inTemplate(int n) {
  T sum = 0;
  for (int i = 1; i < n; ++i) {
    std::vector<T> row(i); // refuses: template
    sum += row.size();
  }
  return sum;
}

static int silenced(int n) {
  int sum = 0;
  for (int i = 1; i < n; ++i) {
    // NOLINTNEXTLINE(hone-*)
    std::vector<int> row(i);
    sum += row.size();
  }
  return sum;
}

// --- Refused ----------------------------------------------------------------

static std::vector<std::vector<int>> moved(int n) {
  std::vector<std::vector<int>> out;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i, i); // refuses: moved-from
    out.push_back(std::move(row));
  }
  return out;
}

static int swapped(std::vector<int> other, int n) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i, i); // refuses: moved-from
    row.swap(other);
  }
  return other.size();
}

static std::vector<int> returned(int n) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i, i); // refuses: returned
    if (i == 3)
      return row;
  }
  return {};
}

static std::size_t growth(int n) {
  std::size_t changes = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row; // refuses: capacity-observed
    std::size_t before = row.capacity();
    row.push_back(i);
    changes += row.capacity() != before;
  }
  return changes;
}

static int captured(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(3); // refuses: captured
    auto add = [&] { row[0] += i; };
    add();
    sum += row[0];
  }
  return sum;
}

static int addressTaken(int n) {
  int sum = 0;
  std::vector<int> *last = nullptr;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(3, i); // refuses: escapes
    last = &row;
    sum += (*last)[0];
  }
  return sum;
}

static int referenceWrapped(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(3, i); // refuses: escapes
    auto wrapped = std::ref(row);
    sum += wrapped.get()[0];
  }
  return sum;
}

static int boundToReference(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(3, i); // refuses: escapes
    auto &same = row;
    sum += same[0];
  }
  return sum;
}

static int constant(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    const std::vector<int> row(3, i); // refuses: const-buffer
    sum += row[0];
  }
  return sum;
}

static int attributed(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    [[maybe_unused]] std::vector<int> row(3, i); // refuses: attribute
    ++sum;
  }
  return sum;
}

static int listed(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row{3, i}; // refuses: constructor
    sum += row[0] + row[1];
  }
  return sum;
}

static int deduced(const std::vector<int> &v) {
  int sum = 0;
  for (int x : v) {
    auto rest = v; // refuses: auto-type
    rest.push_back(x);
    sum += rest.size();
  }
  return sum;
}

struct Counted {
  static int alive;
  int value = 0;
  Counted() { ++alive; }
  Counted(const Counted &other) : value(other.value) { ++alive; }
  Counted &operator=(const Counted &) = default;
  ~Counted() { --alive; }
};
int Counted::alive = 0;
static int elementsCount(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<Counted> row(2); // refuses: element-type
    sum += Counted::alive;
  }
  return sum + Counted::alive;
}

// A negative count throws either way, but with another text.
static int textOfException(int n) {
  int sum = 0;
  for (int i = 3; i > n; --i) {
    std::string bar(i, '#'); // refuses: count-not-proved
    sum += bar.size();
  }
  return sum;
}

// Made from null it throws; assigned null it would crash.
static int fromPointer(const char *text, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::string copy = text; // refuses: may-be-null
    sum += copy.size();
  }
  return sum;
}

struct Fixed {
  const int value;
};
static int elementsFixed(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<Fixed> row(2, Fixed{i}); // refuses: element-type
    sum += row[1].value;
  }
  return sum;
}

static int row = 1000;
#define GLOBAL_ROW (::row)
static int macroMeansAnother(int n) {
  int sum = GLOBAL_ROW;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i); // finds
    sum += row.size();
  }
  return sum + GLOBAL_ROW;
}

static int byPointer(int n) {
  void (*use)(std::vector<double> &) = normalise;
  int sum = 0;
  for (int i = 1; i < n; ++i) {
    std::vector<double> row(i, 1.0); // refuses: unknown-use
    use(row);
    sum += row.size();
  }
  return sum;
}

static int withGoto(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i); // refuses: goto
    if (i == 2)
      goto out;
    sum += row.size();
  }
out:
  return sum;
}

static int inLambda(int n) {
  std::function<int()> run = [n] {
    int sum = 0;
    for (int i = 0; i < n; ++i) {
      std::vector<int> row(i); // refuses: lambda
      sum += row.size();
    }
    return sum;
  };
  return run();
}

static int localType(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    using Row = std::vector<int>;
    Row row(i); // refuses: local-names
    sum += row.size();
  }
  return sum;
}

static int parallel(int n) {
  int sum = 0;
#pragma omp parallel for reduction(+ : sum)
  for (int i = 0; i < n; ++i) {
    std::vector<int> row(i); // refuses: parallel-region
    sum += row.size();
  }
  return sum;
}

#define BUFFER(name, n) std::vector<int> name(n)
static int byMacro(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    BUFFER(row, i); // refuses: macro
    sum += row.size();
  }
  return sum;
}

int main() {
  std::vector<double> v = {3, 1, 2, 5, 4};
  std::printf("%g %d %g %s %d %g\n", median(v, 3), filled({2, 0, 3}), copied(v, 4),
              prefixed("a-rather-long-prefix-", 3).c_str(), ranged({1, 2, 3}), outOfBothLoops(5, 3));
  for (const std::string &s : quoted({"one", "", "three"}))
    std::printf("%s ", s.c_str());
  std::printf("%d %d %s %g\n", usedTwiceByName(4), leavesEarly({1, 2, 1}), padded({"ab", "", "abc"}).c_str(),
              filledByCallee(4));
  std::printf("%d %d %d\n", throwsInBetween({3, 2, 5}), throwsInBetween({3, -1}), throwsInBetween({4, 4}));
  std::printf("%g %d %d %d %d\n", broughtByCall(3), flags(4), kept(3), inTemplate<int>(4), silenced(3));
  std::printf("%zu %d %zu %zu %d %d\n", moved(3).size(), swapped({1}, 3), returned(9).size(), growth(3),
              captured(3), addressTaken(3));
  std::printf("%d %d %d %d %d %d %d\n", referenceWrapped(3), boundToReference(3), constant(3), attributed(3),
              listed(3), deduced({1, 2}), elementsCount(2));
  try {
    std::printf("%d\n", textOfException(0));
    textOfException(-2);
  } catch (const std::length_error &e) {
    std::printf("%s\n", e.what());
  }
  std::printf("%d %d %d\n", fromPointer("abc", 2), elementsFixed(3), macroMeansAnother(3));
  std::printf("%d %d %d %d %d %d\n", byPointer(3), withGoto(4), inLambda(4), localType(4), parallel(4), byMacro(4));
}
