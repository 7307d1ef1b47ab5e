// What the words of an English sentence may be, and which of them may be a finite verb. Generous: a word counts as what any
// dictionary makes of it unless its neighbours rule that out, so that "there is none" can be believed. Needs WordNet and the
// inflection of English. Immutable, thread-safe; checks share the one of facts.made<EnglishClauses>().
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/fingerprints.h"
#include "data/word_lists.h"

namespace wirecheck {

enum Reading : uint16_t {
  noun_reading = 1, plural_reading = 2, base_reading = 4, third_reading = 8, past_reading = 16, participle_reading = 32,
  gerund_reading = 64, adjective_reading = 128, adverb_reading = 256, closed_reading = 512, name_reading = 1024,
  unknown_reading = 2048  // no dictionary has it
};
using Readings = uint16_t;

class EnglishClauses {
 public:
  explicit EnglishClauses(const Facts& facts);  // tables of dictionaries/en/readings.yaml

  // Of a word of the text; 0 for marks and numbers.
  Readings of(const Analysis& a, uint32_t token) const;
  // May the token be the finite verb of a clause of `sentence`?
  bool maybe_finite(const Analysis& a, Range sentence, uint32_t token) const;
  // An auxiliary or modal that is finite for sure: is, has, did, would, it's.
  bool finite_auxiliary(const Analysis& a, Range sentence, uint32_t token) const;
  // A finite verb and nothing else: an auxiliary, "goes", "went".
  bool surely_finite(const Analysis& a, Range sentence, uint32_t token) const;
  // Where the verb group ends that begins with the finite verb at `token`: adverbs, further auxiliaries and the participle or
  // infinitive belong to it ("has not yet been read").
  uint32_t group_end(const Analysis& a, Range sentence, uint32_t token) const;
  // How many finite verbs `range` of `sentence` may have, a group counted once; counts no further than `enough`.
  uint32_t possible_verbs(const Analysis& a, Range sentence, Range range, uint32_t enough) const;
  // "not yet": an adverb or a negation and nothing else.
  bool only_adverb(const Analysis& a, uint32_t token) const;
  // A noun phrase may begin here: a pronoun, a determiner, a name, a number, a plural.
  bool begins_subject(const Analysis& a, uint32_t token) const;
  bool in(const WordList& list, const Analysis& a, uint32_t token) const { return list.has(a.tokens[token].word, a.folded(token)); }
  // A word that a clause may follow without a conjunction, by its stem: "said", "knows".
  bool takes_clause(const Analysis& a, uint32_t token) const { return (known(a, token) & kTakesClause) != 0; }

 private:
  WordLists lists_;   // makes the lists below, and so stands before them

 public:
  // The tables of that file by their names; folded.
  WordList not_finite, seldom_verbs, subjects_of_clitic, clause_openers, fragment_openers, infinitive_marks,
      plural_subjects, begins_no_statement, inverts, subject_follows, sentence_adverbs, subject_pronouns, object_pronouns,
      taking_up, no_verb, second_verbs, verb_follows, verbs_too, only_before_nouns, after_numbers, noun_follows, that_words,
      be_forms, have_forms, do_forms, finite_only, nesting, gerund_prepositions, set_verbs, definite_subjects,
      reducible_openers, clause_openers_with_subject, no_contact, times, modals_with_to, finite_modals, nouns_too, bare_not,
      bare_be, before_the_verb, turners, of_words, verbs_of_saying, plural_openers, plural_pronouns, articles,
      singular_determiners, plural_determiners, singular_in_s, plural_without_s;
  std::vector<std::pair<std::string, std::string>> plural_of;  // of a verb: is, are
  // First word, and the words that cannot follow it.
  std::vector<std::pair<std::string, std::vector<std::string>>> impossible_pairs;

 private:
  // What a word may be wherever it stands: its readings, and what its stem tells.
  using Knowledge = uint16_t;
  static constexpr unsigned kBits = 14;
  static constexpr Knowledge kTakesClause = 1u << 12, kTakesOf = 1u << 13, kReadings = kTakesClause - 1;
  Knowledge known(const Analysis& a, uint32_t token) const;
  Knowledge knowledge_of(const Analysis& a, std::string_view word) const;
  Readings readings_of(const Analysis& a, std::string_view word) const;

  std::vector<std::string> clause_takers_, takes_of_;   // stems
  // Remembered: by the word's number in the Vocabulary (kKnown and the knowledge; 0: not asked yet), or by its fingerprint. A story asks
  // for the same few hundred words again and again.
  static constexpr Knowledge kKnown = 1u << 15;
  mutable std::vector<std::atomic<Knowledge>> numbered_;
  FingerprintCache<kBits> others_;
};

}  // namespace wirecheck
