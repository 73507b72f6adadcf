// By hand: an automatic object and its address.
#include <cstdint>
#include <memory>
#include <vector>

struct Analyzer {
  virtual ~Analyzer() = default;
  virtual uint32_t step(uint32_t token) { return state = state * 31 + token; }
  uint32_t state = 7;
};

struct ReadAnalyzer final : Analyzer {
  uint32_t reads = 0;
  uint32_t step(uint32_t token) override {
    reads += token & 1;
    return Analyzer::step(token) ^ reads;
  }
};

uint32_t analyze(const std::vector<uint32_t> &tokens, int lookahead) {
  uint32_t result = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    ReadAnalyzer analyzer;
    for (std::size_t j = i; j < tokens.size() && static_cast<int>(j - i) < lookahead; ++j)
      result += analyzer.step(tokens[j]);
  }
  return result;
}
