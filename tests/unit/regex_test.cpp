// Regexes compiled when first used, and what a set of them must never lose: a pattern that matches is a candidate.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "core/atoms.h"
#include "core/regex.h"
#include "core/utf8.h"

using namespace wirecheck;

namespace {

std::vector<uint32_t> candidates(const std::vector<std::string_view>& patterns, std::string_view text, bool whole = false) {
  std::vector<uint32_t> out;
  RegexSet(patterns, whole).candidates(text, out);
  return out;
}

bool may(std::string_view pattern, std::string_view text, bool whole = false) { return !candidates({pattern}, text, whole).empty(); }

// A pattern and a text that it matches, unless an anchor or a flag stands in the way.
struct Pair {
  std::string pattern, text;
};

class Maker {
 public:
  explicit Maker(uint32_t seed) : random_(seed) {}
  uint32_t below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }

  Pair alternation(int depth) {
    Pair out = sequence(depth);
    for (uint32_t n = below(depth > 0 ? 3 : 2); n-- > 0;) {
      const Pair other = sequence(depth);
      out.pattern += "|" + other.pattern;
      if (below(2)) out.text = other.text;
    }
    return out;
  }
  std::string noise() {
    static const std::vector<std::string> kPieces = {"a", "b", "S", "k", "7", " ", "-", ".", "é", "É", "…", "ſ", "\u212A", "\n",
                                                     "the ", "B2"};
    std::string out;
    for (uint32_t n = below(5); n-- > 0;) out += kPieces[below(static_cast<uint32_t>(kPieces.size()))];
    return out;
  }
  // Another case of the same letters, with what folding adds to them.
  std::string recased(std::string_view text) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
      const utf8::Decoded d = utf8::decode(text, at);
      at += d.size;
      char32_t c = d.c;
      if (below(3) == 0) c = utf8::upper(c);
      else if (below(3) == 0) c = utf8::lower(c);
      if ((c | 0x20) == 's' && below(3) == 0) c = 0x17F;
      if ((c | 0x20) == 'k' && below(3) == 0) c = 0x212A;
      utf8::append(out, c);
    }
    return out;
  }

 private:
  Pair sequence(int depth) {
    Pair out;
    for (uint32_t n = 1 + below(4); n-- > 0;) {
      const Pair next = repeated(depth);
      out.pattern += next.pattern;
      out.text += next.text;
    }
    return out;
  }

  Pair repeated(int depth) {
    Pair piece = item(depth);
    struct Times { const char* written; uint32_t least, most; };
    static const std::vector<Times> kTimes = {{"?", 0, 1}, {"*", 0, 3}, {"+", 1, 3}, {"??", 0, 1}, {"+?", 1, 2}, {"{2}", 2, 2},
                                              {"{0,2}", 0, 2},
                                              {"{1,3}", 1, 3}, {"{2,}", 2, 4}, {"{10}", 10, 10}, {"{9,11}", 9, 11},
                                              {"{0}", 0, 0}, {"{1}", 1, 1}};
    if (below(3) != 0 || piece.pattern.empty() || piece.pattern == "(?i)") return piece;
    const Times& times = kTimes[below(static_cast<uint32_t>(kTimes.size()))];
    if (times.least > 2 && piece.pattern.size() > 4) return piece;   // repeats of repeats take RE2 its time
    std::string text;
    for (uint32_t n = times.least + below(times.most - times.least + 1); n-- > 0;) text += piece.text;
    return {piece.pattern + times.written, text};
  }

  Pair item(int depth) {
    static const std::vector<Pair> kItems = {
        {"a", "a"}, {"B", "B"}, {"s", "s"}, {"K", "K"}, {"7", "7"}, {" ", " "}, {"-", "-"}, {"é", "é"}, {"ſ", "ſ"}, {"…", "…"},
        {"\\.", "."}, {"\\+", "+"}, {"\\d", "3"}, {"\\s", "\t"}, {"\\w", "x"}, {"\\D", "é"}, {"\\W", "-"}, {"\\S", "k"},
        {".", "é"}, {".", "z"},
        {"\\pL", "é"}, {"\\p{Lu}", "É"}, {"\\PL", "4"}, {"\\x{A0}", "\u00A0"}, {"\\x41", "A"}, {"\\n", "\n"}, {"\\t", "\t"},
        {"[abk]", "k"}, {"[^a]", "é"}, {"[a-c]", "b"}, {"[à-ÿ]", "é"}, {"[-–]", "–"}, {"[]a]", "]"}, {"[a-]", "-"},
        {"[4-9]", "5"}, {"[\\d,]", ","},
        {"[\\pL\\d]", "é"}, {"[ \\x{A0}\\x{202F}]", "\u202F"}, {"[ſ-ƀ]", "ſ"}, {"[\\s]", "\n"}, {"[[:alpha:]]", "q"},
        {"[A-z]", "_"}, {"[\\]x]", "]"},
        {"word", "word"}, {"Risk", "Risk"}, {"ask 12", "ask 12"}, {"the", "the"}, {"}", "}"}, {"]", "]"}, {"\\Q.\\E", "."},
        {"\\b", ""}, {"\\B", ""}, {"^", ""}, {"$", ""}, {"\\A", ""}, {"\\z", ""}, {"(?i)", ""}, {"()", ""}};
    if (depth > 0 && below(3) == 0) {
      Pair inner = alternation(depth - 1);
      static const std::vector<std::string> kOpen = {"(", "(?:", "(?P<name>", "(?i:", "(?s:", "(?-i:", "(?U:"};
      // A name that stands twice does not compile, and the pattern is left out.
      const std::string& open = kOpen[below(static_cast<uint32_t>(kOpen.size()))];
      return {open + inner.pattern + ")", inner.text};
    }
    return kItems[below(static_cast<uint32_t>(kItems.size()))];
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("no pattern that matches is lost", "[regex]") {
  Maker maker(20240607);
  uint32_t compiled = 0, matched = 0, refused = 0;
  for (int round = 0; round < 1000; ++round) {
    const Pair made = maker.alternation(2);
    const bool fold = maker.below(2) == 0;
    const auto regex = Regex::compile(made.pattern, {fold, false});
    if (!regex) continue;
    ++compiled;
    const RegexSet part({made.pattern}), whole({made.pattern}, true);
    for (int n = 0; n < 6; ++n) {
      std::string text = n == 0 ? made.text : n == 5 ? maker.noise() + maker.noise() : maker.noise() + made.text + maker.noise();
      if (fold && n % 2 == 1) text = maker.recased(text);
      std::vector<uint32_t> may_part, may_whole;
      part.candidates(text, may_part);
      whole.candidates(text, may_whole);
      INFO("pattern <" << made.pattern << "> text <" << text << ">");
      const bool found = regex.value().find(text).has_value(), ends = regex.value().matches_whole(text);
      if (found) REQUIRE(may_part.size() == 1);
      if (ends) REQUIRE(may_whole.size() == 1);
      matched += found + ends;
      refused += may_part.empty() + may_whole.empty();
    }
  }
  // Otherwise the above proves nothing.
  CHECK(compiled > 800);
  CHECK(matched > 4000);
  CHECK(refused > 1000);
}

TEST_CASE("many patterns at once are told as each by itself", "[regex]") {
  Maker maker(7);
  for (int round = 0; round < 5; ++round) {
    std::vector<Pair> made;
    while (made.size() < 40)
      if (Pair next = maker.alternation(2); Regex::compile(next.pattern, {})) made.push_back(std::move(next));
    std::vector<std::string_view> patterns;
    for (const Pair& pair : made) patterns.push_back(pair.pattern);
    for (const bool whole : {false, true}) {
      const RegexSet set(patterns, whole);
      std::vector<RegexSet> alone;
      for (const std::string_view pattern : patterns) alone.emplace_back(std::vector<std::string_view>{pattern}, whole);
      for (int n = 0; n < 10; ++n) {
        const std::string text = maker.noise() + made[maker.below(40)].text + maker.noise();
        std::vector<uint32_t> all{99}, each{99};
        set.candidates(text, all);
        for (uint32_t i = 0; i < patterns.size(); ++i) {
          std::vector<uint32_t> out;
          alone[i].candidates(text, out);
          if (!out.empty()) each.push_back(i);
        }
        REQUIRE(all == each);
      }
    }
  }
}

TEST_CASE("two letters beyond ASCII fold to letters of ASCII, and no others", "[regex]") {
  const auto ascii = Regex::compile("[\\x00-\\x7F]", {});
  for (char32_t c = 0x80; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    if (ascii.value().matches_whole(utf8::encode(c)) != (c == 0x17F || c == 0x212A)) FAIL("U+" << std::hex << static_cast<uint32_t>(c));
  }
  CHECK(may("risk", "RI\u017F\u212A"));
  CHECK(may("RI\u017F\u212A", "risk"));
}

TEST_CASE("a text without what a pattern needs is no candidate", "[regex]") {
  const std::vector<std::string_view> patterns = {"week ?[-–] ?end", "\\d{1,2} ?h ?\\d\\d", "[A-Z]+", "(?:read|see) also"};
  CHECK(candidates(patterns, "a WEEK–END at 18 h 30") == std::vector<uint32_t>{0, 1, 2});
  CHECK(candidates(patterns, "Read also: the end of the week") == std::vector<uint32_t>{2, 3});
  CHECK(candidates({"a"}, "").empty());
  CHECK(candidates({}, "text").empty());
  // From end to end: what stands in the middle does not count.
  CHECK(may("(?:read|see) also.*", "See also: the king", true));
  CHECK_FALSE(may("(?:read|see) also.*", "He said: see also the king", true));
  CHECK(may(".{2,40}\\.(?:png|gif)", "king.png", true));
  CHECK_FALSE(may(".{2,40}\\.(?:png|gif)", "king.png of 2020", true));
  // All clauses hold, or it is none.
  CHECK(atoms::needed("every .{0,30} newsletter", false).size() == 2);
  CHECK_FALSE(may("every .{0,30} newsletter", "every week"));
  // Nothing is known of what is not read.
  CHECK(atoms::needed("\\Qnews\\E", false).empty());
  CHECK(atoms::needed(".*", false).empty());
  CHECK(may(".*", ""));
}

TEST_CASE("ill-formed text is read to its end", "[regex]") {
  CHECK(may("king", "\xFF\xC5 king \xE2"));
  CHECK_FALSE(may("king", "\xE2\x84"));
}

TEST_CASE("a regex compiled later is the same regex", "[regex]") {
  const Regex later = Regex::later("(?P<day>mon|tues)day", {true, true});
  CHECK(later.pattern() == "(?P<day>mon|tues)day");
  CHECK(later.find("on Tuesday")->at(1) == Span{3, 7});
  CHECK_FALSE(later.find("on Tuesdays"));
  CHECK(later.group_names() == std::vector<std::string>{"", "day"});
  CHECK_FALSE(later.can_match_empty());
  const Regex broken = Regex::later("(", {});
  CHECK_FALSE(broken.find("("));
  CHECK_FALSE(broken.matches_whole("("));
  CHECK_FALSE(Regex::compile("(", {}));
}
