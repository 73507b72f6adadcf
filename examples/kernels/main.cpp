// kernels                        runs every kernel once and prints a number for its result
// kernels NAME SIZE [SECONDS]    repeats one for a while and prints seconds of a call, and the number
#include "kernels.h"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>

using namespace kernels;

/// Numbers in no order, with zeros of both signs, very small and very large ones among them.
class Numbers {
public:
  double next() {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const std::uint64_t bits = state >> 33;
    if (bits % 101 == 0)
      return bits & 1024 ? 0.0 : -0.0;
    if (bits % 211 == 0)
      return bits & 1024 ? 1e-310 : 1e150;
    return static_cast<double>(bits % 20001) / 10000.0 - 1.0;
  }
  Vector vector(std::size_t n) {
    Vector v(n);
    for (double &each : v)
      each = next();
    return v;
  }
  Matrix matrix(std::size_t rows, std::size_t columns) {
    Matrix m;
    for (std::size_t i = 0; i < rows; ++i)
      m.push_back(vector(columns));
    return m;
  }

private:
  std::uint64_t state = 2024;
};

/// Of all bits, in order; while a clock runs, of the last element of a vector only.
class Checksum {
public:
  template <typename T> void add(T value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof value);
    sum = (sum ^ bits) * 1099511628211u;
  }
  template <typename T> void add(const std::vector<T> &values) {
    for (std::size_t i = whole || values.empty() ? 0 : values.size() - 1; i < values.size(); ++i)
      add(values[i]);
  }
  bool whole = true;
  std::uint64_t sum = 14695981039346656037u;
};

/// One call of a kernel; what it returns goes into the checksum.
using Call = std::function<void(Checksum &)>;

static Call prepare(const std::string &name, std::size_t n) {
  Numbers numbers;
  if (name == "products") {
    Vector a = numbers.vector(n), b = numbers.vector(n);
    return [=](Checksum &sum) { sum.add(products(a, b)); };
  }
  if (name == "total") {
    std::vector<int> values(n);
    for (int &each : values)
      each = static_cast<int>(std::fmod(numbers.next() * 1000, 1000));
    return [=](Checksum &sum) { sum.add(total(values)); };
  }
  if (name == "brighten") {
    Image image;
    for (double each : numbers.vector(n))
      image.pixels.push_back(static_cast<std::uint8_t>(std::fmod(std::fabs(each) * 100, 256)));
    image.gain = 300;
    image.offset = 5;
    return [=](Checksum &sum) mutable {
      image.brighten();
      sum.add(image.pixels);
    };
  }
  if (name == "smoothed") {
    Vector signal = numbers.vector(n);
    return [=](Checksum &sum) { sum.add(smoothed(signal)); };
  }
  if (name == "gridEnergy") {
    Vector signal = numbers.vector(n);
    return [=](Checksum &sum) { sum.add(gridEnergy(signal, 4)); };
  }
  if (name == "select") {
    Vector angles = numbers.vector(n);
    std::vector<Interval> intervals;
    for (int i = 0; i < 40; ++i)
      intervals.push_back({i / 40.0 - 0.5, i / 40.0 - 0.49});
    return [=](Checksum &sum) { sum.add(select(angles, intervals)); };
  }
  if (name == "correlation") {
    Vector x = numbers.vector(n), y = numbers.vector(n);
    return [=](Checksum &sum) { sum.add(correlation(x, y)); };
  }
  if (name == "chiSquared") {
    Vector observed = numbers.vector(n), expected = numbers.vector(n), error(n, 0.7);
    return [=](Checksum &sum) { sum.add(chiSquared(observed, expected, error)); };
  }
  if (name == "chiSquaredOfModels") {
    Matrix models = numbers.matrix(200, n);
    Vector observed = numbers.vector(n), error(n, 0.7);
    return [=](Checksum &sum) { sum.add(chiSquaredOfModels(models, observed, error)); };
  }
  if (name == "multiply") {
    Matrix a = numbers.matrix(n, n), b = numbers.matrix(n, n), c(n, Vector(n));
    return [=](Checksum &sum) mutable {
      multiply(a, b, c);
      for (const Vector &row : c)
        sum.add(row);
    };
  }
  if (name == "distances") {
    Matrix points = numbers.matrix(n, 3);
    return [=](Checksum &sum) {
      for (const Vector &row : distances(points))
        sum.add(row);
    };
  }
  if (name == "scoreOf") {
    std::vector<int> readings(n);
    for (int &each : readings)
      each = static_cast<int>(std::fmod(numbers.next() * 300, 300));
    return [=](Checksum &sum) { sum.add(scoreOf(readings)); };
  }
  std::fprintf(stderr, "kernels: no kernel is called %s\n", name.c_str());
  std::exit(2);
}

/// Seconds of a call, repeated for \p seconds at least.
static double measure(const Call &call, double seconds) {
  using Clock = std::chrono::steady_clock;
  for (std::size_t calls = 1;; calls *= 2) {
    Checksum ignored;
    ignored.whole = false;
    const Clock::time_point begin = Clock::now();
    for (std::size_t i = 0; i < calls; ++i)
      call(ignored);
    const double passed = std::chrono::duration<double>(Clock::now() - begin).count();
    if (passed >= seconds)
      return passed / static_cast<double>(calls);
  }
}

int main(int argc, char **argv) {
  const struct {
    const char *name;
    std::size_t size;
  } all[] = {{"products", 1000}, {"total", 1000},      {"brighten", 1000},           {"smoothed", 300},  {"gridEnergy", 300}, {"select", 1000},
             {"correlation", 1000}, {"chiSquared", 1000}, {"chiSquaredOfModels", 100}, {"multiply", 70}, {"distances", 50},   {"scoreOf", 1000}};
  if (argc < 3) {
    for (const auto &each : all) {
      Checksum sum;
      prepare(each.name, each.size)(sum);
      std::printf("%-20s %5zu  %016llx\n", each.name, each.size, static_cast<unsigned long long>(sum.sum));
    }
    return 0;
  }
  const Call call = prepare(argv[1], static_cast<std::size_t>(std::strtoull(argv[2], nullptr, 10)));
  Checksum sum;
  call(sum);
  const double seconds = measure(call, argc > 3 ? std::atof(argv[3]) : 0.1);
  std::printf("%.9g %016llx\n", seconds, static_cast<unsigned long long>(sum.sum));
}
