#include "core/category.h"

#include <algorithm>
#include <array>

namespace wirecheck {
namespace {

constexpr std::array<std::string_view, 27> kCategories = {
    "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency",
    "grammar", "legal", "register", "locale-specific-content", "locale-violation", "style", "characters",
    "misspelling", "typographical", "formatting", "inconsistent-entities", "numbers", "markup", "pattern-problem",
    "whitespace", "internationalization", "length", "non-conformance", "uncategorized", "other"};
constexpr std::array<std::string_view, 4> kSeverities = {"info", "minor", "major", "critical"};

template <class Enum, size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view name_of(Category category) { return kCategories[static_cast<size_t>(category)]; }
std::optional<Category> category_of(std::string_view name) { return find<Category>(kCategories, name); }
std::span<const std::string_view> category_names() { return kCategories; }
std::string_view name_of(Severity severity) { return kSeverities[static_cast<size_t>(severity)]; }
std::optional<Severity> severity_of(std::string_view name) { return find<Severity>(kSeverities, name); }

}  // namespace wirecheck
