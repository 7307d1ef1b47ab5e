#include <catch2/catch.hpp>
#include <string>

#include "core/archive.h"
#include "data/yaml.h"
#include "support/analysed.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

Classes classes_of(wirecheck_test::Analyser& analyser, const char* folded) {
  return analyser.facts().classes(analyser.vocabulary().find(folded));
}

Classes phrase_classes(wirecheck_test::Analyser& analyser, const std::vector<std::string>& words) {
  std::vector<WordId> ids;
  for (const std::string& word : words) ids.push_back(analyser.vocabulary().find(word));
  for (const Phrase& phrase : analyser.facts().phrases(ids[0]))
    if (phrase.words == ids) return phrase.classes;
  return 0;
}

}  // namespace

TEST_CASE("The facts of every language have no faults") {
  std::vector<Error> faults;
  const YamlFile list = load_yaml(std::string(test::kSourceDir) + "/rules/languages.yaml", faults);
  REQUIRE(faults.empty());
  const YamlNode* languages = list.root.find("languages");
  REQUIRE(languages);
  CHECK(languages->items.size() > 20);
  for (const std::string& language : languages->texts()) {
    INFO(language);
    wirecheck_test::Analyser analyser(language.c_str());
    for (const Error& error : analyser.faults()) FAIL_CHECK(to_string(error));
    CHECK(analyser.facts().orthography().name.size() > 3);
  }
}

TEST_CASE("Months, weekdays and titles are known in the forms that a text has") {
  struct Case { const char *language, *word; Is what; double value; };
  const Case cases[] = {{"de", "oktobers", Is::month, 10},       {"de", "sonnabend", Is::weekday, 6}, {"cs", "\xC5\x99\xC3\xADjna", Is::month, 10},
                        {"pl", "stycznia", Is::month, 1},        {"fi", "lokakuussa", Is::month, 10}, {"es", "setiembre", Is::month, 9},
                        {"sv", "torsdagen", Is::weekday, 4}};
  for (const Case& c : cases) {
    INFO(c.language << ' ' << c.word);
    wirecheck_test::Analyser analyser(c.language);
    const WordId id = analyser.vocabulary().find(c.word);
    CHECK(has(analyser.facts().classes(id), c.what));
    CHECK(analyser.facts().value(id) == c.value);
  }
  wirecheck_test::Analyser german("de");
  CHECK(has(classes_of(german, "frau"), Is::title));
  CHECK(has(classes_of(german, "frau"), Is::feminine));
}

TEST_CASE("English words have their classes") {
  struct Case { const char* word; Classes has, lacks; };
  const Case cases[] = {
      {"the", Is::determiner | Is::stop_word, Classes(Is::pronoun)},
      {"he", Is::pronoun | Is::masculine, Classes(Is::feminine)},
      {"herself", Is::reflexive | Is::feminine, Classes(Is::masculine)},
      {"minister", Is::person | Is::office | Is::singular, Classes(Is::plural)},
      {"ministers", Is::person | Is::office | Is::plural, Classes(Is::singular)},
      {"spokeswomen", Is::person | Is::feminine | Is::plural, Classes(Is::singular)},
      {"mother", Is::person | Is::kin | Is::feminine | Is::singular, Classes(Is::masculine)},
      {"ministries", Is::body | Is::plural, Classes(Is::singular)},
      {"ministry", Is::body | Is::singular, Classes(Is::person)},
      {"cities", Is::place_noun | Is::plural, 0},
      {"election", Is::event | Is::singular, 0},
      {"authorities", Is::body | Is::plural, 0},
      {"said", Classes(Is::speech_verb), 0},
      {"denies", Classes(Is::speech_verb), 0},
      {"admitted", Classes(Is::speech_verb), 0},
      {"would", Is::auxiliary | Is::modal, 0},
      {"seven", Classes(Is::cardinal), Classes(Is::ordinal)},
      {"seventh", Classes(Is::ordinal), 0},
      {"million", Classes(Is::scale), 0},
      {"september", Classes(Is::month), Classes(Is::ambiguous)},
      {"sept.", Classes(Is::month), 0},
      {"may", Is::month | Is::ambiguous, 0},
      {"friday", Classes(Is::weekday), 0},
      {"mr.", Is::title | Is::abbreviation, 0},
      {"armenian", Classes(Is::demonym), 0},
      {"armenia", Is::place | Is::country, 0},
      {"kremlin", Is::body | Is::metonym | Is::government, 0},
      {"afp", Classes(Is::agency), 0},
      {"twitter", Classes(Is::service), 0},
      {"claire", Is::given_name | Is::feminine, Classes(Is::masculine)},
  };
  wirecheck_test::Analyser analyser("en");
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.word) {
      CHECK((classes_of(analyser, c.word) & c.has) == c.has);
      CHECK((classes_of(analyser, c.word) & c.lacks) == 0);
    }
  }
}

