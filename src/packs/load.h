// The parts of load_packs(), private to src/packs/load*.cpp and config.cpp.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/rule_info.h"
#include "data/schema.h"
#include "data/yaml.h"
#include "packs/model.h"

namespace wirecheck::load {

// An id as it was met, whether or not its rule is sound.
struct SeenId {
  std::string id;
  Place place;
};

struct Context {
  const YamlFile& file;
  std::vector<Error>& faults;
  std::string shown;      // the file's name for RuleInfo::origin: "rules/fr-en/x.yaml"
  std::string pack;       // its id
  Lang source, target;
  RuleDefaults defaults;
  std::vector<SeenId>* ids = nullptr;
};

// How a rule came about, where that changes what is asked of it.
struct RowOrigin {
  bool from_table = false;
  bool acronym = false;   // a row of a table of acronyms: its fix may be safe
  std::string id;         // set: the rule's id after the pack's; else the rule's own `id` counts
  Place place;            // with `id`: where the row stands
};

// One rule of the schema; nothing when it has a fault (which is reported).
std::optional<RuleModel> parse_rule(const Context& context, const YamlNode& node, const RowOrigin& row = {});

// The items of `when` or `unless`.
std::vector<Condition> parse_conditions(const Context& context, YamlMap& map, std::string_view key);

std::vector<Sourced> sourced(const std::string& file, const std::vector<const YamlNode*>& nodes);
Sourced sourced(const std::string& file, const YamlNode& node);
Place place_of(const std::string& file, const YamlNode& node);

// The closed set of functions and the braces of a fix or a message.
void check_template(const Context& context, const YamlNode& node);

Override parse_override(const Context& context, const YamlNode& node);

// An id made from any words; letters of other scripts stay.
std::string slug_of(std::string_view text);

// What the tables of all packs share: rows that are stated keep computed ones of the same word away.
struct TableState {
  std::vector<std::string> roots;  // where rows-from is looked for, beside the pack's own folder
  std::set<std::string, std::less<>>* stated = nullptr;  // "fr-en:" + the folded artifact
  std::set<std::string, std::less<>>* files = nullptr;   // every file read
  std::map<std::string, YamlFile, std::less<>>* dictionaries = nullptr;  // read once, however many tables take rows from them
};

bool is_computed(const YamlNode& table);
// Appends the rules of one table.
void expand_table(const Context& context, const YamlNode& table, TableState& state, std::vector<RuleModel>& rules);

}  // namespace wirecheck::load
