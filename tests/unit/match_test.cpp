// Rules over texts: every construct of docs/rule-language.md, the conditions, archives, selection and explanations.
#include <catch2/catch.hpp>
#include <chrono>

#include "support/pack_rig.h"

using namespace wirecheck;
using namespace wirecheck_test;
using When = Condition::Kind;

namespace {

struct Case {
  const char* pattern;
  const char* text;
  const char* found;
};

}  // namespace

TEST_CASE("patterns over a text") {
  const Case kCases[] = {
      // words: folded; hyphens and spaces meet both ways, curly apostrophes are apostrophes
      {"the door", "The Door is open. Near the door he stood.", "[The Door] [the door]"},
      {"porte-parole", "The porte-parole and the porte parole came.", "[porte-parole] [porte parole]"},
      {"porte parole", "A porte-parole came.", "[porte-parole]"},
      {"white weapon", "A non-white weapon lay there. A white weapon-like thing.", ""},
      {"moscou", "The pro-Moscou party won.", "[Moscou]"},
      {"minister's car", "The minister\u2019s car left.", "[minister\u2019s car]"},
      {"don't know", "They don\u2019t know.", "[don\u2019t know]"},
      {"@number year old", "A 27-year-old man.", "[27-year-old]"},
      // exact case and punctuation
      {"\"May\" said", "May said he may. may said.", "[May said]"},
      {"\"White House\"", "The White House and a white house.", "[White House]"},
      {"indeed \".\"", "Yes, indeed. No.", "[indeed.]"},
      {"that , said", "All that, said he.", "[that, said]"},
      {"\" yes", "He said \u201Cyes\u201D to it.", "[\u201Cyes]"},
      {"two - three", "From two\u2013three of them.", "[two\u2013three]"},
      // lemmas and forms
      {"<interpellate> him", "They interpellated him. They are interpellating him.", "[interpellated him] [interpellating him]"},
      {"<take:past|third> part", "He took part. He takes part. They take part, taken part.", "[took part] [takes part]"},
      {"<white weapon>", "Two white weapons were found.", "[white weapons]"},
      // alternatives, options, repetition, gaps, negation, edges
      {"(door | gate of iron) word", "The door word. The gate of iron word. The iron word.", "[door word] [gate of iron word]"},
      {"door word? of", "The door of it, the door word of it.", "[door of] [door word of]"},
      {"very{2,3} good", "Very good. A very very good one. So very very very good.", "[very very good] [very very very good]"},
      {"took ..3 part", "He took an active part. He took it, and then came a part.", "[took an active part]"},
      {"door ..2 said", "The door said it and said more.", "[door said]"},
      {"retired !from", "He retired there. He retired from it. He retired.", "[retired there] [retired.]"},
      {"^ but", "But no. Yes but no. \"But why?\"", "[But] [But]"},
      {"here $", "He is here. Here he is. \"I am here.\"", "[here] [here]"},
      {"[x: the] [bad: door] of", "The door of it.", "[door]"},
      {"/[a-z]*tch[a-z]*/", "Mr Pletchev came.", "[Pletchev]"},
      // what the analysis knows
      {"@weekday in question", "The Monday in question was cold.", "[Monday in question]"},
      {"since @number years", "Closed since 12 years, since three years, since 30 000 years.", "[since 12 years] [since three years] [since 30 000 years]"},
      {"@quote , <launch> he", "\"I am here,\" launched he. \"We go\", launched he.", "[\"We go\", launched he]"},
      {"@quote <launch>", "\"I am here. So are you,\" launched the man.", "[So are you,\" launched]"},
      {"@determiner door", "A door, the door, door.", "[A door] [the door]"},
      {"on @date of", "It was on 27 September 2020 of all days.", "[on 27 September 2020 of]"},
      {"of @person-name said", "The man of Emmanuel Macron said no. The man of Paris said no.", "[of Emmanuel Macron said]"},
      {"@money for", "He paid 30 million euros for it.", "[30 million euros for]"},
      {"of @month last", "In the days of March last.", "[of March last]"},
      {":DET :PREP? door", "The door.", "[The door]"},
      // leftmost, longest by greed, no overlaps
      {"door (of the door)?", "The door of the door of the door.", "[door of the door] [door]"},
      // not across sentences
      {"iron . door", "It is iron. Door here.", ""},
      {"moskva", "Nothing.", ""},
  };
  for (const Case& c : kCases) {
    DYNAMIC_SECTION(c.pattern << " / " << c.text) {
      PackRig rig;
      rig.add(rule("r", {c.pattern}));
      const std::string found = rig.found(c.text);
      for (const Error& fault : rig.faults) UNSCOPED_INFO(to_string(fault));
      CHECK(rig.faults.empty());
      CHECK(found == c.found);
    }
  }
}

