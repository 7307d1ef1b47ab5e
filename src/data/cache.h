// Compiled data on disk: built once from the YAML and dictionary files, then loaded in a block.
// Files live in $XDG_CACHE_HOME/wirecheck (or ~/.cache/wirecheck, or WIRECHECK_CACHE; "off" disables). A cache that can not be
// read or written is no error: the data is built again. Writing is atomic (rename).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirecheck {

// Where the cache is; empty when there is none (switched off, no home).
std::string cache_folder();

// A key over the build's version and each file's path, size and modification time (a missing file counts as such).
uint64_t cache_key(std::string_view what, const std::vector<std::string>& files);
std::optional<std::string> cache_read(std::string_view what, uint64_t key);
void cache_write(std::string_view what, uint64_t key, std::string_view content);

}  // namespace wirecheck
