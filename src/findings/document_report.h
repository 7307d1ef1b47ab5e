// What is known about one document once it was checked: the engine makes it, the reporters print it.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/document.h"
#include "core/finding.h"
#include "core/lang.h"
#include "core/result.h"

namespace wirecheck {

struct CheckOff {
  std::string check, reason;
};

struct DocumentReport {
  std::shared_ptr<const Document> document;
  Lang language, source_language;
  Lang suggested_source;             // the text itself gives away a source language that was not asked for
  uint32_t words = 0;
  std::vector<CheckOff> checks_off;
  std::vector<Span> sentences;       // ascending; what a finding is shown in
  std::vector<Finding> findings;     // in the one total order, duplicates merged
  std::vector<Error> errors;         // a check that threw, with its id: the others were still run
};

struct Versions {
  std::string tool, packs, icu;      // packs: a hash of all rule files read
  std::vector<std::pair<std::string, std::string>> dictionaries;
};

}  // namespace wirecheck
