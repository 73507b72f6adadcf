// RUN: %check %s
// Containers, rows and indices that may not be there where the loop does not run.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

struct Table {
  std::vector<int> values;
};

// A row is asked for its size only where there is one.
static long inOrder(const std::vector<std::vector<int>> &rows, const std::vector<int> &values, std::size_t y, std::size_t x,
                    std::size_t count) {
  long sum = 0;
  const std::size_t checked = y < rows.size() ? std::min(count, values.size()) : 0;
  for (std::size_t i = 0; i < checked; ++i) // finds
    sum += rows[y].at(x) * values[i];
  for (std::size_t i = checked; i < count; ++i) // finds
    sum += rows.at(y).at(x) * values.at(i);
  const std::size_t checked2 = y < rows.size() ? std::min(count, values.size()) : 0;
  for (std::size_t i = 0; i < checked2; ++i) // finds
    sum += values[i] * rows[y].at(x + 0) + rows[y].at(0);
  for (std::size_t i = checked2; i < count; ++i) // finds
    sum += values.at(i) * rows.at(y).at(x + 0) + rows.at(y).at(0);
  return sum;
}

static long gone(std::unique_ptr<Table> &table, std::size_t count) {
  std::vector<int> &values = table->values;
  long sum = 0;
  if (count == 0)
    table.reset();
  for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
    sum += values.at(i);
  return sum;
}

static long deleted(Table *table, std::size_t count) {
  std::vector<int> &values = table->values;
  long sum = 0;
  if (count == 0)
    delete table;
  for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
    sum += values.at(i);
  return sum;
}

// Where the bound is its size, the loop asks for it in any case.
static long stillThere(const std::unique_ptr<Table> &table) {
  const std::vector<int> &values = table->values;
  long sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) // finds
    sum += values[i];
  return sum;
}

// Its elements end, and it is none of them.
static long filled(std::vector<int> &values, std::size_t count) {
  values.assign(2, 3);
  long sum = 0;
  const std::size_t checked = std::min(count, values.size());
  for (std::size_t i = 0; i < checked; ++i) // finds
    sum += values[i];
  for (std::size_t i = checked; i < count; ++i) // finds
    sum += values.at(i);
  return sum;
}
static long within(std::vector<std::vector<int>> &rows, std::vector<int> &values, std::size_t count) {
  rows.clear();
  long sum = 0;
  for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
    sum += values.at(i);
  return sum;
}

struct Early {
  long total;
  std::vector<int> values;
  Early() : total(sum(0)), values{1, 2, 3} {}
  long sum(std::size_t count) const {
    long result = 0;
    for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
      result += values.at(i);
    return result;
  }
};

// Members are made in their order.
struct Ordered {
  std::size_t before = 2;
  std::vector<int> values{1, 2};
  std::size_t behind = 2;
  long sum() const {
    long result = 0;
    for (std::size_t i = 0; i < before; ++i) // refuses: may-be-gone
      result += values.at(i);
    const std::size_t checked = std::min(behind, values.size());
    for (std::size_t i = 0; i < checked; ++i) // finds
      result += values[i];
    for (std::size_t i = checked; i < behind; ++i) // finds
      result += values.at(i);
    return result;
  }
};

struct Value {
  bool isList = false;
  union {
    std::vector<int> list;
    double number;
  };
  Value() : number(-1e300) {}
  ~Value() {
    if (isList)
      list.~vector();
  }
};

static long inactive(Value &value, std::size_t count) {
  long sum = 0;
  std::vector<int> &list = value.list;
  for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
    sum += list.at(i);
  return sum;
}

static std::vector<int> global{1, 2};
static long maybeNotMade(std::size_t count) {
  long sum = 0;
  for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
    sum += global.at(i);
  for (std::size_t i = 0; i < global.size(); ++i) // finds
    sum += global[i];
  return sum;
}

static constexpr std::array<int, 3> constant{{1, 2, 3}};
static long alwaysThere(std::size_t count) {
  long sum = 0;
  const std::size_t checked = std::min(count, constant.size());
  for (std::size_t i = 0; i < checked; ++i) // finds
    sum += constant[i];
  for (std::size_t i = checked; i < count; ++i) // finds
    sum += constant.at(i);
  return sum;
}

// An index that was never set is not compared; one that was is.
static long unset(const std::vector<int> &values, bool both, std::size_t count) {
  std::size_t other;
  if (both)
    other = values.size() / 2;
  long sum = 0;
  const std::size_t checked = std::min(count, values.size());
  for (std::size_t i = 0; i < checked; ++i) { // finds
    sum += values[i];
    if (both)
      sum += values.at(other);
  }
  for (std::size_t i = checked; i < count; ++i) { // finds
    sum += values.at(i);
    if (both)
      sum += values.at(other);
  }
  std::size_t last = count / 2;
  const std::size_t checked2 = last < values.size() ? std::min(count, values.size()) : 0;
  for (std::size_t i = 0; i < checked2; ++i) // finds
    sum += values[i] * values[last];
  for (std::size_t i = checked2; i < count; ++i) // finds
    sum += values.at(i) * values.at(last);
  return sum;
}

int main() {
  std::printf("%ld\n", inOrder({}, {1, 2}, 1000, 0, 0));
  std::printf("%ld\n", inOrder({{1, 2}}, {1, 2}, 0, 1, 2));
  try {
    inOrder({{1, 2}}, {1, 2}, 0, 2, 2);
  } catch (const std::out_of_range &e) {
    std::printf("%s\n", e.what());
  }
  auto table = std::make_unique<Table>();
  std::printf("%ld %ld\n", gone(table, 0), deleted(new Table, 0));
  std::vector<std::vector<int>> rows(2);
  std::vector<int> few;
  std::printf("%ld %ld\n", filled(few, 2), within(rows, rows[0], 0));
  Early early;
  std::printf("%ld\n", early.total + early.sum(3));
  Value value;
  std::printf("%ld %ld\n", inactive(value, 0), maybeNotMade(2));
  std::printf("%ld %ld\n", alwaysThere(3), Ordered().sum());
  std::printf("%ld\n", stillThere(std::make_unique<Table>(Table{{1, 2}})));
  std::printf("%ld %ld\n", unset({1, 2}, false, 2), unset({1, 2}, true, 2));
}
