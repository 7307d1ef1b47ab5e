// wirecheck eval: what the rules find in stories whose faults are marked.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/evaluation.h"
#include "frontends/cli/cli.h"

namespace wirecheck::cli {
namespace {

using Json = nlohmann::ordered_json;

struct EvalArguments {
  RuleArguments rules;
  std::vector<std::string> paths;
  std::string format = "terminal";
  bool verbose = false;
  double min_found = 0, min_right = 0;
  int64_t max_extra = -1;
};

double share(size_t part, size_t whole) { return whole ? static_cast<double>(part) / static_cast<double>(whole) : 1; }

std::string percent(size_t part, size_t whole) { return std::to_string(static_cast<int>(100 * share(part, whole) + 0.5)) + "%"; }

std::string line_of(const std::string& name, const StoryScore& s) {
  char rate[32];
  std::snprintf(rate, sizeof rate, "%.2f", s.extra_per_thousand());
  if (s.marks == 0 && s.known_misses == 0)
    return name + ": no marks, extra " + std::to_string(s.extra) + " (" + rate + " per 1,000 words)\n";
  std::string out = name + ": marks " + std::to_string(s.marks) + ", found " + std::to_string(s.found) + " (" + percent(s.found, s.marks) +
                    "), first fix right " + std::to_string(s.right) + " (" + percent(s.right, s.found) + "), extra " + std::to_string(s.extra) +
                    " (" + rate + " per 1,000 words)";
  if (s.known_misses) out += ", known misses found " + std::to_string(s.known_misses_found) + " of " + std::to_string(s.known_misses);
  return out + "\n";
}

Json json_of(const StoryScore& s) {
  Json out = Json::object();
  if (!s.path.empty()) out["path"] = s.path;
  out["marks"] = s.marks;
  out["found"] = s.found;
  out["right"] = s.right;
  out["extra"] = s.extra;
  out["words"] = s.words;
  out["extra_per_1000_words"] = static_cast<double>(static_cast<int64_t>(s.extra_per_thousand() * 1000 + 0.5)) / 1000;
  out["known_misses"] = s.known_misses;
  out["known_misses_found"] = s.known_misses_found;
  return out;
}

std::string_view name_of(ScoreNote::Kind kind) {
  switch (kind) {
    case ScoreNote::Kind::miss: return "miss";
    case ScoreNote::Kind::wrong_fix: return "wrong-fix";
    case ScoreNote::Kind::extra: return "extra";
    case ScoreNote::Kind::known_miss_found: return "known-miss-found";
  }
  return "";
}

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string note_line(const ScoreNote& note, const Document& document) {
  std::string out = "  " + std::string(name_of(note.kind)) + " " + quoted(note.text);
  for (size_t i = 0; i < note.wanted.size(); ++i) out += (i ? " or " : " -> ") + quoted(note.wanted[i]);
  for (const Finding* finding : note.findings) {
    out += "\n    " + finding->rule->id + " (" + std::string(wirecheck::name_of(finding->severity)) + ") " +
           quoted(std::string(document.slice(finding->span)));
    if (!finding->fixes.empty()) out += " -> " + quoted(replaced(document, finding->span, finding->fixes.front()));
  }
  return out + "\n";
}

Json note_json(const ScoreNote& note, const Document& document) {
  Json findings = Json::array();
  for (const Finding* finding : note.findings)
    findings.push_back({{"rule", finding->rule->id},
                        {"severity", wirecheck::name_of(finding->severity)},
                        {"text", document.slice(finding->span)},
                        {"fix", finding->fixes.empty() ? Json(nullptr) : Json(replaced(document, finding->span, finding->fixes.front()))}});
  return {{"kind", name_of(note.kind)}, {"text", note.text}, {"wanted", note.wanted}, {"findings", std::move(findings)}};
}

int run(const EvalArguments& a, const LoadedEngine& loaded) {
  StandardOutput out;
  StoryScore total;
  Scratch scratch;
  Json stories = Json::array();
  bool unreadable = false;
  for (const Input& input : expand_inputs(a.paths, "")) {
    auto story = evaluate(*loaded.engine, input, scratch);
    if (!story) {
      say(story.error());
      unreadable = true;
      continue;
    }
    const EvaluatedStory& one = *story.value();
    total.add(one.score);
    if (a.format == "json") {
      Json entry = json_of(one.score);
      if (a.verbose) {
        Json notes = Json::array();
        for (const ScoreNote& note : one.notes) notes.push_back(note_json(note, *one.report.document));
        entry["notes"] = std::move(notes);
      }
      stories.push_back(std::move(entry));
      continue;
    }
    std::string text = line_of(one.score.path, one.score);
    if (a.verbose)
      for (const ScoreNote& note : one.notes) text += note_line(note, *one.report.document);
    out.write(text);
  }
  if (a.format == "json") {
    const Json report = {{"version", 1}, {"stories", std::move(stories)}, {"total", json_of(total)}};
    out.write(report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    out.write(line_of("total", total));
  }
  if (unreadable) return kUnreadable;
  const bool enough = share(total.found, total.marks) >= a.min_found && share(total.right, total.found) >= a.min_right &&
                      (a.max_extra < 0 || total.extra <= static_cast<size_t>(a.max_extra));
  return enough ? kClean : kFindings;
}

}  // namespace

void add_eval(CLI::App& app, int& status) {
  auto a = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "Measure recall and false alarms on stories whose faults are marked");
  command->add_option("path", a->paths, "Stories with marks (*.marked.txt), folders of them, clean stories")->type_name("PATH")->required();
  add_rule_options(*command, a->rules);
  command->add_option("--format", a->format, "terminal or json [terminal]")->type_name("NAME")->check(CLI::IsMember({"terminal", "json"}))->group("Output");
  command->add_flag("-v,--verbose", a->verbose, "List what was missed, what got a wrong fix, what should not have been found")->group("Output");
  command->add_option("--min-found", a->min_found, "Exit with 1 below this share of marks found, 0 to 1")->type_name("SHARE")->check(CLI::Range(0.0, 1.0))->group("Output");
  command->add_option("--min-right", a->min_right, "Exit with 1 below this share of right first fixes, 0 to 1")->type_name("SHARE")->check(CLI::Range(0.0, 1.0))->group("Output");
  command->add_option("--max-extra", a->max_extra, "Exit with 1 above this number of extra findings")->type_name("N")->check(CLI::NonNegativeNumber)->group("Output");
  command->footer("A mark is found when a finding overlaps it; its fix is right when the first fixes of the findings on it, applied\n"
                  "together, give what one of the mark's own fixes gives. Extra: a finding at minor or above that touches no mark.");
  command->callback([a, &status] {
    const auto loaded = load_engine(a->rules, a->paths.front());
    status = loaded ? run(*a, *loaded) : kUsage;
  });
}

}  // namespace wirecheck::cli
