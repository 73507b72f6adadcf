// RUN: %check %s
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <locale>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using Lines = std::vector<std::string>;

// --- Made once ---------------------------------------------------------------------

static Lines numbered(const Lines &lines) {
  Lines result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::ostringstream out; // finds
    out << i << ": " << lines[i] << '\n' << std::flush;
    result.push_back(out.str());
  }
  return result;
}

struct Entry {
  std::string key;
  int count = 1;
};
static std::vector<Entry> parsed(const Lines &lines) {
  std::vector<Entry> entries;
  for (const std::string &line : lines) {
    if (line.empty())
      continue;
    std::istringstream in(line); // finds
    Entry entry;
    // A line that ends too early leaves the stream failed.
    if (in >> entry.key >> entry.count)
      entries.push_back(entry);
  }
  return entries;
}

static int words(const std::vector<Lines> &pages) {
  int n = 0;
  std::string word;
  for (const Lines &page : pages)
    for (const std::string &line : page) {
      std::stringstream text{line + " end"}; // finds
      while (text >> word)
        ++n;
      n += text.eof() && !text.bad();
    }
  return n;
}

static int cells(const Lines &lines) {
  int n = 0;
  for (const std::string &line : lines) {
    std::istringstream in(line); // finds
    std::string cell;
    while (std::getline(in, cell, ';'))
      n += static_cast<int>(cell.size());
    if (!in)
      n += 100;
  }
  return n;
}

static int twoLoops(const Lines &lines) {
  int n = 0;
  for (const std::string &line : lines) {
    std::istringstream in(line); // finds
    int value = 0;
    in >> value;
    n += value;
  }
  for (const std::string &line : lines) {
    std::istringstream in(line); // finds
    char first = ' ';
    if (in >> first && !in.fail())
      n += first;
  }
  return n;
}

// In the second pass of the outer loop only: no further out.
static std::string inBranch(const std::vector<Lines> &pages) {
  std::string all;
  for (const Lines &page : pages)
    if (page.size() > 1)
      for (const std::string &line : page) {
        std::ostringstream out; // finds
        out << line.size() << ',';
        all += out.str();
      }
  return all;
}

// --- Left alone ----------------------------------------------------------------------

static std::string precise(const std::vector<double> &values) {
  std::string all;
  for (double v : values) {
    std::ostringstream out; // refuses: unknown-use
    if (v > 2)
      out.precision(2);
    out << v << ' ';
    all += out.str();
  }
  return all;
}

static std::string hex(const std::vector<int> &values) {
  std::string all;
  for (int v : values) {
    std::ostringstream out; // refuses: format-state
    if (v > 10)
      out << std::hex;
    out << v << ' ';
    all += out.str();
  }
  return all;
}

static std::string wide(const std::vector<int> &values) {
  std::string all;
  for (int v : values) {
    std::ostringstream out; // refuses: format-state
    out << v << std::setw(v);
    all += out.str();
  }
  return all;
}

struct Temperature {
  double celsius;
};
static std::ostream &operator<<(std::ostream &out, const Temperature &t) {
  return out << std::fixed << std::setprecision(1) << t.celsius;
}
static std::string measured(const std::vector<double> &values) {
  std::string all;
  for (double v : values) {
    std::ostringstream out; // refuses: unknown-use
    out << v;
    if (v > 2)
      out << Temperature{v};
    all += out.str();
  }
  return all;
}

static void write(std::ostream &out, int v) { out << std::showpos << v; }
static std::string lent(const std::vector<int> &values) {
  std::string all;
  for (int v : values) {
    std::ostringstream out; // refuses: unknown-use
    write(out, v);
    all += out.str();
  }
  return all;
}

static std::string kept(const Lines &lines) {
  std::string all;
  std::ostream *last = nullptr;
  for (const std::string &line : lines) {
    std::ostringstream out; // refuses: unknown-use
    last = &out;
    *last << line;
    all += out.str();
  }
  return all;
}

static std::string buffered(const Lines &lines) {
  std::string all;
  for (const std::string &line : lines) {
    std::ostringstream out; // refuses: unknown-use
    std::streambuf *buffer = out.rdbuf();
    buffer->sputn(line.data(), 1);
    all += out.str();
  }
  return all;
}

static int throwing(const Lines &lines) {
  int n = 0;
  for (const std::string &line : lines) {
    std::istringstream in(line); // refuses: unknown-use
    in.exceptions(std::ios::badbit);
    in >> n;
  }
  return n;
}

