// Quotations: marks are paired block by block, by their form where it tells (curly marks, guillemets), by spacing and parity
// where it does not (typewriter marks). A single mark that is an apostrophe is marked as a clitic and is left alone.
#include <algorithm>
#include <vector>

#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr size_t kMaxDepth = 6;
constexpr size_t kFewMarks = 6;

enum class Family : uint8_t { straight, curly, low, guillemet, angle, single, straight_single, corner };
enum class Side : uint8_t { open, close, either };

struct MarkAt {
  uint32_t token = 0;
  Family family = Family::straight;
  Side side = Side::either;   // what its form and its spacing say
  bool nests = false;         // an opening mark that two closing ones follow: a quotation inside another
  bool apostrophe = false;    // may be no quotation mark at all
  bool close_follows = false; // of a single mark: the next single mark of the block may close
};

// Do these two make a pair? Marks of the same family do, and typewriter marks stand in for curly ones and the other way round.
bool pairs(Family open, Family close) {
  if (open == close) return true;
  const auto doubled = [](Family f) { return f == Family::straight || f == Family::curly || f == Family::low; };
  const auto single = [](Family f) { return f == Family::single || f == Family::straight_single; };
  return (doubled(open) && doubled(close)) || (single(open) && single(close));
}

class Pairing {
 public:
  explicit Pairing(Analysis& analysis) : a_(analysis), text_(analysis.document.text()) {
    for (const auto& [open, close] : analysis.resources.facts->orthography().quotes)
      if (open == close && utf8::at(open, 0) == utf8::kRightDouble) same_on_both_sides_ = true;
  }

  void block(uint32_t index) {
    block_ = index;
    tokens_ = a_.blocks[index].tokens;
    collect();
    if (marks_.empty()) {
      unfinished_ = kNone;
      return;
    }
    settle_straight();
    pair();
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);
  struct Open { MarkAt mark; size_t quote; };

  bool word_like(uint32_t i) const {
    return a_.tokens[i].kind == TokenKind::word || a_.tokens[i].kind == TokenKind::number;
  }

  bool is_quote_mark(uint32_t i) const {
    return a_.tokens[i].kind == TokenKind::punctuation && utf8::is_quote(utf8::at(text_, a_.tokens[i].span.begin));
  }

  char32_t at(const MarkAt& mark) const { return utf8::at(text_, a_.tokens[mark.token].span.begin); }

  // What stands around the mark: glued to the text after it (an opening mark) or to the text before it (a closing one).
  // Marks that touch each other ("' and '") are seen as one.
  Side side_by_spacing(uint32_t i) const {
    uint32_t first = i, last = i;
    for (int n = 0; n < 3 && first > tokens_.begin && !a_.tokens[first].is(Token::space_before) && is_quote_mark(first - 1); ++n) --first;
    for (int n = 0; n < 3 && last + 1 < tokens_.end && !a_.tokens[last + 1].is(Token::space_before) && is_quote_mark(last + 1); ++n) ++last;
    bool before = a_.tokens[first].is(Token::space_before) || first == tokens_.begin;
    bool after = last + 1 == tokens_.end || a_.tokens[last + 1].is(Token::space_before);
    if (!before && !word_like(first - 1)) {
      const char32_t c = utf8::at(text_, a_.tokens[first - 1].span.begin);
      if (c == '(' || c == '[' || utf8::is_dash(c) || c == '/') before = true;
    }
    if (!after && !word_like(last + 1)) {
      const char32_t c = utf8::at(text_, a_.tokens[last + 1].span.begin);
      if (c == ')' || c == ']' || c == ',' || c == ';' || c == ':' || c == '?' || c == '!' || utf8::is_dash(c) ||
          (c == '.' && a_.tokens[last + 1].span.size() == 1))
        after = true;
    }
    if (before == after) return Side::either;
    return before ? Side::open : Side::close;
  }

