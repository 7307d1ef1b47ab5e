#include "checks/number_match.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/utf8.h"

namespace wirecheck {
namespace {

bool same(double a, double b) { return a == b || std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b)); }

struct Item {
  const Numeral* n = nullptr;
  bool used = false;   // answers or is answered one to one
  bool echo = false;   // another of its value is answered, or a reason was found for it
  bool open() const { return !used && !echo; }
};

bool has_value(const Numeral& n, double value) {
  for (uint8_t i = 0; i < n.value_count; ++i)
    if (same(n.values[i], value)) return true;
  return false;
}

bool clock_like(const Numeral& n) { return n.minutes >= 0 && (n.is(Numeral::time) || n.is(Numeral::hour_12) || n.decimals == 2 || n.figure.size() == 4); }

bool equal(const Numeral& a, const Numeral& b) {
  for (uint8_t i = 0; i < a.value_count; ++i)
    if (has_value(b, a.values[i])) return true;
  // 20 % and a fifth
  if (a.is(Numeral::percent) != b.is(Numeral::percent)) {
    const Numeral& percent = a.is(Numeral::percent) ? a : b;
    const Numeral& other = a.is(Numeral::percent) ? b : a;
    if (percent.value_count)
      for (uint8_t i = 0; i < other.value_count; ++i)
        if (other.values[i] < 1 && std::fabs(other.values[i] * 100 - percent.values[0]) < 0.51) return true;
  }
  // Two thirds and 0.67, 66.7 and 2/3
  if (a.is(Numeral::fraction) != b.is(Numeral::fraction) && a.value_count && b.value_count && a.value() < 1 && b.value() < 1 &&
      std::fabs(a.value() - b.value()) < 0.0051)
    return true;
  if (clock_like(a) && clock_like(b) && (a.is(Numeral::time) || b.is(Numeral::time) || a.is(Numeral::hour_12) || b.is(Numeral::hour_12)) &&
      a.minutes % 720 == b.minutes % 720)
    return true;
  if (a.part_count >= 2 && a.part_count == b.part_count) {
    bool all = true;
    for (uint8_t i = 0; i < a.part_count; ++i) all = all && a.parts[i] == b.parts[i];
    if (all && a.is(Numeral::compound) == b.is(Numeral::compound)) return true;
  }
  return false;
}

// Is the target's number the source's, rounded? Allowed for large values and beside a word like "nearly". A translation does
// not know a value more exactly than its source.
bool rounds(const Numeral& source, const Numeral& target) {
  if (!source.value_count || !target.value_count) return false;
  const Numeral &a = source, &b = target;
  const double x = a.value(), y = b.value();
  const double high = std::max(x, y), low = std::min(x, y);
  if (low <= 0) return false;
  const bool about = a.is(Numeral::about) || b.is(Numeral::about);
  if (!about && low < 100000) return false;
  // The one with fewer figures is the other one rounded or cut.
  for (int figures = 1; figures <= 4; ++figures) {
    const double unit = std::pow(10, std::floor(std::log10(high)) - figures + 1);
    const double rounded = std::round(x / unit) * unit, other = std::round(y / unit) * unit;
    if (!same(other, y)) continue;
    if (same(rounded, x)) return false;
    if (figures == 1 && !about) continue;
    if (std::fabs(x - y) < unit) return high / low < (about ? 1.12 : 1.06);
  }
  return false;
}

// Spans of time and counts that two languages tell by different units: quinze jours, two weeks.
constexpr std::pair<double, double> kSameSpan[] = {{15, 2}, {14, 2}, {48, 2}, {72, 3}, {18, 1.5}, {90, 1.5}, {36, 3}, {96, 4}, {120, 2}};
bool same_span(double a, double b) {
  for (const auto& [x, y] : kSameSpan)
    if ((same(a, x) && same(b, y)) || (same(a, y) && same(b, x))) return true;
  return false;
}

