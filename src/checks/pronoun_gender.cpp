// What it finds: he, him, his for a woman and she, her for a man, where the source says which it is.
// Why it matters: programs write "he" when they do not know. A wrong sex is the error readers notice first, and the person hurt most.
// How: it never resolves a pronoun. Everything in the aligned source sentence that tells a person's sex is collected (pronouns, owners'
// possessives, titles, nouns, names, past tenses, predicates); the pronoun is reported when all of it speaks against the pronoun,
// nothing speaks for it, and nobody else whom it could mean stands in the English sentence or the one before.
//   verb        "..., he wrote" for a verb that has the other sex in its ending: "napsala"
//   pronoun     the source has elle and no il
//   possessor   the source has dela and no dele
//   subject     a clause without a subject of its own whose verb or predicate has the other sex: "that is honest" with a feminine ending
//   person      the only person before the pronoun is a Mme, a Ministerin, an Olga
//   fronted     "In his speech, the minister": the only person of the sentence stands behind a possessive, as its subject
//   story       nothing in the sentence tells, but everybody named in it and in the two before is known by the source to be of the
//               other sex: by a noun there, or by a title, an office or a first name anywhere in the story
// What it leaves alone: kin (a mother says nothing of whose mother she is), names of both sexes, several people, quotations unless the evidence stands in one too.
// Fix safety: review.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/gender_words.h"
#include "checks/support.h"
#include "checks/third_person.h"

namespace wirecheck {
namespace {

// Somebody whom the pronoun could mean, as the English text shows him or her.
struct Candidate {
  const Mention* mention = nullptr;
  Gender gender = Gender::unknown;
};

// What the source tells of the people of one story, read sentence by sentence when it is asked for.
class SourceReader {
 public:
  SourceReader(const Analysis& a, const GenderWords& words) : a_(a), words_(words) {}
  // Null where it is not known which source sentences stand for this one.
  const std::vector<Evidence>* of(uint32_t sentence) {
    auto it = read_.find(sentence);
    if (it == read_.end()) {
      std::optional<std::vector<Evidence>> found;
      if (const auto range = a_.alignment->source_of(sentence)) {
        found.emplace();
        if (!range->empty())
          found = words_.read(*a_.original, {a_.original->sentences[range->begin].tokens.begin, a_.original->sentences[range->end - 1].tokens.end});
      }
      it = read_.emplace(sentence, std::move(found)).first;
    }
    return it->second ? &*it->second : nullptr;
  }
  const GenderWords& words() const { return words_; }

  // Of every bearer of a name: the first words that make it a man and a woman.
  struct Told {
    std::optional<Evidence> man, woman;
    uint32_t since = 0;   // the target's token with the first name that tells
  };
  std::map<uint32_t, Told> bearers;
  bool bearers_read = false;

 private:
  const Analysis& a_;
  const GenderWords& words_;
  std::map<uint32_t, std::optional<std::vector<Evidence>>> read_;
};

std::vector<std::string> column(const Facts& facts, std::string_view table) {
  std::vector<std::string> out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.push_back(row.front());
  std::sort(out.begin(), out.end());
  return out;
}

class PronounGender : public Check {
 public:
  PronounGender(const RuleBook& book, const Facts& facts)
      : rule_(book.find("pronoun-gender")), third_(facts.made<ThirdPerson>()), role_words_(column(facts, "pronouns.role_words")),
        generic_(column(facts, "pronouns.generic_persons")), before_places_(column(facts, "pronouns.before_places")) {}
  bool usable() const { return rule_ && third_.usable(); }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment) return;
    const GenderWords& words = a.original->resources.facts->made<GenderWords>();
    if (!words.usable()) return;
    const std::vector<Pronoun> pronouns = third_.find(a);
    if (pronouns.empty()) return;
    std::vector<bool> wrong(pronouns.size());
    SourceReader source(a, words);
    for (size_t n = 0; n < pronouns.size(); ++n) {
      const Pronoun& p = pronouns[n];
      const uint32_t s = a.sentence_of(p.token);
      if (a.tokens[p.token].is(Token::all_capitals) || paired_with_other(a, p)) continue;
      const std::vector<Evidence>* evidence = source.of(s);
      if (!evidence) continue;
      // An earlier pronoun of the same sex that stands is somebody this one may mean, too.
      bool licensed = false, consumed = false, half = false;
      size_t first = n, last = n + 1;   // the pronouns of this sentence
      while (first > 0 && a.sentence_of(pronouns[first - 1].token) == s) --first;
      while (last < pronouns.size() && a.sentence_of(pronouns[last].token) == s) ++last;
      for (size_t k = first; k < last; ++k) {
        if (k == n || a.tokens[pronouns[k].token].is(Token::in_quote) != a.tokens[p.token].is(Token::in_quote)) continue;
        if (pronouns[k].gender == p.gender) licensed = licensed || (k < n && !wrong[k]);
        // "elle" at the head of its clause is a subject, and only another subject can be its translation.
        else if (p.which != Case::subject || pronouns[k].which == Case::subject) consumed = true;
        else half = true;
      }
      if (licensed) continue;
      const bool before = n > 0 && !wrong[n - 1] && pronouns[n - 1].gender == p.gender && a.sentence_of(pronouns[n - 1].token) + 1 == s &&
                          a.sentences[s].block == a.sentences[s - 1].block;
      wrong[n] = look(a, p, *evidence, consumed, half, before, source, out);
    }
  }

