// The 27 localization quality issue types of W3C ITS 2.0 (section 8.9.2), the categories of every finding.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace wirecheck {

enum class Category : uint8_t {
  terminology, mistranslation, omission, untranslated, addition, duplication, inconsistency, grammar, legal,
  register_, locale_specific_content, locale_violation, style, characters, misspelling, typographical, formatting,
  inconsistent_entities, numbers, markup, pattern_problem, whitespace, internationalization, length,
  non_conformance, uncategorized, other
};

// The ITS name: "locale-violation", "register" ...
std::string_view name_of(Category category);
std::optional<Category> category_of(std::string_view name);
// All names in the order of the enumeration, for messages that say what was expected.
std::span<const std::string_view> category_names();

enum class Severity : uint8_t { info, minor, major, critical };
std::string_view name_of(Severity severity);
std::optional<Severity> severity_of(std::string_view name);

}  // namespace wirecheck
