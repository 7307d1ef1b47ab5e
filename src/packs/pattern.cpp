#include "packs/pattern.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kMostRepeats = 20, kMostGap = 30, kMostDepth = 40;
constexpr std::string_view kMeta = "()[]{}|?!<>\"@$^*+/";

constexpr std::array<std::string_view, 8> kForms = {"base", "third", "past", "participle", "gerund", "plural", "comparative", "superlative"};

bool word_char(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c) || c == '_' || c == utf8::kSoftHyphen; }
bool apostrophe(char32_t c) { return c == '\'' || c == utf8::kRightSingle; }
bool hyphen(char32_t c) { return c == '-' || c == utf8::kHyphen || c == utf8::kNoBreakHyphen; }
bool name_char(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

class Parser {
 public:
  Parser(std::string_view text, const Place& place) : text_(text), place_(place) {}

  Result<Pattern> parse() {
    Pattern pattern = alternation(0);
    if (!failed_ && !at_end()) {
      fail(at_, std::string("a '") + text_[at_] + "' that nothing opens");
    }
    if (failed_) return error_;
    return pattern;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char32_t peek() const { return utf8::at(text_, at_); }
  char32_t peek_after() const { return at_end() ? 0 : utf8::at(text_, at_ + utf8::decode(text_, at_).size); }
  void next() { at_ += utf8::decode(text_, at_).size; }
  void skip_space() { while (!at_end() && utf8::is_space(peek())) next(); }
  uint32_t column(size_t at) const { return utf8::count(text_.substr(0, at)); }
  void fail(size_t at, std::string message) {
    if (failed_) return;
    failed_ = true;
    error_ = pattern_fault(place_, text_, column(at), std::move(message));
    at_ = text_.size();
  }
  Pattern make(Pattern::Kind kind, size_t at, std::string text = {}) const {
    Pattern p;
    p.kind = kind;
    p.text = std::move(text);
    p.column = column(at);
    return p;
  }

  Pattern alternation(uint32_t depth) {
    if (depth > kMostDepth) {
      fail(at_, "groups are nested too deeply");
      return {};
    }
    Pattern all = make(Pattern::Kind::alternation, at_);
    while (true) {
      all.children.push_back(sequence(depth));
      if (failed_ || at_end() || peek() != '|') break;
      next();
    }
    if (all.children.size() == 1) {
      Pattern only = std::move(all.children.front());
      return only;
    }
    return all;
  }

  Pattern sequence(uint32_t depth) {
    skip_space();
    Pattern all = make(Pattern::Kind::sequence, at_);
    while (!failed_ && !at_end() && peek() != '|' && peek() != ')' && peek() != ']') {
      Pattern one = postfix(element(depth));
      all.children.push_back(std::move(one));
      skip_space();
    }
    if (!failed_ && all.children.empty()) fail(at_, "something to match is missing here");
    return all;
  }

  Pattern postfix(Pattern inner) {
    while (!failed_ && !at_end()) {
      const size_t start = at_;
      const char32_t c = peek();
      uint32_t min = 0, max = 1;
      if (c == '*' || c == '+') {
        fail(at_, "repetition is bounded: write x{0,5} or x{1,5}");
        break;
      }
      if (c == '?') {
        next();
      } else if (c == '{') {
        next();
        if (!number(min)) break;
        max = min;
        if (!at_end() && peek() == ',') {
          next();
          if (!number(max)) break;
        }
        if (at_end() || peek() != '}') {
          fail(at_, "expected } after the bounds of a repetition");
          break;
        }
        next();
        if (max < min || max == 0 || max > kMostRepeats) {
          fail(start, "a repetition goes from a smaller to a larger number, at most " + std::to_string(kMostRepeats));
          break;
        }
      } else {
        break;
      }
      if (inner.kind == Pattern::Kind::begin || inner.kind == Pattern::Kind::end || inner.kind == Pattern::Kind::gap) {
        fail(start, "a sentence edge or a gap can not be repeated");
        break;
      }
      Pattern repeat = make(Pattern::Kind::repeat, start);
      repeat.column = inner.column;
      repeat.min = min;
      repeat.max = max;
      repeat.children.push_back(std::move(inner));
      inner = std::move(repeat);
    }
    return inner;
  }

  bool number(uint32_t& value) {
    const size_t start = at_;
    uint32_t n = 0;
    while (!at_end() && peek() >= '0' && peek() <= '9') {
      n = std::min<uint32_t>(n * 10 + (peek() - '0'), 9999);
      next();
    }
    if (at_ == start) {
      fail(at_, "expected a number");
      return false;
    }
    value = n;
    return true;
  }

  Pattern element(uint32_t depth) {
    const size_t start = at_;
    const char32_t c = peek();
    switch (c) {
      case '(': return group(depth);
      case '[': return capture(depth);
      case '"': return quoted();
      case '<': return lemma();
      case '/': return regex();
      case '@': return list();
      case '^': next(); return make(Pattern::Kind::begin, start);
      case '$': next(); return make(Pattern::Kind::end, start);
      case '!': {
        next();
        if (at_end() || utf8::is_space(peek())) {
          fail(start, "! stands directly before what must not be there; the exclamation mark itself is written \"!\"");
          return {};
        }
        Pattern negation = make(Pattern::Kind::negation, start);
        negation.children.push_back(element(depth));
        if (!failed_ && (negation.children[0].kind == Pattern::Kind::gap || negation.children[0].kind == Pattern::Kind::capture ||
                         negation.children[0].kind == Pattern::Kind::negation))
          fail(start, "a gap, a capture or a negation can not be negated");
        return negation;
      }
      case '?': case '*': case '+': case '{': case '}': case '>':
        fail(start, std::string("a '") + static_cast<char>(c) + "' with nothing before it; the character itself is written \"" +
                        static_cast<char>(c) + "\"");
        return {};
      case '.':
        if (text_.substr(at_).starts_with("..") && !text_.substr(at_).starts_with("...")) return gap();
        if (text_.substr(at_).starts_with("...")) {
          at_ += 3;
          return make(Pattern::Kind::word, start, "...");
        }
        break;
      case ':':
        if (peek_after() >= 'A' && peek_after() <= 'Z') return pos();
        break;
      default: break;
    }
    return word();
  }

  Pattern group(uint32_t depth) {
    const size_t start = at_;
    next();
    Pattern inner = alternation(depth + 1);
    if (failed_) return inner;
    if (at_end() || peek() != ')') {
      fail(start, "a ( that is never closed");
      return inner;
    }
    next();
    inner.column = column(start);
    return inner;
  }

  Pattern capture(uint32_t depth) {
    const size_t start = at_;
    next();
    skip_space();
    const std::string name = identifier();
    skip_space();
    if (name.empty() || at_end() || peek() != ':') {
      fail(start, "a capture is written [name: ...]");
      return {};
    }
    next();
    Pattern out = make(Pattern::Kind::capture, start, name);
    out.children.push_back(alternation(depth + 1));
    if (failed_) return out;
    if (at_end() || peek() != ']') {
      fail(start, "a [ that is never closed");
      return out;
    }
    next();
    return out;
  }

  std::string identifier() {
    const size_t start = at_;
    while (!at_end() && name_char(peek())) next();
    return std::string(text_.substr(start, at_ - start));
  }

  // "Word", or several: "White House". A quote mark with a space or nothing after it is the mark itself.
  Pattern quoted() {
    const size_t start = at_;
    next();
    if (at_end() || utf8::is_space(peek()) || peek() == ')' || peek() == ']' || peek() == '|') return make(Pattern::Kind::word, start, "\"");
    if (peek() == '?' && utf8::is_space(peek_after())) return make(Pattern::Kind::word, start, "\"");
    const size_t close = text_.find('"', at_);
    if (close == std::string_view::npos) {
      fail(start, "a \" that is never closed; the quotation mark itself stands alone, with a space after it");
      return {};
    }
    Pattern out = make(Pattern::Kind::exact, start, std::string(text_.substr(at_, close - at_)));
    at_ = close + 1;
    return out;
  }

  bool forms(Pattern& out, char stop_after) {
    while (true) {
      const size_t at = at_;
      const std::string form = identifier();
      if (std::find(kForms.begin(), kForms.end(), form) == kForms.end()) {
        std::string all;
        for (const std::string_view f : kForms) all += (all.empty() ? "" : ", ") + std::string(f);
        fail(at, "\"" + form + "\" is no form; expected one of " + all);
        return false;
      }
      out.words.push_back(form);
      if (at_end() || peek() != '|') break;
      if (!stop_after && peek_after() == ' ') break;   // an alternation, not a list of forms
      next();
    }
    return true;
  }

  Pattern lemma() {
    const size_t start = at_;
    next();
    const size_t from = at_;
    while (!at_end() && peek() != '>' && peek() != ':' && kMeta.find(static_cast<char>(peek() < 128 ? peek() : 'a')) == std::string_view::npos) next();
    std::string text(text_.substr(from, at_ - from));
    Pattern out = make(Pattern::Kind::lemma, start, text);
    if (!at_end() && peek() == ':') {
      next();
      if (!forms(out, '>')) return out;
    }
    if (at_end() || peek() != '>') {
      fail(start, "a < that is never closed; a lemma is written <say> or <say:past|third>");
      return out;
    }
    next();
    if (text.empty()) fail(start, "a lemma is missing between < and >");
    return out;
  }

  Pattern pos() {
    const size_t start = at_;
    next();
    const size_t from = at_;
    while (!at_end() && peek() >= 'A' && peek() <= 'Z') next();
    Pattern out = make(Pattern::Kind::pos, start, std::string(text_.substr(from, at_ - from)));
    if (!at_end() && peek() == ':' && peek_after() >= 'a' && peek_after() <= 'z') {
      next();
      forms(out, 0);
    }
    return out;
  }

  Pattern regex() {
    const size_t start = at_;
    next();
    std::string body;
    while (!at_end() && peek() != '/') {
      if (peek() == '\\' && peek_after() == '/') next();
      else if (peek() == '\\') {
        body += '\\';
        next();
        if (at_end()) break;
      }
      utf8::append(body, peek());
      next();
    }
    if (at_end()) {
      fail(start, "a / that is never closed");
      return {};
    }
    next();
    if (body.empty()) fail(start, "an empty regular expression");
    return make(Pattern::Kind::regex, start, std::move(body));
  }

  Pattern list() {
    const size_t start = at_;
    next();
    const std::string name = identifier();
    if (name.empty()) fail(start, "a list is written @name");
    return make(Pattern::Kind::list, start, name);
  }

  Pattern gap() {
    const size_t start = at_;
    at_ += 2;
    Pattern out = make(Pattern::Kind::gap, start);
    out.min = 0;
    if (!number(out.max)) return out;
    if (out.max == 0 || out.max > kMostGap) fail(start, "a gap is 1 to " + std::to_string(kMostGap) + " tokens long");
    return out;
  }

  // A run of letters and digits with inner hyphens, apostrophes, and points or commas between digits; else one character.
  Pattern word() {
    const size_t start = at_;
    while (!at_end()) {
      const char32_t c = peek();
      const char32_t after = peek_after();
      const char32_t last = at_ > start ? utf8::before(text_, at_) : 0;
      const bool inner = (hyphen(c) && (word_char(last) || apostrophe(last) || last == '.') && word_char(after)) ||
                         ((c == '.' || c == ',') && utf8::is_digit(last) && utf8::is_digit(after)) ||
                         (c == '.' && utf8::is_letter(last) && utf8::is_letter(after)) ||
                         (c == '.' && initials(start));
      if (!word_char(c) && !(apostrophe(c) && (word_char(last) || word_char(after))) && !inner) break;
      next();
    }
    if (at_ == start) next();
    return make(Pattern::Kind::word, start, std::string(text_.substr(start, at_ - start)));
  }

  // The last stop of "u.s." belongs to it.
  bool initials(size_t start) const {
    const std::string_view so_far = text_.substr(start, at_ - start);
    return so_far.size() >= 3 && so_far.find('.') != std::string_view::npos && so_far[so_far.size() - 2] == '.' &&
           utf8::is_letter(utf8::before(text_, at_));
  }

  std::string_view text_;
  const Place& place_;
  size_t at_ = 0;
  bool failed_ = false;
  Error error_;
};

bool needs_group(const Pattern& p) { return p.kind == Pattern::Kind::sequence || p.kind == Pattern::Kind::alternation; }

std::string forms_text(const Pattern& p) {
  std::string out;
  for (const std::string& form : p.words) out += (out.empty() ? ":" : "|") + form;
  return out;
}

void print(const Pattern& p, std::string& out, bool group) {
  using Kind = Pattern::Kind;
  const auto list = [&](std::string_view separator) {
    if (group) out += '(';
    for (size_t i = 0; i < p.children.size(); ++i) {
      if (i) out += separator;
      const Pattern& child = p.children[i];
      print(child, out, child.kind == Kind::alternation || (p.kind == Kind::sequence && child.kind == Kind::sequence));
    }
    if (group) out += ')';
  };
  switch (p.kind) {
    case Kind::sequence: list(" "); break;
    case Kind::alternation: list(" | "); break;
    case Kind::repeat:
      print(p.children[0], out, needs_group(p.children[0]));
      if (p.min == 0 && p.max == 1) out += '?';
      else out += "{" + std::to_string(p.min) + "," + std::to_string(p.max) + "}";
      break;
    case Kind::capture:
      out += "[" + p.text + ": ";
      print(p.children[0], out, false);
      out += ']';
      break;
    case Kind::word: out += p.text; break;
    case Kind::exact: out += '"' + p.text + '"'; break;
    case Kind::lemma: out += '<' + p.text + forms_text(p) + '>'; break;
    case Kind::pos: out += ':' + p.text + forms_text(p); break;
    case Kind::regex: {
      out += '/';
      for (size_t i = 0; i < p.text.size(); ++i) {
        if (p.text[i] == '\\' && i + 1 < p.text.size()) out += p.text[i++];
        else if (p.text[i] == '/') out += '\\';
        out += p.text[i];
      }
      out += '/';
      break;
    }
    case Kind::list: out += '@' + p.text; break;
    case Kind::gap: out += ".." + std::to_string(p.max); break;
    case Kind::negation:
      out += '!';
      print(p.children[0], out, needs_group(p.children[0]));
      break;
    case Kind::begin: out += '^'; break;
    case Kind::end: out += '$'; break;
  }
}

// Calls `change` at every node of a copy of the tree; `emit` gets the whole tree after each change.
template <class Emit>
void mutate(Pattern& root, Pattern& node, const Emit& emit) {
  using Kind = Pattern::Kind;
  if (node.kind == Kind::alternation) {
    for (size_t i = 0; i < node.children.size(); ++i) {
      Pattern kept = std::move(node.children[i]);
      node.children.erase(node.children.begin() + static_cast<ptrdiff_t>(i));
      emit("without the alternative " + to_text(kept));
      node.children.insert(node.children.begin() + static_cast<ptrdiff_t>(i), std::move(kept));
    }
  }
  if (node.kind == Kind::negation) {
    Pattern kept = std::move(node);
    node = Pattern{};
    node.kind = Kind::list;
    node.text = "any";
    emit("with any token in place of " + to_text(kept));
    node = std::move(kept);
  }
  for (size_t i = 0; i < node.children.size(); ++i) {
    const Kind kind = node.children[i].kind;
    const bool optional = (kind == Kind::repeat && node.children[i].min == 0) || kind == Kind::gap;
    const bool edge = kind == Kind::begin || kind == Kind::end;
    if (node.kind == Kind::sequence && node.children.size() > 1 && (optional || edge)) {
      Pattern kept = std::move(node.children[i]);
      node.children.erase(node.children.begin() + static_cast<ptrdiff_t>(i));
      emit((edge ? "without the sentence edge " : kind == Kind::gap ? "without the gap " : "without the optional ") + to_text(kept));
      node.children.insert(node.children.begin() + static_cast<ptrdiff_t>(i), std::move(kept));
    }
    mutate(root, node.children[i], emit);
  }
}

}  // namespace

Result<Pattern> parse_pattern(std::string_view text, const Place& place) {
  if (text.size() > 20000) return pattern_fault(place, text.substr(0, 60), 0, "the pattern is too long");
  return Parser(text, place).parse();
}

std::string to_text(const Pattern& pattern) {
  std::string out;
  print(pattern, out, false);
  return out;
}

std::vector<Mutant> mutants(const Pattern& pattern) {
  std::vector<Mutant> out;
  Pattern copy = pattern;
  // A lone optional part or negation needs a parent to stand in.
  if (copy.kind != Pattern::Kind::sequence) {
    Pattern root;
    root.children.push_back(std::move(copy));
    copy = std::move(root);
  }
  mutate(copy, copy, [&](std::string what) { out.push_back({to_text(copy), std::move(what)}); });
  return out;
}

Error pattern_fault(const Place& place, std::string_view text, uint32_t column, std::string message) {
  Error error{Error::Code::syntax, std::move(message), place.file, place.line, 0, std::string(text)};
  if (place.line == 0) {
    error.column = column + 1;
    return error;
  }
  error.column = place.column + column;
  return error;
}

}  // namespace wirecheck
