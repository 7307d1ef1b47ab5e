// Two measures over texts, as the shared tasks of the WMT conferences define them. Pure functions over code points.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace wirecheck {

// The character F1 of the WMT shared task on quality estimation, error span detection (2023; Blain and others, "Findings of the
// WMT 2023 Shared Task on Quality Estimation"; the method is that of the task's own scoring program). A character is marked
// minor, major or both by each side. A character marked by both sides counts 1 where a severity agrees or people gave both,
// else 0.5; precision divides the sum by the characters we marked, recall by those that people marked, over all rows. A span
// without a character stands for the one behind it.
class CharacterCounter {
 public:
  enum Mark : uint8_t { kNone = 0, kMinor = 1, kMajor = 2, kAny = 3 };  // kAny: an error whose severity is not known
  struct Stretch {
    uint32_t begin, end;
    Mark mark;
  };
  void add(uint32_t characters, const std::vector<Stretch>& ours, const std::vector<Stretch>& gold);
  double precision() const;
  double recall() const;
  double f1() const;
  uint64_t rows() const { return rows_; }

 private:
  double shared_ = 0;
  uint64_t ours_ = 0, gold_ = 0, rows_ = 0;
};

// chrF of Popovic (2015): the F-score of character n-grams up to six, white space left out, recall counted twice (beta 2);
// counts are summed over all pairs added. Stands in for a human ranking of systems where there is none.
class SimilarityCounter {
 public:
  void add(std::string_view text, std::string_view reference);
  double score() const;

 private:
  static constexpr unsigned kLongest = 6;
  uint64_t shared_[kLongest] = {}, text_[kLongest] = {}, reference_[kLongest] = {};
};

}  // namespace wirecheck
