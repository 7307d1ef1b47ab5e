// What it finds: you and your in the narration of a story whose source speaks of somebody else: "The mayor presented your plan".
// Why it matters: German sie and ihr, Spanish su, Italian suo, Portuguese seu are the third person and the polite address at once. A
// program that takes them for the address speaks to the reader in the middle of the news.
// How: the aligned source sentence has a word that was misread so, nothing in it addresses anybody, and the translation has no other
// word for it.
//   opening     the sentence begins with "Sie" and a verb in the singular (the address takes the plural); the translation with "You"
//   possessive  "your" where somebody named or definite is the subject, and fewer third-person possessives than the source has;
//               where no capital tells the address from the third person, of what is past, or beside "his" for the same word
//   pronoun     lower-case sie or ihnen, nobody in the third person in the translation, and "you" with a verb in the past
// And we, us and our (wrong-speaker) in the narration of a story whose source sentence has no first person in any word or ending:
//   possessive  "our" where the source has a possessive of the third person for each possessive of the translation
//   mixed       "we" or "us" beside "they" or "their" of the same sentence: "when they see it, we like to tax it"
// What it leaves alone: quotations, questions, sentences in which the source speaks of itself or to anybody, sentences without a
// subject of the third person, stories that address their readers.
// Fix safety: review.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"
#include "checks/third_person.h"

namespace wirecheck {
namespace {

using Words = std::set<std::string, std::less<>>;

Words words_of(const Facts& facts, std::string_view table) {
  Words out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.insert(utf8::fold(row[0]));
  return out;
}

// How the source language addresses somebody, and which words of its third person look like it.
struct SourceWords {
  explicit SourceWords(const Facts& facts)
      : second(words_of(facts, "pronouns.second_person")), capital(words_of(facts, "pronouns.second_person_with_capital")),
        speaker(words_of(facts, "pronouns.first_person")), generic(words_of(facts, "pronouns.generic_address")),
        free_rendering(words_of(facts, "pronouns.free_rendering")),
        possessives(words_of(facts, "pronouns.possessive_like_address")), pronouns(words_of(facts, "pronouns.pronoun_like_address")),
        verbs(words_of(facts, "pronouns.singular_verbs")), endings(words_of(facts, "pronouns.singular_verb_endings")),
        no_verbs(words_of(facts, "pronouns.no_singular_verbs")), first_endings(words_of(facts, "pronouns.first_person_endings")),
        third_possessives(words_of(facts, "pronouns.third_possessives")), impersonal(words_of(facts, "pronouns.impersonal")) {}
  bool known() const { return !second.empty() && !possessives.empty(); }
  // The third person singular, as no verb of the polite address is.
  bool singular_verb(std::string_view word) const {
    if (verbs.contains(word)) return true;
    if (no_verbs.contains(word)) return false;
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& e) { return word.size() > e.size() + 1 && word.ends_with(e); });
  }
  // What of the source may be said by the speaker of himself and others, or of everybody.
  bool first_person(std::string_view word) const {
    return speaker.contains(word) || impersonal.contains(word) ||
           std::any_of(first_endings.begin(), first_endings.end(), [&](const std::string& e) { return word.size() > e.size() + 1 && word.ends_with(e); });
  }
  bool knows_speakers() const { return !speaker.empty() && !third_possessives.empty(); }
  Words second, capital, speaker, generic, free_rendering, possessives, pronouns, verbs, endings, no_verbs, first_endings, third_possessives, impersonal;
};

