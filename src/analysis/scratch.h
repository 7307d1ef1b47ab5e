// What AnalysisScratch holds.
#pragma once
#include "analysis/analysis.h"
#include "analysis/sentence_breaker.h"

namespace wirecheck {

struct AnalysisScratch::Impl {
  SentenceBreaker sentences;
};

}  // namespace wirecheck
