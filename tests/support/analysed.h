// Analyses text in one language, for tests of analysis and of what stands on it. Keeps the documents it made.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analysis.h"
#include "readers/reader.h"
#include "support/facts_once.h"

namespace wirecheck_test {

class Analyser {
 public:
  explicit Analyser(std::string_view language) : lang_(wirecheck::Lang::of(language)) {
    const LoadedFacts& loaded = facts_once(lang_);
    vocabulary_ = loaded.vocabulary;
    faults_ = loaded.faults;
    if (!loaded.facts) return;
    facts_ = std::make_unique<wirecheck::Facts>(*loaded.facts);
    facts_->belong_to(vocabulary_);
  }
  const wirecheck::Analysis& operator()(std::string text) {
    documents_.push_back(wirecheck::document_from_text(std::move(text)));
    wirecheck::Resources resources;
    resources.vocabulary = &vocabulary_;
    resources.facts = facts_.get();
    analyses_.push_back(wirecheck::analyse(*documents_.back(), lang_, resources, scratch_));
    return *analyses_.back();
  }
  const wirecheck::Facts& facts() const { return *facts_; }
  wirecheck::Vocabulary& vocabulary() { return vocabulary_; }
  const std::vector<wirecheck::Error>& faults() const { return faults_; }

 private:
  wirecheck::Lang lang_;
  wirecheck::Vocabulary vocabulary_;
  std::vector<wirecheck::Error> faults_;
  std::unique_ptr<wirecheck::Facts> facts_;
  wirecheck::AnalysisScratch scratch_;
  std::vector<wirecheck::DocumentPtr> documents_;
  std::vector<std::unique_ptr<const wirecheck::Analysis>> analyses_;
};

}  // namespace wirecheck_test