struct Comma : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
};
static std::string located(const std::vector<double> &values) {
  std::string all;
  for (double v : values) {
    std::ostringstream out; // refuses: locale
    out << v << ' ';
    all += out.str();
    if (v > 2)
      std::locale::global(std::locale(std::locale::classic(), new Comma));
  }
  std::locale::global(std::locale::classic());
  return all;
}

static std::string atEnd(const Lines &lines) {
  std::string all;
  for (const std::string &line : lines) {
    std::ostringstream out(line, std::ios::ate); // refuses: not-constant
    out << '!';
    all += out.str();
  }
  return all;
}

static int captured(const Lines &lines) {
  int n = 0;
  for (const std::string &line : lines) {
    std::istringstream in(line); // refuses: captured
    auto next = [&] { int v = 0; in >> v; return v; };
    n += next();
  }
  return n;
}

static std::vector<std::ostringstream> moved(const Lines &lines) {
  std::vector<std::ostringstream> all;
  for (const std::string &line : lines) {
    std::ostringstream out; // refuses: unknown-use
    out << line;
    all.push_back(std::move(out));
  }
  return all;
}

static int positions(const Lines &lines) {
  int n = 0;
  char some[3] = "";
  for (const std::string &line : lines) {
    std::istringstream in(line); // refuses: unknown-use
    in.read(some, 2);
    n += static_cast<int>(in.gcount()) + static_cast<int>(in.tellg());
  }
  return n;
}

// Only to report what almost never is.
static int checked(const Lines &lines) {
  int n = 0;
  for (const std::string &line : lines) {
    if (line.size() > 100) {
      std::ostringstream out; // refuses: not-each-turn
      out << "a line of " << line.size();
      throw std::runtime_error(out.str());
    }
    ++n;
  }
  return n;
}

#define NOTE(text) out << (text)
static std::string byMacro(const Lines &lines) {
  std::string all;
  for (const std::string &line : lines) {
    std::ostringstream out; // refuses: preprocessor
    NOTE(line);
    all += out.str();
  }
  return all;
}

static std::string traced(const Lines &lines) {
  std::string all;
  for (const std::string &line : lines) {
    std::ostringstream out; // refuses: preprocessor
#ifdef VERBOSE
    out << std::hex;
#endif
    out << line.size();
    all += out.str();
  }
  return all;
}

static std::string inLambda(const Lines &lines) {
  auto join = [&] {
    std::string all;
    for (const std::string &line : lines) {
      std::ostringstream out; // refuses: lambda
      out << line.size();
      all += out.str();
    }
    return all;
  };
  return join();
}

static std::string deduced(const Lines &lines) {
  std::string all;
  for (const std::string &line : lines) {
    auto out = std::ostringstream(); // refuses: auto-type
    out << line.size();
    all += out.str();
  }
  return all;
}

static std::string explained(const Lines &lines) {
  std::string all;
  for (const std::string &line : lines) {
    std::ostringstream out /* one each */; // refuses: comment
    out << line.size();
    all += out.str();
  }
  return all;
}

static std::wstring broad(const Lines &lines) {
  std::wstring all;
  for (const std::string &line : lines) {
    std::wostringstream out; // refuses: not-plain
    out << line.size();
    all += out.str();
  }
  return all;
}

int main() {
  const Lines lines = {"1 22 x", "b 7", "", "c;d;;7", "9"};
  const std::vector<double> values = {1.25, 3.5, 1.75};
  for (const std::string &line : numbered(lines))
    std::fputs(line.c_str(), stdout);
  for (const Entry &entry : parsed(lines))
    std::printf("%s %d\n", entry.key.c_str(), entry.count);
  std::printf("%d %d %d %s\n", words({lines, {"x"}}), cells(lines), twoLoops(lines), inBranch({lines, {"x"}}).c_str());
  std::printf("%s %s %s %s\n", precise(values).c_str(), hex({9, 20, 30}).c_str(), wide({1, 4, 2}).c_str(),
              measured(values).c_str());
  std::printf("%s %s %s %d %s\n", lent({1, 2}).c_str(), kept(lines).c_str(), buffered({"a", "b"}).c_str(),
              throwing({"1", "2"}), located(values).c_str());
  std::printf("%s %d %zu %d %d\n", atEnd(lines).c_str(), captured(lines), moved(lines).size(), positions(lines),
              checked(lines));
  std::printf("%s %s %s %s %s %zu\n", byMacro(lines).c_str(), traced(lines).c_str(), inLambda(lines).c_str(),
              deduced(lines).c_str(), explained(lines).c_str(), broad(lines).size());
}
