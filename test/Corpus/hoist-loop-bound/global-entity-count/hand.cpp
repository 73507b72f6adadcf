// By hand: the global bound is read once; the elements of a vector do not overlap it.
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
  const int numEntities = g_numEntities, weight = kind.weight, bonus = kind.bonus;
  int *score = scores.data();
  for (int i = 0; i < numEntities; i++) {
    int value = g_baseScore[i] * weight;
    if (value < 0)
      value = 0;
    score[i] = value + bonus;
  }
}
