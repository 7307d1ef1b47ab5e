#include "data/cache.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/version.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMagic = 0x31304843'43455257;  // "WRECCH01": the form of the file itself
constexpr size_t kKeptPerKind = 8;                // files of one kind that stay on disk

struct Header {
  uint64_t magic, key, size, check;
};

// Eight bytes at a time, multiply and mix; against accidents, not against enemies.
class Hash {
 public:
  void bytes(const void* data, size_t n) {
    const char* at = static_cast<const char*>(data);
    for (; n >= 8; at += 8, n -= 8) {
      uint64_t word;
      std::memcpy(&word, at, 8);
      mix(word);
    }
    uint64_t rest = n;  // the length, so that "a" and "a\0" differ
    std::memcpy(reinterpret_cast<char*>(&rest) + 1, at, n);
    mix(rest);
  }
  void text(std::string_view text) { bytes(text.data(), text.size()); }
  void number(uint64_t number) { mix(number); }
  uint64_t value() const { return state_ ^ (state_ >> 29); }

 private:
  void mix(uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ull;
    state_ ^= state_ >> 32;
  }
  uint64_t state_ = 0xCBF29CE484222325ull;
};

void add_file(Hash& hash, const char* path) {
  hash.text(path);
  struct stat info {};
  if (stat(path, &info) != 0) {
    hash.number(0);
    return;
  }
  hash.number(static_cast<uint64_t>(info.st_size) + 1);
  hash.number(static_cast<uint64_t>(info.st_mtim.tv_sec));
  hash.number(static_cast<uint64_t>(info.st_mtim.tv_nsec));
}

// Empty when there is no place for a cache.
fs::path folder() {
  if (const char* own = std::getenv("WIRECHECK_CACHE"); own && *own) return std::string_view(own) == "off" ? fs::path() : fs::path(own);
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg == '/') return fs::path(xdg) / "wirecheck";
  if (const char* home = std::getenv("HOME"); home && *home == '/') return fs::path(home) / ".cache" / "wirecheck";
  return {};
}

std::string prefix_of(std::string_view what) {
  std::string out;
  for (char c : what) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    out += plain ? c : '_';
  }
  return out + '.';
}

std::string file_name(std::string_view what, uint64_t key) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out = prefix_of(what);
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(key >> shift) & 15];
  return out;
}

// Leaves the newest files of this kind; what an interrupted writer left behind goes with the old ones.
void tidy(const fs::path& where, const std::string& prefix) {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  for (fs::directory_iterator it(where, error), end; !error && it != end; it.increment(error)) {
    if (!it->path().filename().native().starts_with(prefix)) continue;
    std::error_code ignored;
    files.emplace_back(it->last_write_time(ignored), it->path());
  }
  if (files.size() <= kKeptPerKind) return;
  std::sort(files.begin(), files.end());
  files.resize(files.size() - kKeptPerKind);
  for (const auto& [time, path] : files) fs::remove(path, error);
}

}  // namespace

std::string cache_folder() { return folder().string(); }

uint64_t cache_key(std::string_view what, const std::vector<std::string>& files) {
  Hash hash;
  hash.text(version());
  hash.text(what);
  // The archive's form is the build's own: another build, even of the same version, makes its own files.
  add_file(hash, "/proc/self/exe");
  Dl_info self{};
  if (dladdr(reinterpret_cast<void*>(&cache_key), &self) && self.dli_fname && std::strchr(self.dli_fname, '/')) {
    add_file(hash, self.dli_fname);
  }
  for (const std::string& file : files) add_file(hash, file.c_str());
  return hash.value();
}

std::optional<std::string> cache_read(std::string_view what, uint64_t key) {
  const fs::path where = folder();
  if (where.empty()) return std::nullopt;
  std::ifstream in(where / file_name(what, key), std::ios::binary | std::ios::ate);
  if (!in) return std::nullopt;
  const auto size = static_cast<uint64_t>(in.tellg());
  Header header{};
  in.seekg(0);
  if (size < sizeof header || !in.read(reinterpret_cast<char*>(&header), sizeof header)) return std::nullopt;
  if (header.magic != kMagic || header.key != key || header.size != size - sizeof header) return std::nullopt;
  std::string content(static_cast<size_t>(header.size), '\0');
  if (!in.read(content.data(), static_cast<std::streamsize>(content.size()))) return std::nullopt;
  Hash hash;
  hash.text(content);
  if (hash.value() != header.check) return std::nullopt;
  return content;
}

void cache_write(std::string_view what, uint64_t key, std::string_view content) {
  const fs::path where = folder();
  if (where.empty()) return;
  std::error_code error;
  fs::create_directories(where, error);
  const std::string name = file_name(what, key);
  std::string temporary = (where / (name + ".XXXXXX")).native();
  const int file = mkstemp(temporary.data());
  if (file < 0) return;
  Hash hash;
  hash.text(content);
  const Header header{kMagic, key, content.size(), hash.value()};
  const auto put = [&](const void* data, size_t n) {
    const char* at = static_cast<const char*>(data);
    while (n) {
      const ssize_t done = write(file, at, n);
      if (done <= 0) return false;
      at += done;
      n -= static_cast<size_t>(done);
    }
    return true;
  };
  const bool written = put(&header, sizeof header) && put(content.data(), content.size());
  if (close(file) != 0 || !written || std::rename(temporary.c_str(), (where / name).c_str()) != 0) {
    unlink(temporary.c_str());
    return;
  }
  tidy(where, prefix_of(what));
}

}  // namespace wirecheck
