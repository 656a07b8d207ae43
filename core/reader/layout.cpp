#include "core/reader/layout.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <span>

#include "core/text/line.h"
#include "core/text/tokenizer.h"

namespace lectern::reader {
namespace {

constexpr std::size_t kAround = 3;                          // lines before and behind that are wrapped alike
constexpr std::size_t kColumnGap = 3, kNarrowGap = 2;       // spaces
constexpr std::size_t kColumnLines = 4, kColumnWidth = 25;  // least of a narrow column of prose
constexpr std::size_t kSpacedLines = 4;                     // fewest of double-spaced prose
constexpr std::size_t kRecords = 4, kTableLines = 3;        // fewest lines
constexpr std::size_t kColumns = 3;                         // fewest of a table with names above its columns
constexpr std::size_t kName = 6;  // most tokens of what names a row, a column, a record

/// Some tokens, half open.
struct Tokens {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

struct Line {
  std::u16string_view text;  // from its first token on, without white space at its end
  bool isBlank = false;
  bool isRule = false;    // a line that was drawn
  bool isProse = false;   // that a sentence fills, and goes on from to the next one
  bool isParted = false;  // the last word ends on the next line
  bool isRecord = false;  // that stands for itself, like those around it
  Tokens tokens;
  std::vector<Tokens> cells;
  std::size_t tabs = 0;
  std::size_t begin = 0;  // unit of the text
};

/// Whether a line was drawn: of one kind of mark, or as a table's "+---+---+".
bool isRule(std::u16string_view line) {
  return std::ranges::all_of(line, [](char16_t c) {
    return std::u16string_view(u"-=_*~#+|: \t").find(c) != std::u16string_view::npos || text::isDrawn(c);
  });
}

/// Says what the lines of one text say, one after the other.
class LayoutReader {
 public:
  LayoutReader(std::u16string_view text, const std::vector<text::Range>& tokens)
      : text_(text), tokens_(tokens) {
    std::size_t token = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end =
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), text::isLineEnd) -
          text.begin();
      Line line;
      line.begin = begin;
      line.tokens.begin = token;
      while (token < tokens.size() && tokens[token].begin < end) ++token;
      line.tokens.end = token;
      const std::u16string_view whole = text::trimmed(text.substr(begin, end - begin));
      line.isBlank = whole.empty();
      line.isRule = !line.isBlank && isRule(whole);
      if (!line.tokens.empty()) {
        const std::size_t first = tokens[line.tokens.begin].begin;
        const std::size_t last = std::max(end, tokens[line.tokens.end - 1].end);
        line.isParted = last > end;
        line.text = text::trimmed(text.substr(first, last - first));
      }
      splitCells(line, {begin, end});
      lines_.push_back(std::move(line));
      begin = end + 1;
    }
    closePages();
    closeDoubleSpacing();
    findNarrowTables();
    findColumnsOfProse();
    findRecords();
  }

