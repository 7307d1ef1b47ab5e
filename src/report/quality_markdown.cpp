// The tables of docs/quality.md: sets, systems, rules, spans that people marked, planted faults.
#include <algorithm>
#include <map>

#include "report/quality.h"

namespace wirecheck {
namespace {

constexpr size_t kRecordsNamed = 40;

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += " " + cell + " |";
  return out + "\n";
}

// Numbers stand at the right: every column but the first `words`.
std::string head(const std::vector<std::string>& cells, size_t words) {
  std::string out = row(cells) + "|";
  for (size_t i = 0; i < cells.size(); ++i) out += i < words ? "---|" : "---:|";
  return out + "\n";
}

std::string number(uint64_t value) { return std::to_string(value); }
std::string share(uint64_t part, uint64_t whole) { return whole ? percent_text(static_cast<double>(part) / static_cast<double>(whole)) : "-"; }
std::string rate(const Tally& tally) { return tally.words ? rate_text(tally.rate()) : "-"; }
std::string ratio_cell(const Tally& machine, const Tally& human) { return machine.words && human.words ? rate_text(ratio(machine, human)) : "-"; }
std::string optional_rate(const std::optional<double>& value) { return value ? rate_text(*value) : "-"; }

// A set with its source text and without; one of the two may be absent.
struct Readings {
  const SetFigures *without = nullptr, *with = nullptr;
  const SetFigures& any() const { return with ? *with : *without; }
};

std::vector<Readings> readings_of(const std::vector<SetFigures>& sets) {
  std::vector<Readings> out;
  for (const SetFigures& set : sets) {
    auto at = std::find_if(out.begin(), out.end(), [&](const Readings& r) { return r.any().name == set.name; });
    if (at == out.end()) at = out.insert(out.end(), Readings());
    (set.with_source ? at->with : at->without) = &set;
  }
  return out;
}

template <class Cell>
std::string of(const SetFigures* set, const Cell& cell) { return set ? cell(*set) : "-"; }

const SystemFigures* strongest_of(const SetFigures& set) {
  for (const SystemFigures& one : set.systems)
    if (one.name == set.strongest) return &one;
  return nullptr;
}

std::string sets_part(const std::vector<Readings>& sets) {
  std::string out = "## Sets\n\nAlarms at `minor` or above per 1,000 words, without and with the source text; the ratio is of the core categories, the median over the "
                    "systems, and of the system nearest to the references (chrF).\n\n";
  out += head({"set", "words, machine", "words, human", "machine", "with source", "human", "with source", "core ratio, median", "with source", "strongest", "with source"}, 1);
  for (const Readings& r : sets) {
    const auto machine = [](const SetFigures& s) { return rate(s.machine); };
    const auto human = [](const SetFigures& s) { return rate(s.human); };
    const auto median = [](const SetFigures& s) { return optional_rate(s.median_ratio_core); };
    const auto strongest = [](const SetFigures& s) {
      const SystemFigures* one = strongest_of(s);
      return one ? ratio_cell(one->machine_core, s.human_core) : std::string("-");
    };
    out += row({r.any().name, number(r.any().machine.words), number(r.any().human.words), of(r.without, machine), of(r.with, machine), of(r.without, human),
                of(r.with, human), of(r.without, median), of(r.with, median), of(r.without, strongest), of(r.with, strongest)});
  }
  return out + "\n";
}

// The same rates and ratios with those alarms on human text left out that readers judged real faults of that copy.
std::string apart_part(const std::vector<Readings>& sets) {
  std::string rows;
  for (const Readings& r : sets) {
    if (!r.any().human.words) continue;
    std::vector<std::string> cells = {r.any().name};
    for (const SetFigures* set : {r.without, r.with}) {
      if (!set) {
        cells.insert(cells.end(), 7, "-");
        continue;
      }
      const SystemFigures* one = strongest_of(*set);
      cells.insert(cells.end(), {number(set->human.hits - set->human_apart.hits), rate(set->human), rate(set->human_apart), optional_rate(set->median_ratio_core),
                                 optional_rate(set->median_ratio_core_apart), one ? ratio_cell(one->machine_core, set->human_core) : "-",
                                 one ? ratio_cell(one->machine_core, set->human_core_apart) : "-"});
    }
    rows += row(cells);
  }
  if (rows.empty()) return "";
  return "## Real faults of the human texts counted apart\n\nAlarms per 1,000 words on human text as above, and without those that readers judged real faults of that copy "
         "(`verdicts/`); the ratios of the core categories to either, without and with the source text.\n\n" +
         head({"set", "real faults", "human", "apart", "median ratio", "apart", "strongest", "apart", "with source: real faults", "human", "apart", "median ratio", "apart",
               "strongest", "apart"}, 1) + rows + "\n";
}

std::string systems_part(const std::vector<Readings>& sets) {
  std::string out = "## Systems\n\n" + head({"set", "system", "chrF", "all", "ratio", "core", "ratio", "all, with source", "ratio", "core", "ratio"}, 2);
  for (const Readings& r : sets) {
    if (!r.any().human.words) continue;
    for (size_t i = 0; i < r.any().systems.size(); ++i) {
      const SystemFigures& one = r.any().systems[i];
      std::vector<std::string> cells = {r.any().name, one.name + (one.name == r.any().strongest ? " (strongest)" : ""), one.similarity > 0 ? rate_text(one.similarity) : "-"};
      for (const SetFigures* set : {r.without, r.with}) {
        if (!set) {
          cells.insert(cells.end(), 4, "-");
          continue;
        }
        const SystemFigures& s = set->systems[i];
        cells.insert(cells.end(), {rate(s.machine), ratio_cell(s.machine, set->human), rate(s.machine_core), ratio_cell(s.machine_core, set->human_core)});
      }
      out += row(cells);
    }
  }
  return out + "\n";
}

std::string measured(const Judged& judged) {
  std::string out = judged.count() < kPolicyJudged ? "unmeasured" : *judged.precision() >= kPolicyPrecision ? "measured" : "below 0.9";
  if (const uint64_t clean = judged.human_right + judged.human_wrong)
    out += "; clean hits: " + number(judged.human_right) + " of " + number(clean) + " real faults";
  return out;
}

std::string rules_part(const std::vector<RuleFigures>& rules, const std::string& title, bool verdicts) {
  std::vector<std::string> cells = {title};
  if (verdicts) cells.insert(cells.end(), {"category", "status"});
  cells.insert(cells.end(), {"hits", "per 1,000", "clean hits", "per 1,000", "ratio"});
  if (verdicts) cells.insert(cells.end(), {"judged", "right", "precision", "verdict"});
  std::string out = head(cells, verdicts ? 3 : 1);
  for (const RuleFigures& one : rules) {
    if (one.machine.hits + one.human.hits + one.judged.count() + one.judged.human_right + one.judged.human_wrong == 0) continue;
    cells = {"`" + one.id + "`"};
    if (verdicts) cells.insert(cells.end(), {std::string(name_of(one.category)), std::string(name_of(one.status))});
    cells.insert(cells.end(), {number(one.machine.hits), rate(one.machine), number(one.human.hits), rate(one.human), ratio_cell(one.machine, one.human)});
    if (verdicts) {
      const auto precision = one.judged.precision();
      cells.insert(cells.end(), {number(one.judged.count()), number(one.judged.right), precision ? rate_text(*precision) : "-", measured(one.judged)});
    }
    out += row(cells);
  }
  return out + "\n";
}

std::string spans_part(const std::vector<Readings>& sets) {
  std::string precision, recall, characters;
  for (const Readings& r : sets) {
    const SetFigures& set = r.any();
    if (set.characters)
      characters += row({set.name, number(set.characters->rows), rate_text(set.characters->precision), rate_text(set.characters->recall), rate_text(set.characters->f1)});
    uint64_t findings = 0, overlapping = 0, confirmed = 0, fitting = 0;
    for (const RuleFigures& rule : set.rules) {
      findings += rule.on_spans;
      overlapping += rule.overlapping;
      confirmed += rule.confirmed;
      fitting += rule.fitting;
    }
    if (findings) precision += row({set.name, number(findings), share(overlapping, findings), share(confirmed, findings), share(fitting, findings)});
    std::map<std::string, SpanFigures> norms;
    for (const SpanFigures& one : set.spans) {
      SpanFigures& to = norms[one.norm];
      to.spans += one.spans;
      to.found += one.found;
      to.fitting += one.fitting;
    }
    for (const auto& [norm, one] : norms) recall += row({set.name, norm, number(one.spans), share(one.found, one.spans), share(one.fitting, one.spans)});
  }
  if (characters.empty()) return "";
  return "## Spans that people marked\n\nOf the findings in rows with spans: those that overlap one, those confirmed by a named rater, those of a fitting category.\n\n" +
         head({"set", "findings", "on a span", "confirmed", "fitting"}, 1) + precision + "\nOf the spans, those found:\n\n" +
         head({"set", "class", "spans", "found", "fitting"}, 2) + recall + "\nCharacter F1 of the WMT shared task on quality estimation, half credit where the severity differs:\n\n" +
         head({"set", "rows", "precision", "recall", "F1"}, 1) + characters + "\n";
}

std::string records(const std::vector<std::string>& ids, const std::map<std::string, std::string>& reasons) {
  std::string out;
  for (size_t i = 0; i < ids.size() && i < kRecordsNamed; ++i) {
    const auto reason = reasons.find(ids[i]);
    out += "- `" + ids[i] + "`" + (reason == reasons.end() ? "" : ": " + reason->second) + "\n";
  }
  if (ids.size() > kRecordsNamed) out += "- and " + std::to_string(ids.size() - kRecordsNamed) + " more\n";
  return out;
}

std::string planted_part(const std::vector<Readings>& sets, const std::map<std::string, std::string>& reasons) {
  std::string out;
  for (const Readings& r : sets) {
    const SetFigures& set = r.any();
    if (!set.planted.empty()) {
      out += "## Planted faults: " + set.name + "\n\nOne fault a sentence; found by a finding on it, by one of a fitting category, and right sentences that have such a finding.\n\n" +
             head({"class", "kind", "rows", "found", "fitting", "right sentences flagged"}, 2);
      for (const PlantedFigures& one : set.planted)
        out += row({one.norm, one.category, number(one.rows), share(one.found, one.rows), share(one.fitting, one.rows), number(one.good_flagged)});
      for (const PlantedFigures& one : set.planted) {
        if (one.norm != "number") continue;
        out += "\nNumbers missed (" + number(one.missed.size()) + " of " + number(one.rows) + ") in `" + one.category + "`:\n\n" + records(one.missed, reasons);
        out += "\nRight sentences flagged for a number (" + number(one.flagged.size()) + "):\n\n" + records(one.flagged, reasons);
      }
      out += "\n";
    }
    std::string pronouns;
    for (const SpanFigures& one : set.spans_by_language)
      if (one.norm == "pronoun") pronouns += row({one.category, std::string(one.source_lang.code()), number(one.spans), share(one.found, one.spans), share(one.fitting, one.spans)});
    if (pronouns.empty()) continue;
    uint64_t flags = 0;
    for (const RuleFigures& one : set.categories)
      if (fits("pronoun", one.category)) flags += one.human.hits;
    out += "## Pronouns: " + set.name + "\n\n" + head({"kind", "from", "spans", "found", "fitting"}, 2) + pronouns + "\nOn the human references of the same sentences: " + number(flags) +
           " findings of the categories that speak of pronouns, beside " + number(set.human_pronouns) + " pronouns of the third person.\n\n";
  }
  return out;
}

}  // namespace

std::string quality_markdown(const QualityReport& report) {
  const std::vector<Readings> sets = readings_of(report.sets);
  std::string out = sets_part(sets);
  if (report.judged) out += apart_part(sets);
  const bool machine = std::any_of(report.sets.begin(), report.sets.end(), [](const SetFigures& set) { return set.machine.words > 0; });
  if (machine) out += systems_part(sets);
  out += "## Categories\n\n" + rules_part(report.categories, "category", false);
  out += "## Rules and checks\n\nHits over all the sets above; clean hits are those on human text. Precision comes from verdicts of readers over the machine's text; with fewer than ten it is unmeasured. What was read of the clean hits stands beside it.\n\n" +
         rules_part(report.rules, "rule", true);
  out += spans_part(sets) + planted_part(sets, report.reasons);
  out.pop_back();
  return out;
}

}  // namespace wirecheck
