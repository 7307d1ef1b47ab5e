// What the words of a source language tell of a person's sex, from dictionaries/<lang>/pronouns.yaml: pronouns, possessives that
// agree with the owner, titles, nouns, surnames, past tenses, predicates. Reads facts, never guesses: what may mean either is
// kept apart ("maybe") and speaks only against an alarm. Immutable after construction; const is thread-safe.
#pragma once
#include <bitset>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/analysis.h"
#include "core/fingerprint.h"

namespace wirecheck {

enum class Clue : uint8_t {
  pronoun,      // elle, ona, sie with a verb in the singular
  possessor,    // dela, hers: the owner is a woman (or a thing of that gender)
  title,        // Mme, Frau
  noun,         // Ministerin, la ministre
  given,        // Milena before a surname
  surname,      // -ova with its accent
  past,         // napsala
  predicate,    // "is honest" with a feminine ending, with no subject of its own
  apposed,      // "Born in Lyon, ...": a predicate that opens the sentence
  kin,          // mother: a person beside, says nothing of whose mother
  maybe         // lui, jeho: may be of that sex
};

struct Evidence {
  uint32_t token = 0;
  Gender gender = Gender::unknown;
  Clue clue = Clue::maybe;
  bool in_quote = false;
  bool opens = false;                              // of a past form or predicate: its clause has no subject of its own before it
  uint32_t subject = 0;                            // of a past form: a capitalised word right before it, 0 where there is none
  const std::vector<std::string>* means = nullptr; // of a past form: English verbs, when they are known
};

class GenderWords {
 public:
  explicit GenderWords(const Facts& facts);
  bool usable() const { return !exact_.empty(); }
  bool has_past() const { return has_past_; }
  // Everything the tokens of `range` tell, in text order.
  std::vector<Evidence> read(const Analysis& source, Range range) const;
  // No preposition before the article of the noun or title at `token` (or before the noun itself): it may be a subject. False where
  // the language's prepositions are not known.
  bool without_preposition(const Analysis& source, uint32_t token) const;

 private:
  struct Entry { Gender gender; Clue clue; uint8_t how; };  // how: 0 plain, 1 only with a singular verb beside, 2 only after a hyphen, 3 unless it may be nobody
  using Entries = std::vector<Entry>;
  void add(const std::string& pattern, Entry entry);
  bool is_in(const std::vector<std::string>& list, std::string_view word) const;
  void look_up(std::string_view word, Entries& out) const;
  bool is_title(const Analysis& source, Range range, uint32_t token) const;
  bool ends_singular(std::string_view word, bool lower) const;
  bool clause_opens(const Analysis& source, Range range, uint32_t token) const;

  bool has_past_ = false, nouns_capital_ = false;
  using Known = std::unordered_map<std::string, Entries, TextHash, std::equal_to<>>;   // no output depends on its order
  Known exact_, prefixes_, suffixes_;
  std::bitset<1 << 16> begins_, ends_;             // the first two bytes of a beginning, the last two of an ending: most words have none
  std::vector<std::string> never_, never_surnames_, possessives_, singular_verbs_, copulas_, openers_, case_markers_, epicene_, prepositions_,
      singular_endings_, no_singular_verbs_, after_impersonal_;
  std::vector<std::string> articles_[3];           // by Gender
  std::map<std::string, std::vector<std::string>, std::less<>> meanings_;  // of a past form
};

}  // namespace wirecheck
