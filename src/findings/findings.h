// Findings between the checks and the reports: put in order, merged, filtered. Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace wirecheck {

// What decides between findings of one severity. A rule that nobody has measured gives way to none: most rules of packs are written for
// their one place, and the checks that were read most are the general ones.
inline float standing_of(const Finding& finding) { return finding.confidence.value_or(1); }

// Sorts into the one total order. Equal findings merge; of findings on one span with one first fix (two rules that say the
// same), the most severe stays, then the most confident, then the first in order; one without a fix gives way to one of its
// category that has one, and the words that a check looked up to those of a rule of that category written for the very words.
void settle(std::vector<Finding>& findings);

// Does `selector` name the rule? A rule id, a pack id ("fr-en/spokesperson"), a folder ("fr-en"), a category, or a prefix that
// ends in ".*" or "/*".
bool selects(std::string_view selector, const RuleInfo& rule);

// A name for the finding that survives edits elsewhere in the story: 16 hex digits over the rule's id, the folded text of the
// span and the two words on each side, and how many equal ones came before it.
std::vector<std::string> fingerprints(const Document& document, const std::vector<Finding>& findings);

}  // namespace wirecheck
