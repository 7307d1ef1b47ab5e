#include "data/rule_info.h"

#include <algorithm>
#include <charconv>

namespace wirecheck {
namespace {

template <class Enum, class Find>
std::optional<Enum> choice(YamlMap& map, std::string_view key, const std::vector<std::string>& names, Find find) {
  const std::string text = map.text(key);
  if (text.empty()) return std::nullopt;
  if (std::optional<Enum> found = find(std::string_view(text))) return found;
  map.fault(*map.get(key), "unknown " + std::string(key) + " '" + text + "'" + expectation(text, names));
  return std::nullopt;
}

std::optional<Maturity> maturity_of(std::string_view name) {
  for (const Maturity one : {Maturity::stable, Maturity::beta, Maturity::draft}) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

void read_evidence(YamlMap& map, RuleInfo& info) {
  const YamlNode* node = map.get("evidence");
  if (!node) return;
  if (node->is_scalar()) {
    info.evidence = node->scalar;
    return;
  }
  const bool plain = node->is_map() && std::all_of(node->entries.begin(), node->entries.end(), [](const auto& entry) { return entry.second.is_scalar(); });
  if (!plain) return map.fault(*node, "evidence is a text, or corpora with what was found there");
  for (const auto& [corpus, hits] : node->entries) info.evidence += (info.evidence.empty() ? "" : "; ") + corpus.scalar + ": " + hits.scalar;
}

}  // namespace

std::optional<float> read_share(YamlMap& map, const char* key) {
  const std::string text = map.text(key);
  if (text.empty()) return std::nullopt;
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= 0 && value <= 1) return value;
  map.fault(*map.get(key), "confidence is a measured share from 0 to 1");
  return std::nullopt;
}

std::optional<Category> read_category(YamlMap& map) {
  const auto names = category_names();
  return choice<Category>(map, "category", {names.begin(), names.end()}, category_of);
}

std::optional<Severity> read_severity(YamlMap& map, std::string_view key) {
  return choice<Severity>(map, key, {"info", "minor", "major", "critical"}, severity_of);
}

std::optional<Maturity> read_status(YamlMap& map) { return choice<Maturity>(map, "status", {"stable", "beta", "draft"}, maturity_of); }

RuleDefaults read_rule_defaults(YamlMap& map) {
  RuleDefaults out;
  out.category = read_category(map);
  out.severity = read_severity(map);
  out.status = read_status(map);
  return out;
}

void read_rule_info(YamlMap& map, const RuleDefaults& defaults, RuleInfo& info, const YamlNode** shares) {
  info.title = map.need_text("title");
  info.why = map.need_text("why");
  info.fact = map.need_text("fact");
  if (info.title.find('\n') != std::string::npos) map.fault(*map.get("title"), "a title is one line");
  info.mqm = map.text("mqm");
  const RuleDefaults own = read_rule_defaults(map);
  if (map.ok() && !map.get("category") && !defaults.category) map.fault(map.node(), map.what() + " needs 'category'");
  if (map.ok() && !map.get("severity") && !defaults.severity) map.fault(map.node(), map.what() + " needs 'severity'");
  info.category = own.category.value_or(defaults.category.value_or(Category::other));
  info.severity = own.severity.value_or(defaults.severity.value_or(Severity::minor));
  info.status = own.status.value_or(defaults.status.value_or(Maturity::beta));
  read_evidence(map, info);
  const YamlNode* confidence = map.get("confidence");
  if (!shares || !confidence || !confidence->is_map()) info.confidence = read_share(map, "confidence");
  else *shares = confidence;
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace wirecheck
