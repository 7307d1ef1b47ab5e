// Reports of measured quality: the figures of data sets as text for a terminal, as JSON (schema/quality.schema.json) and as
// Markdown tables. Pure functions; the same figures give the same bytes.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "findings/comparison.h"
#include "findings/quality.h"

namespace wirecheck {

constexpr int kQualityVersion = 1;  // of the form of the JSON

// `most`: how many rules and span classes are listed, 0 for all.
std::string quality_text(const SetFigures& set, size_t most);
// One JSON object: the set's figures; with a run its findings, too, each with its place in code points of its text.
std::string quality_json(const SetFigures& set, const SetRun* findings);
std::string rule_figures_json(const std::vector<RuleFigures>& rules);

// A finding in its context, with the texts beside it, for a person who judges it. The first line is its verdict line's begin.
std::string reading_text(const SetRun& run, const Alarm& alarm);

// Recall by kind of fault planted into the clean texts of a set.
std::string sown_text(const std::string& set, const std::vector<SownFigures>& kinds, bool missed);
std::string sown_json(const std::string& set, const std::vector<SownFigures>& kinds);
std::string sown_markdown(const std::string& set, const std::vector<SownFigures>& kinds);

// Rules that break the rule of precision: a table with its explanation, a line each, or an array.
std::string policy_markdown(const std::vector<PolicyBreach>& breaches);
std::string policy_text(const std::vector<PolicyBreach>& breaches);
std::string policy_json(const std::vector<PolicyBreach>& breaches);
// rules/confidence.yaml, which data/confidence.h reads.
std::string confidence_yaml(const std::map<std::string, std::array<SupportedCount, 3>>& counts);

std::string comparison_text(const Comparison& comparison);
std::string comparison_json(const Comparison& comparison);

// A whole run.
struct QualityReport {
  std::vector<SetFigures> sets;
  std::vector<RuleFigures> rules, categories;   // over all sets
  std::map<std::string, std::string> reasons;   // of verdicts, by record
  bool judged = false;                          // there were verdicts
  std::string command;                          // that made it
};
// Tables without a title: the sets, their systems, categories, rules, spans, planted faults.
std::string quality_markdown(const QualityReport& report);
// One page that needs nothing else, readable without scripts, light or dark as the reader has it.
std::string quality_html(const QualityReport& report);

// Digits behind the point, as a reader wants them: 0.27, 12.3, 118.
std::string rate_text(double rate);
std::string percent_text(double share);

}  // namespace wirecheck