 private:
  static bool listed(const std::vector<std::string>& list, std::string_view word) {
    return std::binary_search(list.begin(), list.end(), word);
  }

  bool look(const Analysis& a, const Pronoun& p, const std::vector<Evidence>& evidence, bool consumed, bool half, bool before, SourceReader& source,
            Findings& out) const {
    const Gender own = p.gender, other = ThirdPerson::opposite(own);
    const bool quoted = a.tokens[p.token].is(Token::in_quote);
    const bool kin_owned = p.which == Case::possessive && owns_kin(a, p);
    const auto find = [&](Gender gender, auto&&... clues) -> const Evidence* {
      for (const Evidence& e : evidence)
        if (e.gender == gender && ((e.clue == clues) || ...)) return &e;
      return nullptr;
    };
    const Candidate* none = nullptr;
    const std::vector<Candidate> people = candidates(a, p, 1);
    for (const Candidate& c : people)
      if (c.gender == own && c.mention->sentence == a.sentence_of(p.token)) return false;

    // The verb itself.
    if (p.which == Case::subject && !find(own, Clue::pronoun)) {
      const Evidence* bound = nullptr;
      bool both = false;
      for (const Evidence& e : evidence) {
        if (e.clue != Clue::past || !e.means || !is_verb_of(a, p.token, *e.means)) continue;
        if (e.gender == other) bound = &e;
        else both = true;
      }
      if (bound && !both && !consumed) return report(a, p, *bound, none, "the verb", out);
    }

    // Whatever speaks for the pronoun as it stands silences the rest.
    if (find(own, Clue::pronoun, Clue::possessor, Clue::title, Clue::noun, Clue::given, Clue::surname, Clue::past, Clue::predicate, Clue::apposed, Clue::maybe)) return false;
    if (!kin_owned && find(own, Clue::kin)) return false;
    const bool kin = find(other, Clue::kin) != nullptr;

    const auto same_world = [&](const Evidence* e) { return e && e->in_quote == quoted; };
    const Sentence& s = a.sentences[a.sentence_of(p.token)];
    const bool thing = has_thing_pronoun(a, s);
    if (!consumed && !(kin && p.which != Case::subject)) {
      const Evidence* e = find(other, Clue::pronoun);
      if (half && e && !heads_clause(*a.original, e->token)) e = nullptr;
      if (same_world(e) && !thing && few(people)) return report(a, p, *e, none, "the pronoun", out);
      if (half) return false;
      e = find(other, Clue::possessor);
      if (same_world(e) && !thing && p.which == Case::possessive && !kin) return report(a, p, *e, none, "the owner", out);
      if (p.which == Case::subject || p.which == Case::possessive) {
        for (const Evidence& v : evidence)
          if (v.gender == other && v.opens && v.in_quote == quoted && (v.clue == Clue::predicate || (v.clue == Clue::past && !thing)) && few(people))
            return report(a, p, v, none, "the verb", out);
      }
    }
    if (before) return false;
    if (by_person(a, p, evidence, people, out) || fronted(a, p, evidence, people, source, out)) return true;
    return !quoted && !consumed && !half && !kin && by_story(a, p, kin_owned, source, out);
  }

