#include "packs/node.h"

#include <algorithm>

#include "analysis/analysis.h"
#include "core/utf8.h"
#include "packs/compile.h"

namespace wirecheck {
namespace {

constexpr uint32_t kLongElement = 16;

struct ClassName {
  std::string_view name;
  Classes classes;
};
constexpr Classes bit(Is is) { return static_cast<Classes>(is); }

constexpr ClassName kClassNames[] = {
    {"determiner", bit(Is::determiner)}, {"possessive", bit(Is::possessive)}, {"pronoun", bit(Is::pronoun)},
    {"preposition", bit(Is::preposition)}, {"conjunction", bit(Is::conjunction)}, {"auxiliary", bit(Is::auxiliary)},
    {"modal", bit(Is::modal)}, {"wh-word", bit(Is::wh_word)}, {"negation", bit(Is::negation)}, {"cardinal", bit(Is::cardinal)},
    {"adverb", bit(Is::adverb)}, {"person-noun", Is::person | Is::office | bit(Is::kin)}, {"office", bit(Is::office)},
    {"kin", bit(Is::kin)}, {"title", Is::title | Is::office_title}, {"body-noun", bit(Is::body)},
    {"place-noun", bit(Is::place_noun)}, {"event", bit(Is::event)}, {"thing", bit(Is::thing)}, {"speech", bit(Is::speech_verb)},
    {"month", bit(Is::month)}, {"weekday", bit(Is::weekday)}, {"given-name", bit(Is::given_name)},
    {"demonym", bit(Is::demonym)}, {"country", bit(Is::country)}, {"metonym", bit(Is::metonym)}, {"agency", bit(Is::agency)},
    {"outlet", bit(Is::outlet)}, {"service", bit(Is::service)}, {"stop-word", bit(Is::stop_word)},
    {"singular-noun", bit(Is::singular)}, {"plural-noun", bit(Is::plural)}, {"masculine", bit(Is::masculine)},
    {"feminine", bit(Is::feminine)}, {"government", bit(Is::government)}, {"abbreviation", bit(Is::abbreviation)},
    {"scale", bit(Is::scale)}, {"reflexive", bit(Is::reflexive)}, {"unit", bit(Is::unit)}};

constexpr std::string_view kElementNames[] = {
    "name", "person", "person-name", "body", "body-name", "place", "place-name", "event-name", "number", "ordinal", "percent",
    "money", "year", "date", "quote", "any", "word", "digits", "punctuation", "capital", "lower-case", "all-capitals",
    "open-quote", "close-quote"};

Node found_by(Node n, uint32_t bucket, uint32_t longest) {
  n.keys.push_back({AnchorKey::bucket, bucket, 0});
  n.max = longest;
  return n;
}

Node classes_node(Classes classes) {
  Node n = test(Code::classes, 0, static_cast<uint32_t>(classes), static_cast<uint32_t>(classes >> 32));
  n.max = 8;
  for (uint32_t b = 0; b < 64; ++b)
    if (classes >> b & 1) n.keys.push_back({AnchorKey::bucket, b, 0});
  return n;
}

Node name_node(uint8_t kinds) { return found_by(test(Code::name, kinds), kNameBucket, kLongElement); }
uint8_t name_bit(Kind kind) { return static_cast<uint8_t>(1u << static_cast<unsigned>(kind)); }
uint8_t quantity_bit(Quantity::Kind kind) { return static_cast<uint8_t>(1u << static_cast<unsigned>(kind)); }

Node kind_node(TokenTest what) {
  Node n = test(Code::kind, static_cast<uint8_t>(what));
  n.min = 0;   // it may be the hyphen inside a word, which is not counted
  return n;
}

std::vector<Spelling> word_spellings(const std::string& piece) {
  std::vector<Spelling> out{{piece}};
  const auto add = [&](Spelling s) {
    std::erase(s, std::string());
    if (!s.empty() && std::find(out.begin(), out.end(), s) == out.end()) out.push_back(std::move(s));
  };
  const size_t at = piece.find('\'');
  if (at != std::string::npos && piece.size() > 1) {
    const std::string head = piece.substr(0, at), tail = piece.substr(at + 1);
    if (!tail.empty()) add({piece.substr(0, at + 1), tail});
    add({head, piece.substr(at)});
    add({head, "'", tail});
    if (!head.empty() && at + 1 < piece.size()) add({head.substr(0, head.size() - 1), piece.substr(at - 1)});
  }
  if (piece.find('.') != std::string::npos && piece.size() > 1 && !utf8::is_digit(utf8::at(piece, 0))) {
    if (piece.back() == '.') add({piece.substr(0, piece.size() - 1), "."});
    Spelling split;
    std::string run;
    for (const char c : piece) {
      if (c != '.') { run += c; continue; }
      split.push_back(run);
      split.emplace_back(".");
      run.clear();
    }
    split.push_back(run);
    add(std::move(split));
  }
  return out;
}

size_t longest_spelling(const Node& n) {
  if (n.kind == NodeKind::sequence) return n.children.size();
  return 1;
}
}  // namespace

Node test(Code code, uint8_t small, uint32_t x, uint32_t y) {
  Node n;
  n.kind = NodeKind::test;
  n.op = {code, small, 0, x, y};
  return n;
}

Node any_of(std::vector<Node> nodes) {
  if (nodes.size() == 1) return std::move(nodes.front());
  Node n;
  n.kind = NodeKind::alternation;
  n.children = std::move(nodes);
  return n;
}

std::optional<Node> builtin(std::string_view name) {
  const auto quantity = [](uint8_t kinds) { return found_by(test(Code::quantity, kinds), kNumberBucket, kLongElement); };
  const auto digits = [] { return found_by(test(Code::kind, static_cast<uint8_t>(TokenTest::number)), kNumberBucket, 1); };
  if (name == "name") return name_node(0xFF);
  if (name == "person-name") return name_node(name_bit(Kind::person));
  if (name == "body-name") return name_node(name_bit(Kind::body));
  if (name == "place-name") return name_node(name_bit(Kind::place));
  if (name == "event-name") return name_node(name_bit(Kind::event));
  if (name == "person") return any_of({name_node(name_bit(Kind::person)), classes_node(Is::person | Is::office | bit(Is::kin))});
  if (name == "body") return any_of({name_node(name_bit(Kind::body)), classes_node(bit(Is::body))});
  if (name == "place")
    return any_of({name_node(name_bit(Kind::place)), classes_node(Is::place | Is::country)});
  if (name == "number") return any_of({quantity(0xFF), digits(), classes_node(bit(Is::cardinal))});
  if (name == "ordinal") return any_of({quantity(quantity_bit(Quantity::Kind::ordinal)), classes_node(bit(Is::ordinal))});
  if (name == "percent") return quantity(quantity_bit(Quantity::Kind::percent));
  if (name == "money") return quantity(quantity_bit(Quantity::Kind::money));
  if (name == "year") return quantity(quantity_bit(Quantity::Kind::year));
  if (name == "date") return found_by(test(Code::date), kDateBucket, kLongElement);
  if (name == "quote") return found_by(test(Code::quote), kQuoteBucket, kUnbounded);
  if (name == "digits") return digits();
  if (name == "any") return kind_node(TokenTest::any);
  if (name == "punctuation") return kind_node(TokenTest::punctuation);
  constexpr std::pair<std::string_view, TokenTest> kTests[] = {
      {"word", TokenTest::word}, {"capital", TokenTest::capital}, {"lower-case", TokenTest::lower_case},
      {"all-capitals", TokenTest::all_capitals}, {"open-quote", TokenTest::open_quote}, {"close-quote", TokenTest::close_quote}};
  for (const auto& [n, what] : kTests)
    if (n == name) {
      Node node = kind_node(what);
      node.min = 1;
      return node;
    }
  for (const ClassName& c : kClassNames)
    if (c.name == name) return classes_node(c.classes);
  return std::nullopt;
}

bool word_char(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c) || c == '_'; }

