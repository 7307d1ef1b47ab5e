// What holds for every text: seeded random documents over all readers, and all stories of corpora/.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "core/marked.h"
#include "core/offsets.h"
#include "core/utf8.h"
#include "engine/engine.h"
#include "engine/inputs.h"
#include "engine/repair.h"
#include "fix/fix.h"
#include "readers/reader.h"
#include "report/reporter.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

// One, two, three and four bytes; ZWJ sequences; decomposed letters; line ends; spaces; quotation marks.
const std::vector<std::string> kTable = {
    "a", "Z", "7", " ", ".", ",", "\"", "'", "\\", "/", "\t", "\n", "\r\n", "\n\n", "\r\n\r\n", "\r",
    "\xC3\xA9", "\xC3\x9F", "\xC2\xA0", "\xC2\xAB", "\xD0\x96", "\xD7\xA9",
    "\xE2\x82\xAC", "\xE2\x80\x9C", "\xE2\x80\x99", "\xE2\x80\xAF", "\xE4\xB8\xAD", "\xEF\xBF\xBD", "\xE2\x80\xA8",
    "\xF0\x9F\x98\x80", "\xF0\x9D\x94\xB8",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", "e\xCC\x81", "A\xCC\x8A", "the ", "word ", "Paris. "};
// Of these windows-1252 has them all.
const std::vector<std::string> kWestern = {"a", "Z", "7", " ", ".", "\n", "\r\n", "\n\n", "\xC3\xA9", "\xC3\x9F", "\xC2\xA0", "\xC2\xAB", "\xE2\x82\xAC", "\xE2\x80\x9C", "\xE2\x80\x99"};

class Dice {
 public:
  explicit Dice(uint32_t seed) : random_(seed) {}
  uint32_t below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }  // distributions differ between libraries
  std::string text(const std::vector<std::string>& table, uint32_t longest) {
    std::string out;
    for (uint32_t n = below(longest) + 1; n-- > 0;) out += table[below(static_cast<uint32_t>(table.size()))];
    return out;
  }

 private:
  std::mt19937 random_;
};

