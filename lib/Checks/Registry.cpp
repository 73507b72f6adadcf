// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The list of checks, which of them are switched on, and the small answers
// every judge gives. Constant data: nothing registers itself.

#include "hone/Checks/Check.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using llvm::StringRef;

namespace hone {

#define CHECK(NAME, ID) extern const Check NAME;
#include "hone/Checks/Checks.def"
#undef CHECK

static constexpr const Check *All[] = {
#define CHECK(NAME, ID) &NAME,
#include "hone/Checks/Checks.def"
#undef CHECK
};

llvm::ArrayRef<const Check *> allChecks() { return All; }

/// `*` stands for any text, as in clang-tidy.
static bool matchesGlob(StringRef Glob, StringRef Text) {
  std::size_t Star = Glob.find('*');
  if (Star == StringRef::npos)
    return Glob == Text;
  if (!Text.consume_front(Glob.take_front(Star)))
    return false;
  Glob = Glob.drop_front(Star + 1);
  for (std::size_t Skip = 0; Skip <= Text.size(); ++Skip)
    if (matchesGlob(Glob, Text.drop_front(Skip)))
      return true;
  return false;
}

static bool namesCheck(StringRef Glob, StringRef Id) {
  return matchesGlob(Glob, Id) || matchesGlob(Glob, "hone-" + Id.str());
}

static std::vector<StringRef> splitGlobs(const std::vector<std::string> &Globs) {
  std::vector<StringRef> Result;
  for (const std::string &Each : Globs) {
    llvm::SmallVector<StringRef, 8> Parts;
    StringRef(Each).split(Parts, ',');
    for (StringRef Part : Parts)
      if (!Part.trim().empty())
        Result.push_back(Part.trim());
  }
  return Result;
}

bool isEnabled(StringRef Id, const std::vector<std::string> &Globs) {
  std::vector<StringRef> Parts = splitGlobs(Globs);
  bool Enabled = Parts.empty();
  for (StringRef Glob : Parts) {
    bool Off = Glob.consume_front("-");
    if (namesCheck(Glob, Id))
      Enabled = !Off;
  }
  return Enabled;
}

const Check *checkOf(StringRef Id) {
  auto It = llvm::find_if(All, [&](const Check *C) { return C->Id == Id; });
  return It == std::end(All) ? nullptr : *It;
}

std::vector<std::string> unknownGlobs(const std::vector<std::string> &Globs) {
  std::vector<std::string> Result;
  for (StringRef Glob : splitGlobs(Globs)) {
    StringRef Name = Glob;
    Name.consume_front("-");
    if (llvm::none_of(All, [&](const Check *C) { return namesCheck(Name, C->Id); }))
      Result.push_back(Glob.str());
  }
  return Result;
}

Verdict Verdict::legal(std::vector<Obligation> Obligations) {
  Verdict V;
  V.Answer = Kind::Legal;
  V.Obligations = std::move(Obligations);
  return V;
}

Verdict Verdict::refuse(std::string Code, std::string Text) {
  Verdict V;
  V.Answer = Kind::Refused;
  V.Why = {std::move(Code), std::move(Text)};
  return V;
}

Verdict Verdict::needsHint(std::string Code, std::string Text) {
  Verdict V = refuse(std::move(Code), std::move(Text));
  V.Answer = Kind::NeedsHint;
  return V;
}

Verdict Verdict::nothing() { return Verdict(); }

const FunctionDecl &Match::function() const {
  DynTypedNode Node = DynTypedNode::create(node<Stmt>("root"));
  while (true) {
    auto Parents = Context.getParents(Node);
    assert(!Parents.empty() && "the pattern matches inside functions only");
    Node = Parents[0];
    if (const auto *F = Node.get<FunctionDecl>())
      return *F;
  }
}

StringRef Match::option(StringRef Name, StringRef Default) const {
  auto It = Options.find(Name.str());
  return It == Options.end() ? Default : StringRef(It->second);
}

} // namespace hone
