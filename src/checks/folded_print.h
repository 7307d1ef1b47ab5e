// Fingerprints of folded words, for checks that compare every word of a text. Pure.
#pragma once
#include <cstdint>
#include <string_view>

#include "analysis/analysis.h"
#include "analysis/fingerprints.h"
#include "core/utf8.h"

namespace wirecheck {

// The fingerprint of the token's folded form; of a word in ASCII no string is made.
inline uint64_t folded_print(const Analysis& a, uint32_t token) {
  const std::string_view text = a.text(token);
  char folded[64];
  if (text.size() <= sizeof folded) {
    size_t n = 0;
    for (; n < text.size() && static_cast<unsigned char>(text[n]) < 0x80; ++n)
      folded[n] = text[n] >= 'A' && text[n] <= 'Z' ? static_cast<char>(text[n] + 32) : text[n];
    if (n == text.size()) return fingerprint({folded, n});
  }
  return fingerprint(utf8::fold(text));
}

}  // namespace wirecheck
