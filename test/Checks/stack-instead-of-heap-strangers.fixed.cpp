// RUN: %check %s
// Code that is not seen may load the four numbers at once, for which storage from the heap is aligned.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

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
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    sum += hone_norm_of(*q);
  }
  return sum;
}

static float part(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    sum += hone_first_of(&q->x);
  }
  return sum;
}

static float throughVoid(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    sum += hone_any_of(q.get()) != nullptr;
  }
  return sum;
}

static float further(const Quad &q) { return hone_norm_of(q); }
static float inCallee(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    sum += further(*q);
  }
  return sum;
}

static const Quad *kept;
static void keep(const Quad &q) { kept = &q; }
static float global(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    keep(*q);
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
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    sum += firstOf(q.get());
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
    auto q = std::make_unique<Quad>(); // refuses: alignment
    q->x = static_cast<float>(i);
    sum += tagged(q.get());
  }
  return sum;
}

static float (*chosen)(const Quad &) = further;
static float pointer(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto q = std::make_unique<Quad>(); // refuses: alignment
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
struct Square : Shape {
  float area() const override { return side * side; }
};
static float areaOf(const Shape &s) { return s.area(); }
static float shapes(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    Square mine; // finds
    sum += mine.area();
  }
  return sum;
}
static float anyShapes(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    auto any = std::make_unique<Square>(); // refuses: alignment
    sum += areaOf(*any);
  }
  return sum;
}

// Too small to be aligned for more; only numbers are told; all is seen.
struct Job {
  std::string name = "job";
  int n = 3;
  std::size_t cost() const { return name.size() * static_cast<std::size_t>(n); }
};
static float add(const Quad &q) { return q.x + q.y + q.z + q.w; }
static float ordinary(int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    Half half{}; // finds
    half.x = static_cast<float>(i);
    sum += hone_low_of(&half);
    Quad quad{}; // finds
    quad.y = 2;
    sum += add(quad) + hone_number_of(quad.y);
    Job job; // finds
    job.name += "s";
    sum += static_cast<float>(job.cost());
  }
  return sum;
}

int main() {
  std::printf("%g %g %g %g\n", norm(3), part(3), throughVoid(3), inCallee(3));
  std::printf("%g %g %g %g\n", global(3), assembly(3), bits(3), pointer(3));
  std::printf("%g %g %g\n", shapes(3), anyShapes(3), ordinary(3));
}
