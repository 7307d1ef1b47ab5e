// Repairs the documents of one input, piece by piece: the pieces' `before` make up the file's bytes, their `after` the file
// repaired. Nothing is held but one document, so JSON Lines of any size can be repaired.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run.h"
#include "fix/fix.h"

namespace wirecheck {

struct FixedPiece {
  std::string before, after;            // bytes of the file; equal where nothing was fixed
  std::string shown_before, shown_after;  // the same as UTF-8 text, where the file is UTF-16
  uint32_t line = 1;                    // of the piece's first byte in the file
  size_t applied = 0;                   // fixes
  size_t left = 0;                      // findings of the document that were not fixed
  std::vector<Error> errors;            // bytes that were replaced, a broken record (left as it is), fixes in a circle
};

// The sink answers false to stop. An error: the input can not be read or repaired at all (a record longer than the limit);
// pieces handed out before it are then not the whole file.
Status run_fixes(const Engine& engine, const Input& input, const ReadOptions& options, FixMode mode,
                 const std::function<bool(FixedPiece)>& sink);

// Replaces the file's content in one step: a new file beside it, with its mode and owner, takes its place. A link is followed.
// `fill` writes the content and says whether it is wanted: after false, or an error, the file stays as it was.
using FileWrite = std::function<bool(std::string_view)>;
Status write_in_place(const std::string& path, const std::function<Result<bool>(const FileWrite& write)>& fill);

}  // namespace wirecheck
