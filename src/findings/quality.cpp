#include "findings/quality.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "core/utf8.h"
#include "findings/span_score.h"

namespace wirecheck {
namespace {

bool overlaps(const Alarm& alarm, const ErrorSpan& span) {
  if (span.begin == span.end) return alarm.begin <= span.begin && span.begin <= alarm.end;
  return alarm.begin < span.end && span.begin < alarm.end;
}

bool is_confirmation(const ErrorSpan& span) { return !span.rater.empty() && span.severity != "neutral"; }

// The figures of one run; each method fills its part.
class Figures {
 public:
  explicit Figures(const SetRun& run) : run_(run) {
    of_row_.resize(run.rows.size());
    for (const Alarm& alarm : run.alarms) {
      if (alarm.side == Side::mt) of_row_[alarm.row].push_back(&alarm);
      if (alarm.side == Side::good) of_good_[run.rows[alarm.row].good].push_back(&alarm);
    }
    out_.name = run.name;
    out_.with_source = run.with_source;
    out_.rows = run.rows.size();
  }

  SetFigures take() {
    totals();
    read();
    rules();
    systems();
    spans();
    planted();
    characters();
    return std::move(out_);
  }

 private:
  bool is_human(const Alarm& alarm) const { return alarm.side != Side::mt || run_.rows[alarm.row].human; }

  void totals() {
    std::set<std::string> pairs;
    for (const SetRow& row : run_.rows)
      pairs.insert(row.source_lang.known() ? std::string(row.source_lang.code()) + "-" + std::string(row.target_lang.code())
                                           : std::string(row.target_lang.code()));
    for (const std::string& pair : pairs) out_.languages += (out_.languages.empty() ? "" : " ") + pair;
    for (const CheckedText& text : run_.texts) {
      out_.refused += text.refused;
      out_.without_source += text.without_source;
      if (text.human) out_.human_pronouns += text.pronouns;
      (text.human ? out_.human : out_.machine).words += text.words;
    }
    out_.machine_core.words = out_.machine.words;
    out_.human_core.words = out_.human.words;
    for (const Alarm& alarm : run_.alarms) {
      const bool human = is_human(alarm);
      ++(human ? out_.human : out_.machine).hits;
      if (is_core(alarm.category)) ++(human ? out_.human_core : out_.machine_core).hits;
    }
  }

  // Every alarm on human text and every judged one, each with its verdict.
  void read() {
    using Key = std::tuple<std::string_view, Side, std::string_view, uint32_t, uint32_t>;
    std::map<Key, Verdict> verdicts;
    for (const Judgement& one : run_.judgements) verdicts[{one.record, one.side, one.rule, one.begin, one.end}] = one.verdict;
    out_.human_apart = out_.human;
    out_.human_core_apart = out_.human_core;
    for (const Alarm& alarm : run_.alarms) {
      const SetRow& row = run_.rows[alarm.row];
      const auto verdict = verdicts.find({row.id, alarm.side, alarm.rule, alarm.begin, alarm.end});
      const bool human = is_human(alarm);
      if (!human && verdict == verdicts.end()) continue;
      ReadAlarm one;
      one.set = run_.name;
      one.record = row.id;
      one.rule = alarm.rule;
      one.side = alarm.side;
      one.begin = alarm.begin;
      one.end = alarm.end;
      one.severity = alarm.severity;
      one.status = alarm.status;
      one.support = alarm.support;
      one.human = human;
      if (verdict != verdicts.end()) one.verdict = verdict->second;
      if (human && one.verdict == Verdict::right) {
        --out_.human_apart.hits;
        if (is_core(alarm.category)) --out_.human_core_apart.hits;
      }
      out_.read.push_back(std::move(one));
    }
  }

  void rules() {
    std::map<std::string, RuleFigures> rules, categories;
    const auto slot = [&](std::map<std::string, RuleFigures>& in, const std::string& id) -> RuleFigures& {
      RuleFigures& figures = in[id];
      figures.id = id;
      figures.machine.words = out_.machine.words;
      figures.human.words = out_.human.words;
      return figures;
    };
    for (const Alarm& alarm : run_.alarms) {
      for (RuleFigures* figures : {&slot(rules, alarm.rule), &slot(categories, std::string(name_of(alarm.category)))}) {
        figures->category = alarm.category;
        figures->status = alarm.status;
        ++(is_human(alarm) ? figures->human : figures->machine).hits;
        const SetRow& row = run_.rows[alarm.row];
        if (alarm.side != Side::mt || row.human || !row.has_spans) continue;
        bool on = false, confirmed = false, fitting = false;
        for (const ErrorSpan& span : row.spans) {
          if (!overlaps(alarm, span)) continue;
          on = true;
          confirmed |= is_confirmation(span);
          fitting |= fits(span.norm, alarm.category);
        }
        ++figures->on_spans;
        figures->overlapping += on;
        figures->confirmed += confirmed;
        figures->fitting += fitting;
      }
    }
    judge(rules, slot);
    for (auto* part : {&rules, &categories}) {
      auto& to = part == &rules ? out_.rules : out_.categories;
      for (auto& [id, figures] : *part) to.push_back(std::move(figures));
      std::stable_sort(to.begin(), to.end(), [](const RuleFigures& a, const RuleFigures& b) { return a.machine.hits > b.machine.hits; });
    }
  }

