// The textbook rewrite: the length in a local.
#include <cstddef>
#include <cstring>

struct CsvOptions {
  char separator = ',';
  char quote = '"';
};

std::size_t separators(const char *line, const CsvOptions &options) {
  std::size_t count = 0;
  bool quoted = false;
  const std::size_t length = strlen(line);
  for (std::size_t i = 0; i < length; i++) {
    if (line[i] == options.quote)
      quoted = !quoted;
    else if (line[i] == options.separator && !quoted)
      ++count;
  }
  return count;
}
