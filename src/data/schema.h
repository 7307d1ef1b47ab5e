// Reading a YAML map strictly: every key is asked for once, and what nobody asked for is a fault with "did you mean".
// All faults carry file, line, column and the line itself.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/yaml.h"

namespace wirecheck {

// "; did you mean 'x'?" when one is near, else "; expected one of a, b, c" (nothing when there is no candidate).
std::string expectation(std::string_view word, const std::vector<std::string>& candidates);

class YamlMap {
 public:
  // `what` names the thing in messages, with its article: "a rule". A node that is no map is a fault at once; ok() is then
  // false and every question is answered with nothing. `file`, `node` and `faults` must outlive the reader.
  YamlMap(const YamlFile& file, const YamlNode& node, std::string what, std::vector<Error>& faults);
  bool ok() const { return node_.is_map(); }
  const YamlNode& node() const { return node_; }
  const std::string& what() const { return what_; }

  const YamlNode* get(std::string_view key);    // nullptr when absent
  const YamlNode* need(std::string_view key);   // the same, and a fault
  std::string text(std::string_view key);       // "" when absent; a fault when it is no scalar
  std::string need_text(std::string_view key);  // a fault when absent or blank, too
  bool flag(std::string_view key, bool otherwise = false);  // true or false
  // The scalars of a list, or the one scalar that stands alone. A fault for anything else.
  std::vector<const YamlNode*> scalars(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  // The items of a list; a fault when it is something else.
  std::span<const YamlNode> items(std::string_view key);

  void fault(const YamlNode& at, std::string message);
  // Reports the keys that were not asked for. Call last.
  void finish();

 private:
  const YamlFile& file_;
  const YamlNode& node_;
  std::string what_;
  std::vector<Error>& faults_;
  std::vector<std::string> asked_;
};

}  // namespace wirecheck
