#include "align/dynamic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace wirecheck {
namespace {

// How sentences are joined, and what each joining costs: -100 log of its share among hand-aligned sentences against one to
// one (Gale and Church 1993, table 5), here in natural logarithms; three to one is ours.
struct Bead { uint32_t source, target; double cost; };
constexpr Bead kBeads[] = {{1, 1, 0}, {1, 0, 4.5}, {0, 1, 4.5}, {2, 1, 2.3}, {1, 2, 2.3}, {2, 2, 4.4}, {3, 1, 5.0}, {1, 3, 5.0}};
// The gaps first: they cost nothing to try, and show at once which of the others are too dear.
constexpr uint8_t kOrder[std::size(kBeads)] = {1, 2, 0, 3, 4, 5, 6, 7};
constexpr double kVariance = 6.8;      // of the length of a translation, per letter (the same)

// What sentences have in common speaks for their link; these weights are ours, tried on the corpora.
constexpr double kFigure = 2.5, kUnmet = 0.8, kWord = 1.2, kQuotes = 0.7, kQuestion = 1, kBorder = 1.2;
constexpr uint32_t kMostFigures = 3, kMostWords = 5;
constexpr double kStrong = 2;          // in common at least, for a link that others may lean on
constexpr double kFar = 4, kNear = 3;  // standard deviations of length
constexpr uint32_t kBand = 60;         // sentences to both sides of the diagonal
constexpr uint32_t kReach = 3, kWidth = 2 * kBand + 1, kRows = kReach + 1;   // a bead reaches three rows back
constexpr uint8_t kNone = 0xFF;
constexpr uint32_t kCoarse = 6;        // sentences of a link that is only known as a whole

struct Joint {                         // of the sentences of one side of a bead
  double length = 0;
  uint32_t figures = 0, words = 0, quotes = 0;
  bool question = false, border = false;
};
struct Common { uint16_t figures = 0, words = 0; };   // what two sentences share

class Aligner {
 public:
  Aligner(const SideAnchors& source, const SideAnchors& target)
      : source_(source), target_(target), ratio_(expected_ratio(source, target)) {
    const auto borders = [](const SideAnchors& side) {
      return std::count_if(side.sentences.begin(), side.sentences.end(), [](const auto& s) { return s.ends_paragraph; });
    };
    bordered_ = borders(source) > 1 && borders(target) > 1;
    words_ = source.latin && target.latin;
  }

  std::vector<SentenceLink> run() {
    const auto n = static_cast<uint32_t>(source_.sentences.size()), m = static_cast<uint32_t>(target_.sentences.size());
    if (n == 0 || m == 0) {
      if (n + m == 0) return {};
      return {{{0, n}, {0, m}, false}};
    }
    std::vector<SentenceLink> links = cheapest(n, m);
    grade(links);
    return coarse(links);
  }

