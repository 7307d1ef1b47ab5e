// What this installation has and lacks, for `wirecheck doctor`.
#pragma once
#include <string>
#include <vector>

#include "engine/engine.h"

namespace wirecheck {

struct Diagnosis {
  std::string data_dir, cache_dir;  // cache_dir: "" when there is no cache
  bool cache_writable = false;
  Versions versions;
  std::vector<DictionaryInfo> dictionaries;       // found or not; version is the package's where Debian's records tell it
  Lang target;                      // the language asked for, else English
  std::vector<CheckOff> checks_off; // for stories in it
  size_t rules = 0, drafts = 0;     // that could run; drafts among them
};

Diagnosis diagnose(const Engine& engine);

// The installed version of a Debian package, "" when it is not installed or there are no records.
std::string package_version(const std::string& package, const std::string& records = "/var/lib/dpkg/status");

}  // namespace wirecheck
