// What it finds: a name of the source text that its translation does not have (name-missing, place-missing); a person or place that
// became another one (name-changed); a person whom the source does not have (name-added); a name that kept the case ending of the
// source language (name-inflected) or lost its capital (name-lower-case).
// Why it matters: who did it and where it was is the news; a reader of the translation alone cannot miss what is not there.
// How: names of the source sentence are told by their capitals and by what the language calls places (analysis/gazetteer.h); each is
// looked for in the aligned sentence and its neighbours by letters and by sounds (align/heard_words.h), a place also by its people.
// A name that is gone and a name that comes from no word of the source, one of each in a sentence, are one name that was changed.
// What it leaves alone: sentences whose alignment is not known; a missing name while a capitalised word of the translation is
// unaccounted for (it may stand for it); single words that may be translated.
// Fix safety: review.
#include <algorithm>
#include <memory>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/per_language.h"
#include "checks/renderings.h"
#include "checks/source_names.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr float kSame = 0.36F;    // a sound distance at which a word is the name
constexpr float kUnlike = 0.55F;  // and one at which it is another word
constexpr Classes kFunction = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction | Is::auxiliary |
                              Is::modal | Is::wh_word | Is::negation | Is::adverb | Is::stop_word | Is::cardinal | Is::ordinal;
constexpr Classes kTime = Is::month | Is::weekday;
constexpr Classes kNoName = kFunction | kTime | Is::title | Is::office_title | Is::person | Is::abbreviation;

struct Rules {
  const RuleInfo *missing, *place_missing, *changed, *inflected, *lower_case, *exonym, *added;
};

using Seen = SourceName;

// One story and its source.
class Pair {
 public:
  Pair(const Rules& rules, const Speech& speech, const Sounds& english, const GivenNames& given, const Renderings& renderings, const Analysis& a, Findings& out)
      : rules_(rules), speech_(speech), given_(given), renderings_(renderings), a_(a), source_(*a.original), out_(out), heard_(a, english, speech.sounds), names_(a, speech, given, heard_) {}

  void run() {
    for (uint32_t s = 0; s < source_.sentences.size(); ++s) sentence(s);
  }

 private:
  void sentence(uint32_t s) {
    const std::optional<Range> sentences = a_.alignment->target_of(s);
    if (!sentences || sentences->size() == 0) return;
    from_ = source_.sentences[s].tokens;
    from_around_ = {source_.sentences[s > 0 ? s - 1 : s].tokens.begin, source_.sentences[s + 1 < source_.sentences.size() ? s + 1 : s].tokens.end};
    target_ = tokens_of(*sentences);
    Range wide = *sentences;
    if (wide.begin > 0) --wide.begin;
    if (wide.end < a_.sentences.size()) ++wide.end;
    around_ = tokens_of(wide);
    seen_ = names_.in(from_);
    inflected();
    gone_.clear();
    uint32_t anchor = kNone;
    for (const Seen& seen : seen_) look_for(seen, anchor);
    settle();
  }
  Range tokens_of(Range sentences) const { return {a_.sentences[sentences.begin].tokens.begin, a_.sentences[sentences.end - 1].tokens.end}; }

