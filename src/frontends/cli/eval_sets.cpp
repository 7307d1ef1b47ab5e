// wirecheck eval over data sets.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "engine/measure.h"
#include "engine/planting.h"
#include "engine/read_report.h"
#include "engine/verdicts.h"
#include "findings/sample.h"
#include "frontends/cli/eval.h"
#include "report/quality.h"

namespace wirecheck::cli {
namespace {

constexpr size_t kRulesListed = 40;

// A JSON value pushed in by one level more.
std::string pushed_in(const std::string& json) {
  std::string out = "  ";
  for (const char c : json) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out;
}

class SetsRun {
 public:
  SetsRun(const EvalArguments& a, const Engine& engine, StandardOutput& out) : a_(a), engines_(engine.options()), out_(out) {
    rows_.from = Lang::of(a.rules.from);
    rows_.to = Lang::of(a.rules.to);
    rows_.systems = a.systems;
    options_.min_severity = *severity_of(a.min_severity);
    options_.jobs = a.jobs ? a.jobs : std::max(1u, std::thread::hardware_concurrency());
    if (!a.sides.empty()) options_.sides.clear();
    for (const std::string& side : a.sides) {
      options_.sides.push_back(*side_of(side.substr(0, side.find(':'))));
      if (const size_t colon = side.find(':'); colon != std::string::npos) options_.source_side = Lang::of(side.substr(colon + 1));
    }
    for (const std::string& path : a.verdicts)
      for (VerdictFile& file : read_verdicts(path, [&](const Error& error) { failed(error); })) verdicts_.push_back(std::move(file));
  }

  // Clean stories are rows of a set called after their folder and the one above it.
  MeasuredSets plant(const std::vector<Input>& inputs, const std::vector<Input>& stories) {
    std::map<std::string, std::vector<SetRow>> sets;
    for (const Input& input : stories) {
      auto document = input.failure ? Result<DocumentPtr>(*input.failure) : read_input(input, ReadOptions());
      if (!document) {
        failed(document.error());
        continue;
      }
      SetRow row;
      row.id = input.shown;
      row.mt = document.value()->text();
      row.human = true;
      row.source_lang = rows_.from;
      row.target_lang = rows_.to;
      const auto folder = std::filesystem::path(input.path).parent_path();
      sets[(folder.parent_path().filename() / folder.filename()).string()].push_back(std::move(row));
    }
    for (const auto& [name, rows] : sets) planted(name.empty() ? "." : name, rows);
    for (const DataSet& set : data_sets(inputs)) planted(set.name, read_rows(set, rows_, [&](const Error& error) { failed(error); }));
    measured_.planted_json = array(json_);
    return std::move(measured_);
  }

  MeasuredSets run(const std::vector<Input>& inputs) {
    for (const DataSet& set : data_sets(inputs)) {
      if (out_.failed()) break;
      std::vector<SetRow> rows = read_rows(set, rows_, [&](const Error& error) { failed(error); });
      if (rows.empty()) continue;
      const bool both = a_.source_text == "both" && has_source(rows);
      if (both) one(set.name, rows, true, true);
      one(set.name, std::move(rows), a_.source_text == "with", !both);
    }
    if (a_.sample) {
      show_sample();
      return std::move(measured_);
    }
    finish();
    return std::move(measured_);
  }

 private:
  void failed(const Error& error) {
    say(error);
    measured_.unreadable = true;
  }

  void one(const std::string& name, std::vector<SetRow> rows, bool with_source, bool main) {
    options_.with_source = with_source;
    SetRun run = measure(name, std::move(rows), engines_, options_, [&](const Error& error) { failed(error); });
    for (const VerdictFile& file : verdicts_)
      if (file.set == name) run.judgements.insert(run.judgements.end(), file.judgements.begin(), file.judgements.end());
    if (!a_.rules.only.empty()) keep_selected(run);
    if (a_.sample) return keep_sample(run);
    report_.sets.push_back(figures_of(run));
    SetFigures& figures = report_.sets.back();
    figures.main = main;
    if (a_.format == "json") json_.push_back(quality_json(figures, a_.findings ? &run : nullptr));
    if (a_.format == "terminal" && !a_.policy) out_.write((report_.sets.size() > 1 ? "\n" : "") + quality_text(figures, a_.all ? 0 : kRulesListed));
  }

  static std::string array(const std::vector<std::string>& values) {
    std::string out = "[";
    for (size_t i = 0; i < values.size(); ++i) out += (i ? ",\n" : "\n") + pushed_in(values[i]);
    return out + (values.empty() ? "]" : "\n]");
  }

