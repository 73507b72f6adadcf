// RUN: %check %s
// Loops of which a part can be vectorized.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <vector>

typedef std::vector<double> Vector;

// A sum over what came before keeps all from being vectorized.
static void accumulate(Vector &total, Vector &sum, const std::vector<float> &rate, const std::vector<float> &hours) {
  for (std::size_t i = 1; i < total.size(); ++i) { // finds
    total[i] += rate[i] * hours[i];
    sum[i] = sum[i - 1] + total[i];
  }
}

// Each needs what the other stores later: the second goes first.
static float before[200], after[200], change[200], weight[200];
static void exchange() {
  for (int i = 1; i < 199; i++) { // finds
    before[i] = after[i - 1] + change[i] * weight[i];
    after[i] = after[i + 1] - change[i] * weight[i];
  }
}

// Comments go with their statements, and what belongs together stays together.
static void weigh() {
  for (int i = 1; i < 200; i++) { // finds
    // Up,
    // by as much as it changes.
    before[i] += change[i] * weight[i];
    /* on its own */
    after[i] = after[i - 1] * after[i - 1]; // carried
    before[i] -= change[i] + weight[i]; // and down
  }
}

// A variable with two values that do not meet.
static void twice(int count) {
  float t;
  for (int i = 1; i < count; ++i) { // finds
    t = before[i] + after[i];
    before[i] = t + change[i - 1];
    t = change[i] * weight[i];
    change[i] = t;
  }
}

// Variables of the body stay with those who name them, questions where they are.
static std::array<float, 100> level, trend;
static void smooth() {
  for (int i = 1; i < 100; ++i) { // finds
    const float seen = change[i] * 2, kept = weight[i];
    if (seen > kept) {
      before[i] = seen - kept;
      after[i] = kept;
    } else
      before[i] = 0;
    level[i] = level[i - 1] * 0.5f + trend[i];
    trend[i] = trend[i - 1] + level[i];
  }
}

// Rows of a matrix.
static void prefix(std::vector<std::vector<int>> &m, std::vector<std::vector<int>> &scaled, int by) {
  for (std::size_t r = 0; r < m.size() && r < scaled.size(); ++r)
    for (std::size_t c = 1; c < m[r].size(); ++c) { // finds
      scaled[r][c] = m[r][c] * by;
      m[r][c] += m[r][c - 1];
    }
}

// What the second reads the first stores in the next iteration.
static void ahead() {
  for (int i = 0; i < 199; i++) { // finds
    // The new level,
    before[i] = change[i] * 2; // twice
    after[i] = before[i] + before[i + 1] * weight[i];
  }
}

// Twice the same, and one that stays where it is.
struct Channel {
  std::vector<float> flow_, depth_, old_;
  void step(std::vector<float> &loss, float by) {
    for (std::size_t i = 0; i < 90; ++i) { // finds
      const float own = depth_[i] * by;
      flow_[i] = own;
      loss[i] += flow_[i] * flow_[i + 2] - flow_[i + 2];
      old_[i] = flow_[i + 1];
    }
  }
};

// Not in every iteration, not what was there but for the second statement, and needed both ways.
static void behind() {
  for (int i = 0; i < 199; i++) {
    before[i] = change[i] * 2;
    after[i] = before[i] > 1 ? before[i + 1] : before[i];
  }
  for (int i = 0; i < 198; i++) { // finds
    before[i] = change[i];
    before[i + 1] += weight[i];
    after[i] = before[i + 1] + before[i];
  }
  for (int i = 1; i < 199; i++) {
    before[i] = before[i - 1] * change[i];
    after[i] = before[i] + before[i + 1];
    before[i] += after[i - 1];
  }
}

// Comments in statements and at the end.
static void commented(int count) {
  for (int i = 1; i < count; i++) { // finds
    if (change[i] > 0) { // wet
      before[i] = change[i] * 2;
    }
    /*
     * The sum.
     */
    after[i] = after[i - 1] + change[i]; // of all
    // TODO: the rest
  }
}

