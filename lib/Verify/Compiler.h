// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to shared libraries without a compiler process: the headers of a unit
// are parsed once, every chunk after them costs milliseconds.
#ifndef HONE_LIB_VERIFY_COMPILER_H
#define HONE_LIB_VERIFY_COMPILER_H

#include "hone/Project/Project.h"
#include "llvm/ADT/StringSet.h"
#include <memory>

namespace clang {
class Interpreter;
}
namespace llvm {
class Module;
class TargetMachine;
} // namespace llvm

namespace hone {

/// What a chunk is compiled for.
struct ChunkRequest {
  std::string Text;
  /// Byte ranges of Text, whole lines: where branches get counters, and whose
  /// functions are rendered as IR.
  std::vector<std::pair<unsigned, unsigned>> Watched;
  /// Name of the array of edge counters; empty: no counters.
  std::string EdgesSymbol;
  /// Render the functions of the watched lines, to compare mutants.
  bool WantIr = false;
  /// The object will be loaded whenever a later one is: later pieces need not
  /// repeat its inline functions. Not so for mutants.
  bool Shared = true;
  /// Optimize all of it: what every run of every twin goes through.
  bool Optimized = false;
};

struct Chunk {
  std::string ObjectPath;
  unsigned Edges = 0;
  /// For each edge, the line of Text it belongs to (1-based).
  std::vector<unsigned> EdgeLines;
  std::string Ir;
  /// With the IR: the module for canonicalIr(), and its watched functions.
  std::string Bitcode;
  std::vector<std::string> Watched;
  /// Functions called that nobody defines, neither this unit nor a system
  /// library, and that no earlier piece has called.
  std::vector<std::string> Missing;
  double ParseMilliseconds = 0, EmitMilliseconds = 0; ///< Processor time.
};

/// One incremental compilation of a unit. Nothing is ever executed in this
/// process.
class ChunkCompiler {
public:
  /// \p Folder: where the support header is and objects go.
  static llvm::Expected<std::unique_ptr<ChunkCompiler>> create(const Unit &U,
                                                               llvm::StringRef Folder);
  ~ChunkCompiler();

  /// Errors: the compiler's words.
  llvm::Expected<Chunk> compile(const ChunkRequest &Request);

  /// What the watched functions of a chunk do, speed aside; see Canonical.h.
  std::string canonical(llvm::StringRef Bitcode, const std::vector<std::string> &Watched) const;

  /// Compiles what most harnesses share; the objects belong to the prelude.
  std::vector<std::string> warmUp();

  /// True if a piece that will be loaded defines the symbol.
  bool defines(llvm::StringRef Symbol) const;

  /// Processor time since it was made.
  double cpuMilliseconds() const;

  /// The flags in use, for people.
  const std::string &flags() const { return Flags; }

private:
  ChunkCompiler();
  llvm::Error emit(llvm::Module &M, const ChunkRequest &Request, Chunk &C);

  std::string Folder, Flags, Diagnostics;
  struct Impl;
  std::unique_ptr<Impl> Self;
  unsigned Count = 0;
};

/// Links objects to one shared library; unresolved symbols become null.
llvm::Error linkShared(const std::vector<std::string> &Objects, llvm::StringRef Output,
                       double &CpuMilliseconds);

/// Links objects of several units to one library that takes itself what it defines. Two of them may define what neither is
/// wanted for: the first one counts. Errors: they were not built for a library.
llvm::Error linkUnits(std::vector<std::string> Objects, llvm::StringRef Output);

/// The arguments of the fast rung for a unit's clang flags.
std::vector<std::string> fastRungFlags(const Unit &U, llvm::StringRef Folder);

} // namespace hone

#endif
