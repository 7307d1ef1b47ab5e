// Names: where they begin and end, what they are, who is the same bearer.
#include <catch2/catch.hpp>
#include <string>

#include "support/analysed.h"

using namespace wirecheck;

namespace {

// "Ilham Aliyev=person:m#1 | Baku=place#2": kind, gender and entity in the order of first mention.
std::string names_of(const std::string& text) {
  static wirecheck_test::Analyser english("en");
  const Analysis& story = english(text);
  const char* kinds[] = {"unknown", "person", "body", "place", "event", "thing"};
  std::string out;
  std::vector<uint32_t> seen;
  for (const Name& name : story.names) {
    size_t number = 0;
    while (number < seen.size() && seen[number] != name.entity) ++number;
    if (number == seen.size()) seen.push_back(name.entity);
    if (!out.empty()) out += " | ";
    out += std::string(story.document.slice(name.span)) + "=" + kinds[static_cast<int>(name.kind)];
    if (name.gender != Gender::unknown) out += name.gender == Gender::masculine ? ":m" : ":f";
    out += "#" + std::to_string(number + 1);
  }
  return out;
}

}  // namespace

TEST_CASE("names: titles, roles and demonyms stay outside") {
  CHECK(names_of("Estonian Prime Minister Kaja Tamm arrived in Riga.") == "Kaja Tamm=person:f#1 | Riga=place#2");
  CHECK(names_of("They met UN Secretary-General Antonio Vieira.") == "UN=body#1 | Antonio Vieira=person:m#2");
  CHECK(names_of("The spokeswoman Orla Zzyx left, and spokesman Xyz Qwer stayed.") == "Orla Zzyx=person:f#1 | Xyz Qwer=person:m#2");
}

TEST_CASE("names: particles, hyphens, initials") {
  CHECK(names_of("It was signed by Ursula von der Heide.") == "Ursula von der Heide=person:f#1");
  CHECK(names_of("It was signed by Mohammed bin Talal.") == "Mohammed bin Talal=person:m#1");
  CHECK(names_of("It was signed by Jean-Marc Dupuis.") == "Jean-Marc Dupuis=person:m#1");
  CHECK(names_of("The book is by J. K. Halloran, 34, who lives here.") == "J. K. Halloran=person#1");
}

TEST_CASE("names: the first word of a sentence needs evidence") {
  CHECK(names_of("Heavy rain fell. Demonstrators left.") == "");
  CHECK(names_of("Oslo refused.") == "Oslo=place#1");
  CHECK(names_of("Zhvania said no. The men who met Zhvania left.") == "Zhvania=unknown#1 | Zhvania=unknown#1");
}

TEST_CASE("names: bodies by head and metonym") {
  CHECK(names_of("The Ministry of Agriculture of the country said so.") == "Ministry of Agriculture=body#1");
  CHECK(names_of("The Kremlin said so.") == "Kremlin=body#1");
  CHECK(names_of("Nobody knew who was there, the WHO said.") == "WHO=body#1");
  CHECK(names_of("The World Health Organization (WHO) agreed, the WHO said.") ==
        "World Health Organization=body#1 | WHO=body#1 | WHO=body#1");
}

TEST_CASE("names: a surname is the bearer of the full name") {
  CHECK(names_of("President Marko Vidic spoke. Vidic was calm, Ms. Anna Lund said.") ==
        "Marko Vidic=person:m#1 | Vidic=person:m#1 | Anna Lund=person:f#2");
}
