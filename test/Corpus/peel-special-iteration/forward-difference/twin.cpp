// Leave alone: the row ends where the first pixel that is not a number stands, and what is last moves with it.
// Function: gradient
#include <vector>

void gradient(const std::vector<float> &f, std::vector<float> &fx) {
  int nx = static_cast<int>(f.size());
  fx.resize(f.size());
  for (int j = 0; j < nx; j++) {
    if (j < nx - 1) {
      fx[j] = f[j + 1] - f[j];
      if (fx[j] != fx[j])
        nx--;
    } else {
      fx[j] = 0.0f;
    }
  }
}
