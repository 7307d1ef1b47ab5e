// Quotations, roles, dates, quantities and the language of a text, as tables.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <string>

#include "support/analysed.h"

using namespace wirecheck;

namespace {

// Each quotation as depth:text, "+" where it continues into the next paragraph, "^" where it continues the last one, "?" where
// it never closes, "!" for a closing mark that nothing opened.
std::string quotes_of(const Analysis& a) {
  std::string out;
  for (const Quote& q : a.quotes) {
    if (!out.empty()) out += " | ";
    if (q.open.empty()) { out += "!"; continue; }
    out += std::to_string(q.depth) + ":" + (q.continued ? "^" : "") + std::string(a.document.slice(q.inside));
    if (q.close.empty()) out += q.continues ? "+" : "?";
  }
  return out;
}

std::string dates_of(const Analysis& a) {
  std::string out;
  for (const Date& d : a.dates) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%d %d-%d-%d%s%s", d.weekday, d.year, d.month, d.day, d.ordinal ? "th" : "", d.bracketed ? "()" : "");
    out += (out.empty() ? "" : " | ") + std::string(a.text(d.tokens)) + " = " + buffer;
  }
  return out;
}

std::string quantities_of(const Analysis& a) {
  static const char* const kKinds[] = {"cardinal", "ordinal", "percent", "money", "year", "fraction", "score"};
  std::string out;
  for (const Quantity& q : a.quantities) {
    char buffer[80];
    std::snprintf(buffer, sizeof buffer, " = %s %.12g", kKinds[static_cast<int>(q.kind)], q.value);
    out += (out.empty() ? "" : " | ") + std::string(a.text(q.tokens)) + buffer + (q.unit.empty() ? "" : " " + q.unit);
  }
  return out;
}

std::string roles_of(const Analysis& a) {
  std::string out;
  for (const BlockInfo& b : a.blocks) out += (out.empty() ? "" : " ") + std::string(name_of(b.role));
  return out;
}

struct Case { const char* text; const char* expected; };

}  // namespace

TEST_CASE("Quotations") {
  const Case cases[] = {
      {"He said \"yes\" and \"no\".", "0:yes | 0:no"},
      {"\u201CYes,\u201D he said. \u201CNo.\u201D", "0:Yes, | 0:No."},
      {"\"He said 'never' to us,\" she said.", "0:He said 'never' to us, | 1:never"},
      {"\u201CHe said \u2018never\u2019 to us,\u201D she said.", "0:He said \u2018never\u2019 to us, | 1:never"},
      {"'He said \"never\" to us,' she said.", "0:He said \"never\" to us, | 1:never"},
      {"'The ministers' plan is dead,' she said.", "0:The ministers' plan is dead,"},
      {"The ministers' plan and the '90s.", ""},
      {"Rock 'n' roll isn't dead, y'all.", "0:n"},
      {"\"He said, \"No,\"\" she told us.", "0:He said, \"No,\" | 1:No,"},
      {"A \u2018voice for athletes\u2019 on the board, \u2018she\u2019 said.", "0:voice for athletes | 0:she"},
      {"\u00AB Non \u00BB, dit-il.", "0: Non "},
      {"\u201ENein\u201C, sagte er.", "0:Nein"},
      {"``Yes,'' he said.", "0:Yes,"},
      {"He said \"yes and left.", "0:yes and left.?"},
      {"He said yes\" and left.", "!"},
      {"He is 6'2\" tall and said \"no\".", "0:no"},
      {"\"She said \"no\" to us,\" he said.", "0:She said \"no\" to us, | 1:no"},
      {"\u201COne.\n\n\u201CTwo.\u201D\n\nThree.", "0:One.+ | 0:^Two."},
      {"\"One.\n\n\"Two.\n\n\"Three.\"\n\nFour.", "0:One.+ | 0:^Two.+ | 0:^Three."},
      {"\"One.\n\nTwo.\n\n\"Three.\"", "0:One.? | 0:Three."},
      {"\u201CMixed,\" he said.", "0:Mixed,"},
      {"It is (\"the law\").", "0:the law"},
      {"The \"first \"one\" is lost.", "0:first ? | 0:one"},
  };
  wirecheck_test::Analyser analyser("en");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(quotes_of(analyser(c.text)) == c.expected); }
}

TEST_CASE("Tokens know that they stand in a quotation") {
  wirecheck_test::Analyser analyser("en");
  const Analysis& a = analyser("He said \"go home\" twice.");
  CHECK_FALSE(a.tokens[1].is(Token::in_quote));
  CHECK(a.tokens[3].is(Token::in_quote));
  CHECK(a.tokens[4].is(Token::in_quote));
  CHECK_FALSE(a.tokens[6].is(Token::in_quote));
  REQUIRE(a.quote_at(a.tokens[3].span.begin));
  CHECK(a.quote_at(a.tokens[6].span.begin) == nullptr);
}

TEST_CASE("Dates") {
  const Case cases[] = {
      {"He left Friday 25th.", "Friday 25th = 5 0-0-25th"},
      {"It began Sunday (September 27th) at noon.", "Sunday (September 27th) = 7 0-9-27th()"},
      {"On 27 September 2020 it began.", "27 September 2020 = 0 2020-9-27"},
      {"On Sept. 27, 2020, it began.", "Sept. 27, 2020 = 0 2020-9-27"},
      {"The vote of March 3 was won.", "March 3 = 0 0-3-3"},
      {"He may march on.", ""},
      {"In May he left.", ""},
      {"In October 2019 and in June.", "October 2019 = 0 2019-10-0 | June = 0 0-6-0"},
      {"On the 3rd of March, Tuesday, he sat.", "3rd of March = 0 0-3-3th | Tuesday = 2 0-0-0"},
      {"On Monday, the 4th, he left.", "Monday, the 4th = 1 0-0-4th"},
      {"On Friday 25 people died.", "Friday = 5 0-0-0"},
      {"On Monday, March 3, he left.", "Monday, March 3 = 1 0-3-3"},
      {"The 27th floor (12 June) burned.", "12 June = 0 0-6-12()"},
      {"May 20,000 people march?", ""},
  };
  wirecheck_test::Analyser analyser("en");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(dates_of(analyser(c.text)) == c.expected); }
  wirecheck_test::Analyser french("fr");
  CHECK(dates_of(french("Il part lundi 3 mars 2021.")) == "lundi 3 mars 2021 = 1 2021-3-3");
}

