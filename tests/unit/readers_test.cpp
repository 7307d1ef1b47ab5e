#include <catch2/catch.hpp>

#include "readers/reader.h"

using namespace wirecheck;

namespace {

DocumentPtr plain(std::string bytes, ReadOptions options = {}) {
  auto result = read_plain("story.txt", std::move(bytes), options);
  REQUIRE(result);
  return std::move(result).value();
}

Error refused(std::string bytes) {
  auto result = read_plain("story.txt", std::move(bytes), {});
  REQUIRE_FALSE(result);
  return result.error();
}

std::string utf16(std::u16string_view text, bool big) {
  std::string out;
  for (char16_t c : text) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

// Every code point of the text, written back, gives the bytes it came from.
void round_trips(const Document& document) {
  const std::string& text = document.text();
  uint32_t covered = 0;
  for (const Piece& piece : document.map()) {
    REQUIRE(piece.text.begin == covered);
    covered = piece.text.end;
    if (piece.kind == Piece::Kind::synthetic) continue;
    auto back = document.to_raw(document.slice(piece.text), piece.text.begin);
    REQUIRE(back);
    if (piece.escape == Escape::none)
      CHECK(back.value() == document.raw().substr(piece.raw.begin, piece.raw.size()));
    const auto raw = document.raw_of(piece.text);
    REQUIRE(raw);
    CHECK(*raw == piece.raw);
  }
  CHECK(covered == text.size());
}

}  // namespace

TEST_CASE("plain text: encodings are told apart and mapped back to their bytes", "[unit][readers]") {
  const std::string expected = "Prix \xE2\x82\xAC 12 \xC3\xA0 N\xC3\xAEmes.\nFin.";
  SECTION("UTF-8") {
    auto d = plain(expected);
    CHECK(d->encoding() == Encoding::utf8);
    CHECK(d->text() == expected);
    round_trips(*d);
  }
  SECTION("UTF-8 with a byte order mark, which is no part of the text") {
    auto d = plain("\xEF\xBB\xBF" + expected);
    CHECK(d->text() == expected);
    CHECK(d->raw_at(0) == 3);
    round_trips(*d);
  }
  SECTION("UTF-16, both orders, with and without a mark") {
    const std::u16string wide = u"Prix \u20AC 12 \u00E0 N\u00EEmes.\nFin.";
    for (bool big : {false, true})
      for (bool mark : {false, true}) {
        auto d = plain((mark ? utf16(u"\uFEFF", big) : "") + utf16(wide, big));
        CHECK(d->encoding() == (big ? Encoding::utf16be : Encoding::utf16le));
        CHECK(d->text() == expected);
        CHECK(d->raw_at(5) == (mark ? 12u : 10u));
        round_trips(*d);
      }
  }
  SECTION("UTF-16 beyond the first plane") {
    auto d = plain(utf16(u"\uFEFF" u"A \U0001F600 b", false));
    CHECK(d->text() == "A \xF0\x9F\x98\x80 b");
    CHECK(d->raw_at(6) == 2 + 8);
    round_trips(*d);
  }
  SECTION("windows-1252 is detected") {
    auto d = plain("Prix \x80 12 \xE0 N\xEEmes.\nFin.");
    CHECK(d->encoding() == Encoding::windows1252);
    CHECK(d->text() == expected);
    round_trips(*d);
  }
  SECTION("Latin-1 is taken by declaration") {
    ReadOptions options;
    options.encoding = Encoding::latin1;
    auto d = plain("\xE0 N\xEEmes", options);
    CHECK(d->text() == "\xC3\xA0 N\xC3\xAEmes");
    CHECK_FALSE(d->to_raw("\xE2\x82\xAC", 0));   // no euro sign in ISO-8859-1: the fix is refused
  }
}

TEST_CASE("plain text: ill-formed bytes become U+FFFD and a notice, the rest stands", "[unit][readers]") {
  auto d = plain("Caf\xC3\xA9 et th\xC3\xA9 \xFF glac\xC3\xA9, \xC3\xA9t\xC3\xA9.");
  CHECK(d->encoding() == Encoding::utf8);
  REQUIRE(d->notices().size() == 1);
  CHECK(d->notices()[0].raw_at == 14);
  CHECK(d->notices()[0].message.find("FF") != std::string::npos);
  CHECK(d->text().find("\xEF\xBF\xBD") == 14);
  CHECK_FALSE(d->raw_of({14, 17}));
  round_trips(*d);
}

TEST_CASE("plain text: what is no text is refused with its place", "[unit][readers]") {
  const Error error = refused(std::string("one\ntwo\0x", 9));
  CHECK(error.code == Error::Code::encoding);
  CHECK(error.line == 2);
  CHECK(error.column == 4);
  CHECK(plain("")->text().empty());
  CHECK(plain("x")->blocks().size() == 1);
}

TEST_CASE("plain text: blocks and their layout roles", "[unit][readers]") {
  SECTION("by blank lines") {
    auto d = plain("Rain stops the match\r\n\r\nPlay ended early\r\non Monday.\r\n\r\nA long wait\r\n\r\nThe covers stayed on.\r\n");
    REQUIRE(d->blocks().size() == 4);
    CHECK(d->blocks()[0].role == Role::headline);
    CHECK(d->slice(d->blocks()[1].span) == "Play ended early\r\non Monday.");
    CHECK(d->blocks()[2].role == Role::crosshead);
    CHECK(d->blocks()[3].role == Role::body);
  }
  SECTION("by lines where there is no blank line") {
    auto d = plain("Rain stops the match\nPlay ended early on Monday.\nThe covers stayed on.");
    REQUIRE(d->blocks().size() == 3);
    CHECK(d->blocks()[0].role == Role::headline);
  }
}

TEST_CASE("marked text: the marks are no part of the text, bytes are still those of the file", "[unit][readers]") {
  const std::string file = "A \xE2\x9F\xA6" "bad|good\xE2\x9F\xA7 day, \xE2\x9F\xA6very|\xE2\x9F\xA7 long.";
  auto result = read_marked("x.marked.txt", file, {});
  REQUIRE(result);
  const Document& d = *result.value();
  CHECK(d.text() == "A bad day, very long.");
  const auto raw = d.raw_of({2, 5});
  REQUIRE(raw);
  CHECK(file.substr(raw->begin, raw->size()) == "bad");
  CHECK_FALSE(d.raw_of({2, 9}));   // crosses a mark
  auto broken = read_marked("x.marked.txt", "A \xE2\x9F\xA6" "bad day.\n", {});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().line == 1);
  CHECK(broken.error().column == 3);
}