class WrongAddress : public Check {
 public:
  WrongAddress(const RuleBook& book, const Facts& facts)
      : rule_(book.find("wrong-address")), speaker_rule_(book.find("wrong-speaker")), third_(facts.made<ThirdPerson>()),
        we_(words_of(facts, "pronouns.first_person_plural")), our_(words_of(facts, "pronouns.first_person_plural_possessive")),
        of_everybody_(words_of(facts, "pronouns.we_of_everybody")), you_(words_of(facts, "pronouns.second_person")),
        subject_(words_of(facts, "pronouns.second_person_subject")), your_(words_of(facts, "pronouns.second_person_possessive")),
        speakers_(words_of(facts, "pronouns.human_verbs")) {
    i_ = words_of(facts, "pronouns.first_person_singular");
    for (const std::string& form : third_.plural()) plural_third_.insert(form);
    for (const auto& forms : {third_.forms(Gender::masculine), third_.forms(Gender::feminine), third_.neuter(), third_.plural()}) {
      for (const std::string& form : forms) any_third_.insert(form);
      possessive_third_.insert(forms[static_cast<size_t>(Case::possessive)]);
    }
  }
  bool usable() const { return third_.usable() && !subject_.empty() && !your_.empty(); }
  std::vector<const RuleInfo*> rules() const override { return {rule_, speaker_rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment) return;
    const Analysis& o = *a.original;
    const SourceWords* source = nullptr;   // asked for when a sentence addresses somebody
    bool readers_addressed = false;
    for (const SentenceLink& link : a.alignment->links()) {
      if (!link.sure || link.source.empty() || link.target.empty()) continue;
      const Range to = tokens_of(a, link.target), from = tokens_of(o, link.source);
      const std::vector<uint32_t> found = narrated_words(a, to, you_), spoken_by = narrated_words(a, to, we_);
      if (found.empty() && spoken_by.empty()) continue;
      if (!source) {
        source = &o.resources.facts->made<SourceWords>();
        readers_addressed = addresses_readers(o, *source);
      }
      if (!spoken_by.empty() && source->knows_speakers() && !asks(o, from) && !asks(a, to)) speaker(a, to, spoken_by, o, from, *source, out);
      if (found.empty() || !source->known()) continue;
      if (asks(o, from) || asks(a, to)) continue;
      if (opening(a, to, o, from, link, *source, out) || readers_addressed || spoken(o, from, *source)) continue;
      if (!possessive(a, to, found, o, from, *source, out)) pronoun(a, to, found, o, from, *source, out);
    }
  }

