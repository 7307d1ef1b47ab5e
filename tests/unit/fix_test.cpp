#include <catch2/catch.hpp>

#include "fix/diff.h"
#include "fix/fix.h"
#include "readers/reader.h"

using namespace wirecheck;

namespace {

RuleInfo rule(std::string id, Severity severity = Severity::minor) {
  RuleInfo info;
  info.id = std::move(id);
  info.title = info.id;
  info.severity = severity;
  return info;
}

Finding finding(const RuleInfo& info, Span span, std::vector<Edit> edits, Safety safety = Safety::safe) {
  Finding out;
  out.rule = &info;
  out.span = span;
  out.severity = info.severity;
  out.fixes.push_back({std::move(edits), safety});
  return out;
}

}  // namespace

TEST_CASE("fix: bytes outside the edits are identical, in the file's own encoding", "[unit][fix]") {
  const RuleInfo info = rule("a");
  auto read = read_plain("x.txt", "Un th\xE9 , s'il vous pla\xEEt\r\n", {});
  REQUIRE(read);
  const Document& d = *read.value();
  const uint32_t space = static_cast<uint32_t>(d.text().find(" ,"));
  const std::vector<Finding> all = {finding(info, {space, space + 2}, {{{space, space + 1}, ""}})};
  CHECK(apply_fixes(d, all, FixMode::safe).bytes == "Un th\xE9, s'il vous pla\xEEt\r\n");
}

TEST_CASE("fix: only safe fixes unless all are asked for", "[unit][fix]") {
  const RuleInfo info = rule("a");
  auto d = document_from_text("one two three");
  const std::vector<Finding> all = {finding(info, {0, 3}, {{{0, 3}, "ONE"}}, Safety::review),
                                    finding(info, {4, 7}, {{{4, 7}, "TWO"}})};
  CHECK(apply_fixes(*d, all, FixMode::safe).bytes == "one TWO three");
  CHECK(apply_fixes(*d, all, FixMode::all).bytes == "ONE TWO three");
}

TEST_CASE("fix: overlapping edits compete, a deletion swallows what lies inside it", "[unit][fix]") {
  const RuleInfo minor = rule("a"), major = rule("b", Severity::major);
  auto d = document_from_text("one two three");
  SECTION("severity decides") {
    const std::vector<Finding> all = {finding(minor, {0, 7}, {{{0, 7}, "x"}}), finding(major, {4, 13}, {{{4, 13}, "y"}})};
    const FixResult result = apply_fixes(*d, all, FixMode::safe);
    CHECK(result.bytes == "one y");
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].finding == 0);
  }
  SECTION("a deletion around a graver finding") {
    const std::vector<Finding> all = {finding(minor, {0, 8}, {{{0, 8}, ""}}), finding(major, {4, 7}, {{{4, 7}, "y"}})};
    CHECK(apply_fixes(*d, all, FixMode::safe).bytes == "three");
  }
  SECTION("the same edit twice counts once") {
    const std::vector<Finding> all = {finding(minor, {0, 3}, {{{0, 3}, "x"}}), finding(major, {0, 3}, {{{0, 3}, "x"}})};
    const FixResult result = apply_fixes(*d, all, FixMode::safe);
    CHECK(result.bytes == "x two three");
    CHECK(result.applied.size() == 2);
  }
  SECTION("a fix of two edits is applied whole or not at all") {
    const std::vector<Finding> all = {finding(minor, {0, 13}, {{{0, 3}, "1"}, {{8, 13}, "3"}}),
                                      finding(major, {8, 13}, {{{8, 13}, "z"}})};
    CHECK(apply_fixes(*d, all, FixMode::safe).bytes == "one two z");
  }
}

TEST_CASE("fix: escapes of a JSON record are written back", "[unit][fix]") {
  const RuleInfo info = rule("a");
  const std::string line = R"({"text": "caf\u00e9 bar", "n": 1})";
  auto read = read_json_record("x.jsonl", line, 0, 0, {});
  REQUIRE(read);
  const std::vector<Finding> all = {finding(info, {6, 9}, {{{6, 9}, "\"pub\""}})};
  CHECK(apply_fixes(*read.value(), all, FixMode::safe).bytes == R"({"text": "caf\u00e9 \"pub\"", "n": 1})");
}

TEST_CASE("diff: unified, with context and line counts", "[unit][fix]") {
  CHECK(unified_diff("a\n", "a\n", "x", "y").empty());
  CHECK(unified_diff("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nD\ne\nf\n", "x", "y") ==
        "--- x\n+++ y\n@@ -1,6 +1,6 @@\n a\n b\n c\n-d\n+D\n e\n f\n");
  CHECK(unified_diff("a\nb", "a\nc", "x", "y") ==
        "--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n");
  CHECK(unified_diff("", "new\n", "x", "y") == "--- x\n+++ y\n@@ -0,0 +1 @@\n+new\n");
  std::string before, after;
  for (int i = 0; i < 30; ++i) before += "line " + std::to_string(i) + "\n";
  after = before;
  after.replace(after.find("line 2\n"), 7, "LINE 2\n");
  after.erase(after.find("line 20\n"), 8);
  CHECK(unified_diff(before, after, "x", "y") ==
        "--- x\n+++ y\n@@ -1,6 +1,6 @@\n line 0\n line 1\n-line 2\n+LINE 2\n line 3\n line 4\n line 5\n"
        "@@ -18,7 +18,6 @@\n line 17\n line 18\n line 19\n-line 20\n line 21\n line 22\n line 23\n");
}
