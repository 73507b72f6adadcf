// To find: two counters reached by reference are updated under a condition for each token.
// Function: countMarks
// Model: Vowpal Wabbit, vowpalwabbit/core/include/vw/core/parse_example.h, read_features and its
//   num_chars by reference, https://github.com/VowpalWabbit/vowpal_wabbit at 872fd8da03
#include <atomic>
#include <cstdint>
#include <string>

struct LineMarks {
  int separators = 0;
  int namespaces = 0;
};

// Counts the marks of an example line: blanks part features, a bar opens a namespace.
bool countMarks(const std::string &line, int &separators, int &namespaces) {
  bool any = false;
  for (char c : line) {
    if (c == ' ' || c == '\t')
      ++separators;
    if (c == '|') {
      ++namespaces;
      any = true;
    }
  }
  return any;
}
