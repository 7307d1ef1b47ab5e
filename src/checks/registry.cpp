#include "checks/check.h"

namespace wirecheck {

#define WIRECHECK_CHECK(name) std::unique_ptr<Check> make_##name(const RuleBook&, const Facts&);
#include "checks/checks.def"
#undef WIRECHECK_CHECK

std::vector<std::unique_ptr<Check>> make_checks(const RuleBook& book, const Facts& facts) {
  std::vector<std::unique_ptr<Check>> checks;
  const auto add = [&](std::unique_ptr<Check> check) {
    if (!check) return;
    for (const RuleInfo* rule : check->rules())
      if (!rule) return;   // RuleBook::load has reported the missing description
    checks.push_back(std::move(check));
  };
#define WIRECHECK_CHECK(name) add(make_##name(book, facts));
#include "checks/checks.def"
#undef WIRECHECK_CHECK
  return checks;
}

}  // namespace wirecheck
