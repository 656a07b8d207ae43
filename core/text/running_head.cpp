#include "core/text/running_head.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text/line.h"
#include "core/text/tokenizer.h"

namespace lectern::text {
namespace {

constexpr std::size_t kDepth = 3;  // lines from the top or the bottom
constexpr std::size_t kReach = 4;  // pages back: heads of left and right pages differ, some pages have none

constexpr std::array<std::u16string_view, 5> kPage{u"Page", u"page", u"PAGE", u"p", u"pp"};
/// Words that other numbers stand behind.
constexpr std::array<std::u16string_view, 43> kPart{
    u"section",  u"Section", u"article", u"Article",  u"part",     u"Part",     u"clause",   u"Clause",
    u"rule",     u"Rule",    u"No",      u"Number",   u"number",   u"question", u"Question", u"week",
    u"Week",     u"day",     u"Day",     u"month",    u"Month",    u"unit",     u"Unit",     u"lesson",
    u"Lesson",   u"session", u"Session", u"meeting",  u"Meeting",  u"module",   u"Module",   u"schedule",
    u"Schedule", u"annex",   u"Annex",   u"appendix", u"Appendix", u"exhibit",  u"Exhibit",  u"lot",
    u"Lot",      u"chapter", u"Chapter"};

/// A word without marks around it, as of "[Page 12]".
std::u16string_view bare(std::u16string_view word) {
  constexpr std::u16string_view kMarks = u"()[]-–—.:/";
  const std::size_t begin = word.find_first_not_of(kMarks);
  if (begin == std::u16string_view::npos) return {};
  return word.substr(begin, word.find_last_not_of(kMarks) + 1 - begin);
}

/// The words of a line, "3/21" as three.
std::vector<std::u16string_view> countedWords(std::u16string_view line) {
  std::vector<std::u16string_view> words;
  for (const std::u16string_view word : wordsOf(line)) {
    const std::size_t slash = word.find(u'/');
    if (slash != std::u16string_view::npos && numberOf(word.substr(0, slash)) &&
        numberOf(word.substr(slash + 1))) {
      words.insert(words.end(), {word.substr(0, slash), word.substr(slash, 1), word.substr(slash + 1)});
    } else {
      words.push_back(word);
    }
  }
  return words;
}

/// Whether a number that grows with the pages counts them: it stands alone, behind "page", or before or
/// behind a title, of how many pages there are perhaps. In "Invoice 12", "3 May 1940" and "Report of 2019" it
/// counts something else.
bool countsPages(const std::vector<std::u16string_view>& words, std::size_t number) {
  constexpr std::ptrdiff_t kTitle = 2, kTitleBefore = 3;  // words
  const std::ptrdiff_t others = std::ranges::count_if(words, beginsWithLetter, bare);
  const std::optional<int> count = numberOf(bare(words[number]));
  const bool isYear = count >= 1900 && count < 2100;
  if (others == 0) return !isYear;  // of a chronicle
  const auto isBehind = [&](const auto& known) {
    return number > 0 && std::ranges::find(known, bare(words[number - 1])) != known.end();
  };
  if (isBehind(kPage)) return true;
  if (isBehind(kPart)) return false;
  const auto isOf = [&](std::size_t word) {
    return word < words.size() && (words[word] == u"/" || words[word] == u"of");
  };
  if (number > 0 && isOf(number - 1)) return false;  // how many there are
  if (number + 3 == words.size() && isOf(number + 1) && numberOf(bare(words[number + 2])) >= count)
    return others - (words[number + 1] == u"of" ? 1 : 0) >= kTitle;
  const bool isFirst = number == 0, isLast = number + 1 == words.size();
  return !isYear && ((isFirst && others >= kTitle) || (isLast && others >= kTitleBefore));
}

/// Whether a line that stands so on several pages may be what each of them says: "Status: paid", "A. Yes.",
/// "100 %".
bool maySay(std::u16string_view line) {
  constexpr std::size_t kFewWords = 3;
  const std::vector<std::u16string_view> words = wordsOf(line);
  const bool isSentence = std::u16string_view(u".?!").find(line.back()) != std::u16string_view::npos;
  return hasKey(line) || (isSentence && words.size() <= kFewWords) ||
         std::ranges::none_of(words, beginsWithLetter, bare);
}

/// Whether a line is the head that stood `pages` before.
bool recurs(std::u16string_view before, std::u16string_view line, int pages) {
  constexpr std::size_t kLongest = 400, kGrowth = 16;  // units; many lines are compared
  if (line.size() > kLongest ||
      std::max(line.size(), before.size()) > kGrowth + std::min(line.size(), before.size()))
    return false;
  const std::vector<std::u16string_view> was = countedWords(before), is = countedWords(line);
  if (is.empty() || was.size() != is.size()) return false;
  bool grows = false;
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (was[i] == is[i]) continue;
    const std::optional<int> first = numberOf(bare(was[i])), second = numberOf(bare(is[i]));
    if (!first || !second || *second - *first != pages || !countsPages(is, i)) return false;
    grows = true;
  }
  return grows || !maySay(trimmed(line));
}

/// Whether a running head has no word that could be news: "12", "- 12 -", "Page 12 of 80".
bool isCount(std::u16string_view head) {
  return std::ranges::none_of(countedWords(head), [](std::u16string_view word) {
    word = bare(word);
    return beginsWithLetter(word) && word != u"of" && std::ranges::find(kPage, word) == kPage.end();
  });
}

class RunningHeadFinder {
 public:
  explicit RunningHeadFinder(const std::vector<std::vector<std::u16string_view>>& pages) {
    for (const std::vector<std::u16string_view>& page : pages) {
      pages_.emplace_back();
      for (const std::u16string_view text : page) pages_.back().push_back({text});
    }
  }