// The word in Latin letters that stands behind a figure, folded; `at` goes on behind it.
std::string word_behind(std::string_view text, size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '-' || static_cast<unsigned char>(text[at]) == 0xC2 || static_cast<unsigned char>(text[at]) == 0xA0)) ++at;
  const size_t begin = at;
  while (at < text.size() && ((text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z')) ++at;
  return utf8::fold(text.substr(begin, at - begin));
}
std::string word_behind(std::string_view text, const Numeral& numeral) {
  size_t at = numeral.span.end;
  return word_behind(text, at);
}

bool asks(const Numeral& n) {
  if (n.is(Numeral::weak) || n.is(Numeral::code) || n.is(Numeral::month) || n.is(Numeral::roman) || n.is(Numeral::broken)) return false;
  if (n.value_count == 0 && n.part_count == 0) return false;
  return n.part_count > 0 || n.value() > 1 || n.decimals > 0 || n.is(Numeral::percent);
}

// Does a number of one side that has no partner tell of a loss by itself?
bool weighs(const Numeral& n) {
  if (!asks(n) || !n.is(Numeral::figures) || n.is(Numeral::ordinal) || n.is(Numeral::bracketed) || n.is(Numeral::compound)) return false;
  if (n.value_count == 0) return false;
  if (n.value() == 1) return false;   // over a per cent
  return n.value() >= 13 || n.decimals > 0 || n.is(Numeral::percent) || n.scale >= 1000 || n.is(Numeral::money);
}

class Matcher {
 public:
  Matcher(const NumberSide& source, const NumberSide& target, const UnitTable& units) : s_(source), t_(target), units_(units) {
    for (const Numeral& n : source.numerals) source_.push_back({&n});
    for (const Numeral& n : target.numerals) target_.push_back({&n});
  }

  std::vector<NumberFault> run() {
    // Nothing is asked: most passages end here.
    const auto any = [](const std::vector<Item>& items) {
      return std::any_of(items.begin(), items.end(), [](const Item& i) { return asks(*i.n) || i.n->is(Numeral::code) || i.n->is(Numeral::broken); });
    };
    if (!any(source_) && !any(target_)) return {};
    pairs();
    parts(source_, target_);
    parts(target_, source_);
    echoes(source_, target_);
    echoes(target_, source_);
    conversions();
    loose();
    rest();
    return std::move(faults_);
  }

 private:
  // One to one, figures before words, in order.
  void pairs() {
    for (const int pass : {0, 1, 2}) {
      for (Item& s : source_) {
        if (s.used || (pass == 0 && !asks(*s.n))) continue;
        for (Item& t : target_) {
          if (t.used || (pass == 0 && !asks(*t.n)) || (pass < 2 && s.n->is(Numeral::percent) != t.n->is(Numeral::percent)) || !equal(*s.n, *t.n)) continue;
          s.used = t.used = true;
          matched(*s.n, *t.n);
          break;
        }
      }
    }
  }

  // A date or a time in one figure whose parts stand apart on the other side.
  static void parts(std::vector<Item>& whole, std::vector<Item>& apart) {
    for (Item& w : whole) {
      if (!w.open() || w.n->part_count < 2) continue;
      std::vector<Item*> found;
      uint8_t n = 0;
      for (uint8_t k = 0; k < w.n->part_count; ++k) {
        const double part = w.n->parts[k];
        Item* hit = nullptr;
        for (Item& a : apart) {
          const bool inside = a.n->part_count && std::find(a.n->parts.begin(), a.n->parts.begin() + a.n->part_count, part) != a.n->parts.begin() + a.n->part_count;
          if (has_value(*a.n, part) || inside) {
            hit = &a;
            if (!a.used) break;
          }
        }
        if (hit) {
          found.push_back(hit);
          ++n;
        } else if (part == 0) {
          ++n;
        }
      }
      const uint8_t needed = w.n->part_count == 4 || (w.n->part_count == 3 && w.n->parts[2] >= 1000 && w.n->parts[0] >= 1000) ? static_cast<uint8_t>(w.n->part_count - 1) : w.n->part_count;
      if (n < needed) continue;
      w.used = true;
      for (Item* a : found) a->used = true;
    }
  }

  // What repeats a number that is answered, or is answered beside the passage.
  void echoes(std::vector<Item>& asked, const std::vector<Item>& others) {
    const std::vector<Numeral>& around = &asked == &source_ ? t_.around : s_.around;
    for (Item& item : asked) {
      if (!item.open()) continue;
      for (const Item& other : others)
        if (equal(*item.n, *other.n)) item.echo = true;
      for (const Numeral& other : around)
        if (!item.echo && equal(*item.n, other)) item.echo = true;
      // 21 h in the source, 9 p.m. here, told with other words than we know
      for (const Item& other : others) {
        if (item.echo || !other.open() || item.n->value_count == 0 || other.n->value_count == 0) continue;
        const bool clock = item.n->is(Numeral::time) || other.n->is(Numeral::time) || item.n->is(Numeral::hour_12) || other.n->is(Numeral::hour_12);
        if (clock && std::fabs(item.n->value() - other.n->value()) == 12) item.echo = true;
      }
    }
  }

  void conversions() {
    for (Item& t : target_) {
      if (t.n->value_count == 0 || t.used) continue;
      const std::string unit = word_behind(t_.text, *t.n);
      for (const UnitTable::Conversion& c : units_.behind(t_.text, *t.n)) {
        const double wanted = t.n->value() * c.factor + c.offset;
        for (Item& s : source_) {
          // Kilometres are not converted into kilometres.
          if (s.n->value_count == 0 || (!unit.empty() && unit == word_behind(s_.text, *s.n))) continue;
          for (uint8_t k = 0; k < s.n->value_count; ++k) {
            if (std::fabs(s.n->values[k] - wanted) > 0.06 * std::fabs(wanted) + 0.6 * std::fabs(c.factor)) continue;
            t.echo = true;
            if (!s.used) s.echo = true;
          }
        }
      }
    }
  }

  void loose() {
    for (Item& s : source_) {
      if (!s.open()) continue;
      for (Item& t : target_) {
        if (!t.open() || !s.n->value_count || !t.n->value_count) continue;
        if (!rounds(*s.n, *t.n)) continue;
        s.used = t.used = true;
        break;
      }
    }
    for (Item& s : source_) {
      if (!s.open()) continue;
      for (Item& t : target_)
        if (t.open() && asks(*s.n) && asks(*t.n) && s.n->value_count && t.n->value_count && same_span(s.n->value(), t.n->value())) s.echo = t.echo = true;
    }
  }

  void matched(const Numeral& s, const Numeral& t) {
    if (s.is(Numeral::points) && t.is(Numeral::percent) && !t.is(Numeral::points)) {
      faults_.push_back({NumberFault::Kind::points, s, t, s.value(), {}});
      return;
    }
    if (!t.is(Numeral::figures) || t.is(Numeral::code) || t.is(Numeral::compound) || t.is(Numeral::weak) || t.is(Numeral::broken) || s.is(Numeral::time) || t.is(Numeral::time)) return;
    if (!s.is(Numeral::figures) || s.value_count == 0 || t.value_count == 0) return;
    if (t.figure.end - t.figure.begin > 30) return;
    const bool amount = s.is(Numeral::percent) || s.is(Numeral::points) || s.is(Numeral::money) || t.is(Numeral::money) || s.scale > 1;
    if (t.minutes >= 0 && s.minutes >= 0 && t.decimals == 2 && !amount) return;   // 20.00 is an hour in many languages
    // The marks of another language.
    const double scale = t.scale > 0 ? t.scale : 1;
    double value = 0;
    bool found = false;
    for (uint8_t i = 0; i < s.value_count && !found; ++i)
      if (has_value(t, s.values[i])) {
        value = s.values[i] / scale;
        found = true;
      }
    if (!found) return;
    const std::string_view text = t_.text.substr(t.figure.begin, t.figure.size());
    std::string digits, wanted_digits;
    bool marks = false;
    for (const char c : text) {
      if (c >= '0' && c <= '9') digits += c;
      else marks = true;
    }
    if (!marks) return;
    int decimals = t.decimals;
    if (value == std::floor(value) && same(value, std::floor(value)) && t.decimals == 3 && t.value() != value) decimals = 0;   // 1.234 for 1,234
    if (value != std::floor(value) && decimals == 0) return;
    const std::string proper = with_marks(value, decimals, true, *t_.words);
    for (const char c : proper)
      if (c >= '0' && c <= '9') wanted_digits += c;
    if (digits != wanted_digits) return;
    if (plain(text) == plain(proper) || text == with_marks(value, decimals, false, *t_.words)) return;
    if (t_.words->accepts(t_.text.substr(t.figure.begin, t.figure.size()), decimals)) return;
    faults_.push_back({NumberFault::Kind::marks, s, t, value * scale, proper});
  }
  static std::string plain(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size();) {
      const utf8::Decoded next = utf8::decode(text, i);
      utf8::append(out, utf8::is_space(next.c) ? U' ' : next.c);
      i += next.size;
    }
    return out;
  }

  void rest() {
    std::vector<Item*> s, t;
    for (Item& item : source_)
      if (item.open() && asks(*item.n)) s.push_back(&item);
    for (Item& item : target_)
      if (item.open() && asks(*item.n)) t.push_back(&item);
    codes();
    // An ordinal in words asks only an ordinal.
    if (s.size() != t.size()) {
      const auto ordinal_word = [](const Item* i) { return i->n->is(Numeral::ordinal) && !i->n->is(Numeral::figures); };
      if (std::none_of(s.begin(), s.end(), [](const Item* i) { return i->n->is(Numeral::ordinal); })) std::erase_if(t, ordinal_word);
      if (std::none_of(t.begin(), t.end(), [](const Item* i) { return i->n->is(Numeral::ordinal); })) std::erase_if(s, ordinal_word);
    }
    // Something unread may answer: a figure that fits no language, a word that is often a number.
    if (s.size() == 1 && t.size() == 1) {
      alter(*s[0], *t[0]);
    } else if (!in_order(s, t)) {
      // One kind that each side has once.
      for (Item* a : s) {
        const auto rival = [&](const Item* x) { return x != a && kind(*x->n) == kind(*a->n); };
        if (std::any_of(s.begin(), s.end(), rival)) continue;
        Item* partner = nullptr;
        int partners = 0;
        for (Item* b : t)
          if (kind(*b->n) == kind(*a->n)) {
            partner = b;
            ++partners;
          }
        if (partners != 1) continue;
        const bool plain = kind(*a->n) == 0;
        if (plain ? s.size() == t.size() && near_in_size(*a->n, *partner->n) : true) alter(*a, *partner);
      }
    }
    if (t.empty() && s.size() == 1 && !any_broken(target_) && weighs(*s[0]->n)) faults_.push_back({NumberFault::Kind::missing, *s[0]->n, std::nullopt, s[0]->n->value(), {}});
    if (s.empty() && t.size() == 1 && !any_broken(source_) && weighs(*t[0]->n)) faults_.push_back({NumberFault::Kind::added, std::nullopt, *t[0]->n, 0, {}});
  }

  // Several on both sides: altered when each fits its own by kind and order.
  bool in_order(const std::vector<Item*>& s, const std::vector<Item*>& t) {
    if (s.empty() || s.size() != t.size() || s.size() > 3) return false;
    for (size_t i = 0; i < s.size(); ++i)
      if (kind(*s[i]->n) != kind(*t[i]->n) || !compatible(*s[i]->n, *t[i]->n) || !near_in_size(*s[i]->n, *t[i]->n)) return false;
    for (size_t i = 0; i < s.size(); ++i) alter(*s[i], *t[i]);
    return true;
  }

  static bool any_broken(const std::vector<Item>& items) {
    return std::any_of(items.begin(), items.end(), [](const Item& i) { return i.n->is(Numeral::broken); });
  }

  // What a number is, as far as it shows: numbers of two kinds are no alteration of each other.
  static int kind(const Numeral& n) {
    if (n.is(Numeral::time) && n.minutes >= 0 && n.part_count) return 1;
    if (n.is(Numeral::percent) || n.is(Numeral::points)) return 2;
    if (n.is(Numeral::compound)) return 3;
    if (n.is(Numeral::figures) && n.scale == 1 && n.value() >= 1500 && n.value() < 2100 && !n.is(Numeral::grouped) && !n.decimals) return 4;   // a year
    if (n.is(Numeral::money)) return 5;
    if (n.scale >= 1000) return 6;
    return 0;
  }
  static bool compatible(const Numeral& a, const Numeral& b) {
    const int x = kind(a), y = kind(b);
    if (x == y) return true;
    if ((x == 1 && b.minutes >= 0 && b.figure.size() == 4) || (y == 1 && a.minutes >= 0 && a.figure.size() == 4)) return true;   // 2100 GMT
    const auto amount = [](int k) { return k == 0 || k == 5 || k == 6; };
    return amount(x) && amount(y);
  }
  static bool near_in_size(const Numeral& a, const Numeral& b) {
    if (!a.value_count || !b.value_count) return true;
    const double high = std::max(a.value(), b.value()), low = std::min(a.value(), b.value());
    return low > 0 && high / low < 10;
  }

  void alter(Item& s, Item& t) {
    if (!compatible(*s.n, *t.n)) return;
    if (s.n->part_count == 0 && t.n->part_count == 0 && (s.n->value_count == 0 || t.n->value_count == 0)) return;
    // A figure against a small word, or the reverse, far apart in size: two different things.
    if (s.n->value_count && t.n->value_count) {
      const double high = std::max(s.n->value(), t.n->value()), low = std::min(s.n->value(), t.n->value());
      const bool words = !s.n->is(Numeral::figures) || !t.n->is(Numeral::figures);
      if (words && low < 13 && high > 12 * low) return;
      if (s.n->is(Numeral::figures) != t.n->is(Numeral::figures) && (low < 13) != (high < 13) && high / low > 4) return;
    }
    // "deux ans et demi": the half stands apart.
    if (s.n->value_count && t.n->value_count && std::fabs(s.n->value() - t.n->value()) == 0.5) {
      const auto half = [](const Item& i) { return has_value(*i.n, 0.5); };
      if (std::any_of(source_.begin(), source_.end(), half) || std::any_of(target_.begin(), target_.end(), half)) return;
    }
    // The scale told once for several: 132 milliards, dont 70.
    if (s.n->value_count && t.n->value_count && s.n->scale == 1 && t.n->scale > 1 && same(s.n->value() * t.n->scale, t.n->value())) {
      if (std::any_of(source_.begin(), source_.end(), [&](const Item& i) { return i.n->scale == t.n->scale; })) return;
    }
    s.used = t.used = true;
    NumberFault fault{NumberFault::Kind::altered, *s.n, *t.n, s.n->value(), {}};
    if (s.n->minutes >= 0 && t.n->minutes >= 0 && (kind(*s.n) == 1 || kind(*t.n) == 1)) fault.fix = clock(*s.n, *t.n);
    else if (!s.n->is(Numeral::compound) && !t.n->is(Numeral::compound) && (s.n->value_count == 1 || s.n->is(Numeral::grouped))) fault.fix = written_like(s.n->value(), *t.n, t_.text, *t_.words);
    faults_.push_back(std::move(fault));
  }

  std::string clock(const Numeral& s, const Numeral& t) const {
    const std::string_view text = t_.text.substr(t.figure.begin, t.figure.size());
    const size_t mark = text.find_first_of(":.");
    if (mark == std::string_view::npos && text.size() != 4) return {};
    int hour = s.minutes / 60;
    const int minute = s.minutes % 60;
    if (t.is(Numeral::hour_12)) {
      if ((s.minutes >= 720) != (t.minutes >= 720) && hour > 12 && t.minutes >= 720) return {};
      if (hour > 12) hour -= 12;
    }
    std::string out = (hour < 10 && (mark == std::string_view::npos || text[0] == '0') ? "0" : "") + std::to_string(hour);
    if (mark != std::string_view::npos) out += text[mark];
    if (minute < 10) out += '0';
    out += std::to_string(minute);
    return out;
  }

  // Designations: F-35 here, another number there.
  void codes() {
    for (const Item& s : source_) {
      if (!s.n->is(Numeral::code) || s.n->figure.empty() || s.n->figure == s.n->span) continue;
      const std::string_view code = s_.text.substr(s.n->span.begin, s.n->span.size());
      if (t_.text.find(code) != std::string_view::npos) continue;
      const Numeral* other = nullptr;
      int others = 0, same_letters = 0;
      for (const Item& x : source_) same_letters += x.n->is(Numeral::code) && letters(s_.text, *x.n) == letters(s_.text, *s.n);
      for (const Item& t : target_) {
        if (!t.n->is(Numeral::code) || letters(t_.text, *t.n) != letters(s_.text, *s.n)) continue;
        ++others;
        other = t.n;
      }
      if (others != 1 || same_letters != 1 || has_value(*other, s.n->value())) continue;
      if (letters(s_.text, *s.n).empty() || s_.text.find(t_.text.substr(other->span.begin, other->span.size())) != std::string_view::npos) continue;
      faults_.push_back({NumberFault::Kind::altered, *s.n, *other, s.n->value(), std::string(code)});
    }
  }
  static std::string letters(std::string_view text, const Numeral& n) {
    std::string out;
    for (uint32_t i = n.span.begin; i < n.span.end; ++i)
      if ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z')) out += text[i];
    return out;
  }

  const NumberSide &s_, &t_;
  const UnitTable& units_;
  std::vector<Item> source_, target_;
  std::vector<NumberFault> faults_;
};

}  // namespace