  // "In his speech, the minister said": a possessive before the only person of the sentence, its subject.
  bool fronted(const Analysis& a, const Pronoun& p, const std::vector<Evidence>& evidence, const std::vector<Candidate>& people, SourceReader& source,
               Findings& out) const {
    if (p.which != Case::possessive || !people.empty() || evidence.empty()) return false;
    const uint32_t s = a.sentence_of(p.token);
    const Mention* one = nullptr;
    for (auto it = first_mention(a, p.token); it != a.mentions.end() && it->sentence == s; ++it) {
      const Mention& m = *it;
      if ((m.kind != Kind::person && !(m.kind == Kind::unknown && m.entity != 0)) || m.plurality == Plurality::plural) continue;
      if (a.tokens[m.head].is(Token::in_quote) != a.tokens[p.token].is(Token::in_quote)) continue;
      if (m.gender == p.gender || has(a.classes(m.tokens.begin), Is::possessive) || a.is(m.tokens.begin, Is::possessive)) return false;
      if (one && (m.entity == 0 || m.entity != one->entity) && !apposed(a, *one, m)) return false;
      if (!one || m.entity != 0) one = &m;
    }
    if (!one || one->head - p.token > 25 || a.is(one->tokens.begin - 1, Is::preposition)) return false;
    // The owner must be the subject: here, or in the source, where no preposition stands before it.
    const auto nominative = [&](const Evidence& e) {
      return (e.clue == Clue::noun || e.clue == Clue::title) && source.words().without_preposition(*a.original, e.token);
    };
    if (!one->subject && std::none_of(evidence.begin(), evidence.end(), [&](const Evidence& e) { return e.gender != p.gender && nominative(e); })) return false;
    Pronoun behind = p;   // the whole name counts
    behind.token = one->tokens.end;
    return by_person(a, p, evidence, {{one, one->gender}}, out, behind.token);
  }
  static bool apposed(const Analysis& a, const Mention& x, const Mention& y) {
    return x.tokens.end + 1 >= y.tokens.begin || (x.tokens.end < a.tokens.size() && is_punctuation(a, x.tokens.end, ',') && y.tokens.begin == x.tokens.end + 1) ||
           (y.tokens.begin > 0 && is_punctuation(a, y.tokens.begin - 1, ','));
  }

  // Everybody in this sentence and the two before is of the other sex by what the source says.
  bool by_story(const Analysis& a, const Pronoun& p, bool kin_owned, SourceReader& source, Findings& out) const {
    constexpr uint32_t kBack = 2;
    const uint32_t s = a.sentence_of(p.token), first = s > kBack ? s - kBack : 0;
    std::vector<Candidate> people = candidates(a, p, kBack, true);
    people.erase(std::remove_if(people.begin(), people.end(), [&](const Candidate& c) { return is_own_subject(a, p, *c.mention); }), people.end());
    if (people.empty() || object_clitic(p) || of_its_own(a, p, *people.back().mention)) return false;
    const Gender other = ThirdPerson::opposite(p.gender);
    for (uint32_t k = first; k <= s; ++k) {
      const std::vector<Evidence>* evidence = source.of(k);
      if (!evidence) return false;
      for (const Evidence& e : *evidence)
        if (e.gender == p.gender && !(k == s && e.clue == Clue::kin && kin_owned)) return false;
    }
    for (uint32_t i = a.sentences[s].tokens.begin; i < p.token; ++i)
      if (is_word(a, i) && listed(generic_, a.folded(i)) && !a.is(i, Is::wh_word)) return false;
    std::optional<Evidence> seen;
    const Candidate* who = nullptr;
    for (const Candidate& c : people) {
      const Mention& m = *c.mention;
      if (c.gender == p.gender) return false;
      std::optional<Evidence> told;
      if (m.entity != 0) {
        const SourceReader::Told& bearer = told_of(a, m.entity, source);
        if (p.gender == Gender::masculine ? bearer.man.has_value() : bearer.woman.has_value()) return false;
        told = p.gender == Gender::masculine ? bearer.woman : bearer.man;
        // A surname before the full name may be somebody else's of that name.
        if (told && bearer.since > p.token) return false;
      } else {
        told = told_by_noun(a, m, other, people, source);
      }
      if (!told && !(c.gender == other && m.entity == 0)) return false;
      if (told && (!seen || m.entity == 0)) {
        seen = told;
        who = &c;
      }
    }
    return seen && report(a, p, *seen, who, "the source", out);
  }
  // "la embajadora" for "the ambassador": the only noun of its kind on both sides.
  std::optional<Evidence> told_by_noun(const Analysis& a, const Mention& m, Gender gender, const std::vector<Candidate>& people, SourceReader& source) const {
    for (const Candidate& c : people)
      if (c.mention != &m && c.mention->entity == 0 && c.mention->sentence == m.sentence) return std::nullopt;
    const std::vector<Evidence>* evidence = source.of(m.sentence);
    if (!evidence) return std::nullopt;
    for (const Evidence& e : *evidence)
      if (e.clue == Clue::noun && e.gender == gender && !e.in_quote && !is_capital(*a.original, e.token + 1)) return e;
    return std::nullopt;
  }
  // The name behind a first name, which may have two parts: "Anne-Sophie Garrigou".
  static uint32_t behind(const Analysis& o, uint32_t token) {
    uint32_t k = token + 1;
    while (k + 1 < o.tokens.size() && o.tokens[k].is(Token::hyphen_glued)) k += 2;
    return k;
  }
  const SourceReader::Told& told_of(const Analysis& a, uint32_t entity, SourceReader& source) const {
    if (!source.bearers_read) {
      source.bearers_read = true;
      for (const Mention& m : a.mentions) {
        if (m.entity == 0 || (m.kind != Kind::person && m.kind != Kind::unknown)) continue;
        const std::vector<Evidence>* evidence = source.of(m.sentence);
        if (!evidence) continue;
        const std::vector<Candidate> alone{{&m, m.gender}};
        for (const Evidence& e : *evidence) {
          const bool names = e.clue == Clue::given || e.clue == Clue::surname, before = e.clue == Clue::title || e.clue == Clue::noun;
          if (!names && !before) continue;
          // A first name is that of its bearer alone: the surname behind it must be there, too.
          const bool fits = e.clue == Clue::given ? named(a, m.tokens.end, alone, e.token) && named(a, m.tokens.end, alone, behind(*a.original, e.token))
                            : names               ? named(a, m.tokens.end, alone, e.token)
                                                  : named(a, m.tokens.end, alone, e.token + 1, 3);
          if (!fits) continue;
          SourceReader::Told& told = source.bearers[m.entity];
          std::optional<Evidence>& slot = e.gender == Gender::masculine ? told.man : told.woman;
          if (!told.man && !told.woman) told.since = m.head;
          if (!slot) slot = e;
        }
      }
    }
    return source.bearers[entity];
  }

