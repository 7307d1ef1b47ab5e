#include "engine/evaluation.h"

#include <algorithm>
#include <numeric>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kReach = 40;         // characters a finding may go beyond its marks
constexpr size_t kCombinations = 3000;  // of the fixes of joined marks

std::string folded_spaces(std::string_view text) {
  std::string out;
  bool space = false;
  for (size_t i = 0; i < text.size();) {
    const auto d = utf8::decode(text, i);
    i += d.size;
    if (utf8::is_space(d.c)) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    utf8::append(out, d.c);
  }
  return out;
}

// text[range] with the edits applied; an edit inside a wider one is swallowed.
std::string applied(std::string_view text, Span range, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::string out;
  uint32_t at = range.begin;
  for (const Edit& edit : edits) {
    if (edit.span.begin < at) continue;
    out += text.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  out += text.substr(at, range.end - at);
  return out;
}

class Scorer {
 public:
  Scorer(const MarkedText& story, const Document& document, const std::vector<Finding>& findings)
      : story_(story), text_(document.text()), findings_(findings), cluster_(story.marks.size()), right_(story.marks.size()) {
    std::iota(cluster_.begin(), cluster_.end(), size_t{0});
    for (const Finding& finding : findings_) touched_.push_back(touched_by(finding));
    for (const auto& marks : touched_)
      for (size_t i = 1; i < marks.size(); ++i) cluster_[root(marks[i])] = root(marks[0]);
    for (size_t mark = 0; mark < story_.marks.size(); ++mark)
      if (root(mark) == mark) judge(mark);
  }

  StoryScore total(std::vector<ScoreNote>* notes) {
    StoryScore out;
    std::vector<ScoreNote> said;
    for (size_t i = 0; i < story_.marks.size(); ++i) {
      const Mark& mark = story_.marks[i];
      const std::vector<const Finding*> on = findings_on(i);
      const bool found = !on.empty(), right = found && right_[root(i)];
      if (mark.missed) {
        ++out.known_misses;
        out.known_misses_found += found;
        if (found) said.push_back({ScoreNote::Kind::known_miss_found, mark.span, slice(mark.span), mark.fixes, on, right});
        continue;
      }
      ++out.marks;
      out.found += found;
      out.right += right;
      if (!found) said.push_back({ScoreNote::Kind::miss, mark.span, slice(mark.span), mark.fixes, on, right});
      else if (!right) said.push_back({ScoreNote::Kind::wrong_fix, mark.span, slice(mark.span), mark.fixes, on, right});
    }
    for (size_t i = 0; i < findings_.size(); ++i) {
      if (!touched_[i].empty() || findings_[i].severity < Severity::minor) continue;
      ++out.extra;
      said.push_back({ScoreNote::Kind::extra, findings_[i].span, slice(findings_[i].span), {}, {&findings_[i]}, false});
    }
    std::stable_sort(said.begin(), said.end(), [](const ScoreNote& a, const ScoreNote& b) { return a.span < b.span; });
    if (notes) *notes = std::move(said);
    return out;
  }

 private:
  std::string slice(Span span) const { return std::string(text_.substr(span.begin, span.size())); }
  uint32_t characters(uint32_t begin, uint32_t end) const { return begin < end ? utf8::count(text_.substr(begin, end - begin)) : 0; }

  size_t root(size_t mark) {
    while (cluster_[mark] != mark) mark = cluster_[mark];
    return mark;
  }

  std::vector<size_t> touched_by(const Finding& finding) const {
    std::vector<size_t> marks;
    bool deletes = false;
    for (size_t i = 0; i < story_.marks.size(); ++i) {
      if (!story_.marks[i].span.overlaps(finding.span)) continue;
      marks.push_back(i);
      const auto& fixes = story_.marks[i].fixes;
      deletes |= !fixes.empty() && fixes.front().empty();
    }
    if (marks.empty() || deletes) return marks;
    const Span reach{story_.marks[marks.front()].span.begin, story_.marks[marks.back()].span.end};
    if (characters(finding.span.begin, reach.begin) + characters(reach.end, finding.span.end) > kReach) marks.clear();
    return marks;
  }

  std::vector<const Finding*> findings_on(size_t mark) const {
    std::vector<const Finding*> out;
    for (size_t i = 0; i < findings_.size(); ++i)
      if (std::find(touched_[i].begin(), touched_[i].end(), mark) != touched_[i].end()) out.push_back(&findings_[i]);
    return out;
  }

  void judge(size_t cluster) {
    std::vector<size_t> marks;
    for (size_t i = 0; i < story_.marks.size(); ++i)
      if (root(i) == cluster) marks.push_back(i);
    Span range = story_.marks[marks.front()].span;
    const auto widen = [&](Span span) { range = {std::min(range.begin, span.begin), std::max(range.end, span.end)}; };
    std::vector<Edit> mine;
    for (size_t i : marks) widen(story_.marks[i].span);
    for (size_t i = 0; i < findings_.size(); ++i) {
      if (touched_[i].empty() || root(touched_[i].front()) != cluster) continue;
      widen(findings_[i].span);
      if (findings_[i].fixes.empty()) continue;
      for (const Edit& edit : findings_[i].fixes.front().edits) {
        mine.push_back(edit);
        widen(edit.span);
      }
    }
    const std::string got = folded_spaces(applied(text_, range, mine));
    std::vector<size_t> choice(marks.size(), 0);
    for (size_t n = 0; n < kCombinations; ++n) {
      std::vector<Edit> wanted;
      for (size_t k = 0; k < marks.size(); ++k) {
        const Mark& mark = story_.marks[marks[k]];
        if (!mark.fixes.empty()) wanted.push_back({mark.span, mark.fixes[choice[k]]});
      }
      // A lone mark without a fix: found is all that is asked.
      right_[cluster] = (marks.size() == 1 && wanted.empty()) || folded_spaces(applied(text_, range, wanted)) == got;
      if (right_[cluster]) return;
      size_t k = 0;
      while (k < marks.size() && ++choice[k] >= story_.marks[marks[k]].fixes.size()) choice[k++] = 0;
      if (k == marks.size()) return;
    }
  }

  const MarkedText& story_;
  const std::string_view text_;
  const std::vector<Finding>& findings_;
  std::vector<size_t> cluster_;              // marks joined by a finding
  std::vector<bool> right_;                  // by cluster
  std::vector<std::vector<size_t>> touched_; // marks by finding
};

}  // namespace

