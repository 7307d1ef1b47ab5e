#include "engine/diagnosis.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "data/cache.h"

namespace wirecheck {
namespace {

// The folder itself, or where it would be made.
bool can_write(std::filesystem::path folder) {
  std::error_code error;
  while (!folder.empty() && !std::filesystem::exists(folder, error) && folder != folder.parent_path()) folder = folder.parent_path();
  return access(folder.c_str(), W_OK) == 0;
}

}  // namespace

std::string package_version(const std::string& package, const std::string& records) {
  std::ifstream in(records);
  bool here = false, installed = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("Package: ")) here = line.substr(9) == package;
    if (!here) continue;
    if (line.starts_with("Status: ")) installed = line.ends_with(" installed");
    if (line.starts_with("Version: ") && installed) return line.substr(9);
  }
  return {};
}

Diagnosis diagnose(const Engine& engine) {
  Diagnosis out;
  out.data_dir = engine.options().data_dir;
  out.cache_dir = cache_folder();
  out.cache_writable = !out.cache_dir.empty() && can_write(out.cache_dir);
  out.versions = engine.versions();
  out.target = engine.options().target.known() ? engine.options().target : Lang::of("en");
  out.checks_off = engine.checks_off(out.target, engine.options().source);
  for (const RuleInfo* rule : engine.rules()) {
    ++out.rules;
    out.drafts += rule->status == Maturity::draft;
  }
  out.dictionaries = engine.dictionaries();
  // English has two dictionaries: nothing is off while one is there.
  const auto runs = [&](const std::string& check) {
    return std::none_of(out.checks_off.begin(), out.checks_off.end(), [&](const CheckOff& off) { return off.check == check; });
  };
  for (DictionaryInfo& dictionary : out.dictionaries) {
    std::erase_if(dictionary.serves, runs);
    if (!dictionary.path.empty())
      if (std::string version = package_version(dictionary.package); !version.empty()) dictionary.version = std::move(version);
  }
  return out;
}

}  // namespace wirecheck
