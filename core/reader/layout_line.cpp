#include "core/reader/layout_line.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "core/text/line.h"

namespace lectern::reader {
namespace {

constexpr std::size_t kAround = 3;                          // lines before and behind that are wrapped alike
constexpr std::size_t kColumnGap = 3, kNarrowGap = 2;       // spaces
constexpr std::size_t kColumnLines = 4, kColumnWidth = 25;  // least of a narrow column of prose
constexpr std::size_t kSpacedLines = 4;                     // fewest of double-spaced prose
constexpr std::size_t kRecords = 4, kTableLines = 3;        // fewest lines

/// Whether a line was drawn: of one kind of mark, or as a table's "+---+---+".
bool isRule(std::u16string_view line) {
  return std::ranges::all_of(line, [](char16_t c) {
    return std::u16string_view(u"-=_*~#+|: \t").find(c) != std::u16string_view::npos || text::isDrawn(c);
  });
}

/// Finds the lines of one text, and what those around one say of it.
class LineFinder {
 public:
  LineFinder(std::u16string_view text, const std::vector<text::Range>& tokens)
      : text_(text), tokens_(tokens) {
    std::size_t token = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end =
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), text::isLineEnd) -
          text.begin();
      LayoutLine line;
      line.begin = begin;
      line.tokens.begin = token;
      while (token < tokens.size() && tokens[token].begin < end) ++token;
      line.tokens.end = token;
      const std::u16string_view whole = text::trimmed(text.substr(begin, end - begin));
      line.isBlank = whole.empty();
      line.isRule = !line.isBlank && isRule(whole);
      std::size_t first = line.tokens.empty() ? end : tokens[line.tokens.begin].begin;
      if (line.tokens.begin > 0 && tokens[line.tokens.begin - 1].end > begin)
        first = std::min(first, beginOfRest(tokens[line.tokens.begin - 1]));
      line.text = text::trimmed(text.substr(first, end - first));
      line.isParted = !line.tokens.empty() && tokens[line.tokens.end - 1].end > end;
      splitCells(line, {begin, end});
      readNumber(line);
      lines_.push_back(std::move(line));
      begin = end + 1;
    }
  }

  std::vector<LayoutLine> find() {
    closePages();
    closeDoubleSpacing();
    findNarrowTables();
    findColumnsOfProse();
    findRecords();
    return std::move(lines_);
  }

 private:
  void readNumber(LayoutLine& line) const {
    constexpr std::array<std::u16string_view, 5> kClauses{u"Section", u"Clause", u"Article", u"Rule", u"§"};
    if (line.tokens.end - line.tokens.begin < 3) return;
    const auto word = [&](std::size_t token) { return tokens_[line.tokens.begin + token].of(text_); };
    const std::size_t at = std::ranges::find(kClauses, word(0)) != kClauses.end() ? 1 : 0;
    const bool isApart = tokens_[line.tokens.begin + at].end < tokens_[line.tokens.begin + at + 1].begin;
    const std::u16string_view next = word(at + 1);
    const bool beginsSentence = u_isupper(next.front()) && std::ranges::all_of(next.substr(1), u_islower) &&
                                (next.size() > 1 || next == u"A" || next == u"I");
    if (!isApart || !beginsSentence) return;
    std::vector<int> number;
    for (std::u16string_view left = word(at); !left.empty();) {
      const std::size_t point = std::min(left.find(u'.'), left.size());
      const std::optional<int> level = text::numberOf(left.substr(0, point));
      if (!level) return;
      number.push_back(*level);
      left = left.substr(std::min(point + 1, left.size()));
    }
    line.number = std::move(number);
    line.numberTokens = at + 1;
  }

  /// Of a word that the end of a line parts what stands on the next one.
  std::size_t beginOfRest(const text::Range& word) const {
    const auto isBetween = [](char16_t c) {
      return text::isLineEnd(c) || text::kSpace.find(c) != std::u16string_view::npos;
    };
    std::size_t begin = word.end;
    while (begin > word.begin && !isBetween(text_[begin - 1])) --begin;
    return begin;
  }

  /// Where a sentence or a table goes on over the end of a page, nothing stands between: no empty lines, and
  /// what is left of running heads.
  void closePages() {
    if (text_.find(u'\f') == std::u16string_view::npos) return;
    std::vector<LayoutLine> lines;
    std::optional<std::size_t> last;  // line with something on it
    std::size_t kept = 0;             // lines up to it
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].text.empty()) {
        if (last && isNewPage(*last, i) && goesOnOverPage(*last, i)) lines.resize(kept);
        last = i;
        kept = lines.size() + 1;
      }
      lines.push_back(lines_[i]);
    }
    lines_ = std::move(lines);
  }

  bool isNewPage(std::size_t last, std::size_t first) const {
    const char16_t *end = lines_[last].text.data(), *begin = lines_[first].text.data();
    return std::find(end, begin, u'\f') != begin;
  }

  bool goesOnOverPage(std::size_t last, std::size_t first) const {
    const LayoutLine &line = lines_[last], &next = lines_[first];
    if (line.isParted || (line.cells.size() >= kColumns && line.cells.size() == next.cells.size()))
      return true;
    const std::size_t longest = std::max(longestAround(lines_, last), longestAround(lines_, first));
    return text::endsWithinSentence(line.text, next.text) ||
           (!text::endsWithMark(line.text) && text::goesOn(line.text, next.text, longest));
  }

  /// Double-spaced prose, as of drafts and court papers, is read without the empty lines between its lines:
  /// several of them, half of which end within a sentence.
  void closeDoubleSpacing() {
    std::vector<LayoutLine> lines;
    for (std::size_t first = 0, end = 0; first < lines_.size(); first = end + 1) {
      const auto isNext = [&](std::size_t i) {
        return i + 2 < lines_.size() && !lines_[i].text.empty() && lines_[i + 1].isBlank &&
               !lines_[i + 2].text.empty();
      };
      std::size_t broken = 0;
      for (end = first; isNext(end); end += 2)
        if (text::endsWithinSentence(lines_[end].text, lines_[end + 2].text)) ++broken;
      const std::size_t gaps = (end - first) / 2;
      const bool isProse = gaps + 1 >= kSpacedLines && 2 * broken >= gaps;
      for (std::size_t i = first; i <= end; ++i)
        if (!isProse || (i - first) % 2 == 0) lines.push_back(std::move(lines_[i]));
    }
    lines_ = std::move(lines);
  }

  /// Tables whose columns are only two spaces apart, as "column -t" makes them: several lines with as many
  /// cells, which stand under one another. Two spaces behind a sentence are none between cells.
  void findNarrowTables() {
    const auto cellsOf = [&](const LayoutLine& line) {
      std::vector<TokenRange> cells;
      if (line.tabs > 0 || line.isRule) return cells;
      for (std::size_t token = line.tokens.begin; token < line.tokens.end; ++token) {
        const std::size_t end = token > line.tokens.begin ? tokens_[token - 1].end : 0;
        const bool isApart =
            token == line.tokens.begin ||
            (tokens_[token].begin >= end + kNarrowGap && !text::endsWithMark(tokens_[token - 1].of(text_)));
        if (isApart) cells.push_back({token, token});
        cells.back().end = token + 1;
      }
      return cells;
    };
    const auto areAligned = [&](std::size_t a, const std::vector<TokenRange>& ofA, std::size_t b,
                                const std::vector<TokenRange>& ofB) {
      return std::ranges::equal(ofA, ofB, [&](const TokenRange& x, const TokenRange& y) {
        const std::size_t inA = lines_[a].begin, inB = lines_[b].begin;
        return tokens_[x.begin].begin - inA == tokens_[y.begin].begin - inB ||
               tokens_[x.end - 1].end - inA == tokens_[y.end - 1].end - inB;
      });
    };
    std::vector<std::pair<std::size_t, std::vector<TokenRange>>> table;  // lines and their cells
    const auto close = [&] {
      if (table.size() >= kTableLines) {
        for (auto& [i, cells] : table) lines_[i].cells = std::move(cells);
      }
      table.clear();
    };
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].isRule) continue;
      std::vector<TokenRange> cells = cellsOf(lines_[i]);
      if (!table.empty() && !areAligned(table.back().first, table.back().second, i, cells)) close();
      if (cells.size() >= kColumns) table.emplace_back(i, std::move(cells));
    }
    close();
  }

  /// Lines that fill their width and yet stand for themselves, as those of directories and logs: none of
  /// several begins small, as half of the lines of a text do; few end big, too, and without a mark but a
  /// colon.
  void findRecords() {
    const auto beginsBig = [](const LayoutLine& line) {
      const char16_t c = line.text.front();
      return u_isupper(c) || u_isdigit(c) || c == u'(' || c == u'[' || c == u'#' || c == u'/';
    };
    const auto hasSmall = [](const LayoutLine& line) {  // is not in capitals alone
      return std::ranges::any_of(line.text, [](char16_t c) { return u_islower(c); });
    };
    for (auto first = lines_.begin(), end = first; first != lines_.end(); first = end) {
      end = std::find_if(first, lines_.end(), [](const LayoutLine& line) { return line.text.empty(); });
      const std::span block(first, end);
      const auto standsAlone = [](const LayoutLine& line) {
        if (line.text.back() == u':') return true;
        const std::u16string_view last = text::wordsOf(line.text).back();
        return !text::endsWithMark(line.text) && !u_islower(last.front());
      };
      const bool areRecords = (block.size() >= kRecords || std::ranges::all_of(block, standsAlone)) &&
                              std::ranges::all_of(block, beginsBig) &&
                              2 * std::ranges::count_if(block, hasSmall) >= std::ssize(block);
      for (LayoutLine& line : block) line.isRecord = areRecords;
      if (end != lines_.end()) ++end;
    }
  }

  /// Narrow columns, as of newspapers: several lines with no room for the next one's first word, half of
  /// which begin within a sentence. Lines of lists and of verse have room, or begin with capitals.
  void findColumnsOfProse() {
    const auto isText = [&](std::size_t i) {
      const LayoutLine& line = lines_[i];
      return !line.text.empty() && !line.isRule && line.cells.size() <= 1 && !text::hasBullet(line.text) &&
             !text::hasKey(line.text);
    };
    for (std::size_t first = 0, end = 0; first < lines_.size(); first = end + 1) {
      std::size_t longest = 0, full = 0, within = 0;
      for (end = first; end < lines_.size() && isText(end); ++end)
        longest = std::max(longest, lines_[end].text.size());
      if (end - first < kColumnLines || longest < kColumnWidth) continue;
      for (std::size_t i = first; i + 1 < end; ++i) {
        const std::u16string_view next = lines_[i + 1].text;
        if (lines_[i].text.size() + 1 + text::firstWord(next).size() > longest) ++full;
        if (u_islower(static_cast<UChar32>(next.front()))) ++within;
      }
      const std::size_t gaps = end - first - 1;
      if (10 * full < 9 * gaps || 2 * within < gaps) continue;
      for (std::size_t i = first; i + 1 < end; ++i) lines_[i].isProse = true;
    }
  }

  /// Cells are between tabs, bars or leading points, or columns of spaces where there is none of them; empty
  /// ones at the ends of a line count where there are tabs within.
  void splitCells(LayoutLine& line, text::Range range) const {
    const auto [begin, end] = line.tokens;
    if (begin == end) return;
    const auto tabsIn = [&](std::size_t from, std::size_t to) {
      return static_cast<std::size_t>(std::ranges::count(text_.substr(from, to - from), u'\t'));
    };
    line.cells.push_back({begin, begin});
    for (std::size_t token = begin; token < end; ++token) {
      if (token > begin) {
        const std::u16string_view gap =
            text_.substr(tokens_[token - 1].end, tokens_[token].begin - tokens_[token - 1].end);
        const std::size_t tabs = tabsIn(tokens_[token - 1].end, tokens_[token].begin) +
                                 static_cast<std::size_t>(std::ranges::count_if(gap, text::isBar)) +
                                 (text::isLeader(gap) ? 1 : 0);
        const bool isColumn =
            gap.size() >= kColumnGap && gap.find_first_not_of(text::kSpace) == std::u16string_view::npos;
        line.tabs += tabs;
        line.cells.insert(line.cells.end(), tabs > 0 ? tabs : isColumn ? 1 : 0, {token, token});
      }
      line.cells.back().end = token + 1;
    }
    if (line.tabs == 0) return;
    line.cells.insert(line.cells.begin(), tabsIn(range.begin, tokens_[begin].begin), {begin, begin});
    line.cells.insert(line.cells.end(),
                      tabsIn(tokens_[end - 1].end, std::max(tokens_[end - 1].end, range.end)), {end, end});
  }

  std::u16string_view text_;
  const std::vector<text::Range>& tokens_;
  std::vector<LayoutLine> lines_;
};

}  // namespace

std::vector<LayoutLine> layoutLines(std::u16string_view text, const std::vector<text::Range>& tokens) {
  return LineFinder(text, tokens).find();
}

std::size_t longestAround(const std::vector<LayoutLine>& lines, std::size_t line) {
  std::size_t longest = lines[line].text.size();
  const auto add = [&](std::size_t other) {
    longest = std::max(longest, lines[other].text.size());
    return !lines[other].text.empty();
  };
  for (std::size_t n = 1; n <= kAround && n <= line && add(line - n); ++n) {
  }
  for (std::size_t n = 1; n <= kAround && line + n < lines.size() && add(line + n); ++n) {
  }
  return longest;
}

}  // namespace lectern::reader