  // The only person before the pronoun is one of the other sex in the source.
  bool by_person(const Analysis& a, const Pronoun& p, const std::vector<Evidence>& evidence, const std::vector<Candidate>& people, Findings& out,
                 uint32_t until = 0) const {
    if (until == 0) until = p.token;
    const Gender other = ThirdPerson::opposite(p.gender);
    const Candidate* one = nullptr;
    for (const Candidate& c : people) {
      if (one && !same(*one->mention, *c.mention)) return false;
      if (!one || c.mention->gender != Gender::unknown) one = &c;
    }
    if (!one || one->mention->sentence != a.sentence_of(p.token)) return false;
    if (until == p.token && (of_its_own(a, p, *one->mention) || object_clitic(p))) return false;
    if (until == p.token && is_own_subject(a, p, *one->mention)) return false;
    const bool name = one->mention->entity != 0;
    for (const Evidence& e : evidence) {
      if (e.gender != other || e.in_quote != a.tokens[p.token].is(Token::in_quote)) continue;
      bool fits = false;
      switch (e.clue) {
        case Clue::given: fits = name && named(a, until, people, e.token); break;
        case Clue::surname: fits = name && named(a, until, people, e.token); break;
        case Clue::title: case Clue::noun:
          // "la ministra Olga Prieto" is the name's bearer; a noun alone stands for a noun.
          if (is_capital(*a.original, e.token + 1)) fits = name ? named(a, until, people, e.token + 1, 3) : e.clue == Clue::noun;
          else if (name && e.clue == Clue::noun && behind_name(*a.original, e.token)) fits = named(a, until, people, e.token - 2);   // "Lim Soon, director"
          else fits = e.clue == Clue::noun && !name;
          break;
        case Clue::apposed: fits = one->mention->subject; break;
        case Clue::past:   // "Pavel Malik se stal": the name before the verb
          fits = name && e.subject != 0 && named(a, until, people, e.subject);
          break;
        default: break;
      }
      if (fits) return report(a, p, e, one, "the source", out);
    }
    return false;
  }
  // The first word of its sentence, or right behind a mark.
  static bool heads_clause(const Analysis& o, uint32_t token) {
    return o.tokens[token].is(Token::sentence_first) || (token > 0 && o.tokens[token - 1].kind == TokenKind::punctuation && !o.tokens[token - 1].is(Token::hyphen_glued));
  }
  // "Lim Soon, director general": a noun without its article between commas.
  static bool behind_name(const Analysis& o, uint32_t token) {
    return token >= 2 && is_punctuation(o, token - 1, ',') && is_capital(o, token - 2) && o.sentence_of(token - 2) == o.sentence_of(token);
  }
  // "her" for la and l', which look like articles: nobody can tell them from the words of the source.
  static bool object_clitic(const Pronoun& p) { return p.which == Case::object && p.gender == Gender::feminine; }
  // "the boy she was with", "the man that she knew".
  static bool of_its_own(const Analysis& a, const Pronoun& p, const Mention& m) {
    if (p.which != Case::subject) return false;
    return p.token == m.tokens.end || (p.token == m.tokens.end + 1 && (a.classes(m.tokens.end) & (Is::wh_word | Is::conjunction)) != 0 && m.entity == 0);
  }
  // Subject and object of one clause are two people or things.
  static bool is_own_subject(const Analysis& a, const Pronoun& p, const Mention& m) {
    if (p.which != Case::object || !(m.subject || a.is(m.tokens.end, Is::auxiliary)) || m.sentence != a.sentence_of(p.token)) return false;
    for (auto it = first_mention(a, m.head + 1); it != a.mentions.end() && it->head < p.token; ++it)
      if (it->subject) return false;
    return true;
  }
  static bool is_capital(const Analysis& a, uint32_t token) {
    return token < a.tokens.size() && is_word(a, token) && a.tokens[token].is(Token::capital);
  }
  // Does one of the source's `count` tokens from `token` on stand in the candidates' names?
  bool named(const Analysis& a, uint32_t until, const std::vector<Candidate>& people, uint32_t token, uint32_t count = 1) const {
    for (uint32_t k = token; k < token + count && is_capital(*a.original, k); ++k) {
      const std::string wanted = skeleton(a, a.original->text(k));
      for (const Candidate& c : people)
        for (uint32_t i = c.mention->tokens.begin; i < std::min(c.mention->tokens.end, until); ++i)
          if (is_word(a, i) && a.tokens[i].is(Token::capital) && akin(wanted, skeleton(a, a.text(i)))) return true;
    }
    return false;
  }
  // A name without what alphabets, endings and romanisations make of it.
  static std::string skeleton(const Analysis& a, std::string_view name) {
    std::string out = a.resources.latin ? (*a.resources.latin)(name) : utf8::fold(name);
    for (char& c : out) c = c == 'c' || c == 'q' ? 'k' : c == 'w' ? 'v' : c == 'y' || c == 'j' ? 'i' : c;
    return out;
  }
  static bool akin(const std::string& x, const std::string& y) {
    const size_t n = std::min(x.size(), y.size());
    constexpr size_t kStem = 3;
    if (n < kStem) return x == y;
    size_t same = 0;
    while (same < n && x[same] == y[same]) ++same;
    return same >= kStem && same + 3 >= n && std::max(x.size(), y.size()) - same <= 4;
  }

