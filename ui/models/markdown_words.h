#pragma once

#include <QRegularExpression>
#include <QString>

namespace lectern::models {

/// As plain words in Markdown: what could be a mark has a backslash before it.
inline QString markdownWords(QString text) {
  // A low line within a word marks nothing, and an address keeps it.
  static const QRegularExpression marks(QStringLiteral(R"(([\\`*\[\]<>~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)))"),
                                        QRegularExpression::UseUnicodePropertiesOption),
      bullet(QStringLiteral("^([#+=-])")), number(QStringLiteral("^(\\d+)([.)])"));
  text.replace(marks, QStringLiteral("\\\\1"));
  text.replace(bullet, QStringLiteral("\\\\1"));
  return text.replace(number, QStringLiteral("\\1\\\\2"));
}

}  // namespace lectern::models
