#include "packs/template.h"

#include <algorithm>
#include <cmath>

#include "core/utf8.h"
#include "packs/pattern.h"

namespace wirecheck {
namespace {

bool is_space_char(char c) { return c == ' '; }

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && is_space_char(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space_char(s.back())) s.remove_suffix(1);
  return s;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Captured* captured(const TemplateInput& in, std::string_view name) {
  for (size_t i = 0; i < in.rule.captures.size(); ++i)
    if (in.rule.captures[i] == name) {
      const Captured& c = in.match.captures[i];
      if (!c.span.empty()) return &c;
      return name == "bad" ? &in.match.bad : nullptr;
    }
  return name == "bad" ? &in.match.bad : nullptr;
}

// The alternative of the pattern that matched has no such capture: what names it was written for another alternative.
bool of_another_alternative(const TemplateInput& in, std::string_view name) {
  if (name == "bad") return false;
  for (size_t i = 0; i < in.rule.captures.size(); ++i)
    if (in.rule.captures[i] == name) return !(in.match.named >> i & 1);
  return false;
}

bool is_capture(const TemplateInput& in, std::string_view name) { return name == "bad" || contains(in.rule.captures, name); }

// ---- like: -------------------------------------------------------------------------------------------------------------------------

using FormSet = uint32_t;
constexpr FormSet bit(Form f) { return 1u << static_cast<unsigned>(f); }
bool only(FormSet set, FormSet allowed) { return set != 0 && (set & ~allowed) == 0; }

// What stands before a token in its sentence, as far as it decides between forms that look alike.
struct Before {
  bool none = false, auxiliary = false, modal_or_preposition = false, noun_phrase = false;
};

Before before(const Analysis& a, uint32_t token) {
  Before out;
  const uint32_t begin = a.sentences[a.sentence_of(token)].tokens.begin;
  if (token == begin || a.tokens[token - 1].kind == TokenKind::punctuation) {
    out.none = token == begin;
    return out;
  }
  const uint32_t previous = token - 1;
  out.modal_or_preposition = a.is(previous, Is::modal) || a.is(previous, Is::preposition);
  out.noun_phrase = a.is(previous, Is::determiner) || a.is(previous, Is::possessive) || a.is(previous, Is::preposition) ||
                    a.is(previous, Is::cardinal) || a.tokens[previous].kind == TokenKind::number;
  // An auxiliary may be a few adverbs, negations or an inverted pronoun away: "had also not", "was he".
  uint32_t at = previous;
  for (int steps = 0; steps < 4; ++steps) {
    if (a.is(at, Is::auxiliary)) {
      out.auxiliary = true;
      break;
    }
    const bool passable = a.is(at, Is::adverb) || a.is(at, Is::negation) || a.is(at, Is::pronoun) || a.tokens[at].is(Token::clitic) ||
                          (a.resources.lexicon && a.resources.lexicon->pos(a.folded(at)) == static_cast<PosMask>(Pos::adverb));
    if (!passable || at == begin) break;
    --at;
  }
  return out;
}

// "claims": a noun's plural or a verb's third person. The lists know some nouns, the dictionary what is only one of the two;
// else what stands before it decides.
bool is_plural_noun(const Analysis& a, uint32_t token, const Before& b) {
  if (a.is(token, Is::plural)) return true;
  const auto pos_of = [&](uint32_t t) { return a.resources.lexicon ? a.resources.lexicon->pos(a.folded(t)) : PosMask{0}; };
  const PosMask pos = pos_of(token);
  if (has(pos, Pos::noun) != has(pos, Pos::verb)) return has(pos, Pos::noun);
  if (b.none || b.noun_phrase) return true;
  const PosMask previous = pos_of(token - 1);
  return has(previous, Pos::adjective) && !has(previous, Pos::noun);
}

std::optional<Form> form_of(const Analysis& a, uint32_t token, FormSet set) {
  for (const Form single : {Form::base, Form::third, Form::past, Form::participle, Form::plural, Form::comparative, Form::superlative})
    if (set == bit(single)) return single;
  const Before b = before(a, token);
  const FormSet pasts = bit(Form::past) | bit(Form::participle);
  if (set & pasts) {
    if ((set & bit(Form::base)) && b.modal_or_preposition) return Form::base;
    if (b.auxiliary && (set & bit(Form::participle))) return Form::participle;
    return set & bit(Form::past) ? Form::past : Form::participle;
  }
  if (only(set, bit(Form::third) | bit(Form::plural))) return is_plural_noun(a, token, b) ? Form::plural : Form::third;
  if (set & bit(Form::gerund)) return b.noun_phrase && set == bit(Form::gerund) && a.is(token - 1, Is::determiner) ? Form::base : Form::gerund;
  if (set & bit(Form::base)) return Form::base;
  for (const Form form : {Form::plural, Form::third, Form::gerund, Form::comparative, Form::superlative})
    if (set & bit(form)) return form;
  return std::nullopt;
}

std::optional<Form> form_of(const Analysis& a, Range tokens) {
  if (!a.resources.inflection) return std::nullopt;
  const auto closed = [&](uint32_t t, bool auxiliaries) {
    return a.is(t, Is::determiner) || a.is(t, Is::possessive) || a.is(t, Is::pronoun) || a.is(t, Is::preposition) ||
           a.is(t, Is::conjunction) || a.is(t, Is::modal) || a.is(t, Is::negation) || (auxiliaries && a.is(t, Is::auxiliary));
  };
  for (const bool skip_auxiliaries : {true, false}) {
    for (uint32_t t = tokens.begin; t < tokens.end; ++t) {
      if (a.tokens[t].kind != TokenKind::word || closed(t, skip_auxiliaries)) continue;
      FormSet set = 0;
      // Every word reads as the base form of itself; that counts when nothing else speaks, or for words like "put".
      const std::string_view word = a.folded(t);
      bool other = false;
      for (const Inflection::Reading& reading : a.resources.inflection->readings(word)) {
        set |= bit(reading.form);
        other = other || reading.lemma != word;
      }
      if (other) set &= ~bit(Form::base);
      if (set) return form_of(a, t, set);
    }
  }
  return std::nullopt;
}

// Where a regular verb and noun look alike, an irregular lemma tells which it is: knife, knives; have, has.
std::string inflected(const Inflection& inflection, const std::string& lemma, Form form) {
  if ((form == Form::third || form == Form::plural) && lemma.find(' ') == std::string::npos) {
    const std::string third = inflection.inflect(lemma, Form::third), plural = inflection.inflect(lemma, Form::plural);
    if (!third.empty() && !plural.empty() && third.starts_with(lemma) != plural.starts_with(lemma))
      return third.starts_with(lemma) ? plural : third;
  }
  return inflection.inflect(lemma, form);
}

// ---- case: -------------------------------------------------------------------------------------------------------------------------

struct Letters {
  uint32_t letters = 0, upper = 0;
  bool first_upper = false;
};

Letters letters_of(std::string_view text) {
  Letters out;
  for (size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (utf8::is_letter(d.c)) {
      if (out.letters == 0) out.first_upper = utf8::is_upper(d.c);
      ++out.letters;
      if (utf8::is_upper(d.c)) ++out.upper;
    }
    i += d.size;
  }
  return out;
}

template <class Function>
void for_each_word(std::string_view text, Function function) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = std::min(text.find(' ', at), text.size());
    function(text.substr(at, end - at), at);
    at = end + 1;
  }
}

