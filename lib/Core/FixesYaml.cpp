// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One traits class for both kinds of document: clang-tidy's has Diagnostics,
// that of the refactoring tools has Replacements.
#include "hone/Core/FixesYaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/YAMLTraits.h"

using hone::Edit;
using hone::ExportedFix;
using hone::ExportedFixes;
using llvm::StringRef;

LLVM_YAML_IS_SEQUENCE_VECTOR(Edit)
LLVM_YAML_IS_SEQUENCE_VECTOR(ExportedFix)
LLVM_YAML_IS_DOCUMENT_LIST_VECTOR(ExportedFixes)

namespace {
/// What the format nests below DiagnosticMessage.
struct Where {
  ExportedFix &Of;
};

constexpr llvm::StringLiteral FoundIn = "found in this unit";
struct Note {
  std::string Message, File;
  unsigned Offset = 0;
  std::vector<Edit> Edits;
};
} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(Note)

namespace llvm::yaml {

template <> struct MappingTraits<Edit> {
  static void mapping(IO &Io, Edit &E) {
    Io.mapRequired("FilePath", E.File);
    Io.mapRequired("Offset", E.Offset);
    Io.mapRequired("Length", E.Length);
    Io.mapRequired("ReplacementText", E.Text);
  }
};

template <> struct MappingTraits<Where> {
  static void mapping(IO &Io, Where &W) {
    Io.mapRequired("Message", W.Of.Message);
    Io.mapOptional("FilePath", W.Of.File);
    Io.mapOptional("FileOffset", W.Of.Offset);
    Io.mapRequired("Replacements", W.Of.Edits);
  }
};

template <> struct MappingTraits<Note> {
  static void mapping(IO &Io, Note &N) {
    Io.mapRequired("Message", N.Message);
    Io.mapOptional("FilePath", N.File);
    Io.mapOptional("FileOffset", N.Offset);
    Io.mapRequired("Replacements", N.Edits);
  }
};

template <> struct MappingTraits<ExportedFix> {
  static void mapping(IO &Io, ExportedFix &F) {
    Where Message{F};
    std::vector<Note> Notes;
    for (const std::string &Unit : F.Units)
      Notes.push_back({FoundIn.str(), Unit, 0, {}});
    Io.mapRequired("DiagnosticName", F.Check);
    Io.mapRequired("DiagnosticMessage", Message);
    Io.mapOptional("Notes", Notes);
    if (!Io.outputting() && StringRef(F.Check).starts_with("hone-"))
      for (const Note &N : Notes)
        if (N.Message == FoundIn)
          F.Units.push_back(N.File);
    Io.mapOptional("Level", F.Level);
    Io.mapOptional("BuildDirectory", F.Directory);
  }
};

template <> struct MappingTraits<ExportedFixes> {
  static void mapping(IO &Io, ExportedFixes &D) {
    Io.mapOptional("MainSourceFile", D.MainFile);
    if (Io.outputting()) {
      Io.mapRequired("Diagnostics", D.Fixes);
      return;
    }
    std::optional<std::vector<ExportedFix>> Fixes;
    std::optional<std::vector<Edit>> Loose;
    Io.mapOptional("Diagnostics", Fixes);
    Io.mapOptional("Replacements", Loose);
    if (!Fixes && !Loose)
      return Io.setError("no exported fixes: it has neither Diagnostics nor "
                         "Replacements");
    D.Fixes = std::move(Fixes).value_or(std::vector<ExportedFix>());
    D.Loose = std::move(Loose).value_or(std::vector<Edit>());
  }
};

} // namespace llvm::yaml

namespace hone {

static void keepFirst(const llvm::SMDiagnostic &D, void *Where) {
  auto &First = *static_cast<std::string *>(Where);
  if (First.empty())
    First = (llvm::Twine(D.getFilename()) + ":" + llvm::Twine(D.getLineNo()) +
             ": " + D.getMessage())
                .str();
}

llvm::Expected<std::vector<ExportedFixes>> parseExportedFixes(StringRef Text,
                                                              StringRef Name) {
  std::vector<ExportedFixes> Documents;
  // What run-clang-tidy leaves if there was nothing to say.
  if (Text.trim().empty())
    return Documents;
  std::string First;
  llvm::yaml::Input In(llvm::MemoryBufferRef(Text, Name), nullptr, keepFirst,
                       &First);
  In.setAllowUnknownKeys(true);
  In >> Documents;
  if (In.error())
    return llvm::createStringError(
        In.error(), "%s",
        First.empty()
            ? (Name + " is not a file of exported fixes").str().c_str()
            : First.c_str());
  return Documents;
}

std::string printExportedFixes(const ExportedFixes &Document) {
  ExportedFixes Whole = Document;
  llvm::erase_if(Whole.Fixes, [](const ExportedFix &F) {
    return llvm::any_of(F.Edits, [](const Edit &E) {
      return !llvm::json::isUTF8(E.Text) || !llvm::json::isUTF8(E.File);
    });
  });
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::yaml::Output Out(OS);
  Out << Whole;
  return Text;
}

} // namespace hone
