// What CLDR knows and we do not repeat: names of countries, territories and the cities that stand for time zones. Thread-safe.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/lang.h"

namespace wirecheck {

// ISO 3166-1 code and name in `lang`, in the order of the codes; territories that CLDR has no name for in `lang` are left out.
// Empty for a language ICU has no data for.
std::vector<std::pair<std::string, std::string>> territory_names(Lang lang);

// Time zone and the name of its city in `lang`, in the order of the zones (some 400; it takes milliseconds).
std::vector<std::pair<std::string, std::string>> zone_cities(Lang lang);

}  // namespace wirecheck
