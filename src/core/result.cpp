#include "core/result.h"

namespace wirecheck {

const char* name_of(Error::Code code) {
  switch (code) {
    case Error::Code::usage: return "usage";
    case Error::Code::io: return "io";
    case Error::Code::encoding: return "encoding";
    case Error::Code::syntax: return "syntax";
    case Error::Code::schema: return "schema";
    case Error::Code::limit: return "limit";
    case Error::Code::internal: return "internal";
  }
  return "internal";
}

std::string to_string(const Error& error) {
  std::string out;
  if (!error.file.empty()) {
    out += error.file;
    if (error.line) {
      out += ':' + std::to_string(error.line);
      if (error.column) out += ':' + std::to_string(error.column);
    }
    out += ": ";
  }
  out += error.message;
  if (!error.excerpt.empty()) out += "\n    " + error.excerpt;
  return out;
}

}  // namespace wirecheck