  void collect() {
    marks_.clear();
    last_single_close_ = 0;
    for (uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
      const Token& token = a_.tokens[i];
      if (token.kind != TokenKind::punctuation) continue;
      const char32_t c = utf8::at(text_, token.span.begin);
      if (c != '`' && !utf8::is_quote(c)) continue;
      MarkAt mark;
      mark.token = i;
      const Side spacing = side_by_spacing(i);
      mark.side = spacing;
      switch (c) {
        case '"': case 0xFF02: mark.family = Family::straight; break;
        case '`':
          if (token.span.size() == 1) continue;
          mark.family = Family::straight;
          mark.side = Side::open;
          break;
        case '\'': mark.family = token.span.size() == 2 ? Family::straight : Family::straight_single; break;
        case utf8::kLeftDouble: case 0x201F: mark.family = Family::curly; mark.side = Side::open; break;
        case utf8::kRightDouble: mark.family = Family::curly; mark.side = same_on_both_sides_ ? spacing : Side::close; break;
        case utf8::kLowDouble: mark.family = Family::low; mark.side = Side::open; break;
        case utf8::kLeftGuillemet: mark.family = Family::guillemet; mark.side = Side::open; break;
        case utf8::kRightGuillemet: mark.family = Family::guillemet; mark.side = Side::close; break;
        case utf8::kLeftAngle: mark.family = Family::angle; mark.side = Side::open; break;
        case utf8::kRightAngle: mark.family = Family::angle; mark.side = Side::close; break;
        case utf8::kLeftSingle: case 0x201B: case utf8::kLowSingle: mark.family = Family::single; mark.side = Side::open; break;
        case utf8::kRightSingle: mark.family = Family::single; break;
        case 0x300C: case 0x300E: mark.family = Family::corner; mark.side = Side::open; break;
        case 0x300D: case 0x300F: mark.family = Family::corner; mark.side = Side::close; break;
        default: continue;
      }
      // Feet, minutes, inches: 6'2".
      if (spacing != Side::open && i > tokens_.begin && !token.is(Token::space_before) && (c == '"' || c == '\'') &&
          a_.tokens[i - 1].kind == TokenKind::number && token.span.size() == 1)
        mark.apostrophe = true;
      if (mark.family == Family::straight_single || c == utf8::kRightSingle) {
        if (!apostrophe(mark, i)) continue;
      }
      marks_.push_back(mark);
    }
    bool closes = false;
    for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
      mark->close_follows = closes;
      if (mark->apostrophe && mark->family != Family::straight) closes = mark->side != Side::open;
      else if (mark->family == Family::single) closes = false;
    }
  }

  // A single mark: false when it is surely an apostrophe.
  bool apostrophe(MarkAt& mark, uint32_t i) {
    const bool glued_before = !a_.tokens[i].is(Token::space_before) && i > tokens_.begin;
    const bool glued_after = i + 1 < tokens_.end && !a_.tokens[i + 1].is(Token::space_before);
    const bool year = glued_after && a_.tokens[i + 1].kind == TokenKind::number;  // '90s
    if ((glued_before && glued_after && word_like(i - 1) && word_like(i + 1)) || (year && mark.side == Side::open)) {
      a_.tokens[i].flags |= Token::clitic;
      return false;
    }
    mark.apostrophe = true;
    if (mark.side != Side::open && glued_before) last_single_close_ = i;
    return true;
  }

  // Typewriter double marks: by spacing when that brackets well, else by turns. In a block with many of them one slip would
  // turn all that follow inside out; there spacing decides again, and turns only where spacing says nothing.
  void settle_straight() {
    std::vector<MarkAt*>& all = straight_;
    all.clear();
    nests_ = false;
    for (MarkAt& mark : marks_)
      if (mark.family == Family::straight && !mark.apostrophe) all.push_back(&mark);
    if (all.empty()) return;
    int depth = 0, deepest = 0;
    bool clear = true;
    for (const MarkAt* mark : all) {
      if (mark->side == Side::either) clear = false;
      depth += mark->side == Side::open ? 1 : -1;
      deepest = std::max(deepest, depth);
      if (depth < 0) clear = false;
    }
    nests_ = clear && depth == 0 && deepest <= 2;
    if (nests_) return;
    for (size_t i = 0; i + 2 < all.size(); ++i)
      all[i]->nests = all[i]->side == Side::open && all[i + 1]->side == Side::close && all[i + 2]->side == Side::close;
    if (all.size() <= kFewMarks && all.size() % 2 == 0 && all.front()->side != Side::close && all.back()->side != Side::open) {
      for (size_t i = 0; i < all.size(); ++i) all[i]->side = i % 2 ? Side::close : Side::open;
    }
  }

  void pair() {
    stack_.clear();
    const size_t first = a_.quotes.size();
    for (const MarkAt& mark : marks_) {
      Side side = mark.side;
      size_t match = kNone;
      for (size_t s = stack_.size(); s-- > 0;)
        if (pairs(stack_[s].mark.family, mark.family)) { match = s; break; }
      if (mark.family == Family::curly && side == Side::open && match != kNone && stack_[match].mark.family == Family::low)
        side = Side::close;  // the German closing mark is the English opening one
      else if (mark.family == Family::single && side == Side::open && match != kNone && at(mark) == utf8::kLeftSingle &&
               at(stack_[match].mark) == utf8::kLowSingle)
        side = Side::close;  // and so with single marks
      else if (mark.family == Family::curly && side == Side::close && match == kNone && side_by_spacing(mark.token) == Side::open)
        side = Side::open;   // closing marks on both sides, as in Swedish
      else if (mark.family == Family::guillemet && side_by_spacing(mark.token) != Side::either && reversed(mark, match))
        side = side == Side::open ? Side::close : Side::open;
      if (side == Side::either) side = match == kNone ? Side::open : Side::close;
      if (mark.apostrophe && mark.family != Family::straight) {
        if (side == Side::open && mark.token >= last_single_close_) side = Side::either;
        if (side == Side::close && match == kNone) side = Side::either;
        if (side == Side::close && mark.close_follows && possessive(mark.token)) side = Side::either;
        if (side == Side::either) {
          a_.tokens[mark.token].flags |= Token::clitic;
          continue;
        }
      } else if (mark.apostrophe && match == kNone) {
        continue;  // inches
      }
      if (side == Side::open) open(mark, match);
      else close(mark, match);
    }
    finish(first);
  }

  // Marks turned inward, as in German or Danish: taken so when the block begins with such a one.
  bool reversed(const MarkAt& mark, size_t match) const {
    const Side spacing = side_by_spacing(mark.token);
    if (mark.side == Side::close) return match == kNone && spacing == Side::open;
    return match != kNone && spacing == Side::close;
  }

  // A plural possessive inside single quotation marks: the ministers' plan.
  bool possessive(uint32_t i) const {
    if (i + 1 >= tokens_.end) return false;
    const Token& next = a_.tokens[i + 1];
    const std::string_view before = a_.text(i - 1);
    return next.kind == TokenKind::word && !next.is(Token::capital) && (before.ends_with('s'));
  }

  void open(const MarkAt& mark, size_t match) {
    // The same mark opens again though it never closed: the earlier one is unpaired and ends here.
    if (match != kNone && !nests_ && !mark.nests && mark.family == Family::straight && stack_[match].mark.family == Family::straight)
      drop_to(match, a_.tokens[mark.token].span.begin);
    if (stack_.size() >= kMaxDepth) return;
    Quote quote;
    quote.open = a_.tokens[mark.token].span;
    quote.inside = {quote.open.end, a_.document.blocks()[block_].span.end};
    quote.block = block_;
    quote.depth = static_cast<uint8_t>(stack_.size());
    stack_.push_back({mark, a_.quotes.size()});
    a_.quotes.push_back(quote);
  }

  void close(const MarkAt& mark, size_t match) {
    const Span span = a_.tokens[mark.token].span;
    if (match == kNone) {
      Quote quote;  // never opened: nothing is known to be inside
      quote.open = {span.begin, span.begin};
      quote.close = span;
      quote.inside = {span.begin, span.begin};
      quote.block = block_;
      quote.depth = static_cast<uint8_t>(stack_.size());
      a_.quotes.push_back(quote);
      return;
    }
    drop_to(match + 1, span.begin);
    Quote& quote = a_.quotes[stack_[match].quote];
    quote.close = span;
    quote.inside.end = span.begin;
    stack_.resize(match);
  }

  // What stands above `level` in the stack never closes; it reaches to `end`. A single mark that may be an apostrophe and
  // never closes is one.
  void drop_to(size_t level, uint32_t end) {
    for (size_t s = level; s < stack_.size(); ++s) {
      Quote& quote = a_.quotes[stack_[s].quote];
      quote.inside.end = end;
      if (!stack_[s].mark.apostrophe || stack_[s].mark.family == Family::straight) continue;
      quote.open = {};
      a_.tokens[stack_[s].mark.token].flags |= Token::clitic;
      removed_ = true;
      const size_t stop = std::min(a_.quotes.size(), stack_[s].quote + 256);
      for (size_t q = stack_[s].quote + 1; q < stop; ++q)
        if (a_.quotes[q].depth > 0) --a_.quotes[q].depth;
    }
    if (stack_.size() > level) stack_.resize(level);
  }

  void finish(size_t first) {
    drop_to(0, a_.document.blocks()[block_].span.end);
    if (removed_)
      a_.quotes.erase(std::remove_if(a_.quotes.begin() + static_cast<std::ptrdiff_t>(first), a_.quotes.end(),
                                     [](const Quote& q) { return q.open.empty() && q.close.empty(); }),
                      a_.quotes.end());
    removed_ = false;
    // A quotation of several paragraphs opens again at the beginning of each.
    size_t unfinished = kNone;
    for (size_t q = first; q < a_.quotes.size(); ++q) {
      Quote& quote = a_.quotes[q];
      if (q == first && unfinished_ != kNone && quote.open.begin == a_.tokens[tokens_.begin].span.begin && !quote.open.empty()) {
        a_.quotes[unfinished_].continues = true;
        quote.continued = true;
      }
      if (quote.close.empty() && quote.depth == 0 && quote.inside.end == a_.document.blocks()[block_].span.end) unfinished = q;
    }
    unfinished_ = unfinished;
    for (size_t q = first; q < a_.quotes.size(); ++q) flag(a_.quotes[q]);
  }

  void flag(const Quote& quote) {
    if (quote.inside.empty()) return;
    auto it = std::lower_bound(a_.tokens.begin() + tokens_.begin, a_.tokens.begin() + tokens_.end, quote.inside.begin,
                               [](const Token& t, uint32_t at) { return t.span.begin < at; });
    for (; it != a_.tokens.begin() + tokens_.end && it->span.begin < quote.inside.end; ++it) it->flags |= Token::in_quote;
  }

  Analysis& a_;
  std::string_view text_;
  uint32_t block_ = 0;
  Range tokens_;
  std::vector<MarkAt> marks_;
  std::vector<MarkAt*> straight_;
  std::vector<Open> stack_;
  uint32_t last_single_close_ = 0;
  bool nests_ = false;         // the block's typewriter marks bracket well, one level inside another included
  bool removed_ = false;
  bool same_on_both_sides_ = false;  // the language opens and closes with U+201D, as Swedish does
  size_t unfinished_ = kNone;  // the quotation that the block before left open
};

}  // namespace

void find_quotes(Analysis& analysis) {
  Pairing pairing(analysis);
  for (uint32_t block = 0; block < analysis.blocks.size(); ++block) pairing.block(block);
}

}  // namespace wirecheck
