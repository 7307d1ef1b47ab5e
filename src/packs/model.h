// A rule pack as its YAML says it, checked but not yet compiled: what `rules lint`, `rules test` and the compiler read.
// Plain data; every part that can be wrong later (a pattern, a condition) knows its place in the file.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/finding.h"
#include "core/marked.h"

namespace wirecheck {

struct Place {                     // in a YAML file
  std::string file;
  uint32_t line = 0, column = 0;
};

struct Sourced {                   // a string with the place of its first character (inside the quotation marks of a quoted scalar)
  std::string text;
  Place place;
};

enum class Scope : uint8_t { sentence, paragraph, document };

// One item of `when:` or `unless:`. An item with several keys holds when all of them hold; a list of items under `unless`
// silences when one holds, under `when` all must hold. Three-valued: what can not be known is unknown.
struct Condition {
  enum class Kind : uint8_t {
    source,      // the source text has one of these (words or patterns of the source language)
    before,      // pattern directly before the match
    after,       // pattern directly after the match
    sentence,    // pattern anywhere in the match's sentence (outside the match)
    paragraph, document,
    in,          // quote, headline, dateline, byline, crosshead, caption, credit, boilerplate
    antecedent,  // gender:masculine|feminine, animacy:person|body|place|thing, number:singular|plural of the nearest mention
    number,      // comparison with the first number inside the match: "> 12"
    name,        // the capture (or match) is (part of) a name of this kind: person, body, place, any
    lang,        // language of the block
    profile
  };
  Kind kind = Kind::before;
  // Patterns or words; one must hold. antecedent: "gender:feminine", "animacy:body" ...: one of each key must hold.
  // number: "> 12", "<= 3", "= 1". name: "person", or "capture:person".
  std::vector<Sourced> values;
  bool first_mention = false;      // kind document: none of the values (without values: the match's own words) before the match
  uint32_t item = 0;               // the index of the item it belongs to: conditions of one item share it
};

struct Example {
  enum class Kind : uint8_t { bad, ok, missed };
  Kind kind = Kind::bad;
  MarkedText text;
  std::string notation;            // as written
  std::string source;              // source sentence, "" if none
  Place place;
};

enum class IfUnknown : uint8_t { fire, lower, hold };   // what a source condition says without a source text
enum class IfAbsent : uint8_t { fire, drop };

struct RuleModel {
  RuleInfo info;
  Place place;
  // What it matches: one of the two.
  std::vector<Sourced> patterns;   // token patterns; several are alternatives
  Sourced regex;                   // RE2 over the block's text
  bool regex_words = false;        // bounds: word
  bool regex_case = false;         // case: exact
  Scope scope = Scope::sentence;
  std::vector<Condition> when, unless;
  // source: {has, accept, reject, if-unknown, if-absent}
  std::vector<Sourced> source_has, accept, reject;
  IfUnknown if_unknown = IfUnknown::fire;
  IfAbsent if_absent = IfAbsent::drop;
  std::vector<Sourced> fixes;      // templates, the best first; "" deletes
  bool safe = false;
  std::optional<uint32_t> limit;   // report at most so many per document
  Sourced message;                 // template; "" = the title
  std::vector<Example> examples;
  std::vector<std::string> was;    // ids it had
  bool from_table = false;         // a row of a table: its examples come from the table's template
};

struct NamedList {
  std::string name;
  std::vector<Sourced> items;      // patterns of one or more tokens
  Place place;
};

struct PackModel {
  std::string id;                  // "fr-en/spokesperson"
  std::string file;
  Lang source, target;
  std::vector<NamedList> lists;
  std::vector<RuleModel> rules;
};

// A house's changes to a rule of ours (`extends:`), applied after all packs are loaded.
struct Override {
  std::string extends;             // rule id, or a pattern "fr-en/exonyms.*"
  Place place;
  std::optional<bool> enabled;
  std::optional<Severity> severity;
  std::vector<Condition> unless_plus;
  std::vector<Sourced> fixes;      // replace ours when not empty
  std::string profile;
};

struct SharedList {
  Lang target;                     // seen by every pack of this target language
  NamedList list;
};

struct PackSet {
  std::vector<PackModel> packs;    // in the order of their files
  std::vector<SharedList> shared;  // of rules/<lang>/lists/*.yaml
  std::vector<Override> overrides; // already applied to the rules
  std::vector<std::string> files;  // all files read, for cache keys and the packs' hash
};

// Loads every *.yaml under `folders` (each laid out as rules/: <lang>/*.yaml, <source>-<target>/*.yaml; language.yaml,
// languages.yaml, checks.yaml and confidence.yaml are not packs). All faults of all files are appended; a rule with a fault is left out.
// `lists/` files under rules/<lang>/ are shared: a list named there is seen by every pack of that target language.
// Overrides, those of the packs and then `more` (of a house's configuration), are applied: severities, profiles, fixes and added
// exceptions are in the rules, rules switched off are not there. They are listed too, under today's ids, for the C++ checks.
PackSet load_packs(const std::vector<std::string>& folders, std::vector<Error>& faults, std::vector<Override> more = {});

}  // namespace wirecheck
