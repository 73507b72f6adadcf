// To find: a global int is the bound while the loop stores ints.
// Function: resetScores
// Model: doxygen, src/emoji.cpp, EmojiEntityMapper::EmojiEntityMapper (tables walked under
//   g_numEmojiEntities), https://github.com/doxygen/doxygen at a49a52346c
#include <vector>

constexpr int MaxEntities = 4096;

int g_numEntities = 0;
int g_baseScore[MaxEntities];

struct EntityClass {
  int weight;
  int bonus;
};

// Starts every entity from its base score, scaled for the class at hand.
void resetScores(std::vector<int> &scores, const EntityClass &kind) {
  if (g_numEntities > MaxEntities || g_numEntities > static_cast<int>(scores.size()))
    return;
  for (int i = 0; i < g_numEntities; i++) {
    int score = g_baseScore[i] * kind.weight;
    if (score < 0)
      score = 0;
    scores[i] = score + kind.bonus;
  }
}
