// RUN: %check %s
//
// Bounds that the stores of a loop cannot change, and bounds that they might.
#include <cctype>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

int limit = 6;
static int quota = 4;

struct Grid {
  int width, height;
  int area() const { return width * height; }
  int columns() const { return width; }
  int lines() const { return height; }
};

void ramp(std::uint8_t *out, const std::vector<std::uint8_t> &in) {
  for (std::size_t i = 0, size = in.size(); i < size; ++i) // finds
    out[i] = std::uint8_t(i);
}

void rampInt(std::uint8_t *out, const std::vector<int> &in) {
  for (int i = 0, size = static_cast<int>(in.size()); i < size; ++i) // finds
    out[i] = std::uint8_t(i);
}

void initials(char *out, const std::string &name) {
  std::size_t i = 0;
  const std::size_t size = name.length();
  while (i < size) { // finds
    out[i] = '?';
    ++i;
  }
}

// A grid of plain numbers could be read from the bytes.
void fill(std::uint8_t *out, const Grid &grid) {
  for (int i = 0; i < grid.columns() * grid.lines(); ++i) // refuses: may-alias
    out[i] = 1;
}

class Ring {
public:
  explicit Ring(int count) : count_(count) {}
  void number(std::vector<int> &out) const {
    for (int i = 0, count = count_; i < count; ++i) // finds
      out[i] = i;
  }
  void numberHalf(std::vector<int> &out) const {
    if (count_ > 1)
      for (unsigned i = 0, end = count_ / 2u; i < end; ++i) // finds
        out[i] = -1;
  }
  void numberRaw(int *out) const {
    for (int i = 0; i < count_; ++i) // refuses: may-alias
      out[i] = i;
  }
  void countDown(std::vector<int> &out) {
    for (int i = 0; i < count_; ++i) { // refuses: state-written
      out[i] = 0;
      --count_;
    }
  }

private:
  int count_;
};

void globalBound(std::vector<int> &out) {
  for (int i = 0, limitValue = limit; i < limitValue; ++i) // finds
    out[i] = 3;
}

void globalRaw(int *out) {
  for (int i = 0; i < limit; ++i) // refuses: may-alias
    out[i] = 3;
}

// The bound may be an element.
void referenceBound(std::vector<int> &out, const int &count) {
  for (int i = 0; i < count; ++i) // refuses: may-alias
    out[i] = 2;
}

void drain(std::vector<int> &queue) {
  for (std::size_t i = 0; i < queue.size(); ++i) // refuses: resized
    queue.pop_back();
}

void ring(std::uint8_t *out, const std::vector<std::uint8_t> &in) {
  for (std::size_t i = 0; i < in.size(); ++i) { // refuses: call
    out[i] = 4;
    std::fflush(stdout);
  }
}

// Not a grid of bytes: it owns something.
struct Named : Grid {
  std::string name;
};
void fillNamed(std::vector<int> &out, const Named &grid) {
  int *p = out.data();
  for (int i = 0, size = grid.columns() * grid.height; i < size; ++i) // finds
    p[i] = 1;
}

void replaceSpaces(char *text) {
  for (std::size_t i = 0, length = std::strlen(text); i < length; ++i) // finds
    if (text[i] == ' ')
      text[i] = '_';
}

void shout(char *text) {
  for (std::size_t i = 0, length = strlen(text); i < length; ++i) // finds
    text[i] = std::toupper(static_cast<unsigned char>(text[i]));
}

void shoutIndexed(char *text) {
  const std::size_t length = strlen(text);
  for (int i = 0; i < length; i++) // finds
    text[i] = text[i] >= 'a' ? static_cast<char>(toupper(text[i])) : text[i];
}

void truncateAt(char *text, char stop) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] == stop)
      text[i] = '\0';
}

void replaceBy(char *text, char mark) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] = mark;
}

// The terminator is overwritten: the string grows.
void extend(char *text) {
  for (std::size_t i = 0; i < strlen(text) && i < 8; ++i)
    text[i + 1] = 'x';
}

void ahead(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // refuses: may-alias
    if (i == 0)
      ++i;
    text[i] = 'y';
  }
}

void inclusive(char *text, int most) {
  for (std::size_t i = 0; i <= strlen(text); ++i) { // refuses: may-alias
    text[i] = text[i] ? text[i] : char(most);
    if (i > 8)
      break;
  }
}

void copyInto(char *out, const char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-alias
    out[i] = text[i];
}

