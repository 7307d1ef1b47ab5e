#include "analysis/stages.h"

namespace wirecheck {

void find_mentions(Analysis&) {}

}  // namespace wirecheck
