// A newsroom's own settings, .wirecheck.yaml, found upwards from the story that is checked.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/category.h"
#include "core/lang.h"
#include "core/result.h"
#include "packs/model.h"

namespace wirecheck {

struct HouseConfig {
  std::string file;                        // "" when there is none
  std::vector<std::string> rules;          // folders of packs; relative ones were relative to the file and are made whole
  Lang from, to;
  std::vector<std::string> disable, only;  // rule ids, pack ids or categories
  std::vector<std::string> profiles;
  std::optional<Severity> min_severity, fail_on;
  std::vector<Override> overrides;         // as in a pack; whether their rules exist is known when the packs are loaded
};

// The nearest .wirecheck.yaml in the folder of `path` (a file or folder that need not exist) or above; "" when there is none.
std::string find_house_config(const std::string& path);

// Faults are appended, as for a pack: unknown and duplicate keys, languages, severities and folders that are not there.
HouseConfig load_house_config(const std::string& file, std::vector<Error>& faults);

}  // namespace wirecheck
