#include "engine/bundle.h"

#include "data/cache.h"

namespace wirecheck {

void apply(const Override& change, RuleInfo& rule) {
  if (change.severity) rule.severity = *change.severity;
  if (!change.profile.empty()) rule.profile = change.profile;
  if (change.enabled) rule.status = *change.enabled ? Maturity::stable : Maturity::draft;
}

std::unique_ptr<const Bundle> Bundle::load(Lang lang, const EngineOptions& options, const std::vector<std::string>& files,
                                           std::vector<Error>& faults) {
  auto bundle = std::make_unique<Bundle>();
  bundle->facts = Facts::load(lang, options.data_dir, bundle->vocabulary, faults);
  if (lang == Lang::of("en")) bundle->inflection = Inflection::english(options.data_dir, faults);
  std::vector<std::string> folders = {options.data_dir + "/rules"};
  folders.insert(folders.end(), options.rules_dirs.begin(), options.rules_dirs.end());
  const PackSet set = load_packs(folders, faults);
  bundle->overrides = set.overrides;
  bundle->packs = Packs::compile(set, lang, bundle->inflection.get(), bundle->vocabulary, faults);
  bundle->supported = bundle->packs && !bundle->packs->rules().empty();
  (void)files;
  return bundle;
}

}  // namespace wirecheck
