// Names by their sounds, across alphabets and romanisations: a coarse reading of the letters (dictionaries/sounds.yaml) and the
// distance of two readings. Immutable after construction; const is thread-safe.
//   Sounds("ru").read("Shcherbakov in Cyrillic") ~ Sounds("en").read("Shcherbakov")
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/latin.h"
#include "data/facts.h"

namespace wirecheck {

class Sounds {
 public:
  Sounds() = default;
  // How `lang` reads its letters, from the tables of any `facts`; the general reading of Latin letters for a language without
  // a table of its own.
  Sounds(const Facts& facts, Lang lang);

  // In the alphabet of dictionaries/sounds.yaml, doubled sounds once. Empty for what has no sound (figures).
  // `latin` is asked for letters that no list has.
  std::string read(std::string_view word, const Latiniser* latin = nullptr) const;
  // The reading, and the readings without a case ending of the language; the whole one first.
  std::vector<std::string> stems(std::string_view word, const Latiniser* latin = nullptr) const;
  // Are these letters a case ending of the language? Those of a language without endings: no.
  bool is_ending(std::string_view letters) const;
  // A letter that gives way to an ending: a vowel, or one without a sound.
  bool is_vowel_end(std::string_view letter) const;

 private:
  struct Letters {
    std::vector<std::pair<std::string, std::string>> rows;   // letters and their sounds, by the letters, ascending
    std::array<uint8_t, 256> longest{};                       // bytes of the longest letters that begin with this one; 0: none do
    void sort();
  };
  static Letters letters(const Facts& facts, std::string_view table);
  static const std::string* longest(const Letters& letters, std::string_view text, size_t at, size_t& taken);
  Letters own_, latin_;
  std::vector<std::string> endings_;
};

// 0: the same name, 1: nothing in common. Above `limit` any greater value may be returned.
float sound_distance(std::string_view one, std::string_view other);

}  // namespace wirecheck
