// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A part of ECMAScript's grammar of regular expressions in which no text has a mistake.
#include "RegexPattern.h"
#include "llvm/ADT/StringExtras.h"

namespace hone {
namespace {

/// Reads the part of ECMAScript's regular expressions about which no library differs.
class PatternReader {
public:
  explicit PatternReader(llvm::StringRef Text) : Rest(Text) {}
  bool isValid() { return Rest.size() <= 200 && alternatives(0) && Rest.empty(); }

private:
  bool alternatives(unsigned Depth);
  bool term(unsigned Depth);
  bool bracket();
  bool repetition(bool OfGroup = false);
  bool escape();

  llvm::StringRef Rest;
  unsigned Counts = 0; ///< Each adds to what the automaton has of states.
};

bool isPlainCharacter(char Ch) {
  return llvm::isPrint(Ch) && !llvm::StringRef("^$\\.*+?()[]{}|").contains(Ch);
}

bool PatternReader::escape() {
  // One letter for a class or a control character, or a sign that stands for itself.
  bool Known = !Rest.empty() && llvm::StringRef("dDwWsStnrfv^$\\.*+?()[]{}|/-").contains(Rest.front());
  Rest = Rest.drop_front(Known);
  return Known;
}

bool PatternReader::bracket() {
  Rest.consume_front("^");
  Rest.consume_front("-");
  for (bool Any = false; !Rest.empty(); Any = true) {
    if (Rest.consume_front("]"))
      return Any;
    if (Rest.consume_front("-]"))
      return Any;
    char From = Rest.front();
    Rest = Rest.drop_front();
    if (From == '\\') {
      if (!escape() || (Rest.starts_with("-") && !Rest.starts_with("-]")))
        return false;
      continue;
    }
    if (!llvm::isPrint(From) || From == '[' || From == '-' || From == '^')
      return false;
    if (!Rest.starts_with("-") || Rest.starts_with("-]"))
      continue;
    char To = Rest.size() > 1 ? Rest[1] : '\0';
    auto Both = [&](auto Is) { return Is(From) && Is(To); };
    if (From > To || !(Both(llvm::isDigit) || Both(llvm::isLower) || Both(llvm::isUpper)))
      return false;
    Rest = Rest.drop_front(2);
  }
  return false;
}

/// `*`, `+`, `?`, `{2}`, `{2,}`, `{2,4}`, each perhaps with a `?`; or nothing.
/// A counted group has all its states so many times, which may be too many.
bool PatternReader::repetition(bool OfGroup) {
  if (Rest.consume_front("{")) {
    unsigned Least = 0, Most = 0;
    if (OfGroup || Rest.consumeInteger(10, Least) || Least > 20 || ++Counts > 2)
      return false;
    bool Open = Rest.consume_front(",");
    if (Open && !Rest.starts_with("}") && (Rest.consumeInteger(10, Most) || Most > 20 || Most < Least))
      return false;
    if (!Rest.consume_front("}"))
      return false;
  } else if (!Rest.consume_front("*") && !Rest.consume_front("+") && !Rest.consume_front("?")) {
    return true;
  }
  Rest.consume_front("?");
  return true;
}

bool PatternReader::term(unsigned Depth) {
  if (Rest.consume_front("^") || Rest.consume_front("$") || Rest.consume_front("\\b"))
    return true;
  if (Rest.consume_front("(")) {
    Rest.consume_front("?:");
    return Depth < 8 && alternatives(Depth + 1) && Rest.consume_front(")") && repetition(/*OfGroup=*/true);
  }
  if (Rest.consume_front("["))
    return bracket() && repetition();
  if (Rest.consume_front("\\"))
    return escape() && repetition();
  if (Rest.empty() || (Rest.front() != '.' && !isPlainCharacter(Rest.front())))
    return false;
  Rest = Rest.drop_front();
  return repetition();
}

bool PatternReader::alternatives(unsigned Depth) {
  do
    do
      if (!term(Depth))
        return false;
    while (!Rest.empty() && Rest.front() != '|' && Rest.front() != ')');
  while (Rest.consume_front("|"));
  return true;
}

} // namespace

bool isFaultlessPattern(llvm::StringRef Text) { return PatternReader(Text).isValid(); }

} // namespace hone
