// The one door to YAML: a file as a plain, read-only tree in which every node knows its place.
// Scalars stay strings (no, on, 1.0 mean what they spell). Duplicate keys, aliases, tags and several documents in a file are
// faults; so are files over the size or nesting limit. The tree is safe to read from any thread.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace wirecheck {

struct YamlNode {
  enum class Kind : uint8_t { null, scalar, sequence, map };
  Kind kind = Kind::null;
  uint32_t line = 0, column = 0;  // 1-based; column in code points
  std::string scalar;
  bool plain = false;             // a scalar written without quotes
  uint32_t text_line = 0, text_column = 0;  // of a scalar's first character: inside the quotes, below a | or >
  std::vector<YamlNode> items;                               // sequence
  std::vector<std::pair<YamlNode, YamlNode>> entries;        // map, in file order; keys are scalars

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_map() const { return kind == Kind::map; }
  const YamlNode* find(std::string_view key) const;  // nullptr when absent or not a map
  // The scalar's text, or "" for anything else.
  const std::string& text() const { return scalar; }
  // A sequence's scalars; a lone scalar counts as a sequence of one; null as an empty one.
  std::vector<std::string> texts() const;
};

struct YamlFile {
  std::string path;     // as given
  std::string content;
  YamlNode root;
  // An error at a node: file, line, column and the line itself.
  Error fault(const YamlNode& at, std::string message, Error::Code code = Error::Code::schema) const;
};

struct YamlLimits {
  size_t bytes = 8u << 20;
  uint32_t depth = 32;
};

// All faults found are appended to `faults` (an unreadable file, a syntax error, every duplicate key ...); the tree is usable
// when none was added.
YamlFile load_yaml(const std::string& path, std::vector<Error>& faults, YamlLimits limits = {});
YamlFile parse_yaml(std::string path, std::string content, std::vector<Error>& faults, YamlLimits limits = {});

// The candidate nearest to `word` by edit distance when it is near enough to be meant, else "".
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace wirecheck
