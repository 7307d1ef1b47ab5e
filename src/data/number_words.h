// How a language writes its numbers: the tables of dictionaries/<lang>/numbers.yaml (and of its language.yaml: separators,
// months), compiled into a tree of bytes that is walked along the text. Words stand in it folded, with one space for white
// space and hyphens. Immutable once built; const is thread-safe. Building takes about a millisecond.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"

namespace wirecheck {

class Facts;

enum class NumberRole : uint8_t {
  cardinal,      // adds its value: two, twenty, zweihundert
  multiplier,    // multiplies what stands before it: dozen, hundred, million
  abbreviation,  // the same, behind a figure only: bn, Mrd.
  ordinal,       // third
  fraction,      // half, thirds
  count,         // stands for a number and is as often none: both, twice, a
  combining,     // the beginning of a longer word: dreijaehrig, dvuletnij
  join,          // may stand between the parts: and, und
  ignored,       // reads like a number and is none: "at once"
  percent,       // behind a number; percent_before: before it
  percent_before,
  points,        // percentage points, behind a number
  ordinal_end,   // glued to a figure: th, -j
  decade_end,    // glued to a figure: 1990s
  century_end,   // glued to a figure: 1600-luku, the 17th century
  meridiem,      // beside an hour of the 12-hour clock
  hour,          // between hour and minute: 21h30
  month,         // its number
  about,         // before a number that is not meant exactly
  era,           // its years begin at value + 1
  part_of,       // "of N parts": what stands before is the denominator
  tenth,         // tenths, behind a number
  counter        // behind a number word, shows that it is one
};

struct NumberWord {
  double value = 0;
  NumberRole role = NumberRole::cardinal;
  bool weak = false;  // as often another word
  uint16_t unused = 0;
};

class NumberWords {
 public:
  using Table = std::vector<std::vector<std::string>>;
  using Tables = std::function<const Table&(const std::string& name)>;
  // Empty when the language has no such file.
  explicit NumberWords(const Facts& facts);
  NumberWords(const Tables& tables, std::string_view decimal, std::string_view group);
  bool empty() const { return words_.empty(); }

  // Calls visit(end, word) for every entry that begins at text[at] and ends before `end`, the shortest first. Does not look
  // at what stands around it.
  template <class Visit> void walk(std::string_view text, uint32_t at, uint32_t end, Visit visit) const;
  // Can an entry begin with this byte?
  bool begins(char first) const { return starts_[static_cast<unsigned char>(first)] != 0; }
  // Can an entry begin at text[at]? Tells more than the first byte does.
  bool begins_at(std::string_view text, uint32_t at) const {
    return begins(text[at]) && (at + 2 >= text.size() || may_begin(text.data() + at));
  }

  bool compound() const { return compound_; }      // numbers are written in one word
  bool continuous() const { return continuous_; }  // no spaces between words
  // May tens follow their ones? three-and-twenty; in some languages "and" is part of the word.
  bool inverts(bool joined) const { return inverted_ == 2 || (inverted_ == 1 && joined); }
  double join_from() const { return join_from_; }  // the least number that "and" may join another to
  // The separators that the language writes; figures with other ones are read as well.
  const std::string& group() const { return group_; }
  char32_t decimal() const { return decimal_; }
  // Are the marks of this figure among those that the language accepts? `decimals`: digits behind its decimal mark.
  bool accepts(std::string_view figure, int decimals) const;
  const std::vector<double>& calendars() const { return calendars_; }  // what to add to a year of another calendar
  // Is it the code of a currency, or a sign made of letters? PLN, RM
  bool is_currency(std::string_view letters) const;
  // What a digit has behind it as an ordinal: by its last two digits, its last one, or (0) otherwise.
  std::string_view ordinal_suffix(uint64_t value) const;
  // A number word as one would write it, or (for 0 and a role without numbers) the first of its words; empty when there is none.
  std::string_view spelled(double value, NumberRole role) const;

 private:
  friend class NumberWordsBuilder;
  struct Node { uint32_t edges = 0, edge_count = 0, words = 0, word_count = 0; };
  struct Edge { uint32_t to = 0; uint8_t byte = 0; uint8_t unused[3] = {}; };
  const Node* step(const Node* node, unsigned char byte) const;
  // Most words are told from numbers by their first three letters. Beyond ASCII anything may begin an entry.
  bool may_begin(const char* three) const {
    const auto a = static_cast<unsigned char>(three[0]), b = static_cast<unsigned char>(three[1]), c = static_cast<unsigned char>(three[2]);
    return (a | b | c) >= 0x80 || beginnings_.test(beginning(a, b, c));
  }
  static size_t beginning(unsigned char a, unsigned char b, unsigned char c) { return (a % 32 * 32u + b % 32) * 32u + c % 32; }

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<NumberWord> words_;
  std::array<uint32_t, 256> starts_{};   // node of a first byte
  std::bitset<32 * 32 * 32> beginnings_; // three ASCII characters, as they stand in a text: with those an entry may begin
  std::vector<std::pair<std::pair<double, uint8_t>, std::string>> spelled_;
  std::vector<std::pair<uint32_t, std::string>> suffixes_;
  std::vector<std::string> currencies_;  // ascending
  std::vector<double> calendars_;
  std::vector<std::string> accepted_;    // group marks
  std::string group_ = ",";
  char32_t decimal_ = '.';
  double join_from_ = 0;
  uint8_t compound_ = 0, continuous_ = 0, inverted_ = 0;
};

// The form a letter has in the tree: lower case, one letter for those that are written in two ways (Romanian with cedilla or
// comma, Russian with or without its dots, Arabic and Persian forms of one letter), 0 for what is left out (soft hyphen).
char32_t number_letter(char32_t c);

inline const NumberWords::Node* NumberWords::step(const Node* node, unsigned char byte) const {
  uint32_t low = node->edges, high = node->edges + node->edge_count;
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    if (edges_[middle].byte < byte) low = middle + 1;
    else high = middle;
  }
  return low < node->edges + node->edge_count && edges_[low].byte == byte ? &nodes_[edges_[low].to] : nullptr;
}

template <class Visit> void NumberWords::walk(std::string_view text, uint32_t at, uint32_t end, Visit visit) const {
  if (nodes_.empty() || (at + 2 < end && !may_begin(text.data() + at))) return;
  const Node* node = &nodes_[0];
  bool space = false;
  char bytes[4];
  while (at < end) {
    const utf8::Decoded next = utf8::decode(text, at);
    const char32_t c = number_letter(next.c);
    at += next.size;
    if (c == 0 || (c == ' ' && space)) continue;
    space = c == ' ';
    uint32_t n = 0;
    if (c < 0x80) {
      bytes[n++] = static_cast<char>(c);
    } else if (c < 0x800) {
      bytes[n++] = static_cast<char>(0xC0 | (c >> 6));
      bytes[n++] = static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      bytes[n++] = static_cast<char>(0xE0 | (c >> 12));
      bytes[n++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      bytes[n++] = static_cast<char>(0x80 | (c & 0x3F));
    } else {
      return;
    }
    uint32_t i = 0;
    if (c < 0x80 && node == nodes_.data()) {   // the first letter: looked up
      const uint32_t first = starts_[c];
      if (!first) return;
      node = &nodes_[first];
      i = 1;
    }
    for (; i < n; ++i) {
      node = step(node, static_cast<unsigned char>(bytes[i]));
      if (!node) return;
    }
    for (uint32_t k = 0; k < node->word_count; ++k) visit(at, words_[node->words + k]);
  }
}

}  // namespace wirecheck
