// Every reporter over one batch of our own: a plain story with wide, combining and control characters, a windows-1252 story,
// a record of JSON Lines with its source text, and an input that could not be read. WIRECHECK_UPDATE=1 rewrites the golden
// files, and the test still fails once.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>

#include "core/marked.h"
#include "engine/engine.h"
#include "engine/run.h"
#include "readers/reader.h"
#include "report/reporter.h"
#include "support/json_schema.h"
#include "test_config.h"

using namespace wirecheck;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

fs::path golden_dir() { return fs::path(test::kSourceDir) / "tests" / "golden"; }

json schema() { return json::parse(slurp(fs::path(test::kSourceDir) / "schema" / "report.schema.json")); }

const RuleInfo& rule(const std::string& name) {
  static const std::map<std::string, RuleInfo> kRules = [] {
    std::map<std::string, RuleInfo> rules;
    RuleInfo& calque = rules["calque"];
    calque.id = "fr-en/sea.calque";
    calque.title = "A calque of the source";
    calque.why = "The words follow the source one by one, and English has a word of its own for the thing; a reader who meets them has to go back to the source language to understand what is meant.";
    calque.fact = "own knowledge";
    calque.category = Category::mistranslation;
    calque.severity = Severity::major;
    calque.confidence = 0.925f;
    calque.evidence = "no hit in a million words of clean news";
    calque.source = Lang::of("fr");
    calque.target = Lang::of("en");
    calque.origin = "rules/fr-en/sea.yaml:7";
    RuleInfo& whitespace = rules["whitespace"];
    whitespace.id = "space-before-apostrophe";
    whitespace.title = "White space before an apostrophe";
    whitespace.why = "The possessive stands close to its noun.";
    whitespace.fact = "own knowledge";
    whitespace.category = Category::whitespace;
    whitespace.severity = Severity::minor;
    whitespace.status = Maturity::stable;
    RuleInfo& twice = rules["double"];
    twice.id = "doubled";
    twice.title = "Twice in a row";
    twice.category = Category::duplication;
    twice.severity = Severity::info;
    return rules;
  }();
  return kRules.at(name);
}

DocumentReport report_of(DocumentPtr document, std::vector<Finding> findings) {
  DocumentReport report;
  report.document = std::move(document);
  report.language = Lang::of("en");
  report.words = 7;
  for (const Block& block : report.document->blocks()) report.sentences.push_back(block.span);
  report.findings = std::move(findings);
  return report;
}

Finding finding_at(const Document& document, std::string_view words, const RuleInfo& info, std::vector<std::string> fixes) {
  const size_t at = document.text().find(words);
  REQUIRE(at != std::string::npos);
  Findings sink(document);
  sink.add(info, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())}, "", std::move(fixes));
  return sink.take().front();
}

DocumentReport plain_story() {
  const auto marked = parse_marked(slurp(golden_dir() / "story.marked.txt"));
  REQUIRE(marked);
  const DocumentPtr document = document_from_text(marked.value().text, "stories/story 1.txt");
  Findings sink(*document);
  for (const Mark& mark : marked.value().marks)
    sink.add(rule(mark.rule), mark.span, "", mark.fixes, mark.rule == "whitespace" ? Safety::safe : Safety::review);
  // Found twice: the second one points at the first, and runs over a line break.
  const std::string line = "Visit our shop for more";
  const auto first = static_cast<uint32_t>(document->text().find(line));
  const auto second = static_cast<uint32_t>(document->text().rfind(line));
  Finding& repeated = sink.add(rule("double"), {second - 2, second + 23}, "The same line twice", {""});
  repeated.related.push_back({{first, first + 23}, "it stands here first"});
  repeated.why = "A page's own line was pasted into the story.";
  DocumentReport report = report_of(document, sink.take());
  report.checks_off = {{"untranslated-word", "the dictionary fr is missing (package hunspell-fr)"}};
  return report;
}

DocumentReport windows_story() {
  ReadOptions options;
  options.encoding = Encoding::windows1252;
  const auto document = read_plain("caf\xE9.txt", "\x93Un caf\xE9\x94, he said at the edge of the sea.", options);
  REQUIRE(document);
  DocumentReport report = report_of(document.value(), {finding_at(*document.value(), "at the edge of the sea", rule("calque"), {"by the sea"})});
  report.errors.push_back({Error::Code::encoding, "ill-formed UTF-8 at byte 3 (FF), read as U+FFFD", "caf\xE9.txt", 0, 0, {}});
  return report;
}

