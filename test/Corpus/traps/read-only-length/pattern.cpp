// To find: nothing: the loop stores nothing, so the compiler takes the length once by itself.
// Function: separators
// Model: Vowpal Wabbit, vowpalwabbit/csv_parser/src/parse_example_csv.cc,
//   csv_parser::handle_parse_args (strlen in the condition),
//   https://github.com/VowpalWabbit/vowpal_wabbit at 872fd8da03
#include <cstddef>
#include <cstring>

struct CsvOptions {
  char separator = ',';
  char quote = '"';
};

std::size_t separators(const char *line, const CsvOptions &options) {
  std::size_t count = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < strlen(line); i++) {
    if (line[i] == options.quote)
      quoted = !quoted;
    else if (line[i] == options.separator && !quoted)
      ++count;
  }
  return count;
}
