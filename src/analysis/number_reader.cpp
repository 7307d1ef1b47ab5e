#include "analysis/number_reader.h"

#include <algorithm>
#include <cmath>

#include "core/utf8.h"

namespace wirecheck {
namespace {

// The value of number words and scales as they come: "two hundred and fifty thousand", "dos mil millones". Terms are kept in
// falling order; a multiplier takes every smaller term before it.
class Sum {
 public:
  bool empty() const { return count_ == 0; }
  bool full() const { return count_ == terms_.size(); }
  double value() const {
    double sum = 0;
    for (uint8_t i = 0; i < count_; ++i) sum += terms_[i];
    return sum;
  }
  double scale() const { return scale_; }
  double last() const { return count_ ? terms_[count_ - 1] : 0; }
  bool add(double v, bool inverted) {
    if (full()) return false;
    if (count_) {
      const double last = terms_[count_ - 1];
      // three-and-twenty
      if (inverted && last >= 1 && last < 10 && v >= 20 && v < 100 && std::fmod(v, 10) == 0) {
        terms_[count_ - 1] += v;
        return true;
      }
      double room = 1;
      while (room <= v) room *= 10;
      if (v < 1 || std::fmod(last, room) != 0) return false;
    }
    terms_[count_++] = v;
    return true;
  }
  bool multiply(double by) {
    double smaller = 0;
    uint8_t keep = count_;
    while (keep > 0 && terms_[keep - 1] < by) smaller += terms_[--keep];
    if (smaller == 0) {
      if (keep && std::fmod(terms_[keep - 1], by * 10) != 0) return false;
      smaller = 1;
    }
    if (keep == terms_.size()) return false;
    terms_[keep] = smaller * by;
    count_ = static_cast<uint8_t>(keep + 1);
    scale_ = std::max(scale_, by);
    last_scale_ = by;
    return true;
  }
  void fraction(double part, bool joined) {
    if (empty()) {
      terms_[count_++] = part;
    } else if (joined) {
      terms_[count_ - 1] += part * last_scale_;   // two and a half; deux millions et demi
    } else {
      for (uint8_t i = 0; i < count_; ++i) terms_[i] *= part;
    }
  }

 private:
  std::array<double, 10> terms_{};
  uint8_t count_ = 0;
  double scale_ = 1, last_scale_ = 1;
};

bool is_cjk(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007 || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xAC00 && c <= 0xD7A3) || c == 0x3005;
}
bool is_gap(char32_t c) {
  return c == ' ' || c == utf8::kNoBreakSpace || c == utf8::kNarrowNoBreakSpace || c == utf8::kThinSpace;
}
int digit_value(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  if (!utf8::is_digit(c)) return -1;
  // Decimal digits stand in runs of ten that begin at a multiple of 16 or at 6 beyond it.
  constexpr std::array<char32_t, 13> kZeros = {0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xE50, 0x17E0, 0xFF10};
  for (const char32_t zero : kZeros)
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  return -1;
}

constexpr std::string_view kIdeographicComma = "\xEF\xBC\x8C";
constexpr char32_t kArabicDecimal = 0x66B, kArabicGroup = 0x66C, kArabicPercent = 0x66A, kWidePercent = 0xFF05, kWideComma = 0xFF0C,
                   kWideStop = 0xFF0E, kWideColon = 0xFF1A;

char32_t plain_mark(char32_t c) {
  switch (c) {
    case kWideComma: return ',';
    case kWideStop: return '.';
    case kWideColon: return ':';
    case utf8::kRightSingle: return '\'';
    case utf8::kNoBreakSpace: case utf8::kNarrowNoBreakSpace: case utf8::kThinSpace: return ' ';
    default: return c;
  }
}

bool is_currency(char32_t c) { return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF) || c == 0x58F || c == 0xFFE5; }

class Reader {
 public:
  Reader(const NumberWords& words, std::string_view text, Span within)
      : w_(words), text_(text), begin_(within.begin), end_(within.end) {}