TEST_CASE("Phrases are cut as the text is") {
  wirecheck_test::Analyser analyser("en");
  CHECK(has(phrase_classes(analyser, {"prime", "minister"}), Is::office));
  CHECK(has(phrase_classes(analyser, {"prime", "ministers"}), Is::plural));
  CHECK(has(phrase_classes(analyser, {"boards", "of", "directors"}), Is::plural));
  CHECK(has(phrase_classes(analyser, {"attorneys", "general"}), Is::plural));
  CHECK(has(phrase_classes(analyser, {"attorney", "general", "'s", "office"}), Is::body));
  CHECK(has(phrase_classes(analyser, {"all", "-", "rounder"}), Is::person));
  CHECK(has(phrase_classes(analyser, {"because", "of"}), Is::preposition));
  const std::vector<Phrase>& phrases = analyser.facts().phrases(analyser.vocabulary().find("white"));
  for (size_t i = 1; i < phrases.size(); ++i) CHECK(phrases[i - 1].words.size() >= phrases[i].words.size());
}

TEST_CASE("Values, abbreviations, tables") {
  wirecheck_test::Analyser analyser("en");
  const auto value = [&](const char* word) { return analyser.facts().value(analyser.vocabulary().find(word)).value_or(-99); };
  CHECK(value("twelve") == 12);
  CHECK(value("billion") == 1e9);
  CHECK(value("third") == 3);
  CHECK(value("october") == 10);
  CHECK(value("oct.") == 10);
  CHECK(value("sunday") == 7);
  CHECK(value("ministry") == -99);
  CHECK(analyser.facts().abbreviation("Mr.") == before_name);
  CHECK(analyser.facts().abbreviation("mr.") == 0);
  CHECK((analyser.facts().abbreviation("Sept.") & before_number) != 0);
  CHECK_FALSE(analyser.facts().table("demonyms.variants").empty());
  CHECK(analyser.facts().table("demonyms.variants")[0][0].starts_with("preferred="));
  CHECK(analyser.facts().table("no.such").empty());
}

TEST_CASE("A language without files has empty facts") {
  wirecheck_test::Analyser analyser("eo");
  CHECK(analyser.faults().empty());
  CHECK(analyser.facts().orthography().name.empty());
  CHECK(analyser("La suno brilas.").sentences.size() == 1);
}

TEST_CASE("Facts survive the archive") {
  wirecheck_test::Analyser analyser("en");
  Facts& facts = const_cast<Facts&>(analyser.facts());
  ArchiveWriter writer;
  writer(facts);
  const std::string bytes = writer.take();
  Facts again;
  ArchiveReader reader(bytes);
  reader(again);
  CHECK_FALSE(reader.failed());
  CHECK(reader.at_end());
  CHECK(again.lang() == facts.lang());
  CHECK(again.classes(analyser.vocabulary().find("ministers")) == classes_of(analyser, "ministers"));
  CHECK(again.abbreviation("Gov.") == facts.abbreviation("Gov."));
  CHECK(again.table("places.places") == facts.table("places.places"));
  CHECK(again.orthography().clitics == facts.orthography().clitics);
  Facts damaged;
  ArchiveReader cut(std::string_view(bytes).substr(0, bytes.size() / 2));
  cut(damaged);
  CHECK(cut.failed());
}
