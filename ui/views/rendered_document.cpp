#include "ui/views/rendered_document.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextCursor>
#include <algorithm>
#include <map>

namespace lectern::views {
namespace {

constexpr double kLineHeightPercent = 125;

/// Distance above and below a block, in parts of the font's height.
struct Spacing {
  double above = 0;
  double below = 0;
};

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

  void paragraph(text::Range range, bool isVerbatim) {
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
    for (std::size_t begin = range.begin; begin < range.end;) {
      const std::size_t end = std::min(text_.find(u'\n', begin), range.end);
      add({begin, end}, blockFormat({0, end == range.end ? 0.7 : 0.0}), characters);
      begin = end + 1;
    }
  }

 private:
  QTextBlockFormat blockFormat(Spacing spacing) const {
    QTextBlockFormat format;
    format.setTopMargin(spacing.above * em_);
    format.setBottomMargin(spacing.below * em_);
    format.setLineHeight(kLineHeightPercent, QTextBlockFormat::ProportionalHeight);
    return format;
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
    map_.append(range, cursor_.position());
    cursor_.insertText(shown(range.of(text_)), characters);
  }

  /// The same number of units, none of which ends a block.
  static QString shown(std::u16string_view text) {
    QString result = QString::fromUtf16(text.data(), static_cast<qsizetype>(text.size()));
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
  Setter setter(*result.text, result.map, document.text);
  for (const text::Range& piece : everything(document)) {
    const auto heading = levels.lower_bound(piece.begin);
    if (heading != levels.end() && heading->first < piece.end) {
      setter.heading(piece, heading->second);
    } else {
      setter.paragraph(piece, isVerbatim(document, piece));
    }
  }
  return result;
}

}  // namespace lectern::views
