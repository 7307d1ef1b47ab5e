// A batch: many inputs, any number of threads, results in input order. Memory is bounded by the window, not by the batch: JSON
// Lines are read record by record, and no more documents are under way than the threads can chew.
#pragma once
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "engine/engine.h"
#include "engine/inputs.h"
#include "readers/reader.h"

namespace wirecheck {

struct RunOptions {
  ReadOptions read;
  unsigned jobs = 1;  // worker threads; 0 counts as 1
};

// One document of a plain or marked input. Error: what the reader says, with the input's name.
Result<DocumentPtr> read_input(const Input& input, const ReadOptions& options);
// The source-language text of the one story of a run, from a file of its own.
Status read_source(const std::string& path, ReadOptions& options);

// One document's answer, or why there is none.
using RunItem = std::variant<DocumentReport, Error>;

// Checks every document of `inputs` and hands the answers to `sink`, on the calling thread and in input order, whatever `jobs`
// is. A document that can not be read gives an Error and the batch goes on; bytes that were replaced while reading stand in
// the report's errors. The sink answers false to stop.
void run_batch(const Engine& engine, const std::vector<Input>& inputs, const RunOptions& options,
               const std::function<bool(RunItem)>& sink);

}  // namespace wirecheck
