// The token-pattern language: what it reads, what it refuses and where, and that it can be written out again.
#include "packs/pattern.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace wirecheck;

namespace {

// The tree in one line: kinds by a letter, so that a test can say what was read.
std::string shape(const Pattern& p) {
  using Kind = Pattern::Kind;
  std::string children;
  for (const Pattern& child : p.children) children += (children.empty() ? "" : " ") + shape(child);
  std::string words;
  for (const std::string& word : p.words) words += ":" + word;
  switch (p.kind) {
    case Kind::sequence: return "(" + children + ")";
    case Kind::alternation: return "or(" + children + ")";
    case Kind::repeat: return "rep" + std::to_string(p.min) + "-" + std::to_string(p.max) + "(" + children + ")";
    case Kind::capture: return p.text + "=" + children;
    case Kind::word: return p.text;
    case Kind::exact: return "=" + p.text;
    case Kind::lemma: return "lemma:" + p.text + words;
    case Kind::pos: return "pos:" + p.text + words;
    case Kind::regex: return "re:" + p.text;
    case Kind::list: return "list:" + p.text;
    case Kind::gap: return "gap" + std::to_string(p.max);
    case Kind::negation: return "not(" + children + ")";
    case Kind::begin: return "^";
    case Kind::end: return "$";
  }
  return "";
}

}  // namespace

TEST_CASE("patterns are read") {
  const std::pair<const char*, const char*> kCases[] = {
      {"door", "(door)"},
      {"the door", "(the door)"},
      {"porte-parole", "(porte-parole)"},
      {"aujourd'hui l' s'", "(aujourd'hui l' s')"},
      {"the minister's car", "(the minister's car)"},
      {"\"Word\" \".\" \"White House\"", "(=Word =. =White House)"},
      {", . ; : - '", "(, . ; : - ')"},
      {"said \" yes \"", "(said \" yes \")"},
      {"word, next.", "(word , next .)"},
      {"27.5 3,000 u.s. x", "(27.5 3,000 u.s. x)"},
      {"12 % of", "(12 % of)"},
      {"...", "(...)"},
      {"<say> <say:past|third> <call for>", "(lemma:say lemma:say:past:third lemma:call for)"},
      {":NOUN :VERB:gerund|past :ADJ?", "(pos:NOUN pos:VERB:gerund:past rep0-1(pos:ADJ))"},
      {"(:NOUN | :ADJ)", "(or((pos:NOUN) (pos:ADJ)))"},
      {"/[a-z]+tch/ /a\\/b\\.c/", "(re:[a-z]+tch re:a/b\\.c)"},
      {"@body of @place-name", "(list:body of list:place-name)"},
      {"(a | b c)", "(or((a) (b c)))"},
      {"a | b c", "or((a) (b c))"},
      {"(a b)?", "(rep0-1((a b)))"},
      {"a? b{1,3} c{2}", "(rep0-1(a) rep1-3(b) rep2-2(c))"},
      {"a ..4 b", "(a gap4 b)"},
      {"!from !(a | b) !@place", "(not(from) not(or((a) (b))) not(list:place))"},
      {"[bad: the door word?] (of the?)? @said", "(bad=(the door rep0-1(word)) rep0-1((of rep0-1(the))) list:said)"},
      {"[bad: [x: a] | b]", "(bad=or((x=(a)) (b)))"},
      {"^ but $", "(^ but $)"},
      {"\xC3\xA9t\xC3\xA9?", "(rep0-1(\xC3\xA9t\xC3\xA9))"},
  };
  for (const auto& [text, tree] : kCases) {
    DYNAMIC_SECTION(text) {
      const auto pattern = parse_pattern(text);
      INFO((pattern ? "" : pattern.error().message));
      REQUIRE(pattern);
      CHECK(shape(pattern.value()) == tree);
      const std::string again = to_text(pattern.value());
      INFO(again);
      const auto second = parse_pattern(again);
      REQUIRE(second);
      CHECK(to_text(second.value()) == again);
    }
  }
}

TEST_CASE("faults of patterns have their column") {
  struct Case {
    const char* text;
    uint32_t column;  // 1-based, in code points
    const char* part;
  };
  const Case kCases[] = {
      {"", 1, "missing"},
      {"a ()", 4, "missing"},
      {"a | ", 5, "missing"},
      {"(a | b", 1, "never closed"},
      {"a b)", 4, "nothing opens"},
      {"a [b c]", 3, "[name: ...]"},
      {"a [bad: b", 3, "never closed"},
      {"a <say b", 3, "never closed"},
      {"a <say:pst>", 8, "\"pst\" is no form"},
      {"a \"b", 3, "never closed"},
      {"a /b", 3, "never closed"},
      {"a // b", 3, "empty"},
      {"a*", 2, "bounded"},
      {"a{3,1}", 2, "smaller"},
      {"a{1,99}", 2, "at most"},
      {"a{x}", 3, "expected a number"},
      {"a ? b", 3, "nothing before it"},
      {"a ! b", 3, "directly before"},
      {"a ..0", 3, "gap"},
      {"a ..4?", 6, "repeated"},
      {"@ b", 1, "@name"},
      {"\xC3\xA9t\xC3\xA9 (b", 5, "never closed"},
  };
  for (const Case& c : kCases) {
    DYNAMIC_SECTION(c.text) {
      const auto pattern = parse_pattern(c.text);
      REQUIRE_FALSE(pattern);
      INFO(pattern.error().message);
      CHECK(pattern.error().message.find(c.part) != std::string::npos);
      CHECK(pattern.error().column == c.column);
    }
  }
  SECTION("in a file") {
    const auto pattern = parse_pattern("a (b", {"rules/x.yaml", 12, 11});
    REQUIRE_FALSE(pattern);
    CHECK(pattern.error().file == "rules/x.yaml");
    CHECK(pattern.error().line == 12);
    CHECK(pattern.error().column == 13);
  }
}

TEST_CASE("mutants take one part away at a time") {
  const auto pattern = parse_pattern("^ [bad: the (door | gate) word?] (of the?)? ..3 !sign @said");
  REQUIRE(pattern);
  std::vector<std::string> texts;
  for (const Mutant& mutant : mutants(pattern.value())) texts.push_back(mutant.text);
  const std::vector<std::string> expected = {
      "[bad: the (door | gate) word?] (of the?)? ..3 !sign @said",   // the sentence edge
      "^ [bad: the (gate) word?] (of the?)? ..3 !sign @said",
      "^ [bad: the (door) word?] (of the?)? ..3 !sign @said",
      "^ [bad: the (door | gate)] (of the?)? ..3 !sign @said",
      "^ [bad: the (door | gate) word?] ..3 !sign @said",
      "^ [bad: the (door | gate) word?] (of)? ..3 !sign @said",
      "^ [bad: the (door | gate) word?] (of the?)? !sign @said",
      "^ [bad: the (door | gate) word?] (of the?)? ..3 @any @said",
  };
  for (const std::string& text : expected) {
    INFO(text);
    CHECK(std::find(texts.begin(), texts.end(), text) != texts.end());
  }
  CHECK(texts.size() == expected.size());
  for (const std::string& text : texts) {
    INFO(text);
    CHECK(parse_pattern(text));
  }
}
