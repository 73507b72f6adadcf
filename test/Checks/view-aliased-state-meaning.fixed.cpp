// RUN: %check %s
//
// What an expression of the loop means is more than the value it has: which
// object it is, which function it calls, whether it is evaluated at all.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <utility>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

static void show(const char *name, const Bytes &bytes) {
  std::printf("%s", name);
  for (int byte : bytes)
    std::printf(" %d", byte);
  std::puts("");
}

// An accessor with a constant that a macro makes.
#define STRIDE 4
struct Grid {
  Bytes cells = Bytes(16);
  int value = 7;
  std::uint8_t &at(int x, int y) { return cells[y * STRIDE + x]; }
  void fill() {
    for (int y = 0; y < 3; ++y) // refuses: may-alias
      at(1, y) = std::uint8_t(value);
  }
};

// ... and with one of the class, which others write in another way.
struct Fixed {
  static constexpr int wide = 4;
  Bytes cells = Bytes(16);
  int value = 6;
  std::uint8_t &at(int x, int y) { return cells[y * wide + x]; }
  void fill() {
    std::span<std::uint8_t> cellsView(cells);
    const int valueValue = value;
    for (int y = 0; y < 3; ++y) // finds
      cellsView[y * wide + 1] = std::uint8_t(valueValue);
  }
};
void fill(Fixed &fixed) {
  std::span<std::uint8_t> cells(fixed.cells);
  const int valueValue = fixed.value;
  for (int y = 0; y < 3; ++y) // finds
    cells[y * Fixed::wide + 2] = std::uint8_t(valueValue + 1);
}

// Elements that are no plain values: emptying the container is a call like others.
struct Queue {
  std::vector<std::pair<int, int>> items = std::vector<std::pair<int, int>>(5);
  Bytes out = Bytes(8);
  void take() { auto old = std::move(items); }
  void drain() {
    std::span<std::uint8_t> outView(out);
    for (std::size_t i = 0; i < items.size(); ++i) { // finds
      outView[i] = 1;
      if (i == 1)
        take();
    }
  }
};
struct Copied {
  int n;
  Copied(int n = 0) : n(n) {}
  Copied(const Copied &other) : n(other.n) {}
};
void moveAway(std::vector<Copied> &a, std::vector<Copied> &b, Bytes &out) {
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: call
    out[i] = 1;
    std::vector<Copied> old(std::move(b));
  }
}
void exchange(Bytes &a, Bytes &b) {
  for (std::size_t i = 0; i < a.size(); ++i) { // refuses: resized
    a[i] = 1;
    if (i == 1)
      a.swap(b);
  }
}

// A reference to the member, not to a local of the same value.
struct Width {
  int width_ = 3;
  Bytes bytes = Bytes(4, 3);
  const int &width() const { return width_; }
  int &width() { return width_; }
  int copied() const { return width_; }
  static const int &same(const int &n) { return n; }

  const int &find(const int &none) {
    std::span<std::uint8_t> bytesView(bytes);
    const int width = width_;
    for (std::size_t i = 0; i < bytesView.size(); ++i) { // finds
      bytesView[i] = std::uint8_t(i);
      if (bytesView[i] == width)
        return width_;
    }
    return none;
  }
  const int *addresses(std::vector<const int *> &all) const {
    const int *last = nullptr;
    std::span<const int *> allView(all);
    for (std::size_t i = 0; i < allView.size(); ++i) { // finds
      const int &kept = width_;
      last = &width() == &kept ? &kept : nullptr;
      allView[i] = width_ > 2 ? &same(width_) : last;
    }
    return last;
  }
  void through() {
    std::span<std::uint8_t> bytesView(bytes);
    for (std::size_t i = 0; i < bytesView.size(); ++i) { // finds
      decltype(auto) n = copied();
      ++n;
      const int &w = width();
      bytesView[i] = std::uint8_t(n + w);
    }
  }
  void operand() {
    std::span<std::uint8_t> bytesView(bytes);
    const int width = copied();
    for (std::size_t i = 0; i < bytesView.size(); ++i) // finds
      bytesView[i] = noexcept(copied()) ? 1 : std::uint8_t(width);
  }
};

// The getter's name belongs to another function for an object that may change.
int edits = 0;
class Picture {
  Bytes cells_ = Bytes(8);
  int wide_ = 2;

public:
  const Bytes &cells() const { return cells_; }
  Bytes &cells() { return ++edits, cells_; }
  std::uint8_t &operator()(int x, int y) { return cells_[y * wide_ + x]; }
  int wide() const { return wide_; }
};
void fill(Picture &picture) {
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 2; ++x)
      picture(x, y) = 3;
}

// The base part of an element has members of its own.
struct Base {
  int x = 1;
};
struct Derived : Base {
  int x = 2;
};
struct Holder {
  std::vector<Derived> all = std::vector<Derived>(4);
  Bytes out = Bytes(4);
  Base &at(int i) { return all[i]; }
  void run() {
    std::span<std::uint8_t> outView(out);
    for (int i = 0; i < 4; ++i) // finds
      outView[i] = std::uint8_t(at(i).x);
  }
};

