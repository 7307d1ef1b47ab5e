// Titles of address of the source languages (Herr, senora), from rules/<lang>/language.yaml and dictionaries/<target>/left-words.yaml.
// const is thread-safe; what it knows of a language is read when it is first asked.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "analysis/analysis.h"

namespace wirecheck {

class SourceTitles {
 public:
  struct Title {
    uint32_t end = 0;        // one behind its last token, its stop and the parts of "g-n" included; 0: no title
    bool feminine = false;
    std::string written;     // folded
  };
  // `target` must outlive it.
  explicit SourceTitles(const Facts& target) : facts_(target) {}
  // The title of `source` that begins at the token and stands before a capitalised word.
  Title before_name(const Analysis& a, Lang source, uint32_t token) const;
  // Is the folded word, with its stop or without, a title of the language?
  bool has(Lang source, std::string_view folded) const;
  // All titles of the language and what a first token of one may be, folded.
  std::vector<std::string> beginnings(Lang source) const;
  // The first words of all titles of the language, folded, without a stop.
  std::vector<std::string> first_words(Lang source) const;

 private:
  struct Words { std::vector<std::string> misters, madams; };   // folded, sorted
  const Words& of(Lang source) const;
  const Facts& facts_;
  mutable std::mutex mutex_;
  mutable std::map<Lang, std::unique_ptr<const Words>> words_;
};

}  // namespace wirecheck
