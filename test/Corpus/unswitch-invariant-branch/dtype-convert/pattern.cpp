// To find: a string is compared with constants for each sample.
// Function: convertSamples
// Model: dlib, tools/python/src/image.cpp, convert_image (dtype == "uint8" ...),
//   https://github.com/davisking/dlib at 3d40bf5790
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

std::vector<int> convertSamples(const std::vector<int> &samples, const std::string &dtype) {
  std::vector<int> out(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (dtype == "unsigned-char")
      out[i] = std::min(std::max(samples[i], 0), 255);
    else if (dtype == "unsigned-short")
      out[i] = std::min(std::max(samples[i], 0), 65535);
    else if (dtype == "signed-char")
      out[i] = std::min(std::max(samples[i], -128), 127);
    else
      out[i] = samples[i];
  }
  return out;
}
