// English parts of speech and noun classes from the index and exception files of WordNet, compiled into one table of fingerprints.
// Immutable after load(); thread-safe.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "analysis/fingerprints.h"
#include "analysis/lexicon.h"

namespace wirecheck {

class WordNet {
 public:
  // The folder that holds index.noun ...; nullptr when it does not.
  static std::unique_ptr<WordNet> load(const std::string& folder);
  static bool is_at(const std::string& folder);
  // "3.0", from the head of the files; "" when it is not told there.
  static std::string version(const std::string& folder);

  // Parts of speech of a form and of the lemmas it may be inflected from; several words are separated by one space.
  PosMask pos(std::string_view folded) const;
  // Of the first sense of the form's noun lemma; unknown when it has none.
  NounClass noun_class(std::string_view folded) const;
  size_t size() const { return table_.size(); }

  template <class A> friend void archive(A& ar, WordNet& w) { ar(w.table_); }

 private:
  class Builder;
  PosMask listed(std::string_view form) const;
  NounClass listed_class(std::string_view form) const;
  FingerprintTable table_;  // value: parts of speech, class << 8; irregular forms come after lemmas
};

}  // namespace wirecheck
