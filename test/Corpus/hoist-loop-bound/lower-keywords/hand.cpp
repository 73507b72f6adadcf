// By hand: the length is taken once; no character stored is 0, so it does not change.
#include <cstring>

// Lowers the first five characters of every word of an input card; what follows '=' counts as a
// new word.
void lowerKeywords(char *line) {
  int toLower = 5;
  const size_t length = strlen(line);
  for (unsigned int i = 0; i < length; i++) {
    if (line[i] == ' ' || line[i] == '=') {
      toLower = 5;
      continue;
    }
    if (toLower > 0) {
      if (line[i] >= 'A' && line[i] <= 'Z')
        line[i] = static_cast<char>(line[i] - 'A' + 'a');
      --toLower;
    }
  }
}
