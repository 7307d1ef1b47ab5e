// Templates of fixes: capitals, inflection, articles, numbers, and what happens to the text around a fix.
#include "packs/template.h"

#include <catch2/catch.hpp>

#include "support/pack_rig.h"
#include "test_config.h"

using namespace wirecheck;
using namespace wirecheck_test;

TEST_CASE("capitals of a capture") {
  const char* kCases[][3] = {
      {"the spokesperson", "The door", "The spokesperson"},
      {"the spokesperson", "the door", "the spokesperson"},
      {"the spokesperson", "THE DOOR", "THE SPOKESPERSON"},
      {"the spokesperson of it", "The Door Word", "The Spokesperson of it"},
      {"the spokesperson", "The Door of the Word", "The Spokesperson"},
      {"NATO", "otan", "NATO"},
      {"eu", "12", "eu"},
      {"\xC3\xA9tat", "Country", "\xC3\x89tat"},
      {"I", "A", "I"},
  };
  for (const auto& [text, model, expected] : kCases) {
    INFO(text << " like " << model);
    CHECK(with_capitals_of(text, model) == expected);
  }
}

TEST_CASE("numbers in the target's format") {
  Orthography english;
  english.decimal = ".";
  english.group = ",";
  Orthography french;
  french.decimal = ",";
  french.group = "\xE2\x80\xAF";
  const char* kEnglish[][2] = {
      {"80 000", "80,000"}, {"3.000", "3,000"}, {"3,5", "3.5"}, {"2.50", "2.50"}, {"1 234 567,8", "1,234,567.8"}, {"1.234,56", "1,234.56"},
      {"0,125", "0.125"}, {"12", "12"}, {"30\xE2\x80\xAF" "000", "30,000"}, {"a", ""}, {"", ""}, {"12:30", ""}, {"1,2,3", ""},
  };
  for (const auto& [text, expected] : kEnglish) {
    INFO(text);
    CHECK(format_number(text, english) == expected);
  }
  CHECK(format_number("80,000", french) == "80\xE2\x80\xAF" "000");
  CHECK(format_number("1,5", french) == "1,5");
}

TEST_CASE("hours as the language tells them") {
  const auto& english = facts_once(Lang::of("en")).facts;
  const char* kTimes[][2] = {
      {"14h30", "2:30 p.m."}, {"20 hours", "8 p.m."}, {"8h00", "8 a.m."}, {"9:05", "9:05 a.m."}, {"12h", "noon"}, {"12h15", "12:15 p.m."},
      {"0h30", "12:30 a.m."}, {"24 h", "midnight"}, {"0h", "midnight"}, {"25h", ""}, {"14h75", ""}, {"24h30", ""}, {"noon", ""}, {"1:2:3", ""},
  };
  for (const auto& [text, expected] : kTimes) {
    INFO(text);
    CHECK(format_time(text, *english) == expected);
  }
  const auto& french = facts_once(Lang::of("fr")).facts;
  CHECK(format_time("14h30", *french) == "");
}

TEST_CASE("faults of templates") {
  const auto fault = [](const char* text) {
    const auto parsed = parse_template(text, {"x.yaml", 4, 8}, {"x"}, {"s"});
    return parsed ? std::string() : to_string(parsed.error());
  };
  CHECK(fault("a {x} {b|like:x|case:bad} {a:x} {num:x} {src:s} {{y}}").empty());
  CHECK(fault("a {y}").find("x.yaml:4:10: there is no capture \"y\"") != std::string::npos);
  CHECK(fault("{b|like:y}").find("no capture \"y\"") != std::string::npos);
  CHECK(fault("{b|lik:x}").find("no function") != std::string::npos);
  CHECK(fault("{src:x}").find("source: has") != std::string::npos);
  CHECK(fault("a {b").find("never closed") != std::string::npos);
  CHECK(fault("a } b").find("nothing opens") != std::string::npos);
  CHECK(fault("{}").find("holds") != std::string::npos);
}

