// What it finds: he, him, his, she, her for a government, an institution, a place: "The Kremlin ... And he has managed to".
// Why it matters: French, German, Russian have one pronoun for persons and things; carried over, a ministry becomes a man.
// How: it never resolves a pronoun, it looks for contradictions. A pronoun is reported when the subject it follows is a body or
// a place and nobody it could mean (a person, a name of unknown kind, an agreeing pronoun) stands near, with one exception: in
// "accused Armenia of hiding his plans" the verb itself says whose plans they are.
//   frame       verb of blame + place or body + of, for, over ... + his              near: between verb and pronoun
//   possessive  place or body is the clause's subject ... his                        near: this paragraph and the one before
//   object      previous subject is a place or body; "about her", "regard her as"    near: this paragraph and the one before
//   subject     previous subject is a place or body; "He has", ", and he has"        near: the same
//   thing       the same for a thing or an event ("the battle"), from the fifth sentence of a story on: nobody named in two paragraphs
//   reflexive   with the source text: its possessive can only mean the subject (Czech, Russian, Swedish have one), and the subject here is no person
// Somebody two paragraphs back, or in this one but neither in this sentence nor in the one before, makes it a minor finding.
// What it leaves alone: quotations, headlines, he and she with a verb of saying, ships as she, animals, "his or her", "Her Majesty",
// generic persons. A name's gender in a list permits a reading and never forbids one.
// Fix safety: review.
#include <algorithm>
#include <optional>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"
#include "checks/third_person.h"

namespace wirecheck {
namespace {

// Somebody whom a pronoun may mean, in text order.
struct Person {
  uint32_t token = 0, block = 0, sentence = 0;
  Gender gender = Gender::unknown;  // known only where a noun or a title gives it
  bool pronoun = false, wrong = false;
};

std::vector<std::string> column(const Facts& facts, std::string_view table) {
  std::vector<std::string> out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.push_back(row.front());
  std::sort(out.begin(), out.end());
  return out;
}

class PronounAntecedent : public Check {
 public:
  PronounAntecedent(const RuleBook& book, const Facts& facts)
      : rule_(book.find("pronoun-antecedent")), hint_(book.find("pronoun-antecedent-hint")),
        frames_(column(facts, "pronouns.frames")), prepositions_(column(facts, "pronouns.frame_prepositions")),
        owned_(column(facts, "pronouns.owned_by_states")), human_verbs_(column(facts, "pronouns.human_verbs")),
        generic_(column(facts, "pronouns.generic_persons")),
        role_words_(column(facts, "pronouns.role_words")), act_as_one_(column(facts, "pronouns.act_as_one")),
        ships_(column(facts, "things.she_allowed")), thing_relatives_(column(facts, "pronouns.thing_relatives")), deeds_(column(facts, "pronouns.bodies_or_deeds")),
        animals_(column(facts, "things.animal_heads")), initials_of_persons_(column(facts, "pronouns.initials_of_persons")), third_(facts.made<ThirdPerson>()) {}
  bool usable() const { return third_.usable(); }
  std::vector<const RuleInfo*> rules() const override { return {rule_, hint_}; }

  void run(const Analysis& a, Findings& out) const override {
    const std::vector<Pronoun> pronouns = third_.find(a);
    // A text without capitals hides its names.
    if (pronouns.empty() || std::none_of(a.tokens.begin(), a.tokens.end(), [](const Token& t) { return t.is(Token::capital); })) return;
    const std::vector<uint32_t> bodies = named_bodies(a);
    std::vector<Person> people = find_people(a, pronouns, bodies);
    for (const Pronoun& p : pronouns) {
      if (!judged(a, p)) continue;
      if (look(a, p, people, bodies, out)) {
        // A pronoun that is wrong itself licenses no other.
        const auto it = std::lower_bound(people.begin(), people.end(), p.token, [](const Person& x, uint32_t t) { return x.token < t; });
        if (it != people.end() && it->token == p.token && it->pronoun) it->wrong = true;
      }
    }
  }

