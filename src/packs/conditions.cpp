#include "packs/conditions.h"

#include <algorithm>

#include "align/alignment.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr size_t kFewLinks = 4;

Tri tri(bool value) { return value ? Tri::yes : Tri::no; }

std::string_view name_of(Condition::Kind kind) {
  switch (kind) {
    case Condition::Kind::source: return "source";
    case Condition::Kind::before: return "before";
    case Condition::Kind::after: return "after";
    case Condition::Kind::sentence: return "sentence";
    case Condition::Kind::paragraph: return "paragraph";
    case Condition::Kind::document: return "document";
    case Condition::Kind::in: return "in";
    case Condition::Kind::antecedent: return "antecedent";
    case Condition::Kind::number: return "number";
    case Condition::Kind::name: return "name";
    case Condition::Kind::lang: return "lang";
    case Condition::Kind::profile: return "profile";
  }
  return "";
}

template <class T>
std::string quoted_list(const std::vector<T>& values) {
  std::string out;
  for (const CompiledValue& value : values) out += (out.empty() ? "\"" : ", \"") + value.text + "\"";
  return out;
}

std::string_view text_of(Kind kind) {
  switch (kind) {
    case Kind::unknown: return "";
    case Kind::person: return "person";
    case Kind::body: return "body";
    case Kind::place: return "place";
    case Kind::event: return "event";
    case Kind::thing: return "thing";
  }
  return "";
}

std::string_view property(const Mention& mention, std::string_view key) {
  if (key == "gender") return mention.gender == Gender::masculine ? "masculine" : mention.gender == Gender::feminine ? "feminine" : "";
  if (key == "number") return mention.plurality == Plurality::singular ? "singular" : mention.plurality == Plurality::plural ? "plural" : "";
  return text_of(mention.kind);
}

}  // namespace

std::string in_words(const CompiledCondition& condition) {
  std::string out(condition.first_mention ? "first mention" : name_of(condition.kind));
  if (!condition.values.empty()) out += ": " + quoted_list(condition.values);
  return out;
}

Range Conditions::sentence(const RuleMatch& match) const {
  if (a_.tokens.empty() || match.whole.tokens.empty()) return {};
  Range out = a_.sentences[a_.sentence_of(match.whole.tokens.begin)].tokens;
  out.end = std::max(out.end, a_.sentences[a_.sentence_of(match.whole.tokens.end - 1)].tokens.end);
  return out;
}

Range Conditions::paragraph(const RuleMatch& match) const { return a_.blocks[a_.block_of(match.whole.span.begin)].tokens; }

bool Conditions::before(uint32_t program, const RuleMatch& match) {
  constexpr uint32_t kFarthest = 60;
  const Range unit = sentence(match);
  const uint32_t end = match.whole.tokens.begin;
  const uint32_t least = end > unit.begin + kFarthest ? end - kFarthest : unit.begin;
  for (uint32_t at = end + 1; at-- > least;)
    if (matcher_.match(program, at, {unit.begin, end}, {end, false, true})) return true;
  return false;
}

bool Conditions::after(uint32_t program, const RuleMatch& match) {
  const Range unit = sentence(match);
  const uint32_t at = match.whole.tokens.end;
  if (matcher_.match(program, at, unit, {{}, false, true})) return true;
  return at + 1 < unit.end && matcher_.glued(at) && matcher_.match(program, at + 1, unit, {{}, false, true});
}

bool Conditions::anywhere(const CompiledCondition& condition, Range unit, Range outside) {
  return std::any_of(condition.values.begin(), condition.values.end(),
                     [&](const CompiledValue& value) { return matcher_.find(value.program, unit, outside).has_value(); });
}

Range Conditions::sentences(const RuleMatch& match, Scope scope) const {
  if (scope == Scope::paragraph) return a_.blocks[a_.block_of(match.whole.span.begin)].sentences;
  if (match.whole.tokens.empty() || a_.tokens.empty()) {   // white space or marks alone
    const Range all = a_.blocks[a_.block_of(match.whole.span.begin)].sentences;
    for (uint32_t s = all.begin; s < all.end; ++s)
      if (a_.sentences[s].span.end > match.whole.span.begin) return {s, s + 1};
    return all;
  }
  return {a_.sentence_of(match.whole.tokens.begin), a_.sentence_of(match.whole.tokens.end - 1) + 1};
}

