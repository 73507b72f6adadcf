// By hand: four outputs at a time, unless the output is one of the arguments.
#include <vector>

void denseLayer(const std::vector<float> &input, std::vector<float> &output, const std::vector<float> &weights,
                const std::vector<float> &bias, int inputs, int outputs) {
  output.resize(outputs, 0.0f);
  int i = 0;
  if (&output != &input && &output != &weights && &output != &bias)
    for (; outputs - i >= 4; i += 4) {
      const float *x = input.data(), *row = weights.data() + i * inputs;
      float sum0 = output[i], sum1 = output[i + 1], sum2 = output[i + 2], sum3 = output[i + 3];
      for (int j = 0; j < inputs; ++j) {
        sum0 += x[j] * row[j];
        sum1 += x[j] * row[inputs + j];
        sum2 += x[j] * row[2 * inputs + j];
        sum3 += x[j] * row[3 * inputs + j];
      }
      output[i] = sum0 + bias[i];
      output[i + 1] = sum1 + bias[i + 1];
      output[i + 2] = sum2 + bias[i + 2];
      output[i + 3] = sum3 + bias[i + 3];
    }
  for (; i < outputs; ++i) {
    for (int j = 0; j < inputs; ++j)
      output[i] += input[j] * weights[i * inputs + j];
    output[i] += bias[i];
  }
}