TEST_CASE("JSON Lines: positions are those of the line's bytes", "[unit][readers]") {
  const std::string line = R"({"id": 7, "lang": "en", "text": "Caf\u00e9 \ud83d\ude00 \"no\"\n\nEnd.", "desk": "world"})";
  ReadOptions options;
  options.pass_through = true;
  auto result = read_json_record("in.jsonl", line, 1000, 4, options);
  REQUIRE(result);
  const Document& d = *result.value();
  CHECK(d.id() == "7");
  CHECK(d.lang() == Lang::of("en"));
  CHECK(d.text() == "Caf\xC3\xA9 \xF0\x9F\x98\x80 \"no\"\n\nEnd.");
  CHECK(d.extra() == R"({"desk":"world"})");
  CHECK(d.raw_base() == 1000);
  const auto raw = d.raw_of({3, 5});
  REQUIRE(raw);
  CHECK(line.substr(raw->begin, raw->size()) == "\\u00e9");
  CHECK_FALSE(d.raw_of({3, 4}));   // half of an escape
  CHECK(d.blocks().size() == 2);
  CHECK(d.to_raw("\"\n", 0).value() == "\\\"\\n");
}

TEST_CASE("JSON Lines: a broken record says where and what was expected", "[unit][readers]") {
  const auto error_of = [](std::string line) {
    auto result = read_json_record("in.jsonl", std::move(line), 0, 11, {});
    REQUIRE_FALSE(result);
    CHECK(result.error().line == 12);
    return result.error();
  };
  CHECK(error_of(R"({"text": "abc)").code == Error::Code::syntax);
  CHECK(error_of(R"({"id": "x"})").message.find("\"text\", \"mt\"") != std::string::npos);
  CHECK(error_of(R"({"text": 5})").message.find("no string") != std::string::npos);
  CHECK(error_of(R"(["text"])").message.find("no JSON object") != std::string::npos);
  CHECK(error_of(R"({"text": "a"} x)").column > 0);
  CHECK(error_of("{\"text\": \"\xFF\"}").code == Error::Code::syntax);
  CHECK_FALSE(error_of("").message.empty());
}

TEST_CASE("files: an unreadable path and one over the limit are errors that name it", "[unit][readers]") {
  auto missing = read_bytes("no/such/story.txt", 100);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Error::Code::io);
  CHECK(missing.error().file == "no/such/story.txt");
  CHECK_FALSE(read_bytes(".", 100));
  auto large = read_plain("big.txt", std::string(200, 'x'), [] { ReadOptions o; o.limit = 100; return o; }());
  REQUIRE_FALSE(large);
  CHECK(large.error().code == Error::Code::limit);
}
