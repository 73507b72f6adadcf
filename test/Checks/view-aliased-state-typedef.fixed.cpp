// RUN: %check %s
// A pointer that is kept in a local, by the name that the class has for its type.
#include <cstdio>
#include <string>

class Reader {
public:
  using Location = const char *;
  explicit Reader(const std::string &text) : current_(text.data()), end_(text.data() + text.size()) {}
  int blanks() {
    int n = 0;
    const Location end = end_;
    while (current_ != end && *current_ == ' ') { // finds
      ++current_;
      ++n;
    }
    return n;
  }

private:
  Location current_, end_;
};

int main() {
  std::string text = "  x";
  std::printf("%d\n", Reader(text).blanks());
}
