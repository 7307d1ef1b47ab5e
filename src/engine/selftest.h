// What `wirecheck rules test` proves of rule packs. docs/rule-language.md tells authors what is asked.
//   - each `bad` is found with exactly its span, its fixes leading the rule's own in that order; nothing else is found beside it
//   - each `ok` stays silent under the whole default engine; each `missed` is still not found by its rule
//   - the fixed sentence, checked again, is clean
//   - mutation: an alternative, an optional part, a pattern or a condition that can be taken away without any example noticing is
//     unproven. Words of a list are not alternatives; a list is proved by the rules that need it. Rows of a table come from one
//     template and are proved by their examples alone.
//   - clashes: another rule on the same span with another fix; a pattern shadowed by another rule
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace wirecheck {

struct SelftestFault {
  Place place;
  std::string rule, message;
};

struct SelftestReport {
  size_t packs = 0, rules = 0, examples = 0, mutants = 0;
  std::vector<SelftestFault> faults;   // in the order of files, then of rules
};

struct SelftestOptions {
  std::vector<std::string> only;       // files, pack ids or rule ids; empty: all
  bool mutate = true;
};

// `options` names the data and the house's folders; its languages are set from the packs. Null report fields mean nothing matched.
// Faults of loading are appended to `faults`, and nothing is tested then.
SelftestReport test_packs(const EngineOptions& options, const SelftestOptions& selection, std::vector<Error>& faults);

}  // namespace wirecheck
