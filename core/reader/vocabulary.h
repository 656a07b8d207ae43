#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lectern::reader {

/// The words of a reader and the rows of their vectors.
///
/// Row 0 is the unknown word, the next rows are shapes of numbers ("<year>"), then come frequent words
/// without a vector of their own ("a", "'s"), then the words with a frozen vector. A word is normalized text
/// in UTF-8.
class Vocabulary {
 public:
  /// Words in row order, the reserved ones of `reservedWords()` first. Throws std::invalid_argument when they
  /// are not, or a word stands twice.
  explicit Vocabulary(const std::vector<std::string>& words);

  /// From a file's text, a word a line. Throws FormatError that names `name` and the line.
  static Vocabulary fromText(std::string text, const std::string& name);
  /// A word a line, in row order.
  const std::string& toText() const { return *text_; }

  /// "<unknown>" and the number shapes, in row order.
  static const std::vector<std::string>& reservedWords();

  /// The row of a normalized word: its own, else its number shape's, else 0.
  int64_t row(std::string_view word) const;
  int64_t size() const { return size_; }

  /// Row of the shape of a word that begins with a digit ("1815" is a year, "69,197" has a comma), else 0.
  static int64_t shapeRow(std::string_view word);

 private:
  Vocabulary() = default;

  std::unique_ptr<std::string> text_;  // owns what the keys point to
  std::unordered_map<std::string_view, int64_t> rows_;
  int64_t size_ = 0;
};

}  // namespace lectern::reader
