// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_REPORTERS_PLOT_H
#define HONE_LIB_REPORTERS_PLOT_H

#include "hone/Core/Model.h"

namespace hone {

/// The gain over the size, with intervals, as an SVG element; both axes logarithmic.
std::string gainPlot(const BenchResult &B);

} // namespace hone

#endif
