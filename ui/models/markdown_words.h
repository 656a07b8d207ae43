#pragma once

#include <QRegularExpression>
#include <QString>

namespace lectern::models {

/// As plain words in Markdown: what could be a mark has a backslash before it.
inline QString markdownWords(QString text) {
  static const QRegularExpression marks(QStringLiteral(R"(([\\`*_\[\]<>&~|]))")),
      bullet(QStringLiteral("^([#+=-])")), number(QStringLiteral("^(\\d+)([.)])"));
  text.replace(marks, QStringLiteral("\\\\1"));
  text.replace(bullet, QStringLiteral("\\\\1"));
  return text.replace(number, QStringLiteral("\\1\\\\2"));
}

}  // namespace lectern::models