  template <class Slot>
  void judge(std::map<std::string, RuleFigures>& rules, const Slot& slot) {
    using Key = std::tuple<std::string_view, Side, std::string_view, uint32_t, uint32_t>;
    std::set<Key> alive;
    for (const Alarm& alarm : run_.alarms)
      alive.insert({run_.rows[alarm.row].id, alarm.side, alarm.rule, alarm.begin, alarm.end});
    std::map<std::pair<std::string_view, Side>, bool> checked;   // is it human text?
    for (const CheckedText& text : run_.texts) checked[{run_.rows[text.row].id, text.side}] = text.human;
    for (const Judgement& one : run_.judgements) {
      const auto text = checked.find({one.record, one.side});
      if (text == checked.end()) continue;
      Judged& judged = slot(rules, one.rule).judged;
      const bool stale = !alive.contains({one.record, one.side, one.rule, one.begin, one.end});
      if (stale) {
        judged.stale_right += one.verdict == Verdict::right;
        judged.stale_wrong += one.verdict == Verdict::wrong;
        continue;
      }
      (text->second ? judged.human_right : judged.right) += one.verdict == Verdict::right;
      (text->second ? judged.human_wrong : judged.wrong) += one.verdict == Verdict::wrong;
      judged.unclear += one.verdict == Verdict::unclear;
      judged.open += one.verdict == Verdict::open;
    }
  }

  void systems() {
    std::map<std::string, SystemFigures> systems;
    std::map<std::string, SimilarityCounter> similarity;
    for (const CheckedText& text : run_.texts) {
      const SetRow& row = run_.rows[text.row];
      if (text.side != Side::mt || text.human) continue;
      SystemFigures& figures = systems[row.system];
      figures.machine.words += text.words;
      for (const Alarm* alarm : of_row_[text.row]) {
        ++(figures.machine).hits;
        if (is_core(alarm->category)) ++(figures.machine_core).hits;
      }
      if (!row.ref.empty()) similarity[row.system].add(row.mt, row.ref);
    }
    double best = 0;
    std::vector<double> all, core, all_apart, core_apart;
    for (auto& [name, figures] : systems) {
      figures.name = name;
      figures.machine_core.words = figures.machine.words;
      figures.similarity = similarity[name].score();
      if (figures.similarity > best) {
        best = figures.similarity;
        out_.strongest = name;
      }
      if (out_.human.words) {
        all.push_back(ratio(figures.machine, out_.human));
        core.push_back(ratio(figures.machine_core, out_.human_core));
        all_apart.push_back(ratio(figures.machine, out_.human_apart));
        core_apart.push_back(ratio(figures.machine_core, out_.human_core_apart));
      }
      out_.systems.push_back(figures);
    }
    out_.median_ratio = median(all);
    out_.median_ratio_core = median(core);
    out_.median_ratio_apart = median(all_apart);
    out_.median_ratio_core_apart = median(core_apart);
  }

