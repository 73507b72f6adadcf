// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Samples of perf to lines, and branch records to trip counts.
//
// perf prints addresses as they were in memory, or in the file if there are
// calls. How far that is from where the program's own tables have them is the same for
// all of a program in a process; the symbols that perf prints besides tell how far.
#include "PerfText.h"
#include "Symbols.h"
#include "hone/Support/Support.h"

using llvm::Error;
using llvm::StringRef;

namespace hone {

static const char Advice[] = "print it with `perf script -F +srcline`, where the program and its debug information are";

namespace {
class Reader {
public:
  Reader(llvm::sys::TimePoint<> Taken, Sources &Files, Heat &To) : Files(Files), To(To), Names(Files, Taken) {}
  Error read(StringRef Text, std::string &Counted);

private:
  using Program = std::pair<std::string, std::string>; ///< Process and object.
  void vote(const PerfSample &S);
  void elect();
  void place(const PerfSample &S);
  std::vector<Line> linesOf(const PerfSample &S, const PerfFrame &F, bool Outer);
  using Spot = std::pair<std::string, std::uint64_t>; ///< Object and address.
  std::optional<Spot> spotOf(const PerfSample &S, std::uint64_t Place, StringRef Object);
  void countBranches(const PerfSample &S);
  void addTrips();

