#include "core/regex.h"

#include <re2/re2.h>

#include <mutex>

#include "core/atoms.h"
#include "core/utf8.h"

namespace wirecheck {

namespace {

RE2::Options options_of(const Regex::Options& options) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_case_sensitive(!options.fold_case);
  return out;
}

}  // namespace

struct Regex::Impl {
  std::string pattern;
  Options options;
  mutable std::once_flag once;
  mutable std::unique_ptr<RE2> compiled;
  Impl(std::string p, Options o) : pattern(std::move(p)), options(o) {}
  const RE2& re() const {
    std::call_once(once, [this] { compiled = std::make_unique<RE2>(pattern, options_of(options)); });
    return *compiled;
  }
};

Regex::Regex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Regex Regex::later(std::string pattern, Options options) { return Regex(std::make_unique<Impl>(std::move(pattern), options)); }

Result<Regex> Regex::compile(std::string_view pattern, Options options) {
  Regex out = later(std::string(pattern), options);
  const RE2& re = out.impl_->re();
  if (!re.ok())
    return Error{Error::Code::syntax, "the pattern does not compile: " + re.error() +
                     (re.error_arg().empty() ? "" : " (at: " + re.error_arg() + ")"), {}, 0, 0, {}};
  return out;
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
  const RE2& re = impl_->re();
  if (!re.ok()) return std::nullopt;
  const int groups = re.NumberOfCapturingGroups() + 1;
  std::vector<re2::StringPiece> pieces(static_cast<size_t>(groups));
  const re2::StringPiece input(text.data(), text.size());
  while (from <= text.size()) {
    if (!re.Match(input, from, text.size(), RE2::UNANCHORED, pieces.data(), groups)) return std::nullopt;
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
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), impl_->re());
}

bool Regex::can_match_empty() const { return RE2::FullMatch("", impl_->re()); }
int Regex::group_count() const { return impl_->re().NumberOfCapturingGroups(); }
const std::string& Regex::pattern() const { return impl_->pattern; }

std::vector<std::string> Regex::group_names() const {
  std::vector<std::string> names(static_cast<size_t>(group_count()) + 1);
  for (const auto& [index, name] : impl_->re().CapturingGroupNames()) names[static_cast<size_t>(index)] = name;
  return names;
}

struct RegexSet::Impl {
  atoms::Index index;
};

RegexSet::RegexSet(const std::vector<std::string_view>& patterns, bool whole) {
  std::vector<std::vector<atoms::Clause>> needs;
  for (const std::string_view pattern : patterns) needs.push_back(atoms::needed(pattern, whole));
  impl_ = std::make_unique<Impl>(Impl{atoms::Index(needs)});
}
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;
RegexSet::~RegexSet() = default;

void RegexSet::candidates(std::string_view text, std::vector<uint32_t>& out) const { impl_->index.candidates(text, out); }

}  // namespace wirecheck
