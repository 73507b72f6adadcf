// RUN: %check %s
// A loop that does nothing but choose becomes one loop for each way. (Comments in a loop keep it as it is, so those
// here stand in one line.)
#include <cstdio>
#include <string>
#include <vector>

typedef std::vector<int> Numbers;

static long three(const Numbers &values, const std::string &mode) {
  long result = 0;
  const bool isMax = !values.empty() && mode == "max";
  const bool isMin = !values.empty() && mode == "min";
  if (isMax) {
    for (int value : values) {
      if (value > result) result = value;
    }
  } else if (isMin) {
    for (int value : values) {
      if (value < result) result = value;
    }
  } else {
    for (int value : values) {
      result += value;
    }
  } // finds
  return result;
}

static void counted(Numbers &out, const Numbers &in, const std::string &kind) {
  const bool isLow = in.size() > 0 && kind == "low";
  const bool isHigh = in.size() > 0 && kind == "high";
  if (isLow) {
    for (std::size_t i = 0; i < in.size(); ++i)
      out[i] = in[i] & 255;
  } else if (isHigh) {
    for (std::size_t i = 0; i < in.size(); ++i)
      out[i] = in[i] >> 8;
  } // finds
}

static void nested(std::vector<Numbers> &rows, const std::string &method, int step) {
  for (Numbers &row : rows) {
    const bool isDescent = row.size() > 0 && method == "descent";
    const bool isSign = row.size() > 0 && method == "sign";
    if (isDescent) {
      for (std::size_t c = 0; c < row.size(); ++c)
        row[c] -= step;
    } else if (isSign) {
      for (std::size_t c = 0; c < row.size(); ++c)
        row[c] -= row[c] > 0 ? step : -step;
    } else {
      for (std::size_t c = 0; c < row.size(); ++c)
        row[c] = 0;
    } // finds
  }
}

static int leaves(const Numbers &values, const std::string &mode, int what) {
  int found = -1;
  const bool isFirst = !values.empty() && mode == "first";
  if (isFirst) {
    for (int value : values) {
      if (value == what) { found = value; break; }
      continue;
    }
  } else {
    for (int value : values) {
      if (value > what) return value;
      found = value - 1;
    }
  } // finds
  return found;
}

static long single(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  if (isSum) {
    for (int value : values)
      sum += value;
  } else {
    for (int value : values)
      sum ^= value;
  } // finds
  return sum;
}

// --- One loop, as it was ------------------------------------------------------

// It does more than to choose.
static long more(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  for (int value : values) { sum *= 3; if (isSum) sum += value; else sum ^= value; } // finds
  return sum;
}

// It asks for something else, too.
static long others(const Numbers &values, const std::string &mode, bool all) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  for (int value : values) { if (isSum && all) sum += value; else sum ^= value; } // finds
  for (int value : values) { if (all) sum += value; else if (mode == "sum") sum ^= value; else sum -= value; } // refuses: may-be-gone
  const bool modeIsSum = !values.empty() && mode == "sum";
  for (int value : values) { if (!modeIsSum) sum += value; else sum ^= value; } // finds
  return sum;
}

// What the header does is done once, whatever is chosen.
static long header(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = values.size() > 0 && mode == "sum";
  const bool isDifference = values.size() > 0 && mode == "difference";
  for (std::size_t i = 0; i < values.size(); sum += 2, ++i) { if (isSum) sum += values[i]; else if (isDifference) sum -= values[i]; } // finds
  return sum;
}

// It asks in a branch again.
static long again(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  for (int value : values) { if (isSum) { sum += value; } else { sum -= isSum ? 1 : value; } } // finds
  return sum;
}

// Too many to read.
static long five(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isA = !values.empty() && mode == "a";
  const bool isB = !values.empty() && mode == "b";
  const bool isC = !values.empty() && mode == "c";
  const bool isD = !values.empty() && mode == "d";
  const bool isE = !values.empty() && mode == "e";
  if (isA || isB || isC || isD || isE) {
    for (int value : values) { if (isA) sum += value; else if (isB) sum -= value; else if (isC) sum ^= value; else if (isD) sum |= value; else if (isE) sum &= value; } // finds
  }
  return sum;
}

