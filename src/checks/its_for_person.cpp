// What it finds: its, where only a person can own what follows: "The president announced its resignation", "The singer and its wife".
// Why it matters: French, Spanish, Portuguese and Italian have one possessive for his, her and its; a program that does not know writes its.
// How: the subject before it is the only mention of the sentence, a person, and what is owned is listed as what persons have and
// institutions do not (a wife, a childhood, a birthday).
// What it leaves alone: quotations, babies, animals, things and bodies anywhere before it in the sentence or as the subject before.
// Fix safety: review.
#include <algorithm>

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

class ItsForPerson : public Check {
 public:
  ItsForPerson(const RuleBook& book, const Facts& facts)
      : rule_(book.find("its-for-person")), third_(facts.made<ThirdPerson>()), owned_(column(facts, "pronouns.owned_by_persons")), it_allowed_(column(facts, "pronouns.it_allowed")), animals_(column(facts, "things.animal_heads")) {}
  bool usable() const { return rule_ && third_.usable() && !owned_.empty(); }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const WordId its = a.resources.vocabulary->find(third_.neuter()[static_cast<size_t>(Case::possessive)]);
    if (its == kNoWord) return;
    for (uint32_t i = 0; i < a.tokens.size(); ++i)
      if (a.tokens[i].word == its) look(a, i, out);
  }

 private:
  void look(const Analysis& a, uint32_t i, Findings& out) const {
    if (a.tokens[i].is(Token::in_quote) || a.tokens[i].is(Token::all_capitals)) return;
    const uint32_t index = a.sentence_of(i);
    const Sentence& s = a.sentences[index];
    const Role role = a.blocks[s.block].role;
    if ((role != Role::body && role != Role::caption) || i - s.tokens.begin > 40) return;
    // What is owned: right behind, or behind one adjective.
    uint32_t owned = i + 1;
    while (owned < std::min(i + 3, s.tokens.end) && is_word(a, owned) && !listed(a.folded(owned))) ++owned;
    if (owned >= std::min(i + 3, s.tokens.end) || !is_word(a, owned)) return;
    if (owned + 1 < s.tokens.end && (a.tokens[owned + 1].is(Token::hyphen_glued) || a.tokens[owned + 1].is(Token::clitic))) return;
    if (owned + 1 < s.tokens.end && is_lower_word(a, owned + 1) && has(a.resources.lexicon->pos(a.folded(owned + 1)), Pos::noun) &&
        (a.classes(owned + 1) & (Is::preposition | Is::conjunction | Is::auxiliary | Is::adverb | Is::determiner)) == 0) return;   // its birthday party
    const Mention* person = nullptr;
    auto it = std::lower_bound(a.mentions.begin(), a.mentions.end(), s.tokens.begin, [](const Mention& m, uint32_t t) { return m.head < t; });
    for (; it != a.mentions.end() && it->head < i; ++it) {
      const Mention& m = *it;
      if (m.kind != Kind::person || m.plurality == Plurality::plural) return;
      if (person && !(m.entity != 0 && m.entity == person->entity)) {
        // In apposition.
        if (m.tokens.begin != person->tokens.end + 1 || !is_punctuation(a, person->tokens.end, ',')) return;
      }
      if (!person) person = &m;
    }
    if (!person || !person->subject) return;
    if (std::binary_search(it_allowed_.begin(), it_allowed_.end(), a.folded(person->head))) return;   // a baby and its mother
    for (uint32_t k = s.tokens.begin; k < s.tokens.end; ++k)
      if (is_word(a, k) && std::binary_search(animals_.begin(), animals_.end(), a.folded(k))) return;
    report(a, i, *person, out);
  }
  bool listed(std::string_view word) const { return std::binary_search(owned_.begin(), owned_.end(), word); }

  void report(const Analysis& a, uint32_t i, const Mention& person, Findings& out) const {
    Finding finding;
    finding.rule = rule_;
    finding.span = a.tokens[i].span;
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    finding.message = "\"" + std::string(a.text(i)) + "\" for \"" + std::string(a.document.slice(person.span)) + "\", who is a person";
    finding.why = rule_->why;
    for (const Gender g : {Gender::masculine, Gender::feminine}) {
      if (person.gender != Gender::unknown && person.gender != g) continue;
      const Pronoun p{i, g, Case::possessive};
      finding.fixes.push_back({{{finding.span, third_.written(a, p, third_.forms(g))}}, Safety::review});
    }
    finding.related.push_back({person.span, "the owner"});
    out.add(std::move(finding));
  }

  const RuleInfo* rule_;
  const ThirdPerson& third_;
  const std::vector<std::string> owned_, it_allowed_, animals_;
};

}  // namespace

std::unique_ptr<Check> make_its_for_person(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<ItsForPerson>(book, facts);
  return check->usable() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