std::vector<Spelling> spellings(std::string_view text) {
  std::vector<Spelling> out{{}};
  const auto append = [&](const std::vector<Spelling>& more) {
    std::vector<Spelling> next;
    for (const Spelling& head : out)
      for (const Spelling& tail : more) {
        if (next.size() >= 32) break;
        next.push_back(head);
        next.back().insert(next.back().end(), tail.begin(), tail.end());
      }
    out = std::move(next);
  };
  size_t at = 0;
  const auto char_at = [&](size_t i) { return utf8::at(text, i); };
  while (at < text.size()) {
    const char32_t c = char_at(at);
    if (utf8::is_space(c)) { at += utf8::decode(text, at).size; continue; }
    if (text.substr(at).starts_with("...")) {
      append({{"..."}, {utf8::encode(utf8::kEllipsis)}, {".", ".", "."}});
      at += 3;
      continue;
    }
    const size_t start = at;
    while (at < text.size()) {
      const char32_t d = char_at(at);
      const size_t after = at + utf8::decode(text, at).size;
      const char32_t last = at > start ? utf8::before(text, at) : 0, following = after < text.size() ? char_at(after) : 0;
      const bool initial = d == '.' && utf8::is_letter(last) && (at < start + 3 ? utf8::is_letter(following) : text[at - 2] == '.' || utf8::is_letter(following));
      if (!word_char(d) && !(d == '\'' && (word_char(last) || word_char(following))) &&
          !((d == '.' || d == ',') && utf8::is_digit(last) && utf8::is_digit(following)) && !initial)
        break;
      at = after;
    }
    if (at == start) {
      at += utf8::decode(text, at).size;
      const bool inside = utf8::is_dash(c) && start > 0 && word_char(utf8::before(text, start)) && at < text.size() && word_char(char_at(at));
      if (inside) continue;   // the hyphen of a compound
      append({{std::string(text.substr(start, at - start))}});
    } else {
      append(word_spellings(std::string(text.substr(start, at - start))));
    }
  }
  std::erase_if(out, [](const Spelling& s) { return s.empty(); });
  // A designation and its number may be one token: F-35.
  for (size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == '-' && text.find(' ') == std::string_view::npos && utf8::is_digit(char_at(i + 1)) && utf8::is_letter(utf8::before(text, i))) {
      out.push_back({std::string(text)});
      break;
    }
  return out;
}

