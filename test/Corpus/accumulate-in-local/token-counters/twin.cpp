// Leave alone: one counter is atomic and another thread reads it.
// Function: countMarks
#include <atomic>
#include <cstdint>
#include <string>

struct LineMarks {
  int separators = 0;
  int namespaces = 0;
};

// Counts the marks of an example line: blanks part features, a bar opens a namespace.
bool countMarks(const std::string &line, std::atomic<int> &separators, volatile int &namespaces) {
  bool any = false;
  for (char c : line) {
    if (c == ' ' || c == '\t')
      ++separators;
    if (c == '|') {
      namespaces = namespaces + 1;
      any = true;
    }
  }
  return any;
}