// An else of somebody else's.
static long dangling(const Numbers &values, const std::string &mode, bool asks) {
  long sum = 0;
  if (asks) {
    const bool isSum = !values.empty() && mode == "sum";
    const bool isNot = !values.empty() && mode == "not";
    if (isSum || isNot) {
      for (int value : values) { if (isSum) sum += value; else if (isNot) sum -= value; } // finds
    }
  } else
    sum = 5;
  return sum;
}

static long inSwitch(const Numbers &values, const std::string &mode, int what) {
  long sum = 0;
  switch (what) {
  case 1: {
    const bool isSum = !values.empty() && mode == "sum";
    for (int value : values) { if (isSum) sum += value; else sum -= value; } // finds
  }
    break;
  default:
    sum = 1;
  }
  return sum;
}

// Compilers would find the loops strange.
static long strange(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  for (int value : values) { if (isSum) sum += value; else ++sum; } // finds
  const bool modeIsSum = !values.empty() && mode == "sum";
  for (int value : values) { if (modeIsSum) { const long value = 2; sum += value; } else { sum -= value; } } // finds
  const bool modeIsSum2 = !values.empty() && mode == "sum";
  for (int value : values) { if (modeIsSum2) { sum += value; } else {} } // finds
  const bool modeIsSum3 = !values.empty() && mode == "sum";
  for (int value : values) { if (modeIsSum3) sum += value; else if (modeIsSum3) sum -= value; else sum += 2 * value; } // finds
  const bool modeIsSum4 = values.size() > 0 && mode == "sum";
  for (std::size_t i = 0; i < values.size(); ++i) { if (modeIsSum4) { sum += values[i]; ++i; } else { sum -= values[i]; } } // finds
  const bool modeIsSum5 = values.size() > 0 && mode == "sum";
  for (std::size_t i = 0, half = values.size() / 2; i < values.size(); ++i) { if (modeIsSum5) sum += values[i]; else sum -= half; } // finds
  const bool modeIsSum6 = !values.empty() && mode == "sum";
  for (int value : values) { if (modeIsSum6) [[likely]] { sum += value; } else { sum -= value; } } // finds
  return sum;
}

#define ADD(sum, value) sum += value

static long byMacro(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  for (int value : values) { if (isSum) ADD(sum, value); else sum -= value; } // finds
  return sum;
}

static long commented(const Numbers &values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  for (int value : values) {
    if (isSum) // finds
      sum += value;
    // What else could it be?
    else
      sum -= value;
  }
  return sum;
}

static long endless(Numbers values, const std::string &mode) {
  long sum = 0;
  const bool isSum = !values.empty() && mode == "sum";
  while (!values.empty()) { if (isSum) sum += values.back(); else sum -= values.back(); values.pop_back(); } // finds
  return sum;
}

int main() {
  const Numbers values = {3, -4, 5, 0, 300, 77}, none;
  for (const char *mode : {"max", "min", "sum", "a", "e", "first", "low", "high", "descent", "sign", "not", "difference", ""})
    for (const Numbers *each : {&values, &none}) {
      Numbers out(each->size());
      counted(out, *each, mode);
      std::vector<Numbers> rows = {values, none, *each};
      nested(rows, mode, 2);
      long sum = 0;
      for (const Numbers &row : rows)
        for (int one : row)
          sum = sum * 5 + one;
      for (int one : out)
        sum = sum * 7 + one;
      std::printf("%s %ld %ld %d %ld\n", mode, three(*each, mode), sum, leaves(*each, mode, 5), single(*each, mode));
      std::printf("%ld %ld %ld %ld %ld\n", more(*each, mode), others(*each, mode, true), others(*each, mode, false), header(*each, mode), again(*each, mode));
      std::printf("%ld %ld %ld %ld\n", five(*each, mode), dangling(*each, mode, true), dangling(*each, mode, false), inSwitch(*each, mode, 1));
      std::printf("%ld %ld %ld\n", byMacro(*each, mode) + strange(*each, mode), commented(*each, mode), endless(*each, mode));
    }
}
