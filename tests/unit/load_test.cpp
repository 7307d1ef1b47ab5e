// Rule packs from their YAML: what is read, and that every fault of every file is told in one run, at its place.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "checks/check.h"
#include "core/cldr.h"
#include "packs/config.h"
#include "packs/model.h"
#include "test_config.h"

using namespace wirecheck;
namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::string>;

// A folder of its own for each test, laid out like the data folder.
class Folder {
 public:
  Folder() : root_(fs::temp_directory_path() / "wirecheck-load-test") { fs::remove_all(root_); fs::create_directories(root_ / "rules"); }
  ~Folder() { fs::remove_all(root_); }
  void put(const std::string& name, const std::string& content) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  std::string path(const std::string& name = "") const { return (root_ / name).string(); }
  PackSet load() {
    faults_.clear();
    return load_packs({path("rules")}, faults_);
  }
  // Without the folder's path and without excerpts.
  Texts faults() const {
    Texts out;
    for (const Error& fault : faults_) {
      Error plain = fault;
      plain.excerpt.clear();
      std::string text = to_string(plain);
      for (size_t at = text.find(root_.string() + "/"); at != std::string::npos; at = text.find(root_.string() + "/")) text.erase(at, root_.string().size() + 1);
      out.push_back(text);
    }
    return out;
  }
  Texts faults_of(const std::string& pack) {
    put("rules/fr-en/x.yaml", pack);
    load();
    return faults();
  }

 private:
  fs::path root_;
  std::vector<Error> faults_;
};

const RuleModel* find(const PackSet& set, std::string_view id) {
  for (const PackModel& pack : set.packs) {
    for (const RuleModel& rule : pack.rules) {
      if (rule.info.id == id) return &rule;
    }
  }
  return nullptr;
}

Texts texts(const std::vector<Sourced>& list) {
  Texts out;
  for (const Sourced& one : list) out.push_back(one.text);
  return out;
}

Texts notations(const RuleModel& rule) {
  Texts out;
  for (const Example& one : rule.examples) out.push_back(one.notation);
  return out;
}

const std::string kFloor =
    "- id: floor\n"
    "  title: Level of a building\n"
    "  match: '[bad: stage] of the building'\n"
    "  why: An étage is a floor.\n"
    "  fact: TLFi, étage\n"
    "  examples:\n"
    "  - bad: The third ⟦stage|floor⟧ of the building burned.\n"
    "  - bad: A ⟦stage|floor⟧ of the building fell.\n"
    "  - ok: The stage of the theatre burned.\n";
