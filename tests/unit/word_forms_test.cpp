#include <catch2/catch.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "analysis/word_forms.h"

using namespace wirecheck;

namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("wirecheck-forms-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  void put(const std::string& name, const std::string& content) const { std::ofstream(path / name, std::ios::binary) << content; }
};

}  // namespace

TEST_CASE("forms come from the dictionary's affixes, whatever its encoding") {
  Folder folder;
  // Latin-1: 0xF1 is the letter n with a tilde, 0xE9 e with an acute; one flag is a letter beyond ASCII.
  folder.put("es_ES.aff", "SET ISO8859-1\nSFX \xF1 Y 2\nSFX \xF1 0 s [aeo]\nSFX \xF1 o a o\nSFX B Y 1\nSFX B ar\xE1 ar\xE1 ar\xE1\n");
  folder.put("es_ES.dic", "2\nni\xF1o/\xF1\npaz\n");
  Lexicon::Paths paths;
  paths.hunspell = {folder.path.string()};
  WordForms forms(paths);
  const Lang es = Lang::of("es");
  CHECK(forms.of(es, "ni\xC3\xB1o") == std::vector<std::string>{"ni\xC3\xB1o", "ni\xC3\xB1""a", "ni\xC3\xB1os"});
  CHECK(forms.of(es, "Paz") == std::vector<std::string>{"paz"});
  CHECK(forms.of(es, "unlisted") == std::vector<std::string>{"unlisted"});
  CHECK(forms.of(Lang::of("ru"), "word") == std::vector<std::string>{"word"});
  CHECK(word_form_files(es, paths).size() == 2);
  CHECK(word_form_files(Lang::of("ru"), paths).empty());
}

TEST_CASE("flags that are numbered elsewhere are not guessed") {
  Folder folder;
  folder.put("xx.aff", "SET UTF-8\nAF 1\nAF AB\nSFX A Y 1\nSFX A 0 s .\n");
  folder.put("xx.dic", "1\nword/1\n");
  Lexicon::Paths paths;
  paths.hunspell = {folder.path.string()};
  CHECK(WordForms(paths).of(Lang::of("xx"), "word") == std::vector<std::string>{"word"});
}
