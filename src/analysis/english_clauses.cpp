#include "analysis/english_clauses.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr size_t kSlots = 1u << 13;

constexpr Classes kClosed = (Is::determiner | Is::possessive) | Is::pronoun | Is::preposition | Is::conjunction | Is::modal | Is::wh_word |
                            Is::negation | Is::reflexive | Is::auxiliary;

bool begins_with_one_of(const std::vector<std::string>& stems, std::string_view word) {
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) { return word.starts_with(stem); });
}

std::vector<std::string> stems(const Facts& facts, std::string_view table) {
  std::vector<std::string> out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.push_back(utf8::fold(row.front()));
  return out;
}

}  // namespace

EnglishClauses::EnglishClauses(const Facts& facts)
    : lists_(facts),
      not_finite(lists_.list("readings.not_finite")),
      seldom_verbs(lists_.list("readings.seldom_verbs")),
      subjects_of_clitic(lists_.list("readings.subjects_of_clitic")),
      clause_openers(lists_.list("readings.clause_openers")),
      fragment_openers(lists_.list("readings.fragment_openers")),
      infinitive_marks(lists_.list("readings.infinitive_marks")),
      plural_subjects(lists_.list("readings.plural_subjects")),
      begins_no_statement(lists_.list("readings.begins_no_statement")),
      inverts(lists_.list("readings.inverts")),
      subject_follows(lists_.list("readings.subject_follows")),
      sentence_adverbs(lists_.list("readings.sentence_adverbs")),
      subject_pronouns(lists_.list("readings.subject_pronouns")),
      object_pronouns(lists_.list("readings.object_pronouns")),
      taking_up(lists_.list("readings.taking_up")),
      no_verb(lists_.list("readings.no_verb")),
      second_verbs(lists_.list("readings.second_verbs")),
      verb_follows(lists_.list("readings.verb_follows")),
      verbs_too(lists_.list("readings.verbs_too")),
      only_before_nouns(lists_.list("readings.only_before_nouns")),
      after_numbers(lists_.list("readings.after_numbers")),
      noun_follows(lists_.list("readings.noun_follows")),
      that_words(lists_.list("readings.that_words")),
      be_forms(lists_.list("readings.be_forms")),
      have_forms(lists_.list("readings.have_forms")),
      do_forms(lists_.list("readings.do_forms")),
      finite_only(lists_.list("readings.finite_only")),
      nesting(lists_.list("readings.nesting")),
      gerund_prepositions(lists_.list("readings.gerund_prepositions")),
      set_verbs(lists_.list("readings.set_verbs")),
      definite_subjects(lists_.list("readings.definite_subjects")),
      reducible_openers(lists_.list("readings.reducible_openers")),
      clause_openers_with_subject(lists_.list("readings.clause_openers_with_subject")),
      no_contact(lists_.list("readings.no_contact")),
      times(lists_.list("readings.times")),
      modals_with_to(lists_.list("readings.modals_with_to")),
      finite_modals(lists_.list("readings.finite_modals")),
      nouns_too(lists_.list("readings.nouns_too")),
      bare_not(lists_.list("readings.bare_not")),
      bare_be(lists_.list("readings.bare_be")),
      before_the_verb(lists_.list("readings.before_the_verb")),
      turners(lists_.list("readings.turners")),
      of_words(lists_.list("readings.of_words")),
      verbs_of_saying(lists_.list("readings.verbs_of_saying")),
      plural_openers(lists_.list("readings.plural_openers")),
      plural_pronouns(lists_.list("readings.plural_pronouns")),
      articles(lists_.list("readings.articles")),
      singular_determiners(lists_.list("readings.singular_determiners")),
      plural_determiners(lists_.list("readings.plural_determiners")),
      singular_in_s(lists_.list("readings.singular_in_s")),
      plural_without_s(lists_.list("readings.plural_without_s")),
      clause_takers_(stems(facts, "readings.clause_takers")),
      takes_of_(stems(facts, "readings.takes_of")),
      numbered_(facts.vocabulary().size()),
      others_(kSlots) {
  for (const auto& row : facts.table("readings.plural_of"))
    if (row.size() > 1) plural_of.emplace_back(utf8::fold(row[0]), row[1]);
  for (const auto& row : facts.table("readings.impossible_pairs")) {
    if (row.size() < 2) continue;
    std::vector<std::string> seconds;
    for (size_t i = 1; i < row.size(); ++i) seconds.push_back(utf8::fold(row[i]));
    std::sort(seconds.begin(), seconds.end());
    impossible_pairs.emplace_back(utf8::fold(row.front()), std::move(seconds));
  }
  std::sort(impossible_pairs.begin(), impossible_pairs.end());
}

