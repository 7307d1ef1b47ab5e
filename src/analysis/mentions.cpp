// Mentions: every noun phrase whose head the facts know, and every name. A head is the last noun of its compound ("defense
// ministry spokesman"), a person noun that is as often an adjective or a thing counts only where its neighbours make it a noun.
// A subject is the first phrase of a clause, after adverbials, or what follows the verb of an attribution ("...," said the mayor).
#include <algorithm>

#include "analysis/phrases.h"
#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr Classes kNoun = Is::person | Is::body | Is::place_noun | Is::event | Is::thing;
constexpr Classes kVerbal = Is::auxiliary | Is::modal;
constexpr Classes kBreaks = Is::preposition | Is::conjunction | Is::auxiliary | Is::modal | Is::wh_word | Is::pronoun;
constexpr uint32_t kLongestBefore = 6;  // words between a determiner and its noun

class MentionFinder {
 public:
  explicit MentionFinder(Analysis& analysis) : a_(analysis) {
    for (const char* table : {"closed-class.articles", "closed-class.pronouns"})
      for (const auto& row : a_.resources.facts->table(table))
        if (!row.empty() && (row.front() == "definite" || row.front() == "demonstrative"))
          for (size_t k = 1; k < row.size(); ++k) definite_words_.push_back(a_.resources.vocabulary->find(row[k]));
    for (const auto& row : a_.resources.facts->table("closed-class.conjunctions"))
      if (!row.empty() && row.front() == "coordinating")
        for (size_t k = 1; k < row.size(); ++k) coordinators_.push_back(a_.resources.vocabulary->find(row[k]));
  }

  void run() {
    a_.mentions.reserve(a_.tokens.size() / 6);
    for (uint32_t s = 0; s < a_.sentences.size(); ++s) sentence(s);
  }

 private:
  const Token& token(uint32_t i) const { return a_.tokens[i]; }
  bool word(uint32_t i) const { return token(i).kind == TokenKind::word && !token(i).is(Token::clitic); }
  bool mark(uint32_t i, char c) const {
    return token(i).kind == TokenKind::punctuation && token(i).span.size() == 1 && a_.text(i).front() == c;
  }
  bool quote_mark(uint32_t i) const {
    return token(i).kind == TokenKind::punctuation && utf8::is_quote(utf8::at(a_.text(i), 0));
  }

  void sentence(uint32_t index) {
    range_ = a_.sentences[index].tokens;
    const auto first = static_cast<uint32_t>(a_.mentions.size());
    for (uint32_t i = range_.begin; i < range_.end;) i = look(i, index);
    find_subjects(first);
  }

  uint32_t look(uint32_t i, uint32_t sentence) {
    if (const uint16_t n = token(i).name) {
      const Name& name = a_.names[n - 1];
      Mention m;
      m.tokens = {begin_of(name.tokens.begin, true, name.kind == Kind::person), name.tokens.end};
      m.head = name.tokens.end - 1;
      m.kind = name.kind;
      m.gender = name.gender;
      m.plurality = plurality_of_name(name);
      m.entity = name.entity;
      m.definite = true;
      // "the Sorbonne spokesman": a name before its noun is part of that noun's phrase and still a mention of its own.
      add(m, sentence);
      return std::max(name.tokens.end, i + 1);
    }
    if (!word(i)) return i + 1;
    uint32_t length = 1;
    Classes c = noun_at(i, length);
    if (!c) return i + 1;
    // The last noun of a compound is its head.
    uint32_t head = i + length - 1;
    Classes head_classes = c;
    for (uint32_t k = i + length; k < range_.end && word(k) && !token(k).is(Token::capital) && !token(k).name;) {
      uint32_t more = 1;
      const Classes next = noun_at(k, more);
      if (!next || is_verb_here(k, more)) break;
      head = k + more - 1;
      head_classes = next;
      k += more;
    }
    if (!is_noun_here(i, head, head_classes)) return head + 1;
    // "President Ilham Aliyev" is one mention, the name's.
    if (has(head_classes, Is::person) && !has(head_classes, Is::plural) && person_name_at(head + 1)) return head + 1;
    Mention m;
    m.head = head;
    m.tokens = {begin_of(i, false, false), head + 1};
    m.kind = kind_of(head_classes);
    m.gender = has(head_classes, Is::masculine) == has(head_classes, Is::feminine) ? Gender::unknown
               : has(head_classes, Is::masculine)                                    ? Gender::masculine
                                                                                     : Gender::feminine;
    if (m.kind != Kind::person) m.gender = Gender::unknown;
    const bool singular = has(head_classes, Is::singular), plural = has(head_classes, Is::plural);
    m.plurality = singular == plural ? Plurality::unknown : singular ? Plurality::singular : Plurality::plural;
    if (counted(m.tokens)) m.plurality = Plurality::plural;
    m.definite = definite(m.tokens);
    add(m, sentence);
    return head + 1;
  }

  void add(Mention m, uint32_t sentence) {
    m.span = a_.span(m.tokens);
    m.sentence = sentence;
    a_.mentions.push_back(m);
  }