std::string to_utf16(const std::string& text, bool big) {
  std::string out;
  const auto unit = [&](uint32_t u) {
    const char high = static_cast<char>(u >> 8), low = static_cast<char>(u & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  };
  unit(0xFEFF);
  for (size_t i = 0; i < text.size();) {
    const auto d = utf8::decode(text, i);
    i += d.size;
    if (d.c < 0x10000) {
      unit(d.c);
    } else {
      unit(0xD800 + ((d.c - 0x10000) >> 10));
      unit(0xDC00 + ((d.c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

std::string to_windows1252(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const auto d = utf8::decode(text, i);
    i += d.size;
    switch (d.c) {
      case 0x20AC: out += '\x80'; break;
      case utf8::kLeftDouble: out += '\x93'; break;
      case utf8::kRightSingle: out += '\x92'; break;
      default: out += static_cast<char>(d.c);
    }
  }
  return out;
}

// The text as a JSON string, escaped in every way that JSON allows.
std::string to_json(const std::string& text, Dice& dice) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  const auto unit = [&](uint32_t u) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(u >> shift) & 0xF];
  };
  for (size_t i = 0; i < text.size();) {
    const auto d = utf8::decode(text, i);
    const std::string_view raw = std::string_view(text).substr(i, d.size);
    i += d.size;
    if (d.c == '\n' && dice.below(2)) out += "\\n";
    else if (d.c == '\r' && dice.below(2)) out += "\\r";
    else if (d.c == '/' && dice.below(2)) out += "\\/";
    else if (d.c == '"' || d.c == '\\') out += '\\', out += raw;
    else if (d.c < 0x20 || dice.below(4) == 0) {
      if (d.c < 0x10000) unit(d.c);
      else unit(0xD800 + ((d.c - 0x10000) >> 10)), unit(0xDC00 + ((d.c - 0x10000) & 0x3FF));
    } else out += raw;
  }
  return out;
}

std::vector<uint32_t> boundaries(const std::string& text) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < text.size(); i += utf8::decode(text, i).size) out.push_back(static_cast<uint32_t>(i));
  out.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

bool ends_of_line(const std::string& text, size_t at) {  // a line ends before `at`
  if (at == 0) return false;
  if (text[at - 1] == '\n') return true;
  return text[at - 1] == '\r' && (at == text.size() || text[at] != '\n');
}

void holds_what_readers_promise(const Document& d) {
  REQUIRE(utf8::find_invalid(d.text()) == std::string::npos);
  uint32_t at = 0, raw_at = 0;
  for (const Piece& piece : d.map()) {
    REQUIRE(piece.text.begin == at);
    REQUIRE(piece.text.end > piece.text.begin);
    REQUIRE(piece.raw.begin >= raw_at);
    REQUIRE(piece.raw.end <= d.raw().size());
    if (piece.kind == Piece::Kind::verbatim)
      REQUIRE(d.slice(piece.text) == std::string_view(d.raw()).substr(piece.raw.begin, piece.raw.end - piece.raw.begin));
    at = piece.text.end;
    raw_at = piece.raw.end;
  }
  REQUIRE(at == d.text().size());
  uint32_t last = 0;
  for (const Block& block : d.blocks()) {
    REQUIRE(block.span.begin >= last);
    REQUIRE(block.span.end > block.span.begin);
    REQUIRE(block.span.end <= d.text().size());
    last = block.span.end;
  }
  REQUIRE(apply_fixes(d, {}, FixMode::all).bytes == d.raw());
}

// Replacing a span by itself changes no byte; replacing it by something else changes those bytes alone.
void edits_go_where_they_should(const Document& d, Dice& dice, bool one_spelling) {
  static const RuleInfo rule;
  const auto at = boundaries(d.text());
  for (int n = 0; n < 20 && at.size() > 1; ++n) {
    const uint32_t i = dice.below(static_cast<uint32_t>(at.size() - 1));
    const uint32_t j = i + 1 + dice.below(std::min<uint32_t>(5, static_cast<uint32_t>(at.size() - 1 - i)));
    const Span span{at[i], at[j]};
    const auto raw = d.raw_of(span);
    if (!raw) continue;
    REQUIRE(raw->begin <= raw->end);
    REQUIRE(raw->end <= d.raw().size());
    Finding finding;
    finding.rule = &rule;
    finding.span = span;
    for (const std::string& with : {std::string(d.slice(span)), std::string("xyz")}) {
      finding.fixes = {{{{span, with}}, Safety::safe}};
      const FixResult fixed = apply_fixes(d, std::vector<Finding>{finding}, FixMode::safe);
      REQUIRE(fixed.bytes.substr(0, raw->begin) == d.raw().substr(0, raw->begin));
      const std::string tail = d.raw().substr(raw->end);
      REQUIRE(fixed.bytes.size() >= raw->begin + tail.size());
      REQUIRE(fixed.bytes.substr(fixed.bytes.size() - tail.size()) == tail);
      if (one_spelling && with != "xyz") REQUIRE(fixed.bytes == d.raw());
    }
  }
}

std::shared_ptr<const Engine> french_to_english() {
  EngineOptions options;
  options.data_dir = test::kSourceDir;
  options.source = Lang::of("fr");
  options.target = Lang::of("en");
  std::vector<Error> faults;
  auto engine = Engine::load(options, faults);
  for (const Error& fault : faults) UNSCOPED_INFO(to_string(fault));
  REQUIRE(engine);
  return engine;
}

struct Story {
  std::string name, text;  // without marks
};

std::vector<Story> all_stories() {
  std::vector<Story> out;
  const std::string root = std::string(test::kSourceDir) + "/corpora/";
  for (const Input& input : expand_inputs({root + "fr-en", root + "clean-en"}, "")) {
    auto bytes = read_bytes(input.path, ReadOptions().limit);
    REQUIRE(static_cast<bool>(bytes));
    auto marked = parse_marked(bytes.value());
    REQUIRE(static_cast<bool>(marked));
    out.push_back({std::filesystem::path(input.path).filename().string(), marked.value().text});
  }
  REQUIRE(out.size() >= 20);
  return out;
}

DocumentPtr read(const std::string& bytes) {
  auto document = read_plain("story.txt", bytes, {});
  REQUIRE(static_cast<bool>(document));
  return document.value();
}

std::map<std::string, size_t> by_rule(const std::vector<Finding>& findings) {
  std::map<std::string, size_t> out;
  for (const Finding& finding : findings) ++out[finding.rule->id];
  return out;
}

}  // namespace

TEST_CASE("pieces tile the text, and no fix changes no byte: plain text in every encoding", "[unit][properties]") {
  for (uint32_t seed = 1; seed <= 400; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::string text = dice.text(kTable, 40), western = dice.text(kWestern, 40);
    struct Written { std::string bytes; std::optional<Encoding> declared; const std::string* text; };
    const std::string bom = "\xEF\xBB\xBF";
    const std::vector<Written> all = {
        {text, Encoding::utf8, &text},       {bom + text, {}, &text},
        {to_utf16(text, false), {}, &text},  {to_utf16(text, true), {}, &text},
        {to_windows1252(western), Encoding::windows1252, &western}};
    for (const Written& written : all) {
      ReadOptions options;
      options.encoding = written.declared;
      auto document = read_plain("x.txt", written.bytes, options);
      REQUIRE(static_cast<bool>(document));
      const Document& d = *document.value();
      REQUIRE(d.text() == *written.text);
      REQUIRE(d.raw() == written.bytes);
      holds_what_readers_promise(d);
      edits_go_where_they_should(d, dice, true);
    }
  }
}

TEST_CASE("pieces tile the text, and no fix changes no byte: bytes that are no UTF-8", "[unit][properties]") {
  for (uint32_t seed = 1; seed <= 400; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    std::string bytes = dice.text(kTable, 40);
    for (uint32_t n = dice.below(4) + 1; n-- > 0;) {
      const std::array<std::string, 5> bad = {"\xFF", "\xC3", "\xED\xA0\x80", "\xF0\x9F", "\xC0\xAF"};
      bytes.insert(dice.below(static_cast<uint32_t>(bytes.size()) + 1), bad[dice.below(5)]);
    }
    ReadOptions options;
    options.encoding = Encoding::utf8;
    auto document = read_plain("x.txt", bytes, options);
    REQUIRE(static_cast<bool>(document));
    REQUIRE_FALSE(document.value()->notices().empty());
    holds_what_readers_promise(*document.value());
    edits_go_where_they_should(*document.value(), dice, true);
  }
}

TEST_CASE("pieces tile the text, and no fix changes no byte: records and marked stories", "[unit][properties]") {
  for (uint32_t seed = 1; seed <= 400; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::string text = dice.text(kTable, 40);
    const std::string line = "{ \"id\":\"n\\u00e9\" , \"text\": \"" + to_json(text, dice) + "\", \"lang\":\"en\", \"n\": 1.50}";
    auto record = read_json_record("x.jsonl", line, 1000, 3, {});
    REQUIRE(static_cast<bool>(record));
    REQUIRE(record.value()->text() == text);
    holds_what_readers_promise(*record.value());
    edits_go_where_they_should(*record.value(), dice, false);

    std::string notation;
    for (uint32_t n = dice.below(6) + 1; n-- > 0;) {
      notation += dice.text(kTable, 6);
      notation += "\xE2\x9F\xA6" "bad \xC3\xA9" + std::string(dice.below(2) ? "|fix|\xF0\x9F\x98\x80" : "") + "\xE2\x9F\xA7" + (dice.below(3) ? "" : "{missed}");
    }
    auto marked = read_marked("x.marked.txt", notation, {});
    auto parsed = parse_marked(notation);
    REQUIRE(static_cast<bool>(parsed));
    REQUIRE(static_cast<bool>(marked));
    REQUIRE(marked.value()->text() == parsed.value().text);
    holds_what_readers_promise(*marked.value());
    edits_go_where_they_should(*marked.value(), dice, true);
  }
}

TEST_CASE("offsets: lines, columns, code points and UTF-16 units count as a plain walk counts", "[unit][properties]") {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::string text = dice.text(kTable, seed < 290 ? 60 : 4000);
    const LineIndex index(text);
    uint32_t chars = 0, line = 1, column = 1, units = 0;
    for (size_t i = 0; i <= text.size();) {
      if (ends_of_line(text, i)) ++line, column = 1;
      const Position p = index.at(static_cast<uint32_t>(i));
      REQUIRE(p.chars == chars);
      REQUIRE(p.line == line);
      REQUIRE(p.column == column);
      REQUIRE(index.utf16_at(static_cast<uint32_t>(i)) == units);
      if (i == text.size()) break;
      const auto d = utf8::decode(text, i);
      i += d.size;
      ++chars;
      ++column;
      units += d.c < 0x10000 ? 1 : 2;
    }
    REQUIRE(index.line_count() == line);
  }
}

