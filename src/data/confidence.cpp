#include "data/confidence.h"

#include <charconv>
#include <filesystem>

#include "data/schema.h"

namespace wirecheck {
namespace {

constexpr std::array<Support, 3> kSupports = {Support::alone, Support::confirmed, Support::unconfirmed};

bool number_of(const YamlNode& node, uint64_t& to) {
  const std::string& text = node.scalar;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return node.is_scalar() && error == std::errc() && end == text.data() + text.size();
}

Counts read_counts(YamlMap& map) {
  Counts out;
  for (const Support support : kSupports) {
    const YamlNode* node = map.get(name_of(support));
    if (!node) continue;
    Counted& counted = out[static_cast<size_t>(support)];
    if (!node->is_sequence() || node->items.size() != 2 || !number_of(node->items[0], counted.right) || !number_of(node->items[1], counted.judged) ||
        counted.right > counted.judged)
      map.fault(*node, "expected two numbers: how many were right, how many were judged");
  }
  map.finish();
  return out;
}

}  // namespace

std::optional<float> confidence_from(const Counted& counted) {
  if (counted.judged < kJudgedAtLeast) return std::nullopt;
  return static_cast<float>(counted.right + 1) / static_cast<float>(counted.judged + 2);
}

ConfidenceTable ConfidenceTable::load(const std::string& data_dir, std::vector<Error>& faults) {
  ConfidenceTable out;
  std::error_code ignored;
  if (!std::filesystem::exists(path(data_dir), ignored)) return out;
  const size_t before = faults.size();
  const YamlFile file = load_yaml(path(data_dir), faults);
  if (faults.size() != before) return out;
  YamlMap map(file, file.root, "the table of confidence", faults);
  const YamlNode* rules = map.ok() ? map.need("rules") : nullptr;
  map.finish();
  if (!rules) return out;
  if (!rules->is_map() && rules->kind != YamlNode::Kind::null) map.fault(*rules, "expected rule ids with their counts");
  for (const auto& [id, node] : rules->entries) {
    YamlMap counts(file, node, "the counts of a rule", faults);
    if (counts.ok()) out.counts_.emplace(id.scalar, read_counts(counts));
  }
  return out;
}

void ConfidenceTable::apply(RuleInfo& rule) const {
  const auto at = counts_.find(rule.id);
  if (at == counts_.end() || rule.confidence || rule.confirmed || rule.unconfirmed) return;
  rule.confidence = confidence_from(at->second[static_cast<size_t>(Support::alone)]);
  rule.confirmed = confidence_from(at->second[static_cast<size_t>(Support::confirmed)]);
  rule.unconfirmed = confidence_from(at->second[static_cast<size_t>(Support::unconfirmed)]);
}

}  // namespace wirecheck
