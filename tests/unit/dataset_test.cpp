#include "engine/dataset.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "engine/read_report.h"
#include "engine/verdicts.h"

using namespace wirecheck;

namespace {

std::string fault_of(std::string_view json) {
  const auto row = parse_row(json, "set.jsonl", 3);
  return row ? "" : to_string(row.error());
}

// A file that is gone when the test ends.
class Scratchfile {
 public:
  Scratchfile(const std::string& name, const std::string& text)
      : path_(std::filesystem::temp_directory_path() / ("wirecheck-dataset-" + std::to_string(getpid())) / name) {
    std::filesystem::create_directories(path_.parent_path());
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Scratchfile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
    std::filesystem::remove(path_.parent_path(), ignored);  // when it is empty
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::vector<SetRow> rows_of(const std::string& name, const std::string& text, std::vector<std::string>& faults, DataSetOptions options = {}) {
  const Scratchfile file(name, text);
  const DataSet set{"tiny", {{file.path(), name, Format::plain, std::nullopt}}};
  return read_rows(set, options, [&](const Error& error) { faults.push_back(to_string(error)); });
}

}  // namespace

TEST_CASE("a row with everything", "[unit]") {
  const auto row = parse_row(R"({"id": 7, "mt": "\ufeffEin Satz.", "ref": "A sentence.", "src_lang": "de", "tgt_lang": "en-GB", "system": "HUMAN-original",
                                 "spans": [{"start": 1, "end": 4, "category": "c", "norm": "name", "severity": "minor", "rater": null}], "line": 5})", "f", 1);
  REQUIRE(row);
  CHECK(row.value().id == "7");
  CHECK(row.value().mt == "Ein Satz.");
  // The mark before the text was counted by whoever counted the code points.
  CHECK(row.value().spans[0].begin == 0);
  CHECK(row.value().spans[0].end == 3);
  CHECK(row.value().human);
  CHECK(row.value().has_spans);
  CHECK(row.value().target_lang == Lang::of("en"));
}

TEST_CASE("what a row may lack", "[unit]") {
  const auto row = parse_row(R"({"text": "Words.", "ref": null})", "f", 9);
  REQUIRE(row);
  CHECK(row.value().id == "f:9");
  CHECK_FALSE(row.value().has_spans);
  CHECK_FALSE(row.value().source_lang.known());
}

TEST_CASE("a faulty row is told with its place and what was expected", "[unit]") {
  CHECK_THAT(fault_of(R"({"mt": "a)"), Catch::StartsWith("set.jsonl:3:") && Catch::Contains("a broken JSON record"));
  CHECK(fault_of("[1]") == "set.jsonl:3: the record is an array; expected an object {\"mt\": ...}");
  CHECK(fault_of(R"({"id": "x"})") == "set.jsonl:3: the record has no field \"mt\" (or \"text\"), the text to check");
  CHECK(fault_of(R"({"mt": 5})") == "set.jsonl:3: the field \"mt\" is a number; expected a string");
  CHECK(fault_of(R"({"mt": "a", "src_lang": "Klingon!"})") == "set.jsonl:3: the field \"src_lang\" is \"Klingon!\"; expected a code such as fr or en");
  CHECK(fault_of(R"({"mt": "abc", "spans": {"start": 0}})") == "set.jsonl:3: the field \"spans\" is an object; expected a list");
  CHECK(fault_of(R"({"mt": "abc", "spans": [{"start": 0, "end": 1}, {"start": 1, "end": 4}]})") ==
        "set.jsonl:3: span 2 is 1 to 4; expected a stretch of the text, 0 to 3");
  CHECK(fault_of(R"({"mt": "abc", "spans": [{"start": 2, "end": 1}]})") == "set.jsonl:3: span 1 is 2 to 1; expected a stretch of the text, 0 to 3");
  CHECK(fault_of(R"({"mt": "abc", "spans": [{"start": -1, "end": 1}]})") == "set.jsonl:3: span 1 has no \"start\"; expected code points from 0");
  CHECK(fault_of(R"({"mt": "abc", "human": "yes"})") == "set.jsonl:3: the field \"human\" is a string; expected true or false");
}

TEST_CASE("a table with a header line", "[unit]") {
  std::vector<std::string> faults;
  const auto rows = rows_of("t.tsv",
                            "id\tmt\tsystem\tspans\n"
                            "a\tA word.\tone\t[{\"start\": 2, \"end\": 6}]\n"
                            "b\tShort row.\n"
                            "c\tA word.\ttwo\t[broken\n"
                            "d\tA last \"word\".\ttwo\t\n", faults);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].spans[0].end == 6);
  CHECK(rows[1].mt == "A last \"word\".");
  CHECK_FALSE(rows[1].has_spans);
  REQUIRE(faults.size() == 2);
  CHECK(faults[0] == "t.tsv:3: the row has 2 cells; the header line names 4");
  CHECK(faults[1] == "t.tsv:4: the cell \"spans\" is no JSON");
}

TEST_CASE("a table without a text column is given up at its head", "[unit]") {
  std::vector<std::string> faults;
  CHECK(rows_of("u.tsv", "id\tsentence\na\tWords.\n", faults).empty());
  REQUIRE(faults.size() == 1);
  CHECK_THAT(faults[0], Catch::StartsWith("u.tsv:1: the header line names no column \"mt\""));
}

