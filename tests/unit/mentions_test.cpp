// Mentions: what a pronoun could stand for, and which of them are subjects.
#include <catch2/catch.hpp>
#include <string>

#include "support/analysed.h"

using namespace wirecheck;

namespace {

// "[the ministry] body sg def subject": one line a mention.
std::string mentions_of(const std::string& text) {
  static wirecheck_test::Analyser english("en");
  const Analysis& story = english(text);
  const char* kinds[] = {"unknown", "person", "body", "place", "event", "thing"};
  std::string out;
  for (const Mention& m : story.mentions) {
    if (!out.empty()) out += " ";
    out += (m.subject ? "*[" : "[") + std::string(story.document.slice(m.span)) + "] " + kinds[static_cast<int>(m.kind)];
    if (m.gender != Gender::unknown) out += m.gender == Gender::masculine ? ":m" : ":f";
    if (m.plurality == Plurality::plural) out += ":pl";
    if (m.definite) out += ":def";
  }
  return out;
}

}  // namespace

TEST_CASE("mentions: heads of noun phrases") {
  CHECK(mentions_of("The defense ministry spokesman left.") == "*[The defense ministry spokesman] person:m:def");
  CHECK(mentions_of("Two Latvian ministers met a nurse.") == "*[Two Latvian ministers] person:pl [a nurse] person");
  CHECK(mentions_of("It had hired Turkey's president.") == "[Turkey] place:def [Turkey's president] person:def");
}

TEST_CASE("mentions: a title and its name are one") {
  CHECK(mentions_of("Georgian President Maia Beridze left.") == "*[Georgian President Maia Beridze] person:f:def");
}

TEST_CASE("mentions: ambiguous person nouns want neighbours that make them nouns") {
  CHECK(mentions_of("The accused left.") == "*[The accused] person:def");
  CHECK(mentions_of("Riga accused Oslo.") == "*[Riga] place:def [Oslo] place:def");
}

TEST_CASE("mentions: subjects") {
  CHECK(mentions_of("In Riga, the government praised a company.") ==
        "[Riga] place:def *[the government] body:def [a company] body");
  CHECK(mentions_of("\"It is over,\" said the ministry.") == "*[the ministry] body:def");
  CHECK(mentions_of("Latvia and Norway left.") == "*[Latvia] place:def [Norway] place:def");
  CHECK(mentions_of("The bank fell, and the company rose.") == "*[The bank] body:def *[the company] body:def");
}
