// RUN: %check %s
// The width is asked in front of the loop, where there may be none.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <vector>

struct Layout {
  int columns;
};
class View {
public:
  explicit View(const Layout *layout) : layout(layout) {}
  void add(int cell) { cells.push_back(cell); }
  // Without cells there need not be a layout.
  int leftmost() const {
    int found = 0;
    // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
    if (0 < count() && layout->columns > 0) {
      for (int i = 0; i < count();) {
        const int columns = std::min(layout->columns, count() - i);
        for (int column = 0; column < columns; ++column, ++i) // finds
          if (column == 0)
            found += cells[i];
      }
    } else {
      for (int i = 0; i < count(); ++i) // finds
        if (i % layout->columns == 0)
          found += cells[i];
    }
    return found;
  }

private:
  int count() const { return static_cast<int>(cells.size()); }
  const Layout *layout;
  std::vector<int> cells;
};
static int ofFirst(const std::vector<Layout> &layouts, int count) {
  int sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (0 < count && layouts[0].columns > 0) {
    for (int i = 0; i < count;) {
      const int columns = std::min(layouts[0].columns, count - i);
      for (int column = 0; column < columns; ++column, ++i) // finds
        sum += column;
    }
  } else {
    for (int i = 0; i < count; ++i) // finds
      sum += i % layouts[0].columns;
  }
  return sum;
}
static unsigned maybe(const Layout *layout, int n) {
  unsigned sum = 0;
  for (int i = 0; i < n; ++i) // refuses: not-read
    if (layout && i % layout->columns == 0)
      ++sum;
  return sum;
}
static int unset(bool known, int n) {
  int width;
  if (known)
    width = 4;
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: not-read
    sum += known ? i % width : i;
  return sum;
}
static int set(int n) {
  int width;
  width = 4 + n % 2;
  int sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (0 < n && width > 0) {
    for (int i = 0; i < n;) {
      const int columns = std::min(width, n - i);
      for (int column = 0; column < columns; ++column, ++i) // finds
        sum = sum * 3 % 1000 + column;
    }
  } else {
    for (int i = 0; i < n; ++i) // finds
      sum = sum * 3 % 1000 + i % width;
  }
  return sum;
}
// A reference needs a definition.
struct Tile {
  static const int width = 8;
};
static int tiles(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: width
    sum += i % Tile::width;
  return sum;
}
// Nothing is divided there.
static unsigned asked(unsigned width, unsigned n) {
  unsigned sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (width > 0) {
    for (unsigned i = 0; i < n;) {
      const unsigned columns = std::min(width, n - i);
      for (unsigned column = 0; column < columns; ++column, ++i) // finds
        sum += __builtin_constant_p(column) ? 1 : 2;
    }
  } else {
    for (unsigned i = 0; i < n; ++i) // finds
      sum += __builtin_constant_p(i % width) ? 1 : 2;
  }
  return sum;
}
// The words stay apart; a type may have the name.
struct row {
  int of;
};
static int joined(int width, int n) {
  int sum = 0;
  // Counting takes less time than dividing, and leaves rows that compilers make vectors of.
  if (width > 0) {
    for (int i = 0, row2 = 0; i < n; ++row2) {
      const int columns = std::min(width, n - i);
      for (int column = 0; column < columns; ++column, ++i) { // finds
        struct row one = {1};
        int row = row2;
        sum += (row + one.of) * i;
        if(i > 90)
          return(column);
      }
    }
  } else {
    for (int i = 0; i < n; ++i) { // finds
      struct row one = {1};
      int row = i / width;
      sum += (row + one.of) * i;
      if(i > 90)
        return(i % width);
    }
  }
  return sum;
}

int main() {
  View none(nullptr);
  const Layout three = {3};
  View some(&three);
  for (int i = 0; i < 8; ++i)
    some.add(i + 1);
  std::printf("%d %d %d %d %u %u\n", none.leftmost(), some.leftmost(), ofFirst({}, 0), ofFirst({three}, 7), maybe(nullptr, 5), maybe(&three, 5));
  std::printf("%d %d %d %d %d %u %u\n", unset(false, 3), unset(true, 9), set(0), set(9), tiles(20), asked(5, 5), asked(4, 5));
  std::printf("%d %d\n", joined(4, 30), joined(4, 100));
}