  // The noun classes of a phrase or word at `i`; `length` in tokens.
  Classes noun_at(uint32_t i, uint32_t& length) const {
    const PhraseMatch phrase = longest_phrase(a_, i, range_.end, kNoun);
    if (phrase.length) {
      length = phrase.length;
      return phrase.classes;
    }
    length = 1;
    const Classes c = a_.classes(i);
    if (has(c, Is::demonym) && has(c, Is::plural)) return Is::person | Is::plural;  // "the Armenians"
    if ((c & kNoun) == 0 || has(c, Is::metonym)) return 0;
    // A function word that is also listed as a noun ("second", "will") is one only with a determiner right before it.
    constexpr Classes kFunction = Is::preposition | Is::conjunction | Is::auxiliary | Is::modal | Is::pronoun | Is::determiner | Is::negation;
    if ((c & kFunction) && !(i > range_.begin && has(a_.classes(i - 1), Is::determiner))) return 0;
    return c;
  }
  bool person_name_at(uint32_t i) const {
    return i < range_.end && token(i).name != 0 && a_.names[token(i).name - 1].kind == Kind::person;
  }
  static Kind kind_of(Classes c) {
    if (has(c, Is::person)) return Kind::person;
    if (has(c, Is::body)) return Kind::body;
    if (has(c, Is::place_noun)) return Kind::place;
    if (has(c, Is::event)) return Kind::event;
    return Kind::thing;
  }
  Plurality plurality_of_name(const Name& name) const {
    uint32_t length = name.tokens.size();
    Classes c = a_.classes(name.tokens.end - 1);
    if (length > 1) {
      const PhraseMatch phrase = longest_phrase(a_, name.tokens.begin, name.tokens.end, Is::metonym | Is::place);
      if (phrase.length == length) c = phrase.classes;
      else if (name.kind == Kind::person) return Plurality::singular;
    }
    if (name.kind == Kind::body || name.kind == Kind::unknown)
      if (has(c, Is::plural) && !has(c, Is::singular)) return Plurality::plural;
    return Plurality::singular;
  }

  // A noun form that is the verb of its clause: "the ministry plans to", "police report that".
  bool is_verb_here(uint32_t k, uint32_t length) const {
    const uint32_t next = k + length;
    if (next >= range_.end || !word(next) || length > 1) return false;
    const Classes c = a_.classes(next);
    return (c & (Is::determiner | Is::possessive | Is::pronoun)) != 0 && !token(next).is(Token::capital);
  }
  // Ambiguous person nouns want a determiner before them and no noun after them: "the accused said", not "the accused man".
  bool is_noun_here(uint32_t first, uint32_t head, Classes c) const {
    if (!has(c, Is::person) || !has(c, Is::ambiguous)) return true;
    if (has(c, Is::plural) && !has(c, Is::singular)) return true;
    const uint32_t next = head + 1;
    if (next < range_.end && word(next)) {
      uint32_t length = 1;
      if (!token(next).name && noun_at(next, length) && !is_verb_here(next, length)) return false;
    }
    if (next < range_.end && token(next).is(Token::hyphen_glued)) return false;
    for (uint32_t n = 0, i = first; n <= kLongestBefore && i-- > range_.begin; ++n) {
      if (token(i).is(Token::clitic)) return true;
      if (!word(i)) return token(i).is(Token::hyphen_glued);
      const Classes before = a_.classes(i);
      if (before & (Is::determiner | Is::possessive)) return true;
      if (before & kBreaks) return false;
    }
    return person_name_at(next);  // "striker Azevedo"
  }

  // Where the noun phrase begins: back over adjectives, nouns and names to a determiner, a possessive or a number.
  uint32_t begin_of(uint32_t i, bool is_name, bool is_person) const {
    uint32_t floor = range_.begin;
    if (!a_.mentions.empty() && a_.mentions.back().tokens.begin >= range_.begin) {
      const Range before = a_.mentions.back().tokens;  // only a name right before a noun belongs to its phrase
      floor = before.end == i && token(i - 1).name ? before.begin : before.end;
    }
    uint32_t begin = i;
    bool determined = false;
    for (uint32_t n = 0; n <= kLongestBefore && begin > range_.begin; ++n) {
      const uint32_t k = begin - 1;
      const Token& t = token(k);
      if (t.is(Token::clitic)) {  // Turkey's president: the owner belongs to the phrase
        if (k == range_.begin || !word(k - 1)) break;
        if (token(k - 1).name) begin = std::max(a_.names[token(k - 1).name - 1].tokens.begin, range_.begin);
        else begin = k - 1;
        if (begin > range_.begin && word(begin - 1) && (a_.classes(begin - 1) & (Is::determiner | Is::possessive))) --begin;
        return begin;
      }
      if (k < floor) break;
      const Classes c = a_.classes(k);
      if (t.is(Token::hyphen_glued) || t.kind == TokenKind::number) { begin = k; continue; }
      if (t.kind != TokenKind::word || has(c, Is::wh_word)) break;
      if (c & (Is::determiner | Is::possessive)) {
        if (is_name && has(c, Is::conjunction)) break;
        begin = k;
        determined = true;
        continue;  // "all the", "both his"
      }
      if (determined || (c & (kBreaks | Is::speech_verb | Is::adverb))) break;
      if (is_name && is_person && (c & (Is::person | Is::office_title | Is::title | Is::demonym)) == 0 && t.name == 0 && !t.is(Token::capital)) break;
      begin = k;
    }
    if (determined || is_person) return begin;
    // Without a determiner the words before are not known to belong here, but for numbers and adjectives of peoples.
    uint32_t k = i;
    while (k > begin && (has(a_.classes(k - 1), Is::demonym) || has(a_.classes(k - 1), Is::cardinal) || token(k - 1).kind == TokenKind::number)) --k;
    return k;
  }
  bool definite(Range r) const {
    for (uint32_t i = r.begin; i < r.end; ++i) {
      const Classes c = a_.classes(i);
      if (has(c, Is::possessive) || token(i).is(Token::clitic)) return true;
      if (has(c, Is::determiner)) return std::find(definite_words_.begin(), definite_words_.end(), token(i).word) != definite_words_.end();
    }
    return false;
  }
  // "two ministers" is plain; "two police" and "three million" make a plural of any noun.
  bool counted(Range r) const {
    for (uint32_t i = r.begin; i + 1 < r.end; ++i)
      if (has(a_.classes(i), Is::cardinal) && a_.resources.facts->value(token(i).word).value_or(1) > 1) return true;
    return false;
  }