EnglishClauses::Knowledge EnglishClauses::known(const Analysis& a, uint32_t token) const {
  if (const WordId word = a.tokens[token].word; word != kNoWord && word < numbered_.size()) {
    if (const Knowledge known = numbered_[word].load(std::memory_order_relaxed)) return known;
    const Knowledge out = knowledge_of(a, a.folded(token)) | kKnown;
    numbered_[word].store(out, std::memory_order_relaxed);
    return out;
  }
  const std::string_view word = a.folded(token);
  const uint64_t print = fingerprint(word);
  if (const auto known = others_.find(print)) return static_cast<Knowledge>(*known);
  const Knowledge out = knowledge_of(a, word);
  others_.put(print, out);
  return out;
}

EnglishClauses::Knowledge EnglishClauses::knowledge_of(const Analysis& a, std::string_view word) const {
  Knowledge out = readings_of(a, word);
  if (begins_with_one_of(clause_takers_, word)) out |= kTakesClause;
  if (begins_with_one_of(takes_of_, word)) out |= kTakesOf;
  return out;
}

Readings EnglishClauses::of(const Analysis& a, uint32_t token) const {
  const Token& t = a.tokens[token];
  if (t.kind != TokenKind::word) return 0;
  if ((a.classes(t) & kClosed) != 0) return closed_reading;
  if (t.is(Token::capital) && !t.is(Token::sentence_first)) return name_reading;
  return known(a, token) & kReadings;
}

Readings EnglishClauses::readings_of(const Analysis& a, std::string_view word) const {
  const Lexicon& lexicon = *a.resources.lexicon;
  const PosMask pos = lexicon.pos(word);
  Readings out = 0;
  if (has(pos, Pos::adjective)) out |= adjective_reading;
  if (has(pos, Pos::adverb)) out |= adverb_reading;
  if (has(pos, Pos::noun)) out |= noun_reading;
  if (!has(pos, Pos::verb) && !has(pos, Pos::noun)) return out ? out : Readings{unknown_reading};
  for (const auto& reading : a.resources.inflection->readings(word)) {
    if (reading.form == Form::plural) {
      if (has(lexicon.pos(reading.lemma), Pos::noun)) out |= plural_reading;
      continue;
    }
    Readings form = 0;
    switch (reading.form) {
      case Form::base: form = base_reading; break;
      case Form::third: form = third_reading; break;
      case Form::past: form = past_reading; break;
      case Form::participle: form = participle_reading; break;
      case Form::gerund: form = gerund_reading; break;
      default: break;
    }
    if (!form || (out & form) != 0 || !has(lexicon.pos(reading.lemma), Pos::verb)) continue;
    // A form is not its own lemma: "said" is no base, although the dictionary finds the verb behind it.
    if (form == base_reading && reading.lemma == word) {
      bool inflected = false;
      for (const auto& other : a.resources.inflection->readings(word))
        inflected |= other.lemma != word && (other.form == Form::past || other.form == Form::third || other.form == Form::gerund ||
                                             other.form == Form::participle) && has(lexicon.pos(other.lemma), Pos::verb);
      if (inflected) continue;
    }
    if ((form == base_reading || form == third_reading) && seldom_verbs.has(reading.lemma)) continue;
    out |= form;
  }
  return out;
}