TEST_CASE("several patterns of a rule are alternatives in order") {
  PackRig rig;
  rig.add(rule("r", {"[bad: door] of", "[bad: door of iron] gate", "gate"}));
  CHECK(rig.found("The door of iron gate.") == "[door] [gate]");
}

TEST_CASE("lists: the pack's own, shared ones, built-in classes") {
  PackRig rig;
  rig.list("body", {"ministry", "police force", "@bank"}).list("bank", {"<bank>", "\"IMF\""});
  SharedList shared;
  shared.target = Lang::of("en");
  shared.list = {"said", sourced({"<say>", "<call for>"}), {}};
  rig.set.shared.push_back(shared);
  rig.add(rule("r", {"the @body @said"}));
  CHECK(rig.found("The ministry says no. The police force called for calm. The banks said so. The IMF said. The imf said. The army said.") ==
        "[The ministry says] [The police force called for] [The banks said] [The IMF said]");
  CHECK(rig.faults.empty());
}

TEST_CASE("faults of packs name the place and what was expected") {
  const auto fault_of = [](RuleModel model) {
    PackRig rig;
    rig.list("said", {"<say>"});
    rig.add(std::move(model));
    rig.compile();
    return rig.faults.empty() ? "" : to_string(rig.faults.front());
  };
  CHECK(fault_of(rule("r", {"the @sayd"})).find("1:5: there is no list or class @sayd; did you mean @said?") != std::string::npos);
  CHECK(fault_of(rule("r", {"door? gate?"})).find("can match nothing") != std::string::npos);
  CHECK(fault_of(rule("r", {":NAUN"})).find("no part of speech") != std::string::npos);
  CHECK(fault_of(rule("r", {"/(/"})).find("does not compile") != std::string::npos);
  CHECK(fault_of(rule("r", {"a"}, {"{x}"})).find("no capture \"x\"") != std::string::npos);
  CHECK(fault_of(rule("r", {"a"}, {"{b|like:x}"})).find("no capture \"x\"") != std::string::npos);
  CHECK(fault_of(rule("r", {})).find("nothing to match") != std::string::npos);
  RuleModel model = rule("r", {"a"});
  model.unless.push_back(condition(When::in, {"qoute"}));
  CHECK(fault_of(model).find("did you mean quote?") != std::string::npos);
  model = rule("r", {"a"});
  model.when.push_back(condition(When::number, {"more"}));
  CHECK(fault_of(model).find("comparison") != std::string::npos);
  model = rule("r", {});
  model.regex = {"a\\b", {"f.yaml", 3, 10}};
  CHECK(fault_of(model).find("f.yaml:3:11") != std::string::npos);
}

