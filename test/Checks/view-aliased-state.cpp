// RUN: %check %s
//
// State that the stores of a loop cannot change, and state that they might.
#include <atomic>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

class Image {
public:
  Image(int width, int height)
      : width_(width), height_(height), pixels_(std::size_t(width) * height) {
    for (std::size_t i = 0; i < pixels_.size(); ++i) // finds
      pixels_[i] = std::uint8_t(i * 37);
  }
  int width() const { return width_; }
  int height() const { return height_; }
  const std::vector<std::uint8_t> &pixels() const { return pixels_; }
  std::vector<std::uint8_t> &pixels() { return pixels_; }
  std::uint8_t &operator()(int x, int y) { return pixels_[y * width_ + x]; }
  std::uint8_t operator()(int x, int y) const { return pixels_[y * width_ + x]; }
  std::uint8_t *row(int y) { return pixels_.data() + y * width_; }

  void threshold();
  void thresholdEach();
  void brighten(int amount);
  void invertBelow();
  void shade();
  void lookUp(const std::vector<std::uint8_t> &table);
  void decay();
  void fillRaw(std::uint8_t *out) const;
  void grow();
  void notify();
  void polled();
  void checked();
  void flagged();
  void viaMacro();
  void labelled(bool skip);
  void perConfiguration();
  void overwriteWidth();
  void stepped();
  void shrinkSelf();

private:
  int width_, height_;
  int threshold_ = 128;
  int seen_ = 0;
  bool inverted_;
  volatile int gain_ = 2;
  std::vector<std::uint8_t> pixels_;
};

void Image::threshold() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) // finds
    pixels_[i] = pixels_[i] > threshold_ ? 255 : 0;
}

void Image::thresholdEach() {
  for (std::uint8_t &pixel : pixels_) // finds
    pixel = pixel > threshold_ ? 255 : 0;
}

// One set of locals for both loops.
void Image::brighten(int amount) {
  for (int y = 0; y < height_; ++y) // finds
    for (int x = 0; x < width_; ++x)
      pixels_[y * width_ + x] = std::uint8_t(pixels_[y * width_ + x] + amount);
}

// A pointer made from the vector leads to its elements.
void Image::invertBelow() {
  std::uint8_t *p = pixels_.data();
  for (int i = 0; i < width_ * height_; ++i, ++p) // finds
    if (*p < threshold_)
      *p = 255 - *p;
}

void Image::shade() {
  if (width_ > 2)
    for (int y = 0; y < height_; ++y) // finds
      for (int x = 1; x < width_; ++x)
        pixels_[y * width_ + x] = (pixels_[y * width_ + x] + pixels_[y * width_ + x - 1]) / 2;
}

void Image::lookUp(const std::vector<std::uint8_t> &table) {
  for (std::size_t i = 0; i != pixels_.size(); ++i) // finds
    pixels_[i] = table[pixels_[i]];
}

void Image::decay() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) { // finds
    pixels_[i] = pixels_[i] > threshold_ ? pixels_[i] : 0;
    if (threshold_ > 0)
      --threshold_;
  }
}

void Image::overwriteWidth() {
  for (std::uint8_t &pixel : pixels_) { // refuses: state-written
    pixel = std::uint8_t(width_);
    --width_;
  }
}

void Image::fillRaw(std::uint8_t *out) const {
  for (int i = 0; i < 4; ++i) // refuses: may-alias
    out[i] = std::uint8_t(threshold_ + i);
}

void Image::grow() {
  std::size_t before = pixels_.size();
  for (std::size_t i = 0; i < before; ++i) { // refuses: resized
    pixels_[i] = pixels_[before - 1 - i];
    pixels_.push_back(pixels_[i]);
  }
}

void poll(Image &image);
void (*hook)(Image &) = poll;

void Image::notify() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) { // refuses: call
    pixels_[i] = std::uint8_t(threshold_);
    hook(*this);
  }
}

void poll(Image &image) { (void)image; }

