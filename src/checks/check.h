// A check looks at one analysed document and reports what it finds. Immutable: run() is const and thread-safe; whatever it
// needs to change lives on its own stack. A check cannot fail; when unsure it stays silent.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "core/finding.h"

namespace wirecheck {

class Check {
 public:
  virtual ~Check() = default;
  // The rules it reports under; stable addresses for the check's life.
  virtual std::vector<const RuleInfo*> rules() const = 0;
  virtual void run(const Analysis& analysis, Findings& out) const = 0;
};

// Descriptions of the C++ checks, from rules/checks.yaml. Immutable after loading.
class RuleBook {
 public:
  static RuleBook load(const std::string& data_dir, std::vector<Error>& faults);
  // The description of `id`, or nullptr: make_checks() then leaves the check out (the project's tests see to it that none is
  // missing).
  const RuleInfo* find(std::string_view id) const;
  std::vector<const RuleInfo*> all() const;
  RuleInfo* find_mutable(std::string_view id);   // for house overrides, before the engine is frozen

 private:
  static RuleBook read(const std::string& path, const std::string& data_dir, std::vector<Error>& faults);
  std::vector<std::unique_ptr<RuleInfo>> infos_;
};

// All checks of checks.def for texts in the language of `facts`, in the file's order. Both must outlive them. A check that says
// nothing about that language, or whose description is missing, is left out.
std::vector<std::unique_ptr<Check>> make_checks(const RuleBook& book, const Facts& facts);

}  // namespace wirecheck
