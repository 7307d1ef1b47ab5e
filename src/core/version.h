#pragma once
// The program's own version, "0.1.0".

#include <string_view>

namespace wirecheck {

std::string_view version();
// The version of the ICU library linked, "72.1".
std::string_view icu_version();

}  // namespace wirecheck
