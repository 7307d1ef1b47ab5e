// UTF-8: walking, character properties (ICU behind a fast path for ASCII) and the one fold used for matching.
// All functions are pure and thread-safe. Input is valid UTF-8 unless a function says otherwise.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace wirecheck::utf8 {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kNoBreakSpace = 0x00A0, kNarrowNoBreakSpace = 0x202F, kThinSpace = 0x2009, kSoftHyphen = 0x00AD,
                   kZeroWidthSpace = 0x200B;
constexpr char32_t kLeftDouble = 0x201C, kRightDouble = 0x201D, kLeftSingle = 0x2018, kRightSingle = 0x2019,
                   kLowDouble = 0x201E, kLowSingle = 0x201A, kLeftGuillemet = 0x00AB, kRightGuillemet = 0x00BB,
                   kLeftAngle = 0x2039, kRightAngle = 0x203A;
constexpr char32_t kHyphen = 0x2010, kNoBreakHyphen = 0x2011, kEnDash = 0x2013, kEmDash = 0x2014, kMinus = 0x2212;
constexpr char32_t kEllipsis = 0x2026;

struct Decoded {
  char32_t c;      // kReplacement for an ill-formed sequence
  uint32_t size;   // bytes taken, at least 1 (for ill-formed input: the maximal subpart, as the WHATWG decoder does)
  bool ok;
};
// Decodes at `at` (< text.size()). The text may be ill-formed.
Decoded decode_wide(std::string_view text, size_t at);   // at a byte beyond ASCII
inline Decoded decode(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return Decoded{first, 1, true};
  // Two bytes: the letters of the European, Arabic and Hebrew scripts.
  if (first >= 0xC2 && first < 0xE0 && at + 1 < text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xC0) == 0x80) return Decoded{static_cast<char32_t>((first & 0x1F) << 6 | (second & 0x3F)), 2, true};
  }
  return decode_wide(text, at);
}
// Nothing beyond ASCII. Any bytes.
inline bool is_ascii(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080ull;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t eight;
    std::memcpy(&eight, text.data() + i, 8);
    if (eight & kHighBits) return false;
  }
  for (; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  return true;
}
// The code point that ends before `at` (> 0), in valid text; 0 at the start.
char32_t before(std::string_view text, size_t at);
// The code point at `at`, or 0 at the end.
inline char32_t at(std::string_view text, size_t at) { return at < text.size() ? decode(text, at).c : 0; }
void append_wide(std::string& out, char32_t c);
inline void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    append_wide(out, c);
  }
}
std::string encode(char32_t c);
// Byte offset of the first ill-formed sequence, or npos.
size_t find_invalid(std::string_view text);
uint32_t count(std::string_view text);  // code points

// Of code points beyond ASCII.
bool is_letter_wide(char32_t c);
bool is_upper_wide(char32_t c);
bool is_lower_wide(char32_t c);
bool is_digit_wide(char32_t c);
char32_t lower_wide(char32_t c);
char32_t upper_wide(char32_t c);
inline bool is_letter(char32_t c) { return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : is_letter_wide(c); }
inline bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : is_upper_wide(c); }   // upper or title case letter
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : is_lower_wide(c); }
inline bool is_digit(char32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : is_digit_wide(c); }   // Nd of any script
int digit_value(char32_t c); // 0 to 9; -1 when it is no digit
bool is_mark(char32_t c);    // combining marks
bool is_space(char32_t c);   // White_Space, with the no-break spaces and U+200B
bool is_dash(char32_t c);    // hyphen-minus, hyphens, dashes, minus
bool is_quote(char32_t c);   // every quotation mark and the apostrophe forms
inline char32_t lower(char32_t c) { return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : lower_wide(c); }
inline char32_t upper(char32_t c) { return c < 0x80 ? (c >= 'a' && c <= 'z' ? c - 32 : c) : upper_wide(c); }

// The form words are compared in: lower case (simple mapping), U+2019 and U+02BC to ', U+2010/U+2011 to -,
// no soft hyphens, precomposed (NFC). The result is not longer than 3 bytes per input byte.
std::string fold(std::string_view text);
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
std::string capitalise(std::string_view text);          // first letter upper, the rest as it is
std::string without_diacritics(std::string_view text);  // Latin letters only: "Araik" for its form with a diaeresis
// Columns a terminal gives the text: wide characters two, combining marks none.
uint32_t display_width(std::string_view text);

}  // namespace wirecheck::utf8
