#include "engine/planting.h"

#include <catch2/catch.hpp>

#include "support/analysed.h"

using namespace wirecheck;

namespace {

const Analysis& analysed(const std::string& text) {
  static wirecheck_test::Analyser analyser("en");
  return analyser(text);
}

const char* kStory =
    "Bakers meet\n\n"
    "The baker Anton Kestrowicz opened his shop at six in the morning, and 350 people stood before the door in the rain.\n\n"
    "He sold bread for 12 hours. Mr. Kestrowicz said: \"Nobody went home without a loaf today.\" Later he swept the floor.\n\n"
    "The town council thanked Kestrowicz on Friday, and the mayor promised him a new oven for the winter months to come.";

}  // namespace

TEST_CASE("planting depends on the seed alone", "[unit]") {
  const Analysis& story = analysed(kStory);
  for (size_t k = 0; k < kPlantedKinds; ++k) {
    const auto kind = static_cast<PlantedKind>(k);
    const auto one = plant(kind, story, 5), again = plant(kind, story, 5);
    INFO(name_of(kind));
    REQUIRE(one);
    CHECK(one->text == again->text);
    CHECK(one->text != kStory);
    REQUIRE_FALSE(one->places.empty());
    for (const Span place : one->places) CHECK((place.begin < place.end && place.end <= one->text.size()));
  }
}

TEST_CASE("a flipped pronoun", "[unit]") {
  const auto planted = plant(PlantedKind::pronoun_flipped, analysed(kStory), 1);
  REQUIRE(planted);
  const Span place = planted->places[0];
  CHECK(planted->text.substr(place.begin, place.size()) == "she");
  CHECK(planted->text.size() == std::string(kStory).size() + 1);
  // Both are there: nobody knows who is who.
  CHECK_FALSE(plant(PlantedKind::pronoun_flipped, analysed("He came and he went. She stayed, and she slept."), 1));
}

TEST_CASE("a repeated paragraph, a lost mark, another number", "[unit]") {
  const Analysis& story = analysed(kStory);
  const auto repeated = plant(PlantedKind::paragraph_repeated, story, 2);
  REQUIRE(repeated->places.size() == 2);
  const auto slice = [](const PlantedStory& s, size_t i) { return s.text.substr(s.places[i].begin, s.places[i].size()); };
  CHECK(slice(*repeated, 0) == slice(*repeated, 1));
  const auto unquoted = plant(PlantedKind::quotation_mark_removed, story, 2);
  CHECK(unquoted->text.size() + 1 == std::string(kStory).size());
  CHECK(slice(*unquoted, 0).find("Nobody") != std::string::npos);
  const auto number = plant(PlantedKind::number_changed, story, 2);
  CHECK(number->text.size() == std::string(kStory).size());
  CHECK(slice(*number, 0).front() != '0');
}

TEST_CASE("a name is respelt where it stands again", "[unit]") {
  const auto planted = plant(PlantedKind::name_respelt, analysed(kStory), 3);
  REQUIRE(planted);
  CHECK(planted->places.size() == 3);
  // The first place keeps its spelling.
  CHECK(planted->text.substr(planted->places[0].begin, planted->places[0].size()) == "Kestrowicz");
}

TEST_CASE("a story without a place for a fault stays as it is", "[unit]") {
  const Analysis& story = analysed("Nothing here.");
  for (size_t k = 0; k < kPlantedKinds; ++k) CHECK_FALSE(plant(static_cast<PlantedKind>(k), story, 1));
}
