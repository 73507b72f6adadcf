// RUN: %check %s
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct Bounds {
  int low = 1000, high = -1000;
  void add(int x) {
    low = x < low ? x : low;
    high = x > high ? x : high;
  }
  int width() const { return high - low; }
};

class Split {
public:
  Split(int left, int right) : left_(left), right_(right) {}
  int gain(int parent) const { return left_ * left_ + right_ * right_ - parent; }

private:
  int left_, right_;
};

struct Shape {
  virtual ~Shape() { ++destroyed; }
  virtual int area() const { return 1; }
  static int destroyed;
};
int Shape::destroyed = 0;
struct Square final : Shape {
  explicit Square(int side) : side(side) {}
  int area() const override { return side * side; }
  int side;
};

struct Raw {
  int id;
  short kind;
};

struct Named {
  explicit Named(std::string name) : name(std::move(name)) {}
  std::string name;
  const std::string &operator[](int) const { return name; }
};

// --- Made on the stack --------------------------------------------------------------

static int boxes(const std::vector<std::array<int, 3>> &triangles) {
  int sum = 0;
  for (const auto &triangle : triangles) {
    alignas(std::max_align_t) Bounds bounds; // finds
    for (int corner : triangle)
      bounds.add(corner);
    sum += bounds.width();
  }
  return sum;
}

static int gains(const std::vector<int> &left, const std::vector<int> &right) {
  int sum = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    Split split(left[i], right[i]); // finds
    sum += split.gain(1);
  }
  return sum;
}

static int shared(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Square square(i); // finds
    sum += square.area() + square.side;
    if (sum > 100)
      break;
  }
  return sum;
}

static int addOne(Bounds *bounds) {
  bounds->add(1);
  return bounds->width();
}
static int widthOf(const Bounds &bounds) { return bounds.width(); }
static int passed(int n) {
  int sum = 0;
  while (n-- > 0) {
    alignas(std::max_align_t) Bounds bounds; // finds
    bounds.add(n);
    const Bounds *seen = &bounds;
    sum += addOne(&bounds) + widthOf(bounds) + bounds.width() + seen->low;
    Bounds copy = bounds;
    copy.add(-5);
    sum += copy.width() - bounds.width();
  }
  return sum;
}

static int zeroes(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    Raw raw = Raw(); // finds
    sum += raw.id + raw.kind;
    raw.id = i;
    alignas(std::max_align_t) std::array<int, 3> row{}; // finds
    row[i % 3] += i;
    sum += row[0] + raw.id;
    alignas(std::max_align_t) std::vector<std::string> words; // finds
    words.push_back("a");
    sum += words.size();
    Raw some{i, 3}; // finds
    sum += some.id + some.kind;
  }
  return sum;
}

// Bytes between the members are zero: as `T()` has them, but not `{}`.
struct Gaps {
  char kind;
  int value;
};
static unsigned bytes(int n) {
  unsigned sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Gaps gaps = Gaps(); // finds
    gaps.value = i;
    unsigned char seen[sizeof(Gaps)];
    std::memcpy(seen, &gaps, sizeof seen);
    for (unsigned char each : seen)
      sum = sum * 31 + each;
  }
  return sum;
}

struct Both {
  int value() { return 1; }
  int value() const { return 2; }
};
using Fixed = const Both;
static int constant(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    Both both; // finds
    const Both fixed{}; // finds
    Fixed same{}; // finds
    const Both after{}; // finds
    sum += both.value() + fixed.value() * 10 + same.value() * 100 + after.value();
    alignas(std::max_align_t) std::unique_ptr<Both> inner(new Both()); // finds
    sum += inner->value() + (*inner).value();
  }
  return sum;
}

static std::size_t names(const std::vector<std::string> &in) {
  std::size_t sum = 0;
  for (const std::string &name : in) {
    alignas(std::max_align_t) Named named(name + "!"); // finds
    sum += named.name.size() + named[0].size();
    // The comment stays.
    alignas(std::max_align_t) const std::string text(name); // finds
    sum += text.size();
  }
  return sum;
}

static int numbers(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    int count = i; // finds
    if (i % 2) sum += 1;
    else count += 2;
    sum += count;
  }
  return sum;
}

static int throwsHalfway(int n) {
  try {
    for (int i = 0; i < n; ++i) {
      alignas(std::max_align_t) Square square(i); // finds
      if (square.area() > 3)
        throw std::runtime_error("large");
    }
  } catch (const std::runtime_error &) {
    return Shape::destroyed;
  }
  return -1;
}

// --- Left alone ---------------------------------------------------------------------

static std::vector<std::unique_ptr<Split>> kept(int n) {
  std::vector<std::unique_ptr<Split>> all;
  for (int i = 0; i < n; ++i) {
    auto split = std::make_unique<Split>(i, i); // refuses: given-away
    if (split->gain(0) > 1)
      all.push_back(std::move(split));
  }
  for (int i = 0; i < n; ++i) {
    auto first = std::make_unique<Split>(i, i); // refuses: given-away
    first.reset(new Split(1, 2));
    all[0] = std::make_unique<Split>(first->gain(3), 1);
  }
  for (int i = 0; i < n; ++i) {
    auto last = std::make_unique<Split>(i, i); // refuses: given-away
    last = nullptr;
  }
  return all;
}

