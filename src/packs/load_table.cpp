// Tables: one template and many rows, each row a rule. A row's rule is put together as YAML (the template, what `where` adds
// for the row's flags, the row's own keys, placeholders filled in) and then read like any other rule.

#include <algorithm>
#include <filesystem>
#include <memory>

#include "core/cldr.h"
#include "core/utf8.h"
#include "packs/load.h"

namespace wirecheck::load {
namespace {

constexpr std::string_view kPatternMeta = "()[]{}|?!<>\"@$^*+/";
const std::vector<std::string> kRuleKeys = {"title", "match", "scope", "source", "when", "unless", "fix", "safe", "message", "why", "fact",
                                            "examples", "category", "severity", "mqm", "status", "evidence", "confidence", "profile",
                                            "limit", "names", "was"};

struct Row {
  std::vector<std::pair<std::string, std::vector<std::string>>> values;  // "artifact", "right" and what else the row says
  std::string slug;
  std::string shown;               // the file it stands in, for RuleInfo::origin
  Place place;
  const YamlNode* own = nullptr;   // keys of a rule that the row says itself
  const std::vector<std::string>* find(std::string_view key) const {
    for (const auto& [name, value] : values) {
      if (name == key) return &value;
    }
    return nullptr;
  }
  std::vector<std::string>& at(std::string_view key) {
    for (auto& [name, value] : values) {
      if (name == key) return value;
    }
    return values.emplace_back(std::string(key), std::vector<std::string>()).second;
  }
};

bool contains(const std::vector<std::string>& list, std::string_view text) { return std::find(list.begin(), list.end(), text) != list.end(); }

std::string trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

// The names in braces that could be keys of a row, with their offsets.
template <class Each>
void each_placeholder(std::string_view text, Each each) {
  for (size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    size_t end = open + 1;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= '0' && text[end] <= '9') || text[end] == '_')) ++end;
    if (end < text.size() && text[end] == '}' && end > open + 1 && text[open + 1] >= 'a') each(open, text.substr(open + 1, end - open - 1));
  }
}

void collect_placeholders(const YamlNode& node, std::vector<std::string>& out) {
  each_placeholder(node.scalar, [&](size_t, std::string_view name) { out.emplace_back(name); });
  for (const YamlNode& item : node.items) collect_placeholders(item, out);
  for (const auto& [key, value] : node.entries) collect_placeholders(value, out);
}

// How a placeholder is written where it stands.
enum class As { text, pattern, regex };

// Which value of which key stands in a text; of every other key it is the first.
struct Pick {
  std::string_view key;
  size_t value = 0;
};

class Filler {
 public:
  Filler(const Row& row, const std::vector<std::string>& known, bool exact, std::vector<std::string>& missing)
      : row_(row), known_(known), exact_(exact), missing_(missing) {}

  std::string fill(std::string_view text, As as, Pick pick = {}) const {
    std::string out;
    size_t done = 0;
    each_placeholder(text, [&](size_t at, std::string_view name) {
      if (!contains(known_, name)) return;
      out += text.substr(done, at - done);
      done = at + name.size() + 2;
      const auto* value = row_.find(name);
      if (!value || value->empty()) {
        missing_.emplace_back(name);
        return;
      }
      if (as == As::text) {
        out += shown((*value)[name == pick.key ? pick.value : 0]);
      } else if (const size_t close = text.find('>', done);
                 as == As::pattern && out.ends_with('<') && close != std::string_view::npos && (close == done || text[done] == ':')) {
        // <{artifact}> with several values: each is a lemma of its own.
        out.pop_back();
        std::vector<std::string> lemmas;
        for (const std::string& one : *value) lemmas.push_back("<" + one + std::string(text.substr(done, close + 1 - done)));
        out += alternatives(lemmas, as, false);
        done = close + 1;
      } else {
        out += alternatives(*value, as, exact_ && name == "artifact");
      }
    });
    out += text.substr(done);
    return out;
  }
  // A text that is repeated for every value of a list it names: 'the {right}'.
  std::vector<std::string> fill_each(std::string_view text) const {
    std::vector<std::string> out = {std::string(text)};
    std::vector<std::string> names;
    each_placeholder(text, [&](size_t, std::string_view name) {
      if (contains(known_, name) && !contains(names, name)) names.emplace_back(name);
    });
    for (const std::string& name : names) {
      const auto* value = row_.find(name);
      if (!value) return {};
      std::vector<std::string> next;
      for (const std::string& one : *value) {
        for (const std::string& text_so_far : out) next.push_back(replaced(text_so_far, name, one));
        if (name == "artifact") break;
      }
      out = std::move(next);
    }
    return out;
  }

