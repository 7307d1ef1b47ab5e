// `wirecheck fix --all` on whole stories: tests/golden/fix-all/NAME.before.txt, a machine translation of our own with the faults
// that such stories have, becomes NAME.after.txt, which an editor would call repaired.
// WIRECHECK_UPDATE=1 rewrites the second file, and the test still fails once.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/repair.h"
#include "readers/reader.h"
#include "test_config.h"

using namespace wirecheck;
namespace fs = std::filesystem;

namespace {

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("fix --all repairs a story") {
  EngineOptions options;
  options.data_dir = test::kSourceDir;
  options.source = Lang::of("fr");
  options.target = Lang::of("en");
  std::vector<Error> faults;
  const auto engine = Engine::load(options, faults);
  REQUIRE(engine);
  if (!engine->checks_off(Lang::of("en")).empty()) {
    WARN("dictionaries are missing: not tested");
    return;
  }
  Scratch scratch;
  size_t stories = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(test::kSourceDir) / "tests/golden/fix-all")) {
    const std::string path = entry.path().string();
    constexpr std::string_view kBefore = ".before.txt";
    if (!path.ends_with(kBefore)) continue;
    ++stories;
    INFO(path);
    auto document = read_plain(path, slurp(path), {});
    REQUIRE(static_cast<bool>(document));
    const Repair repaired = repair(*engine, document.value(), FixMode::all, scratch,
                                   [&](std::string bytes) { return read_plain(path, std::move(bytes), {}); },
                                   [](const Finding&) { return true; });
    CHECK(repaired.stable);
    const fs::path wanted = path.substr(0, path.size() - kBefore.size()) + ".after.txt";
    CHECK(repaired.bytes == slurp(wanted));
    if (repaired.bytes != slurp(wanted) && std::getenv("WIRECHECK_UPDATE")) std::ofstream(wanted, std::ios::binary) << repaired.bytes;
  }
  CHECK(stories > 0);
}
