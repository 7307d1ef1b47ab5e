// Names, classes and the small sums of quality.h.
#include <algorithm>
#include <array>

#include "findings/quality.h"

namespace wirecheck {
namespace {

constexpr std::array<std::string_view, 4> kSides = {"mt", "ref", "good", "source"};
constexpr std::array<std::string_view, 4> kVerdicts = {"right", "wrong", "unclear", "?"};

template <class Enum, size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

// Classes of the data sets and the categories whose findings speak of them.
struct NormClass {
  std::string_view norm;
  std::vector<Category> categories;
};
const std::vector<NormClass>& norm_classes() {
  using enum Category;
  static const std::vector<NormClass> kClasses = {
      {"number", {numbers, locale_violation}},
      {"name", {inconsistent_entities, terminology, mistranslation, untranslated}},
      {"name-removed", {inconsistent_entities, omission}},
      {"pronoun", {grammar, mistranslation, inconsistency}},
      {"pronoun-gender", {grammar, mistranslation, inconsistency}},
      {"punctuation", {typographical, whitespace}},
      {"punctuation-spacing", {typographical, whitespace}},
      {"untranslated", {untranslated, characters}},
      {"spelling", {misspelling, characters}},
      {"capitalisation", {misspelling, typographical, locale_violation}},
      {"repetition", {duplication}},
      {"addition", {addition, duplication}},
      {"omission", {omission}},
      {"grammar", {grammar}},
      {"mistranslation", {mistranslation, terminology}},
      {"terminology", {terminology, mistranslation}},
      {"inconsistency", {inconsistency, inconsistent_entities}},
      {"locale-date", {locale_violation}},
      {"register", {register_, style}},
      {"style", {style, register_}},
  };
  return kClasses;
}

}  // namespace

std::string_view name_of(Side side) { return kSides[static_cast<size_t>(side)]; }
std::optional<Side> side_of(std::string_view name) { return find_in<Side>(kSides, name); }
std::string_view name_of(Verdict verdict) { return kVerdicts[static_cast<size_t>(verdict)]; }
std::optional<Verdict> verdict_of(std::string_view name) { return find_in<Verdict>(kVerdicts, name); }

const std::string& SetRow::text(Side side) const {
  switch (side) {
    case Side::mt: return mt;
    case Side::ref: return ref;
    case Side::good: return good;
    case Side::source: return source;
  }
  return mt;
}

double ratio(const Tally& machine, const Tally& human) {
  if (!human.words) return 0;
  return machine.rate() / (1000.0 * (static_cast<double>(human.hits) + 0.5) / static_cast<double>(human.words));
}

std::optional<double> Judged::precision() const {
  if (!count()) return std::nullopt;
  return static_cast<double>(right) / static_cast<double>(count());
}

void Judged::add(const Judged& other) {
  right += other.right;
  wrong += other.wrong;
  unclear += other.unclear;
  open += other.open;
  human_right += other.human_right;
  human_wrong += other.human_wrong;
  stale_right += other.stale_right;
  stale_wrong += other.stale_wrong;
}

bool is_core(Category category) {
  return category != Category::whitespace && category != Category::typographical && category != Category::untranslated;
}

bool fits(std::string_view norm, Category category) {
  for (const NormClass& one : norm_classes())
    if (one.norm == norm) return std::find(one.categories.begin(), one.categories.end(), category) != one.categories.end();
  return false;
}

}  // namespace wirecheck
