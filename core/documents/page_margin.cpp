#include "core/documents/page_margin.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/text/line.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"

namespace lectern::documents {

bool PageMargins::take(const std::u16string& words) {
  constexpr std::array<std::u16string_view, 5> kCounting{u"page", u"p", u"pp", u"of", u"pages"};
  std::u16string lines = words;
  std::ranges::replace(lines, u'\n', u' ');
  std::ranges::replace(lines, u'\t', u' ');
  const bool says = std::ranges::any_of(text::wordsOf(lines), [&](std::u16string_view word) {
    return text::beginsWithLetter(word) &&
           std::ranges::find(kCounting, text::normalize(word)) == kCounting.end();
  });
  return says && taken_.insert(words).second;
}

}  // namespace lectern::documents
