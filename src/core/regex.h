// The one home of RE2. Immutable after construction, but for what is compiled when first used; const is thread-safe.
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
  // A pattern that is known to compile, or need not: it is compiled when it is first used. One that does not compile matches nothing.
  static Regex later(std::string pattern, Options options);
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

// Which of many patterns could match a text, in one pass: a prefilter that goes by the literal text that patterns need.
class RegexSet {
 public:
  // All patterns must compile by themselves. `whole`: they are to match a text from end to end.
  explicit RegexSet(const std::vector<std::string_view>& patterns, bool whole = false);
  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;
  ~RegexSet();
  // Indices of the patterns that may match, ascending: all that do, and some that do not. Appends to `out`.
  void candidates(std::string_view text, std::vector<uint32_t>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
