// What verdicts say of the rules: those that break the rule of precision, and the counts that rules/confidence.yaml keeps.
#include <nlohmann/json.hpp>

#include "report/quality.h"

namespace wirecheck {
namespace {

constexpr const char* kConfidenceHead =
    "# How often each rule was right: of its findings on machine translations, those that people judged right, and those they judged\n"
    "# (verdicts/). alone: without a source text. confirmed, unconfirmed: with one that has what the finding rests on, or has it not.\n"
    "# With fewer than ten judged nothing is measured; the confidence of a finding is (right + 1) / (judged + 2).\n"
    "# Written by `scripts/confidence FOLDER`. Do not edit: judge findings and run it again.\n";

std::string reason(const PolicyBreach& one) {
  const uint64_t judged = one.right + one.wrong, false_hits = one.clean - one.real;
  if (one.kind == PolicyBreach::Kind::below) return "below 0.9: " + rate_text(static_cast<double>(one.right) / static_cast<double>(judged));
  std::string out = "unmeasured, and " + std::to_string(false_hits) + " of its clean hits " + (false_hits == 1 ? "is" : "are") + " no real fault";
  if (one.unread) out += " (" + std::to_string(one.unread) + " unread)";
  return out;
}

}  // namespace

std::string policy_markdown(const std::vector<PolicyBreach>& breaches) {
  std::string out = "On by default at `minor` or above, and either right in fewer than nine of ten findings judged on the machine's text, or with fewer than ten "
                    "judged and a hit on human text that no reader judged a real fault of that copy.\n\n";
  if (breaches.empty()) return out + "None.\n";
  out += "| rule | status | judged | right | clean hits | real faults | why |\n|---|---|---:|---:|---:|---:|---|\n";
  for (const PolicyBreach& one : breaches)
    out += "| `" + one.rule + "` | " + std::string(name_of(one.status)) + " | " + std::to_string(one.right + one.wrong) + " | " + std::to_string(one.right) + " | " +
           std::to_string(one.clean) + " | " + std::to_string(one.real) + " | " + reason(one) + " |\n";
  return out;
}

std::string policy_text(const std::vector<PolicyBreach>& breaches) {
  std::string out;
  for (const PolicyBreach& one : breaches)
    out += one.rule + " (" + std::string(name_of(one.status)) + "): " + reason(one) + "; right " + std::to_string(one.right) + " of " + std::to_string(one.right + one.wrong) +
           " judged, clean hits " + std::to_string(one.clean) + ", real faults " + std::to_string(one.real) + "\n";
  return out + "rules that do not keep the policy: " + std::to_string(breaches.size()) + "\n";
}

std::string policy_json(const std::vector<PolicyBreach>& breaches) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const PolicyBreach& one : breaches)
    out.push_back({{"rule", one.rule}, {"status", name_of(one.status)}, {"why", one.kind == PolicyBreach::Kind::below ? "below" : "unmeasured"},
                   {"right", one.right}, {"wrong", one.wrong}, {"clean", one.clean}, {"real", one.real}, {"unread", one.unread}});
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string confidence_yaml(const std::map<std::string, std::array<SupportedCount, 3>>& counts) {
  std::string out = std::string(kConfidenceHead) + "rules:";
  bool any = false;
  for (const auto& [id, by_support] : counts) {
    std::string cells;
    for (size_t i = 0; i < by_support.size(); ++i) {
      if (by_support[i].judged == 0) continue;
      cells += (cells.empty() ? "" : ", ") + std::string(name_of(static_cast<Support>(i))) + ": [" + std::to_string(by_support[i].right) + ", " + std::to_string(by_support[i].judged) + "]";
    }
    out += "\n  " + id + ": {" + cells + "}";
    any = true;
  }
  return out + (any ? "\n" : " {}\n");
}

}  // namespace wirecheck