bool Conditions::found_in_source(const CompiledRule& rule, const std::vector<CompiledValue>& values, Range tokens, Verdict& verdict) {
  const Analysis& o = original_->analysis();
  for (const CompiledValue& value : values) {
    const auto found = original_->find(value.program, tokens, {});
    if (!found) continue;
    verdict.source = o.span(found->tokens);
    for (size_t i = 0; i < rule.source_captures.size(); ++i)
      if (!found->captures[i].empty()) verdict.source_captures.emplace_back(rule.source_captures[i], std::string(o.text(found->captures[i])));
    return true;
  }
  return false;
}

Tri Conditions::source_has(const CompiledRule& rule, const std::vector<CompiledValue>& values, const RuleMatch& match, Verdict& verdict) {
  if (!original_ || !a_.alignment || a_.alignment->pair() == Alignment::Pair::wrong) return Tri::unknown;
  const Analysis& o = original_->analysis();
  const Alignment& alignment = *a_.alignment;
  const Range everything{0, static_cast<uint32_t>(o.tokens.size())};
  // Of a doubtful pair a word that is not there says nothing; but a text of a few sentences is always doubtful (it has too few
  // figures and names to be judged by), and there the links are believed.
  const bool sure = alignment.pair() == Alignment::Pair::right || alignment.links().size() <= kFewLinks;
  if (rule.scope == Scope::document)
    return found_in_source(rule, values, everything, verdict) ? Tri::yes : sure ? Tri::no : Tri::unknown;
  const Range own = sentences(match, rule.scope);
  bool known = true;
  uint32_t asked = 0;   // the source sentences before this one were asked already
  for (uint32_t t = own.begin; t < own.end; ++t) {
    const auto range = alignment.source_of(t);
    known = known && range;
    if (!range || range->end <= asked) continue;
    const uint32_t from = std::max(range->begin, asked);
    if (from < range->end && found_in_source(rule, values, {o.sentences[from].tokens.begin, o.sentences[range->end - 1].tokens.end}, verdict))
      return Tri::yes;
    asked = range->end;
  }
  if (!sure) return Tri::unknown;
  if (known) return Tri::no;
  // It is not known where it would stand, but it may stand nowhere.
  Verdict ignored;
  return found_in_source(rule, values, everything, ignored) ? Tri::unknown : Tri::no;
}

std::optional<Captured> Conditions::counterpart(Range source_tokens) const {
  if (!original_ || !a_.alignment || a_.alignment->pair() == Alignment::Pair::wrong || source_tokens.empty()) return std::nullopt;
  const Analysis& o = original_->analysis();
  const auto first = a_.alignment->target_of(o.sentence_of(source_tokens.begin));
  const auto last = a_.alignment->target_of(o.sentence_of(source_tokens.end - 1));
  if (!first || !last) return std::nullopt;
  const uint32_t begin = std::min(first->begin, last->begin);
  uint32_t end = std::max(first->end, last->end);
  if (first->empty() || begin >= end) return std::nullopt;
  while (a_.sentences[end - 1].block != a_.sentences[begin].block) --end;
  Captured out;
  out.tokens = {a_.sentences[begin].tokens.begin, a_.sentences[end - 1].tokens.end};
  out.span = a_.span(out.tokens);
  return out;
}

// Looked for in the sentences that stand for the same source sentences as the match's own; in its paragraph where these are
// not known.
bool Conditions::accepted(const CompiledRule& rule, const RuleMatch& match, std::string* which) {
  if (rule.accept.empty()) return false;
  Range where = paragraph(match);
  if (original_ && a_.alignment && rule.scope != Scope::document) {
    const Range own = sentences(match, rule.scope);
    Range all = own;
    bool known = true;
    for (uint32_t t = own.begin; t < own.end && known; ++t) {
      const auto source = a_.alignment->source_of(t);
      known = source.has_value();
      for (uint32_t s = known ? source->begin : 0; known && s < source->end; ++s)
        if (const auto target = a_.alignment->target_of(s); target && !target->empty())
          all = {std::min(all.begin, target->begin), std::max(all.end, target->end)};
    }
    if (known && all.begin < all.end) where = {a_.sentences[all.begin].tokens.begin, a_.sentences[all.end - 1].tokens.end};
  } else if (rule.scope == Scope::document) {
    where = {0, static_cast<uint32_t>(a_.tokens.size())};
  }
  for (const CompiledValue& value : rule.accept)
    if (matcher_.find(value.program, where, {})) {
      if (which) *which = value.text;
      return true;
    }
  return false;
}

