#include "findings/quality.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "data/confidence.h"
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

namespace {

Judgement judgement(const char* record, Side side, const char* rule, uint32_t begin, uint32_t end, Verdict verdict) {
  Judgement out;
  out.record = record;
  out.side = side;
  out.rule = rule;
  out.begin = begin;
  out.end = end;
  out.verdict = verdict;
  return out;
}

// `machine` alarms of a rule on the machine's text of row 0, of which `right` are judged right and the others wrong, and one on each
// reference of rows 1 to `clean`.
SetRun rule_run(uint32_t right, uint32_t machine, uint32_t clean) {
  SetRun run;
  run.name = "set";
  run.rows.resize(1 + clean);
  for (uint32_t i = 0; i < run.rows.size(); ++i) {
    run.rows[i].id = "set:" + std::to_string(i);
    run.rows[i].mt = "m";
    run.rows[i].ref = "r";
    run.texts.push_back({i, 100, i == 0 ? Side::mt : Side::ref, i != 0, false, false, 0});
  }
  for (uint32_t i = 0; i < machine; ++i) {
    run.alarms.push_back(alarm(0, i, i + 1, Category::grammar));
    run.judgements.push_back(judgement("set:0", Side::mt, "rule-grammar", i, i + 1, i < right ? Verdict::right : Verdict::wrong));
  }
  for (uint32_t i = 1; i <= clean; ++i) run.alarms.push_back(alarm(i, 0, 1, Category::grammar, Severity::minor, Side::ref));
  return run;
}

}  // namespace

TEST_CASE("real faults of the human text are counted apart", "[unit]") {
  SetRun run = small_run();
  SetFigures figures = figures_of(run);
  CHECK(figures.human_apart.hits == 1);                        // nobody has read it
  run.judgements.push_back(judgement("tiny:1", Side::ref, "rule-whitespace", 0, 3, Verdict::unclear));
  CHECK(figures_of(run).human_apart.hits == 1);
  run.judgements.back().verdict = Verdict::right;
  figures = figures_of(run);
  CHECK(figures.human.hits == 1);
  CHECK(figures.human_apart.hits == 0);
  CHECK(figures.human_apart.words == 200);
  CHECK(figures.human_core_apart.hits == 0);
  // bad: 10 per 1,000 words and system; half an alarm instead of one and a half. 20 / 2.5 and 10 / 2.5, the median.
  CHECK(*figures.median_ratio == Approx(2));
  CHECK(*figures.median_ratio_apart == Approx(6));
  QualityReport report;
  report.sets = {figures};
  CHECK(quality_markdown(report).find("counted apart") == std::string::npos);
  report.judged = true;
  CHECK(quality_markdown(report).find("| tiny | - | - ") == std::string::npos);
  CHECK(quality_markdown(report).find("counted apart") != std::string::npos);
}

TEST_CASE("verdicts on texts that people wrote are no part of the precision, whatever the side", "[unit]") {
  SetRun run = small_run();
  run.rows[0].human = true;
  run.texts[0].human = true;
  run.judgements = {judgement("tiny:1", Side::mt, "rule-grammar", 4, 9, Verdict::right)};
  for (const RuleFigures& one : figures_of(run).rules)
    if (one.id == "rule-grammar") {
      CHECK(one.judged.count() == 0);
      CHECK(one.judged.human_right == 1);
    }
}