  // --- the translation
  bool is_named(uint32_t token) const { return is_full_word(a_, token) && a_.tokens[token].is(Token::capital) && (a_.classes(token) & (kFunction | kTime | Is::title)) == 0; }
  static bool holds(const std::vector<std::string>& sorted, std::string_view word) {
    const auto it = std::lower_bound(sorted.begin(), sorted.end(), word);
    return it != sorted.end() && *it == word;
  }
  bool mentions(const Gazetteer::Place& place, uint32_t token) {
    std::string_view plain = heard_.target_plain(token);
    return holds(place.mentions, plain) || (plain.ends_with('s') && holds(place.mentions, plain.substr(0, plain.size() - 1)));
  }
  bool mentioned(const Gazetteer::Place& place) {
    for (uint32_t t = around_.begin; t < around_.end; ++t)
      if (is_word(a_, t) && mentions(place, t)) return true;
    // United States: words that mention nothing by themselves.
    const std::string english = utf8::without_diacritics(utf8::fold(place.english));
    for (size_t at = 0; at < english.size();) {
      const size_t end = std::min(english.find_first_of(" -", at), english.size());
      const std::string_view word = std::string_view(english).substr(at, end - at);
      bool there = false;
      for (uint32_t t = around_.begin; t < around_.end && !there; ++t) there = is_word(a_, t) && heard_.target_plain(t) == word;
      if (!there) return false;
      at = end + 1;
    }
    return true;
  }
  // Does no word of the source sentence account for this capitalised word?
  bool unaccounted(uint32_t token) { return unaccounted(token, from_); }
  bool unaccounted(uint32_t token, Range from) {
    constexpr float kRelated = 0.42F;
    const auto asked = [&](uint32_t i) { return is_full_word(source_, i) && (source_.classes(i) & kFunction) == 0; };
    if (heard_.any_near(from, token, kRelated, asked)) return false;
    return std::none_of(seen_.begin(), seen_.end(), [&](const Seen& seen) { return seen.place && mentions(*seen.place, token); });
  }
  bool any_unaccounted() {
    for (uint32_t t = target_.begin; t < target_.end; ++t)
      if (is_named(t) && heard_.may_be_name(t) && unaccounted(t)) return true;
    return false;
  }

  void look_for(const Seen& seen, uint32_t& anchor) {
    std::vector<HeardWords::Near> found;
    size_t there = 0;
    float best = 1;
    for (const uint32_t part : seen.parts) {
      found.push_back(heard_.nearest(part, around_, true, kUnlike));
      best = std::min(best, found.back().distance);
      if (found.back().distance <= kSame) {
        anchor = found.back().token;
        ++there;
      }
    }
    if (seen.place) {
      if (there == seen.parts.size() && seen.parts.size() == 1) exonym(seen, found.front().token);
      if (!there && best >= kUnlike && !mentioned(*seen.place)) gone_.push_back({&seen, anchor});
      return;
    }
    if (there == seen.parts.size()) return;
    if (lower_case(seen, found)) return;
    if (there > 0) return half(seen, found);
    if (best < kUnlike || !(seen.given || seen.sure)) return;
    for (const uint32_t part : seen.parts)
      if (heard_.nearest(part, around_, false, kTranslated).distance < kTranslated) return;
    gone_.push_back({&seen, anchor});
  }

