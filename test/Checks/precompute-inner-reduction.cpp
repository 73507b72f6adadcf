// RUN: %check %s
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using Row = std::vector<int>;

static int sumOf(const Row &row) {
  int sum = 0;
  for (int each : row)
    sum += each;
  return sum;
}

static double norm(const std::vector<double> &v, double scale) {
  double sum = 0;
  for (double x : v)
    sum += x * x;
  return sum * scale;
}

static int calls = 0;
static int counted(const Row &row) {
  int sum = 0;
  for (int each : row)
    sum += each;
  return sum + ++calls;
}

static int checkedSum(const Row &row) {
  int sum = row.at(0);
  for (int each : row)
    sum += each;
  return sum;
}

struct Shape {
  std::vector<int> sides;
  bool hasSide(int length) const {
    for (int side : sides)
      if (side == length)
        return true;
    return false;
  }
};

// --- Once for each ------------------------------------------------------------

static int ofPairs(const std::vector<Row> &rows) {
  int pairs = 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size(); ++j)
      if (sumOf(rows[i]) == (sumOf(rows[j]))) // finds
        ++pairs;
  return pairs;
}

static double otherArguments(const std::vector<std::vector<double>> &rows, double scale, int turns) {
  double sum = 0;
  for (int turn = 0; turn < turns; ++turn)
    for (int i = 0; i < static_cast<int>(rows.size()); ++i)
      sum += norm(rows[i], 2 * scale); // finds
  return sum;
}

static int has_side_of(const std::vector<Shape> &shapes, int length, bool twice) {
  int n = 0;
  if (twice)
    for (int turn = 0; turn < 2; ++turn)
      for (std::size_t i = 0; i < shapes.size(); ++i)
        if (shapes[i].hasSide(length)) // finds
          ++n;
  return n;
}

// Whatever throws does so where it did.
static int throwsTheSame(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 3; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (turn + i > 2)
        n += checkedSum(rows[i]); // finds
  return n;
}

struct Table {
  std::vector<Row> rows_;
  int best(int turns) const {
    int best = 0, index = 7;
    for (int turn = 0; turn < turns; ++turn)
      for (std::size_t r = 0; r < rows_.size(); ++r)
        best = std::max(best, sumOf(rows_[r]) + turn + index); // refuses: may-be-gone
    return best;
  }
};

#define FORGET(x)
struct Traced {
  std::vector<Row> rows_;
  int best(int turns) {
    int best = 0;
    for (int turn = 0; turn < turns; ++turn)
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        best += sumOf(rows_[r]); // refuses: may-be-gone
        FORGET(rows_.pop_back());
      }
    return best;
  }
};

static int insideAnother(const std::vector<std::vector<Row>> &tables) {
  int n = 0;
  for (const std::vector<Row> &table : tables)
    for (int turn = 0; turn < 2; ++turn)
      for (std::size_t i = 0; i < table.size(); ++i)
        n += sumOf(table[i]); // finds
  return n;
}

// --- Left alone -----------------------------------------------------------------

// Anything may be destroyed before, and the loops then not run.
static int toldBefore(const std::vector<Row> &rows, void (*opaque)()) {
  int n = 0;
  opaque();
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i]); // refuses: may-be-gone
  return n;
}

static int onceOnly(const std::vector<Row> &rows) {
  int n = 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (int k = 0; k < 3; ++k)
      n += k * sumOf(rows[i]);
  return n;
}

static int changedInside(std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      n += sumOf(rows[i]); // refuses: aliased-store
      rows[i][0] += 1;
    }
  return n;
}

static int changedBetween(std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i]); // refuses: aliased-store
    rows.push_back({turn});
  }
  return n;
}

static int perhapsTheSame(const std::vector<Row> &rows, std::vector<int> &out) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      n += sumOf(rows[i]); // refuses: aliased-store
      out[0] += n;
    }
  return n;
}

static int hasEffects(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += counted(rows[i]); // refuses: impure-callee
  return n;
}

static int indexIsUsedTwice(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += static_cast<int>(norm({1.0, static_cast<double>(rows[i][0])}, static_cast<double>(i)));
  return n;
}