  Layout read() {
    bool isApart = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.isBlank) header_ = nullptr;
      isApart = isApart || line.isBlank || (line.begin > 0 && text_[line.begin - 1] == u'\u2029');
      if (line.tokens.empty()) continue;
      if (isApart && line.tokens.begin > 0) layout_.paragraphs.push_back(line.tokens.begin);
      isApart = false;
      if (line.isRule) continue;
      if (header_ != nullptr && header_->tabs == 0 && line.tabs == 0 && line.cells.size() > 1)
        line.cells = inColumns(line);
      if (isRow(i)) {
        readRow(line);
      } else {
        readRecord(i);
      }
      readEnd(i);
    }
    return std::move(layout_);
  }

 private:
  /// Where a sentence or a table goes on over the end of a page, nothing stands between: no empty lines, and
  /// what is left of running heads.
  void closePages() {
    if (text_.find(u'\f') == std::u16string_view::npos) return;
    std::vector<Line> lines;
    std::optional<std::size_t> last;  // line with something on it
    std::size_t kept = 0;             // lines up to it
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].tokens.empty()) {
        if (last && isNewPage(i) && goesOnOverPage(*last, i)) lines.resize(kept);
        last = i;
        kept = lines.size() + 1;
      }
      lines.push_back(lines_[i]);
    }
    lines_ = std::move(lines);
  }

  bool isNewPage(std::size_t i) const {
    const std::size_t token = lines_[i].tokens.begin;
    const std::size_t end = tokens_[token - 1].end;
    return text_.substr(end, tokens_[token].begin - end).find(u'\f') != std::u16string_view::npos;
  }

  bool goesOnOverPage(std::size_t last, std::size_t first) const {
    const Line &line = lines_[last], &next = lines_[first];
    if (line.cells.size() >= kColumns && line.cells.size() == next.cells.size()) return true;
    const std::size_t longest = std::max(longestAround(last), longestAround(first));
    return text::endsWithinSentence(line.text, next.text) ||
           (!text::endsWithMark(line.text) && text::goesOn(line.text, next.text, longest));
  }

  /// Double-spaced prose, as of drafts and court papers, is read without the empty lines between its lines:
  /// several of them, half of which end within a sentence.
  void closeDoubleSpacing() {
    std::vector<Line> lines;
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
    const auto cellsOf = [&](const Line& line) {
      std::vector<Tokens> cells;
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
    const auto areAligned = [&](std::size_t a, const std::vector<Tokens>& ofA, std::size_t b,
                                const std::vector<Tokens>& ofB) {
      return std::ranges::equal(ofA, ofB, [&](const Tokens& x, const Tokens& y) {
        const std::size_t inA = lines_[a].begin, inB = lines_[b].begin;
        return tokens_[x.begin].begin - inA == tokens_[y.begin].begin - inB ||
               tokens_[x.end - 1].end - inA == tokens_[y.end - 1].end - inB;
      });
    };
    std::vector<std::pair<std::size_t, std::vector<Tokens>>> table;  // lines and their cells
    const auto close = [&] {
      if (table.size() >= kTableLines) {
        for (auto& [i, cells] : table) lines_[i].cells = std::move(cells);
      }
      table.clear();
    };
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].isRule) continue;
      std::vector<Tokens> cells = cellsOf(lines_[i]);
      if (!table.empty() && !areAligned(table.back().first, table.back().second, i, cells)) close();
      if (cells.size() >= kColumns) table.emplace_back(i, std::move(cells));
    }
    close();
  }

  /// Lines that fill their width and yet stand for themselves, as those of directories and logs: none of
  /// several begins small, as half of the lines of a text do.
  void findRecords() {
    const auto beginsBig = [](const Line& line) {
      const char16_t c = line.text.front();
      return u_isupper(c) || u_isdigit(c) || c == u'(' || c == u'[' || c == u'#';
    };
    const auto hasSmall = [](const Line& line) {  // is not in capitals alone
      return std::ranges::any_of(line.text, [](char16_t c) { return u_islower(c); });
    };
    for (auto first = lines_.begin(), end = first; first != lines_.end(); first = end) {
      end = std::find_if(first, lines_.end(), [](const Line& line) { return line.text.empty(); });
      const std::span block(first, end);
      const bool areRecords = block.size() >= kRecords && std::ranges::all_of(block, beginsBig) &&
                              2 * std::ranges::count_if(block, hasSmall) >= std::ssize(block);
      for (Line& line : block) line.isRecord = areRecords;
      if (end != lines_.end()) ++end;
    }
  }

  /// Narrow columns, as of newspapers: several lines with no room for the next one's first word, half of
  /// which begin within a sentence. Lines of lists and of verse have room, or begin with capitals.
  void findColumnsOfProse() {
    const auto isText = [&](std::size_t i) {
      const Line& line = lines_[i];
      return !line.text.empty() && !line.isRule && line.cells.size() == 1 && !text::hasBullet(line.text) &&
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
  void splitCells(Line& line, text::Range range) const {
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
    line.cells.insert(line.cells.end(), tabsIn(tokens_[end - 1].end, range.end), {end, end});
  }

  /// The cells of a row without tabs in the columns of the table: those that they stand under, or next to.
  std::vector<Tokens> inColumns(const Line& line) const {
    const std::vector<Tokens>& names = header_->cells;
    if (line.cells.size() == names.size()) return line.cells;
    const auto distance = [&](const Tokens& name, const Tokens& cell) {  // below 0: so much is shared
      const std::size_t ofName = header_->begin, ofCell = line.begin;
      const auto from = std::max(tokens_[name.begin].begin - ofName, tokens_[cell.begin].begin - ofCell);
      const auto to = std::min(tokens_[name.end - 1].end - ofName, tokens_[cell.end - 1].end - ofCell);
      return static_cast<std::ptrdiff_t>(from) - static_cast<std::ptrdiff_t>(to);
    };
    std::vector<Tokens> columns(names.size());
    std::size_t column = 0;
    for (const Tokens& cell : line.cells) {
      while (column + 1 < names.size() && distance(names[column + 1], cell) < distance(names[column], cell))
        ++column;
      if (columns[column].empty()) columns[column].begin = cell.begin;
      columns[column].end = cell.end;
    }
    std::size_t next = line.tokens.end;  // an empty one stands before it
    for (auto at = columns.rbegin(); at != columns.rend(); ++at) {
      if (at->empty()) *at = {next, next};
      next = at->begin;
    }
    return columns;
  }

  bool isRow(std::size_t i) const {
    const std::size_t columns = lines_[i].cells.size();
    if (header_ != nullptr) {
      const std::size_t ofTable = header_->cells.size();
      return columns == ofTable || (columns > 1 && columns < ofTable && lines_[i].tabs > 0);
    }
    const auto isAlike = [&](std::size_t other) { return lines_[other].cells.size() == columns; };
    std::size_t before = i, behind = i + 1;
    while (before > 0 && lines_[before - 1].isRule) --before;
    while (behind < lines_.size() && lines_[behind].isRule) ++behind;
    return columns >= kColumns &&
           ((before > 0 && isAlike(before - 1)) || (behind < lines_.size() && isAlike(behind)));
  }

  void readRow(const Line& line) {
    record_ = {};
    const std::size_t columns = line.cells.size();
    if (header_ == nullptr) {
      header_ = &line;
      for (std::size_t c = 1; c < columns; ++c) separate(line, c, u",");
      return;
    }
    for (std::size_t c = 0; c < columns; ++c) {
      const Tokens& cell = line.cells[c];
      if (c > 0) separate(line, c, u";");
      if (cell.empty()) continue;
      if (c > 0) repeat(line.cells[0], cell.begin);
      repeat(header_->cells[c], cell.begin);
      if (c > 0) mark(cell.begin, u":");
    }
  }

  void readRecord(std::size_t i) {
    const Line& line = lines_[i];
    const auto isPair = [](const Line& of) {
      return of.cells.size() == 2 && of.tabs == 1 && !of.cells[0].empty();
    };
    const auto isKey = [&](const Line& of) { return isPair(of) || text::hasKey(of.text); };
    if (!isKey(line)) {
      // A heading stands for itself; what is in brackets or begins with a number is none.
      const bool isApart = i == 0 || lines_[i - 1].isBlank || isKey(lines_[i - 1]);
      const bool isName = text::beginsWithLetter(line.text) && !text::endsWithMark(line.text);
      record_ = isApart && isName ? line.tokens : Tokens();
      return;
    }
    repeat(record_, line.tokens.begin);
    if (isPair(line)) mark(line.cells[1].begin, u":");
  }

  void readEnd(std::size_t i) {
    const std::u16string_view line = lines_[i].text;
    const bool isTable = isRow(i) || lines_[i].tabs > 0;
    std::size_t behind = i + 1;
    while (isTable && behind < lines_.size() && lines_[behind].isRule) ++behind;
    const std::u16string_view next = behind < lines_.size() ? lines_[behind].text : std::u16string_view();
    const bool isWrapped = !isTable && !lines_[i].isRecord && text::goesOn(line, next, longestAround(i));
    if (text::endsWithMark(line) || lines_[i].isProse || isWrapped || (lines_[i].isParted && !next.empty()))
      return;
    mark(lines_[i].tokens.end, next.empty() ? u"." : u";");
  }

  /// The length of the longest line of the paragraph, of those that are near.
  std::size_t longestAround(std::size_t i) const {
    std::size_t longest = lines_[i].text.size();
    const auto add = [&](std::size_t other) {
      longest = std::max(longest, lines_[other].text.size());
      return !lines_[other].text.empty();
    };
    for (std::size_t n = 1; n <= kAround && n <= i && add(i - n); ++n) {
    }
    for (std::size_t n = 1; n <= kAround && i + n < lines_.size() && add(i + n); ++n) {
    }
    return longest;
  }

  /// A mark between a cell and those before it, if there is anything in them.
  void separate(const Line& line, std::size_t cell, std::u16string_view by) {
    if (line.cells[cell].begin > line.tokens.begin) mark(line.cells[cell].begin, by);
  }

  void mark(std::size_t before, std::u16string_view mark) { layout_.words.push_back({before, mark}); }

  void repeat(const Tokens& name, std::size_t before) {
    if (name.end - name.begin > kName) return;
    for (std::size_t token = name.begin; token < name.end; ++token)
      layout_.words.push_back({before, {}, token});
  }

  std::u16string_view text_;
  const std::vector<text::Range>& tokens_;
  std::vector<Line> lines_;
  Layout layout_;
  const Line* header_ = nullptr;  // of the table that is being read
  Tokens record_;                 // names the record that is being read
};

}  // namespace

Layout layoutOf(std::u16string_view text, const std::vector<text::Range>& tokens) {
  return LayoutReader(text, tokens).read();
}

}  // namespace lectern::reader
