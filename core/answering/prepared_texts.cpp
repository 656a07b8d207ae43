#include "core/answering/prepared_texts.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/answering/foreign_text.h"
#include "core/answering/windows.h"
#include "core/base/progress.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

std::vector<reader::EncodedText> encodeAll(const std::vector<std::u16string_view>& texts,
                                           reader::WordTable& table, const std::stop_token& stop) {
  std::vector<reader::EncodedText> encoded;
  for (const std::u16string_view text : texts) encoded.push_back(table.encode(text, stop));
  return encoded;
}

/// The windows of all texts, not yet read.
std::vector<WindowScores> cutTexts(const std::vector<std::u16string_view>& texts,
                                   const std::vector<reader::EncodedText>& encoded,
                                   const reader::ReaderOptions& options, reader::WordTable& table) {
  std::vector<int32_t> articles;
  for (const int32_t word : table.encode(u"a an the").words) articles.push_back(table[word].normal);
  std::vector<WindowScores> windows;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const std::vector<text::Range>& tokens = encoded[t].tokens;
    for (const Window& window : cutWindows(texts[t], tokens, static_cast<std::size_t>(options.windowTokens),
                                           static_cast<std::size_t>(options.windowOverlap))) {
      WindowScores& scores = windows.emplace_back();
      scores.window = window;
      scores.text = t;
      for (std::size_t i = window.begin; i < window.end; ++i) {
        scores.isLayout.push_back(tokens[i].empty());
        const bool isPunctuation = text::isPunctuation(tokens[i].of(texts[t]));
        scores.isPunctuation.push_back(isPunctuation);
        const int32_t word = table[encoded[t].words[i]].normal;
        const bool isPart =
            !tokens[i].empty() && !isPunctuation && std::ranges::find(articles, word) == articles.end();
        scores.words.push_back(isPart ? word : WindowScores::kNoWord);
        scores.beginsParagraph.push_back(std::ranges::binary_search(encoded[t].paragraphs, i));
      }
    }
  }
  return windows;
}

std::vector<bool> foreignOnes(const std::vector<std::u16string_view>& texts,
                              const std::vector<reader::EncodedText>& encoded, const reader::WordTable& table,
                              const reader::ReaderOptions& options) {
  std::vector<bool> foreign;
  for (std::size_t t = 0; t < texts.size(); ++t)
    foreign.push_back(looksForeign(table, encoded[t], texts[t], options));
  return foreign;
}

/// The stems of what stands in the texts.
std::unordered_set<int32_t> stemsOf(const std::vector<reader::EncodedText>& texts,
                                    const reader::WordTable& table) {
  std::unordered_set<int32_t> stems;
  for (const reader::EncodedText& text : texts) {
    for (const int32_t word : text.words) stems.insert(table[word].stem);
  }
  return stems;
}

}  // namespace

PreparedTexts::PreparedTexts(const std::vector<std::u16string_view>& asked,
                             const reader::ReaderBundle& bundle, const std::stop_token& stop)
    : held_(asked.begin(), asked.end()),
      texts(held_.begin(), held_.end()),
      table(*bundle.vocabulary, bundle.manifest.options),
      encoded(encodeAll(texts, table, stop)),
      looksForeign(foreignOnes(texts, encoded, table, bundle.manifest.options)),
      known(texts, encoded, table),
      stems(stemsOf(encoded, table)),
      windows(cutTexts(texts, encoded, bundle.manifest.options, table)),
      match(windows.size() > 1 ? std::optional<LexicalMatch>(std::in_place, table, encoded) : std::nullopt) {}

TextKeeper::Loan TextKeeper::take(const std::vector<std::u16string_view>& texts,
                                  const reader::ReaderBundle& bundle, const std::stop_token& stop) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find_if(kept_, [&](const auto& each) { return each->texts == texts; });
    if (found != kept_.end()) {
      PreparedTexts* const taken = found->release();
      kept_.erase(found);
      return Loan(taken, {this});
    }
  }
  return Loan(new PreparedTexts(texts, bundle, stop), {this});
}

void TextKeeper::keep(std::unique_ptr<PreparedTexts> texts) {
  constexpr std::size_t kMost = 2;
  const auto unitsOf = [](const PreparedTexts& kept) {
    std::size_t units = 0;
    for (const std::u16string_view text : kept.texts) units += text.size();
    return units;
  };
  if (unitsOf(*texts) > kMostUnits) return;
  std::vector<std::unique_ptr<PreparedTexts>> dropped;  // which takes a while, and not of those who wait
  const std::scoped_lock lock(mutex_);
  const auto same =
      std::ranges::find_if(kept_, [&](const auto& each) { return each->texts == texts->texts; });
  if (same != kept_.end()) {  // two questions of them were read at once
    dropped.push_back(std::move(*same));
    kept_.erase(same);
  }
  kept_.insert(kept_.begin(), std::move(texts));
  std::size_t units = 0, count = 0;
  while (count < std::min(kMost, kept_.size()) && (units += unitsOf(*kept_[count])) <= kMostUnits) ++count;
  std::move(kept_.begin() + static_cast<std::ptrdiff_t>(count), kept_.end(), std::back_inserter(dropped));
  kept_.resize(count);
}

}  // namespace lectern::answering
