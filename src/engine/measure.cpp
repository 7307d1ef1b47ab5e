#include "engine/measure.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "core/offsets.h"
#include "core/utf8.h"
#include "readers/reader.h"

namespace wirecheck {
namespace {

struct Checked {
  CheckedText text;
  std::vector<Alarm> alarms;
};

std::vector<Alarm> alarms_of(const DocumentReport& report, uint32_t row, Side side, Severity least) {
  std::vector<Alarm> out;
  const LineIndex lines(report.document->text());
  for (const Finding& finding : report.findings) {
    if (finding.severity < least) continue;
    Alarm alarm;
    alarm.row = row;
    alarm.side = side;
    alarm.begin = lines.at(finding.span.begin).chars;
    alarm.end = lines.at(finding.span.end).chars;
    alarm.severity = finding.severity;
    alarm.category = finding.rule->category;
    alarm.status = finding.rule->status;
    alarm.support = finding.support;
    alarm.rule = finding.rule->id;
    alarm.text = report.document->slice(finding.span);
    alarm.message = finding.message;
    alarm.has_fix = !finding.fixes.empty();
    if (alarm.has_fix) alarm.fix = replaced(*report.document, finding.span, finding.fixes.front());
    out.push_back(std::move(alarm));
  }
  return out;
}

// Words that the language's table of third-person pronouns lists.
uint32_t pronouns_of(const Analysis& analysis) {
  std::set<std::string> forms;
  for (const auto& row : analysis.resources.facts->table("closed-class.third_person"))
    for (const std::string& cell : row)
      if (const size_t equals = cell.find('='); equals != std::string::npos) forms.insert(cell.substr(equals + 1));
  uint32_t out = 0;
  for (const Token& token : analysis.tokens) out += token.kind == TokenKind::word && forms.contains(utf8::fold(analysis.text(token)));
  return out;
}

class Measuring {
 public:
  Measuring(const std::vector<SetRow>& rows, const MeasureOptions& options, const std::function<void(const Error&)>& fault)
      : rows_(rows), options_(options), fault_(fault) {
    for (const SetRow& row : rows)
      count_pronouns_ |= std::any_of(row.spans.begin(), row.spans.end(), [](const ErrorSpan& span) { return span.norm == "pronoun"; });
    std::set<std::pair<Lang, std::string_view>> seen;
    for (uint32_t row = 0; row < rows.size(); ++row) {
      for (const Side side : options.sides) {
        const std::string& text = rows[row].text(side);
        const bool human = side != Side::mt || rows[row].human;
        if (side == Side::source && options.source_side.known() && rows[row].source_lang != options.source_side) continue;
        if (text.empty() || (human && !seen.insert({language_of(row, side), text}).second)) continue;
        checked_.push_back({{row, 0, side, human, false, false, 0}, {}});
      }
    }
  }

  void run(EnginePool& engines) {
    std::map<std::pair<Lang, Lang>, std::vector<Checked*>> groups;
    for (Checked& one : checked_) {
      const SetRow& row = rows_[one.text.row];
      groups[{one.text.side == Side::source ? Lang() : row.source_lang, language_of(one.text.row, one.text.side)}].push_back(&one);
    }
    for (auto& [pair, group] : groups) {
      std::vector<Error> faults;
      const auto engine = engines.of(pair.first, pair.second, faults);
      for (const Error& fault : faults) fault_(fault);
      if (engine) share_out(*engine, group);
    }
    for (const Error& fault : faults_) fault_(fault);
  }

  std::vector<Checked>& checked() { return checked_; }

 private:
  Lang language_of(uint32_t row, Side side) const { return side == Side::source ? rows_[row].source_lang : rows_[row].target_lang; }

  void share_out(const Engine& engine, const std::vector<Checked*>& group) {
    std::atomic<size_t> next{0};
    const auto work = [&] {
      Scratch scratch;
      for (size_t i; (i = next.fetch_add(1)) < group.size();) check(engine, *group[i], scratch);
    };
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < options_.jobs; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
  }

  void check(const Engine& engine, Checked& one, Scratch& scratch) {
    const SetRow& row = rows_[one.text.row];
    try {
      DocumentPtr original;
      if (options_.with_source && one.text.side != Side::source && !row.source.empty()) original = document_from_text(row.source, row.id);
      const DocumentPtr document = document_from_text(row.text(one.text.side), row.id, std::move(original));
      const DocumentReport report = engine.check(document, scratch);
      if (count_pronouns_ && one.text.human) one.text.pronouns = pronouns_of(*engine.analyse(*document, scratch));
      one.text.words = report.words;
      for (const Error& error : report.errors) {
        if (error.code != Error::Code::usage) {
          add(error, row);
          continue;
        }
        // What switches the packs off switches everything off; else it is the source text that was left out.
        const bool all_off = std::any_of(report.checks_off.begin(), report.checks_off.end(), [&](const CheckOff& off) {
          return off.check == "rule packs" && error.message.starts_with(off.reason);
        });
        (all_off ? one.text.refused : one.text.without_source) = true;
      }
      one.alarms = alarms_of(report, one.text.row, one.text.side, options_.min_severity);
    } catch (const std::exception& e) {
      add({Error::Code::internal, std::string("the text could not be checked: ") + e.what(), {}, 0, 0, {}}, row);
    }
  }

  void add(Error error, const SetRow& row) {
    error.file = row.id;
    const std::lock_guard lock(mutex_);
    faults_.push_back(std::move(error));
  }

  const std::vector<SetRow>& rows_;
  const MeasureOptions& options_;
  const std::function<void(const Error&)>& fault_;
  std::vector<Checked> checked_;
  bool count_pronouns_ = false;
  std::mutex mutex_;  // guards faults_
  std::vector<Error> faults_;
};

}  // namespace

std::shared_ptr<const Engine> EnginePool::of(Lang source, Lang target, std::vector<Error>& faults) {
  const auto at = engines_.find({source, target});
  if (at != engines_.end()) return at->second;
  // Sets come one after another and most have one pair: a few engines at hand are enough.
  constexpr size_t kKept = 4;
  if (engines_.size() >= kKept) engines_.clear();
  EngineOptions options = options_;
  options.source = source;
  options.target = target;
  auto engine = Engine::load(options, faults);
  if (engine) engines_[{source, target}] = engine;
  return engine;
}

bool has_source(const std::vector<SetRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const SetRow& row) { return !row.source.empty(); });
}

SetRun measure(std::string name, std::vector<SetRow> rows, EnginePool& engines, const MeasureOptions& options,
               const std::function<void(const Error&)>& fault) {
  SetRun run;
  run.name = std::move(name);
  run.with_source = options.with_source && has_source(rows) &&
                    std::any_of(options.sides.begin(), options.sides.end(), [](Side side) { return side != Side::source; });
  run.rows = std::move(rows);
  Measuring measuring(run.rows, options, fault);
  measuring.run(engines);
  for (Checked& one : measuring.checked()) {
    run.texts.push_back(one.text);
    for (Alarm& alarm : one.alarms) run.alarms.push_back(std::move(alarm));
  }
  return run;
}

}  // namespace wirecheck
