// RUN: %check %s
// A name in place of an expression may make a declaration of what is around it; other things of which compilers
// warn, and deleters that come with another pointer.
#include <cstdio>
#include <memory>

struct Job { int id; explicit Job(int i) : id(i) {} int cost() const { return id * 3; } };
struct Tag { const Job *job; explicit Tag(const Job *j) : job(j) {} };
struct Trace {
  const Job *job;
  explicit Trace(Tag tag) : job(tag.job) { std::printf("begin %d\n", job->id); }
  ~Trace() { std::printf("end %d\n", job->id); }
};
static int traced(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto job = std::make_unique<Job>(i); // refuses: declarator
    Trace trace(Tag(job.get()));
    sum += job->cost();
  }
  return sum;
}

struct Note { Note() { std::printf("nothing\n"); } explicit Note(int i) { std::printf("note %d\n", i); } };
static int noted(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto value = std::make_unique<int>(i); // refuses: declarator
    if (i > 0) {
      Note(*value.get());
    }
    sum += *value;
  }
  return sum;
}

struct Tok { int v; explicit Tok(int i) : v(i) {} int get() const { return v; } };
static int live = 0;
struct Counting { void operator()(Tok *t) const { std::printf("back %d\n", t->get()); --live; delete t; } };
static int sumTokens(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::shared_ptr<Tok> t(std::unique_ptr<Tok, Counting>(new Tok(i)));
    sum += t->get();
  }
  return sum;
}

template <class T> using Counted = std::unique_ptr<T, Counting>;
static int sumOthers(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::shared_ptr<Tok> t = Counted<Tok>(new Tok(i));
    sum += t->get();
  }
  return sum;
}

struct Buf { int n = 0; explicit Buf(int i) : n(i) {} };
static int last(int x, const Buf **where) {
  for (;;) {
    auto b = std::make_unique<Buf>(x); // refuses: unknown-use
    *where = &*b;
    if (b->n > 0)
      return b->n;
    ++x;
  }
}

static int known(const int *p) { return p != nullptr; }
static int unset(int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    std::unique_ptr<int> p(new int); // refuses: maybe-unset
    s += known(p.get());
    *p = i;
    s += *p;
  }
  return s;
}

int main() {
  const Buf *where = nullptr;
  const int n = last(-1, &where);
  std::printf("%d %d %d\n", traced(2), noted(3), sumTokens(3) + sumOthers(2));
  std::printf("%d %d %d\n", n, where != nullptr, unset(2));
}
