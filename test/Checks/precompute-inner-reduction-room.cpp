// RUN: %check %s
// References that would refer to results, and room that would not be used.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <utility>
#include <vector>

using Row = std::vector<int>;

static Row::const_reference largest(const Row &row) {
  std::size_t best = 0;
  for (std::size_t k = 1; k < row.size(); ++k)
    if (row[k] > row[best])
      best = k;
  return row[best];
}
static decltype(auto) smallest(const Row &row) {
  std::size_t best = 0;
  for (std::size_t k = 1; k < row.size(); ++k)
    if (row[k] < row[best])
      best = k;
  return row[best];
}
static int sumOf(const Row &row) {
  int sum = 0;
  for (int each : row)
    sum += each;
  return sum;
}
static const int *keep(const int &n) { return &n; }

static long references(const std::vector<Row> &rows) {
  long total = 0;
  std::vector<const int *> seen(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows.size(); ++j) {
      const int &most = std::max(largest(rows[i]), largest(rows[j]));
      seen[j] = keep(smallest(rows[j]));
      total += most;
    }
  for (const int *each : seen)
    total += *each;
  return total;
}

// Four of very many, perhaps.
static long window(const std::vector<Row> &rows, std::size_t at) {
  long n = 0;
  for (std::size_t i = at; i < at + 2; ++i)
    for (std::size_t j = at; j < at + 2; ++j)
      n += sumOf(rows[i]) * sumOf(rows[j]); // refuses: few-elements
  return n;
}

// Only the last ones.
static long tail(const std::vector<Row> &rows, std::size_t at) {
  long n = 0;
  for (std::size_t turn = 0; turn < 2; ++turn)
    for (std::size_t j = at; j < rows.size(); ++j)
      n += sumOf(rows[j]); // refuses: few-elements
  return n;
}

// One turn may do.
static bool anyEqual(const std::vector<Row> &rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size(); ++j)
      if (sumOf(rows[i]) == sumOf(rows[j])) // refuses: few-elements
        return true;
  return false;
}
static int firstAbove(const std::vector<Row> &rows, int limit) {
  int n = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (sumOf(rows[i]) > limit) // refuses: few-elements
        break;
      ++n;
    }
  return n;
}

// Perhaps none.
static long perhaps(const std::vector<Row> &rows, const std::vector<bool> &wanted) {
  long n = 0;
  for (std::size_t turn = 0; turn < wanted.size(); ++turn)
    if (wanted[turn])
      for (std::size_t i = 0; i < rows.size(); ++i)
        n += sumOf(rows[i]); // refuses: few-elements
  return n;
}

// All of them, by a constant that is the size.
static long allOfThem(const std::vector<Row> &rows, const std::vector<int> &queries) {
  const int count = static_cast<int>(rows.size());
  long n = 0;
  for (int query : queries)
    for (int i = 0; i < count; ++i) {
      if (query == i)
        continue;
      n += sumOf(rows[i]) * query; // finds
    }
  return n;
}

// The index is only copied.
static std::size_t pairs(const std::vector<Row> &rows) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size(); ++j)
      if (sumOf(rows[i]) != sumOf(rows[j])) // finds
        found.emplace_back(i, j);
  return found.size();
}

int main() {
  std::vector<Row> rows = {{1, 2}, {3, 1}, {7, 2}};
  std::printf("%ld %ld %ld\n", references(rows), window(rows, 1), tail(rows, 1));
  std::printf("%zu\n", pairs(rows));
  std::printf("%d %d %ld %ld\n", anyEqual(rows), firstAbove(rows, 3), perhaps(rows, {true, false}), allOfThem(rows, {1, 2}));
}