bool is_title_case(std::string_view text) {
  uint32_t words = 0, capitals = 0;
  bool long_ones = true;
  for_each_word(text, [&](std::string_view word, size_t) {
    const Letters l = letters_of(word);
    if (!l.letters) return;
    ++words;
    if (l.first_upper) ++capitals;
    else if (l.letters >= 4) long_ones = false;
  });
  return words >= 2 && capitals >= 2 && long_ones;
}

std::string in_words(double value) {
  if (std::fabs(value - std::round(value)) < 1e-9) return std::to_string(static_cast<long long>(std::llround(value)));
  std::string digits = std::to_string(std::llround(value * 1000));
  while (digits.size() < 4) digits.insert(0, "0");
  std::string out = digits.substr(0, digits.size() - 3) + "." + digits.substr(digits.size() - 3);
  while (out.back() == '0') out.pop_back();
  return out;
}

}  // namespace

std::string with_capitals_of(std::string_view text, std::string_view model) {
  const Letters l = letters_of(model);
  if (l.letters >= 2 && l.upper == l.letters) return utf8::to_upper(text);
  if (!l.first_upper) return std::string(text);
  if (!is_title_case(model)) return utf8::capitalise(text);
  std::string out;
  for_each_word(text, [&](std::string_view word, size_t at) {
    if (at) out += ' ';
    out += at == 0 || letters_of(word).letters >= 4 ? utf8::capitalise(word) : std::string(word);
  });
  return out;
}

