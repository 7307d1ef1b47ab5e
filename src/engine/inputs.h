// What a command line names, as a list of inputs in the order they will be reported: files, folders (recursively, sorted by
// name), globs that the shell left alone, "-" for standard input.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lang.h"
#include "core/result.h"
#include "readers/reader.h"

namespace wirecheck {

struct Input {
  std::string path;              // to open; "-" is standard input
  std::string shown;             // in reports
  Format format = Format::plain;
  std::optional<Error> failure;  // there is nothing to open: a missing file, an unreadable folder, a glob without a match
  std::string source_path;       // the source text beside it (join_pairs), or ""
  Lang source_lang;              // of that
};

// `stdin_name` stands for "-" in reports and gives its format by its extension; "" leaves "-". Never fails: what can not be
// read is an input with a failure, at its place in the order. `more`: extensions of files taken from folders besides the
// stories' own, such as ".tsv".
std::vector<Input> expand_inputs(const std::vector<std::string>& arguments, const std::string& stdin_name,
                                 const std::vector<std::string>& more = {});

// Does the path match? `*` any run of characters within a name, `?` one character, `**` any number of folders.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace wirecheck
