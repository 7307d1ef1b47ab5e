// A story and its source told by their names: "talks.en.txt" beside "talks.fr.txt". Reads folders, never files.
#pragma once
#include <vector>

#include "core/lang.h"
#include "engine/inputs.h"

namespace wirecheck {

// Gives each plain or marked story that is named for the target language ("talks.en.txt", "talks.en.marked.txt") the file beside
// it that is named for the source language, where there is one; with no source language told, the only one that is named for
// another language. A file that serves as a source is no story of its own, unless it is the only input. An undetermined
// target is English.
std::vector<Input> join_pairs(std::vector<Input> inputs, Lang source, Lang target);

}  // namespace wirecheck
