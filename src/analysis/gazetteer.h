// What a source language calls the places that English has a name of its own for, inflected forms included, and by which words
// an English text mentions them: countries, territories and cities of CLDR, and dictionaries/exonyms.yaml.
// Immutable after construction; const is thread-safe. Views die with it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/sounds.h"
#include "data/facts.h"

namespace wirecheck {

class Gazetteer {
 public:
  struct Place {
    std::vector<std::string> words;     // as the source language writes it, folded
    std::string written;                // the same as a text has it
    std::string english;                // the name English copy has
    std::vector<std::string> mentions;  // folded words any of which mentions it: its name, its people, its adjective; ascending
    bool country = false;
    bool ambiguous = false;             // its source form is also another word of the source language
  };
  Gazetteer(const Facts& target, Lang source, const Sounds& sounds);

  // The place whose source form, inflected or not, begins at words[at]; the longest one. `length`: words taken;
  // `exact`: it stands uninflected.
  const Place* find(const std::vector<std::string_view>& words, size_t at, size_t& length, bool& exact) const;
  const std::vector<Place>& places() const { return places_; }

 private:
  void add(std::string_view written, const std::string& english, std::vector<std::string> mentions, bool country, bool ambiguous);
  bool inflected(std::string_view word, std::string_view base) const;
  std::vector<Place> places_;
  std::map<std::string, std::vector<uint32_t>, std::less<>> by_start_;   // the first letters of the first word
  const Sounds& sounds_;
  Lang source_;
};

}  // namespace wirecheck