// A literal that is cut off: 200 is -56.
static void cut() {
  for (int i = 60; i < 140; i++) {
    before[i] = after[i + (signed char)200] + change[i];
    after[i] = after[i - 1] * 0.5f + change[i];
  }
}

// Another configuration takes other elements.
#define OFFSET 1
#define UNUSED_COLUMNS 1
#ifdef BACKWARDS
#undef OFFSET
#define OFFSET -1
#endif
#ifdef WIDE
#define LEFT_UNUSED 2
#else
#define LEFT_UNUSED 1
#endif
static void configuredOffset() {
  for (int i = 2; i < 100; i++) { // refuses: preprocessor
    before[i] = after[i + OFFSET] + change[i];
    after[i] = after[i - 1] * 0.5f + change[i];
  }
}
static void configuredName() {
  for (int i = 2; i < 100; i++) { // refuses: preprocessor
    before[i] = after[i + LEFT_UNUSED] + change[i];
    after[i] = after[i - 1] * 0.5f + change[i];
  }
}
static void named() {
  for (int i = 2; i < 100; i++) { // finds
    before[i] = after[i + UNUSED_COLUMNS] + change[i];
    after[i] = after[i - 1] * 0.5f + change[i];
  }
}

// Members of bases.
struct Left {
  std::vector<float> v;
};
struct Both : Left {
  std::vector<float> w;
  void run(std::vector<float> &other) {
    for (int i = 1; i < 50; ++i) { // finds
      Left::v[i] = change[i] * 2;
      other[i] = other[i - 1] + change[i];
    }
  }
};

// In the order they have, one loop can be vectorized: compilers do that.
static void plain() {
  for (int i = 1; i < 199; i++) {
    before[i] = change[i] + 1;
    after[i] = before[i] + before[i - 1];
  }
}

// Both need each other's last value.
static void together() {
  for (int i = 1; i < 200; i++) {
    before[i] = after[i - 1] + change[i];
    after[i] = before[i] * weight[i];
  }
}

// Sums wait for their additions: rather together.
static double sums(const Vector &v, Vector &out) {
  double sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    sum += v[i];
    out[i] = v[i] * 2;
  }
  return sum;
}

// The last value is read behind the loop.
static float last(int count) {
  float t = 0;
  for (int i = 1; i < count; ++i) {
    t = before[i] + after[i];
    before[i] = t + change[i - 1];
    t = change[i] * weight[i];
    change[i] = t;
  }
  return t;
}

// The value of the iteration before is read.
static void late(int count) {
  float t = 0;
  for (int i = 1; i < count; ++i) {
    before[i] = t + change[i - 1];
    t = change[i] * weight[i];
    change[i] = t;
  }
}

// So few iterations are soon over.
static void few() {
  for (int i = 1; i < 9; i++) {
    before[i] += change[i];
    after[i] = after[i - 1] + before[i];
  }
}

// Pointers may overlap.
static void apart(float *to, float *sum, const float *by, int n) {
  for (int i = 1; i < n; ++i) { // refuses: may-alias
    to[i] = by[i] * 2;
    sum[i] = sum[i - 1] + 1;
  }
}

// What a member holds may be one of the elements.
struct Filter {
  std::vector<float> out, state;
  float gain = 0.5f;
  void run(const std::vector<float> &in, float &level) {
    for (std::size_t i = 1; i < in.size(); ++i) { // finds
      out[i] = in[i] * gain;
      state[i] = state[i - 1] + out[i];
    }
    for (std::size_t i = 1; i < in.size(); ++i) { // refuses: may-alias
      out[i] = in[i] * level;
      state[i] = state[i - 1] + out[i];
    }
  }
};

// at() may throw between the two.
static void checked(Vector &to, Vector &sum) {
  for (std::size_t i = 1; i < sum.size(); ++i) { // refuses: call
    sum[i] = sum[i - 1] + 1;
    to[i] = sum.at(i - 1);
  }
}

