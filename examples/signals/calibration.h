// From raw readings to physical units.
#ifndef SIGNALS_CALIBRATION_H
#define SIGNALS_CALIBRATION_H

#include <vector>

namespace signals {

using Values = std::vector<double>;

struct Settings {
  double gain = 1.0;
  double exponent = 1.0;
  double rate = 0.1;
};

void linearize(Values &values, double gain, double exponent);
void attenuate(Values &values, double rate, double seconds);
double weightedSum(const Values &values, double decay);
double decibels(const Values &power, double reference);
void correctDrift(Values &values, const Settings &settings);
void normalize(Values &values, double spread);
double response(const Values &values, double cutoff, int order);
void dewPoint(Values &humidity, double temperature);
void addPower(Values &values, double amplitude);
void scaleTo(Values &values, double target);
double energyAbove(const Values &values, const double &level);
void dither(Values &values, double amount, unsigned seed);
void relax(Values &values, double *rate);
void settle(Values &values, double step);

class Channel {
public:
  Channel() = default;
  Channel(double scale, double offset) : scale_(scale), offset_(offset) {}
  void apply(Values &values) const;
  void load(const Values &values) { values_ = values; }
  const Values &values() const { return values_; }
  void rescale();

private:
  double scale_ = 1.0;
  double offset_ = 0.0;
  Values values_;
};

} // namespace signals

#endif