const std::string kHead = "pack: fr-en/x\ndefaults: {category: mistranslation, severity: major}\n";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a rule with every part", "[unit]") {
  Folder folder;
  folder.put("rules/fr-en/x.yaml",
             "pack: fr-en/x\n"
             "lang: {source: fr, target: en}\n"
             "about: Doors and words.\n"
             "lists:\n"
             "  said: [<say>, <tell>]\n"
             "defaults: {category: mistranslation, severity: major, status: draft}\n"
             "rules:\n"
             "- id: door-said\n"
             "  title: '\"porte-parole\" taken apart'\n"
             "  match: ['[bad: the door] @said', \"[bad: the door-word]\"]\n"
             "  scope: paragraph\n"
             "  source: {has: [porte-parole], if-unknown: lower, if-absent: fire}\n"
             "  when:\n"
             "  - sentence: ministry\n"
             "    number: '>12'\n"
             "  unless:\n"
             "  - before: ['sign on', notice]\n"
             "    in: quote\n"
             "  - antecedent: {gender: feminine, animacy: [person, body]}\n"
             "  - antecedent: 'number:plural'\n"
             "  - name: bad:person\n"
             "  - document: ministry\n"
             "    first-mention: true\n"
             "  - first-mention: true\n"
             "  fix: ['{the spokesperson|case:bad}', '{a:spokesman}', '']\n"
             "  message: '{bad} is no door'\n"
             "  why: |\n"
             "    One noun.\n"
             "  fact: TLFi, porte-parole\n"
             "  examples:\n"
             "  - bad: ⟦The door|The spokesperson⟧ said so.\n"
             "    source: Le porte-parole l'a dit.\n"
             "  - missed: ⟦The gate⟧ said so.\n"
             "  - ok: The door stood open.\n"
             "  category: terminology\n"
             "  severity: minor\n"
             "  mqm: wrong-term\n"
             "  status: beta\n"
             "  evidence: {news: 3 hits, sport: none}\n"
             "  confidence: 0.5\n"
             "  profile: desk\n"
             "  limit: 2\n"
             "  was: [door, fr-en/old.door]\n"
             "- {id: second, title: t, match: {regex: 'a+', bounds: word, case: exact}, why: w, fact: f, examples: [ok: x]}\n");
  const PackSet set = folder.load();
  CHECK(folder.faults() == Texts{"rules/fr-en/x.yaml:31:3: a rule of status beta needs at least 2 'bad' and 1 'ok'; here are 1 and 1"});
  std::string text = read(folder.path("rules/fr-en/x.yaml"));
  text.replace(text.find("  - missed:"), 0, "  - bad: Now ⟦the door|the spokesperson⟧ said so.\n");
  folder.put("rules/fr-en/x.yaml", text);
  const PackSet whole = folder.load();
  CHECK(folder.faults().empty());
  REQUIRE(whole.packs.size() == 1);
  const PackModel& pack = whole.packs[0];
  CHECK(pack.source == Lang::of("fr"));
  CHECK(pack.target == Lang::of("en"));
  REQUIRE(pack.lists.size() == 1);
  CHECK(texts(pack.lists[0].items) == Texts{"<say>", "<tell>"});
  CHECK(pack.lists[0].items[1].place.column == 17);
  REQUIRE(pack.rules.size() == 2);
  const RuleModel& rule = pack.rules[0];
  CHECK(rule.info.id == "fr-en/x.door-said");
  CHECK(rule.info.origin == "rules/fr-en/x.yaml:8");
  CHECK(rule.info.category == Category::terminology);
  CHECK(rule.info.severity == Severity::minor);
  CHECK(rule.info.status == Maturity::beta);
  CHECK(rule.info.evidence == "news: 3 hits; sport: none");
  CHECK(rule.info.confidence == 0.5f);
  CHECK(rule.info.why == "One noun.\n");
  CHECK(rule.info.mqm == "wrong-term");
  CHECK(rule.info.profile == "desk");
  CHECK(rule.limit == 2u);
  CHECK(rule.was == Texts{"fr-en/x.door", "fr-en/old.door"});
  CHECK(texts(rule.patterns) == Texts{"[bad: the door] @said", "[bad: the door-word]"});
  CHECK(rule.patterns[0].place.line == 10);
  CHECK(rule.patterns[0].place.column == 12);  // inside the quotes
  CHECK(rule.scope == Scope::paragraph);
  CHECK(texts(rule.source_has) == Texts{"porte-parole"});
  CHECK(rule.if_unknown == IfUnknown::lower);
  CHECK(rule.if_absent == IfAbsent::fire);
  CHECK(texts(rule.fixes) == Texts{"{the spokesperson|case:bad}", "{a:spokesman}", ""});
  CHECK(rule.message.text == "{bad} is no door");
  REQUIRE(rule.when.size() == 2);
  CHECK(rule.when[0].item == rule.when[1].item);
  CHECK(texts(rule.when[1].values) == Texts{"> 12"});
  REQUIRE(rule.unless.size() == 7);
  CHECK(texts(rule.unless[0].values) == Texts{"sign on", "notice"});
  CHECK(rule.unless[1].kind == Condition::Kind::in);
  CHECK(rule.unless[1].item == 0);
  CHECK(texts(rule.unless[2].values) == Texts{"gender:feminine", "animacy:person", "animacy:body"});
  CHECK(rule.unless[2].item == 1);
  CHECK(texts(rule.unless[3].values) == Texts{"number:plural"});
  CHECK(texts(rule.unless[4].values) == Texts{"bad:person"});
  CHECK(rule.unless[5].first_mention);
  CHECK(texts(rule.unless[5].values) == Texts{"ministry"});
  CHECK(rule.unless[6].first_mention);
  CHECK(rule.unless[6].values.empty());
  REQUIRE(rule.examples.size() == 4);
  CHECK(rule.examples[0].source == "Le porte-parole l'a dit.");
  CHECK(rule.examples[2].kind == Example::Kind::missed);
  CHECK(rule.examples[2].text.marks[0].missed);
  CHECK(pack.rules[1].info.status == Maturity::draft);
  CHECK(pack.rules[1].info.category == Category::mistranslation);
  CHECK(pack.rules[1].regex.text == "a+");
  CHECK(pack.rules[1].regex_words);
  CHECK(pack.rules[1].regex_case);
}

TEST_CASE("the faulty pack: all its faults in one run, as they are printed", "[unit]") {
  const fs::path root = fs::path(test::kSourceDir) / "tests/cases/faulty";
  std::vector<Error> faults;
  const PackSet set = load_packs({(root / "rules").string()}, faults);
  std::string told;
  for (const Error& fault : faults) {
    std::string text = to_string(fault) + "\n";
    for (size_t at = text.find(root.string() + "/"); at != std::string::npos; at = text.find(root.string() + "/")) text.erase(at, root.string().size() + 1);
    told += text;
  }
  CHECK(told == read(root / "expected.txt"));
  REQUIRE(set.packs.size() == 1);
  REQUIRE(set.packs[0].rules.size() == 1);  // the one whose fault lies in the YAML itself
  CHECK(set.packs[0].rules[0].info.id == "fr-en/ten-faults.key-twice");
}