  static bool few(const std::vector<Candidate>& people) {
    for (const Candidate& c : people)
      if (!same(*people.front().mention, *c.mention)) return false;
    return true;
  }
  static bool same(const Mention& x, const Mention& y) { return &x == &y || (x.entity != 0 && x.entity == y.entity); }

  static std::vector<Mention>::const_iterator first_mention(const Analysis& a, uint32_t token) {
    return std::lower_bound(a.mentions.begin(), a.mentions.end(), token, [](const Mention& m, uint32_t t) { return m.head < t; });
  }
  // People before the pronoun in its sentence and the `back` before it (of its paragraph, or `across` paragraphs), without those it
  // owns and what is said of somebody.
  std::vector<Candidate> candidates(const Analysis& a, const Pronoun& p, uint32_t back, bool across = false) const {
    std::vector<Candidate> out;
    const uint32_t s = a.sentence_of(p.token);
    uint32_t first = s;
    for (; back > 0 && first > 0 && (across || a.sentences[first - 1].block == a.sentences[s].block); --back) --first;
    const Mention* last = nullptr;
    auto it = first_mention(a, a.sentences[first].tokens.begin);
    for (; it != a.mentions.end() && it->head < p.token; ++it) {
      const Mention& m = *it;
      // A name before its noun: "the Riga chairman".
      if (it + 1 != a.mentions.end() && (it + 1)->tokens.begin <= m.tokens.begin && (it + 1)->head > m.head && (it + 1)->head < p.token &&
          !a.tokens[m.tokens.end].is(Token::clitic)) continue;
      const Mention* previous = last;
      last = &m;
      if (m.kind != Kind::person && !(m.kind == Kind::unknown && m.entity != 0)) continue;
      // "in Lugo": a place, whatever its name.
      if (m.kind == Kind::unknown && m.tokens.begin > 0 && is_word(a, m.tokens.begin - 1) && listed(before_places_, a.folded(m.tokens.begin - 1))) continue;
      if (m.plurality == Plurality::plural || a.tokens[m.head].is(Token::in_quote) != a.tokens[p.token].is(Token::in_quote)) continue;
      if (has(a.classes(m.tokens.begin), Is::possessive)) continue;
      const uint32_t begin = m.tokens.begin;
      if (begin > 0 && is_word(a, begin - 1)) {
        if (a.is(begin - 1, Is::possessive)) continue;
        if (m.entity == 0 && (a.is(begin - 1, Is::auxiliary) || listed(role_words_, a.folded(begin - 1)))) continue;
      }
      // In apposition: "Ana Popa, the chairman".
      if (previous && previous->tokens.end + 1 == begin && is_punctuation(a, previous->tokens.end, ',') && previous->sentence == m.sentence &&
          (previous->kind == Kind::person || previous->kind == Kind::unknown) && (m.entity == 0) != (previous->entity == 0)) {
        if (m.entity == 0) continue;
        if (!out.empty() && out.back().mention == previous) out.pop_back();
      }
      out.push_back({&m, m.gender});
    }
    return out;
  }

