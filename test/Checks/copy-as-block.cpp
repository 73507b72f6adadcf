// RUN: %check %s
// Elements copied and filled one by one, by index, by iterator and by range.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

struct Canvas {
  int width = 4, height = 2;
  std::uint8_t background = 7;
  std::vector<std::uint8_t> pixels;

  void clear() {
    for (auto it = pixels.begin(); it != pixels.end(); ++it) // finds
      *it = background;
  }
  void paint(std::uint8_t color) {
    for (std::uint8_t &pixel : pixels) // finds
      pixel = color;
  }
  void paintLine(int y) {
    for (int x = 0; x < width; ++x) // finds
      pixels[y * width + x] = background;
  }
};

static void copyAll(const std::vector<float> &in, std::vector<double> &out) {
  for (std::size_t i = 0; i < in.size(); ++i) // finds
    out[i] = in[i];
}

class Stream {
public:
  explicit Stream(std::size_t capacity) : buffer_(capacity) {}
  std::size_t append(const std::string &text, std::size_t offset) {
    if (offset >= text.size())
      return 0;
    const std::size_t left = buffer_.size() - used_;
    const std::size_t count = text.size() - offset < left ? text.size() - offset : left;
    for (std::size_t i = 0; i < count; i++) { // finds
      buffer_[used_ + i] = text[offset + i];
    }
    used_ += count;
    return count;
  }
  std::vector<char> buffer_;

private:
  std::size_t used_ = 0;
};

// Two names of what may be one vector.
static void copySame(const std::vector<char> &from, std::vector<char> &to) {
  for (std::size_t i = 0; i < from.size(); ++i) // finds
    to[i] = from[i];
}

static std::vector<std::uint8_t> inner(const std::vector<std::uint8_t> &all, int first, int last) {
  std::vector<std::uint8_t> part(last > first ? last - first : 0);
  for (int i = first; i < last; ++i) // finds
    part[i - first] = all[i];
  return part;
}

static void erase(std::vector<char> &v, std::size_t at) {
  for (std::size_t i = at; i < v.size() - 1; ++i) // finds
    v[i] = v[i + 1];
  v.pop_back();
}

static int table(const std::vector<int> &values, int n) {
  int cells[16];
  std::array<int, 16> others;
  for (int i = 0; i < 16; ++i) // finds
    cells[i] = -1;
  for (int &other : others) // finds
    other = 0;
  for (int i = 0; i < n; ++i) // finds
    cells[i] = values[i];
  for (int &cell : cells)
    cell = cell + 1;
  return cells[0] + cells[15] + others[3];
}
// The array belongs to the object, though a pointer leads to it.
class Frame {
public:
  explicit Frame(int size) : size_(size), image_(new unsigned char[size]()) {}
  ~Frame() { delete[] image_; }
  Frame(const Frame &) = delete;
  Frame &operator=(const Frame &) = delete;
  void read(const std::vector<unsigned char> &bytes) {
    for (int i = 0; i < size_; ++i) // finds
      image_[i] = bytes[i];
  }
  int sum() const {
    int sum = 0;
    for (int i = 0; i < size_; ++i)
      sum += image_[i];
    return sum;
  }

private:
  int size_;
  unsigned char *image_;
};

using Grid = std::vector<std::vector<std::uint8_t>>;

static Grid copied(const Grid &in) {
  Grid out(in.size(), std::vector<std::uint8_t>(in.empty() ? 0 : in[0].size()));
  for (std::size_t y = 0; y < in.size(); ++y)
    for (std::size_t x = 0; x < out[y].size(); ++x) // finds
      out[y][x] = in[y][x];
  return out;
}
static void scroll(Grid &grid) {
  for (std::size_t y = 0; y + 1 < grid.size(); ++y)
    for (std::size_t x = 0; x < grid[y].size(); ++x) // finds
      grid[y][x] = grid[y + 1][x];
}

struct Pixel {
  std::uint8_t red, green, blue;
};
static void recolor(std::vector<Pixel> &line, const std::array<Pixel, 4> &palette, unsigned which) {
  for (std::size_t i = 0, n = line.size(); i < n; ++i) // finds
    line[i] = palette[which];
}

int main() {
  Canvas canvas;
  canvas.pixels.resize(8);
  canvas.clear();
  canvas.paintLine(1);
  std::vector<double> wide(3);
  copyAll({1.5f, 2.5f, 3}, wide);
  Stream stream(6);
  std::size_t written = stream.append("a text", 2);
  written += stream.append("more", 0) + stream.append("", 0);
  std::vector<char> letters = {'a', 'b', 'c', 'd'}, others(4);
  copySame(letters, others);
  copySame(letters, letters);
  erase(letters, 1);
  Frame frame(3);
  frame.read({4, 5, 6});
  Grid grid = copied({{1, 2}, {3, 4}, {5, 6}});
  scroll(grid);
  std::vector<Pixel> line(2);
  recolor(line, {{{1, 2, 3}, {4, 5, 6}, {}, {}}}, 1);
  std::printf("%d %d %g %zu %.6s %.4s %.3s\n", canvas.pixels[0], canvas.pixels[7], wide[1], written,
              stream.buffer_.data(), others.data(), letters.data());
  std::printf("%zu %d %d %d %d\n", inner({1, 2, 3, 4}, 1, 3).size(), inner({1, 2, 3, 4}, 1, 3)[1],
              table({1, 2, 3}, 2), frame.sum(), grid[0][1] + grid[1][0] + grid[2][0]);
  canvas.paint(9);
  std::printf("%d %d\n", canvas.pixels[3], line[1].green);
}
