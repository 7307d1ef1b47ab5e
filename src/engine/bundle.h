// All that is known about one target language, loaded once: vocabulary, facts, inflection, compiled packs. Immutable.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace wirecheck {

struct Bundle {
  Vocabulary vocabulary;
  std::unique_ptr<Facts> facts;
  std::unique_ptr<Inflection> inflection;   // null when the language has none
  std::unique_ptr<Packs> packs;
  std::vector<Override> overrides;          // of the C++ checks' descriptions too
  bool supported = false;                   // it has rules

  // From the cache when the files are those it was made from, else from the files (and then into the cache). Never null.
  static std::unique_ptr<const Bundle> load(Lang lang, const EngineOptions& options,
                                            const std::vector<std::string>& files, std::vector<Error>& faults);
};

// Applies what a house's override says to the description of a rule.
void apply(const Override& change, RuleInfo& rule);

}  // namespace wirecheck
