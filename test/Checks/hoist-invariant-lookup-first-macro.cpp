#ifndef STEPS
#define STEPS 100
#endif
// RUN: %check %s
// What comes first in the file looks like its guard, and is none: elsewhere there may be no steps at all.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

struct Run {
  std::map<std::string, double> settings;
  std::vector<double> trace;
  void advance() {
    for (int step = 0; step < STEPS; ++step)
      trace.push_back(settings.at("dt") * step); // refuses: preprocessor
  }
};

int main() {
  Run run;
  run.settings["dt"] = 0.5;
  run.advance();
  std::printf("%zu %g\n", run.trace.size(), run.trace.back());
}
