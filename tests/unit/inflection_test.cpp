// English inflection: the rules against tables of words that were written by hand, and the promises between the functions.
#include "analysis/inflection.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

std::unique_ptr<Inflection> load_english() {
  std::vector<Error> faults;
  auto english = Inflection::english(test::kSourceDir, faults);
  for (const Error& fault : faults) FAIL_CHECK(to_string(fault));
  return english;
}

bool has_form(const Inflection& english, std::string_view lemma, std::string_view text, Form form) {
  const std::vector<Inflected> all = english.forms(lemma);
  return std::find(all.begin(), all.end(), Inflected{std::string(text), form}) != all.end();
}

bool has_reading(const Inflection& english, std::string_view word, std::string_view lemma, Form form) {
  for (const Inflection::Reading& reading : english.readings(word))
    if (reading.lemma == lemma && reading.form == form) return true;
  return false;
}

struct Verb {
  const char *lemma, *third, *past, *participle, *gerund;
};
const Verb kVerbs[] = {
    {"say", "says", "said", "said", "saying"},
    {"tell", "tells", "told", "told", "telling"},
    {"go", "goes", "went", "gone", "going"},
    {"do", "does", "did", "done", "doing"},
    {"have", "has", "had", "had", "having"},
    {"be", "is", "was", "been", "being"},
    {"take", "takes", "took", "taken", "taking"},
    {"run", "runs", "ran", "run", "running"},
    {"put", "puts", "put", "put", "putting"},
    {"see", "sees", "saw", "seen", "seeing"},
    {"flee", "flees", "fled", "fled", "fleeing"},
    {"lie", "lies", "lay", "lain", "lying"},
    {"die", "dies", "died", "died", "dying"},
    {"tie", "ties", "tied", "tied", "tying"},
    {"lead", "leads", "led", "led", "leading"},
    {"read", "reads", "read", "read", "reading"},
    {"begin", "begins", "began", "begun", "beginning"},
    {"forget", "forgets", "forgot", "forgotten", "forgetting"},
    {"undergo", "undergoes", "underwent", "undergone", "undergoing"},
    {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"},
    {"learn", "learns", "learned", "learned", "learning"},
    {"burn", "burns", "burned", "burned", "burning"},
    {"announce", "announces", "announced", "announced", "announcing"},
    {"declare", "declares", "declared", "declared", "declaring"},
    {"hope", "hopes", "hoped", "hoped", "hoping"},
    {"hop", "hops", "hopped", "hopped", "hopping"},
    {"plan", "plans", "planned", "planned", "planning"},
    {"ban", "bans", "banned", "banned", "banning"},
    {"stop", "stops", "stopped", "stopped", "stopping"},
    {"visit", "visits", "visited", "visited", "visiting"},
    {"admit", "admits", "admitted", "admitted", "admitting"},
    {"occur", "occurs", "occurred", "occurred", "occurring"},
    {"prefer", "prefers", "preferred", "preferred", "preferring"},
    {"offer", "offers", "offered", "offered", "offering"},
    {"open", "opens", "opened", "opened", "opening"},
    {"travel", "travels", "traveled", "traveled", "traveling"},
    {"cancel", "cancels", "canceled", "canceled", "canceling"},
    {"control", "controls", "controlled", "controlled", "controlling"},
    {"kidnap", "kidnaps", "kidnapped", "kidnapped", "kidnapping"},
    {"try", "tries", "tried", "tried", "trying"},
    {"deny", "denies", "denied", "denied", "denying"},
    {"play", "plays", "played", "played", "playing"},
    {"obey", "obeys", "obeyed", "obeyed", "obeying"},
    {"pay", "pays", "paid", "paid", "paying"},
    {"fix", "fixes", "fixed", "fixed", "fixing"},
    {"vow", "vows", "vowed", "vowed", "vowing"},
    {"pass", "passes", "passed", "passed", "passing"},
    {"push", "pushes", "pushed", "pushed", "pushing"},
    {"launch", "launches", "launched", "launched", "launching"},
    {"buzz", "buzzes", "buzzed", "buzzed", "buzzing"},
    {"quit", "quits", "quit", "quit", "quitting"},
    {"quiz", "quizzes", "quizzed", "quizzed", "quizzing"},
    {"equip", "equips", "equipped", "equipped", "equipping"},
    {"veto", "vetoes", "vetoed", "vetoed", "vetoing"},
    {"panic", "panics", "panicked", "panicked", "panicking"},
    {"traffic", "traffics", "trafficked", "trafficked", "trafficking"},
    {"agree", "agrees", "agreed", "agreed", "agreeing"},
    {"shell", "shells", "shelled", "shelled", "shelling"},
    {"kill", "kills", "killed", "killed", "killing"},
    {"need", "needs", "needed", "needed", "needing"},
    {"cook", "cooks", "cooked", "cooked", "cooking"},
    {"use", "uses", "used", "used", "using"},
    {"argue", "argues", "argued", "argued", "arguing"},
    {"dye", "dyes", "dyed", "dyed", "dyeing"},
    {"ski", "skis", "skied", "skied", "skiing"},
    {"focus", "focuses", "focused", "focused", "focusing"},
    {"gas", "gases", "gassed", "gassed", "gassing"},
    {"stomach", "stomachs", "stomached", "stomached", "stomaching"},
    {"re-elect", "re-elects", "re-elected", "re-elected", "re-electing"},
    {"re-take", "re-takes", "re-took", "re-taken", "re-taking"},
    {"call for", "calls for", "called for", "called for", "calling for"},
    {"carry out", "carries out", "carried out", "carried out", "carrying out"},
    {"be able to", "is able to", "was able to", "been able to", "being able to"},
    {"take part in", "takes part in", "took part in", "taken part in", "taking part in"},
};

struct Noun {
  const char *lemma, *plural;
};
const Noun kNouns[] = {
    {"minister", "ministers"},
    {"ministry", "ministries"},
    {"day", "days"},
    {"army", "armies"},
    {"country", "countries"},
    {"attorney", "attorneys"},
    {"church", "churches"},
    {"tax", "taxes"},
    {"bus", "buses"},
    {"loss", "losses"},
    {"clash", "clashes"},
    {"quiz", "quizzes"},
    {"house", "houses"},
    {"crisis", "crises"},
    {"analysis", "analyses"},
    {"man", "men"},
    {"woman", "women"},
    {"child", "children"},
    {"foot", "feet"},
    {"tooth", "teeth"},
    {"mouse", "mice"},
    {"person", "people"},
    {"spokesman", "spokesmen"},
    {"spokeswoman", "spokeswomen"},
    {"spokesperson", "spokespeople"},
    {"laundryman", "laundrymen"},
    {"horsewoman", "horsewomen"},
    {"human", "humans"},
    {"German", "Germans"},
    {"Roman", "Romans"},
    {"ombudsman", "ombudsmen"},
    {"hero", "heroes"},
    {"embargo", "embargoes"},
    {"photo", "photos"},
    {"casino", "casinos"},
    {"knife", "knives"},
    {"wife", "wives"},
    {"leaf", "leaves"},
    {"half", "halves"},
    {"thief", "thieves"},
    {"roof", "roofs"},
    {"chief", "chiefs"},
    {"belief", "beliefs"},
    {"stomach", "stomachs"},
    {"criterion", "criteria"},
    {"phenomenon", "phenomena"},
    {"bacterium", "bacteria"},
    {"appendix", "appendixes"},
    {"alumnus", "alumni"},
    {"aircraft", "aircraft"},
    {"series", "series"},
    {"sheep", "sheep"},
    {"yen", "yen"},
    {"passer-by", "passers-by"},
    {"runner-up", "runners-up"},
    {"son-in-law", "sons-in-law"},
    {"attorney general", "attorneys general"},
    {"deputy attorney general", "deputy attorneys general"},
    {"secretary of state", "secretaries of state"},
    {"secretary-general", "secretaries-general"},
    {"minister of defense", "ministers of defense"},
    {"prime minister", "prime ministers"},
    {"foreign minister", "foreign ministers"},
    {"member of parliament", "members of parliament"},
    {"commander in chief", "commanders in chief"},
    {"head of state", "heads of state"},
    {"chief of staff", "chiefs of staff"},
    {"weapon of mass destruction", "weapons of mass destruction"},
    {"vice-president", "vice-presidents"},
    {"ex-wife", "ex-wives"},
    {"NGO", "NGOs"},
    {"MP", "MPs"},
    {"troops", "troops"},
    {"police", "police"},
    {"information", ""},
    {"advice", ""},
};

struct Adjective {
  const char *lemma, *comparative, *superlative;
};
const Adjective kAdjectives[] = {
    {"strong", "stronger", "strongest"}, {"large", "larger", "largest"}, {"big", "bigger", "biggest"},
    {"heavy", "heavier", "heaviest"},    {"good", "better", "best"},     {"bad", "worse", "worst"},
    {"simple", "simpler", "simplest"},   {"far", "farther", "farthest"}, {"free", "freer", "freest"},
    {"gray", "grayer", "grayest"},       {"narrow", "narrower", "narrowest"},
};

struct Article {
  const char *word, *article;
};
const Article kArticles[] = {
    {"minister", "a"},  {"official", "an"},   {"hour", "an"},      {"hourly", "an"},   {"honest", "an"},    {"heiress", "an"},
    {"house", "a"},     {"horse", "a"},       {"hors d'oeuvre", "an"}, {"horror", "a"}, {"European", "a"}, {"euro", "a"},
    {"university", "a"}, {"union", "a"},      {"unanimous", "a"},  {"uninvited", "an"}, {"unimportant", "an"}, {"unidentified", "an"},
    {"unilateral", "a"}, {"umbrella", "an"},  {"uncle", "an"},     {"usual", "a"},     {"useful", "a"},     {"one-off", "a"},
    {"one", "a"},       {"onerous", "an"},    {"once-powerful", "a"}, {"onion", "an"}, {"U.N.", "a"},       {"U.S.", "a"},
    {"F-35", "an"},     {"MP", "an"},         {"MPs", "an"},       {"FBI", "an"},      {"NGO", "an"},       {"UN", "a"},
    {"EU", "an"},       {"NATO", "a"},        {"NASA", "a"},       {"UNESCO", "a"},    {"OPEC", "an"},      {"AIDS", "an"},
    {"SUV", "an"},      {"BBC", "a"},         {"8", "an"},         {"80", "an"},       {"800-strong", "an"}, {"8,000", "an"},
    {"11", "an"},       {"11th", "an"},       {"18", "an"},        {"18-year-old", "an"}, {"11,500", "an"}, {"18,000", "an"},
    {"110", "a"},       {"1,100", "a"},       {"1800s", "an"},     {"1", "a"},         {"180", "a"},        {"7", "a"},
    {"10", "a"},        {"X-ray", "an"},      {"UFO", "a"},        {"Ukrainian", "a"}, {"Ugandan", "a"},    {"American", "an"},
    {"year", "a"},      {"ewe", "a"},         {"unit", "a"},       {"urgent", "an"},   {"understanding", "an"}, {"end", "an"},
};

}  // namespace

