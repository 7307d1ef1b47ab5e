// Dictionaries: small ones written here show what the program makes of them; the installed ones, where there are any, show that it
// answers as Hunspell does. A test that needs a dictionary which is not installed says so and passes.
#include "analysis/lexicon.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <hunspell/hunspell.hxx>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "analysis/affix_file.h"
#include "analysis/compiled_dictionary.h"
#include "analysis/wordnet.h"
#include "core/archive.h"

using namespace wirecheck;
namespace fs = std::filesystem;

namespace {

const Lang kEnglish = Lang::of("en"), kFrench = Lang::of("fr"), kGerman = Lang::of("de");

// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "wirecheck-lexicon-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string path(const std::string& name = "") const { return name.empty() ? path_.string() : (path_ / name).string(); }
  void write(const std::string& name, const std::string& content) const { std::ofstream(path_ / name, std::ios::binary) << content; }

 private:
  fs::path path_;
};

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Invented words under every feature that compiles: cross products, suffixes on suffixes, circumfixes, stems that need an affix,
// forbidden forms, fixed capitals, elision, breaks, numerals, input conversion.
const char kAffixes[] = R"(# a small language
SET UTF-8
ICONV 1
ICONV ’ '
FLAG long
FULLSTRIP
NEEDAFFIX na
FORBIDDENWORD fo
CIRCUMFIX ci
KEEPCASE kc
BREAK 2
BREAK -
BREAK ^~
PFX un Y 1
PFX un 0 un .
PFX el Y 1
PFX el 0 l' [aeiou]
PFX ge Y 1
PFX ge 0 ge/ci .
SFX pl Y 3
SFX pl 0 s [^sy] is:pl
SFX pl y ies [^aeiou]y is:pl
SFX pl 0 s/el [aeiou]y is:pl
SFX er Y 1
SFX er 0 er/pl [^e] is:mas
SFX ti Y 1
SFX ti 0 t/ci .
SFX nx N 1
SFX nx 0 nix .
)";
const char kWords[] = R"(9
balm/plun po:nom is:fem
parly/pl po:nom
trolk/er po:nom
sagt/geti
vorn/napl po:nom is:mas
vorns/fo
kWh/kc
McTarn/pl po:patr
oley/elpl po:npr
)";

std::unique_ptr<Lexicon> installed() {
  auto lexicon = std::make_unique<Lexicon>(Lexicon::Paths::system());
  return lexicon;
}

struct Answer {
  const char* word;
  bool known;
};

}  // namespace

TEST_CASE("a compiled dictionary answers as its files say", "[lexicon]") {
  const auto dictionary = CompiledDictionary::compile(kAffixes, kWords);
  REQUIRE(dictionary);
  const Answer kAnswers[] = {
      {"balm", true},     {"balms", true},    {"unbalm", true},   {"unbalms", true},  {"Balm", true},      {"BALMS", true},
      {"bALM", false},    {"balmer", false},  {"parly", true},    {"parlies", true},  {"parlys", false},   {"trolker", true},
      {"trolkers", true}, {"trolks", false},  {"sagt", true},     {"sagtt", false},   {"gesagtt", true},
      {"vorn", false},    {"vorns", false},   {"kWh", true},      {"kwh", false},     {"KWH", false},      {"McTarn", true},
      {"MCTARN", true},   {"Mctarn", false},  {"mctarn", false},  {"balm-parly", true}, {"balm-vorn", false}, {"Balm-Parly", true},
      {"~balm", true},    {"balm~", false},   {"l'oley", true},   {"l\xE2\x80\x99oley", true}, {"12", true}, {"1,000.5", true},
      {"1,,0", false},    {"balm.", true},    {"", true},         {"\xC4\xB0" "balm", false},
  };
  for (const Answer& a : kAnswers) {
    DYNAMIC_SECTION(a.word) { CHECK(dictionary->spell(a.word) == a.known); }
  }
}