  // ---- subjects -----------------------------------------------------------------------------------------------------------
  void find_subjects(uint32_t first) {
    uint32_t clause = range_.begin, seen = range_.begin;  // no clause starts between the two
    for (uint32_t m = first; m < a_.mentions.size(); ++m) {
      Mention& mention = a_.mentions[m];
      // A name inside the phrase of the next noun: "the Karabakh army".
      if (m + 1 < a_.mentions.size() && a_.mentions[m + 1].tokens.begin <= mention.tokens.begin) continue;
      const uint32_t begin = mention.tokens.begin;
      while (clause < begin && !starts_at(clause, begin)) {
        const uint32_t next = next_clause(std::max(clause, seen), begin);
        if (next >= range_.end) {
          seen = begin - 1;
          break;
        }
        clause = next;
      }
      if (clause <= begin && starts_at(clause, begin)) {
        // "Turkey's president": the owner is no subject.
        mention.subject = mention.tokens.end >= range_.end || !token(mention.tokens.end).is(Token::clitic);
      } else if (begin > range_.begin + 1 && word(begin - 1) && has(a_.classes(begin - 1), Is::speech_verb) &&
                 (quote_mark(begin - 2) || mark(begin - 2, ','))) {
        mention.subject = true;  // "...," said the mayor
      }
    }
  }
  // Does nothing but adverbials stand between the clause's start and `begin`?
  bool starts_at(uint32_t clause, uint32_t begin) const {
    constexpr uint32_t kLongestAdverbial = 60;
    if (begin - clause > kLongestAdverbial) return false;
    uint32_t i = clause;
    while (i < begin) {
      const Classes c = a_.classes(i);
      const Token& t = token(i);
      if (quote_mark(i) || mark(i, ',')) { ++i; continue; }
      if (t.kind != TokenKind::word) return false;
      if ((c & (Is::conjunction | Is::adverb | Is::wh_word)) && (c & (Is::auxiliary | Is::modal | Is::preposition)) == 0) { ++i; continue; }
      if (has(c, Is::preposition) || has(c, Is::weekday) || t.kind == TokenKind::number) {  // "In Ankara," "On Friday,"
        uint32_t k = i + 1;
        while (k < begin && !mark(k, ',')) ++k;
        if (k >= begin) return false;
        i = k + 1;
        continue;
      }
      return false;
    }
    return true;
  }
  // The next place after `clause` where a clause may start: behind a comma with a conjunction, a conjunction, a quotation mark.
  uint32_t next_clause(uint32_t clause, uint32_t limit) const {
    for (uint32_t i = clause + 1; i < limit; ++i) {
      const Classes c = a_.classes(i);
      if (mark(i, ';') || mark(i, ':')) return i + 1;
      if (quote_mark(i) && (mark(i - 1, ',') || mark(i - 1, ':'))) return i + 1;
      if (!word(i) || (c & (Is::conjunction | Is::wh_word)) == 0 || has(c, Is::preposition)) continue;
      // "Armenia and Azerbaijan": a coordinator joins clauses only behind a comma.
      const bool joins = std::find(coordinators_.begin(), coordinators_.end(), token(i).word) != coordinators_.end();
      if (!joins || mark(i - 1, ',') || quote_mark(i - 1)) return i;
    }
    return range_.end;
  }

  Analysis& a_;
  Range range_;
  std::vector<WordId> coordinators_;
  std::vector<WordId> definite_words_;  // the article and the demonstratives
};

}  // namespace

void find_mentions(Analysis& analysis) { MentionFinder(analysis).run(); }

}  // namespace wirecheck
