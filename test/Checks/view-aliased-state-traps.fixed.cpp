// RUN: %check %s
//
// Code on which a careless version of this rewrite would change what happens.
#include <cstdint>
#include <cstdio>
#include <span>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

// The member that the accessor means is hidden by one of the derived class.
struct Plain {
  Bytes data = Bytes(4, 1);
  int width = 2;
  std::uint8_t &at(int x, int y) { return data[y * width + x]; }
};
struct Hiding : Plain {
  Bytes data = Bytes(4, 9);
  void clear() {
    for (int x = 0; x < 2; ++x)
      at(x, 0) = 0;
  }
};

// ... or by a parameter.
struct Shadowed {
  Bytes data = Bytes(6, 1);
  int width = 3;
  std::uint8_t &at(int x, int y) { return data[y * width + x]; }
  void fill(int width, int height, int value) {
    std::span<std::uint8_t> dataView(data);
    const int widthValue = this->width;
    for (int y = 0; y < height; ++y) // finds
      for (int x = 0; x < width; ++x)
        dataView[y * widthValue + x] = std::uint8_t(value);
  }
};

// Two bases, two members of one name and one declaration.
struct Count {
  int n = 0;
};
struct Left : Count {};
struct Right : Count {};
struct Both : Left, Right {
  Bytes data = Bytes(4);
  void sum() {
    std::span<std::uint8_t> dataView(data);
    for (std::size_t i = 0; i < dataView.size(); ++i) // finds
      dataView[i] = std::uint8_t(Left::n * 10 + Right::n);
  }
};

// An accessor by value gives a copy, which outlives the store to the element.
class Picture {
public:
  Picture() : cells_(6, 5), wide_(3) {}
  std::uint8_t operator()(int x, int y) const { return cells_[y * wide_ + x]; }
  std::uint8_t &operator()(int x, int y) { return cells_[y * wide_ + x]; }
  int wide() const { return wide_; }
  const Bytes &cells() const { return cells_; }
  Bytes &cells() { return cells_; }

private:
  Bytes cells_;
  int wide_;
};
void swapNeighbours(const Picture &in, Picture &out) {
  std::span<std::uint8_t> outCells(out.cells());
  std::span<const std::uint8_t> inCells(in.cells());
  const int outWide = out.wide();
  const int inWide = in.wide();
  for (int x = 0; x + 1 < 3; ++x) { // finds
    const auto &old = in(x, 0);
    outCells[0 * outWide + x] = inCells[0 * inWide + (x + 1)];
    outCells[0 * outWide + (x + 1)] = old;
  }
}

// The state is changed under another name.
class Other {
public:
  explicit Other(int n) : n_(n), data_(8) {}
  void viaReference() {
    int &n = n_;
    for (std::uint8_t &byte : data_) { // refuses: state-written
      byte = std::uint8_t(n_);
      ++n;
    }
  }
  void viaSelf() {
    Other &self = *this;
    for (std::uint8_t &byte : data_) { // refuses: state-written
      byte = std::uint8_t(n_);
      ++self.n_;
    }
  }
  void viaHelper() {
    for (std::uint8_t &byte : data_) { // refuses: state-written
      byte = std::uint8_t(n_);
      step();
    }
  }
  void viaOther(Other &other) {
    for (std::uint8_t &byte : data_) { // refuses: may-alias
      byte = std::uint8_t(n_);
      ++other.n_;
    }
  }
  void viaPointer() {
    int *p = &n_;
    for (std::uint8_t &byte : data_) { // refuses: may-alias
      byte = std::uint8_t(n_);
      ++*p;
    }
  }
  void inHeader() {
    std::span<std::uint8_t> dataView(data());
    for (n_ = 0; n_ < 8; ++n_) // finds
      dataView[n_] = std::uint8_t(n_);
  }
  void whole(const Other &next) {
    for (std::uint8_t byte : next.data_) { // refuses: resized
      numbers_[0] = n_ + byte;
      numbers_ = next.numbers_;
      n_ = next.n_ + 1;
    }
  }
  Bytes &data() { return data_; }
  int n() const { return n_; }

private:
  void step() { ++n_; }
  int n_;
  Bytes data_;
  std::vector<int> numbers_ = std::vector<int>(3);
};

// Two names, one container.
void interleave(Bytes &a, Bytes &b) {
  for (std::size_t i = 0; i < a.size() && i < 40; ++i) { // refuses: resized
    a[i] = std::uint8_t(i);
    if (i % 2)
      b.push_back(1);
  }
}

