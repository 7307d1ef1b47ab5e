// docs/rule-language.md is true: each of its examples is run.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/pack_rig.h"

using namespace wirecheck;
using namespace wirecheck_test;

namespace {

struct ManualExample {
  std::string pattern;   // for the section's name
  RuleModel model = rule("r", {});
  std::string list, source;
  std::vector<std::string> items;
  std::vector<std::pair<std::string, std::string>> texts;
  std::string fault;     // a line that is not understood
};

Condition::Kind kind_of(const std::string& name) {
  const std::pair<const char*, Condition::Kind> kKinds[] = {
      {"before", Condition::Kind::before}, {"after", Condition::Kind::after}, {"sentence", Condition::Kind::sentence},
      {"paragraph", Condition::Kind::paragraph}, {"in", Condition::Kind::in}, {"number", Condition::Kind::number}};
  for (const auto& [text, kind] : kKinds)
    if (name == text) return kind;
  return Condition::Kind::document;
}

void read_line(const std::string& line, ManualExample& out) {
  const size_t arrow = line.rfind(" =>");
  if (arrow != std::string::npos) {
    out.texts.emplace_back(line.substr(0, arrow), arrow + 4 < line.size() ? line.substr(arrow + 4) : "");
    return;
  }
  const size_t colon = line.find(':');
  if (colon == std::string::npos) {
    out.fault = line;
    return;
  }
  const std::string key = line.substr(0, colon), value = colon + 2 < line.size() ? line.substr(colon + 2) : "";
  const auto item = static_cast<uint32_t>(out.model.when.size() + out.model.unless.size());
  if (key == "match") {
    out.pattern = value;
    out.model.patterns.push_back({value, {}});
  } else if (key == "regex") {
    out.pattern = value;
    out.model.regex = {value, {}};
  } else if (key == "fix") {
    out.model.fixes.push_back({value, {}});
  } else if (key == "source") {
    out.source = value;
  } else if (key == "accept") {
    out.model.accept.push_back({value, {}});
  } else if (key == "reject") {
    out.pattern = "reject " + value;
    out.model.reject.push_back({value, {}});
  } else if (key == "if-unknown") {
    out.model.if_unknown = value == "hold" ? IfUnknown::hold : value == "lower" ? IfUnknown::lower : IfUnknown::fire;
  } else if (key == "if-absent") {
    out.model.if_absent = value == "fire" ? IfAbsent::fire : IfAbsent::drop;
  } else if (key == "source has") {
    out.model.source_has.push_back({value, {}});
  } else if (key.starts_with("list ")) {
    out.list = key.substr(5);
    std::stringstream items(value);
    for (std::string one; std::getline(items, one, ',');) {
      one.erase(0, one.find_first_not_of(' '));
      // As YAML would read it: quotation marks around an item are not its own.
      if (one.size() > 2 && one.front() == '"') one = one.substr(1, one.size() - 2);
      out.items.push_back(one);
    }
  } else if (key == "when first-mention") {
    out.model.when.push_back(condition(Condition::Kind::document, {}, item));
    out.model.when.back().first_mention = true;
  } else if (key.starts_with("when ")) {
    out.model.when.push_back(condition(kind_of(key.substr(5)), {value}, item));
  } else if (key.starts_with("unless ")) {
    out.model.unless.push_back(condition(kind_of(key.substr(7)), {value}, item));
  } else {
    out.fault = line;
  }
}

std::string manual() {
  std::ifstream in(std::string(test::kSourceDir) + "/docs/rule-language.md");
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::string> blocks(const std::string& kind) {
  std::vector<std::string> out;
  std::stringstream in(manual());
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (!inside && line == "```" + kind) {
      inside = true;
      out.emplace_back();
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      out.back() += line + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the examples of the manual") {
  const std::vector<std::string> all = blocks("rule");
  REQUIRE(all.size() > 20);
  for (const std::string& block : all) {
    ManualExample example;
    std::stringstream lines(block);
    for (std::string line; std::getline(lines, line);) read_line(line, example);
    DYNAMIC_SECTION(example.pattern) {
      CHECK(example.fault.empty());
      REQUIRE_FALSE(example.texts.empty());
      PackRig rig;
      if (!example.list.empty()) rig.list(example.list, example.items);
      rig.add(example.model);
      for (const auto& [text, expected] : example.texts) CHECK(rig.found(text, example.source) == expected);
      for (const Error& fault : rig.faults) UNSCOPED_INFO(to_string(fault));
      CHECK(rig.faults.empty());
    }
  }
}

// The packs of the manual load, and each of their examples is found, with its fixes first, or stays silent.
TEST_CASE("the packs of the manual") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("wirecheck-manual-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
  int number = 0;
  for (const std::string& text : blocks("yaml")) {
    const fs::path place = folder / "rules" / (text.starts_with("pack: en/") ? "en" : "fr-en");
    fs::create_directories(place);
    std::ofstream(place / ("manual" + std::to_string(number++) + ".yaml")) << text;
  }
  PackRig rig;
  rig.set = load_packs({(folder / "rules").string()}, rig.faults);
  fs::remove_all(folder);
  rig.compile();
  for (const Error& fault : rig.faults) UNSCOPED_INFO(to_string(fault));
  REQUIRE(rig.faults.empty());
  size_t rules = 0;
  for (const PackModel& pack : rig.set.packs) {
    for (const RuleModel& model : pack.rules) {
      ++rules;
      for (const Example& example : model.examples) {
        std::string expected;
        for (const Mark& mark : example.text.marks) {
          expected += (expected.empty() ? "[" : " [") + example.text.text.substr(mark.span.begin, mark.span.size());
          for (const std::string& fix : mark.fixes) expected += "|" + fix;
          expected += "]";
        }
        INFO(model.info.id << ": " << example.notation);
        CHECK(rig.found(example.text.text, example.source) == expected);
      }
    }
  }
  CHECK(rules == 3);
}
