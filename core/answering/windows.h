#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::answering {

/// A stretch of a text's tokens that is read at once.
struct Window {
  std::size_t begin = 0, end = 0;            ///< tokens, half open
  std::size_t ownedBegin = 0, ownedEnd = 0;  ///< tokens whose answers count in this window, half open
};

/// Cuts a text into windows of at most `maxTokens` tokens. A text that fits is one window. Others end at the
/// last paragraph or sentence end that fits, and begin at one, with at most `overlap` tokens shared. Every
/// token is owned by one window: the one in which it stands farthest from an edge where text was cut off.
std::vector<Window> cutWindows(std::u16string_view text, std::span<const text::Range> tokens,
                               std::size_t maxTokens, std::size_t overlap);

}  // namespace lectern::answering
