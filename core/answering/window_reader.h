#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/answering/answer.h"
#include "core/answering/asked_question.h"
#include "core/answering/span_decoder.h"
#include "core/base/progress.h"
#include "core/reader/attention_change.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"

namespace lectern::answering {

/// The windows of some texts, ready to be read with one question each.
struct ReadingTask {
  const reader::WordTable& table;
  const std::vector<reader::EncodedText>& texts;
  const std::vector<AskedQuestion>& questions;
  std::vector<WindowScores> windows;        ///< all but the scores set, which are filled in
  reader::AttentionChange attentionChange;  ///< with which they are read
};

/// Reads all windows of `task`, several batches side by side on `threads` threads. Throws CancelledError,
/// ModelError.
void readWindows(const reader::ReaderBundle& bundle, ReadingTask& task, unsigned threads,
                 const std::stop_token& stop, const ProgressCallback& progress);

/// Reads one window again for its attention weights.
WindowAttention readAttention(const reader::ReaderBundle& bundle, const ReadingTask& task,
                              const WindowScores& scores);

/// Reads one window again for what its tokens give to `answer`; nothing where it holds none of that.
std::optional<WindowGradient> readGradient(const reader::ReaderBundle& bundle, const ReadingTask& task,
                                           const WindowScores& scores, text::Range answer);

}  // namespace lectern::answering
