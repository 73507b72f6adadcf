// RUN: %check %s
// A member of that name is another thing; nothing is made anew that is only emptied.
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

struct Locus {
  std::string name;
  std::vector<int> kid;
};

static bool read(int i, std::string &name) {
  name.assign(static_cast<std::size_t>(20 + i), 'x');
  return i % 3 != 0;
}

static int rename(std::vector<Locus> &loci) {
  int count = 0;
  for (std::size_t i = 0; i < loci.size(); ++i) {
    std::string name; // finds
    if (read(static_cast<int>(i), name))
      ++count;
    loci[i].name = name;
  }
  return count;
}

static std::size_t empties(const std::vector<int> &in, int most) {
  std::size_t sum = 0;
  for (int i = 0; i < most; ++i) {
    std::vector<int> kept(0); // finds
    for (int each : in)
      if (each > i)
        kept.push_back(each);
    sum += kept.size();
  }
  return sum;
}

int main() {
  std::vector<Locus> loci(5);
  std::printf("%d\n", rename(loci));
  for (const Locus &each : loci)
    std::printf("%s\n", each.name.c_str());
  std::printf("%zu %zu\n", empties({1, 2, 3, 4}, 4), empties({}, 2));
}