static int registered(int n, std::vector<std::weak_ptr<Bounds>> &seen) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_shared<Bounds>(); // refuses: given-away
    seen.push_back(bounds);
    bounds->add(i);
    sum += bounds->width();
  }
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_shared<Bounds>(); // refuses: pointer-observed
    sum += bounds.use_count() + bounds->low;
  }
  return sum;
}

static int captured(int n) {
  int sum = 0;
  std::vector<std::function<int()>> later;
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_shared<Bounds>(); // refuses: given-away
    bounds->add(i);
    later.push_back([bounds] { return bounds->low; });
  }
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_unique<Bounds>(); // refuses: captured
    auto add = [&](int x) { bounds->add(x); };
    add(i);
    sum += bounds->low;
  }
  for (const auto &each : later)
    sum += each();
  return sum;
}

static int tested(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_unique<Bounds>(); // refuses: pointer-observed
    if (bounds)
      bounds->add(i);
    sum += bounds->low;
  }
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_unique<Bounds>(); // refuses: pointer-observed
    if (nullptr != bounds)
      sum += bounds->low;
  }
  for (int i = 0; i < n; ++i) {
    auto bounds = std::make_unique<Bounds>(); // refuses: unknown-use
    if (bounds.get())
      sum += bounds->low;
  }
  return sum;
}

static Named returned(int n) {
  for (int i = 0; i < n; ++i) {
    auto named = std::make_unique<Named>("a name"); // refuses: returned
    if (i == 2)
      return *named;
  }
  return Named("none");
}

static int others(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::unique_ptr<Shape> shape = std::make_unique<Square>(i); // refuses: other-type
    sum += shape->area();
    std::unique_ptr<Shape> one(new Square(i)); // refuses: other-type
    sum += one->area();
    std::unique_ptr<const Raw> raw(new Raw{i, 1}); // refuses: other-type
    sum += raw->id;
    auto many = std::make_unique<Raw[]>(n);
    sum += many[0].id;
    auto unused = std::make_unique<Square>(i); // refuses: unused
    std::unique_ptr<volatile int> port(new volatile int(i)); // refuses: object-type
    sum += *port;
  }
  return sum;
}

struct Count {
  void operator()(Raw *raw) const {
    ++deleted;
    delete raw;
  }
  static int deleted;
};
int Count::deleted = 0;
static int deleters(int n) {
  for (int i = 0; i < n; ++i) {
    std::unique_ptr<Raw, Count> raw(new Raw{i, 1}); // refuses: deleter
    raw->id++;
    std::shared_ptr<Raw> own(new Raw{i, 2}, Count());
    own->id++;
  }
  return Count::deleted;
}

struct Pooled {
  static void *operator new(std::size_t n) {
    ++made;
    return ::operator new(n);
  }
  static void operator delete(void *p) { ::operator delete(p); }
  int value = 1;
  static int made;
};
int Pooled::made = 0;
static int pooled(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto one = std::make_unique<Pooled>(); // refuses: allocation
    sum += one->value;
  }
  return sum + Pooled::made;
}

struct Owned : std::enable_shared_from_this<Owned> {
  long owners() { return shared_from_this().use_count(); }
};
static long owners(int n) {
  long sum = 0;
  for (int i = 0; i < n; ++i) {
    auto owned = std::make_shared<Owned>(); // refuses: shared-from-this
    sum += owned->owners();
  }
  return sum;
}

struct Large {
  char bytes[4096] = {};
};
static int large(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto buffer = std::make_unique<Large>(); // refuses: large
    buffer->bytes[i] = 1;
    sum += buffer->bytes[0];
  }
  return sum;
}

static int depth(int n) {
  int sum = 0;
  for (int i = 0; i < 1; ++i) {
    auto bounds = std::make_unique<Bounds>(); // refuses: recursive
    bounds->add(n);
    sum += bounds->low + (n ? depth(n - 1) : 0);
  }
  return sum;
}

// Not in a loop: the allocation is one.
static int once() {
  auto bounds = std::make_unique<Bounds>();
  bounds->add(1);
  return bounds->width();
}

namespace own {
template <typename T> struct unique_ptr {
  explicit unique_ptr(T *p) : p(p) {}
  ~unique_ptr() { delete p; }
  T *operator->() const { return p; }
  T *p;
};
} // namespace own
static int lookAlike(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    own::unique_ptr<Bounds> bounds(new Bounds());
    bounds->add(i);
    sum += bounds->low;
  }
  return sum;
}

int main() {
  std::printf("%u\n", bytes(5) + constant(3));
  std::printf("%d %d\n", boxes({{1, 2, 3}, {4, -5, 6}}), gains({1, 2}, {3, 4}));
  std::printf("%d %d %d\n", shared(20), passed(4), zeroes(5));
  std::printf("%zu %d %d\n", names({"one", "a longer name that is on the heap"}), numbers(5), throwsHalfway(9));
  std::vector<std::weak_ptr<Bounds>> seen;
  std::printf("%zu %d %d %d\n", kept(4).size(), registered(3, seen), captured(3), tested(3));
  std::printf("%s %d %d %d\n", returned(5).name.c_str(), others(3), deleters(3), pooled(3));
  std::printf("%ld %d %d %d %d %d\n", owners(2), large(3), depth(3), once(), lookAlike(3), Shape::destroyed);
}
