#include "engine/selectors.h"

#include <algorithm>

#include "data/yaml.h"
#include "findings/findings.h"

namespace wirecheck {
namespace {

std::vector<std::string> rule_ids(const Engine& engine) {
  std::vector<std::string> ids;
  for (const RuleInfo* rule : engine.rules()) ids.push_back(rule->id);
  return ids;
}

// Rule ids, their packs and folders, the categories.
std::vector<std::string> all_names(const Engine& engine) {
  std::vector<std::string> names = rule_ids(engine);
  const size_t rules = names.size();
  for (size_t i = 0; i < rules; ++i) {
    const std::string id = names[i];
    for (size_t at = id.find_first_of("./"); at != std::string::npos; at = id.find_first_of("./", at + 1))
      names.push_back(id.substr(0, at));
  }
  for (std::string_view category : category_names()) names.emplace_back(category);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Error unknown(std::string_view what, const std::string& name, const std::vector<std::string>& candidates) {
  const std::string meant = did_you_mean(name, candidates);
  return {Error::Code::usage,
          "no " + std::string(what) + " is called \"" + name + "\"; " +
              (meant.empty() ? "'wirecheck rules list' shows them all" : "did you mean \"" + meant + "\"?"),
          {}, 0, 0, {}};
}

}  // namespace

std::vector<Error> unknown_selectors(const Engine& engine, const std::vector<std::string>& selectors) {
  std::vector<Error> out;
  if (selectors.empty()) return out;
  const std::vector<const RuleInfo*> rules = engine.rules();
  for (const std::string& selector : selectors) {
    const bool names_a_rule = std::any_of(rules.begin(), rules.end(), [&](const RuleInfo* rule) { return selects(selector, *rule); });
    if (!names_a_rule && !category_of(selector)) out.push_back(unknown("rule, pack or category", selector, all_names(engine)));
  }
  return out;
}

std::vector<Error> unknown_checks(const Engine& engine, const std::vector<std::string>& checks) {
  std::vector<Error> out;
  if (checks.empty()) return out;
  std::vector<std::string> names = rule_ids(engine);
  const EngineOptions& options = engine.options();
  for (const CheckOff& off : engine.checks_off(options.target.known() ? options.target : Lang::of("en"), options.source))
    names.push_back(off.check);
  for (const std::string& check : checks)
    if (std::find(names.begin(), names.end(), check) == names.end()) out.push_back(unknown("check", check, names));
  return out;
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) { return did_you_mean(name, candidates); }

std::string nearest_rule(const Engine& engine, std::string_view id) { return did_you_mean(id, rule_ids(engine)); }

}  // namespace wirecheck
