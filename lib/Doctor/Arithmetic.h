// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sampling and extrapolation, apart from what is sampled.
#ifndef HONE_LIB_DOCTOR_ARITHMETIC_H
#define HONE_LIB_DOCTOR_ARITHMETIC_H

#include "hone/Core/Diagnosis.h"

namespace hone {

/// The numbers below \p Count, each once, in an order of which every beginning
/// is spread over all of them: entries side by side in a database resemble each
/// other, and nobody knows beforehand how many there is time for.
std::vector<std::size_t> spreadOrder(std::size_t Count);

/// The sum over \p Of items, of which \p Sample are some: the mean, give or take
/// twice its standard error; exact if the sample is everything. Needs one item.
TimeRange extrapolate(const std::vector<double> &Sample, std::size_t Of);

/// Seconds of `hone fix` beyond those of `hone scan`, for so many legal findings.
TimeRange fixTime(double Findings, unsigned Jobs);

} // namespace hone

#endif
