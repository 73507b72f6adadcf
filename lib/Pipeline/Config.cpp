// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads what concerns Hone from .clang-tidy: `Checks` (globs that name hone-)
// and `CheckOptions`, in both spellings clang-tidy accepts.
#include "hone/Pipeline/Config.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using llvm::StringRef;
using namespace llvm::yaml;

namespace hone {

static std::string scalar(Node *N) {
  llvm::SmallString<128> Storage;
  if (auto *S = llvm::dyn_cast_or_null<ScalarNode>(N))
    return S->getValue(Storage).str();
  if (auto *B = llvm::dyn_cast_or_null<BlockScalarNode>(N))
    return B->getValue().str();
  return "";
}

static void readGlobs(StringRef Text, std::vector<std::string> &Globs) {
  llvm::SmallVector<StringRef, 16> Parts;
  Text.split(Parts, ',');
  for (StringRef Part : Parts) {
    Part = Part.trim();
    if (Part.ltrim('-').starts_with("hone-"))
      Globs.push_back(Part.str());
  }
}

/// Checks: a string, or a list of strings.
static void readChecks(Node *N, std::vector<std::string> &Globs) {
  if (auto *List = llvm::dyn_cast_or_null<SequenceNode>(N)) {
    for (Node &Item : *List)
      readGlobs(scalar(&Item), Globs);
    return;
  }
  readGlobs(scalar(N), Globs);
}

/// CheckOptions: a map, or a list of {key, value}.
static void readOptions(Node *N, std::map<std::string, std::string> &Values) {
  if (auto *Map = llvm::dyn_cast_or_null<MappingNode>(N)) {
    for (KeyValueNode &Pair : *Map) {
      std::string Key = scalar(Pair.getKey());
      Values[Key] = scalar(Pair.getValue());
    }
    return;
  }
  auto *List = llvm::dyn_cast_or_null<SequenceNode>(N);
  if (!List)
    return;
  for (Node &Item : *List) {
    auto *Map = llvm::dyn_cast<MappingNode>(&Item);
    if (!Map)
      continue;
    std::string Key, Value;
    for (KeyValueNode &Pair : *Map) {
      std::string Field = scalar(Pair.getKey());
      (Field == "key" ? Key : Value) = scalar(Pair.getValue());
    }
    Values[Key] = Value;
  }
}

static void readFileInto(StringRef Text, CheckOptions &Options) {
  llvm::SourceMgr SM;
  // A file clang-tidy would reject is clang-tidy's to complain about.
  SM.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
  Stream Yaml(Text, SM);
  for (Document &D : Yaml) {
    auto *Map = llvm::dyn_cast_or_null<MappingNode>(D.getRoot());
    if (!Map)
      return;
    for (KeyValueNode &Pair : *Map) {
      std::string Key = scalar(Pair.getKey());
      if (Key == "Checks")
        readChecks(Pair.getValue(), Options.Globs);
      else if (Key == "CheckOptions")
        readOptions(Pair.getValue(), Options.Values);
      else
        Pair.skip();
    }
    return;
  }
}

std::vector<std::string> modelFiles(const CheckOptions &Options) {
  std::vector<std::string> Files;
  auto Found = Options.Values.find("hone-models");
  if (Found == Options.Values.end())
    return Files;
  llvm::SmallVector<StringRef, 4> Parts;
  StringRef(Found->second).split(Parts, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts)
    Files.push_back(Part.trim().str());
  return Files;
}

static void resolveModels(CheckOptions &Options, StringRef Dir) {
  std::string Resolved;
  for (const std::string &File : modelFiles(Options)) {
    llvm::SmallString<256> Path(File);
    llvm::sys::path::make_absolute(Dir, Path);
    Resolved += (Resolved.empty() ? "" : ",") + Path.str().str();
  }
  if (!Resolved.empty())
    Options.Values["hone-models"] = Resolved;
}

CheckOptions withConfiguration(const CheckOptions &CommandLine, StringRef File) {
  CheckOptions Options;
  for (StringRef Dir = llvm::sys::path::parent_path(File); !Dir.empty();
       Dir = llvm::sys::path::parent_path(Dir)) {
    llvm::SmallString<256> Path(Dir);
    llvm::sys::path::append(Path, ".clang-tidy");
    if (!llvm::sys::fs::exists(Path))
      continue;
    if (llvm::Expected<std::string> Text = readFile(Path)) {
      readFileInto(*Text, Options);
      resolveModels(Options, Dir);
    } else {
      llvm::consumeError(Text.takeError());
    }
    break;
  }
  Options.Globs.insert(Options.Globs.end(), CommandLine.Globs.begin(), CommandLine.Globs.end());
  for (const auto &[Key, Value] : CommandLine.Values)
    Options.Values[Key] = Value;
  return Options;
}

} // namespace hone
