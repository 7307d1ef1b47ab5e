// wirecheck check: reads stories, reports what is wrong in them.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

#include "core/utf8.h"
#include "engine/selectors.h"
#include "frontends/cli/cli.h"
#include "report/reporter.h"
#include "report/summary.h"

namespace wirecheck::cli {
namespace {

constexpr size_t kErrorsSaid = 3;  // of one document

struct CheckArguments {
  RuleArguments rules;
  InputArguments input;
  std::string format = "terminal", min_severity, fail_on;
  std::vector<std::string> require;
  bool exit_zero = false;
};

bool is_blank(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto d = utf8::decode(text, i);
    if (!utf8::is_space(d.c)) return false;
    i += d.size;
  }
  return true;
}

// Says what went wrong with one document: the first few, and how many more.
void say_errors(const DocumentReport& report) {
  for (size_t i = 0; i < std::min(report.errors.size(), kErrorsSaid); ++i) say(report.errors[i]);
  if (report.errors.size() > kErrorsSaid)
    say(report.document->path() + ": and " + std::to_string(report.errors.size() - kErrorsSaid) + " more of these");
}

// The run of one command line.
class CheckRun {
 public:
  CheckRun(const CheckArguments& arguments, LoadedEngine loaded) : a_(arguments), loaded_(std::move(loaded)) {
    min_severity_ = chosen(a_.min_severity, loaded_.house.min_severity, Severity::info);
    if (a_.fail_on != "none") fail_on_ = chosen(a_.fail_on, loaded_.house.fail_on, Severity::major);
    require_ = loaded_.house.require;
    require_.insert(require_.end(), a_.require.begin(), a_.require.end());
  }

  int run() {
    const std::vector<Error> unknown = unknown_checks(*loaded_.engine, require_);
    for (const Error& error : unknown) say(error);
    const auto options = run_options(a_.input);
    if (!unknown.empty() || !options) return kUsage;
    ReportOptions report;
    report.versions = loaded_.engine->versions();
    report.colour = StandardOutput::wants_colour();
    report.width = StandardOutput::width();
    report.pass_through = a_.input.pass_through;
    reporter_ = make_reporter(a_.format, report, [this](std::string_view text) { out_.write(text); });
    reporter_->begin();
    run_batch(*loaded_.engine, stories(a_.input, *loaded_.engine), *options, [this](RunItem item) {
      if (auto* document = std::get_if<DocumentReport>(&item)) answered(*document);
      else failed(std::get<Error>(item));
      return !out_.failed();
    });
    reporter_->end();
    say_suggestions();
    return status();
  }

 private:
  static Severity chosen(const std::string& asked, std::optional<Severity> house, Severity otherwise) {
    if (const auto severity = severity_of(asked)) return *severity;
    return house.value_or(otherwise);
  }

  void answered(DocumentReport& report) {
    std::erase_if(report.findings, [&](const Finding& finding) { return finding.severity < min_severity_; });
    summary_.add(report);
    say_errors(report);
    if (is_blank(report.document->text())) say(report.document->id() + ": nothing to check: the text is empty");
    if (report.suggested_source.known()) {
      auto& [count, first] = suggested_[report.suggested_source];
      if (count++ == 0) first = report.document->id();
    }
    for (const std::string& check : require_)
      for (const CheckOff& off : report.checks_off)
        if (off.check == check && required_off_.emplace(check, off.reason).second)
          say("the check " + check + " is required, and it is off: " + off.reason);
    reporter_->document(report);
  }

  void failed(const Error& error) {
    ++summary_.errors;
    say(error);
    reporter_->failure(error);
  }

  void say_suggestions() const {
    for (const auto& [lang, where] : suggested_) {
      const auto& [count, first] = where;
      const std::string code(lang.code());
      say(first + (count > 1 ? " and " + std::to_string(count - 1) + " more read" : " reads") + " as translated from \"" + code +
          "\"; --from " + code + " runs the rules for that");
    }
  }

  int status() const {
    if (out_.failed() || !required_off_.empty()) return kUsage;
    if (summary_.errors) return kUnreadable;
    if (a_.exit_zero || !fail_on_) return kClean;
    for (size_t i = static_cast<size_t>(*fail_on_); i < summary_.by_severity.size(); ++i)
      if (summary_.by_severity[i]) return kFindings;
    return kClean;
  }

  const CheckArguments& a_;
  LoadedEngine loaded_;
  Severity min_severity_ = Severity::info;
  std::optional<Severity> fail_on_;
  std::vector<std::string> require_;
  std::unique_ptr<Reporter> reporter_;
  StandardOutput out_;
  Summary summary_;
  std::map<Lang, std::pair<uint64_t, std::string>> suggested_;  // how many documents, and the first
  std::map<std::string, std::string> required_off_;
};

}  // namespace

void add_check(CLI::App& app, int& status) {
  auto a = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand("check", "Report translation artifacts in stories, with the words to put there");
  add_input_options(*command, a->input);
  add_rule_options(*command, a->rules);
  command->add_option("--jobs", a->input.jobs, "Threads; 0: one a processor. The output does not depend on it [1]")->type_name("N")->group("Input");
  command->add_flag("--pass-through", a->input.pass_through, "The record's other fields stand in its result line (--format jsonl)")->group("Records of JSON Lines");
  const std::vector<std::string> severities = {"info", "minor", "major", "critical"};
  std::vector<std::string> or_none = severities;
  or_none.push_back("none");
  command->add_option("--format", a->format, "terminal, json, jsonl (a line a document) or sarif [terminal]")->type_name("NAME")->check(CLI::IsMember(reporter_names()))->group("Output");
  command->add_option("--min-severity", a->min_severity, "Report from here on: info, minor, major, critical [info]")->type_name("SEVERITY")->check(CLI::IsMember(severities))->group("Output");
  command->add_option("--fail-on", a->fail_on, "Exit with 1 from here on, or none [major]")->type_name("SEVERITY")->check(CLI::IsMember(or_none))->group("Output");
  command->add_flag("--exit-zero", a->exit_zero, "Exit with 0 whatever was found")->group("Output");
  command->add_option("--require", a->require, "Exit with 2 if this check is off (a dictionary missing ...)")->type_name("CHECK,...")->delimiter(',')->allow_extra_args(false)->group("Output");
  command->footer(
      "Exit status: 0 clean; 1 findings at or above --fail-on; 2 wrong usage, configuration or rule pack, or a required\n"
      "check is off; 3 some input could not be read (the rest was answered).");
  command->callback([a, &status] {
    auto loaded = load_engine(a->rules, a->input.paths.front());
    status = loaded ? CheckRun(*a, std::move(*loaded)).run() : kUsage;
  });
}

}  // namespace wirecheck::cli
