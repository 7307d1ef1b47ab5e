// A rule's own description, for a reader and for a program.
#pragma once
#include <string>

#include "core/finding.h"

namespace wirecheck {

// A JSON object on one line, its keys in a fixed order.
std::string rule_json(const RuleInfo& rule);
// A page for a terminal, `columns` wide.
std::string rule_page(const RuleInfo& rule, uint32_t columns);

}  // namespace wirecheck