TEST_CASE("a compiled dictionary agrees with Hunspell about invented words", "[lexicon]") {
  const Folder folder;
  folder.write("xx.aff", kAffixes);
  folder.write("xx.dic", kWords);
  Hunspell hunspell(folder.path("xx.aff").c_str(), folder.path("xx.dic").c_str());
  const auto dictionary = CompiledDictionary::compile(kAffixes, kWords);
  REQUIRE(dictionary);
  const char* kStems[] = {"balm", "parly", "parli", "trolk", "sagt", "vorn", "kWh", "kwh", "McTarn", "Mctarn", "oley"};
  for (const char* stem : kStems) {
    for (const char* prefix : {"", "un", "ge", "unge", "~"}) {
      for (const char* suffix : {"", "s", "es", "er", "ers", "t", "nix", "."}) {
        const std::string word = std::string(prefix) + stem + suffix;
        INFO(word);
        CHECK(dictionary->spell(word) == hunspell.spell(word));
      }
    }
  }
}

TEST_CASE("fields of a form come from its entry and its affixes", "[lexicon]") {
  const auto dictionary = CompiledDictionary::compile(kAffixes, kWords);
  REQUIRE(dictionary);
  REQUIRE(dictionary->has_fields());
  const std::vector<Morph> balms = dictionary->morphs("Balms");
  REQUIRE(balms.size() == 1);
  CHECK(balms[0].stem == "balm");
  CHECK(has(balms[0].pos, Pos::noun));
  CHECK(balms[0].gender == 'f');
  CHECK(balms[0].number == 'p');
  const std::vector<Morph> elided = dictionary->morphs("l'oley");
  REQUIRE(elided.size() == 1);
  CHECK(elided[0].pos == static_cast<PosMask>(Pos::name));
  CHECK(dictionary->morphs("McTarn").at(0).surname);
  CHECK(dictionary->morphs("xyz").empty());
}

TEST_CASE("dictionaries that do not compile are left to Hunspell", "[lexicon]") {
  CHECK_FALSE(CompiledDictionary::compile("SET ISO8859-1\n", "1\nabc\n"));
  CHECK_FALSE(CompiledDictionary::compile("SET UTF-8\nCOMPOUNDFLAG X\n", "1\nabc/X\n"));
  const Folder folder;
  folder.write("de_DE.aff", "SET ISO8859-1\nCOMPOUNDFLAG X\nCOMPOUNDMIN 2\n");
  folder.write("de_DE.dic", "2\nt\xFCr/X po:nom is:fem\nhaus/X\n");
  const Lexicon lexicon({{folder.path()}, ""});
  REQUIRE(lexicon.available(kGerman));
  CHECK(lexicon.knows(kGerman, "t\xC3\xBCr"));
  CHECK(lexicon.knows(kGerman, "Haust\xC3\xBCr"));
  CHECK_FALSE(lexicon.knows(kGerman, "t\xC3\xB6r"));
  CHECK_FALSE(lexicon.knows(kGerman, "t\xE2\x82\xACr"));
  const std::vector<Morph> door = lexicon.morphs(kGerman, "t\xC3\xBCr");
  REQUIRE(door.size() == 1);
  CHECK(door[0].stem == "t\xC3\xBCr");
  CHECK(door[0].gender == 'f');
}

TEST_CASE("numerals by the dictionary's compound rules", "[lexicon]") {
  const auto dictionary = CompiledDictionary::compile(
      "SET UTF-8\nCOMPOUNDMIN 1\nONLYINCOMPOUND c\nCOMPOUNDRULE 2\nCOMPOUNDRULE n*1t\nCOMPOUNDRULE n*mp\n",
      "8\n0/nm\n0th/pt\n1/n1\n1st/p\n1th/tc\n2/nm\n2nd/p\n2th/tc\n");
  REQUIRE(dictionary);
  for (const char* right : {"1st", "2nd", "10th", "11th", "12th", "21st", "22nd", "101st", "111th", "2020th", "21ST"}) {
    INFO(right);
    CHECK(dictionary->spell(right));
  }
  for (const char* wrong : {"1th", "2th", "11st", "12nd", "21th", "1nd", "31st", "st"}) {
    INFO(wrong);
    CHECK_FALSE(dictionary->spell(wrong));
  }
}

