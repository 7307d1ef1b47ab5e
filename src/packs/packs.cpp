#include "packs/packs.h"

#include <algorithm>
#include <deque>
#include <map>

#include "core/archive.h"
#include "core/regex.h"
#include "core/utf8.h"
#include "data/yaml.h"
#include "packs/compile.h"
#include "packs/conditions.h"
#include "packs/index.h"
#include "packs/match.h"
#include "packs/rule.h"
#include "packs/template.h"

namespace wirecheck {
namespace {

constexpr std::string_view kArchiveMark = "wirecheck packs 3";

struct Alternative {
  uint32_t program = 0, rule = 0;
  uint32_t captures = 0;   // bits of the slots that its pattern names
};

struct RegexRule {
  std::string pattern;
  bool fold_case = true, words = false;
  uint32_t rule = 0;
};
template <class A> void archive(A& ar, RegexRule& r) { ar(r.pattern, r.fold_case, r.words, r.rule); }

// "fr-en/exonyms.*": one star stands for any characters.
bool matches_id(std::string_view pattern, std::string_view id) {
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == id;
  const std::string_view head = pattern.substr(0, star), tail = pattern.substr(star + 1);
  return id.size() >= head.size() + tail.size() && id.starts_with(head) && id.ends_with(tail);
}

Severity one_down(Severity severity) {
  return severity == Severity::info ? severity : static_cast<Severity>(static_cast<uint8_t>(severity) - 1);
}

bool is_quoted(const Analysis& a, Span span) { return a.quote_at(span.begin) || a.quote_at(span.end - 1); }

}  // namespace

struct Packs::Impl {
  Lang target;
  Program program;
  std::vector<CompiledRule> rules;
  std::vector<Alternative> alternatives;
  std::vector<RegexRule> regex_rules;
  AnchorIndex index;

  // Made anew from the above.
  std::vector<Regex> token_regexes, rule_regexes;
  std::unique_ptr<RegexSet> regex_set;
  std::vector<uint8_t> active;
  std::vector<std::string> profiles;
  struct Templates {
    std::vector<Template> fixes;
    Template message;
  };
  std::vector<Templates> templates;   // by rule

  void prepare();
  void prepare_templates(size_t rule);
  template <class Visit> void search(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const;
  template <class Visit> void search_regexes(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const;
  RuleMatch from_tokens(const Analysis& a, const CompiledRule& rule, const TokenMatch& match) const;
  void report(const Analysis& a, size_t rule, const RuleMatch& match, const Verdict& verdict, Findings& out) const;
  std::optional<Fix> fix_of(const Analysis& a, const CompiledRule& rule, const Template& parsed, const TemplateInput& input) const;
  void run(const Analysis& a, std::optional<size_t> only, Findings& out) const;
  std::string why_off(const CompiledRule& rule) const;
};

Packs::Packs() : impl_(std::make_unique<Impl>()) {}
Packs::~Packs() = default;

// ---- after compiling or reading an archive -------------------------------------------------------------------------------------------

void Packs::Impl::prepare_templates(size_t rule) {
  const CompiledRule& r = rules[rule];
  Templates& t = templates[rule];
  t.fixes.clear();
  for (const std::string& fix : r.fixes)
    if (auto parsed = parse_template(fix, {}, r.captures, r.source_captures)) t.fixes.push_back(std::move(parsed).value());
  if (auto parsed = parse_template(r.message, {}, r.captures, r.source_captures)) t.message = std::move(parsed).value();
}

void Packs::Impl::prepare() {
  for (const std::string& pattern : program.regexes)
    if (auto regex = Regex::compile(pattern, {})) token_regexes.push_back(std::move(regex).value());
  std::vector<RegexSet::Item> items;
  for (const RegexRule& r : regex_rules) {
    if (auto regex = Regex::compile(r.pattern, {r.fold_case, r.words})) rule_regexes.push_back(std::move(regex).value());
    items.push_back({r.pattern, r.fold_case});
  }
  regex_set = std::make_unique<RegexSet>(items);
  templates.resize(rules.size());
  for (size_t i = 0; i < rules.size(); ++i) prepare_templates(i);
  active.assign(rules.size(), 1);
  for (size_t i = 0; i < rules.size(); ++i)
    active[i] = rules[i].info.status != Maturity::draft && rules[i].info.profile.empty();
}

std::string Packs::Impl::why_off(const CompiledRule& rule) const {
  if (rule.info.status == Maturity::draft) return "a draft rule, and drafts do not run";
  if (!rule.info.profile.empty() && std::find(profiles.begin(), profiles.end(), rule.info.profile) == profiles.end())
    return "runs under the profile " + rule.info.profile + " only";
  if (rule.info.source.known()) return "not selected: a rule for texts from " + std::string(rule.info.source.code());
  return "not selected";
}

void Packs::select(const Selection& s) {
  impl_->profiles = s.profiles;
  const auto named = [](const std::vector<std::string>& list, const CompiledRule& rule) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& item) {
      return matches_id(item, rule.info.id) || item == rule.pack || item == name_of(rule.info.category) ||
             std::find(rule.was.begin(), rule.was.end(), item) != rule.was.end();
    });
  };
  for (size_t i = 0; i < impl_->rules.size(); ++i) {
    const CompiledRule& rule = impl_->rules[i];
    const bool source = !rule.info.source.known() || std::find(s.sources.begin(), s.sources.end(), rule.info.source) != s.sources.end();
    const bool draft = rule.info.status != Maturity::draft || s.drafts;
    const bool profile = rule.info.profile.empty() || std::find(s.profiles.begin(), s.profiles.end(), rule.info.profile) != s.profiles.end();
    impl_->active[i] = source && draft && profile && (s.only.empty() || named(s.only, rule)) && !named(s.disable, rule);
  }
}