  std::vector<Numeral> read() {
    uint32_t i = begin_;
    char32_t before = begin_ > 0 ? utf8::before(text_, begin_) : U' ';
    while (i < end_) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      uint32_t next = i;
      if (byte < 0x80 && !(byte >= '0' && byte <= '9') && !w_.begins_at(text_, i)) {
        // The common case: nothing begins here.
        if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') next = plain_word(i, before);
        else note(byte);
        if (next == i) {
          before = byte;
          ++i;
          continue;
        }
      } else {
        const char32_t c = at(i);
        if (digit_value(c) >= 0) next = figure(i, before);
        else if (utf8::is_letter(c)) next = letters(i, c, before);
        else note(c);
        if (next == i) next = i + utf8::decode(text_, i).size;
      }
      before = utf8::before(text_, next);
      i = next;
    }
    finish();
    return std::move(out_);
  }

 private:
  char32_t at(uint32_t i) const { return i < end_ ? utf8::at(text_, i) : 0; }
  uint32_t size_at(uint32_t i) const { return utf8::decode(text_, i).size; }
  uint32_t letters_end(uint32_t i) const {
    while (i < end_) {
      const utf8::Decoded next = utf8::decode(text_, i);
      if (!utf8::is_letter(next.c) && (next.c < 0x80 || !utf8::is_mark(next.c))) break;
      i += next.size;
    }
    return i;
  }
  uint32_t skip_gap(uint32_t i) const {
    while (i < end_ && is_gap(at(i))) i += size_at(i);
    return i;
  }
  bool boundary(uint32_t i) const {
    const char32_t c = at(i);
    return !utf8::is_letter(c) && !utf8::is_mark(c);
  }
  void note(char32_t c) {
    if (c == '(' || c == 0xFF08) ++brackets_;
    else if ((c == ')' || c == 0xFF09) && brackets_) --brackets_;
    else if (c == '\n') brackets_ = 0;
  }

  // The longest entry at `i` of the wanted kind that ends where a word ends (anywhere in a language without spaces).
  struct Hit { uint32_t end = 0; NumberWord word; explicit operator bool() const { return end != 0; } };
  template <class Wanted> Hit longest(uint32_t i, Wanted wanted) const {
    Hit best;
    if (i >= end_ || !w_.begins(text_[i])) return best;
    w_.walk(text_, i, end_, [&](uint32_t end, const NumberWord& word) {
      if (!wanted(word.role)) return;
      if (w_.continuous() || boundary(end)) best = {end, word};
    });
    return best;
  }
  Hit longest(uint32_t i, NumberRole role) const {
    return longest(i, [role](NumberRole r) { return r == role; });
  }
  static bool scales(NumberRole r) { return r == NumberRole::multiplier || r == NumberRole::abbreviation; }

  // ---- figures ------------------------------------------------------------------------------------------------------------
  struct Group { double value = 0; uint8_t digits = 0; char32_t mark = 0; Span span; };  // mark: before it
  static constexpr size_t kGroups = 8;

  uint32_t digits(uint32_t i, Group& group) const {
    group.span.begin = i;
    while (i < end_) {
      const utf8::Decoded next = utf8::decode(text_, i);
      const int digit = digit_value(next.c);
      if (digit < 0) break;
      group.value = group.value * 10 + digit;
      if (group.digits < 99) ++group.digits;
      i += next.size;
    }
    group.span.end = i;
    return i;
  }

  uint32_t figure(uint32_t begin, char32_t before) {
    std::array<Group, kGroups> groups;
    size_t n = 0;
    uint32_t i = digits(begin, groups[n++]);
    bool spaces = false;
    while (n < kGroups && i < end_) {
      const char32_t mark = plain_mark(at(i));
      const bool known = mark == '.' || mark == ',' || mark == ':' || mark == '/' || mark == '\'' || mark == ' ' ||
                         mark == kArabicDecimal || mark == kArabicGroup;
      if (!known) break;
      uint32_t after = i + size_at(i);
      // Tokenised text: 8: 00
      if (mark == ':' && n == 1 && groups[0].value <= 24 && at(after) == ' ' && digit_value(at(after + 1)) >= 0 && digit_value(at(after + 2)) >= 0 &&
          digit_value(at(after + 3)) < 0)
        ++after;
      if (digit_value(at(after)) < 0) break;
      Group next;
      const uint32_t stop = digits(after, next);
      if (mark == ' ') {
        const bool group = next.digits == 3 && groups[0].digits <= 3 && (n == 1 || spaces) && groups[0].value > 0;
        if (!group || utf8::is_letter(at(stop))) break;
        spaces = true;
      } else if (mark == ':' && next.digits != 2 && !(n == 1 && next.digits <= 2)) {
        break;
      } else if (mark == '\'' && next.digits != 3) {
        break;
      } else if (mark == ',' && n == 1 && groups[0].digits >= 4 && next.digits == 4) {
        break;   // 2015,2016
      }
      next.mark = mark;
      groups[n++] = next;
      i = stop;
    }
    Numeral out;
    out.flags = Numeral::figures;
    out.span = out.figure = {begin, i};
    value_of(groups, n, out);
    if (groups[0].digits > 15) out.flags |= Numeral::code;
    if (utf8::is_letter(before) && !is_cjk(before) && !currency_letters(begin)) out.flags |= Numeral::code;
    if (before == '.' || before == '@' || before == '_' || before == '#' || before == '=' || before == '&') {
      if (begin > begin_ + 1 && utf8::is_letter(utf8::before(text_, begin - 1))) out.flags |= Numeral::weak;
    }
    if (is_currency(before) || currency_letters(begin)) out.flags |= Numeral::money;
    if (w_.begins(text_[begin])) {   // a number that stands for something else: 911
      if (const Hit hit = longest(begin, NumberRole::ignored); hit && hit.end >= i) {
        out.flags |= Numeral::weak;
        if (hit.word.value > 0) out.add_value(hit.word.value);   // 9/11 is of 2001
      }
    }
    // A telephone number goes on over spaces.
    const bool plus = before == '+' || (begin >= begin_ + 2 && is_gap(before) && text_[begin - 2] == '+');
    const bool dialled = plus || (text_[begin] == '0' && groups[0].digits > 2) || (telephone_ && begin == telephone_ + 1 && is_gap(before));
    if (dialled) {
      out.flags |= Numeral::weak | Numeral::code;
      telephone_ = i;
    }
    if (n == 1 && before == '\'' + 0u) add_century(out);
    if (n == 1 && before == utf8::kRightSingle) add_century(out);
    if (before == '%' || before == kArabicPercent) out.flags |= Numeral::percent;
    i = behind_figure(i, out);
    out.span.end = std::max(out.span.end, i);
    return add(out, i, before);
  }

  // Letters glued before a figure that are the code or the sign of a currency: RM476, PLN103.
  bool currency_letters(uint32_t begin) const {
    uint32_t i = begin;
    uint32_t letters = 0;
    while (i > begin_ && i > 0 && text_[i - 1] >= 'A' && text_[i - 1] <= 'Z' && letters < 4) {
      --i;
      ++letters;
    }
    if (letters < 2 || letters > 3) return false;
    if (i > 0 && utf8::is_letter(utf8::before(text_, i))) return false;
    return w_.is_currency(text_.substr(i, letters));
  }

  void value_of(const std::array<Group, kGroups>& g, size_t n, Numeral& out) const {
    const auto part = [&](double value) {
      if (out.part_count < out.parts.size()) out.parts[out.part_count++] = value;
    };
    if (n == 1) {
      out.add_value(g[0].value);
      if (g[0].digits == 4) {
        const double hour = std::floor(g[0].value / 100), minute = std::fmod(g[0].value, 100);
        if (hour < 24 && minute < 60) out.minutes = static_cast<int16_t>(hour * 60 + minute);
      }
      return;
    }
    const bool colon = std::any_of(g.begin() + 1, g.begin() + static_cast<long>(n), [](const Group& x) { return x.mark == ':'; });
    const bool slash = std::any_of(g.begin() + 1, g.begin() + static_cast<long>(n), [](const Group& x) { return x.mark == '/'; });
    if (colon || slash) {
      for (size_t i = 0; i < n; ++i) part(g[i].value);
      out.flags |= Numeral::compound;
      if (colon && n == 2 && g[0].value <= 24 && g[1].value < 60) {
        out.minutes = static_cast<int16_t>(g[0].value * 60 + g[1].value);
        out.flags |= Numeral::time;
      } else if (colon) {
        out.flags |= Numeral::time;
      }
      if (slash && !colon && n == 2 && g[1].value > 0 && g[0].value < g[1].value && g[1].value <= 100) {
        out.add_value(g[0].value / g[1].value);
        out.flags |= Numeral::fraction;
      }
      if (slash && n == 2 && g[0].digits == 4 && g[1].digits == 2) part(std::floor(g[0].value / 100) * 100 + g[1].value);
      return;
    }
    if (n == 3 && g[1].mark == '.' && g[2].mark == '.' && g[0].digits <= 2 && g[1].digits <= 2 && (g[2].digits == 2 || g[2].digits == 4)) {
      for (size_t i = 0; i < n; ++i) part(g[i].value);
      if (g[2].digits == 2) part(2000 + g[2].value);
      out.flags |= Numeral::compound;
      return;
    }
    const auto grouped = [&](size_t count) {
      double value = g[0].value;
      for (size_t i = 1; i < count; ++i) value = value * std::pow(10, g[i].digits) + g[i].value;
      return value;
    };
    const auto threes = [&](size_t count) {   // are groups 1 .. count-1 groups of three (or Indian: of two, the last of three)?
      if (count == 1) return true;
      if (g[0].digits > 3 || g[count - 1].digits != 3) return false;
      bool three = true, two = g[0].digits <= 2;
      for (size_t i = 1; i < count; ++i) {
        if (g[i].mark != g[1].mark) return false;
        three = three && g[i].digits == 3;
        two = two && (i + 1 == count || g[i].digits == 2);
      }
      return three || (two && g[1].mark == ',');
    };
    const char32_t last = g[n - 1].mark;
    const double decimal = g[n - 1].value / std::pow(10, g[n - 1].digits);
    if (last == ' ' || last == '\'' || last == kArabicGroup) {
      if (threes(n)) {
        out.add_value(grouped(n));
        out.flags |= Numeral::grouped;
        if (last == ' ' && n == 2) {
          for (size_t i = 0; i < n; ++i) part(g[i].value);
        }
      } else {
        out.flags |= Numeral::broken;
      }
      return;
    }
    if (n == 2) {
      const bool may_group = g[1].digits == 3 && g[0].digits <= 3 && g[0].value > 0 && last != kArabicDecimal;
      const double fine = g[0].value + decimal;
      if (may_group && last != w_.decimal()) out.add_value(grouped(2));
      out.add_value(fine);
      if (may_group) out.add_value(grouped(2));
      if (may_group && last != w_.decimal()) out.flags |= Numeral::grouped;
      else out.decimals = g[1].digits;
      if (last == '.' && g[0].digits <= 2 && g[1].digits <= 2) {
        part(g[0].value);
        part(g[1].value);
        if (g[1].digits == 2 && g[0].value <= 24 && g[1].value < 60) out.minutes = static_cast<int16_t>(g[0].value * 60 + g[1].value);
      }
      return;
    }
    if (threes(n)) {
      out.add_value(grouped(n));
      out.flags |= Numeral::grouped;
    } else if (last != g[n - 2].mark && threes(n - 1)) {
      out.add_value(grouped(n - 1) + decimal);
      out.decimals = g[n - 1].digits;
      out.flags |= Numeral::grouped;
    } else {
      out.flags |= Numeral::broken;
      for (size_t i = 0; i < n; ++i) part(g[i].value);
    }
  }

  static void add_century(Numeral& out) {
    const double v = out.value();
    if (v >= 100) return;
    out.add_value(1900 + v);
    out.add_value(2000 + v);
  }

  // What belongs to a figure behind it: ordinal endings, a scale, the hour sign. Returns where the number ends.
  uint32_t behind_figure(uint32_t i, Numeral& out) {
    const uint32_t figure_end = i;
    const char32_t next = at(i);
    const bool one = out.value_count > 0 && !out.is(Numeral::compound);
    // Glued letters.
    if (utf8::is_letter(next) && !is_cjk(next)) {
      const uint32_t stop = letters_end(i);
      bool known = false;
      if (const Hit hit = longest(i, [](NumberRole r) { return r == NumberRole::ordinal_end || r == NumberRole::decade_end; })) {
        if (hit.end == stop || boundary(hit.end)) {
          out.flags |= hit.word.role == NumberRole::ordinal_end ? Numeral::ordinal : Numeral::decade;
          if (hit.word.role == NumberRole::decade_end) add_century(out);
          known = true;
          i = hit.end;
        }
      }
      if (!known) {
        if (const uint32_t end = clock(figure_end, out)) return end;
        if (const Hit hit = longest(i, scales)) {
          scale(hit, out);
          i = hit.end;
          known = true;
        } else if (const Hit half = longest(i, NumberRole::meridiem)) {
          twelve(out);
          return half.end;
        }
      }
      if (!known) {
        const uint32_t letters = stop - i;
        if (utf8::is_upper(next) && letters <= 2 && next < 0x80 && digit_value(at(stop)) < 0) {   // 3D, 5G
          out.flags |= Numeral::code | Numeral::weak;
          return stop;
        }
        if (utf8::is_digit(at(stop))) out.flags |= Numeral::code;
        return figure_end;
      }
    } else if (next == '-' || next == utf8::kNoBreakHyphen || next == utf8::kHyphen) {
      const uint32_t after = i + size_at(i);
      if (utf8::is_letter(at(after))) {
        out.flags |= Numeral::hyphen_after;
        if (const Hit hit = longest(after, [](NumberRole r) {
              return r == NumberRole::ordinal_end || r == NumberRole::decade_end || r == NumberRole::century_end; })) {
          if (hit.word.role == NumberRole::ordinal_end) out.flags |= Numeral::ordinal;
          if (hit.word.role == NumberRole::decade_end) {
            out.flags |= Numeral::decade;
            add_century(out);
          }
          if (hit.word.role == NumberRole::century_end && std::fmod(out.value(), 100) == 0) out.add_value(out.value() / 100 + 1);
          i = hit.end;
        } else if (one) {
          if (const Hit multiple = longest(after, NumberRole::multiplier)) {
            scale(multiple, out);
            i = multiple.end;
          }
        }
      }
    } else if ((next == '\'' || next == utf8::kRightSingle) && utf8::is_letter(at(i + size_at(i)))) {
      const uint32_t after = i + size_at(i);
      if (const Hit hit = longest(after, NumberRole::decade_end)) {
        out.flags |= Numeral::decade;
        add_century(out);
        i = hit.end;
      }
    }
    if (const uint32_t end = clock(figure_end, out)) return end;
    if (!one) return i;
    // Scale words, one behind the other; in a language without spaces, and after a scale, figures go on: 3 oku 5000 man.
    Sum sum;
    bool scaled = false;
    for (uint32_t probe = i;;) {
      uint32_t gap = skip_gap(probe);
      // "of" or the like may stand between: 5 de milioane
      Hit hit = longest(gap, scales);
      if (hit && gap > probe && hit.word.role == NumberRole::abbreviation && hit.end - gap == 1) hit = {};   // 5 m: metres
      if (hit && hit.word.value == 100 && !w_.continuous()) hit = {};   // 80 cents
      if (!hit && gap > probe) {
        if (const Hit join = longest(gap, NumberRole::join); join && scaled == false) {
          const uint32_t behind = skip_gap(join.end);
          if (behind > join.end || w_.continuous()) {
            const Hit later = longest(behind, NumberRole::multiplier);
            if (later && later.word.value >= 1000) hit = later;
          }
        }
      }
      if (!hit) break;
      scale(hit, out);
      scaled = true;
      i = probe = hit.end;
    }
    if (scaled) i = more(i, out);
    if (scaled) {
      // "1.5 million and a half" is not written; "2 millions et demi" is.
      if (const Hit join = longest(skip_gap(i), NumberRole::join)) {
        if (const Hit half = longest(skip_gap(join.end), NumberRole::fraction); half && skip_gap(join.end) > join.end) {
          out.values[0] += half.word.value * out.scale;
          i = half.end;
        }
      }
    }
    return i;
  }

  // Behind a scaled figure, a smaller one: 3 milyar 200 milyon.
  uint32_t more(uint32_t i, Numeral& out) const {
    for (double limit = out.scale; limit > 1;) {
      const uint32_t gap = skip_gap(i);
      if (digit_value(at(gap)) < 0 || (!w_.continuous() && gap == i)) break;
      Group group;
      uint32_t stop = digits(gap, group);
      if (const char32_t mark = at(stop); (mark == '.' || mark == ',') && digit_value(at(stop + 1)) >= 0) break;
      Hit hit = longest(skip_gap(stop), NumberRole::multiplier);
      for (Hit next; hit && w_.continuous(); hit = {next.end, hit.word}, hit.word.value *= next.word.value)
        if (!(next = longest(hit.end, NumberRole::multiplier))) break;
      if (hit && hit.word.value >= limit) break;
      if (!hit && (!w_.continuous() || group.value >= limit)) break;
      for (uint8_t k = 0; k < out.value_count; ++k) out.values[k] += group.value * (hit ? hit.word.value : 1);
      i = hit ? hit.end : stop;
      if (!hit) break;
      limit = hit.word.value;
    }
    return i;
  }

  static void scale(const Hit& hit, Numeral& out) {
    // A weak abbreviation ("5 m") keeps the plain reading, too.
    const double plain = out.value();
    for (uint8_t k = 0; k < out.value_count; ++k) out.values[k] *= hit.word.value;
    if (hit.word.weak && hit.word.role == NumberRole::abbreviation) out.add_value(plain);
    if (hit.word.value >= 1000) out.flags &= ~static_cast<uint32_t>(Numeral::hyphen_after);
    out.scale *= hit.word.value;
    out.minutes = -1;
  }

  // 21h30, 21 h 30, 15 ji 50 fun; where it ends, or 0.
  uint32_t clock(uint32_t i, Numeral& out) const {
    if (out.value_count != 1 || out.is(Numeral::compound) || out.value() > 24 || out.decimals) return 0;
    const uint32_t gap = skip_gap(i);
    const Hit hour = longest_loose(gap, NumberRole::hour);
    if (!hour) return 0;
    double minute = 0;
    uint32_t end = hour.end;
    const uint32_t next = skip_gap(hour.end);
    const bool digits_next = digit_value(at(next)) >= 0;
    if (!digits_next && !boundary(hour.end) && !w_.continuous()) return 0;
    if (digits_next) {
      Group group;
      const uint32_t stop = digits(next, group);
      const char32_t behind = at(stop);
      const bool goes_on = (behind == '.' || behind == ',') && digit_value(at(stop + 1)) >= 0;
      if (group.digits == 2 && group.value < 60 && !goes_on) {
        minute = group.value;
        end = stop;
      }
    }
    out.minutes = static_cast<int16_t>(out.value() * 60 + minute);
    out.flags |= Numeral::time;
    if (end != hour.end) {
      out.parts[0] = out.value();
      out.parts[1] = minute;
      out.part_count = 2;
      out.value_count = 0;
      out.flags |= Numeral::compound;
    }
    return end;
  }
  // Digits may follow at once.
  Hit longest_loose(uint32_t i, NumberRole role) const {
    Hit best;
    if (i >= end_ || !w_.begins(text_[i])) return best;
    w_.walk(text_, i, end_, [&](uint32_t end, const NumberWord& word) {
      if (word.role == role && (w_.continuous() || boundary(end) || digit_value(at(end)) >= 0)) best = {end, word};
    });
    return best;
  }

  // ---- words --------------------------------------------------------------------------------------------------------------
  // A word of ASCII letters that no entry begins with. A designation and its number are one name: F-35, COVID-19, G20.
  uint32_t plain_word(uint32_t i, char32_t before) {
    uint32_t end = i;
    while (end < end_ && ((text_[end] | 0x20) >= 'a' && (text_[end] | 0x20) <= 'z')) ++end;
    if (end < end_ && static_cast<unsigned char>(text_[end]) >= 0x80) end = letters_end(end);
    if (text_[i] <= 'X' && end - i >= 2)
      if (const uint32_t stop = roman(i, end, before)) return stop;
    return code_end(i, end, before);
  }

  uint32_t code_end(uint32_t begin, uint32_t end, char32_t before) {
    uint32_t digits_at = end;
    const char32_t next = at(end);
    const bool hyphen = next == '-' || next == utf8::kNoBreakHyphen || next == utf8::kHyphen;
    if (hyphen) digits_at = end + size_at(end);
    if (digit_value(at(digits_at)) < 0) return end;
    const char32_t first = at(begin);
    if (is_cjk(first) || !utf8::is_upper(first)) return end;
    if (!hyphen && currency_letters(digits_at)) return end;
    // A long word with a hyphen and a number is as often a compound: Euro-2016 is a name, Mitte-30 none.
    uint32_t stop = digits_at;
    while (stop < end_) {
      const char32_t c = at(stop);
      if (digit_value(c) < 0 && !(utf8::is_letter(c) && !is_cjk(c))) break;
      stop += size_at(stop);
    }
    Numeral out;
    out.flags = Numeral::code | Numeral::weak | Numeral::figures;
    Group group;
    digits(digits_at, group);
    out.add_value(group.value);
    out.span = out.whole = {begin, stop};
    out.figure = group.span;
    push(out, before);
    return stop;
  }

  uint32_t letters(uint32_t i, char32_t c, char32_t before) {
    if (is_cjk(c)) return w_.begins(text_[i]) && w_.continuous() ? ideographs(i, before) : i + size_at(i);
    const uint32_t word = letters_end(i);
    if (w_.begins(text_[i]))
      if (const uint32_t end = number_words(i, word, before)) return end;
    if (const uint32_t end = roman(i, word, before)) return end;
    return code_end(i, word, before);
  }

  struct Reading { Sum sum; bool ordinal = false, fraction = false, any_strong = false, weak = true, counted = false; uint32_t atoms = 0; };

  bool take(const NumberWord& word, bool joined, Reading& r) const {
    if (r.ordinal) return false;
    switch (word.role) {
      case NumberRole::cardinal:
        if (r.fraction || r.counted || (joined && r.sum.last() < w_.join_from())) return false;
        if (!r.sum.add(word.value, w_.inverts(joined))) return false;
        break;
      case NumberRole::multiplier:
        if (r.counted || (joined && word.value < 1000)) return false;
        if (!r.sum.multiply(word.value)) return false;
        break;
      case NumberRole::ordinal:
        if (r.fraction || r.counted) return false;
        if (!r.sum.add(word.value, w_.inverts(joined))) return false;
        r.ordinal = true;
        break;
      case NumberRole::fraction:
        if (r.fraction || r.counted) return false;
        r.sum.fraction(word.value, joined);
        r.fraction = true;
        break;
      case NumberRole::count:
        if (!r.sum.empty()) return false;
        r.sum.add(word.value, false);
        r.counted = true;
        break;
      default: return false;
    }
    ++r.atoms;
    if (!word.weak && word.role != NumberRole::fraction) r.weak = false;
    return true;
  }

  // One word made of several: dreiundzwanzigtausend. Every way to part it is tried, the longest parts first.
  bool segment(uint32_t at, uint32_t end, bool joined, Reading& r, int depth) const {
    if (at == end) return !joined;
    if (depth > 12) return false;
    std::array<Hit, 12> hits;
    size_t n = 0;
    w_.walk(text_, at, end, [&](uint32_t stop, const NumberWord& word) {
      const bool part = word.role == NumberRole::cardinal || word.role == NumberRole::multiplier || word.role == NumberRole::ordinal ||
                        word.role == NumberRole::join || word.role == NumberRole::fraction;
      if (part && n < hits.size()) hits[n++] = {stop, word};
    });
    while (n > 0) {
      const Hit& hit = hits[--n];
      if (hit.word.role == NumberRole::join) {
        if (r.atoms == 0 || joined) continue;
        Reading copy = r;
        if (segment(hit.end, end, true, copy, depth + 1)) {
          r = copy;
          return true;
        }
        continue;
      }
      Reading copy = r;
      if (!take(hit.word, joined, copy)) continue;
      if (segment(hit.end, end, false, copy, depth + 1)) {
        r = copy;
        return true;
      }
    }
    return false;
  }

  // The word [i, end) as a number or a part of one.
  bool read_word(uint32_t i, uint32_t& end, bool joined, Reading& r) const {
    std::array<Hit, 8> hits;
    size_t n = 0;
    bool ignored = false;
    w_.walk(text_, i, end_, [&](uint32_t stop, const NumberWord& word) {
      if (stop < end || !boundary(stop) || n == hits.size()) return;
      if (word.role == NumberRole::ignored) ignored = true;
      hits[n++] = {stop, word};
    });
    if (ignored) return false;
    // The longest first; of several readings of one word the one that stands first in the tree.
    while (n > 0) {
      size_t first = n - 1;
      while (first > 0 && hits[first - 1].end == hits[n - 1].end) --first;
      for (size_t k = first; k < n; ++k) {
        if (!take(hits[k].word, joined, r)) continue;
        end = hits[k].end;
        return true;
      }
      n = first;
    }
    return w_.compound() && segment(i, end, joined, r, 0);
  }

  uint32_t number_words(uint32_t begin, uint32_t word_end, char32_t before) {
    if (before == '\'' || utf8::is_digit(before)) return 0;
    // Single roles: month, about, meridiem, ignored.
    bool ignored = false, any = false, whole = false;
    Hit single, combining;
    w_.walk(text_, begin, end_, [&](uint32_t stop, const NumberWord& word) {
      any = true;
      if (word.role == NumberRole::combining && stop < word_end) combining = {stop, word};
      if (stop < word_end || !boundary(stop)) return;
      whole = true;
      if (word.role == NumberRole::ignored) {
        ignored = true;
        single.end = stop;
      }
      if (word.role == NumberRole::month || word.role == NumberRole::about || word.role == NumberRole::meridiem ||
          word.role == NumberRole::percent_before)
        single = {stop, word};
    });
    if (ignored) return single.end;
    // Most words are no number, nor begin with one.
    if (!any || (!whole && !combining && !w_.compound())) return 0;
    Reading reading;
    uint32_t end = word_end, last = 0;
    if (read_word(begin, end, false, reading)) {
      last = end;
      while (true) {
        uint32_t next = end;
        while (next < end_ && (is_gap(at(next)) || at(next) == '-' || at(next) == utf8::kNoBreakHyphen)) next += size_at(next);
        if (next == end || !utf8::is_letter(at(next))) break;
        uint32_t stop = letters_end(next);
        Reading copy = reading;
        if (w_.begins(text_[next]) && read_word(next, stop, false, copy)) {
          reading = copy;
          end = last = stop;
          continue;
        }
        const Hit join = longest(next, NumberRole::join);
        if (!join) break;
        uint32_t behind = skip_gap(join.end);
        if (at(behind) == '-') ++behind;
        if (behind == join.end || !utf8::is_letter(at(behind))) break;
        stop = letters_end(behind);
        copy = reading;
        if (!w_.begins(text_[behind]) || !read_word(behind, stop, true, copy)) break;
        reading = copy;
        end = last = stop;
      }
    }
    if (last && !(single && single.end >= last)) {
      Numeral out;
      out.span = {begin, last};
      out.add_value(reading.sum.value());
      out.scale = reading.sum.scale();
      if (reading.ordinal) out.flags |= Numeral::ordinal;
      if (reading.fraction) out.flags |= Numeral::fraction;
      const bool bare_scale = reading.atoms == 1 && out.scale > 1;
      if (reading.weak || out.value() <= 1 || bare_scale || (reading.fraction && reading.atoms == 1)) out.flags |= Numeral::weak;
      if (reading.ordinal && reading.atoms == 1 && out.value() >= 3 && out.value() <= 20) out.add_value(1 / out.value());
      return add(out, last, before);
    }
    if (single) {
      switch (single.word.role) {
        case NumberRole::month: {
          Numeral out;
          out.span = out.whole = {begin, single.end};
          out.add_value(single.word.value);
          out.flags = Numeral::month | Numeral::weak;
          push(out, before);
          break;
        }
        case NumberRole::about: about_ = single.end; break;
        case NumberRole::meridiem: meridiem(begin); break;
        case NumberRole::percent_before: percent_at_ = single.end; break;
        default: break;
      }
      return single.end;
    }
    // The beginning of a longer word.
    if (combining || w_.compound()) {
      double value = combining.word.value;
      if (!combining) {
        Reading part;
        uint32_t stop = 0;
        prefix(begin, word_end, part, stop);
        if (!part.atoms || stop - begin < 4) return 0;
        value = part.sum.value();
      }
      Numeral out;
      out.span = out.whole = {begin, word_end};
      out.add_value(value);
      out.flags = Numeral::partial | Numeral::weak;
      push(out, before);
      return word_end;
    }
    return 0;
  }

  // The longest beginning of a word that is a number.
  void prefix(uint32_t at, uint32_t end, Reading& r, uint32_t& stop) const {
    for (int depth = 0; depth < 6 && at < end; ++depth) {
      Hit best;
      bool join = false;
      Reading taken;
      w_.walk(text_, at, end, [&](uint32_t to, const NumberWord& word) {
        if (word.role == NumberRole::join && r.atoms) {
          if (!best) best = {to, word};
          join = !best || best.word.role == NumberRole::join;
          return;
        }
        Reading copy = r;
        if (take(word, depth > 0, copy)) {
          best = {to, word};
          taken = copy;
          join = false;
        }
      });
      if (!best) return;
      if (join) {
        at = best.end;
        continue;
      }
      r = taken;
      at = stop = best.end;
    }
  }

  uint32_t roman(uint32_t i, uint32_t end, char32_t before) {
    if (end - i < 2 || end - i > 8) {
      // One letter only where a century or a sovereign may stand: not read.
      return 0;
    }
    int total = 0, last = 1000;
    uint32_t k = i;
    for (; k < end; ++k) {
      int v = 0;
      switch (text_[k]) {
        case 'I': v = 1; break;
        case 'V': v = 5; break;
        case 'X': v = 10; break;
        case 'L': v = 50; break;
        case 'C': v = 100; break;
        case 'D': v = 500; break;
        case 'M': v = 1000; break;
        default: break;
      }
      if (!v) break;
      total += v;
      if (v > last) total -= 2 * last;
      last = v;
    }
    if (k - i < 2 && !(k - i == 1 && k < end)) return 0;
    if (k < end && end - k > 3) return 0;    // XVIIIe, XIXth
    if (k - i < 2) return 0;
    Numeral out;
    out.span = out.whole = {i, end};
    out.add_value(total);
    out.flags = Numeral::roman | Numeral::weak;
    push(out, before);
    return end;
  }

  // Chinese and Japanese: characters one by one.
  uint32_t ideographs(uint32_t begin, char32_t before) {
    Hit single;
    bool ignored = false;
    w_.walk(text_, begin, end_, [&](uint32_t stop, const NumberWord& word) {
      if (word.role == NumberRole::ignored) {
        ignored = true;
        single = {stop, word};
      } else if (!ignored && (word.role == NumberRole::era || word.role == NumberRole::about || word.role == NumberRole::meridiem ||
                              word.role == NumberRole::percent_before || word.role == NumberRole::count || word.role == NumberRole::fraction)) {
        single = {stop, word};
      }
    });
    if (ignored) return single.end;
    Reading reading;
    uint32_t i = begin, atoms = 0;
    bool plain_digits = true;
    double row = 0;
    while (i < end_) {
      const Hit hit = longest(i, [](NumberRole r) { return r == NumberRole::cardinal || r == NumberRole::multiplier; });
      if (!hit) break;
      if (atoms) {   // something longer that is no number may begin here
        bool other = false;
        w_.walk(text_, i, end_, [&](uint32_t, const NumberWord& word) { other = other || word.role == NumberRole::ignored; });
        if (other) break;
      }
      const bool digit = hit.word.role == NumberRole::cardinal && hit.word.value < 10;
      if (plain_digits && digit) {
        row = row * 10 + hit.word.value;
      } else if (plain_digits && atoms > 1) {
        break;
      } else {
        plain_digits = false;
      }
      if (!(plain_digits && atoms >= 1)) {
        if (hit.word.value == 0) {
          if (!atoms) reading.sum.add(0, false);
        } else if (hit.word.role == NumberRole::cardinal ? !reading.sum.add(hit.word.value, false) : !reading.sum.multiply(hit.word.value)) {
          break;
        }
      }
      if (!hit.word.weak) reading.weak = false;
      ++atoms;
      i = hit.end;
    }
    if (!atoms) {
      if (!single) return begin + size_at(begin);
      switch (single.word.role) {
        case NumberRole::era: era_ = single.end; era_offset_ = single.word.value; break;
        case NumberRole::about: about_ = single.end; break;
        case NumberRole::meridiem: meridiem_at_ = single.end; break;
        case NumberRole::percent_before: percent_at_ = single.end; break;
        default: {
          Numeral out;
          out.span = out.whole = {begin, single.end};
          out.add_value(single.word.value);
          out.flags = Numeral::weak;
          push(out, before);
        }
      }
      return single.end;
    }
    if (single && single.word.role == NumberRole::percent_before && single.end > i) {
      percent_at_ = single.end;
      return single.end;
    }
    Numeral out;
    out.span = {begin, i};
    out.add_value(plain_digits && atoms > 1 ? row : reading.sum.value());
    out.scale = reading.sum.scale() > 1000 ? reading.sum.scale() : 1;
    const bool counted = static_cast<bool>(longest(i, NumberRole::counter));
    const bool strong = counted || (atoms > 1 && out.value() >= 20);
    if (!strong || out.value() <= 1) out.flags |= Numeral::weak;
    return add(out, i, before);
  }

  // ---- what stands around -------------------------------------------------------------------------------------------------
  // An hour of the 12-hour clock: the number before or behind.
  void meridiem(uint32_t begin) {
    meridiem_at_ = 0;
    if (!out_.empty() && begin - out_.back().span.end <= 2) {
      twelve(out_.back());
    } else {
      meridiem_at_ = begin;
    }
  }
  static void twelve(Numeral& n) {
    n.flags |= Numeral::hour_12;
    if (!n.is(Numeral::compound) && n.value_count && n.value() <= 12 && n.decimals == 0) {
      n.add_value(n.value() == 12 ? 0 : n.value() + 12);
      n.minutes = static_cast<int16_t>(n.values[0] * 60);
    }
  }

  uint32_t add(Numeral& out, uint32_t i, char32_t before) {
    out.whole = out.span;
    uint32_t next = skip_gap(i);
    const char32_t c = at(next);
    if (c == '%' || c == kArabicPercent || c == kWidePercent) {
      out.flags |= Numeral::percent;
      out.whole.end = i = next + size_at(next);
      if (longest(skip_gap(i), NumberRole::points)) out.flags |= Numeral::points;   // 6% points
    } else if (is_currency(c)) {
      out.flags |= Numeral::money;
      out.whole.end = i = next + size_at(next);
    } else if (w_.begins(next < end_ ? text_[next] : ' ')) {
      if (at(next) == '-') ++next;
      const Hit hit = longest(next, [](NumberRole r) {
        return r == NumberRole::percent || r == NumberRole::points || r == NumberRole::part_of || r == NumberRole::tenth; });
      if (hit) {
        switch (hit.word.role) {
          case NumberRole::percent: out.flags |= Numeral::percent; break;
          case NumberRole::points: out.flags |= Numeral::points; break;
          case NumberRole::tenth:
            out.flags |= Numeral::percent;
            out.add_value(out.value() * 10);
            std::swap(out.values[0], out.values[out.value_count - 1]);
            break;
          default: part_of_ = hit.end; break;
        }
        out.whole.end = i = hit.end;
      }
    } else if (c == '-' && w_.begins(at(next + 1) < 0x80 ? static_cast<char>(at(next + 1)) : text_[std::min<uint32_t>(next + 1, end_ - 1)])) {
      if (const Hit hit = longest(next + 1, NumberRole::percent)) {
        out.flags |= Numeral::percent;
        out.whole.end = i = hit.end;
      }
    }
    if (percent_at_ && percent_at_ <= out.span.begin && skip_gap(percent_at_) == out.span.begin) out.flags |= Numeral::percent;
    percent_at_ = 0;
    if (meridiem_at_ && meridiem_at_ <= out.span.begin && skip_gap(meridiem_at_) == out.span.begin) twelve(out);
    meridiem_at_ = 0;
    if (era_ && skip_gap(era_) == out.span.begin && out.value_count) {
      out.add_value(out.value() + era_offset_);
      out.flags |= Numeral::weak;
    }
    era_ = 0;
    if (is_currency(before)) out.whole.begin -= static_cast<uint32_t>(utf8::encode(before).size());
    push(out, before);
    return i;
  }

  void push(Numeral& out, char32_t before) {
    (void)before;
    if (brackets_) out.flags |= Numeral::bracketed;
    if (about_ && about_ <= out.span.begin && out.span.begin - about_ <= 12) out.flags |= Numeral::about;
    // "of N parts": the denominator stands first.
    if (!out_.empty() && part_of_ && part_of_ <= out.span.begin && skip_gap(part_of_) == out.span.begin && out.span.begin >= out_.back().span.end) {
      const double whole = out_.back().value();
      if (whole > 0) {
        if (whole == 100) {
          out.flags |= Numeral::percent;
        } else {
          out.values[0] = out.value() / whole;
          out.flags |= Numeral::fraction | Numeral::weak;
        }
        out.span.begin = out.whole.begin = out_.back().span.begin;
        out_.pop_back();
      }
    }
    if (out.span.end > part_of_) part_of_ = 0;
    if (!w_.calendars().empty() && out.is(Numeral::figures) && out.value() >= 1200 && out.value() <= 1500)
      for (const double offset : w_.calendars()) out.add_value(out.value() + offset);
    out_.push_back(out);
  }

  // What neighbours tell each other: a range inherits the scale; 2014-15; a month makes its neighbour a day.
  void finish() {
    for (size_t k = 0; k + 1 < out_.size(); ++k) {
      Numeral &a = out_[k], &b = out_[k + 1];
      const uint32_t gap = b.whole.begin > a.whole.end ? b.whole.begin - a.whole.end : 0;
      if (a.is(Numeral::month) && gap <= 6) b.flags |= Numeral::dated;
      if (b.is(Numeral::month) && gap <= 6) a.flags |= Numeral::dated;
      if (gap > 12 || b.whole.begin < a.whole.end) continue;
      const std::string_view between = text_.substr(a.whole.end, gap);
      if (between.find_first_of(",.;:\n") != std::string_view::npos || between.find(kIdeographicComma) != std::string_view::npos) continue;
      if (b.scale >= 1000 && a.scale == 1 && a.value_count && !a.is(Numeral::compound)) a.add_value(a.values[0] * b.scale);
      const bool dash = gap >= 1 && gap <= 3 && utf8::is_dash(utf8::at(between, 0));
      if (dash && a.value() >= 1000 && a.value() < 2100 && b.figure.size() == 2 && b.value() < 100 && !b.decimals)
        b.add_value(std::floor(a.value() / 100) * 100 + b.value());
    }
  }

  const NumberWords& w_;
  std::string_view text_;
  uint32_t begin_, end_;
  std::vector<Numeral> out_;
  uint32_t telephone_ = 0, brackets_ = 0, about_ = 0, meridiem_at_ = 0, percent_at_ = 0, part_of_ = 0, era_ = 0;
  double era_offset_ = 0;
};

}  // namespace

void Numeral::add_value(double value) {
  for (uint8_t i = 0; i < value_count; ++i)
    if (values[i] == value) return;
  if (value_count < values.size()) values[value_count++] = value;
}

std::vector<Numeral> read_numbers(const NumberWords& words, std::string_view text, Span within) {
  return Reader(words, text, within).read();
}

}  // namespace wirecheck