void StoryScore::add(const StoryScore& other) {
  marks += other.marks;
  found += other.found;
  right += other.right;
  extra += other.extra;
  known_misses += other.known_misses;
  known_misses_found += other.known_misses_found;
  words += other.words;
}

StoryScore score(const MarkedText& story, const Document& document, const std::vector<Finding>& findings,
                 std::vector<ScoreNote>* notes) {
  return Scorer(story, document, findings).total(notes);
}

Result<std::unique_ptr<EvaluatedStory>> evaluate(const Engine& engine, const Input& input, Scratch& scratch) {
  if (input.failure) return *input.failure;
  auto bytes = read_bytes(input.path, ReadOptions().limit);
  if (!bytes) return bytes.error();
  auto marked = parse_marked(bytes.value());
  auto document = read_marked(input.shown, bytes.value(), {});
  if (!document) return document.error();
  if (!marked) {
    Error error = marked.error();
    error.file = input.shown;
    return error;
  }
  // The document's text is the marked one, but for a byte order mark.
  if (marked.value().text != document.value()->text())
    return Error{Error::Code::encoding, "a story with marks is UTF-8 without a byte order mark", input.shown, 0, 0, {}};
  auto out = std::make_unique<EvaluatedStory>();
  out->report = engine.check(document.value(), scratch);
  out->score = score(marked.value(), *document.value(), out->report.findings, &out->notes);
  out->score.path = input.shown;
  out->score.words = out->report.words;
  return out;
}

}  // namespace wirecheck
