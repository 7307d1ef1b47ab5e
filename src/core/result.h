// Errors as values. A function that can fail on its input returns Result<T> (or Status);
// the message names the offending piece and what was expected, the place is carried beside it.
// Analysis and checks cannot fail and return neither.
#pragma once
#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace wirecheck {

struct Error {
  enum class Code : uint8_t { usage, io, encoding, syntax, schema, limit, internal };
  Code code = Code::internal;
  std::string message;   // one sentence, no trailing full stop needed
  std::string file;      // empty when no file is concerned
  uint32_t line = 0;     // 1-based; 0 = no line
  uint32_t column = 0;   // 1-based, code points; 0 = no column
  std::string excerpt;   // the line itself, when it helps
};

// "io", "encoding" ...: the `code` of the JSON report.
const char* name_of(Error::Code code);
// "file:line:column: message" (the parts that are known), with the excerpt on a line of its own.
std::string to_string(const Error& error);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  explicit operator bool() const { return state_.index() == 0; }
  T& value() & { assert(*this); return std::get<0>(state_); }
  const T& value() const& { assert(*this); return std::get<0>(state_); }
  T&& value() && { assert(*this); return std::get<0>(std::move(state_)); }
  const Error& error() const { assert(!*this); return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

struct Done {};
using Status = Result<Done>;

}  // namespace wirecheck