  void planted(const std::string& name, const std::vector<SetRow>& rows) {
    options_.with_source = a_.source_text != "without";
    const auto kinds = sow(rows, engines_, options_, a_.seed, [&](const Error& error) { failed(error); });
    if (a_.format == "json") json_.push_back(sown_json(name, kinds));
    else out_.write(a_.format == "markdown" ? sown_markdown(name, kinds) : sown_text(name, kinds, a_.all));
  }

  void finish() {
    QualityReport& report = report_;
    if (!a_.confidence.empty()) write_file(a_.confidence, confidence_yaml(judged_by_support(report.sets)));
    if (a_.policy) {
      const std::vector<PolicyBreach> breaches = policy_breaches(report.sets);
      measured_.breaches = breaches.size();
      if (a_.format == "json") measured_.policy_json = policy_json(breaches);
      else out_.write(a_.format == "markdown" ? policy_markdown(breaches) : policy_text(breaches));
      return;
    }
    report.judged = !verdicts_.empty();
    report.rules = sum_of(report.sets, false);
    report.categories = sum_of(report.sets, true);
    for (const VerdictFile& file : verdicts_)
      for (const Judgement& one : file.judgements)
        if (!one.reason.empty()) report.reasons[one.record] = one.reason;
    if (a_.format == "markdown") out_.write(quality_markdown(report));
    if (a_.format == "json") {
      measured_.sets_json = array(json_);
      measured_.rules_json = rule_figures_json(report.rules);
    }
    report.command = "wirecheck eval";
    for (const std::string& path : a_.paths) report.command += " " + std::filesystem::path(path).filename().string();
    if (a_.source_text != "with") report.command += " --source-text " + a_.source_text;
    if (!a_.html.empty()) write_file(a_.html, quality_html(report));
  }

  void write_file(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.flush();
    if (!file) failed({Error::Code::io, "can not be written", path, 0, 0, {}});
  }

  // With --only a rule that was not asked for has lost nothing: its verdicts are left out.
  static void keep_selected(SetRun& run) {
    std::set<std::string> spoke;
    for (const Alarm& alarm : run.alarms) spoke.insert(alarm.rule);
    std::erase_if(run.judgements, [&](const Judgement& one) { return !spoke.contains(one.rule); });
  }

  void keep_sample(const SetRun& run) {
    for (const Drawn& drawn : draw(run, a_.sample, a_.seed))
      sample_.push_back({drawn.lot, run.name, reading_text(run, *drawn.alarm), open_judgement(run, *drawn.alarm)});
    std::stable_sort(sample_.begin(), sample_.end(), [](const Reading& a, const Reading& b) { return a.lot < b.lot; });
    if (sample_.size() > a_.sample) sample_.resize(a_.sample);
  }

  void show_sample() {
    std::map<std::string, std::vector<Judgement>> open;
    for (const Reading& one : sample_) {
      out_.write((open.empty() ? "" : "\n") + one.text);
      open[one.set].push_back(one.judgement);
    }
    if (a_.skeleton.empty()) return;
    for (const auto& [set, judgements] : open) {
      const std::string path = a_.skeleton + "/" + set + ".tsv";
      size_t added = 0;
      const Status status = add_open_verdicts(path, judgements, added);
      if (!status) failed(status.error());
      else say(path + ": findings to be judged: " + std::to_string(added));
    }
  }

  struct Reading {
    uint64_t lot;
    std::string set, text;
    Judgement judgement;
  };

  const EvalArguments& a_;
  EnginePool engines_;
  StandardOutput& out_;
  DataSetOptions rows_;
  MeasureOptions options_;
  QualityReport report_;
  std::vector<std::string> json_;
  std::vector<VerdictFile> verdicts_;
  std::vector<Reading> sample_;
  MeasuredSets measured_;
};

}  // namespace

MeasuredSets measure_sets(const std::vector<Input>& inputs, const std::vector<Input>& stories, const EvalArguments& a, const Engine& engine, StandardOutput& out) {
  SetsRun run(a, engine, out);
  return a.plant ? run.plant(inputs, stories) : run.run(inputs);
}

int compare_reports(const EvalArguments& a) {
  std::vector<std::vector<ReportedFinding>> reports;
  for (const std::string& path : a.compared) {
    auto report = read_report(path);
    if (!report) {
      say(report.error());
      return kUnreadable;
    }
    reports.push_back(std::move(report).value());
  }
  const Comparison comparison = compare(std::move(reports[0]), std::move(reports[1]));
  StandardOutput out;
  out.write(a.format == "json" ? comparison_json(comparison) : comparison_text(comparison));
  return out.failed() ? kUsage : kClean;
}

}  // namespace wirecheck::cli
