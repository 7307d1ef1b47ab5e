// The words to put for a word of the source language: the pair's glossary first (dictionaries/<source>-<target>/glossary.yaml), then a
// bilingual dictionary. const is thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/bilingual.h"

namespace wirecheck {

class Renderings {
 public:
  explicit Renderings(const Facts& target);

  // Of `written`, a word of `from` as the text has it, also inflected where the dictionary of `from` knows its lemma or an ending of dictionaries/endings.yaml leads to it; plural nouns in
  // the plural; with a capital when `capital`. `most` at most, none when nothing is known.
  std::vector<std::string> of(const Analysis& a, Lang from, std::string_view written, bool capital, size_t most = 3) const;
  // What a surname `written` may be, read as a common word: folded.
  std::vector<std::string> of_surname(const Analysis& a, Lang from, std::string_view written) const;
  // Is `word` of the target text, folded, one of them in either number?
  static bool is_one_of(const std::vector<std::string>& renderings, std::string_view word);
  bool in_glossary(Lang from, std::string_view folded) const { return translation(from, folded) != nullptr; }
  // Is it a noun of a language that capitalises its nouns, as it is written?
  bool is_noun(Lang from, std::string_view written) const { return bilingual_.is_noun(from, written); }

 private:
  struct Ending { std::string lang, ending, put; bool plural; };
  static void make_plural(const Analysis& a, std::vector<std::string>& words);
  std::vector<std::string> by_ending(const Analysis& a, Lang from, const std::string& written) const;
  const std::string* translation(Lang from, std::string_view folded) const;
  std::vector<std::pair<std::string, std::string>> glossary_;   // "fr" TAB folded word; sorted
  std::vector<Ending> endings_;   // the longest first
  Bilingual bilingual_;
};

}  // namespace wirecheck
