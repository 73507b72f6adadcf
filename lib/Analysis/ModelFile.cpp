// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a model file. Every word has a type of its own, so that a misspelling
// is an error with its line and never an entry that says less than was meant.

#include "Models.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/YAMLTraits.h"

using namespace hone;
using llvm::StringRef;

LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(hone::Spot)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(hone::Need)
LLVM_YAML_IS_SEQUENCE_VECTOR(hone::Model)
LLVM_YAML_IS_SEQUENCE_VECTOR(hone::ModelScope)

/// The word's value into \p Value, or \p Sentence.
template <typename T>
static StringRef take(std::optional<T> Word, T &Value, StringRef Sentence) {
  if (!Word)
    return Sentence;
  Value = *Word;
  return StringRef();
}

namespace llvm::yaml {

template <> struct ScalarTraits<Spot> {
  static void output(const Spot &, void *, raw_ostream &) {}
  static StringRef input(StringRef Word, void *, Spot &S) {
    constexpr StringLiteral Sentence =
        "a place is object, elements, keys, owned, argument-N, elements-N, "
        "pointee-N, pointees, "
        "library or anything, with N from 1";
    auto [Kind, Number] = Word.split('-');
    if (Word.contains('-')) {
      if (Number.getAsInteger(10, S.Argument) || S.Argument == 0)
        return Sentence;
      return take(StringSwitch<std::optional<Spot::Kind>>(Kind)
                      .Case("argument", Spot::Kind::Argument)
                      .Case("elements", Spot::Kind::ArgumentElements)
                      .Case("pointee", Spot::Kind::Pointee)
                      .Default(std::nullopt),
                  S.What, Sentence);
    }
    return take(StringSwitch<std::optional<Spot::Kind>>(Kind)
                    .Case("object", Spot::Kind::Object)
                    .Case("elements", Spot::Kind::Elements)
                    .Case("keys", Spot::Kind::Keys)
                    .Case("owned", Spot::Kind::Owned)
                    .Case("pointees", Spot::Kind::Pointees)
                    .Case("library", Spot::Kind::Library)
                    .Case("anything", Spot::Kind::Anything)
                    .Default(std::nullopt),
                S.What, Sentence);
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<Need> {
  static void output(const Need &, void *, raw_ostream &) {}
  static StringRef input(StringRef Word, void *, Need &N) {
    return take(StringSwitch<std::optional<Need>>(Word)
                    .Case("arithmetic", Need::Arithmetic)
                    .Case("floating-result", Need::FloatingResult)
                    .Case("integers", Need::Integers)
                    .Case("plain-elements", Need::PlainElements)
                    .Case("quiet-elements", Need::QuietElements)
                    .Case("plain-keys", Need::PlainKeys)
                    .Case("known-arguments", Need::KnownArguments)
                    .Case("plain-arguments", Need::PlainArguments)
                    .Case("owner-argument", Need::OwnerArgument)
                    .Case("product-argument", Need::ProductArgument)
                    .Case("variant-argument", Need::VariantArgument)
                    .Case("strings", Need::Strings)
                    .Case("iterators", Need::Iterators)
                    .Case("plain-range", Need::PlainRange)
                    .Case("comparable-range", Need::ComparableRange)
                    .Case("numbers-range", Need::NumbersRange)
                    .Case("local-stream", Need::LocalStream)
                    .Case("text", Need::Text)
                    .Default(std::nullopt),
                N, "not a condition; docs/models.md lists them");
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<Result> {
  static void output(const Result &, void *, raw_ostream &) {}
  static StringRef input(StringRef Word, void *, Result &R) {
    return take(StringSwitch<std::optional<Result>>(Word)
                    .Case("value", Result::Value)
                    .Case("element", Result::Element)
                    .Case("object", Result::Object)
                    .Case("same", Result::Same)
                    .Case("argument", Result::Argument)
                    .Case("part", Result::Part)
                    .Default(std::nullopt),
                R,
                "a result is a value, element, object, same, argument or part");
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<Invalidates> {
  static void output(const Invalidates &, void *, raw_ostream &) {}
  static StringRef input(StringRef Word, void *, Invalidates &I) {
    return take(StringSwitch<std::optional<Invalidates>>(Word)
                    .Case("iterators", Invalidates::Iterators)
                    .Case("references", Invalidates::References)
                    .Default(std::nullopt),
                I,
                "what is invalidated is iterators, or references (and "
                "iterators with them)");
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<Model> {
  static void mapping(IO &Io, Model &M) {
    Io.mapRequired("names", M.Names);
    Io.mapOptional("parameters", M.Parameters);
    Io.mapOptional("const", M.Const);
    Io.mapOptional("needs", M.Needs);
    Io.mapOptional("reads", M.Reads);
    Io.mapOptional("writes", M.Writes);
    Io.mapOptional("allocates", M.Allocates);
    Io.mapOptional("releases", M.Releases);
    Io.mapOptional("errno", M.Errno);
    Io.mapOptional("mathematics", M.Mathematics);
    Io.mapOptional("adds", M.Adds);
    Io.mapOptional("stops", M.Stops);
    Io.mapOptional("throws", M.Throws);
    Io.mapOptional("hazard", M.Hazard);
    Io.mapOptional("calls", M.Calls);
    Io.mapOptional("keeps", M.Keeps);
    Io.mapOptional("invalidates", M.Ends);
    Io.mapOptional("result", M.Gives);
  }
  static std::string validate(IO &, Model &M) {
    return M.Names.empty() ? "names is a list of at least one function" : "";
  }
};

template <> struct MappingTraits<ModelScope> {
  static void mapping(IO &Io, ModelScope &S) {
    Io.mapOptional("class", S.Classes);
    Io.mapOptional("namespace", S.Namespaces);
    Io.mapOptional("suffixes", S.Suffixes);
    Io.mapRequired("functions", S.Functions);
    S.BuiltIn = *static_cast<bool *>(Io.getContext());
  }
  static std::string validate(IO &, ModelScope &S) {
    if (S.Classes.empty() == S.Namespaces.empty())
      return "an entry is about a class or a namespace: give a list of one or "
             "the other";
    for (const auto *List : {&S.Classes, &S.Namespaces})
      for (StringRef Name : *List)
        if (!S.BuiltIn &&
            (Name == "std" || Name == "c" || Name.starts_with("std::")))
          return "the standard library is not described here: name what is the "
                 "project's own";
    return "";
  }
};

} // namespace llvm::yaml

static void keepFirst(const llvm::SMDiagnostic &D, void *Where) {
  auto &First = *static_cast<std::string *>(Where);
  if (First.empty())
    First = (llvm::Twine(D.getFilename()) + ":" + llvm::Twine(D.getLineNo()) +
             ": " + D.getMessage())
                .str();
}

llvm::Expected<std::vector<ModelScope>>
hone::readModels(StringRef Name, StringRef Text, bool BuiltIn) {
  std::vector<ModelScope> Scopes;
  std::string First;
  llvm::yaml::Input In(llvm::MemoryBufferRef(Text, Name), &BuiltIn, keepFirst,
                       &First);
  In >> Scopes;
  if (In.error())
    return llvm::createStringError(
        In.error(), First.empty()
                        ? (Name + " is not a list of models").str().c_str()
                        : First.c_str());
  return Scopes;
}
