#include "core/answering/answer_words.h"

#include <algorithm>

#include "core/documents/paragraphs.h"
#include "core/text/line.h"

namespace lectern::answering {

AnswerWords answerWords(std::u16string_view text, std::span<const text::Range> tokens, text::Range range) {
  AnswerWords read{{}, {{range.begin, range.begin}}};
  const auto addGap = [&](std::size_t end) {
    const std::size_t begin = read.parts.back().end;
    const std::u16string_view gap = text.substr(begin, end - begin);
    const bool isNewPage = gap.find(u'\f') != std::u16string_view::npos;
    const bool isNewLine = isNewPage || std::ranges::any_of(gap, text::isLineEnd);
    read.words += isNewLine || gap.find(u'\t') != std::u16string_view::npos ? u" " : gap;
    const bool isBroken = isNewPage || (isNewLine && !documents::isBlank(gap));
    if (isBroken) read.parts.push_back({end, end});
  };
  auto token = std::ranges::lower_bound(tokens, range.begin, {}, &text::Range::begin);
  for (; token != tokens.end() && token->end <= range.end; ++token) {
    if (token->empty()) continue;  // of the layout
    addGap(token->begin);
    read.words += text::unparted(token->of(text));
    read.parts.back().end = token->end;
  }
  read.words += text.substr(read.parts.back().end, range.end - read.parts.back().end);
  read.parts.back().end = range.end;
  std::erase(read.words, u'\u00AD');  // a soft hyphen is to be seen at the end of a line alone
  return read;
}

}  // namespace lectern::answering
