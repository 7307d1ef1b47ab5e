// Which patterns could match around which token: hash tables over the anchor words of all patterns, as plain arrays.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "packs/match.h"
#include "packs/program.h"

namespace wirecheck {

struct AnchorEntry {
  uint32_t alternative = 0;
  uint16_t min = 0, max = 0;   // words from the start of the match to the anchor
};

struct Candidate {
  uint32_t rule = 0, start = 0, alternative = 0;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

class AnchorIndex {
 public:
  void build(std::vector<std::pair<AnchorKey, AnchorEntry>> entries);

  // Calls visit(entry, token) for every anchor found in the document, in the order of its tokens.
  template <class Visit>
  void scan(const Matcher& matcher, const Visit& visit) const;

  template <class A> friend void archive(A& ar, AnchorIndex& x) { ar(x.entries_, x.words_, x.pair_first_, x.slots_, x.buckets_); }

 private:
  struct PairSlot {
    WordId a = 0, b = 0;
    Range entries;
  };
  static uint64_t hash_of(WordId a, WordId b) {
    uint64_t h = (static_cast<uint64_t>(a) << 32 | b) * 0x9E3779B97F4A7C15ull;
    return h ^ (h >> 31);
  }
  std::vector<AnchorEntry> entries_;
  std::vector<Range> words_;          // by WordId
  std::vector<uint8_t> pair_first_;   // by WordId: the first word of some pair
  std::vector<PairSlot> slots_;       // open addressing, a power of two
  std::vector<std::pair<uint32_t, Range>> buckets_;
};

template <class Visit>
void AnchorIndex::scan(const Matcher& matcher, const Visit& visit) const {
  const std::vector<Token>& tokens = matcher.analysis().tokens;
  const auto all = [&](Range range, uint32_t token) {
    for (uint32_t e = range.begin; e < range.end; ++e) visit(entries_[e], token);
  };
  const auto count = static_cast<uint32_t>(tokens.size());
  for (uint32_t t = 0; t < count; ++t) {
    const WordId word = tokens[t].word;
    if (word != kNoWord) {
      if (word < words_.size()) all(words_[word], t);
      if (word < pair_first_.size() && pair_first_[word]) {
        uint32_t next = t + 1;
        if (next < count && matcher.glued(next)) ++next;
        if (next < count && tokens[next].word != kNoWord) {
          const WordId second = tokens[next].word;
          const size_t mask = slots_.size() - 1;
          for (size_t slot = hash_of(word, second) & mask; slots_[slot].a; slot = (slot + 1) & mask)
            if (slots_[slot].a == word && slots_[slot].b == second) {
              all(slots_[slot].entries, t);
              break;
            }
        }
      }
    }
    for (const auto& [bucket, range] : buckets_)
      if (matcher.in_bucket(bucket, t)) all(range, t);
  }
}

}  // namespace wirecheck
