// Dictionaries behind one interface: Hunspell's for spelling and morphology, WordNet for English parts of speech and noun senses.
// Each dictionary loads when it is first asked (a missing one is no error: available() tells, answers are "unknown").
// A Hunspell dictionary whose features allow it is compiled into fingerprints of all its forms, which the disk cache keeps: a
// program start then costs a few milliseconds a dictionary. The others are asked through Hunspell itself, under a mutex.
// Answers are kept in one bounded cache that all threads share. const is thread-safe.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lang.h"

namespace wirecheck {

enum class Pos : uint8_t { noun = 1, verb = 2, adjective = 4, adverb = 8, name = 16, other = 32 };
using PosMask = uint8_t;  // 0: unknown
constexpr bool has(PosMask mask, Pos pos) { return (mask & static_cast<PosMask>(pos)) != 0; }

// The WordNet lexicographer file of a noun's first sense, as far as checks ask.
enum class NounClass : uint8_t { unknown, person, group, location, artifact, act, event, communication, other };

struct Morph {           // one reading of a word, from a dictionary that has fields (French: po:, is:)
  std::string stem;
  PosMask pos = 0;
  char gender = 0;       // 'm', 'f' or 0
  char number = 0;       // 's', 'p' or 0
  bool given_name = false, surname = false;
};

struct DictionaryInfo {
  std::string name;      // "en_US", "WordNet"
  std::string package;   // the Debian package that carries it
  std::string path;      // where it was found; "" when missing
  std::string version;   // a short hash of the file's size and date, or the file's own version
  std::vector<std::string> serves;  // ids of the checks that are off without it; left empty by the Lexicon
};

class Lexicon {
 public:
  struct Paths {
    std::vector<std::string> hunspell;  // folders, searched in order
    std::string wordnet;                // folder of index.noun ...
    // Debian's places, or in their stead the folders of WIRECHECK_DICTIONARIES (separated by colons), each of which may hold
    // Hunspell dictionaries, WordNet, both or (to run without) neither.
    static Paths system();
  };
  explicit Lexicon(Paths paths);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  bool available(Lang lang) const;          // a spelling dictionary is there (does not load it)
  bool has_wordnet() const;
  std::vector<DictionaryInfo> dictionaries() const;

  // Is `word` (as it stands in the text) a word of `lang`? Capitals, stops and numerals as Hunspell judges them; compounds with
  // hyphens when all their parts are words. English accepts what en_US or en_GB accepts, and possessives of it; French accepts an
  // elided word in front ("l'").
  // False when the dictionary is missing: ask available() first.
  bool knows(Lang lang, std::string_view word) const;
  std::vector<Morph> morphs(Lang lang, std::string_view word) const;   // empty: unknown or no fields
  // English parts of speech of a form ("accused": verb, noun), from WordNet and its exception lists.
  PosMask pos(std::string_view folded) const;
  NounClass noun_class(std::string_view folded) const;                 // of the form's noun lemma, first sense

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
