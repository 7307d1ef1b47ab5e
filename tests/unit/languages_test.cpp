// Sentences, tokens and quotations of many languages, from languages.yaml beside this file.
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "data/yaml.h"
#include "support/analysed.h"
#include "test_config.h"

using namespace wirecheck;

namespace {

const YamlNode& cases(const char* key) {
  static std::vector<Error> faults;
  static const YamlFile file = load_yaml(std::string(test::kSourceDir) + "/tests/unit/languages.yaml", faults);
  for (const Error& fault : faults) FAIL(to_string(fault));
  return *file.root.find(key);
}

std::string joined(const std::vector<std::string>& parts, const char* by) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : by) + part;
  return out;
}

wirecheck_test::Analyser& analyser_of(const std::string& language) {
  static std::map<std::string, std::unique_ptr<wirecheck_test::Analyser>> made;
  auto& slot = made[language];
  if (!slot) slot = std::make_unique<wirecheck_test::Analyser>(language);
  return *slot;
}

}  // namespace

TEST_CASE("Sentences end where the language ends them") {
  for (const YamlNode& item : cases("sentences").items) {
    const std::string language = item.find("language")->text();
    const std::vector<std::string> parts = item.find("parts")->texts();
    const bool unspaced = language == "zh" || language == "ja";
    const Analysis& a = analyser_of(language)(joined(parts, unspaced ? "" : " "));
    std::vector<std::string> found;
    for (const Sentence& sentence : a.sentences) found.emplace_back(a.document.slice(sentence.span));
    INFO(language);
    CHECK(joined(found, " | ") == joined(parts, " | "));
  }
}

TEST_CASE("Tokens of scripts and languages") {
  for (const YamlNode& item : cases("tokens").items) {
    const std::string language = item.find("language")->text();
    const Analysis& a = analyser_of(language)(item.find("text")->text());
    std::vector<std::string> found;
    for (uint32_t i = 0; i < a.tokens.size(); ++i) found.emplace_back(a.text(i));
    INFO(language);
    CHECK(joined(found, " | ") == joined(item.find("is")->texts(), " | "));
    for (const std::string& text : found) {
      if (!utf8::is_digit(utf8::at(text, 0))) continue;
      for (const Token& token : a.tokens)
        if (a.text(token) == text) CHECK(token.kind == TokenKind::number);
    }
  }
}

TEST_CASE("Quotations by the marks of the language") {
  for (const YamlNode& item : cases("quotations").items) {
    const std::string language = item.find("language")->text();
    const Analysis& a = analyser_of(language)(item.find("text")->text());
    std::vector<std::string> found;
    for (const Quote& quote : a.quotes) found.emplace_back(a.document.slice(quote.inside));
    INFO(language);
    CHECK(joined(found, " | ") == joined(item.find("inside")->texts(), " | "));
  }
}
