// The words of a story and of its source as they sound, so that a name can be found again across alphabets, romanisations and
// case endings. Words are read when they are first asked for; one per document, not thread-safe.
#pragma once
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/sounds.h"

namespace wirecheck {

class HeardWords {
 public:
  struct Word {
    std::string plain;                // folded, without diacritics, without what follows an apostrophe
    std::vector<std::string> sounds;  // the whole word first; of a source word also without its case ending
    bool heard = false;               // the sounds are there, too
  };
  // `target` has an original. All must outlive this.
  HeardWords(const Analysis& target, const Sounds& target_sounds, const Sounds& source_sounds);

  const Word& target(uint32_t token);
  const Word& source(uint32_t token);
  // The words' letters, which cost less than their sounds.
  const std::string& target_plain(uint32_t token) { return spelled_target(token).plain; }
  const std::string& source_plain(uint32_t token) { return spelled_source(token).plain; }
  // A word of the target's dictionary in lower case.
  bool is_common(uint32_t target_token);
  // 0: the same name, 1: nothing in common. What is greater than `limit` is as good as 1.
  float distance(uint32_t source_token, uint32_t target_token, float limit = 1);
  // Does any of those words of the source that are `wanted(token)` come so near? Letters first: they tell of most.
  template <class Wanted> bool any_near(Range source_tokens, uint32_t target_token, float limit, Wanted wanted) {
    for (uint32_t i = source_tokens.begin; i < source_tokens.end; ++i)
      if (wanted(i) && by_letters(i, target_token) <= limit) return true;
    for (uint32_t i = source_tokens.begin; i < source_tokens.end; ++i)
      if (wanted(i) && distance(i, target_token, limit) <= limit) return true;
    return false;
  }
  // Can this word of the translation stand for a name? Capitalised for no other reason, or unknown to the dictionary.
  bool may_be_name(uint32_t target_token);

  // Does the word of the source stand in the range, letter for letter?
  bool is_spelled(uint32_t source_token, Range range);

  struct Near {
    uint32_t token = 0;
    float distance = 1;
  };
  // The word of `range` that is nearest to a word of the source, among those that may be names, or among all; at distance 1 when
  // none comes as near as `limit`.
  Near nearest(uint32_t source_token, Range range, bool names_only, float limit);

 private:
  Word& spelled_target(uint32_t token);
  Word& spelled_source(uint32_t token);
  // By the letters alone: the same word, inflected or not; 1 for all others.
  float by_letters(uint32_t source_token, uint32_t target_token);
  float by_sounds(uint32_t source_token, uint32_t target_token, float limit);

  const Analysis &target_, &source_;
  const Sounds &target_sounds_, &source_sounds_;
  // By token, as far as somebody asked: 1 + where it stands, 0 = nowhere yet.
  template <class T> struct Read {
    explicit Read(size_t tokens) : at(tokens) {}
    std::vector<uint32_t> at;
    std::deque<T> all;   // references stay
  };
  Read<Word> target_words_, source_words_;
  Read<SoundTarget> compared_;
  enum class Common : uint8_t { unread, no, yes };
  std::vector<Common> common_;   // by token of the target
};

// A word, no clitic.
bool is_full_word(const Analysis& analysis, uint32_t token);

}  // namespace wirecheck
