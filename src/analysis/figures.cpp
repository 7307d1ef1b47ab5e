#include "analysis/figures.h"

#include <algorithm>
#include <charconv>

#include "core/utf8.h"

namespace wirecheck {

Figures::Figures(const Analysis& analysis)
    : a_(analysis), suffixes_(analysis.resources.facts->table("language.ordinal_suffixes")) {
  const std::string& mark = analysis.resources.facts->orthography().decimal;
  if (mark.size() == 1) decimal_ = mark[0];
}

Figure Figures::read(uint32_t token) const {
  Figure figure;
  const std::string_view text = a_.text(token);
  size_t end = 0;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.' || text[end] == ',' || text[end] == ':'))
    ++end;
  figure.suffix = text.substr(end);
  const std::string_view body = text.substr(0, end);
  if (body.empty()) {
    figure.suffix = {};  // a vulgar fraction, or digits of another script
    switch (utf8::at(text, 0)) {
      case 0xBC: figure.value = 0.25; break;
      case 0xBD: figure.value = 0.5; break;
      case 0xBE: figure.value = 0.75; break;
      default: break;
    }
    return figure;
  }
  figure.colon = body.find(':') != std::string_view::npos;
  figure.separators = body.find_first_of(".,:") != std::string_view::npos;
  // The last mark is the decimal one when it is the language's, or when what follows it is no group of three.
  const size_t last = body.find_last_of(".,");
  size_t point = std::string_view::npos;
  if (last != std::string_view::npos) {
    const bool repeated = body.find(body[last]) != last;
    const bool three = body.size() - last - 1 == 3 && last <= 3 + (body.find_first_of(".,") == last ? 0 : body.size());
    if (!repeated && (body[last] == decimal_ || !three)) point = last;
  }
  char buffer[40];
  size_t n = 0;
  bool whole = true;
  for (size_t i = 0; i < body.size() && n < sizeof buffer - 1; ++i) {
    if (i == point) {
      buffer[n++] = '.';
      whole = false;
    } else if (body[i] == ':') {
      break;
    } else if (body[i] >= '0' && body[i] <= '9') {
      buffer[n++] = body[i];
      if (whole && figure.digits < 255) ++figure.digits;
    }
  }
  std::from_chars(buffer, buffer + n, figure.value);
  figure.ordinal = !figure.suffix.empty() && !figure.separators &&
                   std::any_of(suffixes_.begin(), suffixes_.end(), [&](const auto& row) { return !row.empty() && row[0] == figure.suffix; });
  return figure;
}

}  // namespace wirecheck
