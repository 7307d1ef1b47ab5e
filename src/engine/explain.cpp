#include "engine/explain.h"

#include <algorithm>
#include <charconv>

#include "core/offsets.h"
#include "engine/line_stream.h"
#include "engine/pairs.h"
#include "engine/run.h"

namespace wirecheck {
namespace {

// Takes ":number" off the end.
std::optional<uint32_t> take_number(std::string_view& text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, code] = std::from_chars(text.data() + colon + 1, end, value);
  if (code != std::errc() || stop != end || value == 0) return std::nullopt;
  text = text.substr(0, colon);
  return value;
}

Result<DocumentPtr> read_place(const Input& input, const FilePlace& place, const ReadOptions& options) {
  if (input.format != Format::jsonl) return read_input(input, options);
  auto stream = LineStream::open(input.path, options.limit);
  if (!stream) return stream.error();
  while (auto line = stream.value()->next())
    if (line->number + 1 == place.line) return read_json_record(input.shown, line->text, line->base, line->number, options);
  return Error{Error::Code::usage, "there is no line " + std::to_string(place.line), input.shown, 0, 0, {}};
}

}  // namespace

Result<FilePlace> parse_place(std::string_view argument) {
  FilePlace place;
  std::string_view rest = argument;
  if (const auto last = take_number(rest)) {
    place.line = *last;
    if (const auto first = take_number(rest)) {
      place.column = place.line;
      place.line = *first;
    }
    place.file = std::string(rest);
    return place;
  }
  return Error{Error::Code::usage, "\"" + std::string(argument) + "\" is no place; expected FILE:LINE or FILE:LINE:COLUMN", {}, 0, 0, {}};
}

Result<PlaceExplanation> explain_place(const Engine& engine, const FilePlace& place, const ReadOptions& options, Scratch& scratch) {
  const std::vector<Input> inputs =
      join_pairs(expand_inputs({place.file}, ""), engine.options().source, engine.options().target);
  const Input& input = inputs.front();
  if (input.failure) return *input.failure;
  auto document = read_place(input, place, options);
  if (!document) return document.error();

  PlaceExplanation out;
  const std::string& text = document.value()->text();
  out.where = {0, static_cast<uint32_t>(text.size())};
  if (input.format != Format::jsonl) {
    const LineIndex lines(text);
    const uint32_t count = lines.line_count() - (text.ends_with('\n') ? 1 : 0);
    if (place.line > count)
      return Error{Error::Code::usage, "there is no line " + std::to_string(place.line) + "; the story has " + std::to_string(count),
                   input.shown, 0, 0, {}};
    const std::string_view line = lines.line(place.line);
    out.where.begin = static_cast<uint32_t>(line.data() - text.data());
    out.where.end = out.where.begin + static_cast<uint32_t>(line.size());
    if (place.column) {
      while (out.where.begin < out.where.end && lines.at(out.where.begin).column < place.column) {
        do ++out.where.begin;
        while (out.where.begin < text.size() && (static_cast<unsigned char>(text[out.where.begin]) & 0xC0) == 0x80);
      }
      out.where.end = std::min(out.where.begin + 1, out.where.end);
    }
  }
  out.report = engine.check(document.value(), scratch);
  const Span where = out.where;
  std::erase_if(out.report.findings, [&](const Finding& finding) {
    return !(finding.span.begin < std::max(where.end, where.begin + 1) && where.begin < finding.span.end);
  });
  const auto analysis = engine.analyse(*document.value(), scratch);
  out.near = engine.packs().explain(*analysis, where);
  return out;
}

}  // namespace wirecheck
