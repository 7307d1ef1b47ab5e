#include "engine/evaluation.h"

#include <catch2/catch.hpp>

#include "readers/reader.h"

using namespace wirecheck;

namespace {

struct Found {
  const char* words;
  const char* fix;  // null: none
  Severity severity = Severity::major;
};

StoryScore score_of(std::string_view notation, const std::vector<Found>& found, std::vector<ScoreNote>* notes = nullptr) {
  static const RuleInfo kRule = [] { RuleInfo rule; rule.id = "test"; return rule; }();
  const auto story = parse_marked(notation);
  REQUIRE(story);
  const DocumentPtr document = document_from_text(story.value().text);
  std::vector<Finding> findings;
  for (const Found& one : found) {
    const size_t at = document->text().find(one.words);
    REQUIRE(at != std::string::npos);
    Finding finding;
    finding.rule = &kRule;
    finding.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + std::string_view(one.words).size())};
    finding.severity = one.severity;
    if (one.fix) finding.fixes.push_back({{{finding.span, one.fix}}, Safety::review});
    findings.push_back(std::move(finding));
  }
  const StoryScore out = score(story.value(), *document, findings, notes);
  if (notes) for (ScoreNote& note : *notes) note.findings.clear();  // they point at what ends here
  return out;
}

}  // namespace

TEST_CASE("marks found, fixes right", "[unit]") {
  const char* story = "A \u27E6bad|good|fine\u27E7 day and a \u27E6poor|rich\u27E7 man.";
  CHECK(score_of(story, {}).found == 0);
  CHECK(score_of(story, {{"bad", "good"}}).right == 1);
  CHECK(score_of(story, {{"bad", "fine"}}).right == 1);
  CHECK(score_of(story, {{"bad", "worse"}}).right == 0);
  CHECK(score_of(story, {{"bad", nullptr}}).right == 0);
  CHECK(score_of(story, {{"bad", nullptr}}).found == 1);
  // What is underlined is the finding's own business; white space folds.
  CHECK(score_of(story, {{"A bad day", "A  good\nday"}}).right == 1);
  CHECK(score_of(story, {{"A bad day", "A good night"}}).right == 0);
  // Two findings on one mark are applied together.
  CHECK(score_of("\u27E6one two|1 2\u27E7", {{"one", "1"}, {"two", "2"}}).right == 1);
  // A finding that joins two marks is judged over both.
  CHECK(score_of(story, {{"bad day and a poor", "fine day and a rich"}}).right == 2);
  CHECK(score_of(story, {{"bad day and a poor", "fine day and a poor"}}).right == 0);
}

TEST_CASE("a mark without a fix is right when it is found", "[unit]") {
  CHECK(score_of("A \u27E6bad\u27E7 day.", {{"bad", "good"}}).right == 1);
}

TEST_CASE("extras, and findings that reach too far", "[unit]") {
  const char* story = "A \u27E6bad|good\u27E7 day of a man who went to the market and came home late in the evening.";
  CHECK(score_of(story, {{"man", "boy"}}).extra == 1);
  CHECK(score_of(story, {{"man", "boy", Severity::info}}).extra == 0);
  const StoryScore far = score_of(story, {{"bad day of a man who went to the market and came home", "good"}});
  CHECK(far.found == 0);
  CHECK(far.extra == 1);
  // A leftover goes with its whole line.
  CHECK(score_of("\u27E6Read|\u27E7 also what the minister of agriculture said about the harvest of last year", 
                 {{"Read also what the minister of agriculture said about the harvest of last year", ""}}).extra == 0);
}

TEST_CASE("known misses are counted apart", "[unit]") {
  std::vector<ScoreNote> notes;
  const StoryScore score = score_of("A \u27E6bad|good\u27E7{missed} day, a \u27E6poor|rich\u27E7 man.", {{"bad", "good"}}, &notes);
  CHECK(score.marks == 1);
  CHECK(score.found == 0);
  CHECK(score.known_misses == 1);
  CHECK(score.known_misses_found == 1);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].kind == ScoreNote::Kind::known_miss_found);
  CHECK(notes[1].kind == ScoreNote::Kind::miss);
}
