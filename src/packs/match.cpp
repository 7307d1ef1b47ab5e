#include "packs/match.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kUnset = ~0u;
constexpr uint32_t kMostSteps = 50000;   // of one attempt; beyond, it counts as no match

bool one_char(std::string_view text) { return !text.empty() && utf8::decode(text, 0).size == text.size(); }

bool is_glyph(std::string_view text, Glyph glyph) {
  if (!one_char(text)) return false;
  const char32_t c = utf8::at(text, 0);
  switch (glyph) {
    case Glyph::dash: return utf8::is_dash(c);
    case Glyph::double_quote:
      return c == '"' || c == utf8::kLeftDouble || c == utf8::kRightDouble || c == utf8::kLowDouble || c == utf8::kLeftGuillemet ||
             c == utf8::kRightGuillemet;
    case Glyph::single_quote:
      return c == '\'' || c == utf8::kLeftSingle || c == utf8::kRightSingle || c == utf8::kLowSingle || c == utf8::kLeftAngle ||
             c == utf8::kRightAngle;
  }
  return false;
}

// As the text stands, but with straight apostrophes.
bool same_text(std::string_view text, std::string_view wanted) {
  if (text == wanted) return true;
  if (wanted.find('\'') == std::string_view::npos) return false;
  size_t w = 0;
  for (size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (d.c == utf8::kRightSingle) {
      if (w >= wanted.size() || wanted[w] != '\'') return false;
      ++w;
    } else {
      if (wanted.substr(w, d.size) != text.substr(i, d.size)) return false;
      w += d.size;
    }
    i += d.size;
  }
  return w == wanted.size();
}

template <class T>
const T* starting_at(const std::vector<T>& all, uint32_t token) {
  const auto at = std::lower_bound(all.begin(), all.end(), token, [](const T& one, uint32_t t) { return one.tokens.begin < t; });
  return at != all.end() && at->tokens.begin == token ? &*at : nullptr;
}

// Words that are no noun, verb ..., whatever a dictionary of the open classes says.
constexpr Classes kClosed = (Is::determiner | Is::possessive) | Is::pronoun | Is::preposition | Is::conjunction | Is::modal | Is::wh_word |
                            Is::negation | Is::reflexive;

}  // namespace

Matcher::Matcher(const Analysis& analysis, const Program& program, const std::vector<Regex>& regexes)
    : a_(analysis), p_(program), regexes_(regexes) {
  quotes_.reserve(a_.quotes.size());
  for (const Quote& quote : a_.quotes) quotes_.push_back(&quote);
  std::sort(quotes_.begin(), quotes_.end(), [](const Quote* x, const Quote* y) { return x->open.begin < y->open.begin; });
}

uint32_t Matcher::token_at(uint32_t byte, Range within) const {
  const auto first = a_.tokens.begin() + within.begin, last = a_.tokens.begin() + within.end;
  const auto at = std::lower_bound(first, last, byte, [](const Token& t, uint32_t b) { return t.span.begin < b; });
  return static_cast<uint32_t>(at - a_.tokens.begin());
}

const Quote* Matcher::quote_opening_at(uint32_t byte) const {
  const auto at = std::lower_bound(quotes_.begin(), quotes_.end(), byte, [](const Quote* q, uint32_t b) { return q->open.begin < b; });
  return at != quotes_.end() && (*at)->open.begin == byte && !(*at)->open.empty() ? *at : nullptr;
}

uint32_t Matcher::take_quote(uint32_t at, Range unit) const {
  const Token& token = a_.tokens[at];
  const Quote* quote = quote_opening_at(token.span.begin);
  // The rest of a quotation that began in a sentence before.
  if (!quote && at == a_.sentences[a_.sentence_of(at)].tokens.begin) quote = a_.quote_at(token.span.begin);
  if (!quote) return 0;
  if (quote->close.empty()) return unit.end - at;
  return token_at(quote->close.end, {at, unit.end}) - at;
}

uint32_t Matcher::take_classes(Classes classes, uint32_t at, Range unit) const {
  const Token& token = a_.tokens[at];
  const Facts& facts = *a_.resources.facts;
  if (token.word != kNoWord) {
    for (const Phrase& phrase : facts.phrases(token.word)) {
      if (!(phrase.classes & classes)) continue;
      uint32_t t = at;
      bool all = true;
      for (size_t i = 0; i < phrase.words.size() && all; ++i) {
        if (i > 0 && t < unit.end && glued(t) && a_.tokens[t].word != phrase.words[i]) ++t;
        all = t < unit.end && a_.tokens[t].word == phrase.words[i];
        ++t;
      }
      if (all) return t - at;
    }
  }
  return (facts.classes(token.word) & classes) ? 1 : 0;
}

