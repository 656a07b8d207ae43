#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/answering/lexical_match.h"
#include "core/answering/span_decoder.h"
#include "core/answering/text_words.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"

namespace lectern::answering {

/// Some texts and what is known of them whatever is asked. Its parts refer to one another, so it stays where
/// it is. For one thread at a time: a question enters its words in the table.
class PreparedTexts {
 public:
  /// The bundle must outlive it. Throws CancelledError.
  PreparedTexts(const std::vector<std::u16string_view>& texts, const reader::ReaderBundle& bundle,
                const std::stop_token& stop);
  PreparedTexts(const PreparedTexts&) = delete;
  PreparedTexts& operator=(const PreparedTexts&) = delete;

 private:
  std::vector<std::u16string> held_;

 public:
  const std::vector<std::u16string_view> texts;
  reader::WordTable table;
  const std::vector<reader::EncodedText> encoded;
  const std::vector<bool> looksForeign;  ///< of each text
  const TextWords known;
  const std::unordered_set<int32_t> stems;  ///< of what stands in the texts
  const std::vector<WindowScores> windows;  ///< of all texts, not yet read
  const std::optional<LexicalMatch> match;  ///< none for one window, which the network compares by itself
};

/// Keeps the texts that were asked last, and those before them, so that the next question need not prepare
/// them again: one document may be looked into between questions of all. Any thread may call it.
class TextKeeper {
 public:
  static constexpr std::size_t kMostUnits = 8'000'000;  ///< of what is kept; it takes some 30 bytes a unit

  struct Return {
    TextKeeper* keeper;
    void operator()(PreparedTexts* texts) const { keeper->keep(std::unique_ptr<PreparedTexts>(texts)); }
  };
  using Loan = std::unique_ptr<PreparedTexts, Return>;

  /// These texts: those that are kept, or prepared anew. They are kept when they are given back.
  Loan take(const std::vector<std::u16string_view>& texts, const reader::ReaderBundle& bundle,
            const std::stop_token& stop);

 private:
  /// Before those that are kept, the last of which go; very long ones are not kept.
  void keep(std::unique_ptr<PreparedTexts> texts);

  std::mutex mutex_;
  std::vector<std::unique_ptr<PreparedTexts>> kept_;  // the last one first
};

}  // namespace lectern::answering
