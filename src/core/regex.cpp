#include "core/regex.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {

struct Regex::Impl {
  RE2 re;
  Options options;
  Impl(std::string_view pattern, const RE2::Options& re_options, Options o)
      : re(re2::StringPiece(pattern.data(), pattern.size()), re_options), options(o) {}
};

Regex::Regex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view pattern, Options options) {
  RE2::Options re_options;
  re_options.set_log_errors(false);
  re_options.set_case_sensitive(!options.fold_case);
  auto impl = std::make_unique<Impl>(pattern, re_options, options);
  if (!impl->re.ok())
    return Error{Error::Code::syntax, "the pattern does not compile: " + impl->re.error() +
                     (impl->re.error_arg().empty() ? "" : " (at: " + impl->re.error_arg() + ")"), {}, 0, 0, {}};
  return Regex(std::move(impl));
}

namespace {

bool word_char(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c); }

bool at_word_edges(std::string_view text, Span span) {
  const auto edge = [&](uint32_t at) {
    return !(at > 0 && at < text.size() && word_char(utf8::before(text, at)) && word_char(utf8::at(text, at)));
  };
  return edge(span.begin) && edge(span.end);
}

}  // namespace

std::optional<std::vector<Span>> Regex::find(std::string_view text, uint32_t from) const {
  const int groups = impl_->re.NumberOfCapturingGroups() + 1;
  std::vector<re2::StringPiece> pieces(static_cast<size_t>(groups));
  const re2::StringPiece input(text.data(), text.size());
  while (from <= text.size()) {
    if (!impl_->re.Match(input, from, text.size(), RE2::UNANCHORED, pieces.data(), groups)) return std::nullopt;
    std::vector<Span> spans(pieces.size());
    for (size_t i = 0; i < pieces.size(); ++i) {
      if (!pieces[i].data()) continue;
      const auto begin = static_cast<uint32_t>(pieces[i].data() - text.data());
      spans[i] = {begin, begin + static_cast<uint32_t>(pieces[i].size())};
    }
    if (!impl_->options.words || at_word_edges(text, spans[0])) return spans;
    if (spans[0].begin >= text.size()) return std::nullopt;
    from = spans[0].begin + utf8::decode(text, spans[0].begin).size;
  }
  return std::nullopt;
}

bool Regex::matches_whole(std::string_view text) const {
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), impl_->re);
}

bool Regex::can_match_empty() const { return RE2::FullMatch("", impl_->re); }
int Regex::group_count() const { return impl_->re.NumberOfCapturingGroups(); }
const std::string& Regex::pattern() const { return impl_->re.pattern(); }

std::vector<std::string> Regex::group_names() const {
  std::vector<std::string> names(static_cast<size_t>(group_count()) + 1);
  for (const auto& [index, name] : impl_->re.CapturingGroupNames()) names[static_cast<size_t>(index)] = name;
  return names;
}

// Sets of moderate size: the automaton of a set grows faster than its patterns.
struct RegexSet::Impl {
  struct Group {
    std::unique_ptr<RE2::Set> set;   // null: all of them count as candidates
    uint32_t first = 0, count = 0;
  };
  std::vector<Group> groups;
};

RegexSet::RegexSet(const std::vector<Item>& items) : impl_(std::make_unique<Impl>()) {
  constexpr uint32_t kGroup = 48;
  for (uint32_t first = 0; first < items.size(); first += kGroup) {
    Impl::Group group;
    group.first = first;
    group.count = std::min(kGroup, static_cast<uint32_t>(items.size()) - first);
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    group.set = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
    bool sound = true;
    for (uint32_t i = first; i < first + group.count; ++i) {
      const std::string pattern = (items[i].fold_case ? "(?i:" : "(?:") + std::string(items[i].pattern) + ")";
      sound = sound && group.set->Add(pattern, nullptr) >= 0;
    }
    if (!sound || !group.set->Compile()) group.set.reset();
    impl_->groups.push_back(std::move(group));
  }
}
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;
RegexSet::~RegexSet() = default;

void RegexSet::candidates(std::string_view text, std::vector<uint32_t>& out) const {
  std::vector<int> hits;
  const size_t from = out.size();
  for (const Impl::Group& group : impl_->groups) {
    hits.clear();
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    const bool any = group.set && group.set->Match(re2::StringPiece(text.data(), text.size()), &hits, &error);
    if (any) {
      for (const int hit : hits) out.push_back(group.first + static_cast<uint32_t>(hit));
    } else if (!group.set || error.kind != RE2::Set::kNoError) {
      for (uint32_t i = 0; i < group.count; ++i) out.push_back(group.first + i);
    }
  }
  std::sort(out.begin() + static_cast<ptrdiff_t>(from), out.end());
}

}  // namespace wirecheck
