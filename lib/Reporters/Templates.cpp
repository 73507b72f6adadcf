// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Templates.h"
#include "llvm/Support/Mustache.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;
using llvm::mustache::MustacheContext;
using llvm::mustache::Template;

namespace hone {

// Each is the list of a file's bytes.
static constexpr char Index[] = {
#include "templates/index.mustache.inc"
};
static constexpr char File[] = {
#include "templates/file.mustache.inc"
};
static constexpr char Source[] = {
#include "templates/source.mustache.inc"
};
static constexpr char Finding[] = {
#include "templates/finding.mustache.inc"
};
static constexpr char Legend[] = {
#include "templates/legend.mustache.inc"
};
static constexpr char Style[] = {
#include "templates/style.css.inc"
};
static constexpr char Script[] = {
#include "templates/page.js.inc"
};
static constexpr char Markdown[] = {
#include "templates/report.md.mustache.inc"
};

template <std::size_t N> static StringRef textOf(const char (&Bytes)[N]) { return {Bytes, N}; }

static StringRef textOf(TemplateName Name) {
  switch (Name) {
  case TemplateName::Index:
    return textOf(Index);
  case TemplateName::File:
    return textOf(File);
  case TemplateName::Markdown:
    return textOf(Markdown);
  }
  llvm_unreachable("every template is handled");
}

std::string renderTemplate(TemplateName Name, llvm::json::Object Model) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  MustacheContext Context(Memory, Saver);
  Template Whole(textOf(Name), Context);
  if (Name == TemplateName::Markdown) {
    Whole.overrideEscapeCharacters(llvm::DenseMap<char, std::string>());
  } else {
    Whole.registerPartial("source", textOf(Source).str());
    Whole.registerPartial("finding", textOf(Finding).str());
    Whole.registerPartial("legend", textOf(Legend).str());
    Model["style"] = textOf(Style);
    Model["script"] = textOf(Script);
  }
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Whole.render(llvm::json::Value(std::move(Model)), OS);
  return Text;
}

} // namespace hone
