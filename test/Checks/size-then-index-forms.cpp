// RUN: %check %s
// Values in parentheses, iterators of the project's own, and vectors that a function looks at when they end.
#include <cstdio>
#include <vector>

static int seen = 0;
static int count(int x) {
  seen += x;
  return seen;
}
static std::vector<int> copied(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) // finds
    out.push_back((static_cast<void>(count(x)), x));
  return out;
}

struct EverySecond {
  EverySecond(std::vector<int>::const_iterator at) : at(at) {}
  EverySecond &operator++() {
    at += 2;
    return *this;
  }
  bool operator!=(std::vector<int>::const_iterator end) const { return at != end; }
  const int &operator*() const { return *at; }
  std::vector<int>::const_iterator at;
};
static std::vector<int> lefts(const std::vector<int> &pairs) {
  std::vector<int> out;
  for (EverySecond it = pairs.begin(); it != pairs.end(); ++it) // refuses: count-not-known
    out.push_back(*it);
  return out;
}

static int parse(int x) {
  if (x < 0)
    throw 1;
  return x * 2;
}
static void show(std::vector<int> *v) { std::printf("%zu parsed\n", v->size()); }
static void parsed(const std::vector<int> &in) {
  __attribute__((cleanup(show))) std::vector<int> out;
  for (int x : in) // refuses: shared
    out.push_back(parse(x));
}

int main() {
  for (int x : copied({5, 1, 9}))
    std::printf("%d ", x);
  for (int x : lefts({5, 1, 9, 2}))
    std::printf("%d ", x);
  try {
    parsed({1, 2, -3, 4});
  } catch (int) {
  }
}
