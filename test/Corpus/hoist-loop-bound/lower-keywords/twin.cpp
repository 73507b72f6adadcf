// Leave alone: the loop cuts the line at the comment sign, so its length changes.
// Function: lowerKeywords
#include <cstring>

// Lowers the first five characters of every word of an input card; what follows '=' counts as a
// new word.
void lowerKeywords(char *line) {
  int toLower = 5;
  for (unsigned int i = 0; i < strlen(line); i++) {
    if (line[i] == '!') {
      line[i] = '\0';
      continue;
    }
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
