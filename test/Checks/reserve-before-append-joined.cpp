// RUN: %check %s
// Strings that are made of others, whose lengths a loop in front can add up.
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <list>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using Lines = std::vector<std::string>;

static std::string joined(const Lines &lines, const std::string &delimiter) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) { // finds
    text += lines[i];
    text += delimiter;
  }
  return text;
}
static std::string quoted(const Lines &lines) {
  std::string text;
  text += '[';
  for (const std::string &line : lines) { // finds
    text.push_back('"');
    text.append(line);
    text += "\", ";
  }
  text += ']';
  return text;
}
struct Word {
  std::string stem, ending;
  int count;
};
static std::string words(const std::list<Word> &all, std::string_view between) {
  std::string text;
  for (auto it = all.begin(); it != all.end(); ++it) { // finds
    text += it->stem;
    text += it->ending;
    text += between;
  }
  return text;
}
static std::string views(const std::set<std::string> &all) {
  std::string text;
  if (!all.empty())
    for (std::string_view each : all) // finds
      text += each;
  return text;
}
// A literal ends at its first zero, a number is one character.
static std::string zeros(const Lines &lines) {
  std::string text;
  for (auto it = lines.begin(); it != lines.end(); ++it) { // finds
    text += *it;
    text += "ab\0cdef";
    text += 65;
  }
  return text;
}
// A string of its own in each turn, and other things to do.
static std::size_t rows(const std::vector<Lines> &table, int &count) {
  std::size_t total = 0;
  for (const Lines &row : table) {
    std::string text;
    for (int i = 0, length = int(row.size()); i < length; i++) { // finds
      text += row[i];
      ++count;
    }
    total += text.size() * 3 + text.empty();
  }
  return total;
}
static std::string mapped(const std::map<int, std::string> &lines, const std::vector<const Word *> &words) {
  std::string text, stems;
  for (const auto &line : lines) // finds
    text += line.second;
  for (const Word *word : words) // finds
    stems += word->stem;
  return text + stems;
}
static std::string listed(std::initializer_list<std::string> parts, std::string_view between) {
  std::string text;
  for (auto &part : parts) { // finds
    text += part;
    text += between;
  }
  return text;
}
static std::wstring wide(const std::vector<std::wstring> &parts) {
  std::wstring text;
  for (const auto &part : parts) { // finds
    text += part;
    text += L"--";
  }
  return text;
}
static std::string some(const Lines &lines, std::size_t n) {
  std::string text;
  for (std::size_t i = 1; i < n; ++i) // finds
    text += lines[i - 1];
  return text;
}

// --- The lengths are not known before, or another loop comes to others ---------------------------

static std::string own(std::size_t n, const std::string &part) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) { // refuses: unknown-use
    text += part;
    text += ' ';
  }
  return text;
}
static std::string numbered(const Lines &lines) {
  std::string text;
  int number = 0;
  for (const std::string &line : lines) { // refuses: length-not-known
    text += std::to_string(++number);
    text += line;
  }
  return text;
}
static std::string named(const std::vector<const char *> &names, const Lines &lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) { // refuses: length-not-known
    text += lines[i];
    text += names[i];
  }
  return text;
}
static std::string inside(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: length-not-known
    const std::string &again = line;
    text += line;
    text += again;
  }
  return text;
}
static std::string grows(Lines &lines) {
  std::string text;
  for (std::string &line : lines) { // refuses: length-not-known
    line += '!';
    text += line;
  }
  return text;
}
static std::string prefix(const Lines &lines, std::string tab) {
  std::string text;
  for (const std::string &line : lines) { // refuses: length-not-known
    text += tab;
    text += line;
    tab += ' ';
  }
  return text;
}
static std::string itself(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: unknown-use
    text += line;
    text += text;
  }
  return text;
}
static std::string added(Lines lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) { // refuses: count-varies
    text += lines[i];
    if (lines.size() < 5)
      lines.push_back(std::string());
  }
  return text;
}
static std::string skips(const Lines &lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) { // refuses: count-not-known
    text += lines[i];
    i += lines[i].empty();
  }
  return text;
}
static std::string copies(const Lines &lines) {
  std::string text;
  for (const std::string line : lines) // refuses: element-copied
    text += line;
  return text;
}
static std::string pairs(const std::map<int, std::string> &lines) {
  std::string text;
  for (const std::pair<int, std::string> &line : lines) // refuses: element-copied
    text += line.second;
  return text;
}
static std::string made(const std::vector<const char *> &lines, int &count) {
  std::string text;
  for (std::string_view line : lines) { // refuses: element-copied
    text += line;
    ++count;
  }
  return text;
}
static std::string narrow(const Lines &lines, unsigned n) {
  std::string text;
  for (unsigned char i = 0; i < n; ++i) // refuses: count-not-known
    text += lines[i];
  return text;
}
static std::string comment(const Lines &lines) {
  std::string text;
  for (const std::string &line : /* all */ lines) // refuses: comment
    text += line;
  return text;
}
static std::string two(const Lines &lines) {
  std::string text;
  for (std::size_t i = 0, spare = 0; i < lines.size(); ++i) { // refuses: count-not-known
    text += lines[i];
    spare += 2;
  }
  return text;
}
static std::string walks(const Lines &lines) {
  std::string text;
  for (auto it = lines.begin(); it != lines.end(); ++it) { // refuses: count-not-known
    text += *it;
    if (it + 1 != lines.end())
      ++it;
  }
  return text;
}

