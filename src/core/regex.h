// The one home of RE2. Immutable after construction; matching is thread-safe.
// RE2 knows no look-around and its \b, \w, \d, \s are ASCII only; `words` adds Unicode word boundaries around a match.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/span.h"

namespace wirecheck {

class Regex {
 public:
  struct Options {
    bool fold_case = true;
    bool words = false;  // a match must begin and end at a word boundary (letters, digits, marks of any script)
  };
  // Error::Code::syntax; the message quotes the offending piece as RE2 names it.
  static Result<Regex> compile(std::string_view pattern, Options options);
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // The leftmost match at or after `from`; groups[0] is the match, unset groups are empty spans at 0.
  std::optional<std::vector<Span>> find(std::string_view text, uint32_t from = 0) const;
  bool matches_whole(std::string_view text) const;
  bool can_match_empty() const;
  int group_count() const;                      // without group 0
  std::vector<std::string> group_names() const; // index 0 unused; "" for an unnamed group
  const std::string& pattern() const;

 private:
  struct Impl;
  explicit Regex(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Which of many patterns could match a text, in one pass: a prefilter (word boundaries are not looked at).
class RegexSet {
 public:
  struct Item { std::string_view pattern; bool fold_case = true; };
  // All patterns must compile by themselves.
  explicit RegexSet(const std::vector<Item>& items);
  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;
  ~RegexSet();
  // Indices of the patterns that may match, ascending. Appends to `out`.
  void candidates(std::string_view text, std::vector<uint32_t>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
