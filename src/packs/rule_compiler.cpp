// Rules of all packs to programs, conditions and anchors: Packs::compile().

#include <algorithm>

#include "core/utf8.h"
#include "data/yaml.h"
#include "packs/compile.h"
#include "packs/impl.h"

namespace wirecheck {
namespace {

class RuleCompiler {
 public:
  RuleCompiler(const PackSet& set, Lang target, PatternCompiler& target_side, PatternCompiler& source_side, std::vector<Error>& faults)
      : set_(set), target_(target), patterns_(target_side), source_patterns_(source_side), faults_(faults) {}

  // Nothing when the rule has a fault.
  struct Result {
    CompiledRule rule;
    std::vector<PatternCompiler::Compiled> alternatives, source_alternatives;
    std::optional<RegexRule> regex;
  };
  std::optional<Result> compile(const PackModel& pack, const RuleModel& model) {
    const size_t before = faults_.size();
    scope_ = {&pack.lists, &set_.shared, target_, pack.source};
    Result out;
    CompiledRule& rule = out.rule;
    rule.info = model.info;
    if (!rule.info.source.known()) rule.info.source = pack.source;
    if (!rule.info.target.known()) rule.info.target = pack.target;
    rule.pack = pack.id;
    rule.was = model.was;
    rule.scope = model.scope;
    rule.if_unknown = model.if_unknown;
    rule.if_absent = model.if_absent;
    rule.safe = model.safe;
    rule.limit = model.limit;
    if (!model.regex.text.empty()) regex(model, out);
    const std::vector<Sourced>& patterns = model.patterns.empty() ? model.reject : model.patterns;
    for (const Sourced& pattern : patterns) {
      const auto compiled = patterns_.compile(pattern, scope_, rule.captures, faults_);
      if (!compiled) continue;
      if (compiled->may_be_empty) faults_.push_back(pattern_fault(pattern.place, pattern.text, 0, "the pattern can match nothing at all"));
      for (const AnchorKey& key : compiled->anchor.keys)
        if (key.type == AnchorKey::bucket && key.a == kAnyBucket) rule.unanchored = true;
      out.alternatives.push_back(*compiled);
    }
    // With neither: the rule starts from the source text and looks for what is accepted.
    rule.from_source = patterns.empty() && model.regex.text.empty() && !model.accept.empty() && !model.source_has.empty();
    if (patterns.empty() && model.regex.text.empty() && !rule.from_source)
      faults_.push_back(pattern_fault(model.place, model.info.id, 0, "the rule has nothing to match: expected match, or source with accept or reject"));
    rule.source_has = values(model.source_has, source_patterns_, rule.source_captures, rule.from_source ? &out.source_alternatives : nullptr);
    std::vector<std::string> none;
    rule.accept = values(model.accept, patterns_, none);
    rule.when = conditions(model.when, rule);
    rule.unless = conditions(model.unless, rule);
    for (const Sourced& fix : model.fixes) {
      check_template(fix, rule);
      rule.fixes.push_back(fix.text);
    }
    check_template(model.message, rule);
    rule.message = model.message.text;
    if (faults_.size() != before) return std::nullopt;
    return out;
  }

 private:
  void fault(const Sourced& at, std::string message) { faults_.push_back(pattern_fault(at.place, at.text, 0, std::move(message))); }

  void check_template(const Sourced& text, const CompiledRule& rule) {
    const auto parsed = parse_template(text.text, text.place, rule.captures, rule.source_captures);
    if (!parsed) faults_.push_back(parsed.error());
  }

  void regex(const RuleModel& model, Result& out) {
    const std::string& text = model.regex.text;
    for (size_t i = 0; i + 1 < text.size(); ++i) {
      if (text[i] != '\\') continue;
      const char c = text[i + 1];
      if (c == 'b' || c == 'B' || c == 'w' || c == 'W')
        faults_.push_back(pattern_fault(model.regex.place, text, utf8::count(std::string_view(text).substr(0, i)),
                                        std::string("\\") + c + " knows ASCII letters only; write bounds: word, or \\pL for a letter"));
      ++i;
    }
    const auto compiled = Regex::compile(text, {!model.regex_case, model.regex_words});
    if (!compiled) {
      fault(model.regex, compiled.error().message);
      return;
    }
    if (compiled.value().can_match_empty()) fault(model.regex, "the pattern can match nothing at all");
    std::vector<std::string> names = compiled.value().group_names();
    names.erase(names.begin());
    if (names.size() > kMostCaptures) fault(model.regex, "more than " + std::to_string(kMostCaptures) + " groups; write (?:...)");
    out.rule.captures = names;
    out.regex = RegexRule{text, !model.regex_case, model.regex_words, 0};
  }

