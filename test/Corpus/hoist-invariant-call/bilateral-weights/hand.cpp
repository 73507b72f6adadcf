// By hand: both calls once before the loop, if there is a neighbour; the rest of each expression
//   keeps its shape.
#include <cmath>
#include <cstddef>
#include <vector>

struct PointXYZI {
  float x, y, z, intensity;
};

class BilateralFilter {
public:
  double sigma_s = 1.0;
  double sigma_r = 0.5;
  double computePointWeight(const std::vector<PointXYZI> &cloud, int pid,
                            const std::vector<int> &indices,
                            const std::vector<float> &distances) const;
};

double BilateralFilter::computePointWeight(const std::vector<PointXYZI> &cloud, int pid,
                                           const std::vector<int> &indices,
                                           const std::vector<float> &distances) const {
  double response = 0, total = 0;
  if (indices.empty())
    return 0;
  const double spatial = std::exp(-sigma_s * sigma_s / 2);
  const double range = std::sqrt(2 * sigma_r * sigma_r);
  for (std::size_t n = 0; n < indices.size(); ++n) {
    const PointXYZI &other = cloud[indices[n]];
    double difference = std::abs(cloud[pid].intensity - other.intensity);
    double weight = distances[n] * spatial + difference * range;
    response += weight * other.intensity;
    total += weight;
  }
  return total == 0 ? 0 : response / total;
}
