// Rules made by hand, compiled and run over texts: for tests of everything that stands behind a pack's YAML.
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "align/alignment.h"
#include "analysis/analysis.h"
#include "packs/packs.h"
#include "readers/reader.h"
#include "test_config.h"
#include "support/facts_once.h"

namespace wirecheck_test {

inline std::vector<wirecheck::Sourced> sourced(const std::vector<std::string>& texts) {
  std::vector<wirecheck::Sourced> out;
  for (const std::string& text : texts) out.push_back({text, {"rules/en/test.yaml", 1, 1}});
  return out;
}

inline wirecheck::Condition condition(wirecheck::Condition::Kind kind, const std::vector<std::string>& values, uint32_t item = 0) {
  wirecheck::Condition out;
  out.kind = kind;
  out.values = sourced(values);
  out.item = item;
  return out;
}

inline wirecheck::RuleModel rule(const std::string& id, const std::vector<std::string>& patterns, const std::vector<std::string>& fixes = {}) {
  wirecheck::RuleModel out;
  out.info.id = "en/test." + id;
  out.info.title = "title of " + id;
  out.info.status = wirecheck::Maturity::stable;
  out.info.severity = wirecheck::Severity::major;
  out.patterns = sourced(patterns);
  out.fixes = sourced(fixes);
  return out;
}

// The English facts and inflection of the tree; no dictionaries of the system.
class PackRig {
 public:
  wirecheck::PackSet set;
  std::vector<wirecheck::Error> faults;

  PackRig() {
    set.packs.emplace_back();
    set.packs[0].id = "en/test";
    set.packs[0].target = lang_;
    const LoadedFacts& loaded = facts_once(lang_);
    vocabulary_ = loaded.vocabulary;
    faults.insert(faults.end(), loaded.faults.begin(), loaded.faults.end());
    if (loaded.facts) {
      facts_ = std::make_unique<wirecheck::Facts>(*loaded.facts);
      facts_->belong_to(vocabulary_);
    }
    inflection_ = wirecheck::Inflection::english(wirecheck::test::kSourceDir, faults);
  }
  PackRig& add(wirecheck::RuleModel model) {
    set.packs[0].rules.push_back(std::move(model));
    return *this;
  }
  PackRig& list(const std::string& name, const std::vector<std::string>& items) {
    set.packs[0].lists.push_back({name, sourced(items), {"rules/en/test.yaml", 1, 1}});
    return *this;
  }
  wirecheck::Packs& compile() {
    packs_ = wirecheck::Packs::compile(set, lang_, inflection_.get(), vocabulary_, faults);
    return *packs_;
  }
  wirecheck::Packs& packs() { return packs_ ? *packs_ : compile(); }
  void replace(std::unique_ptr<wirecheck::Packs> packs) { packs_ = std::move(packs); }

  const wirecheck::Analysis& analyse(std::string text, std::string original = {}) {
    packs();
    wirecheck::Resources resources{&vocabulary_, facts_.get(), inflection_.get(), nullptr, nullptr};
    documents_.push_back(wirecheck::document_from_text(std::move(text)));
    std::shared_ptr<wirecheck::Analysis> analysis = wirecheck::analyse(*documents_.back(), lang_, resources, scratch_);
    if (!original.empty()) {
      documents_.push_back(wirecheck::document_from_text(std::move(original)));
      if (!french_) french_ = wirecheck::Facts::load(wirecheck::Lang::of("fr"), wirecheck::test::kSourceDir, vocabulary_, faults);
      wirecheck::Resources source_side = resources;
      source_side.facts = french_.get();
      source_side.inflection = nullptr;
      wirecheck::join_source(*analysis, wirecheck::analyse(*documents_.back(), wirecheck::Lang::of("fr"), source_side, scratch_));
    }
    analyses_.push_back(std::move(analysis));
    return *analyses_.back();
  }
  // The findings in the text: "[what is underlined|fix|fix] [...]".
  std::string found(std::string text, std::string original = {}) { return shown(analyse(std::move(text), std::move(original))); }
  std::string shown(const wirecheck::Analysis& analysis) {
    wirecheck::Findings findings(analysis.document);
    packs().run(analysis, findings);
    std::vector<wirecheck::Finding> all = findings.take();
    std::sort(all.begin(), all.end(), wirecheck::in_order);
    std::string out;
    for (const wirecheck::Finding& finding : all) {
      out += (out.empty() ? "[" : " [") + std::string(analysis.document.slice(finding.span));
      for (const wirecheck::Fix& fix : finding.fixes) out += "|" + wirecheck::replaced(analysis.document, finding.span, fix);
      out += "]";
    }
    return out;
  }

 private:
  wirecheck::Lang lang_ = wirecheck::Lang::of("en");
  wirecheck::Vocabulary vocabulary_;
  std::unique_ptr<wirecheck::Facts> facts_, french_;
  std::unique_ptr<wirecheck::Inflection> inflection_;
  std::unique_ptr<wirecheck::Packs> packs_;
  wirecheck::AnalysisScratch scratch_;
  std::vector<wirecheck::DocumentPtr> documents_;
  std::vector<std::shared_ptr<wirecheck::Analysis>> analyses_;
};

}  // namespace wirecheck_test