 private:
  std::vector<SentenceLink> cheapest(uint32_t n, uint32_t m) {
    constexpr uint32_t width = kWidth;
    const auto low = [&](uint32_t i) { return low_of(i, n, m); };
    // Beads are kept for the whole way back, costs and what sentences share for as many rows as a bead reaches.
    std::vector<uint8_t> beads(static_cast<size_t>(n + 1) * width, kNone);
    std::vector<double> costs(kRows * width);
    common_.resize(kRows * width);
    source_joints_ = joints(source_);
    target_joints_ = joints(target_);
    const auto at = [&](uint32_t i, uint32_t j) -> std::optional<uint32_t> {
      const uint32_t first = low(i);
      return j < first || j - first >= width ? std::nullopt : std::optional<uint32_t>(j - first);
    };
    for (uint32_t i = 0; i <= n; ++i) {
      if (i > 0) compare_row(i - 1, low(i - 1));
      double* row = &costs[i % kRows * width];
      std::fill(row, row + width, std::numeric_limits<double>::infinity());
      const uint32_t first = low(i);
      uint32_t lows[kRows] = {first};   // of this row and of those that a bead comes from
      for (uint32_t back = 1; back <= std::min(kReach, i); ++back) lows[back] = low(i - back);
      for (uint32_t j = first; j <= m && j - first < width; ++j) {
        double& here = row[j - first];
        if (i == 0 && j == 0) here = 0;
        uint8_t& chosen = beads[static_cast<size_t>(i) * width + (j - first)];
        for (const uint8_t b : kOrder) {
          const Bead& bead = kBeads[b];
          if (bead.source > i || bead.target > j) continue;
          const uint32_t from = j - bead.target - lows[bead.source];   // below the band it is very large
          if (from >= width) continue;
          const double before = costs[(i - bead.source) % kRows * width + from];
          if (before == std::numeric_limits<double>::infinity()) continue;
          const double so_far = before + bead.cost;
          const double cost = so_far + link_cost({i - bead.source, i}, {j - bead.target, j}, here - so_far);
          if (cost > here || (cost == here && b > chosen)) continue;   // of equal ones the first of the table
          here = cost;
          chosen = b;
        }
      }
    }
    std::vector<SentenceLink> links;
    for (uint32_t i = n, j = m; i > 0 || j > 0;) {
      const auto here = at(i, j);
      const uint8_t b = here ? beads[static_cast<size_t>(i) * width + *here] : kNone;
      if (b == kNone) return {{{0, n}, {0, m}, false}};   // the band does not lead there
      const Bead& bead = kBeads[b];
      links.push_back({{i - bead.source, i}, {j - bead.target, j}, false});
      i -= bead.source;
      j -= bead.target;
    }
    std::reverse(links.begin(), links.end());
    return links;
  }

  static uint32_t low_of(uint32_t i, uint32_t n, uint32_t m) {
    const auto centre = static_cast<int64_t>(static_cast<double>(i) * m / n);
    return static_cast<uint32_t>(std::max<int64_t>(0, centre - kBand));
  }

  static Joint join(const SideAnchors& side, Range range) {
    Joint out;
    for (uint32_t s = range.begin; s < range.end; ++s) {
      const SentenceAnchors& one = side.sentences[s];
      out.length += one.length;
      out.figures += static_cast<uint32_t>(one.figures.size());
      out.words += static_cast<uint32_t>(one.words.size());
      out.quotes += one.quotes;
      out.question = out.question || one.question;
      out.border = one.ends_paragraph;
    }
    return out;
  }

  // Of one, two and three sentences from each on, as far as there are so many.
  static std::vector<Joint> joints(const SideAnchors& side) {
    const auto size = static_cast<uint32_t>(side.sentences.size());
    std::vector<Joint> out(static_cast<size_t>(size) * kReach);
    for (uint32_t s = 0; s < size; ++s)
      for (uint32_t n = 1; n <= kReach && s + n <= size; ++n) out[static_cast<size_t>(s) * kReach + n - 1] = join(side, {s, s + n});
    return out;
  }

  static uint16_t shared(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
    uint16_t count = 0;
    for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      if (a[i] == b[j]) ++count, ++i, ++j;
      else if (a[i] < b[j]) ++i;
      else ++j;
    }
    return count;
  }

  Common compare(uint32_t source, uint32_t target) const {
    const SentenceAnchors &a = source_.sentences[source], &b = target_.sentences[target];
    return {shared(a.figures, b.figures), words_ ? shared(a.words, b.words) : uint16_t{0}};
  }

  void compare_row(uint32_t source, uint32_t first) {
    rows_[source % kRows] = {source, first};
    const auto size = static_cast<uint32_t>(target_.sentences.size());
    for (uint32_t j = first; j < size && j - first < kWidth; ++j) common_[source % kRows * kWidth + (j - first)] = compare(source, j);
  }