  Sources &Files;
  Heat &To;
  Symbols Names;
  std::string Event;
  std::map<Program, std::map<std::uint64_t, unsigned>> Votes;
  std::map<Program, std::uint64_t> Distance;
  bool Resolved = false;
  /// What the branch records say of an object, and how often.
  struct Jumps {
    using Way = std::pair<std::uint64_t, std::uint64_t>;
    std::map<Way, double> Taken;    ///< From, to.
    std::map<Way, double> Straight; ///< Begin and end of code that ran without a jump.
  };
  std::map<std::string, Jumps> Branches;
};
} // namespace

void Reader::vote(const PerfSample &S) {
  if (Event.empty())
    Event = S.Event.str();
  for (const PerfFrame &F : S.Frames) {
    if (!F.Offset || F.ObjectOffset || F.isInlined() || !Names.canRead(F.Object))
      continue;
    if (std::optional<std::uint64_t> A = Names.addressOf(F.Object, F.Symbol)) {
      const std::uint64_t Far = F.Address - *F.Offset - *A;
      if (Far % 4096 == 0)
        ++Votes[{S.Process.str(), F.Object.str()}][Far];
    }
  }
}

void Reader::elect() {
  for (const auto &[Who, All] : Votes)
    Distance[Who] = llvm::max_element(All, [](const auto &A, const auto &B) { return A.second < B.second; })->first;
}

/// The lines of the project's that an address was made from.
std::vector<Line> Reader::linesOf(const PerfSample &S, const PerfFrame &F, bool Outer) {
  std::optional<std::uint64_t> Address;
  if (F.ObjectOffset)
    Address = Names.addressAtOffset(F.Object, *F.ObjectOffset);
  else if (auto It = Distance.find({S.Process.str(), F.Object.str()}); It != Distance.end())
    Address = F.Address - It->second;
  if (Address && Names.isCode(F.Object, *Address)) {
    Resolved = true;
    // A caller is left behind its call.
    return Names.at(F.Object, *Address - Outer).Own;
  }
  Resolved |= F.SourceLine != 0;
  if (const Source *Own = F.SourceLine ? Files.find(F.SourceFile) : nullptr)
    return {Line{Own, F.SourceLine}};
  return {};
}

void Reader::place(const PerfSample &S) {
  if (S.Event != Event)
    return;
  To.addTotal(S.Period);
  std::vector<Line> Stack;
  // What calls the kernel, or a library, pays for it: but not as its own.
  bool Foreign = false, First = true;
  for (std::size_t I = 0; I < S.Frames.size(); ++I) {
    const PerfFrame &F = S.Frames[I];
    // The frame below has it, too, unless perf has to be believed.
    if (F.isInlined() && F.SourceLine == 0)
      continue;
    const std::vector<Line> Own = linesOf(S, F, I > 0);
    if (First && !F.isInlined()) {
      Foreign = Own.empty() && Stack.empty();
      First = false;
    }
    Stack.insert(Stack.end(), Own.begin(), Own.end());
  }
  To.add(Stack, Foreign ? 0 : S.Period, Foreign ? S.Period : 0);
  countBranches(S);
}

/// Where in its program a place of a branch is.
std::optional<Reader::Spot> Reader::spotOf(const PerfSample &S, std::uint64_t Place, StringRef Object) {
  if (!Object.empty())
    if (std::optional<std::uint64_t> A = Names.addressAtOffset(Object, Place))
      return Spot{Object.str(), *A};
  for (auto I = Distance.lower_bound({S.Process.str(), ""}); I != Distance.end() && I->first.first == S.Process; ++I)
    if (Names.isCode(I->first.second, Place - I->second))
      return Spot{I->first.second, Place - I->second};
  return std::nullopt;
}

void Reader::countBranches(const PerfSample &S) {
  std::optional<Spot> Later; // Listed backwards: where the jump after this one was made.
  for (const PerfBranch &B : S.Branches) {
    const std::optional<Spot> From = spotOf(S, B.From, B.FromObject), To = spotOf(S, B.To, B.ToObject);
    if (From && To && From->first == To->first)
      ++Branches[From->first].Taken[{From->second, To->second}];
    if (To && Later && To->first == Later->first && To->second <= Later->second)
      ++Branches[To->first].Straight[{To->second, Later->second}];
    Later = From;
  }
}

void Reader::addTrips() {
  for (const auto &[Object, J] : Branches) {
    // A jump back into the same function is a loop's; a call is none.
    auto IsTurn = [&, &Object = Object](const Jumps::Way &W) {
      const Symbols::Place &From = Names.at(Object, W.first);
      return W.second <= W.first && !From.Own.empty() && From.Function == Names.at(Object, W.second).Function;
    };
    std::map<std::uint64_t, double> Turns, Entries; // By where the turn begins.
    std::map<std::uint64_t, Line> At;
    for (const auto &[Way, Times] : J.Taken)
      if (IsTurn(Way)) {
        Turns[Way.second] += Times;
        At[Way.second] = Names.at(Object, Way.first).Own.front();
      }
    for (const auto &[Way, Times] : J.Taken)
      if (At.count(Way.second) && !IsTurn(Way))
        Entries[Way.second] += Times;
    for (const auto &[Begin, L] : At) {
      for (const auto &[Way, Times] : J.Straight)
        if (Way.first < Begin && Begin <= Way.second)
          Entries[Begin] += Times;
      To.addTripsAround(L, Names.at(Object, Begin).Function, Turns[Begin] + Entries[Begin], Entries[Begin]);
    }
  }
}

Error Reader::read(StringRef Text, std::string &Counted) {
  std::size_t Samples = 0;
  const std::size_t Strange = forEachSample(Text, [&](const PerfSample &S) {
    ++Samples;
    vote(S);
  });
  if (Samples == 0)
    return failure(std::string("has no samples; ") + Advice);
  if (Strange > Samples)
    return failure(std::string("is not printed as expected; ") + Advice);
  if (!Text.ends_with("\n"))
    return failure("is truncated: its last line has no end; print it again with `perf script`");
  To.setSamples(Samples);
  elect();
  forEachSample(Text, [&](const PerfSample &S) { place(S); });
  if (!Resolved && !Names.rebuilt().empty())
    return failure(fmt::format("has addresses of {}, which was built anew since; record it again", *Names.rebuilt().begin()));
  if (!Resolved)
    return failure(std::string("has addresses of programs that are not here; ") + Advice);
  addTrips();
  Counted = Event == "cpu-clock" || Event == "task-clock" ? "time" : Event;
  return Error::success();
}

Error readPerfScript(StringRef Text, llvm::sys::TimePoint<> Taken, Sources &Files, Heat &To, std::string &Counted) {
  return Reader(Taken, Files, To).read(Text, Counted);
}

} // namespace hone
