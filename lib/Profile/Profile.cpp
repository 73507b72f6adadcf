// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which format a profile has, which its content says and its name does not; and
// what is asked of one that has been read.
#include "hone/Profile/Profile.h"
#include "Heat.h"
#include "PerfText.h"
#include "TextLoops.h"
#include "hone/Support/Support.h"
#include "llvm/ProfileData/InstrProfReader.h"
#include "llvm/ProfileData/SampleProfReader.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::Error;
using llvm::StringRef;

namespace hone {

//===--- Asking ------------------------------------------------------------===//

template <class Part> static double sumOf(const Profile &P, StringRef File, unsigned First, unsigned Last, Part Of) {
  auto F = P.Files.find(File.str());
  if (F == P.Files.end())
    return 0;
  double Sum = 0;
  for (auto I = F->second.lower_bound(First); I != F->second.end() && I->first <= Last; ++I)
    Sum += Of(I->second);
  return std::min(1.0, Sum);
}

double Profile::shareOf(StringRef File, unsigned First, unsigned Last) const {
  return sumOf(*this, File, First, Last, [](const LineHeat &L) { return L.Share; });
}

double Profile::selfOf(StringRef File, unsigned First, unsigned Last) const {
  return sumOf(*this, File, First, Last, [](const LineHeat &L) { return L.Self; });
}

std::optional<double> Profile::tripsOf(StringRef File, unsigned Line) const {
  if (auto F = Files.find(File.str()); F != Files.end())
    if (auto L = F->second.find(Line); L != F->second.end())
      return L->second.Trips;
  return std::nullopt;
}

std::vector<HotLoop> allLoops(const Profile &Heat, const Project &P) {
  std::vector<HotLoop> Loops;
  for (const auto &[Name, Lines] : Heat.Files) {
    llvm::Expected<std::string> Text = readFile(P.absolute(Name));
    if (!Text) {
      llvm::consumeError(Text.takeError());
      continue;
    }
    for (const TextLoop &L : findTextLoops(*Text))
      Loops.push_back({Name, L.First, L.Last, Heat.shareOf(Name, L.First, L.Last), Heat.selfOf(Name, L.First, L.Last),
                       Heat.tripsOf(Name, L.First)});
  }
  return Loops;
}

std::vector<HotLoop> hottestLoops(const Profile &Heat, const Project &P, std::size_t Most) {
  const std::vector<HotLoop> All = allLoops(Heat, P);
  std::vector<HotLoop> Hot;
  for (const HotLoop &L : All)
    if (L.Share > 0 && llvm::none_of(All, [&](const HotLoop &Inner) {
          return Inner.File == L.File && Inner.First > L.First && Inner.Last <= L.Last && Inner.Share >= 0.9 * L.Share;
        }))
      Hot.push_back(L);
  llvm::sort(Hot, [](const HotLoop &A, const HotLoop &B) {
    return std::tie(B.Share, A.File, A.First) < std::tie(A.Share, B.File, B.First);
  });
  if (Hot.size() > Most)
    Hot.resize(Most);
  return Hot;
}

//===--- Telling formats apart ----------------------------------------------===//

namespace {
enum class Kind { Unknown, Callgrind, Perf, Coverage, Indexed, Sample, RawCounters, TextCounters, PerfData, Binary };
}

static bool isCallgrind(StringRef Text) {
  if (Text.starts_with("# callgrind format"))
    return true;
  bool Events = false;
  for (StringRef L : llvm::split(Text.take_front(65536), '\n')) {
    Events |= L.starts_with("events:");
    if (Events && (L.starts_with("fn=") || L.starts_with("fl=")))
      return true;
  }
  return false;
}

static bool isPerf(StringRef Text) {
  unsigned Looked = 0;
  for (StringRef L : llvm::split(Text.take_front(1 << 20), '\n'))
    if (!L.starts_with("#") && !L.trim().empty()) {
      if (beginsSample(L))
        return true;
      if (++Looked == 50)
        return false;
    }
  return Text.starts_with("# ========") && Text.contains("perf version");
}

static Kind kindOf(llvm::MemoryBufferRef Buffer) {
  const StringRef Text = Buffer.getBuffer();
  const auto Copy = llvm::MemoryBuffer::getMemBuffer(Buffer, /*RequiresNullTerminator=*/false);
  if (Text.starts_with("PERFILE2"))
    return Kind::PerfData;
  if (llvm::IndexedInstrProfReader::hasFormat(*Copy))
    return Kind::Indexed;
  if (llvm::RawInstrProfReader64::hasFormat(*Copy) || llvm::RawInstrProfReader32::hasFormat(*Copy))
    return Kind::RawCounters;
  if (llvm::sampleprof::SampleProfileReaderExtBinary::hasFormat(*Copy) ||
      llvm::sampleprof::SampleProfileReaderRawBinary::hasFormat(*Copy))
    return Kind::Sample;
  if (Text.take_front(4096).contains('\0'))
    return Kind::Binary;
  if (Text.ltrim().starts_with("{"))
    return Kind::Coverage;
  if (isCallgrind(Text))
    return Kind::Callgrind;
  if (isPerf(Text))
    return Kind::Perf;
  if (Text.contains("\n# Func Hash:\n"))
    return Kind::TextCounters;
  if (llvm::sampleprof::SampleProfileReaderText::hasFormat(*Copy))
    return Kind::Sample;
  return Kind::Unknown;
}

/// For what is nearly one of the formats: what to do.
static Error refuse(Kind K) {
  switch (K) {
  case Kind::PerfData:
    return failure("is what `perf record` writes; print it with `perf script -F +srcline >FILE`, and give that file");
  case Kind::RawCounters:
    return failure("holds the raw counters of one run; merge them with `llvm-profdata merge -o FILE.profdata`, and give that file");
  case Kind::TextCounters:
    return failure("is an instrumentation profile as text; make it binary with `llvm-profdata merge -o FILE.profdata`");
  case Kind::Binary:
    return failure("is binary, and no profile that is known; llvm-cov export, llvm-profdata, llvm-profgen, "
                   "perf script and callgrind write those that are");
  default:
    return failure("is no profile that is known; llvm-cov export, llvm-profdata, llvm-profgen, perf script and "
                   "callgrind write those that are");
  }
}

/// Reads it into \p To; \p Format and \p Counted are those of the profile.
static Error readInto(StringRef File, llvm::MemoryBufferRef Buffer, llvm::sys::TimePoint<> Taken, const Project &P, unsigned Jobs,
                      Sources &S, Heat &To, std::string &Format, std::string &Counted) {
  const Kind K = kindOf(Buffer);
  CompilerProfile Compiler;
  switch (K) {
  case Kind::Coverage:
    Format = "llvm-cov";
    Counted = "executions";
    return readCoverage(Buffer.getBuffer(), P, S, To);
  case Kind::Callgrind:
    Format = "callgrind";
    return readCallgrind(Buffer.getBuffer(), Taken, S, To, Counted);
  case Kind::Perf:
    Format = "perf";
    return readPerfScript(Buffer.getBuffer(), Taken, S, To, Counted);
  case Kind::Indexed:
  case Kind::Sample:
    Format = K == Kind::Sample ? "sample" : "instrumentation";
    Counted = "instructions";
    if (Error E = checkCompilerProfile(File, K == Kind::Sample, Compiler))
      return E;
    return askCompiler(File, Compiler, P, Jobs, S, To);
  default:
    return refuse(K);
  }
}

llvm::Expected<Profile> readProfile(StringRef File, const Project &P, unsigned Jobs) {
  llvm::sys::fs::file_status Status;
  if (std::error_code E = llvm::sys::fs::status(File, Status))
    return failure(File.str() + ": " + E.message());
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return failure(File.str() + ": " + Buffer.getError().message());
  if ((*Buffer)->getBuffer().trim().empty())
    return failure(File.str() + ": is empty; record it again");
  const llvm::sys::TimePoint<> Taken = Status.getLastModificationTime();
  // Counters know by themselves which functions have changed.
  const bool KnowsChanges = kindOf(**Buffer) == Kind::Indexed;
  Sources S(P, KnowsChanges ? llvm::sys::TimePoint<>::max() : Taken);
  Heat H(S);
  std::string Format, Counted;
  if (Error E = readInto(File, **Buffer, Taken, P, Jobs, S, H, Format, Counted))
    return failure(File.str() + ": " + llvm::toString(std::move(E)));
  return H.finish(File, std::move(Format), std::move(Counted));
}

} // namespace hone
