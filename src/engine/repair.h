// Checks, fixes and checks again until nothing more can be fixed, so that a second run changes nothing.
#pragma once
#include <functional>
#include <string>

#include "engine/engine.h"
#include "fix/fix.h"

namespace wirecheck {

struct Repair {
  std::string bytes;         // the document's bytes, repaired
  size_t applied = 0;        // fixes
  uint32_t rounds = 0;
  bool stable = true;        // false: the limit of rounds was reached, or the fixes went in a circle (a defect of a rule)
  DocumentReport first;      // what the document's own check reported
};

// `reread` turns repaired bytes into a Document the way the first one was read. `keep` says which findings may be fixed.
Repair repair(const Engine& engine, std::shared_ptr<const Document> document, FixMode mode, Scratch& scratch,
              const std::function<Result<std::shared_ptr<const Document>>(std::string bytes)>& reread,
              const std::function<bool(const Finding&)>& keep);

}  // namespace wirecheck
