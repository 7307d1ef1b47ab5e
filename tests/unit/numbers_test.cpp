// Reading numbers by value, language by language; and that every file of number words is sound.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "analysis/number_reader.h"
#include "data/yaml.h"
#include "support/facts_once.h"

using namespace wirecheck;

namespace {

const NumberWords& words_of(const std::string& language) {
  static std::map<std::string, NumberWords> loaded;
  const auto at = loaded.find(language);
  if (at != loaded.end()) return at->second;
  return loaded.emplace(language, NumberWords(*wirecheck_test::facts_once(Lang::of(language)).facts)).first->second;
}

// The values of a text's numbers, the first reading of each: "1500000 2 0.5"; a time as h:mm, a figure of several parts as a/b/c,
// what may be no number in brackets left out.
std::string values(const std::string& language, const std::string& text) {
  std::ostringstream out;
  for (const Numeral& n : read_numbers(words_of(language), text, {0, static_cast<uint32_t>(text.size())})) {
    if (n.is(Numeral::weak)) continue;
    if (out.tellp() > 0) out << ' ';
    if (n.minutes >= 0 && n.is(Numeral::time)) {
      out << n.minutes / 60 << ':' << (n.minutes % 60 < 10 ? "0" : "") << n.minutes % 60;
    } else if (n.value_count) {
      out.precision(15);
      out << n.values[0];
    } else {
      for (int i = 0; i < n.part_count; ++i) out << (i ? "/" : "") << n.parts[static_cast<size_t>(i)];
    }
    if (n.is(Numeral::percent)) out << '%';
    if (n.is(Numeral::points)) out << "pp";
  }
  return out.str();
}

}  // namespace

TEST_CASE("numbers are read by value in every language") {
  struct Row { const char *language, *text, *expected; };
  const Row rows[] = {
      {"en", "Twenty-one of 250,000 people, $13.8 billion and 3 percentage points", "21 250000 13800000000 3pp"},
      {"en", "two hundred and fifty thousand, one and a half million, half a million", "250000 1500000 500000"},
      {"en", "30 000, 1,25,000 and 20.5%; RM476.5 billion", "30000 125000 20.5% 476500000000"},
      {"en", "F-35, COVID-19, U-17, 3D, G20 and 911", ""},
      {"en", "fifty and one hundred pieces", "50 100"},
      {"fr", "7 400 personnes, deux millions et demi, quatre-vingt-dix-sept, soixante et onze", "7400 2500000 97 71"},
      {"fr", "à 21h30, 12 h 00, 3,5 %, 1,5 milliard, deux cent mille, 80 cents", "21:30 12:00 3.5% 1500000000 200000 80"},
      {"de", "Dreiundzwanzigtausend, zwei Milliarden, 1,5 Billionen, 12.000, anderthalb, 21 Uhr", "23000 2000000000 1500000000000 12000 1.5 21:00"},
      {"de", "3,5 Mio. und 20-prozentig, zweihundertfünfzig, 16.11.2015", "3500000 20% 250 16/11/2015"},
      {"es", "dos mil millones, un billón, treinta y cinco, 150.000, 26 %", "2000000000 1000000000000 35 150000 26%"},
      {"it", "duemilacinquecento, ventitré, 50 mila, 1,5 miliardi, 4,5 per cento", "2500 23 50000 1500000000 4.5%"},
      {"pt", "dois mil e quinhentos, mil milhões, 2,5 bilhões, vinte e três", "2500 1000000000 2500000000 23"},
      {"nl", "drieëntwintig, tweehonderdvijftig, 1,5 miljard, 12.000, anderhalf", "23 250 1500000000 12000 1.5"},
      {"sv", "tjugotre, tvåhundrafemtio, 1,5 miljarder, 12 000, 3 procentenheter", "23 250 1500000000 12000 3pp"},
      {"pl", "dwadzieścia trzy tysiące, 570 tys. zł, 1,4 mld, półtora miliona, 5 proc.", "23000 570000 1400000000 1500000 5%"},
      {"cs", "dvacet tři tisíc, 3,5 metru, 2,5 milionu, dvě stě padesát, pětasedmdesát", "23000 3.5 2500000 250 75"},
      {"ro", "douăzeci și trei, 1,5 milioane, 20 de milioane, două sute, 3,5 la sută", "23 1500000 20000000 200 3.5%"},
      {"ru", "двадцать три тысячи, 2,5 тыс., 1,4 млрд, полтора миллиона, два с половиной миллиона", "23000 2500 1400000000 1500000 2500000"},
      {"uk", "двадцять три тисячі, 2,5 тис., 1,4 млрд, півтора мільйона, п'ять відсотків", "23000 2500 1400000000 1500000 5%"},
      {"tr", "yirmi üç bin, 1,5 milyar, yüzde 20, %35, iki yüz elli", "23000 1500000000 20% 35% 250"},
      {"fi", "kaksikymmentäkolme, kahdellekymmenelle, 1,5 miljardia, kolmesataa, 12 000", "23 20 1500000000 300 12000"},
      {"et", "kakskümmend kolm, 1,5 miljardit, kolmsada, 12 000, 5 protsenti", "23 1500000000 300 12000 5%"},
      {"el", "είκοσι τρεις χιλιάδες, 1,5 εκατομμύριο, 12.000, διακόσια πενήντα", "23000 1500000 12000 250"},
      {"ar", "ثلاثة وعشرون ألف، ١٫٥ مليون، 12 في المئة، مليونين", "23000 1500000 12% 2000000"},
      {"fa", "بیست و سه هزار، ۱٫۵ میلیون، ۱۲ درصد", "23000 1500000 12%"},
      {"he", "עשרים ושלושה אלף, 1.5 מיליון, 12 אחוז, חמש מאות", "23000 1500000 12% 500"},
      {"hi", "तेईस हज़ार, 1.5 करोड़, १२ प्रतिशत, 1,25,000, डेढ़ लाख", "23000 15000000 12% 125000 150000"},
      {"zh", "417.6万例，三百二十五人，二〇一五年，百分之二十，1亿5000万，15时50分", "4176000 325 2015 20% 150000000 15:50"},
      {"ja", "３億５千万円、1万2000人、二十三人、20％、１５時５０分", "350000000 12000 23 20% 15:50"},
  };
  for (const Row& row : rows) {
    INFO(row.language << ": " << row.text);
    CHECK(values(row.language, row.text) == row.expected);
  }
}

