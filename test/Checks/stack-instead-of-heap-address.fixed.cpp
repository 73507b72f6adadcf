// RUN: %check %s
// FLAGS: -std=c++20 -O2 -isystem Inputs/system
// A library's class says itself what its address is.
#include <cstdio>
#include <handle.h>
#include <memory>

static long idOf(const void *handle) { return *static_cast<const long *>(handle); }

static int addresses(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    auto handle = std::make_unique<Handle>(); // refuses: address-operator
    sum += idOf(handle.get()) == 7;
    Handle quiet; // finds
    sum += quiet.held == nullptr;
  }
  return sum;
}

int main() { std::printf("%d\n", addresses(2)); }