UnitTable::UnitTable(const std::vector<std::vector<std::string>>& rows) {
  for (const auto& row : rows) {
    if (row.size() < 2) continue;
    for (size_t i = 1; i < row.size(); ++i) {
      Conversion c;
      const std::string& text = row[i];
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), c.factor);
      if (error != std::errc()) continue;
      if (end != text.data() + text.size() && *end == '+') std::from_chars(end + 1, text.data() + text.size(), c.offset);
      units_.emplace_back(utf8::fold(row[0]), c);
    }
  }
  std::stable_sort(units_.begin(), units_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

std::vector<UnitTable::Conversion> UnitTable::behind(std::string_view text, const Numeral& numeral) const {
  std::vector<Conversion> out;
  if (units_.empty()) return out;
  size_t i = numeral.span.end;
  for (int word = 0; word < 3; ++word) {
    const std::string name = word_behind(text, i);
    if (name.empty()) break;
    auto it = std::lower_bound(units_.begin(), units_.end(), name, [](const auto& entry, const std::string& key) { return entry.first < key; });
    for (; it != units_.end() && it->first == name; ++it) out.push_back(it->second);
    if (!out.empty()) break;
  }
  return out;
}

std::vector<NumberFault> compare_numbers(const NumberSide& source, const NumberSide& target, const UnitTable& units) {
  return Matcher(source, target, units).run();
}

std::string with_marks(double value, int decimals, bool group, const NumberWords& words) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  if (error != std::errc()) return {};
  std::string_view text(buffer, static_cast<size_t>(end - buffer));
  const size_t point = std::min(text.find('.'), text.size());
  std::string out;
  for (size_t i = 0; i < point; ++i) {
    if (group && i > 0 && (point - i) % 3 == 0 && text[i - 1] != '-') out += words.group();
    out += text[i];
  }
  if (point < text.size()) {
    utf8::append(out, words.decimal());
    out += text.substr(point + 1);
  }
  return out;
}

