// RUN: %check %s
// What is made for a size, and for which.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

// Made once, for the first call's size.
static long remembers(const std::vector<int> &in) {
  static std::vector<int> out(in.size());
  long sum = 0;
  for (std::size_t i = 0; i < in.size(); ++i) { // finds
    out.at(i) += 1;
    sum += in[i];
  }
  return sum;
}

struct Tensor {
  std::size_t rows = 2, columns = 500;
  std::size_t size(int dimension) const { return dimension ? columns : rows; }
};
static long otherDimension(const Tensor &tensor) {
  std::vector<int> out(tensor.size(0));
  long sum = 0;
  const std::size_t checked = std::min(tensor.size(1), out.size());
  for (std::size_t i = 0; i < checked; ++i) { // finds
    out[i] = 1;
    sum += out[i];
  }
  for (std::size_t i = checked; i < tensor.size(1); ++i) { // finds
    out.at(i) = 1;
    sum += out.at(i);
  }
  return sum;
}

struct Text {
  std::string bytes;
  std::size_t length() const { return bytes.size() / 2; }
  std::size_t size() const { return bytes.size(); }
};
static long otherLength(const Text &text) {
  std::vector<int> out(text.length());
  long sum = 0;
  const std::size_t checked = std::min(text.size(), out.size());
  for (std::size_t i = 0; i < checked; ++i) { // finds
    out[i] = 1;
    sum += out[i];
  }
  for (std::size_t i = checked; i < text.size(); ++i) { // finds
    out.at(i) = 1;
    sum += out.at(i);
  }
  return sum;
}

struct Source {
  std::vector<int> *data;
  std::size_t size() const { return data->size(); }
};
static long elsewhere(Source source, std::vector<int> &all) {
  std::vector<int> out(source.size());
  long sum = 0;
  for (std::size_t i = 0; i < source.size(); ++i) { // refuses: may-change
    out.at(i) = 1;
    if (i < 3)
      all.push_back(1);
    sum += 1;
  }
  return sum;
}

// Here it is the same number.
static long sameSize(const std::string &text) {
  std::vector<int> out(text.length());
  long sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) { // finds
    out[i] = text[i];
    sum += out[i];
  }
  return sum;
}

// A view of something else from then on.
static long changesView(std::span<const int> numbers, std::span<const int> others) {
  std::vector<int> out(numbers.size());
  long sum = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) { // refuses: may-change
    out.at(i) = 1;
    if (i == 0)
      numbers = others;
    sum += numbers[i];
  }
  return sum;
}

static long remakesView(std::span<std::span<const int>> all, std::span<const int> &numbers, std::span<const int> others) {
  std::vector<int> out(numbers.size());
  long sum = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) { // refuses: may-change
    out.at(i) = 1;
    if (i == 0)
      all[0] = others;
    sum += numbers[i];
  }
  return sum;
}

template <class Call> static void tried(Call call) {
  try {
    std::printf("%ld\n", call());
  } catch (const std::out_of_range &) {
    std::printf("out of range\n");
  }
}

int main() {
  std::vector<int> values{1, 2, 3};
  tried([&] { return remembers({1, 2}); });
  tried([&] { return remembers(std::vector<int>(100, 1)); });
  tried([&] { return otherDimension({}); });
  tried([&] { return otherLength({std::string(500, 'x')}); });
  tried([&] { return elsewhere({&values}, values); });
  tried([&] { return sameSize("abc"); });
  std::vector<int> many(50, 1);
  std::span<const int> view = values;
  tried([&] { return changesView(values, many); });
  tried([&] { return remakesView({&view, 1}, view, many); });
}
