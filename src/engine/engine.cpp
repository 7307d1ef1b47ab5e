#include "engine/engine.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include "core/utf8.h"
#include "core/version.h"
#include "engine/bundle.h"
#include "findings/findings.h"

namespace wirecheck {

namespace fs = std::filesystem;

struct Engine::Impl {
  EngineOptions options;
  Lexicon lexicon{Lexicon::Paths::system()};
  RuleBook book;
  std::vector<std::string> files;         // every rule and fact file, sorted
  mutable std::mutex mutex;               // guards languages: those met on the way are loaded once
  using Checks = std::vector<std::unique_ptr<Check>>;
  struct Language {
    std::unique_ptr<const Bundle> bundle;
    Checks checks;                        // refer to the bundle's facts and to the book
  };
  mutable std::map<Lang, Language> languages;

  const Bundle& bundle(Lang lang) const { return *language(lang).bundle; }
  const Checks& checks(Lang lang) const { return language(lang).checks; }

  const Language& language(Lang lang) const {
    const std::lock_guard lock(mutex);
    Language& slot = languages[lang];
    if (!slot.bundle) {
      // The packs were loaded without a fault when the engine was; facts of another language can only be absent.
      std::vector<Error> faults;
      fill(slot, lang, faults);
    }
    return slot;
  }

  void fill(Language& slot, Lang lang, std::vector<Error>& faults) const {
    slot.bundle = Bundle::load(lang, options, files, faults);
    if (slot.bundle->facts) slot.checks = make_checks(book, *slot.bundle->facts);
  }

  // The language that a text is in, where it was said to be in another one (by --to or by its record): the rules of a language
  // make nothing but false alarms in a text of another. Undetermined unless the text is long and plain enough to be sure.
  Lang contradicts(const Analysis& analysis) const {
    constexpr uint32_t kWordsAtLeast = 40;
    constexpr int kPercentAtLeast = 85;
    if ((!options.target.known() && !analysis.document.lang().known()) || analysis.words < kWordsAtLeast) return {};
    const LanguageGuess guess = detect_language(analysis.document.text());
    return guess.reliable && guess.percent >= kPercentAtLeast && guess.lang != analysis.lang ? guess.lang : Lang();
  }