std::optional<Glyph> glyph_of(std::string_view text) {
  if (text.empty() || utf8::decode(text, 0).size != text.size()) return std::nullopt;
  switch (utf8::at(text, 0)) {
    case '"': return Glyph::double_quote;
    case '\'': return Glyph::single_quote;
    case '-': return Glyph::dash;
    default: return std::nullopt;
  }
}

Node glyph_node(Glyph glyph) {
  Node n = test(Code::glyph, static_cast<uint8_t>(glyph));
  n.min = glyph == Glyph::dash ? 0 : 1;
  return n;
}

std::string straight(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    if (d.c == utf8::kRightSingle) out += '\'';
    else out += text.substr(i, d.size);
    i += d.size;
  }
  return out;
}

Node tidy_alternation(std::vector<Node> nodes, bool any_order) {
  std::vector<Node> flat;
  for (Node& n : nodes) {
    if (n.kind == NodeKind::alternation) for (Node& c : n.children) flat.push_back(std::move(c));
    else flat.push_back(std::move(n));
  }
  if (any_order)
    std::stable_sort(flat.begin(), flat.end(), [](const Node& a, const Node& b) { return longest_spelling(a) > longest_spelling(b); });
  std::vector<Node> out;
  for (Node& n : flat) {
    if (n.kind == NodeKind::sequence && n.children.size() == 1) { Node only = std::move(n.children[0]); n = std::move(only); }
    if (n.kind == NodeKind::set && !out.empty() && out.back().kind == NodeKind::set) {
      auto& words = out.back().words;
      words.insert(words.end(), n.words.begin(), n.words.end());
      std::sort(words.begin(), words.end());
      words.erase(std::unique(words.begin(), words.end()), words.end());
    } else {
      out.push_back(std::move(n));
    }
  }
  return any_of(std::move(out));
}

void flatten(const Node& node, std::vector<const Node*>& items) {
  if (node.kind == NodeKind::sequence || node.kind == NodeKind::capture) {
    for (const Node& child : node.children) flatten(child, items);
  } else {
    items.push_back(&node);
  }
}

Length length_of(const Node& node) {
  Length out;
  switch (node.kind) {
    case NodeKind::sequence:
    case NodeKind::capture: {
      out.empty = true;
      for (const Node& child : node.children) {
        const Length one = length_of(child);
        out.min += one.min;
        out.max += one.max;
        out.empty = out.empty && one.empty;
      }
      break;
    }
    case NodeKind::alternation: {
      out.min = kUnbounded;
      for (const Node& child : node.children) {
        const Length one = length_of(child);
        out.min = std::min(out.min, one.min);
        out.max = std::max(out.max, one.max);
        out.empty = out.empty || one.empty;
      }
      break;
    }
    case NodeKind::repeat: {
      const Length one = length_of(node.children[0]);
      out = {one.min * node.min, one.max * node.max, one.empty || node.min == 0};
      break;
    }
    case NodeKind::set: out = {1, 1, false}; break;
    case NodeKind::test: out = {node.min, node.max, false}; break;
    case NodeKind::gap: out = {0, node.max, true}; break;
    case NodeKind::negation: out = {0, 1, false}; break;
    case NodeKind::begin:
    case NodeKind::end: out = {0, 0, true}; break;
  }
  out.max = std::min(out.max, kUnbounded);
  return out;
}

double bucket_cost(uint32_t bucket) {
  switch (bucket) {
    case kNameBucket: return 800;
    case kNumberBucket: return 150;
    case kDateBucket: return 40;
    case kQuoteBucket: return 60;
    case kSentenceBucket: return 400;
    case kAnyBucket: return 10000;
    default: return 250;
  }
}

std::vector<std::string> builtin_classes() {
  std::vector<std::string> out(std::begin(kElementNames), std::end(kElementNames));
  for (const ClassName& c : kClassNames) out.emplace_back(c.name);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace wirecheck