std::string format_number(std::string_view text, const Orthography& orthography) {
  std::string whole, fraction;
  text = trimmed(text);
  for (size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (d.c >= '0' && d.c <= '9') {
      whole += static_cast<char>(d.c);
    } else {
      size_t digits = 0;
      const size_t after = i + d.size;
      while (after + digits < text.size() && text[after + digits] >= '0' && text[after + digits] <= '9') ++digits;
      const bool mark = d.c == '.' || d.c == ',';
      const bool separator = mark || utf8::is_space(d.c) || d.c == '\'' || d.c == utf8::kRightSingle;
      if (!separator || whole.empty() || digits == 0) return {};
      const bool ends = after + digits == text.size();
      if (digits == 3 && whole != "0") {
        // a group
      } else if (mark && ends) {
        fraction = std::string(text.substr(after));
        break;
      } else {
        return {};
      }
    }
    i += d.size;
  }
  if (whole.empty() || orthography.decimal.empty()) return {};
  std::string out;
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i && (whole.size() - i) % 3 == 0) out += orthography.group;
    out += whole[i];
  }
  if (!fraction.empty()) out += orthography.decimal + fraction;
  return out;
}

std::string format_time(std::string_view text, const Facts& facts) {
  const auto word = [&](std::string_view key) -> std::string {
    for (const auto& row : facts.table("language.hours"))
      if (row.size() > 1 && row[0] == key) return row[1];
    return {};
  };
  std::vector<uint32_t> parts;
  bool digit = false;
  for (const char c : text) {
    const bool now = c >= '0' && c <= '9';
    if (now && !digit) parts.push_back(0);
    if (now) parts.back() = std::min<uint32_t>(parts.back() * 10 + static_cast<uint32_t>(c - '0'), 9999);
    digit = now;
  }
  if (parts.empty() || parts.size() > 2) return {};
  const uint32_t hour = parts[0], minute = parts.size() > 1 ? parts[1] : 0;
  if (hour > 24 || minute > 59 || (hour == 24 && minute)) return {};
  if (minute == 0 && (hour % 24 == 0 || hour == 12)) return word(hour == 12 ? "noon" : "midnight");
  const std::string half = word(hour < 12 ? "before_noon" : "after_noon");
  if (half.empty()) return {};
  std::string out = std::to_string(hour % 12 ? hour % 12 : 12);
  if (minute) out += (minute < 10 ? ":0" : ":") + std::to_string(minute);
  return out + " " + half;
}

