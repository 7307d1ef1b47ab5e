#include "core/data_dir.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "build_config.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "rules", ignored);
}

Error no_data(std::string message) {
  Error error;
  error.code = Error::Code::io;
  error.message = std::move(message);
  return error;
}

}  // namespace

Result<std::string> find_data_dir(std::string_view asked, std::string_view environment, std::string_view program,
                                  std::string_view source_tree) {
  const auto demand = [](std::string_view folder, const char* who) -> Result<std::string> {
    if (holds_data(folder)) return std::string(folder);
    return no_data(std::string(who) + " is \"" + std::string(folder) + "\", which holds no folder rules/");
  };
  if (!asked.empty()) return demand(asked, "--data-dir");
  if (!environment.empty()) return demand(environment, "WIRECHECK_DATA");

  std::string looked;
  if (!program.empty()) {
    const fs::path installed = fs::path(program).parent_path().parent_path() / kInstalledDataSubdir;
    if (holds_data(installed)) return installed.string();
    looked = " in " + installed.string();
  }
  if (holds_data(source_tree)) return std::string(source_tree);
  looked += (looked.empty() ? " in " : " or in ") + std::string(source_tree);
  return no_data("the rules were not found" + looked + "; name the folder that holds rules/ with --data-dir or WIRECHECK_DATA");
}

Result<std::string> find_data_dir(std::string_view asked) {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const char* environment = std::getenv("WIRECHECK_DATA");
  return find_data_dir(asked, environment ? environment : "", failed ? std::string() : program.string(), kSourceDataDir);
}

}  // namespace wirecheck
