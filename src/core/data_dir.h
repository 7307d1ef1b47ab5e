// Where the program's data is: the folder that holds rules/ and dictionaries/.
#pragma once
#include <string>
#include <string_view>

#include "core/result.h"

namespace wirecheck {

// The first that applies: `asked` (from --data-dir) and the environment's WIRECHECK_DATA, which must hold rules/ when they are
// given; then ../share/wirecheck beside the running program's folder; then the source tree of this build. Not cached: ask once.
Result<std::string> find_data_dir(std::string_view asked);

// The same with the surroundings as arguments; `program` is the path of the executable, empty if unknown.
Result<std::string> find_data_dir(std::string_view asked, std::string_view environment, std::string_view program,
                                  std::string_view source_tree);

}  // namespace wirecheck