  static std::optional<double> median(std::vector<double> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  void spans() {
    using Key = std::tuple<std::string_view, std::string_view, Lang>;
    std::map<Key, SpanFigures> all, by_language;
    for (size_t i = 0; i < run_.rows.size(); ++i) {
      const SetRow& row = run_.rows[i];
      if (row.human) continue;
      for (const ErrorSpan& span : row.spans) {
        bool found = false, fitting = false;
        for (const Alarm* alarm : of_row_[i]) {
          if (!overlaps(*alarm, span)) continue;
          found = true;
          fitting |= fits(span.norm, alarm->category);
        }
        for (SpanFigures* to : {&all[{span.norm, span.category, Lang()}], &by_language[{span.norm, span.category, row.source_lang}]}) {
          to->norm = span.norm;
          to->category = span.category;
          ++to->spans;
          to->found += found;
          to->fitting += fitting;
        }
      }
    }
    for (auto& [key, figures] : all) out_.spans.push_back(std::move(figures));
    for (auto& [key, figures] : by_language) {
      figures.source_lang = std::get<Lang>(key);
      out_.spans_by_language.push_back(std::move(figures));
    }
  }

  void planted() {
    std::map<std::pair<std::string, std::string>, PlantedFigures> all;
    for (size_t i = 0; i < run_.rows.size(); ++i) {
      const SetRow& row = run_.rows[i];
      if (row.good.empty()) continue;
      // A fault that leaves nothing behind has no span: the kind says what to look for, anywhere in the sentence.
      const std::string norm = row.spans.empty() ? row.kind : row.spans.front().norm;
      const std::string category = row.spans.empty() ? row.kind : row.spans.front().category;
      PlantedFigures& figures = all[{norm, category}];
      figures.norm = norm;
      figures.category = category;
      ++figures.rows;
      bool found = false, fitting = false;
      for (const Alarm* alarm : of_row_[i]) {
        const bool on = row.spans.empty() ? fits(norm, alarm->category)
                                          : std::any_of(row.spans.begin(), row.spans.end(), [&](const ErrorSpan& s) { return overlaps(*alarm, s); });
        found |= on;
        fitting |= on && fits(norm, alarm->category);
      }
      figures.found += found;
      figures.fitting += fitting;
      if (!fitting) figures.missed.push_back(row.id);
      const auto good = of_good_.find(row.good);
      if (good == of_good_.end() || std::none_of(good->second.begin(), good->second.end(),
                                                 [&](const Alarm* alarm) { return fits(norm, alarm->category); })) continue;
      ++figures.good_flagged;
      figures.flagged.push_back(row.id);
    }
    for (auto& [key, figures] : all) out_.planted.push_back(std::move(figures));
  }

  void characters() {
    CharacterCounter counter;
    bool any = false;
    for (size_t i = 0; i < run_.rows.size(); ++i) {
      const SetRow& row = run_.rows[i];
      if (row.human || !row.has_spans) continue;
      std::vector<CharacterCounter::Stretch> ours, gold;
      for (const Alarm* alarm : of_row_[i])
        ours.push_back({alarm->begin, alarm->end, alarm->severity >= Severity::major ? CharacterCounter::kMajor : CharacterCounter::kMinor});
      for (const ErrorSpan& span : row.spans) {
        if (span.severity == "neutral") continue;
        gold.push_back({span.begin, span.end,
                        span.severity == "minor" ? CharacterCounter::kMinor
                        : span.severity == "major" || span.severity == "critical" ? CharacterCounter::kMajor : CharacterCounter::kAny});
      }
      any |= !gold.empty();
      counter.add(utf8::count(row.mt), ours, gold);
    }
    if (any) out_.characters = CharacterScore{counter.precision(), counter.recall(), counter.f1(), counter.rows()};
  }

  const SetRun& run_;
  std::vector<std::vector<const Alarm*>> of_row_;                       // on the row's own text
  std::map<std::string_view, std::vector<const Alarm*>> of_good_;       // by the right sentence
  SetFigures out_;
};

}  // namespace

SetFigures figures_of(const SetRun& run) { return Figures(run).take(); }

std::vector<RuleFigures> sum_of(const std::vector<SetFigures>& sets, bool categories) {
  std::map<std::string, RuleFigures> all;
  Tally machine, human;
  std::set<decltype(std::declval<const ReadAlarm&>().key())> alive;   // in the main readings
  for (const SetFigures& set : sets)
    if (set.main)
      for (const ReadAlarm& one : set.read) alive.insert(one.key());
  for (const SetFigures& set : sets) {
    if (!set.main) {
      if (categories) continue;
      // What the main reading does not find is stale there, and judged here.
      for (const ReadAlarm& one : set.read) {
        if (one.verdict == Verdict::open || alive.contains(one.key())) continue;
        RuleFigures& to = all[one.rule];
        to.id = one.rule;
        (one.human ? to.judged.human_right : to.judged.right) += one.verdict == Verdict::right;
        (one.human ? to.judged.human_wrong : to.judged.wrong) += one.verdict == Verdict::wrong;
        to.judged.unclear += one.verdict == Verdict::unclear;
      }
      continue;
    }
    machine.words += set.machine.words;
    human.words += set.human.words;
    for (const RuleFigures& one : categories ? set.categories : set.rules) {
      RuleFigures& to = all[one.id];
      to.id = one.id;
      if (one.machine.hits + one.human.hits || to.machine.hits + to.human.hits == 0) {
        to.category = one.category;
        to.status = one.status;
      }
      to.machine.hits += one.machine.hits;
      to.human.hits += one.human.hits;
      to.on_spans += one.on_spans;
      to.overlapping += one.overlapping;
      to.confirmed += one.confirmed;
      to.fitting += one.fitting;
      to.judged.add(one.judged);
    }
  }
  std::vector<RuleFigures> out;
  for (auto& [id, figures] : all) {
    figures.machine.words = machine.words;
    figures.human.words = human.words;
    out.push_back(std::move(figures));
  }
  std::stable_sort(out.begin(), out.end(), [](const RuleFigures& a, const RuleFigures& b) { return a.machine.hits > b.machine.hits; });
  return out;
}

}  // namespace wirecheck
