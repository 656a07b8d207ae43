#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::test {

/// For comparing core text with Qt's, which QCOMPARE can print.
inline QString toQString(std::u16string_view text) {
  return QString::fromUtf16(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::u16string fromQString(const QString& text) { return text.toStdU16String(); }

/// The words that each of `ranges` stands on.
inline QStringList words(std::u16string_view text, const std::vector<text::Range>& ranges) {
  QStringList result;
  for (const text::Range& range : ranges) result << toQString(range.of(text));
  return result;
}

/// Whether `ranges` are in order, without overlap, not empty, and inside a text of `length` units.
inline bool areInOrder(const std::vector<text::Range>& ranges, std::size_t length) {
  std::size_t last = 0;
  for (const text::Range& range : ranges) {
    if (range.begin < last || range.end <= range.begin || range.end > length) return false;
    last = range.end;
  }
  return true;
}

}  // namespace lectern::test
