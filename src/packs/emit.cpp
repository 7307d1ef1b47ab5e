// Programs and anchors from trees.

#include <algorithm>

#include "core/utf8.h"
#include "packs/compile.h"
#include "packs/node.h"

namespace wirecheck {

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

}  // namespace wirecheck
