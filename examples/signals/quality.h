// What to think of a recording.
#ifndef SIGNALS_QUALITY_H
#define SIGNALS_QUALITY_H

#include <vector>

namespace signals {

/// Values without a meaningful level to this base.
int countInvalid(const std::vector<double> &values, double base);

} // namespace signals

#endif