TEST_CASE("fixes in a text") {
  struct Case {
    const char* pattern;
    const char* fix;
    const char* text;
    const char* found;
  };
  const Case kCases[] = {
      {"the door", "{the spokesperson|case:bad}", "The door said. And the door. THE DOOR!", "[The door|The spokesperson] [the door|the spokesperson] [THE DOOR|THE SPOKESPERSON]"},
      // inflection: number, tense, past and participle
      {"<interpellate>", "{arrest|like:bad|case:bad}", "They interpellated him.", "[interpellated|arrested]"},
      {"<interpellate>", "{take in|like:bad}", "Police interpellated him; he was interpellated; they had not yet interpellated him.",
       "[interpellated|took in] [interpellated|taken in] [interpellated|taken in]"},
      {"<interpellate>", "{take|like:bad}", "He interpellates them. Interpellating them, he left. They want to interpellate him.",
       "[interpellates|takes] [Interpellating|Taking] [interpellate|take]"},
      {"[bad: white [n: <weapon>]]", "{knife|like:n}", "A white weapon, white weapons.", "[white weapon|knife] [white weapons|knives]"},
      {"[bad: [v: <put>] in examination]", "{charge|like:v}", "He was put in examination. They put him. They put in examination. To put in examination.",
       "[put in examination|charged] [put in examination|charged] [put in examination|charge]"},
      {"[v: <carry>] complaint", "{file|like:v} a complaint", "She carried complaint. He carries complaint.",
       "[carried complaint|filed a complaint] [carries complaint|files a complaint]"},
      // a form that is not there drops the fix; the finding stays
      {"[x: of] good", "{door|like:x}", "He is of good will.", "[of good]"},
      // articles, captures as they stand, optional parts
      {"a [x: door | hour | envoy]", "{a:x} then", "A door, a hour, a envoy.", "[A door|A door then] [a hour|an hour then] [a envoy|an envoy then]"},
      {"a [n: <spokesman>]", "{a:envoy|like:n|case:bad}", "A spokesman.", "[A spokesman|An envoy]"},
      {"keeper of the [x: great]? seal", "{x}justice minister", "The keeper of the seal.", "[keeper of the seal|justice minister]"},
      {"[x: iron | door] of [y: iron | door]", "{y} {x}", "The door of iron.", "[door of iron|iron door]"},
      {"sum of [n: /[0-9.,]+/]", "total of {num:n}", "A sum of 3.000 there.", "[sum of 3.000|total of 3,000]"},
      {"brackets", "{{x}}", "See brackets here.", "[brackets|{x}]"},
      // what stands as it is, is no fix
      {"the door", "the door", "See the door.", "[the door]"},
      // a fix at the beginning of a sentence keeps its capital without being told
      {"moscou", "moscow", "Moscou agreed.", "[Moscou|Moscow]"},
      {"<enormous> things", "iPhones", "Enormous things came.", "[Enormous things|IPhones]"},
      // deletion takes a space along, and the capital
      {"[bad: indeed] he", "", "And indeed he came.", "[indeed|]"},
      {"[bad: indeed ,] he", "", "Indeed, he came.", "[Indeed,|H]"},
      {"so [bad: indeed]", "", "He said so indeed.", "[indeed|]"},
  };
  for (const Case& c : kCases) {
    DYNAMIC_SECTION(c.pattern << " > " << c.fix << " / " << c.text) {
      PackRig rig;
      rig.add(rule("r", {c.pattern}, {c.fix}));
      const std::string found = rig.found(c.text);
      for (const Error& fault : rig.faults) UNSCOPED_INFO(to_string(fault));
      CHECK(rig.faults.empty());
      CHECK(found == c.found);
    }
  }
}

TEST_CASE("what a deletion leaves") {
  const auto fixed = [](const char* pattern, const char* text) {
    PackRig rig;
    rig.add(rule("r", {pattern}, {""}));
    const Analysis& a = rig.analyse(text);
    Findings findings(a.document);
    rig.packs().run(a, findings);
    REQUIRE(findings.all().size() == 1);
    REQUIRE(findings.all()[0].fixes.size() == 1);
    const Edit edit = findings.all()[0].fixes[0].edits[0];
    std::string out = a.document.text();
    return out.replace(edit.span.begin, edit.span.size(), edit.text);
  };
  CHECK(fixed("indeed", "And indeed he came.") == "And he came.");
  CHECK(fixed("indeed", "He came indeed.") == "He came.");
  CHECK(fixed("indeed ,", "Indeed, he came.") == "He came.");
  CHECK(fixed("[bad: , indeed] ,", "He came, indeed, and left.") == "He came, and left.");
}

TEST_CASE("messages are templates too") {
  PackRig rig;
  RuleModel model = rule("r", {"the [x: door | gate]"});
  model.message = {"\"{x}\" is no word here", {}};
  rig.add(model).add(rule("s", {"wall"}));
  const Analysis& a = rig.analyse("At the gate, a wall.");
  Findings findings(a.document);
  rig.packs().run(a, findings);
  REQUIRE(findings.all().size() == 2);
  CHECK(findings.all()[0].message == "\"gate\" is no word here");
  CHECK(findings.all()[1].message == "title of s");
}