void Image::polled() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) // refuses: volatile
    pixels_[i] = std::uint8_t(pixels_[i] * gain_);
}

void Image::checked() {
  for (int i = 0; i < 4; ++i) // refuses: checked-access
    pixels_.at(i) = std::uint8_t(i);
}

// Never set by the constructor: reading it is for iterations only.
void Image::flagged() {
  for (std::uint8_t &pixel : pixels_) // refuses: maybe-unset
    pixel = inverted_ ? 255 - pixel : pixel;
}

#define EACH_PIXEL(i) for (std::size_t i = 0; i < pixels_.size(); ++i)
void Image::viaMacro() {
  EACH_PIXEL(i) // refuses: macro
    pixels_[i] = std::uint8_t(threshold_);
}

void Image::labelled(bool skip) {
  if (skip)
    goto done;
  for (std::size_t i = 0; i < pixels_.size(); ++i) // refuses: no-place
    pixels_[i] = std::uint8_t(threshold_ + 1);
done:
  ++seen_;
}

void Image::perConfiguration() {
  for (std::size_t i = 0; i < pixels_.size(); ++i) { // refuses: preprocessor
    pixels_[i] = std::uint8_t(threshold_ + 2);
#ifdef GROWING
    pixels_.push_back(0);
#endif
  }
}

void Image::stepped() {
  std::size_t i = 0;
  while (i < pixels_.size()) { // finds
    pixels_[i] ^= std::uint8_t(threshold_);
    i += 3;
  }
}

void Image::shrinkSelf() {
  Image other(2, 2);
  for (std::size_t i = 0; i < pixels_.size(); ++i) { // refuses: resized
    pixels_[i] = 1;
    pixels_ = other.pixels_;
  }
}

// Accessors are written out; both may be one image.
void invert(const Image &in, Image &out) {
  for (int y = 0; y < in.height(); ++y) // finds
    for (int x = 0; x < in.width(); ++x)
      out(x, y) = 255 - in(x, y);
}

void gray(const std::vector<std::uint8_t> &rgb, std::vector<std::uint8_t> &out) {
  for (std::size_t i = 0; i < out.size(); ++i) // finds
    out[i] = (77 * rgb[3 * i] + 150 * rgb[3 * i + 1] + 29 * rgb[3 * i + 2]) >> 8;
}

struct Matrix {
  int rows, cols;
  std::vector<int> cells;
  int &operator()(int i, int j) { return cells[i * cols + j]; }

  void scale(int factor) {
    for (int i = 0; i < rows; ++i) // finds
      for (int j = 0; j < cols; ++j)
        (*this)(i, j) *= factor;
  }
};

struct Scaler {
  int n_, factor_;
  void run(std::vector<int> &out) const {
    for (int i = 0; i < n_; ++i) // finds
      out[i] *= factor_;
  }
};

// The limit may be an element.
void clamp(std::vector<int> &values, const int &most) {
  for (std::size_t i = 0; i < values.size(); ++i) // refuses: may-alias
    if (values[i] > most)
      values[i] -= most;
}

// A header read from the bytes that the loop writes.
struct Header {
  int count, step;
};
void clearBody(const Header &header, std::vector<std::uint8_t> &bytes) {
  for (int i = 0; i < 8; ++i) // finds
    bytes[i] = std::uint8_t(header.step);
}

void throughPointer(int *out, const Header &header) {
  for (int i = 0; i < 2; ++i) // refuses: may-alias
    out[i] = header.count + i;
}

void inLambda(std::vector<std::uint8_t> &bytes) {
  auto fill = [](std::vector<std::uint8_t> &bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) // refuses: lambda
      bytes[i] = std::uint8_t(bytes.size());
  };
  fill(bytes);
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
Task suspended(std::vector<std::uint8_t> &bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) // refuses: coroutine
    bytes[i] = std::uint8_t(bytes.size());
  co_return;
}