TEST_CASE("English verbs", "[inflection]") {
  const auto english = load_english();
  for (const Verb& v : kVerbs) {
    DYNAMIC_SECTION(v.lemma) {
      CHECK(english->inflect(v.lemma, Form::base) == v.lemma);
      CHECK(english->inflect(v.lemma, Form::third) == v.third);
      CHECK(english->inflect(v.lemma, Form::past) == v.past);
      CHECK(english->inflect(v.lemma, Form::participle) == v.participle);
      CHECK(english->inflect(v.lemma, Form::gerund) == v.gerund);
      CHECK(has_form(*english, v.lemma, v.lemma, Form::base));
      CHECK(has_form(*english, v.lemma, v.third, Form::third));
      CHECK(has_form(*english, v.lemma, v.past, Form::past));
      CHECK(has_form(*english, v.lemma, v.gerund, Form::gerund));
      if (std::string_view(v.lemma).find(' ') == std::string_view::npos) {
        CHECK(has_reading(*english, v.third, v.lemma, Form::third));
        CHECK(has_reading(*english, v.past, v.lemma, Form::past));
        CHECK(has_reading(*english, v.participle, v.lemma, Form::participle));
        CHECK(has_reading(*english, v.gerund, v.lemma, Form::gerund));
      }
    }
  }
}

