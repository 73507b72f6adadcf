// RUN: %check %s
//
// Characters stored into the string whose length is the bound, computed from the character that was
// there: the conditions around the store decide whether a zero can come out.
#include <cctype>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <initializer_list>

// --- Never zero -------------------------------------------------------------

void lowerWords(char *line) {
  int toLower = 5;
  for (unsigned int i = 0; i < strlen(line); i++) { // finds
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

void upperReversed(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if ('a' <= text[i] && !('z' < text[i]))
      text[i] = (char)(text[i] - 32);
}

void lowerCompound(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if (text[i] >= 'A' && text[i] <= 'Z')
      text[i] += 'a' - 'A';
    else if (text[i] == '\t')
      text[i] ^= 0x60;
}

// Any character with a bit more is not zero, whatever it was.
void bitSet(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    text[i] = text[i] | 0x20;
}

void bitCleared(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if (text[i] >= 'a' && text[i] <= 'z')
      text[i] &= ~0x20;
}

void inALocal(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // finds
    const unsigned char c = text[i];
    const bool small = c >= 'a' && c <= 'z';
    if (small)
      text[i] = c - 'a' + 'A';
    else if (const char same = text[i]; same > ' ')
      text[i] = same - ' ';
  }
}

void byArms(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    text[i] = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
}

void byLocalCase(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // finds
    char c = text[i];
    text[i] = std::tolower(static_cast<unsigned char>(c));
  }
}

void leftBefore(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // finds
    if (text[i] < 'a')
      continue;
    if (text[i] > 'z') {
      std::size_t same = i;
      (void)same;
      continue;
    }
    text[i] = 'a' + (text[i] - 'a' + 13) % 26;
  }
}

void behindAnd(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    text[i] > '0' && text[i] <= '9' && (text[i] -= 1);
}

// 127 becomes -128.
void nextOfPositive(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if (text[i] > 0)
      text[i] = text[i] + 1;
}

void sevenBits(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if (static_cast<unsigned char>(text[i]) < 128)
      text[i] = text[i] & 0x7f;
}

void inInnerLoop(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    for (int k = 0; k < 3; ++k)
      if (text[i] > '0' && text[i] <= '9')
        text[i] -= 1;
}

// No character in front of the terminator is one.
void neverReached(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if (!text[i])
      text[i] = 0;
    else if (text[i] == ';')
      text[i] = ',';
}

// --- May be zero ------------------------------------------------------------

void toIndex(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] >= 'A' && text[i] <= 'Z')
      text[i] = text[i] - 'A';
}

void eitherOr(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] >= 'A' || text[i] <= 'Z')
      text[i] = static_cast<char>(text[i] - 'A' + '!');
}

void bitLost(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] = text[i] & 0xDF;
}

void bitToggled(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] ^= 0x20;
}

// 0x80 has no other bit.
void allSevenBits(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] = text[i] & 0x7f;
}

// -1 is below 'z', too.
void nextOfSmall(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] < 'z')
      text[i] = text[i] + 1;
}

// 'a' + 159 is 256.
void wrapsAround(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] >= 'A' && text[i] <= 'a')
      text[i] = static_cast<char>(text[i] + 159);
}

void otherBranch(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] >= 'a' && text[i] <= 'z')
      text[i] = ' ';
    else
      text[i] -= 32;
}

void storedBetween(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'a') {
      text[i] = 'a';
      text[i] = text[i] - 'a';
    }
}

void storedInCondition(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'a' && (text[i] = 'a'))
      text[i] -= 'a';
}

void storedInValue(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'a')
      text[i] = (text[i] = 'a') == 'a' ? text[i] - 'a' : 'b';
}

// Told of the new character, not of the one that c still is.
void staleLocal(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // refuses: may-be-zero
    const char c = text[i];
    text[i] = 'z';
    if (text[i] > 'a')
      text[i] = c - 'a';
  }
}

// The local is one behind the character.
void olderLocal(char *text) {
  char c = 'b';
  for (std::size_t i = 0; i < strlen(text); ++i) { // refuses: may-be-zero
    if (c > 'a' && text[i] > 'a')
      text[i] = c - 'b' + (text[i] > 'c');
    c = text[i];
  }
}

void changedLocal(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // refuses: may-be-zero
    char c = text[i];
    if (c > 'a') {
      c -= 1;
      text[i] = c - 'a';
    }
  }
}

static void decrease(char &c) { --c; }
void passedLocal(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // refuses: may-be-zero
    char c = text[i];
    if (c > 'a') {
      decrease(c);
      text[i] = c - 'a';
    }
  }
}

void otherCharacter(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[0] > 'a')
      text[i] = text[i] - 'a';
}

void otherString(char *text, const char *other) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (other[i] > 'a')
      text[i] = text[i] - 'a';
}

void storesAgain(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'a')
      for (int k = 0; k < 2; ++k)
        text[i] = text[i] - 'a';
}

void jumpsIn(char *text, int mode) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    switch (mode) {
    default:
      if (text[i] > 'a') {
      case 1:
        text[i] = text[i] - 'a';
      }
    }
}

void mayFallThrough(char *text, int n) {
  for (std::size_t i = 0; i < strlen(text); ++i) { // refuses: may-be-zero
    if (text[i] <= 'a')
      if (n > 3)
        continue;
    text[i] = text[i] - 'a';
  }
}

void truth(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] = text[i] == 'x';
}

void halved(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'a')
      text[i] = static_cast<char>(text[i] * 0.5);
}

void shifted(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'a')
      text[i] = static_cast<char>(text[i] << 8);
}

void moreThanAFloatHolds(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] = static_cast<char>(static_cast<int>(static_cast<float>(16777217)));
}

void caseOfOther(char *text, int other) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    text[i] = toupper(other);
}

// The condition is about another string than the store.
void stringSet(char *text, char *other) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: state-written
    if (text[i] > 'a' && (text = other))
      text[i] -= 'A' - 1;
}

void indexSet(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-alias
    if (text[i] > 'a' && ++i)
      text[i] -= 'A' - 1;
}

void counted(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-alias
    if (text[i] > 'a')
      --text[i];
}

// --- Run --------------------------------------------------------------------

template <typename F> static void show(F f) {
  for (const char *start : {"Hello, World = AbCdEfGh", "abc xyz ABC", "a;b\t0159", "\x01 \x7f\x80\xff z", ""}) {
    char text[40] = {};
    std::strcpy(text, start);
    f(text);
    for (char c : text)
      std::printf("%02x", static_cast<unsigned char>(c));
    std::printf("\n");
  }
}

int main() {
  for (auto *f : {lowerWords, upperReversed, lowerCompound, bitSet, bitCleared, inALocal, byArms, byLocalCase,
                  leftBefore, behindAnd, nextOfPositive, sevenBits, inInnerLoop, neverReached})
    show(f);
  for (auto *f : {toIndex, eitherOr, bitLost, bitToggled, allSevenBits, nextOfSmall, wrapsAround, otherBranch,
                  storedBetween, storedInCondition, storedInValue, staleLocal, olderLocal, changedLocal,
                  passedLocal, otherCharacter, storesAgain, truth, halved, shifted, moreThanAFloatHolds, counted})
    show(f);
  show([](char *text) { otherString(text, "bbbbbbbbbbbbbbbbbbbbbbbbbbb"); });
  show([](char *text) { stringSet(text, text + 1), indexSet(text); });
  show([](char *text) { jumpsIn(text, 1), jumpsIn(text, 2), mayFallThrough(text, 3), caseOfOther(text, 0); });
}
