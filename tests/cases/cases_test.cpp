// Cases of the C++ checks: tests/cases/*.txt.
//   # check: pronoun-antecedent pronoun-antecedent-hint     the rules whose findings are compared
//   # lang: fr > en                                         or: en; holds for the cases below it
//   # needs: spelling wordnet                              dictionaries that the cases below it need besides those of the rules; a new lang ends it
//   -- a title
//   < a paragraph of the source text, where there is one
//   > a paragraph in the notation of core/marked.h, another line is another paragraph
// Every mark must be found with its fixes leading, and nothing else may be found by these rules. A file has a hit and a silence.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "align/alignment.h"
#include "analysis/analysis.h"
#include "checks/check.h"
#include "core/marked.h"
#include "readers/reader.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

struct Case {
  std::string title, text, original;
  Lang source, target;
  size_t line = 0;
  std::vector<std::string> needs;
};
struct CaseFile {
  std::vector<std::string> rules;
  std::vector<Case> cases;
};

void add_paragraph(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n\n") + line.substr(2); }

CaseFile read_cases(const std::filesystem::path& path) {
  CaseFile out;
  Lang source, target = Lang::of("en");
  std::vector<std::string> needs;
  std::ifstream file(path);
  std::string line;
  for (size_t number = 1; std::getline(file, line); ++number) {
    if (line.starts_with("# check:")) {
      std::istringstream words(line.substr(8));
      for (std::string word; words >> word;) out.rules.push_back(word);
    } else if (line.starts_with("# lang:")) {
      std::istringstream words(line.substr(7));
      std::vector<std::string> tags;
      for (std::string word; words >> word;)
        if (word != ">") tags.push_back(word);
      if (!tags.empty()) target = Lang::of(tags.back());
      source = tags.size() > 1 ? Lang::of(tags.front()) : Lang();
      needs.clear();
    } else if (line.starts_with("# needs:")) {
      std::istringstream words(line.substr(8));
      needs.assign(std::istream_iterator<std::string>(words), {});
    } else if (line.starts_with("-- ")) {
      out.cases.push_back({line.substr(3), "", "", source, target, number, needs});
    } else if (line.starts_with("> ") && !out.cases.empty()) {
      add_paragraph(out.cases.back().text, line);
    } else if (line.starts_with("< ") && !out.cases.empty()) {
      add_paragraph(out.cases.back().original, line);
    } else if (!line.empty() && !line.starts_with("#")) {
      FAIL("not understood: " << path.filename().string() << ":" << number << ": " << line);
    }
  }
  return out;
}

const Latiniser& latiniser() {
  static const Latiniser latin;
  return latin;
}

// What the engine owns, for one pair of languages.
struct Bench {
  Bench(Lang target, Lang source) : lexicon(Lexicon::Paths::system()) {
    facts = Facts::load(target, test::kSourceDir, vocabulary, faults);
    source_facts = Facts::load(source, test::kSourceDir, vocabulary, faults);
    if (target == Lang::of("en")) inflection = Inflection::english(test::kSourceDir, faults);
    book = RuleBook::load(test::kSourceDir, faults);
    checks = make_checks(book, *facts);
    resources.vocabulary = &vocabulary;
    resources.facts = facts.get();
    resources.inflection = inflection.get();
    resources.lexicon = &lexicon;
    resources.latin = &latiniser();
  }
  std::vector<Error> faults;
  Vocabulary vocabulary;
  std::unique_ptr<Facts> facts, source_facts;
  std::unique_ptr<Inflection> inflection;
  Lexicon lexicon;
  RuleBook book;
  std::vector<std::unique_ptr<Check>> checks;
  Resources resources;
  AnalysisScratch scratch;
};

// Is a dictionary missing that a check of the file needs? It is off then.
bool off(const Bench& bench, const CaseFile& file, const Case& one) {
  const auto missing = [&](const std::string& need) {
    return need == "source" ? false : need == "spelling" ? !bench.lexicon.available(one.target) : !bench.lexicon.has_wordnet();
  };
  if (std::any_of(one.needs.begin(), one.needs.end(), missing)) return true;
  for (const std::string& id : file.rules) {
    const RuleInfo* rule = bench.book.find(id);
    REQUIRE(rule);
    if (std::any_of(rule->needs.begin(), rule->needs.end(), missing)) return true;
  }
  return false;
}

std::string shown(const Document& document, const Finding& finding) {
  std::string out = finding.rule->id + " [" + std::string(document.slice(finding.span));
  for (const Fix& fix : finding.fixes) out += "|" + replaced(document, finding.span, fix);
  return out + "]";
}

bool fixes_lead(const Document& document, const Finding& finding, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return finding.fixes.empty();
  if (finding.fixes.size() < wanted.size()) return false;
  for (size_t i = 0; i < wanted.size(); ++i)
    if (replaced(document, finding.span, finding.fixes[i]) != wanted[i]) return false;
  return true;
}

void run_case(Bench& bench, const CaseFile& file, const Case& one) {
  auto marked = parse_marked(one.text);
  REQUIRE(static_cast<bool>(marked));
  const DocumentPtr document = document_from_text(marked.value().text);
  const auto analysis = analyse(*document, one.target, bench.resources, bench.scratch, one.source);
  DocumentPtr original;
  if (!one.original.empty()) {
    original = document_from_text(one.original);
    Resources resources = bench.resources;
    resources.facts = bench.source_facts.get();
    resources.inflection = nullptr;
    join_source(*analysis, analyse(*original, one.source, resources, bench.scratch));
  }
  Findings findings(*document);
  for (const auto& check : bench.checks) check->run(*analysis, findings);
  std::vector<const Finding*> found;
  for (const Finding& finding : findings.all())
    if (std::find(file.rules.begin(), file.rules.end(), finding.rule->id) != file.rules.end()) found.push_back(&finding);
  for (const Mark& mark : marked.value().marks) {
    INFO("expected: [" << document->slice(mark.span) << "]");
    const auto it = std::find_if(found.begin(), found.end(), [&](const Finding* f) {
      return f->span == mark.span && (mark.rule.empty() || f->rule->id == mark.rule) && fixes_lead(*document, *f, mark.fixes);
    });
    CHECK((it != found.end()) != mark.missed);
    if (it != found.end()) found.erase(it);
  }
  for (const Finding* finding : found) FAIL_CHECK("not expected: " << shown(*document, *finding));
}

}  // namespace

