// What checks of words that were left untranslated ask: which words the target language has, which it keeps from others.
#pragma once
#include <bitset>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analysis.h"

namespace wirecheck {

// The words and expressions that a target language keeps from other languages: dictionaries/<source>/kept-in-<language>.yaml of every
// source, dictionaries/<language>/kept-words.yaml. Immutable; const is thread-safe.
class ForeignWords {
 public:
  explicit ForeignWords(const Facts& facts);

  // May the token be judged at all: a word of letters, three or more, no clitic, no initialism, no CamelCase, not in an address?
  static bool judgeable(const Analysis& a, uint32_t token);
  // The target has the word, with or without a capital, or keeps it, or makes it of a combining form and a word.
  bool has(const Analysis& a, std::string_view folded) const;
  // The token stands inside an expression that the target keeps: "de rigueur", "grand cru".
  bool in_kept_phrase(const Analysis& a, uint32_t token) const;
  // The token is part of a name; a capital at the start of a sentence makes none, unless the story has the name elsewhere too.
  static bool in_name(const Analysis& a, uint32_t token);
  // Most of the sentence is not in the target's language: a passage that was not translated. Words in capitals, short words and
  // what stands in quotation marks do not count.
  bool is_foreign_passage(const Analysis& a, const Sentence& sentence) const;
  // The range stands between quotation marks that hold little else: a title, or a word that is spoken about.
  static bool in_title(const Analysis& a, Range tokens);

 private:
  bool knows(const Analysis& a, std::string_view folded) const;

  std::vector<std::string> kept_;   // folded, hyphens as spaces, sorted
  std::vector<std::string> forms_;  // sorted
};

// The words of the source text by their folded form, without diacritics; made once a document, which must outlive it.
class SourceWords {
 public:
  explicit SourceWords(const Analysis& original);
  // Source tokens of the range with that form, ascending, `most` of them at most.
  std::vector<uint32_t> find(std::string_view folded, Range within, size_t most = ~size_t{0}) const;
  bool has(std::string_view folded) const { return !find(folded, {0, static_cast<uint32_t>(hashes_.size())}, 1).empty(); }
  // Is it worth while to look? Quick; most words that are not there are told by it.
  bool may_have(std::string_view folded) const;
  // Have two words, both folded, that form in common?
  static bool same(std::string_view one, std::string_view other);

 private:
  const Analysis& original_;
  static constexpr size_t kMarks = 4096;
  static constexpr uint32_t kNone = ~0u;
  std::vector<uint32_t> hashes_;         // by token, of the words' forms
  std::vector<uint32_t> first_, next_;   // chains of tokens by the last bits of their hashes, a power of two; by token
  std::bitset<kMarks> marks_;            // of the hashes that are there
};

}  // namespace wirecheck
