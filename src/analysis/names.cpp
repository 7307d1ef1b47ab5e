// Names: maximal runs of capitalised words, split at titles and demonyms, told apart by what the facts and the text around
// them say, and linked: a surname alone is the bearer of the full name that the story has.
//   Armenian Prime Minister Nikol Pashinyan -> "Nikol Pashinyan", a person      Ministry of Defense -> one name, a body
//   UN Secretary-General Antonio Guterres   -> "UN", "Antonio Guterres"         Mohammed bin Salman, Kim Jong-un, J. K. Rowling
// Where a capital proves nothing (the first word of a sentence or quotation, a title-case line) a name needs evidence.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "analysis/phrases.h"
#include "analysis/stages.h"
#include "core/fingerprint.h"
#include "core/utf8.h"
#include "core/word_set.h"

namespace wirecheck {
namespace {

constexpr Classes kFunction = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction | Is::auxiliary |
                              Is::modal | Is::wh_word | Is::negation | Is::adverb | Is::stop_word | Is::cardinal | Is::ordinal;
constexpr Classes kKnownName = Is::place | Is::country | Is::government | Is::metonym | Is::outlet | Is::agency | Is::service;
constexpr Classes kTitle = Is::title | Is::office_title;
constexpr Classes kHead = Is::body | Is::place_noun | Is::event;
constexpr Classes kTime = Is::month | Is::weekday;
constexpr uint32_t kMaxNames = 65534;

// Words as names have them, with their capitals.
struct NameWords {
  explicit NameWords(const Facts& facts)
      : particles(row(facts, "names.particles")), leading(row(facts, "names.leading")), suffixes(row(facts, "names.suffixes")),
        company_ends(row(facts, "names.company_ends")), joining(row(facts, "names.joining")), exact(row(facts, "bodies.metonyms_exact")) {}
  static WordSet row(const Facts& facts, std::string_view table) {
    WordSet out;
    for (const auto& row : facts.table(table))
      if (!row.empty()) out.add(row.front());
    out.seal();
    return out;
  }
  WordSet particles, leading, suffixes, company_ends, joining, exact;
};

class NameFinder {
 public:
  explicit NameFinder(Analysis& analysis)
      : a_(analysis), words_(analysis.resources.facts->made<NameWords>()) {}

  void run() {
    collect_evidence();
    for (const Sentence& s : a_.sentences) sentence(s);
    link();
    for (uint32_t n = 0; n < a_.names.size() && n < kMaxNames; ++n)
      for (uint32_t t = a_.names[n].tokens.begin; t < a_.names[n].tokens.end; ++t) a_.tokens[t].name = static_cast<uint16_t>(n + 1);
  }

 private:
  struct Found {
    bool titled = false;   // a title stands before it
    uint32_t before = 0;   // the first token of title and adjectives that belong to it
  };

  const Token& token(uint32_t i) const { return a_.tokens[i]; }
  bool word(uint32_t i) const { return token(i).kind == TokenKind::word; }
  bool capital(uint32_t i) const { return word(i) && token(i).is(Token::capital) && !token(i).is(Token::clitic); }
  bool lower_word(uint32_t i) const { return word(i) && !token(i).is(Token::capital) && !token(i).is(Token::clitic); }
  bool listed(const WordSet& list, uint32_t i) const { return list.has(a_.text(i)); }
  bool mark(uint32_t i, char c) const {
    return token(i).kind == TokenKind::punctuation && token(i).span.size() == 1 && a_.text(i).front() == c;
  }
  bool quote_mark(uint32_t i) const {
    return token(i).kind == TokenKind::punctuation && utf8::is_quote(utf8::at(a_.text(i), 0));
  }
  // A capital here may be due to the place and not to the word.
  bool weak(uint32_t i) const {
    if (title_case_ || token(i).is(Token::sentence_first) || i == sentence_.begin) return true;
    const Token& before = token(i - 1);
    if (before.kind == TokenKind::word || before.kind == TokenKind::number || before.kind == TokenKind::address) return false;
    return !mark(i - 1, ',') && !before.is(Token::hyphen_glued);
  }
  bool is_title_case(Range range) const {
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = range.begin; i < range.end; ++i) {
      if (!word(i) || token(i).is(Token::clitic) || token(i).span.size() < 4) continue;
      ++words;
      capitals += token(i).is(Token::capital);
    }
    return words >= 4 && capitals * 10 >= words * 7;
  }

