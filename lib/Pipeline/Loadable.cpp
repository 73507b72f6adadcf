// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of other units, compiled once more where tests could not load what the build has made of them.
#include "hone/Verify/Loadable.h"
#include "Session.h"
#include "hone/Pipeline/Workers.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace hone {

/// Where it is kept: by the object itself, so that a build that changes it asks for another one.
static std::string placeOf(const Project &P, const Unit &U, const std::string &Object) {
  llvm::Expected<std::string> Built = readFile(Object);
  if (!Built) {
    llvm::consumeError(Built.takeError());
    return "";
  }
  const std::string Command = U.Directory + '\0' + llvm::join(U.ClangFlags, std::string_view("\0", 1)) + '\0' + U.MainFile;
  return fmt::format("{}/.hone/objects/{:016x}-{:016x}.o", P.Root, hashBytes(Command), hashBytes(*Built));
}

/// By their paths, the units that the objects were made of. Those that this run looks at may be only some.
static std::map<std::string, Unit> unitsOfObjects(const Options &O, const Project &P) {
  std::map<std::string, Unit> Sources, Made;
  auto Add = [&](const std::vector<Unit> &Units) {
    for (const Unit &U : Units)
      Sources.try_emplace(U.MainFile, U);
  };
  Add(P.Units);
  if (!O.Project.Files.empty() || !O.Lines.empty() || !O.Since.empty()) {
    ProjectOptions All = O.Project;
    All.Files.clear();
    if (llvm::Expected<Project> Whole = Project::load(All))
      Add(Whole->Units);
    else
      llvm::consumeError(Whole.takeError());
  }
  for (const BuiltObject &Object : P.Objects)
    if (auto From = Sources.find(Object.Source); From != Sources.end())
      Made.try_emplace(Object.Path, From->second);
  return Made;
}

void Session::makeLoadable() {
  if (!Evidence)
    return;
  std::set<std::vector<std::string>> Wanted;
  for (const TestItem &Item : Queue)
    if (const std::vector<std::string> &Objects = Analyses[Item.Unit].Plan.Objects; !Objects.empty() && LoadableAsked.insert(Item.Unit).second)
      Wanted.insert(Objects);
  if (Wanted.empty())
    return;
  const std::map<std::string, Unit> Made = unitsOfObjects(O, P);
  std::map<std::string, std::string> Places; // Of what is not there yet.
  for (const std::vector<std::string> &Objects : Wanted) {
    std::map<std::string, std::string> Missing;
    for (const std::string &Object : Objects)
      if (auto From = Made.find(Object); From != Made.end() && !Loadable.count(Object))
        if (std::string Place = placeOf(P, From->second, Object); llvm::sys::fs::exists(Place))
          Loadable[Object] = Place;
        else if (!Place.empty())
          Missing[Object] = Place;
    if (!Missing.empty() && !canBeLoaded(Objects))
      Places.insert(Missing.begin(), Missing.end());
  }
  if (Places.empty() || llvm::sys::fs::create_directories(P.Root + "/.hone/objects"))
    return;
  const std::vector<std::pair<std::string, std::string>> Open(Places.begin(), Places.end());
  std::size_t Done = 0;
  progress("compile other units for the tests", 0, Open.size());
  auto Work = [&](std::size_t I) {
    llvm::Error Failed = compileLoadable(Made.at(Open[I].first), Open[I].second);
    return Failed ? packed(std::move(Failed)) : packed(llvm::json::Value(true));
  };
  auto Take = [&](std::size_t I, llvm::Expected<std::string> Payload) {
    progress("compile other units for the tests", ++Done, Open.size());
    // Without it, what calls that unit is not tested, and says so.
    if (auto Compiled = unpacked<bool>(std::move(Payload), "worker"))
      Loadable[Open[I].first] = Open[I].second;
    else
      llvm::consumeError(Compiled.takeError());
  };
  forkEach(Open.size(), O.Jobs, VerifyLimits, Work, Take, Frame);
}

} // namespace hone