bool EnglishClauses::finite_auxiliary(const Analysis& a, Range sentence, uint32_t token) const {
  if (!a.is(token, Is::auxiliary) && !a.is(token, Is::modal)) return false;
  const Token& t = a.tokens[token];
  if (t.is(Token::capital) && !t.is(Token::sentence_first)) return false;   // May
  if (t.is(Token::clitic)) {
    const std::string_view word = a.folded(token);
    if (!word.ends_with('s')) return true;
    return token > sentence.begin && subjects_of_clitic.has(a.folded(token - 1));
  }
  if (in(not_finite, a, token)) return false;
  if (token > sentence.begin && a.tokens[token - 1].kind == TokenKind::number && in(after_numbers, a, token)) return false;   // 6:30 am
  if (token > sentence.begin && a.is(token, Is::auxiliary) && !a.is(token, Is::modal)) {
    // "would have gone", "to have gone": one verb, one finite form.
    const uint32_t before = token - 1 - (token > sentence.begin + 1 && (a.is(token - 1, Is::negation) || (a.is(token - 1, Is::adverb) && !a.is(token - 1, Is::pronoun))));
    if (a.is(before, Is::modal) || in(infinitive_marks, a, before)) return false;
  }
  return true;
}

bool EnglishClauses::surely_finite(const Analysis& a, Range sentence, uint32_t token) const {
  if (finite_auxiliary(a, sentence, token)) {
    // The will, a must, the urgent need.
    if (in(second_verbs, a, token) && token > sentence.begin) {
      if (a.is(token - 1, Is::determiner) || a.is(token - 1, Is::possessive) || (of(a, token - 1) & adjective_reading)) return false;
    }
    return true;
  }
  const Token& t = a.tokens[token];
  if (t.kind != TokenKind::word || t.is(Token::capital) || t.is(Token::hyphen_glued) || a.is(token, Is::auxiliary)) return false;
  if (token + 1 < sentence.end && a.tokens[token + 1].is(Token::hyphen_glued)) return false;
  const Readings r = of(a, token);
  return r == third_reading || r == past_reading;
}

bool EnglishClauses::only_adverb(const Analysis& a, uint32_t token) const {
  if (a.tokens[token].kind != TokenKind::word) return false;
  if (a.is(token, Is::pronoun) || a.is(token, Is::determiner) || a.is(token, Is::preposition) || a.is(token, Is::wh_word)) return false;
  return a.is(token, Is::negation) || a.is(token, Is::adverb) || of(a, token) == adverb_reading;
}

uint32_t EnglishClauses::group_end(const Analysis& a, Range sentence, uint32_t token) const {
  uint32_t end = token + 1;
  bool auxiliary = a.is(token, Is::auxiliary) || a.is(token, Is::modal);
  const Readings rest = participle_reading | gerund_reading | (a.is(token, Is::modal) || in(do_forms, a, token) ? base_reading : 0);
  for (uint32_t i = end; auxiliary && i < sentence.end && a.tokens[i].kind == TokenKind::word; ++i) {
    if (only_adverb(a, i)) continue;   // taken in when more of the group follows
    if (!a.is(i, Is::auxiliary)) {
      if ((of(a, i) & rest) == 0) break;
      auxiliary = false;
    } else if (!in(not_finite, a, i) && !in(have_forms, a, i)) {
      break;
    }
    end = i + 1;
  }
  return end;
}

uint32_t EnglishClauses::possible_verbs(const Analysis& a, Range sentence, Range range, uint32_t enough) const {
  uint32_t verbs = 0;
  for (uint32_t i = range.begin; i < range.end && verbs < enough;) {
    if (!maybe_finite(a, sentence, i)) {
      ++i;
      continue;
    }
    ++verbs;
    i = group_end(a, sentence, i);
  }
  return verbs;
}

bool EnglishClauses::begins_subject(const Analysis& a, uint32_t token) const {
  const Token& t = a.tokens[token];
  if (t.kind == TokenKind::number || t.is(Token::capital)) return true;
  if (t.kind != TokenKind::word) return false;
  constexpr Classes kBegins = (Is::determiner | Is::possessive) | Is::pronoun | Is::cardinal | Is::wh_word;
  return (a.classes(t) & kBegins) != 0 || (of(a, token) & plural_reading) != 0;
}