 private:
  static bool listed(const std::vector<std::string>& list, std::string_view word) {
    return std::binary_search(list.begin(), list.end(), word);
  }

  // ---- what stands in the text --------------------------------------------------------------------------------------------
  // Bearers of unknown names that the text shows to be none: "Sorvenne, which", "the operator Gazelis".
  std::vector<uint32_t> named_bodies(const Analysis& a) const {
    std::vector<uint32_t> out;
    std::vector<WordId> of_source;   // its words in capitals
    if (a.original)
      for (const Token& t : a.original->tokens)
        if (t.is(Token::all_capitals)) of_source.push_back(t.word);
    std::sort(of_source.begin(), of_source.end());
    for (const Mention& m : a.mentions) {
      if (m.kind != Kind::unknown || m.entity == 0) continue;
      const uint32_t next = m.tokens.end;
      const bool which = next + 1 < a.tokens.size() && is_punctuation(a, next, ',') && is_word(a, next + 1) && listed(thing_relatives_, a.folded(next + 1));
      const uint32_t first = a.tokens[m.head].name ? a.names[a.tokens[m.head].name - 1].tokens.begin : m.tokens.begin;
      // "TKV": initials in a text that has small letters; a person's are listed.
      const bool initials = a.tokens[m.head].name && a.names[a.tokens[m.head].name - 1].tokens.size() == 1 && is_initials(a, m.head, of_source);
      const bool apposed = first > 0 && is_lower_word(a, first - 1) && a.is(first - 1, Is::body) && a.is(first - 1, Is::singular) && !a.is(first - 1, Is::person);
      if (which || apposed || initials) out.push_back(m.entity);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  bool is_initials(const Analysis& a, uint32_t token, const std::vector<WordId>& of_source) const {
    constexpr size_t kLongest = 5;
    const std::string_view text = a.text(token);
    // Where there is a source, it must have them, too.
    if (a.original && !std::binary_search(of_source.begin(), of_source.end(), a.tokens[token].word)) return false;
    if (token + 1 < a.tokens.size() && is_punctuation(a, token + 1, ':')) return false;   // "TKV:n", a case of another language
    return a.tokens[token].is(Token::all_capitals) && text.size() <= kLongest && text.back() != '.' && !a.is(token, Is::given_name) &&
           !listed(initials_of_persons_, a.folded(token));
  }
  static bool is_body(const std::vector<uint32_t>& bodies, const Mention& m) {
    return m.entity != 0 && std::binary_search(bodies.begin(), bodies.end(), m.entity);
  }
  std::vector<Person> find_people(const Analysis& a, const std::vector<Pronoun>& pronouns, const std::vector<uint32_t>& bodies) const {
    std::vector<Person> out;
    // "Labour leader", "Channel 4 chief": a person noun without its article behind a name or a number.
    for (uint32_t i = 1; i < a.tokens.size(); ++i)
      if (is_lower_word(a, i) && a.is(i, Is::person) && !a.is(i, Is::plural) && (!a.is(i, Is::ambiguous) || !has(a.resources.lexicon->pos(a.folded(i)), Pos::verb)) && (a.tokens[i - 1].name || a.tokens[i - 1].is(Token::capital) || a.tokens[i - 1].kind == TokenKind::number) && !a.is(i - 1, Is::determiner)) {
        const uint32_t s = a.sentence_of(i);
        out.push_back({i, a.sentences[s].block, s, Gender::unknown});
      }
    const Mention* previous = nullptr;
    for (const Mention& m : a.mentions) {
      const Mention* before = previous;
      previous = &m;
      if (is_body(bodies, m)) continue;
      // "the region, its main backer, has": what a body is said to be.
      if (before && m.entity == 0 && (before->kind == Kind::body || before->kind == Kind::place) && before->tokens.end + 1 == m.tokens.begin &&
          is_punctuation(a, before->tokens.end, ',') && m.tokens.end < a.tokens.size() && is_punctuation(a, m.tokens.end, ',')) continue;
      if (m.kind != Kind::person && m.kind != Kind::unknown) continue;
      if (m.plurality == Plurality::plural || is_predicate(a, m)) continue;
      Person person;
      person.token = m.head;
      person.block = a.sentences[m.sentence].block;
      person.sentence = m.sentence;
      person.gender = m.entity == 0 ? m.gender : Gender::unknown;
      out.push_back(person);
    }
    for (const Pronoun& p : pronouns) {
      if (a.tokens[p.token].is(Token::in_quote)) continue;
      const uint32_t s = a.sentence_of(p.token);
      out.push_back({p.token, a.sentences[s].block, s, p.gender, true});
    }
    std::stable_sort(out.begin(), out.end(), [](const Person& x, const Person& y) { return x.token < y.token; });
    return out;
  }
  // "Turkey is an ally", "sees itself as arbiter": what an inanimate subject is said to be.
  bool is_predicate(const Analysis& a, const Mention& m) const {
    if (m.definite || m.entity != 0 || m.tokens.begin == a.sentences[m.sentence].tokens.begin) return false;
    const uint32_t before = m.tokens.begin - 1;
    if (!is_word(a, before) || !(a.is(before, Is::auxiliary) || listed(role_words_, a.folded(before)))) return false;
    const Mention* subject = subject_before(a, clause_window(a.sentences[m.sentence], m.tokens.begin), m.tokens.begin);
    return subject && subject->kind != Kind::person && subject->kind != Kind::unknown;
  }
  // May this pronoun be judged at all?
  bool judged(const Analysis& a, const Pronoun& p) const {
    const uint32_t i = p.token;
    if (a.tokens[i].is(Token::in_quote) || a.tokens[i].is(Token::all_capitals)) return false;
    const Sentence& s = a.sentences[a.sentence_of(i)];
    const Role role = a.blocks[s.block].role;
    if (role != Role::body && role != Role::caption) return false;
    if (paired_with_other(a, p) || (i > 0 && is_punctuation(a, i - 1, ':'))) return false;
    constexpr uint32_t kSentence = 150;
    for (uint32_t k = i > s.tokens.begin + kSentence ? i - kSentence : s.tokens.begin; k < std::min(i + kSentence, s.tokens.end); ++k)
      if (k != i && is_word(a, k) && listed(generic_, a.folded(k))) return false;
    if (p.which == Case::possessive && i + 1 < s.tokens.end && a.tokens[i + 1].is(Token::capital) && is_word(a, i + 1) &&
        !a.is(i + 1, Is::demonym)) return false;   // Her Majesty
    return true;
  }

  // ---- who could be meant -------------------------------------------------------------------------------------------------
  static bool compatible(const Person& person, Gender gender) {
    return !person.wrong && (person.gender == Gender::unknown || person.gender == gender);
  }
  // Somebody between two tokens (from inclusive)?
  static const Person* anybody(const std::vector<Person>& people, Gender gender, uint32_t from, uint32_t to) {
    const auto first = std::lower_bound(people.begin(), people.end(), from, [](const Person& p, uint32_t t) { return p.token < t; });
    for (auto it = first; it != people.end() && it->token < to; ++it)
      if (compatible(*it, gender)) return &*it;
    return nullptr;
  }
  // The first token of the window: this paragraph and `back` paragraphs of prose before it.
  static uint32_t window(const Analysis& a, uint32_t token, uint32_t back) {
    uint32_t block = a.sentences[a.sentence_of(token)].block;
    for (uint32_t n = 0; n < back && block > 0;) {
      --block;
      const Role role = a.blocks[block].role;
      n += role == Role::body || role == Role::caption;
    }
    // A text without paragraphs has its window too.
    constexpr uint32_t kWidest = 1000;
    return std::max(a.blocks[block].tokens.begin, token > kWidest ? token - kWidest : 0);
  }
  // A thing that the pronoun seems to stand for: singular, and no ship or animal.
  bool inanimate(const Analysis& a, const Mention& m, Gender gender, const std::vector<uint32_t>& bodies, bool things = false) const {
    if (is_body(bodies, m)) return true;
    if (things && (m.kind == Kind::thing || m.kind == Kind::event)) {
      if (m.plurality != Plurality::singular || !m.definite || a.tokens[m.head].name) return false;
      for (uint32_t i = m.tokens.begin; i < m.tokens.end; ++i)
        if (a.tokens[i].is(Token::clitic) || (a.is(i, Is::pronoun) && !a.is(i, Is::determiner))) return false;   // it's a historic event
      // "the fact that he ran": its clause tells of somebody.
      if (m.tokens.end < a.tokens.size() && (a.classes(m.tokens.end) & (Is::conjunction | Is::wh_word)) != 0) return false;
    } else if (m.kind != Kind::body && m.kind != Kind::place) return false;
    if (a.tokens[m.head].name && !sure_name(a, m)) return false;
    if (m.tokens.end < a.tokens.size() && a.tokens[m.head].is(Token::capital) && a.tokens[m.tokens.end].kind == TokenKind::number) return false;
    // "the opposition of France to the plan" is an act and no body.
    if (m.tokens.end < a.tokens.size() && listed(deeds_, a.folded(m.head)) && a.is(m.tokens.end, Is::preposition)) return false;
    // "The weekly appaloosas", "the stretch limo": the head is a word behind that no list has.
    const uint32_t behind = m.tokens.end;
    if (behind < a.tokens.size() && is_lower_word(a, behind) && a.classes(behind) == 0 && !a.tokens[m.head].name && a.resources.lexicon->available(a.lang) &&
        (!a.resources.lexicon->knows(a.lang, a.text(behind)) || a.resources.lexicon->pos(a.folded(behind)) == static_cast<PosMask>(Pos::noun))) return false;
    if (m.plurality != Plurality::singular && !(m.plurality == Plurality::unknown && m.definite)) return false;
    if (!m.definite) return false;
    const std::string_view head = a.folded(m.head);
    return !(gender == Gender::feminine && listed(ships_, head)) && !listed(animals_, head);
  }
  // No name that may yet hide a person: "Adam Lyons Street", "the Government of Berlusconi", "CNN/Post", "Channel 4".
  static bool sure_name(const Analysis& a, const Mention& m) {
    const Name& name = a.names[a.tokens[m.head].name - 1];
    bool after_preposition = false;
    for (uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
      const Classes c = a.classes(i);
      if (name.tokens.size() == 1 && has(c, Is::given_name) && (c & (Is::country | Is::government | Is::metonym)) == 0) return false;
      if (name.tokens.size() > 1 && has(c, Is::given_name) && (c & (Is::place | Is::body | Is::metonym)) == 0) return false;
      std::string_view letter = a.text(i);
      if (letter.size() > 1 && letter.back() == '.') letter.remove_suffix(1);
      if (is_word(a, i) && a.tokens[i].is(Token::capital) && utf8::encode(utf8::at(letter, 0)).size() == letter.size()) return false;
      if (after_preposition && a.tokens[i].is(Token::capital) && c == 0) return false;
      after_preposition = after_preposition || has(c, Is::preposition);
    }
    const uint32_t next = m.tokens.end;
    if (next < a.tokens.size() && (is_punctuation(a, next, '/') || a.tokens[next].kind == TokenKind::symbol || a.tokens[next].kind == TokenKind::number)) return false;
    // "In Mar del Plata, Argentina, ...": a place between commas says where.
    if (m.kind == Kind::place && m.tokens.begin > 0 && is_punctuation(a, m.tokens.begin - 1, ',') && next < a.tokens.size() && is_punctuation(a, next, ',')) return false;
    return true;
  }
  bool animals_near(const Analysis& a, uint32_t from, uint32_t to) const {
    for (uint32_t i = from; i < to; ++i)
      if (is_word(a, i) && a.tokens[i].word != kNoWord && !a.tokens[i].is(Token::clitic) && listed(animals_, a.folded(i))) return true;
    return false;
  }
  static std::vector<Mention>::const_iterator first_mention(const Analysis& a, uint32_t token) {
    return std::lower_bound(a.mentions.begin(), a.mentions.end(), token, [](const Mention& m, uint32_t t) { return m.head < t; });
  }
  // The last subject before `token` from `from` on, whatever it is.
  static const Mention* subject_before(const Analysis& a, uint32_t from, uint32_t token) {
    const Mention* last = nullptr;
    for (auto it = first_mention(a, from); it != a.mentions.end() && it->head < token; ++it)
      if (it->tokens.begin >= from && it->subject) last = &*it;
    return last;
  }
  static uint32_t clause_window(const Sentence& s, uint32_t token) {
    constexpr uint32_t kSentence = 150;
    return token > s.tokens.begin + kSentence ? token - kSentence : s.tokens.begin;
  }
  static const Mention* main_subject(const Analysis& a, uint32_t sentence) {
    for (auto it = first_mention(a, a.sentences[sentence].tokens.begin); it != a.mentions.end() && it->sentence == sentence; ++it)
      if (it->subject) return &*it;
    return nullptr;
  }

  bool look(const Analysis& a, const Pronoun& p, const std::vector<Person>& people, const std::vector<uint32_t>& bodies, Findings& out) const {
    switch (p.which) {
      case Case::possessive: case Case::independent: case Case::reflexive:
        return in_frame(a, p, people, bodies, out) || owned_by_subject(a, p, people, bodies, out);
      case Case::object: return as_object(a, p, people, bodies, out);
      case Case::subject: return as_subject(a, p, people, bodies, out);
    }
    return false;
  }

  // accuse, blame ... + body or place + preposition ... his
  bool in_frame(const Analysis& a, const Pronoun& p, const std::vector<Person>& people, const std::vector<uint32_t>& bodies, Findings& out) const {
    const Sentence& s = a.sentences[a.sentence_of(p.token)];
    constexpr uint32_t kReach = 16;
    const uint32_t from = p.token > s.tokens.begin + kReach ? p.token - kReach : s.tokens.begin;
    const Mention* object = nullptr;
    uint32_t verb = 0;
    for (auto it = first_mention(a, from); it != a.mentions.end() && it->head < p.token; ++it) {
      const Mention& m = *it;
      if (m.tokens.begin <= s.tokens.begin || !inanimate(a, m, p.gender, bodies)) continue;
      const uint32_t before = m.tokens.begin - 1;
      if (is_lower_word(a, before) && is_frame(a, before)) {
        object = &m;
        verb = before;
      }
    }
    if (!object || anybody(people, p.gender, verb, p.token)) return false;
    // A preposition, directly before the pronoun or behind the object.
    bool direct = p.token > object->head + 1 && is_preposition(a, p.token - 1);
    bool gerund = false;
    for (uint32_t k = object->head + 1; k < p.token; ++k) {
      if (is_punctuation(a, k, ',') || is_punctuation(a, k, ';') || a.is(k, Is::wh_word)) return false;
      if (is_preposition(a, k) && k + 1 < p.token) gerund = true;
    }
    if (!direct && !gerund) return false;
    if (!direct) {
      // "of stealing his ideas" may be the accuser's own; what only states have is not.
      const Person* accuser = anybody(people, p.gender, s.tokens.begin, verb);
      const bool state = p.token + 1 < s.tokens.end && (listed(owned_, a.folded(p.token + 1)) ||
                         (p.token + 2 < s.tokens.end && is_word(a, p.token + 2) && listed(owned_, a.folded(p.token + 2))));
      if (accuser && !state) return false;
    }
    report(a, p, *object, rule_, out);
    return true;
  }
  bool is_frame(const Analysis& a, uint32_t token) const {
    const std::string_view word = a.folded(token);
    if (!a.resources.inflection) return listed(frames_, word);
    for (const auto& reading : a.resources.inflection->readings(word))
      if (listed(frames_, reading.lemma)) return true;
    return false;
  }
  bool is_preposition(const Analysis& a, uint32_t token) const {
    return is_lower_word(a, token) && a.is(token, Is::preposition) && listed(prepositions_, a.folded(token));
  }

  // The source's only possessives in the sentence are those of its subject.
  bool reflexive_in_source(const Analysis& a, const Pronoun& p) const {
    if (!a.original || !a.alignment) return false;
    const auto range = a.alignment->source_of(a.sentence_of(p.token));
    if (!range || range->empty()) return false;
    const Analysis& o = *a.original;
    const Facts& facts = *o.resources.facts;
    if (facts.table("pronouns.reflexive_possessives").empty()) return false;
    uint32_t here = 0, there = 0;
    for (uint32_t i = o.sentences[range->begin].tokens.begin; i < o.sentences[range->end - 1].tokens.end; ++i) {
      if (!is_word(o, i)) continue;
      const std::string_view word = o.folded(i);
      const auto in = [&](std::string_view table) {
        for (const auto& row : facts.table(table))
          if (!row.empty() && row.front() == word) return true;
        return false;
      };
      if (in("pronouns.reflexive_possessives")) ++there;
      else if (in("pronouns.third_possessives")) return false;
    }
    const Range t = a.sentences[a.sentence_of(p.token)].tokens;
    for (uint32_t i = t.begin; i < t.end; ++i) here += a.is(i, Is::possessive);
    return there > 0 && here <= there;
  }
  // Persons of any number in the sentence and the one before, or "they" and "who" in the sentence.
  bool people_of(const Analysis& a, uint32_t sentence, uint32_t to) const {
    for (auto it = first_mention(a, a.sentences[sentence > 0 ? sentence - 1 : 0].tokens.begin); it != a.mentions.end() && it->head < to; ++it)
      if (it->kind == Kind::person) return true;
    for (uint32_t i = a.sentences[sentence].tokens.begin; i < to; ++i) {
      if (!is_word(a, i)) continue;
      const std::string_view word = a.folded(i);
      if (listed(generic_, word) || std::find(third_.plural().begin(), third_.plural().end(), word) != third_.plural().end()) return true;
    }
    return false;
  }
  static bool comma_between(const Analysis& a, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; ++i)
      if (is_punctuation(a, i, ',')) return true;
    return false;
  }
  // People in the plural between a subject and a pronoun: "the study shows that the boys change his habits".
  static bool crowd_between(const Analysis& a, uint32_t from, uint32_t to) {
    for (auto it = first_mention(a, from); it != a.mentions.end() && it->head < to; ++it)
      if (it->kind == Kind::person && it->plurality == Plurality::plural &&
          (it->subject || (it->tokens.end < to && (a.classes(it->tokens.end) & (Is::auxiliary | Is::modal)) != 0))) return true;
    return false;
  }
  // Far enough into a story that whoever is meant should have been named.
  static bool in_story(const Analysis& a, const Pronoun& p) {
    constexpr uint32_t kSentences = 4;
    return a.sentence_of(p.token) >= kSentences;
  }
  // The company ... his results: the subject of the clause is a body or a place, and nobody is near.
  bool owned_by_subject(const Analysis& a, const Pronoun& p, const std::vector<Person>& people, const std::vector<uint32_t>& bodies, Findings& out) const {
    const Sentence& s = a.sentences[a.sentence_of(p.token)];
    const Mention* subject = subject_before(a, clause_window(s, p.token), p.token);
    const bool reflexive = p.which == Case::possessive && reflexive_in_source(a, p);
    if (!subject || !inanimate(a, *subject, p.gender, bodies, p.which == Case::possessive && (reflexive || in_story(a, p)))) return false;
    // Only persons have kin, and people between may be the owners.
    if (p.token + 1 < s.tokens.end && a.is(p.token + 1, Is::kin)) return false;
    if (crowd_between(a, subject->head + 1, p.token)) return false;
    if (subject->kind == Kind::thing || subject->kind == Kind::event) {
      if (reflexive ? comma_between(a, subject->head, p.token) || anybody(people, p.gender, s.tokens.begin, p.token) != nullptr
                    : people_of(a, a.sentence_of(p.token), p.token) || !nobody_near(a, p, people, 2)) return false;
      report(a, p, *subject, rule_, out);
      return true;
    }
    if (!nobody_near(a, p, people, 1)) return near_thing(a, p, *subject, people, out);
    report(a, p, *subject, rule_, out, nobody_near(a, p, people, 2));
    return true;
  }
  // Somebody stands further up, but nobody in this sentence and the one before, where only one thing does.
  bool near_thing(const Analysis& a, const Pronoun& p, const Mention& subject, const std::vector<Person>& people, Findings& out) const {
    const uint32_t index = a.sentence_of(p.token);
    uint32_t from = index > 0 ? a.sentences[index - 1].tokens.begin : a.sentences[index].tokens.begin;
    // Whoever the paragraph began with may go on as its subject.
    if (p.which == Case::subject) from = std::min(from, a.blocks[a.sentences[index].block].tokens.begin);
    if (p.token - from > 2 * 150) return false;
    // He or she of this paragraph and the one before goes on.
    if (p.which == Case::subject || p.which == Case::object)
      for (auto it = std::lower_bound(people.begin(), people.end(), window(a, p.token, 1), [](const Person& x, uint32_t t) { return x.token < t; });
           it != people.end() && it->token < p.token; ++it)
        if (it->pronoun && !it->wrong && it->gender == p.gender) return false;
    if (anybody(people, p.gender, from, p.token) || animals_near(a, from, std::min(a.sentences[index].tokens.end, p.token + 150))) return false;
    report(a, p, subject, rule_, out, false);
    return true;
  }

  bool as_object(const Analysis& a, const Pronoun& p, const std::vector<Person>& people, const std::vector<uint32_t>& bodies, Findings& out) const {
    const uint32_t index = a.sentence_of(p.token);
    const Sentence& s = a.sentences[index];
    const Mention* subject = nullptr;
    if (index > 0) subject = main_subject(a, index - 1);
    if (!subject || !inanimate(a, *subject, p.gender, bodies)) return false;
    // Closed by the end of a clause: nothing can make a possessive of it.
    const uint32_t next = p.token + 1;
    const bool closed = next >= s.tokens.end || !is_word(a, next) || (a.classes(next) & (Is::preposition | Is::conjunction));
    if (!closed) return false;
    if (!nobody_near(a, p, people, 1)) return near_thing(a, p, *subject, people, out);
    report(a, p, *subject, rule_, out);
    return true;
  }

  bool as_subject(const Analysis& a, const Pronoun& p, const std::vector<Person>& people, const std::vector<uint32_t>& bodies, Findings& out) const {
    const uint32_t index = a.sentence_of(p.token);
    const Sentence& s = a.sentences[index];
    const Mention* subject = subject_before(a, clause_window(s, p.token), p.token);   // ", and he has"
    const bool same_sentence = subject != nullptr;
    if (!subject) {
      if (!opens_sentence(a, p.token, s.tokens.begin) || index == 0) return false;
      subject = main_subject(a, index - 1);
    }
    const bool beside_source = same_sentence && a.original && a.alignment && a.alignment->source_of(index) && juxtaposed(a, p, s) &&
                               !a.original->resources.facts->table("pronouns.things_have_gender").empty();
    if (!subject || !inanimate(a, *subject, p.gender, bodies, beside_source || in_story(a, p))) return false;
    if (subject->kind == Kind::thing || subject->kind == Kind::event) {
      if (verb_of_persons(a, p.token, s.tokens.end) || people_of(a, index, p.token) || !nobody_near(a, p, people, 2)) return false;
      report(a, p, *subject, rule_, out);
      return true;
    }
    if (verb_of_persons(a, p.token, s.tokens.end)) return false;
    // A town that stands for no government may be a person's name.
    if (subject->kind == Kind::place && a.tokens[subject->head].name && (a.classes(subject->head) & (Is::country | Is::government | Is::metonym)) == 0) return false;
    if (nobody_near(a, p, people, 1)) {
      report(a, p, *subject, rule_, out, nobody_near(a, p, people, 2));
      return true;
    }
    if ((same_sentence || !acts_as_one(a, *subject)) && near_thing(a, p, *subject, people, out)) return true;
    if (same_sentence || !acts_as_one(a, *subject)) return false;
    const uint32_t from = a.sentences[index - 1].tokens.begin;
    if (anybody(people, p.gender, from, p.token) || animals_near(a, from, p.token)) return false;
    report(a, p, *subject, hint_, out);
    return false;
  }
  // ", he has", ", but he has", and no "..., he maintained, ...".
  static bool juxtaposed(const Analysis& a, const Pronoun& p, const Sentence& s) {
    if (p.token < s.tokens.begin + 2 || p.token + 3 >= s.tokens.end) return false;
    const uint32_t before = p.token - 1;
    if (!is_punctuation(a, before, ',') && !(a.is(before, Is::conjunction) && is_punctuation(a, before - 1, ','))) return false;
    return is_word(a, p.token + 1) && is_word(a, p.token + 2);
  }
  // A government by its name, its seat or its noun.
  bool acts_as_one(const Analysis& a, const Mention& m) const {
    if (a.tokens[m.head].name) return (a.classes(m.head) & (Is::government | Is::metonym)) != 0;
    return listed(act_as_one_, a.folded(m.head));
  }
  // Only adverbials before it: "And for nearly 30 years he".
  static bool opens_sentence(const Analysis& a, uint32_t token, uint32_t begin) {
    if (token - begin > 8) return false;
    for (uint32_t i = begin; i < token; ++i) {
      if (a.tokens[i].name || is_quote_mark(a, i)) return false;
      if (a.is(i, Is::auxiliary) || a.is(i, Is::wh_word)) return false;
      if (is_punctuation(a, i, ';') || is_punctuation(a, i, ':')) return false;
    }
    return true;
  }
  bool verb_of_persons(const Analysis& a, uint32_t token, uint32_t end) const {
    for (uint32_t i = token + 1; i < std::min(token + 4, end); ++i) {
      if (!is_word(a, i)) return false;
      const std::string_view word = a.folded(i);
      if (listed(human_verbs_, word)) return true;
      if (a.resources.inflection)
        for (const auto& reading : a.resources.inflection->readings(word))
          if (listed(human_verbs_, reading.lemma)) return true;
      if ((a.classes(i) & (Is::auxiliary | Is::modal | Is::adverb | Is::negation)) == 0) return false;
    }
    return false;
  }
  bool nobody_near(const Analysis& a, const Pronoun& p, const std::vector<Person>& people, uint32_t paragraphs) const {
    const uint32_t from = window(a, p.token, paragraphs);
    const Sentence& s = a.sentences[a.sentence_of(p.token)];
    return !anybody(people, p.gender, from, p.token) && !animals_near(a, from, std::min(s.tokens.end, p.token + 150));
  }

  void report(const Analysis& a, const Pronoun& p, const Mention& antecedent, const RuleInfo* rule, Findings& out, bool sure = true) const {
    const Token& token = a.tokens[p.token];
    const std::string shown(a.document.slice(antecedent.span));
    Finding finding;
    finding.rule = rule;
    finding.span = token.span;
    // Somebody two paragraphs back leaves a doubt.
    finding.severity = sure ? rule->severity : std::min(rule->severity, Severity::minor);
    finding.confidence = rule->confidence;
    finding.message = "\"" + std::string(a.text(p.token)) + "\" for \"" + shown + "\", which is no person";
    finding.why = rule->why;
    finding.fixes.push_back({{{token.span, third_.written(a, p, third_.neuter())}}, Safety::review});
    // "they" would want another verb.
    if (p.which != Case::subject) finding.fixes.push_back({{{token.span, third_.written(a, p, third_.plural())}}, Safety::review});
    finding.related.push_back({antecedent.span, "what it seems to stand for"});
    out.add(std::move(finding));
  }

  const RuleInfo *rule_, *hint_;
  const std::vector<std::string> frames_, prepositions_, owned_, human_verbs_, generic_, role_words_, act_as_one_, ships_, thing_relatives_, deeds_, animals_,
      initials_of_persons_;
  const ThirdPerson& third_;
};

}  // namespace

std::unique_ptr<Check> make_pronoun_antecedent(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<PronounAntecedent>(book, facts);
  return check->usable() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
