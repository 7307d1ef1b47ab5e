// Bilingual dictionaries of the freedict project in dictd's format (an index and a gzipped text), compiled into one table when a
// word is first looked up and kept in the disk cache. Optional at run time: without one, no words are offered.
// const is thread-safe.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon.h"

namespace wirecheck {

class Bilingual {
 public:
  explicit Bilingual(Lang to);
  ~Bilingual();
  Bilingual(const Bilingual&) = delete;
  Bilingual& operator=(const Bilingual&) = delete;

  bool available(Lang from) const;   // does not load it
  // What the word (as it stands in the text) may be in the other language, the most usual first; an entry that is
  // written with another capital is another word. Empty when the dictionary or the word is missing.
  std::vector<std::string> renderings(Lang from, std::string_view word, size_t most = 3) const;
  // The dictionary has it as a noun, written as it stands here.
  bool is_noun(Lang from, std::string_view word) const;

  // Those that Debian has into `to`, installed or not.
  static std::vector<DictionaryInfo> dictionaries(Lang to);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
