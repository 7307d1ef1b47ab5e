// wirecheck eval over stories whose faults are marked: recall, first fixes, what should not have been found.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/evaluation.h"
#include "frontends/cli/eval.h"

namespace wirecheck::cli {
namespace {

using Json = nlohmann::ordered_json;

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

}  // namespace

bool EvaluatedStories::reaches(const EvalArguments& a) const {
  return share(total.found, total.marks) >= a.min_found && share(total.right, total.found) >= a.min_right &&
         (a.max_extra < 0 || total.extra <= static_cast<size_t>(a.max_extra));
}

EvaluatedStories evaluate_stories(const std::vector<Input>& inputs, const EvalArguments& a, const Engine& engine, StandardOutput& out) {
  EvaluatedStories all;
  Scratch scratch;
  Json stories = Json::array();
  for (const Input& input : inputs) {
    auto story = evaluate(engine, input, scratch);
    if (!story) {
      say(story.error());
      all.unreadable = true;
      continue;
    }
    const EvaluatedStory& one = *story.value();
    all.total.add(one.score);
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
    all.stories_json = stories.dump(2, ' ', false, Json::error_handler_t::replace);
    all.total_json = json_of(all.total).dump(2, ' ', false, Json::error_handler_t::replace);
  } else {
    out.write(line_of("total", all.total));
  }
  return all;
}

}  // namespace wirecheck::cli
