// Inflected forms of a language: which forms a lemma has, which lemmas a form may come from.
// English is generated from rules and the irregulars of dictionaries/en; other languages ask their Hunspell dictionary where it
// can generate (French), or give the lemma alone. Immutable, thread-safe.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/lang.h"
#include "core/result.h"

namespace wirecheck {

enum class Form : uint8_t {
  base,         // infinitive, noun singular, adjective positive
  third,        // says
  past,         // said
  participle,   // said (past participle)
  gerund,       // saying
  plural,       // ministers
  comparative, superlative,
  possessive    // reserved
};

struct Inflected {
  std::string text;  // folded
  Form form;
  friend auto operator<=>(const Inflected&, const Inflected&) = default;
};

class Inflection {
 public:
  // English from `data_dir`/dictionaries/en; faults of the files are appended.
  static std::unique_ptr<Inflection> english(const std::string& data_dir, std::vector<Error>& faults);
  virtual ~Inflection() = default;
  // Every form of `lemma` read as a verb, a noun and an adjective (a rule's author knows which is meant; a form that no text
  // has does no harm), British spellings and plurals of uncountable nouns included. Comparatives only of listed adjectives:
  // "leader" is no form of "lead". Of several words a verb phrase inflects the first ("call for"), a noun phrase the last, or
  // the one before its first preposition ("minister of defense"). Lemma itself included. Folded.
  virtual std::vector<Inflected> forms(std::string_view lemma) const = 0;
  // One form, the one American news prefers; "" when the lemma has none ("information" in the plural). The capitals of the lemma
  // stay (Frenchman, Frenchmen). Several words: as above; Form::plural takes a noun phrase, the verb forms a verb phrase.
  virtual std::string inflect(std::string_view lemma, Form form) const = 0;
  // What `word` may be a form of, itself first: every lemma from which the rules make it, words or not ("walked": walk, walke);
  // who needs to know asks the Lexicon.
  struct Reading { std::string lemma; Form form; };
  virtual std::vector<Reading> readings(std::string_view word) const = 0;
  // "a" or "an" before `word` by its sound (an hour, a European, an MP, an 18-year-old); `word` as it stands in the text, of a
  // phrase the first word decides.
  virtual std::string_view article(std::string_view word) const = 0;
};

}  // namespace wirecheck
