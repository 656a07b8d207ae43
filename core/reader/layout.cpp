#include "core/reader/layout.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace lectern::reader {
namespace {

constexpr std::size_t kNarrowest = 40, kWidest = 120;  // units; of the lines of a text that is wrapped
constexpr std::size_t kRagged = 3;                     // units that may be left free before a line end
constexpr std::size_t kColumns = 3;                    // fewest of a table with names above its columns
constexpr std::size_t kName = 8;                       // most tokens of what names a row, a column, a record
constexpr std::size_t kLongestKey = 30;                // units
constexpr std::size_t kShortestRule = 4;               // marks
constexpr std::size_t kQuotedLines = 2;                // fewest that are quotations, not "> 5"
constexpr std::u16string_view kRules = u"_=*~#";
constexpr std::u16string_view kSpace = u" \t\r\u00A0\u3000";
constexpr std::u16string_view kEnds = u".:;!?,…–-";
constexpr std::u16string_view kClosers = u"\"”’')]»";

/// Some tokens, half open.
struct Tokens {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

struct Line {
  std::u16string_view text;  // without white space at its ends
  Tokens tokens;
  std::vector<Tokens> cells;
  std::size_t tabs = 0;
};

bool isLineEnd(char16_t c) { return c == u'\n' || c == u'\u0085' || c == u'\u2028' || c == u'\u2029'; }

std::u16string_view trimmed(std::u16string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::u16string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

bool endsWithMark(std::u16string_view line, std::u16string_view marks = kEnds) {
  const std::size_t last = line.find_last_not_of(kClosers);
  return last != std::u16string_view::npos && marks.find(line[last]) != std::u16string_view::npos;
}

std::u16string_view firstWord(std::u16string_view line) { return line.substr(0, line.find_first_of(kSpace)); }

/// Whether a sentence goes on from a line to the next one; `longest` is the length of the longest line.
bool goesOn(std::u16string_view line, std::u16string_view next, std::size_t longest) {
  if (line.empty() || next.empty()) return false;
  const bool isSmall = u_islower(static_cast<UChar32>(next.front()));
  if (isSmall && line.size() >= kNarrowest && !endsWithMark(line, u".:;!?")) return true;
  const bool isWrapped = longest >= kNarrowest && longest <= kWidest;
  return isWrapped && line.size() + 1 + firstWord(next).size() + kRagged > longest;
}

/// Whether it reads "Key: value", perhaps behind a bullet.
bool hasKey(std::u16string_view line) {
  if (line.size() > 2 && std::u16string_view(u"-*•").find(line[0]) != std::u16string_view::npos &&
      line[1] == u' ') {
    line = trimmed(line.substr(2));
  }
  const std::size_t colon = line.find(u':');
  return colon != std::u16string_view::npos && colon >= 2 && colon <= kLongestKey &&
         colon + 2 < line.size() && kSpace.find(line[colon + 1]) != std::u16string_view::npos;
}

/// Says what the lines of one text say, one after the other.
class LayoutReader {
 public:
  LayoutReader(std::u16string_view text, const std::vector<text::Range>& tokens)
      : text_(text), tokens_(tokens) {
    std::size_t token = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end =
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), isLineEnd) -
          text.begin();
      Line line{trimmed(text.substr(begin, end - begin)), {token, token}, {}, 0};
      while (token < tokens.size() && tokens[token].begin < end) ++token;
      line.tokens.end = token;
      splitCells(line);
      longest_ = std::max(longest_, end - begin);
      lines_.push_back(std::move(line));
      begin = end + 1;
    }
  }

