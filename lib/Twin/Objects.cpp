// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody can look into an object as into source, but its symbols name all that
// it calls: an object is used only if it, and every object it needs, names
// nothing but the project's functions and library functions whose outcome
// depends on their arguments alone. What it keeps between calls is put back by
// the runner, as is what the unit itself keeps.
#include "Objects.h"
#include "Reach.h"
#include "llvm/Object/ObjectFile.h"

using namespace hone;
using llvm::StringRef;
using llvm::object::BasicSymbolRef;

void ProjectObjects::readOne(const BuiltObject &From) {
  auto File = llvm::object::ObjectFile::createObjectFile(From.Path);
  if (!File)
    return llvm::consumeError(File.takeError());
  Object O;
  O.Path = From.Path;
  O.Usable = From.Source != MainFile;
  unsigned Index = All.size();
  for (const llvm::object::SymbolRef &S : File->getBinary()->symbols()) {
    llvm::Expected<StringRef> Name = S.getName();
    llvm::Expected<std::uint32_t> Flags = S.getFlags();
    llvm::Expected<llvm::object::SymbolRef::Type> Type = S.getType();
    if (!Name || !Flags || !Type || Name->empty())
      continue;
    if (*Flags & BasicSymbolRef::SF_Undefined) {
      O.Undefined.push_back(Name->str());
      continue;
    }
    O.Usable &= *Name != "main" && !Name->starts_with("_ZTH");
    // Inline functions are in many objects, and the same in all.
    if (!(*Flags & BasicSymbolRef::SF_Global) || (*Flags & BasicSymbolRef::SF_Weak))
      continue;
    auto [It, New] = Definers.try_emplace(*Name, Index);
    if (!New && All[It->second].Path != From.Path)
      Ambiguous.insert(*Name);
  }
  for (const llvm::object::SectionRef &S : File->getBinary()->sections())
    if (llvm::Expected<StringRef> Name = S.getName())
      O.Usable &= !Name->starts_with(".tbss") && !Name->starts_with(".tdata");
  All.push_back(std::move(O));
}

void ProjectObjects::read() {
  std::set<std::string> Sources;
  for (const BuiltObject &From : P.Objects)
    if (Sources.insert(From.Source).second) // Once, if several targets share it.
      readOne(From);
  Read = true;
}

const unsigned *ProjectObjects::definer(StringRef Symbol) const {
  auto It = Definers.find(Symbol);
  return It == Definers.end() || Ambiguous.contains(Symbol) ? nullptr : &It->second;
}

bool ProjectObjects::close(unsigned Index, std::set<unsigned> &Seen) const {
  if (!Seen.insert(Index).second)
    return true;
  if (!All[Index].Usable)
    return false;
  return llvm::all_of(All[Index].Undefined, [&](const std::string &Symbol) {
    if (isHarmlessSymbol(Symbol))
      return true;
    const unsigned *By = definer(Symbol);
    return By && close(*By, Seen);
  });
}

bool ProjectObjects::link(StringRef Symbol, std::set<std::string> &Into) {
  if (!Read)
    read();
  std::set<unsigned> Needed;
  const unsigned *By = definer(Symbol);
  if (!By || !close(*By, Needed))
    return false;
  for (unsigned Index : Needed)
    Into.insert(All[Index].Path);
  return true;
}