TEST_CASE("damaged compiled dictionaries are refused or answer no, and never crash", "[lexicon]") {
  auto dictionary = CompiledDictionary::compile(kAffixes, kWords);
  REQUIRE(dictionary);
  ArchiveWriter writer;
  writer(*dictionary);
  const std::string whole = writer.take();
  {
    ArchiveReader reader(whole);
    CompiledDictionary again;
    reader(again);
    CHECK_FALSE(reader.failed());
    CHECK(reader.at_end());
    CHECK(again.spell("unbalms"));
    CHECK(again.morphs("balms").size() == 1);
  }
  for (size_t n = 0; n < whole.size(); n += 7) {
    std::string damaged = whole.substr(0, n);
    ArchiveReader cut(damaged);
    CompiledDictionary again;
    cut(again);
    CHECK(cut.failed());
    damaged = whole;
    damaged[n] = static_cast<char>(~damaged[n]);
    ArchiveReader changed(damaged);
    CompiledDictionary other;
    changed(other);
    other.morphs("balms");
  }
}

TEST_CASE("everything works without a dictionary", "[lexicon]") {
  const Folder empty;
  const Lexicon lexicon({{empty.path(), empty.path("nowhere")}, empty.path("nowhere")});
  CHECK_FALSE(lexicon.available(kEnglish));
  CHECK_FALSE(lexicon.available(Lang()));
  CHECK_FALSE(lexicon.has_wordnet());
  CHECK_FALSE(lexicon.knows(kEnglish, "minister"));
  CHECK_FALSE(lexicon.knows(Lang(), "minister"));
  CHECK(lexicon.morphs(kFrench, "ministre").empty());
  CHECK(lexicon.pos("minister") == 0);
  CHECK(lexicon.noun_class("minister") == NounClass::unknown);
  const std::vector<DictionaryInfo> all = lexicon.dictionaries();
  REQUIRE(all.size() > 10);
  CHECK(all.back().name == "WordNet");
  for (const DictionaryInfo& info : all) {
    CHECK_FALSE(info.name.empty());
    CHECK_FALSE(info.package.empty());
    CHECK(info.path.empty());
  }
}

