#include "analysis/stages.h"

namespace wirecheck {

void find_names(Analysis&) {}

}  // namespace wirecheck
