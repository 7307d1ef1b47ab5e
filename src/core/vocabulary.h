// Every word that a rule, a list or a fact names gets one number; text is looked up once per token and is then compared
// by number. Built while the engine loads, frozen afterwards: const means callable from any thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirecheck {

using WordId = uint32_t;
constexpr WordId kNoWord = 0;  // not in the vocabulary

class Vocabulary {
 public:
  Vocabulary();
  static constexpr size_t kMostWords = (1u << 24) - 1;
  // `folded`: as utf8::fold() gives it. Returns the number it has or gets (1, 2, 3 ...); kNoWord of the empty word, and when there are
  // kMostWords.
  WordId add(std::string_view folded);
  // kNoWord when absent. By 40 bits of a fingerprint and the place: a word that is absent is taken for another once in 10^12 questions.
  WordId find(std::string_view folded) const;
  std::string_view text(WordId id) const;
  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }  // numbers are below this

  template <class A> friend void archive(A& ar, Vocabulary& v) { ar(v.pool_, v.ends_, v.slots_); }

 private:
  WordId find_exactly(std::string_view folded, uint64_t print) const;
  void grow();
  void put(uint64_t print, WordId id);
  std::string pool_;
  std::vector<uint32_t> ends_;   // of each word in pool_; ends_[0] = 0
  std::vector<uint64_t> slots_;  // open addressing, a power of two: 40 bits of the fingerprint and the number; 0 = free
};

}  // namespace wirecheck
