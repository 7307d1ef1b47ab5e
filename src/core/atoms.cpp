#include "core/atoms.h"

#include <algorithm>
#include <bitset>
#include <cmath>

#include "core/utf8.h"

namespace wirecheck::atoms {
namespace {

// ---- the coarse form -----------------------------------------------------------------------------------------------------------------

constexpr unsigned char kBeyond = 0x80, kBegin = 0x81, kEnd = 0x82;
constexpr char32_t kLongS = 0x17F, kKelvin = 0x212A;   // the only ones beyond ASCII that fold to ASCII
using Symbols = std::bitset<0x83>;

bool is(char c, unsigned char symbol) { return static_cast<unsigned char>(c) == symbol; }

constexpr unsigned char ascii_symbol(unsigned char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned char>(c | 0x20);
  if (c >= '0' && c <= '9') return '0';
  if (c >= '\t' && c <= '\r') return ' ';
  return c;
}

unsigned char symbol(char32_t c) {
  if (c < 0x80) return ascii_symbol(static_cast<unsigned char>(c));
  return c == kLongS ? 's' : c == kKelvin ? 'k' : kBeyond;
}

// How much a string tells, in bits: rough shares of the symbols in news. Rounding decides nothing but the speed.
int bits(char symbol) {
  const auto s = static_cast<unsigned char>(symbol);
  if (s == kBegin || s == kEnd) return 7;
  return s == ' ' ? 2 : s >= 'a' && s <= 'z' ? 3 : s == '.' || s == ',' || s == '0' ? 5 : 6;
}

int bits(std::string_view string) {
  if (string.size() == 1 && (is(string[0], kBegin) || is(string[0], kEnd))) return 0;   // every text has them
  int sum = 0;
  for (const char c : string) sum += bits(c);
  return sum;
}

double bits(const Clause& clause) {
  double chance = 0;
  for (const std::string& string : clause) chance += std::exp2(-bits(string));
  return -std::log2(std::min(chance, 1.0));
}

// ---- what a pattern needs ------------------------------------------------------------------------------------------------------------

// More strings or longer ones cost more than they tell: in the cache as well, which a large automaton leaves to nobody.
constexpr size_t kMostProducts = 24, kMostStrings = 48, kLongestString = 24, kMostSymbols = 8;
constexpr int kEnoughOfString = 18, kLessOfString = 9, kEnoughOfPattern = 32;   // bits
constexpr double kLeastOfClause = 6, kLeastOfBegin = 9;

void sort_out(Clause& strings) {
  std::sort(strings.begin(), strings.end());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

// Without the strings that hold another one, which tells as much.
Clause least(Clause strings) {
  const auto shorter = [](const std::string& x, const std::string& y) { return x.size() != y.size() ? x.size() < y.size() : x < y; };
  std::sort(strings.begin(), strings.end(), shorter);
  Clause out;
  for (std::string& string : strings) {
    const bool told = std::any_of(out.begin(), out.end(), [&](const std::string& kept) { return string.find(kept) != std::string::npos; });
    if (!told) out.push_back(std::move(string));
  }
  return out;
}

// Whether `rough` says nothing that `fine` does not say.
bool implied(const Clause& rough, const Clause& fine) {
  return std::all_of(fine.begin(), fine.end(), [&](const std::string& string) {
    return std::any_of(rough.begin(), rough.end(), [&](const std::string& part) { return string.find(part) != std::string::npos; });
  });
}

// What is known of all that a piece of a pattern matches: it begins with one of `head`, ends with one of `tail`, and holds the clauses.
// Exact: it is one of `head`, and the rest is unused.
struct Need {
  bool exact = false;
  Clause head{""}, tail{""};
  std::vector<Clause> clauses;
};

Need exactly(Clause strings) {
  Need out;
  out.exact = true;
  out.head = std::move(strings);
  return out;
}

const Need kNothing = exactly({""});
const Need kAnything = Need();

// The part of a string that tells so many bits, from its begin or its end; that it stands at an edge is not counted.
std::string_view telling(std::string_view string, bool from_end, int enough) {
  int told = 0;
  for (size_t n = 0; n < string.size(); ++n) {
    if (told >= enough) return from_end ? string.substr(string.size() - n) : string.substr(0, n);
    const char c = from_end ? string[string.size() - 1 - n] : string[n];
    if (!is(c, kBegin) && !is(c, kEnd)) told += bits(c);
  }
  return string;
}

void cut(Clause& strings, bool from_end, int enough = kEnoughOfString) {
  for (std::string& string : strings) string = std::string(telling(string, from_end, enough));
  sort_out(strings);
}

void add_clause(const Clause& strings, std::vector<Clause>& out) {
  if (std::any_of(strings.begin(), strings.end(), [](const std::string& s) { return s.empty(); })) return;
  out.push_back(least(strings));
}

// False, and nothing done, when it grows too large.
bool append(Clause& left, const Clause& right) {
  if (left.size() * right.size() > std::max({kMostProducts, left.size(), right.size()})) return false;
  Clause out;
  for (const std::string& l : left)
    for (const std::string& r : right) {
      if (l.size() + r.size() > kLongestString) return false;
      out.push_back(l + r);
    }
  sort_out(out);
  left = std::move(out);
  return true;
}

// What is exact as what begins and ends with it: strings that tell enough are cut then.
void loosen(Need& need) {
  if (!need.exact) return;
  need.exact = false;
  need.tail = need.head;
  cut(need.head, false);
}

Need sequence(Need left, const Need& right) {
  if (left.exact) {
    if (right.exact && append(left.head, right.head)) return left;
    Clause head = left.head;
    loosen(left);
    // What was exact so far goes on in the head of the whole.
    if (append(head, right.head)) {
      left.head = std::move(head);
      cut(left.head, false);
    }
  }
  Clause met = left.tail;
  if (append(met, right.head)) {
    if (right.exact) {
      left.tail = std::move(met);
      return left;
    }
    add_clause(met, left.clauses);
  } else {
    add_clause(left.tail, left.clauses);
    add_clause(right.head, left.clauses);
  }
  left.clauses.insert(left.clauses.end(), right.clauses.begin(), right.clauses.end());
  left.tail = right.exact ? right.head : right.tail;
  return left;
}

// The clause that tells most; empty: none tells anything.
Clause best(const Need& need) {
  std::vector<Clause> all;
  add_clause(need.head, all);
  if (!need.exact) {
    add_clause(need.tail, all);
    all.insert(all.end(), need.clauses.begin(), need.clauses.end());
  }
  Clause out;
  double most = 0;
  for (Clause& clause : all)
    if (const double told = bits(clause); told > most) {
      most = told;
      out = std::move(clause);
    }
  return out;
}

Need either(const std::vector<Need>& branches) {
  if (branches.size() == 1) return branches.front();
  Need out;
  out.exact = std::all_of(branches.begin(), branches.end(), [](const Need& n) { return n.exact; });
  const auto unite = [&](auto&& strings_of) {
    Clause all;
    for (const Need& branch : branches) {
      const Clause& strings = strings_of(branch);
      all.insert(all.end(), strings.begin(), strings.end());
    }
    sort_out(all);
    return all;
  };
  Clause heads = unite([](const Need& n) -> const Clause& { return n.head; });
  if (out.exact && heads.size() <= kMostStrings) return exactly(std::move(heads));
  out.exact = false;
  cut(heads, false);
  if (heads.size() > kMostStrings) cut(heads, false, kLessOfString);
  if (heads.size() <= kMostStrings) out.head = std::move(heads);
  Clause tails = unite([](const Need& n) -> const Clause& { return n.exact ? n.head : n.tail; });
  cut(tails, true);
  if (tails.size() <= kMostStrings) out.tail = std::move(tails);
  Clause one;
  for (const Need& branch : branches) {
    const Clause strings = best(branch);
    if (strings.empty()) return out;
    one.insert(one.end(), strings.begin(), strings.end());
  }
  out.clauses.push_back(least(std::move(one)));
  return out;
}

// Reads RE2's syntax as far as patterns use it; gives up at anything else.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : p_(pattern) {}
  // False: nothing is known.
  bool read(Need& out) {
    out = alternation();
    return ok_ && at_ == p_.size();
  }

 private:
  static constexpr uint32_t kNoLimit = ~0u, kMostRepeats = 8;
  static constexpr std::string_view kSpecial = "\\.[](){}|^$*+?";

  bool more() const { return ok_ && at_ < p_.size(); }
  bool next_is(char c) const { return at_ < p_.size() && p_[at_] == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  Need give_up() {
    ok_ = false;
    return kAnything;
  }

  Need alternation() {
    std::vector<Need> branches;
    do branches.push_back(concatenation());
    while (ok_ && take('|'));
    return either(branches);
  }

  Need concatenation() {
    Need out = kNothing;
    while (more() && !next_is('|') && !next_is(')')) {
      Need piece = item();
      uint32_t min = 1, max = 1;
      if (quantifier(min, max)) {
        take('?');   // as few as can be: the same texts
        uint32_t unused = 0;
        if (quantifier(unused, unused)) return give_up();
        piece = repeated(piece, min, max);
      }
      out = sequence(std::move(out), piece);
    }
    return out;
  }

  bool quantifier(uint32_t& min, uint32_t& max) {
    if (take('?')) return min = 0, max = 1, true;
    if (take('*')) return min = 0, max = kNoLimit, true;
    if (take('+')) return min = 1, max = kNoLimit, true;
    if (!take('{')) return false;
    const auto number = [&](uint32_t& out) {
      const size_t from = at_;
      for (out = 0; at_ < p_.size() && p_[at_] >= '0' && p_[at_] <= '9' && at_ - from < 5; ++at_)
        out = out * 10 + static_cast<uint32_t>(p_[at_] - '0');
      return at_ > from && !(p_[from] == '0' && at_ > from + 1);
    };
    if (!number(min)) return give_up(), false;
    max = min;
    if (take(',') && !next_is('}') && !number(max)) return give_up(), false;
    if (p_[at_ - 1] == ',') max = kNoLimit;
    if (!take('}')) return give_up(), false;
    return true;
  }

  static Need repeated(const Need& piece, uint32_t min, uint32_t max) {
    if (min == 1 && max == 1) return piece;
    if (max == 0) return kNothing;
    if (min == 0) {
      if (max > 1) return kAnything;
      if (piece.exact) return either({kNothing, piece});
      return kAnything;
    }
    Need least_of_it = piece;
    bool all = true;
    for (uint32_t n = 1; n < min; ++n) {
      if (n == kMostRepeats) {
        all = false;
        break;
      }
      least_of_it = sequence(std::move(least_of_it), piece);
    }
    if (all && max == min) return least_of_it;
    // The first ones are no longer followed by the last ones, nor known to be all.
    if (least_of_it.exact) {
      loosen(least_of_it);
      return least_of_it;
    }
    least_of_it.tail = piece.exact ? piece.head : piece.tail;
    return least_of_it;
  }

  Need one(char32_t c) { return exactly({std::string(1, static_cast<char>(symbol(c)))}); }

  Need item() {
    const char c = p_[at_];
    switch (c) {
      case '(': return group();
      case '[': return char_class();
      case '.': ++at_; return kAnything;
      case '^':
      case '$': ++at_; return kNothing;
      case '\\': return escape();
      case '*':
      case '+':
      case '?':
      case '{': return give_up();
      default: return literal();
    }
  }

  // A run of characters that stand for themselves, without the last one when it is repeated.
  Need literal() {
    std::string run;
    size_t next = at_;
    do {
      const utf8::Decoded d = utf8::decode(p_, next);
      if (!d.ok) return give_up();
      next += d.size;
      if (!run.empty() && next < p_.size() && std::string_view("*+?{").find(p_[next]) != std::string_view::npos) break;
      run += static_cast<char>(symbol(d.c));
      at_ = next;
    } while (next < p_.size() && run.size() < kLongestString && kSpecial.find(p_[next]) == std::string_view::npos);
    return exactly({run});
  }

  Need group() {
    ++at_;
    if (take('?')) {
      if (take('P')) {
        const size_t end = p_.find('>', at_);
        if (!next_is('<') || end == std::string_view::npos) return give_up();
        at_ = end + 1;
      } else {
        while (more() && std::string_view("imsU-").find(p_[at_]) != std::string_view::npos) ++at_;
        if (take(')')) return kNothing;   // flags, none of which matters in the coarse form
        if (!take(':')) return give_up();
      }
    }
    Need out = alternation();
    if (!take(')')) return give_up();
    return out;
  }

  // Behind \x.
  bool hex(char32_t& out) {
    const auto digit = [&](char32_t& d) {
      if (at_ >= p_.size()) return false;
      const char c = p_[at_];
      if (c >= '0' && c <= '9') d = static_cast<char32_t>(c - '0');
      else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') d = static_cast<char32_t>((c | 0x20) - 'a' + 10);
      else return false;
      ++at_;
      return true;
    };
    out = 0;
    char32_t d = 0;
    if (take('{')) {
      for (int n = 0; n < 6 && digit(d); ++n) out = out * 16 + d;
      return take('}');
    }
    for (int n = 0; n < 2; ++n) {
      if (!digit(d)) return false;
      out = out * 16 + d;
    }
    return true;
  }

  // \p{Lu}, \pL: behind the p.
  bool skip_property() {
    if (at_ >= p_.size()) return false;
    if (!take('{')) return ++at_, true;
    const size_t end = p_.find('}', at_);
    if (end == std::string_view::npos) return false;
    at_ = end + 1;
    return true;
  }

  // Behind a backslash; false: it is no escape of one character.
  bool escaped(char32_t& out) {
    if (at_ >= p_.size()) return false;
    const char c = p_[at_++];
    switch (c) {
      case 'a': out = '\a'; return true;
      case 'f': out = '\f'; return true;
      case 'n': out = '\n'; return true;
      case 'r': out = '\r'; return true;
      case 't': out = '\t'; return true;
      case 'v': out = '\v'; return true;
      case 'x': return hex(out);
      default:
        if (static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return false;
        out = static_cast<char32_t>(c);
        return true;
    }
  }

  Need escape() {
    ++at_;
    if (at_ >= p_.size()) return give_up();
    switch (p_[at_]) {
      case 'b':
      case 'B':
      case 'A':
      case 'z': ++at_; return kNothing;
      case 'd': ++at_; return one('0');
      case 's': ++at_; return one(' ');
      case 'D':
      case 'S':
      case 'w':
      case 'W': ++at_; return kAnything;
      case 'p':
      case 'P': ++at_; return skip_property() ? kAnything : give_up();
      default: break;
    }
    char32_t c = 0;
    return escaped(c) ? one(c) : give_up();
  }

  // One end of a range.
  bool class_char(char32_t& out) {
    if (at_ >= p_.size()) return false;
    if (take('\\')) return escaped(out);
    const utf8::Decoded d = utf8::decode(p_, at_);
    at_ += d.size;
    out = d.c;
    return d.ok;
  }

  Need char_class() {
    ++at_;
    bool open = take('^');   // too many to name them
    Symbols symbols;
    for (bool first = true; first || !next_is(']'); first = false) {
      if (at_ >= p_.size()) return give_up();
      if (p_.substr(at_).starts_with("[:")) {
        const size_t end = p_.find(":]", at_ + 2);
        if (end == std::string_view::npos) return give_up();
        at_ = end + 2;
        open = true;
        continue;
      }
      if (next_is('\\') && at_ + 1 < p_.size() && std::string_view("dswDSWpP").find(p_[at_ + 1]) != std::string_view::npos) {
        const char kind = p_[at_ + 1];
        at_ += 2;
        if (kind == 'd') symbols.set('0');
        else if (kind == 's') symbols.set(' ');
        else open = true;
        if ((kind == 'p' || kind == 'P') && !skip_property()) return give_up();
        continue;
      }
      char32_t low = 0;
      if (!class_char(low)) return give_up();
      char32_t high = low;
      if (next_is('-') && at_ + 1 < p_.size() && p_[at_ + 1] != ']') {
        ++at_;
        if (!class_char(high)) return give_up();
      }
      for (char32_t c = low; c <= high && c < 0x80; ++c) symbols.set(symbol(c));
      if (high >= 0x80) symbols.set(kBeyond);
      for (const char32_t c : {kLongS, kKelvin})
        if (low <= c && c <= high) symbols.set(symbol(c));
    }
    ++at_;
    if (open || symbols.count() > kMostSymbols) return kAnything;
    Clause strings;
    for (size_t s = 0; s < symbols.size(); ++s)
      if (symbols[s]) strings.emplace_back(1, static_cast<char>(s));
    return exactly(std::move(strings));
  }

  std::string_view p_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace

std::vector<Clause> needed(std::string_view pattern, bool whole) {
  Need need;
  if (!Reader(pattern).read(need)) return {};
  if (whole) {
    const auto edge = [](unsigned char c) { return exactly({std::string(1, static_cast<char>(c))}); };
    need = sequence(sequence(edge(kBegin), need), edge(kEnd));
  }
  std::vector<Clause> all;
  add_clause(need.head, all);
  // A text is seldom read farther than its begin then.
  if (whole && !all.empty() && bits(all.front()) >= kLeastOfBegin) {
    cut(all.front(), false);
    return {least(std::move(all.front()))};
  }
  if (!need.exact) add_clause(need.tail, all);
  all.insert(all.end(), std::make_move_iterator(need.clauses.begin()), std::make_move_iterator(need.clauses.end()));
  std::vector<std::pair<double, Clause>> sorted;
  for (Clause& clause : all) {
    cut(clause, false);
    const double told = bits(clause);
    if (told > 0) sorted.emplace_back(told, least(std::move(clause)));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<Clause> out;
  double sum = 0;
  for (auto& [told, clause] : sorted) {
    if (out.size() == kMostClauses || (!out.empty() && (told < kLeastOfClause || sum >= kEnoughOfPattern))) break;
    if (std::any_of(out.begin(), out.end(), [&rough = clause](const Clause& kept) { return implied(rough, kept); })) continue;
    sum += told;
    out.push_back(std::move(clause));
  }
  return out;
}

// ---- the automaton -------------------------------------------------------------------------------------------------------------------

Index::Index(const std::vector<std::vector<Clause>>& patterns) {
  std::vector<Keyword> at_begin, anywhere;
  for (uint32_t p = 0; p < patterns.size(); ++p) {
    wanted_.push_back(static_cast<uint8_t>((1u << patterns[p].size()) - 1));
    const auto stands_at_begin = [](const std::string& string) { return is(string[0], kBegin); };
    const bool begins = patterns[p].size() == 1 && std::all_of(patterns[p][0].begin(), patterns[p][0].end(), stands_at_begin);
    std::vector<Keyword>& keywords = begins ? at_begin : anywhere;
    for (size_t c = 0; c < patterns[p].size(); ++c)
      for (const std::string& string : patterns[p][c]) keywords.push_back({string, {p, static_cast<uint8_t>(1u << c)}});
  }
  at_begin_ = Automaton(at_begin);
  anywhere_ = Automaton(anywhere);
}

Index::Automaton::Automaton(const std::vector<Keyword>& keywords) {
  for (const Keyword& keyword : keywords)
    for (const char c : keyword.string)
      if (uint8_t& column = column_[static_cast<unsigned char>(c)]; column == 0) column = static_cast<uint8_t>(columns_++);
  for (unsigned char c = 0; c < 0x80; ++c) column_[c] = column_[ascii_symbol(c)];

  // The tree of all strings, a row a node; 0 is the root, and no node leads to it.
  std::vector<uint32_t> tree(columns_, 0);
  std::vector<std::vector<Posting>> told(1);
  for (const Keyword& keyword : keywords) {
    uint32_t node = 0;
    for (const char symbol : keyword.string) {
      const size_t cell = size_t{node} * columns_ + column_[static_cast<unsigned char>(symbol)];
      if (!tree[cell]) {
        tree[cell] = static_cast<uint32_t>(told.size());
        told.emplace_back();
        tree.resize(tree.size() + columns_, 0);
      }
      node = tree[cell];
    }
    told[node].push_back(keyword.posting);
  }

  // Breadth first: a node's fallback, the longest end of its string that begins another one, is shallower and complete.
  const size_t nodes = told.size();
  std::vector<uint32_t> fallback(nodes, 0), order{0};
  for (size_t i = 0; i < order.size(); ++i) {
    const uint32_t node = order[i];
    const size_t back = size_t{fallback[node]} * columns_;
    for (uint32_t column = 0; column < columns_; ++column) {
      uint32_t& child = tree[size_t{node} * columns_ + column];
      const uint32_t otherwise = node ? tree[back + column] : 0;
      if (!child) {
        child = otherwise;
        continue;
      }
      fallback[child] = otherwise;
      told[child].insert(told[child].end(), told[otherwise].begin(), told[otherwise].end());
      order.push_back(child);
    }
  }

  // Rows in an order in which one comparison says whether a state tells anything; the shallow ones, where texts are most of the
  // time, beside each other.
  std::stable_partition(order.begin(), order.end(), [&](uint32_t node) { return told[node].empty(); });
  std::vector<uint32_t> state(nodes);
  for (size_t i = 0; i < nodes; ++i) state[order[i]] = static_cast<uint32_t>(i);
  next_.reserve(tree.size());
  first_telling_ = static_cast<uint32_t>(nodes);
  for (const uint32_t node : order) {
    for (uint32_t column = 0; column < columns_; ++column) next_.push_back(state[tree[size_t{node} * columns_ + column]] * columns_);
    if (told[node].empty()) continue;
    first_telling_ = std::min(first_telling_, state[node]);
    postings_of_.push_back(static_cast<uint32_t>(postings_.size()));
    postings_.insert(postings_.end(), told[node].begin(), told[node].end());
  }
  first_telling_ *= columns_;
  postings_of_.push_back(static_cast<uint32_t>(postings_.size()));
}

template <bool kAtBegin>
void Index::Automaton::scan(std::string_view text, std::vector<uint8_t>& seen) const {
  const auto byte = [&](size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  const auto note = [&](uint32_t row) {
    const uint32_t state = (row - first_telling_) / columns_;
    for (uint32_t i = postings_of_[state]; i < postings_of_[state + 1]; ++i) seen[postings_[i].pattern] |= postings_[i].clause;
  };
  uint32_t row = next_[column_[kBegin]];
  if (row >= first_telling_) note(row);
  for (size_t at = 0; at < text.size(); ++at) {
    if (kAtBegin && row == 0) return;
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) row = next_[row + column_[c]];
    else if (c < 0xC0) continue;   // inside a character
    else if (c == 0xC5 && byte(at + 1) == 0xBF) row = next_[row + column_['s']];
    else if (c == 0xE2 && byte(at + 1) == 0x84 && byte(at + 2) == 0xAA) row = next_[row + column_['k']];
    else row = next_[row + column_[kBeyond]];
    if (row >= first_telling_) note(row);
  }
  row = next_[row + column_[kEnd]];
  if (row >= first_telling_) note(row);
}

void Index::candidates(std::string_view text, std::vector<uint32_t>& out) const {
  std::vector<uint8_t> seen(wanted_.size(), 0);
  at_begin_.scan<true>(text, seen);
  anywhere_.scan<false>(text, seen);
  for (uint32_t p = 0; p < wanted_.size(); ++p)
    if (seen[p] == wanted_[p]) out.push_back(p);
}

}  // namespace wirecheck::atoms
