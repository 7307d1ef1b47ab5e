// Words of Latin, Cyrillic, Greek, Armenian, Georgian, Hebrew and Arabic script in plain Latin letters, so that a name can be
// known again across alphabets. No romanisation to print: a code point at a time, without context. Immutable once built; const
// is thread-safe. Method: ICU's Any-Latin and Latin-ASCII transforms (CLDR), applied once to each letter of those scripts.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace wirecheck {

class Latiniser {
 public:
  Latiniser();   // some thousand letters are transformed: milliseconds, once a process
  // Lower case, a to z alone for letters, other characters as they are; letters of other scripts (Han, kana, ...) are left
  // as they are.
  std::string operator()(std::string_view text) const;

 private:
  std::vector<std::string> letters_;   // by code point; empty: left as it is
};

}  // namespace wirecheck
