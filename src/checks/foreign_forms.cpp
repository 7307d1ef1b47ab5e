// What it finds: a person, a place or a body by the form of the source language: Gorbatschow, Turquia, OTAN.
// Why it matters: the English press has a form of its own; a reader does not know, and a search does not find, the other one.
// How: the forms of the language that the text was translated from (dictionaries/romanisation.yaml, exonyms.yaml, acronyms.yaml; CLDR) are
// looked up word by word. With the source text beside it, the aligned sentence must have the same form.
// What it leaves alone: what English dictionaries know; forms that are also something else, unless the source text has them; longer names
// (titles, clubs, parties), quotations in that language. French has rule packs of its own.
// Fix safety: review.
#include <algorithm>

#include "align/alignment.h"
#include "analysis/gazetteer.h"
#include "analysis/romanisation.h"
#include "checks/check.h"
#include "checks/per_language.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

struct Form {
  std::vector<std::string> words;   // folded, without diacritics
  std::string english;
  bool ambiguous = false, acronym = false;
  const RuleInfo* rule = nullptr;
};
using Forms = std::multimap<std::string, Form, std::less<>>;   // by the first word

std::string plain_of(std::string_view text) { return utf8::without_diacritics(utf8::fold(text)); }
bool is_latin(std::string_view plain) {
  constexpr char32_t kBehindLatin = 0x0250, kLatinAdditional = 0x1E00, kBehindAdditional = 0x1F00;
  const char32_t c = utf8::at(plain, 0);
  return c != 0 && (c < kBehindLatin || (c >= kLatinAdditional && c < kBehindAdditional));
}

// Mao Tse-tung: three words.
std::vector<std::string> parts_of(const std::string& plain) {
  std::vector<std::string> out(1);
  for (const char c : plain) {
    if (c != ' ' && c != '-') out.back() += c;
    else if (!out.back().empty()) out.emplace_back();
  }
  if (out.size() > 1 && out.back().empty()) out.pop_back();
  return out;
}

class ForeignForms : public Check {
 public:
  ForeignForms(const RuleBook& book, const Facts& facts)
      : facts_(facts), name_(book.find("romanisation-left")), place_(book.find("exonym-left")), acronym_(book.find("acronym-left")) {}
  std::vector<const RuleInfo*> rules() const override { return {name_, place_, acronym_}; }

  void run(const Analysis& a, Findings& out) const override {
    const Lexicon* lexicon = a.resources.lexicon;
    if (!a.source_lang.known() || a.source_lang == a.lang || a.source_lang == Lang::of("fr") || !lexicon || !lexicon->available(a.lang)) return;
    const Forms& forms = of(a.source_lang);
    if (forms.empty()) return;
    for (uint32_t i = 0; i < a.tokens.size(); ++i) {
      const Token& token = a.tokens[i];
      if (token.kind != TokenKind::word || !token.is(Token::capital) || token.is(Token::clitic)) continue;
      const Role role = a.role_at(token.span.begin);
      if (role == Role::byline || role == Role::credit || role == Role::boilerplate) continue;
      const std::string plain = plain_of(a.text(i));
      const auto [begin, end] = forms.equal_range(plain);
      for (auto it = begin; it != end; ++it)
        if (const uint32_t last = fits(a, i, it->second); last && told(a, i, last, it->second)) {
          const Span span = {token.span.begin, a.tokens[last - 1].span.end};
          const std::string text(a.document.slice(span));
          const std::string right = token.is(Token::sentence_first) ? utf8::capitalise(it->second.english) : it->second.english;   // al-Qaida
          out.add(*it->second.rule, span, "\"" + text + "\" is the form of the source language; English copy has \"" + right + "\"", {right});
          i = last - 1;
          break;
        }
    }
  }

 private:
  const Forms& of(Lang lang) const {
    return forms_.of(lang, [&] { return make(lang); });
  }
  Forms make(Lang lang) const {
    Forms out;
    const std::string code(lang.code());
    const auto add = [&](Form form) { out.emplace(form.words.front(), std::move(form)); };
    const Romanisation persons(facts_, lang);
    for (const auto& [folded, known] : persons.all())
      if (const std::string plain = plain_of(folded); is_latin(plain) && plain != plain_of(known.english))
        add({parts_of(plain), known.english, known.ambiguous, false, name_});
    const Sounds sounds(facts_, lang);
    const Gazetteer gazetteer(facts_, lang, sounds);
    for (const Gazetteer::Place& place : gazetteer.places()) {
      if (place.ambiguous) continue;   // a club as well: FC Bayern
      Form form{{}, place.english, false, false, place_};
      for (const std::string& word : place.words) form.words.push_back(utf8::without_diacritics(word));
      if (!is_latin(form.words.front()) || plain_of(place.written) == plain_of(place.english)) continue;
      if (std::all_of(form.words.begin(), form.words.end(), [&](const std::string& w) { return std::binary_search(place.mentions.begin(), place.mentions.end(), w); })) continue;
      // USA, UdSSR: capitals are the acronyms' business.
      if (place.written == utf8::to_upper(place.written)) continue;
      add(std::move(form));
    }
    for (const auto& row : facts_.table("acronyms.acronyms")) {
      const bool ambiguous = std::find(row.begin(), row.end(), "ambiguous=" + code) != row.end();
      for (const std::string& cell : row)
        if (cell.size() > code.size() + 1 && cell.starts_with(code + "=")) {
          const std::string letters = cell.substr(code.size() + 1);
          if (const std::string plain = plain_of(letters); is_latin(plain) && plain != plain_of(row.front())) add({{plain}, row.front(), ambiguous, true, acronym_});
        }
    }
    return out;
  }

