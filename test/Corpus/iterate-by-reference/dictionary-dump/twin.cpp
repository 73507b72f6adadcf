// Leave alone: writing an entry calls back into the dictionary, which may add words and move them
//   all.
// Function: dump
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
  std::string dump(const std::function<void(Dictionary &)> &written);

private:
  std::vector<Entry> words_;
};

std::string Dictionary::dump(const std::function<void(Dictionary &)> &written) {
  std::string out;
  for (size_t i = 0; i < words_.size(); ++i) {
    auto it = words_[i];
    written(*this);
    const char *type = it.type == EntryType::label ? " label\n" : " word\n";
    out += it.word;
    out += ' ';
    out += it.count > 1000 ? "many" : "few";
    out += type;
  }
  return out;
}
