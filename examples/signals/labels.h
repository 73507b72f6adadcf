// Text for axes and logs.
#ifndef SIGNALS_LABELS_H
#define SIGNALS_LABELS_H

#include <cstddef>
#include <string>
#include <vector>

namespace signals {

std::size_t widestLabel(const std::vector<int> &channels, const std::string &unit);
unsigned long labelHash(const std::vector<int> &readings);
std::vector<std::string> captions(const std::vector<int> &channels);
void maskDigits(std::string &text);

} // namespace signals

#endif
