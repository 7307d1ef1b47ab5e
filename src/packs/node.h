// The tree of a pattern with everything looked up: what the compiler makes programs and anchors of.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packs/program.h"

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
using NodeKind = Node::Kind;

constexpr uint32_t kUnbounded = 60;   // words; an element of that length has no end for the anchors

Node test(Code code, uint8_t small = 0, uint32_t x = 0, uint32_t y = 0);
Node any_of(std::vector<Node> nodes);
// A class or an element of the analysis by its name: "person", "number".
std::optional<Node> builtin(std::string_view name);

// Letters, digits and what belongs to them.
bool word_char(char32_t c);
// How the text may stand as tokens: hyphens part words (they are optional between words anyway); an apostrophe may belong to
// the piece before it (l' heure), to the one after it (minister 's) or be a token of its own; a final n't parts before the n.
using Spelling = std::vector<std::string>;
std::vector<Spelling> spellings(std::string_view text);
// The character of a punctuation token that stands for all its forms.
std::optional<Glyph> glyph_of(std::string_view text);
Node glyph_node(Glyph glyph);
// With straight apostrophes.
std::string straight(std::string_view text);

// Single words side by side in an alternation become one set. `any_order`: a list, whose longer items come first.
Node tidy_alternation(std::vector<Node> nodes, bool any_order);
// The elements of sequences and captures, one after the other.
void flatten(const Node& node, std::vector<const Node*>& items);

struct Length {
  uint32_t min = 0, max = 0;   // in words, hyphens not counted
  bool empty = false;          // may take no token at all
};
Length length_of(const Node& node);

// Expected hits of a bucket in 10,000 tokens.
double bucket_cost(uint32_t bucket);

}  // namespace wirecheck
