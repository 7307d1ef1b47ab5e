#include "findings/quality.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "findings/comparison.h"
#include "findings/sample.h"
#include "findings/span_score.h"
#include "report/quality.h"
#include "support/json_schema.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

using Counter = CharacterCounter;

Alarm alarm(uint32_t row, uint32_t begin, uint32_t end, Category category, Severity severity = Severity::minor, Side side = Side::mt) {
  Alarm out;
  out.row = row;
  out.begin = begin;
  out.end = end;
  out.category = category;
  out.severity = severity;
  out.side = side;
  out.rule = std::string("rule-") + std::string(name_of(category));
  return out;
}

// Two machine rows of two systems and one reference; one alarm on the first, two on the second, one on the reference.
SetRun small_run() {
  SetRun run;
  run.name = "tiny";
  run.rows.resize(2);
  run.rows[0] = {"tiny:1", "good", "", Lang::of("fr"), Lang::of("en"), "The mayor sings well.", "The mayor sang well.", "", "", false, true, {}};
  run.rows[1] = {"tiny:2", "bad", "", Lang::of("fr"), Lang::of("en"), "One mayor sing 12 good.", "The mayor sang well.", "", "", false, true, {}};
  run.rows[0].spans = {{4, 9, "Names/Wrong", "name", "minor", "A"}};
  run.rows[1].spans = {{15, 17, "Number/Wrong", "number", "major", "A"}, {0, 3, "Style", "style", "neutral", "B"}};
  run.texts = {{0, 100, Side::mt, false, false, false, 0}, {0, 200, Side::ref, true, false, false, 0}, {1, 100, Side::mt, false, false, false, 0}};
  run.alarms = {alarm(0, 4, 9, Category::grammar), alarm(0, 0, 3, Category::whitespace, Severity::minor, Side::ref),
                alarm(1, 15, 17, Category::numbers, Severity::major), alarm(1, 0, 3, Category::whitespace)};
  return run;
}

}  // namespace

TEST_CASE("the character F1 of the shared task, computed by hand", "[unit]") {
  Counter counter;
  // Text of 10 characters; people marked 0-4 major, we marked 2-6 minor: 2 characters shared at half credit.
  counter.add(10, {{2, 6, Counter::kMinor}}, {{0, 4, Counter::kMajor}});
  CHECK(counter.precision() == Approx(1.0 / 4));
  CHECK(counter.recall() == Approx(1.0 / 4));
  CHECK(counter.f1() == Approx(0.25));
  // A second row, the same severity, 3 characters shared of 3 and 5: shared 1 + 3, ours 4 + 3, theirs 4 + 5.
  counter.add(8, {{0, 3, Counter::kMajor}}, {{0, 5, Counter::kMajor}});
  CHECK(counter.precision() == Approx(4.0 / 7));
  CHECK(counter.recall() == Approx(4.0 / 9));
  CHECK(counter.f1() == Approx(2 * (4.0 / 7) * (4.0 / 9) / (4.0 / 7 + 4.0 / 9)));
}

TEST_CASE("characters that both severities mark, and gaps", "[unit]") {
  Counter both;
  both.add(4, {{0, 2, Counter::kMinor}}, {{0, 2, Counter::kMinor}, {0, 2, Counter::kMajor}});
  CHECK(both.f1() == Approx(1));
  Counter unknown;
  unknown.add(4, {{0, 2, Counter::kMajor}}, {{0, 2, Counter::kAny}});
  CHECK(unknown.f1() == Approx(1));
  Counter gap;
  gap.add(4, {{4, 4, Counter::kMinor}}, {{4, 4, Counter::kMinor}});
  CHECK(gap.f1() == Approx(1));
  Counter silent;
  silent.add(4, {}, {{0, 2, Counter::kMinor}});
  CHECK(silent.precision() == 0);
  CHECK(silent.f1() == 0);
}

TEST_CASE("similarity to a reference", "[unit]") {
  SimilarityCounter same, other, space;
  same.add("a cat sat", "a cat sat");
  CHECK(same.score() == Approx(1));
  space.add("acat  sat", "a cat sat");
  CHECK(space.score() == Approx(1));
  other.add("xyz", "a cat sat");
  CHECK(other.score() == 0);
  // One order only: text "ab" against "ac": unigrams share one of two each, bigrams none; F is the same as both means, 1/4.
  SimilarityCounter half;
  half.add("ab", "ac");
  CHECK(half.score() == Approx(0.25));
}