bool EnglishClauses::maybe_finite(const Analysis& a, Range sentence, uint32_t token) const {
  const Token& t = a.tokens[token];
  if (t.kind != TokenKind::word) return false;
  if (finite_auxiliary(a, sentence, token)) return true;
  if (a.is(token, Is::auxiliary) || a.is(token, Is::modal)) return false;
  if (t.is(Token::capital) && !t.is(Token::sentence_first)) return false;
  if (token + 1 < sentence.end && a.tokens[token + 1].is(Token::hyphen_glued)) return false;
  const std::string_view word = a.folded(token);
  Readings r = of(a, token);
  const bool preposition = (r & closed_reading) != 0;
  if (preposition) {
    // "They like it, who own it".
    if (!verbs_too.has(word)) return false;
    r = word.ends_with('s') ? third_reading : base_reading;
  }
  if (r & unknown_reading) return word.ends_with("ed") || word.ends_with('s');
  if (!(r & (base_reading | third_reading | past_reading))) return false;
  // "The sales of the company": few verbs take "of".
  if (!preposition && (r & (noun_reading | plural_reading)) && !(r & past_reading) && token + 1 < sentence.end && in(of_words, a, token + 1)) {
    if (!(known(a, token) & kTakesOf)) return false;
  }

  // The word before, adverbs left aside.
  uint32_t before = token;
  while (before > sentence.begin) {
    --before;
    const Readings p = of(a, before);
    const bool adverb = (p & closed_reading) ? a.is(before, Is::adverb) && !a.is(before, Is::preposition) && !a.is(before, Is::determiner)
                                             : p == adverb_reading;
    if (!adverb && !(a.is(before, Is::negation) && !a.is(before, Is::pronoun))) break;
    if (before == sentence.begin) { before = token; break; }
  }
  const bool first = before == token;
  if (first) return (r & base_reading) != 0 || r == third_reading || r == past_reading;
  const Token& p = a.tokens[before];
  // "Three reports", "the young form", but "2020 marks the", "the young form a".
  const bool object = token + 1 < sentence.end && (a.is(token + 1, Is::determiner) || a.is(token + 1, Is::possessive));
  // "Finally, add the milk.": a command.
  if ((r & base_reading) && p.kind == TokenKind::punctuation && before < sentence.begin + 12 && a.text(before) == ",") return true;
  if (p.kind == TokenKind::word) {
    const std::string_view previous = a.folded(before);
    const Readings pr = of(a, before);
    const bool of_word = a.is(before, Is::preposition) && !(p.is(Token::capital) && !p.is(Token::sentence_first));
    if (infinitive_marks.has(previous) && !(r & ~(base_reading | noun_reading | adjective_reading))) return false;
    // "The planned", "every plan"; but "half said".
    const bool article = a.is(before, Is::possessive) || in(only_before_nouns, a, before);
    if (!a.is(before, Is::pronoun) && !plural_subjects.has(previous) && (article || (a.is(before, Is::determiner) && (r & (noun_reading | adjective_reading)) && !(r & past_reading)))) return false;
    if (a.is(before, Is::modal)) return false;
    if (of_word && a.is(before, Is::adverb) == false) {
      if (!(r & past_reading)) return !(r & noun_reading);
      if (r & participle_reading) return false;
    }
    if ((pr & adjective_reading) && !(pr & (noun_reading | plural_reading | adverb_reading)) && (r & noun_reading) && !(r & past_reading) && !object) return false;
    if (p.is(Token::clitic) && (r & noun_reading) && !(r & past_reading)) return false;   // the country's plans
  }
  if ((p.kind == TokenKind::number || a.is(before, Is::cardinal)) && !object && (r & (noun_reading | plural_reading)) && !(r & (past_reading | base_reading))) return false;
  if (!(r & (third_reading | past_reading))) {
    // A base form needs a plural or a pronoun for its subject.
    bool subject = (of(a, before) & adjective_reading) != 0 && (object || !(of(a, before) & noun_reading) || !(r & noun_reading));   // the young represent
    for (uint32_t i = sentence.begin; i < token && !subject; ++i) {
      const Token& s = a.tokens[i];
      if (s.kind == TokenKind::number) subject = true;
      if (s.kind != TokenKind::word) continue;
      subject = a.is(i, Is::pronoun) || a.is(i, Is::wh_word) || a.is(i, Is::cardinal) || a.is(i, Is::conjunction) ||
                (of(a, i) & (plural_reading | name_reading)) != 0 || has(a.classes(i), Is::plural);
      subject |= in(plural_subjects, a, i);
    }
    return subject;
  }
  return true;
}

}  // namespace wirecheck
