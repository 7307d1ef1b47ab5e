// Scripts of characters, as ICU knows them. Pure and thread-safe.
#pragma once
#include <string_view>

namespace wirecheck {

// The ISO 15924 code of the character's script: "Latn", "Cyrl", "Hani". "" for what all scripts share (digits, marks, signs) and
// for what takes the script of its neighbour (combining accents).
std::string_view script_of(char32_t c);
inline bool is_latin(char32_t c) { return (c < 0x80 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) || (c >= 0x80 && script_of(c) == "Latn"); }

// The Latin letter of the same case that `c`, a letter of another script, is drawn like (Unicode's list of confusables); 0 when
// there is none. Made for findings, not for loops over text.
char32_t latin_lookalike(char32_t c);

}  // namespace wirecheck
