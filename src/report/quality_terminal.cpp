#include <algorithm>
#include <cstdio>

#include "core/utf8.h"
#include "report/quality.h"

namespace wirecheck {
namespace {

std::string fixed(double value, int digits) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

std::string padded(std::string text, uint32_t columns, bool right = false) {
  const uint32_t width = utf8::display_width(text);
  if (width >= columns) return text;
  return right ? std::string(columns - width, ' ') + text : text + std::string(columns - width, ' ');
}

std::string number(uint64_t value, uint32_t columns) { return padded(std::to_string(value), columns, true); }

std::string rates_line(const std::string& name, const Tally& machine, const Tally& human) {
  std::string out = "  " + padded(name, 22) + "machine " + padded(rate_text(machine.rate()), 6, true) + " (" + std::to_string(machine.hits) + ")";
  if (human.words) out += "   human " + padded(rate_text(human.rate()), 6, true) + " (" + std::to_string(human.hits) + ")";
  if (human.words && machine.words) out += "   ratio " + rate_text(ratio(machine, human));
  return out + "\n";
}

std::string judged_text(const Judged& judged) {
  std::string out;
  if (const auto precision = judged.precision()) out = "right " + std::to_string(judged.right) + " of " + std::to_string(judged.count());
  if (judged.unclear) out += (out.empty() ? "unclear " : ", unclear ") + std::to_string(judged.unclear);
  if (judged.stale_right + judged.stale_wrong)
    out += (out.empty() ? "" : ", ") + std::string("gone: right ") + std::to_string(judged.stale_right) + ", wrong " + std::to_string(judged.stale_wrong);
  return out;
}

std::string rules_table(const std::vector<RuleFigures>& rules, const std::string& title, size_t most) {
  if (rules.empty()) return "";
  const bool spans = std::any_of(rules.begin(), rules.end(), [](const RuleFigures& r) { return r.on_spans > 0; });
  const bool human = rules.front().human.words > 0;
  std::string out = "  " + padded(title, 50) + "   hits  /1000" + (human ? "  human  /1000  ratio" : "") + (spans ? "  on a span  fitting" : "") + "\n";
  size_t shown = 0;
  for (const RuleFigures& rule : rules) {
    if (most && shown++ == most) {
      out += "  and " + std::to_string(rules.size() - most) + " more (--all lists them)\n";
      break;
    }
    out += "  " + padded(rule.id, 50) + number(rule.machine.hits, 7) + padded(rate_text(rule.machine.rate()), 7, true);
    if (human) out += number(rule.human.hits, 7) + padded(rate_text(rule.human.rate()), 7, true) + padded(rate_text(ratio(rule.machine, rule.human)), 7, true);
    if (spans && rule.on_spans)
      out += padded(std::to_string(rule.overlapping) + "/" + std::to_string(rule.on_spans), 11, true) +
             padded(std::to_string(rule.fitting), 9, true);
    const std::string judged = judged_text(rule.judged);
    if (!judged.empty()) out += "  " + judged;
    out += "\n";
  }
  return out;
}

std::string systems_table(const SetFigures& set) {
  if (set.systems.empty() || (set.systems.size() == 1 && !set.human.words)) return "";
  std::string out = "  " + padded("system", 34) + "  words   hits  /1000  ratio   core  /1000  ratio   chrF\n";
  for (const SystemFigures& one : set.systems) {
    const auto ratios = [&](const Tally& machine, const Tally& human) { return human.words ? rate_text(ratio(machine, human)) : std::string("-"); };
    out += "  " + padded(one.name.empty() ? "(no name)" : one.name, 34) + number(one.machine.words, 7) + number(one.machine.hits, 7) +
           padded(rate_text(one.machine.rate()), 7, true) + padded(ratios(one.machine, set.human), 7, true) + number(one.machine_core.hits, 7) +
           padded(rate_text(one.machine_core.rate()), 7, true) + padded(ratios(one.machine_core, set.human_core), 7, true) +
           padded(one.similarity > 0 ? fixed(one.similarity, 3) : "-", 7, true) + (one.name == set.strongest ? "  strongest" : "") + "\n";
  }
  if (set.median_ratio) out += "  median ratio " + rate_text(*set.median_ratio) + ", core " + rate_text(*set.median_ratio_core) + "\n";
  return out;
}

std::string spans_table(const SetFigures& set, size_t most) {
  if (set.spans.empty()) return "";
  std::string out = "  " + padded("marked spans", 60) + "  spans  found  fitting\n";
  std::vector<SpanFigures> spans = set.spans;
  std::stable_sort(spans.begin(), spans.end(), [](const SpanFigures& a, const SpanFigures& b) { return a.spans > b.spans; });
  for (size_t i = 0; i < spans.size() && (!most || i < most); ++i)
    out += "  " + padded(spans[i].norm + " " + spans[i].category, 60) + number(spans[i].spans, 7) + number(spans[i].found, 7) + number(spans[i].fitting, 9) + "\n";
  return out;
}

std::string planted_table(const SetFigures& set) {
  if (set.planted.empty()) return "";
  std::string out = "  " + padded("planted", 60) + "   rows  found  fitting  right ones flagged\n";
  for (const PlantedFigures& one : set.planted)
    out += "  " + padded(one.norm + " " + one.category, 60) + number(one.rows, 7) + number(one.found, 7) + number(one.fitting, 9) + number(one.good_flagged, 20) + "\n";
  return out;
}

}  // namespace

std::string rate_text(double rate) {
  return fixed(rate, rate < 9.995 ? 2 : rate < 99.95 ? 1 : 0);
}

std::string percent_text(double share) { return fixed(100 * share, 0) + "%"; }

std::string quality_text(const SetFigures& set, size_t most) {
  std::string out = set.name + " (" + set.languages + "), " + (set.with_source ? "with the source text" : "without a source text") + ": " + std::to_string(set.rows) +
                    " rows, words: machine " + std::to_string(set.machine.words) + ", human " + std::to_string(set.human.words) + "\n";
  if (set.refused) out += "  " + std::to_string(set.refused) + " texts read as another language and were not checked\n";
  if (set.without_source) out += "  " + std::to_string(set.without_source) + " source texts were not taken for the source of their text\n";
  if (set.machine.words) {
    out += rates_line("alarms per 1,000", set.machine, set.human) + rates_line("  core categories", set.machine_core, set.human_core);
  } else {
    out += "  alarms per 1,000      human " + rate_text(set.human.rate()) + " (" + std::to_string(set.human.hits) + "), core " +
           rate_text(set.human_core.rate()) + " (" + std::to_string(set.human_core.hits) + ")\n";
  }
  if (set.human.hits > set.human_apart.hits) {
    out += "  real faults of the human text apart: " + rate_text(set.human_apart.rate()) + " (" + std::to_string(set.human_apart.hits) + "), core " +
           rate_text(set.human_core_apart.rate()) + " (" + std::to_string(set.human_core_apart.hits) + ")";
    if (set.machine.words) out += ", ratio " + rate_text(ratio(set.machine, set.human_apart)) + ", core " + rate_text(ratio(set.machine_core, set.human_core_apart));
    out += "\n";
  }
  out += systems_table(set) + rules_table(set.categories, "category", 0) + rules_table(set.rules, "rule", most);
  out += spans_table(set, most) + planted_table(set);
  if (set.characters)
    out += "  character F1 " + fixed(set.characters->f1, 3) + ", precision " + fixed(set.characters->precision, 3) + ", recall " +
           fixed(set.characters->recall, 3) + " over " + std::to_string(set.characters->rows) + " rows\n";
  return out;
}

}  // namespace wirecheck
