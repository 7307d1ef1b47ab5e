#include "engine/dataset.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/utf8.h"
#include "engine/line_stream.h"

namespace wirecheck {
namespace {

using Json = nlohmann::json;

constexpr size_t kLongestLine = 64u << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error fault(Error::Code code, std::string message, const std::string& place, uint32_t line, uint32_t column = 0) {
  return {code, std::move(message), place, line, column, {}};
}

std::string kind_of(const Json& value) {
  const std::string name = value.type_name();
  return (name == "object" || name == "array" ? "an " : "a ") + name;
}

// The fields of a row, one by one, with what was expected where one is not as it should be.
class RowReader {
 public:
  RowReader(const Json& record, const std::string& place, uint32_t line) : record_(record), place_(place), line_(line) {}

  Result<SetRow> read() {
    SetRow row;
    row.mt = text(record_.contains("mt") ? "mt" : "text");
    if (!record_.contains("mt") && !record_.contains("text")) expected("the record has no field \"mt\" (or \"text\"), the text to check");
    row.id = word("id");
    if (row.id.empty()) row.id = place_ + ":" + std::to_string(line_);
    row.system = word("system");
    for (const char* name : {"type", "phenomenon", "kind"})
      if (record_.contains(name) && record_[name].is_string()) row.kind = word(name);
    row.ref = text("ref");
    row.good = text("good");
    row.source = text("source");
    row.source_lang = language("src_lang");
    row.target_lang = language("tgt_lang");
    row.human = flag("human") || row.system.starts_with("HUMAN");
    spans(row);
    if (error_) return *error_;
    strip_marks(row);
    return row;
  }

 private:
  void expected(std::string message) {
    if (!error_) error_ = fault(Error::Code::schema, std::move(message), place_, line_);
  }
  const Json* field(const char* name) const {
    const auto at = record_.find(name);
    return at == record_.end() || at->is_null() ? nullptr : &*at;
  }
  std::string text(const char* name) {
    const Json* value = field(name);
    if (!value) return {};
    if (!value->is_string()) {
      expected(std::string("the field \"") + name + "\" is " + kind_of(*value) + "; expected a string");
      return {};
    }
    return value->get<std::string>();
  }
  // What names something may be a number, too.
  std::string word(const char* name) {
    const Json* value = field(name);
    return value && value->is_number() ? value->dump() : text(name);
  }
  Lang language(const char* name) {
    const std::string tag = text(name);
    const Lang lang = Lang::of(tag);
    if (!tag.empty() && !lang.known()) expected(std::string("the field \"") + name + "\" is \"" + tag + "\"; expected a code such as fr or en");
    return lang;
  }
  bool flag(const char* name) {
    const Json* value = field(name);
    if (!value) return false;
    if (!value->is_boolean()) expected(std::string("the field \"") + name + "\" is " + kind_of(*value) + "; expected true or false");
    return value->is_boolean() && value->get<bool>();
  }

  void spans(SetRow& row) {
    const Json* value = field("spans");
    if (!value) return;
    if (!value->is_array()) return expected("the field \"spans\" is " + kind_of(*value) + "; expected a list");
    row.has_spans = true;
    const uint32_t length = utf8::count(row.mt);
    for (const Json& one : *value) {
      const std::string at = "span " + std::to_string(row.spans.size() + 1);
      if (!one.is_object()) return expected(at + " is " + kind_of(one) + "; expected {\"start\": ..., \"end\": ...}");
      ErrorSpan span;
      for (const auto& [name, to] : {std::pair("start", &span.begin), std::pair("end", &span.end)}) {
        const auto number = one.find(name);
        if (number == one.end() || !number->is_number_unsigned()) return expected(at + " has no \"" + name + "\"; expected code points from 0");
        *to = static_cast<uint32_t>(std::min<uint64_t>(number->get<uint64_t>(), UINT32_MAX));
      }
      if (span.begin > span.end || span.end > length)
        return expected(at + " is " + std::to_string(span.begin) + " to " + std::to_string(span.end) + "; expected a stretch of the text, 0 to " +
                        std::to_string(length));
      for (const auto& [name, to] : {std::pair("category", &span.category), std::pair("norm", &span.norm),
                                     std::pair("severity", &span.severity), std::pair("rater", &span.rater)}) {
        const auto value_of = one.find(name);
        if (value_of == one.end() || value_of->is_null()) continue;
        if (!value_of->is_string()) return expected(at + ": \"" + name + "\" is " + kind_of(*value_of) + "; expected a string");
        *to = value_of->get<std::string>();
      }
      row.spans.push_back(std::move(span));
    }
  }

  static void strip_marks(SetRow& row) {
    for (std::string* text : {&row.mt, &row.ref, &row.good, &row.source}) {
      if (!text->starts_with(kByteOrderMark)) continue;
      text->erase(0, kByteOrderMark.size());
      if (text != &row.mt) continue;
      for (ErrorSpan& span : row.spans) {
        span.begin -= span.begin > 0;
        span.end -= span.end > 0;
      }
    }
  }