TEST_CASE("English nouns", "[inflection]") {
  const auto english = load_english();
  for (const Noun& n : kNouns) {
    DYNAMIC_SECTION(n.lemma) {
      CHECK(english->inflect(n.lemma, Form::plural) == n.plural);
      const std::string folded = utf8::fold(n.plural);
      if (folded.empty()) continue;
      CHECK(has_form(*english, n.lemma, folded, Form::plural));
      if (folded.find(' ') == std::string::npos) CHECK(has_reading(*english, n.plural, utf8::fold(n.lemma), Form::plural));
    }
  }
}

TEST_CASE("English adjectives and adverbs", "[inflection]") {
  const auto english = load_english();
  for (const Adjective& a : kAdjectives) {
    DYNAMIC_SECTION(a.lemma) {
      CHECK(english->inflect(a.lemma, Form::comparative) == a.comparative);
      CHECK(english->inflect(a.lemma, Form::superlative) == a.superlative);
      CHECK(has_form(*english, a.lemma, a.comparative, Form::comparative));
      CHECK(has_reading(*english, a.superlative, a.lemma, Form::superlative));
    }
  }
  CHECK(english->inflect("important", Form::comparative).empty());
  CHECK_FALSE(has_form(*english, "lead", "leader", Form::comparative));
  CHECK_FALSE(has_reading(*english, "worker", "work", Form::comparative));
}

