#include "core/utf8.h"

#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace wirecheck::utf8 {

Decoded decode_wide(std::string_view text, size_t at) {
  int32_t i = 0;
  UChar32 c;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data() + at);
  const int32_t left = static_cast<int32_t>(text.size() - at < 8 ? text.size() - at : 8);
  U8_NEXT(bytes, i, left, c);
  if (c < 0) return {kReplacement, static_cast<uint32_t>(i), false};
  return {static_cast<char32_t>(c), static_cast<uint32_t>(i), true};
}

char32_t before(std::string_view text, size_t at) {
  if (at == 0) return 0;
  size_t i = at - 1;
  while (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
  return decode(text, i).c;
}

void append_wide(std::string& out, char32_t c) {
  char buffer[4];
  int32_t n = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<uint8_t*>(buffer), n, static_cast<UChar32>(c));
  out.append(buffer, static_cast<size_t>(n));
}

std::string encode(char32_t c) {
  std::string out;
  append(out, c);
  return out;
}

size_t find_invalid(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) { ++i; continue; }
    const Decoded d = decode(text, i);
    if (!d.ok) return i;
    i += d.size;
  }
  return std::string_view::npos;
}

uint32_t count(std::string_view text) {
  uint32_t n = 0;
  for (char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

namespace {

bool letter_by_icu(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool upper_by_icu(char32_t c) { return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }
bool lower_by_icu(char32_t c) { return u_islower(static_cast<UChar32>(c)); }

// What ICU says of the letters of Europe, the Near East and the Caucasus: most letters beyond ASCII that news has.
class NearLetters {
 public:
  static constexpr char32_t kEnd = 0x600;
  static constexpr uint8_t kLetter = 1, kUpper = 2, kLower = 4;
  static const NearLetters& all() {
    static const NearLetters letters;
    return letters;
  }
  bool has(char32_t c, uint8_t what) const { return (kinds_[c] & what) != 0; }
  char32_t lower(char32_t c) const { return lower_[c]; }

 private:
  NearLetters() {
    for (char32_t c = 0; c < kEnd; ++c) {
      kinds_[c] = static_cast<uint8_t>((letter_by_icu(c) ? kLetter : 0) | (upper_by_icu(c) ? kUpper : 0) | (lower_by_icu(c) ? kLower : 0));
      lower_[c] = static_cast<char16_t>(u_tolower(static_cast<UChar32>(c)));   // none of them leaves the first plane
    }
  }
  std::array<uint8_t, kEnd> kinds_;
  std::array<char16_t, kEnd> lower_;
};

}  // namespace

bool is_letter_wide(char32_t c) {
  return c < NearLetters::kEnd ? NearLetters::all().has(c, NearLetters::kLetter) : letter_by_icu(c);
}
bool is_upper_wide(char32_t c) {
  return c < NearLetters::kEnd ? NearLetters::all().has(c, NearLetters::kUpper) : upper_by_icu(c);
}
bool is_lower_wide(char32_t c) {
  return c < NearLetters::kEnd ? NearLetters::all().has(c, NearLetters::kLower) : lower_by_icu(c);
}
bool is_digit_wide(char32_t c) {
  return u_isdigit(static_cast<UChar32>(c));
}
int digit_value(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  return static_cast<int>(u_charDigitValue(static_cast<UChar32>(c)));
}
bool is_mark(char32_t c) {
  if (c < 0x300 || (c >= 0x370 && c < 0x483)) return false;   // Latin, Greek and Cyrillic letters
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == kZeroWidthSpace || c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c));
}
bool is_dash(char32_t c) {
  if (c < 0x80) return c == '-';
  return (c >= 0x2010 && c <= 0x2015) || c == kMinus || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}
bool is_quote(char32_t c) {
  if (c < 0x80) return c == '"' || c == '\'';
  return c == kLeftGuillemet || c == kRightGuillemet || (c >= 0x2018 && c <= 0x201F) || c == kLeftAngle ||
         c == kRightAngle || (c >= 0x300C && c <= 0x300F) || c == 0xFF02 || c == 0x02BC;
}
char32_t lower_wide(char32_t c) {
  return c < NearLetters::kEnd ? NearLetters::all().lower(c) : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}
char32_t upper_wide(char32_t c) {
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

namespace {

template <class Map>
std::string mapped(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    append(out, map(d.c));
    i += d.size;
  }
  return out;
}

std::string normalised(const std::string& text, const icu::Normalizer2* form) {
  std::string out;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, text, sink, nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

}  // namespace

std::string to_lower(std::string_view text) { return mapped(text, lower); }
std::string to_upper(std::string_view text) { return mapped(text, upper); }

std::string capitalise(std::string_view text) {
  if (text.empty()) return {};
  const Decoded d = decode(text, 0);
  std::string out = encode(upper(d.c));
  out.append(text.substr(d.size));
  return out;
}

std::string fold(std::string_view text) {
  std::string out(text);
  size_t ascii = 0;
  while (ascii < out.size() && static_cast<unsigned char>(out[ascii]) < 0x80) {
    if (out[ascii] >= 'A' && out[ascii] <= 'Z') out[ascii] = static_cast<char>(out[ascii] + 32);
    ++ascii;
  }
  if (ascii == text.size()) return out;
  out.resize(ascii);
  bool may_compose = false;
  for (size_t i = ascii; i < text.size();) {
    const Decoded d = decode(text, i);
    i += d.size;
    char32_t c = d.c;
    if (c >= 0x80) {
      if (c == kSoftHyphen) continue;
      if (c == kRightSingle || c == 0x02BC) c = '\'';
      if (c == kHyphen || c == kNoBreakHyphen) c = '-';
      if (is_mark(c)) may_compose = true;
    }
    append(out, lower(c));
  }
  if (!may_compose) return out;
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) ? normalised(out, nfc) : out;
}

namespace {

// Letters of the Latin, Greek and Cyrillic scripts without their marks, asked of ICU once.
class BareLetters {
 public:
  static constexpr char32_t kEnd = 0x530;
  static const BareLetters& all() {
    static const BareLetters letters;
    return letters;
  }
  // What is left of a code point below kEnd; 0: nothing, it is a mark.
  char32_t of(char32_t c) const { return bare_[c]; }

 private:
  BareLetters() {
    for (char32_t c = 0; c < kEnd; ++c) bare_[c] = bare(c);
  }
  static char32_t bare(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(status);
    if (c < 0x80 || U_FAILURE(status)) return c;
    const std::string apart = normalised(encode(c), nfd);
    for (size_t i = 0; i < apart.size();) {   // a letter and its marks
      const Decoded d = decode(apart, i);
      if (!is_mark(d.c)) return d.c;
      i += d.size;
    }
    return 0;
  }
  std::array<char32_t, kEnd> bare_;
};

}  // namespace

std::string without_diacritics(std::string_view text) {
  size_t ascii = 0;
  while (ascii < text.size() && static_cast<unsigned char>(text[ascii]) < 0x80) ++ascii;
  std::string out(text.substr(0, ascii));
  if (ascii == text.size()) return out;
  const BareLetters& letters = BareLetters::all();
  for (size_t i = ascii; i < text.size();) {
    const Decoded d = decode(text, i);
    i += d.size;
    if (d.c < BareLetters::kEnd) {
      if (const char32_t bare = letters.of(d.c)) append(out, bare);
    } else if (d.c >= kHyphen && d.c <= kEllipsis) {   // dashes and quotation marks
      append(out, d.c);
    } else {
      UErrorCode status = U_ZERO_ERROR;
      const auto* nfd = icu::Normalizer2::getNFDInstance(status);
      if (U_FAILURE(status)) return std::string(text);
      const std::string apart = normalised(std::string(text), nfd);
      out.clear();
      for (size_t k = 0; k < apart.size();) {
        const Decoded e = decode(apart, k);
        k += e.size;
        if (!is_mark(e.c)) append(out, e.c);
      }
      return out;
    }
  }
  return out;
}

uint32_t display_width(std::string_view text) {
  uint32_t width = 0;
  for (size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    i += d.size;
    if (d.c < 0x80) { ++width; continue; }
    if (is_mark(d.c) || d.c == kZeroWidthSpace || d.c == 0x200D || d.c == 0xFEFF || d.c == kSoftHyphen) continue;
    const int east = u_getIntPropertyValue(static_cast<UChar32>(d.c), UCHAR_EAST_ASIAN_WIDTH);
    width += (east == U_EA_WIDE || east == U_EA_FULLWIDTH) ? 2 : 1;
  }
  return width;
}

}  // namespace wirecheck::utf8
