// Before and after: `fix --all` over whole stories of ours, tests/golden/repair/NAME.before.txt and NAME.after.txt.
// WIRECHECK_UPDATE=1 rewrites the latter, and the test still fails once.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/fix_run.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

FixedPiece repaired(const Engine& engine, const fs::path& file, FixMode mode) {
  FixedPiece out;
  const auto inputs = expand_inputs({file.string()}, "");
  const Status status = run_fixes(engine, inputs.front(), {}, mode, [&](FixedPiece piece) {
    out = std::move(piece);
    return true;
  });
  REQUIRE(status);
  CHECK(out.errors.empty());
  return out;
}

}  // namespace

TEST_CASE("stories before and after", "[golden]") {
  std::vector<Error> faults;
  EngineOptions options;
  options.data_dir = test::kSourceDir;
  options.source = Lang::of("fr");
  options.target = Lang::of("en");
  const auto engine = Engine::load(options, faults);
  REQUIRE(engine);
  if (!engine->checks_off(Lang::of("en"), engine->options().source).empty()) {
    WARN("not run, dictionaries are missing");
    return;
  }
  const fs::path folder = fs::path(test::kSourceDir) / "tests" / "golden" / "repair";
  size_t stories = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().string();
    if (!name.ends_with(".before.txt")) continue;
    ++stories;
    DYNAMIC_SECTION(entry.path().filename().string()) {
      const fs::path after = name.substr(0, name.size() - 11) + ".after.txt";
      const std::string got = repaired(*engine, entry.path(), FixMode::all).after;
      CHECK(got == slurp(after));
      if (got != slurp(after) && std::getenv("WIRECHECK_UPDATE")) std::ofstream(after, std::ios::binary) << got;

      // An editor has nothing left to take, and a second run changes nothing.
      const FixedPiece again = repaired(*engine, after, FixMode::all);
      CHECK(again.before == again.after);

      // Safe fixes are some of them, and come to rest as well.
      const FixedPiece safe = repaired(*engine, entry.path(), FixMode::safe);
      CHECK(safe.before != safe.after);
      CHECK(safe.after != got);
    }
  }
  CHECK(stories > 0);
}