TEST_CASE("every form that texts have", "[inflection]") {
  const auto english = load_english();
  CHECK(has_form(*english, "learn", "learnt", Form::past));
  CHECK(has_form(*english, "travel", "travelled", Form::past));
  CHECK(has_form(*english, "travel", "traveled", Form::past));
  CHECK(has_form(*english, "be", "am", Form::third));
  CHECK(has_form(*english, "be", "are", Form::third));
  CHECK(has_form(*english, "be", "were", Form::past));
  CHECK(has_form(*english, "spokesperson", "spokespersons", Form::plural));
  // Wrong in careful English, and what a translation machine writes.
  CHECK(has_form(*english, "information", "informations", Form::plural));
  CHECK(english->readings("were")[1].lemma == "be");
  CHECK(has_reading(*english, "travelling", "travel", Form::gerund));
  CHECK(has_reading(*english, "Said", "say", Form::past));
  CHECK(has_reading(*english, "based", "base", Form::past));
  CHECK_FALSE(has_reading(*english, "based", "bas", Form::past));
  CHECK(has_reading(*english, "news", "news", Form::base));
  CHECK(has_reading(*english, "lost", "lose", Form::participle));
  CHECK(has_reading(*english, "knives", "knife", Form::plural));
  CHECK_FALSE(has_reading(*english, "heroes", "heroe", Form::past));
}

TEST_CASE("modal verbs have one form", "[inflection]") {
  const auto english = load_english();
  CHECK(english->inflect("must", Form::third) == "must");
  CHECK(english->inflect("must", Form::gerund).empty());
}

TEST_CASE("inflected forms keep the capitals of the lemma", "[inflection]") {
  const auto english = load_english();
  CHECK(english->inflect("Frenchman", Form::plural) == "Frenchmen");
  CHECK(english->inflect("Person", Form::plural) == "People");
  CHECK(english->inflect("Nobel laureate", Form::plural) == "Nobel laureates");
}

TEST_CASE("nothing to inflect", "[inflection]") {
  const auto english = load_english();
  CHECK(english->inflect("", Form::plural).empty());
  CHECK(english->forms("").size() == 1);
  CHECK(english->readings("").size() == 1);
  CHECK(english->inflect("x", Form::past) == "xed");
  CHECK(english->article("") == "a");
  CHECK(english->article("...") == "a");
}

TEST_CASE("a or an", "[inflection]") {
  const auto english = load_english();
  for (const Article& a : kArticles) {
    DYNAMIC_SECTION(a.word) { CHECK(english->article(a.word) == a.article); }
  }
  CHECK(english->article("\xE2\x80\x9Cofficial") == "an");
  CHECK(english->article("\xC3\xA9lan") == "an");
  CHECK(english->article("honorary consul") == "an");
}

TEST_CASE("missing files are faults, and every word still has its regular forms", "[inflection]") {
  std::vector<Error> faults;
  const auto english = Inflection::english(std::string(test::kSourceDir) + "/no-such-folder", faults);
  CHECK(faults.size() == 5);
  CHECK(english->inflect("call", Form::past) == "called");
  CHECK(english->article("call").empty());
}