std::vector<const RuleInfo*> Packs::rules() const {
  std::vector<const RuleInfo*> out;
  for (const CompiledRule& rule : impl_->rules) out.push_back(&rule.info);
  return out;
}

std::vector<const RuleInfo*> Packs::unanchored() const {
  std::vector<const RuleInfo*> out;
  for (const CompiledRule& rule : impl_->rules)
    if (rule.unanchored) out.push_back(&rule.info);
  return out;
}

bool Packs::is_active(size_t rule) const { return impl_->active[rule] != 0; }

// ---- archive -------------------------------------------------------------------------------------------------------------------------

std::string Packs::to_archive() const {
  ArchiveWriter ar;
  std::string mark(kArchiveMark);
  ar(mark, impl_->target, impl_->program, impl_->rules, impl_->alternatives, impl_->regex_rules, impl_->index, mark);
  return ar.take();
}

std::unique_ptr<Packs> Packs::from_archive(std::string_view data) {
  ArchiveReader ar(data);
  auto packs = std::make_unique<Packs>();
  Impl& impl = *packs->impl_;
  std::string mark, end_mark;
  ar(mark);
  if (ar.failed() || mark != kArchiveMark) return nullptr;
  ar(impl.target, impl.program, impl.rules, impl.alternatives, impl.regex_rules, impl.index, end_mark);
  if (ar.failed() || !ar.at_end() || end_mark != kArchiveMark) return nullptr;
  impl.prepare();
  if (impl.token_regexes.size() != impl.program.regexes.size() || impl.rule_regexes.size() != impl.regex_rules.size()) return nullptr;
  return packs;
}

// ---- running -------------------------------------------------------------------------------------------------------------------------

RuleMatch Packs::Impl::from_tokens(const Analysis& a, const CompiledRule& rule, const TokenMatch& match) const {
  RuleMatch out;
  out.whole = {a.span(match.tokens), match.tokens};
  out.bad = out.whole;
  out.captures.resize(rule.captures.size());
  for (size_t i = 0; i < rule.captures.size(); ++i) {
    const Range tokens = match.captures[i];
    if (tokens.empty()) continue;
    out.captures[i] = {a.span(tokens), tokens};
    if (rule.captures[i] == "bad") out.bad = out.captures[i];
  }
  return out;
}

