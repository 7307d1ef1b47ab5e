#include "packs/packs.h"

#include <algorithm>
#include <map>

#include "core/archive.h"
#include "core/utf8.h"
#include "packs/impl.h"

namespace wirecheck {
namespace {

constexpr std::string_view kArchiveMark = "wirecheck packs 4";

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
  // All compiled when the rules were: from now on they are compiled when a text asks.
  for (const std::string& pattern : program.regexes) token_regexes.push_back(Regex::later(pattern, {}));
  std::vector<std::string_view> patterns;
  for (const RegexRule& r : regex_rules) {
    rule_regexes.push_back(Regex::later(r.pattern, {r.fold_case, r.words}));
    patterns.push_back(r.pattern);
  }
  regex_set = std::make_unique<RegexSet>(patterns);
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
  ar(mark, impl_->target, impl_->program, impl_->rules, impl_->alternatives, impl_->regex_rules, impl_->index, impl_->source_alternatives,
     impl_->source_index, mark);
  return ar.take();
}

std::unique_ptr<Packs> Packs::from_archive(std::string_view data) {
  ArchiveReader ar(data);
  auto packs = std::make_unique<Packs>();
  Impl& impl = *packs->impl_;
  std::string mark, end_mark;
  ar(mark);
  if (ar.failed() || mark != kArchiveMark) return nullptr;
  ar(impl.target, impl.program, impl.rules, impl.alternatives, impl.regex_rules, impl.index, impl.source_alternatives, impl.source_index, end_mark);
  if (ar.failed() || !ar.at_end() || end_mark != kArchiveMark) return nullptr;
  impl.prepare();
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
void Packs::Impl::search_tokens(Matcher& matcher, const AnchorIndex& anchors, const std::vector<Alternative>& all,
                                std::optional<size_t> only, bool inactive_too, const Visit& visit) const {
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
  anchors.scan(matcher, [&](const AnchorEntry& entry, uint32_t token) {
    const uint32_t rule = all[entry.alternative].rule;
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
    const auto match = matcher.match(all[candidate.alternative].program, candidate.start, unit, {{}, true, false});
    if (!match) continue;
    free_from = match->tokens.end;
    visit(rule, *match, all[candidate.alternative].captures);
  }
}

template <class Visit>
void Packs::Impl::search(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const {
  search_tokens(matcher, index, alternatives, only, inactive_too, [&](uint32_t rule, const TokenMatch& match, uint32_t named) {
    RuleMatch found = from_tokens(matcher.analysis(), rules[rule], match);
    found.named = named;
    visit(rule, found, Verdict());
  });
}

// Rules that know how the right rendering looks but not the wrong one: what stands for the source sentence is underlined whole.
template <class Visit>
void Packs::Impl::search_source(Matcher& original, const Conditions& conditions, std::optional<size_t> only, bool inactive_too,
                                const Visit& visit) const {
  if (source_alternatives.empty()) return;
  const Analysis& o = original.analysis();
  uint32_t last_rule = ~0u, told_to = 0;
  search_tokens(original, source_index, source_alternatives, only, inactive_too, [&](uint32_t rule, const TokenMatch& match, uint32_t) {
    const auto there = conditions.counterpart(match.tokens);
    if (!there) return;
    if (rule == last_rule && there->span.begin < told_to) return;   // one sentence is told once
    last_rule = rule;
    told_to = there->span.end;
    RuleMatch found;
    found.whole = found.bad = *there;
    found.captures.resize(rules[rule].captures.size());
    Verdict verdict;
    verdict.source = o.span(match.tokens);
    for (size_t i = 0; i < rules[rule].source_captures.size(); ++i)
      if (!match.captures[i].empty()) verdict.source_captures.emplace_back(rules[rule].source_captures[i], std::string(o.text(match.captures[i])));
    visit(rule, found, verdict);
  });
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
        visit(rule, match, Verdict());
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
  if (verdict.source_says == Tri::yes) finding.support = Support::confirmed;
  if (verdict.source_says == Tri::no) finding.support = Support::unconfirmed;
  finding.confidence = confidence_of(rule.info, finding.support);
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
  const auto visit = [&](size_t rule, const RuleMatch& match, const Verdict& begun) {
    if (match.bad.span.empty()) return;
    const CompiledRule& r = rules[rule];
    const Verdict verdict = conditions.judge(r, match, false, begun);
    if (!verdict.fires) return;
    if (r.limit && told[rule]++ >= *r.limit) return;
    report(a, rule, match, verdict, out);
  };
  search(matcher, only, false, visit);
  search_regexes(matcher, only, false, visit);
  if (original) search_source(*original, conditions, only, false, visit);
}

void Packs::run(const Analysis& analysis, Findings& out) const { impl_->run(analysis, std::nullopt, out); }

void Packs::run_rule(size_t rule, const Analysis& analysis, Findings& out) const { impl_->run(analysis, rule, out); }

std::vector<NearMiss> Packs::explain(const Analysis& a, Span where) const {
  std::vector<NearMiss> out;
  Matcher matcher(a, impl_->program, impl_->token_regexes);
  std::optional<Matcher> original;
  if (a.original) original.emplace(*a.original, impl_->program, impl_->token_regexes);
  Conditions conditions(matcher, original ? &*original : nullptr, impl_->profiles);
  const auto visit = [&](size_t rule, const RuleMatch& match, const Verdict& begun) {
    const Span span = match.whole.span;
    if (span.end < where.begin || span.begin > where.end) return;
    const CompiledRule& r = impl_->rules[rule];
    const Verdict verdict = conditions.judge(r, match, true, begun);
    NearMiss near;
    near.rule = &r.info;
    near.span = match.bad.span;
    near.fired = verdict.fires && impl_->active[rule];
    near.held_by = !verdict.fires ? verdict.held_by : near.fired ? "" : impl_->why_off(r);
    out.push_back(std::move(near));
  };
  impl_->search(matcher, std::nullopt, true, visit);
  impl_->search_regexes(matcher, std::nullopt, true, visit);
  if (original) impl_->search_source(*original, conditions, std::nullopt, true, visit);
  std::sort(out.begin(), out.end(), [](const NearMiss& x, const NearMiss& y) {
    if (x.span != y.span) return x.span < y.span;
    return x.rule->id < y.rule->id;
  });
  return out;
}

}  // namespace wirecheck
