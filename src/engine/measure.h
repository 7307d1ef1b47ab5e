// Runs the checks over the texts of a data set. Rows are grouped by their languages, an engine a pair; texts are shared out to
// threads, and what comes out is the same whatever their number.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "engine/dataset.h"
#include "engine/engine.h"
#include "findings/quality.h"

namespace wirecheck {

// Engines by language pair, loaded when they are asked for. Not thread-safe.
class EnginePool {
 public:
  explicit EnginePool(EngineOptions options) : options_(std::move(options)) {}
  // Null with faults added when a rule pack is faulty.
  std::shared_ptr<const Engine> of(Lang source, Lang target, std::vector<Error>& faults);

 private:
  EngineOptions options_;  // but for the languages
  std::map<std::pair<Lang, Lang>, std::shared_ptr<const Engine>> engines_;
};

struct MeasureOptions {
  std::vector<Side> sides = {Side::mt, Side::ref, Side::good};
  Lang source_side;                      // known: the side `source` is checked where it is in this language alone
  Severity min_severity = Severity::minor;
  bool with_source = true;  // where a row has one
  unsigned jobs = 1;
};

bool has_source(const std::vector<SetRow>& rows);

// A text on the side `source` is checked as copy in the source language; one on a human side once, however often it occurs.
SetRun measure(std::string name, std::vector<SetRow> rows, EnginePool& engines, const MeasureOptions& options,
               const std::function<void(const Error&)>& fault);

}  // namespace wirecheck
