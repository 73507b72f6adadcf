// A library's smart handle: its address is that of what it holds.
#pragma once
struct Handle {
  long id = 7;
  int *held = nullptr;
  int **operator&() { return &held; }
  ~Handle() { delete held; }
};
