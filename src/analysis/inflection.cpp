#include "analysis/inflection.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "analysis/english_article.h"
#include "analysis/english_words.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_consonant(char c) { return c >= 'a' && c <= 'z' && !is_vowel(c); }

// y is a vowel except at the beginning, u is none after q.
bool is_vowel_at(std::string_view word, size_t i) {
  if (word[i] == 'y') return i > 0;
  if (word[i] == 'u' && i > 0 && word[i - 1] == 'q') return false;
  return is_vowel(word[i]);
}

int vowel_groups(std::string_view word) {
  int groups = 0;
  for (size_t i = 0; i < word.size(); ++i) groups += is_vowel_at(word, i) && (i == 0 || !is_vowel_at(word, i - 1));
  return groups;
}

// One syllable that ends in a single consonant after a single vowel: stop, plan, quit; not fix, show, stay, need, visit.
bool is_short_syllable(std::string_view word) {
  const size_t n = word.size();
  if (n < 2) return false;
  const char last = word[n - 1];
  if (!is_consonant(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h') return false;
  return is_vowel_at(word, n - 2) && (n == 2 || !is_vowel_at(word, n - 3)) && vowel_groups(word) == 1;
}

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.ends_with('y') && is_consonant(word[word.size() - 2]);
}

std::string without(std::string_view word, size_t letters) { return std::string(word.substr(0, word.size() - letters)); }

bool has_sibilant_end(std::string_view word) {
  for (std::string_view end : {"s", "x", "z", "ch", "sh"})
    if (word.ends_with(end)) return true;
  return false;
}

// The part after the last hyphen: re-elect -> elect.
std::string_view last_part(std::string_view word) {
  const size_t hyphen = word.rfind('-');
  return hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
}


class English final : public Inflection {
 public:
  explicit English(EnglishWords words) : words_(std::move(words)) { index_irregulars(); }

  std::vector<Inflected> forms(std::string_view lemma) const override {
    const std::string folded = utf8::fold(lemma);
    std::vector<Inflected> out{{folded, Form::base}};
    for (Form form : kInflectedForms) {
      for (std::string& text : phrase(folded, form, true)) {
        Inflected item{std::move(text), form};
        if (std::find(out.begin(), out.end(), item) == out.end()) out.push_back(std::move(item));
      }
    }
    return out;
  }

  std::string inflect(std::string_view lemma, Form form) const override {
    if (form == Form::base) return std::string(lemma);
    const std::string folded = utf8::fold(lemma);
    const Alternatives all = phrase(folded, form, false);
    return all.empty() ? std::string() : with_case_of(lemma, folded, all.front());
  }

  std::vector<Reading> readings(std::string_view word) const override;

  std::string_view article(std::string_view word) const override { return english_article(words_, word); }

 private:
  static constexpr std::array kInflectedForms = {Form::third,  Form::past,        Form::participle, Form::gerund,
                                                 Form::plural, Form::comparative, Form::superlative};

  // `generous`: every form a text may have, British spellings and plurals of uncountable nouns included.
  Alternatives phrase(const std::string& folded, Form form, bool generous) const;
  Alternatives word_forms(std::string_view word, Form form, bool generous) const;
  Alternatives verb_forms(std::string_view word, Form form, bool generous) const;
  Alternatives plurals(std::string_view word) const;
  Alternatives compared(std::string_view word, Form form) const;
  std::string regular_s(std::string_view word) const;
  Alternatives regular_suffix(std::string_view word, std::string_view suffix, bool generous) const;
  size_t noun_head(std::string_view phrase, size_t& end) const;
  void index_irregulars();

  static std::string with_case_of(std::string_view lemma, const std::string& folded, const std::string& form) {
    if (folded == lemma || folded.size() != lemma.size()) return form;
    size_t same = 0;
    while (same < folded.size() && same < form.size() && folded[same] == form[same]) ++same;
    if (same == 0) return utf8::capitalise(form);
    return std::string(lemma.substr(0, same)) + form.substr(same);
  }

  struct Irregular {
    std::string form, lemma;
    Form which;
  };
  EnglishWords words_;
  std::vector<Irregular> irregulars_;  // by form, then in the order of kInflectedForms
};

void English::index_irregulars() {
  const auto add = [&](const std::string& lemma, const Alternatives& forms, Form which) {
    for (const std::string& form : forms)
      if (form != lemma || which == Form::past || which == Form::participle || which == Form::plural) irregulars_.push_back({form, lemma, which});
  };
  for (const IrregularVerb& verb : words_.verbs) {
    add(verb.lemma, verb.third, Form::third);
    add(verb.lemma, verb.past, Form::past);
    add(verb.lemma, verb.participle, Form::participle);
    add(verb.lemma, verb.gerund, Form::gerund);
  }
  for (const IrregularPlural& noun : words_.plurals) add(noun.lemma, noun.plurals, Form::plural);
  for (const IrregularAdjective& adjective : words_.adjectives) {
    add(adjective.lemma, adjective.comparative, Form::comparative);
    add(adjective.lemma, adjective.superlative, Form::superlative);
  }
  std::stable_sort(irregulars_.begin(), irregulars_.end(), [](const Irregular& a, const Irregular& b) { return a.form < b.form; });
}

// Where the word that takes the plural begins (and ends): the one before the first preposition, else the last; several words where
// the list knows them as one noun (attorney general).
size_t English::noun_head(std::string_view phrase, size_t& end) const {
  end = phrase.size();
  for (size_t at = phrase.find(' '); at != std::string_view::npos; at = phrase.find(' ', at + 1)) {
    const size_t next = std::min(phrase.find(' ', at + 1), phrase.size());
    if (!words_.prepositions.has(phrase.substr(at + 1, next - at - 1)) || next == phrase.size()) continue;
    end = at;
    break;
  }
  for (size_t begin = 0; begin < end;) {
    if (words_.plural(phrase.substr(begin, end - begin)) || words_.f_to_ves.has(phrase.substr(begin, end - begin))) return begin;
    const size_t space = phrase.find(' ', begin);
    if (space == std::string_view::npos || space >= end) return begin;
    begin = space + 1;
  }
  return 0;
}

Alternatives English::phrase(const std::string& folded, Form form, bool generous) const {
  if (folded.empty() || folded.find(' ') == std::string::npos) return word_forms(folded, form, generous);
  Alternatives out;
  size_t begin = 0, end = std::min(folded.find(' '), folded.size());
  if (form == Form::plural) {
    if (const IrregularPlural* known = words_.plural(folded)) return known->plurals;
    if (words_.plural_only.has(folded)) return {folded};
    if (words_.uncountable.has(folded) && !generous) return {};
    begin = noun_head(folded, end);
  } else if (form == Form::comparative || form == Form::superlative) {
    return {};
  }
  for (const std::string& text : word_forms(std::string_view(folded).substr(begin, end - begin), form, generous))
    out.push_back(folded.substr(0, begin) + text + folded.substr(end));
  return out;
}

Alternatives English::word_forms(std::string_view word, Form form, bool generous) const {
  if (word.empty()) return {};
  switch (form) {
    case Form::base: return {std::string(word)};
    case Form::plural:
      if (words_.plural_only.has(word)) return {std::string(word)};
      if (words_.uncountable.has(word) && !generous) {
        const IrregularPlural* known = words_.plural(word);
        return known ? known->plurals : Alternatives{};
      }
      return plurals(word);
    case Form::comparative:
    case Form::superlative: {
      Alternatives all;
      const bool listed = words_.adjective(word) || words_.compared.has(word);
      if (generous && !listed) return all;  // <lead> must not meet "leader"
      for (std::string& text : compared(word, form))
        if (!generous || text.find(' ') == std::string::npos) all.push_back(std::move(text));
      return all;
    }
    case Form::possessive: return {};
    default: return verb_forms(word, form, generous);
  }
}

Alternatives English::verb_forms(std::string_view word, Form form, bool generous) const {
  if (words_.no_third.has(word)) return form == Form::third ? Alternatives{std::string(word)} : Alternatives{};
  if (const IrregularVerb* verb = words_.verb(word)) {
    const Alternatives& known = form == Form::third ? verb->third
                                : form == Form::past ? verb->past
                                : form == Form::participle ? verb->participle
                                                           : verb->gerund;
    if (!known.empty()) return known;
  } else if (const std::string_view last = last_part(word); last.size() < word.size() && words_.verb(last)) {
    Alternatives out;
    for (const std::string& text : verb_forms(last, form, generous)) out.push_back(without(word, last.size()) + text);
    return out;
  }
  switch (form) {
    case Form::third: return {regular_s(word)};
    case Form::past:
    case Form::participle: return regular_suffix(word, "ed", generous);
    default: return regular_suffix(word, "ing", generous);
  }
}

// -s, -es or -ies, for verbs and nouns alike.
std::string English::regular_s(std::string_view word) const {
  std::string plain = std::string(word) + "s";
  if (const IrregularPlural* noun = words_.plural(word); noun && !noun->plurals.empty() && noun->plurals.front() == plain) return plain;
  if (has_sibilant_end(word) || words_.o_to_oes.has(word)) return std::string(word) + "es";
  if (ends_in_consonant_y(word)) return without(word, 1) + "ies";
  return plain;
}

// -ed and -ing: visited, hoped, tried, planned, traveled (and travelled), panicked; seeing, dying, making.
Alternatives English::regular_suffix(std::string_view word, std::string_view suffix, bool generous) const {
  const bool past = suffix.front() == 'e';
  if (word.ends_with('e')) {
    if (past) return {std::string(word) + "d"};
    if (word.ends_with("ie")) return {without(word, 2) + "ying"};
    const bool keeps = word.size() < 3 || word.ends_with("ee") || word.ends_with("oe") || word.ends_with("ye");
    return {(keeps ? std::string(word) : without(word, 1)).append(suffix)};
  }
  if (past && ends_in_consonant_y(word)) return {without(word, 1) + "ied"};
  if (word.size() > 2 && word.ends_with('c') && is_vowel_at(word, word.size() - 2)) return {std::string(word) + "k" + std::string(suffix)};
  const std::string plain = std::string(word) + std::string(suffix);
  const std::string doubled = std::string(word) + word.back() + std::string(suffix);
  const std::string_view last = last_part(word);
  if (is_short_syllable(last) || words_.doubling.has(word) || words_.doubling.has(last)) return {doubled};
  if (generous && (words_.doubling_gb.has(word) || words_.doubling_gb.has(last))) return {plain, doubled};
  return {plain};
}

Alternatives English::plurals(std::string_view word) const {
  if (const IrregularPlural* noun = words_.plural(word)) return noun->plurals;
  if (words_.f_to_ves.has(word)) return {without(word, word.ends_with('e') ? 2 : 1) + "ves"};
  if (const std::string_view last = last_part(word); last.size() < word.size() && (words_.plural(last) || words_.f_to_ves.has(last))) {
    Alternatives out;
    for (const std::string& text : plurals(last)) out.push_back(without(word, last.size()) + text);
    return out;
  }
  for (const auto& [suffix, plural] : words_.plural_suffixes)
    if (word.size() > suffix.size() + 1 && word.ends_with(suffix)) return {without(word, suffix.size()) + plural};
  return {regular_s(word)};
}

Alternatives English::compared(std::string_view word, Form form) const {
  if (const IrregularAdjective* known = words_.adjective(word))
    return form == Form::comparative ? known->comparative : known->superlative;
  const std::string suffix = form == Form::comparative ? "er" : "est";
  const bool listed = words_.compared.has(word);
  if (!listed && vowel_groups(word) - (word.ends_with('e') && !word.ends_with("ee")) > 1 && !ends_in_consonant_y(word)) return {};
  if (word.ends_with('e')) return {std::string(word) + suffix.substr(1)};
  if (ends_in_consonant_y(word)) return {without(word, 1) + "i" + suffix};
  if (words_.adjective_doubling.has(word)) return {std::string(word) + word.back() + suffix};
  return {std::string(word) + suffix};
}

std::vector<Inflection::Reading> English::readings(std::string_view text) const {
  const std::string word = utf8::fold(text);
  std::vector<Reading> out{{word, Form::base}};
  const auto add = [&](std::string lemma, Form form) {
    for (const Reading& known : out)
      if (known.lemma == lemma && known.form == form) return;
    out.push_back({std::move(lemma), form});
  };
  auto at = std::lower_bound(irregulars_.begin(), irregulars_.end(), word, [](const Irregular& i, const std::string& w) { return i.form < w; });
  for (; at != irregulars_.end() && at->form == word; ++at) add(at->lemma, at->which);
  if (const std::string_view last = last_part(word); !last.empty() && last.size() < word.size()) {
    for (const Reading& part : readings(last))
      if (part.form != Form::base) add(without(word, last.size()) + part.lemma, part.form);
  }
  if (words_.plural_only.has(word)) add(word, Form::plural);

  // Undo the suffix in every way it may have been put on, and keep what the rules make into this word again.
  const auto try_lemma = [&](std::string lemma, std::initializer_list<Form> forms) {
    if (lemma.size() < 2 || lemma == word) return;
    for (Form form : forms) {
      const Alternatives made = word_forms(lemma, form, true);
      if (std::find(made.begin(), made.end(), word) != made.end()) add(lemma, form);
    }
  };
  const auto undo = [&](std::string_view suffix, std::initializer_list<Form> forms) {
    if (word.size() < suffix.size() + 2 || !word.ends_with(suffix)) return;
    const std::string stem = without(word, suffix.size());
    try_lemma(stem, forms);
    try_lemma(stem + "e", forms);
    if (stem.ends_with('i')) try_lemma(without(stem, 1) + "y", forms);
    if (stem.ends_with('y')) try_lemma(without(stem, 1) + "ie", forms);
    if (stem.ends_with("ck") || (stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2])) try_lemma(without(stem, 1), forms);
  };
  undo("ed", {Form::past, Form::participle});
  undo("ing", {Form::gerund});
  undo("er", {Form::comparative});
  undo("est", {Form::superlative});
  if (word.ends_with('s')) {
    const auto s_forms = {Form::third, Form::plural};
    try_lemma(without(word, 1), s_forms);
    if (word.ends_with("es")) try_lemma(without(word, 2), s_forms);
    if (word.ends_with("ies")) try_lemma(without(word, 3) + "y", s_forms);
    if (word.ends_with("ves")) {
      try_lemma(without(word, 3) + "f", s_forms);
      try_lemma(without(word, 3) + "fe", s_forms);
    }
  }
  for (const auto& [suffix, plural] : words_.plural_suffixes)
    if (word.size() > plural.size() && word.ends_with(plural)) try_lemma(without(word, plural.size()) + suffix, {Form::plural});
  return out;
}

}  // namespace

std::unique_ptr<Inflection> Inflection::english(const std::string& data_dir, std::vector<Error>& faults) {
  return std::make_unique<English>(load_english_words(data_dir, faults));
}

}  // namespace wirecheck
