#include "engine/rule_bench.h"

#include <algorithm>
#include <chrono>

#include "findings/findings.h"

namespace wirecheck {
namespace {

template <class Work>
double nanoseconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

RuleBench bench_rules(const Engine& engine, const std::vector<std::shared_ptr<const Document>>& documents,
                      const std::vector<std::string>& selectors, Scratch& scratch) {
  RuleBench out;
  std::vector<std::unique_ptr<const Analysis>> analyses;
  for (const auto& document : documents) {
    analyses.push_back(engine.analyse(*document, scratch));
    out.words += analyses.back()->words;
  }
  const double thousands = std::max<double>(1, static_cast<double>(out.words)) / 1000;
  const Packs& packs = engine.packs();
  out.together = nanoseconds([&] {
    for (const auto& analysis : analyses) {
      Findings findings(analysis->document);
      packs.run(*analysis, findings);
    }
  }) / thousands;
  const auto rules = packs.rules();
  for (size_t i = 0; i < rules.size(); ++i) {
    const auto named = [&](const std::string& selector) { return selects(selector, *rules[i]); };
    if (!selectors.empty() && std::none_of(selectors.begin(), selectors.end(), named)) continue;
    RuleCost cost;
    cost.rule = rules[i];
    cost.nanoseconds = nanoseconds([&] {
      for (const auto& analysis : analyses) {
        Findings findings(analysis->document);
        packs.run_rule(i, *analysis, findings);
        cost.hits += findings.all().size();
      }
    }) / thousands;
    out.rules.push_back(cost);
  }
  std::sort(out.rules.begin(), out.rules.end(), [](const RuleCost& a, const RuleCost& b) {
    return a.nanoseconds != b.nanoseconds ? a.nanoseconds > b.nanoseconds : a.rule->id < b.rule->id;
  });
  return out;
}

}  // namespace wirecheck
