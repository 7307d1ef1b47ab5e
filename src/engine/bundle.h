// All that is known about one pair of languages, loaded once: vocabulary, facts of both, inflection, compiled packs. Immutable.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace wirecheck {

// What a house's override says of the description of a rule; patterns and conditions are the packs' own business.
struct InfoChange {
  std::string rule;
  std::optional<bool> enabled;
  std::optional<Severity> severity;
  std::string profile;
  template <class A> friend void archive(A& ar, InfoChange& c) { ar(c.rule, c.enabled, c.severity, c.profile); }
};

struct Bundle {
  Vocabulary vocabulary;
  std::unique_ptr<Facts> facts;             // of the target language
  std::unique_ptr<Facts> source_facts;      // of the source language, over the same vocabulary; null when there is none told
  std::unique_ptr<Inflection> inflection;   // null when the language has none
  std::unique_ptr<Packs> packs;
  std::vector<InfoChange> changes;          // of the C++ checks' descriptions
  bool supported = false;                   // it has rules

  // From the cache when the files are those it was made from, else from the files (and then into the cache). Never null.
  // `source` undetermined: packs of every source language, so that the text may give its own away.
  static std::unique_ptr<const Bundle> load(Lang target, Lang source, const EngineOptions& options,
                                            const std::vector<std::string>& files, std::vector<Error>& faults);
};

void apply(const InfoChange& change, RuleInfo& rule);

}  // namespace wirecheck
