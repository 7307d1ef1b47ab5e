#include "engine/line_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace wirecheck {
namespace {

constexpr size_t kChunk = 256u << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string reason() { return std::error_code(errno, std::generic_category()).message(); }

}  // namespace

Result<std::unique_ptr<LineStream>> LineStream::open(const std::string& path, size_t limit) {
  const int file = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{Error::Code::io, "can not be opened: " + reason(), path, 0, 0, {}};
  return std::unique_ptr<LineStream>(new LineStream(file, path, limit));
}

LineStream::~LineStream() {
  if (file_ != STDIN_FILENO) ::close(file_);
}

// Moves what is left to the front and reads on; false at the end.
bool LineStream::fill() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  base_ += at_;
  at_ = 0;
  const size_t had = buffer_.size();
  buffer_.resize(had + kChunk);
  ssize_t got;
  do got = ::read(file_, buffer_.data() + had, kChunk);
  while (got < 0 && errno == EINTR);
  if (got < 0) failure_ = Error{Error::Code::io, "can not be read: " + reason(), path_, 0, 0, {}};
  buffer_.resize(had + static_cast<size_t>(got > 0 ? got : 0));
  ended_ = got <= 0;
  return !ended_;
}

std::optional<StreamLine> LineStream::next() {
  if (base_ + at_ == 0) {
    while (buffer_.size() < kByteOrderMark.size() && fill()) {}
    if (buffer_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }
  StreamLine line;
  size_t searched = 0;  // bytes after at_ known to hold no line end
  size_t end;
  while ((end = buffer_.find('\n', at_ + searched)) == std::string::npos) {
    searched = buffer_.size() - at_;
    if (searched > limit_) {
      // The rest of the line is not kept.
      line.too_long = true;
      if (line.base == 0) line.base = base_ + at_;
      at_ = buffer_.size();
      searched = 0;
    }
    if (fill()) continue;
    if (at_ == buffer_.size() && !line.too_long) return std::nullopt;
    end = buffer_.size();
    break;
  }
  if (!line.too_long) line.base = base_ + at_;
  if (!line.too_long && end - at_ > limit_) line.too_long = true;
  if (!line.too_long) {
    line.text.assign(buffer_, at_, end - at_);
    if (end < buffer_.size()) line.end = line.text.ends_with('\r') ? "\r\n" : "\n";
    if (line.end.size() == 2) line.text.pop_back();
  }
  line.number = lines_++;
  at_ = end < buffer_.size() ? end + 1 : end;
  return line;
}

}  // namespace wirecheck
