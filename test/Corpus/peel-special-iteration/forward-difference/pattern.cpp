// To find: the difference to the next pixel, where the last one of a row has no next.
// Function: gradient
// Model: LS-CAT, data/kernels/2890/31/Dx_Forward_Kernel.cu, Dx_Forward_Kernel, one row of one channel,
//   https://github.com/NTNU-HPC-Lab/LS-CAT (as of 2021)
#include <vector>

void gradient(const std::vector<float> &f, std::vector<float> &fx) {
  const int nx = static_cast<int>(f.size());
  fx.resize(f.size());
  for (int j = 0; j < nx; j++) {
    if (j < nx - 1) {
      fx[j] = f[j + 1] - f[j];
    } else {
      fx[j] = 0.0f;
    }
  }
}
