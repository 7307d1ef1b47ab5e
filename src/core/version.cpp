#include "core/version.h"

#include <unicode/uvernum.h>

#include "build_config.h"

namespace wirecheck {

std::string_view version() { return kBuildVersion; }
std::string_view icu_version() { return U_ICU_VERSION; }

}  // namespace wirecheck
