#include "ui/views/rendered_document.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextCursor>
#include <QTextList>
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "core/text/line.h"
#include "ui/models/qstring.h"

namespace lectern::views {
namespace {

constexpr double kLineHeightPercent = 125;
constexpr int kDeepest = 6;  // level of lists that is indented further

/// Distance above and below a block, in parts of the font's height.
struct Spacing {
  double above = 0;
  double below = 0;
};

/// From how many units on a line of a printed paragraph is full, so that the next one goes on with it: nearly
/// as many as most of the longer ones have.
std::size_t fullLine(std::u16string_view paragraph) {
  constexpr double kNearly = 0.8;
  constexpr std::size_t kShortest = 50;  // of addresses and verses lines are shorter
  std::vector<std::size_t> lengths;
  for (std::size_t begin = 0; begin < paragraph.size();) {
    const std::size_t end = std::min(paragraph.find(u'\n', begin), paragraph.size());
    lengths.push_back(end - begin);
    begin = end + 1;
  }
  if (lengths.empty()) return 0;
  const auto longer = lengths.begin() + std::ssize(lengths) * 3 / 4;
  std::ranges::nth_element(lengths, longer);
  return std::max(kShortest, static_cast<std::size_t>(kNearly * static_cast<double>(*longer)));
}

/// Whether a line is neither an item nor a row of a table.
bool isProse(std::u16string_view line) {
  const auto has = [&](std::u16string_view gap) { return line.find(gap) != line.npos; };
  return !line.empty() && !has(u"\t") && !has(u"   ") && !text::beginsItem(text::trimmed(line));
}

/// Writes blocks into a QTextDocument and keeps the map.
class Setter {
 public:
  Setter(QTextDocument& target, PositionMap& map, const std::u16string& text)
      : cursor_(&target), map_(map), text_(text), em_(QFontMetricsF(target.defaultFont()).height()) {
    cursor_.beginEditBlock();
  }
  ~Setter() { cursor_.endEditBlock(); }

  void heading(text::Range range, int level) {
    QTextCharFormat characters;
    characters.setFontWeight(QFont::DemiBold);
    characters.setProperty(QTextFormat::FontSizeAdjustment, std::max(0, 3 - level));
    QTextBlockFormat block = blockFormat({isFirst_ ? 0 : level == 1 ? 1.4 : 1.1, 0.45});
    block.setHeadingLevel(std::min(level, 6));
    block.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    add(range, block, characters);
  }

  /// What is set next belongs to this item of a list, whose mark stands before the first of it; null: to
  /// none.
  void setItem(const documents::ListItem* item) { item_ = item; }

  /// `isPrinted`: lines end where the paper did.
  void paragraph(text::Range range, bool isVerbatim, bool isPrinted) {
    if (!isVerbatim && isWrappedProse(range.of(text_))) {
      add(range, blockFormat({0, 0.7}), {});
      return;
    }
    QTextCharFormat characters;
    if (isVerbatim) {
      // Paragraphs begin with a word, code may be indented.
      while (range.begin > 0 && (text_[range.begin - 1] == u' ' || text_[range.begin - 1] == u'\t'))
        --range.begin;
      characters.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
      characters.setFontFixedPitch(true);
      characters.setProperty(QTextFormat::FontSizeAdjustment, -1);  // letters of one pitch look larger
    }
    // Lines stay lines, set as blocks of their own so that a long listing is laid out piece by piece.
    const std::size_t full = isPrinted && !isVerbatim ? fullLine(range.of(text_)) : text_.npos;
    for (std::size_t begin = range.begin; begin < range.end;) {
      const auto lineEnd = [&](std::size_t from) { return std::min(text_.find(u'\n', from), range.end); };
      std::size_t end = lineEnd(begin);
      for (std::size_t last = begin; end < range.end; end = lineEnd(last)) {
        const text::Range line{last, end}, next{end + 1, lineEnd(end + 1)};
        if (line.length() < full || !isProse(line.of(text_)) || !isProse(next.of(text_))) break;
        last = next.begin;
      }
      add({begin, end}, blockFormat({0, end == range.end ? 0.7 : 0.0}), characters);
      begin = end + 1;
    }
  }

 private:
  struct List {
    QTextList* marks = nullptr;
    std::optional<int> last;  ///< number of its last item
  };

  QTextBlockFormat blockFormat(Spacing spacing) const {
    QTextBlockFormat format;
    format.setTopMargin(spacing.above * em_);
    format.setBottomMargin(spacing.below * (item_ == nullptr ? 1 : 0.6) * em_);
    format.setLineHeight(kLineHeightPercent, QTextBlockFormat::ProportionalHeight);
    if (item_ != nullptr) format.setIndent(std::min(item_->level, kDeepest));
    return format;
  }

  /// Puts the item's mark before the open block, beside the text, unless it is a label, in the text: a
  /// QTextList's, which counts from 1, or a number at the beginning of the line where the list begins
  /// elsewhere.
  void mark(const documents::ListItem& item) {
    marked_ = &item;
    const auto level = static_cast<std::size_t>(std::min(item.level, kDeepest));
    lists_.resize(level);
    List& list = lists_.back();
    const bool goesOn = list.marks != nullptr && item.number && list.last == *item.number - 1;
    list.last = item.number;
    if (item.isLabelled) {
      list.marks = nullptr;
    } else if (goesOn) {
      list.marks->add(cursor_.block());
    } else if (item.number.value_or(1) != 1) {
      list.marks = nullptr;
      cursor_.insertText(QStringLiteral("%1. ").arg(*item.number));
    } else {
      QTextListFormat format;
      format.setIndent(0);  // the block's own is enough
      format.setStyle(item.number  ? QTextListFormat::ListDecimal
                      : level == 1 ? QTextListFormat::ListDisc
                      : level == 2 ? QTextListFormat::ListCircle
                                   : QTextListFormat::ListSquare);
      list.marks = cursor_.createList(format);
    }
  }

