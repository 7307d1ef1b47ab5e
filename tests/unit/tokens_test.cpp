// Tokens and sentences as tables: the text, and what it is cut into. A token is shown as it stands; "~" before it says that
// no space stood there, "^" after it a clitic, "#" a number, "@" an address.
#include <catch2/catch.hpp>
#include <string>

#include "support/analysed.h"

using wirecheck::Token;
using wirecheck::TokenKind;

namespace {

std::string shown(const wirecheck::Analysis& a) {
  std::string out;
  for (const Token& token : a.tokens) {
    if (!out.empty()) out += ' ';
    if (!token.is(Token::space_before)) out += '~';
    out += a.text(token);
    if (token.is(Token::clitic)) out += '^';
    if (token.kind == TokenKind::number) out += '#';
    if (token.kind == TokenKind::address) out += '@';
  }
  return out;
}

std::string sentences(const wirecheck::Analysis& a) {
  std::string out;
  for (const wirecheck::Sentence& s : a.sentences) out += (out.empty() ? "" : " | ") + std::string(a.document.slice(s.span));
  return out;
}

struct Case { const char* text; const char* expected; };

}  // namespace

TEST_CASE("English tokens") {
  const Case cases[] = {
      {"Armenia's army", "Armenia ~'s^ army"},
      {"Armenia\u2019s army", "Armenia ~\u2019s^ army"},
      {"They don't know, o'clock", "They don't know ~, o'clock"},
      {"Mr O'Brien's hat", "Mr O'Brien ~'s^ hat"},
      {"we'll see, he's here", "we ~'ll^ see ~, he ~'s^ here"},
      {"a porte-parole said", "a porte ~- ~parole said"},
      {"an F-35 jet, COVID-19 cases and the G20", "an F-35 jet ~, COVID-19 cases and the G20"},
      {"pre-2020 rules", "pre ~- ~2020# rules"},
      {"a 27-year-old man", "a 27# ~- ~year ~- ~old man"},
      {"3,000 men, 3.5 percent", "3,000# men ~, 3.5# percent"},
      {"30 000 men", "30# 000# men"},
      {"the 27th, 14h30, 3D, 10:30 p.m.", "the 27th# ~, 14h30# ~, 3D# ~, 10:30# p.m."},
      {"It cost $3.5bn (10%).", "It cost $ ~3.5bn# ( ~10# ~% ~) ~."},
      {"the U.S. and the U.N.-led force", "the U.S. and the U.N. ~- ~led force"},
      {"Gov. Smith of Sept. 3 left No. 10.", "Gov. Smith of Sept. 3# left No. 10# ~."},
      {"He said no. She left.", "He said no ~. She left ~."},
      {"J. K. Rowling and Vitamin C. It is", "J. K. Rowling and Vitamin C ~. It is"},
      {"you and I. Then", "you and I ~. Then"},
      {"Our cause. is fair", "Our cause ~. is fair"},
      {"end.He said", "end ~. ~He said"},
      {"see https://example.org/a_b?c=1, now", "see https://example.org/a_b?c=1@ ~, now"},
      {"see www.example.org.", "see www.example.org@ ~."},
      {"at Example.com today", "at Example.com@ today"},
      {"write to jane.doe@example.org.", "write to jane.doe@example.org@ ~."},
      {"@wirecheck on #news, #1", "@wirecheck@ on #news@ ~, # ~1#"},
      {"\"No\" ... (yes) -- ok\u2026", "\" ~No ~\" ... ( ~yes ~) -- ok ~\u2026"},
      {"``yes'' he", "`` ~yes ~'' he"},
      {"war\u2014and peace", "war ~\u2014 ~and peace"},
      {"a Ph.D. student", "a Ph.D. student"},
      {"9/11 attacks", "9# ~/ ~11# attacks"},
      {"12 km\u00B2 of land", "12# km\u00B2 of land"},
      {"", ""},
  };
  wirecheck_test::Analyser analyser("en");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(shown(analyser(c.text)) == c.expected); }
}

TEST_CASE("French tokens") {
  const Case cases[] = {
      {"l'\u00E9t\u00E9 d'Arm\u00E9nie", "l'^ ~\u00E9t\u00E9 d'^ ~Arm\u00E9nie"},
      {"L\u2019arm\u00E9e aujourd'hui", "L\u2019^ ~arm\u00E9e aujourd'hui"},
      {"quelqu'un qu'il n'aime", "quelqu'un qu'^ ~il n'^ ~aime"},
      {"\u00AB Non \u00BB", "\u00AB Non \u00BB"},
      {"jusqu'\u00E0 l'aube", "jusqu'^ ~\u00E0 l'^ ~aube"},
  };
  wirecheck_test::Analyser analyser("fr");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(shown(analyser(c.text)) == c.expected); }
}

