// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Pipeline/Glance.h"
#include "hone/Checks/Check.h"
#include "llvm/TargetParser/Host.h"

using llvm::StringRef;

namespace hone {

EvidenceKey glanceKey(const Finding &F, StringRef Text) {
  EvidenceKey K;
  const Span &Whole = F.FunctionSpan;
  K.Function = Text.slice(Whole.Begin, Whole.End).str();
  for (const Edit &E : F.Fix.Edits) {
    // An #include moves with the lines above it.
    const bool Inside = E.File == Whole.File && Whole.Begin <= E.Offset && E.Offset <= Whole.End;
    K.Function += fmt::format("{}{}:{}:{}", '\0', Inside ? std::to_string(E.Offset - Whole.Begin) : "outside",
                              E.Length, E.Text);
  }
  K.Machine = llvm::sys::getHostCPUName().str();
  K.Check = F.Check;
  if (const Check *Known = checkOf(F.Check))
    K.CheckVersion = Known->Version;
  K.Flags = "at a glance";
  return K;
}

void recallAtAGlance(Store &Evidence, std::vector<Finding> &Findings,
                     const std::map<std::string, StringRef> &Texts) {
  for (Finding &F : Findings) {
    auto Text = Texts.find(F.FunctionSpan.File);
    if (F.Reached != Status::Legal || Text == Texts.end())
      continue;
    std::optional<Finding> Known = Evidence.lookup(glanceKey(F, Text->second));
    if (!Known)
      continue;
    F.Verify = Known->Verify;
    F.Bench = Known->Bench;
    F.Why = Known->Why;
    if (Known->Reached == Status::Different) {
      F.Reached = Status::Different;
      F.Fix = {};
    }
  }
}

} // namespace hone
