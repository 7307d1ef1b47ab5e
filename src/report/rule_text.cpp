#include "report/rule_text.h"

#include <nlohmann/json.hpp>

#include "report/excerpt.h"

namespace wirecheck {
namespace {

constexpr size_t kLabel = 12;

std::string languages(const RuleInfo& rule) {
  const std::string target = rule.target.known() ? std::string(rule.target.code()) : "any language";
  return rule.source.known() ? std::string(rule.source.code()) + " to " + target : target;
}

}  // namespace

std::string rule_json(const RuleInfo& rule) {
  using Json = nlohmann::ordered_json;
  const auto lang = [](Lang l) { return l.known() ? Json(l.code()) : Json(nullptr); };
  const auto text = [](const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); };
  Json out;
  out["id"] = rule.id;
  out["title"] = rule.title;
  out["why"] = rule.why;
  out["fact"] = rule.fact;
  out["category"] = name_of(rule.category);
  out["mqm"] = text(rule.mqm);
  out["severity"] = name_of(rule.severity);
  out["status"] = name_of(rule.status);
  out["confidence"] = rule.confidence ? Json(static_cast<double>(static_cast<int>(*rule.confidence * 1000 + 0.5f)) / 1000) : Json(nullptr);
  out["evidence"] = text(rule.evidence);
  out["source"] = lang(rule.source);
  out["target"] = lang(rule.target);
  out["profile"] = text(rule.profile);
  out["origin"] = text(rule.origin);
  out["name_or_place"] = rule.name_or_place;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string rule_page(const RuleInfo& rule, uint32_t columns) {
  std::string out = rule.id + "\n" + rule.title + "\n\n";
  const auto put = [&](const char* label, const std::string& text) {
    bool first = true;
    for (const std::string& line : wrapped(shown(text), columns > 2 * kLabel ? columns - kLabel : kLabel)) {
      std::string head(first ? label : "");
      head.resize(kLabel, ' ');
      out += head + line + "\n";
      first = false;
    }
  };
  put("why", rule.why);
  put("source", rule.fact);
  put("category", std::string(name_of(rule.category)) + (rule.mqm.empty() ? "" : " (" + rule.mqm + ")"));
  put("severity", std::string(name_of(rule.severity)));
  put("languages", languages(rule));
  put("status", std::string(name_of(rule.status)) + (rule.status == Maturity::draft ? "; runs with --drafts only" : ""));
  put("profile", rule.profile);
  put("measured", rule.evidence);
  put("written in", rule.origin);
  return out;
}

}  // namespace wirecheck
