// Token patterns as flat programs: a small instruction set, run by packs/match.cpp with backtracking. Plain arrays, so that an
// archive is a copy of blocks.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/span.h"
#include "core/vocabulary.h"

namespace wirecheck {

enum class Code : uint8_t {
  // Take one token, or a whole element of the analysis:
  word,      // x: WordId
  set,       // x: index into sets
  exact,     // x: index into exacts, y: WordId of the folded form
  glyph,     // small: Glyph
  classes,   // x, y: low and high half of Classes; a word or a phrase that has one of them
  name,      // small: bits 1 << Kind, 0xFF: any
  quantity,  // small: bits 1 << Quantity::Kind
  date,
  quote,     // from its opening mark (or the sentence's start) to its closing mark
  kind,      // small: TokenTest
  pos,       // small: PosMask, x: bits 1 << Form (0: any)
  regex,     // x: index into regexes
  // Control:
  split,     // try x, then y
  jump,      // x
  save,      // x: slot
  begin, end,
  negation,  // the body follows and ends with match; x: where to go on. Takes one token at which the body does not match
  match
};

enum class Glyph : uint8_t { double_quote, single_quote, dash };
enum class TokenTest : uint8_t { any, word, number, punctuation, capital, lower_case, all_capitals, open_quote, close_quote };

struct Op {
  Code code = Code::match;
  uint8_t small = 0;
  uint16_t unused = 0;
  uint32_t x = 0, y = 0;
};

struct Program {
  std::vector<Op> ops;
  std::vector<Range> sets;           // into set_words, each ascending
  std::vector<WordId> set_words;
  std::vector<std::string> exacts;   // with straight apostrophes
  std::vector<std::string> regexes;

  template <class A> friend void archive(A& ar, Program& p) { ar(p.ops, p.sets, p.set_words, p.exacts, p.regexes); }
};

constexpr uint32_t kMostCaptures = 16;

// What tells that a pattern could match around a token.
struct AnchorKey {
  enum Type : uint8_t { word, pair, bucket };
  Type type = word;
  uint32_t a = 0, b = 0;   // word; word and the next word; number of the bucket
  friend auto operator<=>(const AnchorKey&, const AnchorKey&) = default;
};
// Buckets below 64 are the bits of Classes.
constexpr uint32_t kNameBucket = 64, kNumberBucket = 65, kDateBucket = 66, kQuoteBucket = 67, kSentenceBucket = 68, kAnyBucket = 69,
                   kBuckets = 70;

struct Anchor {
  std::vector<AnchorKey> keys;      // one of them stands in every match
  uint32_t min = 0, max = 0;        // words between the start of the match and the key (hyphens inside a word do not count)
  double cost = 0;                  // expected hits in 10,000 tokens
};

}  // namespace wirecheck
