#include "core/reader/contents.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "core/text/line.h"

namespace lectern::reader {
namespace {

using Words = std::vector<std::u16string_view>;

/// By which lines that may be alike are found.
Words beginningOf(const Words& words) {
  constexpr std::size_t kWords = 4;
  return {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kWords))};
}

class ContentsFinder {
 public:
  explicit ContentsFinder(const std::vector<ContentsLine>& lines) : lines_(lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) byBeginning_[beginningOf(lines[i].words)].push_back(i);
  }

  std::vector<text::Range> find() const {
    constexpr std::size_t kFarthest = 2;  // lines between two entries, which are wrapped
    constexpr std::size_t kGap = 8;       // most lines between two parts of one table
    std::vector<text::Range> found;
    for (std::size_t first = 0; first < lines_.size(); ++first) {
      if (headingOf(first) == first) continue;
      std::vector<std::size_t> entries, headings;
      std::unordered_set<std::size_t> areHeadings;
      for (std::size_t i = first;
           i < lines_.size() && (entries.empty() || i <= entries.back() + kFarthest + 1); ++i) {
        if (areHeadings.contains(i)) break;  // the text begins
        if (const std::size_t heading = headingOf(i); heading > i) {
          entries.push_back(i);
          headings.push_back(heading);
          areHeadings.insert(heading);
        }
      }
      const text::Range range{first, entries.back() + 1};
      const bool goesOn = !found.empty() && first <= found.back().end + kGap;
      if (areInOrder(range, headings) && (goesOn || looksSo(entries))) found.push_back(range);
      first = range.end - 1;
    }
    return found;
  }

 private:
  /// The last line that is like it; itself where there is none.
  std::size_t headingOf(std::size_t i) const {
    constexpr std::size_t kMostAlike = 50;  // more are those of a log
    const std::vector<std::size_t>& alike = byBeginning_.at(beginningOf(lines_[i].words));
    if (lines_[i].words.empty() || alike.size() > kMostAlike) return i;
    return *std::find_if(alike.rbegin(), alike.rend(),
                         [&](std::size_t other) { return beginsWith(i, other) || beginsWith(other, i); });
  }

  /// Whether a line has the words of another, and where it has more, that one's next line the rest.
  bool beginsWith(std::size_t longer, std::size_t shorter) const {
    const Words &whole = lines_[longer].words, &part = lines_[shorter].words;
    if (part.size() > whole.size() || !std::equal(part.begin(), part.end(), whole.begin())) return false;
    if (part.size() == whole.size()) return true;
    return shorter + 1 < lines_.size() && !lines_[shorter + 1].words.empty() &&
           lines_[shorter + 1].words.front() == whole[part.size()];
  }

  /// Whether most lines of a range are entries whose headings stand below, in order and apart.
  static bool areInOrder(text::Range range, const std::vector<std::size_t>& headings) {
    constexpr std::size_t kFewest = 5, kApart = 2;  // entries; lines between their headings
    std::size_t inOrder = 0;
    for (std::size_t h = 0; h + 1 < headings.size(); ++h)
      if (headings[h] >= range.end && headings[h + 1] > headings[h] + kApart) ++inOrder;
    return headings.size() >= kFewest && 3 * inOrder >= 2 * (headings.size() - 1) &&
           3 * headings.size() >= 2 * range.length();
  }

  /// Whether entries look like those of a table of contents. Numbers behind them that fall, or that neither
  /// points lead to nor "Contents" announces, are prices or the like.
  bool looksSo(const std::vector<std::size_t>& entries) const {
    constexpr std::size_t kAbove = 3;  // lines
    std::size_t numbered = 0, led = 0, paged = 0;
    int page = 0;
    for (const std::size_t i : entries) {
      const ContentsLine& entry = lines_[i];
      if (text::isDigits(entry.words.front().substr(0, 1))) ++numbered;
      if (!entry.page) continue;
      if (*entry.page < page) return false;
      page = *entry.page;
      ++paged;
      if (entry.hasLeader) ++led;
    }
    for (std::size_t i = entries.front() - std::min(entries.front(), kAbove); i < entries.front(); ++i) {
      const Words& words = lines_[i].words;
      if (!words.empty() && (words.back().ends_with(u"ontents") || words.back().ends_with(u"CONTENTS")))
        return true;
    }
    return led == paged && (2 * numbered > entries.size() || 2 * led > entries.size());
  }

  const std::vector<ContentsLine>& lines_;
  std::map<Words, std::vector<std::size_t>> byBeginning_;  // of lines
};

}  // namespace

std::vector<text::Range> findContents(const std::vector<ContentsLine>& lines) {
  return ContentsFinder(lines).find();
}

}  // namespace lectern::reader