DocumentReport record() {
  ReadOptions options;
  options.pass_through = true;
  const std::string line = R"({"id":"r-7","desk":"sea","text":"A \"sea\u0020wolf\" \u00e9crit.","source":"Un loup de mer.","source_lang":"fr","words":"theirs"})";
  const auto document = read_json_record("feed.jsonl", line, 1000, 41, options);
  REQUIRE(document);
  Finding finding = finding_at(*document.value(), "sea wolf", rule("calque"), {"old \"salt\"", "sailor"});
  finding.source = Span{3, 14};
  DocumentReport report = report_of(document.value(), {finding});
  report.source_language = Lang::of("fr");
  return report;
}

std::string run_reporter(const std::string& name, ReportOptions options) {
  options.versions.tool = "9.8.7";
  options.versions.packs = "0123456789abcdef";
  options.versions.icu = "99.1";
  options.versions.dictionaries = {{"en_US", "1"}};
  std::string out;
  const auto reporter = make_reporter(name, options, [&](std::string_view text) { out += text; });
  REQUIRE(reporter);
  reporter->begin();
  reporter->document(plain_story());
  reporter->failure({Error::Code::syntax, "a broken record", "feed.jsonl", 12, 5, "{"});
  reporter->document(windows_story());
  reporter->document(record());
  reporter->end();
  return out;
}

void compare_golden(const std::string& got, const std::string& file) {
  const std::string expected = slurp(golden_dir() / file);
  INFO("tests/golden/" << file);
  CHECK(got == expected);
  if (got != expected && std::getenv("WIRECHECK_UPDATE")) std::ofstream(golden_dir() / file, std::ios::binary) << got;
}

// What the report promises about places, checked against the text itself.
void check_places(const json& finding, const Document& document, std::string_view file) {
  const uint64_t begin = finding["start"]["byte"], end = finding["end"]["byte"];
  CHECK(begin < end);
  CHECK(end <= file.size());
  const uint32_t chars = finding["start"]["char"];
  uint32_t at = 0, count = 0;
  while (count < chars) {
    do ++at; while ((static_cast<unsigned char>(document.text()[at]) & 0xC0) == 0x80);
    ++count;
  }
  CHECK(document.text().compare(at, finding["text"].get<std::string>().size(), finding["text"].get<std::string>()) == 0);
  for (const json& fix : finding["fixes"])
    for (const json& edit : fix["edits"]) CHECK(edit["start"] <= edit["end"]);
}

}  // namespace

TEST_CASE("every reporter says what it said before", "[golden]") {
  for (const std::string& name : reporter_names()) {
    DYNAMIC_SECTION(name) { compare_golden(run_reporter(name, {.versions = {}, .pass_through = true}), "report." + name); }
  }
  SECTION("colour") { compare_golden(run_reporter("terminal", {.versions = {}, .colour = true, .width = 60}), "report.colour"); }
}

TEST_CASE("reports keep to the schema", "[golden]") {
  const json report = json::parse(run_reporter("json", {}));
  CHECK(test::schema_faults(schema(), report) == std::vector<std::string>{});
  std::istringstream lines(run_reporter("jsonl", {.versions = {}, .pass_through = true}));
  size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    CHECK(test::schema_faults(schema(), json::parse(line), "/$defs/line") == std::vector<std::string>{});
  CHECK(count == 4);
}

TEST_CASE("the schema refuses what is no report", "[golden]") {
  const json good = json::parse(run_reporter("json", {}));
  const auto spoiled = [&](const char* pointer, const json& value) {
    json report = good;
    report[json::json_pointer(pointer)] = value;
    return test::schema_faults(schema(), report).size();
  };
  CHECK(spoiled("/documents/0/findings/0/severity", "grave") == 1);
  CHECK(spoiled("/documents/0/findings/0/start/line", 0) == 1);
  CHECK(spoiled("/documents/0/findings/0/confidence", 1.5) == 1);
  CHECK(spoiled("/documents/0/findings/0/extra", true) == 1);
  CHECK(spoiled("/errors/0/code", "oops") == 1);
  CHECK(spoiled("/summary", json::object()) == 8);
}