TEST_CASE("a broken line does not stop the file; languages and systems are chosen", "[unit]") {
  std::vector<std::string> faults;
  DataSetOptions options;
  options.from = Lang::of("es");
  options.systems = {"two"};
  const auto rows = rows_of("v.jsonl", "{\"mt\": \"a\", \"system\": \"one\"}\n{oops\n\n{\"mt\": \"b\", \"system\": \"two\", \"src_lang\": \"fr\"}\n", faults, options);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].source_lang == Lang::of("es"));
  REQUIRE(faults.size() == 1);
  CHECK_THAT(faults[0], Catch::StartsWith("v.jsonl:2:2: a broken JSON record"));
}

TEST_CASE("sets are called after their folders", "[unit]") {
  const auto input = [](const char* path) { return Input{path, path, Format::jsonl, std::nullopt}; };
  const auto sets = data_sets({input("d/wmt/stories.jsonl"), input("d/wmt/spans.jsonl"), input("d/other.tsv"), input("stories.jsonl")});
  REQUIRE(sets.size() == 3);
  CHECK(sets[0].name == "wmt");
  CHECK(sets[0].inputs.size() == 2);
  CHECK(sets[1].name == "other");
  CHECK(sets[2].name == "stories");
}

TEST_CASE("verdict files", "[unit]") {
  std::vector<std::string> faults;
  const auto say = [&](const Error& error) { faults.push_back(error.message); };
  const Scratchfile file("verdicts.tsv",
                         "record\tside\trule\tbegin\tend\tverdict\treason\n"
                         "a:1\tmt\tspacing\t3\t4\tright\ta space before a stop\n"
                         "a:2\tref\tspacing\t3\t4\twrong\n"
                         "a:3\tmt\tspacing\t3\t4\tgood\tno such verdict\n"
                         "a:4\tmachine\tspacing\t3\t4\tright\t\n"
                         "a:5\tmt\tspacing\tx\t4\tright\t\n"
                         "a:6\tmt\tspacing\n"
                         "a:7\tmt\tspacing\t9\t4\tright\t\n"
                         "a:8\tmt\tspacing\t3\t4\t?\t\n");
  const auto files = read_verdicts(file.path(), say);
  REQUIRE(files.size() == 1);
  REQUIRE(files[0].judgements.size() == 3);
  CHECK(files[0].set == "verdicts");
  CHECK(files[0].judgements[0].reason == "a space before a stop");
  CHECK(files[0].judgements[1].side == Side::ref);
  CHECK(files[0].judgements[2].verdict == Verdict::open);
  REQUIRE(faults.size() == 5);
  CHECK(faults[0] == "\"good\" is no verdict; expected right, wrong, unclear, or ? while it is open");
  CHECK(faults[1] == "\"machine\" is no side; expected mt, ref, good or source");
  CHECK(faults[2] == "\"x\" to \"4\" is no stretch; expected code points, begin and end");
  CHECK(faults[3] == "the row has 3 cells; expected record, side, rule, begin, end, verdict, reason");
  size_t added = 0;
  Judgement known, fresh;
  known.record = "a:1"; known.rule = "spacing"; known.begin = 3; known.end = 4;
  fresh = known;
  fresh.record = "a:10";
  // A faulty file is not written to.
  CHECK_FALSE(add_open_verdicts(file.path(), {known, fresh}, added));
  const Scratchfile sound("sound.tsv", "record\tside\trule\tbegin\tend\tverdict\treason\na:1\tmt\tspacing\t3\t4\tright\tyes\n");
  CHECK(add_open_verdicts(sound.path(), {known, fresh}, added));
  CHECK(added == 1);
  CHECK(read_verdicts(sound.path(), say)[0].judgements[1].record == "a:10");
}

TEST_CASE("reports of runs are read for comparing", "[unit]") {
  const Scratchfile report("report.json", R"({"documents": [{"path": "a.txt", "findings": [{"rule": "r", "severity": "minor", "text": "x",
    "start": {"char": 4}, "end": {"char": 5}, "fixes": [{"text": "y"}]}]}]})");
  const auto findings = read_report(report.path());
  REQUIRE(findings);
  CHECK(findings.value() == std::vector<ReportedFinding>{{"a.txt", 4, 5, "r", "minor", "x", "y"}});
  const Scratchfile lines("lines.jsonl", "{\"path\": \"a\", \"id\": \"1\", \"findings\": [{\"rule\": \"r\"}]}\n{\"path\": \"a\", \"id\": \"2\"}\n");
  CHECK(read_report(lines.path()).value().size() == 1);
  const Scratchfile empty("sets.json", R"({"sets": [{"name": "s"}]})");
  CHECK_THAT(read_report(empty.path()).error().message, Catch::Contains("expected one made with eval --format json --findings"));
  const Scratchfile other("other.json", "[1, 2]");
  CHECK_THAT(read_report(other.path()).error().message, Catch::Contains("this is no report"));
  const Scratchfile broken("broken.jsonl", "{\"path\": \"a\"}\n{\"pa\n");
  CHECK(read_report(broken.path()).error().line == 2);
}
