#include "packs/config.h"

#include <filesystem>

#include "packs/load.h"

namespace wirecheck {

namespace fs = std::filesystem;

std::string find_house_config(const std::string& path) {
  std::error_code error;
  fs::path at = fs::absolute(path.empty() ? "." : path, error).lexically_normal();
  if (error) return "";
  if (!fs::is_directory(at, error)) at = at.parent_path();
  while (true) {
    const fs::path file = at / ".wirecheck.yaml";
    if (fs::is_regular_file(file, error)) return file.string();
    if (at == at.parent_path()) return "";
    at = at.parent_path();
  }
}

HouseConfig load_house_config(const std::string& path, std::vector<Error>& faults) {
  HouseConfig out;
  out.file = path;
  const size_t before = faults.size();
  const YamlFile file = load_yaml(path, faults);
  if (file.root.kind == YamlNode::Kind::null && (faults.size() != before || file.root.line == 0)) return out;
  YamlMap map(file, file.root, "the house's configuration", faults);
  for (const YamlNode* node : map.scalars("rules")) {
    std::error_code error;
    const fs::path folder = (fs::path(path).parent_path() / node->scalar).lexically_normal();
    if (!fs::is_directory(folder, error)) map.fault(*node, "there is no such folder: " + folder.string());
    out.rules.push_back(folder.string());
  }
  const auto lang = [&](const char* key) {
    const std::string text = map.text(key);
    if (!text.empty() && Lang::of(text).code() != text) map.fault(*map.get(key), "'" + text + "' is no language code; expected one like en or fr");
    return Lang::of(text);
  };
  out.from = lang("from");
  out.to = lang("to");
  out.disable = map.texts("disable");
  out.only = map.texts("only");
  out.profiles = map.texts("profiles");
  out.min_severity = read_severity(map, "min-severity");
  out.fail_on = read_severity(map, "fail-on");
  const load::Context context{file, faults, ".wirecheck.yaml", "", out.from, out.to, {}};
  for (const YamlNode& node : map.items("overrides")) {
    const size_t so_far = faults.size();
    Override one = load::parse_override(context, node);
    if (faults.size() == so_far) out.overrides.push_back(std::move(one));
  }
  map.finish();
  return out;
}

}  // namespace wirecheck
