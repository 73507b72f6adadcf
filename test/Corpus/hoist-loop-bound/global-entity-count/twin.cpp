// Leave alone: the loop itself registers entities, so the global bound moves.
// Function: resetScores
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
    const int room = static_cast<int>(scores.size());
    if (score > 1000 && g_numEntities < MaxEntities && g_numEntities < room)
      g_baseScore[g_numEntities++] = score / 2;
  }
}
