// RUN: %check %s
// Loops that ask in every iteration whether it is a special one.
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

// All rows but the pivot's own.
static void eliminate(std::vector<double> &row, const std::vector<double> &pivot, double factor, int n, int k) {
  // The iteration of k is left out: the others need not ask for it.
  const int split = k >= 0 && k < n ? k : n;
  // finds
  for (int i = 0; i < split; ++i)
    row[i] -= factor * pivot[i];
  if (split < n) {
    for (int i = split + 1; i < n; ++i)
      row[i] -= factor * pivot[i];
  }
}

// One of them is done in another way.
static void mark(std::vector<int> &out, const std::vector<int> &in, std::size_t chosen) {
  // The iteration of chosen is done apart: the others need not ask for it.
  const std::size_t split = chosen < in.size() ? chosen : in.size();
  // finds
  for (std::size_t i = 0; i < split; ++i) {
    const int twice = in[i] * 2;
    out[i] = twice + static_cast<int>(i);
  }
  if (split < in.size()) {
    out[split] = -1;
    for (std::size_t i = split + 1; i < in.size(); ++i) {
      const int twice = in[i] * 2;
      out[i] = twice + static_cast<int>(i);
    }
  }
}

// The one itself is left out.
static int largestOther(const std::vector<int> &values, int n, int self) {
  int best = -1;
  // The iteration of self is left out: the others need not ask for it.
  const int split = self >= 0 && self < n ? self : n;
  // finds
  for (int i = 0; i < split; i++) {
    if (values[i] > best)
      best = values[i];
  }
  if (split < n) {
    for (int i = split + 1; i < n; i++) {
      if (values[i] > best)
        best = values[i];
    }
  }
  return best;
}

// The last one has no neighbour.
static void differences(std::vector<double> &out, const std::vector<double> &in, int n) {
  // The last iteration is done apart: the others need not ask for it.
  // finds
  for (int i = 0; i + 1 < n; ++i)
    out[i] = in[i + 1] - in[i];
  if (n > 0) {
    const int i = n - 1;
    out[i] = in[i];
  }
}
static void sums(std::vector<int> &out, const std::vector<int> &in) {
  // The last iteration is done apart: the others need not ask for it.
  // finds
  // Alone.
  for (std::size_t i = 0; i + 1 < in.size(); ++i) {
    out[i] = in[i + 1] + in[i];
  }
  if (in.size() != 0) {
    const std::size_t i = in.size() - 1;
    out[i] = 0;
    out[0] += static_cast<int>(i);
  }
}
static int exceptLast(const std::vector<int> &in, int n) {
  int sum = 0;
  // The last iteration is done apart: the others need not ask for it.
  // finds
  for (int i = 0; i + 1 < n; ++i)
    sum += in[i];
  return sum;
}

// Every pair of two.
static void forces(std::vector<float> &out, const std::vector<float> &x, int n) {
  for (int i = 0; i < n; ++i) {
    // The iteration of i is left out: the others need not ask for it.
    // finds
    for (int j = 0; j < i; ++j) {
      out[j] += x[i] - x[j];
    }
    for (int j = i + 1; j < n; ++j) {
      out[j] += x[i] - x[j];
    }
  }
}

// Around it, one counts to another bound, to one that moves, or is hidden.
static int pairs(const std::vector<int> &x, int n, int m) {
  int sum = 0;
  for (int i = 0; i < m; ++i) {
    // The iteration of i is left out: the others need not ask for it.
    const int split = i >= 0 && i < n ? i : n;
    // finds
    for (int j = 0; j < split; ++j)
      sum += x[j] * i;
    if (split < n) {
      for (int j = split + 1; j < n; ++j)
        sum += x[j] * i;
    }
  }
  for (int i = 0; i < m; ++i) {
    // The iteration of i is left out: the others need not ask for it.
    // finds
    for (int j = 0; j < i; ++j)
      sum += x[j] * i;
    for (int j = i + 1; j < m; ++j)
      sum += x[j] * i;
    m -= i;
  }
  for (int i = 0; i < n; ++i) {
    // The iteration of i is done apart: the others need not ask for it.
    const int split2 = i >= 0 && i < n ? i : n;
    // finds
    for (int j = 0; j < split2; ++j) {
      int i = x[j];
      sum += i;
    }
    if (split2 < n) {
      sum -= split2;
      for (int j = split2 + 1; j < n; ++j) {
        int i = x[j];
        sum += i;
      }
    }
  }
  for (int i = 0; i < n; ++i) {
    // The iteration of i is done apart: the others need not ask for it.
    // finds
    for (int j = 0; j < i; ++j)
      sum += x[j];
    {
      const int square = i * i;
      sum -= square;
    }
    for (int j = i + 1; j < n; ++j)
      sum += x[j];
  }
  return sum;
}

