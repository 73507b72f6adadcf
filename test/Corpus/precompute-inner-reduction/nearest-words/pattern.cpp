// To find: the norm of each word vector is summed up again for every query.
// Function: nearest
// Model: fastText, src/fasttext.cc, FastText::getNN and precomputeWordVectors (norms of all words
//   before the queries), https://github.com/facebookresearch/fastText at 1142dc4c4e
#include <cstddef>
#include <vector>

struct WordTable {
  std::size_t words = 0;
  std::size_t dimension = 0;
  std::vector<long> values;
  const long *row(std::size_t word) const { return values.data() + word * dimension; }
};

// For each query the word of the greatest similarity, both as whole numbers.
std::vector<std::size_t> nearest(const WordTable &table, const std::vector<std::vector<long>> &queries) {
  std::vector<std::size_t> result;
  result.reserve(queries.size());
  for (const std::vector<long> &query : queries) {
    std::size_t best = 0;
    long bestScore = -1;
    for (std::size_t w = 0; w < table.words; ++w) {
      const long *row = table.row(w);
      long norm = 1, dot = 0;
      for (std::size_t d = 0; d < table.dimension; ++d)
        norm += row[d] * row[d];
      for (std::size_t d = 0; d < table.dimension && d < query.size(); ++d)
        dot += row[d] * query[d];
      const long score = dot * 1000 / norm;
      if (score > bestScore) {
        bestScore = score;
        best = w;
      }
    }
    result.push_back(best);
  }
  return result;
}