TEST_CASE("an ambiguous figure keeps its readings") {
  const auto readings = [](const char* language, const std::string& text) {
    const std::vector<Numeral> all = read_numbers(words_of(language), text, {0, static_cast<uint32_t>(text.size())});
    REQUIRE(all.size() == 1);
    return std::vector<double>(all[0].values.begin(), all[0].values.begin() + all[0].value_count);
  };
  CHECK(readings("en", "1.234") == std::vector<double>{1.234, 1234});
  CHECK(readings("de", "1.234") == std::vector<double>{1234, 1.234});
  CHECK(readings("en", "1,234") == std::vector<double>{1234, 1.234});
  CHECK(readings("en", "0.125") == std::vector<double>{0.125});
  CHECK(readings("en", "1,234.5") == std::vector<double>{1234.5});
  CHECK(readings("en", "1.234,5") == std::vector<double>{1234.5});
  CHECK(readings("en", "'80s") == std::vector<double>{80, 1980, 2080});
  CHECK(readings("ja", "明治28") == std::vector<double>{28, 1895});
}

TEST_CASE("every file of number words is sound") {
  const char* languages[] = {"en", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "cs", "ro", "ru", "uk", "tr", "fi", "et", "el", "ar", "fa", "he", "hi", "zh", "ja"};
  for (const char* language : languages) {
    INFO(language);
    std::vector<Error> faults;
    const YamlFile file = load_yaml(std::string(wirecheck::test::kSourceDir) + "/dictionaries/" + language + "/numbers.yaml", faults);
    CHECK(faults.empty());
    REQUIRE(file.root.is_map());
    const YamlNode* source = file.root.find("source");
    CHECK((source && !source->text().empty()));
    CHECK(file.root.find("cardinals"));
    CHECK_FALSE(words_of(language).empty());
  }
}
