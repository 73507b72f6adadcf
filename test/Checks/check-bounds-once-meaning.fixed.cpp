// RUN: %check %s
// Where one comparison would not do for all.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

// The container gets shorter on the way.
static int shrinks(std::vector<int> &values, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) { // refuses: may-change
    sum += values.at(i);
    if (values.at(i) == 3)
      values.pop_back();
  }
  return sum;
}

// And perhaps this one.
static int mayShrink(const std::vector<int> &values, std::vector<int> &others, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) { // refuses: may-change
    sum += values.at(i);
    if (sum > 2)
      others.pop_back();
  }
  return sum;
}

// The bound is what is stored to.
static void moves(std::vector<std::size_t> &values, std::size_t &count) {
  for (std::size_t i = 0; i < count; ++i) // refuses: may-change
    values.at(i) = 1;
}

// Another row each time.
static int diagonal(const std::vector<std::vector<int>> &rows, std::size_t count) {
  int sum = 0;
  const std::size_t checked = std::min(count, rows.size());
  for (std::size_t i = 0; i < checked; ++i) // finds
    sum += rows[i].at(i);
  for (std::size_t i = checked; i < count; ++i) // finds
    sum += rows.at(i).at(i);
  return sum;
}

static int counter;
static std::vector<int> evens{2, 4, 6}, odds{1};
static std::vector<int> &pick() { return counter++ % 2 ? odds : evens; }

// Another container at each call.
static int picks() {
  int sum = 0;
  for (std::size_t i = 0; i < pick().size(); ++i) // refuses: may-change
    sum += pick().at(i);
  return sum;
}

static int firstNegative(const std::vector<int> &values, std::size_t count) {
  int found = -1;
  for (std::size_t i = 0; i < count; ++i) // refuses: leaves
    if (values.at(i) < 0) {
      found = static_cast<int>(i);
      break;
    }
  return found;
}

static int negative(const std::vector<int> &values, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) // refuses: index
    sum += values.at(i);
  for (std::size_t i = 1; i < values.size(); ++i) // refuses: index
    sum += values.at(i) - values.at(i - 1);
  for (std::size_t i = 0; i < values.size(); i += 2) // refuses: index
    sum += values.at(i);
  for (std::size_t i = 0; i <= values.size() - 1; ++i) // refuses: index
    sum += values.at(i);
  return sum;
}

static std::vector<int> shared;
void (*told_of)(int);

static int told(std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) { // refuses: call
    sum += shared.at(i);
    told_of(sum);
  }
  return sum;
}

// What is not there must not be asked.
static int absent(const std::vector<int> *values, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += values->at(i);
  for (std::size_t i = 0; i < count; ++i) // refuses: may-change
    sum += (*values).at(i);
  return sum;
}

// Rows that may not be there.
static int late(const std::vector<std::vector<int>> &rows, std::size_t row, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) // refuses: may-be-gone
    sum += rows.at(row).at(i);
  for (std::size_t i = 0; i < count; ++i) // refuses: may-change
    sum += rows[row].at(i);
  return sum;
}

static int keyed(const std::map<std::size_t, int> &values, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += values.at(i);
  return sum;
}

struct Ring {
  std::array<int, 4> cells{{1, 2, 3, 4}};
  int at(std::size_t i) const { return cells[i % 4]; }
};

static int round(const Ring &ring, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += ring.at(i);
  return sum;
}

static int lambda(const std::vector<int> &values, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) // refuses: lambda
    sum += [&] { return values.at(i); }();
  return sum;
}

#define ITEM(i) values.at(i)
#define TWICE 2 *

static int macros(const std::vector<int> &values, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) // refuses: may-change
    sum += ITEM(i);
  for (std::size_t i = 0; i < count; ++i) // refuses: macro
    sum += TWICE values.at(i);
  for (std::size_t i = 0; i < count; ++i) { // refuses: preprocessor
#ifdef LOUD
    std::printf("%d\n", sum);
#endif
    sum += values.at(i);
  }
  return sum;
}

// The offset wraps around.
static int wraps(const std::vector<int> &values, std::size_t start, std::size_t count) {
  int sum = 0;
  const std::size_t checked = start < values.size() ? std::min(count, values.size() - start) : 0;
  for (std::size_t i = 0; i < checked; ++i) // finds
    sum += values[start + i];
  for (std::size_t i = checked; i < count; ++i) // finds
    sum += values.at(start + i);
  return sum;
}

