#include "core/answering/answer_words.h"

#include <algorithm>

#include "core/documents/paragraphs.h"
#include "core/text/line.h"

namespace lectern::answering {

std::u16string answerWords(std::u16string_view text, std::span<const text::Range> tokens, text::Range range) {
  std::u16string words;
  std::size_t place = range.begin;  // up to which the text is told
  const auto addGap = [&](std::size_t end) {
    const std::u16string_view gap = text.substr(place, end - place);
    const bool isNewPage = gap.find(u'\f') != std::u16string_view::npos;
    const bool isBroken =
        isNewPage || (std::ranges::any_of(gap, text::isLineEnd) && !documents::isBlank(gap));
    words += isBroken ? u" " : gap;
    place = end;
  };
  auto token = std::ranges::lower_bound(tokens, range.begin, {}, &text::Range::begin);
  for (; token != tokens.end() && token->end <= range.end; ++token) {
    if (token->empty()) continue;  // of the layout
    addGap(token->begin);
    words += text::unparted(token->of(text));
    place = token->end;
  }
  return words += text.substr(place, range.end - place);
}

}  // namespace lectern::answering
