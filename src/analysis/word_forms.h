// The inflected forms of a word of any language, as far as that language's Hunspell dictionary can tell: patterns over the
// source text name a word once (<accuser>) and meet it in all its forms. Other than the lexicon it is asked when rules are
// compiled, not when texts are read. Not thread-safe.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon.h"

namespace wirecheck {

class WordForms {
 public:
  explicit WordForms(Lexicon::Paths paths);
  ~WordForms();

  // Folded, each once, the word itself first. The word alone where there is no dictionary, or one that does not list the word.
  std::vector<std::string> of(Lang lang, std::string_view word);

 private:
  struct Dictionary;
  Dictionary* dictionary(Lang lang);
  Lexicon::Paths paths_;
  std::map<Lang, std::unique_ptr<Dictionary>> dictionaries_;
};

// The .aff and .dic files that the forms of `lang` come from, for cache keys; empty when there is no dictionary.
std::vector<std::string> word_form_files(Lang lang, const Lexicon::Paths& paths);

}  // namespace wirecheck