TEST_CASE("rates, ratios, systems", "[unit]") {
  const SetFigures figures = figures_of(small_run());
  CHECK(figures.machine.hits == 3);
  CHECK(figures.machine.words == 200);
  CHECK(figures.machine.rate() == Approx(15));
  CHECK(figures.human.hits == 1);
  CHECK(figures.human.words == 200);
  CHECK(ratio(figures.machine, figures.human) == Approx(15.0 / 7.5));
  CHECK(figures.machine_core.hits == 2);
  CHECK(figures.human_core.hits == 0);
  REQUIRE(figures.systems.size() == 2);
  CHECK(figures.systems[0].name == "bad");
  CHECK(figures.systems[0].machine.hits == 2);
  CHECK(figures.systems[0].machine_core.hits == 1);
  CHECK(figures.strongest == "good");
  // bad: 20 / 7.5, good: 10 / 7.5; of core alarms 10 / 2.5 both.
  CHECK(*figures.median_ratio == Approx(2));
  CHECK(*figures.median_ratio_core == Approx(4));
  CHECK(figures.languages == "fr-en");
}

TEST_CASE("a human text without an alarm still gives a ratio; without words there is none", "[unit]") {
  CHECK(ratio({4, 1000}, {0, 1000}) == Approx(8));
  CHECK(ratio({4, 1000}, {0, 0}) == 0);
}

TEST_CASE("findings against marked spans", "[unit]") {
  const SetFigures figures = figures_of(small_run());
  const auto rule = [&](std::string_view id) {
    for (const RuleFigures& one : figures.rules)
      if (one.id == id) return one;
    FAIL("no such rule");
    return RuleFigures();
  };
  CHECK(rule("rule-numbers").overlapping == 1);
  CHECK(rule("rule-numbers").confirmed == 1);
  CHECK(rule("rule-numbers").fitting == 1);
  CHECK(rule("rule-grammar").overlapping == 1);
  CHECK(rule("rule-grammar").fitting == 0);
  CHECK(rule("rule-whitespace").on_spans == 1);      // the alarm on the reference is no case for spans
  CHECK(rule("rule-whitespace").overlapping == 1);
  CHECK(rule("rule-whitespace").confirmed == 0);     // a neutral remark confirms nothing
  REQUIRE(figures.spans.size() == 3);
  CHECK(figures.spans[1].norm == "number");
  CHECK(figures.spans[1].found == 1);
  CHECK(figures.spans[1].fitting == 1);
  // Neutral spans are no gold: ours 5 + 2 + 3 characters, theirs 5 + 2, all of them shared at full credit.
  REQUIRE(figures.characters);
  CHECK(figures.characters->precision == Approx(0.7));
  CHECK(figures.characters->recall == Approx(1));
}

TEST_CASE("what a norm class fits", "[unit]") {
  CHECK(fits("number", Category::numbers));
  CHECK(fits("punctuation", Category::whitespace));
  CHECK_FALSE(fits("number", Category::grammar));
  CHECK_FALSE(fits("no such class", Category::other));
}

TEST_CASE("planted faults and their right sentences", "[unit]") {
  SetRun run;
  run.rows.resize(2);
  run.rows[0] = {"p:1", "planted", "number", Lang::of("fr"), Lang::of("en"), "He has 13 cats.", "", "He has 12 cats.", "", false, true, {{7, 9, "n", "number", "critical", ""}}};
  run.rows[1] = {"p:2", "planted", "number", Lang::of("fr"), Lang::of("en"), "He has 14 cats.", "", "He has 12 cats.", "", false, true, {{7, 9, "n", "number", "critical", ""}}};
  run.texts = {{0, 4, Side::mt, false, false, false, 0}, {0, 4, Side::good, true, false, false, 0}, {1, 4, Side::mt, false, false, false, 0}};
  run.alarms = {alarm(0, 7, 9, Category::numbers), alarm(0, 7, 9, Category::numbers, Severity::minor, Side::good), alarm(1, 0, 9, Category::grammar)};
  const SetFigures figures = figures_of(run);
  REQUIRE(figures.planted.size() == 1);
  CHECK(figures.planted[0].rows == 2);
  CHECK(figures.planted[0].found == 2);
  CHECK(figures.planted[0].fitting == 1);
  CHECK(figures.planted[0].missed == std::vector<std::string>{"p:2"});
  CHECK(figures.planted[0].good_flagged == 2);  // the sentence is the same one in both rows
}

TEST_CASE("verdicts come into the figures, stale ones are told", "[unit]") {
  SetRun run = small_run();
  const auto judge = [&](const char* record, const char* rule, uint32_t begin, uint32_t end, Verdict verdict) {
    Judgement one;
    one.record = record;
    one.rule = rule;
    one.begin = begin;
    one.end = end;
    one.verdict = verdict;
    run.judgements.push_back(one);
  };
  judge("tiny:1", "rule-grammar", 4, 9, Verdict::wrong);
  judge("tiny:2", "rule-numbers", 15, 17, Verdict::right);
  judge("tiny:2", "rule-numbers", 3, 5, Verdict::right);      // no longer found
  judge("tiny:2", "rule-gone", 3, 5, Verdict::wrong);         // a rule that no longer speaks
  judge("tiny:9", "rule-numbers", 15, 17, Verdict::right);    // a record that was not read: nothing is known
  run.texts.push_back({1, 4, Side::ref, true, false, false, 0});
  judge("tiny:2", "rule-grammar", 0, 1, Verdict::wrong);
  run.judgements.back().side = Side::ref;                      // on human text, and no longer found
  const SetFigures figures = figures_of(run);
  for (const RuleFigures& one : figures.rules) {
    if (one.id == "rule-grammar") CHECK(*one.judged.precision() == 0);
    if (one.id == "rule-numbers") {
      CHECK(one.judged.right == 1);
      CHECK(one.judged.stale_right == 1);
    }
    if (one.id == "rule-gone") CHECK(one.judged.stale_wrong == 1);
    if (one.id == "rule-whitespace") CHECK_FALSE(one.judged.precision());
  }
}