  // Words that carry a capital where nothing but their being a name asks for one.
  void collect_evidence() {
    for (const Sentence& s : a_.sentences) {
      sentence_ = s.tokens;
      title_case_ = is_title_case(s.tokens);
      if (title_case_) continue;
      for (uint32_t i = s.tokens.begin + 1; i < s.tokens.end; ++i)
        if (capital(i) && !weak(i) && (a_.classes(i) & kFunction) == 0) evidence_.push_back(a_.text(i));
    }
    std::sort(evidence_.begin(), evidence_.end());
    evidence_.erase(std::unique(evidence_.begin(), evidence_.end()), evidence_.end());
  }
  bool evident(uint32_t i) const { return std::binary_search(evidence_.begin(), evidence_.end(), a_.text(i)); }

  void sentence(const Sentence& s) {
    sentence_ = s.tokens;
    title_case_ = is_title_case(s.tokens);
    for (uint32_t i = s.tokens.begin; i < s.tokens.end;) {
      if (!word(i) || token(i).is(Token::clitic)) {
        ++i;
        continue;
      }
      if (!token(i).is(Token::capital)) {
        const uint32_t first = listed(words_.leading, i) ? after_particles(i, s.tokens.end) : i;
        if (first == i || weak(first)) {
          ++i;
          continue;
        }
        const uint32_t end = run_end(first + 1, s.tokens.end);
        core({i, end}, false, 0, i);
        i = end;
        continue;
      }
      if (is_time(i, s.tokens)) {  // "On Monday Macron": the day is no part of the name
        ++i;
        continue;
      }
      const uint32_t end = run_end(i + 1, s.tokens.end);
      i = std::max(run(i, end), i + 1);
    }
  }

  bool is_time(uint32_t i, Range sentence) const {
    const Classes c = a_.classes(i);
    if (has(c, Is::weekday)) return true;
    if (!has(c, Is::month)) return false;
    if (i + 1 < sentence.end && token(i + 1).kind == TokenKind::number) return true;
    return i > sentence.begin && has(a_.classes(i - 1), Is::preposition);
  }
  // Past lower-case particles (and the hyphen or apostrophe that glues one) if a capitalised word follows, else `i`.
  uint32_t after_particles(uint32_t i, uint32_t end) const {
    uint32_t k = i;
    for (int n = 0; n < 3 && k < end && lower_word(k) && listed(words_.particles, k); ++n) {
      ++k;
      if (k < end && token(k).is(Token::hyphen_glued)) ++k;
    }
    return k > i && k < end && capital(k) ? k : i;
  }

  // `i` stands behind a capitalised word that belongs to the run.
  uint32_t run_end(uint32_t i, uint32_t end) const {
    while (i < end) {
      if (token(i).is(Token::hyphen_glued)) {
        if (i + 1 >= end) return i;
        if (capital(i + 1)) { i += 2; continue; }
        // Ban Ki-moon: the second half of a given name in two syllables.
        if (i >= sentence_.begin + 2 && capital(i - 2) && lower_word(i + 1) && token(i + 1).span.size() <= 5 &&
            token(i + 1).word == kNoWord) { i += 2; continue; }
        // Saint-Denis-sur-Loire, Port-au-Prince
        if (lower_word(i + 1) && listed(words_.particles, i + 1) && i + 3 < end && token(i + 2).is(Token::hyphen_glued) && capital(i + 3)) {
          i += 4;
          continue;
        }
        return i;
      }
      if (token(i).kind == TokenKind::symbol && a_.text(i) == "&" && i + 1 < end && capital(i + 1)) { i += 2; continue; }
      if (!word(i) || token(i).is(Token::clitic)) return i;
      if (capital(i)) {
        if (has(a_.classes(i), Is::weekday)) return i;
        ++i;
        continue;
      }
      const uint32_t next = after_particles(i, end);
      if (next == i || is_only_function(i, next)) {
        const uint32_t joined = after_of(i, end);
        if (joined == i) return i;
        i = joined + 1;
        continue;
      }
      i = next + 1;
    }
    return i;
  }
  // "a" and "y" may be particles; English words are not taken for them.
  bool is_only_function(uint32_t from, uint32_t to) const {
    for (uint32_t k = from; k < to; ++k)
      if (word(k) && (a_.classes(k) & (Is::determiner | Is::pronoun | Is::conjunction)) == 0) return false;
    return true;
  }
  // Ministry of Defense, Court of the Republic: a head noun with a capital draws the name behind its preposition in.
  uint32_t after_of(uint32_t i, uint32_t end) const {
    if (!lower_word(i) || !listed(words_.joining, i)) return i;
    if (i == 0 || (a_.classes(i - 1) & kHead) == 0 || (weak(i - 1) && !evident(i - 1))) return i;
    uint32_t k = i + 1;
    if (k < end && lower_word(k) && has(a_.classes(k), Is::determiner)) ++k;
    return k < end && capital(k) && (a_.classes(k) & kTime) == 0 ? k : i;
  }

