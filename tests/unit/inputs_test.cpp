#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/inputs.h"
#include "engine/line_stream.h"
#include "engine/pairs.h"

using namespace wirecheck;

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "wirecheck-test.XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    path_ = pattern;
  }
  ~Folder() { fs::remove_all(path_); }
  std::string write(const std::string& name, const std::string& content) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

struct Seen {
  std::string text, end;
  uint64_t base;
  uint32_t number;
  bool too_long;
  bool operator==(const Seen&) const = default;
};

std::vector<Seen> lines_of(const std::string& content, size_t limit = 1000) {
  const Folder folder;
  auto stream = LineStream::open(folder.write("x.jsonl", content), limit);
  REQUIRE(stream);
  std::vector<Seen> out;
  while (auto line = stream.value()->next()) out.push_back({line->text, std::string(line->end), line->base, line->number, line->too_long});
  CHECK_FALSE(stream.value()->failure());
  return out;
}

}  // namespace

TEST_CASE("globs", "[unit]") {
  struct Case { const char* pattern; const char* path; bool matches; };
  const Case kCases[] = {
      {"*.txt", "a.txt", true},           {"*.txt", "a/b.txt", false},      {"a/*.txt", "a/b.txt", true},
      {"**/*.txt", "b.txt", true},        {"**/*.txt", "a/b/c.txt", true},  {"a/**/c.txt", "a/c.txt", true},
      {"a/**/c.txt", "a/b/d/c.txt", true}, {"a/**", "a/b/c", true},          {"?.txt", "\xC3\xA9.txt", true},
      {"?.txt", "ab.txt", false},         {"a*b*c", "aXbYbZc", true},       {"a*b*c", "aXbYbZ", false},
      {"*", "", true},                    {"/x/*.txt", "/x/a.txt", true},   {"**", "a/b", true},
      {"a/**/b/**/c", "a/x/b/c", true},   {"a/**/b/**/c", "a/x/c", false},
  };
  for (const Case& c : kCases) {
    INFO(c.pattern << " and " << c.path);
    CHECK(glob_matches(c.pattern, c.path) == c.matches);
  }
}

TEST_CASE("inputs come in order, with their formats", "[unit]") {
  const Folder folder;
  folder.write("b.txt", "");
  folder.write("a/x.marked.txt", "");
  folder.write("a/y.jsonl", "");
  folder.write("a/z.html", "");
  fs::create_directory_symlink(folder.path(), folder.path() + "/a/loop");
  const auto inputs = expand_inputs({folder.path(), "-", folder.path() + "/a/*", "/no/such"}, "desk/x.ndjson");
  std::vector<std::string> names;
  for (const Input& input : inputs) names.push_back(input.failure ? "!" + input.shown : input.shown);
  const std::string top = folder.path();
  CHECK(names == std::vector<std::string>{top + "/a/x.marked.txt", top + "/a/y.jsonl", top + "/b.txt", "desk/x.ndjson",
                                          top + "/a/x.marked.txt", top + "/a/y.jsonl", top + "/a/z.html", "!/no/such"});
  CHECK(inputs[0].format == Format::marked);
  CHECK(inputs[1].format == Format::jsonl);
  CHECK(inputs[3].format == Format::jsonl);
  CHECK(inputs[3].path == "-");
}

TEST_CASE("lines of a stream know their place", "[unit]") {
  CHECK(lines_of("").empty());
  CHECK(lines_of("\xEF\xBB\xBF").empty());
  CHECK(lines_of("a") == std::vector<Seen>{{"a", "", 0, 0, false}});
  CHECK(lines_of("a\n\nb\r\n") == std::vector<Seen>{{"a", "\n", 0, 0, false}, {"", "\n", 2, 1, false}, {"b", "\r\n", 3, 2, false}});
  CHECK(lines_of("\xEF\xBB\xBFx\ny") == std::vector<Seen>{{"x", "\n", 3, 0, false}, {"y", "", 5, 1, false}});
}

TEST_CASE("a line beyond the limit is skipped, and the next is read", "[unit]") {
  const std::string huge(3'000'000, 'x');
  const auto lines = lines_of("a\n" + huge + "\nb\n" + huge, 1'000'000);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == Seen{"a", "\n", 0, 0, false});
  CHECK(lines[1] == Seen{"", "", 2, 1, true});
  CHECK(lines[2] == Seen{"b", "\n", 3'000'003, 2, false});
  CHECK(lines[3] == Seen{"", "", 3'000'005, 3, true});
  // Exactly the limit is not beyond it.
  CHECK(lines_of(std::string(1000, 'y') + "\nz").front().text.size() == 1000);
  CHECK(lines_of(std::string(1001, 'y') + "\nz").front().too_long);
}

TEST_CASE("lines across the chunks of the stream", "[unit]") {
  std::string content;
  std::vector<std::string> expected;
  for (size_t i = 0; i < 3000; ++i) {
    expected.push_back(std::string(i % 977, static_cast<char>('a' + i % 26)));
    content += expected.back() + "\n";
  }
  const auto lines = lines_of(content);
  REQUIRE(lines.size() == expected.size());
  uint64_t base = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    REQUIRE(lines[i].text == expected[i]);
    REQUIRE(lines[i].base == base);
    base += expected[i].size() + 1;
  }
}

TEST_CASE("A story and its source are told by their names") {
  const Folder folder;
  const std::string story = folder.write("talks.en.txt", "a"), source = folder.write("talks.fr.txt", "b"),
                    marked = folder.write("vote.en.marked.txt", "c"), its = folder.write("vote.de.txt", "d"),
                    alone = folder.write("storm.en.txt", "e"), plain = folder.write("plain.txt", "f");
  const auto all = join_pairs(expand_inputs({folder.path()}, ""), Lang(), Lang::of("en"));
  std::vector<std::string> shown;
  for (const Input& input : all) shown.push_back(fs::path(input.path).filename().string() + " < " + fs::path(input.source_path).filename().string());
  CHECK(shown == std::vector<std::string>{"plain.txt < ", "storm.en.txt < ", "talks.en.txt < talks.fr.txt", "vote.en.marked.txt < vote.de.txt"});

  // Another source language is asked for: that of the German pair alone is found, and the French text is a story like any.
  const auto german = join_pairs(expand_inputs({folder.path()}, ""), Lang::of("de"), Lang::of("en"));
  CHECK(german.size() == 5);
  CHECK(german.back().source_path == its);
  CHECK(german.back().source_lang == Lang::of("de"));

  // The source of a pair alone is what was asked for.
  CHECK(join_pairs(expand_inputs({source}, ""), Lang(), Lang::of("en")).size() == 1);
  // Two candidates: nobody can know which.
  folder.write("storm.fr.txt", "g");
  folder.write("storm.de.txt", "h");
  CHECK(join_pairs(expand_inputs({alone}, ""), Lang(), Lang::of("en")).front().source_path.empty());
}
