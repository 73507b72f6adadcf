// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which view is asked for.
#include "Views.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringSwitch.h"

namespace hone {

std::optional<Format> parseFormat(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<Format>>(Word)
      .Case("text", Format::Text)
      .Case("json", Format::Json)
      .Case("html", Format::Html)
      .Case("md", Format::Markdown)
      .Case("sarif", Format::Sarif)
      .Case("rdjsonl", Format::Rdjsonl)
      .Case("github", Format::Github)
      .Default(std::nullopt);
}

llvm::Expected<std::string> render(const Report &R, Format As, const TextOptions &Options) {
  if (As == Format::Html)
    return htmlOfAll(R);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  switch (As) {
  case Format::Text:
    writeText(R, Options, OS);
    break;
  case Format::Json:
    writeJson(R, OS);
    break;
  case Format::Markdown:
    writeMarkdown(R, OS);
    break;
  case Format::Sarif:
    writeSarif(R, OS);
    break;
  case Format::Rdjsonl:
    writeRdjsonl(R, OS);
    break;
  case Format::Github:
    writeGithub(R, OS);
    break;
  case Format::Html:
    llvm_unreachable("returned above");
  }
  return Text;
}

llvm::Expected<std::string> render(const ApplyReport &R, Format As, const TextOptions &Options) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (As == Format::Text)
    writeText(R, Options, OS);
  else if (As == Format::Json)
    writeJson(R, OS);
  else
    return failure("hone apply knows --format=text and --format=json only");
  return Text;
}

} // namespace hone