TEST_CASE("conditions") {
  const auto with = [](RuleModel model, const std::string& text, const std::string& original = {}) {
    PackRig rig;
    rig.add(std::move(model));
    const std::string found = rig.found(text, original);
    for (const Error& fault : rig.faults) UNSCOPED_INFO(to_string(fault));
    CHECK(rig.faults.empty());
    return found;
  };
  RuleModel model = rule("r", {"the door"});
  SECTION("before and after touch the match") {
    model.unless.push_back(condition(When::before, {"(sign | notice) on", "^ behind"}, 0));
    model.unless.push_back(condition(When::after, {"of @place", "bell $"}, 1));
    CHECK(with(model, "A sign on the door. Behind the door. On the door. The door bell. The door bell rang.") == "[the door] [The door]");
  }
  SECTION("the conditions of one item hold together") {
    model.unless.push_back(condition(When::before, {"on"}, 0));
    model.unless.push_back(condition(When::after, {"bell"}, 0));
    CHECK(with(model, "On the door. On the door bell. The door bell.") == "[the door] [The door]");
  }
  SECTION("sentence, paragraph, document") {
    model.when.push_back(condition(When::sentence, {"<speak>"}, 0));
    CHECK(with(model, "The door spoke. The door.") == "[The door]");
    model.when = {condition(When::paragraph, {"<speak>"}, 0)};
    CHECK(with(model, "The door. He spoke.\n\nThe door.") == "[The door]");
    model.when = {condition(When::document, {"<speak>"}, 0)};
    CHECK(with(model, "The door. He spoke.\n\nThe door.") == "[The door] [The door]");
    model.unless = {condition(When::sentence, {"the door"}, 0)};
    model.when.clear();
    CHECK(with(model, "The door.") == "[The door]");
  }
  SECTION("first mention") {
    Condition first = condition(When::document, {});
    first.first_mention = true;
    model.when = {first};
    CHECK(with(model, "The door. The door.\n\nAnd the door.") == "[The door]");
    first.values = sourced({"<gate>"});
    model.when = {first};
    CHECK(with(model, "The door. The gate. The door.") == "[The door]");
  }
  SECTION("in a quotation, in a headline") {
    model.unless = {condition(When::in, {"quote"})};
    CHECK(with(model, "He said: \"The door is shut.\" The door was shut.") == "[The door]");
  }
  SECTION("number") {
    model = rule("r", {"@number doors"});
    model.when = {condition(When::number, {"> 12", "= 3"})};
    CHECK(with(model, "They saw 2 doors, three doors, 12 doors and 14 doors.") == "[three doors] [14 doors]");
  }
  SECTION("language and profile") {
    model.when = {condition(When::lang, {"en"})};
    CHECK(with(model, "The door.") == "[The door]");
    model.when = {condition(When::lang, {"fr"})};
    CHECK(with(model, "The door.").empty());
    model.when = {condition(When::profile, {"sports"})};
    CHECK(with(model, "The door.").empty());
  }
  SECTION("source text") {
    model.source_has = sourced({"porte-parole", "[who: porte-paroles]"});
    model.fixes = sourced({"{src:who}", "spokesman"});
    CHECK(with(model, "The door.") == "[The door|Spokesman]");
    CHECK(with(model, "The door.", "Les porte-paroles.") == "[The door|Porte-paroles|Spokesman]");
    CHECK(with(model, "The door.", "La porte.").empty());
    model.if_absent = IfAbsent::fire;
    CHECK(with(model, "The door.", "La porte.") == "[The door|Spokesman]");
    model.if_unknown = IfUnknown::hold;
    CHECK(with(model, "The door.").empty());
    model.accept = sourced({"<spokesman>"});
    CHECK(with(model, "The door of the spokesmen.", "Le porte-parole.").empty());
  }
  SECTION("source as a condition") {
    model.unless = {condition(When::source, {"porte"})};
    CHECK(with(model, "The door.") == "[The door]");
    CHECK(with(model, "The door.", "La porte.").empty());
    model.unless.clear();
    model.when = {condition(When::source, {"porte-parole"})};
    CHECK(with(model, "The door.") == "[The door]");
    model.if_unknown = IfUnknown::hold;
    CHECK(with(model, "The door.").empty());
  }
}