TEST_CASE("ids are one of a kind across packs, and files may be many", "[unit]") {
  Folder folder;
  folder.put("rules/fr-en/a.yaml", "pack: fr-en/x\ndefaults: {category: style, severity: minor}\nrules:\n" + kFloor);
  folder.put("rules/fr-en/b.yaml", kHead + "rules:\n" + kFloor);
  folder.put("rules/fr-en/c.yaml", "pack: fr-en/y\nrules:\n- {id: a, titel: b}\n");
  folder.put("rules/en/language.yaml", "name: English\n");
  folder.put("rules/en/notes.yml", "a: b\n");
  folder.put("rules/broken.yaml", "a: {\n");
  const PackSet set = folder.load();
  CHECK(folder.faults() == Texts{"rules/broken.yaml:2:1: not valid YAML: end of map flow not found",
                                 "rules/fr-en/b.yaml:1:7: the pack 'fr-en/x' is also in rules/fr-en/a.yaml",
                                 "rules/fr-en/b.yaml:4:7: the id 'fr-en/x.floor' is taken by the rule in rules/fr-en/a.yaml:4",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'title'",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'why'",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'fact'",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'category'",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'severity'",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'match', or 'source' with 'has' and 'accept' or 'reject'",
                                 "rules/fr-en/c.yaml:3:3: a rule needs 'examples'",
                                 "rules/fr-en/c.yaml:3:11: unknown key 'titel' in a rule; did you mean 'title'?",
                                 "rules/en/notes.yml: a file of rules is named *.yaml; this one would not be read"});
  CHECK(set.files.size() == 5);
}

TEST_CASE("languages come from the folder or from the pack", "[unit]") {
  Folder folder;
  folder.put("rules/en/style.yaml", "pack: en/style\ndefaults: {category: style, severity: minor}\nrules:\n" + kFloor);
  folder.put("rules/house/names.yaml", "pack: house/names\nlang: {target: en}\ndefaults: {category: style, severity: minor}\nrules:\n" + kFloor);
  PackSet set = folder.load();
  CHECK(folder.faults().empty());
  REQUIRE(set.packs.size() == 2);
  CHECK(set.packs[0].target == Lang::of("en"));
  CHECK_FALSE(set.packs[0].source.known());
  CHECK(set.packs[1].target == Lang::of("en"));
  folder.put("rules/house/names.yaml", "pack: house/names\nlists: {a: b}\n");
  folder.put("rules/de-en/x.yaml", "pack: de-en/x\nlang: {source: fr, target: english}\nlists: {a: b}\n");
  folder.load();
  CHECK(folder.faults() == Texts{"rules/de-en/x.yaml:2:7: the pack's languages are not those of its folder, de-en",
                                 "rules/de-en/x.yaml:2:28: 'english' is no language code; expected one like en or fr",
                                 "rules/house/names.yaml:1:1: a pack needs 'lang' where its folder's name does not say it: lang: {source: fr, target: en}"});
}

TEST_CASE("shared lists", "[unit]") {
  Folder folder;
  folder.put("rules/en/lists/people.yaml", "about: Who speaks.\nlists:\n  speakers: [spokesperson, <minister>]\n");
  PackSet set = folder.load();
  CHECK(folder.faults().empty());
  REQUIRE(set.shared.size() == 1);
  CHECK(set.shared[0].target == Lang::of("en"));
  CHECK(texts(set.shared[0].list.items) == Texts{"spokesperson", "<minister>"});
  folder.put("rules/en/lists/more.yaml", "lists:\n  speakers: x\n  Empty: []\nlist: y\n");
  folder.put("rules/fr-en/lists/more.yaml", "lists:\n  others: x\n");
  folder.load();
  CHECK(folder.faults() == Texts{"rules/en/lists/more.yaml:3:3: a list's name is made of lower-case letters, digits and hyphens, like heads-of-state",
                                 "rules/en/lists/more.yaml:3:3: the list 'Empty' is empty",
                                 "rules/en/lists/more.yaml:4:1: unknown key 'list' in a file of shared lists; did you mean 'lists'?",
                                 "rules/en/lists/people.yaml:3:13: the shared list 'speakers' is also in rules/en/lists/more.yaml:2",
                                 "rules/fr-en/lists/more.yaml:2:3: shared lists stand in the lists folder of a language: en/lists/x.yaml"});
}

