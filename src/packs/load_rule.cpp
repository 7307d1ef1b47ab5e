// One rule of a pack, from its YAML to its model.

#include <algorithm>
#include <array>
#include <charconv>

#include "core/utf8.h"
#include "packs/load.h"

namespace wirecheck::load {
namespace {

const std::vector<std::string> kFunctionsBefore = {"a", "num", "src", "time"};  // {a:x}
const std::vector<std::string> kFunctionsAfter = {"like", "case"};      // {x|like:cap}

std::vector<std::string> condition_keys() {
  return {"source", "before", "after", "sentence", "paragraph", "document", "in", "antecedent", "number", "name", "lang", "profile", "first-mention"};
}

bool changes_no_meaning(Category category) {
  switch (category) {
    case Category::whitespace:
    case Category::typographical:
    case Category::duplication:
    case Category::characters:
    case Category::misspelling:
    case Category::locale_violation: return true;
    default: return false;
  }
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// "> 12" and its like, in one spelling.
std::optional<std::string> comparison(std::string_view text) {
  for (const std::string_view op : {"<=", ">=", "!=", "<", ">", "="}) {
    if (!text.starts_with(op)) continue;
    text.remove_prefix(op.size());
    while (text.starts_with(' ')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return std::string(op) + ' ' + std::string(text);
  }
  return std::nullopt;
}

class Conditions {
 public:
  Conditions(const Context& context, YamlMap& item, uint32_t index, std::vector<Condition>& out)
      : context_(context), item_(item), index_(index), out_(out) {}

  void read() {
    using Kind = Condition::Kind;
    patterns(Kind::source, "source");
    patterns(Kind::before, "before");
    patterns(Kind::after, "after");
    patterns(Kind::sentence, "sentence");
    patterns(Kind::paragraph, "paragraph");
    patterns(Kind::document, "document");
    if (item_.get("first-mention") && item_.flag("first-mention")) first_mention();
    choices(Kind::in, "in", {"quote", "headline", "dateline", "byline", "crosshead", "caption", "credit", "boilerplate", "body"});
    antecedent();
    numbers();
    names();
    languages();
    patterns(Kind::profile, "profile");
    item_.finish();
    if (item_.ok() && item_.node().entries.empty()) item_.fault(item_.node(), "an empty condition" + expectation("", condition_keys()));
  }

 private:
  Condition& add(Condition::Kind kind, std::vector<Sourced> values) {
    out_.push_back({kind, std::move(values), false, index_});
    return out_.back();
  }
  std::vector<const YamlNode*> values(const char* key) {
    std::vector<const YamlNode*> nodes = item_.scalars(key);
    const YamlNode* node = item_.get(key);
    if (node && nodes.empty() && !node->is_map()) item_.fault(*node, std::string("'") + key + "' has no value");
    for (const YamlNode* value : nodes) {
      if (is_blank(value->scalar)) item_.fault(*value, std::string("'") + key + "' has an empty value");
    }
    return nodes;
  }
  void patterns(Condition::Kind kind, const char* key) {
    const auto nodes = values(key);
    if (!nodes.empty()) add(kind, sourced(context_.file.path, nodes));
  }
  void first_mention() {
    // Of the patterns under `document`, or of the match's own words when there are none.
    for (Condition& condition : out_) {
      if (condition.item == index_ && condition.kind == Condition::Kind::document) {
        condition.first_mention = true;
        return;
      }
    }
    add(Condition::Kind::document, {}).first_mention = true;
  }
  void choices(Condition::Kind kind, const char* key, const std::vector<std::string>& allowed) {
    const auto nodes = values(key);
    for (const YamlNode* node : nodes) {
      if (std::find(allowed.begin(), allowed.end(), node->scalar) == allowed.end())
        item_.fault(*node, std::string("unknown value '") + node->scalar + "' of '" + key + "'" + expectation(node->scalar, allowed));
    }
    if (!nodes.empty()) add(kind, sourced(context_.file.path, nodes));
  }
  void antecedent() {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> kProperties = {
        {"gender", {"masculine", "feminine"}}, {"animacy", {"person", "body", "place", "thing"}}, {"number", {"singular", "plural"}}};
    const YamlNode* node = item_.get("antecedent");
    if (!node) return;
    std::vector<Sourced> values;
    if (!node->is_map()) {  // gender:feminine, or a list of such
      for (const YamlNode* value : this->values("antecedent")) {
        const size_t colon = std::min(value->scalar.find(':'), value->scalar.size());
        const std::string property = value->scalar.substr(0, colon);
        const auto at = std::find_if(kProperties.begin(), kProperties.end(), [&](const auto& p) { return p.first == property; });
        if (at == kProperties.end()) {
          item_.fault(*value, "unknown property '" + property + "'" + expectation(property, {"gender", "animacy", "number"}));
        } else if (const std::string one = value->scalar.substr(std::min(colon + 1, value->scalar.size()));
                   std::find(at->second.begin(), at->second.end(), one) == at->second.end()) {
          item_.fault(*value, "unknown " + property + " '" + one + "'" + expectation(one, at->second));
        }
        values.push_back(sourced(context_.file.path, *value));
      }
      if (!values.empty()) add(Condition::Kind::antecedent, std::move(values));
      return;
    }
    // {gender: feminine, animacy: [person, body]}
    YamlMap map(context_.file, *node, "an antecedent", context_.faults);
    for (const auto& [property, allowed] : kProperties) {
      for (const YamlNode* value : map.scalars(property)) {
        if (std::find(allowed.begin(), allowed.end(), value->scalar) == allowed.end())
          map.fault(*value, "unknown " + property + " '" + value->scalar + "'" + expectation(value->scalar, allowed));
        Sourced one = sourced(context_.file.path, *value);
        one.text = property + ":" + one.text;
        values.push_back(std::move(one));
      }
    }
    map.finish();
    if (!values.empty()) add(Condition::Kind::antecedent, std::move(values));
    else if (map.ok() && node->entries.empty()) map.fault(*node, "an antecedent says nothing; expected gender, animacy or number");
  }
  void numbers() {
    std::vector<Sourced> out;
    for (const YamlNode* node : values("number")) {
      out.push_back(sourced(context_.file.path, *node));
      if (auto spelled = comparison(node->scalar)) out.back().text = *spelled;
      else item_.fault(*node, "'" + node->scalar + "' is no comparison; expected <, <=, =, !=, >= or > and a number, in quotes: '> 12'");
    }
    if (!out.empty()) add(Condition::Kind::number, std::move(out));
  }
  void names() {
    const std::vector<std::string> kinds = {"person", "body", "place", "any"};
    const auto nodes = values("name");
    for (const YamlNode* node : nodes) {
      const size_t colon = node->scalar.find(':');
      const std::string kind = colon == std::string::npos ? node->scalar : node->scalar.substr(colon + 1);
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        item_.fault(*node, "unknown kind of name '" + kind + "'" + expectation(kind, kinds));
    }
    if (!nodes.empty()) add(Condition::Kind::name, sourced(context_.file.path, nodes));
  }
  void languages() {
    const auto nodes = values("lang");
    for (const YamlNode* node : nodes) {
      if (Lang::of(node->scalar).code() != node->scalar) item_.fault(*node, "'" + node->scalar + "' is no language code; expected one like en or fr");
    }
    if (!nodes.empty()) add(Condition::Kind::lang, sourced(context_.file.path, nodes));
  }

  const Context& context_;
  YamlMap& item_;
  uint32_t index_;
  std::vector<Condition>& out_;
};

class RuleReader {
 public:
  RuleReader(const Context& context, const YamlNode& node, const RowOrigin& row)
      : context_(context), row_(row), map_(context.file, node, "a rule", context.faults), node_(node) {}

  std::optional<RuleModel> read() {
    const size_t before = context_.faults.size();
    if (!map_.ok()) return std::nullopt;
    identity();
    match();
    source();
    rule_.when = parse_conditions(context_, map_, "when");
    rule_.unless = parse_conditions(context_, map_, "unless");
    fix();
    examples();
    safe();
    map_.finish();
    if (context_.faults.size() != before) return std::nullopt;
    return std::move(rule_);
  }

 private:
  void identity() {
    RuleInfo& info = rule_.info;
    const YamlNode* id = row_.id.empty() ? map_.need("id") : nullptr;
    if (id && !is_slug(id->scalar)) map_.fault(*id, "an id is made of lower-case letters, digits and hyphens, like door-said");
    info.id = context_.pack + "." + (id ? id->scalar : row_.id);
    rule_.place = row_.id.empty() ? place_of(context_.file.path, node_) : row_.place;
    if (context_.ids && (id || !row_.id.empty())) context_.ids->push_back({info.id, id ? place_of(context_.file.path, *id) : row_.place});
    info.profile = map_.text("profile");
    info.source = context_.source;
    info.target = context_.target;
    info.origin = context_.shown + ":" + std::to_string(node_.line);
    rule_.from_table = row_.from_table;
    const YamlNode* by_source = nullptr;
    read_rule_info(map_, context_.defaults, info, &by_source);
    if (by_source) {
      YamlMap shares(context_.file, *by_source, "'confidence'", context_.faults);
      info.confidence = read_share(shares, "alone");
      info.confirmed = read_share(shares, "confirmed");
      info.unconfirmed = read_share(shares, "unconfirmed");
      shares.finish();
    }
    for (const YamlNode* old : map_.scalars("was")) {
      rule_.was.push_back(old->scalar.find('/') == std::string::npos ? context_.pack + "." + old->scalar : old->scalar);
    }
    if (const YamlNode* names = map_.get("names")) {
      const std::vector<std::string> kinds = {"acronyms", "places", "persons", "true"};
      if (std::find(kinds.begin(), kinds.end(), names->scalar) == kinds.end())
        map_.fault(*names, "unknown kind of names '" + names->scalar + "'" + expectation(names->scalar, kinds));
      info.name_or_place = true;
    }
  }

  void match() {
    const YamlNode* node = map_.get("match");
    if (node && node->is_map()) {
      YamlMap regex(context_.file, *node, "a regex match", context_.faults);
      regex.need_text("regex");
      if (const YamlNode* text = regex.get("regex")) rule_.regex = sourced(context_.file.path, *text);
      rule_.regex_words = only(regex, "bounds", "word");
      rule_.regex_case = only(regex, "case", "exact");
      regex.finish();
    } else if (node) {
      for (const YamlNode* pattern : map_.scalars("match")) {
        if (is_blank(pattern->scalar)) map_.fault(*pattern, "an empty pattern");
        rule_.patterns.push_back(sourced(context_.file.path, *pattern));
      }
      if (node->is_sequence() && node->items.empty()) map_.fault(*node, "'match' has no pattern");
    }
    const std::vector<std::string> scopes = {"sentence", "paragraph", "document"};
    if (const std::string scope = map_.text("scope"); !scope.empty()) {
      const auto at = std::find(scopes.begin(), scopes.end(), scope);
      if (at == scopes.end()) map_.fault(*map_.get("scope"), "unknown scope '" + scope + "'" + expectation(scope, scopes));
      else rule_.scope = static_cast<Scope>(at - scopes.begin());
    }
    if (const YamlNode* limit = map_.get("limit")) {
      uint32_t value = 0;
      const std::string& text = limit->scalar;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error != std::errc() || end != text.data() + text.size() || value == 0) map_.fault(*limit, "'limit' is a whole number from 1 on");
      rule_.limit = value;
    }
  }

  // A key that has one value beside its absence.
  bool only(YamlMap& map, const char* key, const char* value) {
    const std::string text = map.text(key);
    if (!text.empty() && text != value) map.fault(*map.get(key), std::string("unknown ") + key + " '" + text + "'; expected " + value);
    return text == value;
  }

  void source() {
    const YamlNode* node = map_.get("source");
    if (!node) {
      if (!map_.get("match")) map_.fault(node_, "a rule needs 'match', or 'source' with 'has' and 'accept' or 'reject'");
      return;
    }
    YamlMap source(context_.file, *node, "'source'", context_.faults);
    const std::string& path = context_.file.path;
    rule_.source_has = sourced(path, source.scalars("has"));
    rule_.accept = sourced(path, source.scalars("accept"));
    rule_.reject = sourced(path, source.scalars("reject"));
    const std::string unknown = source.text("if-unknown"), absent = source.text("if-absent");
    if (unknown == "lower") rule_.if_unknown = IfUnknown::lower;
    else if (unknown == "hold") rule_.if_unknown = IfUnknown::hold;
    else if (!unknown.empty() && unknown != "fire")
      source.fault(*source.get("if-unknown"), "unknown value '" + unknown + "' of 'if-unknown'" + expectation(unknown, {"fire", "lower", "hold"}));
    if (absent == "fire") rule_.if_absent = IfAbsent::fire;
    else if (!absent.empty() && absent != "drop")
      source.fault(*source.get("if-absent"), "unknown value '" + absent + "' of 'if-absent'" + expectation(absent, {"fire", "drop"}));
    source.finish();
    if (!source.ok()) return;
    if (rule_.source_has.empty()) source.fault(*node, "'source' needs 'has': the words the source text must have");
    if (!map_.get("match") && rule_.accept.empty() && rule_.reject.empty())
      map_.fault(*node, "a rule without 'match' needs 'accept' or 'reject' under 'source'");
    if (!map_.get("match") && rule_.reject.empty() && map_.get("fix"))
      map_.fault(*map_.get("fix"), "a rule that knows only what is accepted underlines the whole sentence, and has no words to put in its place");
    if (!context_.source.known()) map_.fault(*node, "the pack names no source language, so 'source' can never be seen");
  }

  void fix() {
    for (const YamlNode* node : map_.scalars("fix")) {
      check_template(context_, *node);
      rule_.fixes.push_back(sourced(context_.file.path, *node));
    }
    if (const YamlNode* node = map_.get("message")) {
      if (!node->is_scalar() || is_blank(node->scalar)) map_.fault(*node, "'message' is a text, and not an empty one");
      check_template(context_, *node);
      rule_.message = sourced(context_.file.path, *node);
    }
  }

  void safe() {
    const YamlNode* node = map_.get("safe");
    rule_.safe = map_.flag("safe");
    if (!rule_.safe) return;
    if (rule_.fixes.empty()) map_.fault(*node, "'safe' says something about a fix, and the rule has none");
    if (!changes_no_meaning(rule_.info.category) && !row_.acronym)
      map_.fault(*node, "a fix of the category " + std::string(name_of(rule_.info.category)) +
                            " can change the meaning and is never safe; safe are fixes of whitespace, typographical, duplication, characters, "
                            "misspelling, locale-violation and tables of acronyms");
  }

  void examples() {
    if (!map_.need("examples")) return;
    const size_t before = context_.faults.size();
    for (const YamlNode& item : map_.items("examples")) example(item);
    if (context_.faults.size() != before) return;  // how many there are is known when all can be read
    size_t bad = 0, ok = 0;
    for (const Example& e : rule_.examples) {
      bad += e.kind == Example::Kind::bad;
      ok += e.kind == Example::Kind::ok;
    }
    const Maturity status = rule_.info.status;
    const bool row = rule_.from_table;
    const size_t want_bad = row ? 1 : status == Maturity::stable ? 3 : status == Maturity::beta ? 2 : 0;
    const size_t want_ok = row ? 1 : status == Maturity::stable ? 2 : status == Maturity::beta ? 1 : 0;
    const YamlNode& at = *map_.get("examples");
    if (!at.is_sequence()) return;
    if (at.items.empty()) map_.fault(at, "a rule needs examples");
    else if (bad < want_bad || ok < want_ok)
      map_.fault(at, (row ? "the rules of a table need" : "a rule of status " + std::string(name_of(status)) + " needs") + " at least " +
                         std::to_string(want_bad) + " 'bad' and " + std::to_string(want_ok) + " 'ok'; here are " + std::to_string(bad) +
                         " and " + std::to_string(ok));
  }

  void example(const YamlNode& item) {
    YamlMap map(context_.file, item, "an example", context_.faults);
    if (!map.ok()) return;
    static const std::array<std::pair<const char*, Example::Kind>, 3> kKinds = {
        {{"bad", Example::Kind::bad}, {"ok", Example::Kind::ok}, {"missed", Example::Kind::missed}}};
    const YamlNode* notation = nullptr;
    Example out;
    for (const auto& [key, kind] : kKinds) {
      const YamlNode* node = map.get(key);
      if (!node) continue;
      if (notation) map.fault(*node, "an example is one sentence: bad, ok or missed");
      notation = node;
      out.kind = kind;
    }
    out.source = map.text("source");
    map.finish();
    if (!notation) {
      map.fault(item, "an example needs 'bad', 'ok' or 'missed'");
      return;
    }
    if (!notation->is_scalar() || is_blank(notation->scalar)) {
      map.fault(*notation, "an example is a sentence; quote one that holds a colon, brackets or braces");
      return;
    }
    out.notation = notation->scalar;
    out.place = place_of(context_.file.path, *notation);
    auto marked = parse_marked(out.notation);
    if (!marked) {
      YamlNode at = *notation;
      const Error& error = marked.error();
      // Lines of a block keep the indentation of its first; a folded or quoted text is told on its first line.
      at.line = notation->text_line + error.line - 1;
      at.column = notation->text_column + error.column - 1;
      map.fault(at, error.message);
      return;
    }
    out.text = std::move(marked).value();
    if (out.kind == Example::Kind::ok && !out.text.marks.empty()) map.fault(*notation, "an 'ok' example has no marks: nothing is found in it");
    if (out.kind != Example::Kind::ok && out.text.marks.empty())
      map.fault(*notation, "nothing is marked here; what is to be found stands between U+27E6 and U+27E7, as in the other examples");
    if (out.kind == Example::Kind::missed) {
      for (Mark& mark : out.text.marks) mark.missed = true;
    }
    rule_.examples.push_back(std::move(out));
  }

  const Context& context_;
  const RowOrigin& row_;
  YamlMap map_;
  const YamlNode& node_;
  RuleModel rule_;
};

}  // namespace

std::optional<RuleModel> parse_rule(const Context& context, const YamlNode& node, const RowOrigin& row) {
  return RuleReader(context, node, row).read();
}

std::vector<Condition> parse_conditions(const Context& context, YamlMap& map, std::string_view key) {
  std::vector<Condition> out;
  uint32_t index = 0;
  for (const YamlNode& node : map.items(key)) {
    YamlMap item(context.file, node, "a condition", context.faults);
    Conditions(context, item, index++, out).read();
  }
  return out;
}

Place place_of(const std::string& file, const YamlNode& node) { return {file, node.line, node.column}; }

Sourced sourced(const std::string& file, const YamlNode& node) {
  return {node.scalar, {file, node.text_line ? node.text_line : node.line, node.text_column ? node.text_column : node.column}};
}

std::vector<Sourced> sourced(const std::string& file, const std::vector<const YamlNode*>& nodes) {
  std::vector<Sourced> out;
  out.reserve(nodes.size());
  for (const YamlNode* node : nodes) out.push_back(sourced(file, *node));
  return out;
}

void check_template(const Context& context, const YamlNode& node) {
  const std::string& text = node.scalar;
  const auto fault = [&](size_t at, std::string message) {
    YamlNode place = node;
    place.line = node.text_line ? node.text_line : node.line;
    place.column = (node.text_column ? node.text_column : node.column) + utf8::count(std::string_view(text).substr(0, at));
    context.faults.push_back(context.file.fault(place, std::move(message)));
  };
  const auto name_from = [&](size_t at) {
    size_t end = at;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '-')) ++end;
    return text.substr(at, end - at);
  };
  std::vector<size_t> open;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') {
      open.push_back(i);
      const std::string name = name_from(i + 1);
      if (!name.empty() && text.substr(i + 1 + name.size()).starts_with(":") &&
          std::find(kFunctionsBefore.begin(), kFunctionsBefore.end(), name) == kFunctionsBefore.end())
        fault(i + 1, "unknown function '" + name + "'" + expectation(name, kFunctionsBefore));
    } else if (text[i] == '}') {
      if (open.empty()) return fault(i, "a } that nothing opens");
      open.pop_back();
    } else if (text[i] == '|' && !open.empty()) {
      const std::string name = name_from(i + 1);
      if (std::find(kFunctionsAfter.begin(), kFunctionsAfter.end(), name) == kFunctionsAfter.end())
        fault(i + 1, "unknown function '" + name + "'" + expectation(name, kFunctionsAfter));
      else if (!text.substr(i + 1 + name.size()).starts_with(":"))
        fault(i + 1, "the function '" + name + "' names a capture: " + name + ":bad");
    }
  }
  if (!open.empty()) fault(open.back(), "a { that is never closed");
}

