// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody can look into an object as into source, but its symbols name all that
// it calls: the project's functions, library functions whose outcome depends on
// their arguments alone, standard streams, which are captured, and others, which
// end the run that gets to them. What an object keeps between calls is put back
// by the runner, as is what the unit itself keeps.
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
  if (It == Definers.end() || Ambiguous.contains(Symbol) || !All[It->second].Usable)
    return nullptr;
  return &It->second;
}

/// Once for each object: names are slow to read.
void ProjectObjects::sort(Object &O) {
  llvm::erase_if(O.Undefined, [&](const std::string &Symbol) {
    bool Console = isConsoleSymbol(Symbol);
    O.Console |= Console;
    return Console || isHarmlessSymbol(Symbol);
  });
  O.Sorted = true;
}

void ProjectObjects::close(unsigned Index, std::set<unsigned> &Seen, LinkedObjects &Into) {
  if (!Seen.insert(Index).second)
    return;
  if (!All[Index].Sorted)
    sort(All[Index]);
  Into.Paths.insert(All[Index].Path);
  Into.Console |= All[Index].Console;
  for (const std::string &Symbol : All[Index].Undefined)
    if (const unsigned *By = definer(Symbol))
      close(*By, Seen, Into);
    else
      Into.Wanted.insert(Symbol);
}

bool ProjectObjects::link(StringRef Symbol, LinkedObjects &Into) {
  if (!Read)
    read();
  const unsigned *By = definer(Symbol);
  if (!By)
    return false;
  std::set<unsigned> Seen;
  close(*By, Seen, Into);
  return true;
}