  std::vector<CompiledValue> values(const std::vector<Sourced>& all, PatternCompiler& compiler, std::vector<std::string>& captures,
                                    std::vector<PatternCompiler::Compiled>* programs = nullptr) {
    std::vector<CompiledValue> out;
    for (const Sourced& value : all) {
      const auto compiled = compiler.compile(value, scope_, captures, faults_);
      if (!compiled) continue;
      out.emplace_back();
      out.back().text = value.text;
      out.back().program = compiled->start;
      if (programs) programs->push_back(*compiled);
    }
    return out;
  }

  bool one_of(const Sourced& value, const std::string& word, const std::vector<std::string>& allowed) {
    if (std::find(allowed.begin(), allowed.end(), word) != allowed.end()) return true;
    std::string all;
    for (const std::string& a : allowed) all += (all.empty() ? "" : ", ") + a;
    const std::string near = did_you_mean(word, allowed);
    fault(value, "unexpected \"" + word + "\"; expected one of " + all + (near.empty() ? "" : " (did you mean " + near + "?)"));
    return false;
  }

  std::vector<CompiledCondition> conditions(const std::vector<Condition>& all, CompiledRule& rule) {
    std::vector<CompiledCondition> out;
    for (const Condition& condition : all) {
      CompiledCondition c;
      c.kind = condition.kind;
      c.first_mention = condition.first_mention;
      c.item = condition.item;
      using Kind = Condition::Kind;
      switch (condition.kind) {
        case Kind::before: case Kind::after: case Kind::sentence: case Kind::paragraph: case Kind::document: {
          std::vector<std::string> none;
          c.values = values(condition.values, patterns_, none);
          break;
        }
        case Kind::source: c.values = values(condition.values, source_patterns_, rule.source_captures); break;
        default:
          for (const Sourced& value : condition.values) c.values.push_back(word_value(condition.kind, value, rule));
      }
      out.push_back(std::move(c));
    }
    return out;
  }

  CompiledValue word_value(Condition::Kind kind, const Sourced& value, const CompiledRule& rule) {
    CompiledValue v;
    v.text = v.word = value.text;
    const size_t colon = value.text.find(':');
    const auto split = [&] {
      if (colon == std::string::npos) return;
      v.key = value.text.substr(0, colon);
      v.word = value.text.substr(colon + 1);
      while (v.word.starts_with(' ')) v.word.erase(0, 1);
    };
    switch (kind) {
      case Condition::Kind::in:
        one_of(value, v.word, {"quote", "headline", "dateline", "byline", "crosshead", "body", "caption", "boilerplate", "credit"});
        break;
      case Condition::Kind::antecedent:
        split();
        if (one_of(value, v.key, {"gender", "animacy", "number"})) {
          if (v.key == "gender") one_of(value, v.word, {"masculine", "feminine"});
          else if (v.key == "number") one_of(value, v.word, {"singular", "plural"});
          else one_of(value, v.word, {"person", "body", "place", "event", "thing"});
        }
        break;
      case Condition::Kind::name:
        split();
        one_of(value, v.word, {"any", "person", "body", "place", "event", "thing"});
        if (!v.key.empty() && v.key != "bad" && std::find(rule.captures.begin(), rule.captures.end(), v.key) == rule.captures.end())
          fault(value, "there is no capture \"" + v.key + "\" in the pattern");
        break;
      case Condition::Kind::number: comparison(value, v); break;
      case Condition::Kind::lang:
        if (!Lang::of(v.word).known()) fault(value, "\"" + v.word + "\" is no language");
        break;
      default: break;
    }
    return v;
  }

