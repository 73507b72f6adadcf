// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files and temporary folders, with errors that name the file: a person reads
// them.
#include "hone/Support/Support.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <utility>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

Error failure(const std::string &Sentence) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Sentence);
}

Expected<TempDir> TempDir::create() {
  llvm::SmallString<128> Made;
  if (std::error_code E = llvm::sys::fs::createUniqueDirectory("hone", Made))
    return failure("cannot make a temporary folder: " + E.message());
  // Real, because the paths of stages are: on some systems the temporary
  // folder is reached through a link.
  llvm::SmallString<128> Real;
  TempDir T;
  T.Path = (llvm::sys::fs::real_path(Made, Real) ? Made : Real).str().str();
  return T;
}

TempDir::TempDir(TempDir &&Other) : Path(std::exchange(Other.Path, {})) {}

TempDir &TempDir::operator=(TempDir &&Other) {
  std::swap(Path, Other.Path);
  return *this;
}

TempDir::~TempDir() {
  if (!Path.empty())
    llvm::sys::fs::remove_directories(Path, /*IgnoreErrors=*/true);
}

std::string TempDir::file(StringRef Name) const {
  llvm::SmallString<128> P(Path);
  llvm::sys::path::append(P, Name);
  return P.str().str();
}

Expected<std::string> readFile(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return failure(Path.str() + ": " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

Error writeFile(StringRef Path, StringRef Text) {
  std::error_code E;
  llvm::raw_fd_ostream Out(Path, E);
  if (E)
    return failure(Path.str() + ": " + E.message());
  Out << Text;
  Out.close();
  if (Out.has_error()) {
    E = Out.error();
    Out.clear_error();
    return failure(Path.str() + ": " + E.message());
  }
  return Error::success();
}

std::string realPath(llvm::StringRef Path, llvm::StringRef Directory) {
  llvm::SmallString<256> P(Path);
  if (!Directory.empty() && llvm::sys::path::is_relative(P))
    llvm::sys::path::make_absolute(Directory, P);
  else
    llvm::sys::fs::make_absolute(P);
  llvm::SmallString<256> Real;
  if (!llvm::sys::fs::real_path(P, Real))
    return Real.str().str();
  if (!llvm::sys::fs::real_path(llvm::sys::path::parent_path(P), Real)) {
    llvm::sys::path::append(Real, llvm::sys::path::filename(P));
    return Real.str().str();
  }
  llvm::sys::path::remove_dots(P, /*remove_dot_dot=*/true);
  return P.str().str();
}

} // namespace hone
