#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/reader/word_table.h"

namespace lectern::answering {

/// A word of the texts, where it stands first.
struct TextWord {
  std::u16string normal, spelling;
  int32_t word = 0;
};

/// Two words of the texts with a hyphen between, or a chemical formula ("CO₂"), where it stands first.
struct TextCompound {
  std::u16string_view spelling;
  std::vector<int32_t> words;  ///< of all its tokens
};

/// The words of all texts, gathered when they are first asked for; for one thread. What it is made of must
/// outlive it.
class TextWords {
 public:
  TextWords(const std::vector<std::u16string_view>& texts, const std::vector<reader::EncodedText>& encoded,
            const reader::WordTable& table)
      : texts_(texts), encoded_(encoded), table_(table) {}

  /// By their normalized forms.
  const std::unordered_map<int32_t, TextWord>& all() const;
  /// The first one that is of this form (`formOf`); null if none is.
  const TextWord* ofForm(const std::u16string& form) const;
  /// The first compound that is of this form, or says this number (`digitsOf`); null if none does.
  const TextCompound* compound(const std::u16string& form) const;
  /// Whether the word stands before or behind one of the others somewhere; all by their normalized forms.
  bool standsBeside(int32_t word, const std::vector<int32_t>& others) const;
  /// The first name that begins with this capital and stands before the word of this normalized form; none
  /// where the capital alone stands there, too.
  std::optional<TextWord> nameBefore(char16_t initial, int32_t surname) const;

 private:
  /// Calls `visit` with each word and its spelling, in text order.
  template <typename Visit>
  void visit(Visit visit) const;

  const std::vector<std::u16string_view>& texts_;
  const std::vector<reader::EncodedText>& encoded_;
  const reader::WordTable& table_;
  mutable std::optional<std::unordered_map<int32_t, TextWord>> words_;
  mutable std::optional<std::unordered_map<std::u16string, TextWord>> forms_;
  mutable std::optional<std::unordered_map<std::u16string, TextCompound>>
      compounds_;  // by form and by number
};

/// Whether the token and the two behind it are two words with a hyphen between.
bool isCompound(const std::vector<text::Range>& tokens, std::size_t i, std::u16string_view text);

}  // namespace lectern::answering
