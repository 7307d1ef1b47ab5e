#include "align/alignment.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "readers/reader.h"
#include "support/facts_once.h"

using namespace wirecheck;

namespace {

// A story and its source over one vocabulary.
class Rig {
 public:
  explicit Rig(std::string_view source) : source_(Lang::of(source)) {
    std::vector<Error> faults;
    facts_ = Facts::load(Lang::of("en"), test::kSourceDir, vocabulary_, faults);
    source_facts_ = Facts::load(source_, test::kSourceDir, vocabulary_, faults);
    REQUIRE(faults.empty());
  }
  const Analysis& operator()(const std::string& source, const std::string& target) {
    original_ = document_from_text(source);
    document_ = document_from_text(target);
    Resources resources{&vocabulary_, facts_.get(), nullptr, nullptr, &latin_};
    analysis_ = analyse(*document_, Lang::of("en"), resources, scratch_);
    resources.facts = source_facts_.get();
    join_source(*analysis_, analyse(*original_, source_, resources, scratch_));
    return *analysis_;
  }

 private:
  Lang source_;
  Vocabulary vocabulary_;
  std::unique_ptr<Facts> facts_, source_facts_;
  Latiniser latin_;
  AnalysisScratch scratch_;
  DocumentPtr original_, document_;
  std::unique_ptr<Analysis> analysis_;
};

// "0-0 1,2-1 3-": source sentences, target sentences; a link that is not sure is followed by "?".
std::string shown(const Alignment& alignment) {
  std::string out;
  for (const SentenceLink& link : alignment.links()) {
    const auto list = [&](Range range) {
      for (uint32_t i = range.begin; i < range.end; ++i) out += (i > range.begin ? "," : "") + std::to_string(i);
    };
    if (!out.empty()) out += " ";
    list(link.source);
    out += "-";
    list(link.target);
    if (!link.sure) out += "?";
  }
  return out;
}

const std::string kFrench =
    "Le ferry Marie-Galante a repris la mer lundi à 6 h 40, après 11 jours de réparations. "
    "L'armateur Nils Bertheau promet 4 traversées par jour entre Sète et Alghero. "
    "Les hôteliers de Sardaigne estiment leurs pertes à 320.000 euros. "
    "Personne n'a été blessé. "
    "La préfecture de l'Hérault publiera un rapport en mars 2027.";

}  // namespace

TEST_CASE("Sentences are linked one to one, and two to one where the translation joins them") {
  Rig rig("fr");
  const Analysis& straight = rig(kFrench,
      "The ferry Marie-Galante put to sea again on Monday at 6:40 a.m., after 11 days of repairs. "
      "Its owner Nils Bertheau promises 4 crossings a day between Sète and Alghero. "
      "Hoteliers in Sardinia put their losses at 320,000 euros. "
      "Nobody was hurt. "
      "The prefecture of Hérault will publish a report in March 2027.");
  CHECK(straight.alignment->pair() == Alignment::Pair::right);
  CHECK(shown(*straight.alignment) == "0-0 1-1 2-2 3-3 4-4");
  CHECK(straight.alignment->source_of(2) == Range{2, 3});
  CHECK(straight.alignment->target_of(4) == Range{4, 5});

  const Analysis& joined = rig(kFrench,
      "The ferry Marie-Galante put to sea again on Monday at 6:40 a.m., after 11 days of repairs, and its owner Nils Bertheau "
      "promises 4 crossings a day between Sète and Alghero. "
      "Hoteliers in Sardinia put their losses at 320,000 euros. "
      "Nobody was hurt. "
      "The prefecture of Hérault will publish a report in March 2027.");
  CHECK(shown(*joined.alignment).starts_with("0,1-0 2-1"));
}

TEST_CASE("A sentence that the translation lacks is a gap") {
  Rig rig("fr");
  const Analysis& a = rig(kFrench,
      "The ferry Marie-Galante put to sea again on Monday at 6:40 a.m., after 11 days of repairs. "
      "Its owner Nils Bertheau promises 4 crossings a day between Sète and Alghero. "
      "Nobody was hurt. "
      "The prefecture of Hérault will publish a report in March 2027.");
  const auto gap = a.alignment->target_of(2);
  // Either it is known to be missing, or nothing is said: never another sentence.
  CHECK((!gap || gap->empty() || gap->contains(2)));
  CHECK(a.alignment->source_of(0) == Range{0, 1});
}

TEST_CASE("Names are known again across alphabets, figures across scripts") {
  Rig russian("ru");
  const Analysis& a = russian(
      "Губернатор Пётр Колосов прибыл в Мурманск 14 марта. Порт закрыт с 1998 года.",
      "Governor Pyotr Kolosov arrived in Murmansk on March 14. The port has been closed since 1998.");
  CHECK(shown(*a.alignment) == "0-0 1-1");
  Rig persian("fa");
  const Analysis& b = persian("این پل در سال ۱۹۸۷ ساخته شد. طوفان ۴۵ نفر را زخمی کرد.", "The bridge was built in 1987. The storm hurt 45 people.");
  CHECK(shown(*b.alignment) == "0-0 1-1");
}

TEST_CASE("Another story is no source") {
  Rig rig("fr");
  const Analysis& a = rig(kFrench,
      "The orchestra of Bergen opens its season on Sept. 9 with Grieg's concerto under Marta Lindqvist. "
      "The pianist Jorge Almeida, 27, won the Chopin competition in Warsaw in 2025. "
      "Tickets cost between 45 and 160 kroner, the Grieghallen said. "
      "Rehearsals were moved to Stavanger after water damage in August.");
  CHECK(a.alignment->pair() == Alignment::Pair::wrong);
  CHECK_FALSE(a.alignment->source_of(0));
  CHECK_FALSE(a.alignment->target_of(0));
}

TEST_CASE("Empty sides and single sentences align") {
  Rig rig("fr");
  CHECK(rig("", "").alignment->links().empty());
  CHECK_FALSE(rig("", "It rained.").alignment->source_of(0));
  CHECK_FALSE(rig("Il a plu.", "").alignment->target_of(0));
  CHECK(rig("Il a plu.", "It rained.").alignment->source_of(0) == Range{0, 1});
}