static int calls;
static double counted(double x) { return x * ++calls; }
static void observed(Vector &to, Vector &sum) {
  for (std::size_t i = 1; i < sum.size(); ++i) { // refuses: call
    to[i] = counted(to[i]);
    sum[i] = sum[i - 1] + 1;
    to[i] += 1;
  }
}

static volatile double port[100];
static void shown(Vector &sum, Vector &to) {
  for (int i = 1; i < 100; ++i) { // refuses: volatile
    port[i] = 1;
    to[i] += 1;
    sum[i] = sum[i - 1] + 1;
  }
}

// The bound is stored to.
static void moving(std::vector<int> &to, std::vector<int> &sum, const int &bound) {
  for (int i = 1; i < bound; ++i) { // refuses: bound-changes
    to[i] = sum[i] * 2;
    sum[i] = sum[i - 1] + 1;
  }
}

// Out in the middle.
static void leaving(Vector &to, Vector &sum) {
  for (std::size_t i = 1; i < sum.size(); ++i) { // refuses: unknown-construct
    to[i] = to[i] * 2;
    sum[i] = sum[i - 1] + 1;
    if (sum[i] > 50)
      break;
  }
}

static void configured() {
  for (int i = 1; i < 200; i++) { // refuses: preprocessor
    before[i] += change[i];
#ifndef PLAIN
    after[i] = after[i - 1] + before[i];
#endif
  }
}

static void threads(Vector &to, Vector &sum) {
#pragma omp parallel
  for (std::size_t i = 1; i < sum.size(); ++i) { // refuses: parallel-region
    to[i] = to[i] * 2;
    sum[i] = sum[i - 1] + 1;
  }
}

// Not in a block of its own.
static void alone(bool wanted) {
  if (wanted)
    for (int i = 1; i < 200; i++) { // finds
      before[i] += change[i];
      after[i] = after[i - 1] + before[i];
    }
}

int main() {
  Vector a(100, 1.5), b(100, 2.5), c(100, 0.25);
  std::vector<float> f(100, 1.25f), g(100, 3.5f);
  for (int i = 0; i < 200; ++i) {
    before[i] = float(i) / 7;
    after[i] = float(i % 13) / 3;
    change[i] = float(i % 5) / 11;
    weight[i] = float(i % 17) / 5;
  }
  accumulate(a, b, f, g);
  exchange();
  weigh();
  twice(200);
  trend[0] = 0.5f;
  smooth();
  std::vector<std::vector<int>> m(3, std::vector<int>(20, 2)), scaled(3, std::vector<int>(20));
  prefix(m, scaled, 3);
  prefix(m, m, 3);
  commented(150);
  cut();
  configuredOffset();
  configuredName();
  named();
  Both both;
  both.v = f;
  both.run(both.v);
  both.run(g);
  ahead();
  Channel channel;
  channel.flow_ = channel.depth_ = channel.old_ = f;
  channel.step(g, 0.5f);
  channel.step(channel.old_, 0.25f);
  channel.step(channel.flow_, 0.25f);
  behind();
  plain();
  together();
  float total = last(200);
  late(100);
  few();
  apart(before, after, change, 100);
  Filter filter;
  filter.out = filter.state = f;
  filter.run(g, filter.state[3]);
  checked(a, b);
  observed(a, b);
  shown(b, a);
  std::vector<int> x(200, 70), y(200, 2);
  moving(x, y, x[50]);
  leaving(c, b);
  configured();
  threads(a, b);
  alone(true);
  total += float(sums(a, b));
  for (int i = 0; i < 200; ++i)
    std::printf("%a %a %a\n", before[i], after[i], change[i]);
  for (int i = 0; i < 100; ++i)
    std::printf("%a %a %a %a %a %a %a %a %d\n", both.v[i], channel.flow_[i], channel.old_[i], a[i], b[i], c[i], level[i], filter.state[i], x[i] + y[i]);
  std::printf("%a %d %d %a\n", total, m[2][19], scaled[2][19], port[3]);
}
