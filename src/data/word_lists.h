// Word lists of the facts, asked about the words of a text: most words have a number of the Vocabulary, and by that number one bit a
// list tells; the few others are looked up as text. Immutable once its lists are made; const is thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/word_set.h"
#include "data/facts.h"

namespace wirecheck {

// The first cells of one table, folded. Lives no longer than the WordLists that made it.
class WordList {
 public:
  bool has(std::string_view folded) const { return words_.has(folded); }
  // `id` and `folded` are of the same word; kNoWord when the Vocabulary does not have it.
  bool has(WordId id, std::string_view folded) const {
    if (id != kNoWord && id < size_) return (bits_[id] & bit_) != 0;
    return words_.has(folded);
  }
  bool empty() const { return words_.empty(); }

 private:
  friend class WordLists;
  WordSet words_;
  const uint64_t* bits_ = nullptr;
  size_t size_ = 0;
  uint64_t bit_ = 0;
};

class WordLists {
 public:
  // `facts` must outlive it.
  explicit WordLists(const Facts& facts) : facts_(facts), bits_(facts.vocabulary().size(), 0) {}
  WordLists(const WordLists&) = delete;
  WordLists& operator=(const WordLists&) = delete;
  // The list `table` ("readings.articles"); empty when the facts have none.
  WordList list(std::string_view table);

 private:
  static constexpr unsigned kMost = 64;   // lists; those beyond are always looked up as text
  const Facts& facts_;
  std::vector<uint64_t> bits_;   // by WordId
  unsigned count_ = 0;
};

}  // namespace wirecheck
