// Measured quality as one page: no scripts, no files beside it, plots as inline SVG, light or dark as the reader has it.
#include <algorithm>

#include "report/quality.h"
#include "report/svg.h"

namespace wirecheck {
namespace {

constexpr size_t kRulesPlotted = 30;
constexpr double kPrecisionAtLeast = 0.9;

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --page: #fbfaf7; --text: #1d1d1b; --soft: #6b6a65; --rule: #d9d6cd; --a: #b3402e; --b: #3c7a89; --bound: #8a6d00; }
@media (prefers-color-scheme: dark) {
  :root { --page: #181a1b; --text: #e6e4de; --soft: #9a988f; --rule: #3a3c3d; --a: #e0735e; --b: #6fb3c2; --bound: #d6b84a; }
}
body { background: var(--page); color: var(--text); font: 15px/1.5 Georgia, "Times New Roman", serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, table, svg text, summary { font-family: "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.4rem; border-top: 2px solid var(--text); padding-top: .5rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; } p { max-width: 44rem; }
code { font-size: .85em; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .8rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top; white-space: nowrap; }
th { border-bottom-color: var(--text); white-space: normal; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0 1.2rem; } svg text { fill: var(--text); font-size: 12px; } svg .small { fill: var(--soft); font-size: 11px; }
.bar-a { fill: var(--a); } .bar-b { fill: var(--b); } .tick { stroke: var(--rule); } .bound { stroke: var(--bound); stroke-width: 2; stroke-dasharray: 4 3; }
summary { cursor: pointer; margin: .6rem 0; font-size: .9rem; } .soft { color: var(--soft); }
@media print { details { display: block; } body { max-width: none; } }
)";

std::string cells(const std::vector<std::string>& values, const char* tag) {
  std::string out = "<tr>";
  for (const std::string& value : values) out += std::string("<") + tag + ">" + escaped(value) + "</" + tag + ">";
  return out + "</tr>\n";
}

std::string ratio_cell(const Tally& machine, const Tally& human) { return machine.words && human.words ? rate_text(ratio(machine, human)) : "-"; }
std::string rate(const Tally& tally) { return tally.words ? rate_text(tally.rate()) : "-"; }
std::string name_of_set(const SetFigures& set) { return set.name + (set.with_source ? ", with source" : ""); }

std::string sets_part(const std::vector<SetFigures>& sets) {
  BarPlot plot{"Alarms per 1,000 words by set, machine and human", {"machine's text", "human text"}, {}, -1, true};
  std::string table = "<div class=\"wide\"><table>\n" + cells({"set", "words, machine", "words, human", "machine, per 1,000", "human, per 1,000", "ratio", "core, machine", "core, human", "core ratio", "median of systems"}, "th");
  for (const SetFigures& set : sets) {
    plot.bars.push_back({name_of_set(set), {set.machine.rate(), set.human.rate()}, set.machine.words ? "" : rate_text(set.human.rate())});
    table += cells({name_of_set(set), std::to_string(set.machine.words), std::to_string(set.human.words), rate(set.machine), rate(set.human), ratio_cell(set.machine, set.human),
                    rate(set.machine_core), rate(set.human_core), ratio_cell(set.machine_core, set.human_core), set.median_ratio_core ? rate_text(*set.median_ratio_core) : "-"}, "td");
  }
  return "<h2>Sets</h2>\n<p>Alarms at <code>minor</code> or above per 1,000 words on the machine's text and on human text of the same documents. Core: without whitespace, typographical "
         "and untranslated findings. The scale is logarithmic.</p>\n" + svg_of(plot) + table + "</table></div>\n";
}

std::string systems_part(const std::vector<SetFigures>& sets) {
  std::string out;
  for (const SetFigures& set : sets) {
    if (set.systems.empty() || !set.human.words) continue;
    BarPlot plot{"Ratio by system in " + set.name, {"all categories", "core categories"}, {}, 1, true};
    for (const SystemFigures& one : set.systems)
      plot.bars.push_back({(one.name.empty() ? "(no name)" : one.name) + (one.name == set.strongest ? " (strongest)" : ""),
                           {ratio(one.machine, set.human), ratio(one.machine_core, set.human_core)}, ""});
    std::stable_sort(plot.bars.begin(), plot.bars.end(), [](const Bar& a, const Bar& b) { return a.values[1] > b.values[1]; });
    out += "<h3>" + escaped(name_of_set(set)) + "</h3>\n" + svg_of(plot);
  }
  if (out.empty()) return out;
  return "<h2>Ratio by system</h2>\n<p>The machine's rate over the human one (half an alarm is added to the human count). The broken line is 1: as many alarms on the machine's text "
         "as on the human one. Strongest: nearest to the references by chrF.</p>\n" + out;
}

std::string rules_part(const std::vector<RuleFigures>& rules) {
  BarPlot alarms{"Alarms per 1,000 words by rule", {"machine's text", "human text"}, {}, -1, true};
  BarPlot precision{"Precision by rule", {"precision"}, {}, kPrecisionAtLeast, false};
  std::string table = "<div class=\"wide\"><table>\n" + cells({"rule", "category", "status", "hits", "per 1,000", "clean hits", "per 1,000", "ratio", "right", "judged", "precision"}, "th");
  for (const RuleFigures& one : rules) {
    if (alarms.bars.size() < kRulesPlotted) alarms.bars.push_back({one.id, {one.machine.rate(), one.human.rate()}, std::to_string(one.machine.hits) + " / " + std::to_string(one.human.hits)});
    const auto share = one.judged.precision();
    if (share) precision.bars.push_back({one.id, {*share}, rate_text(*share) + " of " + std::to_string(one.judged.count())});
    table += cells({one.id, std::string(name_of(one.category)), std::string(name_of(one.status)), std::to_string(one.machine.hits), rate(one.machine), std::to_string(one.human.hits),
                    rate(one.human), ratio_cell(one.machine, one.human), std::to_string(one.judged.right), std::to_string(one.judged.count()), share ? rate_text(*share) : "-"}, "td");
  }
  std::string out = "<h2>Alarms by rule</h2>\n<p>Over all sets; behind the bars the hits on the machine's and on human text.</p>\n" + svg_of(alarms);
  if (!precision.bars.empty())
    out += "<h2>Precision by rule</h2>\n<p>From the verdicts of readers; the broken line is 0.9. Below ten verdicts a rule is unmeasured.</p>\n" + svg_of(precision);
  return out + "<details><summary>All rules that spoke: " + std::to_string(rules.size()) + "</summary>\n" + table + "</table></div></details>\n";
}

std::string spans_part(const std::vector<SetFigures>& sets) {
  std::string out;
  for (const SetFigures& set : sets) {
    if (set.spans.empty()) continue;
    BarPlot plot{"Marked spans found in " + set.name, {"found", "by a fitting category"}, {}, -1, false};
    std::vector<SpanFigures> spans = set.spans;
    std::stable_sort(spans.begin(), spans.end(), [](const SpanFigures& a, const SpanFigures& b) { return a.spans > b.spans; });
    if (spans.size() > kRulesPlotted) spans.resize(kRulesPlotted);
    for (const SpanFigures& one : spans) {
      const auto share = [&](uint64_t part) { return one.spans ? static_cast<double>(part) / static_cast<double>(one.spans) : 0; };
      plot.bars.push_back({one.category == one.norm ? one.norm : one.norm + " " + one.category, {share(one.found), share(one.fitting)},
                           std::to_string(one.found) + " of " + std::to_string(one.spans)});
    }
    out += "<h3>" + escaped(name_of_set(set)) + "</h3>\n" + svg_of(plot);
    if (set.characters)
      out += "<p>Character F1 (WMT shared task on quality estimation) " + rate_text(set.characters->f1) + ", precision " + rate_text(set.characters->precision) + ", recall " +
             rate_text(set.characters->recall) + ".</p>\n";
  }
  return out.empty() ? out : "<h2>Spans that people marked</h2>\n<p>The share of marked spans that a finding overlaps.</p>\n" + out;
}

}  // namespace

std::string quality_html(const QualityReport& report) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>wirecheck: measured quality</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>wirecheck: measured quality</h1>\n<p class=\"soft\"><code>" +
         escaped(report.command) + "</code></p>\n" + sets_part(report.sets) + systems_part(report.sets) + rules_part(report.rules) + spans_part(report.sets) + "</body>\n</html>\n";
}

}  // namespace wirecheck
