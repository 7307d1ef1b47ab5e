#include "engine/bundle.h"

#include <algorithm>

#include "analysis/word_forms.h"
#include "core/archive.h"
#include "data/cache.h"
#include "data/confidence.h"

namespace wirecheck {
namespace {

bool read_compiled(Bundle& bundle, std::string_view data) {
  ArchiveReader reader(data);
  bundle.facts = std::make_unique<Facts>();
  bundle.source_facts = std::make_unique<Facts>();
  std::string packs;
  reader(bundle.vocabulary, *bundle.facts, *bundle.source_facts, bundle.changes, packs);
  if (reader.failed() || !reader.at_end()) return false;
  for (Facts* facts : {bundle.facts.get(), bundle.source_facts.get()}) facts->belong_to(bundle.vocabulary);
  bundle.packs = Packs::from_archive(packs);
  return bundle.packs != nullptr;
}

std::string write_compiled(Bundle& bundle) {
  ArchiveWriter writer;
  std::string packs = bundle.packs->to_archive();
  writer(bundle.vocabulary, *bundle.facts, *bundle.source_facts, bundle.changes, packs);
  return writer.take();
}

void compile(Bundle& bundle, Lang target, Lang source, const EngineOptions& options, std::vector<Error>& faults) {
  bundle.facts = Facts::load(target, options.data_dir, bundle.vocabulary, faults);
  bundle.source_facts = Facts::load(source, options.data_dir, bundle.vocabulary, faults);
  std::vector<std::string> folders = {options.data_dir + "/rules"};
  folders.insert(folders.end(), options.rules_dirs.begin(), options.rules_dirs.end());
  PackSet set = load_packs(folders, faults);
  if (source.known())
    std::erase_if(set.packs, [&](const PackModel& pack) { return pack.source.known() && pack.source != source; });
  std::vector<Error> told;   // by the rule book, which reads the same file
  const ConfidenceTable confidence = ConfidenceTable::load(options.data_dir, told);
  for (PackModel& pack : set.packs)
    for (RuleModel& rule : pack.rules) confidence.apply(rule.info);
  for (const Override& change : set.overrides)
    bundle.changes.push_back({change.extends, change.enabled, change.severity, change.profile});
  WordForms forms(Lexicon::Paths::system());
  bundle.packs = Packs::compile(set, target, bundle.inflection.get(), bundle.vocabulary, faults, source.known() ? &forms : nullptr);
}

}  // namespace

void apply(const InfoChange& change, RuleInfo& rule) {
  if (change.severity) rule.severity = *change.severity;
  if (!change.profile.empty()) rule.profile = change.profile;
  if (change.enabled) rule.status = *change.enabled ? Maturity::stable : Maturity::draft;
}

std::unique_ptr<const Bundle> Bundle::load(Lang target, Lang source, const EngineOptions& options,
                                           const std::vector<std::string>& files, std::vector<Error>& faults) {
  auto bundle = std::make_unique<Bundle>();
  if (target == Lang::of("en")) bundle->inflection = Inflection::english(options.data_dir, faults);
  const std::string name = "packs-" + (source.known() ? std::string(source.code()) + "-" : "") + std::string(target.code());
  std::vector<std::string> from = files;
  // The forms of source words are compiled into the packs.
  if (source.known())
    for (std::string& file : word_form_files(source, Lexicon::Paths::system())) from.push_back(std::move(file));
  const uint64_t key = cache_key(name, from);
  std::optional<std::string> compiled = options.use_cache ? cache_read(name, key) : std::nullopt;
  if (!compiled || !read_compiled(*bundle, *compiled)) {
    auto inflection = std::move(bundle->inflection);
    bundle = std::make_unique<Bundle>();
    bundle->inflection = std::move(inflection);
    const size_t before = faults.size();
    compile(*bundle, target, source, options, faults);
    if (options.use_cache && bundle->packs && faults.size() == before) cache_write(name, key, write_compiled(*bundle));
  }
  bundle->supported = bundle->packs && !bundle->packs->rules().empty();
  if (bundle->packs && (options.drafts || !options.only.empty() || !options.profiles.empty())) {
    // Drafts and rules of a profile, where they are asked for; a rule that is named runs whatever its state.
    Packs::Selection selection;
    for (const RuleInfo* rule : bundle->packs->rules())
      if (rule->source.known() && std::find(selection.sources.begin(), selection.sources.end(), rule->source) == selection.sources.end())
        selection.sources.push_back(rule->source);
    selection.drafts = options.drafts || !options.only.empty();
    selection.profiles = options.profiles;
    bundle->packs->select(selection);
  }
  return bundle;
}

}  // namespace wirecheck