TEST_CASE("places inside quotes, blocks and marks", "[unit]") {
  Folder folder;
  CHECK(folder.faults_of(kHead +
                         "rules:\n"
                         "- id: a\n"
                         "  title: t\n"
                         "  match: x\n"
                         "  why: w\n"
                         "  fact: f\n"
                         "  fix: \"é{é|lik:bad}\"\n"
                         "  examples:\n"
                         "  - bad: \"⟦a⟧ é ⟧\"\n"
                         "  - bad: |\n"
                         "      one ⟦a⟧\n"
                         "      two ⟦b\n"
                         "  - bad: ⟦⟧\n"
                         "  - worse: x\n") ==
        Texts{"rules/fr-en/x.yaml:9:13: unknown function 'lik'; did you mean 'like'?",
              "rules/fr-en/x.yaml:11:17: a mark is closed that was never opened",
              "rules/fr-en/x.yaml:14:11: a mark is opened and never closed",
              "rules/fr-en/x.yaml:15:10: an empty mark; anchor a missing thing on its neighbour",
              "rules/fr-en/x.yaml:16:5: unknown key 'worse' in an example; expected one of bad, ok, missed, source",
              "rules/fr-en/x.yaml:16:5: an example needs 'bad', 'ok' or 'missed'"});
}

TEST_CASE("a table's rows are rules", "[unit]") {
  Folder folder;
  const std::string table = kHead +
                            "tables:\n"
                            "- id: towns\n"
                            "  title: 'French name: {artifact}'\n"
                            "  match: '[bad: {artifact}]'\n"
                            "  case: exact\n"
                            "  fix: ['{{right}|case:bad}']\n"
                            "  why: '{right} in English'\n"
                            "  fact: own knowledge\n"
                            "  names: places\n"
                            "  examples: {bad: 'They left ⟦{artifact}|{right}⟧.', ok: ['They left {right}.', Nothing.]}\n";
  folder.put("rules/fr-en/x.yaml", table +
                                       "  rows:\n"
                                       "  - Pékin | Beijing | Peking\n"
                                       "  - 'Saint-Pétersbourg | St. Petersburg | # TLFi'\n"
                                       "  - {artifact: Bakou, right: Baku, id: caspian, unless: [{after: airport}], fact: an atlas}\n"
                                       "  - Egypte | Egypt\n"
                                       "  - Égypte | Egypt\n");
  const PackSet set = folder.load();
  CHECK(folder.faults().empty());
  REQUIRE(set.packs[0].rules.size() == 4);
  const RuleModel* pekin = find(set, "fr-en/x.towns.pekin");
  REQUIRE(pekin);
  CHECK(pekin->info.title == "French name: Pékin");
  CHECK(pekin->info.why == "Beijing in English");
  CHECK(pekin->info.name_or_place);
  CHECK(pekin->from_table);
  CHECK(pekin->info.origin == "rules/fr-en/x.yaml:14");
  CHECK(texts(pekin->patterns) == Texts{"[bad: \"Pékin\"]"});
  CHECK(texts(pekin->fixes) == Texts{"{Beijing|case:bad}", "{Peking|case:bad}"});
  CHECK(notations(*pekin) == Texts{"They left ⟦Pékin|Beijing⟧.", "They left Beijing.", "Nothing."});
  const RuleModel* petersburg = find(set, "fr-en/x.towns.saint-petersbourg");
  REQUIRE(petersburg);
  CHECK(petersburg->info.fact == "TLFi");
  CHECK(texts(petersburg->fixes) == Texts{"{St. Petersburg|case:bad}"});
  const RuleModel* caspian = find(set, "fr-en/x.towns.caspian");
  REQUIRE(caspian);
  CHECK(caspian->info.fact == "an atlas");
  CHECK(caspian->unless.size() == 1);
  const RuleModel* egypt = find(set, "fr-en/x.towns.egypte");
  REQUIRE(egypt);
  CHECK(texts(egypt->patterns) == Texts{"[bad: (\"Egypte\" | \"Égypte\")]"});
  CHECK(notations(*egypt) == Texts{"They left ⟦Egypte|Egypt⟧.", "They left Egypt.", "Nothing.", "They left ⟦Égypte|Egypt⟧."});

  CHECK(folder.faults_of(table +
                         "  rows:\n"
                         "  - Pékin | Beijing\n"
                         "  - Pekin | Peking\n"
                         "  - Mos(cou) | Moscow\n"
                         "  - {artefact: Bakou, right: Baku}\n"
                         "  - [a, b]\n"
                         "  - '? | x'\n") ==
        Texts{"rules/fr-en/x.yaml:15:5: the row 'Pekin' gets the id 'pekin', which the row on line 14 has; give it an 'id', or take one away",
              "rules/fr-en/x.yaml:16:5: the artifact 'Mos(cou)' holds a character that patterns use, one of ()[]{}|?!<>\"@$^*+/; write it as a rule",
              "rules/fr-en/x.yaml:17:5: a row needs 'artifact'",
              "rules/fr-en/x.yaml:17:6: unknown key 'artefact' in a row; did you mean 'artifact'?",
              "rules/fr-en/x.yaml:18:5: a row is 'wrong | right' or a map with 'artifact' and 'right'",
              "rules/fr-en/x.yaml:19:5: the artifact '?' holds a character that patterns use, one of ()[]{}|?!<>\"@$^*+/; write it as a rule"});
}

