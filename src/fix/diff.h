// A unified diff of two texts, by lines.
#pragma once
#include <string>
#include <string_view>

namespace wirecheck {

// "" when they are equal. Three lines of context; "\ No newline at end of file" where it applies. Lines end at LF and are
// compared as bytes, so a CR shows as a difference.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name);

}  // namespace wirecheck
