// A set of words. Filled with add(), then sealed, then read only: const is thread-safe.
#pragma once
#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirecheck {

// Sorted words, all folded. Most words that are asked for are in no set: their length, first, second and last byte tell so.
class WordSet {
 public:
  void add(std::string word) { words_.push_back(std::move(word)); }
  void seal() {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
    index();
  }
  bool has(std::string_view word) const { return may_have(word) && std::binary_search(words_.begin(), words_.end(), word); }
  auto begin() const { return words_.begin(); }
  auto end() const { return words_.end(); }
  // The length of the longest word that `text` begins with; 0 when there is none.
  size_t longest_prefix_of(std::string_view text) const {
    for (size_t n = text.size(); n > 0; --n)
      if (has(text.substr(0, n))) return n;
    return 0;
  }
  bool empty() const { return words_.empty(); }
  template <class A> friend void archive(A& ar, WordSet& set) {
    ar(set.words_);
    set.index();
  }

 private:
  void index() {
    lengths_ = 0;
    marks_.reset();
    for (const std::string& word : words_) {
      lengths_ |= length_bit(word);
      marks_.set(mark(word));
    }
  }
  static uint64_t length_bit(std::string_view word) { return uint64_t{1} << std::min<size_t>(word.size(), 63); }
  static size_t mark(std::string_view word) {
    if (word.empty()) return 0;
    const auto at = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(word[i])); };
    return (at(0) * 0x9E5u ^ at(word.size() > 1 ? 1 : 0) * 0x1F3u ^ at(word.size() - 1) * 0x2Du ^ word.size() * 0x5Bu) % kMarks;
  }
  bool may_have(std::string_view word) const { return (lengths_ & length_bit(word)) != 0 && marks_.test(mark(word)); }

  std::vector<std::string> words_;
  uint64_t lengths_ = 0;
  static constexpr size_t kMarks = 1024;
  std::bitset<kMarks> marks_;
};

}  // namespace wirecheck
