#include <nlohmann/json.hpp>

#include "report/quality.h"

namespace wirecheck {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) { return static_cast<double>(static_cast<int64_t>(value * 1000 + (value < 0 ? -0.5 : 0.5))) / 1000; }

Json nullable(const std::optional<double>& value) { return value ? Json(rounded(*value)) : Json(nullptr); }

Json tally_of(const Tally& tally) { return {{"hits", tally.hits}, {"words", tally.words}, {"per_1000_words", rounded(tally.rate())}}; }

Json ratio_of(const Tally& machine, const Tally& human) {
  return machine.words && human.words ? Json(rounded(ratio(machine, human))) : Json(nullptr);
}

Json sides_of(const Tally& machine, const Tally& human) {
  return {{"machine", tally_of(machine)}, {"human", tally_of(human)}, {"ratio", ratio_of(machine, human)}};
}

Json rules_of(const std::vector<RuleFigures>& rules) {
  Json out = Json::array();
  for (const RuleFigures& one : rules) {
    Json entry = {{"id", one.id}, {"category", name_of(one.category)}, {"status", name_of(one.status)}};
    entry.update(sides_of(one.machine, one.human));
    entry["spans"] = {{"findings", one.on_spans}, {"overlapping", one.overlapping}, {"confirmed", one.confirmed}, {"fitting", one.fitting}};
    const Judged& judged = one.judged;
    entry["verdicts"] = {{"right", judged.right}, {"wrong", judged.wrong}, {"unclear", judged.unclear}, {"open", judged.open},
                         {"human_right", judged.human_right}, {"human_wrong", judged.human_wrong},
                         {"stale_right", judged.stale_right}, {"stale_wrong", judged.stale_wrong}, {"precision", nullable(judged.precision())}};
    out.push_back(std::move(entry));
  }
  return out;
}

Json systems_of(const SetFigures& set) {
  Json out = Json::array();
  for (const SystemFigures& one : set.systems)
    out.push_back({{"name", one.name}, {"machine", tally_of(one.machine)}, {"ratio", ratio_of(one.machine, set.human)},
                   {"core", tally_of(one.machine_core)}, {"core_ratio", ratio_of(one.machine_core, set.human_core)},
                   {"chrf", rounded(one.similarity)}, {"strongest", one.name == set.strongest}});
  return out;
}

Json findings_of(const SetRun& run) {
  Json out = Json::array();
  for (const Alarm& alarm : run.alarms)
    out.push_back({{"record", run.rows[alarm.row].id}, {"side", name_of(alarm.side)}, {"rule", alarm.rule}, {"category", name_of(alarm.category)},
                   {"severity", name_of(alarm.severity)}, {"begin", alarm.begin}, {"end", alarm.end}, {"text", alarm.text},
                   {"fix", alarm.has_fix ? Json(alarm.fix) : Json(nullptr)}, {"message", alarm.message}});
  return out;
}

Json set_of(const SetFigures& set, const SetRun* run) {
  Json out = {{"name", set.name}, {"languages", set.languages}, {"with_source", set.with_source}, {"rows", set.rows}, {"refused", set.refused}, {"without_source", set.without_source},
              {"all", sides_of(set.machine, set.human)}, {"core", sides_of(set.machine_core, set.human_core)},
              {"median_ratio", nullable(set.median_ratio)}, {"median_ratio_core", nullable(set.median_ratio_core)}};
  out["human_apart"] = {{"all", sides_of(set.machine, set.human_apart)}, {"core", sides_of(set.machine_core, set.human_core_apart)},
                        {"median_ratio", nullable(set.median_ratio_apart)}, {"median_ratio_core", nullable(set.median_ratio_core_apart)}};
  out["human_pronouns"] = set.human_pronouns;
  out["systems"] = systems_of(set);
  out["categories"] = rules_of(set.categories);
  out["rules"] = rules_of(set.rules);
  Json spans = Json::array(), planted = Json::array();
  for (const SpanFigures& one : set.spans_by_language)
    spans.push_back({{"norm", one.norm}, {"category", one.category}, {"source_language", one.source_lang.known() ? Json(one.source_lang.code()) : Json(nullptr)},
                     {"spans", one.spans}, {"found", one.found}, {"fitting", one.fitting}});
  for (const PlantedFigures& one : set.planted)
    planted.push_back({{"norm", one.norm}, {"category", one.category}, {"rows", one.rows}, {"found", one.found}, {"fitting", one.fitting},
                       {"good_flagged", one.good_flagged}, {"missed", one.missed}, {"flagged", one.flagged}});
  out["spans"] = std::move(spans);
  out["planted"] = std::move(planted);
  out["character_f1"] = set.characters ? Json{{"f1", rounded(set.characters->f1)}, {"precision", rounded(set.characters->precision)},
                                              {"recall", rounded(set.characters->recall)}, {"rows", set.characters->rows}}
                                       : Json(nullptr);
  if (run) out["findings"] = findings_of(*run);
  return out;
}

}  // namespace

std::string quality_json(const SetFigures& set, const SetRun* findings) { return set_of(set, findings).dump(2, ' ', false, Json::error_handler_t::replace); }
std::string rule_figures_json(const std::vector<RuleFigures>& rules) { return rules_of(rules).dump(2, ' ', false, Json::error_handler_t::replace); }

}  // namespace wirecheck
