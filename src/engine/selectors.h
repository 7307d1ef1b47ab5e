// What a person names on the command line, checked against the rules there are.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace wirecheck {

// One error for each selector (a rule id, a pack id, a category, a prefix with ".*") that names nothing, with the nearest
// name that does.
std::vector<Error> unknown_selectors(const Engine& engine, const std::vector<std::string>& selectors);
// The same for checks as `checks_off` names them.
std::vector<Error> unknown_checks(const Engine& engine, const std::vector<std::string>& checks);
// The candidate nearest to a misspelt name, "" when none is near.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);
// The rule id nearest to `id`, "" when none is near.
std::string nearest_rule(const Engine& engine, std::string_view id);

}  // namespace wirecheck
