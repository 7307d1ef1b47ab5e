// The run over a set with planted faults: see planting.h.
#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "engine/planting.h"
#include "readers/reader.h"

namespace wirecheck {
namespace {

struct Story {
  uint32_t row = 0;
  Side side = Side::ref;
};

uint64_t seed_of(uint64_t seed, std::string_view id, size_t kind) {
  uint64_t hash = 1469598103934665603ull;
  for (const unsigned char c : id) hash = (hash ^ c) * 1099511628211ull;
  return hash ^ (seed * 0x9E3779B97F4A7C15ull) ^ (kind << 56);
}

// A finding by what it says, wherever it stands.
using Saying = std::pair<std::string, std::string>;
Saying saying_of(const Finding& finding, const Document& document) { return {finding.rule->id, std::string(document.slice(finding.span))}; }

class Sower {
 public:
  Sower(const std::vector<SetRow>& rows, const MeasureOptions& options, uint64_t seed) : rows_(rows), options_(options), seed_(seed) {
    for (size_t k = 0; k < kPlantedKinds; ++k) out_.push_back({std::string(name_of(static_cast<PlantedKind>(k))), 0, 0, 0, {}, {}});
  }

  void run(const Engine& engine, const std::vector<Story>& stories) {
    std::atomic<size_t> next{0};
    const auto work = [&] {
      Scratch scratch;
      for (size_t i; (i = next.fetch_add(1)) < stories.size();) one(engine, stories[i], scratch);
    };
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < options_.jobs; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
  }

  std::vector<SownFigures> take() {
    for (SownFigures& figures : out_) std::sort(figures.missed.begin(), figures.missed.end());
    return std::move(out_);
  }

 private:
  void one(const Engine& engine, const Story& story, Scratch& scratch) {
    const SetRow& row = rows_[story.row];
    // Four kinds go without the source text and share one reading and one report of the clean story.
    DocumentPtr clean;
    std::unique_ptr<const Analysis> analysis;
    std::optional<DocumentReport> before;
    bool read_beside_source = false;
    for (size_t k = 0; k < kPlantedKinds; ++k) {
      const auto kind = static_cast<PlantedKind>(k);
      const bool beside_source = kind == PlantedKind::number_changed;
      if (beside_source && (row.source.empty() || !options_.with_source)) continue;
      const auto document_of = [&](const std::string& text) {
        return document_from_text(text, row.id, beside_source ? document_from_text(row.source, row.id) : nullptr);
      };
      if (!clean || read_beside_source != beside_source) {
        clean = document_of(row.text(story.side));
        analysis = engine.analyse(*clean, scratch);
        before.reset();
        read_beside_source = beside_source;
      }
      const auto planted = plant(kind, *analysis, seed_of(seed_, row.id, k));
      count(k, [](SownFigures& figures) { ++figures.stories; });
      if (!planted) continue;
      if (!before) before = engine.check(clean, scratch);
      const DocumentReport after = engine.check(document_of(planted->text), scratch);
      std::set<Saying> known;
      for (const Finding& finding : before->findings) known.insert(saying_of(finding, *clean));
      std::set<std::string> by;
      for (const Finding& finding : after.findings) {
        if (finding.severity < options_.min_severity || known.contains(saying_of(finding, *after.document))) continue;
        if (std::any_of(planted->places.begin(), planted->places.end(), [&](Span place) { return place.overlaps(finding.span); })) by.insert(finding.rule->id);
      }
      count(k, [&](SownFigures& figures) {
        ++figures.planted;
        figures.found += !by.empty();
        for (const std::string& rule : by) ++figures.rules[rule];
        if (by.empty()) figures.missed.push_back(row.id);
      });
    }
  }

  template <class Change>
  void count(size_t kind, const Change& change) {
    const std::lock_guard lock(mutex_);
    change(out_[kind]);
  }

  const std::vector<SetRow>& rows_;
  const MeasureOptions& options_;
  const uint64_t seed_;
  std::mutex mutex_;  // guards out_
  std::vector<SownFigures> out_;
};

}  // namespace

std::vector<SownFigures> sow(const std::vector<SetRow>& rows, EnginePool& engines, const MeasureOptions& options, uint64_t seed,
                             const std::function<void(const Error&)>& fault) {
  std::map<std::pair<Lang, Lang>, std::vector<Story>> groups;
  std::set<std::string_view> seen;
  for (uint32_t i = 0; i < rows.size(); ++i)
    for (const Side side : {Side::mt, Side::ref, Side::good})
      if ((side != Side::mt || rows[i].human) && !rows[i].text(side).empty() && seen.insert(rows[i].text(side)).second)
        groups[{rows[i].source_lang, rows[i].target_lang}].push_back({i, side});
  Sower sower(rows, options, seed);
  for (const auto& [pair, stories] : groups) {
    std::vector<Error> faults;
    const auto engine = engines.of(pair.first, pair.second, faults);
    for (const Error& error : faults) fault(error);
    if (engine) sower.run(*engine, stories);
  }
  return sower.take();
}

}  // namespace wirecheck