class Board {
public:
  Board(int size, int home) : size_(size), home_(home), cells_(size) {}
  // A member need not have a value where there are no cells.
  int count() const {
    int others = 0;
    for (int i = 0; i < size_; ++i) // refuses: not-read
      if (i != home_)
        others += cells_[i];
    return others;
  }
  int fill(const std::vector<int> &from) {
    const int home = home_;
    // The iteration of home is done apart: the others need not ask for it.
    const int split = home >= 0 && home < size_ ? home : size_;
    // finds
    // A name of its own.
    for (int i = 0; i < split; ++i) {
      cells_[i] = from[i];
    }
    if (split < size_) {
      {
        const int size_ = split + 7;
        cells_[split] += size_;
        ++visits_;
      }
      for (int i = split + 1; i < size_; ++i) {
        cells_[i] = from[i];
      }
    }
    return cells_[0] + visits_;
  }
  std::vector<int> &cells() { return cells_; }

private:
  int size_, home_, visits_ = 0;
  std::vector<int> cells_;
};

// It may return from both.
static int firstBad(const std::vector<int> &in, int n, int k) {
  // The iteration of k is done apart: the others need not ask for it.
  const int split = k >= 0 && k < n ? k : n;
  // finds
  for (int i = 0; i < split; ++i)
    if (in[i] > 100)
      return i;
  if (split < n) {
    if (in[split] < 0)
      return -split;
    for (int i = split + 1; i < n; ++i)
      if (in[i] > 100)
        return i;
  }
  return n;
}

// --- Left alone -------------------------------------------------------------------------

// The first one compilers peel themselves; one done once is a search; a number is a small one.
static int others(std::vector<int> &out, const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    if (i == 0)
      out[i] = in[i];
    else
      out[i] = in[i] - in[i - 1];
  for (int i = 0; i < n; ++i)
    if (i == k)
      sum += in[i];
  for (int i = 0; i < n; ++i)
    if (i == k)
      continue;
  for (int i = 0; i < n; ++i)
    if (i != k && in[i] > 2)
      sum += in[i];
  for (int i = 0; i < n; ++i)
    if (i != 5)
      sum += in[i];
  for (int i = 0; i < n; ++i)
    if (i < k)
      sum += in[i];
  for (int i = 0; i < n; ++i)
    if (i != k)
      for (int j = 0; j < 3; ++j)
        sum += in[i] * j;
  for (int i = 0; i < n; ++i)
    if (i != k) {
      if (i != sum % 3)
        out[i] += 1;
    }
  for (int i = 0; i < n; ++i)
    if (i != k)
      std::printf("%d\n", in[i]);
  return sum;
}

// It moves on.
static int moving(std::vector<int> &in, int n, int k) {
  for (int i = 0; i < n; ++i) // refuses: varying-index
    if (i == k)
      k += 2;
    else
      in[i] += k;
  return k;
}

// A store may change it.
static void aliased(std::vector<int> &in, int n, const int &k) {
  for (int i = 0; i < n; ++i) // refuses: aliased-store
    if (i != k)
      in[i] += 2;
}
static int special;
static void global(int *in, int n) {
  for (int i = 0; i < n; ++i) // refuses: aliased-store
    if (i != special)
      in[i] += 1;
}

// The bound moves.
static void growing(std::vector<int> &in, int n, int k) {
  for (int i = 0; i < n; ++i) // refuses: varying-bound
    if (i == k)
      n -= 2;
    else
      in[i] += n;
}

