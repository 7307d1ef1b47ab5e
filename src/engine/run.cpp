#include "engine/run.h"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "engine/line_stream.h"

namespace wirecheck {
namespace {

// One document to be read and checked.
struct Task {
  const Input* input = nullptr;
  std::optional<StreamLine> record;  // of a JSON Lines file
  std::optional<Error> failure;      // known before anything was read
};

// Cuts the inputs into tasks, in order. Not thread-safe.
class Tasks {
 public:
  Tasks(const std::vector<Input>& inputs, const ReadOptions& read) : inputs_(inputs), read_(read) {}

  std::optional<Task> next() {
    while (true) {
      if (stream_) {
        while (auto line = stream_->next()) {
          if (line->text.find_first_not_of(" \t") == std::string::npos && !line->too_long) continue;
          Task task{&inputs_[at_ - 1], std::move(line), std::nullopt};
          if (task.record->too_long) task.failure = too_long(*task.input, *task.record);
          return task;
        }
        const auto failure = stream_->failure();
        stream_.reset();
        if (failure) return Task{&inputs_[at_ - 1], std::nullopt, *failure};
      }
      if (at_ == inputs_.size()) return std::nullopt;
      const Input& input = inputs_[at_++];
      if (input.failure) return Task{&input, std::nullopt, input.failure};
      if (input.format != Format::jsonl) return Task{&input, std::nullopt, std::nullopt};
      auto stream = LineStream::open(input.path, read_.limit);
      if (!stream) return Task{&input, std::nullopt, stream.error()};
      stream_ = std::move(stream).value();
    }
  }

 private:
  Error too_long(const Input& input, const StreamLine& line) const {
    return {Error::Code::limit, "the record is longer than the limit of " + std::to_string(read_.limit) + " bytes",
            input.shown, line.number + 1, 0, {}};
  }
  const std::vector<Input>& inputs_;
  const ReadOptions& read_;
  size_t at_ = 0;
  std::unique_ptr<LineStream> stream_;
};

Result<DocumentPtr> read(const Task& task, const ReadOptions& options) {
  const Input& input = *task.input;
  if (task.record)
    return read_json_record(input.shown, task.record->text, task.record->base, task.record->number, options);
  return read_input(input, options);
}

RunItem answer(const Engine& engine, const Task& task, const ReadOptions& options, Scratch& scratch) {
  const auto named = [&](Error error) {
    error.file = task.input->shown;
    return error;
  };
  if (task.failure) return named(*task.failure);
  try {
    auto document = read(task, options);
    if (!document) return named(document.error());
    DocumentReport report = engine.check(document.value(), scratch);
    std::vector<Error> notices;
    for (const Notice& notice : document.value()->notices())
      notices.push_back({notice.code, notice.message, task.input->shown, 0, 0, {}});
    report.errors.insert(report.errors.begin(), notices.begin(), notices.end());
    return report;
  } catch (const std::exception& e) {
    // One story never stops an audit.
    return named({Error::Code::internal, std::string("the story could not be checked: ") + e.what(), {},
                  task.record ? task.record->number + 1 : 0, 0, {}});
  }
}

// Workers take tasks from one queue, in order, as long as no more than the window is ahead of what was handed out; the calling
// thread hands the answers to the sink by their number.
class Pool {
 public:
  Pool(const Engine& engine, const std::vector<Input>& inputs, const RunOptions& options)
      : engine_(engine), read_(options.read), tasks_(inputs, read_), window_(4 * options.jobs) {
    for (unsigned i = 0; i < options.jobs; ++i) workers_.emplace_back([this] { work(); });
  }

  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    room_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  // In order; nothing when all were handed out.
  std::optional<RunItem> next() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return answers_.contains(handed_out_) || (ended_ && handed_out_ == taken_); });
    const auto at = answers_.find(handed_out_);
    if (at == answers_.end()) return std::nullopt;
    RunItem item = std::move(at->second);
    answers_.erase(at);
    ++handed_out_;
    room_.notify_all();
    return item;
  }

 private:
  void work() {
    Scratch scratch;
    while (true) {
      uint64_t number;
      std::optional<Task> task;
      {
        // Reading the next record is part of taking it, so that the numbers follow the file.
        const std::lock_guard turn(take_);
        {
          std::unique_lock lock(mutex_);
          room_.wait(lock, [&] { return stopped_ || ended_ || taken_ - handed_out_ < window_; });
          if (stopped_ || ended_) return;
        }
        task = tasks_.next();
        const std::lock_guard lock(mutex_);
        if (!task) {
          ended_ = true;
          ready_.notify_all();
          return;
        }
        number = taken_++;
      }
      RunItem item = answer(engine_, *task, read_, scratch);
      const std::lock_guard lock(mutex_);
      answers_.emplace(number, std::move(item));
      ready_.notify_all();
    }
  }

  const Engine& engine_;
  const ReadOptions& read_;
  std::mutex take_;  // guards tasks_
  Tasks tasks_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable room_, ready_;
  std::map<uint64_t, RunItem> answers_;
  uint64_t taken_ = 0, handed_out_ = 0;
  const uint64_t window_;
  bool ended_ = false, stopped_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace

Result<DocumentPtr> read_input(const Input& input, const ReadOptions& given) {
  ReadOptions options = given;
  if (!input.source_path.empty() && !options.original) {
    if (const Status status = read_source(input.source_path, options); !status) return status.error();
    options.source_lang = input.source_lang;
  }
  auto bytes = read_bytes(input.path, options.limit);
  if (!bytes) {
    Error error = bytes.error();
    error.file = input.shown;
    return error;
  }
  return input.format == Format::marked ? read_marked(input.shown, std::move(bytes).value(), options)
                                        : read_plain(input.shown, std::move(bytes).value(), options);
}

Status read_source(const std::string& path, ReadOptions& options) {
  auto document = read_input({path, path, format_of(path) == Format::marked ? Format::marked : Format::plain, std::nullopt, {}, {}}, options);
  if (!document) return document.error();
  options.original = std::move(document).value();
  return Done{};
}

void run_batch(const Engine& engine, const std::vector<Input>& inputs, const RunOptions& options,
               const std::function<bool(RunItem)>& sink) {
  if (options.jobs <= 1) {
    Tasks tasks(inputs, options.read);
    Scratch scratch;
    while (auto task = tasks.next())
      if (!sink(answer(engine, *task, options.read, scratch))) return;
    return;
  }
  Pool pool(engine, inputs, options);
  while (auto item = pool.next())
    if (!sink(std::move(*item))) return;
}

}  // namespace wirecheck