template <class Visit>
void Packs::Impl::search(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const {
  const Analysis& a = matcher.analysis();
  std::vector<Candidate> candidates;
  uint32_t sentence = 0;
  const auto all_tokens = static_cast<uint32_t>(a.tokens.size());
  const auto unit_of = [&](Scope scope, uint32_t token) -> Range {
    if (scope == Scope::document) return {0, all_tokens};
    while (sentence + 1 < a.sentences.size() && a.sentences[sentence].tokens.end <= token) ++sentence;
    while (sentence > 0 && a.sentences[sentence].tokens.begin > token) --sentence;
    if (scope == Scope::sentence) return a.sentences[sentence].tokens;
    return a.blocks[a.sentences[sentence].block].tokens;
  };
  index.scan(matcher, [&](const AnchorEntry& entry, uint32_t token) {
    const uint32_t rule = alternatives[entry.alternative].rule;
    if (only ? *only != rule : !inactive_too && !active[rule]) return;
    const uint32_t least = unit_of(rules[rule].scope, token).begin;
    uint32_t words = 0;
    for (uint32_t at = token;; --at) {
      if (at == token || !matcher.glued(at)) {
        if (at != token) ++words;
        if (words > entry.max) break;
        if (words >= entry.min) candidates.push_back({rule, at, entry.alternative});
      }
      if (at == least) break;
    }
  });
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  uint32_t rule = ~0u, free_from = 0;
  for (const Candidate& candidate : candidates) {
    if (candidate.rule != rule) {
      rule = candidate.rule;
      free_from = 0;
    }
    if (candidate.start < free_from) continue;
    const Range unit = unit_of(rules[rule].scope, candidate.start);
    const auto match = matcher.match(alternatives[candidate.alternative].program, candidate.start, unit, {{}, true, false});
    if (!match) continue;
    free_from = match->tokens.end;
    RuleMatch found = from_tokens(a, rules[rule], *match);
    found.named = alternatives[candidate.alternative].captures;
    visit(rule, found);
  }
}

template <class Visit>
void Packs::Impl::search_regexes(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const {
  if (regex_rules.empty()) return;
  const Analysis& a = matcher.analysis();
  std::vector<uint32_t> hits;
  for (const BlockInfo& info : a.blocks) {
    const Block& block = a.document.blocks()[static_cast<size_t>(&info - a.blocks.data())];
    const std::string_view text = a.document.slice(block.span);
    const auto tokens_in = [&](Span span) {
      Range out{matcher.token_at(span.begin, info.tokens), matcher.token_at(span.end, info.tokens)};
      if (out.begin > info.tokens.begin && a.tokens[out.begin - 1].span.end > span.begin) --out.begin;
      return out;
    };
    hits.clear();
    regex_set->candidates(text, hits);
    for (const uint32_t hit : hits) {
      const uint32_t rule = regex_rules[hit].rule;
      if (only ? *only != rule : !inactive_too && !active[rule]) continue;
      const CompiledRule& r = rules[rule];
      for (uint32_t from = 0; from <= text.size();) {
        const auto groups = rule_regexes[hit].find(text, from);
        if (!groups) break;
        const Span whole = (*groups)[0];
        from = whole.empty() ? whole.end + 1 : whole.end;
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
        if (whole.empty()) continue;
        const auto shifted = [&](Span s) { return Span{s.begin + block.span.begin, s.end + block.span.begin}; };
        RuleMatch match;
        match.whole = {shifted(whole), tokens_in(shifted(whole))};
        match.bad = match.whole;
        match.captures.resize(r.captures.size());
        for (size_t i = 1; i < groups->size() && i - 1 < r.captures.size(); ++i) {
          if ((*groups)[i].empty()) continue;
          match.captures[i - 1] = {shifted((*groups)[i]), tokens_in(shifted((*groups)[i]))};
          if (r.captures[i - 1] == "bad") match.bad = match.captures[i - 1];
        }
        visit(rule, match);
      }
    }
  }
}

std::optional<Fix> Packs::Impl::fix_of(const Analysis& a, const CompiledRule& rule, const Template& parsed, const TemplateInput& input) const {
  auto text = render(parsed, input);
  if (!text) return std::nullopt;
  const std::string& all = a.document.text();
  Span span = input.match.bad.span;
  const Range tokens = input.match.bad.tokens;
  const bool opens = !tokens.empty() && a.tokens[tokens.begin].is(Token::sentence_first) && a.tokens[tokens.begin].is(Token::capital) &&
                     span.begin == a.tokens[tokens.begin].span.begin;
  if (text->empty()) {
    // A word that goes takes one of its spaces with it; the next word of a sentence's beginning gets the capital.
    const Span block = a.document.blocks()[a.block_of(span.begin)].span;
    const bool space_before = span.begin > block.begin && all[span.begin - 1] == ' ';
    const bool space_after = span.end < block.end && all[span.end] == ' ';
    if (space_before && (space_after || span.end == block.end || utf8::is_letter(utf8::at(all, span.end)) == false)) --span.begin;
    else if (space_after && (span.begin == block.begin || !space_before)) ++span.end;
    if (opens && span.end < block.end) {
      const utf8::Decoded next = utf8::decode(all, span.end);
      if (utf8::is_lower(next.c)) {
        *text = utf8::encode(utf8::upper(next.c));
        span.end += next.size;
      }
    }
  } else if (opens && utf8::is_lower(utf8::at(*text, 0))) {
    *text = utf8::capitalise(*text);
  }
  // The stop of an abbreviation ("8 p.m.") is the sentence's as well.
  if (text->ends_with('.') && !text->ends_with("..") && span.end < all.size() && all[span.end] == '.' && !std::string_view(all).substr(span.end).starts_with(".."))
    text->pop_back();
  if (a.document.slice(span) == *text) return std::nullopt;
  Fix fix;
  fix.edits.push_back({span, std::move(*text)});
  fix.safety = rule.safe && !is_quoted(a, input.match.bad.span) ? Safety::safe : Safety::review;
  return fix;
}

void Packs::Impl::report(const Analysis& a, size_t index_of_rule, const RuleMatch& match, const Verdict& verdict, Findings& out) const {
  const CompiledRule& rule = rules[index_of_rule];
  Finding finding;
  finding.rule = &rule.info;
  finding.span = match.bad.span;
  finding.severity = verdict.lower ? one_down(rule.info.severity) : rule.info.severity;
  finding.confidence = rule.info.confidence;
  finding.source = verdict.source;
  finding.related = verdict.related;
  const TemplateInput input{a, rule, match, verdict.source_captures};
  const Templates& t = templates[index_of_rule];
  if (!t.message.pieces.empty()) finding.message = render(t.message, input).value_or("");
  for (const Template& parsed : t.fixes) {
    auto fix = fix_of(a, rule, parsed, input);
    if (fix && std::none_of(finding.fixes.begin(), finding.fixes.end(), [&](const Fix& f) { return f.edits == fix->edits; }))
      finding.fixes.push_back(std::move(*fix));
  }
  out.add(std::move(finding));
}

void Packs::Impl::run(const Analysis& a, std::optional<size_t> only, Findings& out) const {
  Matcher matcher(a, program, token_regexes);
  std::optional<Matcher> original;
  if (a.original) original.emplace(*a.original, program, token_regexes);
  Conditions conditions(matcher, original ? &*original : nullptr, profiles);
  std::map<size_t, uint32_t> told;   // of the rules that have a limit
  const auto visit = [&](size_t rule, const RuleMatch& match) {
    if (match.bad.span.empty()) return;
    const CompiledRule& r = rules[rule];
    const Verdict verdict = conditions.judge(r, match, false);
    if (!verdict.fires) return;
    if (r.limit && told[rule]++ >= *r.limit) return;
    report(a, rule, match, verdict, out);
  };
  search(matcher, only, false, visit);
  search_regexes(matcher, only, false, visit);
}

void Packs::run(const Analysis& analysis, Findings& out) const { impl_->run(analysis, std::nullopt, out); }

void Packs::run_rule(size_t rule, const Analysis& analysis, Findings& out) const { impl_->run(analysis, rule, out); }

std::vector<NearMiss> Packs::explain(const Analysis& a, Span where) const {
  std::vector<NearMiss> out;
  Matcher matcher(a, impl_->program, impl_->token_regexes);
  std::optional<Matcher> original;
  if (a.original) original.emplace(*a.original, impl_->program, impl_->token_regexes);
  Conditions conditions(matcher, original ? &*original : nullptr, impl_->profiles);
  const auto visit = [&](size_t rule, const RuleMatch& match) {
    const Span span = match.whole.span;
    if (span.end < where.begin || span.begin > where.end) return;
    const CompiledRule& r = impl_->rules[rule];
    const Verdict verdict = conditions.judge(r, match, true);
    NearMiss near;
    near.rule = &r.info;
    near.span = match.bad.span;
    near.fired = verdict.fires && impl_->active[rule];
    near.held_by = !verdict.fires ? verdict.held_by : near.fired ? "" : impl_->why_off(r);
    out.push_back(std::move(near));
  };
  impl_->search(matcher, std::nullopt, true, visit);
  impl_->search_regexes(matcher, std::nullopt, true, visit);
  std::sort(out.begin(), out.end(), [](const NearMiss& x, const NearMiss& y) {
    if (x.span != y.span) return x.span < y.span;
    return x.rule->id < y.rule->id;
  });
  return out;
}

// ---- compiling -----------------------------------------------------------------------------------------------------------------------

namespace {

class RuleCompiler {
 public:
  RuleCompiler(const PackSet& set, Lang target, PatternCompiler& target_side, PatternCompiler& source_side, std::vector<Error>& faults)
      : set_(set), target_(target), patterns_(target_side), source_patterns_(source_side), faults_(faults) {}

  // Nothing when the rule has a fault.
  struct Result {
    CompiledRule rule;
    std::vector<PatternCompiler::Compiled> alternatives;
    std::optional<RegexRule> regex;
  };
  std::optional<Result> compile(const PackModel& pack, const RuleModel& model) {
    const size_t before = faults_.size();
    scope_ = {&pack.lists, &set_.shared, target_};
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
    if (patterns.empty() && model.regex.text.empty())
      faults_.push_back(pattern_fault(model.place, model.info.id, 0, "the rule has nothing to match: expected match, or source with reject"));
    rule.source_has = values(model.source_has, source_patterns_, rule.source_captures);
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

  std::vector<CompiledValue> values(const std::vector<Sourced>& all, PatternCompiler& compiler, std::vector<std::string>& captures) {
    std::vector<CompiledValue> out;
    for (const Sourced& value : all) {
      const auto compiled = compiler.compile(value, scope_, captures, faults_);
      if (!compiled) continue;
      out.emplace_back();
      out.back().text = value.text;
      out.back().program = compiled->start;
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
                                      std::vector<Error>& faults) {
  auto packs = std::make_unique<Packs>();
  Impl& impl = *packs->impl_;
  impl.target = target;
  std::vector<Error> met;
  PatternCompiler patterns(impl.program, vocabulary, inflection);
  // The same program, but no inflection: the source language's words stand as they are written.
  PatternCompiler source_patterns(impl.program, vocabulary, nullptr);
  for (const PackModel& pack : set.packs)
    if (!pack.target.known() || pack.target == target)
      for (const RuleModel& rule : pack.rules)
        if (!rule.from_table)
          for (const Example& example : rule.examples) patterns.learn_frequency(example.text.text);

  RuleCompiler rules(set, target, patterns, source_patterns, met);
  std::vector<std::pair<AnchorKey, AnchorEntry>> entries;
  for (const PackModel& pack : set.packs) {
    if (pack.target.known() && pack.target != target) continue;
    for (const NamedList& list : pack.lists) patterns.check_list(list, {&pack.lists, &set.shared, target}, met);
    for (const RuleModel& model : pack.rules) {
      if (model.info.target.known() && model.info.target != target) continue;
      auto compiled = rules.compile(pack, model);
      if (!compiled) continue;
      const auto number = static_cast<uint32_t>(impl.rules.size());
      for (const PatternCompiler::Compiled& alternative : compiled->alternatives) {
        const AnchorEntry entry{static_cast<uint32_t>(impl.alternatives.size()), static_cast<uint16_t>(alternative.anchor.min),
                                static_cast<uint16_t>(alternative.anchor.max)};
        impl.alternatives.push_back({alternative.start, number, alternative.captures});
        for (const AnchorKey& key : alternative.anchor.keys) entries.emplace_back(key, entry);
      }
      if (compiled->regex) {
        compiled->regex->rule = number;
        impl.regex_rules.push_back(std::move(*compiled->regex));
      }
      impl.rules.push_back(std::move(compiled->rule));
    }
  }
  impl.index.build(std::move(entries));
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
