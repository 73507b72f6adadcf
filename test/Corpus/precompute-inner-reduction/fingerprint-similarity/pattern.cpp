// To find: the bits of both fingerprints are counted again for every pair.
// Function: similarPairs
// Model: RDKit, Code/DataStructs/BitOps.cpp, CosineSimilarity and TverskySimilarity (getNumOnBits
//   for each pair), https://github.com/rdkit/rdkit at 24e5443135
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

using Fingerprint = std::vector<uint64_t>;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

static int onBits(const Fingerprint &bits) {
  int count = 0;
  for (uint64_t word : bits)
    count += __builtin_popcountll(word);
  return count;
}

static int inCommon(const Fingerprint &a, const Fingerprint &b) {
  int count = 0;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    count += __builtin_popcountll(a[i] & b[i]);
  return count;
}

// All pairs whose common bits are at least the given per cent of the bits of either.
Pairs similarPairs(const std::vector<Fingerprint> &prints, int percent) {
  Pairs pairs;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    for (std::size_t j = i + 1; j < prints.size(); ++j) {
      const int common = inCommon(prints[i], prints[j]);
      const int total = onBits(prints[i]) + onBits(prints[j]) - common;
      if (common * 100L >= total * static_cast<long>(percent))
        pairs.emplace_back(i, j);
    }
  }
  return pairs;
}
