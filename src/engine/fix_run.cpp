#include "engine/fix_run.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/line_stream.h"
#include "engine/repair.h"

namespace wirecheck {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

using Reread = std::function<Result<DocumentPtr>(std::string bytes)>;

Error system_error(const std::string& what, const std::string& path) {
  return {Error::Code::io, what + ": " + std::error_code(errno, std::generic_category()).message(), path, 0, 0, {}};
}

FixedPiece fixed(const Engine& engine, const DocumentPtr& document, FixMode mode, Scratch& scratch, const Reread& reread) {
  Repair repaired = repair(engine, document, mode, scratch, reread, [](const Finding&) { return true; });
  FixedPiece piece;
  piece.before = document->raw();
  piece.after = std::move(repaired.bytes);
  piece.line = document->line_base() + 1;
  piece.applied = repaired.applied;
  const size_t found = repaired.first.findings.size();
  piece.left = found > repaired.applied ? found - repaired.applied : 0;
  for (const Notice& notice : document->notices()) piece.errors.push_back({notice.code, notice.message, document->path(), 0, 0, {}});
  piece.errors.insert(piece.errors.end(), repaired.first.errors.begin(), repaired.first.errors.end());
  if (!repaired.stable)
    piece.errors.push_back({Error::Code::internal, "the fixes do not come to rest: a rule changes what another one changes back",
                            document->path(), 0, 0, {}});
  return piece;
}

Status fix_records(const Engine& engine, const Input& input, const ReadOptions& options, FixMode mode,
                   const std::function<bool(FixedPiece)>& sink) {
  auto opened = LineStream::open(input.path, options.limit);
  if (!opened) {
    Error error = opened.error();
    error.file = input.shown;
    return error;
  }
  LineStream& stream = *opened.value();
  Scratch scratch;
  while (auto line = stream.next()) {
    if (line->too_long)
      return Error{Error::Code::limit, "the record is longer than the limit of " + std::to_string(options.limit) +
                       " bytes (--max-bytes sets it)", input.shown, line->number + 1, 0, {}};
    const std::string head(line->number == 0 && line->base ? kByteOrderMark : "");
    const auto read = [&](std::string bytes) {
      return read_json_record(input.shown, std::move(bytes), line->base, line->number, options);
    };
    FixedPiece piece;
    if (line->text.find_first_not_of(" \t") == std::string::npos) {
      piece.before = piece.after = line->text;
    } else if (auto document = read(line->text)) {
      piece = fixed(engine, document.value(), mode, scratch, read);
    } else {
      piece.before = piece.after = line->text;
      piece.errors.push_back(document.error());
    }
    piece.line = line->number + 1;
    for (std::string* side : {&piece.before, &piece.after}) *side = head + *side + std::string(line->end);
    if (!sink(std::move(piece))) return Done{};
  }
  if (stream.failure()) return *stream.failure();
  return Done{};
}

}  // namespace

Status run_fixes(const Engine& engine, const Input& input, const ReadOptions& options, FixMode mode,
                 const std::function<bool(FixedPiece)>& sink) {
  if (input.failure) return *input.failure;
  if (input.format == Format::jsonl) return fix_records(engine, input, options, mode, sink);
  if (input.format == Format::marked)
    return Error{Error::Code::usage, "a story with marks shows faults and their fixes; there is nothing to repair in it", input.shown, 0, 0, {}};
  auto document = read_input(input, options);
  if (!document) return document.error();
  ReadOptions again = options;
  again.encoding = document.value()->encoding();
  Scratch scratch;
  FixedPiece piece = fixed(engine, document.value(), mode, scratch,
                           [&](std::string bytes) { return read_plain(input.shown, std::move(bytes), again); });
  if (again.encoding == Encoding::utf16le || again.encoding == Encoding::utf16be) {
    piece.shown_before = document.value()->text();
    if (auto after = read_plain(input.shown, piece.after, again)) piece.shown_after = after.value()->text();
  }
  sink(std::move(piece));
  return Done{};
}

Status write_in_place(const std::string& path, const std::function<Result<bool>(const FileWrite&)>& fill) {
  std::error_code code;
  const std::string target = std::filesystem::canonical(path, code).string();
  struct stat was {};
  if (code || stat(target.c_str(), &was) != 0) return system_error("can not be written", path);
  std::string temporary = target + ".XXXXXX";
  const int file = mkstemp(temporary.data());
  if (file < 0) return system_error("can not be written: no new file beside it", path);
  bool good = true;
  const Result<bool> filled = fill([&](std::string_view bytes) {
    while (good && !bytes.empty()) {
      const ssize_t done = ::write(file, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      good = done > 0;
      if (good) bytes.remove_prefix(static_cast<size_t>(done));
    }
    return good;
  });
  const bool wanted = good && filled && filled.value();
  // The owner can be kept by root alone; the mode comes after it, because a change of owner clears bits.
  if (wanted) {
    const bool owned = fchown(file, was.st_uid, was.st_gid) == 0;
    good = fchmod(file, owned ? was.st_mode & 07777 : was.st_mode & 0777) == 0 && fsync(file) == 0;
  }
  Status status = Done{};
  if (!filled) status = filled.error();
  else if (!good) status = system_error("can not be written", path);
  ::close(file);
  if (status && wanted && std::rename(temporary.c_str(), target.c_str()) != 0) status = system_error("can not be replaced", path);
  if (!status || !wanted) ::unlink(temporary.c_str());
  return status;
}

}  // namespace wirecheck
