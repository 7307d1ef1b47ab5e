// Speed and memory against bare baselines in the same run: scripts/bench calls this.
//   wirecheck_bench CORPUS PROGRAM DATA_DIR [PAIRS LANG]
// CORPUS: a folder or file with *.jsonl (fields mt or text) and *.txt. PAIRS: a *.jsonl file of translations into English (fields mt and
// source) from LANG; twenty neighbours make a story. Every row of the table is a ratio; the seconds beside it
// are for orientation only, machines differ. No result is kept between rounds but the lexicon's cache of words, which is part of
// the program; the first, cold round is shown too.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <hunspell/hunspell.hxx>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unicode/brkiter.h>
#include <unistd.h>

#include "engine/engine.h"
#include "readers/reader.h"

namespace fs = std::filesystem;
using namespace wirecheck;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kRounds = 5;

double seconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<DocumentPtr> read_corpus(const std::string& place) {
  std::vector<std::string> files;
  if (fs::is_directory(place)) {
    for (const auto& entry : fs::recursive_directory_iterator(place))
      if (entry.path().extension() == ".jsonl" || entry.path().extension() == ".txt") files.push_back(entry.path().string());
  } else {
    files.push_back(place);
  }
  std::sort(files.begin(), files.end());
  std::vector<DocumentPtr> documents;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (format_of(file) != Format::jsonl) {
      std::string bytes(std::istreambuf_iterator<char>(in), {});
      if (auto read = read_plain(file, std::move(bytes), {})) documents.push_back(std::move(read).value());
      continue;
    }
    std::string line;
    for (uint32_t n = 0; std::getline(in, line); ++n)
      if (auto read = read_json_record(file, line, 0, n, {})) documents.push_back(document_from_text(read.value()->text(), "r"));
  }
  return documents;
}

// The same stories with their source text and without it.
struct Pairs {
  std::vector<DocumentPtr> with, without;
};

Pairs read_pairs(const std::string& file, Lang lang) {
  constexpr int kStory = 20;   // records
  Pairs out;
  std::string target, source;
  int records = 0;
  const auto finish = [&] {
    if (!records) return;
    ReadOptions options;
    if (auto plain = read_plain("pair.txt", target, options)) out.without.push_back(std::move(plain).value());
    options.original = document_from_text(source, "source");
    options.source_lang = lang;
    if (auto pair = read_plain("pair.txt", target, options)) out.with.push_back(std::move(pair).value());
    target.clear();
    source.clear();
    records = 0;
  };
  const auto one_line = [](std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text + '\n';
  };
  std::ifstream in(file, std::ios::binary);
  std::string line;
  ReadOptions options;
  options.text_fields = {"mt"};
  for (uint32_t n = 0; std::getline(in, line); ++n) {
    const auto read = read_json_record(file, line, 0, n, options);
    if (!read || !read.value()->original()) continue;
    target += one_line(read.value()->text());
    source += one_line(read.value()->original()->text());
    if (++records == kStory) finish();
  }
  finish();
  return out;
}

// Word and sentence segmentation of the same texts by ICU and nothing else: every boundary is visited.
uint64_t segment(const std::vector<DocumentPtr>& documents, icu::BreakIterator& words, icu::BreakIterator& sentences) {
  uint64_t boundaries = 0;
  UText* text = nullptr;
  for (const auto& document : documents) {
    UErrorCode status = U_ZERO_ERROR;
    text = utext_openUTF8(text, document->text().data(), static_cast<int64_t>(document->text().size()), &status);
    for (icu::BreakIterator* iterator : {&words, &sentences}) {
      iterator->setText(text, status);
      for (int32_t at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) ++boundaries;
    }
  }
  utext_close(text);
  return boundaries;
}

struct Child {
  double wall = 0;
  long peak_kib = 0;
  int status = 0;
};

Child run_child(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  Child child;
  const auto start = Clock::now();
  const pid_t pid = fork();
  if (pid == 0) {
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    execv(argv[0], argv.data());
    _exit(127);
  }
  rusage usage{};
  wait4(pid, &child.status, 0, &usage);
  child.wall = std::chrono::duration<double>(Clock::now() - start).count();
  child.peak_kib = usage.ru_maxrss;
  return child;
}

// Rules of two words each, drawn from the text itself: in good faith the worst case, since their words do occur.
PackSet drawn_rules(const std::vector<std::string>& words, size_t count, std::mt19937& random) {
  PackModel pack;
  pack.id = "bench/drawn";
  pack.target = Lang::of("en");
  std::uniform_int_distribution<size_t> any(0, words.size() - 1);
  for (size_t i = 0; i < count; ++i) {
    RuleModel rule;
    rule.info.id = "bench/drawn.r" + std::to_string(i);
    rule.info.title = rule.info.why = "drawn";
    rule.info.target = pack.target;
    rule.info.status = Maturity::stable;
    rule.patterns.push_back({"[bad: " + words[any(random)] + " " + words[any(random)] + "]", {}});
    pack.rules.push_back(std::move(rule));
  }
  PackSet set;
  set.packs.push_back(std::move(pack));
  return set;
}

