#include "packs/compile.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/analysis.h"
#include "core/regex.h"
#include "core/utf8.h"
#include "data/yaml.h"

namespace wirecheck {

// A pattern with everything looked up.
struct Node {
  enum class Kind : uint8_t { sequence, alternation, repeat, capture, set, test, gap, negation, begin, end };
  Kind kind = Kind::sequence;
  std::vector<WordId> words;      // set: ascending; test exact: the folded word
  Op op;                          // test
  std::vector<AnchorKey> keys;    // test: the buckets it can be found by, empty if none
  uint32_t min = 1, max = 1;      // repeat, gap; test: how many words it takes
  uint32_t slot = 0;              // capture
  std::vector<Node> children;
};

namespace {

using NodeKind = Node::Kind;

constexpr uint32_t kLongElement = 16, kUnbounded = 60;
constexpr std::array<std::string_view, 8> kFormNames = {"base", "third", "past", "participle", "gerund", "plural", "comparative", "superlative"};

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

Node test(Code code, uint8_t small = 0, uint32_t x = 0, uint32_t y = 0) {
  Node n;
  n.kind = NodeKind::test;
  n.op = {code, small, 0, x, y};
  return n;
}

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

Node any_of(std::vector<Node> nodes) {
  if (nodes.size() == 1) return std::move(nodes.front());
  Node n;
  n.kind = NodeKind::alternation;
  n.children = std::move(nodes);
  return n;
}

Node kind_node(TokenTest what) {
  Node n = test(Code::kind, static_cast<uint8_t>(what));
  n.min = 0;   // it may be the hyphen inside a word, which is not counted
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

// How the text may stand as tokens: hyphens part words (they are optional between words anyway); an apostrophe may belong to
// the piece before it (l' heure), to the one after it (minister 's) or be a token of its own; a final n't parts before the n.
using Spelling = std::vector<std::string>;

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

// The character of a punctuation token that stands for all its forms.
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

size_t longest_spelling(const Node& n) {
  if (n.kind == NodeKind::sequence) return n.children.size();
  return 1;
}

// Single words side by side in an alternation become one set. `any_order`: a list, whose longer items come first.
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

struct Length {
  uint32_t min = 0, max = 0;   // in words, hyphens not counted
  bool empty = false;          // may take no token at all
};

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

}  // namespace

std::vector<std::string> builtin_classes() {
  std::vector<std::string> out(std::begin(kElementNames), std::end(kElementNames));
  for (const ClassName& c : kClassNames) out.emplace_back(c.name);
  std::sort(out.begin(), out.end());
  return out;
}

// Tree to nodes, for one pattern.
class PatternCompiler::Resolver {
 public:
  Resolver(PatternCompiler& compiler, const ListScope& scope, const Sourced& source, std::vector<std::string>* captures,
           std::vector<Error>& faults, std::vector<const NamedList*>& open)
      : c_(compiler), scope_(scope), source_(source), captures_(captures), faults_(faults), open_(open) {}

  bool failed() const { return failed_; }

