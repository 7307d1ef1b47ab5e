// The annotated stories of corpora/, judged as `wirecheck eval` judges them: by what the first fixes make of the text.
// fr-en: every mark is found with a right first fix, or carries {missed}; nothing else is found at minor or above. A mark that
// carries {missed} and is found with a right fix fails too: take {missed} away, and the gain is kept.
// clean-en: nothing is found at minor or above.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "engine/evaluation.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

std::vector<Input> stories(const std::string& folder) {
  std::vector<Input> out = expand_inputs({std::string(test::kSourceDir) + "/corpora/" + folder}, "");
  REQUIRE(out.size() >= 10);
  return out;
}

std::shared_ptr<const Engine> load(Lang source) {
  EngineOptions options;
  options.data_dir = test::kSourceDir;
  options.source = source;
  options.target = Lang::of("en");
  std::vector<Error> faults;
  auto engine = Engine::load(options, faults);
  for (const Error& fault : faults) UNSCOPED_INFO(to_string(fault));
  REQUIRE(engine);
  return engine;
}

std::string said(const ScoreNote& note, const Document& document) {
  std::string out;
  switch (note.kind) {
    case ScoreNote::Kind::miss: out = "not found, and no {missed} behind the mark: "; break;
    case ScoreNote::Kind::wrong_fix: out = "found, but the first fix is none of the mark's: "; break;
    case ScoreNote::Kind::extra: out = "found, and nothing is marked there: "; break;
    case ScoreNote::Kind::known_miss_found: out = "found and mended; take {missed} away: "; break;
  }
  out += "[" + note.text + "]";
  for (const std::string& fix : note.wanted) out += "\n    wanted: " + fix;
  for (const Finding* finding : note.findings) {
    out += "\n    " + finding->rule->id + " found [" + std::string(document.slice(finding->span)) + "]";
    if (!finding->fixes.empty()) out += ", first fix [" + replaced(document, finding->span, finding->fixes.front()) + "]";
  }
  return out;
}

// Spelling and WordNet back the checks; without them recall is lower and no mark can be demanded.
bool whole(const Engine& engine) { return engine.checks_off(Lang::of("en"), engine.options().source).empty(); }

void evaluate_folder(const std::string& folder, Lang source) {
  const auto engine = load(source);
  Scratch scratch;
  const bool all = whole(*engine);
  for (const Input& input : stories(folder)) {
    DYNAMIC_SECTION(std::filesystem::path(input.path).filename().string()) {
      auto story = evaluate(*engine, input, scratch);
      REQUIRE(static_cast<bool>(story));
      const EvaluatedStory& one = *story.value();
      CHECK(one.report.errors.empty());
      if (folder == "clean-en") CHECK(one.score.marks + one.score.known_misses == 0);
      for (const ScoreNote& note : one.notes)
        if (note.kind == ScoreNote::Kind::extra || (all && (note.kind != ScoreNote::Kind::known_miss_found || note.right)))
          FAIL_CHECK(said(note, *one.report.document));
    }
  }
}

}  // namespace

TEST_CASE("translated stories: what is marked is found and mended, nothing else is found") { evaluate_folder("fr-en", Lang::of("fr")); }

TEST_CASE("clean stories: nothing is found") { evaluate_folder("clean-en", Lang::of("fr")); }

TEST_CASE("clean stories without a source language: nothing is found") { evaluate_folder("clean-en", Lang()); }
