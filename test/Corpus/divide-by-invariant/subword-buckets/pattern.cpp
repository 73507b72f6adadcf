// To find: each hash is reduced by the same run-time number of buckets.
// Function: toBuckets
// Model: fastText, src/dictionary.cc, Dictionary::computeSubwords (hash(ngram) % args_->bucket),
//   https://github.com/facebookresearch/fastText at 1142dc4c4e
#include <cstddef>
#include <cstdint>
#include <vector>

struct Arguments {
  uint32_t bucket = 2000000;
};

void toBuckets(std::vector<uint32_t> &hashes, const Arguments &arguments) {
  const uint32_t bucket = arguments.bucket;
  if (bucket == 0)
    return;
  for (std::size_t i = 0, n = hashes.size(); i < n; ++i)
    hashes[i] %= bucket;
}
