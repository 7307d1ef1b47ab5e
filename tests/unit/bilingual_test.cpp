// The bilingual dictionary reads dictd's format. The files are made here; those of the system are not needed.
#include "analysis/bilingual.h"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace wirecheck;

namespace {

std::string base64(size_t value) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  do out.insert(out.begin(), kDigits[value % 64]);
  while (value /= 64);
  return out;
}

struct Variable {   // sets the folder of dictionaries for a test's life
  explicit Variable(const std::string& value) {
    if (const char* old = std::getenv("WIRECHECK_DICTIONARIES")) before = old;
    setenv("WIRECHECK_DICTIONARIES", value.c_str(), 1);
  }
  ~Variable() {
    if (before.empty()) unsetenv("WIRECHECK_DICTIONARIES");
    else setenv("WIRECHECK_DICTIONARIES", before.c_str(), 1);
  }
  std::string before;
};

}  // namespace

TEST_CASE("a bilingual dictionary in dictd's format", "[lexicon]") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("bilingual-test-" + std::to_string(std::rand()));
  std::filesystem::create_directories(folder);
  const Variable variable(folder.string());
  const std::pair<const char*, const char*> entries[] = {
      {"kran", "Kran /kran/ <masc, n, sg>\n [tech.] spigot <n>\n"},
      {"kran", "Kran /kran/ <masc, n, sg>\ncrane <n>, hoist <n> [Am.]\n      \"ein Kran steht da\"  - there is a crane\n"},
      {"kran", "kran <v>\nto wind up sth. <v>\n"},
      {"torgau", "Torgau /x/ <pn>\n1. Torgau\neine Stadt\n2. (old) market, big sale\nein Markt\n"},
      {"00 junk", "junk\nmore junk\n"},
  };
  std::string text, index;
  for (const auto& [head, entry] : entries) {
    index += std::string(head) + "\t" + base64(text.size()) + "\t" + base64(std::string(entry).size()) + "\n";
    text += entry;
  }
  index += "broken\tzzzzzz\tB\nno tab\n";
  std::ofstream(folder / "freedict-deu-eng.index") << index;
  const gzFile file = gzopen((folder / "freedict-deu-eng.dict.dz").c_str(), "wb");
  REQUIRE(gzwrite(file, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
  gzclose(file);

  const Bilingual words(Lang::of("en"));
  const Lang german = Lang::of("de");
  CHECK(words.available(german));
  CHECK_FALSE(words.available(Lang::of("fr")));
  // The usual entry first, its other senses last; a small letter is another word.
  CHECK(words.renderings(german, "Kran") == std::vector<std::string>{"crane", "spigot", "hoist"});
  CHECK(words.renderings(german, "kran") == std::vector<std::string>{"wind up"});
  CHECK(words.renderings(german, "Torgau") == std::vector<std::string>{"Torgau", "market", "big sale"});
  CHECK(words.renderings(german, "Kra").empty());
  CHECK(words.renderings(Lang::of("fr"), "Kran").empty());
  CHECK(words.is_noun(german, "Kran"));
  CHECK_FALSE(words.is_noun(german, "kran"));
  std::filesystem::remove_all(folder);
}