TEST_CASE("columns name the cells of a table's rows", "[unit]") {
  Folder folder;
  const std::string table = kHead +
                            "tables:\n"
                            "- id: words\n"
                            "  title: '{artifact} for {src}'\n"
                            "  columns: [src, artifact, right, also, but]\n"
                            "  match: '[bad: [n: <{artifact}>]] (<{artifact}:plural>)?'\n"
                            "  source: {has: ['{src}'], accept: ['<{right}>', '<{also}>'], if-unknown: hold}\n"
                            "  unless: [{source: '{but}'}]\n"
                            "  fix: '{{right}|like:n}'\n"
                            "  why: '{src} is {right}'\n"
                            "  fact: own knowledge\n"
                            "  examples:\n"
                            "  - {bad: 'It was ⟦{artifact}|{right}⟧.', source: 'Un {src}.'}\n"
                            "  - {ok: 'It was {right}.', source: 'Un {src}.'}\n";
  folder.put("rules/fr-en/x.yaml", table +
                                       "  rows:\n"
                                       "  - <magasin>, boutique | magazine, shopping spree | store, shop\n"
                                       "  - <parquet> | floor | prosecutor | prosecution | <bois>\n"
                                       "  - {src: [<porte>], artifact: gate, right: door, id: by-hand}\n");
  const PackSet set = folder.load();
  CHECK(folder.faults() == Texts{});
  REQUIRE(set.packs[0].rules.size() == 3);
  const RuleModel* magazine = find(set, "fr-en/x.words.magazine-store");
  REQUIRE(magazine);
  CHECK(magazine->info.title == "magazine for magasin");
  CHECK(texts(magazine->patterns) ==
        Texts{"[bad: [n: (<magazine> | <shopping spree>)]] ((<magazine:plural> | <shopping spree:plural>))?"});
  CHECK(texts(magazine->fixes) == Texts{"{store|like:n}", "{shop|like:n}"});
  CHECK(texts(magazine->source_has) == Texts{"(<magasin> | boutique)"});
  CHECK(texts(magazine->accept) == Texts{"(<store> | <shop>)"});   // the row names nothing else that is right
  CHECK(magazine->unless.empty());
  CHECK(notations(*magazine) == Texts{"It was ⟦magazine|store⟧.", "It was store.", "It was ⟦magazine|store⟧.", "It was ⟦shopping spree|store⟧."});
  const RuleModel* floor = find(set, "fr-en/x.words.floor-prosecutor");
  REQUIRE(floor);
  CHECK(texts(floor->accept) == Texts{"<prosecutor>", "<prosecution>"});
  CHECK(floor->unless.size() == 1);
  CHECK(find(set, "fr-en/x.words.by-hand"));

  CHECK(folder.faults_of(table + "  rows: [a | b, a | b | c | d | e | f]\n") ==
        Texts{"rules/fr-en/x.yaml:16:10: this row has 2 cells; the table's columns are src | artifact | right | also | but",
              "rules/fr-en/x.yaml:16:17: this row has 6 cells; the table's columns are src | artifact | right | also | but"});
}