// The rest is left as well.
static int stops(const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: jump
    if (i == k)
      break;
    else
      sum += in[i];
  for (int i = 0; i < n; ++i) { // refuses: jump
    if (i != k) {
      if (in[i] < 0)
        break;
      sum += in[i];
    }
  }
  for (int i = 0; i < n; ++i) { // refuses: jump
    if (i == k) {
      if (in[i] > 3)
        continue;
      sum += 2;
    } else {
      sum += in[i];
    }
  }
  return sum;
}

// What is said of the comparison holds for numbers without a sign.
static int mixed(const std::vector<int> &in, int n, unsigned k, long wide) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: index-type
    if (i != k)
      sum += in[i];
  for (int i = 0; i < n; ++i) // refuses: index-type
    if (i != wide)
      sum += in[i];
  for (short i = 0; i < 100; ++i) // refuses: index-type
    if (i != sum)
      sum += 2;
  return sum;
}

// From elsewhere, and to more than a name.
static int fromOne(const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 1; i < n; ++i) // refuses: first-index
    if (i != k)
      sum += in[i];
  for (int i = 0; i < n * 2; ++i) // refuses: bound
    if (i != k)
      sum += in[i / 2];
  return sum;
}

// Where there is nothing to compare, there may be no index.
static int pointed(const std::vector<int> &in, int n, const int *k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: not-read
    if (i != k[0])
      sum += in[i];
  int unset;
  if (n > 0)
    unset = n / 2;
  for (int i = 0; i < n; ++i) // refuses: not-read
    if (i != unset)
      sum += in[i];
  return sum;
}

// One static variable would be two.
static int remembers(const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: unknown-construct
    if (i != k) {
      static int calls = 0;
      sum += in[i] + calls++;
    }
  for (int i = 0; i < n; ++i)
    if (i != k)
      sum += [&] { return in[i]; }();
  return sum;
}

// Another i.
static int hides(const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: local-names
    if (i == k) {
      int i = n;
      sum += i;
    } else
      sum += in[i];
  return sum;
}

// Too long to stand there twice.
static int lengthy(const std::vector<int> &in, int n, int k) {
  int sum = 0, product = 1;
  for (int i = 0; i < n; ++i) { // refuses: long-body
    if (i == k)
      continue;
    sum += in[i];
    sum ^= 3;
    product *= 3;
    product ^= sum;
    sum += product & 15;
    sum -= 2;
    sum &= 0xffff;
  }
  return sum;
}

// The comment would hide the loop.
static int ends(const std::vector<int> &in, int n) {
  int sum = 0; for (int i = 0; i < n; ++i) // refuses: comment
    if (i == n - 1) sum += 2 * in[i]; else sum += in[i];
  return sum;
}
static void close(std::vector<int> &out, int n) { for (int i = 0; i < n; ++i) if (i == n - 1) out[i] = 1; else out[i] += 2; } // refuses: no-place

static volatile int where = 2;
static int watched(const std::vector<int> &in, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: volatile
    if (i != where)
      sum += in[i];
  return sum;
}

static int ofCase(const std::vector<int> &in, int what, int n, int k) {
  int sum = 0;
  switch (what) {
  case 1:
    sum = 2;
    for (int i = 0; i < n; ++i) // refuses: no-place
      if (i != k)
        sum += in[i];
    break;
  case 2: {
    // The iteration of k is left out: the others need not ask for it.
    const int split = k >= 0 && k < n ? k : n;
    // finds
    for (int i = 0; i < split; ++i)
      sum += in[i];
    if (split < n) {
      for (int i = split + 1; i < n; ++i)
        sum += in[i];
    }
  }
    break;
  default:
    sum = 3;
  }
  return sum;
}

constexpr int counted(int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: constant-expression
    if (i != k)
      sum += i;
  return sum;
}

static int inLambda(const std::vector<int> &given) {
  return [](const std::vector<int> &in, int n, int k) {
    int sum = 0;
    for (int i = 0; i < n; ++i) // refuses: lambda
      if (i != k)
        sum += in[i];
    return sum;
  }(given, 5, 3);
}