 private:
  static Range tokens_of(const Analysis& a, Range sentences) {
    return {a.sentences[sentences.begin].tokens.begin, a.sentences[sentences.end - 1].tokens.end};
  }
  static bool narrated(const Analysis& a, uint32_t i) { return is_word(a, i) && !a.tokens[i].is(Token::in_quote); }
  // The words of a list in the narration. "US" and "U.S." are no pronouns.
  static std::vector<uint32_t> narrated_words(const Analysis& a, Range tokens, const Words& words) {
    std::vector<uint32_t> out;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (narrated(a, i) && !a.tokens[i].is(Token::all_capitals) && a.tokens[i].name == 0 && a.tokens[i].word != kNoWord &&
          words.contains(a.folded(i)) && a.role_at(a.tokens[i].span.begin) == Role::body) out.push_back(i);
    return out;
  }
  static bool asks(const Analysis& a, Range tokens) {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (is_punctuation(a, i, '?') || is_punctuation(a, i, '!')) return true;
    return false;
  }
  static uint32_t count(const Analysis& a, Range tokens, const Words& words) {
    uint32_t n = 0;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) n += is_word(a, i) && words.contains(a.folded(i));
    return n;
  }
  // Written with a small letter and outside quotations: the words a program misreads.
  static std::vector<uint32_t> misread(const Analysis& o, Range tokens, const Words& words) {
    std::vector<uint32_t> out;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (narrated(o, i) && is_lower_word(o, i) && words.contains(o.folded(i))) out.push_back(i);
    return out;
  }
  static bool polite(const Analysis& o, uint32_t i, const SourceWords& words) {
    return o.tokens[i].is(Token::capital) && words.capital.contains(o.folded(i));
  }
  static bool addresses_readers(const Analysis& o, const SourceWords& words) {
    for (uint32_t i = 0; i < o.tokens.size(); ++i)
      if (narrated(o, i) && (words.second.contains(o.folded(i)) || (!o.tokens[i].is(Token::sentence_first) && polite(o, i, words)))) return true;
    return false;
  }
  // Somebody speaks or is spoken to here, or it is said of everybody: English may well say "you".
  static bool spoken(const Analysis& o, Range tokens, const SourceWords& words) {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      if (!is_word(o, i)) continue;
      const std::string_view word = o.folded(i);
      if (words.second.contains(word) || words.speaker.contains(word) || words.generic.contains(word) || polite(o, i, words)) return true;
    }
    return false;
  }

  // ---- we, us, our ----------------------------------------------------------------------------------------------------------
  void speaker(const Analysis& a, Range to, const std::vector<uint32_t>& found, const Analysis& o, Range from, const SourceWords& words, Findings& out) const {
    if (!speaker_rule_) return;
    // Without capitals "us" may be a country.
    if (std::none_of(a.tokens.begin(), a.tokens.end(), [](const Token& t) { return t.is(Token::capital); })) return;
    for (uint32_t i = from.begin; i < from.end; ++i)
      if (is_word(o, i) && words.first_person(o.folded(i))) return;
    // A text that speaks of itself anywhere else in the translation's sentence does so here.
    for (uint32_t i = to.begin; i < to.end; ++i)
      if (is_word(a, i) && a.is(i, Is::pronoun) && i_.contains(a.folded(i))) return;
    const std::vector<uint32_t> owners = misread(o, from, words.third_possessives);
    const bool possessives = owners.size() >= narrated_words(a, to, our_).size() + count(a, to, possessive_third_);
    const uint32_t others = count(a, to, plural_third_);
    for (const uint32_t i : found) {
      const bool our = our_.contains(a.folded(i));
      if (our ? !possessives || owners.empty() : others == 0 || of_everybody(a, i, to)) continue;
      Finding finding;
      finding.rule = speaker_rule_;
      finding.severity = speaker_rule_->severity;
      finding.confidence = speaker_rule_->confidence;
      finding.span = a.tokens[i].span;
      if (our) {
        const uint32_t owner = owners.front();
        finding.source = o.tokens[owner].span;
        finding.message = "The source speaks of nobody's own here: \"" + std::string(o.text(owner)) + "\" is the third person";
      } else {
        finding.message = "Nothing in the source sentence is in the first person, and the rest of the translation says \"" + std::string(a.text(*first_of(a, to, plural_third_))) + "\"";
        finding.related.push_back({a.tokens[*first_of(a, to, plural_third_)].span, "of the same people"});
      }
      out.add(std::move(finding));
    }
  }
  // "we must", "we see", "told us": what English may say for everybody where the source has no subject.
  bool of_everybody(const Analysis& a, uint32_t i, Range to) const {
    for (uint32_t k = i + 1; k < std::min(i + 4, to.end); ++k) {
      if (!is_word(a, k) || a.is(k, Is::modal) || a.tokens[k].is(Token::clitic)) return true;
      const std::string_view word = a.folded(k);
      if (of_everybody_.contains(word)) return true;
      if (a.resources.inflection)
        for (const auto& reading : a.resources.inflection->readings(word))
          if (of_everybody_.contains(reading.lemma)) return true;
      if (!a.is(k, Is::adverb) && !a.is(k, Is::auxiliary)) return false;
    }
    return false;
  }
  static std::optional<uint32_t> first_of(const Analysis& a, Range tokens, const Words& words) {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (is_word(a, i) && words.contains(a.folded(i))) return i;
    return std::nullopt;
  }

  bool opening(const Analysis& a, Range to, const Analysis& o, Range from, const SentenceLink& link, const SourceWords& words, Findings& out) const {
    if (link.source.size() != 1 || link.target.size() != 1 || from.size() < 3 || to.size() < 3) return false;
    if (!narrated(o, from.begin) || !words.pronouns.contains(o.folded(from.begin)) || !polite(o, from.begin, words)) return false;
    if (!narrated(a, to.begin) || !subject_.contains(a.folded(to.begin)) || a.role_at(a.tokens[to.begin].span.begin) != Role::body) return false;
    const uint32_t verb = from.begin + 1;
    if (!is_lower_word(o, verb) || !words.singular_verb(o.folded(verb))) return false;
    if (spoken(o, {verb, from.end}, words)) return false;
    Finding finding = make(a, to.begin, o, from.begin);
    if (says(a, to.begin + 1)) {
      constexpr size_t kSubject = static_cast<size_t>(Case::subject);
      for (const std::string& form : {third_.forms(Gender::feminine)[kSubject], third_.neuter()[kSubject]}) add_fix(a, to.begin, form, finding);
    }
    out.add(std::move(finding));
    return true;
  }
  // "said": a verb that keeps its form with every subject, so that the pronoun alone is to be changed.
  bool says(const Analysis& a, uint32_t token) const {
    if (!is_word(a, token)) return false;
    if (a.is(token, Is::modal)) return true;
    if (!a.resources.inflection) return false;
    const auto readings = a.resources.inflection->readings(a.folded(token));
    return std::any_of(readings.begin(), readings.end(), [&](const auto& r) { return r.form == Form::past && speakers_.contains(r.lemma); });
  }

  bool possessive(const Analysis& a, Range to, const std::vector<uint32_t>& found, const Analysis& o, Range from, const SourceWords& words,
                  Findings& out) const {
    const std::vector<uint32_t> owners = misread(o, from, words.possessives);
    // Every address must be accounted for, and none may be the subject.
    if (owners.size() < found.size() + count(a, to, possessive_third_)) return false;
    for (const uint32_t i : found)
      if (!your_.contains(a.folded(i))) return false;
    const Mention* owner = nullptr;
    bool several = false;
    for (const Mention& m : a.mentions) {
      if (m.head < to.begin || m.head >= found.front() || !m.subject) continue;
      if (owner) several = true;
      if (!owner && told(a, m)) owner = &m;
      else several = true;
    }
    if (!owner) return false;
    // Without a capital "the doctor will see your notes" may be said to the reader. What is past is told of others, and so is what
    // the translation itself renders by both.
    const bool mixed = owner->kind == Kind::person && count(a, to, possessive_third_) != 0;
    if (words.capital.empty() && !mixed && !past(a, owner->tokens.end)) return false;
    for (size_t k = 0; k < found.size(); ++k) {
      Finding finding = make(a, found[k], o, owners[k]);
      const std::string form = several || others(a, to, *owner) ? std::string() : belonging(*owner);
      if (!form.empty()) add_fix(a, found[k], form, finding);
      out.add(std::move(finding));
    }
    return true;
  }
  static bool past(const Analysis& a, uint32_t token) {
    if (token >= a.tokens.size() || !is_word(a, token) || a.is(token, Is::modal) || !a.resources.inflection) return false;
    const std::string_view word = a.folded(token);
    const auto readings = a.resources.inflection->readings(word);
    return std::any_of(readings.begin(), readings.end(), [&](const auto& r) { return r.form == Form::past && r.lemma != word; });
  }
  // Somebody of the third person beyond doubt: a name, or one known person or body.
  static bool told(const Analysis& a, const Mention& m) {
    if (a.tokens[m.head].is(Token::in_quote) || m.kind == Kind::thing || m.kind == Kind::event) return false;
    if (m.entity != 0 && a.tokens[m.head].name) return true;
    return m.definite && m.plurality == Plurality::singular && (m.kind == Kind::person || m.kind == Kind::body);
  }
  // Somebody else in the sentence whose it could be?
  static bool others(const Analysis& a, Range tokens, const Mention& owner) {
    return std::any_of(a.mentions.begin(), a.mentions.end(), [&](const Mention& m) {
      return m.head >= tokens.begin && m.head < tokens.end && &m != &owner && (m.entity == 0 || m.entity != owner.entity) &&
             (m.kind == Kind::person || m.kind == Kind::body || m.kind == Kind::unknown);
    });
  }
  std::string belonging(const Mention& m) const {
    constexpr size_t kPossessive = static_cast<size_t>(Case::possessive);
    if (m.plurality == Plurality::plural) return third_.plural()[kPossessive];
    if (m.kind == Kind::body || m.kind == Kind::place) return third_.neuter()[kPossessive];
    if (m.kind == Kind::person && m.gender != Gender::unknown) return third_.forms(m.gender)[kPossessive];
    return {};
  }

  void pronoun(const Analysis& a, Range to, const std::vector<uint32_t>& found, const Analysis& o, Range from, const SourceWords& words,
               Findings& out) const {
    const std::vector<uint32_t> persons = misread(o, from, words.pronouns);
    if (persons.size() < found.size() || count(a, to, any_third_) != 0) return;
    if (count(o, from, words.free_rendering) != 0) return;
    // "You can buy" may be said of everybody, "you bought" is told of somebody.
    for (const uint32_t i : found)
      if (!subject_.contains(a.folded(i)) || i + 1 >= to.end || !past(a, i + 1)) return;
    for (size_t k = 0; k < found.size(); ++k) out.add(make(a, found[k], o, persons[k]));
  }

  Finding make(const Analysis& a, uint32_t token, const Analysis& o, uint32_t source) const {
    Finding finding;
    finding.rule = rule_;
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    finding.span = a.tokens[token].span;
    finding.source = o.tokens[source].span;
    finding.message = "The source addresses nobody here: \"" + std::string(o.text(source)) + "\" is the third person";
    return finding;
  }
  static void add_fix(const Analysis& a, uint32_t token, const std::string& form, Finding& finding) {
    std::string text = form;
    if (a.tokens[token].is(Token::capital) && !text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    finding.fixes.push_back({{{finding.span, std::move(text)}}, Safety::review});
  }

  const RuleInfo *rule_, *speaker_rule_;
  const ThirdPerson& third_;
  Words we_, our_, of_everybody_, i_, plural_third_, you_, subject_, your_, speakers_, any_third_, possessive_third_;
};

}  // namespace

std::unique_ptr<Check> make_wrong_address(const RuleBook& book, const Facts& facts) {
  if (!book.find("wrong-address")) return nullptr;
  auto check = std::make_unique<WrongAddress>(book, facts);
  if (!check->usable()) return nullptr;
  return check;
}

}  // namespace wirecheck