  void add(text::Range range, const QTextBlockFormat& block, const QTextCharFormat& characters) {
    if (isFirst_) {
      cursor_.setBlockFormat(block);
      cursor_.setBlockCharFormat(characters);
      cursor_.setCharFormat(characters);
    } else {
      cursor_.insertBlock(block, characters);
    }
    isFirst_ = false;
    if (item_ != nullptr && (marked_ == nullptr || item_ > marked_)) mark(*item_);
    map_.append(range, cursor_.position());
    cursor_.insertText(shown(range.of(text_)), characters);
  }

  /// The same number of units, none of which ends a block.
  static QString shown(std::u16string_view text) {
    QString result = models::toQString(text);
    for (QChar& c : result) {
      switch (c.unicode()) {
        case u'\n':
        case u'\r':
        case u'\f':
        case u'\v':
          c = u' ';
          break;
        case 0x0000:
        case 0x2029:  // paragraph separator
        case 0xfdd0:  // QTextDocument's frame marks
        case 0xfdd1:
        case 0xfffc:  // its mark for embedded objects
          c = QChar::ReplacementCharacter;
          break;
        default:
          break;
      }
    }
    return result;
  }

  QTextCursor cursor_;
  PositionMap& map_;
  const std::u16string& text_;
  double em_;
  bool isFirst_ = true;
  const documents::ListItem* item_ = nullptr;
  const documents::ListItem* marked_ = nullptr;  // the last one: those before it have their marks
  std::vector<List> lists_;                      // the one last marked of each level
};

bool isBlank(std::u16string_view text) {
  return std::all_of(text.begin(), text.end(), [](char16_t c) { return QChar(c).isSpace(); });
}

/// Paragraphs in order, and text that no paragraph holds: nothing of a document is hidden.
std::vector<text::Range> everything(const documents::Document& document) {
  std::vector<text::Range> pieces;
  std::size_t at = 0;
  const auto addRest = [&](std::size_t end) {
    text::Range rest{at, end};
    while (!rest.empty() && document.text[rest.begin] == u'\n') {
      ++rest.begin;
    }
    while (!rest.empty() && document.text[rest.end - 1] == u'\n') {
      --rest.end;
    }
    if (!isBlank(rest.of(document.text))) {
      pieces.push_back(rest);
    }
  };
  for (const text::Range& paragraph : document.paragraphs) {
    if (paragraph.begin > at) {
      addRest(paragraph.begin);
    }
    pieces.push_back(paragraph);
    at = paragraph.end;
  }
  addRest(document.text.size());
  return pieces;
}

/// The innermost item of a list that holds each paragraph, asked for in order.
class Items {
 public:
  explicit Items(const std::vector<documents::ListItem>& items) : items_(items) {}

  /// Null where there is none.
  const documents::ListItem* at(std::size_t unit) {
    while (next_ < items_.size() && items_[next_].range.begin <= unit) open_.push_back(&items_[next_++]);
    while (!open_.empty() && open_.back()->range.end <= unit) open_.pop_back();
    return open_.empty() ? nullptr : open_.back();
  }

 private:
  const std::vector<documents::ListItem>& items_;
  std::size_t next_ = 0;
  std::vector<const documents::ListItem*> open_;
};

/// Whether a paragraph is set as it was typed.
bool isVerbatim(const documents::Document& document, text::Range paragraph) {
  const auto after = std::ranges::upper_bound(document.verbatim, paragraph.begin, {}, &text::Range::begin);
  return after != document.verbatim.begin() && std::prev(after)->contains(paragraph);
}

}  // namespace

bool isWrappedProse(std::u16string_view paragraph) {
  constexpr std::size_t kShortest = 50;
  constexpr std::size_t kLongest = 130;
  bool wrapped = false;
  while (true) {
    const std::size_t end = paragraph.find(u'\n');
    const std::u16string_view line = paragraph.substr(0, end);
    const bool hasColumns = line.find(u'\t') != line.npos || line.find(u"   ") != line.npos;
    if (line.size() > kLongest || hasColumns || (wrapped && QChar(line.empty() ? u' ' : line[0]).isSpace())) {
      return false;
    }
    if (end == paragraph.npos) {
      return wrapped;
    }
    if (line.size() < kShortest) {
      return false;
    }
    wrapped = true;
    paragraph.remove_prefix(end + 1);
  }
}

RenderedDocument render(const documents::Document& document, const QFont& font) {
  RenderedDocument result;
  result.text = std::make_unique<QTextDocument>();
  result.text->setUndoRedoEnabled(false);
  result.text->setDocumentMargin(kPageMargin);
  result.text->setDefaultFont(font);

  std::map<std::size_t, int> levels;  // by the unit where the heading begins
  for (const documents::Heading& heading : document.headings) {
    levels[heading.range.begin] = heading.level;
  }
  result.text->setIndentWidth(1.6 * QFontMetricsF(font).height());
  Setter setter(*result.text, result.map, document.text);
  Items items(document.items);
  for (const text::Range& piece : everything(document)) {
    setter.setItem(items.at(piece.begin));
    const auto heading = levels.lower_bound(piece.begin);
    if (heading != levels.end() && heading->first < piece.end) {
      setter.heading(piece, heading->second);
    } else {
      setter.paragraph(piece, isVerbatim(document, piece), document.format == "pdf");
    }
  }
  return result;
}

}  // namespace lectern::views
