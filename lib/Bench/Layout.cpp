// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a loop happens to lie in memory can cost more than many a rewrite
// gains, and it is the same in every run of one binary: repeating a run never
// shows it (Mytkowicz, Diwan, Hauswirth and Sweeney, "Producing wrong data
// without doing anything obviously wrong!", ASPLOS 2009). So the assembly is
// linked several times, each with another layout, as Curtsinger and Berger do
// at run time in "Stabilizer", ASPLOS 2013.
//
// Done on the text of the assembly since that needs nothing of the compiler
// but -ffunction-sections: GNU ld sorts `.text.sorted.*` by name. A linker that
// does not still gets the padding.
#include "Layout.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>
#include <fmt/format.h>
#include <random>

using llvm::StringRef;

namespace hone {

static constexpr StringRef Prefix = ".text.";

/// The function's symbol if the line enters the section of one function, i.e.
/// `.section .text.NAME,...`; cold parts and start-up code stay where they are.
static StringRef functionSection(StringRef Line) {
  StringRef Rest = Line.ltrim();
  if (!Rest.consume_front(".section"))
    return {};
  Rest = Rest.ltrim();
  if (!Rest.consume_front(Prefix))
    return {};
  StringRef Name = Rest.take_until([](char C) { return C == ',' || C == ' ' || C == '\t'; });
  for (StringRef Kept : {"unlikely", "hot", "startup", "exit", "sorted", "split"})
    if (Name == Kept || Name.starts_with((Kept + ".").str()))
      return {};
  return Name;
}

namespace {
struct Place {
  std::uint32_t Rank;
  unsigned Padding;
};
} // namespace

/// A random place for each function, drawn in the order of the file so that
/// equal seeds draw equal places.
static llvm::StringMap<Place> drawPlaces(const std::vector<StringRef> &Functions,
                                         std::uint64_t Seed) {
  std::mt19937_64 Random(Seed);
  llvm::StringMap<Place> Places;
  for (StringRef F : Functions) {
    Place P{static_cast<std::uint32_t>(Random() >> 32),
            static_cast<unsigned>(Random() % 4 * 16)};
    Places.try_emplace(F, P);
  }
  return Places;
}

/// Each once, in the order of the file.
static std::vector<StringRef> functionSections(StringRef Assembly) {
  std::vector<StringRef> Functions;
  llvm::StringSet<> Known;
  while (!Assembly.empty()) {
    StringRef Line;
    std::tie(Line, Assembly) = Assembly.split('\n');
    if (StringRef F = functionSection(Line); !F.empty() && Known.insert(F).second)
      Functions.push_back(F);
  }
  return Functions;
}

static SymbolPairs partnersAmong(const std::vector<StringRef> &Functions, const SymbolPairs &Pairs) {
  const llvm::StringSet<> Known(llvm::from_range, Functions);
  SymbolPairs Found;
  for (const auto &[Before, After] : Pairs)
    for (StringRef F : Functions) {
      // Not as the beginning of a longer name, such as hone_after_1 of 12.
      const std::size_t At = F.find(After);
      if (At == StringRef::npos)
        continue;
      const StringRef Behind = F.drop_front(At + After.size());
      if (!Behind.empty() && llvm::isDigit(Behind.front()))
        continue;
      std::string Partner = F.str().replace(At, After.size(), Before);
      if (Partner != F && Known.contains(Partner))
        Found.emplace_back(std::move(Partner), F.str());
    }
  return Found;
}

SymbolPairs functionsIn(StringRef Assembly, const SymbolPairs &Pairs) {
  return partnersAmong(functionSections(Assembly), Pairs);
}

static void exchange(llvm::StringMap<Place> &Places, const std::vector<StringRef> &Functions,
                     const SymbolPairs &Pairs) {
  for (const auto &[Before, After] : partnersAmong(Functions, Pairs))
    std::swap(Places.find(Before)->second, Places.find(After)->second);
}

std::string shuffleLayout(StringRef Assembly, std::uint64_t Seed, bool Mirrored,
                          const SymbolPairs &Pairs) {
  const std::vector<StringRef> Functions = functionSections(Assembly);
  llvm::StringMap<Place> Places = drawPlaces(Functions, Seed);
  if (Mirrored)
    exchange(Places, Functions, Pairs);

  std::string Out;
  Out.reserve(Assembly.size() + Functions.size() * 64);
  llvm::StringSet<> Padded;
  for (StringRef Rest = Assembly; !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    StringRef F = functionSection(Line);
    if (F.empty()) {
      Out += Line;
      Out += '\n';
      continue;
    }
    const Place &P = Places.find(F)->second;
    std::size_t At = Line.find(Prefix);
    Out += Line.take_front(At);
    // The name stays in the section's: two functions may draw one rank.
    Out += fmt::format(".text.sorted.{:08x}.{}", P.Rank, F.str());
    Out += Line.drop_front(At + Prefix.size() + F.size());
    Out += '\n';
    // In front of the first label only: a function may return to its section.
    if (Padded.insert(F).second)
      Out += fmt::format("\t.p2align\t6\n\t.skip\t{}\n", P.Padding);
  }
  return Out;
}

} // namespace hone