Override parse_override(const Context& context, const YamlNode& node) {
  Override out;
  YamlMap map(context.file, node, "an override", context.faults);
  out.extends = map.need_text("extends");
  out.place = place_of(context.file.path, node);
  if (map.get("enabled")) out.enabled = map.flag("enabled");
  out.severity = read_severity(map);
  out.unless_plus = parse_conditions(context, map, "unless+");
  for (const YamlNode* fix : map.scalars("fix")) {
    check_template(context, *fix);
    out.fixes.push_back(sourced(context.file.path, *fix));
  }
  out.profile = map.text("profile");
  map.finish();
  if (map.ok() && map.node().entries.size() < 2)
    map.fault(node, "an override changes nothing; expected one of enabled, severity, unless+, fix, profile");
  return out;
}

std::string slug_of(std::string_view text) {
  const std::string plain = utf8::to_lower(utf8::without_diacritics(text));
  std::string out;
  for (size_t i = 0; i < plain.size();) {
    const auto d = utf8::decode(plain, i);
    if (utf8::is_letter(d.c) || utf8::is_digit(d.c) || utf8::is_mark(d.c)) utf8::append(out, d.c);
    else if (!out.empty() && out.back() != '-') out += '-';
    i += d.size;
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

}  // namespace wirecheck::load
