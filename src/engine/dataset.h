// Data sets for measuring: files of JSON Lines (stories.jsonl, spans.jsonl) or of tab-separated values with a header line, a
// row a text, their fields called
//   mt        the text that a row is about (or `text`); needed      id          what names it [file:line]
//   ref       a human translation of the same source                 src_lang, tgt_lang   codes such as fr, en
//   good      the right sentence that a fault was planted in         source      the source text
//   system    what translated it; HUMAN... and human: true mark the work of people
//   spans     errors that people marked in mt: a list of {start, end, category, norm, severity, rater}; code points, end exclusive;
//             start and end equal: something is missing there         kind, phenomenon, type   what was planted
// Other fields are left alone. In a table `spans` and `human` are written as JSON, an empty cell is no field. A byte order mark
// before a text is no part of it.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "engine/inputs.h"
#include "findings/quality.h"

namespace wirecheck {

struct DataSet {
  std::string name;           // stories.jsonl, spans.jsonl: the folder's; otherwise the file's, without its extension
  std::vector<Input> inputs;
};

bool is_data_set_file(std::string_view path);  // *.jsonl, *.ndjson, *.tsv

// Files of one name are one set; in the order of their first file. Inputs with a failure are each a set of their own.
std::vector<DataSet> data_sets(const std::vector<Input>& inputs);

// One row of JSON Lines; `place` names the file. Errors: syntax or schema, with the line (counted from 1) and what was expected.
Result<SetRow> parse_row(std::string_view json, const std::string& place, uint32_t line);

struct DataSetOptions {
  Lang from, to;                           // in place of what the rows say
  std::vector<std::string> systems;        // only these; empty: all
};

// All rows that can be read, in file order; each fault is told and the rest goes on.
std::vector<SetRow> read_rows(const DataSet& set, const DataSetOptions& options, const std::function<void(const Error&)>& fault);

}  // namespace wirecheck