  // The length of a title or office that begins at `i`: "President", "Prime Minister", "Secretary-General".
  uint32_t title_length(uint32_t i, uint32_t end, Classes& classes) const {
    const PhraseMatch phrase = longest_phrase(a_, i, end, kTitle | static_cast<Classes>(Is::person));
    if (phrase.length) {
      classes = phrase.classes;
      return phrase.length;
    }
    classes = a_.classes(i);
    if (classes & kTitle) return 1;
    if (has(classes, Is::person) && !has(classes, Is::plural) && !has(classes, Is::given_name)) return 1;
    return 0;
  }

  // A run of capitals: names with what stands between and before them. Returns where to go on.
  uint32_t run(uint32_t begin, uint32_t end) {
    uint32_t i = begin, before = begin;
    Classes title = 0;
    bool titled = false;
    uint32_t beyond = end;
    while (i < end) {
      if (!word(i)) { ++i; continue; }  // the hyphen behind a title
      const Classes c = a_.classes(i);
      if (weak(i) && (c & kFunction) != 0 && !evident_name(i, end) && !listed(words_.exact, i) &&
          longest_phrase(a_, i, sentence_.end, kKnownName).length == 0) {
        before = ++i;
        continue;
      }
      if (!titled) {
        const PhraseMatch known = longest_phrase(a_, i, sentence_.end, kKnownName);
        if (known.length && capital(i + known.length - 1)) {
          const uint32_t stop = i + known.length;
          // "New York Times Company": what follows may make it another name, by its last word.
          if (stop >= end || !is_head_run(i, end)) {
            add({i, stop}, kind_of(known.classes), Gender::unknown, before);
            i = before = stop;
            beyond = std::max(beyond, stop);
            continue;
          }
        }
      }
      Classes found = 0;
      if (const uint32_t length = title_length(i, end, found); length && (i + length < end || titled || length > 1 || weak(i))) {
        if (!(titled && i + length >= end && length == 1) && !is_head_run(i, end)) {
          title |= found & (Is::masculine | Is::feminine);
          titled = true;
          i += length;
          if (i < end && !word(i)) ++i;
          continue;
        }
      }
      if (has(c, Is::demonym) && (c & (Is::place | Is::given_name)) == 0) {
        Classes ignored = 0;
        if (i + 1 >= end || (word(i + 1) && title_length(i + 1, end, ignored)) || token(i + 1).is(Token::hyphen_glued) ||
            (i + 1 < end && has(a_.classes(i + 1), Is::given_name))) {
          ++i;
          if (i < end && token(i).is(Token::hyphen_glued)) ++i;  // Franco-German, and whatever its second half is
          continue;
        }
      }
      // The core reaches to the next title inside the run.
      uint32_t stop = i + 1;
      while (stop < end) {
        if (word(stop)) {
          Classes inner = 0;
          const uint32_t length = title_length(stop, end, inner);
          if (length && stop + length < end && (inner & kTitle) && !is_head_run(i, end)) break;
        }
        ++stop;
      }
      uint32_t last = stop;
      while (last > i && !word(last - 1)) --last;
      core({i, last}, titled, title, before);
      i = before = stop;
      titled = false;
      title = 0;
    }
    return beyond;
  }
  bool evident_name(uint32_t i, uint32_t end) const { return i + 1 < end && has(a_.classes(i), Is::given_name) && evident(i); }
  // Does the run end in a word that says what kind of thing the whole is: "... University", "... War"?
  bool is_head_run(uint32_t begin, uint32_t end) const {
    if (end < begin + 2 || !word(end - 1)) return false;
    const Classes c = a_.classes(end - 1);
    if ((c & kHead) == 0 || (c & (kTitle | Is::given_name)) != 0) return listed(words_.company_ends, end - 1);
    return !has(a_.classes(begin), Is::given_name) || end - begin > 2;
  }

