// RUN: %check %s
#include <clocale>
#include <cstdio>
#include <functional>
#include <iterator>
#include <locale>
#include <map>
#include <regex>
#include <string>
#include <vector>

using Names = std::vector<std::string>;

// --- Made once ---------------------------------------------------------------------

static Names remote(const Names &names) {
  Names result;
  const std::regex scheme("^(https?|ftp|ssh):"); // finds
  for (const std::string &name : names) {
    std::smatch match;
    if (std::regex_search(name, match, scheme))
      result.push_back(match.suffix().str());
  }
  return result;
}

static int nested(const std::vector<Names> &all) {
  int n = 0;
  const std::regex number{R"([-+]?\d+(\.\d{1,4})?)", std::regex::icase | std::regex::optimize}; // finds
  for (const Names &names : all)
    for (std::size_t i = 0; i < names.size(); ++i) {
      n += std::regex_match(names[i], number);
    }
  return n;
}

static std::string replaced(const Names &names) {
  std::string text;
  const std::regex blank("[ \\t]+"); // finds
  for (const std::string &name : names) {
    if (name.size() > 2) {
      text += std::regex_replace(name, blank, "_");
    }
  }
  return text;
}

static bool matches(const std::string &text, const std::regex &expression) {
  return std::regex_search(text, expression);
}
static std::size_t words(const Names &names) {
  std::size_t n = 0;
  const std::regex word("\\w+"); // finds
  for (const std::string &name : names) {
    n += std::distance(std::sregex_iterator(name.begin(), name.end(), word), std::sregex_iterator());
    n += matches(name, word) + word.mark_count();
  }
  return n;
}

static int body(const Names &names) {
  int n = 0;
  if (!names.empty()) {
    const std::regex digit("[0-9a-fA-F_-]$"); // finds
    for (const std::string &name : names) {
      n += std::regex_search(name, digit);
    }
  }
  return n;
}

// --- Made of something else ------------------------------------------------------------

static int perName(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex own(name); // refuses: not-constant
    n += std::regex_match(name, own);
  }
  for (const std::string &name : names) {
    std::regex grep("a", std::regex::grep); // refuses: not-constant
    n += std::regex_match(name, grep);
  }
  return n;
}
static int mistakes(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex open("(a"); // refuses: pattern
    n += std::regex_match(name, open);
  }
  for (const std::string &name : names) {
    std::regex range("[z-a]"); // refuses: pattern
    n += std::regex_match(name, range);
  }
  for (const std::string &name : names) {
    std::regex back("a\\1"); // refuses: pattern
    n += std::regex_match(name, back);
  }
  for (const std::string &name : names) {
    std::regex twice("a**"); // refuses: pattern
    n += std::regex_match(name, twice);
  }
  for (const std::string &name : names) {
    std::regex huge("(a{1,20}){20}{20}"); // refuses: pattern
    n += std::regex_match(name, huge);
  }
  for (const std::string &name : names) {
    std::regex named("[[:alpha:]]"); // refuses: pattern
    n += std::regex_match(name, named);
  }
  for (const std::string &name : names) {
    std::regex empty(""); // refuses: pattern
    n += std::regex_match(name, empty);
  }
  return n;
}

// --- Changed, kept, seen -------------------------------------------------------------------

static int changed(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex expression("a"); // refuses: unknown-use
    n += std::regex_search(name, expression);
    expression = "b";
    n += std::regex_search(name, expression);
  }
  for (const std::string &name : names) {
    std::regex expression2("a"); // refuses: unknown-use
    auto has = [&] { return std::regex_search(name, expression2); };
    n += has();
  }
  std::vector<std::regex> kept;
  for (const std::string &name : names) {
    std::regex expression3("a"); // refuses: unknown-use
    n += int(name.size());
    kept.push_back(std::move(expression3));
  }
  return n + int(kept.size());
}
static int asks(std::regex &) { return 1; }
static int asks(const std::regex &) { return 2; }
static int overloads(const Names &names) {
  int n = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::regex expression("a"); // refuses: unknown-use
    n += asks(expression);
  }
  return n;
}
static int locales(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex letter("\\w", std::regex::icase); // refuses: locale
    n += std::regex_search(name, letter);
    std::locale::global(std::locale::classic());
  }
  return n;
}
static void language() { std::setlocale(LC_ALL, "C"); }
static int inCallee(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex letter("\\w"); // refuses: locale
    n += std::regex_search(name, letter);
    language();
  }
  return n;
}

// --- Other places ---------------------------------------------------------------------------

static int named(const Names &names) {
  int n = 0, scheme = 3;
  for (const std::string &name : names) {
    std::regex scheme("a"); // refuses: name-taken
    n += std::regex_search(name, scheme);
  }
  return n + scheme;
}
static int tokens = 3;
#define TOKENS tokens
static int byMacro(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    n += TOKENS;
    std::regex tokens("a"); // refuses: name-taken
    n += std::regex_search(name, tokens);
  }
  return n;
}
static int comments(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    // Only those with an a.
    std::regex some("a"); // refuses: comment
    n += std::regex_search(name, some);
  }
  return n;
}
static int inLambda(const Names &names) {
  auto count = [&] {
    int n = 0;
    for (const std::string &name : names) {
      std::regex some("a"); // refuses: lambda
      n += std::regex_search(name, some);
    }
    return n;
  };
  return count();
}
static int parallel(const Names &names) {
  int n = 0;
#pragma omp parallel for
  for (const std::string &name : names) {
    std::regex some("a"); // refuses: parallel-region
    n += std::regex_search(name, some);
  }
  return n;
}
#define LETTER "a"
static int macro(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    std::regex some(LETTER); // refuses: macro
    n += std::regex_search(name, some);
  }
  return n;
}
static int once(const Names &names) {
  int n = 0;
  for (const std::string &name : names) {
    static const std::regex some("a");
    n += std::regex_search(name, some);
  }
  return n;
}
template <typename T> static int instances(const T &names) {
  int n = 0;
  for (const auto &name : names) {
    std::regex some("a"); // refuses: template
    n += std::regex_search(name, some);
  }
  return n;
}

int main() {
  Names names = {"https://a", "ftp:b", "abc", "-12.5", "c d  e"};
  for (const std::string &name : remote(names))
    std::printf("%s\n", name.c_str());
  std::printf("%d %s %zu %d %d\n", nested({names, names}), replaced(names).c_str(), words(names), body(names),
              body({}));
  std::printf("%d %d %d\n", perName(names), mistakes({}), changed(names));
  try {
    mistakes(names);
  } catch (const std::regex_error &) {
    std::printf("mistake\n");
  }
  std::printf("%d %d %d %d %d\n", overloads(names), locales(names), inCallee(names), named(names), comments(names) + byMacro(names));
  std::printf("%d %d %d %d %d\n", inLambda(names), parallel(names), macro(names), once(names), instances(names));
}
