// What it finds: one person with two sexes in one story: "Mrs. Hruba ... his", "the queen ... his throne", and he and she by turns
// for one surname.
// Why it matters: the story contradicts itself, and one of the two is an error about a person.
// How: a pronoun belongs to a person for sure only where the person is the subject before it and the only one in its sentence and
// the one before. Two such pronouns of different sex for one bearer of a name contradict each other; the rarer sex is reported, the
// later one where they are equal. A title or a noun that tells the sex contradicts a pronoun by itself. And in a story of one sex,
// where nothing else speaks of the other, a single pronoun of the other sex that follows one of the first, nobody between them, is
// a slip.
// What it leaves alone: quotations, headlines, first names (a list permits a reading, it forbids none), two bearers of one surname.
// Fix safety: review.
#include <algorithm>
#include <map>
#include <optional>

#include "checks/check.h"
#include "checks/support.h"
#include "checks/third_person.h"

namespace wirecheck {
namespace {

std::vector<std::string> column(const Facts& facts, std::string_view table) {
  std::vector<std::string> out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.push_back(row.front());
  std::sort(out.begin(), out.end());
  return out;
}

class GenderFlip : public Check {
 public:
  GenderFlip(const RuleBook& book, const Facts& facts)
      : rule_(book.find("gender-flip")), third_(facts), generic_(column(facts, "pronouns.generic_persons")) {}
  bool usable() const { return rule_ && third_.usable(); }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const std::vector<Pronoun> pronouns = third_.find(a);
    std::map<uint32_t, std::vector<const Pronoun*>> of;   // by bearer of a name
    const Pronoun* previous = nullptr;
    for (const Pronoun& p : pronouns) {
      const Pronoun* last = previous;
      previous = &p;
      if (!judged(a, p)) continue;
      const Mention* m = sure_subject(a, p, last);
      if (!m) continue;
      const Gender told = told_gender(a, *m);
      if (told != Gender::unknown && told != p.gender) report(a, p, a.span(m->tokens), out);
      else if (m->entity != 0) of[m->entity].push_back(&p);
    }
    for (const auto& [entity, list] : of) {
      size_t men = 0;
      for (const Pronoun* p : list) men += p->gender == Gender::masculine;
      if (men == 0 || men == list.size()) continue;
      const Gender rare = men * 2 < list.size() ? Gender::masculine
                          : men * 2 > list.size() ? Gender::feminine
                                                  : ThirdPerson::opposite(list.front()->gender);
      const Pronoun* other = *std::find_if(list.begin(), list.end(), [&](const Pronoun* p) { return p->gender != rare; });
      for (const Pronoun* p : list)
        if (p->gender == rare) report(a, *p, a.tokens[other->token].span, out);
    }
    if (const auto alone = alone_of_its_sex(a, pronouns)) report(a, pronouns[*alone], a.tokens[pronouns[*alone - 1].token].span, out);
  }

 private:
  // The only pronoun of its sex in a story of the other, where that can be no second person.
  std::optional<size_t> alone_of_its_sex(const Analysis& a, const std::vector<Pronoun>& pronouns) const {
    constexpr size_t kOfTheOther = 3;       // pronouns that make it a story of one sex
    constexpr uint32_t kSentences = 2;      // from the pronoun before
    std::optional<size_t> alone;
    for (const Gender sex : {Gender::masculine, Gender::feminine}) {
      const auto of_it = [&](const Pronoun& p) { return p.gender == sex; };
      const auto count = static_cast<size_t>(std::count_if(pronouns.begin(), pronouns.end(), of_it));
      if (count != 1 || pronouns.size() - count < kOfTheOther) continue;
      alone = static_cast<size_t>(std::find_if(pronouns.begin(), pronouns.end(), of_it) - pronouns.begin());
    }
    if (!alone || *alone == 0) return std::nullopt;
    const Pronoun &p = pronouns[*alone], &before = pronouns[*alone - 1];
    if (!judged(a, p) || a.tokens[before.token].is(Token::in_quote)) return std::nullopt;
    if (a.sentence_of(p.token) - a.sentence_of(before.token) > kSentences) return std::nullopt;
    const Is sign = p.gender == Gender::feminine ? Is::feminine : Is::masculine;
    const Classes of_persons = Is::person | Is::kin | Is::title | Is::office;   // names are mentions
    for (uint32_t i = 0; i < a.tokens.size(); ++i)
      if (const Classes c = a.classes(i); has(c, sign) && (c & of_persons) != 0) return std::nullopt;
    for (const Mention& m : a.mentions) {
      if (m.kind == Kind::person && m.gender == p.gender) return std::nullopt;
      const bool somebody = m.kind == Kind::person || (m.kind == Kind::unknown && m.entity != 0);
      if (somebody && m.head > before.token && m.head < p.token) return std::nullopt;
    }
    return alone;
  }

