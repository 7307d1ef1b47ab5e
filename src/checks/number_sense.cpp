// What it finds: numbers that contradict each other or themselves in one text: groups of digits that fit no number (2,200,12),
// a conversion in parentheses that does not convert (10 miles (6 km)), a weekday that its date does not have, parts of a whole
// beyond 100 per cent, a rise that falls (rose from 5 to 3 percent), an hour with the word of another language (21.30 clock).
// Why it matters: a reader who sees it stops believing the rest.
// What it leaves alone: lists, versions and addresses; conversions within rounding; dates without a year; shares that nobody
// said to be parts of one whole; changes of rank.
// Fix safety: review.
#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "analysis/fingerprints.h"
#include "analysis/number_reader.h"
#include "checks/check.h"
#include "checks/folded_print.h"
#include "checks/number_match.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

struct Unit { int family = 0; double size = 0; };   // family 0: none
constexpr int kCelsius = 100, kFahrenheit = 101;

class NumberSense : public Check {
 public:
  NumberSense(const RuleBook& book, const Facts& facts)
      : groups_(book.find("number-groups")), conversion_(book.find("number-conversion")), weekday_(book.find("number-weekday")),
        shares_(book.find("number-shares")), direction_(book.find("number-direction")), clock_(book.find("number-clock")),
        facts_(facts), words_(facts.made<NumberWords>()) {
    int family = 0;
    for (const char* name : {"length", "speed", "mass", "area", "volume"}) {
      ++family;
      for (const auto& row : facts.table(std::string("number-sense.") + name)) {
        if (row.size() != 2) continue;
        double size = 0;
        std::from_chars(row[1].data(), row[1].data() + row[1].size(), size);
        units_[row[0]] = {family, size};
      }
    }
    for (const auto& row : facts.table("number-sense.temperature"))
      if (row.size() == 2) units_[row[0]] = {row[1] == "celsius" ? kCelsius : kFahrenheit, 1};
    fill("rising", rising_);
    fill("falling", falling_);
    fill("from", from_);
    fill("to", to_);
    fill("parts", parts_);
    fill("clock", clock_words_);
    fill("clock_before", clock_before_);
    fill("degree", degree_);
    for (const Words* words : {&rising_, &falling_, &parts_})
      for (const std::string& word : *words) comparing_.set(fingerprint(word) % comparing_.size());
    for (const auto& row : facts.table("language.hours"))
      if (row.size() == 2) (row[0] == "before_noon" ? before_noon_ : row[0] == "after_noon" ? after_noon_ : unused_) = row[1];
  }
  bool ready() const { return groups_ && conversion_ && weekday_ && shares_ && direction_ && clock_ && !words_.empty(); }
  std::vector<const RuleInfo*> rules() const override { return {groups_, conversion_, weekday_, shares_, direction_, clock_}; }

  void run(const Analysis& a, Findings& out) const override {
    dates(a, out);
    for (const Sentence& sentence : a.sentences) {
      const Digits digits = figures(a.document.slice(sentence.span));
      if (digits == Digits::none || (digits == Digits::marks && !may_compare(a, sentence))) continue;
      const std::vector<Numeral> numbers = read_numbers(words_, a.document.text(), sentence.span);
      for (size_t i = 0; i < numbers.size(); ++i) {
        const Numeral& n = numbers[i];
        if (n.is(Numeral::broken)) broken(a, n, out);
        if (!n.is(Numeral::figures) || n.is(Numeral::code)) continue;
        if (!clock_words_.empty()) hour(a, n, out);
        if (i + 1 < numbers.size()) convert(a, n, numbers[i + 1], out);
      }
      if (!rising_.empty()) changes(a, sentence, numbers, out);
      if (!parts_.empty()) shares(a, sentence, numbers, out);
    }
  }

