// RUN: %check %s
// Objects made in bytes that somebody else writes, and objects that are gone.
#include <cstdint>
#include <cstdio>
#include <new>
#include <span>
#include <vector>

// The limit is read again: it may be one of the bytes.
struct Job {
  int limit;
  explicit Job(int n) : limit(n) {}
  ~Job() {}
  int run(std::vector<unsigned char> &arena) {
    int steps = 0;
    std::span<unsigned char> arenaView(arena);
    for (int i = 0; i < limit; ++i) { // finds
      arenaView[i] = 0;
      ++steps;
    }
    return steps;
  }
};
struct Other {
  int limit;
  explicit Other(int n) : limit(n) {}
  ~Other() {}
  int run(std::vector<unsigned char> &bytes) {
    int steps = 0;
    std::span<unsigned char> bytesView(bytes);
    const int limitValue = limit;
    for (int i = 0; i < limitValue; ++i) { // finds
      bytesView[i] = 0;
      ++steps;
    }
    return steps;
  }
};

class Task {
  int limit_ = 3;

public:
  void finish(std::vector<std::int32_t> &out, bool owned, int n) {
    if (owned) {
      delete this;
      n = 0;
    }
    for (int i = 0; i < n; ++i) // refuses: may-be-gone
      out[i] = out[i] > limit_ ? 255 : 0;
  }
  void last(std::vector<std::int32_t> &out, bool owned, int n) {
    const int limit = limit_;
    for (int i = 0; i < n; ++i) // finds
      out[i] = out[i] > limit ? 255 : 0;
    if (owned)
      delete this;
  }
};

int main() {
  std::vector<unsigned char> arena(64);
  Job *job = new (arena.data()) Job(8);
  std::printf("%d ", job->run(arena));
  Other other(8);
  std::printf("%d ", other.run(arena));
  std::vector<std::int32_t> out{1, 5};
  (new Task)->finish(out, true, 2);
  std::printf("%d ", out[1]);
  (new Task)->last(out, true, 2);
  std::printf("%d\n", out[1]);
}