struct Row { std::string what, bound; double value; std::string note; };

std::string milliseconds(double s) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f ms", s * 1000);
  return buffer;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 6) {
    std::fprintf(stderr, "usage: wirecheck_bench CORPUS PROGRAM DATA_DIR [PAIRS LANG]\n");
    return 2;
  }
  const std::string corpus = argv[1], program = argv[2], data_dir = argv[3];
  const auto documents = read_corpus(corpus);
  uint64_t bytes = 0;
  for (const auto& document : documents) bytes += document->text().size();
  if (!bytes) {
    std::fprintf(stderr, "no text in %s (expected *.jsonl or *.txt)\n", corpus.c_str());
    return 2;
  }
  std::vector<Row> rows;

  // Cold start: the program on one story, against a process that only loads the dictionaries it uses. First of all: a child's peak of
  // memory counts what its parent had when it was forked.
  const fs::path story = fs::temp_directory_path() / ("wirecheck-bench-" + std::to_string(getpid()) + ".txt");
  const auto longest = std::max_element(documents.begin(), documents.end(), [](const auto& a, const auto& b) {
    return a->text().size() < b->text().size(); });
  std::ofstream(story, std::ios::binary) << (*longest)->text();
  const std::vector<std::string> call = {program, "check", "--from", "fr", "--to", "en", "--data-dir", data_dir,
                                         "--format", "json", "--exit-zero", story.string()};
  run_child(call);   // fills the cache of compiled data
  double start = 1e9, loading = 1e9;
  long peak = 0;
  const std::string folder = "/usr/share/hunspell/";
  for (int round = 0; round < 2 * kRounds; ++round) {
    const Child child = run_child(call);
    if (child.status != 0) {
      std::fprintf(stderr, "the program failed with status %d\n", child.status);
      return 2;
    }
    start = std::min(start, child.wall);
    peak = std::max(peak, child.peak_kib);
    loading = std::min(loading, seconds([&] {
      for (const char* name : {"en_US", "fr"})
        if (fs::exists(folder + name + ".dic")) Hunspell dictionary((folder + name + ".aff").c_str(), (folder + name + ".dic").c_str());
    }));
  }
  fs::remove(story);

  EngineOptions options;
  options.data_dir = data_dir;
  options.source = Lang::of("fr");
  options.target = Lang::of("en");
  std::vector<Error> faults;
  const auto engine = Engine::load(options, faults);
  for (const Error& fault : faults) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
  if (!engine) return 2;
  Scratch scratch;

  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> word_breaks(icu::BreakIterator::createWordInstance(icu::Locale::getUS(), status));
  std::unique_ptr<icu::BreakIterator> sentence_breaks(icu::BreakIterator::createSentenceInstance(icu::Locale::getUS(), status));
  uint64_t words = 0, findings = 0, boundaries = 0;
  const double cold = seconds([&] {
    for (const auto& document : documents) {
      const DocumentReport report = engine->check(document, scratch);
      words += report.words;
      findings += report.findings.size();
    }
  });
  double bare = 1e9, full = 1e9, analysis_only = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    bare = std::min(bare, seconds([&] { boundaries += segment(documents, *word_breaks, *sentence_breaks); }));
    full = std::min(full, seconds([&] { for (const auto& d : documents) findings += engine->check(d, scratch).findings.size(); }));
    analysis_only = std::min(analysis_only, seconds([&] { for (const auto& d : documents) words += engine->analyse(*d, scratch)->words; }));
  }
  words /= kRounds + 1;
  const double thousand = static_cast<double>(words) / 1000;
  rows.push_back({"everything on / bare ICU word and sentence segmentation", "20 (aim 10)", full / bare,
                  milliseconds(full / thousand) + " against " + milliseconds(bare / thousand) + " per 1,000 words"});
  rows.push_back({"  the same, first round with a cold lexicon", "", cold / bare, milliseconds(cold / thousand) + " per 1,000 words"});
  rows.push_back({"  analysis alone / bare ICU", "", analysis_only / bare, milliseconds(analysis_only / thousand) + " per 1,000 words"});

  if (argc == 6) {
    const Lang lang = Lang::of(argv[5]);
    const Pairs pairs = read_pairs(argv[4], lang);
    if (pairs.with.empty() || !lang.known()) {
      std::fprintf(stderr, "no pairs in %s (expected JSON Lines with the fields mt and source, and the code of the source language)\n", argv[4]);
      return 2;
    }
    EngineOptions both = options;
    both.source = lang;
    const auto pair_engine = Engine::load(both, faults);
    if (!pair_engine) return 2;
    double segmentation = 1e9, alone = 1e9, with_source = 1e9;
    uint64_t pair_words = 0;
    for (int round = 0; round <= kRounds; ++round) {   // the first one, with a cold lexicon, is never the best
      pair_words = 0;
      segmentation = std::min(segmentation, seconds([&] { boundaries += segment(pairs.without, *word_breaks, *sentence_breaks); }));
      alone = std::min(alone, seconds([&] { for (const auto& d : pairs.without) pair_words += pair_engine->check(d, scratch).words; }));
      with_source = std::min(with_source, seconds([&] { for (const auto& d : pairs.with) findings += pair_engine->check(d, scratch).findings.size(); }));
    }
    const double pair_thousand = static_cast<double>(pair_words) / 1000;
    rows.push_back({"with the source text (" + std::string(lang.code()) + ") / bare ICU of the translation", "40", with_source / segmentation,
                    milliseconds(with_source / pair_thousand) + " against " + milliseconds(segmentation / pair_thousand) + " per 1,000 words"});
    rows.push_back({"  with it / without it", "2", with_source / alone, milliseconds(alone / pair_thousand) + " without it"});
  }

  // Rules that the text itself suggests, ten thousand against a hundred: the whole check with the pack in the place of ours. Words
  // drawn from the vocabulary of the text; and drawn by their frequency, so that many rules fire ("of the") and their findings count.
  std::vector<std::string> drawn;
  for (const auto& document : documents) {
    std::string word;
    for (char c : document->text()) {
      if ((c >= 'a' && c <= 'z')) word += c;
      else {
        if (word.size() > 1 && drawn.size() < 200000) drawn.push_back(word);
        word.clear();
      }
    }
  }
  std::vector<std::string> distinct = drawn;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (const bool by_frequency : {false, true}) {
    double cost[2] = {1e9, 1e9}, alone[2] = {1e9, 1e9};
    uint64_t fired[2] = {0, 0};
    std::mt19937 random(7);
    for (int k = 0; k < 2; ++k) {
      Vocabulary vocabulary;
      std::vector<Error> drawn_faults;
      auto facts = Facts::load(Lang::of("en"), data_dir, vocabulary, drawn_faults);
      auto packs = Packs::compile(drawn_rules(by_frequency ? drawn : distinct, k ? 10000 : 100, random), Lang::of("en"), nullptr,
                                  vocabulary, drawn_faults);
      if (!packs) return 2;
      packs->select({});
      Resources resources;
      resources.vocabulary = &vocabulary;
      resources.facts = facts.get();
      resources.lexicon = &engine->lexicon();
      for (int round = 0; round < kRounds; ++round) {
        double only = 0;
        fired[k] = 0;
        cost[k] = std::min(cost[k], seconds([&] {
          for (const auto& document : documents) {
            const auto analysis = analyse(*document, Lang::of("en"), resources, scratch.analysis);
            only += seconds([&] {
              Findings out(*document);
              packs->run(*analysis, out);
              fired[k] += out.all().size();
            });
          }
        }));
        alone[k] = std::min(alone[k], only);
      }
    }
    rows.push_back({by_frequency ? "  the same, words drawn by their frequency" : "ten thousand rules of the text's own words / a hundred such",
                    by_frequency ? "" : "1.3", cost[1] / cost[0],
                    "analysis and matching; matching alone " + milliseconds(alone[1] / thousand) + " against " +
                        milliseconds(alone[0] / thousand) + " per 1,000 words; " + std::to_string(fired[1]) + " and " +
                        std::to_string(fired[0]) + " findings"});
  }

  rows.push_back({"cold start on one story / loading its Hunspell dictionaries (en_US, fr)", "1.5", start / loading,
                  milliseconds(start) + " (aim 100 ms) against " + milliseconds(loading)});
  rows.push_back({"peak memory of that run in MB, one language pair", "100", static_cast<double>(peak) / 1024, ""});

  std::printf("corpus: %zu documents, %llu words, %.1f MB; one thread; best of %d rounds\n\n", documents.size(),
              static_cast<unsigned long long>(words), static_cast<double>(bytes) / 1e6, kRounds);
  std::printf("| measure | bound | value | in this run |\n|---|---|---|---|\n");
  for (const Row& row : rows) std::printf("| %s | %s | %.2f | %s |\n", row.what.c_str(), row.bound.c_str(), row.value, row.note.c_str());
  std::fprintf(stderr, "(%llu boundaries, %llu findings)\n", static_cast<unsigned long long>(boundaries),
               static_cast<unsigned long long>(findings));
  return 0;
}