  static Kind kind_of(Classes c) {
    if (has(c, Is::place) && !has(c, Is::body)) return Kind::place;
    if (c & (Is::body | Is::metonym | Is::outlet | Is::agency | Is::service)) return has(c, Is::government) && has(c, Is::metonym) && !has(c, Is::body) ? Kind::place : Kind::body;
    if (c & (Is::place | Is::country | Is::government)) return Kind::place;
    return Kind::unknown;
  }
  static Gender gender_of(Classes c) {
    const bool m = has(c, Is::masculine), f = has(c, Is::feminine);
    return m == f ? Gender::unknown : m ? Gender::masculine : Gender::feminine;
  }

  // One name, its title taken off.
  void core(Range r, bool titled, Classes title, uint32_t before) {
    while (r.size() > 1 && listed(words_.suffixes, r.end - 1)) --r.end;
    const uint32_t first = r.begin, last = r.end - 1;
    const Classes c = a_.classes(first), l = a_.classes(last);
    Kind kind = Kind::unknown;
    Gender gender = gender_of(title);
    if (r.size() == 1) {
      if (!single_is_name(first, titled)) return;
      if (titled || role_before(before, gender)) kind = Kind::person;
      else if (listed(words_.exact, first)) kind = Kind::body;
      else if (c & kKnownName) kind = kind_of(c);
      else if (has(c, Is::given_name)) kind = Kind::person;
      else if (person_after(r)) kind = Kind::person;
      else if (token(first).is(Token::all_capitals) && article_before(first)) kind = Kind::body;
    } else {
      const PhraseMatch double_name = longest_phrase(a_, first, r.end, static_cast<Classes>(Is::given_name));  // Jean-Marc
      const Classes given_classes = double_name.length ? double_name.classes : c;
      const bool given = has(given_classes, Is::given_name);
      if (titled) kind = Kind::person;
      else if (listed(words_.company_ends, last)) kind = Kind::body;
      else if (role_before(before, gender)) kind = Kind::person;
      else if ((l & kHead) && (!given || r.size() > 2 || article_before(first))) kind = head_kind(l);
      else if ((c & kHead) && capital(first) && lower_word(first + 1)) kind = head_kind(c);  // Ministry of ...
      else if (given) kind = Kind::person;
      else if (a_.text(first).size() == 2 && a_.text(first)[1] == '.') kind = Kind::person;  // J. Doe
      else if (has(c, Is::country) && !has(c, Is::ambiguous)) kind = Kind::unknown;
      else if (person_after(r)) kind = Kind::person;
      if (kind == Kind::person && gender == Gender::unknown) gender = given ? gender_of(given_classes) : Gender::unknown;
    }
    if (kind != Kind::person) gender = Gender::unknown;
    add(r, kind, gender, before);
  }
  static Kind head_kind(Classes c) {
    return has(c, Is::body) ? Kind::body : has(c, Is::place_noun) ? Kind::place : Kind::event;
  }
  bool article_before(uint32_t i) const {
    return i > sentence_.begin && has(a_.classes(i - 1), Is::determiner) && token(i - 1).kind == TokenKind::word;
  }
  bool single_is_name(uint32_t i, bool titled) const {
    const Classes c = a_.classes(i);
    if (titled) return (c & kFunction) == 0 || has(c, Is::given_name);
    if (listed(words_.exact, i)) return !weak(i) || !title_case_;
    if ((c & kTime) && !has(c, Is::given_name)) return false;
    if (has(c, Is::demonym) && (c & (Is::place | Is::given_name)) == 0) return false;
    constexpr Classes kCommon = Is::person | Is::body | Is::place_noun | Is::event | Is::thing | Is::unit | Is::title | Is::office_title;
    if (!weak(i)) {
      if (c & kKnownName) return true;
      if (c & kFunction) return false;
      return (c & kCommon) == 0 || has(c, Is::given_name);
    }
    if (c & kFunction) return false;
    if (c & kKnownName) return (c & kCommon) == 0 || evident(i) || has(c, Is::metonym);
    if (c & kCommon) return has(c, Is::given_name) && evident(i);
    if (evident(i)) return true;
    if (has(c, Is::given_name)) {
      if (i + 1 >= sentence_.end || !word(i + 1) || token(i + 1).is(Token::clitic)) return true;
      constexpr Classes kAfterName = Is::speech_verb | Is::auxiliary | Is::modal | Is::conjunction | Is::adverb | Is::wh_word | Is::preposition;
      return (a_.classes(i + 1) & kAfterName) != 0 || capital(i + 1);
    }
    if (token(i).is(Token::all_capitals) && !title_case_) return true;
    if (token(i).word != kNoWord || i + 1 >= sentence_.end) return false;
    const Lexicon* lexicon = a_.resources.lexicon;
    if (lexicon && !title_case_ && lexicon->available(a_.lang)) return !lexicon->knows(a_.lang, utf8::to_lower(a_.text(i)));
    const Classes next = a_.classes(i + 1);
    return word(i + 1) && (token(i + 1).is(Token::clitic) || has(next, Is::speech_verb) || has(next, Is::auxiliary));
  }
  // "spokesman Dmitry Peskov", "striker Azevedo": a role directly before the name, in lower case.
  bool role_before(uint32_t i, Gender& gender) const {
    if (i <= sentence_.begin || !lower_word(i - 1)) return false;
    const Classes c = a_.classes(i - 1);
    if (!has(c, Is::person) || has(c, Is::plural)) return false;
    // "Baku accused Yerevan": what may be a verb makes no person of a place.
    if (has(c, Is::ambiguous) && i < sentence_.end && (a_.classes(i) & kKnownName)) return false;
    if (gender == Gender::unknown) gender = gender_of(c);
    return true;
  }
  // "..., 34,"   "... , who"   "..., a farmer"   "... told reporters" (of two words or more)
  bool person_after(Range r) const {
    const uint32_t i = r.end;
    if (i + 1 >= sentence_.end) return false;
    if (mark(i, ',')) {
      const Classes c = a_.classes(i + 1);
      if (token(i + 1).kind == TokenKind::number && i + 2 < sentence_.end && mark(i + 2, ',') && token(i + 1).span.size() <= 2) return true;
      if (has(c, Is::wh_word) && is_who(i + 1)) return true;
      if (r.size() > 1 && (c & (Is::determiner | Is::possessive)))
        for (uint32_t k = i + 2; k < std::min(i + 6, sentence_.end) && lower_word(k); ++k) {
          const Classes role = a_.classes(k);
          if (has(role, Is::preposition)) break;
          if (has(role, Is::person) && !has(role, Is::plural) && (k + 1 >= sentence_.end || !lower_word(k + 1) || has(a_.classes(k + 1), Is::preposition)))
            return true;
        }
      return false;
    }
    if (word(i) && is_who(i)) return true;
    if (r.size() < 2) return false;
    const bool attribution = r.begin > sentence_.begin && lower_word(r.begin - 1) && has(a_.classes(r.begin - 1), Is::speech_verb);
    return attribution || (lower_word(i) && has(a_.classes(i), Is::speech_verb));
  }
  // The relative pronoun of persons is the wh-word that is also a subject pronoun and stands for no thing.
  bool is_who(uint32_t i) const {
    const Classes c = a_.classes(i);
    return has(c, Is::wh_word) && has(c, Is::pronoun) && (c & (Is::determiner | Is::possessive)) == 0;
  }

