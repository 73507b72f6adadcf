// RUN: %check %s
// What stands between preprocessor lines in a class is part of it elsewhere.
#include <cstdio>
#include <memory>

struct Counted {
  int x = 3, y = 4;
#ifdef TRACK
  Counted() { ++made; }
  static int made;
#endif
};
struct Derived : Counted {
  int z = 5;
};
#ifdef TRACK
struct Chosen {
  int x = 1, y = 2;
  ~Chosen() noexcept(false) { throw 1; }
};
#else
struct Chosen {
  int x = 1, y = 2;
};
#endif
struct Same {
  int x = 3, y = 4;
};

template <class T> static void touch(T &t) { ++t.y; }
static int sum(int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) {
    auto counted = std::make_unique<Counted>(); // refuses: preprocessor
    touch(*counted);
    auto derived = std::make_unique<Derived>(); // refuses: preprocessor
    touch(*derived);
    auto chosen = std::make_unique<Chosen>(); // refuses: preprocessor
    touch(*chosen);
    s += counted->y + derived->y + chosen->y;
  }
  for (int i = 0; i < n; ++i) {
    auto same = std::make_unique<Same>(); // finds
    touch(*same);
    s += same->y;
  }
  return s;
}

int main() { std::printf("%d\n", sum(3)); }