TEST_CASE("a table's rows from a dictionary", "[unit]") {
  Folder folder;
  folder.put("dictionaries/fr-en/acronyms.yaml",
             "source: own knowledge\n"
             "acronyms:\n"
             "  OTAN: {en: NATO, ambiguous: false}\n"
             "  OSCE: {en: OSCE, keep: true}\n"
             "  BCE: {en: ECB, ambiguous: true, needs: [bank, interest rates], kind: bank}\n"
             "  Suisse: {en: Swiss, guard: [Credit Suisse, Suisse-Romande, La Suisse Romande, Le Matin, Suissesse]}\n");
  const std::string table = kHead +
                            "tables:\n"
                            "- id: acronyms\n"
                            "  title: 'French acronym {artifact}'\n"
                            "  match: '[bad: {artifact}]'\n"
                            "  fix: '{right}'\n"
                            "  safe: true\n"
                            "  why: English has letters of its own.\n"
                            "  fact: own knowledge\n"
                            "  names: acronyms\n"
                            "  examples: {bad: 'In ⟦{artifact}|{right}⟧.', ok: 'In {right}.'}\n";
  const std::string from = "  rows-from: dictionaries/fr-en/acronyms.yaml\n";
  folder.put("rules/fr-en/x.yaml", table + from +
                                       "  where:\n"
                                       "    keep: skip\n"
                                       "    needs:\n"
                                       "    - {when: [{sentence: '{needs}'}], source: {has: '{artifact}'}, examples: {bad: 'A {needs} in ⟦{artifact}|{right}⟧.', ok: x}}\n"
                                       "    - {id: alone, unless: [{sentence: '{needs}'}], status: draft}\n"
                                       "    guard: {unless: [{within: '{guard}'}]}\n"
                                       "    kind=bank: {severity: minor}\n");
  const PackSet set = folder.load();
  CHECK(folder.faults().empty());
  CHECK(set.files.size() == 2);
  CHECK(set.packs[0].rules.size() == 4);
  const RuleModel* otan = find(set, "fr-en/x.acronyms.otan");
  REQUIRE(otan);
  CHECK(otan->safe);
  CHECK(otan->when.empty());
  CHECK(otan->info.origin == "dictionaries/fr-en/acronyms.yaml:3");
  const RuleModel* bce = find(set, "fr-en/x.acronyms.bce");
  REQUIRE(bce);
  REQUIRE(bce->when.size() == 1);
  CHECK(texts(bce->when[0].values) == Texts{"(bank | interest rates)"});
  CHECK(texts(bce->source_has) == Texts{"BCE"});
  CHECK(bce->info.severity == Severity::minor);
  CHECK(notations(*bce) == Texts{"A bank in ⟦BCE|ECB⟧.", "x"});
  const RuleModel* alone = find(set, "fr-en/x.acronyms.bce-alone");
  REQUIRE(alone);
  CHECK(alone->info.status == Maturity::draft);
  const RuleModel* suisse = find(set, "fr-en/x.acronyms.suisse");
  REQUIRE(suisse);
  REQUIRE(suisse->unless.size() == 6);
  CHECK(suisse->unless[0].kind == Condition::Kind::before);
  CHECK(texts(suisse->unless[0].values) == Texts{"credit"});
  CHECK(suisse->unless[1].kind == Condition::Kind::after);
  CHECK(texts(suisse->unless[1].values) == Texts{"romande"});
  CHECK(suisse->unless[2].item == suisse->unless[3].item);
  CHECK(suisse->unless[4].kind == Condition::Kind::sentence);
  CHECK(texts(suisse->unless[5].values) == Texts{"suissesse"});

  CHECK(folder.faults_of(table + from + "  where: {kep: skip, keep: skp, needs: {fixx: a}}\n") ==
        Texts{"rules/fr-en/x.yaml:14:11: no row has 'kep'; did you mean 'keep'?", "rules/fr-en/x.yaml:14:28: unknown value 'skp'; expected skip, or keys of a rule",
              "rules/fr-en/x.yaml:14:41: unknown key 'fixx' in 'where'; did you mean 'fix'?"});
  CHECK(folder.faults_of(table + "  rows-from: dictionaries/none.yaml\n") ==
        Texts{"rules/fr-en/x.yaml:13:14: there is no file dictionaries/none.yaml; it is looked for beside rules/ and beside this file"});
  CHECK(folder.faults_of(table + "  rows-from: {file: dictionaries/fr-en/acronyms.yaml, list: acronym}\n") ==
        Texts{"rules/fr-en/x.yaml:13:14: the file dictionaries/fr-en/acronyms.yaml has no list 'acronym'; did you mean 'acronyms'?"});
  CHECK(folder.faults_of(table) == Texts{"rules/fr-en/x.yaml:4:3: a table has its rows from one of rows, rows-from, computed"});
}

TEST_CASE("computed rows give way to stated ones", "[unit]") {
  Folder folder;
  folder.put("rules/fr-en/x.yaml", kHead +
                                       "tables:\n"
                                       "- {id: all, title: t, match: '[bad: {artifact}]', fix: '{right}', why: w, fact: CLDR, "
                                       "examples: {bad: '⟦{artifact}|{right}⟧', ok: '{right}'}, computed: cldr-territories, except: [Maurice]}\n"
                                       "- {id: own, title: t, match: '[bad: {artifact}]', fix: '{right}', why: w, fact: f, "
                                       "examples: {bad: '⟦{artifact}|{right}⟧', ok: '{right}'}, rows: [Allemagne | Germany]}\n");
  const PackSet set = folder.load();
  CHECK(folder.faults().empty());
  CHECK(find(set, "fr-en/x.own.allemagne"));
  CHECK_FALSE(find(set, "fr-en/x.all.allemagne"));
  CHECK_FALSE(find(set, "fr-en/x.all.maurice"));
  CHECK_FALSE(find(set, "fr-en/x.all.france"));  // the same in both
  const RuleModel* spain = find(set, "fr-en/x.all.espagne");
  REQUIRE(spain);
  CHECK(texts(spain->fixes) == Texts{"Spain"});
  CHECK(territory_names(Lang::of("en")).size() > 200);
  CHECK(territory_names(Lang()).empty());
}