  // --- names that are gone, and the strangers that stand there instead
  struct Gone {
    const Seen* seen = nullptr;
    uint32_t anchor = 0;   // the token of the last name that is there before it
  };
  struct Stranger {
    const Name* name = nullptr;
    bool place = false;
    bool solid = false;   // can be nothing but a name
    bool whole = false;   // a given name and a surname
  };
  void settle() {
    // The list of places knows their English names alone, and a language that capitalises its nouns has strangers everywhere.
    if (gone_.empty()) {
      if (a_.lang == Lang::of("en") && tells_added()) added(strangers_here(true));
      return;
    }
    std::vector<Stranger> strangers = a_.lang == Lang::of("en") ? strangers_here(false) : std::vector<Stranger>();
    if (gone_.size() > 1 || strangers.size() > 1 || !gone_.front().seen->given) std::erase_if(strangers, [](const Stranger& s) { return !s.solid; });
    const auto places_gone = std::count_if(gone_.begin(), gone_.end(), [](const Gone& g) { return g.seen->place != nullptr; });
    const auto strange_places = std::count_if(strangers.begin(), strangers.end(), [](const Stranger& s) { return s.place; });
    const size_t others_gone = gone_.size() - static_cast<size_t>(places_gone), strange_others = strangers.size() - static_cast<size_t>(strange_places);
    const auto pair = [&](bool place_gone, bool strange_place) {
      const auto gone = std::find_if(gone_.begin(), gone_.end(), [&](const Gone& g) { return (g.seen->place != nullptr) == place_gone; });
      const auto stranger = std::find_if(strangers.begin(), strangers.end(), [&](const Stranger& s) { return s.place == strange_place; });
      if (!comparable(*gone->seen, *stranger)) return;
      changed(*gone->seen, *stranger->name);
      gone_.erase(gone);
    };
    if (places_gone == 1 && strange_places == 1) pair(true, true);
    else if (places_gone == 1 && strangers.size() == 1 && others_gone == 0 && names_.cased()) pair(true, false);
    // A name that is no place by the list may be one in a form that the list has not: a place does not stand in its stead.
    if (others_gone == 1 && strange_others == 1) pair(false, false);
    if (gone_.empty()) return;
    if (any_unaccounted()) return;
    for (const Gone& gone : gone_)
      if (gone.seen->place) report(*rules_.place_missing, *gone.seen, gone.anchor);
      else if (gone.seen->given) report(*rules_.missing, *gone.seen, gone.anchor);
  }
  bool tells_added() const { return names_.cased() || speech_.by_sound; }
  void added(const std::vector<Stranger>& strangers) {
    for (const Stranger& stranger : strangers)
      if (stranger.whole) {
        const std::string text(a_.text(stranger.name->tokens));
        // The MP Andrew Bingham: who the person of the source is, told.
        const uint32_t before = stranger.name->tokens.begin;
        if (glued_in_source(*stranger.name) || (before > 0 && (a_.classes(before - 1) & (Is::person | Is::office | Is::title | Is::office_title | Is::kin)) != 0)) continue;
        out_.add(*rules_.added, stranger.name->span, "the source has nobody called \"" + text + "\" here", {});
      }
  }
  // Bengtstrom for Bengt Strom
  bool glued_in_source(const Name& name) {
    std::string joined;
    for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t)
      if (is_full_word(a_, t)) joined += heard_.target_plain(t);
    for (uint32_t i = from_around_.begin; i < from_around_.end; ++i)
      if (is_full_word(source_, i) && heard_.source_plain(i).starts_with(joined)) return true;
    return false;
  }
  // May one of them stand in the place of the other?
  bool comparable(const Seen& gone, const Stranger& stranger) {
    if (!stranger.solid && (!gone.given || stranger.name->kind != Kind::person || a_.tokens[stranger.name->tokens.begin].is(Token::in_quote))) return false;
    if (gone.place) return gone.tellable && (tells_added() || listed(*stranger.name)) && !derived(*gone.place, *stranger.name);
    if (gone.given) return !stranger.place;
    // Anezka, Frantisek: names of saints and popes are translated.
    const auto given = [&](uint32_t t) { return given_.has_plain(heard_.target_plain(t)); };
    return !(stranger.name->tokens.size() == 1 && given(stranger.name->tokens.begin)) && !given_.has(heard_, gone.parts.front());
  }
  // Does the list of places have it? Then it would have been seen in the source.
  bool listed(const Name& name) {
    const auto& places = speech_.places.places();
    return std::any_of(places.begin(), places.end(), [&](const Gazetteer::Place& place) { return mentions(place, name.tokens.begin); });
  }
  // Englanderism
  bool derived(const Gazetteer::Place& place, const Name& name) {
    constexpr size_t kShortest = 5;
    const std::string& word = heard_.target_plain(name.tokens.begin);
    return std::any_of(place.mentions.begin(), place.mentions.end(), [&](const std::string& mention) { return mention.size() >= kShortest && word.starts_with(mention); });
  }
  // Names of the translated sentence no word of which comes from the source; of the whole names of persons alone, if they are wanted.
  std::vector<Stranger> strangers_here(bool whole_only) {
    std::vector<Stranger> out;
    if (!a_.resources.lexicon || !a_.resources.lexicon->available(a_.lang)) return out;
    auto it = std::lower_bound(a_.names.begin(), a_.names.end(), target_.begin, [](const Name& n, uint32_t t) { return n.tokens.begin < t; });
    for (; it != a_.names.end() && it->tokens.end <= target_.end; ++it) {
      if (it->kind == Kind::body || it->kind == Kind::event || it->kind == Kind::thing) continue;
      if (whole_only && (it->kind != Kind::person || it->tokens.size() < 2)) continue;
      bool strange = true, given = false;
      uint32_t words = 0;
      const auto counts = [&](uint32_t t) { return is_full_word(a_, t) && a_.tokens[t].is(Token::capital); };
      for (uint32_t t = it->tokens.begin; t < it->tokens.end && strange; ++t) {
        if (!counts(t)) continue;
        strange = !a_.tokens[t].is(Token::all_capitals) && static_cast<unsigned char>(heard_.target_plain(t).front()) < 0x80 &&
                  (a_.classes(t) & (Is::demonym | Is::body | Is::event | Is::thing | Is::agency | Is::outlet | Is::service)) == 0;
        given = given || (words == 0 && given_.has_plain(heard_.target_plain(t)));
        ++words;
      }
      const bool whole = given && words > 1 && it->kind == Kind::person;
      if (!strange || words == 0 || (whole_only && !whole)) continue;
      bool known_place = false, solid = false;
      for (uint32_t t = it->tokens.begin; t < it->tokens.end && strange; ++t) {
        if (!counts(t)) continue;
        strange = unaccounted(t, from_around_);
        known_place = known_place || (a_.classes(t) & (Is::place | Is::country)) != 0;
        solid = solid || whole_only || stands_alone(t) ||
                (it->kind == Kind::person ? !heard_.is_common(t) : !a_.resources.lexicon->knows(a_.lang, a_.text(t)));
      }
      if (!strange) continue;
      const bool place = it->kind == Kind::place;
      out.push_back({&*it, place, place ? known_place || words > 1 : solid, whole});
    }
    return out;
  }
  // In no dictionary in lower case, and no attribute as Jewish and Shia are.
  bool stands_alone(uint32_t token) {
    if (heard_.is_common(token) || a_.tokens[token].is(Token::sentence_first)) return false;
    const uint32_t next = token + 1;
    return next >= target_.end || !is_word(a_, next) || a_.tokens[next].is(Token::clitic) || a_.tokens[next].is(Token::capital) || (a_.classes(next) & kFunction) != 0;
  }
  void changed(const Seen& seen, const Name& stranger) {
    std::string right;
    if (seen.place) right = seen.place->english;
    else
      for (const uint32_t part : seen.parts) right += (right.empty() ? "" : " ") + spelled(part);
    const std::string text(a_.text(stranger.tokens));
    Finding& finding = out_.add(*rules_.changed, stranger.span, "the source has \"" + std::string(source_.text(seen.tokens())) + "\" here, not \"" + text + "\"", {right});
    finding.source = source_.span(seen.tokens());
  }

  // Alzhir, Madarsku: the place's name in the source language, in Latin letters and perhaps inflected.
  void exonym(const Seen& seen, uint32_t token) {
    const Lexicon* lexicon = a_.resources.lexicon;
    if (!is_named(token) || !lexicon || !lexicon->available(a_.lang) || mentioned(*seen.place)) return;
    const std::string text(a_.text(token));
    if (utf8::without_diacritics(seen.place->words.front()) == heard_.target_plain(token)) return;   // as it stands in the list: the check of foreign forms has it
    constexpr float kTaken = 0.06F;
    if (lexicon->knows(a_.lang, text) || a_.is(token, Is::place) || a_.is(token, Is::demonym) || sound_distance(heard_.source(seen.parts.front()).sounds.front(), heard_.target(token).sounds.front()) > kTaken) return;
    if (in_longer_name(token)) return;
    // A word of the source beside it: a title, a body.
    const auto foreign = [&](uint32_t t) { return t < target_.end && is_full_word(a_, t) && !a_.tokens[t].is(Token::capital) && !heard_.is_common(t); };
    if (foreign(token + 1) || (token > target_.begin && foreign(token - 1))) return;
    std::string right = seen.place->english;
    for (const auto& [ending, rest] : speech_.sure_endings)   // a genitive stays one: Serbiens
      if (rest.starts_with('\'') && text.ends_with('s') && !seen.place->written.ends_with('s')) right += rest;
    Finding& finding = out_.add(*rules_.exonym, a_.tokens[token].span, "English copy has \"" + seen.place->english + "\" for \"" + text + "\"", {right});
    finding.source = source_.tokens[seen.parts.front()].span;
  }
  // Does a capitalised word that the source has, too, stand beside it (a title, a club)?
  bool in_longer_name(uint32_t token) {
    const auto same = [&](uint32_t t) {
      if (t >= target_.end || t < target_.begin || !is_named(t)) return false;
      for (uint32_t i = from_.begin; i < from_.end; ++i)
        if (is_full_word(source_, i) && heard_.source_plain(i) == heard_.target_plain(t)) return true;
      return false;
    };
    return same(token + 1) || (token > 0 && same(token - 1));
  }

  // The given name stands there, the surname does not: another one stands in its place, or none.
  void half(const Seen& seen, const std::vector<HeardWords::Near>& found) {
    if (!seen.given || seen.parts.size() != 2 || found[0].distance > kSame || found[1].distance < kUnlike) return;
    const uint32_t given = found[0].token, next = given + 1;
    // New Year, for what sounds like it: no given name.
    if (heard_.is_common(given) && heard_.target_plain(given) != heard_.source_plain(seen.parts[0])) return;
    if (!a_.tokens[given].is(Token::capital) || next >= target_.end || given < target_.begin) return;
    if (heard_.nearest(seen.parts[1], around_, false, kTranslated).distance < kTranslated) return;
    if (a_.lang == Lang::of("en") && is_named(next) && a_.tokens[next].is(Token::space_before) && heard_.may_be_name(next) && unaccounted(next)) {
      const std::string right = spelled(seen.parts[1]);
      Finding& finding = out_.add(*rules_.changed, a_.tokens[next].span, "the source has \"" + std::string(source_.text(seen.tokens())) + "\" here, not \"" + std::string(a_.text(next)) + "\"", {right});
      finding.source = source_.tokens[seen.parts[1]].span;
    } else if (is_lower_word(a_, next) && Renderings::is_one_of(renderings_.of_surname(a_, a_.source_lang, source_.text(seen.parts[1])), a_.folded(next))) {
      return;   // name-translated has it
    } else if (!any_unaccounted()) {
      const std::string whole = std::string(a_.text(given)) + " " + spelled(seen.parts[1]);
      Finding& finding = out_.add(*rules_.missing, a_.tokens[given].span, "the source has \"" + std::string(source_.text(seen.tokens())) + "\" here, the translation only \"" + std::string(a_.text(given)) + "\"", {whole});
      finding.source = source_.tokens[seen.parts[1]].span;
    }
  }

  // lamb, prentiss, brighton: the name without its capital.
  bool lower_case(const Seen& seen, const std::vector<HeardWords::Near>& found) {
    bool any = false;
    for (size_t k = 0; k < seen.parts.size(); ++k) {
      if (found[k].distance <= kSame && a_.tokens[found[k].token].is(Token::capital)) continue;
      constexpr float kVeryLike = 0.08F, kInflected = kVeryLike + 0.03F;
      const HeardWords::Near near = heard_.nearest(seen.parts[k], target_, false, kInflected);
      if (near.distance > kInflected || a_.tokens[near.token].is(Token::capital)) continue;
      const Token& token = a_.tokens[near.token];
      if (token.is(Token::hyphen_glued) || (near.token > 0 && a_.tokens[near.token - 1].is(Token::hyphen_glued))) continue;
      const std::string& plain = heard_.target_plain(near.token);
      constexpr size_t kShortest = 4;
      if (plain.size() < kShortest) continue;
      const bool common = heard_.is_common(near.token);
      const std::string upper = utf8::capitalise(a_.text(near.token));
      const Lexicon* lexicon = a_.resources.lexicon;
      const bool proper = !common && lexicon && lexicon->knows(a_.lang, upper);
      const std::string& theirs = heard_.source_plain(seen.parts[k]);
      constexpr size_t kTitle = 3;   // so many capitals in a row are a title's as often as a name's
      const bool same_letters = !common && plain == theirs && (seen.given || seen.parts.size() < kTitle);
      const bool behind_given = static_cast<unsigned char>(theirs.front()) < 0x80 && k == 1 && seen.parts.size() == 2 && seen.given && !speech_.nouns_capitalised && near.token > 0 && found[0].distance <= kSame &&
                                found[0].token + 1 == near.token && near.distance <= kVeryLike && source_.tokens[seen.parts[1]].is(Token::space_before) &&
                                (a_.classes(near.token) & (kNoName | Is::body | Is::place_noun | Is::event | Is::thing)) == 0;
      if (!proper && !same_letters && !behind_given) continue;
      std::string base = common || proper ? std::string() : base_of(upper);
      if (base.empty() && same_letters && plain.size() == utf8::without_diacritics(source_.text(seen.parts[k])).size()) base = source_.text(seen.parts[k]);
      Finding& finding = out_.add(*rules_.lower_case, token.span, "\"" + std::string(source_.text(seen.parts[k])) + "\" of the source is a name", {base.empty() ? upper : base});
      finding.source = source_.tokens[seen.parts[k]].span;
      any = true;
    }
    return any;
  }

  // Prentissove, Trumpin: the source's word stands there with its ending.
  void inflected() {
    if (speech_.sure_endings.empty()) return;
    const Lexicon* lexicon = a_.resources.lexicon;
    if (!lexicon || !lexicon->available(a_.lang)) return;
    for (uint32_t i = from_.begin; i < from_.end; ++i) {
      if (!is_full_word(source_, i) || !source_.tokens[i].is(Token::capital) || source_.tokens[i].is(Token::all_capitals)) continue;
      const std::string plain = utf8::without_diacritics(source_.folded(i));
      for (uint32_t t = target_.begin; t < target_.end; ++t) {
        if (!is_full_word(a_, t) || a_.tokens[t].is(Token::in_quote) != source_.tokens[i].is(Token::in_quote)) continue;
        if (heard_.target_plain(t) != plain) continue;
        const std::string text(a_.text(t));
        if (lexicon->knows(a_.lang, text) || lexicon->knows(a_.lang, utf8::capitalise(text))) break;
        const std::string base = base_of(utf8::capitalise(text));
        if (base.empty()) break;
        if (!a_.tokens[t].is(Token::capital) || is_place(i)) break;
        // The Corbyns, their Corbyns, Engel & Voelkers: a plural or a name.
        if (base.ends_with("'s") && t > 0 && (a_.classes(t - 1) & (Is::determiner | Is::possessive) || a_.tokens[t - 1].kind == TokenKind::symbol)) break;
        Finding& finding = out_.add(*rules_.inflected, a_.tokens[t].span, "\"" + text + "\" has the ending of the source text's sentence; the name is \"" + base + "\"", {base});
        finding.source = source_.tokens[i].span;
        break;
      }
    }
  }
  bool is_place(uint32_t source_token) const {
    return std::any_of(seen_.begin(), seen_.end(), [&](const Seen& seen) { return seen.place && std::find(seen.parts.begin(), seen.parts.end(), source_token) != seen.parts.end(); });
  }
  // The name without a sure ending, if that is known to be one.
  std::string base_of(const std::string& text) const {
    const std::string plain = utf8::without_diacritics(text);
    for (const auto& [written, rest] : speech_.sure_endings) {
      const bool doubtful = written.starts_with('?');
      const std::string ending = written.substr(doubtful ? 1 : 0), letters = ending.substr(ending.starts_with('C') ? 1 : 0);
      if (plain.size() < letters.size() + 4 || !plain.ends_with(letters)) continue;
      const std::string stem = plain.substr(0, plain.size() - letters.size());
      if (ending.starts_with('C') && std::string_view("aeiouyh").find(stem.back()) != std::string_view::npos) continue;
      const std::string base = stem + (rest == "0" ? "" : rest);
      if (!a_.resources.lexicon->knows(a_.lang, base)) continue;
      if (doubtful && (a_.resources.lexicon->knows(a_.lang, utf8::to_lower(base)) || given_.has_plain(utf8::to_lower(plain)))) continue;
      return base;
    }
    return std::string();
  }

  // The word of a name as English copy has it.
  std::string spelled(uint32_t source_token) {
    const std::string word = speech_.romanisation.word(source_.text(source_token), a_.resources.latin);
    const std::string base = base_of(word);
    return base.empty() || base.ends_with("'s") ? word : base;
  }

  void report(const RuleInfo& rule, const Seen& seen, uint32_t anchor) {
    if (anchor == kNone || anchor < target_.begin || anchor >= target_.end) {
      anchor = target_.begin;
      while (anchor < target_.end && !is_full_word(a_, anchor)) ++anchor;
      if (anchor == target_.end) return;
    }
    const std::string name(source_.text(seen.tokens()));
    Finding& finding = out_.add(rule, a_.tokens[anchor].span,
                                "the source has \"" + name + "\"" + (seen.place ? " (" + seen.place->english + ")" : "") + " here, the translation does not");
    finding.source = source_.span(seen.tokens());
  }

  static constexpr uint32_t kNone = ~0U;
  static constexpr float kTranslated = 0.2F;   // a common word so near may be the name, translated
  const Rules& rules_;
  const Speech& speech_;
  const GivenNames& given_;
  const Renderings& renderings_;
  const Analysis& a_;
  const Analysis& source_;
  Findings& out_;
  HeardWords heard_;
  SourceNames names_;
  Range from_, from_around_, target_, around_;   // tokens: the source sentence, its translation, each with its neighbours
  std::vector<Seen> seen_;
  std::vector<Gone> gone_;
};

