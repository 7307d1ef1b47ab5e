#include "report/reporter.h"

#include <utility>

namespace wirecheck {

#define WIRECHECK_REPORTER(name) std::unique_ptr<Reporter> make_##name(const ReportOptions& options, Output out);
#include "report/reporters.def"
#undef WIRECHECK_REPORTER

namespace {

struct Entry {
  std::string_view name;
  std::unique_ptr<Reporter> (*make)(const ReportOptions&, Output);
};

constexpr Entry kReporters[] = {
#define WIRECHECK_REPORTER(name) {#name, make_##name},
#include "report/reporters.def"
#undef WIRECHECK_REPORTER
};

}  // namespace

std::vector<std::string> reporter_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kReporters) names.emplace_back(entry.name);
  return names;
}

std::unique_ptr<Reporter> make_reporter(std::string_view name, const ReportOptions& options, Output out) {
  for (const Entry& entry : kReporters)
    if (entry.name == name) return entry.make(options, std::move(out));
  return nullptr;
}

}  // namespace wirecheck
