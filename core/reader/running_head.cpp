#include "core/reader/running_head.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "core/reader/line.h"
#include "core/text/tokenizer.h"

namespace lectern::reader {
namespace {

constexpr std::size_t kDepth = 3;  // lines from the top or the bottom
constexpr std::size_t kReach = 4;  // pages back: heads of left and right pages differ, some pages have none

/// A word without marks around it, as of "[Page 12]".
std::u16string_view bare(std::u16string_view word) {
  constexpr std::u16string_view kMarks = u"()[]-–—.:/";
  const std::size_t begin = word.find_first_not_of(kMarks);
  if (begin == std::u16string_view::npos) return {};
  return word.substr(begin, word.find_last_not_of(kMarks) + 1 - begin);
}

/// Whether a number that grows with the pages counts them: it stands first, behind "page", without words or
/// in a title of several. In "Invoice 12" and "Article 3" it counts something else.
bool countsPages(const std::vector<std::u16string_view>& words, std::size_t number) {
  constexpr std::ptrdiff_t kTitle = 3;  // words
  constexpr std::array<std::u16string_view, 5> kPage{u"Page", u"page", u"PAGE", u"p", u"pp"};
  const std::ptrdiff_t others = std::ranges::count_if(words, text::beginsWithLetter, bare);
  return number == 0 || others == 0 || others >= kTitle ||
         std::ranges::find(kPage, bare(words[number - 1])) != kPage.end();
}

/// Whether a line is the head that stood `pages` before.
bool recurs(std::u16string_view before, std::u16string_view line, int pages) {
  const std::vector<std::u16string_view> was = wordsOf(before), is = wordsOf(line);
  if (was.size() != is.size()) return false;
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (was[i] == is[i]) continue;
    const std::optional<int> first = numberOf(bare(was[i])), second = numberOf(bare(is[i]));
    if (!first || !second || *second - *first != pages || !countsPages(is, i)) return false;
  }
  return true;
}

}  // namespace

std::vector<std::vector<bool>> findRunningHeads(const std::vector<std::vector<std::u16string_view>>& pages) {
  using Lines = std::span<const std::u16string_view>;
  const auto top = [](Lines page) { return page.first(std::min(kDepth, page.size())); };
  const auto bottom = [](Lines page) { return page.last(std::min(kDepth, page.size())); };
  std::vector<std::vector<bool>> found;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const std::size_t count = pages[p].size();
    std::vector<bool>& isHead = found.emplace_back(count);
    for (std::size_t back = 1; back <= std::min(kReach, p); ++back) {
      const auto stoodIn = [&](Lines lines, std::u16string_view line) {
        return std::ranges::any_of(
            lines, [&](std::u16string_view before) { return recurs(before, line, static_cast<int>(back)); });
      };
      for (std::size_t i = 0; i < count; ++i) {
        if (isHead[i] || (i >= kDepth && i + kDepth < count)) continue;
        isHead[i] = (i < kDepth && stoodIn(top(pages[p - back]), pages[p][i])) ||
                    (i + kDepth >= count && stoodIn(bottom(pages[p - back]), pages[p][i]));
      }
    }
  }
  return found;
}

}  // namespace lectern::reader
