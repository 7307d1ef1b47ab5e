// Lines of a file or of standard input, one at a time, in bounded memory.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace wirecheck {

struct StreamLine {
  std::string text;      // without its end; a byte order mark before the first line is left out
  std::string_view end;  // "\n", "\r\n", or "" where the file ends without
  uint64_t base = 0;     // where text begins in the file, in bytes
  uint32_t number = 0;   // lines of the file before it
  bool too_long = false; // longer than the limit: text is empty, the line was skipped
};

class LineStream {
 public:
  // "-" is standard input. Error::Code::io with the system's reason.
  static Result<std::unique_ptr<LineStream>> open(const std::string& path, size_t limit);
  ~LineStream();
  LineStream(const LineStream&) = delete;
  LineStream& operator=(const LineStream&) = delete;

  // Nothing at the end. A read error ends the stream: ask failure().
  std::optional<StreamLine> next();
  const std::optional<Error>& failure() const { return failure_; }

 private:
  LineStream(int file, std::string path, size_t limit) : file_(file), path_(std::move(path)), limit_(limit) {}
  bool fill();
  int file_;
  std::string path_;
  size_t limit_;
  std::string buffer_;
  size_t at_ = 0;        // of the next byte in buffer_
  uint64_t base_ = 0;    // of buffer_[0] in the file
  uint32_t lines_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace wirecheck