TEST_CASE("a draw depends on its seed and on the finding alone", "[unit]") {
  SetRun run = small_run();
  const auto first = draw(run, 2, 7), again = draw(run, 2, 7);
  REQUIRE(first.size() == 2);
  CHECK(first[0].alarm == again[0].alarm);
  CHECK(first[1].alarm == again[1].alarm);
  CHECK(draw(run, 99, 7).size() == 4);
  // Those drawn before stay drawn in a larger sample, in the same order.
  CHECK(draw(run, 3, 7)[1].alarm == first[1].alarm);
  run.judgements.push_back(open_judgement(run, *first[0].alarm));
  CHECK(draw(run, 2, 7)[0].alarm == first[1].alarm);
}

TEST_CASE("two reports beside each other", "[unit]") {
  const ReportedFinding stop{"a.txt", 3, 4, "stray-stop", "minor", ".", ""}, space{"a.txt", 9, 10, "spacing", "minor", " ", ""};
  ReportedFinding graver = space;
  graver.severity = "major";
  const Comparison c = compare({stop, space}, {graver, {"b.txt", 0, 1, "spacing", "minor", " ", ""}});
  CHECK(c.removed == std::vector<ReportedFinding>{stop});
  REQUIRE(c.added.size() == 1);
  CHECK(c.added[0].document == "b.txt");
  REQUIRE(c.changed.size() == 1);
  CHECK(c.changed[0].after.severity == "major");
  CHECK(c.rules.at("spacing").added == 1);
  CHECK(compare({stop, stop}, {stop}).removed.size() == 1);
  CHECK(compare({stop}, {stop}).same == 1);
}

TEST_CASE("figures of rules over several sets", "[unit]") {
  SetFigures one = figures_of(small_run()), second = one;
  second.main = false;
  const auto rules = sum_of({one, one, second}, false);
  for (const RuleFigures& rule : rules)
    if (rule.id == "rule-numbers") {
      CHECK(rule.machine.hits == 2);
      CHECK(rule.machine.words == 400);
    }
  CHECK(sum_of({one}, true).size() == 3);
}

TEST_CASE("the JSON of figures is what its schema says", "[unit]") {
  std::ifstream file(std::string(test::kSourceDir) + "/schema/quality.schema.json");
  const auto schema = nlohmann::json::parse(file);
  SetRun run = small_run();
  run.rows[0].good = "The mayor sings well!";
  const SetFigures figures = figures_of(run);
  const auto faults = [&](const std::string& json, const std::string& start) { return test::schema_faults(schema, nlohmann::json::parse(json), start); };
  CHECK(faults(quality_json(figures, nullptr), "/$defs/set") == std::vector<std::string>{});
  CHECK(faults(quality_json(figures, &run), "/$defs/set") == std::vector<std::string>{});
  CHECK(faults(quality_json(SetFigures(), nullptr), "/$defs/set") == std::vector<std::string>{});
  CHECK(faults("{\"version\": 1, \"sets\": [" + quality_json(figures, &run) + "], \"rules\": " + rule_figures_json(sum_of({figures}, false)) + "}", "") ==
        std::vector<std::string>{});
  CHECK(faults(sown_json("s", {{"a kind", 3, 2, 1, {{"r", 1}}, {"x"}}}), "/$defs/planted_set") == std::vector<std::string>{});
  const ReportedFinding one{"a", 0, 1, "r", "minor", "x", ""};
  ReportedFinding other = one;
  other.fix = "y";
  CHECK(faults(comparison_json(compare({one}, {other, {"b", 0, 1, "r", "minor", "x", ""}})), "") == std::vector<std::string>{});
}

TEST_CASE("the page stands alone and escapes what it shows", "[unit]") {
  SetRun run = small_run();
  run.rows[0].system = "<b>&\"";
  run.name = "a<b";
  QualityReport report;
  report.sets.push_back(figures_of(run));
  report.rules = sum_of(report.sets, false);
  report.command = "wirecheck eval \"a<b\"";
  const std::string page = quality_html(report);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(page.find("&lt;b&gt;&amp;&quot;") != std::string::npos);
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("http") == std::string::npos);
  CHECK(page.find("src=") == std::string::npos);
  CHECK(page.find("nan") == std::string::npos);
  CHECK(page.find("inf\"") == std::string::npos);
}