  Node resolve(const Pattern& p) {
    using Kind = Pattern::Kind;
    Node out;
    switch (p.kind) {
      case Kind::sequence:
        for (const Pattern& child : p.children) out.children.push_back(resolve(child));
        return out;
      case Kind::alternation: {
        std::vector<Node> nodes;
        for (const Pattern& child : p.children) nodes.push_back(resolve(child));
        return tidy_alternation(std::move(nodes), false);
      }
      case Kind::repeat:
        out.kind = NodeKind::repeat;
        out.min = p.min;
        out.max = p.max;
        out.children.push_back(resolve(p.children[0]));
        return out;
      case Kind::capture: {
        out.kind = NodeKind::capture;
        out.children.push_back(resolve(p.children[0]));
        if (!captures_) {
          fail(p, "a capture has no meaning here");
          return out;
        }
        const auto known = std::find(captures_->begin(), captures_->end(), p.text);
        out.slot = static_cast<uint32_t>(known - captures_->begin());
        if (known == captures_->end()) {
          if (captures_->size() >= kMostCaptures) fail(p, "more than " + std::to_string(kMostCaptures) + " captures");
          captures_->push_back(p.text);
        }
        return out;
      }
      case Kind::word: {
        if (const auto glyph = glyph_of(p.text)) return glyph_node(*glyph);
        return text_node(utf8::fold(p.text));
      }
      case Kind::exact: return exact_node(p);
      case Kind::lemma: return lemma_node(p);
      case Kind::pos: return pos_node(p);
      case Kind::regex: {
        const auto regex = Regex::compile(p.text, {});
        if (!regex) {
          fail(p, regex.error().message);
          return out;
        }
        const auto [at, added] = c_.regexes_.try_emplace(p.text, static_cast<uint32_t>(c_.program_.regexes.size()));
        if (added) c_.program_.regexes.push_back(p.text);
        Node n = test(Code::regex, 0, at->second);
        n.min = 0;
        return n;
      }
      case Kind::list: return list_node(p);
      case Kind::gap:
        out.kind = NodeKind::gap;
        out.min = p.min;
        out.max = p.max;
        return out;
      case Kind::negation:
        out.kind = NodeKind::negation;
        out.children.push_back(resolve(p.children[0]));
        if (!failed_ && length_of(out.children[0]).empty) fail(p, "what is negated can match nothing");
        return out;
      case Kind::begin: out.kind = NodeKind::begin; return out;
      case Kind::end: out.kind = NodeKind::end; return out;
    }
    return out;
  }

 private:
  void fail(const Pattern& p, std::string message) {
    failed_ = true;
    faults_.push_back(pattern_fault(source_.place, source_.text, p.column, std::move(message)));
  }

  Node word_set(std::string_view folded) {
    Node n;
    n.kind = NodeKind::set;
    n.words.push_back(c_.vocabulary_.add(folded));
    return n;
  }

  Node text_node(const std::string& folded) {
    std::vector<Node> nodes;
    for (const Spelling& spelling : spellings(folded)) {
      Node sequence;
      for (const std::string& token : spelling) {
        const auto glyph = glyph_of(token);
        sequence.children.push_back(glyph ? glyph_node(*glyph) : word_set(token));
      }
      nodes.push_back(sequence.children.size() == 1 ? std::move(sequence.children[0]) : std::move(sequence));
    }
    return tidy_alternation(std::move(nodes), false);
  }

  Node exact_node(const Pattern& p) {
    const std::string text = straight(p.text);
    std::vector<Node> nodes;
    for (const Spelling& spelling : spellings(text)) {
      Node sequence;
      for (const std::string& token : spelling) {
        const auto [at, added] = c_.exacts_.try_emplace(token, static_cast<uint32_t>(c_.program_.exacts.size()));
        if (added) c_.program_.exacts.push_back(token);
        const WordId folded = c_.vocabulary_.add(utf8::fold(token));
        Node n = test(Code::exact, 0, at->second, folded);
        if (!glyph_of(token)) n.keys.push_back({AnchorKey::word, folded, 0});
        if (token == "-") n.min = 0;
        sequence.children.push_back(std::move(n));
      }
      nodes.push_back(sequence.children.size() == 1 ? std::move(sequence.children[0]) : std::move(sequence));
    }
    if (nodes.empty()) {
      fail(p, "nothing between the quotation marks");
      return {};
    }
    return tidy_alternation(std::move(nodes), false);
  }

  Node lemma_node(const Pattern& p) {
    std::vector<Node> nodes;
    const std::string folded = utf8::fold(p.text);
    if (!c_.inflection_) return text_node(folded);
    for (const Inflected& form : c_.inflection_->forms(folded)) {
      const auto number = static_cast<size_t>(form.form);
      if (!p.words.empty() &&
          (number >= kFormNames.size() || std::find(p.words.begin(), p.words.end(), kFormNames[number]) == p.words.end()))
        continue;
      nodes.push_back(text_node(form.text));
    }
    if (nodes.empty()) {
      fail(p, "\"" + p.text + "\" has no such form");
      return {};
    }
    return tidy_alternation(std::move(nodes), true);
  }