  bool owns_kin(const Analysis& a, const Pronoun& p) const {
    for (uint32_t i = p.token + 1; i < std::min<uint32_t>(p.token + 4, a.tokens.size()); ++i) {
      if (!is_word(a, i)) return false;
      if (a.is(i, Is::kin) || a.is(i, Is::person)) return true;
    }
    return false;
  }
  // The finite verb behind a pronoun: auxiliaries and adverbs may stand between.
  static bool is_verb_of(const Analysis& a, uint32_t token, const std::vector<std::string>& lemmas) {
    for (uint32_t i = token + 1; i < std::min<uint32_t>(token + 5, a.tokens.size()); ++i) {
      if (!is_word(a, i)) return false;
      const std::string_view word = a.folded(i);
      if (std::find(lemmas.begin(), lemmas.end(), word) != lemmas.end()) return true;
      if (a.resources.inflection)
        for (const auto& reading : a.resources.inflection->readings(word))
          if (std::find(lemmas.begin(), lemmas.end(), reading.lemma) != lemmas.end()) return true;
      if ((a.classes(i) & (Is::auxiliary | Is::modal | Is::adverb | Is::negation)) == 0) return false;
    }
    return false;
  }
  // "it" or "its": what the source's pronoun of that gender may have become.
  bool has_thing_pronoun(const Analysis& a, const Sentence& s) const {
    for (uint32_t i = s.tokens.begin; i < s.tokens.end; ++i)
      if ((a.classes(i) & (Is::pronoun | Is::possessive)) && (a.folded(i) == third_.neuter()[0] || a.folded(i) == third_.neuter()[2])) return true;
    return false;
  }

  bool report(const Analysis& a, const Pronoun& p, const Evidence& e, const Candidate* person, std::string_view what, Findings& out) const {
    const Token& token = a.tokens[p.token];
    const Token& seen = a.original->tokens[e.token];
    Finding finding;
    finding.rule = rule_;
    finding.span = token.span;
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    const std::string word(a.original->text(seen));
    const std::string sex = e.gender == Gender::feminine ? "a woman" : "a man";
    finding.message = "\"" + std::string(a.text(p.token)) + "\" where " + std::string(what) + " \"" + word + "\"" + (what == "the source" ? " means " : " has ") + sex;
    finding.why = rule_->why;
    finding.fixes.push_back({{{token.span, third_.other(a, p)}}, Safety::review});
    finding.source = seen.span;
    if (person) finding.related.push_back({person->mention->span, "who is meant"});
    out.add(std::move(finding));
    return true;
  }

  const RuleInfo* rule_;
  const ThirdPerson& third_;
  const std::vector<std::string> role_words_, generic_, before_places_;
};

}  // namespace

std::unique_ptr<Check> make_pronoun_gender(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<PronounGender>(book, facts);
  return check->usable() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
