// A name, which tells of copies where they are counted.
#pragma once
#include <cstdio>
#include <string>
#ifdef TRACK
struct Name : std::string {
  using std::string::string;
  Name(const Name &other) : std::string(other) { std::puts("copied"); }
};
constexpr bool track = true;
#else
using Name = std::string;
constexpr bool track = false;
#endif