#define IS_NOT(A, B) ((A) != (B))
static int byMacro(const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: macro
    if (IS_NOT(i, k))
      sum += IS_NOT(in[i], 3);
  return sum;
}

static int directive(const std::vector<int> &in, int n, int k) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: preprocessor
    if (i != k)
#ifdef NEGATIVE
      sum -= in[i];
#else
      sum += in[i];
#endif
  return sum;
}

// A reference may lead nowhere by then.
static int behindReference(const std::vector<int> &x, std::vector<int> &pending) {
  const int &first = pending.front();
  const int n = static_cast<int>(pending.size());
  int sum = 0;
  for (int i = 0; i < n; ++i) // refuses: not-read
    if (i != first)
      sum += x[i];
  return sum;
}
// Never one of the indices.
static int never(const std::vector<int> &x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    if (i != n)
      sum += x[i];
  return sum;
}

// A shift of its own, and a number behind it that nobody asked for by name.
struct Fixed {
  int raw;
  operator int() const { return raw; }
  Fixed operator<<(int by) const { return {raw << by}; }
};
static int shifted(const std::vector<int> &v, Fixed n) {
  int s = 0;
  for (int i = 0; i < (n << 1); ++i) // refuses: bound
    if (i + 1 == (n << 1))
      s += v[i] * 3;
    else
      s += v[i];
  for (int i = 0; i < n << 1; ++i) // refuses: bound
    if (i + 1 == n << 1)
      s += v[i] * 3;
    else
      s += v[i];
  return s;
}

int main() {
  for (int n : {0, 1, 2, 9}) {
    for (int k : {INT_MIN, -1, 0, 1, 7, 8, 9, 10, INT_MAX}) {
      std::vector<double> row(n, 3), pivot(n, 0.3), slope(n);
      std::vector<int> in, out(n, 4);
      std::vector<float> x, y(n);
      for (int i = 0; i < n; ++i) {
        in.push_back(i * i - 5);
        pivot[i] += i * 0.7;
        x.push_back(i * 0.25f);
      }
      eliminate(row, pivot, 0.1, n, k);
      eliminate(row, pivot, 0.1, -1, k);
      eliminate(row, pivot, 0.1, INT_MIN, k);
      mark(out, in, static_cast<std::size_t>(k));
      differences(slope, pivot, n);
      differences(slope, pivot, INT_MIN);
      forces(y, x, n);
      for (int i = 0; i < n; ++i)
        std::printf("%a %d %a %a\n", row[i], out[i], slope[i], y[i]);
      sums(out, in);
      for (int i = 0; i < n; ++i)
        std::printf("%d\n", out[i]);
      std::printf("%d\n", pairs(in, n, n / 2));
      std::printf("%d %d %d\n", largestOther(in, n, k), exceptLast(in, n), firstBad(in, n, k));
      if (n > 0) {
        Board board(n, k);
        std::printf("%d\n", board.fill(in));
        for (int each : board.cells())
          std::printf("%d\n", each);
      }
      if (n > 8 && k > 0 && k < 9) {
        std::printf("%d %d\n", others(out, in, 5, k), moving(in, n, k));
        aliased(in, n, in[k]);
        global(in.data(), n);
        global(&special, 1);
        growing(in, n, k);
        std::printf("%d %d %d %d\n", stops(in, n, k), mixed(in, n, k, k), fromOne(in, n, k), pointed(in, n, &k));
        std::printf("%d %d %d %d\n", remembers(in, n, k), hides(in, n, k), lengthy(in, n, k), watched(in, n));
        std::vector<int> closed = in;
        close(closed, n);
        std::printf("%d %d\n", ends(in, n), closed[n - 1]);
        std::printf("%d %d %d %d\n", counted(n, k), inLambda(in), byMacro(in, n, k), directive(in, n, k) + ofCase(in, 1, n, k) + ofCase(in, 2, n, k));
      }
    }
  }
  std::vector<int> pending{1, 5, 6};
  std::printf("%d %d %d\n", behindReference({1, 2, 3, 4}, pending), never({1, 2, 3}, 3), Board(5, 2).count());
  std::printf("%d\n", shifted({1, 2, 3, 4}, {2}));
}