bool Matcher::has_pos(uint32_t index, Pos pos, uint32_t forms) const {
  const Token& token = a_.tokens[index];
  if (token.kind != TokenKind::word || token.is(Token::clitic)) return false;
  const Classes classes = a_.classes(token);
  const Classes closed = pos == Pos::verb ? kClosed : kClosed | Is::auxiliary;
  if (classes & closed) return false;
  if (token.name && token.is(Token::capital) && !token.is(Token::sentence_first)) return false;
  if (!a_.resources.lexicon) return false;
  const std::string_view word = a_.folded(index);
  if (!has(a_.resources.lexicon->pos(word), pos)) return false;
  if (!forms) return true;
  if (!a_.resources.inflection) return false;
  for (const Inflection::Reading& reading : a_.resources.inflection->readings(word))
    if (forms >> static_cast<unsigned>(reading.form) & 1) return true;
  return false;
}

bool Matcher::in_bucket(uint32_t bucket, uint32_t token) const {
  const Token& t = a_.tokens[token];
  if (bucket < 64) return take_classes(Classes{1} << bucket, token, {token, static_cast<uint32_t>(a_.tokens.size())}) > 0;
  switch (bucket) {
    case kNameBucket: return t.name != 0 && a_.names[t.name - 1].tokens.begin == token;
    case kNumberBucket: return t.kind == TokenKind::number || starting_at(a_.quantities, token);
    case kDateBucket: return starting_at(a_.dates, token) != nullptr;
    case kQuoteBucket: return quote_opening_at(t.span.begin) || token == a_.sentences[a_.sentence_of(token)].tokens.begin;
    case kSentenceBucket: return at_sentence_begin(token);
    default: return !glued(token);
  }
}

bool Matcher::at_sentence_begin(uint32_t at) const {
  if (at >= a_.tokens.size()) return false;
  const uint32_t begin = a_.sentences[a_.sentence_of(at)].tokens.begin;
  for (uint32_t t = begin; t < at; ++t)
    if (a_.tokens[t].kind != TokenKind::punctuation) return false;
  return true;
}

bool Matcher::at_sentence_end(uint32_t at) const {
  if (at == 0) return false;
  const uint32_t end = a_.sentences[a_.sentence_of(at - 1)].tokens.end;
  for (uint32_t t = at; t < end; ++t)
    if (a_.tokens[t].kind != TokenKind::punctuation) return false;
  return true;
}

bool Matcher::cuts_compound(Range match, Range unit) const {
  const auto name = [&](uint32_t t) { return a_.tokens[t].is(Token::capital); };
  if (match.begin > unit.begin && glued(match.begin - 1) && !name(match.begin)) return true;
  return match.end < unit.end && glued(match.end) && !name(match.end - 1);
}

uint32_t Matcher::take(const Op& op, uint32_t at, Range unit) {
  if (at >= unit.end) return 0;
  const Token& token = a_.tokens[at];
  switch (op.code) {
    case Code::word: return token.word == op.x && op.x != kNoWord ? 1 : 0;
    case Code::set: {
      const Range set = p_.sets[op.x];
      const auto first = p_.set_words.begin() + set.begin, last = p_.set_words.begin() + set.end;
      return token.word != kNoWord && std::binary_search(first, last, token.word) ? 1 : 0;
    }
    case Code::exact: return token.word == op.y && same_text(a_.text(token), p_.exacts[op.x]) ? 1 : 0;
    case Code::glyph: return is_glyph(a_.text(token), static_cast<Glyph>(op.small)) ? 1 : 0;
    case Code::classes: return take_classes(static_cast<Classes>(op.x) | static_cast<Classes>(op.y) << 32, at, unit);
    case Code::name: {
      if (!token.name) return 0;
      const Name& name = a_.names[token.name - 1];
      if (name.tokens.begin != at || name.tokens.end > unit.end) return 0;
      return op.small == 0xFF || (op.small >> static_cast<unsigned>(name.kind) & 1) ? name.tokens.size() : 0;
    }
    case Code::quantity: {
      const Quantity* quantity = starting_at(a_.quantities, at);
      if (!quantity || quantity->tokens.end > unit.end) return 0;
      return op.small >> static_cast<unsigned>(quantity->kind) & 1 ? quantity->tokens.size() : 0;
    }
    case Code::date: {
      const Date* date = starting_at(a_.dates, at);
      return date && date->tokens.end <= unit.end ? date->tokens.size() : 0;
    }
    case Code::quote: return take_quote(at, unit);
    case Code::pos: return has_pos(at, static_cast<Pos>(op.small), op.x) ? 1 : 0;
    case Code::regex: return regexes_[op.x].matches_whole(a_.text(token)) ? 1 : 0;
    case Code::kind:
      switch (static_cast<TokenTest>(op.small)) {
        case TokenTest::any: return 1;
        case TokenTest::word: return token.kind == TokenKind::word ? 1 : 0;
        case TokenTest::number: return token.kind == TokenKind::number ? 1 : 0;
        case TokenTest::punctuation: return token.kind == TokenKind::punctuation ? 1 : 0;
        case TokenTest::capital: return token.is(Token::capital) ? 1 : 0;
        case TokenTest::lower_case: return token.kind == TokenKind::word && !token.is(Token::capital) ? 1 : 0;
        case TokenTest::all_capitals: return token.is(Token::all_capitals) ? 1 : 0;
        case TokenTest::open_quote: return quote_opening_at(token.span.begin) ? 1 : 0;
        case TokenTest::close_quote:
          return std::any_of(quotes_.begin(), quotes_.end(), [&](const Quote* q) { return !q->close.empty() && q->close.begin == token.span.begin; });
      }
      return 0;
    default: return 0;
  }
}