TEST_CASE("overrides change rules of ours, under their old names too", "[unit]") {
  Folder folder;
  std::string renamed = kFloor;
  renamed.replace(renamed.find("id: floor\n"), 10, "id: storey\n  was: floor\n");
  folder.put("rules/fr-en/x.yaml", kHead + "rules:\n" + renamed);
  folder.put("rules/fr-en/y.yaml", "pack: fr-en/y\ndefaults: {category: style, severity: minor}\nrules:\n" + kFloor);
  folder.put("rules/checks.yaml", "- {id: stray-stop}\n");
  folder.put("rules/house/a.yaml",
             "pack: house/a\n"
             "lang: {target: en}\n"
             "overrides:\n"
             "- {extends: fr-en/x.floor, severity: critical, unless+: [{before: theatre}], fix: [level], profile: desk}\n"
             "- {extends: fr-en/y.*, enabled: false}\n"
             "- {extends: stray-stop, severity: info}\n");
  const PackSet set = folder.load();
  CHECK(folder.faults().empty());
  const RuleModel* storey = find(set, "fr-en/x.storey");
  REQUIRE(storey);
  CHECK(storey->info.severity == Severity::critical);
  CHECK(storey->info.profile == "desk");
  CHECK(texts(storey->fixes) == Texts{"level"});
  CHECK(storey->unless.size() == 1);
  CHECK_FALSE(find(set, "fr-en/y.floor"));
  REQUIRE(set.overrides.size() == 3);
  CHECK(set.overrides[0].extends == "fr-en/x.storey");
  folder.put("rules/house/a.yaml", "pack: house/a\nlang: {target: en}\noverrides:\n- {extends: fr-en/x.stoey, enabled: false}\n- {extends: stray-stop, enable: false}\n");
  folder.load();
  CHECK(folder.faults() == Texts{"rules/house/a.yaml:4:3: there is no rule 'fr-en/x.stoey' to change; did you mean 'fr-en/x.storey'?",
                                 "rules/house/a.yaml:5:25: unknown key 'enable' in an override; did you mean 'enabled'?"});
}

TEST_CASE("the house's configuration is found upwards and read strictly", "[unit]") {
  Folder folder;
  folder.put("desk/.wirecheck.yaml",
             "rules: [house]\n"
             "from: fr\n"
             "to: en\n"
             "disable: [style]\n"
             "profiles: sports-desk\n"
             "min-severity: minor\n"
             "fail-on: major\n"
             "overrides:\n"
             "- {extends: fr-en/x.floor, enabled: false}\n");
  folder.put("desk/house/a.yaml", "");
  folder.put("desk/today/late/story.txt", "");
  CHECK(find_house_config(folder.path("desk/today/late/story.txt")) == folder.path("desk/.wirecheck.yaml"));
  CHECK(find_house_config(folder.path("desk")) == folder.path("desk/.wirecheck.yaml"));
  CHECK(find_house_config(folder.path("elsewhere/story.txt")) == "");
  std::vector<Error> faults;
  const HouseConfig config = load_house_config(folder.path("desk/.wirecheck.yaml"), faults);
  CHECK(faults.empty());
  CHECK(config.rules == Texts{folder.path("desk/house")});
  CHECK(config.from == Lang::of("fr"));
  CHECK(config.to == Lang::of("en"));
  CHECK(config.disable == Texts{"style"});
  CHECK(config.profiles == Texts{"sports-desk"});
  CHECK(config.min_severity == Severity::minor);
  CHECK(config.fail_on == Severity::major);
  REQUIRE(config.overrides.size() == 1);
  CHECK(config.overrides[0].enabled == false);
  folder.put("desk/.wirecheck.yaml", "rules: none\nfrom: french\nmin-severity: grave\nprofile: x\noverrides: [{severity: info}]\n");
  load_house_config(folder.path("desk/.wirecheck.yaml"), faults);
  Texts told;
  for (const Error& fault : faults) told.push_back(std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.message);
  CHECK(told == Texts{"1:8 there is no such folder: " + folder.path("desk/none"), "2:7 'french' is no language code; expected one like en or fr",
                      "3:15 unknown min-severity 'grave'; expected one of info, minor, major, critical", "5:13 an override needs 'extends'",
                      "5:13 an override changes nothing; expected one of enabled, severity, unless+, fix, profile",
                      "4:1 unknown key 'profile' in the house's configuration; did you mean 'profiles'?"});
}

