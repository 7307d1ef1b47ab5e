// A binary archive for compiled data (packs, lexicons): one function describes a type for writing and for reading.
//   template <class A> void archive(A& ar, Rule& r) { ar(r.id, r.nodes, r.flags); }
// Trivially copyable types go as their bytes (same machine, same build: the cache key holds the build's version), vectors of
// them in one block. Reading a damaged archive sets failed() and never reads outside the buffer.
#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace wirecheck {

class ArchiveWriter {
 public:
  static constexpr bool kReading = false;
  template <class... T> void operator()(T&... values) { (put(values), ...); }
  std::string take() { return std::move(out_); }

 private:
  void bytes(const void* data, size_t n) { out_.append(static_cast<const char*>(data), n); }
  void size(size_t n) { const uint64_t wide = n; bytes(&wide, sizeof wide); }
  void put(std::string& s) { size(s.size()); bytes(s.data(), s.size()); }
  template <class T> void put(std::vector<T>& v) {
    size(v.size());
    if constexpr (std::is_trivially_copyable_v<T>) bytes(v.data(), v.size() * sizeof(T));
    else for (T& item : v) put(item);
  }
  template <class T> void put(std::optional<T>& o) {
    uint8_t has = o.has_value();
    put(has);
    if (o) put(*o);
  }
  template <class A, class B> void put(std::pair<A, B>& p) { put(p.first); put(p.second); }
  template <class T> void put(T& value) {
    if constexpr (std::is_trivially_copyable_v<T>) bytes(&value, sizeof value);
    else archive(*this, value);
  }
  std::string out_;
};

class ArchiveReader {
 public:
  static constexpr bool kReading = true;
  explicit ArchiveReader(std::string_view data) : data_(data) {}
  template <class... T> void operator()(T&... values) { (get(values), ...); }
  bool failed() const { return failed_; }
  bool at_end() const { return data_.empty(); }

 private:
  bool bytes(void* to, size_t n) {
    if (n > data_.size()) { failed_ = true; data_ = {}; return false; }
    if (n) std::memcpy(to, data_.data(), n);
    data_.remove_prefix(n);
    return true;
  }
  size_t size(size_t item) {
    uint64_t n = 0;
    if (!bytes(&n, sizeof n)) return 0;
    if (n > data_.size() / (item ? item : 1)) { failed_ = true; data_ = {}; return 0; }
    return static_cast<size_t>(n);
  }
  void get(std::string& s) { s.resize(size(1)); bytes(s.data(), s.size()); }
  template <class T> void get(std::vector<T>& v) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      v.resize(size(sizeof(T)));
      bytes(v.data(), v.size() * sizeof(T));
    } else {
      v.resize(size(1));
      for (T& item : v) { if (failed_) return; get(item); }
    }
  }
  template <class T> void get(std::optional<T>& o) {
    uint8_t has = 0;
    get(has);
    if (has) { o.emplace(); get(*o); } else o.reset();
  }
  template <class A, class B> void get(std::pair<A, B>& p) { get(p.first); get(p.second); }
  template <class T> void get(T& value) {
    if constexpr (std::is_trivially_copyable_v<T>) bytes(&value, sizeof value);
    else archive(*this, value);
  }
  std::string_view data_;
  bool failed_ = false;
};

}  // namespace wirecheck