  // What the sentences of the two ranges share; pair by pair, so that an anchor of two of them counts twice.
  Common common(Range s, Range t) const {
    Common out;
    for (uint32_t i = s.begin; i < s.end; ++i) {
      const auto& [source, first] = rows_[i % kRows];
      const Common* row = &common_[i % kRows * kWidth];
      for (uint32_t j = t.begin; j < t.end; ++j) {
        const Common one = source == i && j - first < kWidth ? row[j - first] : compare(i, j);
        out.figures = static_cast<uint16_t>(out.figures + one.figures);
        out.words = static_cast<uint16_t>(out.words + one.words);
      }
    }
    return out;
  }

  // Standard deviations by which the lengths differ from what these two texts lead to expect; their square.
  double deviation(double source, double target) const {
    return (target - source * ratio_) / std::sqrt(variance(source, target));
  }
  double squared_deviation(double source, double target) const {
    const double difference = target - source * ratio_;
    return difference * difference / variance(source, target);
  }
  double variance(double source, double target) const { return kVariance * std::max(1.0, (source + target / ratio_) / 2); }

  double in_common(const Common& both, const Joint& a, const Joint& b) const {
    double out = kFigure * std::min<double>(kMostFigures, both.figures) + kWord * std::min<double>(kMostWords, both.words);
    if (a.quotes > 0 && b.quotes > 0) out += kQuotes;
    if (a.question && b.question) out += kQuestion;
    return out;
  }

  // What the link costs, or infinity when that is surely more than `most`.
  double link_cost(Range s, Range t, double most) const {
    if (s.empty() || t.empty()) return 0;
    const Joint &a = source_joints_[s.begin * kReach + s.size() - 1], &b = target_joints_[t.begin * kReach + t.size() - 1];
    constexpr double kTails = 25, kRounding = 1e-6;
    // The tails of the normal distribution are dear to compute, and are below exp(-away^2 / 2).
    const double at_least = std::min(kTails, squared_deviation(a.length, b.length) / 2);
    // As if they shared all that they have.
    double most_in_common = 0;
    if (a.figures > 0 && b.figures > 0) most_in_common += kFigure * kMostFigures;
    if (words_ && a.words > 0 && b.words > 0) most_in_common += kWord * kMostWords;
    if (a.quotes > 0 && b.quotes > 0) most_in_common += kQuotes;
    if (a.question && b.question) most_in_common += kQuestion;
    if (a.border && b.border) most_in_common += kBorder;
    if (at_least - most_in_common > most + kRounding) return std::numeric_limits<double>::infinity();
    const Common both = common(s, t);
    const double shared = in_common(both, a, b);
    const auto rest = [&](double cost) {
      const uint32_t figures = std::max(a.figures, b.figures);
      cost += kUnmet * std::min<double>(kMostFigures, figures > both.figures ? figures - both.figures : 0);
      if ((a.quotes > 0) != (b.quotes > 0)) cost += kQuotes;
      if (a.question != b.question) cost += kQuestion;
      if (bordered_) cost += a.border == b.border ? (a.border ? -kBorder : 0) : kBorder;
      return cost;
    };
    if (rest(at_least - shared) > most + kRounding) return std::numeric_limits<double>::infinity();
    // -log of the two tails beyond the deviation.
    const double tails = std::erfc(std::abs(deviation(a.length, b.length)) / std::sqrt(2.0));
    return rest(std::min(kTails, -std::log(std::max(1e-12, tails))) - shared);
  }

  void grade(std::vector<SentenceLink>& links) const {
    std::vector<char> strong(links.size()), fair(links.size());
    bool straight = true;
    for (size_t i = 0; i < links.size(); ++i) {
      const SentenceLink& link = links[i];
      straight = straight && link.source.size() == 1 && link.target.size() == 1;
      if (link.source.empty() || link.target.empty()) continue;
      const Joint a = join(source_, link.source), b = join(target_, link.target);
      const double away = std::abs(deviation(a.length, b.length));
      strong[i] = away < kFar && in_common(common(link.source, link.target), a, b) >= kStrong && !carries_idle(link);
      fair[i] = away < kNear;
    }
    for (size_t i = 0; i < links.size(); ++i) {
      SentenceLink& link = links[i];
      const bool before = i == 0 || strong[i - 1], after = i + 1 == links.size() || strong[i + 1];
      if (link.source.empty() || link.target.empty())
        link.sure = i > 0 && (before || (fair[i - 1] && i > 1 && strong[i - 2])) && i + 1 < links.size() &&
                    (after || (fair[i + 1] && i + 2 < links.size() && strong[i + 2])) && alone(link);
      else
        link.sure = strong[i] || (fair[i] && before && after) || (straight && fair[i]);
    }
  }

