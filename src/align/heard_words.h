// The words of a story and of its source as they sound, so that a name can be found again across alphabets, romanisations and
// case endings. Words are read when they are first asked for; one per document, not thread-safe.
#pragma once
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
    bool read = false;
    bool common = false;              // a word of the dictionary in lower case (target side)
  };
  // `target` has an original. All must outlive this.
  HeardWords(const Analysis& target, const Sounds& target_sounds, const Sounds& source_sounds);

  const Word& target(uint32_t token);
  const Word& source(uint32_t token);
  // 0: the same name, 1: nothing in common.
  float distance(uint32_t source_token, uint32_t target_token);
  // Can this word of the translation stand for a name? Capitalised for no other reason, or unknown to the dictionary.
  bool may_be_name(uint32_t target_token);

  struct Near {
    uint32_t token = 0;
    float distance = 1;
  };
  // The word of `range` that is nearest to a word of the source, among those that may be names, or among all.
  Near nearest(uint32_t source_token, Range range, bool names_only);

 private:
  bool is_common(uint32_t target_token);

  const Analysis &target_, &source_;
  const Sounds &target_sounds_, &source_sounds_;
  std::vector<Word> target_words_, source_words_;
  enum class Common : uint8_t { unread, no, yes };
  std::vector<Common> common_;   // parallel to target_words_: most words are asked for nothing else
};

// A word, no clitic.
bool is_full_word(const Analysis& analysis, uint32_t token);

}  // namespace wirecheck
