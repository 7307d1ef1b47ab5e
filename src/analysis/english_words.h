// What dictionaries/en says about inflection and articles, as sorted tables; the rules that use them are in inflection.cpp.
// Read once from YAML (or from the cache), immutable afterwards.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "core/word_set.h"

namespace wirecheck {

// Alternatives of one form, the preferred one first; empty: the rule decides.
using Alternatives = std::vector<std::string>;

struct IrregularVerb {
  std::string lemma;
  Alternatives past, participle, third, gerund;
  template <class A> friend void archive(A& ar, IrregularVerb& v) { ar(v.lemma, v.past, v.participle, v.third, v.gerund); }
};

struct IrregularPlural {
  std::string lemma;
  Alternatives plurals;
  template <class A> friend void archive(A& ar, IrregularPlural& p) { ar(p.lemma, p.plurals); }
};

struct IrregularAdjective {
  std::string lemma;
  Alternatives comparative, superlative;
  template <class A> friend void archive(A& ar, IrregularAdjective& a) { ar(a.lemma, a.comparative, a.superlative); }
};

struct EnglishWords {
  std::vector<IrregularVerb> verbs;            // by lemma
  std::vector<IrregularPlural> plurals;        // by lemma
  std::vector<IrregularAdjective> adjectives;  // by lemma
  WordSet doubling, doubling_gb, no_third;                     // verbs
  WordSet o_to_oes, f_to_ves, uncountable, plural_only;        // nouns
  WordSet adjective_doubling, compared;                        // adjectives; `compared` take -er and -est
  WordSet prepositions;                                        // end the head of a noun phrase: minister OF defense
  std::vector<std::pair<std::string, std::string>> plural_suffixes;  // spokesMAN, spokesMEN, for nouns that no list names

  std::vector<std::string> articles;           // the indefinite articles: before a consonant sound, before a vowel sound
  WordSet vowel_words, vowel_stems;            // have a vowel sound in spite of their letter
  WordSet consonant_words, consonant_stems;    // have a consonant sound in spite of their letter
  WordSet vowel_exceptions;                    // begin like one of those, and have a vowel sound after all
  WordSet vowel_letters;                       // letters whose name begins with a vowel sound
  WordSet read_as_word;                        // initialisms that are read as a word
  WordSet vowel_numbers;

  const IrregularVerb* verb(std::string_view lemma) const { return find(verbs, lemma); }
  const IrregularPlural* plural(std::string_view lemma) const { return find(plurals, lemma); }
  const IrregularAdjective* adjective(std::string_view lemma) const { return find(adjectives, lemma); }

  template <class A> friend void archive(A& ar, EnglishWords& w) {
    ar(w.verbs, w.plurals, w.adjectives, w.doubling, w.doubling_gb, w.no_third, w.o_to_oes, w.f_to_ves, w.uncountable,
       w.plural_only, w.adjective_doubling, w.compared, w.prepositions, w.plural_suffixes, w.articles, w.vowel_words,
       w.vowel_stems, w.consonant_words, w.consonant_stems, w.vowel_exceptions, w.vowel_letters, w.read_as_word, w.vowel_numbers);
  }

 private:
  template <class T> static const T* find(const std::vector<T>& sorted, std::string_view lemma) {
    auto at = std::lower_bound(sorted.begin(), sorted.end(), lemma, [](const T& item, std::string_view l) { return item.lemma < l; });
    return at != sorted.end() && at->lemma == lemma ? &*at : nullptr;
  }
};

// A file that is not there leaves its tables empty and is a fault; a value of the wrong shape is one too.
EnglishWords load_english_words(const std::string& data_dir, std::vector<Error>& faults);

}  // namespace wirecheck