  Node pos_node(const Pattern& p) {
    uint32_t forms = 0;
    for (const std::string& form : p.words)
      for (size_t i = 0; i < kFormNames.size(); ++i)
        if (kFormNames[i] == form) forms |= 1u << i;
    const auto open_class = [&](Pos pos) { return test(Code::pos, static_cast<uint8_t>(pos), forms); };
    if (p.text == "NOUN") return open_class(Pos::noun);
    if (p.text == "VERB") return open_class(Pos::verb);
    if (p.text == "ADJ") return open_class(Pos::adjective);
    if (p.text == "ADV") return open_class(Pos::adverb);
    constexpr std::pair<std::string_view, std::string_view> kClosed[] = {
        {"NAME", "name"}, {"NUM", "number"}, {"DET", "determiner"}, {"PRON", "pronoun"}, {"PREP", "preposition"},
        {"CONJ", "conjunction"}, {"AUX", "auxiliary"}, {"MODAL", "modal"}, {"PUNCT", "punctuation"}};
    for (const auto& [tag, name] : kClosed)
      if (tag == p.text) return *builtin(name);
    fail(p, "\":" + p.text + "\" is no part of speech; expected one of NOUN, VERB, ADJ, ADV, NAME, NUM, DET, PRON, PREP, CONJ, AUX, MODAL, PUNCT");
    return {};
  }

  const NamedList* find_list(std::string_view name) const {
    if (scope_.own)
      for (const NamedList& list : *scope_.own)
        if (list.name == name) return &list;
    if (scope_.shared)
      for (const SharedList& shared : *scope_.shared)
        if (shared.list.name == name && (!shared.target.known() || shared.target == scope_.target)) return &shared.list;
    return nullptr;
  }

  Node list_node(const Pattern& p) {
    if (const NamedList* list = find_list(p.text)) {
      if (std::find(open_.begin(), open_.end(), list) != open_.end()) {
        // A list that names itself may mean the built-in class of that name.
        if (auto node = builtin(p.text)) return std::move(*node);
        fail(p, "the list @" + p.text + " names itself");
        return {};
      }
      const auto node = c_.lists_.find(list);
      if (node != c_.lists_.end()) return *node->second;
      return read_list(*list);
    }
    if (auto node = builtin(p.text)) return std::move(*node);
    std::vector<std::string> names = builtin_classes();
    if (scope_.own) for (const NamedList& list : *scope_.own) names.push_back(list.name);
    if (scope_.shared) for (const SharedList& shared : *scope_.shared) names.push_back(shared.list.name);
    const std::string near = did_you_mean(p.text, names);
    fail(p, "there is no list or class @" + p.text + (near.empty() ? "" : "; did you mean @" + near + "?"));
    return {};
  }

 public:
  Node read_list(const NamedList& list) {
    open_.push_back(&list);
    std::vector<Node> nodes;
    bool sound = !list.items.empty();
    for (const Sourced& item : list.items) {
      const auto pattern = parse_pattern(item.text, item.place);
      if (!pattern) {
        faults_.push_back(pattern.error());
        sound = false;
        continue;
      }
      Resolver inner(c_, scope_, item, nullptr, faults_, open_);
      nodes.push_back(inner.resolve(pattern.value()));
      sound = sound && !inner.failed();
    }
    open_.pop_back();
    if (!sound) failed_ = true;
    Node node = nodes.empty() ? Node{} : tidy_alternation(std::move(nodes), true);
    // A faulty list is read once: its faults are told once, and every pattern that names it is left out.
    if (sound) c_.lists_[&list] = std::make_shared<Node>(node);
    return node;
  }

