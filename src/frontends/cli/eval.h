// What the parts of `wirecheck eval` share.
#pragma once
#include <string>
#include <vector>

#include "engine/evaluation.h"
#include "engine/inputs.h"
#include "frontends/cli/cli.h"

namespace wirecheck::cli {

struct EvalArguments {
  RuleArguments rules;
  std::vector<std::string> paths;
  std::string format = "terminal";
  bool verbose = false;
  // Stories with marks.
  double min_found = 0, min_right = 0;
  int64_t max_extra = -1;
  // Data sets.
  std::string source_text = "with", min_severity = "minor";
  std::vector<std::string> sides, systems;
  std::vector<std::string> verdicts, compared;
  std::string skeleton, html, confidence;
  bool all = false, findings = false, plant = false, policy = false;
  size_t sample = 0;
  uint64_t seed = 1;
  unsigned jobs = 1;
};

struct EvaluatedStories {
  std::string stories_json, total_json;  // with --format json
  bool unreadable = false;
  StoryScore total;
  bool reaches(const EvalArguments& a) const;  // the bounds asked for
};
EvaluatedStories evaluate_stories(const std::vector<Input>& inputs, const EvalArguments& a, const Engine& engine, StandardOutput& out);

struct MeasuredSets {
  std::string sets_json, rules_json, planted_json, policy_json;  // with --format json
  bool unreadable = false;
  size_t breaches = 0;   // with --policy: rules that do not keep it
};
// `stories`: plain files, for --plant. With --sample findings are written for reading, otherwise figures.
MeasuredSets measure_sets(const std::vector<Input>& inputs, const std::vector<Input>& stories, const EvalArguments& a, const Engine& engine, StandardOutput& out);

// The findings of two reports beside each other; the exit status.
int compare_reports(const EvalArguments& a);

}  // namespace wirecheck::cli
