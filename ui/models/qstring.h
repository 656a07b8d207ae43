#pragma once

#include <QString>
#include <string_view>

namespace lectern::models {

/// The same units. (QString::fromUtf16 would take a first U+FEFF for the mark of a byte order.)
inline QString toQString(std::u16string_view text) {
  return QString(reinterpret_cast<const QChar*>(text.data()), static_cast<qsizetype>(text.size()));
}

}  // namespace lectern::models