 private:
  PatternCompiler& c_;
  const ListScope& scope_;
  const Sourced& source_;
  std::vector<std::string>* captures_;
  std::vector<Error>& faults_;
  std::vector<const NamedList*>& open_;
  bool failed_ = false;
};

PatternCompiler::PatternCompiler(Program& program, Vocabulary& vocabulary, const Inflection* inflection)
    : program_(program), vocabulary_(vocabulary), inflection_(inflection) {}
PatternCompiler::~PatternCompiler() = default;

void PatternCompiler::learn_frequency(std::string_view text) {
  const std::string folded = utf8::fold(text);
  size_t at = 0;
  while (at < folded.size()) {
    const size_t start = at;
    while (at < folded.size()) {
      const utf8::Decoded d = utf8::decode(folded, at);
      if (!word_char(d.c)) break;
      at += d.size;
    }
    if (at > start) {
      ++counts_[folded.substr(start, at - start)];
      ++counted_;
    }
    if (at < folded.size()) at += utf8::decode(folded, at).size;
  }
}

double PatternCompiler::frequency(WordId word) const {
  const std::string text(vocabulary_.text(word));
  const size_t length = utf8::count(text);
  const double prior = length <= 2 ? 60 : length == 3 ? 25 : length == 4 ? 6 : length <= 6 ? 2 : 1;
  const auto found = counts_.find(text);
  const double seen = found == counts_.end() ? 0 : found->second;
  // The prior weighs as much as 2,000 words of text.
  return (prior * 2000 + seen * 10000) / (2000 + static_cast<double>(counted_));
}

Anchor PatternCompiler::anchor_of(const Node& node) const {
  constexpr size_t kMostPairs = 64;
  std::vector<const Node*> items;
  flatten(node, items);
  Anchor best;
  best.cost = 1e9;
  const auto set_of = [](const Node& n) -> const std::vector<WordId>* { return n.kind == NodeKind::set ? &n.words : nullptr; };
  const auto cost_of = [&](const std::vector<WordId>& words) {
    double cost = 0;
    for (const WordId word : words) cost += frequency(word);
    return cost;
  };
  const auto offer = [&](Anchor anchor) {
    const double cost = anchor.cost * (1 + 0.2 * (anchor.max - anchor.min));
    if (cost < best.cost) {
      best = std::move(anchor);
      best.cost = cost;
    }
  };
  uint32_t min = 0, max = 0;
  for (size_t i = 0; i < items.size(); ++i) {
    const Node& item = *items[i];
    Anchor anchor;
    if (const auto* words = set_of(item)) {
      anchor.cost = cost_of(*words);
      const auto* next = i + 1 < items.size() ? set_of(*items[i + 1]) : nullptr;
      if (next && words->size() * next->size() <= kMostPairs) {
        Anchor pair;
        for (const WordId a : *words)
          for (const WordId b : *next) pair.keys.push_back({AnchorKey::pair, a, b});
        pair.cost = std::min(anchor.cost, cost_of(*next)) * 0.1;
        pair.min = min;
        pair.max = max;
        offer(std::move(pair));
      }
      for (const WordId word : *words) anchor.keys.push_back({AnchorKey::word, word, 0});
    } else if (item.kind == NodeKind::test && !item.keys.empty()) {
      anchor.keys = item.keys;
      for (const AnchorKey& key : item.keys) anchor.cost += key.type == AnchorKey::word ? frequency(key.a) : bucket_cost(key.a);
    } else if (item.kind == NodeKind::alternation) {
      uint32_t most = 0, least = kUnbounded;
      bool all = true;
      for (const Node& child : item.children) {
        Anchor one = anchor_of(child);
        if (one.keys.empty()) { all = false; break; }
        least = std::min(least, one.min);
        most = std::max(most, one.max);
        anchor.cost += one.cost;
        anchor.keys.insert(anchor.keys.end(), one.keys.begin(), one.keys.end());
      }
      if (!all) anchor.keys.clear();
      anchor.min = least;
      anchor.max = most;
    } else if (item.kind == NodeKind::repeat && item.min >= 1) {
      anchor = anchor_of(item.children[0]);
    } else if (item.kind == NodeKind::begin && max == 0) {
      anchor.keys.push_back({AnchorKey::bucket, kSentenceBucket, 0});
      anchor.cost = bucket_cost(kSentenceBucket);
    }
    if (!anchor.keys.empty()) {
      anchor.min += min;
      anchor.max += max;
      if (anchor.max < kUnbounded) offer(std::move(anchor));
    }
    const Length length = length_of(item);
    min += length.min;
    max = std::min(max + length.max, kUnbounded);
  }
  std::sort(best.keys.begin(), best.keys.end());
  best.keys.erase(std::unique(best.keys.begin(), best.keys.end()), best.keys.end());
  return best;
}

void PatternCompiler::emit(const Node& node) {
  std::vector<Op>& ops = program_.ops;
  const auto here = [&] { return static_cast<uint32_t>(ops.size()); };
  const auto put = [&](Code code, uint32_t x = 0, uint32_t y = 0) {
    ops.push_back({code, 0, 0, x, y});
    return here() - 1;
  };
  switch (node.kind) {
    case NodeKind::sequence:
      for (const Node& child : node.children) emit(child);
      break;
    case NodeKind::alternation: {
      std::vector<uint32_t> jumps;
      for (size_t i = 0; i < node.children.size(); ++i) {
        const bool last = i + 1 == node.children.size();
        const uint32_t split = last ? 0 : put(Code::split, here() + 1);
        emit(node.children[i]);
        if (last) break;
        jumps.push_back(put(Code::jump));
        ops[split].y = here();
      }
      for (const uint32_t jump : jumps) ops[jump].x = here();
      break;
    }
    case NodeKind::repeat: {
      for (uint32_t i = 0; i < node.min; ++i) emit(node.children[0]);
      std::vector<uint32_t> splits;
      for (uint32_t i = node.min; i < node.max; ++i) {
        splits.push_back(put(Code::split, here() + 1));
        emit(node.children[0]);
      }
      for (const uint32_t split : splits) ops[split].y = here();
      break;
    }
    case NodeKind::capture:
      put(Code::save, node.slot * 2);
      emit(node.children[0]);
      put(Code::save, node.slot * 2 + 1);
      break;
    case NodeKind::set:
      if (node.words.size() == 1) {
        put(Code::word, node.words[0]);
      } else {
        const auto [at, added] = sets_.try_emplace(node.words, static_cast<uint32_t>(program_.sets.size()));
        if (added) {
          const auto from = static_cast<uint32_t>(program_.set_words.size());
          program_.set_words.insert(program_.set_words.end(), node.words.begin(), node.words.end());
          program_.sets.push_back({from, static_cast<uint32_t>(program_.set_words.size())});
        }
        put(Code::set, at->second);
      }
      break;
    case NodeKind::test: ops.push_back(node.op); break;
    case NodeKind::gap: {
      std::vector<uint32_t> splits;
      for (uint32_t i = 0; i < node.max; ++i) {
        splits.push_back(put(Code::split, 0, here() + 1));
        ops.push_back({Code::kind, static_cast<uint8_t>(TokenTest::any), 0, 0, 0});
      }
      for (const uint32_t split : splits) ops[split].x = here();
      break;
    }
    case NodeKind::negation: {
      const uint32_t at = put(Code::negation);
      emit(node.children[0]);
      put(Code::match);
      ops[at].x = here();
      break;
    }
    case NodeKind::begin: put(Code::begin); break;
    case NodeKind::end: put(Code::end); break;
  }
}

std::optional<PatternCompiler::Compiled> PatternCompiler::compile(const Sourced& source, const ListScope& scope,
                                                                  std::vector<std::string>& captures, std::vector<Error>& faults) {
  const auto pattern = parse_pattern(source.text, source.place);
  if (!pattern) {
    faults.push_back(pattern.error());
    return std::nullopt;
  }
  std::vector<const NamedList*> open;
  Resolver resolver(*this, scope, source, &captures, faults, open);
  const Node node = resolver.resolve(pattern.value());
  if (resolver.failed()) return std::nullopt;
  Compiled out;
  out.may_be_empty = length_of(node).empty;
  out.anchor = anchor_of(node);
  if (out.anchor.keys.empty()) {
    out.anchor = {};
    out.anchor.keys.push_back({AnchorKey::bucket, kAnyBucket, 0});
    out.anchor.cost = bucket_cost(kAnyBucket);
  }
  out.start = static_cast<uint32_t>(program_.ops.size());
  emit(node);
  program_.ops.push_back({});
  for (size_t i = out.start; i < program_.ops.size(); ++i)
    if (program_.ops[i].code == Code::save) out.captures |= 1u << (program_.ops[i].x / 2);
  return out;
}

void PatternCompiler::check_list(const NamedList& list, const ListScope& scope, std::vector<Error>& faults) {
  if (lists_.contains(&list)) return;
  std::vector<const NamedList*> open;
  Sourced none;
  Resolver(*this, scope, none, nullptr, faults, open).read_list(list);
}

}  // namespace wirecheck
