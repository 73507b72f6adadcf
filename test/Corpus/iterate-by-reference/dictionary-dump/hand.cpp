// By hand: const auto &.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

enum class EntryType : int8_t { word = 0, label = 1 };

struct Entry {
  std::string word;
  int64_t count;
  EntryType type;
  std::vector<int32_t> subwords;
};

class Dictionary {
public:
  void add(const Entry &entry) { words_.push_back(entry); }
  std::string dump() const;

private:
  std::vector<Entry> words_;
};

std::string Dictionary::dump() const {
  std::string out;
  for (const auto &it : words_) {
    const char *type = it.type == EntryType::label ? " label\n" : " word\n";
    out += it.word;
    out += ' ';
    out += it.count > 1000 ? "many" : "few";
    out += type;
  }
  return out;
}
