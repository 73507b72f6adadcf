// RUN: %check %s
// Variables of the function that nobody else knows, at least not before the loop is over: compilers keep them
// in registers themselves.
#include <cstdio>
#include <vector>

static void fill(std::vector<unsigned char> &data, int n) {
  unsigned char value = 128;
  data.resize(n);
  for (int i = 0; i < n; ++i)
    data[i] = value++;
}

static int paired(const std::vector<int> &sorted, int n) {
  int leaf = n - 1, node = 0, sum = 0;
  for (int i = 0; i < n; ++i) {
    int both[2] = {0};
    for (int j = 0; j < 2; ++j)
      both[j] = leaf >= 0 && sorted[leaf] < sorted[node % n] ? leaf-- : node++ % n;
    sum += both[0] * both[1];
  }
  return sum;
}

static void report(const int &count) { std::printf("%d\n", count); }
static void show(const int *count) { std::printf("%d\n", *count); }

static void shownLater(const std::vector<int> &values) {
  int count = 0;
  for (int v : values)
    if (v > 2)
      ++count;
  report(count);
  show(&count);
}

// Here a call in the first turn of the outer loop may have kept it.
static const int *last = nullptr;
static void keep(const int &count) { last = &count; }
static void shownInBetween(const std::vector<int> &values) {
  int count = 0;
  for (int k = 0; k < 2; ++k) {
    const int countBefore = count;
    int countValue = countBefore;
    for (int v : values) // finds
      if (v > 2)
        ++countValue;
    if (countValue != countBefore)
      count = countValue;
    keep(count);
  }
  std::printf("%d\n", *last);
}
static void shownBefore(const std::vector<int> &values) {
  int count = 0;
  keep(count);
  const int countBefore = count;
  int countValue = countBefore;
  for (int v : values) // finds
    if (v > 2)
      ++countValue;
  if (countValue != countBefore)
    count = countValue;
  std::printf("%d\n", *last);
}

int main() {
  std::vector<unsigned char> data;
  fill(data, 300);
  std::printf("%d %d\n", data[0], data[299]);
  const std::vector<int> values = {1, 2, 3, 4, 5, 6};
  std::printf("%d\n", paired(values, 6));
  shownLater(values);
  shownInBetween(values);
  shownBefore(values);
}
