// The part of a rule's description that packs and rules/checks.yaml have in common.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/finding.h"
#include "data/schema.h"

namespace wirecheck {

struct RuleDefaults {
  std::optional<Category> category;
  std::optional<Severity> severity;
  std::optional<Maturity> status;
};

// The value of `key` when it is there; an unknown one is a fault that says what was expected.
std::optional<Category> read_category(YamlMap& map);
std::optional<Severity> read_severity(YamlMap& map, std::string_view key = "severity");
std::optional<Maturity> read_status(YamlMap& map);
RuleDefaults read_rule_defaults(YamlMap& map);

// title, why, fact, category, severity, mqm, status, evidence, confidence. The first three and, without a default, category
// and severity must be there; the status is beta unless it is told.
// `shares`: gets the node of a confidence that is a map of shares, for the caller to read; without it that is a fault.
void read_rule_info(YamlMap& map, const RuleDefaults& defaults, RuleInfo& info, const YamlNode** shares = nullptr);

// A measured share from 0 to 1; nothing when absent.
std::optional<float> read_share(YamlMap& map, const char* key);

template <class A> void archive(A& ar, RuleInfo& i) {
  ar(i.id, i.title, i.why, i.fact, i.category, i.mqm, i.severity, i.status, i.confidence, i.confirmed, i.unconfirmed, i.evidence, i.source, i.target, i.profile,
     i.origin, i.needs, i.name_or_place);
}

// "door-said": lower-case letters, digits and hyphens.
bool is_slug(std::string_view text);

}  // namespace wirecheck
