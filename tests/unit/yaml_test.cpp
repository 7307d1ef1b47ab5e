// The door to YAML: places, and everything a quiet parser would let pass.

#include "data/yaml.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "data/cache.h"

using namespace wirecheck;

namespace {

std::vector<std::string> faults_of(std::string content, YamlLimits limits = {}) {
  std::vector<Error> faults;
  parse_yaml("f.yaml", std::move(content), faults, limits);
  std::vector<std::string> out;
  for (const Error& fault : faults) out.push_back(to_string(fault));
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a tree knows its places", "[unit]") {
  std::vector<Error> faults;
  const YamlFile file = parse_yaml("f.yaml",
                                   "pack: été\n"
                                   "é: {a: 'x', b: [no, on, 1.0]}\n"
                                   "list:\n"
                                   "- null\n"
                                   "- ~\n"
                                   "- \"null\"\n"
                                   "empty:\n"
                                   "text: |\n"
                                   "  two\n"
                                   "  lines\n",
                                   faults);
  CHECK(faults.empty());
  REQUIRE(file.root.is_map());
  CHECK(file.root.find("pack")->scalar == "été");
  CHECK(file.root.find("pack")->plain);
  CHECK(file.root.find("pack")->column == 7);
  const YamlNode& a = *file.root.find("é")->find("a");
  CHECK(a.line == 2);
  CHECK(a.column == 8);
  CHECK_FALSE(a.plain);
  CHECK(file.root.find("é")->find("b")->texts() == Texts{"no", "on", "1.0"});
  const YamlNode& list = *file.root.find("list");
  CHECK(list.items[0].scalar == "null");
  CHECK(list.items[1].kind == YamlNode::Kind::null);
  CHECK(list.items[2].scalar == "null");
  const YamlNode& empty = *file.root.find("empty");
  CHECK(empty.kind == YamlNode::Kind::null);
  CHECK(empty.line == 7);
  CHECK(empty.texts().empty());
  CHECK(file.root.find("text")->scalar == "two\nlines\n");
  CHECK(file.root.find("absent") == nullptr);
  CHECK(file.root.find("pack")->texts() == Texts{"été"});
  CHECK(to_string(file.fault(a, "wrong")) == "f.yaml:2:8: wrong\n    é: {a: 'x', b: [no, on, 1.0]}");
}

TEST_CASE("a byte order mark and Windows line ends do not move a place", "[unit]") {
  std::vector<Error> faults;
  const YamlFile file = parse_yaml("f.yaml", "\xEF\xBB\xBF" "a: x\r\nb: y\r\n", faults);
  CHECK(faults.empty());
  CHECK(file.root.find("a")->column == 4);
  const YamlNode& b = *file.root.find("b");
  CHECK(b.scalar == "y");
  CHECK(to_string(file.fault(b, "wrong")) == "f.yaml:2:4: wrong\n    b: y");
}

TEST_CASE("nothing and comments are an empty tree", "[unit]") {
  CHECK(faults_of("").empty());
  CHECK(faults_of("# nothing\n").empty());
  CHECK(faults_of("a: b\n...\n").empty());
  CHECK(faults_of("---\na: b\n").empty());
}

TEST_CASE("every duplicate key is named", "[unit]") {
  CHECK(faults_of("a: 1\nb: {x: 1, y: 2, x: 3}\na: 2\na: 3\n") ==
        Texts{"f.yaml:2:17: the key 'x' stands here a second time; its first is on line 2\n    b: {x: 1, y: 2, x: 3}",
              "f.yaml:3:1: the key 'a' stands here a second time; its first is on line 1\n    a: 2",
              "f.yaml:4:1: the key 'a' stands here a second time; its first is on line 1\n    a: 3"});
}

TEST_CASE("aliases, anchors, tags and second documents are faults", "[unit]") {
  CHECK(faults_of("a: &x [1]\nb: *x\nc: !!str 1\nd: !name the\n") ==
        Texts{"f.yaml:1:4: an anchor (&name) is not allowed here; quote a value that begins with &\n    a: &x [1]",
              "f.yaml:2:4: an alias (*name) is not allowed here; write the value out, or quote a value that begins with *\n    b: *x",
              "f.yaml:3:4: a tag (!name) is not allowed here; quote a value that begins with !\n    c: !!str 1",
              "f.yaml:4:4: a tag (!name) is not allowed here; quote a value that begins with !\n    d: !name the"});
  CHECK(faults_of("a: 1\n---\nb: 2\n") == Texts{"f.yaml:2:1: a second document begins here; a file holds one\n    ---"});
  CHECK(faults_of("? [a]\n: b\n") == Texts{"f.yaml:1:3: a key must be a word or a quoted text\n    ? [a]"});
}

TEST_CASE("a syntax error keeps the faults found before it", "[unit]") {
  CHECK(faults_of("a: 1\na: 2\nwhy: one: two\n").size() == 1);
  const Texts flow = faults_of("a: {x: 1, x: 2}\nwhy: one: two\n");
  REQUIRE(flow.size() == 2);
  CHECK(flow[1] == "f.yaml:2:9: not valid YAML: illegal map value; quote a value that contains a colon followed by a space\n    why: one: two");
  CHECK(faults_of("a: @list said\n") == Texts{"f.yaml:1:4: not valid YAML: unknown token; quote a value that begins with @\n    a: @list said"});
  CHECK(faults_of("a:\n\t- b\n").size() == 1);
  CHECK(faults_of("a: \"\\w\"\n").size() == 1);
  CHECK(faults_of("a: 'open\n") == Texts{"f.yaml:2:1: not valid YAML: illegal document indicator in scalar; "
                                         "a quote is opened at or after line 1 and not closed"});
  CHECK(faults_of("a: 'open").size() == 1);
  CHECK(faults_of("a: \"open\nb: c").size() == 1);
  CHECK(faults_of("a: b\n...\n...\n").empty());
  CHECK(faults_of("a: [b\n").size() == 1);
}

TEST_CASE("limits hold", "[unit]") {
  CHECK(faults_of(std::string(20, ' '), {.bytes = 10, .depth = 4}) == Texts{"f.yaml: larger than 10 bytes; split the file"});
  CHECK(faults_of("[[[[1]]]]", {.bytes = 100, .depth = 4}).empty());
  CHECK(faults_of("[[[[[1]]]]]", {.bytes = 100, .depth = 4}) == Texts{"f.yaml:1:5: nested deeper than 4 levels\n    [[[[[1]]]]]"});
  CHECK(faults_of(std::string(100000, '[')).size() == 1);
  CHECK(faults_of(std::string(100000, '{')).size() == 1);
  std::string indented;
  for (int i = 0; i < 2000; ++i) indented += "- ";
  CHECK(faults_of(indented + "x").size() == 1);
}

TEST_CASE("bytes that are no text are named", "[unit]") {
  CHECK(faults_of("a: b\nc: \xE9t\xE9\n") == Texts{"f.yaml:2:4: not UTF-8 here; save the file as UTF-8"});
  // yaml-cpp takes U+0004 for the end of the file and would drop the rest without a word.
  const Texts control = faults_of("a: b\nc: d\x04\ne: f\n");
  REQUIRE(control.size() == 1);
  CHECK(control[0].find("f.yaml:2:5: a control character") == 0);
  CHECK(faults_of(std::string("a: b\0c", 6)).size() == 1);
}

TEST_CASE("a file that is not there", "[unit]") {
  std::vector<Error> faults;
  load_yaml("no/such/file.yaml", faults);
  REQUIRE(faults.size() == 1);
  CHECK(to_string(faults[0]) == "no/such/file.yaml: there is no such file");
  load_yaml(".", faults);
  REQUIRE(faults.size() == 2);
  CHECK(to_string(faults[1]) == ".: not a file");
}

TEST_CASE("what was meant", "[unit]") {
  const Texts keys = {"unless", "when", "title", "severity", "examples", "id"};
  CHECK(did_you_mean("unles", keys) == "unless");
  CHECK(did_you_mean("sevreity", keys) == "severity");
  CHECK(did_you_mean("exmaple", keys) == "examples");
  CHECK(did_you_mean("colour", keys) == "");
  CHECK(did_you_mean("xy", keys) == "");
  CHECK(did_you_mean("di", keys) == "id");
}

TEST_CASE("the cache gives back what was written, for the same files only", "[unit]") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "wirecheck-cache-test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  const char* before = std::getenv("WIRECHECK_CACHE");
  const std::string saved = before ? before : "";
  setenv("WIRECHECK_CACHE", (folder / "cache").c_str(), 1);
  const std::string source = (folder / "source.yaml").string();
  const std::string absent = (folder / "absent.yaml").string();
  std::ofstream(source) << "one";
  const uint64_t key = cache_key("packs", {source, absent});
  CHECK(key == cache_key("packs", {source, absent}));
  CHECK(key != cache_key("lexicon", {source, absent}));
  CHECK(key != cache_key("packs", {source}));
  CHECK_FALSE(cache_read("packs", key));
  const std::string content(100001, 'x');
  cache_write("packs", key, content);
  REQUIRE(cache_read("packs", key));
  CHECK(*cache_read("packs", key) == content);
  CHECK_FALSE(cache_read("packs", key + 1));

