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
  // Letters and their sounds, in buckets by the first letter: of a word's letters each asks for a few rows.
  class Letters {
   public:
    Letters() = default;
    Letters(const Facts& facts, std::string_view table);
    // The sounds of the longest letters that stand at `at`, and how many bytes they take; null when none do.
    const std::string* longest(std::string_view text, size_t at, size_t& taken) const;

   private:
    static constexpr size_t kAscii = 128, kTwoBytes = 32 * 64, kBuckets = kAscii + kTwoBytes + 1;   // the last one: all other letters
    static size_t bucket(std::string_view text, size_t at);
    std::vector<std::pair<std::string, std::string>> rows_;   // by bucket, the longest letters first
    std::vector<uint16_t> starts_;                            // of each bucket in rows_, and the end; empty when there are no rows
  };
  Letters own_, latin_;
  std::vector<std::string> endings_;
  std::array<std::vector<std::string>, 128> by_last_;   // the same, by their last sound
};

// 0: the same name, 1: nothing in common.
float sound_distance(std::string_view one, std::string_view other);

// A reading that others are compared with, one after the other. It keeps a view of the sounds.
class SoundTarget {
 public:
  explicit SoundTarget(std::string_view sounds);
  // sound_distance(one, sounds) as far as it is no more than `limit`; for all that is farther off, 1.
  float distance(std::string_view one, float limit) const;

 private:
  static constexpr size_t kSounds = 64;
  std::string_view sounds_;
  float total_ = 0;
  std::array<float, kSounds> least_;   // what hearing a sound costs at least, wherever it stands: by the sound
};

}  // namespace wirecheck
