// Leave alone: the calls depend on the neighbour.
// Function: computePointWeight
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
  for (std::size_t n = 0; n < indices.size(); ++n) {
    const PointXYZI &other = cloud[indices[n]];
    double difference = std::abs(cloud[pid].intensity - other.intensity);
    double weight = std::exp(-distances[n] * sigma_s / 2) * std::sqrt(2 * sigma_r * difference);
    response += weight * other.intensity;
    total += weight;
  }
  return total == 0 ? 0 : response / total;
}