void consume(const char *text, char *out) {
  for (std::size_t i = 0; i < strlen(text); ++text) { // refuses: state-written
    out[0] = text[i];
  }
}

void counted(const char *text, int (&histogram)[256]) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-alias
    ++histogram[static_cast<unsigned char>(text[i])];
}

#define SIZE_OF(v) v.size()
void viaMacro(std::uint8_t *out, const std::vector<std::uint8_t> &in) {
  for (std::size_t i = 0; i < SIZE_OF(in); ++i)
    out[i] = 5;
}

void labelled(std::uint8_t *out, const std::vector<int> &in, bool skip) {
  if (skip)
    goto done;
  for (int i = 0; i < in.size(); ++i) // refuses: no-place
    out[i] = 6;
done:
  (void)skip;
}

void unrolled(std::uint8_t *out, const std::vector<int> &in) {
#pragma GCC unroll 4
  for (int i = 0; i < in.size(); ++i) // refuses: preprocessor
    out[i] = 7;
}

void locally(char *text) {
  auto run = [text] {
    for (std::size_t i = 0; i < strlen(text); ++i) // refuses: lambda
      text[i] = 'z';
  };
  run();
}

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
Task suspended(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: coroutine
    text[i] = 'w';
  co_return;
}

void inParallel(std::uint8_t *out, const std::vector<int> &in) {
#pragma omp parallel for
  for (std::size_t i = 0; i < in.size(); ++i) // refuses: openmp
    out[i] = 10;
}

volatile int ticks;
void ticking(std::uint8_t *out, const std::vector<int> &in) {
  for (std::size_t i = 0; i < in.size(); ++i) // refuses: volatile
    out[i] = std::uint8_t(ticks);
}

union Bits {
  int number;
  float real;
};
void throughUnion(std::uint8_t *out, const std::vector<int> &in, Bits bits) {
  for (std::size_t i = 0; i < in.size(); ++i) // refuses: unknown-construct
    out[i] = std::uint8_t(bits.number);
}

// A local is nobody else's: the compiler keeps it in a register.
void localBound(std::uint8_t *out, int n) {
  for (int i = 0; i < n; ++i)
    out[i] = 11;
}

// The static has no other name in this unit, but a pointer could be to it.
void staticBound(std::uint8_t *out) {
  for (int i = 0; i < quota; ++i) // refuses: may-alias
    out[i] = 12;
}

static unsigned sum(const std::uint8_t *data, std::size_t n) {
  unsigned result = 0;
  for (std::size_t i = 0; i < n; ++i)
    result = result * 31 + data[i];
  return result;
}

int main() {
  std::uint8_t out[16] = {};
  std::vector<std::uint8_t> bytes(9, 1);
  std::vector<int> values(9, 1), none;
  ramp(out, bytes), std::printf("%u\n", sum(out, 16));
  rampInt(out, values), rampInt(out, none), std::printf("%u\n", sum(out, 16));
  char name[16] = {};
  initials(name, "name"), std::printf("%s\n", name);
  fill(out, {2, 3});
  Named named;
  named.width = 2, named.height = 2;
  fillNamed(values, named);
  Ring ring1(5);
  ring1.number(values), ring1.numberHalf(values), ring1.numberRaw(values.data() + 2);
  ring1.countDown(values);
  for (int v : values)
    std::printf("%d ", v);
  globalBound(values), globalRaw(values.data()), referenceBound(values, values[1]);
  drain(values), std::printf("%zu\n", values.size());
  ring(out, bytes), labelled(out, values, false), unrolled(out, values);
  viaMacro(out, bytes), out[1] = 8;
  inParallel(out, values), ticking(out, values), throughUnion(out, values, {1});
  localBound(out, 2), staticBound(out + 8), std::printf("%u\n", sum(out, 16));
  for (const char *start : {"a b c", "", "x", "Hello, World"}) {
    char text[32] = {};
    std::strcpy(text, start);
    replaceSpaces(text), std::printf("%s ", text);
    shout(text), std::printf("%s ", text);
    shoutIndexed(text), replaceBy(text, 'r'), truncateAt(text, 'q'), std::printf("%s ", text);
    extend(text), ahead(text), std::printf("%s ", text);
    inclusive(text, 0), copyInto(text, text), std::printf("%s\n", text);
    int histogram[256] = {};
    counted(text, histogram), locally(text), suspended(text), std::printf("%d %s\n", histogram['y'], text);
    char last[2] = {};
    consume(text, last), std::printf("%s\n", last);
  }
}
