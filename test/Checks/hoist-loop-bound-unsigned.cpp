// RUN: %check %s
// FLAGS: -std=c++20 -O2 -funsigned-char
// Where char is unsigned, 255 is a character above 'z' and none is below 0.
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <initializer_list>

void nextOfSmall(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // finds
    if (text[i] < 'z')
      text[i] = text[i] + 1;
}

void nextOfLarge(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (text[i] > 'z')
      text[i] = text[i] + 1;
}

// It is the same byte in both.
void nextOfSigned(char *text) {
  for (std::size_t i = 0; i < strlen(text); ++i) // refuses: may-be-zero
    if (static_cast<signed char>(text[i]) < 'z')
      text[i] += 1;
}

int main() {
  for (auto *f : {nextOfSmall, nextOfLarge, nextOfSigned}) {
    char text[] = "az{\xff!\xfe";
    f(text);
    for (char c : text)
      std::printf("%02x", c);
    std::printf("\n");
  }
}
