#include "labels.h"

#include <utility>

namespace signals {

static const char Digits[] = "0123456789";

std::size_t widestLabel(const std::vector<int> &channels, const std::string &unit) {
  std::size_t widest = 0;
  for (int channel : channels) {
    std::string label;
    label += "acquisition channel ";
    label += Digits[static_cast<unsigned>(channel) % 10];
    label += " in ";
    label += unit;
    if (label.size() > widest)
      widest = label.size();
  }
  return widest;
}

unsigned long labelHash(const std::vector<int> &readings) {
  unsigned long hash = 5381;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    std::string line;
    line += "reading of the sensor: ";
    for (unsigned rest = static_cast<unsigned>(readings[i]); rest != 0; rest /= 10)
      line += Digits[rest % 10];
    hash = hash * 33 + static_cast<unsigned char>(line.back()) + line.size();
  }
  return hash;
}

std::vector<std::string> captions(const std::vector<int> &channels) {
  std::vector<std::string> result;
  for (int channel : channels) {
    std::string caption = "channel ";
    caption += std::to_string(channel);
    result.push_back(std::move(caption));
  }
  return result;
}

void maskDigits(std::string &text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] >= '0' && text[i] <= '9')
      text[i] = '#';
}

} // namespace signals
