#include "analysis/compiled_dictionary.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kStemBits = 20;
constexpr int kMostBreaks = 10, kMostDepth = 12;  // as in Hunspell: more break points than this are no word
constexpr size_t kLongestWord = 400;              // bytes

constexpr std::string_view kDottedCapitalI = "\xC4\xB0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

enum class Capitals : uint8_t { none, first, all, mixed };

// As Hunspell counts them: letters without case are neutral.
Capitals capitals_of(std::string_view word) {
  size_t length = 0, capitals = 0, neutral = 0;
  bool first = false;
  for (size_t at = 0; at < word.size();) {
    const utf8::Decoded next = utf8::decode(word, at);
    const char32_t lower = utf8::lower(next.c);
    if (lower != next.c) {
      ++capitals;
      if (at == 0) first = true;
    } else if (utf8::upper(next.c) == lower) {
      ++neutral;
    }
    ++length;
    at += next.size;
  }
  if (capitals == 0) return Capitals::none;
  if (capitals == 1 && first) return Capitals::first;
  if (capitals + neutral == length) return Capitals::all;
  return Capitals::mixed;
}

std::string with_first_capital(std::string_view word) { return utf8::capitalise(utf8::to_lower(word)); }

// 1,000.5 and 3-2: digits, single separators between them.
bool is_number(std::string_view word) {
  bool separator = true;  // none at the beginning
  for (char c : word) {
    if (is_digit(c)) separator = false;
    else if ((c == ',' || c == '.' || c == '-') && !separator) separator = true;
    else return false;
  }
  return !word.empty() && !separator;
}

}  // namespace

bool CompiledDictionary::spell(std::string_view word) const {
  if (word.size() > kLongestWord) return false;
  return spell_converted(convert(word), 0);
}

std::string CompiledDictionary::convert(std::string_view word) const {
  if (utf8::is_ascii(word) || input_.empty()) return std::string(word);
  std::string out;
  for (size_t at = 0; at < word.size();) {
    const auto hit = std::find_if(input_.begin(), input_.end(), [&](const auto& pair) { return word.substr(at).starts_with(pair.first); });
    if (hit == input_.end()) {
      out += word[at++];
    } else {
      out += hit->second;
      at += hit->first.size();
    }
  }
  return out;
}

bool CompiledDictionary::spell_converted(std::string_view word, int depth) const {
  if (depth > kMostDepth) return false;
  while (word.starts_with(' ')) word.remove_prefix(1);
  bool stopped = false;  // full stops at the end belong to the sentence, or to an abbreviation
  while (word.ends_with('.')) word.remove_suffix(1), stopped = true;
  if (word.empty() || is_number(word)) return true;

  const Capitals capitals = capitals_of(word);
  const auto with_stop = [](std::string_view form) { return std::string(form) + '.'; };
  if (is_form(word) || (stopped && is_form(with_stop(word)))) return true;
  std::string as_broken(word);
  const bool dotted = word.find(kDottedCapitalI) != std::string_view::npos;  // has no lower case that is right in every language
  if ((capitals == Capitals::first || capitals == Capitals::all) && !dotted) {
    const std::string lower = utf8::to_lower(word);
    as_broken = utf8::capitalise(lower);
    if (capitals == Capitals::all) {
      // SANT'ELIA: a name after an elided word.
      if (const size_t apostrophe = lower.find('\''); apostrophe != std::string::npos && apostrophe + 1 < lower.size()) {
        const std::string rest = utf8::capitalise(std::string_view(lower).substr(apostrophe + 1));
        if (is_form(lower.substr(0, apostrophe + 1) + rest)) return true;
      }
      if (has(as_broken, kPlain) || has(as_broken, kHidden)) return true;
    }
    if (has(lower, kPlain) || is_numeral(lower)) return true;
    if (stopped && (has(with_stop(lower), kPlain) || has(with_stop(as_broken), kPlain))) return true;
  }
  if (spell_at_breaks(std::move(as_broken), depth)) return true;
  const std::string_view rest = without_elision(word);
  return !rest.empty() && spell_converted(rest, depth + 1);
}