class Names : public Check {
 public:
  Names(const RuleBook& book, const Facts& facts)
      : facts_(facts), rules_{book.find("name-missing"), book.find("place-missing"), book.find("name-changed"), book.find("name-inflected"), book.find("name-lower-case"), book.find("exonym-left"), book.find("name-added")},
        english_(facts, facts.lang()), renderings_(facts.made<Renderings>()) {}
  std::vector<const RuleInfo*> rules() const override { return {rules_.missing, rules_.place_missing, rules_.changed, rules_.inflected, rules_.lower_case, rules_.added}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || !a.source_lang.known() || a.source_lang == a.lang) return;
    Pair(rules_, of(a.source_lang), english_, facts_.made<GivenNames>(), renderings_, a, out).run();
  }

 private:
  const Speech& of(Lang lang) const {
    return speeches_.of(lang, [&] { return Speech(facts_, lang); });
  }
  const Facts& facts_;
  const Rules rules_;
  const Sounds english_;
  const Renderings& renderings_;
  PerLanguage<Speech> speeches_;
};

}  // namespace

std::unique_ptr<Check> make_names(const RuleBook& book, const Facts& facts) {
  return facts.table("sounds.latin").empty() ? nullptr : std::make_unique<Names>(book, facts);
}

}  // namespace wirecheck
