#include "calibration.h"

#include <cmath>

namespace signals {

void linearize(Values &values, double gain, double exponent) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] *= std::pow(gain, exponent);
}

void attenuate(Values &values, double rate, double seconds) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = values[i] * std::exp(-rate * seconds) + 0.5;
}

double weightedSum(const Values &values, double decay) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    sum += values[i] * std::exp(-decay);
  return sum;
}

double decibels(const Values &power, double reference) {
  double loudest = -1000.0;
  for (std::size_t i = 0; i < power.size(); ++i) {
    double level = power[i] - 10.0 * std::log10(reference);
    if (level > loudest)
      loudest = level;
  }
  return loudest;
}

void correctDrift(Values &values, const Settings &settings) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] -= settings.gain * std::exp(settings.rate) * static_cast<double>(i);
}

void normalize(Values &values, double spread) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = values[i] / std::sqrt(spread + 1.0);
}

static double butterworth(double cutoff, int order) {
  double attenuation = 1.0;
  for (int k = 0; k < order; ++k)
    attenuation = attenuation * cutoff / (1.0 + cutoff * k);
  return 1.0 / (1.0 + attenuation);
}

double response(const Values &values, double cutoff, int order) {
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    total += values[i] * butterworth(cutoff, order);
  return total;
}

// Magnus formula at one temperature for a whole series of humidities.
void dewPoint(Values &humidity, double temperature) {
  for (double &value : humidity)
    value = value * std::exp(17.62 * temperature / (243.12 + temperature)) * 0.06112;
}

void addPower(Values &values, double amplitude) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] += std::pow(amplitude, 2);
}

void scaleTo(Values &values, double target) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] *= std::fabs(target);
}

double energyAbove(const Values &values, const double &level) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] > level)
      sum += values[i] * values[i];
  return sum;
}

static unsigned draws = 0;

static double noise(unsigned seed) {
  ++draws;
  seed = (seed + draws) * 1664525u + 1013904223u;
  return static_cast<double>(seed >> 16) / 65536.0;
}

void dither(Values &values, double amount, unsigned seed) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] += amount * noise(seed);
}

// The rate may be one of the values.
void relax(Values &values, double *rate) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] *= std::exp(-*rate);
}

void settle(Values &values, double step) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] -= std::exp(-step);
    step *= 0.5;
  }
}

void Channel::apply(Values &values) const {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = values[i] * scale_ + offset_;
}

void Channel::rescale() {
  for (std::size_t i = 0; i < values_.size(); ++i)
    values_[i] = values_[i] * scale_ + offset_;
}

} // namespace signals
