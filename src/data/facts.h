// Linguistic facts of one language (and the names that all languages share), read from dictionaries/ and
// rules/<lang>/language.yaml, numbered by the Vocabulary. Immutable after loading; const is thread-safe.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "core/lang.h"
#include "core/result.h"
#include "core/vocabulary.h"

namespace wirecheck {

// What a word (or a phrase) may be; a word has many. Facts of YAML, not guesses.
enum class Is : uint64_t {
  determiner = 1ull << 0, possessive = 1ull << 1, pronoun = 1ull << 2, preposition = 1ull << 3, conjunction = 1ull << 4,
  auxiliary = 1ull << 5, modal = 1ull << 6, wh_word = 1ull << 7, negation = 1ull << 8, cardinal = 1ull << 9,
  ordinal = 1ull << 10, adverb = 1ull << 11, person = 1ull << 12, office = 1ull << 13, kin = 1ull << 14, title = 1ull << 15,
  office_title = 1ull << 16,  // stands directly before a name: "President", "Justice Minister"
  body = 1ull << 17,          // head noun of an organisation, or a metonym with `name`
  place_noun = 1ull << 18, event = 1ull << 19, thing = 1ull << 20, speech_verb = 1ull << 21, month = 1ull << 22,
  weekday = 1ull << 23, given_name = 1ull << 24, demonym = 1ull << 25, place = 1ull << 26, country = 1ull << 27,
  metonym = 1ull << 28, agency = 1ull << 29, outlet = 1ull << 30, service = 1ull << 31, stop_word = 1ull << 32,
  singular = 1ull << 33, plural = 1ull << 34,  // of a noun form
  masculine = 1ull << 35, feminine = 1ull << 36, government = 1ull << 37,  // a place that stands for its government
  abbreviation = 1ull << 38, scale = 1ull << 39, reflexive = 1ull << 40, unit = 1ull << 41,
  ambiguous = 1ull << 42      // the reading above is one of several: a person noun that is as often an adjective or a thing,
                              // a place that is also a given name
};
using Classes = uint64_t;
constexpr Classes operator|(Is a, Is b) { return static_cast<Classes>(a) | static_cast<Classes>(b); }
constexpr Classes operator|(Classes a, Is b) { return a | static_cast<Classes>(b); }
constexpr bool has(Classes classes, Is one) { return (classes & static_cast<Classes>(one)) != 0; }

struct Phrase {          // two words or more, folded; matched over adjacent tokens
  std::vector<WordId> words;
  Classes classes = 0;
};

// How a language writes: rules/<lang>/language.yaml.
struct Orthography {
  std::string name, script;
  std::vector<std::pair<std::string, std::string>> quotes;  // pairs the language uses, the outermost first
  std::string decimal, group;
  bool space_before_high_punctuation = false;               // French ; : ! ?
  std::vector<std::string> elisions;                        // "l'", "d'", folded
  std::vector<std::string> elision_exceptions;              // "quelqu'un", folded: one word in spite of its apostrophe
  std::vector<std::string> clitics;                         // "'s", "'ll", folded: glued to the word before
  std::vector<std::string> abbreviations_before_name, abbreviations_before_number, abbreviations_may_end,
      abbreviations_never_end;                              // with the stop, as they are written
  std::vector<std::string> stop_words;
};

// What a word written with a full stop may be: bits of Facts::abbreviation().
enum Abbreviation : uint8_t { before_name = 1, before_number = 2, may_end = 4, never_end = 8 };

class Facts {
 public:
  // Loads the facts of `lang`; words are added to `vocabulary`. Faults of the files are appended to `faults`.
  static std::unique_ptr<Facts> load(Lang lang, const std::string& data_dir, Vocabulary& vocabulary,
                                     std::vector<Error>& faults);
  Lang lang() const { return lang_; }
  // Whose numbers the words have.
  const Vocabulary& vocabulary() const { return *vocabulary_; }
  // After reading an archive, the Vocabulary that was archived with the facts; of a copy, the copy of theirs. It must outlive them.
  void belong_to(const Vocabulary& vocabulary) { vocabulary_ = &vocabulary; }
  Classes classes(WordId word) const { return word < classes_.size() ? classes_[word] : 0; }
  // Phrases that begin with `word`, longest first.
  const std::vector<Phrase>& phrases(WordId word) const {
    return word < phrases_at_.size() && phrases_at_[word] ? phrases_[phrases_at_[word] - 1].second : no_phrases();
  }
  // Of a cardinal, ordinal or scale word; of a month (1 to 12) or a weekday (1, Monday, to 7).
  std::optional<double> value(WordId word) const;
  const Orthography& orthography() const { return orthography_; }
  // The Abbreviation bits of a word as it is written, with its stop ("Mr.", "Sept."); 0 when it is not listed. A listed
  // abbreviation of several words ("Lt. Gov.") counts word by word.
  uint8_t abbreviation(std::string_view written) const;
  // Any list of the files as it stands there, by "file.key" ("demonyms.variants", "language.byline"), empty when absent:
  // an item of a sequence is a row of its scalars, an entry of a map is a row that begins with its key; what is itself a map
  // gives cells "key=value" (a list under such a key one cell an item): {preferred: X, others: [Y, Z]} is
  // preferred=X, others=Y, others=Z.
  const std::vector<std::vector<std::string>>& table(std::string_view name) const;
  // The one T(facts) that all who ask share, made when the first one asks; lives as long as the facts. To be asked for when every
  // word is in the Vocabulary.
  template <class T> const T& made() const;

 private:
  friend class FactsBuilder;
  static const std::vector<Phrase>& no_phrases();
  void index_phrases();
  template <class A> friend void archive(A& ar, Facts& f);
  // What made() gave, by its type. A copy of the facts makes its own.
  struct Made {
    Made() = default;
    Made(const Made&) {}
    Made& operator=(const Made&) = delete;
    std::recursive_mutex mutex;   // one thing may be made of another
    std::map<std::type_index, std::shared_ptr<const void>> things;
  };
  Lang lang_;
  const Vocabulary* vocabulary_ = nullptr;
  mutable Made made_;
  std::vector<Classes> classes_;
  std::vector<std::pair<WordId, double>> values_;          // ascending
  std::vector<std::pair<WordId, std::vector<Phrase>>> phrases_;  // ascending
  std::vector<uint32_t> phrases_at_;                             // by WordId: 1 + index into phrases_; most words begin none
  std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>> tables_;
  Orthography orthography_;
  std::vector<std::pair<std::string, uint8_t>> abbreviations_;   // ascending
};

template <class T> const T& Facts::made() const {
  const std::lock_guard lock(made_.mutex);
  std::shared_ptr<const void>& slot = made_.things[std::type_index(typeid(T))];
  if (!slot) slot = std::make_shared<const T>(*this);
  return *static_cast<const T*>(slot.get());
}

template <class A> void archive(A& ar, Phrase& p) { ar(p.words, p.classes); }
template <class A> void archive(A& ar, Orthography& o) {
  ar(o.name, o.script, o.quotes, o.decimal, o.group, o.space_before_high_punctuation, o.elisions, o.elision_exceptions,
     o.clitics, o.abbreviations_before_name, o.abbreviations_before_number, o.abbreviations_may_end,
     o.abbreviations_never_end, o.stop_words);
}
// After reading, the Facts belong to the Vocabulary that was archived with them.
template <class A> void archive(A& ar, Facts& f) {
  ar(f.lang_, f.classes_, f.values_, f.phrases_, f.tables_, f.orthography_, f.abbreviations_);
  if constexpr (A::kReading) f.index_phrases();
}

}  // namespace wirecheck