TEST_CASE("WIRECHECK_DICTIONARIES stands in place of the system's folders", "[lexicon]") {
  const char* before = std::getenv("WIRECHECK_DICTIONARIES");
  const std::string kept = before ? before : "";
  const Folder folder;
  folder.write("en_US.aff", "SET UTF-8\n");
  folder.write("en_US.dic", "1\nblip\n");
  folder.write("en_GB.aff", "SET UTF-8\n");
  folder.write("en_GB.dic", "1\nblap\n");
  folder.write("index.noun", "  1 WordNet 9.8 \n");
  setenv("WIRECHECK_DICTIONARIES", (folder.path("nowhere") + ":" + folder.path()).c_str(), 1);
  const Lexicon::Paths paths = Lexicon::Paths::system();
  if (before) setenv("WIRECHECK_DICTIONARIES", kept.c_str(), 1);
  else unsetenv("WIRECHECK_DICTIONARIES");

  CHECK(paths.hunspell.size() == 2);
  CHECK(paths.wordnet == folder.path());
  const Lexicon lexicon(paths);
  for (int twice = 0; twice < 2; ++twice) {
    CHECK(lexicon.knows(kEnglish, "blip"));
    CHECK(lexicon.knows(kEnglish, "Blap"));
    CHECK(lexicon.knows(kEnglish, "blip's"));
    CHECK(lexicon.knows(kEnglish, "blap\xE2\x80\x99s"));
    CHECK(lexicon.knows(kEnglish, "blip-blap"));
    CHECK(lexicon.knows(kEnglish, "blap-blip-blap"));
    CHECK_FALSE(lexicon.knows(kEnglish, "blip-blop"));
    CHECK_FALSE(lexicon.knows(kEnglish, "minister"));
    CHECK_FALSE(lexicon.knows(kEnglish, ""));
    CHECK_FALSE(lexicon.knows(kEnglish, "--"));
    CHECK_FALSE(lexicon.knows(kEnglish, std::string(100'000, 'a')));
  }
  CHECK(lexicon.dictionaries()[0].path == folder.path("en_US.dic"));
  CHECK(lexicon.dictionaries()[0].version.size() == 8);
  CHECK(lexicon.dictionaries().back().version == "9.8");
}

TEST_CASE("a WordNet of a few words", "[lexicon]") {
  const Folder folder;
  const std::string synset_person = "00000000 18 n 01 grocer 0 000 | sells\n", synset_group = "00000000 14 n 01 guild 0 000 | many\n";
  folder.write("data.noun", synset_person + synset_group);
  const std::string place = std::to_string(synset_person.size()), second = std::string(8 - place.size(), '0') + place;
  folder.write("index.noun",
               "  1 licence\n"
               "grocer n 1 2 @ ~ 1 0 00000000  \n"
               "goose n 1 0 1 0 00000000  \n"
               "craft_guild n 1 1 @ 1 0 " + second + "  \n"
               "guild n 1 1 @ 1 0 " + second + "  \n");
  folder.write("index.verb", "grocer v 1 0 1 0 00000000  \nstake v 1 0 1 0 00000000  \ncarry v 1 0 1 0 00000000  \n");
  folder.write("index.adj", "brave a 1 0 1 0 00000000  \n");
  folder.write("noun.exc", "geese goose\n");
  const auto wordnet = WordNet::load(folder.path());
  REQUIRE(wordnet);
  const auto mask = [](auto... pos) { return static_cast<PosMask>((static_cast<int>(pos) | ...)); };
  CHECK(wordnet->pos("grocer") == mask(Pos::noun, Pos::verb));
  CHECK(wordnet->pos("grocers") == mask(Pos::noun, Pos::verb));
  CHECK(wordnet->pos("staked") == mask(Pos::verb));
  CHECK(wordnet->pos("carried") == mask(Pos::verb));
  CHECK(wordnet->pos("bravest") == mask(Pos::adjective));
  CHECK(wordnet->pos("geese") == mask(Pos::noun));
  CHECK(wordnet->pos("craft guilds") == mask(Pos::noun));
  CHECK(wordnet->pos("s") == 0);
  CHECK(wordnet->noun_class("grocers") == NounClass::person);
  CHECK(wordnet->noun_class("geese") == NounClass::person);
  CHECK(wordnet->noun_class("craft guild") == NounClass::group);
  CHECK(wordnet->noun_class("brave") == NounClass::unknown);
}

TEST_CASE("the installed English dictionaries", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon->available(kEnglish)) {
    WARN("no English dictionary is installed; not tested");
    return;
  }
  const Answer kAnswers[] = {
      {"minister", true},   {"Minister", true},      {"MINISTER", true},     {"ministers'", true},   {"minister's", true},
      {"mnister", false},   {"ministres", false},    {"said", true},         {"London", true},       {"london", false},
      {"LONDON", true},     {"well-known", true},    {"Franco-German", true}, {"don't", true},       {"don\xE2\x80\x99t", true},
      {"21st", true},       {"11st", false},         {"armistace", false},   {"government-run", true}, {"U.S.", true},
      {"porte-parole", false}, {"2,500", true},
  };
  for (const Answer& a : kAnswers) {
    INFO(a.word);
    CHECK(lexicon->knows(kEnglish, a.word) == a.known);
  }
  if (lexicon->dictionaries()[1].path.empty()) {
    WARN("en_GB is not installed; not tested");
    return;
  }
  CHECK(lexicon->knows(kEnglish, "colour"));
  CHECK(lexicon->knows(kEnglish, "color"));
}

TEST_CASE("the installed French dictionary", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon->available(kFrench)) {
    WARN("no French dictionary is installed; not tested");
    return;
  }
  const auto any = [&](const char* word, auto holds) {
    for (const Morph& morph : lexicon->morphs(kFrench, word))
      if (holds(morph)) return true;
    return false;
  };
  CHECK(lexicon->knows(kFrench, "porte-parole"));
  CHECK(lexicon->knows(kFrench, "l'arm\xC3\xA9" "e"));
  CHECK_FALSE(lexicon->knows(kFrench, "armmee"));
  CHECK(any("arm\xC3\xA9" "es", [](const Morph& m) { return has(m.pos, Pos::noun) && m.gender == 'f' && m.number == 'p'; }));
  CHECK(any("l'arm\xC3\xA9" "e", [](const Morph& m) { return has(m.pos, Pos::noun) && m.gender == 'f' && m.number == 's'; }));
  CHECK(any("Emmanuel", [](const Morph& m) { return m.given_name && m.gender == 'm'; }));
  CHECK(any("Dupont", [](const Morph& m) { return m.surname; }));
  CHECK(any("d\xC3\xA9" "clarait", [](const Morph& m) { return has(m.pos, Pos::verb) && m.stem == "d\xC3\xA9" "clarer"; }));
  CHECK(any("journaux", [](const Morph& m) { return m.stem == "journal" && m.number == 'p'; }));
}

TEST_CASE("the installed WordNet", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon->has_wordnet()) {
    WARN("WordNet is not installed; not tested");
    return;
  }
  CHECK(has(lexicon->pos("accused"), Pos::verb));
  CHECK(has(lexicon->pos("accused"), Pos::noun));
  CHECK(has(lexicon->pos("said"), Pos::verb));
  CHECK(has(lexicon->pos("quickly"), Pos::adverb));
  CHECK(has(lexicon->pos("planned"), Pos::verb));
  CHECK(lexicon->pos("qwzx") == 0);
  CHECK(lexicon->noun_class("minister") == NounClass::person);
  CHECK(lexicon->noun_class("ministers") == NounClass::person);
  CHECK(lexicon->noun_class("women") == NounClass::person);
  CHECK(lexicon->noun_class("army") == NounClass::group);
  CHECK(lexicon->noun_class("armies") == NounClass::group);
  CHECK(lexicon->noun_class("door") == NounClass::artifact);
  CHECK(lexicon->noun_class("prime minister") == NounClass::person);
  CHECK(lexicon->noun_class("quickly") == NounClass::unknown);
}