static int sumTo(const Row &row, std::size_t last) {
  int sum = 0;
  for (std::size_t i = 0; i < row.size() && i < last; ++i)
    sum += row[i];
  return sum;
}
static int otherArgumentChanges(const std::vector<Row> &rows) {
  int n = 0;
  for (std::size_t turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumTo(rows[i], turn);
  return n;
}

static void countCall() { ++calls; }
static int callsElsewhere(const std::vector<Row> &rows, void (*opaque)()) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      n += sumOf(rows[i]); // refuses: opaque-call
      opaque();
    }
  return n;
}

static std::vector<Row> global = {{1, 2}, {3}};
static int maybeNotMadeYet(int turns) {
  int n = 0;
  for (int turn = 0; turn < turns; ++turn)
    for (std::size_t i = 0; i < global.size(); ++i)
      n += sumOf(global[i]); // refuses: may-be-gone
  return n;
}

static int inALambda(const std::vector<Row> &rows) {
  auto count = [&rows] {
    int n = 0;
    for (int turn = 0; turn < 2; ++turn)
      for (std::size_t i = 0; i < rows.size(); ++i)
        n += sumOf(rows[i]); // refuses: lambda
    return n;
  };
  return count();
}

#define SUM_OF(row) sumOf(row)
static int byAMacro(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += SUM_OF(rows[i]); // refuses: macro
  return n;
}

static constexpr int inAConstant(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i]); // refuses: no-optional
  return n;
}

static double bound(const std::vector<std::vector<double>> &rows, const std::pair<double, double> &range) {
  double sum = 0;
  auto [low, high] = range;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      sum += norm(rows[i], low) + high; // refuses: structured-binding
  return sum;
}

#define TRACE(x)
static double otherMacros(const std::vector<std::vector<double>> &rows, double scale) {
  double sum = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      sum += norm(rows[i], scale); // refuses: preprocessor
      TRACE(scale += 1);
    }
  return sum;
}

template <typename T> static int ofATemplate(const std::vector<T> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i]); // refuses: template
  return n;
}

// Another `rows` of the same name is another call.
static int otherNames(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      n += sumOf(rows[i]); // finds
      const std::vector<Row> all(i + 1, Row{turn, 2});
      const std::vector<Row> &rows = all;
      n += sumOf(rows[i]);
    }
  return n;
}

static int commentInside(const std::vector<Row> &rows) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i)
      n += sumOf(rows[i] /* all of it */) + // refuses: comment
           turn;
  return n;
}

int main() {
  std::vector<Row> rows = {{1, 2}, {3}, {}, {-1, 4}, {2, 2}};
  std::vector<std::vector<double>> values = {{1.5, 2}, {}, {0.1}};
  std::printf("%d %g %d\n", ofPairs(rows), otherArguments(values, 0.3, 3), has_side_of({{{1, 2}}, {{2}}}, 2, true));
  try {
    std::printf("%d\n", throwsTheSame(rows));
  } catch (const std::out_of_range &) {
    std::printf("out of range\n");
  }
  std::printf("%d %d %d\n", throwsTheSame({{1}, {2}}), Table{rows}.best(2), insideAnother({rows, {}, {{1}}}));
  std::printf("%d %d %d %d\n", toldBefore(rows, countCall), onceOnly(rows), indexIsUsedTwice({{1}, {2}}), otherArgumentChanges(rows));
  std::printf("%d %d %d\n", hasEffects(rows), callsElsewhere(rows, countCall), maybeNotMadeYet(2));
  std::printf("%d\n", Traced{rows}.best(2));
  std::printf("%d %d %d %d\n", inALambda(rows), byAMacro(rows), inAConstant(rows), ofATemplate(rows));
  std::printf("%g %g %d %d\n", bound(values, {2, 3}), otherMacros(values, 2), otherNames(rows), commentInside(rows));
  std::vector<Row> some = {{1, 2}, {3}};
  std::printf("%d %d\n", perhapsTheSame(some, some[0]), changedInside(some));
  std::printf("%d\n", changedBetween(some));
}
