// RUN: %check %s
//
// The locals are set before the loop begins: what stands in front of the first
// read, and what was not there to be read.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

static void show(const char *name, const Bytes &bytes) {
  std::printf("%s", name);
  for (int byte : bytes)
    std::printf(" %d", byte);
  std::puts("");
}

// A null pointer is found out before it is followed.
struct Part {
  int n = 3;
  Bytes bytes;
  static const int most = 4;
};
static std::size_t check(const Part *p) {
  if (!p)
    throw 1;
  return 0;
}
void guarded(Part *p) {
  for (std::size_t i = check(p); i < p->bytes.size(); ++i) // refuses: maybe-null
    p->bytes[i] = std::uint8_t(p->n);
}
void guardedInTest(Part *p) {
  std::size_t i = 0;
  while (check(p), i < p->bytes.size()) // refuses: maybe-null
    p->bytes[i++] = std::uint8_t(p->n);
}
void followed(Part *p) {
  std::span<std::uint8_t> bytes(p->bytes);
  const int n = p->n;
  for (std::size_t i = 0; i < bytes.size(); ++i) // finds
    bytes[i] = std::uint8_t(n);
}

// Named, but not followed.
void measured(Part *p, Bytes &out, std::size_t size) {
  std::span<std::uint8_t> outView(out);
  for (std::size_t i = 0; i < size / sizeof(p->n); ++i) // finds
    outView[i] = std::uint8_t(p->n);
}
void limited(Part *p, Bytes &out, int n) {
  std::span<std::uint8_t> outView(out);
  for (int i = 0; i < n * p->most; ++i) // finds
    outView[i] = std::uint8_t(p->n);
}

// A truth value that nobody has set yet.
void set(bool *flag) { *flag = true; }
void local(Bytes &out, int n) {
  bool flag;
  if (n)
    set(&flag);
  std::span<std::uint8_t> outView(out);
  for (int i = 0; i < n; ++i) // finds
    outView[i] = flag ? 1 : 2;
}
struct Flagged {
  Bytes bytes;
  bool flag;
  Flagged() : flag(true) {}
  Flagged(const Flagged &other) : bytes(other.bytes) {}
  void run() {
    std::span<std::uint8_t> bytesView(bytes);
    for (std::size_t i = 0; i < bytesView.size(); ++i) // finds
      bytesView[i] = flag ? 1 : 2;
  }
};
struct FromAny {
  Bytes bytes;
  bool flag;
  FromAny() : flag(true) {}
  template <class T> explicit FromAny(T) {}
  void run() {
    std::span<std::uint8_t> bytesView(bytes);
    for (std::size_t i = 0; i < bytesView.size(); ++i) // finds
      bytesView[i] = flag ? 1 : 2;
  }
};
// ... and one of an object that is not made yet.
struct Options {
  Bytes bytes;
  bool on = true;
};
struct Worker {
  Worker(const Options &options, Bytes &bytes) {
    std::span<std::uint8_t> bytesView(bytes);
    for (std::size_t i = 0; i < bytesView.size(); ++i) // finds
      bytesView[i] = options.on ? 1 : 2;
  }
};
struct Outer {
  Bytes none;
  Worker worker;
  Options options;
  Outer() : worker(options, none) {}
};

// No constant expression may read what was not set.
struct Gain {
  int gain;
  int limit = 0;
  unsigned char cells[4]{};
  constexpr Gain() {}
  constexpr int run() {
    for (int i = 0; i < limit; ++i)
      cells[i] = (unsigned char)(gain);
    return cells[0];
  }
};
static_assert(Gain().run() == 0);

// Allocation runs code of this program.
int allocations = 0;
void *operator new(std::size_t size) {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void *p) noexcept { std::free(p); }
void operator delete(void *p, std::size_t) noexcept { std::free(p); }
void logAllocations(Bytes &log) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < log.size(); ++i) { // refuses: call
    numbers.push_back(int(i));
    log[i] = std::uint8_t(allocations > 0);
  }
}

int main() {
  for (auto *run : {guarded, guardedInTest}) {
    try {
      run(nullptr);
    } catch (int) {
      std::puts("caught");
    }
  }
  Part part;
  part.bytes.resize(3);
  guarded(&part), guardedInTest(&part), followed(&part), show("part", part.bytes);
  Bytes out(4), none;
  measured(nullptr, none, 0), measured(&part, out, 8), limited(nullptr, none, 0), show("out", out);
  local(out, 0), local(out, 2), show("local", out);
  alignas(Flagged) unsigned char raw[sizeof(Flagged)];
  std::memset(raw, 0xab, sizeof raw);
  Flagged *flagged = new (raw) Flagged(Flagged());
  flagged->run(), flagged->~Flagged();
  FromAny().run();
  alignas(Outer) unsigned char outer[sizeof(Outer)];
  std::memset(outer, 0xab, sizeof outer);
  (new (outer) Outer)->~Outer();
  logAllocations(out), show("log", out);
}
