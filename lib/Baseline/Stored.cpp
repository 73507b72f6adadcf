// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was measured on another day, as text: a line for each benchmark and day, sorted, so that a diff shows
// what was added. Only instructions are compared with it. The machine of that day is gone, with whatever
// else ran on it, its clock and its kernel; a series of pairs, which cancels all that, needs the old build
// as well (--against). So a time from here is never an alarm, only something to be read.
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <tuple>

using llvm::StringRef;

namespace hone {

static constexpr const char *Head = "# hone baseline 1: program, benchmark, date, nanoseconds, instructions, counter";
static constexpr double SlowerBelow = 0.97;
static constexpr unsigned Starts = 5;

/// Four digits that count, without an exponent: as short as what is known.
static std::string numberText(double Value) {
  const int Digits = Value >= 1000 || Value <= 0 ? 0 : Value >= 100 ? 1 : Value >= 10 ? 2 : 3;
  return fmt::format("{:.{}f}", Value, Digits);
}

/// In one field of a line.
static std::string fieldText(StringRef Text) {
  std::string Field = Text.str();
  for (char &C : Field)
    if (C == '\t' || C == '\n' || C == '\r')
      C = ' ';
  return Field;
}

std::string printBaseline(std::vector<BaselineEntry> Entries) {
  auto Order = [](const BaselineEntry &E) { return std::tie(E.Key, E.Program, E.Name, E.Date); };
  llvm::stable_sort(Entries, [&](const BaselineEntry &A, const BaselineEntry &B) { return Order(A) < Order(B); });
  std::string Text = Head, Key;
  Text += '\n';
  for (const BaselineEntry &E : Entries) {
    if (E.Key != Key)
      Text += fmt::format("\n[{}]\n", Key = E.Key);
    Text += fmt::format("{}\t{}\t{}\t{}", fieldText(E.Program), fieldText(E.Name), E.Date, numberText(E.Nanoseconds));
    if (E.Instructions)
      Text += fmt::format("\t{}\t{}", numberText(E.Instructions->PerIteration), E.Instructions->Counter);
    Text += '\n';
  }
  return Text;
}

static bool parseEntry(StringRef Line, BaselineEntry &E) {
  llvm::SmallVector<StringRef, 6> Fields;
  Line.split(Fields, '\t');
  if ((Fields.size() != 4 && Fields.size() != 6) || Fields[0].empty() || Fields[1].empty() || Fields[2].empty())
    return false;
  E.Program = Fields[0].str();
  E.Name = Fields[1].str();
  E.Date = Fields[2].str();
  if (Fields[3].getAsDouble(E.Nanoseconds) || !std::isfinite(E.Nanoseconds) || E.Nanoseconds < 0)
    return false;
  if (Fields.size() == 4)
    return true;
  InstructionCount Count;
  Count.Counter = Fields[5].str();
  if (Fields[4].getAsDouble(Count.PerIteration) || !std::isfinite(Count.PerIteration) || Count.PerIteration <= 0)
    return false;
  E.Instructions = std::move(Count);
  return true;
}

llvm::Expected<std::vector<BaselineEntry>> parseBaseline(StringRef Text) {
  std::vector<BaselineEntry> Entries;
  if (!Text.starts_with("# hone baseline 1"))
    return failure("it is no baseline of hone: the first line is not '# hone baseline 1'");
  std::string Key;
  unsigned Number = 0;
  for (StringRef Rest = Text; !Rest.empty(); Rest = Rest.split('\n').second) {
    const StringRef Line = Rest.split('\n').first.rtrim('\r');
    ++Number;
    if (Line.empty() || Line.starts_with("#"))
      continue;
    if (Line.starts_with("[") && Line.ends_with("]")) {
      Key = Line.drop_front().drop_back().str();
      continue;
    }
    BaselineEntry E;
    E.Key = Key;
    if (Key.empty() || !parseEntry(Line, E))
      return failure(fmt::format("line {} is no entry of a baseline: '{}'", Number, Line.take_front(60).str()));
    Entries.push_back(std::move(E));
  }
  return Entries;
}

/// Compilers write their names into what they make: the section .comment, a string for each that had a part in it.
static std::string compilersOf(const std::string &Program) {
  llvm::Expected<llvm::object::OwningBinary<llvm::object::ObjectFile>> File = llvm::object::ObjectFile::createObjectFile(Program);
  if (!File) {
    llvm::consumeError(File.takeError());
    return "";
  }
  std::set<std::string> Names;
  for (const llvm::object::SectionRef &S : File->getBinary()->sections()) {
    llvm::Expected<StringRef> Name = S.getName();
    llvm::Expected<StringRef> Contents = S.getContents();
    if (Name && Contents && *Name == ".comment") {
      llvm::SmallVector<StringRef, 4> Parts;
      Contents->split(Parts, '\0', -1, /*KeepEmpty=*/false);
      for (StringRef Part : Parts)
        Names.insert(Part.str());
    }
    llvm::consumeError(Name.takeError());
    llvm::consumeError(Contents.takeError());
  }
  return llvm::join(Names, ", ");
}

std::string baselineKey(const std::string &Program, const BenchmarkOutput &Output, const std::string &UserKey) {
  auto Context = [&](const char *Name) {
    auto At = Output.Context.find(Name);
    return At == Output.Context.end() ? std::string() : At->second;
  };
  const std::string Cpu = cpuModel();
  std::string Key = Cpu.empty() ? "unknown machine" : Cpu;
  if (!UserKey.empty())
    return fieldText(Key + " | " + UserKey);
  std::string Compiler = Context("compiler"), Flags = Context("flags");
  if (Compiler.empty())
    Compiler = compilersOf(Program);
  return fieldText(fmt::format("{} | {} | {}", Key, Compiler.empty() ? "unknown compiler" : Compiler, Flags.empty() ? "unknown flags" : Flags));
}

/// Several starts, each of which has its own luck with memory; fills in \p Key.
static llvm::Expected<std::map<std::string, std::vector<double>>> timesOf(const std::string &Program, const std::string &UserKey,
                                                                          const BenchmarkOptions &Options, std::string &Key,
                                                                          std::vector<std::string> &Notes) {
  const std::string Name = llvm::sys::path::filename(Program).str();
  std::map<std::string, std::vector<double>> Times;
  for (unsigned Start = 0; Start != Starts; ++Start) {
    if (interrupted())
      return failure("interrupted");
    if (Options.Progress)
      Options.Progress(Name + ": starts", Start, Starts);
    llvm::Expected<BenchmarkOutput> Output = Options.Run({Program, Options.Filter, Options.MinSeconds, -1});
    if (!Output)
      return Output.takeError();
    for (const auto &[Benchmark, T] : Output->Benchmarks)
      if (T.Problem.empty())
        Times[Benchmark].push_back(T.Nanoseconds);
      else if (Start == 0)
        Notes.push_back(fmt::format("{}: {} fails: {}", Name, Benchmark, T.Problem));
    Key = baselineKey(Program, *Output, UserKey);
  }
  return Times;
}

llvm::Expected<MeasuredPrograms> measurePrograms(const std::vector<std::string> &Programs, const std::string &UserKey, const std::string &Date,
                                                 const BenchmarkOptions &Options) {
  MeasuredPrograms Measured;
  for (const std::string &Program : Programs) {
    const std::string Name = llvm::sys::path::filename(Program).str();
    Measured.Paths[Name] = Program;
    std::string Key;
    auto Times = timesOf(Program, UserKey, Options, Key, Measured.Notes);
    if (!Times)
      return Times.takeError();
    Measured.Notes.push_back(fmt::format("{}: the key is '{}'", Name, Key));
    for (auto &[Benchmark, Values] : *Times) {
      if (interrupted())
        return failure("interrupted");
      if (Options.Progress)
        Options.Progress(fmt::format("{}: instructions of {}", Name, Benchmark), 0, 1);
      BaselineEntry E{Key, Name, Benchmark, Date, 0, std::nullopt};
      llvm::sort(Values);
      E.Nanoseconds = Values[Values.size() / 2];
      if (llvm::Expected<InstructionCount> Count = Options.Count(Program, Benchmark))
        E.Instructions = std::move(*Count);
      else
        Measured.Notes.push_back(fmt::format("{}: instructions of {} cannot be counted: {}", Name, Benchmark, llvm::toString(Count.takeError())));
      Measured.Entries.push_back(std::move(E));
    }
  }
  if (Measured.Entries.empty())
    return failure(Options.Filter.empty() ? "no program has a benchmark" : fmt::format("no benchmark matches '{}'", Options.Filter));
  return Measured;
}

/// The newest of the same key; null if there is none.
static const BaselineEntry *newest(const BaselineEntry &Like, const std::vector<BaselineEntry> &Stored) {
  const BaselineEntry *Newest = nullptr;
  for (const BaselineEntry &E : Stored)
    if (E.Key == Like.Key && E.Program == fieldText(Like.Program) && E.Name == fieldText(Like.Name) && (!Newest || E.Date >= Newest->Date))
      Newest = &E;
  return Newest;
}

/// What instructions say of an entry and one of another day.
static void judgeStored(BenchmarkComparison &C, const BaselineEntry &Old, const BaselineEntry &New, const std::string &Path,
                        const InstructionCounter &Count) {
  C.Note = fmt::format("times are of two days, and no evidence; compared with {}", Old.Date);
  if (!Old.Instructions || !New.Instructions) {
    C.Note += fmt::format("; instructions were not counted {}", Old.Instructions ? "now" : "then");
    return;
  }
  if (Old.Instructions->Counter != New.Instructions->Counter) {
    C.Note += fmt::format("; instructions were counted by {} then, by {} now", Old.Instructions->Counter, New.Instructions->Counter);
    return;
  }
  C.OldInstructions = Old.Instructions->PerIteration;
  C.NewInstructions = New.Instructions->PerIteration;
  const double Ratio = *C.OldInstructions / *C.NewInstructions;
  C.Status = Ratio > 1 / SlowerBelow ? BenchmarkStatus::FewerInstructions : BenchmarkStatus::SameInstructions;
  if (Ratio >= SlowerBelow)
    return;
  // Only twice is an alarm.
  llvm::Expected<InstructionCount> Again = Count(Path, New.Name);
  if (Again && Again->Counter == Old.Instructions->Counter && *C.OldInstructions < SlowerBelow * Again->PerIteration) {
    C.Status = BenchmarkStatus::MoreInstructions;
    return;
  }
  C.Status = BenchmarkStatus::Unknown;
  C.Note += Again ? "; more instructions were counted once, and not a second time" : "; they cannot be counted again: " + llvm::toString(Again.takeError());
}

BenchmarkReport compareStored(const MeasuredPrograms &Now, const std::vector<BaselineEntry> &Stored, const BenchmarkOptions &Options) {
  BenchmarkReport R;
  R.Notes = Now.Notes;
  std::set<std::string> Keys;
  for (const BaselineEntry &E : Stored)
    Keys.insert(E.Key);
  for (const BaselineEntry &New : Now.Entries) {
    BenchmarkComparison C;
    C.Program = New.Program;
    C.Name = New.Name;
    C.NewNanoseconds = New.Nanoseconds;
    if (const BaselineEntry *Old = newest(New, Stored)) {
      C.OldNanoseconds = Old->Nanoseconds;
      judgeStored(C, *Old, New, Now.Paths.at(New.Program), Options.Count);
    } else {
      C.Note = Keys.count(New.Key) ? "the baseline has no such benchmark" : "the baseline has no entry with this key (machine, compiler and flags)";
    }
    R.Benchmarks.push_back(std::move(C));
  }
  return R;
}

} // namespace hone