TEST_CASE("a source condition without a source text may lower the severity") {
  PackRig rig;
  RuleModel model = rule("r", {"the door"});
  model.source_has = sourced({"porte-parole"});
  model.if_unknown = IfUnknown::lower;
  rig.add(model);
  const Analysis& a = rig.analyse("The door.");
  Findings findings(a.document);
  rig.packs().run(a, findings);
  REQUIRE(findings.all().size() == 1);
  CHECK(findings.all()[0].severity == Severity::minor);
}

TEST_CASE("regex rules") {
  PackRig rig;
  RuleModel spacing = rule("space", {}, {"{mark}"});
  spacing.regex = {"(?P<bad> +(?P<mark>[,;]))", {}};
  spacing.safe = true;
  RuleModel word = rule("word", {}, {"hm"});
  word.regex = {"(?:hum)+", {}};
  word.regex_words = true;
  rig.add(spacing).add(word);
  CHECK(rig.found("One , two ; hum, hummus, Humhum.") == "[ ,|,] [ ;|;] [hum|hm] [Humhum|hm]");
  const Analysis& a = rig.analyse("One , two. \"Three , four,\" he said.");
  Findings findings(a.document);
  rig.packs().run(a, findings);
  REQUIRE(findings.all().size() == 2);
  CHECK(findings.all()[0].fixes[0].safety == Safety::safe);
  CHECK(findings.all()[1].fixes[0].safety == Safety::review);
}

TEST_CASE("limit, archive, selection") {
  PackRig rig;
  RuleModel door = rule("door", {"the door"});
  door.limit = 1;
  door.info.category = Category::terminology;
  RuleModel gate = rule("gate", {"<gate>"}, {"{barrier|like:bad}"});
  gate.info.source = Lang::of("fr");
  RuleModel draft = rule("draft", {"@date | /x+y/"});
  draft.info.status = Maturity::draft;
  draft.was = {"en/test.old"};
  rig.add(door).add(gate).add(draft);
  const std::string text = "The door, the gates, the door, xxy.";
  SECTION("by itself") { CHECK(rig.found(text) == "[The door] [gates|barriers]"); }
  SECTION("through an archive") {
    const std::string archive = rig.compile().to_archive();
    rig.replace(Packs::from_archive(archive));
    CHECK(rig.found(text) == "[The door] [gates|barriers]");
    CHECK(Packs::from_archive(archive.substr(0, archive.size() - 9)) == nullptr);
    CHECK(Packs::from_archive("") == nullptr);
  }
  SECTION("selection") {
    rig.compile().select({});
    CHECK(rig.found(text) == "[The door]");
    rig.packs().select({{Lang::of("fr")}, true, {}, {}, {"terminology"}});
    CHECK(rig.found(text) == "[gates|barriers] [xxy]");
    rig.packs().select({{Lang::of("fr")}, true, {}, {"en/test.old"}, {}});
    CHECK(rig.found(text) == "[xxy]");
    rig.packs().select({{}, true, {}, {}, {"en/test.*"}});
    CHECK(rig.found(text).empty());
  }
}

TEST_CASE("explanations say which condition held a rule back") {
  PackRig rig;
  RuleModel model = rule("r", {"the door"});
  model.unless.push_back(condition(When::before, {"(sign | notice) on"}));
  RuleModel draft = rule("s", {"door"});
  draft.info.status = Maturity::draft;
  rig.add(model).add(draft);
  const Analysis& a = rig.analyse("A sign on the door. The door.");
  const auto near = rig.packs().explain(a, {10, 18});
  REQUIRE(near.size() == 2);
  CHECK_FALSE(near[0].fired);
  CHECK(near[0].held_by == "unless before: \"(sign | notice) on\"");
  CHECK(near[1].held_by.find("draft") != std::string::npos);
  const auto fired = rig.packs().explain(a, {20, 28});
  REQUIRE(fired.size() == 2);
  CHECK(fired[0].fired);
}