  void comparison(const Sourced& value, CompiledValue& v) {
    std::string_view text = value.text;
    const auto skip = [&] { while (text.starts_with(' ')) text.remove_prefix(1); };
    skip();
    v.comparison = '=';
    if (!text.empty() && (text[0] == '<' || text[0] == '>' || text[0] == '=' || text[0] == '!')) {
      v.comparison = static_cast<uint8_t>(text[0]);
      text.remove_prefix(1);
      if (text.starts_with('=')) {
        v.or_equal = v.comparison == '<' || v.comparison == '>';
        text.remove_prefix(1);
      }
    }
    skip();
    double number = 0, scale = 1;
    bool fraction = false, any = false;
    for (; !text.empty() && ((text[0] >= '0' && text[0] <= '9') || (text[0] == '.' && !fraction)); text.remove_prefix(1)) {
      if (text[0] == '.') { fraction = true; continue; }
      any = true;
      number = number * 10 + (text[0] - '0');
      if (fraction) scale *= 10;
    }
    skip();
    if (!any || !text.empty()) fault(value, "expected a comparison with a number: \"> 12\", \"<= 3\", \"= 1\"");
    v.number = number / scale;
  }

  const PackSet& set_;
  Lang target_;
  PatternCompiler& patterns_;
  PatternCompiler& source_patterns_;
  std::vector<Error>& faults_;
  ListScope scope_;
};

}  // namespace

std::unique_ptr<Packs> Packs::compile(const PackSet& set, Lang target, const Inflection* inflection, Vocabulary& vocabulary,
                                      std::vector<Error>& faults, WordForms* source_forms) {
  auto packs = std::make_unique<Packs>();
  Impl& impl = *packs->impl_;
  impl.target = target;
  std::vector<Error> met;
  PatternCompiler patterns(impl.program, vocabulary, inflection);
  PatternCompiler source_patterns(impl.program, vocabulary, source_forms);
  for (const PackModel& pack : set.packs)
    if (!pack.target.known() || pack.target == target)
      for (const RuleModel& rule : pack.rules)
        if (!rule.from_table)
          for (const Example& example : rule.examples) patterns.learn_frequency(example.text.text);

  RuleCompiler rules(set, target, patterns, source_patterns, met);
  std::vector<std::pair<AnchorKey, AnchorEntry>> entries, source_entries;
  const auto add = [](const std::vector<PatternCompiler::Compiled>& from, uint32_t rule, std::vector<Alternative>& to,
                      std::vector<std::pair<AnchorKey, AnchorEntry>>& keys) {
    for (const PatternCompiler::Compiled& one : from) {
      const AnchorEntry entry{static_cast<uint32_t>(to.size()), static_cast<uint16_t>(one.anchor.min), static_cast<uint16_t>(one.anchor.max)};
      to.push_back({one.start, rule, one.captures});
      for (const AnchorKey& key : one.anchor.keys) keys.emplace_back(key, entry);
    }
  };
  for (const PackModel& pack : set.packs) {
    if (pack.target.known() && pack.target != target) continue;
    for (const NamedList& list : pack.lists) patterns.check_list(list, {&pack.lists, &set.shared, target, pack.source}, met);
    for (const RuleModel& model : pack.rules) {
      if (model.info.target.known() && model.info.target != target) continue;
      auto compiled = rules.compile(pack, model);
      if (!compiled) continue;
      const auto number = static_cast<uint32_t>(impl.rules.size());
      add(compiled->alternatives, number, impl.alternatives, entries);
      add(compiled->source_alternatives, number, impl.source_alternatives, source_entries);
      if (compiled->regex) {
        compiled->regex->rule = number;
        impl.regex_rules.push_back(std::move(*compiled->regex));
      }
      impl.rules.push_back(std::move(compiled->rule));
    }
  }
  impl.index.build(std::move(entries));
  impl.source_index.build(std::move(source_entries));
  impl.prepare();

  // A faulty list is met once by every pattern that names it.
  for (Error& fault : met) {
    const bool told = std::any_of(faults.begin(), faults.end(), [&](const Error& f) {
      return f.file == fault.file && f.line == fault.line && f.column == fault.column && f.message == fault.message;
    });
    if (!told) faults.push_back(std::move(fault));
  }
  return packs;
}

}  // namespace wirecheck