void inParallel(std::vector<std::uint8_t> &bytes, const int &value) {
#pragma omp parallel for
  for (std::size_t i = 0; i < bytes.size(); ++i) // refuses: openmp
    bytes[i] = std::uint8_t(i);
}

void throughUnion(std::vector<std::uint8_t> &bytes) {
  union {
    int number;
    float real;
  } u;
  u.number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) { // refuses: unknown-construct
    u.number += bytes[i];
    bytes[i] = std::uint8_t(u.number);
  }
}

void byIterator(std::vector<std::uint8_t> &bytes) {
  for (auto it = bytes.begin(); it != bytes.end(); ++it) // refuses: unviewable
    *it = 7;
}

// Every row is another vector: its header is that of an element.
void rows(std::vector<std::vector<std::uint8_t>> &image, const int &value) {
  for (std::size_t y = 0; y < image.size(); ++y)
    for (std::size_t x = 0; x < 2; ++x) // refuses: unviewable
      image[y][x] = 9;
}

// Doubles are no bytes: the compiler does it.
void doubles(std::vector<double> &values, const double &factor, int n) {
  for (int i = 0; i < n; ++i) // refuses: may-alias
    values[i] *= factor;
}

// Truth values are packed.
void bits(std::vector<bool> &flags) {
  for (std::size_t i = 0; i < flags.size(); ++i)
    flags[i] = true;
}

static void print(const Image &image) {
  unsigned sum = 0;
  for (std::uint8_t pixel : image.pixels())
    sum = sum * 31 + pixel;
  std::printf("%d x %d: %u\n", image.width(), image.height(), sum);
}

// The older spelling of no pointer is a constant, too.
struct Tagged {
  std::vector<std::uint8_t> bytes = std::vector<std::uint8_t>(9, 1);
  const char *name = "x";
  void mark() {
    for (std::size_t i = 0; i < bytes.size(); ++i) // finds
      bytes[i] = name != NULL ? 1 : bytes[i] + 1;
  }
};

int main() {
  Tagged tagged;
  tagged.mark();
  std::printf("%d\n", tagged.bytes[8]);
  Image image(7, 5), empty(0, 0), other(7, 5);
  for (Image *i : {&image, &empty}) {
    i->brighten(40), print(*i);
    i->invertBelow(), print(*i);
    i->shade(), print(*i);
    i->decay(), print(*i);
    i->threshold(), print(*i);
    i->thresholdEach(), print(*i);
    i->stepped(), print(*i);
    i->notify(), i->polled(), print(*i);
    i->viaMacro(), i->labelled(false), i->perConfiguration(), print(*i);
  }
  std::vector<std::uint8_t> table(256, 3);
  image.lookUp(table), print(image);
  image.lookUp(image.pixels() = table), print(image);
  invert(other, other), print(other);
  invert(empty, empty), print(empty);
  Image copy(7, 5);
  invert(other, copy), print(copy);
  copy.grow(), copy.checked(), print(copy);
  copy.shrinkSelf(), print(copy);
  copy.overwriteWidth(), print(copy);

  std::vector<std::uint8_t> rgb(30, 50), out(10);
  gray(rgb, out);
  gray(rgb, rgb.empty() ? rgb : out);
  inLambda(out), suspended(out), inParallel(out, 1), throughUnion(out), byIterator(out);
  clearBody({4, 5}, out);
  Matrix m{2, 3, {1, 2, 3, 4, 5, 6}};
  m.scale(3);
  std::vector<int> values{5, 1, 9, 2};
  clamp(values, values[1]);
  Scaler{4, 3}.run(values);
  Header header{1, 2};
  throughPointer(&header.count, header);
  std::vector<std::vector<std::uint8_t>> image2(2, out);
  rows(image2, 1);
  std::vector<double> reals(3, 1.5);
  doubles(reals, reals[0], 3);
  std::vector<bool> flags(3);
  bits(flags);
  std::printf("%d %d %d %d %d %g\n", out[3], m(1, 2), values[2], header.count, header.step, reals[2]);
}
