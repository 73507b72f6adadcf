// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which file of the project a profile means. A container builds in another
// folder, and some tools print no folder at all; so where the path leads
// nowhere, the end of it decides, if only one file of the project has it.
#include "Heat.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

const Source *Sources::find(StringRef Name) {
  auto [It, New] = Known.try_emplace(Name, nullptr);
  if (New)
    if (std::string Path = resolve(Name); !Path.empty())
      Known[Name] = make(Path); // Not by It: listing files may come in between.
  return Known[Name];
}

/// The real path, below the root; else empty.
std::string Sources::resolve(StringRef Name) {
  if (Name.empty() || Name.starts_with("???") || Name.starts_with("["))
    return {};
  if (path::is_absolute(Name)) {
    const std::string Real = realPath(Name);
    if (fs::is_regular_file(Real))
      return P.relative(Real) == Real ? std::string() : Real;
    for (StringRef System : {"/usr/include/", "/usr/lib/", "/usr/local/include/", "/usr/src/"})
      if (Name.starts_with(System))
        return {};
  }
  return bySuffix(Name);
}

static std::vector<std::string> componentsOf(StringRef Name) {
  llvm::SmallString<256> Clean(Name);
  path::remove_dots(Clean, /*remove_dot_dot=*/true);
  std::vector<std::string> Parts;
  for (auto I = path::begin(Clean), E = path::end(Clean); I != E; ++I)
    if (*I != "/" && *I != ".." && *I != ".")
      Parts.push_back(I->str());
  return Parts;
}

static std::size_t commonSuffix(const std::vector<std::string> &A, const std::vector<std::string> &B) {
  std::size_t N = 0;
  while (N < A.size() && N < B.size() && A[A.size() - 1 - N] == B[B.size() - 1 - N])
    ++N;
  return N;
}

std::string Sources::bySuffix(StringRef Name) {
  listFiles();
  auto Found = Listed->find(path::filename(Name).str());
  if (Found == Listed->end())
    return {};
  const std::vector<std::string> Parts = componentsOf(Name);
  std::size_t Best = 0, Times = 0;
  std::string Which;
  for (const std::string &File : Found->second) {
    const std::vector<std::string> Own = componentsOf(File);
    const std::size_t N = commonSuffix(Parts, Own);
    // A file name alone says little if there are folders to compare.
    if (N < std::min({std::size_t(2), Parts.size(), Own.size()}) || N < Best)
      continue;
    Times = N == Best ? Times + 1 : 1;
    Best = N;
    Which = File;
  }
  if (Times > 1)
    Ambiguous.insert(Name.str());
  return Times == 1 ? P.absolute(Which) : std::string();
}

static bool isSource(StringRef Path) {
  return llvm::StringSwitch<bool>(path::extension(Path))
      .Cases({".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".cu"}, true)
      .Cases({".h", ".hh", ".hpp", ".hxx", ".h++", ".H"}, true)
      .Cases({".inc", ".inl", ".ipp", ".tcc", ".tpp", ".txx", ".def"}, true)
      .Default(false);
}

void Sources::listFiles() {
  if (Listed)
    return;
  Listed.emplace();
  std::error_code E;
  unsigned Left = 500000; // Whatever a project holds, this ends.
  for (fs::recursive_directory_iterator I(P.Root, E, /*follow_symlinks=*/false), End; I != End && !E && Left; I.increment(E), --Left) {
    const StringRef Path = I->path();
    if (path::filename(Path).starts_with(".") || Path == P.BuildDir)
      I.no_push();
    else if (isSource(Path) && I->type() != fs::file_type::directory_file)
      (*Listed)[path::filename(Path).str()].push_back(P.relative(Path));
  }
}

const std::vector<TextLoop> &Sources::loopsOf(const Source &S) {
  auto [It, New] = Loops.try_emplace(&S);
  if (New) {
    if (llvm::Expected<std::string> Text = readFile(P.absolute(S.Name)))
      It->second = findTextLoops(*Text);
    else
      llvm::consumeError(Text.takeError());
  }
  return It->second;
}

const Source *Sources::make(const std::string &Path) {
  auto [It, New] = Files.try_emplace(Path);
  if (!New)
    return &It->second;
  Source &S = It->second;
  S.Name = P.relative(Path);
  if (llvm::Expected<std::string> Text = readFile(Path))
    S.Lines = llvm::count(*Text, '\n') + (!Text->empty() && Text->back() != '\n');
  else
    llvm::consumeError(Text.takeError());
  fs::file_status Status;
  S.Changed = fs::status(Path, Status) || Status.getLastModificationTime() > Taken;
  return &S;
}

} // namespace hone
