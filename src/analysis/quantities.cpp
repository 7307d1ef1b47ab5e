// Quantities: figures and number words with what belongs to them (scale, percent sign, currency). What is part of a date is
// left out; a year that stands alone is found here.
#include <algorithm>
#include <cmath>

#include "analysis/figures.h"
#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

class QuantityFinder {
 public:
  explicit QuantityFinder(Analysis& analysis)
      : a_(analysis), facts_(*analysis.resources.facts), figures_(analysis),
        percent_words_(facts_.table("language.percent_words")), symbols_(facts_.table("currencies.symbols")),
        names_(facts_.table("currencies.names")), plural_names_(facts_.table("currencies.plural_names")) {}

  void block(Range tokens) {
    begin_ = tokens.begin;
    end_ = tokens.end;
    for (uint32_t i = tokens.begin; i < tokens.end;) {
      while (date_ < a_.dates.size() && a_.dates[date_].tokens.end <= i) ++date_;
      if (date_ < a_.dates.size() && a_.dates[date_].tokens.contains(i)) {
        i = a_.dates[date_].tokens.end;
        continue;
      }
      uint32_t next = i;
      if (a_.tokens[i].kind == TokenKind::number) next = figure(i);
      else if (a_.tokens[i].kind == TokenKind::word && (a_.classes(i) & (Is::cardinal | Is::scale | Is::ordinal))) next = words(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  const Token& token(uint32_t i) const { return a_.tokens[i]; }
  bool glued(uint32_t i) const { return i < end_ && !token(i).is(Token::space_before); }
  bool is(uint32_t i, Is what) const { return i < end_ && a_.is(i, what); }
  double value(uint32_t i) const { return facts_.value(token(i).word).value_or(0); }
  bool function_word(uint32_t i) const {
    constexpr Classes kFunction = Is::preposition | Is::conjunction | Is::auxiliary | Is::stop_word | Is::determiner | Is::adverb;
    return i < end_ && (a_.classes(i) & kFunction) != 0;
  }

  uint32_t figure(uint32_t i) {
    const Figure first = figures_.read(i);
    if (first.colon) return i + 1;  // a time of day
    Quantity quantity;
    quantity.value = first.value;
    uint32_t next = i + 1;
    if (first.ordinal) {
      quantity.kind = Quantity::Kind::ordinal;
      return add(quantity, i, next);
    }
    if (!first.suffix.empty()) {
      const double scale = suffix_scale(first.suffix);
      if (scale == 0) return i + 1;  // 14h30, 3D, 1990s
      quantity.value *= scale;
      return finish(quantity, i, next);
    }
    if (first.digits == 0 && first.value > 0) quantity.kind = Quantity::Kind::fraction;
    // 30 000: groups of three behind one space.
    if (first.digits <= 3 && !first.separators) {
      while (next < end_ && token(next).kind == TokenKind::number && single_space(next - 1, next)) {
        const Figure group = figures_.read(next);
        if (group.digits != 3 || group.separators || !group.suffix.empty()) break;
        quantity.value = quantity.value * 1000 + group.value;
        ++next;
      }
    }
    if (next == i + 1) {
      if (const uint32_t end = fraction_or_score(i, quantity)) return add(quantity, i, end);
      if (year(i, first)) {
        quantity.kind = Quantity::Kind::year;
        return add(quantity, i, next);
      }
    }
    next = scales(next, quantity.value);
    return finish(quantity, i, next);
  }

  bool single_space(uint32_t before, uint32_t after) const {
    const std::string_view gap = a_.document.slice({token(before).span.end, token(after).span.begin});
    return !gap.empty() && utf8::decode(gap, 0).size == gap.size() && gap[0] != '\n';
  }

  double suffix_scale(std::string_view suffix) const {
    if (suffix.size() > 8) return 0;
    const WordId id = a_.resources.vocabulary->find(utf8::fold(suffix));
    return id == kNoWord ? 0 : facts_.value(id).value_or(0);
  }

  // Scale words behind a figure, spelled out or abbreviated (not by one letter: "5 m" may be metres).
  uint32_t scales(uint32_t next, double& value_so_far) const {
    while (next < end_ && token(next).kind == TokenKind::word) {
      const double scale = value(next);
      const bool abbreviated = scale >= 1000 && token(next).span.size() > 1 && (a_.classes(next) & (Is::cardinal | Is::ordinal)) == 0;
      if (!is(next, Is::scale) && !abbreviated) break;
      value_so_far *= scale;
      ++next;
    }
    return next;
  }

  uint32_t fraction_or_score(uint32_t i, Quantity& quantity) const {
    if (i + 2 >= end_ || !glued(i + 1) || !glued(i + 2) || token(i + 2).kind != TokenKind::number) return 0;
    const Figure a = figures_.read(i), b = figures_.read(i + 2);
    if (a.separators || b.separators || !a.suffix.empty() || !b.suffix.empty() || a.digits > 2 || b.digits > 2) return 0;
    if (a_.text(i + 1) == "/" && a.value < b.value && b.value <= 10) {
      quantity.kind = Quantity::Kind::fraction;
      quantity.value = a.value / b.value;
      return i + 3;
    }
    const bool counted = i + 3 < end_ && token(i + 3).kind != TokenKind::punctuation && !function_word(i + 3);
    if (token(i + 1).is(Token::hyphen_glued) && !counted) {
      quantity.kind = Quantity::Kind::score;
      return i + 3;
    }
    return 0;
  }

  bool year(uint32_t i, const Figure& figure) const {
    if (figure.digits != 4 || figure.separators || figure.value < 1100 || figure.value >= 2100) return false;
    if (currency_before(i, nullptr)) return false;
    if (i + 1 < end_ && token(i + 1).kind == TokenKind::symbol) return false;
    if (is(i + 1, Is::scale) || is(i + 1, Is::plural) || is(i + 1, Is::unit)) return false;
    if (i == begin_) return true;
    if (token(i - 1).kind == TokenKind::punctuation) return true;
    return function_word(i - 1) || is(i - 1, Is::month);
  }

  // Number words: twenty-one, two hundred and fifty thousand, a million.
  uint32_t words(uint32_t i) {
    Quantity quantity;
    double total = 0, current = 0;
    uint32_t next = i;
    bool any = false, ordinal = false;
    while (next < end_ && token(next).kind == TokenKind::word && !ordinal) {
      const double v = value(next);
      if (is(next, Is::cardinal) || is(next, Is::ordinal)) {
        const double rest = std::fmod(current, 100);
        const bool joins = !any || (rest == 0 && (current >= 100 || total > 0) && v < 100) ||
                           (current > 0 && rest >= 20 && std::fmod(rest, 10) == 0 && v > 0 && v < 10) || (current == 0 && v < 1000);
        if (!joins) break;
        ordinal = !is(next, Is::cardinal);
        if (ordinal && any && total == 0 && rest < 20 && current < 100) break;  // "one second"
        current += v;
      } else if (is(next, Is::scale)) {
        if (v < 1000) {
          current = (current == 0 ? 1 : current) * v;
        } else {
          total += (current == 0 && total == 0 ? 1 : current) * v;
          current = 0;
        }
      } else {
        break;
      }
      any = true;
      ++next;
      // A hyphen, or "and" after a hundred, goes on.
      if (next + 1 < end_ && token(next).is(Token::hyphen_glued) && (is(next + 1, Is::cardinal) || is(next + 1, Is::ordinal))) ++next;
      else if (next + 1 < end_ && is(next, Is::conjunction) && is(next + 1, Is::cardinal) && is(next - 1, Is::scale) && value(next + 1) < 100) ++next;
    }
    if (!any) return i + 1;
    while (next > i + 1 && token(next - 1).kind != TokenKind::word) --next;
    quantity.value = total + current;
    if (ordinal) {
      quantity.kind = Quantity::Kind::ordinal;
      return add(quantity, i, next);
    }
    return finish(quantity, i, next);
  }

  // ---- percent, money -----------------------------------------------------------------------------------------------------
  uint32_t finish(Quantity& quantity, uint32_t begin, uint32_t next) {
    std::string code;
    if (next < end_ && token(next).kind == TokenKind::symbol && a_.text(next) == "%") {
      quantity.kind = Quantity::Kind::percent;
      ++next;
    } else if (const uint32_t end = phrase(percent_words_, next, nullptr); end > next) {
      quantity.kind = Quantity::Kind::percent;
      next = end;
    } else if (const uint32_t sign = currency_before(begin, &code)) {
      quantity.kind = Quantity::Kind::money;
      begin = begin - sign;
    } else if (const uint32_t plural = phrase(plural_names_, next, &code); plural > next) {
      quantity.kind = Quantity::Kind::money;
      next = plural;
    } else if (const uint32_t name = phrase(names_, next, &code); name > next) {
      quantity.kind = Quantity::Kind::money;
      next = name;
    } else if (const uint32_t after = phrase(symbols_, next, &code); after > next) {
      quantity.kind = Quantity::Kind::money;
      next = after;
    }
    quantity.unit = std::move(code);
    return add(quantity, begin, next);
  }

  // How many tokens before `i`, glued to it, are a currency sign; 0 when none.
  uint32_t currency_before(uint32_t i, std::string* code) const {
    if (i == begin_ || !glued(i)) return 0;
    for (uint32_t n = i >= begin_ + 2 && glued(i - 1) ? 2 : 1; n > 0; --n) {
      const std::string_view text = a_.document.slice({token(i - n).span.begin, token(i).span.begin});
      for (const auto& row : symbols_) {
        if (row.size() < 2 || row[0] != text) continue;
        if (code) *code = row[1];
        return n;
      }
    }
    return 0;
  }

  // The longest row whose words stand at `next`; where it ends, or `next`. The text is compared as it stands, in small letters
  // or as the row has it.
  uint32_t phrase(const std::vector<std::vector<std::string>>& rows, uint32_t next, std::string* code) const {
    if (next >= end_ || (token(next).kind != TokenKind::word && token(next).kind != TokenKind::symbol)) return next;
    uint32_t best = next;
    for (const auto& row : rows) {
      if (row.empty()) continue;
      const std::string_view text = std::string_view(a_.document.text()).substr(token(next).span.begin);
      if (!text.starts_with(row[0])) continue;
      const uint32_t stop = token(next).span.begin + static_cast<uint32_t>(row[0].size());
      uint32_t end = next;
      while (end < end_ && token(end).span.end < stop) ++end;
      if (end >= end_ || token(end).span.end != stop || end + 1 <= best) continue;
      best = end + 1;
      if (code && row.size() > 1) *code = row[1];
    }
    return best;
  }

  uint32_t add(Quantity& quantity, uint32_t begin, uint32_t end) {
    quantity.tokens = {begin, end};
    quantity.span = a_.span(quantity.tokens);
    a_.quantities.push_back(std::move(quantity));
    return end;
  }

  Analysis& a_;
  const Facts& facts_;
  Figures figures_;
  const std::vector<std::vector<std::string>>&percent_words_, &symbols_, &names_, &plural_names_;
  size_t date_ = 0;
  uint32_t begin_ = 0, end_ = 0;
};

}  // namespace

void find_quantities(Analysis& analysis) {
  QuantityFinder finder(analysis);
  for (const BlockInfo& block : analysis.blocks) finder.block(block.tokens);
}

}  // namespace wirecheck