 private:
  // A cell may be a pattern, <magasin>; a text shows its words.
  static std::string shown(std::string value) {
    std::erase_if(value, [](char c) { return c == '<' || c == '>'; });
    return value;
  }
  static std::string replaced(std::string text, const std::string& name, const std::string& value) {
    const std::string hole = "{" + name + "}";
    for (size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + value.size())) text.replace(at, hole.size(), value);
    return text;
  }
  static std::string alternatives(const std::vector<std::string>& values, As as, bool exact) {
    std::string out;
    for (const std::string& value : values) {
      if (!out.empty()) out += as == As::regex ? "|" : " | ";
      if (as == As::regex) {
        for (const char c : value) {
          if (static_cast<unsigned char>(c) < 0x80 && std::string_view("\\.^$*+?()[]{}|").find(c) != std::string_view::npos) out += '\\';
          out += c;
        }
      } else {
        out += exact ? '"' + value + '"' : value;
      }
    }
    if (as == As::regex) return "(?:" + out + ")";
    return values.size() > 1 || out.find(' ') != std::string::npos ? "(" + out + ")" : out;
  }

  const Row& row_;
  const std::vector<std::string>& known_;
  bool exact_;
  std::vector<std::string>& missing_;
};

YamlNode* find(YamlNode& map, std::string_view key) {
  for (auto& [name, value] : map.entries) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

YamlNode like(const YamlNode& node, std::string text) {
  YamlNode out = node;
  out.kind = YamlNode::Kind::scalar;
  out.scalar = std::move(text);
  out.items.clear();
  out.entries.clear();
  return out;
}

class Table {
 public:
  Table(const Context& context, const YamlNode& node, TableState& state, std::vector<RuleModel>& rules)
      : context_(context), map_(context.file, node, "a table", context.faults), node_(node), state_(state), rules_(rules) {}

  void expand() {
    const size_t before = context_.faults.size();
    if (!map_.ok() || !head()) return;
    const size_t ways = (map_.get("rows") != nullptr) + (map_.get("rows-from") != nullptr) + (map_.get("computed") != nullptr);
    if (ways != 1) map_.fault(node_, "a table has its rows from one of rows, rows-from, computed");
    if (map_.get("rows")) stated_rows();
    if (const YamlNode* from = map_.get("rows-from")) rows_from(*from);
    if (const YamlNode* computed = map_.get("computed")) computed_rows(*computed);
    exceptions();
    map_.finish();
    check_where();
    for (const Row& row : rows_) add(row);
    settle_faults(before);
  }

 private:
  bool head() {
    const YamlNode* id = map_.need("id");
    if (!id) return false;
    id_ = id->scalar;
    if (!is_slug(id_)) map_.fault(*id, "an id is made of lower-case letters, digits and hyphens, like place-names");
    base_.kind = YamlNode::Kind::map;
    base_.line = node_.line;
    base_.column = node_.column;
    for (const auto& [key, value] : node_.entries) {
      if (key.scalar == "was" || !contains(kRuleKeys, key.scalar)) continue;
      map_.get(key.scalar);
      base_.entries.emplace_back(key, key.scalar == "examples" ? as_list(value) : value);
      collect_placeholders(value, placeholders_);
    }
    for (const std::string& key : kRuleKeys) {
      if (key != "was") map_.get(key);  // known, for "did you mean"
    }
    for (const YamlNode* name : map_.scalars("columns")) {
      columns_.push_back(name->scalar);
      known_.push_back(name->scalar);
    }
    if (map_.get("columns") && (!contains(columns_, "artifact") || !contains(columns_, "right")))
      map_.fault(*map_.get("columns"), "'columns' names the cells of a row in their order; 'artifact' and 'right' are two of them");
    const std::string letters = map_.text("case");
    if (!letters.empty() && letters != "exact") map_.fault(*map_.get("case"), "unknown case '" + letters + "'; expected exact");
    exact_ = letters == "exact";
    if (const YamlNode* names = map_.get("names")) acronyms_ = names->scalar == "acronyms";
    where_ = map_.get("where");
    if (where_) {
      YamlMap where(context_.file, *where_, "'where'", context_.faults);
      collect_placeholders(*where_, placeholders_);
    }
    return true;
  }

  // {bad: x, ok: [y, z], source: s} as the list of examples that a rule has.
  YamlNode as_list(const YamlNode& node) {
    if (!node.is_map()) return node;
    YamlNode out = node;
    out.kind = YamlNode::Kind::sequence;
    out.entries.clear();
    const YamlNode* source = node.find("source");
    for (const auto& [key, value] : node.entries) {
      if (key.scalar == "source") continue;
      const auto add = [&, &key = key](const YamlNode& text) {
        YamlNode item = text;
        item.kind = YamlNode::Kind::map;
        item.scalar.clear();
        item.items.clear();
        item.entries = {{key, text}};
        if (source) item.entries.emplace_back(like(*source, "source"), *source);
        out.items.push_back(std::move(item));
      };
      if (value.is_sequence()) {
        for (const YamlNode& text : value.items) add(text);
      } else {
        add(value);
      }
    }
    return out;
  }

  void stated_rows() {
    for (const YamlNode& node : map_.items("rows")) {
      Row row;
      row.shown = context_.shown;
      row.place = place_of(context_.file.path, node);
      if (node.is_scalar()) {
        row_of_text(node, row);
      } else if (node.is_map()) {
        row_of_map(node, row);
      } else {
        map_.fault(node, "a row is 'wrong | right' or a map with 'artifact' and 'right'");
        continue;
      }
      take(std::move(row), context_.file, node);
    }
  }

  void row_of_text(const YamlNode& node, Row& row) {
    std::vector<std::string> cells;
    std::string_view rest = node.scalar;
    for (size_t bar = rest.find('|'); ; bar = rest.find('|')) {
      cells.push_back(trimmed(rest.substr(0, bar)));
      if (bar == std::string_view::npos) break;
      rest.remove_prefix(bar + 1);
    }
    if (cells.size() > 2 && cells.back().empty()) cells.pop_back();  // "a | b | # a remark"
    if (cells.size() > 2 && cells.back().starts_with('#')) {
      YamlNode fact = like(node, trimmed(std::string_view(cells.back()).substr(1)));
      own_.push_back(std::make_unique<YamlNode>());
      own_.back()->kind = YamlNode::Kind::map;
      own_.back()->entries = {{like(node, "fact"), std::move(fact)}};
      row.own = own_.back().get();
      cells.pop_back();
    }
    if (columns_.empty()) {
      row.at("artifact") = {cells.front()};
      row.at("right") = {cells.begin() + 1, cells.end()};
      return;
    }
    const auto column = [&](std::string_view name) { return static_cast<size_t>(std::find(columns_.begin(), columns_.end(), name) - columns_.begin()); };
    if (cells.size() <= std::max(column("artifact"), column("right")) || cells.size() > columns_.size()) {
      std::string names;
      for (const std::string& name : columns_) names += (names.empty() ? "" : " | ") + name;
      return map_.fault(node, "this row has " + std::to_string(cells.size()) + " cells; the table's columns are " + names);
    }
    for (size_t i = 0; i < columns_.size(); ++i) row.at(columns_[i]) = i < cells.size() ? values_of(cells[i]) : std::vector<std::string>();
  }

  // A cell of a named column: "store, shop" are two values.
  static std::vector<std::string> values_of(std::string_view cell) {
    std::vector<std::string> out;
    for (size_t comma = cell.find(','); ; comma = cell.find(',')) {
      std::string value = trimmed(cell.substr(0, comma));
      if (!value.empty()) out.push_back(std::move(value));
      if (comma == std::string_view::npos) return out;
      cell.remove_prefix(comma + 1);
    }
  }

  void row_of_map(const YamlNode& node, Row& row) {
    YamlMap map(context_.file, node, "a row", context_.faults);
    map.need("artifact");
    map.get("right");
    map.get("id");
    for (const std::string& key : kRuleKeys) map.get(key);
    for (const std::string& key : placeholders_) map.get(key);
    if (where_) {
      for (const auto& [key, value] : where_->entries) map.get(key.scalar.substr(0, key.scalar.find('=')));
    }
    map.finish();
    for (const auto& [key, value] : node.entries) {
      if (key.scalar == "id") row.slug = value.scalar;
      else if (!contains(kRuleKeys, key.scalar)) row.at(key.scalar) = value.texts();
    }
    if (!row.slug.empty() && !is_slug(row.slug)) map.fault(*map.get("id"), "an id is made of lower-case letters, digits and hyphens");
    if (!row.find("right")) row.at("right");
    for (const std::string& name : columns_) row.at(name);
    row.own = &node;
  }

  void rows_from(const YamlNode& node) {
    std::string name, list, artifact = std::string(context_.source.code()), right = std::string(context_.target.code());
    if (node.is_scalar()) {
      name = node.scalar;
    } else {
      YamlMap map(context_.file, node, "'rows-from'", context_.faults);
      name = map.need_text("file");
      list = map.text("list");
      if (map.get("artifact")) artifact = map.text("artifact");
      if (map.get("right")) right = map.text("right");
      map.finish();
    }
    if (name.empty()) return;
    namespace fs = std::filesystem;
    std::error_code ignored;
    std::string path;
    std::vector<std::string> roots = state_.roots;
    roots.push_back(fs::path(context_.file.path).parent_path().string());
    for (const std::string& root : roots) {
      const fs::path candidate = fs::path(root) / name;
      if (path.empty() && fs::is_regular_file(candidate, ignored)) path = candidate.lexically_normal().string();
    }
    if (path.empty()) return map_.fault(node, "there is no file " + name + "; it is looked for beside rules/ and beside this file");
    state_.files->insert(path);
    auto read_before = state_.dictionaries->find(path);
    if (read_before == state_.dictionaries->end()) read_before = state_.dictionaries->emplace(path, load_yaml(path, context_.faults)).first;
    const YamlFile& file = read_before->second;
    const YamlNode* rows = nullptr;
    std::vector<std::string> lists;
    for (const auto& [key, value] : file.root.entries) {
      if (!value.is_map() && !value.is_sequence()) continue;
      lists.push_back(key.scalar);
      if (list.empty() ? rows == nullptr : key.scalar == list) rows = &value;
    }
    if (!rows) {
      if (!lists.empty() || file.root.is_map()) map_.fault(node, "the file " + name + " has no list '" + list + "'" + expectation(list, lists));
      return;
    }
    const auto read = [&](const YamlNode& at, const std::string* key, const YamlNode& value) {
      Row row;
      row.shown = name;
      row.place = place_of(path, at);
      if (key) row.at("artifact") = {*key};
      if (value.is_scalar()) row.at("right") = {value.scalar};
      for (const auto& [field, content] : value.entries) {
        if (field.scalar == "id") {
          row.slug = content.scalar;
          continue;
        }
        const bool is_artifact = !key && field.scalar == artifact;
        const std::string as = is_artifact ? "artifact" : field.scalar == right ? "right" : field.scalar;
        row.at(as) = content.texts();
      }
      if (!row.find("artifact") || row.find("artifact")->empty())
        return context_.faults.push_back(file.fault(at, "a row without '" + artifact + "'"));
      row.at("right");
      take(std::move(row), file, at);
    };
    for (const auto& [key, value] : rows->entries) read(key, &key.scalar, value);
    for (const YamlNode& item : rows->items) read(item, nullptr, item);
  }

  void computed_rows(const YamlNode& node) {
    if (node.scalar != "cldr-territories") return map_.fault(node, "unknown computed rows '" + node.scalar + "'; expected cldr-territories");
    if (!context_.source.known()) return map_.fault(node, "the pack names no source language to compute names from");
    const auto ours = territory_names(context_.source), theirs = territory_names(context_.target);
    for (const auto& [code, artifact] : ours) {
      const auto right = std::lower_bound(theirs.begin(), theirs.end(), std::pair(code, std::string()));
      if (right == theirs.end() || right->first != code || utf8::fold(artifact) == utf8::fold(right->second)) continue;
      // "Myanmar (Burma)" says two names, neither of which stands in a story like that.
      if ((artifact + right->second).find('(') != std::string::npos) continue;
      if (state_.stated->contains(stated_key(artifact))) continue;
      Row row;
      row.shown = context_.shown;
      row.place = place_of(context_.file.path, node);
      row.at("artifact") = {artifact};
      row.at("right") = {right->second};
      row.at("code") = {code};
      take(std::move(row), context_.file, node);
    }
  }

  std::string stated_key(const std::string& artifact) const {
    return std::string(context_.source.code()) + "-" + std::string(context_.target.code()) + ":" + utf8::fold(artifact);
  }

  // Rows left out by name.
  void exceptions() {
    for (const YamlNode* node : map_.scalars("except")) {
      const auto is = [&](const Row& row) { return contains(*row.find("artifact"), node->scalar); };
      const auto at = std::find_if(rows_.begin(), rows_.end(), is);
      if (at == rows_.end()) map_.fault(*node, "'except' names no row of this table");
      else rows_.erase(at);
    }
  }

  void take(Row row, const YamlFile& file, const YamlNode& at) {
    const auto fault = [&](std::string message) { context_.faults.push_back(file.fault(at, std::move(message))); };
    if (!row.find("artifact")) return;  // told already
    const std::string artifact = row.find("artifact")->empty() ? "" : row.find("artifact")->front();
    if (artifact.empty()) return fault("a row without an artifact: nothing to find");
    if (artifact.find_first_of(kPatternMeta) != std::string::npos)
      return fault("the artifact '" + artifact + "' holds a character that patterns use, one of " + std::string(kPatternMeta) + "; write it as a rule");
    for (const std::string& right : *row.find("right")) {
      if (right.find_first_of("{}|") != std::string::npos) return fault("'" + right + "' holds a character that fixes use, one of {}|");
    }
    for (const auto& [key, value] : row.values) {
      if (!contains(known_, key)) known_.push_back(key);
    }
    if (skipped(row)) return;
    const bool named = !row.slug.empty();
    // A word is wrong for several others where the columns tell them: magazine-store, magazine-journal.
    const std::vector<std::string>& right = *row.find("right");
    if (!named) row.slug = slug_of(columns_.empty() || right.empty() ? artifact : artifact + " " + right.front());
    if (row.slug.empty()) return fault("no id can be made from '" + artifact + "'; give the row an 'id'");
    if (!map_.get("computed")) state_.stated->insert(stated_key(artifact));
    const auto twin = slugs_.find(row.slug);
    if (twin == slugs_.end()) {
      slugs_.emplace(row.slug, rows_.size());
      rows_.push_back(std::move(row));
      return;
    }
    // Two spellings of one word are one rule: Egypte with and without its accent.
    Row& first = rows_[twin->second];
    const bool elsewhere = row.place.file != context_.file.path;
    if (!named && !row.own && !first.own && same_but_spelling(first, row)) {
      std::vector<std::string>& artifacts = first.at("artifact");
      const bool again = contains(artifacts, artifact);
      const bool same = std::any_of(artifacts.begin(), artifacts.end(),
                                    [&](const std::string& a) { return a == artifact || (!exact_ && utf8::fold(a) == utf8::fold(artifact)); });
      if (!same) artifacts.push_back(artifact);
      if (!again || elsewhere) return;
    } else if (elsewhere && !named) {
      // A dictionary is not written with ids in mind: the second gets its accents back, or a number.
      std::string slug = utf8::to_lower(artifact);
      std::replace(slug.begin(), slug.end(), ' ', '-');
      for (int n = 2; slugs_.contains(slug); ++n) slug = row.slug + "-" + std::to_string(n);
      row.slug = slug;
      slugs_.emplace(row.slug, rows_.size());
      rows_.push_back(std::move(row));
      return;
    }
    fault("the row '" + artifact + "' gets the id '" + row.slug + "', which the row on line " + std::to_string(first.place.line) +
          " has; give it an 'id', or take one away");
  }

  // The table makes the same of both.
  bool same_but_spelling(const Row& a, const Row& b) const {
    const auto same = [&](std::string_view key) {
      const auto *left = a.find(key), *right = b.find(key);
      return left && right ? *left == *right : left == right;
    };
    for (const std::string& key : placeholders_) {
      if (key != "artifact" && !same(key)) return false;
    }
    if (!where_) return true;
    return std::all_of(where_->entries.begin(), where_->entries.end(),
                       [&](const auto& entry) { return same(std::string_view(entry.first.scalar).substr(0, entry.first.scalar.find('='))); });
  }

  bool skipped(const Row& row) const {
    return where_ && std::any_of(where_->entries.begin(), where_->entries.end(), [&](const auto& entry) {
      return entry.second.scalar == "skip" && applies(row, entry.first.scalar);
    });
  }

  // A misspelt flag would silently never apply.
  void check_where() {
    if (!where_ || known_.empty()) return;
    for (const auto& [key, value] : where_->entries) {
      const std::string name = key.scalar.substr(0, key.scalar.find('='));
      if (!contains(known_, name)) map_.fault(key, "no row has '" + name + "'" + expectation(name, known_));
      if (value.is_scalar() && value.scalar != "skip") map_.fault(value, "unknown value '" + value.scalar + "'; expected skip, or keys of a rule");
    }
  }

  bool applies(const Row& row, const std::string& condition) const {
    const size_t equals = condition.find('=');
    const auto* value = row.find(condition.substr(0, equals));
    if (!value || value->empty()) return false;
    if (equals != std::string::npos) return contains(*value, condition.substr(equals + 1));
    return value->front() != "false";
  }

  struct Variant {
    std::string suffix;
    std::vector<const YamlNode*> overlays;
  };

  void add(const Row& row) {
    std::vector<Variant> variants(1);
    if (where_) {
      for (const auto& [condition, what] : where_->entries) {
        if (!applies(row, condition.scalar)) continue;
        std::vector<Variant> next;
        for (const Variant& variant : variants) {
          if (what.is_map()) {
            next.push_back(variant);
            next.back().overlays.push_back(&what);
          }
          for (const YamlNode& item : what.items) {
            next.push_back(variant);
            next.back().overlays.push_back(&item);
            if (const YamlNode* id = item.find("id")) next.back().suffix += "-" + id->scalar;
          }
        }
        variants = std::move(next);
      }
    }
    for (const Variant& variant : variants) add(row, variant);
  }

  void add(const Row& row, const Variant& variant) {
    YamlNode rule = base_;
    const auto overlay = [&](const YamlNode& from) {
      for (const auto& [key, value] : from.entries) {
        if (!contains(kRuleKeys, key.scalar)) {
          if (key.scalar != "id" && &from != row.own) map_.fault(key, "unknown key '" + key.scalar + "' in 'where'" + expectation(key.scalar, kRuleKeys));
          continue;
        }
        YamlNode content = key.scalar == "examples" ? as_list(value) : value;
        YamlNode* there = find(rule, key.scalar);
        const bool adds = (key.scalar == "when" || key.scalar == "unless") && there && there->is_sequence() && content.is_sequence();
        if (adds) there->items.insert(there->items.end(), content.items.begin(), content.items.end());
        else if (there) *there = std::move(content);
        else rule.entries.emplace_back(key, std::move(content));
      }
    };
    for (const YamlNode* one : variant.overlays) overlay(*one);
    if (row.own) overlay(*row.own);
    for (auto& [key, value] : rule.entries) {
      if (key.scalar == "when" || key.scalar == "unless" || key.scalar == "source") leave_out_empty(row, value);
    }
    std::erase_if(rule.entries, [](const auto& entry) {
      return (entry.first.scalar == "when" || entry.first.scalar == "unless") && entry.second.is_sequence() && entry.second.items.empty();
    });
    std::vector<std::string> missing;
    const Filler filler(row, known_, exact_, missing);
    for (auto& [key, value] : rule.entries) {
      if (key.scalar == "match") {
        fill_match(filler, value);
      } else if (key.scalar == "when" || key.scalar == "unless") {
        fill_conditions(filler, row, value, key.scalar == "unless");
      } else if (key.scalar == "source") {
        fill_node(filler, value, As::pattern);
      } else if (key.scalar == "fix") {
        fill_fix(filler, value);
      } else if (key.scalar == "examples") {
        fill_examples(filler, row, value);
      } else {
        if (key.scalar == "title" || key.scalar == "why" || key.scalar == "fact") unknown_names(value);
        fill_node(filler, value, As::text);
      }
    }
    for (const std::string& name : missing) {
      Error error = context_.file.fault(node_, "the row '" + row.find("artifact")->front() + "' has no '" + name + "', which the table's texts name");
      context_.faults.push_back(std::move(error));
    }
    const RowOrigin origin{true, acronyms_, id_ + "." + row.slug + variant.suffix, row.place};
    if (auto made = parse_rule(context_, rule, origin)) {
      made->info.origin = row.shown + ":" + std::to_string(row.place.line);
      rules_.push_back(std::move(*made));
    }
  }

  // A condition, or one pattern of several, that names an empty cell is not asked for in this row.
  void leave_out_empty(const Row& row, YamlNode& node) const {
    const auto names_empty = [&](const YamlNode& item) {
      std::vector<std::string> names;
      collect_placeholders(item, names);
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const auto* value = contains(columns_, name) ? row.find(name) : nullptr;
        return value && value->empty();
      });
    };
    std::erase_if(node.items, names_empty);
    for (auto& [key, value] : node.entries) leave_out_empty(row, value);
  }

  void unknown_names(const YamlNode& node) {
    each_placeholder(node.scalar, [&](size_t, std::string_view name) {
      if (!contains(known_, name)) map_.fault(node, "no row has '" + std::string(name) + "'" + expectation(name, known_));
    });
  }

  void fill_node(const Filler& filler, YamlNode& node, As as) {
    if (node.is_scalar()) node.scalar = filler.fill(node.scalar, as);
    for (YamlNode& item : node.items) fill_node(filler, item, as);
    for (auto& [key, value] : node.entries) fill_node(filler, value, as);
  }

  void fill_match(const Filler& filler, YamlNode& node) { fill_node(filler, node, node.is_map() ? As::regex : As::pattern); }

  void fill_fix(const Filler& filler, YamlNode& node) {
    const YamlNode given = node;
    node.kind = YamlNode::Kind::sequence;
    node.scalar.clear();
    node.items.clear();
    const auto add = [&](const YamlNode& one) {
      if (!one.is_scalar()) return node.items.push_back(one);  // the rule's reader says what is wrong
      for (std::string& text : filler.fill_each(one.scalar)) node.items.push_back(like(one, std::move(text)));
    };
    if (given.is_sequence()) {
      for (const YamlNode& item : given.items) add(item);
    } else {
      add(given);
    }
  }

  // Every artifact of the row is shown once, and every value of a key that stands in an example's source text.
  void fill_examples(const Filler& filler, const Row& row, YamlNode& node) {
    const YamlNode given = node;
    fill_node(filler, node, As::text);
    for (const YamlNode& item : given.items) {
      const YamlNode *bad = item.find("bad"), *source = item.find("source");
      if (!bad || !bad->is_scalar()) continue;
      for (const auto& [key, values] : row.values) {
        if (key != "artifact" && (!source || source->scalar.find("{" + key + "}") == std::string::npos)) continue;
        for (size_t other = 1; other < values.size(); ++other) {
          YamlNode copy = item;
          for (auto& [name, value] : copy.entries) value.scalar = filler.fill(value.scalar, As::text, {key, other});
          node.items.push_back(std::move(copy));
        }
      }
      return;
    }
  }

  void fill_conditions(const Filler& filler, const Row& row, YamlNode& node, bool unless) {
    std::vector<YamlNode> items;
    for (YamlNode& item : node.items) {
      YamlNode* within = find(item, "within");
      if (!within) {
        fill_node(filler, item, As::pattern);
        items.push_back(std::move(item));
        continue;
      }
      if (!unless || item.entries.size() != 1) {
        map_.fault(*within, "'within' stands alone in an item of 'unless'");
        continue;
      }
      const auto each = [&](const YamlNode& one) {
        for (const std::string& phrase : filler.fill_each(one.scalar)) within_phrase(row, one, phrase, items);
      };
      if (within->is_scalar()) each(*within);
      for (const YamlNode& one : within->items) each(one);
    }
    node.items = std::move(items);
  }

  // The match stands inside the phrase: what stands before it and after it there. A phrase without the match's words holds
  // the rule back for the whole sentence.
  void within_phrase(const Row& row, const YamlNode& at, const std::string& phrase, std::vector<YamlNode>& items) {
    if (phrase.find_first_of(kPatternMeta) != std::string::npos)
      return map_.fault(at, "the phrase '" + phrase + "' holds a character that patterns use, one of " + std::string(kPatternMeta));
    const std::string folded = utf8::fold(phrase);
    const auto edge = [](std::string_view text) {
      const size_t begin = text.find_first_not_of(" -");
      if (begin == std::string_view::npos) return std::string();
      return std::string(text.substr(begin, text.find_last_not_of(" -") - begin + 1));
    };
    YamlNode item = at;
    item.kind = YamlNode::Kind::map;
    item.scalar.clear();
    item.items.clear();
    item.entries.clear();
    for (const std::string& artifact : *row.find("artifact")) {
      const std::string inner = utf8::fold(artifact);
      for (size_t begin = folded.find(inner); begin != std::string::npos; begin = folded.find(inner, begin + 1)) {
        const size_t end = begin + inner.size();
        const char32_t left = begin ? utf8::before(folded, begin) : 0, right = utf8::at(folded, end);
        if (utf8::is_letter(left) || utf8::is_letter(right)) continue;
        const std::string before = edge(std::string_view(folded).substr(0, begin)), after = edge(std::string_view(folded).substr(end));
        if (before.empty() && after.empty()) continue;
        if (!before.empty()) item.entries.emplace_back(like(at, "before"), like(at, before));
        if (!after.empty()) item.entries.emplace_back(like(at, "after"), like(at, after));
        items.push_back(std::move(item));
        return;
      }
    }
    item.entries.emplace_back(like(at, "sentence"), like(at, folded));
    items.push_back(std::move(item));
  }

  // The template's faults come once for every row; the first tells it all.
  void settle_faults(size_t before) {
    std::set<std::pair<uint32_t, uint32_t>> seen;
    auto& faults = context_.faults;
    auto keep = faults.begin() + static_cast<std::ptrdiff_t>(before);
    for (auto at = keep; at != faults.end(); ++at) {
      if (at->file == context_.file.path && !seen.emplace(at->line, at->column).second) continue;
      if (keep != at) *keep = std::move(*at);
      ++keep;
    }
    faults.erase(keep, faults.end());
  }

  const Context& context_;
  YamlMap map_;
  const YamlNode& node_;
  TableState& state_;
  std::vector<RuleModel>& rules_;
  std::string id_;
  bool exact_ = false, acronyms_ = false;
  std::vector<std::string> columns_;   // what the cells of a row of text are called, where the table says so
  YamlNode base_;
  const YamlNode* where_ = nullptr;
  std::vector<std::string> placeholders_ = {"artifact", "right"};
  std::vector<std::string> known_;
  std::vector<Row> rows_;
  std::map<std::string, size_t, std::less<>> slugs_;
  std::vector<std::unique_ptr<YamlNode>> own_;
};

}  // namespace

bool is_computed(const YamlNode& table) { return table.find("computed") != nullptr; }

void expand_table(const Context& context, const YamlNode& table, TableState& state, std::vector<RuleModel>& rules) {
  Table(context, table, state, rules).expand();
}

}  // namespace wirecheck::load
