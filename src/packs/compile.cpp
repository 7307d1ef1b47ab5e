#include "packs/compile.h"

#include <algorithm>
#include <array>

#include "analysis/lexicon.h"
#include "core/regex.h"
#include "core/utf8.h"
#include "data/yaml.h"
#include "packs/node.h"

namespace wirecheck {
namespace {

constexpr std::array<std::string_view, 8> kFormNames = {"base", "third", "past", "participle", "gerund", "plural", "comparative", "superlative"};

}  // namespace

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
    if (c_.source_side_) return source_lemma(p, folded);
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

  // Words of other languages: each word of the phrase in any form that its dictionary knows.
  Node source_lemma(const Pattern& p, const std::string& folded) {
    if (!p.words.empty()) fail(p, "forms are not told apart in words of the source language; write <" + p.text + ">");
    if (!c_.forms_) return text_node(folded);
    Node sequence;
    for (size_t at = 0; at < folded.size();) {
      const size_t end = std::min(folded.find(' ', at), folded.size());
      std::vector<Node> nodes;
      for (const std::string& form : c_.forms_->of(scope_.source, folded.substr(at, end - at))) nodes.push_back(text_node(form));
      if (!nodes.empty()) sequence.children.push_back(tidy_alternation(std::move(nodes), true));
      at = end + 1;
    }
    return sequence;
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
PatternCompiler::PatternCompiler(Program& program, Vocabulary& vocabulary, WordForms* forms)
    : program_(program), vocabulary_(vocabulary), forms_(forms), source_side_(true) {}
PatternCompiler::~PatternCompiler() = default;

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
