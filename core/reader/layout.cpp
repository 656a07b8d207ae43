#include "core/reader/layout.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <span>

#include "core/reader/layout_line.h"
#include "core/text/line.h"
#include "core/text/tokenizer.h"

namespace lectern::reader {
namespace {

constexpr std::size_t kName = 6;     // most tokens of what names a row, a column, a record
constexpr std::size_t kCounted = 2;  // fewest rows whose numbers follow one another

/// Says what the lines of one text say, one after the other.
class LayoutReader {
 public:
  LayoutReader(std::u16string_view text, const std::vector<text::Range>& tokens)
      : text_(text), tokens_(tokens), lines_(layoutLines(text, tokens)) {}

  Layout read() {
    bool isApart = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      LayoutLine& line = lines_[i];
      if (line.isBlank) header_ = nullptr;
      isApart = isApart || line.isBlank || (line.begin > 0 && text_[line.begin - 1] == u'\u2029');
      if (line.tokens.empty()) continue;
      if (isApart) part(line.tokens.begin);
      isApart = false;
      if (line.isRule) continue;
      if (header_ != nullptr && header_->tabs == 0 && line.tabs == 0 && line.cells.size() > 1)
        line.cells = inColumns(line);
      if (isRow(i)) {
        readRow(i);
        between_ = 0;
      } else {
        readRecord(i);
        // One line may be of a cell that is two lines high, or a heading; other tables come behind more.
        if (++between_ > 1 || line.text.starts_with(u"Table ")) header_ = nullptr;
      }
      readEnd(i);
    }
    assert(std::ranges::is_sorted(layout_.words, {}, &LayoutWord::before));
    return std::move(layout_);
  }