TEST_CASE("many threads get the same answers", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon->available(kEnglish)) {
    WARN("no English dictionary is installed; not tested");
    return;
  }
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 3000; ++i) {
        const std::string unknown = "zq" + std::to_string(i) + "x";
        wrong += !lexicon->knows(kEnglish, "colours") + !lexicon->knows(kEnglish, "government") + lexicon->knows(kEnglish, unknown);
        if (i % 100 == 0) lexicon->pos("said"), lexicon->morphs(kFrench, "dit");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

// Each form that the affixes make is right for Hunspell, and a form with a letter changed is right for both or for neither.
TEST_CASE("compiled dictionaries agree with Hunspell, word by word", "[lexicon][slow]") {
  for (const char* name : {"en_US", "en_GB", "fr"}) {
    std::string base;
    for (const std::string& folder : Lexicon::Paths::system().hunspell)
      if (base.empty() && fs::is_regular_file(folder + "/" + name + ".dic")) base = folder + "/" + name;
    if (base.empty()) {
      WARN(name << " is not installed; not tested");
      continue;
    }
    const std::string affixes = content_of(base + ".aff"), words = content_of(base + ".dic");
    const auto dictionary = CompiledDictionary::compile(affixes, words);
    REQUIRE(dictionary);
    const AffixFile file(affixes);
    Hunspell hunspell((base + ".aff").c_str(), (base + ".dic").c_str());
    size_t forms = 0, refused = 0, missed = 0, differ = 0;
    std::string first;
    for (size_t at = words.find('\n') + 1; at < words.size();) {
      const size_t end = std::min(words.find('\n', at), words.size());
      const auto entry = file.parse(std::string_view(words).substr(at, end - at));
      at = end + 1;
      if (!entry || entry->has(file.forbidden)) continue;
      file.expand(*entry, [&](const AffixFile::Form& form) {
        ++forms;
        const std::string text(form.text);
        if (!dictionary->spell(text)) ++missed;
        if (forms % 4 == 0 && !hunspell.spell(text)) {
          ++refused;
          if (first.empty()) first = text;
        }
        if (forms % 16) return;
        std::string other = text;
        other[forms / 16 % other.size()] = static_cast<char>('a' + forms / 7 % 26);
        if (other.find('\'') != std::string::npos) return;  // elision: more is accepted here
        for (const std::string& variant : {other, text + text, "un" + text, text + "-" + other})
          if (dictionary->spell(variant) != hunspell.spell(variant)) {
            ++differ;
            if (first.empty()) first = variant;
          }
      });
    }
    INFO(name << ": " << forms << " forms, first difference: " << first);
    CHECK(forms > 100'000);
    CHECK(missed == 0);
    CHECK(refused == 0);
    CHECK(differ == 0);
  }
}
