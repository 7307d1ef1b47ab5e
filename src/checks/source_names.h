// The names of a source sentence: persons told by a given name, places of the gazetteer, capitalised words that are no others; with what
// is known of the source language for finding them again. Speech and GivenNames are immutable, const is thread-safe; SourceNames is one a document.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "align/heard_words.h"
#include "analysis/gazetteer.h"
#include "analysis/romanisation.h"
#include "core/word_set.h"

namespace wirecheck {

// What is known of one source language.
struct Speech {
  Speech(const Facts& facts, Lang lang);
  Sounds sounds;
  Gazetteer places;
  Romanisation romanisation;
  bool nouns_capitalised = false;
  bool by_sound = false;            // no capitals, but every word of it can be heard
  std::vector<std::string> heads;   // beginnings of words that make a body or a place of the name before them, folded
  std::vector<std::pair<std::string, std::string>> sure_endings;   // what they become in the base; the longest first
};

// Given names, by their letters and coarsely by their sounds.
class GivenNames {
 public:
  explicit GivenNames(const Facts& facts);   // as the language of the facts reads them
  bool has_plain(std::string_view word) const { return plain_.has(word); }
  bool has(HeardWords& heard, uint32_t source_token) const;

 private:
  static std::string key(std::string_view sounds);
  WordSet plain_, heard_;
};

struct SourceName {
  std::vector<uint32_t> parts;             // tokens of the source
  const Gazetteer::Place* place = nullptr;
  bool tellable = false;                   // a place that stands as the list has it, or inflected, but long
  bool given = false;                      // begins with a given name
  bool sure = false;                       // no place; surely a name all the same: the source language has no such word
  Range tokens() const { return {parts.front(), parts.back() + 1}; }
};

class SourceNames {
 public:
  // All must outlive this; `a` has an original.
  SourceNames(const Analysis& a, const Speech& speech, const GivenNames& given, HeardWords& heard);
  std::vector<SourceName> in(Range tokens);
  // Has the source a script with capitals?
  bool cased() const { return cased_; }

 private:
  bool is_name_word(uint32_t token) const;
  bool is_head(uint32_t token) const;
  bool adjacent(uint32_t one, uint32_t other) const;
  bool is_given(uint32_t token) { return given_.has(heard_, token); }
  bool is_sure(const SourceName& name) const;

  const Analysis& source_;
  const Speech& speech_;
  const GivenNames& given_;
  HeardWords& heard_;
  bool cased_ = true;
};

}  // namespace wirecheck
