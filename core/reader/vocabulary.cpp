#include "core/reader/vocabulary.h"

#include <algorithm>
#include <stdexcept>

#include "core/base/error.h"

namespace lectern::reader {
namespace {

/// Rows of the number shapes, in the order of `reservedWords()`.
enum Shape : int64_t {
  kYear = 1,
  kOneDigit,
  kTwoDigits,
  kThreeDigits,
  kComma,
  kPoint,
  kLonger,
  kWithLetters
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

const std::vector<std::string>& Vocabulary::reservedWords() {
  static const std::vector<std::string> words = {"<unknown>",  "<year>",     "<1-digit>",
                                                 "<2-digits>", "<3-digits>", "<comma>",
                                                 "<point>",    "<longer>",   "<with-letters>"};
  return words;
}

int64_t Vocabulary::shapeRow(std::string_view word) {
  if (word.empty() || !isDigit(word.front())) return 0;
  const auto isPartOfNumber = [](char c) { return isDigit(c) || c == ',' || c == '.'; };
  if (!std::ranges::all_of(word, isPartOfNumber)) return kWithLetters;
  if (word.find(',') != std::string_view::npos) return kComma;
  if (word.find('.') != std::string_view::npos) return kPoint;
  if (word.size() == 4 && (word.front() == '1' || word.front() == '2')) return kYear;
  if (word.size() <= 3) return kOneDigit + static_cast<int64_t>(word.size()) - 1;
  return kLonger;
}

Vocabulary::Vocabulary(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + '\n';
  try {
    *this = fromText(std::move(text), "vocabulary");
  } catch (const FormatError& error) {
    throw std::invalid_argument(error.what());
  }
}

Vocabulary Vocabulary::fromText(std::string text, const std::string& name) {
  Vocabulary vocabulary;
  vocabulary.text_ = std::make_unique<std::string>(std::move(text));
  const std::string_view all = *vocabulary.text_;
  vocabulary.rows_.reserve(static_cast<std::size_t>(std::ranges::count(all, '\n')));
  const auto fail = [&](const std::string& what) {
    throw FormatError("'" + name + "' line " + std::to_string(vocabulary.size_ + 1) + ": " + what);
  };
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = all.find('\n', begin);
    if (end == std::string_view::npos) fail("the last line does not end; the file is cut off");
    const std::string_view word = all.substr(begin, end - begin);
    if (word.empty()) fail("an empty word");
    if (!vocabulary.rows_.emplace(word, vocabulary.size_).second)
      fail("stands twice: '" + std::string(word) + "'");
    ++vocabulary.size_;
    begin = end + 1;
  }
  const auto& reserved = reservedWords();
  for (std::size_t i = 0; i < reserved.size(); ++i) {
    const auto found = vocabulary.rows_.find(reserved[i]);
    if (found == vocabulary.rows_.end() || found->second != static_cast<int64_t>(i)) {
      throw FormatError("'" + name + "' line " + std::to_string(i + 1) + ": expected '" + reserved[i] + "'");
    }
  }
  return vocabulary;
}

int64_t Vocabulary::row(std::string_view word) const {
  const auto found = rows_.find(word);
  return found != rows_.end() ? found->second : shapeRow(word);
}

}  // namespace lectern::reader
