// wirecheck eval over data sets.
#include <algorithm>
#include <fstream>
#include <map>
#include <thread>

#include "engine/measure.h"
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
    for (const std::string& side : a.sides) options_.sides.push_back(*side_of(side));
    for (const std::string& path : a.verdicts)
      for (VerdictFile& file : read_verdicts(path, [&](const Error& error) { failed(error); })) verdicts_.push_back(std::move(file));
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
    if (a_.sample) return keep_sample(run);
    report_.sets.push_back(figures_of(run));
    SetFigures& figures = report_.sets.back();
    figures.main = main;
    if (a_.format == "json") json_.push_back(quality_json(figures, a_.findings ? &run : nullptr));
    if (a_.format == "terminal") out_.write(quality_text(figures, a_.all ? 0 : kRulesListed) + "\n");
  }

  void finish() {
    QualityReport& report = report_;
    report.rules = sum_of(report.sets, false);
    report.categories = sum_of(report.sets, true);
    for (const VerdictFile& file : verdicts_)
      for (const Judgement& one : file.judgements)
        if (!one.reason.empty()) report.reasons[one.record] = one.reason;
    if (a_.format == "markdown") out_.write(quality_markdown(report));
    if (a_.format == "json") {
      std::string sets = "[";
      for (size_t i = 0; i < json_.size(); ++i) sets += (i ? ",\n" : "\n") + pushed_in(json_[i]);
      measured_.sets_json = sets + (json_.empty() ? "]" : "\n]");
      measured_.rules_json = rule_figures_json(report.rules);
    }
    if (!a_.html.empty()) write_page(quality_html(report));
  }

  void write_page(const std::string& page) {
    std::ofstream file(a_.html, std::ios::binary);
    file << page;
    file.flush();
    if (!file) failed({Error::Code::io, "can not be written", a_.html, 0, 0, {}});
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
      out_.write(one.text + "\n");
      open[one.set].push_back(one.judgement);
    }
    if (a_.skeleton.empty()) return;
    for (const auto& [set, judgements] : open) {
      const std::string path = a_.skeleton + "/" + set + ".tsv";
      size_t added = 0;
      const Status status = add_open_verdicts(path, judgements, added);
      if (!status) failed(status.error());
      else say(path + ": " + std::to_string(added) + " findings to be judged");
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

MeasuredSets measure_sets(const std::vector<Input>& inputs, const EvalArguments& a, const Engine& engine, StandardOutput& out) {
  return SetsRun(a, engine, out).run(inputs);
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
