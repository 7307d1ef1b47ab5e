#include "core/data_dir.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

using wirecheck::find_data_dir;
namespace fs = std::filesystem;

TEST_CASE("the data folder is the first of four places", "[unit]") {
  const fs::path top = fs::temp_directory_path() / ("wirecheck-data-dir-" + std::to_string(::getpid()));
  const std::string asked = (top / "asked").string(), named = (top / "named").string();
  const std::string tree = (top / "tree").string(), program = (top / "usr/bin/wirecheck").string();
  const std::string installed = (top / "usr/share/wirecheck").string();
  const std::string empty = (top / "empty").string();
  for (const std::string& folder : {asked, named, tree, installed}) fs::create_directories(fs::path(folder) / "rules");
  fs::create_directories(empty);

  CHECK(find_data_dir(asked, named, program, tree).value() == asked);
  CHECK(find_data_dir("", named, program, tree).value() == named);
  CHECK(find_data_dir("", "", program, tree).value() == installed);
  CHECK(find_data_dir("", "", (top / "elsewhere/bin/wirecheck").string(), tree).value() == tree);
  CHECK(find_data_dir("", "", "", tree).value() == tree);

  // What was asked for by name is not replaced in silence.
  const auto wrong = find_data_dir(empty, named, program, tree);
  REQUIRE(!wrong);
  CHECK(wrong.error().code == wirecheck::Error::Code::io);
  CHECK(wrong.error().message == "--data-dir is \"" + empty + "\", which holds no folder rules/");
  const auto wrong_name = find_data_dir("", empty, program, tree);
  REQUIRE(!wrong_name);
  CHECK_THAT(wrong_name.error().message, Catch::StartsWith("WIRECHECK_DATA is "));

  const auto none = find_data_dir("", "", (top / "elsewhere/bin/wirecheck").string(), empty);
  REQUIRE(!none);
  CHECK_THAT(none.error().message, Catch::Contains(empty) && Catch::Contains("--data-dir"));
  fs::remove_all(top);
}
