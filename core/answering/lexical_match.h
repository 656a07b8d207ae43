#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/reader/word_table.h"

namespace lectern::answering {

/// How well the words around each place of some texts match those of a question: BM25 (Robertson and Zaragoza
/// 2009), with the 40 tokens either side of the place as its passage and words compared by their stems. Rare
/// are words that stand in few of the texts' stretches of 80 tokens; those that ask ("who", "did") count for
/// nothing. The network reads window by window, and cannot know what else there is in the texts that sounds
/// like the question; this can.
class LexicalMatch {
 public:
  /// Both must outlive it.
  LexicalMatch(const reader::WordTable& table, const std::vector<reader::EncodedText>& texts);

  /// Of each token of each text, from 0 up. `encoded` is `question` as the table has entered it.
  std::vector<std::vector<double>> scores(std::u16string_view question,
                                          const reader::EncodedText& encoded) const;

 private:
  using Places = std::vector<std::size_t>;  // tokens, in order

  double rarity(int32_t stem) const;

  const reader::WordTable& table_;
  const std::vector<reader::EncodedText>& texts_;
  std::vector<std::unordered_map<int32_t, Places>> places_;  // of each stem in each text
  std::size_t passages_ = 0;
};

}  // namespace lectern::answering
