// RUN: %check %s
// What the library does to containers of such elements is not looked into: what it is called on, or
// given to move from, is another afterwards.
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Task {
  unsigned cost;
};
using Tasks = std::vector<std::unique_ptr<Task>>;

static unsigned shrunk(const std::vector<unsigned> &jobs, std::size_t n) {
  Tasks open(n);
  std::vector<unsigned> done;
  for (unsigned job : jobs) {
    open.pop_back();
    done.push_back(job);
  }
  unsigned sum = 0;
  for (unsigned each : done) // refuses: modified
    sum += each * static_cast<unsigned>(open.size());
  return sum;
}

static unsigned movedAway(const std::vector<unsigned> &jobs, std::size_t n) {
  Tasks open(n);
  std::size_t most = 0;
  std::vector<unsigned> done;
  for (unsigned job : jobs) {
    if (job > 2) {
      const Tasks taken = std::move(open);
      most += taken.size();
    }
    done.push_back(job);
  }
  unsigned sum = 0;
  for (unsigned each : done) // refuses: opaque-call
    sum += each * static_cast<unsigned>(open.size());
  return sum + static_cast<unsigned>(most);
}

class Part {
public:
  explicit Part(std::string name) : name_(std::move(name)) {}
  Part(const Part &) = default;
  Part(Part &&o) noexcept : name_(std::exchange(o.name_, "")) {}

private:
  std::string name_;
};

static unsigned givenAway(const std::vector<unsigned> &in, std::vector<Part> &parts) {
  std::string rest = "a rather long text for the heap";
  std::vector<unsigned> kept;
  for (unsigned x : in) {
    if (x == 3)
      parts.emplace_back(std::exchange(rest, ""));
    if (x == 4)
      parts.emplace_back(std::move(rest));
    kept.push_back(x);
  }
  unsigned sum = 0;
  for (const unsigned &each : kept) // refuses: modified
    sum += each * static_cast<unsigned>(rest.size());
  return sum;
}

// Others of the kind do not matter.
static unsigned others(const std::vector<unsigned> &jobs, std::size_t n) {
  Tasks open(n);
  const std::size_t rate = n + 1;
  unsigned sum = 0;
  for (unsigned job : jobs) {
    open.pop_back();
    unsigned each = job;
    // finds
    sum += each * static_cast<unsigned>(rate);
  }
  return sum;
}

int main() {
  std::vector<Part> parts;
  std::printf("%u %u\n", shrunk({1, 2, 3}, 5), movedAway({1, 2, 3}, 5));
  std::printf("%u %u\n", givenAway({1, 2, 3}, parts), others({1, 2, 3}, 5));
}
