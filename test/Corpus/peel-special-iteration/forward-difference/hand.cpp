// By hand: the last pixel behind the loop.
#include <vector>

void gradient(const std::vector<float> &f, std::vector<float> &fx) {
  const int nx = static_cast<int>(f.size());
  fx.resize(f.size());
  for (int j = 0; j + 1 < nx; j++)
    fx[j] = f[j + 1] - f[j];
  if (nx > 0)
    fx[nx - 1] = 0.0f;
}
