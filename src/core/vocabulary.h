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
  // `folded`: as utf8::fold() gives it. Returns the number it has or gets (1, 2, 3 ...).
  WordId add(std::string_view folded);
  WordId find(std::string_view folded) const;  // kNoWord when absent
  std::string_view text(WordId id) const;
  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }  // numbers are below this

  template <class A> friend void archive(A& ar, Vocabulary& v) { ar(v.pool_, v.ends_, v.slots_); }

 private:
  void grow();
  void put(uint64_t print, WordId id);
  std::string pool_;
  std::vector<uint32_t> ends_;   // of each word in pool_; ends_[0] = 0
  std::vector<uint64_t> slots_;  // open addressing, a power of two: half of the fingerprint and the number; 0 = free
};

}  // namespace wirecheck
