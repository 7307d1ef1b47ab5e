#include "core/version.h"

#include "build_config.h"

namespace wirecheck {

std::string_view version() { return kBuildVersion; }

}  // namespace wirecheck