Tri Conditions::antecedent(const CompiledCondition& condition, const RuleMatch& match, Verdict& verdict) {
  const uint32_t block = a_.block_of(match.bad.span.begin);
  const Mention* nearest = nullptr;
  for (const Mention& mention : a_.mentions) {
    if (mention.span.end > match.bad.span.begin) continue;
    if (a_.block_of(mention.span.begin) != block) continue;
    if (!nearest || mention.span.end >= nearest->span.end) nearest = &mention;
  }
  if (!nearest) return Tri::unknown;
  Tri out = Tri::yes;
  for (const std::string_view key : {"gender", "animacy", "number"}) {
    bool asked = false, met = false;
    for (const CompiledValue& value : condition.values) {
      if (value.key != key) continue;
      asked = true;
      met = met || property(*nearest, key) == value.word;
    }
    if (!asked || met) continue;
    if (property(*nearest, key).empty()) out = std::min(out, Tri::unknown);
    else return Tri::no;
  }
  if (out == Tri::yes) verdict.related.push_back({nearest->span, "the antecedent"});
  return out;
}

Tri Conditions::first_mention(const CompiledCondition& condition, const RuleMatch& match) {
  const Range earlier{0, match.whole.tokens.begin};
  if (!condition.values.empty()) return tri(!anywhere(condition, earlier, {}));
  const Range own = match.bad.tokens;
  const std::string words = utf8::fold(a_.document.slice(match.bad.span));
  for (uint32_t at = 0; at + own.size() <= earlier.end && !own.empty(); ++at) {
    const Range there{at, at + own.size()};
    if (a_.tokens[at].word == a_.tokens[own.begin].word && utf8::fold(a_.text(there)) == words) return Tri::no;
  }
  return Tri::yes;
}

Tri Conditions::number(const CompiledCondition& condition, const RuleMatch& match) {
  const Quantity* first = nullptr;
  for (const Quantity& quantity : a_.quantities)
    if (quantity.span.overlaps(match.whole.span)) {
      first = &quantity;
      break;
    }
  if (!first) return Tri::unknown;
  for (const CompiledValue& value : condition.values) {
    bool met = value.or_equal && first->value == value.number;
    switch (value.comparison) {
      case '<': met = met || first->value < value.number; break;
      case '>': met = met || first->value > value.number; break;
      case '!': met = first->value != value.number; break;
      default: met = first->value == value.number; break;
    }
    if (met) return Tri::yes;
  }
  return Tri::no;
}

Tri Conditions::name(const CompiledRule& rule, const CompiledCondition& condition, const RuleMatch& match) {
  Tri out = Tri::no;
  for (const CompiledValue& value : condition.values) {
    Range tokens = match.bad.tokens;
    for (size_t i = 0; i < rule.captures.size(); ++i)
      if (rule.captures[i] == value.key) tokens = match.captures[i].tokens;
    for (uint32_t t = tokens.begin; t < tokens.end; ++t) {
      if (!a_.tokens[t].name) continue;
      const Name& found = a_.names[a_.tokens[t].name - 1];
      if (value.word == "any" || text_of(found.kind) == value.word) return Tri::yes;
      if (found.kind == Kind::unknown) out = Tri::unknown;
    }
  }
  return out;
}