TEST_CASE("Token flags") {
  wirecheck_test::Analyser analyser("en");
  const wirecheck::Analysis& a = analyser("NATO met Jane at a tie-break. It's on.");
  CHECK(a.tokens[0].is(Token::all_capitals));
  CHECK(a.tokens[0].is(Token::sentence_first));
  CHECK(a.tokens[2].is(Token::capital));
  CHECK_FALSE(a.tokens[2].is(Token::all_capitals));
  CHECK_FALSE(a.tokens[1].is(Token::capital));
  CHECK(a.tokens[6].is(Token::hyphen_glued));
  CHECK(a.tokens[9].is(Token::sentence_first));
  CHECK(a.is(1, wirecheck::Is::place) == false);
  CHECK(a.is(4, wirecheck::Is::determiner));
  CHECK(a.words == 9);
}

TEST_CASE("Sentences") {
  const Case cases[] = {
      {"He left. She stayed.", "He left. | She stayed."},
      {"\"No!\" he said. \"Go.\"", "\"No!\" he said. | \"Go.\""},
      {"he said. \"No.\"", "he said. | \"No.\""},
      {"he said. \"No.\" She left.", "he said. | \"No.\" | She left."},
      {"he said. \u201CNo.\u201D She left.", "he said. | \u201CNo.\u201D | She left."},
      {"\"Really?\" Smith asked. He left.", "\"Really?\" Smith asked. | He left."},
      {"\"Really?\" Smith left.", "\"Really?\" | Smith left."},
      {"Our cause. is fair and clear.", "Our cause. is fair and clear."},
      {"Mr. Smith met Gov. Jane Roe. They ate.", "Mr. Smith met Gov. Jane Roe. | They ate."},
      {"J. K. Rowling wrote it. She won.", "J. K. Rowling wrote it. | She won."},
      {"He lives in the U.S. The company left.", "He lives in the U.S. | The company left."},
      {"The U.S. President spoke.", "The U.S. President spoke."},
      {"It began at 5 p.m. Friday. It ended at 7 p.m. Police left.", "It began at 5 p.m. Friday. | It ended at 7 p.m. | Police left."},
      {"On Sept. 3 he left. See No. 10 now.", "On Sept. 3 he left. | See No. 10 now."},
      {"Prices rose 3.5 percent. Wages fell.", "Prices rose 3.5 percent. | Wages fell."},
      {"He waited ... and left.", "He waited ... and left."},
      {"They left.She stayed.", "They left. | She stayed."},
      {"Acme Inc. (the maker) left. AUSTIN, Calif. (AP) - It rained.", "Acme Inc. (the maker) left. | AUSTIN, Calif. (AP) - It rained."},
      {"(He left.) She stayed.", "(He left.) | She stayed."},
      {"A first line\nA second line\n\nEnd.", "A first line | A second line | End."},
      {"The council said that the bridge over the river would stay\nclosed for a week.\n\nEnd.",
       "The council said that the bridge over the river would stay\nclosed for a week. | End."},
      {"The council said that the bridge over the river and the\nNorthern Road would close.\n\nEnd.",
       "The council said that the bridge over the river and the\nNorthern Road would close. | End."},
      {"Who won? Nobody. Why? Rain!", "Who won? | Nobody. | Why? | Rain!"},
  };
  wirecheck_test::Analyser analyser("en");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(sentences(analyser(c.text)) == c.expected); }
}

TEST_CASE("French sentences") {
  const Case cases[] = {
      {"\u00AB Il part. \u00BB Elle reste.", "\u00AB Il part. \u00BB | Elle reste."},
      {"\u00AB Il part\u00A0! \u00BB, dit-elle.", "\u00AB Il part\u00A0! \u00BB, dit-elle."},
      {"Il part. \u00AB Non \u00BB.", "Il part. | \u00AB Non \u00BB."},
      {"M. Dupont est parti. Mme Durand aussi.", "M. Dupont est parti. | Mme Durand aussi."},
  };
  wirecheck_test::Analyser analyser("fr");
  for (const Case& c : cases) DYNAMIC_SECTION(c.text) { CHECK(sentences(analyser(c.text)) == c.expected); }
}
