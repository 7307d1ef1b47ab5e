// One record of JSON Lines. simdjson finds where a string stands in the line; its escapes are decoded here, because each
// piece has to know its bytes. nlohmann-json says what is wrong with a broken line and keeps the other fields.
#include <algorithm>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "core/utf8.h"
#include "readers/blocks.h"
#include "readers/decode.h"
#include "readers/reader.h"

namespace wirecheck {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

struct DecodedString {
  std::string text;
  std::vector<Piece> map;
};

// `line[open]` is the opening quotation mark of a JSON string that is known to be well formed.
DecodedString decode_string(std::string_view line, uint32_t open) {
  DecodedString out;
  const auto put = [&](char32_t c, uint32_t from, uint32_t to, Piece::Kind kind) {
    const auto begin = static_cast<uint32_t>(out.text.size());
    utf8::append(out.text, c);
    append_piece(out.map, {{begin, static_cast<uint32_t>(out.text.size())}, {from, to}, kind, Escape::json});
  };
  const auto unit = [&](uint32_t at) {   // of \uXXXX, `at` on the backslash
    char32_t value = 0;
    for (uint32_t i = at + 2; i < at + 6; ++i) value = value * 16 + static_cast<char32_t>(hex_value(line[i]));
    return value;
  };
  uint32_t at = open + 1;
  while (line[at] != '"') {
    if (line[at] != '\\') {
      uint32_t end = at;
      while (line[end] != '"' && line[end] != '\\') ++end;
      const auto begin = static_cast<uint32_t>(out.text.size());
      out.text.append(line.substr(at, end - at));
      append_piece(out.map, {{begin, begin + (end - at)}, {at, end}, Piece::Kind::verbatim, Escape::json});
      at = end;
      continue;
    }
    const char kind = line[at + 1];
    if (kind != 'u') {
      static constexpr std::string_view kFrom = "bfnrt", kTo = "\b\f\n\r\t";
      const size_t i = kFrom.find(kind);
      put(i == std::string_view::npos ? static_cast<char32_t>(kind) : static_cast<char32_t>(kTo[i]), at, at + 2,
          Piece::Kind::decoded);
      at += 2;
      continue;
    }
    char32_t c = unit(at);
    uint32_t end = at + 6;
    if (c >= 0xD800 && c < 0xDC00 && line.substr(end, 2) == "\\u") {
      const char32_t low = unit(end);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        end += 6;
      }
    }
    if (c >= 0xD800 && c < 0xE000) put(utf8::kReplacement, at, end, Piece::Kind::synthetic);
    else put(c, at, end, Piece::Kind::decoded);
    at = end;
  }
  return out;
}

struct Field {
  bool present = false;
  bool is_string = false;
  uint32_t open = 0;         // of the string's quotation mark in the line
  std::string_view token;    // as written
};

Error broken(const std::string& path, uint32_t line_number, std::string message, uint32_t column = 0) {
  return {Error::Code::syntax, std::move(message), path, line_number, column, {}};
}

// What nlohmann-json has to say about a line that simdjson refused.
Error explain(const std::string& path, uint32_t line_number, std::string_view line, const char* reason) {
  try {
    const auto parsed = nlohmann::json::parse(line);
    if (!parsed.is_object()) return broken(path, line_number, "a record that is no JSON object");
  } catch (const nlohmann::json::parse_error& e) {
    std::string what = e.what();
    if (const size_t colon = what.find(": "); colon != std::string::npos) what = what.substr(colon + 2);
    const auto byte = static_cast<uint32_t>(std::min(e.byte ? e.byte - 1 : 0, line.size()));
    return broken(path, line_number, "a broken JSON record: " + what, utf8::count(line.substr(0, byte)) + 1);
  } catch (const nlohmann::json::exception&) {
  }
  return broken(path, line_number, std::string("a broken JSON record: ") + reason);
}

std::shared_ptr<const Document> source_document(const std::string& id, const DecodedString& text, Lang lang) {
  Document::Parts parts;
  parts.id = id;
  parts.text = text.text;
  parts.raw = text.text;
  const auto size = static_cast<uint32_t>(text.text.size());
  if (size) parts.map.push_back({{0, size}, {0, size}, Piece::Kind::verbatim, Escape::none});
  parts.lang = lang;
  parts.blocks = find_blocks(parts.text);
  return std::make_shared<const Document>(std::move(parts));
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "\"" : ", \"") + name + "\"";
  return out;
}

}  // namespace

