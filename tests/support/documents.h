#pragma once

#include <QTest>
#include <algorithm>

#include "core/documents/document.h"
#include "tests/support/text.h"

namespace lectern::test {

/// The headings of a document, each as "level words".
inline QStringList headings(const documents::Document& document) {
  QStringList result;
  for (const documents::Heading& heading : document.headings) {
    result << QString::number(heading.level) + ' ' + toQString(heading.range.of(document.text));
  }
  return result;
}

/// The items of a document's lists, each as "level number words"; "-" for a bullet, nothing for a label, with
/// which the words begin.
inline QStringList items(const documents::Document& document) {
  QStringList result;
  for (const documents::ListItem& item : document.items) {
    const QString mark = item.isLabelled ? QString()
                         : item.number   ? QString::number(*item.number) + ' '
                                         : "- ";
    result << QString("%1 ").arg(item.level) + mark + toQString(item.range.of(document.text));
  }
  return result;
}

/// Checks what holds for the ranges of every document: order, bounds, and that paragraphs hold all words and
/// neither begin nor end with white space.
inline void verifyRanges(const documents::Document& document) {
  const std::u16string& text = document.text;
  QVERIFY(text.find(u'\r') == std::u16string::npos);
  QVERIFY(areInOrder(document.paragraphs, text.size()));
  std::size_t last = 0;
  for (const text::Range& paragraph : document.paragraphs) {
    QVERIFY(std::all_of(text.begin() + static_cast<std::ptrdiff_t>(last),
                        text.begin() + static_cast<std::ptrdiff_t>(paragraph.begin),
                        [](char16_t c) { return QChar(c).isSpace(); }));
    QVERIFY(!QChar(text[paragraph.begin]).isSpace());
    QVERIFY(!QChar(text[paragraph.end - 1]).isSpace());
    last = paragraph.end;
  }
  QVERIFY(toQString(text).mid(static_cast<qsizetype>(last)).trimmed().isEmpty());

  std::vector<text::Range> headings;
  for (const documents::Heading& heading : document.headings) {
    QVERIFY(heading.level >= 1 && heading.level <= 6);
    headings.push_back(heading.range);
    QVERIFY(std::ranges::any_of(document.paragraphs,
                                [&](const text::Range& each) { return each.contains(heading.range); }));
  }
  QVERIFY(areInOrder(headings, text.size()));
  QVERIFY(areInOrder(document.verbatim, text.size()));
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    const documents::ListItem& item = document.items[i];
    QVERIFY(item.level >= 1 && !item.range.empty() && item.range.end <= text.size());
    QVERIFY(i == 0 || document.items[i - 1].range.begin <= item.range.begin);
    QVERIFY(!QChar(text[item.range.end - 1]).isSpace());
  }

  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    QCOMPARE(document.pages[i].begin, i == 0 ? std::size_t{0} : document.pages[i - 1].end);
  }
  if (!document.pages.empty()) QCOMPARE(document.pages.back().end, text.size());
}

}  // namespace lectern::test
