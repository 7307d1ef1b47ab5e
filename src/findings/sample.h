// Findings drawn for a person to read. Each finding has a number that depends on the seed and on itself alone, and the smallest
// are drawn: the same seed draws the same findings, and a finding more or less elsewhere changes no other.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "findings/quality.h"

namespace wirecheck {

struct Drawn {
  uint64_t lot = 0;
  const Alarm* alarm = nullptr;  // into the run
};

// At most n of the run's findings that carry no verdict yet, by lot.
std::vector<Drawn> draw(const SetRun& run, size_t n, uint64_t seed);

// The verdict line of a finding, still open.
Judgement open_judgement(const SetRun& run, const Alarm& alarm);

}  // namespace wirecheck
