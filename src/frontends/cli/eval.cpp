// wirecheck eval: what the rules find in stories whose faults are marked, and what they are worth on data sets.
#include "frontends/cli/eval.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "engine/dataset.h"

namespace wirecheck::cli {
namespace {

// A member of the JSON report, its lines pushed in.
std::string member(const std::string& name, const std::string& json) {
  std::string out = "  \"" + name + "\": ";
  for (const char c : json) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out;
}

int run(const EvalArguments& a, const LoadedEngine& loaded) {
  StandardOutput out;
  std::vector<Input> stories, sets;
  for (Input& input : expand_inputs(a.paths, "", {".tsv"}))
    (!input.failure && is_data_set_file(input.path) ? sets : stories).push_back(std::move(input));
  EvaluatedStories evaluated;
  MeasuredSets measured;
  if (!a.plant && (!stories.empty() || sets.empty())) evaluated = evaluate_stories(stories, a, *loaded.engine, out);
  if (a.plant || !sets.empty()) measured = measure_sets(sets, stories, a, *loaded.engine, out);
  if (a.format == "json" && a.sample == 0) {
    std::string json = "{\n  \"version\": 1";
    if (!evaluated.stories_json.empty()) json += ",\n" + member("stories", evaluated.stories_json) + ",\n" + member("total", evaluated.total_json);
    if (!measured.sets_json.empty()) json += ",\n" + member("sets", measured.sets_json) + ",\n" + member("rules", measured.rules_json);
    if (!measured.policy_json.empty()) json += ",\n" + member("policy", measured.policy_json);
    if (!measured.planted_json.empty()) json += ",\n" + member("planted", measured.planted_json);
    out.write(json + "\n}\n");
  }
  if (out.failed()) return kUsage;
  if (evaluated.unreadable || measured.unreadable) return kUnreadable;
  return evaluated.reaches(a) && measured.breaches == 0 ? kClean : kFindings;
}

// "mt", "source", "source:en"; what is wrong with another, for CLI11.
std::string known_side(const std::string& text) {
  const size_t colon = text.find(':');
  const auto side = side_of(std::string_view(text).substr(0, colon));
  if (!side || (colon != std::string::npos && (*side != Side::source || !Lang::of(text.substr(colon + 1)).known())))
    return text + " not in {mt,ref,good,source,source:LANG}";
  return {};
}

}  // namespace

void add_eval(CLI::App& app, int& status) {
  auto a = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "Measure the rules on stories whose faults are marked and on data sets");
  command->add_option("path", a->paths, "Stories with marks (*.marked.txt), clean stories, data sets (*.jsonl, *.tsv), folders of them")->type_name("PATH");
  add_rule_options(*command, a->rules);
  command->add_option("--format", a->format, "terminal, json, or markdown (tables over data sets) [terminal]")->type_name("NAME")->check(CLI::IsMember({"terminal", "json", "markdown"}))->group("Output");
  command->add_flag("-v,--verbose", a->verbose, "List what was missed, what got a wrong fix, what should not have been found")->group("Output");
  const auto stories = [&](const char* name, auto& to, const char* help, const char* type) {
    return command->add_option(name, to, help)->type_name(type)->group("Stories with marks");
  };
  stories("--min-found", a->min_found, "Exit with 1 below this share of marks found, 0 to 1", "SHARE")->check(CLI::Range(0.0, 1.0));
  stories("--min-right", a->min_right, "Exit with 1 below this share of right first fixes, 0 to 1", "SHARE")->check(CLI::Range(0.0, 1.0));
  stories("--max-extra", a->max_extra, "Exit with 1 above this number of extra findings", "N")->check(CLI::NonNegativeNumber);
  const auto sets = [&](const char* name, auto& to, const char* help, const char* type) {
    return command->add_option(name, to, help)->type_name(type)->group("Data sets");
  };
  sets("--source-text", a->source_text, "Check the texts with their source text, without it, or both [with]", "HOW")->check(CLI::IsMember({"with", "without", "both"}));
  sets("--sides", a->sides, "What is checked: mt, ref, good, source, or source:LANG [mt,ref,good]", "SIDE,...")->delimiter(',')->allow_extra_args(false)->check(known_side);
  sets("--systems", a->systems, "Only the rows of these systems", "NAME,...")->delimiter(',')->allow_extra_args(false);
  sets("--min-severity", a->min_severity, "Count findings from here on: info, minor, major, critical [minor]", "SEVERITY")->check(CLI::IsMember({"info", "minor", "major", "critical"}));
  sets("--jobs", a->jobs, "Threads; 0: one a processor. The output does not depend on it [1]", "N");
  sets("--html", a->html, "Write the figures as one page with plots, too", "FILE");
  sets("--confidence", a->confidence, "Write how often each rule was right, by what the source text says (--verdicts): rules/confidence.yaml", "FILE");
  command->add_flag("--all", a->all, "List every rule and class of spans, not the most frequent alone")->group("Data sets");
  command->add_flag("--findings", a->findings, "The findings themselves stand in the JSON")->group("Data sets");
  command->add_flag("--policy", a->policy, "Instead of figures the rules that are on and not measured to be right in nine of ten (--verdicts); exit with 1 when there is one")->group("Data sets");
  command->add_flag("--plant", a->plant, "Plant a fault of each kind into every clean text and tell how many are found (--seed)")->group("Data sets");
  const auto reading = [&](const char* name, auto& to, const char* help, const char* type) {
    return command->add_option(name, to, help)->type_name(type)->group("Reading findings");
  };
  reading("--sample", a->sample, "Print N findings that nobody has judged, in context, instead of figures", "N")->check(CLI::PositiveNumber);
  reading("--seed", a->seed, "What is drawn, or planted, depends on this number alone [1]", "S");
  reading("--verdicts", a->verdicts, "What people judged after reading: SET.tsv, or a folder of them", "PATH")->allow_extra_args(false);
  reading("--skeleton", a->skeleton, "Add the sample's lines, still to be judged, to DIR/SET.tsv", "DIR");
  reading("--compare", a->compared, "Two reports (check --format json, eval --findings): what was added and removed", "A B")->expected(2);
  command->footer("A mark is found when a finding overlaps it; its fix is right when the first fixes of the findings on it, applied\n"
                  "together, give what one of the mark's own fixes gives. Extra: a finding at minor or above that touches no mark.\n"
                  "Data sets: rows with the fields mt, ref, source, system, src_lang, tgt_lang, spans ...; figures are alarms per\n"
                  "1,000 words on the machine's text and on human text of the same documents, and their ratio. --from and --to stand\n"
                  "in place of the rows' languages.");
  command->callback([a, &status] {
    if (!a->compared.empty()) {
      status = compare_reports(*a);
      return;
    }
    if (a->paths.empty()) {
      say("eval: nothing to measure; expected stories with marks, data sets or folders of them, or --compare A B");
      status = kUsage;
      return;
    }
    const auto loaded = load_engine(a->rules, a->paths.front());
    status = loaded ? run(*a, *loaded) : kUsage;
  });
}

}  // namespace wirecheck::cli