// The state at the throw is that of the original, and so are the words.
static void mark(std::vector<int> &values, std::vector<int> &done, std::size_t count) {
  const std::size_t checked = std::min({count, values.size(), done.size()});
  for (std::size_t i = 0; i < checked; ++i) { // finds
    values[i] = static_cast<int>(i) + 10;
    done[i] = 1;
  }
  for (std::size_t i = checked; i < count; ++i) { // finds
    values.at(i) = static_cast<int>(i) + 10;
    done.at(i) = 1;
  }
}

static std::size_t step(std::vector<int> &values, std::size_t count) {
  std::size_t offset = 0, checked = 0;
  for (std::size_t i = 0; i < count; ++i) { // refuses: may-change
    checked += static_cast<std::size_t>(values.at(offset + i));
    offset += 1;
  }
  const std::size_t checked2 = std::min(count, values.size());
  for (std::size_t i = 0; i < checked2; ++i) // finds
    checked += static_cast<std::size_t>(values[i]);
  for (std::size_t i = checked2; i < count; ++i) // finds
    checked += static_cast<std::size_t>(values.at(i));
  return checked;
}

// As many as there are amounts, and then one more.
static long doubled(const std::vector<int> &amounts) {
  std::vector<long> fewer(amounts.size());
  std::vector<long> others(amounts.size());
  if (!others.empty())
    others.pop_back();
  for (std::size_t i = 0; i < amounts.size(); ++i) // finds
    fewer[i] = amounts[i] * 2;
  fewer.pop_back();
  const std::size_t checked = std::min({amounts.size(), others.size(), fewer.size()});
  for (std::size_t i = 0; i < checked; ++i) // finds
    others[i] = fewer[i];
  for (std::size_t i = checked; i < amounts.size(); ++i) // finds
    others.at(i) = fewer.at(i);
  return others.at(0);
}

struct Small {
  static const std::size_t Count = 2;
};

static int constant(const std::vector<int> &values) {
  int sum = 0;
  const std::size_t checked = std::min({Small::Count, values.size()});
  for (std::size_t i = 0; i < checked; ++i) // finds
    sum += values[i];
  for (std::size_t i = checked; i < Small::Count; ++i) // finds
    sum += values.at(i);
  return sum;
}

static int text(const std::vector<int> &values, std::size_t count, std::string &to) {
  for (std::size_t i = 0; i < count; ++i) // refuses: no-place
    to[0] = R"(a
    b)"[values.at(i)];
  return to[0];
}

template <class Call> static void tried(Call call) {
  try {
    std::printf("%d\n", static_cast<int>(call()));
  } catch (const std::out_of_range &e) {
    std::printf("%s\n", e.what());
  }
}

static void log(int value) {
  std::printf("%d ", value);
  shared.pop_back();
}

int main() {
  std::vector<int> values{1, 2, 3, 4};
  tried([&] { return shrinks(values, 4); });
  tried([&] { return mayShrink(values, values, 3); });
  values = {1, 2, 3, 4};
  std::vector<std::size_t> counts{9, 9, 9};
  tried([&] { return moves(counts, counts[1]), counts[2]; });
  std::vector<std::vector<int>> rows{{1, 2}, {3, 4, 5}, {6}};
  for (std::size_t count : {0, 2, 3, 4})
    tried([&] { return diagonal(rows, count); });
  tried([&] { return picks(); });
  tried([&] { return firstNegative({1, -2, 3}, 9); });
  tried([&] { return firstNegative({1, 2, 3}, 9); });
  tried([&] { return negative(values, 4); });
  shared = values;
  told_of = log;
  tried([&] { return told(5); });
  tried([&] { return absent(nullptr, 0); });
  tried([&] { return late(rows, 7, 0); });
  tried([&] { return late(rows, 1, 4); });
  tried([&] { return late(rows, 7, 4); });
  tried([&] { return keyed({{0, 1}}, 2); });
  tried([&] { return round({}, 6); });
  tried([&] { return lambda(values, 5); });
  tried([&] { return macros(values, 4); });
  tried([&] { return wraps(values, 1, 3); });
  tried([&] { return wraps(values, 2, 3); });
  tried([&] { return wraps(values, std::size_t(-1), 3); });
  std::vector<int> done(2);
  tried([&] { return mark(values, done, 4), 0; });
  std::printf("%d %d %d %d\n", values[2], values[3], done[1], values[0]);
  tried([&] { return step(values, 2); });
  tried([&] { return constant({5, 6}); });
  tried([&] { return constant({5}); });
  tried([&] { return doubled({1, 2, 3}); });
  std::string to = "x";
  tried([&] { return text({0, 1, 6}, 3, to); });
}
