// Runs every step on a generated recording and prints what came out.
#include "calibration.h"
#include "frames.h"
#include "labels.h"
#include "quality.h"
#include "series.h"

#include <cstdio>

using namespace signals;

static std::vector<int> makeRecording(std::size_t length) {
  std::vector<int> samples(length);
  unsigned state = 2024;
  for (std::size_t i = 0; i < length; ++i) {
    state = state * 1664525u + 1013904223u;
    samples[i] = static_cast<int>(i % 97) * 13 + static_cast<int>(state >> 24) - 700;
  }
  return samples;
}

static void print(const char *step, const Values &values) {
  double sum = 0;
  for (double value : values)
    sum += value;
  std::printf("%-12s %6zu values  %.9g\n", step, values.size(), sum);
}

int main() {
  std::vector<int> recording = makeRecording(50000);

  Series series(recording);
  series.setBaseline(12);
  series.removeBaseline();
  series.setLimits(-500, 600);
  series.clip();
  std::printf("energy       %lld, peak %d\n", series.energy(), series.peak());
  series.gate();
  series.differentiate();
  std::printf("above        %d, sum %d\n", series.firstAbove(300), series.checkedSum());

  Block block;
  for (int value : recording)
    if (block.used < 4096)
      block.values[block.used++] = value;
  block.offset = 31;
  shiftBlock(block);
  std::vector<int> total(recording.size(), 2);
  accumulate(total, recording, 3);
  int last = 0;
  ringSmooth(total, last);
  std::printf("block        %d, total %d\n", block.values[4000], total[777]);

  Values values(recording.begin(), recording.end());
  linearize(values, 1.01, 1.5);
  print("linearize", values);
  attenuate(values, 0.2, 0.5);
  print("attenuate", values);
  std::printf("weighted     %.9g\n", weightedSum(values, 0.3));
  std::printf("decibels     %.9g\n", decibels(values, 20.0));
  Settings settings;
  settings.gain = 0.001;
  correctDrift(values, settings);
  print("drift", values);
  normalize(values, 4.0);
  print("normalize", values);
  std::printf("response     %.9g\n", response(values, 0.7, 12));
  dewPoint(values, 21.5);
  print("dew point", values);
  addPower(values, 1.5);
  print("power", values);
  scaleTo(values, -0.75);
  print("scale", values);
  std::printf("energy       %.9g\n", energyAbove(values, 2.0));
  dither(values, 0.01, 7);
  print("dither", values);
  double rate = 0.01;
  relax(values, &rate);
  print("relax", values);
  std::printf("invalid      %d\n", countInvalid(values, 0.5));
  settle(values, 2.0);
  print("settle", values);
  Channel channel(0.5, 1.25);
  channel.apply(values);
  channel.load(values);
  channel.rescale();
  print("channel", channel.values());

  print("smooth", smooth(values));
  std::printf("rough        %.9g\n", roughness(values));
  std::printf("blocks       %.9g\n", blockEnergy(values));
  std::vector<int> clean = despike(recording);
  std::printf("despike      %d\n", clean[4321]);
  std::vector<Values> frames = cut(values);
  std::printf("frames       %zu, spread %.9g\n", frames.size(), spread(frames));
  std::printf("change       %.9g\n", change(values));

  std::printf("widest       %zu\n", widestLabel(clean, "millivolts"));
  std::printf("hash         %lx\n", labelHash(recording));
  std::vector<std::string> texts = captions(recording);
  maskDigits(texts[10]);
  std::printf("caption      %s\n", texts[10].c_str());
  return 0;
}
