// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From addresses to lines, with what was inlined: the debug information says
// more of an address than any profiler prints. It is asked only if the program is
// still the one that ran.
#include "Symbols.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;
namespace object = llvm::object;

namespace hone {

static llvm::symbolize::LLVMSymbolizer::Options symbolizerOptions() {
  llvm::symbolize::LLVMSymbolizer::Options O;
  O.Demangle = false;
  return O;
}

Symbols::Symbols(Sources &Own, llvm::sys::TimePoint<> Taken)
    : Own(Own), Taken(Taken), Symbolizer(symbolizerOptions()) {}

Symbols::File &Symbols::open(StringRef Object) {
  auto It = Files.find(Object);
  if (It != Files.end())
    return It->second;
  File &F = Files[Object.str()];
  llvm::sys::fs::file_status Status;
  if (!Object.starts_with("/") || llvm::sys::fs::status(Object, Status) || Status.type() != llvm::sys::fs::file_type::regular_file)
    return F;
  if (Status.getLastModificationTime() > Taken) {
    Rebuilt.insert(Object.str());
    return F;
  }
  llvm::Expected<object::OwningBinary<object::ObjectFile>> Binary = object::ObjectFile::createObjectFile(Object);
  if (!Binary) {
    llvm::consumeError(Binary.takeError());
    return F;
  }
  auto *Elf = llvm::dyn_cast<object::ELF64LEObjectFile>(Binary->getBinary());
  if (!Elf)
    return F;
  auto Headers = Elf->getELFFile().program_headers();
  if (!Headers) {
    llvm::consumeError(Headers.takeError());
    return F;
  }
  for (const auto &H : *Headers)
    if (H.p_type == llvm::ELF::PT_LOAD && (H.p_flags & llvm::ELF::PF_X))
      F.Code.push_back({H.p_vaddr, H.p_offset, H.p_memsz});
  F.Readable = !F.Code.empty();
  return F;
}

bool Symbols::canRead(StringRef Object) { return open(Object).Readable; }

bool Symbols::isCode(StringRef Object, std::uint64_t Address) {
  return llvm::any_of(open(Object).Code, [&](const Segment &S) { return Address - S.Address < S.Size; });
}

std::optional<std::uint64_t> Symbols::addressAtOffset(StringRef Object, std::uint64_t Offset) {
  for (const Segment &S : open(Object).Code)
    if (Offset - S.Offset < S.Size)
      return Offset - S.Offset + S.Address;
  return std::nullopt;
}

const Symbols::Place &Symbols::at(StringRef Object, std::uint64_t Address) {
  File &F = open(Object);
  auto [It, New] = F.Places.try_emplace(Address);
  Place &P = It->second;
  if (!New || !F.Readable)
    return P;
  llvm::Expected<llvm::DIInliningInfo> Found =
      Symbolizer.symbolizeInlinedCode(Object, {Address, object::SectionedAddress::UndefSection});
  if (!Found) {
    llvm::consumeError(Found.takeError());
    return P;
  }
  for (std::uint32_t I = 0; I < Found->getNumberOfFrames(); ++I) {
    const llvm::DILineInfo &L = Found->getFrame(I);
    if (I == 0)
      P.InnerLine = L.Line;
    P.Function = L.FunctionName;
    const Line Own{L.Line ? this->Own.find(L.FileName) : nullptr, L.Line};
    if (Own.File && !llvm::is_contained(P.Own, Own))
      P.Own.push_back(Own);
  }
  return P;
}

/// As perf prints it: without parameters.
static std::string withoutParameters(StringRef Name) {
  int Depth = 0;
  for (std::size_t I = 0; I < Name.size(); ++I) {
    if (Name[I] == '<' && !Name.take_front(I).ends_with("operator"))
      ++Depth;
    else if (Name[I] == '>' && Depth > 0)
      --Depth;
    else if (Name[I] == '(' && Depth == 0 && !Name.drop_front(I).starts_with("(anonymous") && !Name.take_front(I).ends_with("operator"))
      return Name.take_front(I).str();
  }
  return Name.str();
}

void Symbols::readNames(StringRef Object, File &F) {
  F.Names.emplace();
  llvm::Expected<object::OwningBinary<object::ObjectFile>> Binary = object::ObjectFile::createObjectFile(Object);
  if (!Binary)
    return llvm::consumeError(Binary.takeError());
  const auto *Elf = llvm::dyn_cast<object::ELFObjectFileBase>(Binary->getBinary());
  if (!Elf)
    return;
  auto Put = [&](const std::string &Name, std::uint64_t Address) {
    auto [It, New] = F.Names->try_emplace(Name, Address);
    if (!New && It->second != Address)
      It->second.reset();
  };
  auto Read = [&](const object::ELFSymbolRef &S) {
    llvm::Expected<StringRef> Name = S.getName();
    llvm::Expected<std::uint64_t> Address = S.getAddress();
    if (Name && Address && S.getELFType() == llvm::ELF::STT_FUNC && *Address) {
      const std::string Plain = Name->split('@').first.str(), Demangled = llvm::demangle(Plain);
      for (const std::string &N : std::set<std::string>{Plain, Demangled, withoutParameters(Demangled)})
        Put(N, *Address);
    }
    llvm::consumeError(Name.takeError());
    llvm::consumeError(Address.takeError());
  };
  for (const object::ELFSymbolRef S : Elf->symbols())
    Read(S);
  if (F.Names->empty())
    for (const object::ELFSymbolRef S : Elf->getDynamicSymbolIterators())
      Read(S);
}

std::optional<std::uint64_t> Symbols::addressOf(StringRef Object, StringRef Symbol) {
  File &F = open(Object);
  if (!F.Readable)
    return std::nullopt;
  if (!F.Names)
    readNames(Object, F);
  auto It = F.Names->find(Symbol.split('@').first);
  return It == F.Names->end() ? std::nullopt : It->second;
}

} // namespace hone
