// Known phrases ("prime minister", "New York", "House of Commons") over adjacent tokens. Private to analysis/.
#pragma once
#include <span>

#include "analysis/analysis.h"

namespace wirecheck {

struct PhraseMatch {
  uint32_t length = 0;  // in tokens; 0: none
  Classes classes = 0;
};

// The longest phrase of two tokens or more that begins at `token`, ends before `end` and has one of the classes `wanted`.
inline PhraseMatch longest_phrase(const Analysis& a, uint32_t token, uint32_t end, Classes wanted) {
  const WordId first = a.tokens[token].word;
  if (first == kNoWord) return {};
  for (const Phrase& phrase : a.resources.facts->phrases(first)) {
    if ((phrase.classes & wanted) == 0 || phrase.words.size() > end - token) continue;
    size_t n = 1;
    while (n < phrase.words.size() && a.tokens[token + n].word == phrase.words[n]) ++n;
    if (n == phrase.words.size()) return {static_cast<uint32_t>(n), phrase.classes};
  }
  return {};
}

}  // namespace wirecheck