  std::vector<LayoutWord> read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.tokens.empty()) continue;
      if (isRow(i)) {
        readRow(line);
      } else {
        header_ = nullptr;
        readRecord(line);
      }
      readEnd(line, i + 1 < lines_.size() ? lines_[i + 1].text : std::u16string_view());
    }
    return std::move(words_);
  }

 private:
  void splitCells(Line& line) const {
    line.cells.push_back({line.tokens.begin, line.tokens.begin});
    for (std::size_t token = line.tokens.begin; token < line.tokens.end; ++token) {
      if (token > line.tokens.begin) {
        const std::size_t from = tokens_[token - 1].end;
        const std::u16string_view between = text_.substr(from, tokens_[token].begin - from);
        const auto tabs = static_cast<std::size_t>(std::ranges::count(between, u'\t'));
        line.tabs += tabs;
        const std::size_t cells = tabs > 0 ? tabs : between.size() >= 3 ? 1 : 0;
        for (std::size_t i = 0; i < cells; ++i) line.cells.push_back({token, token});
      }
      line.cells.back().end = token + 1;
    }
  }

  bool isRow(std::size_t i) const {
    const auto isAlike = [&](std::size_t other) {
      return other < lines_.size() && lines_[other].cells.size() == lines_[i].cells.size();
    };
    return lines_[i].cells.size() >= kColumns && (isAlike(i + 1) || (i > 0 && isAlike(i - 1)));
  }

  void readRow(const Line& line) {
    record_ = {};
    const std::size_t columns = line.cells.size();
    if (header_ == nullptr || header_->cells.size() != columns) {
      header_ = &line;
      for (std::size_t c = 1; c < columns; ++c) mark(line.cells[c].begin, u",");
      return;
    }
    for (std::size_t c = 0; c < columns; ++c) {
      const Tokens& cell = line.cells[c];
      if (c > 0) mark(cell.begin, u";");
      if (cell.empty()) continue;
      if (c > 0) repeat(line.cells[0], cell.begin);
      repeat(header_->cells[c], cell.begin);
      if (c > 0) mark(cell.begin, u":");
    }
  }

  void readRecord(const Line& line) {
    const bool isPair = line.cells.size() == 2 && line.tabs == 1 && !line.cells[0].empty();
    if (!isPair && !hasKey(line.text)) {
      record_ = endsWithMark(line.text) ? Tokens() : line.tokens;
      return;
    }
    repeat(record_, line.tokens.begin);
    if (isPair) mark(line.cells[1].begin, u":");
  }

  void readEnd(const Line& line, std::u16string_view next) {
    if (endsWithMark(line.text) || goesOn(line.text, next, longest_)) return;
    mark(line.tokens.end, next.empty() ? u"." : u";");
  }

  void mark(std::size_t before, std::u16string_view mark) { words_.push_back({before, mark}); }

  void repeat(const Tokens& name, std::size_t before) {
    if (name.end - name.begin > kName) return;
    for (std::size_t token = name.begin; token < name.end; ++token) words_.push_back({before, {}, token});
  }

  std::u16string_view text_;
  const std::vector<text::Range>& tokens_;
  std::vector<Line> lines_;
  std::size_t longest_ = 0;  // units of the longest line
  std::vector<LayoutWord> words_;
  const Line* header_ = nullptr;  // of the table that is being read
  Tokens record_;                 // names the record that is being read
};

}  // namespace

std::vector<text::Range> withoutOrnament(std::u16string_view text, const std::vector<text::Range>& tokens) {
  std::vector<bool> isQuote(tokens.size());  // marks of quoted lines
  std::size_t quotedLines = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].of(text) != u">") continue;
    const std::size_t before = i > 0 ? tokens[i - 1].end : 0;
    const std::u16string_view gap = text.substr(before, tokens[i].begin - before);
    const bool beginsLine = i == 0 || std::ranges::any_of(gap, isLineEnd);
    isQuote[i] = beginsLine || isQuote[i - 1];
    if (beginsLine) ++quotedLines;
  }
  std::vector<text::Range> kept;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i + 1;  // of a run of the same mark
    const std::u16string_view mark = tokens[i].of(text);
    if (mark.size() == 1 && kRules.find(mark[0]) != std::u16string_view::npos) {
      while (end < tokens.size() && tokens[end].begin == tokens[end - 1].end && tokens[end].of(text) == mark)
        ++end;
    }
    const bool isOrnament = end - i >= kShortestRule || (isQuote[i] && quotedLines >= kQuotedLines);
    if (!isOrnament)
      kept.insert(kept.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                  tokens.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  return kept;
}

std::vector<LayoutWord> layoutWords(std::u16string_view text, const std::vector<text::Range>& tokens) {
  return LayoutReader(text, tokens).read();
}

}  // namespace lectern::reader