 private:
  using Words = std::set<std::string, std::less<>>;
  void fill(const char* name, Words& words) {
    for (const auto& row : facts_.table(std::string("number-sense.") + name)) words.insert(row.begin(), row.end());
  }
  // Quotation marks and dashes are no digits of another script: `marks` when the text has no others.
  enum class Digits : uint8_t { none, marks, some };
  static Digits figures(std::string_view text) {
    Digits out = Digits::none;
    for (size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c >= '0' && c <= '9') return Digits::some;
      if (static_cast<unsigned char>(c) < 0xD9) continue;
      if (c != '\xE2' || i + 1 >= text.size() || text[i + 1] != '\x80') return Digits::some;
      out = Digits::marks;
    }
    return out;
  }
  // Numbers in words alone: only what tells of a change or of parts can contradict itself.
  bool may_compare(const Analysis& a, const Sentence& sentence) const {
    for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
      if (comparing_[folded_print(a, i) % comparing_.size()]) {
        const std::string_view word = a.folded(i);
        if (rising_.contains(word) || falling_.contains(word) || parts_.contains(word)) return true;
      }
    return false;
  }
  void add(const RuleInfo* rule, Span span, std::string message, std::string fix, Findings& out) const {
    if (fix.empty()) out.add(*rule, span, std::move(message));
    else out.add(*rule, span, std::move(message), {std::move(fix)}, Safety::review);
  }

  // The first token that ends behind `byte`.
  static uint32_t token_at(const Analysis& a, uint32_t byte) {
    const auto it = std::upper_bound(a.tokens.begin(), a.tokens.end(), byte, [](uint32_t b, const Token& t) { return b < t.span.end; });
    return static_cast<uint32_t>(it - a.tokens.begin());
  }

  // ---- groups -------------------------------------------------------------------------------------------------------------
  void broken(const Analysis& a, const Numeral& n, Findings& out) const {
    const std::string_view text = a.document.slice(n.figure);
    size_t commas = 0, stops = 0, threes = 0, run = 0, groups = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ',';
      if (c >= '0' && c <= '9') {
        ++run;
        continue;
      }
      if (i < text.size() && c != ',' && c != '.') return;
      threes += groups > 0 && run == 3;
      if (groups == 0 && (run > 3 || run == 0)) return;
      if (run == 1 && groups > 0) return;     // 1,2,3
      ++groups;
      run = 0;
      if (i < text.size()) (c == ',' ? commas : stops) += 1;
    }
    if (threes == 0 || commas == 0 || groups < 3 || groups > 5) return;
    if (stops > 1) return;
    add(groups_, n.figure, "\"" + std::string(text) + "\" is no number: its groups of digits do not fit", {}, out);
  }

  // ---- conversions --------------------------------------------------------------------------------------------------------
  Unit unit_behind(const Analysis& a, const Numeral& n, uint32_t limit) const {
    uint32_t i = token_at(a, n.span.end > n.span.begin ? n.span.end - 1 : n.span.end);
    // The letters may be glued to the figure.
    const std::string_view glued = a.document.slice(Span{n.span.end, std::max(n.span.end, std::min(a.tokens[std::min<size_t>(i, a.tokens.size() - 1)].span.end, limit))});
    if (const auto it = units_.find(glued); it != units_.end()) return it->second;
    ++i;
    for (int step = 0; step < 3 && i < a.tokens.size() && a.tokens[i].span.begin < limit; ++step, ++i) {
      const std::string_view text = a.text(i);
      if (const auto it = units_.find(text); it != units_.end()) {
        // square and cubic units are others
        return it->second;
      }
      if (text == "-" || degree_.contains(text)) continue;
      return {};
    }
    return {};
  }
  static double half_step(const Numeral& n) {
    const double v = std::fabs(n.value());
    if (n.decimals) return 0.5 * std::pow(10, -n.decimals) * n.scale;
    double step = n.scale;
    const double digits = v / n.scale;
    while (digits > 0 && std::fmod(digits, step / n.scale * 10) == 0 && step / n.scale < digits) step *= 10;
    return 0.5 * step;
  }
  void convert(const Analysis& a, const Numeral& x, const Numeral& y, Findings& out) const {
    if (!x.value_count || !y.value_count || x.is(Numeral::bracketed) || !y.is(Numeral::bracketed) || !y.is(Numeral::figures)) return;
    const std::string_view between = a.document.slice(Span{x.span.end, y.span.begin});
    const size_t bracket = between.find('(');
    if (bracket == std::string_view::npos || between.size() - bracket > 10 || bracket > 30 || between.find_first_of(",.;:\xE2") < bracket) return;
    const Unit ux = unit_behind(a, x, y.span.begin), uy = unit_behind(a, y, y.span.end + 24);
    if (!ux.family || !uy.family || ux.size == 0) return;
    double wanted = 0, step_of_x = half_step(x);
    if (ux.family == kCelsius && uy.family == kFahrenheit) {
      wanted = x.value() * 1.8 + 32;
      step_of_x *= 1.8;
    } else if (ux.family == kFahrenheit && uy.family == kCelsius) {
      wanted = (x.value() - 32) / 1.8;
      step_of_x /= 1.8;
    } else if (ux.family == uy.family && ux.family < kCelsius && ux.size != uy.size) {
      wanted = x.value() * ux.size / uy.size;
      step_of_x *= ux.size / uy.size;
    } else {
      return;
    }
    const bool temperature = ux.family >= kCelsius;
    // Temperatures are told to the degree.
    const double slack = temperature ? 2.5 : half_step(y) + step_of_x + 0.08 * std::fabs(wanted);
    double off = std::fabs(wanted - y.value());
    // Degrees below zero, or a difference of temperatures.
    if (temperature) off = std::min({off, std::fabs(wanted - 32 - y.value()), std::fabs(-x.value() * 1.8 + 32 + y.value()), std::fabs(-x.value() * 1.8 + 32 - y.value()),
                                     std::fabs((-x.value() - 32) / 1.8 + y.value()), std::fabs(wanted + y.value()), std::fabs(x.value() / 1.8 - y.value()), std::fabs(x.value() * 1.8 - y.value())});
    if (off <= slack) return;
    // Two measures, not a conversion: several numbers stand before.
    const int decimals = wanted < 10 && y.decimals ? 1 : 0;
    const std::string right = with_marks(std::round(wanted * (decimals ? 10 : 1)) / (decimals ? 10 : 1), decimals, wanted >= 1000, words_);
    const Span span{x.span.begin, y.span.end};
    Finding finding;
    finding.rule = conversion_;
    finding.span = span;
    finding.message = "\"" + std::string(a.document.slice(x.span)) + "\" and \"" + std::string(a.document.slice(y.span)) + "\" are not the same measure; it would be about " + right;
    finding.severity = conversion_->severity;
    finding.confidence = conversion_->confidence;
    out.add(std::move(finding));
  }

  // ---- dates --------------------------------------------------------------------------------------------------------------
  void dates(const Analysis& a, Findings& out) const {
    for (const Date& date : a.dates) {
      if (!date.weekday || !date.day || !date.month || date.year < 1900 || date.year > 2100) continue;
      static constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
      const int y = date.month < 3 ? date.year - 1 : date.year;
      const int sunday_first = (y + y / 4 - y / 100 + y / 400 + kShift[date.month - 1] + date.day) % 7;
      const int weekday = sunday_first == 0 ? 7 : sunday_first;
      if (weekday == date.weekday) continue;
      const auto& names = facts_.table("language.weekdays");
      if (names.size() < 7 || names[static_cast<size_t>(weekday - 1)].empty()) continue;
      const Token& word = a.tokens[date.tokens.begin];
      const std::string& right = names[static_cast<size_t>(weekday - 1)][0];
      Finding finding;
      finding.rule = weekday_;
      finding.span = date.span;
      finding.message = "This day was a " + right;
      finding.fixes.push_back({{{word.span, right}}, Safety::review});
      finding.severity = weekday_->severity;
      finding.confidence = weekday_->confidence;
      out.add(std::move(finding));
    }
  }

  // ---- rises that fall ----------------------------------------------------------------------------------------------------
  void changes(const Analysis& a, const Sentence& sentence, const std::vector<Numeral>& numbers, Findings& out) const {
    for (size_t i = 0; i + 1 < numbers.size(); ++i) {
      const Numeral &x = numbers[i], &y = numbers[i + 1];
      if (x.value_count == 0 || y.value_count == 0 || x.is(Numeral::ordinal) || y.is(Numeral::ordinal) || x.is(Numeral::weak) || y.is(Numeral::weak)) continue;
      if (x.is(Numeral::compound) || y.is(Numeral::compound) || x.is(Numeral::code) || y.is(Numeral::code) || x.is(Numeral::dated) || y.is(Numeral::dated)) continue;
      if (x.is(Numeral::percent) != y.is(Numeral::percent) || x.is(Numeral::money) != y.is(Numeral::money)) {
        if (x.is(Numeral::percent) || x.is(Numeral::money)) continue;
      }
      const auto year = [](const Numeral& n) { return n.figure.size() == 4 && n.scale == 1 && n.value() >= 1500 && n.value() < 2100 && !n.is(Numeral::money); };
      if (year(x) || year(y)) continue;
      const uint32_t tx = token_at(a, x.whole.begin), ty = token_at(a, y.whole.begin);
      if (tx <= sentence.tokens.begin + 1 || ty <= tx + 1 || ty - tx > 7) continue;
      if (!to_.contains(a.folded(ty - 1)) || !from_.contains(a.folded(tx - 1))) continue;
      bool clean = true;
      for (uint32_t k = tx; k < ty; ++k) clean = clean && (a.tokens[k].kind != TokenKind::punctuation || a.tokens[k].is(Token::hyphen_glued));
      if (!clean) continue;
      // The verb stands close before "from".
      int direction = 0;
      for (uint32_t k = tx - 1; k-- > sentence.tokens.begin && k + 6 > tx - 1;) {
        const Token& token = a.tokens[k];
        if (token.kind == TokenKind::punctuation && !token.is(Token::hyphen_glued)) break;
        const std::string_view word = a.folded(k);
        if (rising_.contains(word)) direction = 1;
        if (falling_.contains(word)) direction = -1;
        if (direction) break;
      }
      if (!direction) continue;
      bool fits = false;   // by any reading
      for (uint8_t k = 0; k < x.value_count; ++k)
        for (uint8_t m = 0; m < y.value_count; ++m) fits = fits || (y.values[m] - x.values[k]) * direction >= 0;
      if (fits || x.value() == y.value()) continue;
      add(direction_, {x.span.begin, y.span.end}, direction > 0 ? "A rise from a higher number to a lower one" : "A fall from a lower number to a higher one", {}, out);
    }
  }

  // ---- parts of a whole ---------------------------------------------------------------------------------------------------
  void shares(const Analysis& a, const Sentence& sentence, const std::vector<Numeral>& numbers, Findings& out) const {
    double sum = 0;
    int count = 0;
    Span span;
    for (const Numeral& n : numbers) {
      if (!n.is(Numeral::percent) || n.value_count == 0) continue;
      if (n.is(Numeral::bracketed) || n.value() > 100) return;
      sum += n.value();
      if (count++ == 0) span.begin = n.whole.begin;
      span.end = n.whole.end;
    }
    if (count < 2 || sum <= 101.5 || sum > 200) return;
    bool parts = false;
    for (uint32_t t = sentence.tokens.begin; t < sentence.tokens.end && a.tokens[t].span.begin < span.begin; ++t)
      parts = parts || parts_.contains(a.folded(t));
    if (!parts) return;
    add(shares_, span, "These parts of one whole make " + with_marks(sum, sum == std::floor(sum) ? 0 : 1, false, words_) + " per cent", {}, out);
  }

  // ---- the clock of another language --------------------------------------------------------------------------------------
  void hour(const Analysis& a, const Numeral& n, Findings& out) const {
    const uint32_t token = token_at(a, n.figure.end > 0 ? n.figure.end - 1 : 0);
    if (token + 1 >= a.tokens.size() || token == 0) return;
    const uint32_t next = token + 1;
    if (!is_word(a, next) || a.tokens[next].is(Token::capital) || !clock_words_.contains(a.folded(next))) return;
    if (next + 1 < a.tokens.size() && (is_word(a, next + 1) && !a.is(next + 1, Is::preposition) && !a.is(next + 1, Is::conjunction) && !a.is(next + 1, Is::auxiliary) &&
                                       !a.is(next + 1, Is::weekday) && !a.is(next + 1, Is::adverb) && !a.is(next + 1, Is::determiner) && !a.is(next + 1, Is::pronoun)))
      return;   // a clock tower
    if (!clock_before_.contains(a.folded(token - 1))) return;
    int hours = -1, minutes = 0;
    if (n.minutes >= 0 && (n.part_count == 2 || n.is(Numeral::time))) {
      hours = n.minutes / 60;
      minutes = n.minutes % 60;
    } else if (n.value_count && n.decimals == 0 && n.scale == 1 && n.value() <= 24) {
      hours = static_cast<int>(n.value());
    }
    if (hours < 0 || hours > 24) return;
    // "At 9 o'clock" is English.
    const bool plain = n.part_count == 0;
    if (plain && hours <= 12 && a.folded(next).size() > 5) return;
    std::string fix;
    if (!before_noon_.empty() && hours != 0 && hours != 12 && hours != 24 && (hours > 12 || !plain)) {
      fix = std::to_string(hours > 12 ? hours - 12 : hours);
      if (minutes) fix += std::string(minutes < 10 ? ":0" : ":") + std::to_string(minutes);
      fix += " " + (hours > 12 ? after_noon_ : before_noon_);
    }
    add(clock_, {n.figure.begin, a.tokens[next].span.end}, "A time told as in the source language", std::move(fix), out);
  }

  const RuleInfo *groups_, *conversion_, *weekday_, *shares_, *direction_, *clock_;
  const Facts& facts_;
  const NumberWords& words_;
  std::map<std::string, Unit, std::less<>> units_;
  Words rising_, falling_, from_, to_, parts_, clock_words_, clock_before_, degree_;
  std::bitset<4096> comparing_;   // fingerprints of words of a change or of parts
  std::string before_noon_, after_noon_, unused_;
};

}  // namespace

std::unique_ptr<Check> make_number_sense(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<NumberSense>(book, facts);
  return check->ready() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
