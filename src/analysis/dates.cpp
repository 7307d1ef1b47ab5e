// Dates: a weekday, a day of a month, a month and its year, in the orders that news copy uses:
//   Friday 25th   Sunday (September 27th)   27 September 2020   Sept. 27, 2020   March 3   the 3rd of March   October 2019
#include "analysis/figures.h"
#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

class DateFinder {
 public:
  explicit DateFinder(Analysis& analysis)
      : a_(analysis), facts_(*analysis.resources.facts), figures_(analysis) {
    const auto& months = facts_.table("language.months");
    capitals_ = !months.empty() && !months[0].empty() && utf8::is_upper(utf8::at(months[0][0], 0));
  }

  void block(Range tokens) {
    end_ = tokens.end;
    begin_ = tokens.begin;
    for (uint32_t i = tokens.begin; i < tokens.end;) {
      const uint32_t next = date(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  bool named(uint32_t i, Is what) const {
    return i < end_ && a_.is(i, what) && a_.tokens[i].kind == TokenKind::word &&
           (!capitals_ || a_.tokens[i].is(Token::capital));
  }
  int value(uint32_t i) const { return static_cast<int>(facts_.value(a_.tokens[i].word).value_or(0)); }
  bool sign(uint32_t i, std::string_view text) const {
    return i < end_ && a_.tokens[i].kind == TokenKind::punctuation && a_.text(i) == text;
  }
  bool day(uint32_t i, Date& date) const {
    if (i >= end_ || a_.tokens[i].kind != TokenKind::number) return false;
    const Figure figure = figures_.read(i);
    if (figure.digits == 0 || figure.digits > 2 || figure.value < 1 || figure.value > 31 || figure.separators) return false;
    if (!figure.suffix.empty() && !figure.ordinal) return false;
    date.day = static_cast<int>(figure.value);
    date.ordinal = figure.ordinal;
    return true;
  }
  bool year(uint32_t i, Date& date) const {
    if (i >= end_ || a_.tokens[i].kind != TokenKind::number) return false;
    const Figure figure = figures_.read(i);
    if (figure.digits != 4 || figure.separators || !figure.suffix.empty() || figure.value < 1000 || figure.value >= 3000) return false;
    date.year = static_cast<int>(figure.value);
    return true;
  }

  // Month and day in either order, with the year when it is there; where it ends, or `i` when there is none.
  uint32_t calendar(uint32_t i, Date& date) const {
    if (named(i, Is::month)) {
      Date found = date;
      found.month = value(i);
      if (day(i + 1, found)) {
        uint32_t next = i + 2;
        // "March 3 men": not decided here; "May 20,000" has separators and is no day.
        const uint32_t after = sign(next, ",") ? next + 1 : next;
        if (year(after, found)) next = after + 1;
        date = found;
        return next;
      }
      if (year(i + 1, found)) {
        date = found;
        return i + 2;
      }
      if (sign(i + 1, ",") && year(i + 2, found)) {
        date = found;
        return i + 3;
      }
      if (a_.is(i, Is::ambiguous)) return i;
      date = found;
      return i + 1;
    }
    Date found = date;
    if (!day(i, found)) return i;
    uint32_t month = i + 1;
    if (month < end_ && found.ordinal && a_.is(month, Is::preposition)) ++month;  // the 3rd of March
    if (!named(month, Is::month)) return i;
    found.month = value(month);
    const uint32_t after = sign(month + 1, ",") ? month + 2 : month + 1;
    date = found;
    if (year(after, date)) return after + 1;
    return month + 1;
  }

  uint32_t date(uint32_t i) {
    Date date;
    uint32_t end = i;
    if (named(i, Is::weekday)) {
      date.weekday = value(i);
      end = i + 1;
      uint32_t next = end;
      if (sign(next, "(")) {
        Date inner = date;
        const uint32_t close = calendar_or_day(next + 1, inner);
        if (close > next + 1 && sign(close, ")")) {
          date = inner;
          date.bracketed = true;
          end = close + 1;
        }
      } else {
        if (sign(next, ",")) ++next;
        if (next < end_ && a_.is(next, Is::determiner)) ++next;
        Date inner = date;
        const bool plain = next == end;
        const uint32_t stop = calendar(next, inner);
        if (stop > next && inner.month && (inner.day || !plain)) {
          date = inner;
          end = stop;
        } else if (Date alone = date; day(next, alone) && (alone.ordinal || plain) && !more(next + 1)) {
          date = alone;
          end = next + 1;
        }
      }
    } else {
      end = calendar(i, date);
      if (end == i) return i;
      date.bracketed = i > begin_ && sign(i - 1, "(") && sign(end, ")");
    }
    date.tokens = {i, end};
    date.span = a_.span(date.tokens);
    a_.dates.push_back(date);
    return end;
  }
  uint32_t calendar_or_day(uint32_t i, Date& date) const {
    const uint32_t end = calendar(i, date);
    if (end > i) return end;
    return day(i, date) ? i + 1 : i;
  }
  // A figure that goes on, or counts something: "Friday 25 people", "Friday 3 percent".
  bool more(uint32_t i) const {
    if (i >= end_ || i == 0) return false;
    const Token& token = a_.tokens[i];
    if (a_.tokens[i - 1].flags && figures_.read(i - 1).ordinal) return false;
    if (token.kind == TokenKind::number || token.kind == TokenKind::symbol) return true;
    if (token.kind != TokenKind::word) return token.is(Token::hyphen_glued);
    constexpr Classes kFunction = Is::preposition | Is::conjunction | Is::auxiliary | Is::stop_word | Is::determiner;
    return (a_.classes(i) & kFunction) == 0;
  }

  Analysis& a_;
  const Facts& facts_;
  Figures figures_;
  bool capitals_ = false;
  uint32_t begin_ = 0, end_ = 0;
};

}  // namespace

void find_dates(Analysis& analysis) {
  DateFinder finder(analysis);
  for (const BlockInfo& block : analysis.blocks) finder.block(block.tokens);
}

}  // namespace wirecheck