 private:
  /// The cells of a row without tabs in the columns of the table: those that they stand under, or next to.
  std::vector<TokenRange> inColumns(const LayoutLine& line) const {
    const std::vector<TokenRange>& names = header_->cells;
    if (line.cells.size() == names.size()) return line.cells;
    const auto distance = [&](const TokenRange& name, const TokenRange& cell) {  // below 0: so much is shared
      const std::size_t ofName = header_->begin, ofCell = line.begin;
      const auto from = std::max(tokens_[name.begin].begin - ofName, tokens_[cell.begin].begin - ofCell);
      const auto to = std::min(tokens_[name.end - 1].end - ofName, tokens_[cell.end - 1].end - ofCell);
      return static_cast<std::ptrdiff_t>(from) - static_cast<std::ptrdiff_t>(to);
    };
    std::vector<TokenRange> columns(names.size());
    std::size_t column = 0;
    for (const TokenRange& cell : line.cells) {
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

  void readRow(std::size_t i) {
    const LayoutLine& line = lines_[i];
    record_ = {};
    const std::size_t columns = line.cells.size();
    part(line.tokens.begin);
    for (const TokenRange& cell : line.cells) {
      if (!cell.empty()) part(cell.begin);
    }
    if (header_ == nullptr) {
      header_ = &line;
      const std::optional<int> number = rowNumber(line);
      isCounted_ = number ? counts(i, *number) : counts(i, 0) || counts(i, 1);
      names_ = number && isCounted_ ? std::vector<TokenRange>(columns) : columnNames();
      if (!number || !isCounted_) {
        for (std::size_t c = 1; c < columns; ++c) separate(line, c, u",");
        return;
      }
    }
    // A row is named by its first cell; by one behind that, as in "\t\tTotal\t72", if it is of words.
    const auto isNamedBy = [&](auto cell) {
      return cell != line.cells.end() && text::beginsWithLetter(tokens_[cell->begin].of(text_));
    };
    auto first = std::ranges::find_if_not(line.cells, &TokenRange::empty);
    if (isCounted_ && first == line.cells.begin()) {
      const auto behind = std::ranges::find_if_not(first + 1, line.cells.end(), &TokenRange::empty);
      if (isNamedBy(behind)) first = behind;
    }
    const auto name = static_cast<std::size_t>(first - line.cells.begin());
    const bool isNamed = name == 0 || isNamedBy(first);
    for (std::size_t c = 0; c < columns; ++c) {
      const TokenRange& cell = line.cells[c];
      if (c > 0) separate(line, c, u";");
      if (cell.empty()) continue;
      if (c == name && c > 0 && isNamed) continue;
      if (c > name && isNamed) repeat(*first, cell.begin);
      repeat(names_[c], cell.begin);
      if (c > 0 && (isNamed || !names_[c].empty())) mark(cell.begin, u":");
    }
  }

  /// The number that the first cell of a row is, "2" or "2.".
  std::optional<int> rowNumber(const LayoutLine& line) const {
    const TokenRange cell = line.cells.front();
    const std::size_t size = cell.end - cell.begin;
    const bool isOne = size == 1 || (size == 2 && tokens_[cell.begin + 1].of(text_) == u".");
    return isOne ? text::numberOf(tokens_[cell.begin].of(text_)) : std::nullopt;
  }

  /// Whether the rows behind row `i` are counted on from `number`.
  bool counts(std::size_t i, int number) const {
    std::size_t rows = 0;
    for (std::size_t next = i + 1; next < lines_.size() && !lines_[next].isBlank; ++next) {
      if (lines_[next].isRule) continue;
      if (lines_[next].cells.size() != lines_[i].cells.size() || rowNumber(lines_[next]) != ++number) break;
      if (++rows == kCounted) return true;
    }
    return false;
  }

  void readRecord(std::size_t i) {
    const LayoutLine& line = lines_[i];
    const auto isPair = [](const LayoutLine& of) {
      return of.cells.size() == 2 && of.tabs == 1 && !of.cells[0].empty();
    };
    const auto isKey = [&](const LayoutLine& of) { return isPair(of) || text::hasKey(of.text); };
    if (!isKey(line)) {
      // A heading stands for itself; what is in brackets or begins with a number is none.
      const bool isApart = i == 0 || lines_[i - 1].isBlank || isKey(lines_[i - 1]);
      const bool isName = text::beginsWithLetter(line.text) && !text::endsWithMark(line.text);
      record_ = isApart && isName ? line.tokens : TokenRange();
      if (isClause(i)) mark(line.tokens.begin + line.numberTokens, u".");
      return;
    }
    repeat(record_, line.tokens.begin);
    if (isPair(line)) {
      part(line.cells[1].begin);
      mark(line.cells[1].begin, u":");
    }
  }

  void readEnd(std::size_t i) {
    const bool isTable = isRow(i) || lines_[i].tabs > 0;
    std::size_t behind = i + 1;
    if (lines_[i].isParted) {
      while (behind < lines_.size() && lines_[behind].text.empty()) ++behind;
      if (behind == lines_.size() || !lines_[behind].tokens.empty()) return;
      i = behind++;  // where the rest of the last word stands alone
    }
    const std::u16string_view line = lines_[i].text;
    while (isTable && behind < lines_.size() && lines_[behind].isRule) ++behind;
    const std::u16string_view next = behind < lines_.size() ? lines_[behind].text : std::u16string_view();
    const bool isWrapped =
        !isTable && !lines_[i].isRecord && text::goesOn(line, next, longestAround(lines_, i));
    if (text::endsWithMark(line) || lines_[i].isProse || isWrapped) return;
    mark(lines_[i].tokens.end, next.empty() ? u"." : u";");
  }

  /// A mark between a cell and those before it, if there is anything in them.
  void separate(const LayoutLine& line, std::size_t cell, std::u16string_view by) {
    if (line.cells[cell].begin > line.tokens.begin) mark(line.cells[cell].begin, by);
  }

  /// Whether the number that the line begins with is a clause's, none of its words: "Section 5 The tenant …",
  /// or "5.1 The tenant …" before 5.2 or 6.1. Others are prices, times and quantities.
  bool isClause(std::size_t i) const {
    const LayoutLine& line = lines_[i];
    if (line.number.empty()) return false;
    // 5.2 and 6.1 follow 5.1.
    const auto follows = [](std::span<const int> number, std::span<const int> before) {
      const auto [level, same] = std::ranges::mismatch(number, before);
      if (number.size() < 2 || level == number.end() || same == before.end()) return false;
      return *level == *same + 1 && std::all_of(level + 1, number.end(), [](int n) { return n == 1; });
    };
    const auto isNumbered = [](const LayoutLine& other) { return !other.number.empty(); };
    const auto at = lines_.begin() + static_cast<std::ptrdiff_t>(i);
    const auto next = std::find_if(at + 1, lines_.end(), isNumbered);
    const auto before = std::find_if(std::make_reverse_iterator(at), lines_.rend(), isNumbered);
    return line.numberTokens > 1 || (next != lines_.end() && follows(next->number, line.number)) ||
           (before != lines_.rend() && follows(line.number, before->number));
  }

  /// No answer goes over the beginning of this token.
  void part(std::size_t token) {
    if (token > 0 && (layout_.paragraphs.empty() || layout_.paragraphs.back() < token))
      layout_.paragraphs.push_back(token);
  }

  void mark(std::size_t before, std::u16string_view mark) { layout_.words.push_back({before, mark}); }

  /// The names above the columns, without what stands in brackets behind them, such as units, where they are
  /// told from other columns without that.
  std::vector<TokenRange> columnNames() const {
    const auto textOf = [&](const TokenRange& name) {
      return name.empty() ? std::u16string_view()
                          : text_.substr(tokens_[name.begin].begin,
                                         tokens_[name.end - 1].end - tokens_[name.begin].begin);
    };
    std::vector<TokenRange> names = header_->cells;
    std::map<std::u16string_view, std::size_t> columns;  // of each name
    for (TokenRange& name : names) {
      for (std::size_t token = name.begin + 1; token < name.end; ++token) {
        if (tokens_[token].of(text_) == u"(" || tokens_[token].of(text_) == u"[") name.end = token;
      }
      ++columns[textOf(name)];
    }
    for (std::size_t c = 0; c < names.size(); ++c) {
      if (columns[textOf(names[c])] > 1) names[c] = header_->cells[c];
    }
    return names;
  }

  void repeat(const TokenRange& name, std::size_t before) {
    if (name.end - name.begin > kName) return;
    for (std::size_t token = name.begin; token < name.end; ++token)
      layout_.words.push_back({before, {}, token});
  }

  std::u16string_view text_;
  const std::vector<text::Range>& tokens_;
  std::vector<LayoutLine> lines_;
  Layout layout_;
  const LayoutLine* header_ = nullptr;  // of the table that is being read
  std::size_t between_ = 0;             // lines since its last row
  std::vector<TokenRange> names_;       // above its columns; empty where it has none
  bool isCounted_ = false;              // its first column holds the numbers of its rows
  TokenRange record_;                   // names the record that is being read
};

}  // namespace

Layout layoutOf(std::u16string_view text, const std::vector<text::Range>& tokens) {
  return LayoutReader(text, tokens).read();
}

}  // namespace lectern::reader