std::string written_like(double value, const Numeral& like, std::string_view text, const NumberWords& words) {
  const auto decimals_of = [](double v) {
    for (int d = 0; d <= 3; ++d) {
      const double shifted = v * std::pow(10, d);
      if (std::fabs(shifted - std::round(shifted)) < 1e-6 * std::max(1.0, std::fabs(shifted))) return d;
    }
    return -1;
  };
  const std::string_view old = text.substr(like.span.begin, like.span.size());
  if (!like.is(Numeral::figures)) {
    const NumberRole role = like.is(Numeral::ordinal) ? NumberRole::ordinal : NumberRole::cardinal;
    std::string word(words.spelled(value, role));
    if (like.scale >= 1000 && value >= 1e6) {
      for (const double scale : {1e12, 1e9, 1e6}) {
        const std::string_view name = words.spelled(scale, NumberRole::multiplier);
        if (value < scale || name.empty()) continue;
        const int d = decimals_of(value / scale);
        if (d < 0) return {};
        const std::string_view count = value / scale <= 10 ? words.spelled(value / scale, NumberRole::cardinal) : std::string_view();
        word = (count.empty() ? with_marks(value / scale, d, false, words) : std::string(count)) + " " + std::string(name);
        return utf8::is_upper(utf8::at(old, 0)) ? utf8::capitalise(word) : word;
      }
    }
    if (!word.empty() && like.scale == 1) return utf8::is_upper(utf8::at(old, 0)) ? utf8::capitalise(word) : word;
    if (like.is(Numeral::ordinal) || decimals_of(value) < 0) return {};
    return with_marks(value, decimals_of(value), value >= 1000, words);
  }
  const std::string_view behind = text.substr(like.figure.end, like.span.end - like.figure.end);
  const double scaled = value / like.scale;
  if (like.is(Numeral::ordinal)) {
    if (decimals_of(value) != 0) return {};
    const std::string_view suffix = words.ordinal_suffix(static_cast<uint64_t>(value));
    return with_marks(value, 0, false, words) + std::string(suffix.empty() ? behind : suffix);
  }
  if (like.scale > 1 && (scaled >= 1000 || scaled < 1)) {
    // Another scale: 1.5 billion for 1.5 million.
    for (const double scale : {1e12, 1e9, 1e6, 1e3}) {
      if (value < scale) continue;
      const std::string_view name = words.spelled(scale, NumberRole::multiplier);
      const int d = decimals_of(value / scale);
      if (name.empty() || d < 0) break;
      if (scale == 1e3) return with_marks(value, 0, true, words);
      return with_marks(value / scale, d, false, words) + " " + std::string(name);
    }
    return {};
  }
  const int d = decimals_of(scaled);
  if (d < 0) return {};
  const bool year = !like.is(Numeral::grouped) && scaled >= 1000 && scaled < 10000 && like.value() >= 1000 && like.value() < 10000;
  return with_marks(scaled, d, scaled >= 1000 && !year, words) + std::string(behind);
}

}  // namespace wirecheck