TEST_CASE("Quantities") {
  const Case cases[] = {
      {"About 3,000 men and 30 000 women", "3,000 = cardinal 3000 | 30 000 = cardinal 30000"},
      {"3.5 percent, 10%, 7 per cent", "3.5 percent = percent 3.5 | 10% = percent 10 | 7 per cent = percent 7"},
      {"$3.5bn and 20 million euros", "$3.5bn = money 3500000000 USD | 20 million euros = money 20000000 EUR"},
      {"a S$13.8 billion plan", "S$13.8 billion = money 13800000000 SGD"},
      {"In 2020 they won, as in 1994.", "2020 = year 2020 | 1994 = year 1994"},
      {"of 1500 soldiers", "1500 = cardinal 1500"},
      {"the 27th floor, the third man", "27th = ordinal 27 | third = ordinal 3"},
      {"twenty-one men, two hundred and fifty thousand women", "twenty-one = cardinal 21 | two hundred and fifty thousand = cardinal 250000"},
      {"a million people, three million more", "million = cardinal 1000000 | three million = cardinal 3000000"},
      {"They won 3-1 on aggregate.", "3-1 = score 3"},
      {"at 14h30 or 10:30 in 3D", ""},
      {"3/4 of them and \u00BD of us", "3/4 = fraction 0.75 | \u00BD = fraction 0.5"},
      {"On March 3 two men left.", "two = cardinal 2"},
      {"five dollars", "five dollars = money 5 USD"},
      {"the twenty-first century", "twenty-first = ordinal 21"},
      {"1,234,567.5 tons", "1,234,567.5 = cardinal 1234567.5"},
  };
  wirecheck_test::Analyser analyser("en");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(quantities_of(analyser(c.text)) == c.expected); }
  wirecheck_test::Analyser french("fr");
  CHECK(quantities_of(french("3,5 pour cent")) == "3,5 pour cent = percent 3.5");
}

TEST_CASE("Roles") {
  const std::string paragraph = "The council said on Friday that the old bridge over the river would stay closed for another week of repairs.";
  const std::pair<std::string, const char*> cases[] = {
      {"Bridge stays closed\n\nBy Jane Doe\n\n" + paragraph + "\n\nA long wait\n\n" + paragraph + "\n\nWith AFP and Reuters",
       "headline byline body crosshead body credit"},
      {"Is the bridge safe?\n\n" + paragraph + "\n\n\"A disgrace\"\n\n" + paragraph + "\n\n(AFP)", "headline body crosshead body credit"},
      {"Bridge stays closed\n\nJane Doe, with AFP\n\n" + paragraph + "\n\nReporting by Jane Doe in Oslo; Editing by John Roe",
       "headline byline body credit"},
      {"Bridge stays closed\n\nBy Dr Jane Doe, health editor\n\n" + paragraph, "headline byline body"},
      {paragraph + "\n\nNobody was hurt.\n\n" + paragraph, "body body body"},
      {paragraph + "\n\nWhat next?\n\n" + paragraph, "body crosshead body"},
      {paragraph + "\n\nBy then it was over.\n\n" + paragraph, "body body body"},
  };
  wirecheck_test::Analyser analyser("en");
  for (const auto& [text, expected] : cases) DYNAMIC_SECTION(text) { CHECK(roles_of(analyser(text)) == expected); }
}

TEST_CASE("The language of a text, when it is sure") {
  const LanguageGuess english = detect_language("The council said on Friday that the old bridge over the river would stay closed for another week.");
  CHECK(english.lang == Lang::of("en"));
  CHECK(english.reliable);
  const LanguageGuess french = detect_language("Le conseil a d\u00E9clar\u00E9 vendredi que le vieux pont sur la rivi\u00E8re resterait ferm\u00E9 une semaine de plus.");
  CHECK(french.lang == Lang::of("fr"));
  CHECK_FALSE(detect_language("12 34").reliable);
  CHECK_FALSE(detect_language("").lang.known());
}

TEST_CASE("Hostile text stays linear and in bounds", "[slow]") {
  wirecheck_test::Analyser analyser("en");
  std::string texts[] = {std::string(4 << 20, '"'), std::string(4 << 20, '\''), std::string(4 << 20, '.'), std::string(4 << 20, 'a'), "", "", "", "", ""};
  for (int i = 0; i < 400000; ++i) {
    texts[4] += " 'a";
    texts[5] += "a.";
    texts[6] += " \"a";
    texts[7] += "\u2018 a@";
    texts[8] += "1,1 000 (";
  }
  for (const std::string& text : texts) {
    const auto start = std::chrono::steady_clock::now();
    const Analysis& a = analyser(text);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    INFO(text.substr(0, 8));
    CHECK(a.tokens.size() > 0);
    CHECK(took.count() < 20);
    for (size_t i = 1; i < a.tokens.size(); ++i)
      if (a.tokens[i].span.begin < a.tokens[i - 1].span.end) FAIL("tokens overlap");
  }
}
