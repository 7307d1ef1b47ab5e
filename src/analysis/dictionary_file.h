// Reading the files of dictionaries, for the lexicon's sources. Pure but for the reading; thread-safe.
#pragma once
#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

namespace wirecheck {

// The bytes of a file; "" when it can not be read: a dictionary that is missing is no error.
inline std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return {};
  std::string out(static_cast<size_t>(std::max<std::streamoff>(in.tellg(), 0)), '\0');
  in.seekg(0);
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  return out;
}

// Calls take(line) for each line, without its end.
template <class Take> void each_line(std::string_view content, Take take) {
  for (size_t at = 0; at < content.size();) {
    const size_t end = std::min(content.find('\n', at), content.size());
    take(content.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace wirecheck