bool Matcher::run(uint32_t op_at, uint32_t at, Range unit, uint32_t start, const Options& options, uint32_t& end) {
  const size_t base = stack_.size();
  const auto leave = [&](bool result) {
    stack_.resize(base);
    return result;
  };
  while (true) {
    bool failed = false;
    if (++steps_ > kMostSteps) return leave(false);
    const Op& op = p_.ops[op_at];
    switch (op.code) {
      case Code::split:
        stack_.push_back({op.y, at, trail_.size()});
        op_at = op.x;
        break;
      case Code::jump: op_at = op.x; break;
      case Code::save:
        trail_.emplace_back(op.x, slots_[op.x]);
        slots_[op.x] = at;
        ++op_at;
        break;
      case Code::begin:
        failed = !at_sentence_begin(at);
        ++op_at;
        break;
      case Code::end:
        failed = !at_sentence_end(at);
        ++op_at;
        break;
      case Code::negation: {
        uint32_t here = at;
        if (here != start && here + 1 < unit.end && glued(here)) ++here;
        uint32_t ignored = 0;
        const size_t trail = trail_.size();
        failed = here >= unit.end || run(op_at + 1, here, unit, here, {{}, false, true}, ignored);
        while (trail_.size() > trail) {
          slots_[trail_.back().first] = trail_.back().second;
          trail_.pop_back();
        }
        at = here + 1;
        op_at = op.x;
        break;
      }
      case Code::match: {
        const bool ends = !options.must_end || at == *options.must_end || (at + 1 == *options.must_end && glued(at));
        failed = !ends || (at == start && !options.may_be_empty) || (options.whole_compounds && cuts_compound({start, at}, unit));
        if (!failed) {
          end = at;
          return leave(true);
        }
        break;
      }
      default: {
        uint32_t taken = take(op, at, unit);
        if (!taken && at != start && at + 1 < unit.end && glued(at)) {
          taken = take(op, at + 1, unit);
          if (taken) ++taken;
        }
        failed = taken == 0;
        at += taken;
        ++op_at;
        break;
      }
    }
    if (!failed) continue;
    if (stack_.size() == base) return leave(false);
    const Back back = stack_.back();
    stack_.pop_back();
    while (trail_.size() > back.trail) {
      slots_[trail_.back().first] = trail_.back().second;
      trail_.pop_back();
    }
    op_at = back.op;
    at = back.at;
  }
}

std::optional<TokenMatch> Matcher::match(uint32_t start, uint32_t at, Range unit, const Options& options) {
  // The common end of an attempt: the first word is another one.
  const Op& first = p_.ops[start];
  if ((first.code == Code::word || first.code == Code::set) && !take(first, at, unit)) return std::nullopt;
  slots_.fill(kUnset);
  trail_.clear();
  stack_.clear();
  steps_ = 0;
  uint32_t end = 0;
  if (!run(start, at, unit, at, options, end)) return std::nullopt;
  TokenMatch out;
  out.tokens = {at, end};
  for (uint32_t i = 0; i < kMostCaptures; ++i) {
    if (slots_[i * 2] == kUnset || slots_[i * 2 + 1] == kUnset) continue;
    Range range{slots_[i * 2], slots_[i * 2 + 1]};
    if (range.size() > 1 && range.begin > at && glued(range.begin)) ++range.begin;   // the hyphen before it is not its own
    if (range.begin < range.end) out.captures[i] = range;
  }
  return out;
}

std::optional<TokenMatch> Matcher::find(uint32_t start, Range unit, Range outside) {
  for (uint32_t at = unit.begin; at < unit.end; ++at) {
    if (outside.contains(at)) continue;
    Range within = unit;
    if (at < outside.begin && !outside.empty()) within.end = std::min(within.end, outside.begin);
    if (auto found = match(start, at, within, {})) return found;
  }
  return std::nullopt;
}

}  // namespace wirecheck
