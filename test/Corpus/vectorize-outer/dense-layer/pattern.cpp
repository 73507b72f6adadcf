// To find: every output of a layer is a sum of its own, and waits for each of its additions.
// Function: denseLayer
// Model: feathernet, feathernet/compiler/codegen/templates/dense.cpp, denseLayer,
//   https://github.com/camille-004/feathernet (main, as of 2024)
#include <vector>

void denseLayer(const std::vector<float> &input, std::vector<float> &output, const std::vector<float> &weights,
                const std::vector<float> &bias, int inputs, int outputs) {
  output.resize(outputs, 0.0f);
  for (int i = 0; i < outputs; ++i) {
    for (int j = 0; j < inputs; ++j) {
      output[i] += input[j] * weights[i * inputs + j];
    }
    output[i] += bias[i];
  }
}