// --- Not every turn comes to its end -----------------------------------------------------------------

static std::string until(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: early-exit
    if (line.empty())
      break;
    text += line;
  }
  return text;
}
static std::string checked(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: early-exit
    if (line.empty())
      throw std::invalid_argument("empty");
    text += line;
  }
  return text;
}
static std::string at(const Lines &lines, std::size_t n) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) // refuses: early-exit
    text += lines.at(i);
  return text;
}
static std::mutex guard;
static std::string locked(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: early-exit
    std::lock_guard<std::mutex> lock(guard);
    text += line;
  }
  return text;
}

// --- The string is not new, or its storage is seen ----------------------------------------------------

static void onto(std::string &text, const Lines &lines) {
  for (const std::string &line : lines)
    text += line;
}
static std::string begun(const Lines &lines, const std::string &title) {
  std::string text = title;
  for (const std::string &line : lines) // refuses: not-empty
    text += line;
  return text;
}
static std::size_t emptied(const std::vector<Lines> &table) {
  std::string text;
  std::size_t total = 0;
  for (const Lines &row : table) {
    text.clear();
    for (const std::string &line : row) // refuses: cleared
      text += line;
    total += text.size();
  }
  return total;
}
static std::string again(const Lines &lines, int rounds) {
  std::string text;
  while (rounds-- > 0)
    for (const std::string &line : lines) // refuses: repeated
      text += line;
  return text;
}
static std::string nested(const std::vector<Lines> &table) {
  std::string text;
  for (const Lines &row : table)
    for (const std::string &line : row)
      text += line;
  return text;
}
static std::string already(const Lines &lines) {
  std::string text;
  text.reserve(100);
  for (const std::string &line : lines)
    text += line;
  return text;
}
static bool looked(const Lines &lines) {
  std::string text;
  const char *first = nullptr;
  for (const std::string &line : lines) { // refuses: unknown-use
    text += line;
    first = text.data();
  }
  return first == text.data();
}
static std::string commas(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: unknown-use
    if (!text.empty())
      text += ", ";
    text += line;
  }
  return text;
}
static std::string configured(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines) { // refuses: preprocessor
#ifdef SHORT
    if (text.size() > 10)
      break;
#endif
    text += line;
  }
  return text;
}
static std::size_t inLambda(const Lines &lines) {
  std::string text;
  auto run = [&] {
    for (const std::string &line : lines)
      text += line;
  };
  run();
  run();
  return text.size();
}

int main() {
  const Lines lines{"one", "", "a line that is longer than what a string holds without heap", "four"}, none;
  int count = 0;
  std::puts(joined(lines, "; ").c_str());
  std::puts((joined(none, "; ") + quoted(lines) + quoted(none)).c_str());
  std::puts((words({{"walk", "ed", 1}, {"talk", "ing", 2}}, " ") + views({"b", "a"}) + zeros(lines)).c_str());
  std::printf("%zu %d %zu\n", rows({lines, none, {"x"}}, count), count, wide({L"ab", L"c"}).size());
  std::puts((some(lines, 4) + own(3, "part") + numbered(lines) + named({"a", "b", "c", "d"}, lines)).c_str());
  Lines changed = lines;
  std::puts((inside(lines) + grows(changed) + prefix(lines, "") + itself({"a", "b"}) + added({"x"})).c_str());
  std::puts((skips(lines) + copies(lines) + narrow(lines, 3) + comment(lines) + two(lines) + walks(lines)).c_str());
  std::puts((until(lines) + checked({"a"}) + locked(lines)).c_str());
  try {
    at(lines, 9);
    checked(lines);
  } catch (const std::exception &e) {
    std::puts("thrown");
  }
  const Word word{"stem", "", 1};
  std::puts((mapped({{1, "x"}, {2, "y"}}, {&word}) + pairs({{3, "z"}}) + made({"c"}, count) + listed({"p", "q"}, "/")).c_str());
  std::string text = "begun";
  onto(text, lines);
  std::puts((text + begun(lines, "title") + again(lines, 2) + nested({lines, none}) + already(lines)).c_str());
  std::printf("%zu %d %zu\n", emptied({lines, none}), looked(lines), inLambda(lines));
  std::puts((commas(lines) + configured(lines)).c_str());
}
