// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Probes.h"
#include <fmt/format.h>

using namespace hone;
using llvm::StringRef;

std::string hone::forceCondition(const Twin &T, ByteRange Condition,
                                 bool Value) {
  std::string Text = T.Definition;
  return Text.replace(Condition.first, Condition.second - Condition.first,
                      Value ? "true" : "false");
}

const llvm::StringLiteral hone::ProbeDeclaration = "extern \"C\" bool hone_probe(bool, bool);\n"
                                                      "extern \"C\" void hone_acted(bool);\n";

std::string hone::probeCondition(const Twin &T, const Mutant &M) {
  auto [Begin, End] = M.Condition;
  std::size_t MutantEnd = End + M.Definition.size() - T.Definition.size();
  std::string Text = M.Definition;
  return Text.replace(Begin, MutantEnd - Begin,
                      fmt::format("::hone_probe(static_cast<bool>({}), static_cast<bool>({}))",
                                  M.Definition.substr(Begin, MutantEnd - Begin),
                                  T.Definition.substr(Begin, End - Begin)));
}

std::string hone::probeValue(const Twin &T, const Mutant &M) {
  auto [Begin, End] = M.Value;
  std::string Mine =
      M.Definition.substr(Begin, End - Begin + M.Definition.size() - T.Definition.size());
  std::string Text = M.Definition;
  return Text.replace(Begin, Mine.size(),
                      fmt::format("(::hone_acted(!(({0}) == ({1}))), ({0}))", Mine,
                                  T.Definition.substr(Begin, End - Begin)));
}

std::string hone::probeDropped(const Twin &T, const Mutant &M) {
  auto [Begin, End] = M.Condition;
  std::string Text = T.Definition;
  return Text.replace(Begin, End - Begin,
                      fmt::format("::hone_probe(false, static_cast<bool>({}))",
                                  T.Definition.substr(Begin, End - Begin)));
}

std::string hone::renamed(StringRef Text, StringRef Name, StringRef NewName) {
  std::string Out;
  auto InWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  while (true) {
    std::size_t At = Text.find(Name);
    if (At == StringRef::npos)
      return Out + Text.str();
    bool Whole = (At == 0 || !InWord(Text[At - 1])) &&
                 (At + Name.size() == Text.size() || !InWord(Text[At + Name.size()]));
    Out += Text.take_front(At);
    Out += Whole ? NewName : Name;
    Text = Text.drop_front(At + Name.size());
    if (!Whole && !Out.empty())
      continue;
  }
}
