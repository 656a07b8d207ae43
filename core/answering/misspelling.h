#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/reader/word_table.h"

namespace lectern::answering {

/// Whether one slip of the hand makes `a` of `b` (Damerau 1964): a letter too many, a letter too few, another
/// one, or two neighbours exchanged, but not the first letter. Equal words differ by none.
bool isOneSlip(std::u16string_view a, std::u16string_view b);

/// A word of the texts, where it stands first.
struct TextWord {
  std::u16string normal, spelling;
  int32_t word = 0;
};

/// Two words of the texts with a hyphen between, where they stand first.
struct TextCompound {
  std::u16string_view spelling;
  std::vector<int32_t> words;  ///< and the hyphen
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
  /// The first compound that is of this form, or says this number (`numberOf`); null if none does.
  const TextCompound* compound(const std::u16string& form) const;
  /// The first name that begins with this capital and stands before the word of this normalized form.
  std::optional<TextWord> nameBefore(char16_t initial, int32_t surname) const;

 private:
  const std::vector<std::u16string_view>& texts_;
  const std::vector<reader::EncodedText>& encoded_;
  const reader::WordTable& table_;
  mutable bool isFilled_ = false;
  mutable std::unordered_map<int32_t, TextWord> words_;
  mutable std::unordered_map<std::u16string, const TextWord*> forms_;
  mutable bool hasCompounds_ = false;
  mutable std::unordered_map<std::u16string, TextCompound> compounds_;  // by form and by number
};

/// Reads words of a question that stand in none of the texts as they are meant: changes `encoded`, the
/// question's (words that it gets more have empty ranges), and returns a plain sentence for each.
/// - A number as the same one that the texts have, spelled otherwise (`numberOf`), and a word as one of the
///   same form (`formOf`): "2" and "two", "19th" and "nineteenth", "defence" and "defense"; also
///   of one word two with a hyphen between, and of these one: "email" and "e-mail", "21st" and
///   "twenty-first".
/// - A word that the reader does not know as the first word of the texts that is one slip away; one of three
///   or four letters only in small letters or as the question's first, and where no function word is as near.
/// - Else one of three letters or more, in small letters or the question's first, as the most frequent word
///   of the reader's that is one slip away; one that the reader seldom met only if two letters are exchanged
///   ("teh").
/// - An initial as the name that the texts have before the same surname: "J. Madison" and "James Madison".
std::vector<std::string> readAsMeant(std::u16string_view question, reader::EncodedText& encoded,
                                     const TextWords& known, const reader::Vocabulary& vocabulary,
                                     reader::WordTable& table);

}  // namespace lectern::answering
