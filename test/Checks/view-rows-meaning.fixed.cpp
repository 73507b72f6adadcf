// RUN: %check %s
// Where a row would be another one, or none.
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <utility>
#include <vector>

typedef std::vector<std::vector<unsigned char>> Grid;

// No row is there, and none is asked for.
static void absent(Grid &grid, std::size_t row, std::size_t width) {
  for (std::size_t x = 0; x < width; ++x) // refuses: may-be-absent
    grid[row][x] = 1;
}

// The row above the first one.
static void above(Grid &grid, std::size_t width) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < width; ++x) // refuses: may-be-absent
      if (y > 0)
        grid[y - 1][x] = 2;
}

// The row behind the last one.
static void below(Grid &grid, std::size_t width) {
  for (std::size_t y = 0; y + 1 < grid.size(); ++y)
    for (std::size_t x = 0; x < width; ++x) // refuses: may-be-absent
      grid[y + 2][x] = 3;
}

// And one far behind it.
static void far(Grid &grid, std::size_t width) {
  for (std::size_t y = 0; y + 2000000 < grid.size(); ++y)
    for (std::size_t x = 0; x < width; ++x)
      grid[y + 5000000][x] = 3;
}

// The bound is of another grid, or changes on the way.
static void others(Grid &grid, const Grid &bound, std::size_t width) {
  for (std::size_t y = 0; y < bound.size(); ++y)
    for (std::size_t x = 0; x < width; ++x) // refuses: may-be-absent
      grid[y][x] = 4;
  const std::size_t size = grid.size();
  grid.pop_back();
  for (std::size_t y = 0; y < size; ++y)
    for (std::size_t x = 0; x < width; ++x) // refuses: may-be-absent
      grid[y][x] = 5;
}

static void steps(Grid &grid, std::size_t width) {
  for (std::size_t y = 0; y < grid.size(); ++y) {
    y += 1;
    for (std::size_t x = 0; x < width; ++x) // refuses: may-be-absent
      grid[y][x] = 6;
  }
}

// The rows move while they are looked at.
static void swapped(Grid &grid, Grid &other) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) { // refuses: may-change
      grid[y][x] = 7;
      if (x == 0)
        grid.swap(other);
    }
}

static void exchanged(Grid &grid) {
  for (std::size_t y = 0; y + 1 < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) { // refuses: unviewable
      grid[y][x] = 8;
      std::swap(grid[y], grid[y + 1]);
    }
}

static void grown(Grid &grid, std::vector<unsigned char> &row) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) { // refuses: may-change
      grid[y][x] = 9;
      row.push_back(1);
    }
}

// The index is what is stored to.
static std::size_t which = 0;
static void moves(std::vector<std::vector<std::size_t>> &rows, std::size_t &row) {
  for (std::size_t x = 0; x < 2; ++x)
    rows[row][x] = 1;
  std::span<unsigned long> rowsRow(rows[0]);
  for (std::size_t x = 0; x < 2; ++x) { // finds
    rows[which][x] = 1;
    rowsRow[x] = 2;
  }
}

static void walks(Grid &grid) {
  std::size_t y = 0;
  for (std::size_t x = 0; x < 2; ++x) { // refuses: may-change
    grid[y][x] = 10;
    y = 1;
  }
}

static Grid one(3, std::vector<unsigned char>(3)), two = one;
static int calls;
static Grid &pick() { return calls++ % 2 ? one : two; }
static void picked() {
  for (std::size_t x = 0; x < 2; ++x)
    pick()[0][x] = 11;
}

static void (*log)(int);
static void told(Grid &grid) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) { // refuses: call
      grid[y][x] = 12;
      log(grid[y][x]);
    }
}

static void lambda(Grid &grid) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x)
      [&] { grid[y][x] = 13; }();
}

#define ROW grid[y]
static void macros(Grid &grid) {
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x)
      ROW[x] = 14;
  for (std::size_t y = 0; y < grid.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) { // refuses: preprocessor
#ifdef LOUD
      std::printf("%d\n", grid[y][x]);
#endif
      grid[y][x] += 1;
    }
}

// Pointers to rows, and bits, are no rows.
static void kinds(std::vector<unsigned char *> &pointers, std::vector<std::vector<bool>> &bits,
                  std::vector<std::string> &texts) {
  for (std::size_t y = 0; y < texts.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) {
      pointers[y][x] = 'a';
      bits[y][x] = true;
      texts[y][x] = 'b';
    }
}

// The names are taken, and the loop has no braces.
static int named(const Grid &in, Grid &out, int inRow) {
  if (inRow)
    for (std::size_t y = 0; y < in.size(); ++y) {
      std::span<const unsigned char> inRow2(in[y]);
      for (std::size_t x = 0; x < inRow2.size() && x < 2; ++x) // finds
        out[y][x] = inRow2[x];
    }
  for (std::size_t y = 0; y < out.size(); ++y) {
    std::span<unsigned char> outRow(out[y]);
    for (std::size_t x = 0; x < outRow.size(); ++x) // finds
      outRow[x] ^= 1;
  }
  return inRow;
}

int main() {
  Grid grid(3, std::vector<unsigned char>(3)), other = grid;
  absent(grid, 9, 0);
  absent(grid, 1, 2);
  above(grid, 2);
  grid.push_back({1, 2, 3});
  below(grid, 0);
  far(grid, 0);
  others(grid, other, 0);
  grid.push_back({1, 2, 3});
  steps(grid, 1);
  swapped(grid, other);
  exchanged(grid);
  grown(grid, other[2]);
  std::vector<std::vector<std::size_t>> rows(3, std::vector<std::size_t>(3));
  moves(rows, rows[0][1]);
  walks(grid);
  picked();
  log = [](int value) { std::printf("%d ", value); };
  told(grid);
  lambda(grid);
  macros(grid);
  std::vector<unsigned char *> pointers{&grid[0][0]};
  std::vector<std::vector<bool>> bits{{false, false}};
  std::vector<std::string> texts{"xyz"};
  kinds(pointers, bits, texts);
  named(grid, other, 1);
  for (const Grid &each : {grid, other, one, two})
    for (const auto &row : each)
      for (int cell : row)
        std::printf("%d ", cell);
  std::printf("%zu %zu %s\n", rows[0][1], rows[1][0], texts[0].c_str());
}
