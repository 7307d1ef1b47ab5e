// Layout of plain text: where the blocks are and what their place and shape say about their role. Language is not looked at.
#pragma once
#include <string_view>
#include <vector>

#include "core/document.h"

namespace wirecheck {

// Blocks by blank lines; by lines where the text has no blank line. White space around a block is left out.
std::vector<Block> find_blocks(std::string_view text);

}  // namespace wirecheck
