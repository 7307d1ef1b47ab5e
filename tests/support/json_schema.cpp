#include "support/json_schema.h"

#include <regex>
#include <set>

namespace wirecheck::test {
namespace {

using Json = nlohmann::json;

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  void check(const Json& schema, const Json& value, const std::string& at) {
    if (schema.is_boolean()) {
      if (!schema.get<bool>()) fault(at, "nothing is allowed here");
      return;
    }
    for (const auto& [keyword, rule] : schema.items()) apply(keyword, rule, schema, value, at);
  }

  std::vector<std::string> faults;

 private:
  void fault(const std::string& at, const std::string& message) { faults.push_back((at.empty() ? "/" : at) + ": " + message); }

  static bool is(const Json& value, const std::string& type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    return false;
  }

  void apply(const std::string& keyword, const Json& rule, const Json& schema, const Json& value, const std::string& at) {
    if (keyword == "type") {
      bool good = false;
      for (const Json& type : rule.is_array() ? rule : Json::array({rule})) good |= is(value, type);
      if (!good) fault(at, "expected " + rule.dump() + ", got " + value.dump().substr(0, 60));
    } else if (keyword == "$ref") {
      check(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, at);
    } else if (keyword == "const") {
      if (value != rule) fault(at, "expected " + rule.dump() + ", got " + value.dump());
    } else if (keyword == "enum") {
      bool good = false;
      for (const Json& one : rule) good |= value == one;
      if (!good) fault(at, value.dump() + " is none of " + rule.dump());
    } else if (keyword == "anyOf") {
      bool good = false;
      for (const Json& one : rule) {
        Validator branch(root_);
        branch.check(one, value, at);
        good |= branch.faults.empty();
      }
      if (!good) fault(at, "fits none of the alternatives");
    } else if (keyword == "required") {
      if (value.is_object())
        for (const Json& name : rule)
          if (!value.contains(name.get<std::string>())) fault(at, "lacks " + name.dump());
    } else if (keyword == "properties") {
      if (value.is_object())
        for (const auto& [name, part] : rule.items())
          if (value.contains(name)) check(part, value[name], at + "/" + name);
    } else if (keyword == "additionalProperties") {
      if (value.is_object())
        for (const auto& [name, part] : value.items())
          if (!schema.contains("properties") || !schema["properties"].contains(name)) check(rule, part, at + "/" + name);
    } else if (keyword == "items") {
      if (value.is_array())
        for (size_t i = 0; i < value.size(); ++i) check(rule, value[i], at + "/" + std::to_string(i));
    } else if (keyword == "minItems") {
      if (value.is_array() && value.size() < rule.get<size_t>()) fault(at, "too few items");
    } else if (keyword == "minLength") {
      if (value.is_string() && value.get<std::string>().size() < rule.get<size_t>()) fault(at, "too short");
    } else if (keyword == "pattern") {
      if (value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())))
        fault(at, value.dump() + " does not match " + rule.dump());
    } else if (keyword == "minimum") {
      if (value.is_number() && value.get<double>() < rule.get<double>()) fault(at, value.dump() + " is too small");
    } else if (keyword == "maximum") {
      if (value.is_number() && value.get<double>() > rule.get<double>()) fault(at, value.dump() + " is too large");
    } else if (!kAnnotations.contains(keyword)) {
      fault(at, "the schema uses " + keyword + ", which this validator does not know");
    }
  }

  const Json& root_;
  static inline const std::set<std::string> kAnnotations = {"$schema", "$id", "$defs", "title", "description"};
};

}  // namespace

std::vector<std::string> schema_faults(const nlohmann::json& schema, const nlohmann::json& value, const std::string& start) {
  Validator validator(schema);
  validator.check(schema.at(nlohmann::json::json_pointer(start)), value, "");
  return validator.faults;
}

}  // namespace wirecheck::test