  bool judged(const Analysis& a, const Pronoun& p) const {
    const Token& token = a.tokens[p.token];
    if (token.is(Token::in_quote) || token.is(Token::all_capitals) || paired_with_other(a, p)) return false;
    const Role role = a.blocks[a.sentences[a.sentence_of(p.token)].block].role;
    return role == Role::body || role == Role::caption;
  }
  // The subject before the pronoun, when nobody else stands in its sentence and the one before.
  const Mention* sure_subject(const Analysis& a, const Pronoun& p, const Pronoun* last) const {
    const uint32_t s = a.sentence_of(p.token);
    const Sentence& sentence = a.sentences[s];
    constexpr uint32_t kReach = 25;
    if (p.token - sentence.tokens.begin > 60) return nullptr;
    const uint32_t from = s > 0 && a.sentences[s - 1].tokens.size() < 100 ? a.sentences[s - 1].tokens.begin : sentence.tokens.begin;
    // Another pronoun between may stand for somebody else.
    if (last && last->token >= from && last->gender != p.gender) return nullptr;
    for (uint32_t i = sentence.tokens.begin; i < p.token; ++i)
      if (is_word(a, i) && std::binary_search(generic_.begin(), generic_.end(), a.folded(i))) return nullptr;
    const Mention* one = nullptr;
    auto it = std::lower_bound(a.mentions.begin(), a.mentions.end(), from, [](const Mention& m, uint32_t t) { return m.head < t; });
    for (; it != a.mentions.end() && it->head < p.token; ++it) {
      const Mention& m = *it;
      const bool capital = a.tokens[m.head].is(Token::capital);
      if (m.kind != Kind::person && m.kind != Kind::unknown && !(m.kind == Kind::body && capital)) continue;
      if (one && (m.entity == 0 || m.entity != one->entity)) return nullptr;
      one = &m;
    }
    if (!one || a.tokens[one->head].is(Token::in_quote) || one->kind != Kind::person || one->sentence != s || !one->subject || one->plurality == Plurality::plural) return nullptr;
    if (p.token - one->head > kReach || !one->definite) return nullptr;
    // Possessed persons: "his mother".
    if (has(a.classes(one->tokens.begin), Is::possessive)) return nullptr;
    return one;
  }
  // What a title or a noun says; a first name says nothing.
  static Gender told_gender(const Analysis& a, const Mention& m) {
    Classes c = 0;
    if (m.entity == 0) {
      if (a.tokens[m.head].is(Token::capital)) return Gender::unknown;
      c = a.classes(m.head);
      if (!has(c, Is::person) || has(c, Is::kin)) return Gender::unknown;
    } else {
      // The title stands before the name, in its phrase or right in front of it.
      for (uint32_t i = m.tokens.begin > 0 ? m.tokens.begin - 1 : 0; i <= m.head; ++i)
        if (has(a.classes(i), Is::title) && a.tokens[i].is(Token::capital)) c |= a.classes(i);
    }
    const bool man = has(c, Is::masculine), woman = has(c, Is::feminine);
    return man == woman ? Gender::unknown : man ? Gender::masculine : Gender::feminine;
  }
  void report(const Analysis& a, const Pronoun& p, Span antecedent, Findings& out) const {
    Finding finding;
    finding.rule = rule_;
    finding.span = a.tokens[p.token].span;
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    finding.message = "\"" + std::string(a.text(p.token)) + "\" contradicts \"" + std::string(a.document.slice(antecedent)) + "\": one person, two sexes";
    finding.why = rule_->why;
    finding.fixes.push_back({{{finding.span, third_.other(a, p)}}, Safety::review});
    finding.related.push_back({antecedent, "the other sex"});
    out.add(std::move(finding));
  }

  const RuleInfo* rule_;
  const ThirdPerson third_;
  const std::vector<std::string> generic_;
};

}  // namespace

std::unique_ptr<Check> make_gender_flip(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<GenderFlip>(book, facts);
  return check->usable() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
