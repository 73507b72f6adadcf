// RUN: %check %s
// What is counted with may be another number in another configuration.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <vector>

#ifdef SMALL
constexpr int slots = 16;
#define PLACES 16
#else
constexpr int slots = 1024;
#define PLACES 1024
#endif
constexpr int places = PLACES;
constexpr int allPlaces = 2 * places;
enum { Seats = PLACES };
#define ROWS 200
constexpr int rows = ROWS;

static int slotOf(const std::vector<int> &ids, int id) {
  for (int i = 0; i < slots; ++i) // refuses: preprocessor
    if (ids[i] == id)
      return i;
  return -1;
}
static int placeOf(const std::vector<int> &ids, int id) {
  for (int i = 0; i < allPlaces; ++i) // refuses: preprocessor
    if (ids[i] == id)
      return i;
  return -1;
}
static int seatOf(const std::vector<int> &ids, int id) {
  for (int i = 0; i < Seats; ++i) // refuses: preprocessor
    if (ids[i] == id)
      return i;
  return -1;
}
// The same everywhere.
static int rowOf(const std::vector<int> &ids, int id) {
  // Blocks without a hit are passed over: without a branch, many elements are tested at once.
  constexpr int blockSize = 64;
  int start = 0;
  for (; start < blockSize; ++start)
    if (ids[start] == id)
      break;
  if (start == blockSize)
    for (int end; start < rows; start = end) {
      end = start + std::min<int>(blockSize, rows - start);
      if (static_cast<std::size_t>(end) > ids.size())
        break;
      int hits = 0;
      for (int i = start; i < end; ++i)
        hits |= ids[i] == id;
      if (hits != 0)
        break;
    }
  for (int i = start; i < rows; ++i) // finds
    if (ids[i] == id)
      return i;
  return -1;
}

int main() {
  std::vector<int> ids(2048);
  ids[100] = 7;
  std::printf("%d %d %d %d %d\n", slotOf(ids, 7), placeOf(ids, 7), seatOf(ids, 7), rowOf(ids, 7), rowOf(ids, 8));
}
