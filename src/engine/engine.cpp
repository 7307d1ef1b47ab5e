#include "engine/engine.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "align/alignment.h"
#include "analysis/bilingual.h"
#include "core/fingerprint.h"
#include "core/utf8.h"
#include "core/version.h"
#include "engine/bundle.h"
#include "findings/findings.h"

namespace wirecheck {

namespace fs = std::filesystem;

struct Pair {
  Lang target, source;   // an undetermined source: the rules of every source language are at hand
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

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
    std::optional<std::vector<CheckOff>> off;   // which do not run, whatever the document; once the first one asked
  };
  mutable std::map<Pair, Language> languages;
  mutable std::unique_ptr<const Latiniser> latin;   // made when the first source text is met; guarded by mutex

  const Bundle& bundle(Pair pair) const { return *language(pair).bundle; }
  const Checks& checks(Pair pair) const { return language(pair).checks; }

  const Language& language(Pair pair) const {
    const std::lock_guard lock(mutex);
    Language& slot = languages[pair];
    if (!slot.bundle) {
      // The packs were loaded without a fault when the engine was; facts of another language can only be absent.
      std::vector<Error> faults;
      fill(slot, pair, faults);
    }
    return slot;
  }

  void fill(Language& slot, Pair pair, std::vector<Error>& faults) const {
    slot.bundle = Bundle::load(pair.target, pair.source, options, files, faults);
    if (slot.bundle->facts) slot.checks = make_checks(book, *slot.bundle->facts);
  }

  const Latiniser* latiniser() const {
    const std::lock_guard lock(mutex);
    if (!latin) latin = std::make_unique<const Latiniser>();
    return latin.get();
  }

  std::vector<CheckOff> checks_off(Pair pair) const;

  // The languages that stand when no document says otherwise.
  Pair standing() const { return {options.target.known() ? options.target : Lang::of("en"), options.source}; }

  // What is told: by the document, else by the options.
  Lang source_of(const Document& document) const {
    if (document.source_lang().known()) return document.source_lang();
    if (document.original() && document.original()->lang().known()) return document.original()->lang();
    return options.source;
  }

  // The language that a text is in, where it was said to be in another one (by --to or by its record): the rules of a language
  // make nothing but false alarms in a text of another. Undetermined unless the text is long and plain enough to be sure.
  Lang contradicts(const Analysis& analysis) const {
    return options.target.known() || analysis.document.lang().known() ? reads_as_other(analysis) : Lang();
  }

  // So many words are function words of the language that no detector needs to be asked. News in twelve languages has 36 to 60 in a
  // hundred of its own (Slavic languages fewer); Spanish, the nearest to another one, has at most 34 that are French.
  static bool has_its_small_words(const Analysis& analysis) {
    constexpr uint64_t kPercentAtLeast = 38;
    constexpr Classes kSmall = (Is::determiner | Is::possessive) | Is::pronoun | Is::preposition | Is::conjunction | Is::modal | Is::wh_word |
                               Is::auxiliary | Is::negation | Is::stop_word;
    uint64_t small = 0;
    for (const Token& token : analysis.tokens) small += token.kind == TokenKind::word && (analysis.classes(token) & kSmall) != 0;
    return small * 100 >= uint64_t{kPercentAtLeast} * analysis.words;
  }

  static Lang reads_as_other(const Analysis& analysis) {
    constexpr uint32_t kWordsAtLeast = 40;
    constexpr int kPercentAtLeast = 85;
    if (!analysis.lang.known() || analysis.words < kWordsAtLeast || has_its_small_words(analysis)) return {};
    const std::string_view text = analysis.document.text();
    // A fifth of the text that is nearly all in its language leaves too little for another one.
    const LanguageGuess begin = detect_language(text, text.size() / 5);
    if (begin.reliable && begin.lang == analysis.lang && begin.percent > kPercentAtLeast) return {};
    const LanguageGuess guess = detect_language(text);
    return guess.reliable && guess.percent >= kPercentAtLeast && !look_alike(guess.lang, analysis.lang) ? guess.lang : Lang();
  }

  // Why the source text beside a story can not be its source, in words; empty when it can.
  static std::string not_its_source(const Analysis& analysis) {
    if (const Lang other = reads_as_other(*analysis.original); other.known())
      return "the source text reads as \"" + std::string(other.code()) + "\", not as \"" + std::string(analysis.original->lang.code()) + "\"";
    if (analysis.alignment->pair() == Alignment::Pair::wrong)
      return "the source text is of another story: its figures and names are not in this one, or its length is no source's";
    return {};
  }