  void add(Range r, Kind kind, Gender gender, uint32_t) {
    Name name;
    name.tokens = r;
    name.span = a_.span(r);
    name.kind = kind;
    name.gender = gender;
    a_.names.push_back(name);
  }

  uint64_t print(const Name& name) const {
    return name.tokens.size() == 1 ? fingerprint(a_.folded(name.tokens.begin)) : fingerprint(utf8::fold(a_.document.slice(name.span)));
  }
  // Full names first, so that a surname in the headline finds the bearer that the text names later.
  void link() {
    std::sort(a_.names.begin(), a_.names.end(), [](const Name& x, const Name& y) { return x.tokens < y.tokens; });
    std::unordered_map<uint64_t, uint32_t> whole;     // the name as it stands, folded: by its fingerprint
    std::unordered_map<uint64_t, uint32_t> by_word;   // a word of a person's name -> the first entity that has it
    whole.reserve(a_.names.size());
    std::vector<Gender> genders(1, Gender::unknown);
    std::vector<bool> clash(1, false);
    const auto fresh = [&] {
      genders.push_back(Gender::unknown);
      clash.push_back(false);
      return static_cast<uint32_t>(genders.size() - 1);
    };
    const auto note = [&](uint32_t entity, Gender gender) {
      if (gender == Gender::unknown) return;
      if (genders[entity] == Gender::unknown) genders[entity] = gender;
      else if (genders[entity] != gender) clash[entity] = true;
    };
    for (Name& name : a_.names) {
      if (name.tokens.size() < 2 || (name.kind != Kind::person && name.kind != Kind::unknown)) continue;
      uint32_t& entity = whole[print(name)];
      if (!entity) {
        entity = fresh();
        for (uint32_t t = name.tokens.end; t-- > name.tokens.begin;)
          if (capital(t) && token(t).span.size() > 2) by_word.try_emplace(fingerprint(a_.folded(t)), entity);
      }
      name.entity = entity;
      note(entity, name.gender);
    }
    std::vector<Kind> kinds(genders.size(), Kind::unknown);
    for (const Name& name : a_.names)
      if (name.entity && name.kind == Kind::person) kinds[name.entity] = Kind::person;
    for (Name& name : a_.names) {
      if (name.entity) continue;
      const uint64_t key = print(name);
      if (name.tokens.size() == 1 && name.kind != Kind::body && !(name.kind == Kind::place && !has(a_.classes(name.tokens.begin), Is::ambiguous))) {
        const auto it = by_word.find(key);
        if (it != by_word.end()) {
          name.entity = it->second;
          if (kinds[name.entity] == Kind::person && name.kind != Kind::place) name.kind = Kind::person;
          else if (name.kind == Kind::person) kinds[name.entity] = Kind::person;
          note(name.entity, name.gender);
          continue;
        }
      }
      uint32_t& entity = whole[key];
      if (!entity) {
        entity = fresh();
        kinds.push_back(Kind::unknown);
      }
      name.entity = entity;
      if (name.kind == Kind::person) kinds[entity] = Kind::person;
      note(entity, name.gender);
    }
    for (Name& name : a_.names) {
      if (name.kind == Kind::unknown && kinds[name.entity] == Kind::person) name.kind = Kind::person;
      if (name.kind == Kind::person) name.gender = clash[name.entity] ? Gender::unknown : genders[name.entity];
    }
    acronyms();
  }
  // Do the capitals of the name begin as the acronym does?
  bool initials(Range name, std::string_view acronym) const {
    size_t at = 0;
    for (uint32_t i = name.begin; i < name.end && at < acronym.size(); ++i)
      if (capital(i) && a_.text(i).front() == acronym[at]) ++at;
    return at >= 2 && at + 1 >= acronym.size();
  }
  // World Health Organization (WHO): one bearer, one kind.
  void acronyms() {
    std::unordered_map<uint32_t, std::pair<uint32_t, Kind>> same;  // entity -> the entity and kind it takes
    for (size_t n = 0; n + 1 < a_.names.size(); ++n) {
      const Name &full = a_.names[n], &shorter = a_.names[n + 1];
      const uint32_t gap = full.tokens.end;
      if (shorter.tokens.size() != 1 || shorter.tokens.begin != gap + 1 || !mark(gap, '(') || !token(gap + 1).is(Token::all_capitals)) continue;
      const Kind kind = full.kind != Kind::unknown ? full.kind : shorter.kind != Kind::unknown ? shorter.kind : Kind::body;
      if (kind == Kind::person || !initials(full.tokens, a_.text(gap + 1))) continue;
      same.try_emplace(shorter.entity, full.entity, kind);
      same.try_emplace(full.entity, full.entity, kind);
    }
    if (same.empty()) return;
    for (Name& name : a_.names)
      if (const auto it = same.find(name.entity); it != same.end()) std::tie(name.entity, name.kind) = it->second;
  }

  Analysis& a_;
  const NameWords& words_;
  std::vector<std::string_view> evidence_;
  Range sentence_;
  bool title_case_ = false;
};

}  // namespace

void find_names(Analysis& analysis) { NameFinder(analysis).run(); }

}  // namespace wirecheck