  const Json& record_;
  const std::string& place_;
  uint32_t line_;
  std::optional<Error> error_;
};

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> out;
  for (size_t at = 0;;) {
    const size_t tab = line.find('\t', at);
    out.emplace_back(line.substr(at, tab == std::string_view::npos ? tab : tab - at));
    if (tab == std::string_view::npos) return out;
    at = tab + 1;
  }
}

// A line of a table as the record it stands for.
Result<Json> record_of(const std::vector<std::string>& header, std::string_view line, const std::string& place, uint32_t number) {
  const auto cells = cells_of(line);
  if (cells.size() != header.size())
    return fault(Error::Code::syntax, "the row has " + std::to_string(cells.size()) + (cells.size() == 1 ? " cell" : " cells") +
                     "; the header line names " + std::to_string(header.size()), place, number);
  Json record = Json::object();
  for (size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    if (header[i] != "spans" && header[i] != "human") {
      record[header[i]] = cells[i];
      continue;
    }
    record[header[i]] = Json::parse(cells[i], nullptr, false);
    if (record[header[i]].is_discarded())
      return fault(Error::Code::syntax, "the cell \"" + header[i] + "\" is no JSON", place, number);
  }
  return record;
}

class RowFile {
 public:
  RowFile(const Input& input, const DataSetOptions& options, std::vector<SetRow>& rows, const std::function<void(const Error&)>& fault)
      : input_(input), options_(options), rows_(rows), fault_(fault), table_(input.path.ends_with(".tsv")) {}

  void read() {
    if (input_.failure) return fault_(*input_.failure);
    auto opened = LineStream::open(input_.path, kLongestLine);
    if (!opened) return fault_(opened.error());
    LineStream& stream = *opened.value();
    while (const auto line = stream.next()) {
      const uint32_t number = line->number + 1;
      if (line->too_long) fault_(fault(Error::Code::limit, "the line is longer than the limit of " + std::to_string(kLongestLine) + " bytes", input_.shown, number));
      else if (utf8::find_invalid(line->text) != std::string::npos) fault_(fault(Error::Code::encoding, "the line is not UTF-8", input_.shown, number));
      else if (line->text.find_first_not_of(" \t") != std::string::npos && !take(line->text, number)) return;
    }
    if (stream.failure()) fault_(*stream.failure());
  }

 private:
  // False when the file is given up.
  bool take(const std::string& line, uint32_t number) {
    if (table_ && header_.empty()) return take_header(line, number);
    auto row = table_ ? from_table(line, number) : parse_row(line, input_.shown, number);
    if (!row) fault_(row.error());
    else keep(std::move(row).value());
    return true;
  }

  bool take_header(const std::string& line, uint32_t number) {
    header_ = cells_of(line);
    for (const char* needed : {"mt", "text"})
      if (std::find(header_.begin(), header_.end(), needed) != header_.end()) return true;
    fault_(fault(Error::Code::schema, "the header line names no column \"mt\" (or \"text\"); expected one such as id, src_lang, tgt_lang, source, mt, ref, system, spans",
                 input_.shown, number));
    return false;
  }

  Result<SetRow> from_table(const std::string& line, uint32_t number) {
    auto record = record_of(header_, line, input_.shown, number);
    if (!record) return record.error();
    return RowReader(record.value(), input_.shown, number).read();
  }

  void keep(SetRow row) {
    if (!options_.systems.empty() && std::find(options_.systems.begin(), options_.systems.end(), row.system) == options_.systems.end()) return;
    if (options_.from.known()) row.source_lang = options_.from;
    if (options_.to.known()) row.target_lang = options_.to;
    rows_.push_back(std::move(row));
  }

  const Input& input_;
  const DataSetOptions& options_;
  std::vector<SetRow>& rows_;
  const std::function<void(const Error&)>& fault_;
  const bool table_;
  std::vector<std::string> header_;
};

}  // namespace

bool is_data_set_file(std::string_view path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".tsv"); }

std::vector<DataSet> data_sets(const std::vector<Input>& inputs) {
  std::vector<DataSet> out;
  for (const Input& input : inputs) {
    const std::filesystem::path path(input.path);
    const std::string stem = path.stem().string(), folder = path.parent_path().filename().string();
    const std::string name = (stem == "stories" || stem == "spans") && !folder.empty() ? folder : stem;
    const auto at = std::find_if(out.begin(), out.end(), [&](const DataSet& set) { return set.name == name; });
    if (at != out.end()) at->inputs.push_back(input);
    else out.push_back({name, {input}});
  }
  return out;
}

Result<SetRow> parse_row(std::string_view json, const std::string& place, uint32_t line) {
  try {
    const Json record = Json::parse(json);
    if (!record.is_object()) return fault(Error::Code::schema, "the record is " + kind_of(record) + "; expected an object {\"mt\": ...}", place, line);
    return RowReader(record, place, line).read();
  } catch (const Json::parse_error& e) {
    std::string what = e.what();
    if (const size_t colon = what.find(": "); colon != std::string::npos) what = what.substr(colon + 2);
    const size_t byte = std::min<size_t>(e.byte ? e.byte - 1 : 0, json.size());
    return fault(Error::Code::syntax, "a broken JSON record: " + what, place, line, utf8::count(json.substr(0, byte)) + 1);
  } catch (const Json::exception& e) {
    return fault(Error::Code::syntax, std::string("a broken JSON record: ") + e.what(), place, line);
  }
}

std::vector<SetRow> read_rows(const DataSet& set, const DataSetOptions& options, const std::function<void(const Error&)>& fault) {
  std::vector<SetRow> rows;
  for (const Input& input : set.inputs) RowFile(input, options, rows, fault).read();
  return rows;
}

}  // namespace wirecheck
