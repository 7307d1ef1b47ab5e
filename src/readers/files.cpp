#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "readers/reader.h"

namespace wirecheck {

Format format_of(std::string_view path) {
  const auto ends = [&](std::string_view with) { return path.ends_with(with); };
  if (ends(".jsonl") || ends(".ndjson")) return Format::jsonl;
  if (ends(".marked.txt")) return Format::marked;
  return Format::plain;
}

Result<std::string> read_bytes(const std::string& path, size_t limit) {
  const auto fail = [&](int reason) {
    return Error{Error::Code::io, "cannot be read: " + std::generic_category().message(reason), path, 0, 0, {}};
  };
  const auto too_large = [&] {
    return Error{Error::Code::limit, "the file has more than " + std::to_string(limit) +
                     " bytes, the limit for one document (--max-bytes sets it)", path, 0, 0, {}};
  };
  const bool standard_input = path == "-";
  std::error_code code;
  if (!standard_input && std::filesystem::is_directory(path, code)) return fail(EISDIR);
  errno = 0;
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  File file(standard_input ? stdin : std::fopen(path.c_str(), "rb"),
            standard_input ? [](std::FILE*) { return 0; } : &std::fclose);
  if (!file) return fail(errno);
  std::string bytes;
  if (!standard_input) {
    const auto size = std::filesystem::file_size(path, code);
    if (!code && size > limit) return too_large();
    if (!code) bytes.reserve(static_cast<size_t>(size) + 1);
  }
  char buffer[1 << 16];
  while (const size_t n = std::fread(buffer, 1, sizeof buffer, file.get())) {
    bytes.append(buffer, n);
    if (bytes.size() > limit) return too_large();
  }
  if (std::ferror(file.get())) return fail(errno);
  return bytes;
}

}  // namespace wirecheck
