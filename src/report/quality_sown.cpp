#include <nlohmann/json.hpp>

#include "report/quality.h"

namespace wirecheck {
namespace {

std::string rules_of(const SownFigures& one, const char* quote) {
  std::string out;
  for (const auto& [rule, count] : one.rules) out += (out.empty() ? "" : ", ") + std::string(quote) + rule + quote + " " + std::to_string(count);
  return out;
}

std::string share(const SownFigures& one) { return one.planted ? percent_text(static_cast<double>(one.found) / static_cast<double>(one.planted)) : "-"; }

}  // namespace

std::string sown_text(const std::string& set, const std::vector<SownFigures>& kinds, bool missed) {
  std::string out = set + ":\n";
  for (const SownFigures& one : kinds) {
    out += "  " + one.kind + ": planted " + std::to_string(one.planted) + " in " + std::to_string(one.stories) + " texts, found " + std::to_string(one.found) + " (" + share(one) + ")";
    if (!one.rules.empty()) out += " by " + rules_of(one, "");
    out += "\n";
    if (missed)
      for (const std::string& record : one.missed) out += "    missed in " + record + "\n";
  }
  return out;
}

std::string sown_json(const std::string& set, const std::vector<SownFigures>& kinds) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const SownFigures& one : kinds) {
    Json rules = Json::object();
    for (const auto& [rule, count] : one.rules) rules[rule] = count;
    list.push_back({{"kind", one.kind}, {"texts", one.stories}, {"planted", one.planted}, {"found", one.found}, {"rules", rules}, {"missed", one.missed}});
  }
  return Json{{"name", set}, {"kinds", list}}.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string sown_markdown(const std::string& set, const std::vector<SownFigures>& kinds) {
  std::string out;
  for (const SownFigures& one : kinds)
    if (one.planted) out += "| " + set + " | " + one.kind + " | " + std::to_string(one.planted) + " | " + std::to_string(one.found) + " | " + share(one) + " | " + rules_of(one, "`") + " |\n";
  return out;
}

}  // namespace wirecheck