  std::vector<std::vector<RunningHead>> find() {
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      for (std::size_t before = page - std::min(kReach, page); before < page; ++before) {
        compare(before, 0, page, 0);
        compare(before, bottom(before), page, bottom(page));
      }
    }
    leaveForms();
    readOutsideSentences();
    std::vector<std::vector<RunningHead>> kinds;
    for (const std::vector<Line>& page : pages_) {
      kinds.emplace_back();
      for (const Line& line : page) kinds.back().push_back(line.is);
    }
    return kinds;
  }

 private:
  struct Line {
    std::u16string_view text;
    RunningHead is = RunningHead::None;
    Line* next = nullptr;              // that has the same head
    std::vector<std::size_t> on = {};  // the pages that have it, too
  };

  std::size_t bottom(std::size_t page) const {
    return pages_[page].size() - std::min(kDepth, pages_[page].size());
  }

  /// Marks lines that two pages have, from a line of each on.
  void compare(std::size_t before, std::size_t beginBefore, std::size_t page, std::size_t begin) {
    for (std::size_t i = begin; i < std::min(begin + kDepth, pages_[page].size()); ++i) {
      for (std::size_t j = beginBefore; j < std::min(beginBefore + kDepth, pages_[before].size()); ++j) {
        Line &first = pages_[before][j], &line = pages_[page][i];
        if (!recurs(first.text, line.text, static_cast<int>(page - before))) continue;
        line.is = RunningHead::Repeated;
        if (first.is == RunningHead::None) {
          first.is = isCount(first.text) ? RunningHead::Repeated : RunningHead::First;
        }
        if (first.next == nullptr) first.next = &line;
        first.on.push_back(page);
        line.on.push_back(before);
      }
    }
  }

  /// Pages that are mostly what others say, too, are forms that are filled in, and read whole, but where all
  /// of it stands on pages of text as well: then they are otherwise empty.
  void leaveForms() {
    std::vector<bool> isForm;
    for (const std::vector<Line>& lines : pages_) {
      const auto heads = std::ssize(lines) - std::ranges::count(lines, RunningHead::None, &Line::is);
      isForm.push_back(2 * heads > std::ssize(lines));
    }
    const auto isOnText = [&](const Line& line) {
      return std::ranges::any_of(line.on, [&](std::size_t page) { return !isForm[page]; });
    };
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      if (!isForm[page] || std::ranges::all_of(pages_[page], isOnText)) continue;
      for (Line& line : pages_[page]) line.is = RunningHead::None;
    }
  }

  /// What is news is read where it stands in no sentence: on the next page that has it, if need be.
  void readOutsideSentences() {
    std::vector<Line*> heads;  // since the last line that is none
    std::u16string_view before;
    for (std::vector<Line>& page : pages_) {
      for (Line& line : page) {
        if (line.is != RunningHead::None) {
          heads.push_back(&line);
          continue;
        }
        if (!heads.empty() && endsWithinSentence(before, line.text)) std::ranges::for_each(heads, readLater);
        heads.clear();
        before = line.text;
      }
    }
  }

  static void readLater(Line* head) {
    if (head->is == RunningHead::First && head->next != nullptr && head->next->is != RunningHead::None) {
      std::swap(head->is, head->next->is);
    }
  }

  std::vector<std::vector<Line>> pages_;
};

}  // namespace

std::vector<std::vector<RunningHead>> findRunningHeads(
    const std::vector<std::vector<std::u16string_view>>& pages) {
  return RunningHeadFinder(pages).find();
}

}  // namespace lectern::text
