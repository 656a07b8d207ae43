#include "ui/views/printed_document.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextCursor>
#include <algorithm>

#include "core/base/files.h"
#include "ui/views/rendered_document.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr double kPointSize = 11;

/// Where a mark's number is to stand.
struct Numbered {
  int position = 0;
  std::size_t number = 0;
};

/// Tints the words of the marks; where their numbers are to stand, the last one first.
std::vector<Numbered> tint(const RenderedDocument& rendered, const std::vector<jobs::PageMark>& marks) {
  QTextCharFormat tinted;
  tinted.setBackground(Theme::of(QPalette(Qt::white)).answer);
  QTextCursor cursor(rendered.text.get());
  std::vector<Numbered> ends;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    int end = 0;
    for (const text::Range& part : marks[i].parts) {
      const ViewRange shown = rendered.map.toView(part);
      if (shown.empty()) continue;
      cursor.setPosition(shown.begin);
      cursor.setPosition(shown.end, QTextCursor::KeepAnchor);
      cursor.mergeCharFormat(tinted);
      end = shown.end;
    }
    if (end > 0) ends.push_back({end, i + 1});
  }
  std::ranges::sort(ends, [](const Numbered& a, const Numbered& b) {
    return std::pair(a.position, a.number) > std::pair(b.position, b.number);
  });
  return ends;
}

void writeNotes(QTextDocument& text, const std::vector<jobs::PageMark>& marks) {
  QTextCursor cursor(&text);
  cursor.movePosition(QTextCursor::End);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    QTextBlockFormat block;
    block.setTopMargin(i == 0 ? 2 * kPageMargin : 0);
    block.setBottomMargin(kSmallGap);
    cursor.insertBlock(block, {});
    QString note = marks[i].note;
    cursor.insertText(QStringLiteral("%1  %2").arg(i + 1).arg(note.replace(u'\n', QStringLiteral(" · "))));
  }
}

}  // namespace

void savePrinted(const documents::Document& document, const std::vector<jobs::PageMark>& marks,
                 const std::filesystem::path& path) {
  requireWritable(path,
                  document.path.empty() ? std::vector<std::filesystem::path>() : std::vector{document.path});
  QFont font(QStringLiteral("serif"));
  font.setStyleHint(QFont::Serif);
  font.setPointSizeF(kPointSize);
  const RenderedDocument rendered = render(document, font);
  QTextCharFormat number;
  number.setVerticalAlignment(QTextCharFormat::AlignSuperScript);
  QTextCursor cursor(rendered.text.get());
  for (const Numbered& end : tint(rendered, marks)) {
    cursor.setPosition(end.position);
    cursor.insertText(QString::number(end.number), number);
  }
  writeNotes(*rendered.text, marks);

  QByteArray written;
  QBuffer buffer(&written);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setPageSize(QPageSize(QPageSize::A4));
  writer.setTitle(QString::fromStdString(document.title));
  writer.setCreator(QStringLiteral("Lectern"));
  rendered.text->print(&writer);
  writeFileAtomically(path, std::string_view(written.constData(), static_cast<std::size_t>(written.size())));
}

}  // namespace lectern::views
