#include "engine/house.h"

#include <filesystem>

#include "data/yaml.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = ".wirecheck.yaml";

const std::vector<std::string>& keys() {
  static const std::vector<std::string> kKeys = {"from", "to", "rules", "only", "disable", "profiles", "require",
                                                 "drafts", "min-severity", "fail-on"};
  return kKeys;
}

// Reads the entries of one file; every fault is noted, none stops the reading.
class HouseReader {
 public:
  HouseReader(const YamlFile& file, std::vector<Error>& faults) : file_(file), faults_(faults) {}

  void entry(const YamlNode& key, const YamlNode& value, HouseConfig& config) {
    const std::string& name = key.text();
    if (name == "from") config.from = lang(value);
    else if (name == "to") config.to = lang(value);
    else if (name == "rules") config.rules = paths(value);
    else if (name == "only") config.only = texts(value);
    else if (name == "disable") config.disable = texts(value);
    else if (name == "profiles") config.profiles = texts(value);
    else if (name == "require") config.require = texts(value);
    else if (name == "drafts") config.drafts = truth(value);
    else if (name == "min-severity") config.min_severity = severity(value);
    else if (name == "fail-on") config.fail_on = severity(value);
    else unknown(key);
  }

  void fault(const YamlNode& at, std::string message) { faults_.push_back(file_.fault(at, std::move(message))); }

 private:
  void unknown(const YamlNode& key) {
    std::string known;
    for (const std::string& one : keys()) known += (known.empty() ? "" : ", ") + one;
    const std::string meant = did_you_mean(key.text(), keys());
    fault(key, "unknown key \"" + key.text() + "\"; " +
                   (meant.empty() ? "expected one of " + known : "did you mean \"" + meant + "\"?"));
  }
  Lang lang(const YamlNode& value) {
    const Lang out = Lang::of(value.text());
    if (!out.known()) fault(value, "expected a language such as fr or en");
    return out;
  }
  std::optional<bool> truth(const YamlNode& value) {
    if (value.text() == "true") return true;
    if (value.text() == "false") return false;
    fault(value, "expected true or false");
    return std::nullopt;
  }
  std::optional<Severity> severity(const YamlNode& value) {
    const auto out = severity_of(value.text());
    if (!out) fault(value, "expected info, minor, major or critical");
    return out;
  }
  std::vector<std::string> texts(const YamlNode& value) {
    if (value.is_map()) fault(value, "expected a list");
    return value.texts();
  }
  std::vector<std::string> paths(const YamlNode& value) {
    std::vector<std::string> out;
    for (const std::string& path : texts(value)) out.push_back((fs::path(file_.path).parent_path() / path).lexically_normal().string());
    return out;
  }
  const YamlFile& file_;
  std::vector<Error>& faults_;
};

}  // namespace

HouseConfig read_house_config(const std::string& file, std::vector<Error>& faults) {
  HouseConfig config;
  config.file = file;
  const size_t before = faults.size();
  const YamlFile yaml = load_yaml(file, faults);
  if (faults.size() != before) return config;
  HouseReader reader(yaml, faults);
  if (yaml.root.kind == YamlNode::Kind::null) return config;
  if (!yaml.root.is_map()) reader.fault(yaml.root, "expected keys and values, such as from: fr");
  for (const auto& [key, value] : yaml.root.entries) reader.entry(key, value, config);
  return config;
}

HouseConfig find_house_config(const std::string& start, std::vector<Error>& faults) {
  std::error_code error;
  fs::path folder = fs::absolute(start.empty() || start == "-" ? "." : start, error).lexically_normal();
  if (error) return {};
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  while (true) {
    const fs::path file = folder / kFileName;
    if (fs::is_regular_file(file, error)) {
      // As short as a person would write it.
      const std::string near = fs::proximate(file, error).string();
      return read_house_config(error || near.starts_with("..") ? file.string() : near, faults);
    }
    if (folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
}

}  // namespace wirecheck
