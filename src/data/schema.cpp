#include "data/schema.h"

#include <algorithm>

namespace wirecheck {

std::string expectation(std::string_view word, const std::vector<std::string>& candidates) {
  if (const std::string near = did_you_mean(word, candidates); !near.empty()) return "; did you mean '" + near + "'?";
  if (candidates.empty()) return "";
  std::string out = candidates.size() == 1 ? "; expected " : "; expected one of ";
  for (size_t i = 0; i < candidates.size(); ++i) out += (i ? ", " : "") + candidates[i];
  return out;
}

YamlMap::YamlMap(const YamlFile& file, const YamlNode& node, std::string what, std::vector<Error>& faults)
    : file_(file), node_(node), what_(std::move(what)), faults_(faults) {
  if (!ok()) fault(node_, what_ + " is written as keys and values");
}

void YamlMap::fault(const YamlNode& at, std::string message) { faults_.push_back(file_.fault(at, std::move(message))); }

const YamlNode* YamlMap::get(std::string_view key) {
  asked_.emplace_back(key);
  return node_.find(key);
}

const YamlNode* YamlMap::need(std::string_view key) {
  const YamlNode* found = get(key);
  if (!found && ok()) fault(node_, what_ + " needs '" + std::string(key) + "'");
  return found;
}

std::string YamlMap::text(std::string_view key) {
  const YamlNode* found = get(key);
  if (!found || found->is_scalar()) return found ? found->scalar : "";
  fault(*found, "'" + std::string(key) + "' is a text");
  return "";
}

std::string YamlMap::need_text(std::string_view key) {
  const YamlNode* found = need(key);
  if (!found) return "";
  if (!found->is_scalar() || found->scalar.find_first_not_of(" \t\n") == std::string::npos) {
    fault(*found, "'" + std::string(key) + "' is a text, and not an empty one");
    return "";
  }
  return found->scalar;
}

bool YamlMap::flag(std::string_view key, bool otherwise) {
  const YamlNode* found = get(key);
  if (!found) return otherwise;
  if (found->is_scalar() && found->scalar == "true") return true;
  if (found->is_scalar() && found->scalar == "false") return false;
  fault(*found, "'" + std::string(key) + "' is true or false");
  return otherwise;
}

std::vector<const YamlNode*> YamlMap::scalars(std::string_view key) {
  std::vector<const YamlNode*> out;
  const YamlNode* found = get(key);
  if (!found) return out;
  if (found->is_scalar()) return {found};
  if (!found->is_sequence()) {
    fault(*found, "'" + std::string(key) + "' is a text or a list of texts" +
                      (found->is_map() ? "; quote a text that holds a colon, brackets or braces" : ""));
    return out;
  }
  for (const YamlNode& item : found->items) {
    if (item.is_scalar()) out.push_back(&item);
    else fault(item, "an item of '" + std::string(key) + "' is a text; quote a text that holds a colon, brackets or braces");
  }
  return out;
}

std::vector<std::string> YamlMap::texts(std::string_view key) {
  std::vector<std::string> out;
  for (const YamlNode* node : scalars(key)) out.push_back(node->scalar);
  return out;
}

std::span<const YamlNode> YamlMap::items(std::string_view key) {
  const YamlNode* found = get(key);
  if (!found || found->is_sequence()) return found ? std::span<const YamlNode>(found->items) : std::span<const YamlNode>();
  fault(*found, "'" + std::string(key) + "' is a list; each item begins with a dash");
  return {};
}

void YamlMap::finish() {
  if (!ok()) return;
  for (const auto& [key, value] : node_.entries) {
    if (std::find(asked_.begin(), asked_.end(), key.scalar) != asked_.end()) continue;
    fault(key, "unknown key '" + key.scalar + "' in " + what_ + expectation(key.scalar, asked_));
  }
}

}  // namespace wirecheck