TEST_CASE("cases of the C++ checks") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(test::kSourceDir) + "/tests/cases"))
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  REQUIRE_FALSE(paths.empty());
  static std::map<std::pair<Lang, Lang>, std::unique_ptr<Bench>> benches;
  for (const auto& path : paths) {
    const CaseFile file = read_cases(path);
    DYNAMIC_SECTION(path.filename().string()) {
      REQUIRE_FALSE(file.rules.empty());
      size_t hits = 0, silences = 0;
      for (const Case& one : file.cases) {
        INFO(path.filename().string() << ":" << one.line << ": " << one.title);
        auto& bench = benches[{one.target, one.source}];
        if (!bench) bench = std::make_unique<Bench>(one.target, one.source);
        REQUIRE(bench->faults.empty());
        if (off(*bench, file, one)) WARN(path.filename().string() << ":" << one.line << ": not run, a dictionary is missing");
        else run_case(*bench, file, one);
        (one.text.find("\xE2\x9F\xA6") != std::string::npos ? hits : silences) += 1;
      }
      CHECK(hits > 0);
      CHECK(silences > 0);
    }
  }
}

TEST_CASE("every check has its cases") {
  std::ifstream list(std::string(test::kSourceDir) + "/src/checks/checks.def");
  const std::string macro = "WIRECHECK_CHECK(";
  size_t checks = 0;
  for (std::string line; std::getline(list, line);) {
    if (!line.starts_with(macro)) continue;
    ++checks;
    std::string name = line.substr(macro.size(), line.find(')') - macro.size());
    std::replace(name.begin(), name.end(), '_', '-');
    INFO("tests/cases/" << name << ".txt");
    CHECK(std::filesystem::is_regular_file(std::string(test::kSourceDir) + "/tests/cases/" + name + ".txt"));
  }
  CHECK(checks > 0);
}