  bool enabled(const RuleInfo& rule) const {
    const auto named = [&](const std::string& selector) { return selects(selector, rule); };
    if (std::any_of(options.disable.begin(), options.disable.end(), named)) return false;
    if (!options.only.empty()) return std::any_of(options.only.begin(), options.only.end(), named);
    if (rule.status == Maturity::draft && !options.drafts) return false;
    return rule.profile.empty() || std::find(options.profiles.begin(), options.profiles.end(), rule.profile) !=
                                       options.profiles.end();
  }
};

namespace {

std::vector<std::string> data_files(const EngineOptions& options) {
  std::vector<std::string> files;
  std::vector<std::string> folders = {options.data_dir + "/rules", options.data_dir + "/dictionaries"};
  folders.insert(folders.end(), options.rules_dirs.begin(), options.rules_dirs.end());
  for (const std::string& folder : folders) {
    std::error_code ignored;
    for (fs::recursive_directory_iterator at(folder, ignored), end; !ignored && at != end; at.increment(ignored))
      if (at->path().extension() == ".yaml") files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Is the dictionary one of those that a check with these needs asks, for texts in `lang`?
bool serves(const DictionaryInfo& dictionary, const std::vector<std::string>& needs, Lang lang) {
  const bool spelling = Lang::of(dictionary.name) == lang;   // "en_US"
  return std::any_of(needs.begin(), needs.end(), [&](const std::string& need) {
    return need == "spelling" ? spelling : !spelling && dictionary.name == "WordNet";
  });
}

// Over the rule files' names and contents: the same on any machine.
std::string hash_of(const std::vector<std::string>& files) {
  uint64_t hash = 1469598103934665603ull;
  const auto add = [&](std::string_view bytes) {
    for (const unsigned char c : bytes) hash = (hash ^ c) * 1099511628211ull;
    hash = (hash ^ 0xFF) * 1099511628211ull;
  };
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    add(fs::path(file).filename().string());
    add(std::string{std::istreambuf_iterator<char>(in), {}});
  }
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kHex[(hash >> shift) & 0xF];
  return out;
}

}  // namespace

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() = default;

std::shared_ptr<const Engine> Engine::load(const EngineOptions& options, std::vector<Error>& faults) {
  const size_t before = faults.size();
  auto engine = std::shared_ptr<Engine>(new Engine());
  Impl& impl = *engine->impl_;
  impl.options = options;
  std::error_code ignored;
  if (!fs::is_directory(options.data_dir + "/rules", ignored)) {
    faults.push_back({Error::Code::io, "no rules found: expected a folder rules/ in " + options.data_dir +
                          " (--data-dir or WIRECHECK_DATA names another place)", options.data_dir, 0, 0, {}});
    return nullptr;
  }
  impl.files = data_files(options);
  impl.book = RuleBook::load(options.data_dir, faults);
  const Lang target = options.target.known() ? options.target : Lang::of("en");
  impl.fill(impl.languages[target], target, faults);
  for (const InfoChange& change : impl.languages[target].bundle->changes)
    if (RuleInfo* info = impl.book.find_mutable(change.rule)) apply(change, *info);
  if (faults.size() != before) return nullptr;
  return engine;
}

std::unique_ptr<const Analysis> Engine::analyse(const Document& document, Scratch& scratch) const {
  Lang lang = impl_->options.target;
  if (document.lang().known()) lang = document.lang();
  if (!lang.known()) {
    const LanguageGuess guess = detect_language(document.text());
    lang = guess.lang.known() ? guess.lang : Lang::of("en");
  }
  const Bundle& bundle = impl_->bundle(lang);
  Resources resources;
  resources.vocabulary = &bundle.vocabulary;
  resources.facts = bundle.facts.get();
  resources.inflection = bundle.inflection.get();
  resources.lexicon = &impl_->lexicon;
  const Lang source = impl_->options.source;
  std::unique_ptr<const Analysis> original;
  // The source side is read with the same vocabulary, since the packs' conditions name its words.
  if (const Document* other = document.original())
    original = wirecheck::analyse(*other, other->lang().known() ? other->lang() : source, resources, scratch.analysis);
  return wirecheck::analyse(document, lang, resources, scratch.analysis, source, std::move(original));
}

DocumentReport Engine::check(std::shared_ptr<const Document> document, Scratch& scratch) const {
  DocumentReport report;
  report.document = document;
  const auto analysis = analyse(*document, scratch);
  report.language = analysis->lang;
  report.source_language = impl_->options.source;
  report.words = analysis->words;
  for (const Sentence& sentence : analysis->sentences) report.sentences.push_back(sentence.span);
  report.checks_off = checks_off(analysis->lang);
  const Bundle& bundle = impl_->bundle(analysis->lang);
  if (const Lang other = impl_->contradicts(*analysis); bundle.supported && other.known()) {
    const std::string reason = "the text reads as \"" + std::string(other.code()) + "\", not as \"" + std::string(analysis->lang.code()) + "\"";
    report.checks_off.push_back({"rule packs", reason});
    for (const auto& check : impl_->checks(analysis->lang))
      for (const RuleInfo* rule : check->rules()) report.checks_off.push_back({rule->id, reason});
    report.errors.push_back({Error::Code::usage, reason + ", as which it was given: nothing was checked", document->id(), 0, 0, {}});
    return report;
  }

  Findings findings(*document);
  const auto run = [&](const Check& check, std::string_view name) {
    try {
      check.run(*analysis, findings);
    } catch (const std::exception& e) {
      report.errors.push_back({Error::Code::internal, "the check " + std::string(name) + " failed: " + e.what(),
                               document->path(), 0, 0, {}});
    }
  };
  if (bundle.packs) run(*bundle.packs, "rule packs");
  for (const auto& check : impl_->checks(analysis->lang)) {
    const auto rules = check->rules();
    run(*check, rules.empty() ? "unnamed" : rules.front()->id);
  }

  std::vector<Finding> all = findings.take();
  std::map<Lang, std::vector<std::string_view>> given_away;
  std::erase_if(all, [&](const Finding& finding) {
    const RuleInfo& rule = *finding.rule;
    if (!impl_->enabled(rule)) return true;
    // A check that is off for want of a dictionary does not guess without it.
    if (!rule.needs.empty() && std::any_of(report.checks_off.begin(), report.checks_off.end(),
                                           [&](const CheckOff& off) { return off.check == rule.id; })) return true;
    if (!rule.source.known() || rule.source == impl_->options.source) return false;
    if (!impl_->options.source.known() && finding.severity >= Severity::minor)
      given_away[rule.source].push_back(rule.id);
    return true;
  });
  for (auto& [lang, ids] : given_away) {
    // Two different rules of one source language: one alone may be a borrowed word.
    std::sort(ids.begin(), ids.end());
    if (std::unique(ids.begin(), ids.end()) - ids.begin() >= 2) report.suggested_source = lang;
  }
  settle(all);
  report.findings = std::move(all);
  return report;
}

std::vector<const RuleInfo*> Engine::rules() const {
  std::vector<const RuleInfo*> out;
  const Lang target = impl_->options.target.known() ? impl_->options.target : Lang::of("en");
  if (const Bundle& bundle = impl_->bundle(target); bundle.packs) out = bundle.packs->rules();
  for (const auto& check : impl_->checks(target))
    for (const RuleInfo* rule : check->rules()) out.push_back(rule);
  std::sort(out.begin(), out.end(), [](const RuleInfo* a, const RuleInfo* b) { return a->id < b->id; });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

const RuleInfo* Engine::rule(std::string_view id) const {
  const auto all = rules();
  auto at = std::find_if(all.begin(), all.end(), [&](const RuleInfo* rule) { return rule->id == id; });
  return at == all.end() ? nullptr : *at;
}

const Packs& Engine::packs() const {
  const Lang target = impl_->options.target.known() ? impl_->options.target : Lang::of("en");
  return *impl_->bundle(target).packs;
}

const Lexicon& Engine::lexicon() const { return impl_->lexicon; }
const EngineOptions& Engine::options() const { return impl_->options; }

std::vector<DictionaryInfo> Engine::dictionaries() const {
  std::vector<DictionaryInfo> out = impl_->lexicon.dictionaries();
  const Lang target = impl_->options.target.known() ? impl_->options.target : Lang::of("en");
  for (const auto& check : impl_->checks(target)) {
    for (const RuleInfo* rule : check->rules()) {
      for (DictionaryInfo& dictionary : out)
        if (serves(dictionary, rule->needs, target)) dictionary.serves.push_back(rule->id);
    }
  }
  return out;
}

std::vector<CheckOff> Engine::checks_off(Lang lang) const {
  std::vector<CheckOff> out;
  const std::vector<DictionaryInfo> all = impl_->lexicon.dictionaries();
  for (const auto& check : impl_->checks(lang)) {
    for (const RuleInfo* rule : check->rules()) {
      if (rule->needs.empty() || !impl_->enabled(*rule)) continue;
      for (const std::string& need : rule->needs) {
        if (need == "spelling" ? impl_->lexicon.available(lang) : impl_->lexicon.has_wordnet()) continue;
        const auto at = std::find_if(all.begin(), all.end(), [&](const DictionaryInfo& d) { return serves(d, {need}, lang); });
        out.push_back({rule->id, at == all.end() ? "there is no spelling dictionary for \"" + std::string(lang.code()) + "\""
                                                 : "the dictionary " + at->name + " is missing (package " + at->package + ")"});
      }
    }
  }
  if (!impl_->bundle(lang).supported)
    out.push_back({"rule packs", "there are no rules for the language \"" + std::string(lang.code()) + "\""});
  return out;
}

Versions Engine::versions() const {
  Versions versions;
  versions.tool = std::string(version());
  versions.packs = hash_of(impl_->files);
  versions.icu = std::string(icu_version());
  for (const DictionaryInfo& dictionary : impl_->lexicon.dictionaries())
    if (!dictionary.path.empty()) versions.dictionaries.emplace_back(dictionary.name, dictionary.version);
  return versions;
}

}  // namespace wirecheck