  // One behind the form's last token, or 0.
  static uint32_t fits(const Analysis& a, uint32_t first, const Form& form) {
    uint32_t at = first;
    for (size_t k = 0; k < form.words.size(); ++k) {
      if (k > 0 && at < a.tokens.size() && a.tokens[at].is(Token::hyphen_glued)) ++at;
      if (at >= a.tokens.size() || !is_word(a, at) || (k > 0 && plain_of(a.text(at)) != form.words[k])) return 0;
      if (form.acronym && !a.tokens[at].is(Token::all_capitals)) return 0;
      ++at;
    }
    if (!form.acronym && form.rule && a.tokens[first].is(Token::all_capitals) && form.words.front().size() < 5) return 0;
    const auto glued = [&](uint32_t i) { return i < a.tokens.size() && a.tokens[i].is(Token::hyphen_glued); };
    return glued(at) || (first > 0 && glued(first - 1)) ? 0 : at;
  }
  bool told(const Analysis& a, uint32_t first, uint32_t last, const Form& form) const {
    const Lexicon& lexicon = *a.resources.lexicon;
    if (a.original) {
      const std::optional<Range> source = a.alignment ? a.alignment->source_of(a.sentence_of(first)) : std::nullopt;
      if (!source || source->size() == 0) return false;
      return in_source(a, *source, first, last, form);
    }
    if (form.ambiguous) return false;
    constexpr size_t kShortest = 4, kShortestAcronym = 3;
    if (form.words.front().size() < (form.acronym ? kShortestAcronym : kShortest) && form.words.size() == 1) return false;
    bool foreign = false;
    for (uint32_t i = first; i < last; ++i) {
      if (!is_word(a, i)) continue;
      if (form.words.size() == 1 && (a.classes(i) & (Is::place | Is::country | Is::given_name | Is::demonym | Is::agency | Is::outlet | Is::service)) != 0) return false;
      foreign = foreign || !lexicon.knows(a.lang, a.text(i));
    }
    if (!foreign) return false;
    // A word of the language beside it: a quotation, a title, a party.
    const auto unknown = [&](uint32_t i) { return i < a.tokens.size() && is_word(a, i) && !a.tokens[i].is(Token::clitic) && !lexicon.knows(a.lang, a.text(i)) && !a.tokens[i].is(Token::capital); };
    if (unknown(last) || (first > 0 && unknown(first - 1))) return false;
    if (form.rule == place_)
      if (const uint16_t name = a.tokens[first].name; name && a.names[name - 1].tokens.size() > last - first) return false;
    return true;
  }
  // Has the source sentence the same form, and not as part of the same longer name?
  bool in_source(const Analysis& a, Range sentences, uint32_t first, uint32_t last, const Form& form) const {
    const Analysis& s = *a.original;
    const Range tokens{s.sentences[sentences.begin].tokens.begin, s.sentences[sentences.end - 1].tokens.end};
    const auto same = [&](uint32_t one, uint32_t other) {
      return one < a.tokens.size() && other < s.tokens.size() && is_word(a, one) && is_word(s, other) && a.tokens[one].is(Token::capital) && plain_of(a.text(one)) == plain_of(s.text(other));
    };
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      if (!is_word(s, i) || plain_of(s.text(i)) != form.words.front()) continue;
      if (form.acronym ? !s.tokens[i].is(Token::all_capitals) : !s.tokens[i].is(Token::capital)) continue;
      if (form.rule == name_ && form.words.size() > 1 && !fits(s, i, form)) continue;
      if (form.rule != name_ && (same(last, i + (last - first)) || (first > 0 && i > 0 && same(first - 1, i - 1)))) continue;
      return true;
    }
    return false;
  }

  const Facts& facts_;
  const RuleInfo *name_, *place_, *acronym_;
  PerLanguage<Forms> forms_;
};

}  // namespace

std::unique_ptr<Check> make_foreign_forms(const RuleBook& book, const Facts& facts) {
  return facts.table("exonyms.places").empty() || facts.lang() != Lang::of("en") ? nullptr : std::make_unique<ForeignForms>(book, facts);
}

}  // namespace wirecheck
