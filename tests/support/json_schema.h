// A validator for the keywords of JSON Schema 2020-12 that schema/ uses; a keyword it does not know is a fault of the schema.
#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace wirecheck::test {

// One line for each violation: "/documents/0/findings: expected array". Empty: valid. `start` is a JSON pointer into the
// schema, "" for its root.
std::vector<std::string> schema_faults(const nlohmann::json& schema, const nlohmann::json& value, const std::string& start = "");

}  // namespace wirecheck::test
