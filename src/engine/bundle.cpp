#include "engine/bundle.h"

#include "core/archive.h"
#include "data/cache.h"

namespace wirecheck {
namespace {

bool read_compiled(Bundle& bundle, std::string_view data) {
  ArchiveReader reader(data);
  bundle.facts = std::make_unique<Facts>();
  std::string packs;
  reader(bundle.vocabulary, *bundle.facts, bundle.changes, packs);
  if (reader.failed() || !reader.at_end()) return false;
  bundle.packs = Packs::from_archive(packs);
  return bundle.packs != nullptr;
}

std::string write_compiled(Bundle& bundle) {
  ArchiveWriter writer;
  std::string packs = bundle.packs->to_archive();
  writer(bundle.vocabulary, *bundle.facts, bundle.changes, packs);
  return writer.take();
}

void compile(Bundle& bundle, Lang lang, const EngineOptions& options, std::vector<Error>& faults) {
  bundle.facts = Facts::load(lang, options.data_dir, bundle.vocabulary, faults);
  std::vector<std::string> folders = {options.data_dir + "/rules"};
  folders.insert(folders.end(), options.rules_dirs.begin(), options.rules_dirs.end());
  const PackSet set = load_packs(folders, faults);
  for (const Override& change : set.overrides)
    bundle.changes.push_back({change.extends, change.enabled, change.severity, change.profile});
  bundle.packs = Packs::compile(set, lang, bundle.inflection.get(), bundle.vocabulary, faults);
}

}  // namespace

void apply(const InfoChange& change, RuleInfo& rule) {
  if (change.severity) rule.severity = *change.severity;
  if (!change.profile.empty()) rule.profile = change.profile;
  if (change.enabled) rule.status = *change.enabled ? Maturity::stable : Maturity::draft;
}

std::unique_ptr<const Bundle> Bundle::load(Lang lang, const EngineOptions& options, const std::vector<std::string>& files,
                                           std::vector<Error>& faults) {
  auto bundle = std::make_unique<Bundle>();
  if (lang == Lang::of("en")) bundle->inflection = Inflection::english(options.data_dir, faults);
  const std::string name = "packs-" + std::string(lang.code());
  const uint64_t key = cache_key(name, files);
  std::optional<std::string> compiled = options.use_cache ? cache_read(name, key) : std::nullopt;
  if (!compiled || !read_compiled(*bundle, *compiled)) {
    auto inflection = std::move(bundle->inflection);
    bundle = std::make_unique<Bundle>();
    bundle->inflection = std::move(inflection);
    const size_t before = faults.size();
    compile(*bundle, lang, options, faults);
    if (options.use_cache && bundle->packs && faults.size() == before) cache_write(name, key, write_compiled(*bundle));
  }
  bundle->supported = bundle->packs && !bundle->packs->rules().empty();
  return bundle;
}

}  // namespace wirecheck
