// Verdict files: what people judged after reading. Tab-separated, a header line, a finding a line:
//   record  side  rule  begin  end  verdict  reason
// side mt, ref, good or source; begin and end in code points of that text, end exclusive; verdict right, wrong, unclear, or ?
// while nobody has judged it. The file of a set is called after it: wmt16-de-en.tsv. No text of the set stands in it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"
#include "findings/quality.h"

namespace wirecheck {

struct VerdictFile {
  std::string path, set;  // set: the file's name without its extension
  std::vector<Judgement> judgements;
};

// A file, or all *.tsv of a folder (sorted). Each fault is told with its line and what was expected; the other lines count.
std::vector<VerdictFile> read_verdicts(const std::string& path, const std::function<void(const Error&)>& fault);

// Adds lines for findings that the file does not have yet; makes the file where there is none. `added` counts them.
Status add_open_verdicts(const std::string& path, const std::vector<Judgement>& judgements, size_t& added);

}  // namespace wirecheck
