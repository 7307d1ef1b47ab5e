#include "checks/third_person.h"

#include <algorithm>
#include <optional>

#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr std::string_view kCaseNames[kCases] = {"subject=", "object=", "possessive=", "independent=", "reflexive="};

// "her" before a noun, an adjective or a quotation; elsewhere it is the object.
bool is_possessive_here(const Analysis& a, uint32_t i) {
  if (i + 1 >= a.tokens.size() || a.sentence_of(i) != a.sentence_of(i + 1)) return false;
  if (is_quote_mark(a, i + 1)) return a.tokens[i + 1].is(Token::space_before);
  if (a.tokens[i + 1].kind == TokenKind::number) return true;
  if (!is_word(a, i + 1)) return false;
  constexpr Classes kAfterObject = Is::preposition | Is::conjunction | Is::auxiliary | Is::modal | Is::pronoun | Is::possessive | Is::wh_word |
                                   Is::weekday | Is::negation;
  const Classes c = a.classes(i + 1);
  if (has(c, Is::cardinal) || has(c, Is::ordinal)) return true;
  return (c & (kAfterObject | Is::determiner)) == 0 || has(c, Is::ordinal);
}

}  // namespace

ThirdPerson::ThirdPerson(const Facts& facts) {
  const std::pair<const char*, Forms*> wanted[] = {
      {"masculine", &masculine_}, {"feminine", &feminine_}, {"neuter", &neuter_}, {"plural", &plural_}};
  for (const auto& row : facts.table("closed-class.third_person"))
    for (const auto& [name, forms] : wanted)
      if (!row.empty() && row.front() == name)
        for (const std::string& cell : row)
          for (uint32_t k = 0; k < kCases; ++k)
            if (cell.starts_with(kCaseNames[k])) (*forms)[k] = cell.substr(kCaseNames[k].size());
}

std::vector<Pronoun> ThirdPerson::find(const Analysis& a) const {
  std::vector<Pronoun> out;
  constexpr Classes kThird = Is::pronoun | Is::possessive | Is::reflexive;
  for (uint32_t i = 0; i < a.tokens.size(); ++i) {
    const Classes c = a.classes(i);
    if ((c & kThird) == 0 || (c & (Is::masculine | Is::feminine)) == 0 || a.tokens[i].name) continue;
    const std::string_view word = a.folded(i);
    for (const auto& [forms, gender] : {std::pair{&masculine_, Gender::masculine}, std::pair{&feminine_, Gender::feminine}}) {
      std::optional<Case> which;
      for (uint32_t k = 0; k < kCases && !which; ++k)
        if ((*forms)[k] == word) which = static_cast<Case>(k);
      if (!which) continue;
      if ((*forms)[static_cast<int>(Case::possessive)] == word && (*forms)[static_cast<int>(Case::object)] == word)
        which = is_possessive_here(a, i) ? Case::possessive : Case::object;
      else if ((*forms)[static_cast<int>(Case::possessive)] == word)
        which = Case::possessive;
      out.push_back({i, gender, *which});
    }
  }
  return out;
}

std::string ThirdPerson::written(const Analysis& a, const Pronoun& p, const Forms& forms) const {
  const std::string& form = forms[static_cast<size_t>(p.which)];
  return a.tokens[p.token].is(Token::capital) ? utf8::capitalise(form) : form;
}

bool paired_with_other(const Analysis& a, const Pronoun& p) {
  const Sentence& s = a.sentences[a.sentence_of(p.token)];
  for (uint32_t k = p.token > s.tokens.begin + 3 ? p.token - 3 : s.tokens.begin; k < std::min(p.token + 4, s.tokens.end); ++k) {
    if (k == p.token) continue;
    const Classes c = a.classes(k);
    if ((c & (Is::pronoun | Is::possessive)) && has(c, p.gender == Gender::masculine ? Is::feminine : Is::masculine)) return true;
  }
  return false;
}

}  // namespace wirecheck