// What is const to the caller stays const.
struct Constant {
  Bytes cells = Bytes(4, 5);
  const std::uint8_t &get(int i) const { return cells[i]; }
};
static int kind(std::uint8_t &cell) { return cell = 99, 1; }
static int kind(const std::uint8_t &) { return 2; }
struct User {
  Constant image;
  Bytes out = Bytes(4);
  void run() {
    std::span<std::uint8_t> outView(out);
    std::span<const std::uint8_t> cells(image.cells);
    for (int i = 0; i < 4; ++i) // finds
      outView[i] = std::uint8_t(kind(cells[i]));
  }
  void both() {
    std::span<std::uint8_t> outView(out);
    for (int i = 0; i < 4; ++i) { // finds
      image.cells[i] = 3;
      outView[i] = std::uint8_t(kind(image.get(i)));
    }
  }
};

// Of the arguments of std::min only the value counts.
void smallest(const Bytes &in, Bytes &out, const Width &width) {
  std::span<const std::uint8_t> inView(in);
  std::span<std::uint8_t> outView(out);
  const int widthValue = width.width();
  for (std::size_t i = 0; i < std::min(inView.size(), outView.size()); ++i) // finds
    outView[i] = std::uint8_t(std::max(widthValue, int(inView[i])));
}

// Names that the loop declares, and a call in front of a static member.
namespace other {
int value = 7;
}
int value = 1;
void declares(Bytes &bytes, int n) {
  std::span<std::uint8_t> bytesView(bytes);
  for (int i = 0; i < n; ++i) { // finds
    using other::value;
    bytesView[i] = std::uint8_t(value);
  }
}
struct Limits {
  static inline int limit = 4;
};
int calls = 0;
static Limits &next(std::vector<Limits> &all) { return ++calls, all[0]; }
void statics(Bytes &bytes, std::vector<Limits> &all) {
  std::span<std::uint8_t> bytesView(bytes);
  for (std::size_t i = 0; i < bytesView.size(); ++i) // finds
    bytesView[i] = std::uint8_t(next(all).limit);
}
void bound(Bytes &bytes, Width &width) {
  std::span<std::uint8_t> bytesView(bytes);
  for (std::size_t i = 0; i < bytesView.size(); ++i) { // finds
    const Width &inner = width;
    bytesView[i] = std::uint8_t(inner.width_);
  }
}

// An accessor's comments would be lost.
struct Commented {
  Bytes cells = Bytes(16);
  int value = 1;
  std::uint8_t &at(int x, int y) { return cells[y * 4 + x]; }
  void run() {
    for (int y = 0; y < 3; ++y) // refuses: comment
      at(/* column */ 1, /* row */ y) = std::uint8_t(value);
  }
};

// Pointers are elements like others; the first argument of an alias is not the element.
template <class T> using PointersTo = std::vector<T *>;
struct Pointers {
  std::vector<int *> first;
  PointersTo<int> second;
  Bytes out = Bytes(2);
  void run() {
    std::span<std::uint8_t> outView(out);
    std::span<int *const> firstView(first);
    std::span<int *const> secondView(second);
    for (std::size_t i = 0; i < outView.size(); ++i) // finds
      outView[i] = std::uint8_t(*firstView[i] + *secondView[i]);
  }
};

int main() {
  Grid grid;
  grid.fill(), show("grid", grid.cells);
  Fixed fixed;
  fixed.fill(), fill(fixed), show("fixed", fixed.cells);
  Queue queue;
  queue.drain(), show("queue", queue.out);
  std::vector<Copied> copied(4);
  Bytes out(4), spare(1);
  moveAway(copied, copied, out), show("moved", out);
  exchange(out, spare), show("swapped", out), out.resize(4);
  Width width;
  int none = 0;
  std::vector<const int *> all(2);
  std::printf("%d\n", &width.find(none) == &width.width_);
  std::printf("%d\n", width.addresses(all) == &width.width_ && all[1] == &width.width_);
  width.through(), width.operand(), show("width", width.bytes);
  Picture picture;
  fill(picture), std::printf("edits %d\n", edits);
  Holder holder;
  holder.run(), show("base", holder.out);
  User user;
  user.run(), user.both(), show("const", user.out), show("const", user.image.cells);
  smallest({1, 5}, out, width), show("smallest", out);
  declares(out, 4), show("names", out);
  std::vector<Limits> limits(1);
  statics(out, limits), show("static", out), std::printf("calls %d\n", calls);
  bound(out, width), show("bound", out);
  Commented commented;
  commented.run(), show("comments", commented.cells);
  int one = 1, two = 2;
  Pointers pointers{{&one, &two}, {&two, &one}};
  pointers.run(), show("pointers", pointers.out);
}
