// RUN: %check %s
// Code that is not seen may load the four numbers at once, for which storage from the heap is aligned: the
// variable is aligned as well, unless all that is done with the object is seen and needs no address.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

struct Quad {
  float x, y, z, w;
};
struct Half {
  float x, y;
};
// Defined below in C++, as a library's would be elsewhere.
extern "C" float hone_norm_of(const Quad &q);
extern "C" float hone_first_of(const float *first);
extern "C" float hone_low_of(const Half *half);
extern "C" float hone_number_of(float x);
extern "C" void *hone_any_of(void *p);
asm(".globl hone_norm_of\nhone_norm_of:\nmovss (%rdi), %xmm0\nret\n"
    ".globl hone_first_of\nhone_first_of:\nmovss (%rdi), %xmm0\nret\n"
    ".globl hone_low_of\nhone_low_of:\nmovss (%rdi), %xmm0\nret\n"
    ".globl hone_any_of\nhone_any_of:\nmovq %rdi, %rax\nret\n"
    ".globl hone_number_of\nhone_number_of:\nret\n");

static float norm(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    sum += hone_norm_of(q);
  }
  return sum;
}

static float part(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    sum += hone_first_of(&q.x);
  }
  return sum;
}

static float throughVoid(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    sum += hone_any_of(&q) != nullptr;
  }
  return sum;
}

static float further(const Quad &q) { return hone_norm_of(q); }
static float inCallee(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    sum += further(q);
  }
  return sum;
}

static const Quad *kept;
static void keep(const Quad &q) { kept = &q; }
static float global(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    keep(q);
    sum += hone_number_of(1);
  }
  return sum + (kept != nullptr);
}

static float firstOf(const Quad *q) {
  float r;
  asm("movaps (%1), %%xmm0\n\tmovss %%xmm0, %0" : "=m"(r) : "r"(q) : "xmm0", "memory");
  return r;
}
static float assembly(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    sum += firstOf(&q);
  }
  return sum;
}

static float tagged(const Quad *q) {
  auto tag = reinterpret_cast<std::uintptr_t>(q) | 5;
  return reinterpret_cast<const Quad *>(tag & ~std::uintptr_t(15))->x;
}
static float bits(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad q{}; // finds
    q.x = static_cast<float>(i);
    sum += tagged(&q);
  }
  return sum;
}

static float (*chosen)(const Quad &) = further;
static float pointer(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto q = std::make_unique<Quad>(); // refuses: recursive
    q->x = static_cast<float>(i);
    sum += chosen(*q);
  }
  return sum;
}

struct Shape {
  virtual ~Shape() = default;
  virtual float area() const { return 1; }
  float side = 2;
};
struct Square final : Shape {
  float area() const override { return side * side; }
};
static float areaOf(const Shape &s) { return s.area(); }
static float shapes(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Square mine; // finds
    sum += mine.area();
  }
  return sum;
}
static float anyShapes(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto any = std::make_unique<Square>(); // refuses: recursive
    sum += areaOf(*any);
  }
  return sum;
}

// Kept where others find it, by the object itself or by who is told of it.
struct Listed {
  Listed();
  ~Listed();
  float x = 0, y = 1;
};
static std::vector<Listed *> &registry() {
  static std::vector<Listed *> all;
  return all;
}
Listed::Listed() { registry().push_back(this); }
Listed::~Listed() { registry().pop_back(); }
struct Member {
  Listed listed;
  float z = 0;
};
struct Self {
  const Self *self = this;
  float z = 0;
};
static std::vector<Quad *> pending;
static void enqueue(Quad *q) { pending.push_back(q); }
static float queues(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad quad{}; // finds
    enqueue(&quad);
    sum += hone_number_of(pending.back()->x);
    alignas(std::max_align_t) Listed listed; // finds
    sum += hone_number_of(listed.y);
    alignas(std::max_align_t) Member member = Member(); // finds
    member.z = 2;
    alignas(std::max_align_t) Self self = Self(); // finds
    sum += self.z + member.z;
  }
  pending.clear();
  return sum;
}

// Small objects, and the bits that are zero in their addresses.
static std::uintptr_t mark(Half *h) { return reinterpret_cast<std::uintptr_t>(h) | 4; }
static Half *unmark(std::uintptr_t marked) { return reinterpret_cast<Half *>(marked & ~std::uintptr_t(7)); }
static float marks(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Half half{}; // finds
    const std::uintptr_t marked = mark(&half);
    unmark(marked)->x = static_cast<float>(i);
    sum += half.x;
  }
  return sum;
}

// The address inside of something else.
static float ofAll(Quad *const *all) { return all[0]->x; }
static float ofAny(std::reference_wrapper<float> any) { return any.get(); }
static float ofFirst(const std::tuple<float *, int> &first) { return *std::get<0>(first); }
static float wrapped(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Quad all{}; // finds
    Quad *const pointer = &all;
    sum += ofAll(&pointer);
    alignas(std::max_align_t) Quad any{}; // finds
    sum += ofAny(std::ref(any.x));
    alignas(std::max_align_t) Quad first{}; // finds
    sum += ofFirst({&first.x, 4});
  }
  return sum;
}

// Only numbers are told, and all is seen.
struct Job {
  std::string name = "job";
  int n = 3;
  std::size_t cost() const { return name.size() * static_cast<std::size_t>(n); }
};
static float add(const Quad &q) { return q.x + q.y + q.z + q.w; }
static float ordinary(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    alignas(std::max_align_t) Half half{}; // finds
    half.x = static_cast<float>(i);
    sum += hone_low_of(&half);
    alignas(std::max_align_t) Quad quad{}; // finds
    quad.y = 2;
    sum += add(quad) + hone_number_of(quad.y);
    alignas(std::max_align_t) Job job; // finds
    job.name += "s";
    sum += static_cast<float>(job.cost());
  }
  return sum;
}

int main() {
  std::printf("%g %g %g %g\n", norm(3), part(3), throughVoid(3), inCallee(3));
  std::printf("%g %g %g %g\n", global(3), assembly(3), bits(3), pointer(3));
  std::printf("%g %g %g\n", shapes(3), anyShapes(3), ordinary(3));
  std::printf("%g %g %g\n", queues(3), marks(3), wrapped(3));
}