  SECTION("a changed file has another key") {
    std::ofstream(source) << "other";
    CHECK(cache_key("packs", {source, absent}) != key);
  }
  SECTION("a damaged file is not read") {
    for (const auto& entry : fs::directory_iterator(folder / "cache")) {
      std::fstream out(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
      out.seekp(5000);
      out.put('y');
    }
    CHECK_FALSE(cache_read("packs", key));
  }
  SECTION("a cut file is not read") {
    for (const auto& entry : fs::directory_iterator(folder / "cache")) fs::resize_file(entry.path(), 5000);
    CHECK_FALSE(cache_read("packs", key));
  }
  SECTION("old files go") {
    for (uint64_t i = 0; i < 30; ++i) cache_write("packs", i, "x");
    size_t files = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder / "cache")) ++files;
    CHECK(files <= 8);
    CHECK(cache_read("packs", 29));
  }
  SECTION("off, and a folder that can not be made, are silent") {
    setenv("WIRECHECK_CACHE", "off", 1);
    cache_write("packs", key, content);
    CHECK_FALSE(cache_read("packs", key));
    setenv("WIRECHECK_CACHE", source.c_str(), 1);
    cache_write("packs", key, content);
    CHECK_FALSE(cache_read("packs", key));
  }
  if (before) setenv("WIRECHECK_CACHE", saved.c_str(), 1);
  else unsetenv("WIRECHECK_CACHE");
  fs::remove_all(folder);
}