TEST_CASE("positions of the JSON report agree with the file's bytes", "[unit][properties]") {
  const auto engine = french_to_english();
  Scratch scratch;
  size_t findings = 0;
  for (const Story& story : all_stories()) {
    std::string crlf;
    for (const char c : story.text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    for (const std::string& bytes : {story.text, "\xEF\xBB\xBF" + crlf, to_utf16(crlf, false)}) {
      INFO(story.name);
      const DocumentPtr document = read(bytes);
      const bool wide = document->encoding() == Encoding::utf16le;
      std::string json;
      auto reporter = make_reporter("json", {}, [&](std::string_view part) { json += part; });
      REQUIRE(reporter);
      reporter->begin();
      reporter->document(engine->check(document, scratch));
      reporter->end();
      const auto report = nlohmann::json::parse(json);
      const std::string& text = document->text();
      const auto at = boundaries(text);
      const auto in_text = [&](const nlohmann::json& place) { return at.at(place.at("char").get<size_t>()); };
      const auto encoded = [&](std::string_view utf8) { return wide ? to_utf16(std::string(utf8), false).substr(2) : std::string(utf8); };
      for (const auto& finding : report.at("documents").at(0).at("findings")) {
        ++findings;
        const size_t begin = finding.at("start").at("byte"), end = finding.at("end").at("byte");
        const std::string shown = finding.at("text");
        INFO(finding.at("rule") << " " << shown);
        REQUIRE(begin < end);
        REQUIRE(bytes.substr(begin, end - begin) == encoded(shown));
        REQUIRE(text.substr(in_text(finding.at("start")), shown.size()) == shown);
        REQUIRE(in_text(finding.at("end")) == in_text(finding.at("start")) + shown.size());
        for (const auto& place : {finding.at("start"), finding.at("end")}) {
          const uint32_t here = in_text(place);
          uint32_t line = 1, column = 1;
          for (size_t i = 0; i < here; i += utf8::decode(text, i).size) {
            ++column;
            if (ends_of_line(text, i + utf8::decode(text, i).size)) ++line, column = 1;
          }
          REQUIRE(place.at("line") == line);
          REQUIRE(place.at("column") == column);
        }
        for (const auto& fix : finding.at("fixes")) {
          // What the span becomes when the edits are applied to the file; what they delete around it does not show.
          std::string becomes;
          size_t from = begin, last = 0;
          for (const auto& edit : fix.at("edits")) {
            const size_t a = edit.at("start"), b = edit.at("end");
            REQUIRE(a <= b);
            REQUIRE(a >= last);
            REQUIRE(b <= bytes.size());
            last = b;
            const std::string with = edit.at("text");
            if (a < begin || b > end) REQUIRE(with.empty());
            if (std::min(a, end) > from) becomes += bytes.substr(from, std::min(a, end) - from);
            becomes += encoded(with);
            from = std::clamp(b, from, end);
          }
          becomes += bytes.substr(from, end - from);
          REQUIRE(becomes == encoded(fix.at("text").get<std::string>()));
        }
      }
    }
  }
  REQUIRE(findings > 100);
}

TEST_CASE("a repaired story is repaired: a second run changes nothing", "[unit][properties]") {
  const auto engine = french_to_english();
  Scratch scratch;
  const auto reread = [](std::string bytes) { return read_plain("story.txt", std::move(bytes), {}); };
  const auto keep = [](const Finding&) { return true; };
  for (const Story& story : all_stories()) {
    for (const FixMode mode : {FixMode::safe, FixMode::all}) {
      INFO(story.name << (mode == FixMode::safe ? " (safe fixes)" : " (all fixes)"));
      const Repair once = repair(*engine, read(story.text), mode, scratch, reread, keep);
      CHECK(once.stable);
      const Repair twice = repair(*engine, read(once.bytes), mode, scratch, reread, keep);
      CHECK(twice.applied == 0);
      CHECK(twice.bytes == once.bytes);
    }
  }
}

TEST_CASE("a safe fix never makes a new finding", "[unit][properties]") {
  const auto engine = french_to_english();
  Scratch scratch;
  for (const Story& story : all_stories()) {
    const DocumentPtr document = read(story.text);
    const DocumentReport before = engine->check(document, scratch);
    const FixResult fixed = apply_fixes(*document, before.findings, FixMode::safe);
    const DocumentReport after = engine->check(read(fixed.bytes), scratch);
    const auto had = by_rule(before.findings);
    for (const auto& [rule, count] : by_rule(after.findings)) {
      INFO(story.name << ": " << rule);
      const auto it = had.find(rule);
      CHECK(count <= (it == had.end() ? 0 : it->second));
    }
  }
}
