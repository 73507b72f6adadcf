// To find: make_shared for an object that is used through the pointer in one turn only.
// Function: analyze
// Model: cppcheck, lib/valueflow.cpp, valueFlowUninit (std::make_shared<PartialReadContainer> in
//   a loop), https://github.com/danmar/cppcheck at 72547b3a7d
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
    auto analyzer = std::make_shared<ReadAnalyzer>();
    for (std::size_t j = i; j < tokens.size() && static_cast<int>(j - i) < lookahead; ++j)
      result += analyzer->step(tokens[j]);
  }
  return result;
}
