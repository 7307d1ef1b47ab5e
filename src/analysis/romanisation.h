// Names of the source language as the English press writes them: dictionaries/romanisation.yaml has persons that everybody knows,
// and by letters what other alphabets become. Immutable after construction; const is thread-safe.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/latin.h"
#include "data/facts.h"

namespace wirecheck {

class Romanisation {
 public:
  struct Known {
    std::string english;
    std::string written;      // as the source language writes it
    bool ambiguous = false;   // that is also another name or word of English copy
  };
  Romanisation(const Facts& target, Lang source);

  // One word of a name. Latin letters stay as they are, unless the word is that of a known name.
  std::string word(std::string_view written, const Latiniser* latin) const;
  // By the source language's spelling, folded; null when nobody is known by it.
  const Known* known(std::string_view folded) const;
  // All of them, by the folded source form.
  const std::map<std::string, Known, std::less<>>& all() const { return known_; }

 private:
  std::map<std::string, Known, std::less<>> known_;
  std::vector<std::pair<std::string, std::string>> letters_;   // by the letters, ascending; ^ and $ are the ends of a word
};

}  // namespace wirecheck