  // A joined sentence that has nothing in common with the other side, though it could, and without which the lengths fit
  // better: more likely it has no counterpart at all.
  bool carries_idle(const SentenceLink& link) const {
    const Joint a = join(source_, link.source), b = join(target_, link.target);
    const double away = std::abs(deviation(a.length, b.length));
    const auto idle = [&](const Joint& one, const Common& both, double without) {
      return one.figures + one.words > 0 && both.figures + both.words == 0 && std::abs(without) < away;
    };
    for (uint32_t i = link.source.begin; link.source.size() > 1 && i < link.source.end; ++i) {
      const Joint one = join(source_, {i, i + 1});
      if (idle(one, common({i, i + 1}, link.target), deviation(a.length - one.length, b.length))) return true;
    }
    for (uint32_t j = link.target.begin; link.target.size() > 1 && j < link.target.end; ++j) {
      const Joint one = join(target_, {j, j + 1});
      if (idle(one, common(link.source, {j, j + 1}), deviation(a.length, b.length - one.length))) return true;
    }
    return false;
  }

  // A gap whose figures and names stand nowhere near on the other side.
  bool alone(const SentenceLink& gap) const {
    const bool in_source = gap.target.empty();
    const SideAnchors& other = in_source ? target_ : source_;
    const uint32_t at = in_source ? gap.target.begin : gap.source.begin;
    const auto size = static_cast<uint32_t>(other.sentences.size());
    const Range near{at > 2 ? at - 2 : 0, std::min(size, at + 2)};
    const Common both = in_source ? common(gap.source, near) : common(near, gap.target);
    const uint32_t words = in_source ? join(source_, gap.source).words : join(target_, gap.target).words;
    return both.figures == 0 && (!words_ || both.words <= words / 4);
  }

  // Links that are not sure, between two that are (or the ends), may be known as one.
  std::vector<SentenceLink> coarse(const std::vector<SentenceLink>& links) const {
    std::vector<SentenceLink> out;
    for (size_t i = 0; i < links.size();) {
      if (links[i].sure) {
        out.push_back(links[i++]);
        continue;
      }
      size_t end = i;
      while (end < links.size() && !links[end].sure) ++end;
      SentenceLink whole{{links[i].source.begin, links[end - 1].source.end}, {links[i].target.begin, links[end - 1].target.end}, true};
      const double away = std::abs(deviation(join(source_, whole.source).length, join(target_, whole.target).length));
      if (!whole.source.empty() && !whole.target.empty() && whole.source.size() <= kCoarse && whole.target.size() <= kCoarse &&
          (away < kFar || links.size() == end - i)) {
        out.push_back(whole);
      } else {
        out.insert(out.end(), links.begin() + static_cast<std::ptrdiff_t>(i), links.begin() + static_cast<std::ptrdiff_t>(end));
      }
      i = end;
    }
    return out;
  }

  const SideAnchors&source_, &target_;
  double ratio_;
  bool bordered_ = false, words_ = false;
  struct Row { uint32_t source = UINT32_MAX, first = 0; };
  Row rows_[kRows];                     // which row stands in common_
  std::vector<Joint> source_joints_, target_joints_;   // kReach of each sentence
  std::vector<Common> common_;          // of the pairs of sentences inside the band, the last rows
};

}  // namespace

std::vector<SentenceLink> align_sentences(const SideAnchors& source, const SideAnchors& target) {
  return Aligner(source, target).run();
}

}  // namespace wirecheck