TEST_CASE("rules that do not keep the policy", "[unit]") {
  const auto breaches = [](SetRun run) { return policy_breaches({figures_of(run)}); };
  CHECK(breaches(rule_run(9, 10, 3)).empty());                 // nine of ten: measured, whatever it does on human text
  REQUIRE(breaches(rule_run(8, 10, 0)).size() == 1);
  CHECK(breaches(rule_run(8, 10, 0))[0].kind == PolicyBreach::Kind::below);
  CHECK(breaches(rule_run(9, 9, 0)).empty());                  // unmeasured, and silent on human text
  SetRun run = rule_run(9, 9, 2);
  REQUIRE(breaches(run).size() == 1);
  CHECK(breaches(run)[0].kind == PolicyBreach::Kind::unmeasured);
  CHECK(breaches(run)[0].clean == 2);
  CHECK(breaches(run)[0].unread == 2);
  CHECK(policy_text(breaches(run)).find("unmeasured, and 2 of its clean hits are no real fault (2 unread)") != std::string::npos);
  CHECK(policy_markdown(breaches(run)).find("| `rule-grammar` | beta | 9 | 9 | 2 | 0 |") != std::string::npos);
  CHECK(policy_markdown({}).find("None.") != std::string::npos);
  // Two real faults of the copy, read as such.
  run.judgements.push_back(judgement("set:1", Side::ref, "rule-grammar", 0, 1, Verdict::right));
  REQUIRE(breaches(run).size() == 1);
  run.judgements.push_back(judgement("set:2", Side::ref, "rule-grammar", 0, 1, Verdict::right));
  CHECK(breaches(run).empty());
  // Drafts and hints are off or harmless.
  SetRun draft = rule_run(0, 10, 1), hint = draft;
  for (Alarm& one : draft.alarms) one.status = Maturity::draft;
  for (Alarm& one : hint.alarms) one.severity = Severity::info;
  CHECK(breaches(draft).empty());
  CHECK(breaches(hint).empty());
  // The second reading of a set adds what it alone has found, and nothing twice.
  SetFigures with = figures_of(rule_run(5, 5, 0)), without = figures_of(rule_run(8, 9, 1));
  without.main = false;
  REQUIRE(policy_breaches({with, without}).size() == 1);
  CHECK(policy_breaches({with, without})[0].right == 8);
  CHECK(policy_breaches({with, without})[0].wrong == 1);
  const auto rules = sum_of({with, without}, false);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].judged.right == 8);
  CHECK(rules[0].machine.hits == 5);
}

TEST_CASE("confidence is counted by what the source text says, and comes back from its file", "[unit]") {
  SetRun alone = rule_run(11, 12, 1), with = alone;
  for (size_t i = 0; i < 10; ++i) with.alarms[i].support = Support::confirmed;
  with.alarms[11].support = Support::unconfirmed;
  const auto counts = judged_by_support({figures_of(alone), figures_of(with)});
  REQUIRE(counts.size() == 1);
  const auto& of = counts.at("rule-grammar");
  CHECK(of[0].judged == 12);   // the human text does not count, nor the same finding again
  CHECK(of[0].right == 11);
  CHECK(of[1].judged == 10);
  CHECK(of[1].right == 10);
  CHECK(of[2].judged == 1);
  CHECK(of[2].right == 0);

  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "wirecheck-confidence-test";
  std::filesystem::create_directories(folder / "rules");
  const auto put = [&](const std::string& text) { std::ofstream(folder / "rules" / "confidence.yaml", std::ios::binary) << text; };
  put(confidence_yaml(counts));
  std::vector<Error> faults;
  const ConfidenceTable table = ConfidenceTable::load(folder.string(), faults);
  CHECK(faults.empty());
  RuleInfo rule;
  rule.id = "rule-grammar";
  table.apply(rule);
  CHECK(*rule.confidence == Approx(12.0 / 14));
  CHECK(*rule.confirmed == Approx(11.0 / 12));
  CHECK_FALSE(rule.unconfirmed);                               // one reading measures nothing
  CHECK(confidence_of(rule, Support::confirmed) == rule.confirmed);
  CHECK_FALSE(confidence_of(rule, Support::unconfirmed));
  rule.confirmed.reset();
  CHECK(confidence_of(rule, Support::confirmed) == rule.confidence);
  RuleInfo stated;
  stated.id = "rule-grammar";
  stated.confidence = 0.5f;
  table.apply(stated);
  CHECK(*stated.confidence == 0.5f);
  CHECK(confidence_yaml({}).ends_with("rules: {}\n"));

  put("rules:\n  a: {alone: [3, 2]}\n  b: {alone: 3}\n  c: {aloone: [1, 2]}\n");
  faults.clear();
  ConfidenceTable::load(folder.string(), faults);
  CHECK(faults.size() == 3);
  std::filesystem::remove_all(folder);
  faults.clear();
  CHECK(ConfidenceTable::load(folder.string(), faults).counts().empty());   // no file: nothing is measured
  CHECK(faults.empty());
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
  CHECK(faults("{\"version\": 1, \"policy\": " + policy_json(policy_breaches({figures_of(rule_run(8, 10, 1))})) + "}", "") == std::vector<std::string>{});
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
