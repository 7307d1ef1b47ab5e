// A newsroom's defaults: `.wirecheck.yaml`, found in the folder of the first input or the nearest one above it.
//   from: fr
//   to: en
//   rules: [house-rules]          # folders of packs of its own, beside this file
//   disable: [fr-en/exonyms.kiev] # also: only, profiles, require
//   drafts: true
//   min-severity: minor
//   fail-on: critical
// The command line has the last word.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/category.h"
#include "core/lang.h"
#include "core/result.h"

namespace wirecheck {

struct HouseConfig {
  std::string file;  // "" when none was found
  Lang from, to;
  std::vector<std::string> rules, only, disable, profiles, require;  // rules: paths, made absolute by the file's folder
  std::optional<bool> drafts;
  std::optional<Severity> min_severity, fail_on;
};

// `start` is a file or a folder; "-" and "" stand for the working folder. All faults of the file are appended.
HouseConfig find_house_config(const std::string& start, std::vector<Error>& faults);
HouseConfig read_house_config(const std::string& file, std::vector<Error>& faults);

}  // namespace wirecheck
