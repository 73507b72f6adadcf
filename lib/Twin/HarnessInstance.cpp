// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An instance of a function template is named by its arguments and its type.
// The types get names inside the case, which may be a friend of the classes
// they are private to; what calls the twin is not.
#include "HarnessWriter.h"
#include "Instances.h"

using namespace hone;
using clang::QualType;

static bool isLambda(QualType T) {
  const clang::CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && R->isLambda();
}

llvm::Error HarnessWriter::planInstance() {
  if (!F.isTemplateInstantiation())
    return llvm::Error::success();
  auto Refuse = [](const std::string &Text) { return llvm::createStringError("template: " + Text); };
  if (const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(F.getDeclContext()))
    for (const clang::TemplateArgument &A : S->getTemplateArgs().asArray())
      if (std::string Problem = Types.whyUnspelled(A); !Problem.empty())
        return Refuse("an argument of its class is " + Problem);
  if (const clang::FunctionDecl *Other = rivalOf(F))
    return Refuse("another template of its name may be meant, in line " +
                  std::to_string(Context.getSourceManager().getExpansionLineNumber(Other->getLocation())));
  for (const clang::TemplateArgument &A : writtenArguments(F)) {
    if (A.getKind() == clang::TemplateArgument::Type)
      if (QualType T = A.getAsType().getNonReferenceType(); isLambda(T) && standIn(T).empty())
        return Refuse("an argument is a lambda that no pure function stands for");
    if (std::string Problem = Types.whyUnspelled(A); !Problem.empty())
      return Refuse("an argument is " + Problem);
    std::string Written = Types.spellArgument(A);
    if (A.getKind() == clang::TemplateArgument::Type) {
      std::string Name = "A" + std::to_string(Arguments.size());
      ArgumentTypes += "  using " + Name + " = " + Written + ";\n";
      Written = "hone_test::" + caseName() + "::" + Name;
    }
    Arguments.push_back(Written);
  }
  return llvm::Error::success();
}

/// The names of the arguments, and `Function`, a pointer to the instance.
std::string HarnessWriter::instanceTypes() const {
  if (!F.getPrimaryTemplate())
    return "";
  std::string Parameters;
  for (const clang::ParmVarDecl *P : F.parameters())
    Parameters += (Parameters.empty() ? "" : ", ") + Types.spell(P->getType());
  std::string Ref = Method && Method->getRefQualifier() != clang::RQ_None
                        ? (Method->getRefQualifier() == clang::RQ_RValue ? " &&" : " &")
                        : "";
  return ArgumentTypes + "  using Returned = " + Types.spell(F.getReturnType()) +
         ";\n  using Function = Returned (" + (Method ? "Self::" : "") + "*)(" + Parameters + ")" +
         (Method && Method->isConst() ? " const" : "") + Ref + ";\n";
}

/// The instance of the template \p Name that is meant.
std::string HarnessWriter::instanceOf(llvm::StringRef Name) const {
  std::string List;
  for (const std::string &A : Arguments)
    List += (List.empty() ? "" : ", ") + A;
  return "static_cast<hone_test::" + caseName() + "::Function>(&" + Name.str() +
         (Name.ends_with("<") ? " <" : "<") + List + ">)";
}