// A local whose address is known may be changed through it.
void known(Bytes &out) {
  int n = 8;
  int *p = &n;
  std::span<std::uint8_t> outView(out);
  for (int i = 0; i < n; ++i) { // finds
    outView[i] = std::uint8_t(n);
    --*p;
  }
}

// What ends only from outside must go on looking.
struct Waiter {
  Bytes log = Bytes(4);
  bool stop = true;
  int turn = 1;
  void wait() {
    while (!stop) // refuses: waits
      log[0] = std::uint8_t(turn);
  }
  void waitInside() {
    for (int i = 0;; ++i) { // refuses: waits
      log[i % 4] = std::uint8_t(i);
      if (turn == 1)
        break;
    }
  }
};

// Null is a good argument if there is nothing to do.
struct Settings {
  int gain = 2, offset = 1;
  std::vector<double> table;
};
void apply(Bytes &bytes, const Settings *settings) {
  for (std::uint8_t &byte : bytes) // refuses: maybe-null
    byte = std::uint8_t(byte * settings->gain + settings->offset);
}

struct Sheet {
  Bytes cells;
  int gain = 3;
};
void amplify(Sheet *sheet) {
  std::span<std::uint8_t> cells(sheet->cells);
  const int gain = sheet->gain;
  for (std::size_t i = 0; i < cells.size(); ++i) // finds
    cells[i] = std::uint8_t(cells[i] * gain);
}

void walk(Sheet *sheet, Sheet *last) {
  for (std::size_t i = 0; i < sheet->cells.size(); ++i) { // refuses: state-written
    sheet->cells[i] = std::uint8_t(sheet->gain);
    sheet = last;
  }
}

// A jump into the header of the loop's bytes.
struct Tag {
  int count;
};
void tagged(Bytes &bytes, const Tag &tag) {
  for (std::uint8_t &byte : bytes) // refuses: may-alias
    byte = std::uint8_t(tag.count);
}

// Types are kept.
template <typename T> int sizeOf(T) { return int(sizeof(T)); }
struct Typed {
  Bytes data = Bytes(3);
  unsigned char small = 200;
  unsigned wide = 7;
  void run() {
    std::span<std::uint8_t> dataView(data);
    const unsigned char smallValue = small;
    const unsigned wideValue = wide;
    for (std::size_t i = 0; i < dataView.size(); ++i) { // finds
      auto copy = smallValue;
      ++copy;
      dataView[i] = std::uint8_t(copy + sizeOf(smallValue) + (wideValue - 8 > 0));
    }
  }
};

// The comment and the tool's word stay with the loop.
void commented(Bytes &bytes) {
  // Every byte.
  std::span<std::uint8_t> bytesView(bytes);
  // NOLINTNEXTLINE(modernize-loop-convert)
  for (std::size_t i = 0; i < bytesView.size(); ++i) // finds
    bytesView[i] += 3; // three
}

static void print(const char *name, const Bytes &bytes) {
  std::printf("%s:", name);
  for (int byte : bytes)
    std::printf(" %d", byte);
  std::printf("\n");
}

int main() {
  Hiding hiding;
  hiding.clear(), print("hiding", hiding.data), print("plain", hiding.Plain::data);
  Shadowed shadowed;
  shadowed.fill(1, 2, 7), print("shadowed", shadowed.data);
  Both both;
  both.Left::n = 3, both.Right::n = 4;
  both.sum(), print("both", both.data);
  Picture picture;
  std::span<std::uint8_t> cells(picture.cells());
  for (int x = 0; x < 3; ++x) // finds
    cells[x] = std::uint8_t(x);
  swapNeighbours(picture, picture), print("picture", picture.cells());
  Other other(3);
  other.viaReference(), print("reference", other.data());
  other.viaSelf(), print("self", other.data());
  other.viaHelper(), print("helper", other.data());
  other.viaOther(other), print("other", other.data());
  other.viaPointer(), print("pointer", other.data());
  other.inHeader(), print("header", other.data());
  other.whole(other), std::printf("%d\n", other.n());
  Bytes bytes(4);
  interleave(bytes, bytes), print("interleave", bytes);
  known(bytes), print("known", bytes);
  Waiter waiter;
  waiter.wait(), waiter.waitInside(), print("waiter", waiter.log);
  Bytes none;
  Settings settings;
  apply(none, nullptr), apply(bytes, &settings), print("apply", bytes);
  Sheet sheet{{1, 2, 3}}, last{{9, 8}};
  amplify(&sheet), print("sheet", sheet.cells);
  walk(&sheet, &last), print("walk", sheet.cells), print("last", last.cells);
  tagged(bytes, {6}), print("tagged", bytes);
  Typed typed;
  typed.run(), print("typed", typed.data);
  commented(bytes), print("commented", bytes);
}
