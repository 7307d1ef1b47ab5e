// One spelling dictionary: compiled (from the cache, or on the spot) where its features allow, else Hunspell itself behind a mutex.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon.h"

namespace wirecheck {

class HunspellDictionary {
 public:
  // The files base.aff and base.dic; `construction` guards the making of Hunspell handles, which is not thread-safe.
  HunspellDictionary(std::string name, std::string base, std::mutex& construction);
  ~HunspellDictionary();

  const std::string& name() const { return name_; }
  std::string affix_path() const { return base_ + ".aff"; }
  std::string words_path() const { return base_ + ".dic"; }

  // Loads at the first question. `word` is UTF-8. Thread-safe.
  bool spell(std::string_view word) const;
  std::vector<Morph> morphs(std::string_view word) const;

 private:
  struct State;
  State& state() const;
  std::string name_, base_;
  std::mutex& construction_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<State> state_;
};

}  // namespace wirecheck
