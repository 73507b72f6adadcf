// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Figures and facts as people read them. Private to Reporters.
#ifndef HONE_LIB_REPORTERS_PHRASES_H
#define HONE_LIB_REPORTERS_PHRASES_H

#include "hone/Core/Model.h"

namespace hone {

/// "5.7x (5.2-6.1)": no more digits than people compare, no interval where the
/// factor is beyond a hundred.
std::string gainText(double Low, double Median, double High);
/// "41.2 us"
std::string timeText(double Nanoseconds);
/// "1 unit", "2 units"; \p Many where an s does not do.
std::string counted(std::size_t N, llvm::StringRef One, llvm::StringRef Many = "");
/// "4.1 s", "41 s", "3 min 20 s"
std::string durationText(double Seconds);

/// One line of UTF-8 without control characters: a file name or a compiler's
/// message must not drive the terminal.
std::string clean(llvm::StringRef Text);

/// "src/image.cpp:41"
std::string placeOf(const Finding &F);
/// The gain, or that there is none.
std::string gainOf(const Finding &F);
/// "scalar -> 32 lanes" if the loop changed, else what the rewrite does.
std::string effectText(const Finding &F);
/// "1240 inputs, 100 % of the change covered, 23 of 23 mutants caught"
std::string testsText(const VerifyResult &V);
/// "n = 65536: 41.2 us -> 2.1 us | g++ -O2", of the shape that gained most for
/// certain.
std::string timesText(const BenchResult &B);
/// Why a finding stopped, with its code.
std::string whyText(const Finding &F);

} // namespace hone

#endif