TEST_CASE("places and edits are those of the file", "[golden]") {
  const json report = json::parse(run_reporter("json", {}));
  const json& documents = report["documents"];
  for (const json& finding : documents[0]["findings"]) {
    const DocumentReport story = plain_story();
    check_places(finding, *story.document, story.document->raw());
    // A plain UTF-8 file: the bytes are the text's.
    const size_t begin = finding["start"]["byte"], end = finding["end"]["byte"];
    CHECK(story.document->raw().substr(begin, end - begin) == finding["text"]);
  }
  // One byte a character in the file, though not in the text.
  CHECK(documents[1]["findings"][0]["start"]["byte"] == documents[1]["findings"][0]["start"]["char"]);
  // The record begins at byte 1,000 of its file; an edit's text is not escaped.
  const json& found = documents[2]["findings"][0];
  CHECK(found["start"] == json{{"byte", 1037}, {"char", 3}, {"line", 1}, {"column", 4}});
  CHECK(found["end"]["byte"] == 1050);
  CHECK(found["fixes"][0]["edits"][0]["text"] == "old \"salt\"");
  CHECK(found["source"]["text"] == "loup de mer");
}

TEST_CASE("a fix that the file can not take is left out and the finding stays", "[golden]") {
  const auto document = read_plain("x.txt", "good \xFF words that stay, \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", {});
  REQUIRE(document);
  REQUIRE(!document.value()->notices().empty());
  std::string out;
  const auto reporter = make_reporter("json", {}, [&](std::string_view text) { out += text; });
  reporter->begin();
  reporter->document(report_of(document.value(), {finding_at(*document.value(), "good \xEF\xBF\xBD words", rule("calque"), {"new words"})}));
  reporter->end();
  const json finding = json::parse(out)["documents"][0]["findings"][0];
  CHECK(finding["text"] == "good \xEF\xBF\xBD words");
  CHECK(finding["fixes"].empty());
}

TEST_CASE("the report does not depend on the number of threads, and keeps to the schema over the corpora", "[golden]") {
  std::vector<Error> faults;
  EngineOptions options;
  options.data_dir = test::kSourceDir;
  options.source = Lang::of("fr");
  options.target = Lang::of("en");
  const auto engine = Engine::load(options, faults);
  for (const Error& fault : faults) INFO(to_string(fault));
  REQUIRE(engine);
  const auto inputs = expand_inputs({std::string(test::kSourceDir) + "/corpora", "missing.txt"}, "");
  const auto report_with = [&](unsigned jobs, const std::string& format) {
    std::string out;
    ReportOptions report;
    report.versions = engine->versions();
    const auto reporter = make_reporter(format, report, [&](std::string_view text) { out += text; });
    reporter->begin();
    RunOptions run;
    run.jobs = jobs;
    run_batch(*engine, inputs, run, [&](RunItem item) {
      if (auto* document = std::get_if<DocumentReport>(&item)) reporter->document(*document);
      else reporter->failure(std::get<Error>(item));
      return true;
    });
    reporter->end();
    return out;
  };
  const std::string alone = report_with(1, "json");
  CHECK(alone == report_with(8, "json"));
  CHECK(report_with(1, "sarif") == report_with(8, "sarif"));
  const json report = json::parse(alone);
  CHECK(test::schema_faults(schema(), report) == std::vector<std::string>{});
  CHECK(report["documents"].size() == inputs.size() - 1);
  CHECK(report["errors"].size() == 1);
}

TEST_CASE("a sink that has had enough stops the batch", "[golden]") {
  std::vector<Error> faults;
  EngineOptions options;
  options.data_dir = test::kSourceDir;
  const auto engine = Engine::load(options, faults);
  REQUIRE(engine);
  const auto inputs = expand_inputs({std::string(test::kSourceDir) + "/corpora/clean-en"}, "");
  for (const unsigned jobs : {1u, 4u}) {
    RunOptions run;
    run.jobs = jobs;
    int seen = 0;
    run_batch(*engine, inputs, run, [&](RunItem) { return ++seen < 3; });
    CHECK(seen == 3);
  }
}
