// What verdicts say of the rules themselves: which break the rule of precision, and how much each is worth by what the source text says.
#include <map>
#include <set>

#include "findings/quality.h"

namespace wirecheck {
namespace {

using Key = decltype(std::declval<const ReadAlarm&>().key());

}  // namespace

std::vector<PolicyBreach> policy_breaches(const std::vector<SetFigures>& sets) {
  std::map<std::string, PolicyBreach> rules;
  std::set<Key> seen;   // a set may have been read twice, with its source text and without
  for (const SetFigures& set : sets)
    for (const ReadAlarm& one : set.read) {
      if (one.status == Maturity::draft || one.severity < Severity::minor || !seen.insert(one.key()).second) continue;
      PolicyBreach& rule = rules[one.rule];
      rule.rule = one.rule;
      rule.status = one.status;
      if (one.human) {
        ++rule.clean;
        rule.real += one.verdict == Verdict::right;
        rule.unread += one.verdict == Verdict::open;
      } else {
        rule.right += one.verdict == Verdict::right;
        rule.wrong += one.verdict == Verdict::wrong;
      }
    }
  std::vector<PolicyBreach> out;
  for (auto& [id, rule] : rules) {
    const uint64_t judged = rule.right + rule.wrong;
    if (judged >= kPolicyJudged) {
      if (static_cast<double>(rule.right) >= kPolicyPrecision * static_cast<double>(judged)) continue;
      rule.kind = PolicyBreach::Kind::below;
    } else {
      if (rule.clean == rule.real) continue;
      rule.kind = PolicyBreach::Kind::unmeasured;
    }
    out.push_back(std::move(rule));
  }
  return out;
}

std::map<std::string, std::array<SupportedCount, 3>> judged_by_support(const std::vector<SetFigures>& sets) {
  std::map<std::string, std::array<SupportedCount, 3>> out;
  std::set<std::pair<Support, Key>> seen;
  for (const SetFigures& set : sets)
    for (const ReadAlarm& one : set.read) {
      if (one.human || (one.verdict != Verdict::right && one.verdict != Verdict::wrong)) continue;
      if (!seen.insert({one.support, one.key()}).second) continue;
      SupportedCount& count = out[one.rule][static_cast<size_t>(one.support)];
      ++count.judged;
      count.right += one.verdict == Verdict::right;
    }
  return out;
}

}  // namespace wirecheck
