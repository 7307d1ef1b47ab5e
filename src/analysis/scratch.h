// What AnalysisScratch holds.
#pragma once
#include "analysis/analysis.h"
#include "analysis/text_breaker.h"

namespace wirecheck {

struct AnalysisScratch::Impl {
  TextBreaker sentences{TextBreaker::Unit::sentence}, words{TextBreaker::Unit::word};
};

}  // namespace wirecheck
