// Which of many regular expressions a text can match at all, told by the literal text that each of them needs.
//
// `needed` reads a pattern in RE2's syntax and says what stands in every match of it. Patterns and texts are compared in a coarse
// form, a symbol for each code point: ASCII letters in lower case, every ASCII digit one symbol, ASCII white space another, all that
// is beyond ASCII a third; the long s and the Kelvin sign are s and k, as folding case has them. What is equal is equal in that form,
// with and without regard to case, so nothing is lost; what differs may look equal.
//
// Method: the strings of all patterns make one automaton, which reads a text once (A. V. Aho, M. J. Corasick, "Efficient string
// matching: an aid to bibliographic search", Communications of the ACM 18(6), 1975).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirecheck::atoms {

// In the coarse form. One of the strings stands in every match.
using Clause = std::vector<std::string>;

// Clauses that all hold, the most telling ones first, kMostClauses of them at most, fewer when they tell enough; none: nothing is
// known. `pattern` compiles by itself. `whole`: it is to match a text from end to end, so that its edges tell as well.
constexpr size_t kMostClauses = 4;
std::vector<Clause> needed(std::string_view pattern, bool whole);

// Immutable after construction; const is thread-safe.
class Index {
 public:
  // One list of clauses a pattern, as `needed` gives them.
  explicit Index(const std::vector<std::vector<Clause>>& patterns);
  // Appends the numbers of the patterns that may match `text` or a part of it, ascending. `text` may be ill-formed UTF-8.
  void candidates(std::string_view text, std::vector<uint32_t>& out) const;

 private:
  struct Posting {
    uint32_t pattern;
    uint8_t clause;   // a bit
  };
  struct Keyword {
    std::string string;
    Posting posting;
  };
  class Automaton {
   public:
    Automaton() = default;
    explicit Automaton(const std::vector<Keyword>& keywords);
    // Sets the bits of the clauses that hold. kAtBegin: all strings stand at the text's begin, and no more of it is read than need be.
    template <bool kAtBegin> void scan(std::string_view text, std::vector<uint8_t>& seen) const;

   private:
    uint8_t column_[256] = {};            // by symbol and by byte of ASCII; 0: stands in no string
    uint32_t columns_ = 1;
    std::vector<uint32_t> next_;          // a row a state, which is named by where its row begins
    uint32_t first_telling_ = 0;          // the states from here on end a string
    std::vector<uint32_t> postings_of_;   // by telling state, and one more
    std::vector<Posting> postings_;
  };

  std::vector<uint8_t> wanted_;   // by pattern: a bit for each of its clauses
  Automaton at_begin_, anywhere_;
};

}  // namespace wirecheck::atoms
