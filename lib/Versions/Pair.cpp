// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From two lists of declarations to what must be tested: each function that
// both versions define, but not alike, as edits that turn one into the other.
#include "hone/Core/Json.h"
#include "hone/Versions/Versions.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/xxhash.h"

namespace hone {

static llvm::StringMap<const Declared *> byKey(const UnitVersion &V) {
  llvm::StringMap<const Declared *> Map;
  for (const Declared &D : V.All)
    Map.try_emplace(D.Key, &D);
  return Map;
}

/// The text from \p Offset of the file to the end of the declaration.
static llvm::StringRef from(const Declared &D, unsigned Offset) {
  return llvm::StringRef(D.Text).drop_front(Offset - D.Where.Begin);
}

/// One edit: all lines of the two texts but those they share at both ends.
static Edit difference(const std::string &File, unsigned Offset, llvm::StringRef Before,
                       llvm::StringRef After) {
  std::size_t Front = 0;
  for (std::size_t I = 0; I < Before.size() && I < After.size() && Before[I] == After[I]; ++I)
    if (Before[I] == '\n')
      Front = I + 1;
  Before = Before.drop_front(Front);
  After = After.drop_front(Front);
  std::size_t Back = 0;
  for (std::size_t I = 1; I <= Before.size() && I <= After.size() &&
                          Before[Before.size() - I] == After[After.size() - I];
       ++I)
    if (Before[Before.size() - I] == '\n')
      Back = I - 1;
  Before = Before.drop_back(Back);
  After = After.drop_back(Back);
  return {File, Offset + static_cast<unsigned>(Front), static_cast<unsigned>(Before.size()),
          After.str()};
}

static Finding pairOf(const Declared &Before, const Declared &After,
                      const std::string &NewIncludes) {
  Finding F;
  F.Id = fmt::format("{:016x}", llvm::xxh3_64bits("verify " + After.Key)).substr(0, 12);
  F.Check = "verify";
  F.Message = "differs between the versions";
  F.Function = After.Name;
  F.Where = Before.Where;        // where its twin is planned,
  F.FunctionSpan = After.Where;  // and where people find it
  F.Trust = Level::Tested;
  auto Head = [](const Declared &D) {
    return from(D, D.ParamsBegin).take_front(D.BodyBegin - D.ParamsBegin).rtrim();
  };
  bool SameHead = Head(Before) == Head(After);
  unsigned Begin = SameHead ? Before.BodyBegin : Before.ParamsBegin;
  F.Fix.Edits.push_back(difference(Before.Where.File, Begin, from(Before, Begin),
                                   from(After, SameHead ? After.BodyBegin : After.ParamsBegin)));
  if (!NewIncludes.empty())
    F.Fix.Edits.insert(F.Fix.Edits.begin(), {Before.Where.File, 0, 0, NewIncludes});
  return F;
}

std::vector<Finding> pairFunctions(const UnitVersion &Before, const UnitVersion &After,
                                   std::vector<std::string> &Notes) {
  llvm::StringSet<> Known(llvm::from_range, Before.Includes);
  std::string NewIncludes;
  for (const std::string &Line : After.Includes)
    if (Known.insert(Line).second)
      NewIncludes += Line + "\n";
  llvm::StringMap<const Declared *> Old = byKey(Before);
  std::vector<Finding> Found;
  for (const Declared &D : After.All) {
    auto It = Old.find(D.Key);
    if (It == Old.end() || It->second->Meaning == D.Meaning)
      continue;
    if (D.IsFunction)
      Found.push_back(pairOf(*It->second, D, NewIncludes));
    else
      Notes.push_back(fmt::format("'{}' is declared otherwise, too: its functions were compared "
                                  "with it as it was", D.Name));
  }
  return Found;
}

std::string addedDeclarations(const UnitVersion &Before, const UnitVersion &After) {
  llvm::StringMap<const Declared *> Old = byKey(Before), New = byKey(After);
  std::string Text;
  for (const Declared &D : After.All) {
    bool Defined = llvm::StringRef(D.Key).starts_with("declaration of ") &&
                   New.count(llvm::StringRef(D.Key).drop_front(strlen("declaration of ")));
    if (Old.count(D.Key) || D.IsMember || Defined || D.Name == "main")
      continue;
    Text += D.Namespaces + "\n" + D.Text + (D.IsFunction ? "\n" : ";\n");
    Text += std::string(D.Depth, '}') + "\n";
  }
  return Text;
}

static llvm::json::Value toJSON(const Declared &D) {
  llvm::json::Object O{{"key", toUtf8(D.Key)},
                       {"name", toUtf8(D.Name)},
                       {"file", D.Where.File},
                       {"numbers", llvm::json::Array{D.Where.Begin, D.Where.End, D.Where.Line,
                                                     D.Where.Column, D.Where.EndLine,
                                                     D.ParamsBegin, D.BodyBegin, D.Depth}},
                       {"function", D.IsFunction},
                       {"member", D.IsMember},
                       {"namespaces", toUtf8(D.Namespaces)}};
  putText(O, "text", D.Text);
  putText(O, "meaning", D.Meaning);
  return O;
}

static bool fromJSON(const llvm::json::Value &V, Declared &D, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  std::vector<unsigned> Numbers;
  if (!(O && O.map("key", D.Key) && O.map("name", D.Name) && O.map("file", D.Where.File) &&
        O.map("numbers", Numbers) && O.map("function", D.IsFunction) &&
        O.map("member", D.IsMember) && O.map("namespaces", D.Namespaces) && Numbers.size() == 8 &&
        getText(*V.getAsObject(), "text", D.Text) &&
        getText(*V.getAsObject(), "meaning", D.Meaning)))
    return false;
  unsigned *Fields[] = {&D.Where.Begin,   &D.Where.End,   &D.Where.Line, &D.Where.Column,
                        &D.Where.EndLine, &D.ParamsBegin, &D.BodyBegin,  &D.Depth};
  for (unsigned I = 0; I != 8; ++I)
    *Fields[I] = Numbers[I];
  return true;
}

llvm::json::Value toJSON(const UnitVersion &V) {
  llvm::json::Array All;
  for (const Declared &D : V.All)
    All.push_back(toJSON(D));
  return llvm::json::Object{{"all", std::move(All)},
                            {"includes", llvm::json::Array(V.Includes)},
                            {"files", llvm::json::Array(V.Files)}};
}

bool fromJSON(const llvm::json::Value &V, UnitVersion &Version, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  return O && O.map("all", Version.All) && O.map("includes", Version.Includes) &&
         O.map("files", Version.Files);
}

} // namespace hone
