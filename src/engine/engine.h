// Wires the stages; the only API that front ends use. Load once, share by shared_ptr<const Engine>; check() is const and may run
// on any number of threads, each with a Scratch of its own.
//
//   auto engine = Engine::load({.data_dir = "/usr/share/wirecheck", .source = Lang::of("fr"), .target = Lang::of("en")}, faults);
//   Scratch scratch;
//   DocumentReport report = engine->check(document, scratch);
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "checks/check.h"
#include "core/document.h"
#include "core/finding.h"
#include "findings/document_report.h"
#include "packs/packs.h"

namespace wirecheck {

struct EngineOptions {
  std::string data_dir;                    // holds rules/ and dictionaries/
  std::vector<std::string> rules_dirs;     // a house's own packs, after ours
  Lang source;                             // undetermined: packs of the target language alone
  Lang target;                             // undetermined: detected per document
  std::vector<std::string> only, disable;  // rule ids, pack ids, check ids or categories
  std::vector<std::string> profiles;
  bool drafts = false;
  bool use_cache = true;
};

class Scratch {                      // everything mutable; one per worker
 public:
  AnalysisScratch analysis;
};

class Engine {
 public:
  // Null with at least one entry in `faults` when the configuration or a rule pack is faulty: all faults of all files.
  static std::shared_ptr<const Engine> load(const EngineOptions& options, std::vector<Error>& faults);
  ~Engine();

  DocumentReport check(std::shared_ptr<const Document> document, Scratch& scratch) const;
  std::unique_ptr<const Analysis> analyse(const Document& document, Scratch& scratch) const;
  std::vector<const RuleInfo*> rules() const;     // all that could run, by id
  const RuleInfo* rule(std::string_view id) const;
  const Packs& packs() const;
  const Lexicon& lexicon() const;
  Versions versions() const;
  // What will not run for texts in `lang`, of the rules that are switched on, and why.
  // Checks that need a source text are told off document by document, not here.
  std::vector<CheckOff> checks_off(Lang lang, Lang source) const;
  // Found or not, each with the checks that are off without it.
  std::vector<DictionaryInfo> dictionaries() const;
  const EngineOptions& options() const;

 private:
  Engine();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
