#include "core/answering/answer_words.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/documents/paragraphs.h"
#include "core/text/line.h"

namespace lectern::answering {
namespace {

/// Whether a line ends within a word, "long-\nterm" or "1914–\n1918", and not as "pre-\nand post-war".
bool endsWithHyphen(std::u16string_view line, std::u16string_view next) {
  constexpr std::u16string_view kHyphens = u"-‐‑–";
  if (line.size() < 2 || kHyphens.find(line.back()) == std::u16string_view::npos) return false;
  const char16_t before = line[line.size() - 2];
  const bool isOpen = next.starts_with(u"and ") || next.starts_with(u"or ") || next.starts_with(u"to ");
  return u_isalnum(before) != 0 && !isOpen;
}

}  // namespace

AnswerWords answerWords(std::u16string_view text, std::span<const text::Range> tokens, text::Range range) {
  AnswerWords read{{}, {{range.begin, range.begin}}};
  const auto addGap = [&](std::size_t end) {
    const std::size_t begin = read.parts.back().end;
    const std::u16string_view gap = text.substr(begin, end - begin);
    const bool isNewPage = gap.find(u'\f') != std::u16string_view::npos;
    const bool isNewLine = isNewPage || std::ranges::any_of(gap, text::isLineEnd);
    if (!isNewLine || !endsWithHyphen(read.words, text.substr(end)))
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