Result<DocumentPtr> read_json_record(std::string path, std::string line, uint64_t raw_base, uint32_t line_base,
                                     const ReadOptions& options) {
  const uint32_t number = line_base + 1;
  if (line.size() > options.limit)
    return Error{Error::Code::limit, "the record has " + std::to_string(line.size()) + " bytes; the limit is " +
                     std::to_string(options.limit) + " (--max-bytes sets it)", path, number, 0, {}};
  namespace od = simdjson::ondemand;
  od::parser parser;
  simdjson::padded_string padded(line);
  od::document document;
  if (const auto error = parser.iterate(padded).get(document)) return explain(path, number, line, simdjson::error_message(error));
  od::object object;
  if (const auto error = document.get_object().get(object))
    return error == simdjson::INCORRECT_TYPE
               ? broken(path, number, "a record that is no JSON object; expected {\"text\": ...}")
               : explain(path, number, line, simdjson::error_message(error));

  std::vector<std::string> wanted = options.text_fields;
  wanted.insert(wanted.end(), {options.id_field, options.source_field, options.lang_field, options.source_lang_field});
  std::vector<Field> fields(wanted.size());
  for (auto item : object) {
    std::string_view key;
    if (const auto error = item.unescaped_key().get(key)) return explain(path, number, line, simdjson::error_message(error));
    const auto at = static_cast<size_t>(std::find(wanted.begin(), wanted.end(), key) - wanted.begin());
    od::value value;
    if (const auto error = item.value().get(value)) return explain(path, number, line, simdjson::error_message(error));
    od::json_type type;
    if (const auto error = value.type().get(type)) return explain(path, number, line, simdjson::error_message(error));
    if (type != od::json_type::string) {
      if (at < wanted.size()) {
        fields[at].present = type != od::json_type::null;
        if (type == od::json_type::number || type == od::json_type::boolean) fields[at].token = value.raw_json_token();
      }
      continue;
    }
    const std::string_view token = value.raw_json_token();
    std::string_view checked;
    if (const auto error = value.get_string().get(checked)) return explain(path, number, line, simdjson::error_message(error));
    if (at < wanted.size()) {
      fields[at].present = fields[at].is_string = true;
      fields[at].open = static_cast<uint32_t>(token.data() - padded.data());
    }
  }
  if (const char* rest = nullptr; !document.current_location().get(rest))
    return explain(path, number, line, "text after the record");

  const auto* text_field = &fields.front();
  size_t text_at = 0;
  while (text_at < options.text_fields.size() && !fields[text_at].present) ++text_at;
  if (text_at == options.text_fields.size())
    return broken(path, number, "a record without a text; expected one of the fields " + joined(options.text_fields));
  text_field = &fields[text_at];
  if (!text_field->is_string)
    return broken(path, number, "the field \"" + wanted[text_at] + "\" is no string");
  const auto string_of = [&](const std::string& name) -> std::string {
    const auto at = static_cast<size_t>(std::find(wanted.begin() + static_cast<std::ptrdiff_t>(options.text_fields.size()),
                                                  wanted.end(), name) - wanted.begin());
    if (!fields[at].present) return {};
    if (fields[at].is_string) return decode_string(line, fields[at].open).text;
    std::string token(fields[at].token);
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r')) token.pop_back();
    return token;
  };

  DecodedString text = decode_string(line, text_field->open);
  Document::Parts parts;
  parts.id = string_of(options.id_field);
  if (parts.id.empty()) parts.id = path + ":" + std::to_string(number);
  parts.lang = Lang::of(string_of(options.lang_field));
  parts.source_lang = Lang::of(string_of(options.source_lang_field));
  const auto source_at = static_cast<size_t>(
      std::find(wanted.begin() + static_cast<std::ptrdiff_t>(options.text_fields.size()), wanted.end(),
                options.source_field) - wanted.begin());
  if (fields[source_at].is_string)
    parts.original = source_document(parts.id, decode_string(line, fields[source_at].open), parts.source_lang);
  if (options.pass_through) {
    auto record = nlohmann::ordered_json::parse(line);
    for (const std::string& name : wanted) record.erase(name);
    parts.extra = record.dump();
  }
  parts.path = std::move(path);
  parts.raw = std::move(line);
  parts.raw_base = raw_base;
  parts.line_base = line_base;
  parts.text = std::move(text.text);
  parts.map = std::move(text.map);
  parts.blocks = find_blocks(parts.text);
  return std::make_shared<const Document>(std::move(parts));
}

}  // namespace wirecheck