// Both sides of a hyphen are words.
bool CompiledDictionary::spell_at_breaks(std::string word, int depth) const {
  int points = 0;
  for (const std::string& pattern : breaks_)
    for (size_t at = 0; (at = word.find(pattern, at)) != std::string::npos; at += pattern.size()) ++points;
  if (points >= kMostBreaks) return false;
  const std::string_view text = word;
  for (const std::string& pattern : breaks_) {
    const std::string_view p = pattern;
    if (p.size() < 2 || p.size() > text.size()) continue;
    if (p.starts_with('^') && text.starts_with(p.substr(1)) && spell_converted(text.substr(p.size() - 1), depth + 1)) return true;
    if (p.ends_with('$') && text.ends_with(p.substr(0, p.size() - 1)) &&
        spell_converted(text.substr(0, text.size() - p.size() + 1), depth + 1)) {
      return true;
    }
  }
  for (const std::string& pattern : breaks_) {
    const auto inside = [&](size_t at) { return at != std::string::npos && at > 0 && at + pattern.size() < text.size(); };
    const auto sides = [&](size_t at) {
      return spell_converted(text.substr(at + pattern.size()), depth + 1) && spell_converted(text.substr(0, at), depth + 1);
    };
    const size_t first = text.find(pattern);
    if (!inside(first)) continue;
    // At the second occurrence first, for words of the dictionary that have a break point themselves.
    if (const size_t second = text.find(pattern, first + 1); inside(second) && sides(second)) return true;
    if (sides(first)) return true;
  }
  return false;
}

// 101st: digits one by one and an ending, in an order that a rule of the dictionary allows.
bool CompiledDictionary::is_numeral(std::string_view form) const {
  if (rules_.empty() || form.size() < 2 || !is_digit(form[0]) || is_digit(form.back())) return false;
  const size_t ending = form.find_first_not_of("0123456789");
  std::vector<const Part*> parts;
  for (size_t i = 0; i < ending; ++i) {
    const std::string_view text = i + 1 < ending ? form.substr(i, 1) : form.substr(i);
    const auto at = std::lower_bound(parts_.begin(), parts_.end(), text, [](const Part& p, std::string_view t) { return p.text < t; });
    if (at == parts_.end() || at->text != text) return false;
    parts.push_back(&*at);
  }
  return parts.size() > 1 && matches_rule(parts);
}

bool CompiledDictionary::matches_rule(const std::vector<const Part*>& parts) const {
  for (const std::vector<uint32_t>& rule : rules_) {
    std::vector<bool> at(rule.size() + 1);  // where in the rule the next part may match
    const auto skip_optional = [&] {
      for (size_t i = 0; i + 1 < rule.size(); ++i)
        if (at[i] && (rule[i + 1] == '*' || rule[i + 1] == '?')) at[i + 2] = true;
    };
    at[0] = true;
    skip_optional();
    for (const Part* part : parts) {
      std::vector<bool> next(rule.size() + 1);
      for (size_t i = 0; i < rule.size(); ++i) {
        if (!at[i] || std::find(part->flags.begin(), part->flags.end(), rule[i]) == part->flags.end()) continue;
        const bool star = i + 1 < rule.size() && rule[i + 1] == '*', optional = i + 1 < rule.size() && rule[i + 1] == '?';
        next[star ? i : optional ? i + 2 : i + 1] = true;
      }
      at = std::move(next);
      skip_optional();
    }
    if (at[rule.size()]) return true;
  }
  return false;
}

std::string_view CompiledDictionary::without_elision(std::string_view word) const {
  const size_t apostrophe = word.find('\'');
  if (apostrophe == std::string_view::npos || apostrophe + 1 >= word.size()) return {};
  const std::string head = utf8::to_lower(word.substr(0, apostrophe + 1));
  return std::binary_search(elided_.begin(), elided_.end(), head) ? word.substr(apostrophe + 1) : std::string_view();
}

std::vector<Morph> CompiledDictionary::morphs(std::string_view word) const {
  std::vector<Morph> out;
  if (!has_fields() || word.size() > kLongestWord) return out;
  std::string form = convert(word);
  for (int pass = 0; pass < 2 && out.empty(); ++pass) {
    if (pass == 1) form = std::string(without_elision(form));
    if (form.empty()) break;
    add_morphs(form, out);
    const Capitals capitals = capitals_of(form);
    if (capitals == Capitals::all && utf8::count(form) > 1) add_morphs(with_first_capital(form), out);
    if (capitals == Capitals::first || capitals == Capitals::all) add_morphs(utf8::to_lower(form), out);
  }
  return out;
}

void CompiledDictionary::add_morphs(std::string_view form, std::vector<Morph>& out) const {
  for (const Kind kind : {kPlain, kFixedCase}) {
    const uint64_t print = fingerprint(form, kind);
    for (size_t i = forms_.find(print); i < forms_.size() && forms_.print(i) == print; ++i) {
      const size_t klass = forms_.value(i) >> kStemBits, stem = forms_.value(i) & ((1u << kStemBits) - 1);
      if (klass >= classes_.size() || stem >= stem_ends_.size() || stem_ends_[stem] > stems_.size()) continue;
      const FormFields& fields = classes_[klass];
      const uint32_t begin = stem ? std::min(stem_ends_[stem - 1], stem_ends_[stem]) : 0;
      out.push_back({stems_.substr(begin, stem_ends_[stem] - begin), fields.pos, fields.gender, fields.number, fields.given_name != 0,
                     fields.surname != 0});
    }
  }
}

}  // namespace wirecheck
