// By hand: both counts in locals, added once if anything was counted.
#include <atomic>
#include <cstdint>
#include <string>

struct LineMarks {
  int separators = 0;
  int namespaces = 0;
};

// Counts the marks of an example line: blanks part features, a bar opens a namespace.
bool countMarks(const std::string &line, int &separators, int &namespaces) {
  // The text may not hold the counters, yet a caller may give one counter for both.
  int blanks = 0, bars = 0;
  for (char c : line) {
    blanks += c == ' ' || c == '\t';
    bars += c == '|';
  }
  if (blanks)
    separators += blanks;
  if (bars)
    namespaces += bars;
  return bars != 0;
}