Tri Conditions::holds(const CompiledRule& rule, const CompiledCondition& condition, const RuleMatch& match, Verdict& verdict) {
  const auto any = [&](const auto& test) { return tri(std::any_of(condition.values.begin(), condition.values.end(), test)); };
  switch (condition.kind) {
    case Condition::Kind::source: return source_has(rule, condition.values, match, verdict);
    case Condition::Kind::before: return any([&](const CompiledValue& v) { return before(v.program, match); });
    case Condition::Kind::after: return any([&](const CompiledValue& v) { return after(v.program, match); });
    case Condition::Kind::sentence: return tri(anywhere(condition, sentence(match), match.whole.tokens));
    case Condition::Kind::paragraph: return tri(anywhere(condition, paragraph(match), match.whole.tokens));
    case Condition::Kind::document:
      if (condition.first_mention) return first_mention(condition, match);
      return tri(anywhere(condition, {0, static_cast<uint32_t>(a_.tokens.size())}, match.whole.tokens));
    case Condition::Kind::in:
      return any([&](const CompiledValue& v) {
        if (v.word == "quote") return a_.quote_at(match.bad.span.begin) != nullptr;
        const auto role = role_of(v.word);
        return role && a_.role_at(match.bad.span.begin) == *role;
      });
    case Condition::Kind::antecedent: return antecedent(condition, match, verdict);
    case Condition::Kind::number: return number(condition, match);
    case Condition::Kind::name: return name(rule, condition, match);
    case Condition::Kind::lang:
      return any([&](const CompiledValue& v) {
        const Lang block = a_.blocks[a_.block_of(match.bad.span.begin)].lang;
        return (block.known() ? block : a_.lang) == Lang::of(v.word);
      });
    case Condition::Kind::profile:
      return any([&](const CompiledValue& v) { return std::find(profiles_.begin(), profiles_.end(), v.word) != profiles_.end(); });
  }
  return Tri::unknown;
}

Verdict Conditions::judge(const CompiledRule& rule, const RuleMatch& match, bool words, Verdict verdict) {
  const auto hold = [&](const auto& why) {
    verdict.fires = false;
    if (words) verdict.held_by = why();
    return verdict;
  };
  // Items of one list: the conditions of an item hold together.
  const auto items = [](const std::vector<CompiledCondition>& all, const auto& visit) {
    for (size_t from = 0; from < all.size();) {
      size_t to = from;
      while (to < all.size() && all[to].item == all[from].item) ++to;
      if (!visit(from, to)) return false;
      from = to;
    }
    return true;
  };
  const auto describe = [](const std::vector<CompiledCondition>& all, size_t from, size_t to) {
    std::string out;
    for (size_t i = from; i < to; ++i) out += (i > from ? " and " : "") + in_words(all[i]);
    return out;
  };

  // Cheap ones first would change nothing: every condition is pure.
  size_t held_from = 0, held_to = 0;
  bool held_unknown = false;
  if (!items(rule.unless, [&](size_t from, size_t to) {
        Tri value = Tri::yes;
        Verdict ignored;
        for (size_t i = from; i < to && value != Tri::no; ++i) value = std::min(value, holds(rule, rule.unless[i], match, ignored));
        held_from = from;
        held_to = to;
        return value != Tri::yes;
      }))
    return hold([&] { return "unless " + describe(rule.unless, held_from, held_to); });

  if (!items(rule.when, [&](size_t from, size_t to) {
        Tri value = Tri::yes;
        for (size_t i = from; i < to && value != Tri::no; ++i) {
          Tri one = holds(rule, rule.when[i], match, verdict);
          // Whether the source text has it is told by if-unknown where there is no source text.
          if (one == Tri::unknown && rule.when[i].kind == Condition::Kind::source && rule.if_unknown != IfUnknown::hold) {
            one = Tri::yes;
            verdict.lower = verdict.lower || rule.if_unknown == IfUnknown::lower;
          }
          value = std::min(value, one);
        }
        held_from = from;
        held_to = to;
        held_unknown = value == Tri::unknown;
        return value == Tri::yes;
      }))
    return hold([&] { return "when " + describe(rule.when, held_from, held_to) + (held_unknown ? " (not known here)" : ""); });

  if (!rule.source_has.empty()) {
    const Tri has = rule.from_source ? Tri::yes : source_has(rule, rule.source_has, match, verdict);
    verdict.source_says = has;
    if (has == Tri::unknown && rule.if_unknown == IfUnknown::hold)
      return hold([&] {
        return "source has: " + quoted_list(rule.source_has) + (original_ ? " (it is not known which sentence of the source this is)" : " (there is no source text)");
      });
    if (has == Tri::unknown && rule.if_unknown == IfUnknown::lower) verdict.lower = true;
    if (has == Tri::no && rule.if_absent == IfAbsent::drop)
      return hold([&] { return "the source text has none of " + quoted_list(rule.source_has); });
  }
  std::string rendering;
  if (accepted(rule, match, words ? &rendering : nullptr))
    return hold([&] { return "the right rendering \"" + rendering + "\" stands there"; });
  return verdict;
}

}  // namespace wirecheck