Result<Template> parse_template(std::string_view text, const Place& place, const std::vector<std::string>& captures,
                                const std::vector<std::string>& source_captures) {
  Template out;
  const auto fault = [&](size_t at, std::string message) { return pattern_fault(place, text, utf8::count(text.substr(0, at)), std::move(message)); };
  const auto known = [&](std::string_view name) { return name == "bad" || contains(captures, name); };
  std::string literal;
  const auto flush = [&] {
    if (literal.empty()) return;
    out.pieces.emplace_back();
    out.pieces.back().text = std::move(literal);
    literal.clear();
  };
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
      literal += c;
      at += 2;
      continue;
    }
    if (c == '}') return fault(at, "a } that nothing opens; the character itself is written }}");
    if (c != '{') {
      literal += c;
      ++at;
      continue;
    }
    flush();
    const size_t close = text.find('}', at);
    if (close == std::string_view::npos) return fault(at, "a { that is never closed; the character itself is written {{");
    std::string_view body = text.substr(at + 1, close - at - 1);
    Template::Piece piece;
    piece.function = true;
    bool plain = true;
    bool first = true;
    while (true) {
      const size_t bar = std::min(body.find('|'), body.size());
      std::string_view part = body.substr(0, bar);
      const size_t colon = part.find(':');
      const std::string_view name = colon == std::string_view::npos ? std::string_view() : trimmed(part.substr(0, colon));
      std::string_view argument = colon == std::string_view::npos ? std::string_view() : trimmed(part.substr(colon + 1));
      if (first) {
        first = false;
        if (name == "a" || name == "num" || name == "src" || name == "time") {
          plain = false;
          piece.article = name == "a";
          piece.number = name == "num";
          piece.source = name == "src";
          piece.time = name == "time";
          piece.text = std::string(argument);
          if ((piece.number || piece.time) && !known(argument)) return fault(at, "there is no capture \"" + piece.text + "\" in the pattern");
          if (piece.source && !contains(source_captures, argument))
            return fault(at, "there is no capture \"" + piece.text + "\" in the patterns of source: has");
        } else {
          piece.text = std::string(trimmed(part));
        }
        if (piece.text.empty()) return fault(at, "{ } holds a capture's name or a text with a function: {text|case:bad}");
      } else if (name == "like" || name == "case") {
        plain = false;
        if (!known(argument)) return fault(at, "there is no capture \"" + std::string(argument) + "\" in the pattern");
        (name == "like" ? piece.like : piece.fit) = std::string(argument);
      } else {
        return fault(at, "\"" + std::string(trimmed(part)) + "\" is no function; expected like:capture or case:capture");
      }
      if (bar == body.size()) break;
      body.remove_prefix(bar + 1);
    }
    if (plain && !known(piece.text)) return fault(at, "there is no capture \"" + piece.text + "\" in the pattern");
    out.pieces.push_back(std::move(piece));
    at = close + 1;
  }
  flush();
  return out;
}

std::optional<std::string> render(const Template& parsed, const TemplateInput& in) {
  const Analysis& a = in.analysis;
  std::string out;
  bool gone = false;
  for (const Template::Piece& piece : parsed.pieces) {
    if (!piece.function) {
      // An optional part that is not there takes one of the two spaces around it along.
      const bool doubled = gone && piece.text.starts_with(' ') && (out.empty() || out.back() == ' ');
      out += std::string_view(piece.text).substr(doubled ? 1 : 0);
      gone = false;
      continue;
    }
    gone = false;
    if (of_another_alternative(in, piece.like) || of_another_alternative(in, piece.fit)) return std::nullopt;
    std::string text = piece.text;
    if (piece.source) {
      const auto found = std::find_if(in.source_captures.begin(), in.source_captures.end(), [&](const auto& c) { return c.first == piece.text; });
      if (found == in.source_captures.end()) return std::nullopt;
      text = found->second;
    } else if (is_capture(in, piece.text)) {
      if (of_another_alternative(in, piece.text)) return std::nullopt;
      const Captured* capture = captured(in, piece.text);
      if (!capture) {
        gone = true;
        if (piece.number || piece.time || piece.article || !piece.like.empty()) return std::nullopt;
        continue;   // an optional part that is not there
      }
      text = std::string(a.document.slice(capture->span));
      if (piece.time) {
        text = format_time(text, *a.resources.facts);
        if (text.empty()) return std::nullopt;
      }
      if (piece.number) {
        std::string number = format_number(text, a.resources.facts->orthography());
        if (number.empty())
          for (const Quantity& quantity : a.quantities)
            if (capture->span.contains(quantity.span)) {
              number = format_number(in_words(quantity.value), a.resources.facts->orthography());
              break;
            }
        if (number.empty()) return std::nullopt;
        text = number;
      }
    }
    if (!piece.like.empty()) {
      const Captured* model = captured(in, piece.like);
      const auto form = model ? form_of(a, model->tokens) : std::nullopt;
      if (!form) return std::nullopt;
      text = inflected(*a.resources.inflection, text, *form);
      if (text.empty()) return std::nullopt;
    }
    if (piece.article) {
      if (!a.resources.inflection) return std::nullopt;
      const std::string_view article = a.resources.inflection->article(std::string_view(text).substr(0, text.find(' ')));
      if (article.empty()) return std::nullopt;
      text = std::string(article) + " " + text;
    }
    if (!piece.fit.empty()) {
      if (const Captured* model = captured(in, piece.fit)) text = with_capitals_of(text, a.document.slice(model->span));
    }
    out += text;
  }
  return out;
}

}  // namespace wirecheck
