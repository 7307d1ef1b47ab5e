#include "report/excerpt.h"

#include <catch2/catch.hpp>
#include <string>

#include "core/utf8.h"

using namespace wirecheck;

namespace {

// The excerpt of the part between brackets, drawn: the line, then the carets.
std::string drawn(std::string text, uint32_t columns) {
  const auto open = static_cast<uint32_t>(text.find('['));
  text.erase(open, 1);
  const auto close = static_cast<uint32_t>(text.find(']'));
  text.erase(close, 1);
  const Excerpt e = excerpt(text, {0, static_cast<uint32_t>(text.size())}, {open, close}, columns);
  CHECK(utf8::display_width(e.before + e.marked + e.after) <= columns);
  return e.before + e.marked + e.after + "\n" + std::string(e.indent, ' ') + std::string(e.width, '^');
}

}  // namespace

TEST_CASE("the span is underlined where it stands", "[unit]") {
  CHECK(drawn("a [bad] word", 40) == "a bad word\n  ^^^");
  CHECK(drawn("[bad]", 40) == "bad\n^^^");
  CHECK(drawn("tab\t[bad]\tend", 40) == "tab bad end\n    ^^^");
  CHECK(drawn("\u6771\u4EAC[\u30C9\u30A2]x", 40) == "\u6771\u4EAC\u30C9\u30A2x\n    ^^^^");
  CHECK(drawn("e\u0301[e\u0301]x", 40) == "e\u0301e\u0301x\n ^");
  CHECK(drawn("e[\u0301]x", 40) == "e\u0301x\n^");
  CHECK(drawn("a[\n\n]b", 40) == "a\u21B5\u21B5b\n ^^");
  CHECK(drawn("a[\r\n]b", 40) == "a\u21B5b\n ^");
}

TEST_CASE("nothing in a story reaches the terminal as a command", "[unit]") {
  CHECK(shown("a\x1b[31mb") == "a\uFFFD[31mb");
  CHECK(shown("\u202Eevil\u2066\u0085") == "\uFFFDevil\uFFFD\uFFFD");
}

TEST_CASE("long sentences are cut around the span, at spaces", "[unit]") {
  CHECK(drawn("one two three four five [six] seven eight nine ten eleven", 30) == "\u2026 four five six seven eight \u2026\n            ^^^");
  CHECK(drawn("[one] two three four five six seven eight", 20) == "one two three four \u2026\n^^^");
  // No spaces to cut at.
  CHECK(drawn("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx[bad]yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", 30).find("bad") != std::string::npos);
}

TEST_CASE("a long span is shown by its ends", "[unit]") {
  const std::string text = "start " + std::string(200, 'a') + " middle " + std::string(100000, 'b') + " end";
  const Excerpt e = excerpt(text, {0, static_cast<uint32_t>(text.size())}, {0, static_cast<uint32_t>(text.size())}, 60);
  CHECK(e.marked.starts_with("start"));
  CHECK(e.marked.ends_with("end"));
  CHECK(e.width <= 60);
}

TEST_CASE("a finding is shown in its sentences, or else in its line", "[unit]") {
  const std::string text = "One here. Two there.\nThree";
  const std::vector<Span> sentences = {{0, 9}, {10, 20}, {21, 26}};
  CHECK(context_of(text, sentences, {12, 13}) == Span{10, 20});
  CHECK(context_of(text, sentences, {4, 12}) == Span{0, 20});
  CHECK(context_of(text, {}, {12, 13}) == Span{0, 20});
}

TEST_CASE("wrapping", "[unit]") {
  CHECK(wrapped("aa bb cc", 5) == std::vector<std::string>{"aa bb", "cc"});
  CHECK(wrapped("  aa   bb ", 20) == std::vector<std::string>{"aa bb"});
  CHECK(wrapped("longword x", 3) == std::vector<std::string>{"longword", "x"});
  CHECK(wrapped("", 3).empty());
}