TEST_CASE("a rule alone") {
  PackRig rig;
  rig.add(rule("a", {"door"})).add(rule("b", {"gate"}));
  const Analysis& a = rig.analyse("The door, the gate.");
  Findings findings(a.document);
  rig.packs().run_rule(1, a, findings);
  REQUIRE(findings.all().size() == 1);
  CHECK(a.document.slice(findings.all()[0].span) == "gate");
  CHECK(rig.packs().unanchored().empty());
}

TEST_CASE("ten thousand rules cost little more than a hundred", "[slow]") {
  // A text of made-up words; rules of three of its words each, at random places.
  uint32_t seed = 7;
  const auto random = [&](uint32_t below) { seed = seed * 1664525u + 1013904223u; return (seed >> 8) % below; };
  std::vector<std::string> words;
  for (int i = 0; i < 8000; ++i) {
    std::string word;
    for (uint32_t n = 2 + random(3); n--;) { word += "bdfglmnprst"[random(11)]; word += "aeiou"[random(5)]; }
    words.push_back(word);
  }
  std::string text;
  for (int i = 0; i < 5000; ++i) text += words[random(1 + random(8000))] + (i % 20 == 19 ? ".\n\n" : " ");
  const auto cost = [&](int rules) {
    PackRig rig;
    for (int i = 0; i < rules; ++i)
      rig.add(rule("r" + std::to_string(i), {words[random(1 + random(8000))] + " " + words[random(8000)] + " " + words[random(8000)] + "?"}));
    const Analysis& a = rig.analyse(text);
    double best = 1e9;
    for (int round = 0; round < 7; ++round) {
      const auto start = std::chrono::steady_clock::now();
      Findings findings(a.document);
      rig.packs().run(a, findings);
      best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return best / 5;   // per 1,000 words
  };
  const double few = cost(100), many = cost(10000);
  UNSCOPED_INFO("ms per 1,000 words: " << few << " with 100 rules, " << many << " with 10,000");
  CHECK(many < 0.5);
}

TEST_CASE("what the source text says raises or lowers the confidence of a finding, where that was measured") {
  PackRig rig;
  RuleModel model = rule("r", {"the door"});
  model.info.confidence = 0.75f;
  model.info.confirmed = 0.875f;
  model.info.unconfirmed = 0.5f;
  model.source_has = sourced({"porte-parole"});
  model.if_unknown = IfUnknown::lower;
  model.if_absent = IfAbsent::fire;
  rig.add(model);
  const auto only = [&](const std::string& original) {
    const Analysis& analysis = rig.analyse("The door speaks.", original);
    Findings findings(analysis.document);
    rig.packs().run(analysis, findings);
    REQUIRE(findings.all().size() == 1);
    return findings.all().front();
  };
  CHECK(only("").confidence == 0.75f);
  CHECK(only("").severity == Severity::minor);
  CHECK(only("Le porte-parole parle.").confidence == 0.875f);
  CHECK(only("Le porte-parole parle.").severity == Severity::major);
  CHECK(only("Le porte-parole parle.").source.has_value());
  CHECK(only("La porte parle.").confidence == 0.5f);
}

TEST_CASE("a rule that knows only what is accepted is found in the archive, too") {
  PackRig rig;
  RuleModel model = rule("r", {});
  model.source_has = sourced({"procureur"});
  model.accept = sourced({"prosecutor"});
  rig.add(model);
  rig.compile();
  auto read = Packs::from_archive(rig.packs().to_archive());
  REQUIRE(read);
  rig.replace(std::move(read));
  CHECK(rig.found("The proctor speaks.", "Le procureur parle.") == "[The proctor speaks.]");
  CHECK(rig.found("The prosecutor speaks.", "Le procureur parle.").empty());
  CHECK(rig.found("The proctor speaks.").empty());
}