TEST_CASE("the descriptions of the checks are read strictly", "[unit]") {
  Folder folder;
  folder.put("rules/checks.yaml",
             "- {id: stray-stop, title: t, why: w, fact: f, category: typographical, severity: major, status: stable, confidence: 0.9}\n"
             "- {id: stray-stop, title: t, why: w, fact: f, category: typographical, severity: major}\n"
             "- {id: other, titel: t, why: w, fact: '', category: typo, severity: major}\n");
  std::vector<Error> faults;
  RuleBook book = RuleBook::load(folder.path(), faults);
  Texts told;
  for (const Error& fault : faults) told.push_back(std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.message);
  CHECK(told == Texts{"2:8 the id 'stray-stop' is taken on line 1", "3:3 a check's description needs 'title'", "3:39 'fact' is a text, and not an empty one",
                      "3:53 unknown category 'typo'; expected one of terminology, mistranslation, omission, untranslated, addition, duplication, inconsistency, "
                      "grammar, legal, register, locale-specific-content, locale-violation, style, characters, misspelling, typographical, formatting, "
                      "inconsistent-entities, numbers, markup, pattern-problem, whitespace, internationalization, length, non-conformance, uncategorized, other",
                      "3:15 unknown key 'titel' in a check's description; did you mean 'title'?"});
  REQUIRE(book.find("stray-stop"));
  CHECK(book.find("stray-stop")->severity == Severity::major);
  CHECK(book.find("stray-stop")->origin == "rules/checks.yaml:1");
  CHECK(book.find("none") == nullptr);
  CHECK(book.all().size() == 1);
  book.find_mutable("stray-stop")->severity = Severity::info;
  CHECK(book.find("stray-stop")->severity == Severity::info);
}

// A check without its description would be left out without a word.
TEST_CASE("every check of the sources is described, and every description is of a check", "[unit]") {
  std::vector<Error> faults;
  const RuleBook book = RuleBook::load(test::kSourceDir, faults);
  for (const Error& fault : faults) FAIL_CHECK(to_string(fault));
  std::string sources;
  for (const auto& entry : fs::directory_iterator(fs::path(test::kSourceDir) / "src/checks")) {
    if (entry.path().extension() == ".cpp") sources += read(entry.path());
  }
  const std::string call = "book.find(\"";
  size_t found = 0;
  for (size_t at = sources.find(call); at != std::string::npos; at = sources.find(call, at + 1), ++found) {
    const size_t begin = at + call.size();
    const std::string id = sources.substr(begin, sources.find('"', begin) - begin);
    INFO(id);
    CHECK(book.find(id) != nullptr);
  }
  CHECK(found > 0);
  for (const RuleInfo* info : book.all()) {
    INFO(info->id);
    CHECK(sources.find(call + info->id + "\"") != std::string::npos);
  }
}

TEST_CASE("the examples of the manual's page on tables load", "[unit]") {
  const std::string manual = read(fs::path(test::kSourceDir) / "docs/rule-tables.md");
  Texts blocks;
  for (size_t at = manual.find("```yaml\n"); at != std::string::npos; at = manual.find("```yaml\n", at + 8))
    blocks.push_back(manual.substr(at + 8, manual.find("```", at + 8) - at - 8));
  REQUIRE(blocks.size() == 6);
  Folder folder;
  fs::copy(fs::path(test::kSourceDir) / "dictionaries", folder.path("dictionaries"), fs::copy_options::recursive);
  folder.put("rules/fr-en/tables.yaml", blocks[0]);
  folder.put("rules/fr-en/senses.yaml", blocks[1]);
  folder.put("rules/fr-en/dictionary.yaml", blocks[2]);
  folder.put("rules/en/lists/people.yaml", blocks[3]);
  folder.put("rules/house/changes.yaml", blocks[4]);
  folder.put("rules/checks.yaml", "- {id: stray-stop}\n");
  folder.put("house-rules/a.yaml", "");
  folder.put(".wirecheck.yaml", blocks[5]);
  const PackSet set = folder.load();
  CHECK(folder.faults() == Texts{});
  CHECK(find(set, "fr-en/sample-tables.towns.baku"));
  CHECK_FALSE(find(set, "fr-en/sample-tables.towns.pekin"));
  CHECK(find(set, "fr-en/sample-senses.word.trainer-coach"));
  CHECK(find(set, "fr-en/sample-senses.word.parquet-prosecutor"));
  CHECK(find(set, "fr-en/sample-dictionary.places.etats-unis-after-article"));
  CHECK_FALSE(find(set, "fr-en/sample-dictionary.places.bagdad"));
  CHECK_FALSE(find(set, "fr-en/sample-dictionary.acronyms.osce"));
  std::vector<Error> faults;
  load_house_config(folder.path(".wirecheck.yaml"), faults);
  for (const Error& fault : faults) FAIL_CHECK(to_string(fault));
}
