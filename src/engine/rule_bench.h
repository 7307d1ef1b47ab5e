// What each rule costs and how often it speaks on a corpus: `wirecheck rules bench`.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace wirecheck {

struct RuleCost {
  const RuleInfo* rule = nullptr;
  double nanoseconds = 0;   // of a run of this rule alone, per 1,000 words
  uint64_t hits = 0;
};

struct RuleBench {
  uint64_t words = 0;
  double together = 0;      // nanoseconds of all rules in one pass, per 1,000 words
  std::vector<RuleCost> rules;   // the dearest first, then by id
};

// Of the rules of the engine's packs that `wanted` accepts. Times are of this machine and this moment; their ratios hold.
RuleBench bench_rules(const Engine& engine, const std::vector<std::shared_ptr<const Document>>& documents,
                      const std::vector<std::string>& selectors, Scratch& scratch);

}  // namespace wirecheck
