// What it finds: one person with two sexes in one story: "Mrs. Hruba ... his", "the queen ... his throne", and he and she by turns
// for one surname.
// Why it matters: the story contradicts itself, and one of the two is an error about a person.
// How: a pronoun belongs to a person for sure only where the person is the subject before it and the only one in its sentence and
// the one before. Two such pronouns of different sex for one bearer of a name contradict each other; the rarer sex is reported, the
// later one where they are equal. A title or a noun that tells the sex contradicts a pronoun by itself. And in a story of one sex,
// where nothing else speaks of the other, a single pronoun of the other sex that follows one of the first, nobody between them, is
// a slip. So is one that stands alone among pronouns of the other sex, where the last sentences name one person only and the story
// has called that person by the other pronoun.
// What it leaves alone: quotations, headlines, first names (a list permits a reading, it forbids none), two bearers of one surname.
// Fix safety: review.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

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
      : rule_(book.find("gender-flip")), third_(facts.made<ThirdPerson>()), generic_(column(facts, "pronouns.generic_persons")),
        of_two_(column(facts, "pronouns.of_two")),
        before_places_(column(facts, "pronouns.before_places")), role_words_(column(facts, "pronouns.role_words")), ships_(column(facts, "things.she_allowed")), animals_(column(facts, "things.animal_heads")) {
    for (const auto& row : facts.table("closed-class.conjunctions"))
      if (!row.empty() && row.front() == "coordinating") coordinators_.insert(coordinators_.end(), row.begin() + 1, row.end());
  }
  bool usable() const { return rule_ && third_.usable(); }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const std::vector<Pronoun> pronouns = third_.find(a);
    std::map<uint32_t, std::vector<const Pronoun*>> of;   // by bearer of a name
    const Pronoun* previous = nullptr;
    std::set<const Pronoun*> reported;
    const auto contradicts = [&](const Pronoun& p, Span antecedent) {
      if (!reported.insert(&p).second) return;
      report(a, p, antecedent, out);
    };
    for (const Pronoun& p : pronouns) {
      const Pronoun* last = previous;
      previous = &p;
      if (!judged(a, p)) continue;
      const Mention* m = sure_subject(a, p, last);
      if (!m) continue;
      const Gender told = told_gender(a, *m);
      if (told != Gender::unknown && told != p.gender) contradicts(p, a.span(m->tokens));
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
        if (p->gender == rare) contradicts(*p, a.tokens[other->token].span);
    }
    if (const auto alone = alone_of_its_sex(a, pronouns)) contradicts(pronouns[*alone], a.tokens[pronouns[*alone - 1].token].span);
    odd_ones(a, pronouns, contradicts);
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

  using Votes = std::map<uint32_t, std::array<uint32_t, 3>>;   // bearer of a name -> by Gender
  // What is asked of the whole story, found once.
  struct Story {
    Story(const Analysis& a, const std::vector<Pronoun>& pronouns) {
      for (const Pronoun& p : pronouns) ++counts[static_cast<size_t>(p.gender)];
      first.fill(UINT32_MAX);
      constexpr Classes kOfPersons = Is::person | Is::kin | Is::title | Is::office;
      for (uint32_t i = 0; i < a.tokens.size(); ++i) {
        const Classes c = a.classes(i);
        if ((c & kOfPersons) == 0 || a.tokens[i].name) continue;
        if (has(c, Is::masculine)) note(Gender::masculine, i);
        if (has(c, Is::feminine)) note(Gender::feminine, i);
      }
      for (const Mention& m : a.mentions) {
        if (m.gender == Gender::unknown) continue;
        if (m.kind == Kind::person) note(m.gender, m.head);
        if (m.entity == 0) continue;
        const auto [it, fresh] = genders.emplace(m.entity, m.gender);
        if (!fresh && it->second != m.gender) it->second = Gender::unknown;
      }
    }
    void note(Gender g, uint32_t token) { first[static_cast<size_t>(g)] = std::min(first[static_cast<size_t>(g)], token); }
    uint32_t count(Gender g) const { return counts[static_cast<size_t>(g)]; }
    // The sex that the full name gave, when this is the surname alone.
    Gender gender_of(const Mention& m) const {
      const auto it = genders.find(m.entity);
      return m.entity == 0 || it == genders.end() ? m.gender : it->second;
    }
    std::array<uint32_t, 3> counts{}, first{};   // by Gender: pronouns; the first token that tells of somebody
    std::map<uint32_t, Gender> genders;          // bearer of a name -> sex, unknown where two are told
    Votes votes;
  };

  // ---- a pronoun that stands alone among those of the other sex -------------------------------------------------------------
  // Somebody whom a pronoun may mean: a person, or a name of whom nothing is known.
  static bool somebody(const Analysis& a, const Mention& m) {
    return m.kind == Kind::person || m.kind == Kind::unknown || (m.kind == Kind::body && a.tokens[m.head].is(Token::capital));
  }
  bool told_by_narrator(const Analysis& a, uint32_t sentence) const {
    const Range t = a.sentences[sentence].tokens;
    for (uint32_t i = t.begin; i < t.end; ++i)
      if (is_word(a, i) && !a.tokens[i].is(Token::in_quote)) return true;
    return false;
  }
  // The sentence `back` sentences of narration before this one; quotations between do not count.
  uint32_t narration_before(const Analysis& a, uint32_t sentence, uint32_t back) const {
    constexpr uint32_t kQuoted = 12;   // sentences, quoted ones among them
    const uint32_t floor = sentence > kQuoted ? sentence - kQuoted : 0;
    while (back > 0 && sentence > floor) back -= told_by_narrator(a, --sentence);
    return sentence;
  }
  // How often the story has he and she for each bearer of a name: the last subject before each pronoun, nobody else behind it.
  Votes votes(const Analysis& a, const std::vector<Pronoun>& pronouns) const {
    Votes out;
    for (const Pronoun& p : pronouns) {
      if (a.tokens[p.token].is(Token::in_quote) || paired_with_other(a, p)) continue;
      const uint32_t s = a.sentence_of(p.token), from = a.sentences[narration_before(a, s, 1)].tokens.begin;
      const Mention *here = nullptr, *main = nullptr, *last = nullptr;   // subject of the sentence, first subject before it, last of all
      for (auto it = first_mention(a, from); it != a.mentions.end() && it->head < p.token; ++it) {
        if (!somebody(a, *it) || it->plurality == Plurality::plural || a.tokens[it->head].is(Token::in_quote) || said_of(a, it)) continue;
        last = &*it;
        if (it->subject && it->sentence == s) here = last;
        if (it->subject && it->sentence != s && !main) main = last;
      }
      const Mention* who = here ? here : main ? main : last;
      if (who && who->kind == Kind::person && who->entity != 0) ++out[who->entity][static_cast<size_t>(p.gender)];
    }
    return out;
  }
  static std::vector<Mention>::const_iterator first_mention(const Analysis& a, uint32_t token) {
    return std::lower_bound(a.mentions.begin(), a.mentions.end(), token, [](const Mention& m, uint32_t t) { return m.head < t; });
  }
  template <class Report>
  void odd_ones(const Analysis& a, const std::vector<Pronoun>& pronouns, const Report& contradicts) const {
    constexpr size_t kStory = 4;   // sentences; one alone hides whom it speaks of
    if (pronouns.size() < 2 || a.sentences.size() < kStory) return;
    if (std::none_of(pronouns.begin(), pronouns.end(), [&](const Pronoun& p) { return p.gender != pronouns.front().gender; })) return;
    Story story(a, pronouns);
    story.votes = votes(a, pronouns);
    for (size_t n = 1; n < pronouns.size(); ++n) {
      const Pronoun& p = pronouns[n];
      const Gender other = ThirdPerson::opposite(p.gender);
      if (story.count(p.gender) > story.count(other) || !narrated(a, p) || coordinated(a, p)) continue;
      if (const auto antecedent = contradicted(a, pronouns, n, story)) contradicts(p, *antecedent);
    }
  }
  // What is said of somebody named right before: "Saipov, a native of Uzbekistan", "he is a lawyer", "as a captain".
  bool said_of(const Analysis& a, std::vector<Mention>::const_iterator m) const {
    if (m->entity != 0 || m->tokens.begin == 0) return false;
    const uint32_t before = m->tokens.begin - 1;
    if (is_word(a, before)) return !m->definite && (a.is(before, Is::auxiliary) || std::binary_search(role_words_.begin(), role_words_.end(), a.folded(before)));
    return m != a.mentions.begin() && is_punctuation(a, before, ',') && (m - 1)->tokens.end == before && (m - 1)->kind == Kind::person && (m - 1)->entity != 0;
  }
  // Where everybody named in the last sentences is of the other sex, what says so: the person the story has called by the other
  // pronoun, or the other pronoun itself, right before.
  std::optional<Span> contradicted(const Analysis& a, const std::vector<Pronoun>& pronouns, size_t n, Story& story) const {
    constexpr uint32_t kPronouns = 6, kWords = 3;   // sentences before, without the pronoun's sex
    constexpr uint32_t kWindow = 2;                 // sentences of narration before in which everybody must be known
    constexpr uint32_t kCalled = 2;                 // times the story has had the other pronoun for a person
    const Pronoun& p = pronouns[n];
    const Gender own = p.gender, other = ThirdPerson::opposite(own);
    const uint32_t s = a.sentence_of(p.token);
    const uint32_t nearest = a.sentences[narration_before(a, s, kWindow)].tokens.begin;
    const uint32_t far = std::min(a.sentences[s > kWords ? s - kWords : 0].tokens.begin, nearest);
    for (size_t k = n; k-- > 0 && a.sentence_of(pronouns[k].token) + kPronouns >= s;)
      if (pronouns[k].gender == own) return std::nullopt;
    // Whoever is meant goes on by the other pronoun, if at all.
    if (n + 1 < pronouns.size() && pronouns[n + 1].gender == own && a.sentence_of(pronouns[n + 1].token) <= s + 2) return std::nullopt;
    // "he was married to her", "she let him sleep": subject and object of one clause are two people.
    for (size_t k = n; k-- > 0 && a.sentence_of(pronouns[k].token) == s;)
      if (p.which == Case::object && pronouns[k].which == Case::subject) return std::nullopt;
    for (size_t k = n + 1; k < pronouns.size() && a.sentence_of(pronouns[k].token) == s; ++k)
      if (p.which == Case::subject && pronouns[k].which == Case::object && pronouns[k].gender == other) return std::nullopt;
    if (others_by_word(a, own, far, nearest, p.token)) return std::nullopt;
    // A story that has nobody of this sex before: an office or a surname alone hardly brings one in.
    std::optional<bool> asked;
    const auto one_sex = [&] {
      if (!asked) asked = nobody_of(a, story, pronouns, n);
      return *asked;
    };
    const Mention* called = nullptr;
    for (auto it = first_mention(a, far); it != a.mentions.end() && it->head < p.token; ++it) {
      const Mention& m = *it;
      if (m.kind == Kind::person && m.gender == own) return std::nullopt;
      if (m.head < nearest || !somebody(a, m) || a.tokens[m.head].is(Token::in_quote) || said_of(a, it)) continue;
      if (m.plurality == Plurality::plural && !a.is(m.head, Is::kin)) continue;
      if (m.kind != Kind::person && nobody(a, m)) continue;
      uint32_t as_other = 0, as_own = 0;
      if (const auto votes = story.votes.find(m.entity); m.entity != 0 && votes != story.votes.end()) {
        as_other = votes->second[static_cast<size_t>(other)];
        as_own = votes->second[static_cast<size_t>(own)];
      }
      const bool told = m.gender == other || story.gender_of(m) == other;
      if (as_own > 1) return std::nullopt;
      if (as_other == 0 && !told && !taken_up(a, m, pronouns, n) && !(one_sex() && hardly(a, m))) return std::nullopt;
      if (m.entity != 0 && as_other + told >= kCalled) called = &m;
    }
    if (stands_for_thing(a, pronouns, n, nearest)) return std::nullopt;
    if (called) return called->span;
    const Pronoun& before = pronouns[n - 1];
    if (before.gender != other || a.tokens[before.token].is(Token::in_quote) || before.token < nearest) return std::nullopt;
    // Nobody but the pronoun before: the story must have little of this sex at all.
    return story.count(other) >= 3 && story.count(own) * 3 <= story.count(other) ? std::optional(a.tokens[before.token].span) : std::nullopt;
  }
  // A word near by that may be the one meant: a woman, a mother; somebody; a couple; a ship or an animal.
  bool others_by_word(const Analysis& a, Gender own, uint32_t far, uint32_t nearest, uint32_t token) const {
    const Is sign = own == Gender::feminine ? Is::feminine : Is::masculine;
    constexpr Classes kOfPersons = Is::person | Is::kin | Is::title | Is::office;
    const uint32_t here = a.sentences[a.sentence_of(token)].tokens.begin;
    for (uint32_t i = far; i < token; ++i) {
      const Classes c = a.classes(i);
      if (has(c, sign) && (c & kOfPersons) != 0 && !a.tokens[i].name) return true;
      if (i < nearest || !is_word(a, i) || a.tokens[i].word == kNoWord || a.tokens[i].is(Token::in_quote)) continue;
      const std::string_view word = a.folded(i);
      if (i >= here && std::binary_search(generic_.begin(), generic_.end(), word) && !has(c, Is::wh_word)) return true;
      if (std::binary_search(of_two_.begin(), of_two_.end(), word) || std::binary_search(animals_.begin(), animals_.end(), word) ||
          (own == Gender::feminine && std::binary_search(ships_.begin(), ships_.end(), word))) return true;
    }
    return false;
  }
  // The last subject is an institution or a place, and no person goes on from there: another fault, and not of this check.
  static bool stands_for_thing(const Analysis& a, const std::vector<Pronoun>& pronouns, size_t n, uint32_t from) {
    const Mention* last = nullptr;
    for (auto it = first_mention(a, from); it != a.mentions.end() && it->head < pronouns[n].token; ++it)
      if (it->plurality != Plurality::plural && (it->subject || it->kind == Kind::person)) last = &*it;
    return last && (last->kind == Kind::body || last->kind == Kind::place) && last->definite && pronouns[n - 1].token < last->head;
  }
  // Nobody of that sex up to the pronoun, and no other pronoun of it in the story but in this sentence.
  static bool nobody_of(const Analysis& a, const Story& story, const std::vector<Pronoun>& pronouns, size_t n) {
    constexpr uint32_t kOfOneSentence = 5;
    const Gender own = pronouns[n].gender;
    if (story.count(own) > kOfOneSentence || story.first[static_cast<size_t>(own)] < pronouns[n].token) return false;
    const uint32_t s = a.sentence_of(pronouns[n].token);
    return std::all_of(pronouns.begin(), pronouns.end(), [&](const Pronoun& p) { return p.gender != own || a.sentence_of(p.token) == s; });
  }
  // "the former prime minister", "Toyota": the person the story is about, or nobody.
  static bool hardly(const Analysis& a, const Mention& m) {
    if (m.kind == Kind::person) return m.entity == 0 && m.definite;
    return !m.subject && m.tokens.size() == 1 && a.tokens[m.head].name && a.names[a.tokens[m.head].name - 1].tokens.size() == 1;
  }
  // "The victim, in his 40s, was": the subject of the sentence has the other pronoun already.
  static bool taken_up(const Analysis& a, const Mention& m, const std::vector<Pronoun>& pronouns, size_t n) {
    if (!m.subject || m.kind != Kind::person) return false;
    for (size_t k = n; k-- > 0 && pronouns[k].token > m.head;)
      if (a.sentence_of(pronouns[k].token) == m.sentence && pronouns[k].gender != pronouns[n].gender) return true;
    return false;
  }
  // A name of unknown kind that is a place by the word before it, a body by one of its own words; "the Ducks", "TUC", "Covid-19".
  bool nobody(const Analysis& a, const Mention& m) const {
    if (m.tokens.begin > 0 && is_word(a, m.tokens.begin - 1) && std::binary_search(before_places_.begin(), before_places_.end(), a.folded(m.tokens.begin - 1))) return true;
    if (m.kind == Kind::body && m.tokens.size() == 1 && a.classes(m.head) != 0) return true;   // Congress
    if (a.tokens[m.head].is(Token::all_capitals) || a.tokens[m.head].kind == TokenKind::number || a.is(m.tokens.begin, Is::determiner)) return true;
    if (m.kind != Kind::body || m.tokens.size() < 2) return false;
    for (uint32_t i = m.tokens.begin; i < m.tokens.end; ++i)
      if (a.is(i, Is::given_name) && !a.is(i, Is::place)) return false;
    return true;
  }

  bool judged(const Analysis& a, const Pronoun& p) const { return narrated(a, p) && !paired_with_other(a, p); }
  // "his or her", "he/she", "she and his brother".
  bool coordinated(const Analysis& a, const Pronoun& p) const {
    if (!paired_with_other(a, p)) return false;
    for (uint32_t i = p.token > 2 ? p.token - 2 : 0; i < std::min<uint32_t>(p.token + 3, a.tokens.size()); ++i)
      if (is_punctuation(a, i, '/') || a.tokens[i].is(Token::hyphen_glued) || std::find(coordinators_.begin(), coordinators_.end(), a.folded(i)) != coordinators_.end()) return true;
    return false;
  }
  static bool narrated(const Analysis& a, const Pronoun& p) {
    const Token& token = a.tokens[p.token];
    if (token.is(Token::in_quote) || token.is(Token::all_capitals)) return false;
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
  const ThirdPerson& third_;
  const std::vector<std::string> generic_, of_two_, before_places_, role_words_, ships_, animals_;
  std::vector<std::string> coordinators_;
};

}  // namespace

std::unique_ptr<Check> make_gender_flip(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<GenderFlip>(book, facts);
  return check->usable() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
