// Reads the numbers of a text by value: figures of any script with the separators of its language, number words, scale words,
// fractions, percentages, times, numeric dates, ordinals, decades, years of an era. Every reading that an ambiguous figure
// has is kept (1.234 is a thousand and something, or one and something). Works on the bytes, not on tokens, so that it reads
// languages whose words are not told apart. Linear; pure.
#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "data/number_words.h"

namespace wirecheck {

struct Numeral {
  enum Flag : uint32_t {
    figures = 1,        // written in digits (perhaps with a scale word)
    weak = 2,           // as often no number: one, a, both, a third
    ordinal = 4,
    percent = 8,
    points = 16,        // percentage points
    money = 32,
    decade = 64,        // 1990s
    about = 128,        // "nearly" stands before it
    bracketed = 256,    // in parentheses
    month = 512,        // the name of a month
    time = 1024,        // a time of day (minutes is set), or hours, minutes and seconds
    roman = 2048,
    code = 4096,        // digits of a name: F-35, 3D, COVID-19
    compound = 8192,    // several numbers in one figure: a date, a time, 21/20
    broken = 16384,     // its groups fit no language: 5.17,000
    fraction = 32768,
    partial = 65536,    // the beginning of a longer word: dreijaehrig
    hyphen_after = 1 << 17,
    hour_12 = 1 << 18,  // "p.m." or the like stands beside it
    dated = 1 << 19,    // a month stands beside it
    grouped = 1 << 20   // a group mark stands in it
  };
  Span span;            // the figure or the words, with their scale
  Span figure;          // the digits alone; empty for words
  Span whole;           // with per cent sign and currency
  std::array<double, 6> values{};
  std::array<double, 4> parts{};
  uint8_t value_count = 0, part_count = 0;
  int16_t minutes = -1;        // since midnight
  uint32_t flags = 0;
  double scale = 1;            // of the scale words in it
  uint8_t decimals = 0;        // digits behind the decimal mark

  bool is(Flag flag) const { return (flags & flag) != 0; }
  double value() const { return value_count ? values[0] : part_count ? parts[0] : 0; }
  void add_value(double value);
};

// In the order of the text. `within` lies on code point boundaries.
std::vector<Numeral> read_numbers(const NumberWords& words, std::string_view text, Span within);

}  // namespace wirecheck
