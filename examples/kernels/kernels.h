// The inner loops of small scientific programs, as they are first written: on containers, one step after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kernels {

using Vector = std::vector<double>;
using Matrix = std::vector<std::vector<double>>;

struct Interval {
  double low, high;
};

/// Gain and offset are members, as the pixels are.
class Image {
public:
  std::vector<std::uint8_t> pixels;
  int gain = 256, offset = 0;

  void brighten();
};

// elements.cpp
Vector products(const Vector &a, const Vector &b);
long long total(const std::vector<int> &values);

// scratch.cpp
Vector smoothed(const Vector &signal);
double gridEnergy(const Vector &signal, std::size_t cells);

// angles.cpp: indices of the angles that lie in one of the intervals.
std::vector<int> select(const Vector &angles, const std::vector<Interval> &intervals);

// statistics.cpp
double correlation(const Vector &x, const Vector &y);
double chiSquared(const Vector &observed, const Vector &expected, const Vector &error);

// models.cpp: chi-squared of each of many models.
Vector chiSquaredOfModels(const Matrix &models, const Vector &observed, const Vector &error);

// product.cpp: `c` becomes a b.
void multiply(const Matrix &a, const Matrix &b, Matrix &c);

// distances.cpp
Matrix distances(const Matrix &points);

// pipeline.cpp
long long scoreOf(const std::vector<int> &readings);

} // namespace kernels
