#pragma once
// The program's own version, "0.1.0".

#include <string_view>

namespace wirecheck {

std::string_view version();

}  // namespace wirecheck