  struct Reading {
    std::unique_ptr<Analysis> analysis;
    std::string wrong_source;   // why the source text was left out
  };

  Reading read(const Document& document, Scratch& scratch) const {
    Lang lang = options.target;
    if (document.lang().known()) lang = document.lang();
    if (!lang.known()) {
      const LanguageGuess guess = detect_language(document.text());
      lang = guess.lang.known() ? guess.lang : Lang::of("en");
    }
    const Lang source = source_of(document);
    const Bundle& at_hand = bundle({lang, source});
    Resources resources;
    resources.vocabulary = &at_hand.vocabulary;
    resources.facts = at_hand.facts.get();
    resources.inflection = at_hand.inflection.get();
    resources.lexicon = &lexicon;
    const Document* other = document.original();
    if (other) resources.latin = latiniser();
    Reading out{wirecheck::analyse(document, lang, resources, scratch.analysis, source), {}};
    if (!other) return out;
    resources.facts = at_hand.source_facts.get();
    resources.inflection = nullptr;
    join_source(*out.analysis, wirecheck::analyse(*other, source, resources, scratch.analysis));
    out.wrong_source = not_its_source(*out.analysis);
    if (!out.wrong_source.empty()) {
      out.analysis->original = nullptr;
      out.analysis->alignment = nullptr;
    }
    return out;
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
  uint64_t hash = 0;
  const auto add = [&](std::string_view bytes) { hash = fingerprint(bytes, hash); };
  std::string content;
  for (const std::string& file : files) {
    add(fs::path(file).filename().string());
    std::error_code ignored;
    const auto size = fs::file_size(file, ignored);
    content.resize(ignored ? 0 : size);
    std::ifstream in(file, std::ios::binary);
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<size_t>(in.gcount()));
    add(content);
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
  const Pair pair = impl.standing();
  impl.fill(impl.languages[pair], pair, faults);
  for (const InfoChange& change : impl.languages[pair].bundle->changes)
    if (RuleInfo* info = impl.book.find_mutable(change.rule)) apply(change, *info);
  if (faults.size() != before) return nullptr;
  return engine;
}

std::unique_ptr<const Analysis> Engine::analyse(const Document& document, Scratch& scratch) const {
  return impl_->read(document, scratch).analysis;
}

DocumentReport Engine::check(std::shared_ptr<const Document> document, Scratch& scratch) const {
  DocumentReport report;
  report.document = document;
  const Impl::Reading reading = impl_->read(*document, scratch);
  const auto& analysis = reading.analysis;
  report.language = analysis->lang;
  const Lang source = analysis->source_lang;
  report.source_language = source;
  report.words = analysis->words;
  for (const Sentence& sentence : analysis->sentences) report.sentences.push_back(sentence.span);
  report.checks_off = checks_off(analysis->lang, source);
  const Bundle& bundle = impl_->bundle({analysis->lang, source});
  if (const Lang other = impl_->contradicts(*analysis); bundle.supported && other.known()) {
    const std::string reason = "the text reads as \"" + std::string(other.code()) + "\", not as \"" + std::string(analysis->lang.code()) + "\"";
    report.checks_off.push_back({"rule packs", reason});
    for (const auto& check : impl_->checks({analysis->lang, source}))
      for (const RuleInfo* rule : check->rules()) report.checks_off.push_back({rule->id, reason});
    report.errors.push_back({Error::Code::usage, reason + ", as which it was given: nothing was checked", document->id(), 0, 0, {}});
    return report;
  }

  if (!analysis->original) {
    const std::string reason = reading.wrong_source.empty() ? "there is no source text" : reading.wrong_source;
    for (const auto& check : impl_->checks({analysis->lang, source}))
      for (const RuleInfo* rule : check->rules())
        if (impl_->enabled(*rule) && std::find(rule->needs.begin(), rule->needs.end(), "source") != rule->needs.end())
          report.checks_off.push_back({rule->id, reason});
    if (!reading.wrong_source.empty())
      report.errors.push_back({Error::Code::usage, reading.wrong_source + ": the story was checked without it", document->id(), 0, 0, {}});
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
  for (const auto& check : impl_->checks({analysis->lang, source})) {
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
    if (!rule.source.known() || rule.source == source) return false;
    if (!source.known() && finding.severity >= Severity::minor)
      given_away[rule.source].push_back(rule.id);
    return true;
  });
  for (auto& [lang, ids] : given_away) {
    // Two different rules of one source language: one alone may be a borrowed word.
    std::sort(ids.begin(), ids.end());
    if (std::unique(ids.begin(), ids.end()) - ids.begin() >= 2) report.suggested_source = lang;
  }
  for (Finding& finding : all) {
    if (finding.source) finding.support = Support::confirmed;
    finding.confidence = confidence_of(*finding.rule, finding.support);
  }
  settle(all);
  report.findings = std::move(all);
  return report;
}

std::vector<const RuleInfo*> Engine::rules() const {
  std::vector<const RuleInfo*> out;
  const Pair pair = impl_->standing();
  if (const Bundle& bundle = impl_->bundle(pair); bundle.packs) out = bundle.packs->rules();
  for (const auto& check : impl_->checks(pair))
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
  return *impl_->bundle(impl_->standing()).packs;
}

const Lexicon& Engine::lexicon() const { return impl_->lexicon; }
const EngineOptions& Engine::options() const { return impl_->options; }

std::vector<DictionaryInfo> Engine::dictionaries() const {
  std::vector<DictionaryInfo> out = impl_->lexicon.dictionaries();
  const Pair pair = impl_->standing();
  // Before WordNet: dictionaries of words first.
  const std::vector<DictionaryInfo> bilingual = Bilingual::dictionaries(pair.target);
  out.insert(out.empty() ? out.end() : out.end() - 1, bilingual.begin(), bilingual.end());
  for (const auto& check : impl_->checks(pair)) {
    for (const RuleInfo* rule : check->rules()) {
      for (DictionaryInfo& dictionary : out)
        if (serves(dictionary, rule->needs, pair.target)) dictionary.serves.push_back(rule->id);
    }
  }
  return out;
}

std::vector<CheckOff> Engine::checks_off(Lang lang, Lang source) const {
  const Pair pair{lang, source};
  {
    const std::lock_guard lock(impl_->mutex);
    if (const auto known = impl_->languages.find(pair); known != impl_->languages.end() && known->second.off) return *known->second.off;
  }
  std::vector<CheckOff> off = impl_->checks_off(pair);
  const std::lock_guard lock(impl_->mutex);
  return impl_->languages[pair].off.emplace(std::move(off));
}

std::vector<CheckOff> Engine::Impl::checks_off(Pair pair) const {
  const Lang lang = pair.target;
  std::vector<CheckOff> out;
  const std::vector<DictionaryInfo> all = lexicon.dictionaries();
  for (const auto& check : checks(pair)) {
    for (const RuleInfo* rule : check->rules()) {
      if (rule->needs.empty() || !enabled(*rule)) continue;
      for (const std::string& need : rule->needs) {
        if (need == "source") continue;   // told document by document
        if (need == "spelling" ? lexicon.available(lang) : lexicon.has_wordnet()) continue;
        const auto at = std::find_if(all.begin(), all.end(), [&](const DictionaryInfo& d) { return serves(d, {need}, lang); });
        out.push_back({rule->id, at == all.end() ? "there is no spelling dictionary for \"" + std::string(lang.code()) + "\""
                                                 : "the dictionary " + at->name + " is missing (package " + at->package + ")"});
      }
    }
  }
  // Checks that the facts of this language do not feed.
  const auto runs = [&](const RuleInfo* rule) {
    const Checks& all_checks = checks(pair);
    return std::any_of(all_checks.begin(), all_checks.end(), [&](const auto& check) {
      const auto rules = check->rules();
      return std::find(rules.begin(), rules.end(), rule) != rules.end();
    });
  };
  for (const RuleInfo* rule : book.all())
    if (enabled(*rule) && (!rule->target.known() || rule->target == lang) && !runs(rule))
      out.push_back({rule->id, "there are no facts for it in \"" + std::string(lang.code()) + "\""});
  if (!bundle(pair).supported)
    out.push_back({"rule packs", "there are no rules for the language \"" + std::string(lang.code()) + "\""});
  return out;
}

Versions Engine::versions() const {
  Versions versions;
  versions.tool = std::string(version());
  versions.packs = hash_of(impl_->files);
  versions.icu = std::string(icu_version());
  // Of the two languages that were told; without a source language records bring theirs, and any dictionary may be asked.
  const EngineOptions& options = impl_->options;
  const auto asked = [&](const DictionaryInfo& dictionary) {
    const Lang lang = Lang::of(dictionary.name);
    return !options.source.known() || !options.target.known() || dictionary.name == "WordNet" || lang == options.source || lang == options.target;
  };
  for (const DictionaryInfo& dictionary : impl_->lexicon.dictionaries())
    if (!dictionary.path.empty() && asked(dictionary)) versions.dictionaries.emplace_back(dictionary.name, dictionary.version);
  return versions;
}

}  // namespace wirecheck
