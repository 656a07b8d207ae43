#pragma once

#include <QString>
#include <QStringList>

#include "core/reader/layout.h"
#include "core/reader/ornament.h"
#include "core/text/tokenizer.h"

namespace lectern::test {

/// The tokens of a text, those of its layout in braces.
inline QString shownLayout(const QString& shown) {
  const std::u16string text = shown.toStdU16String();
  const std::vector<text::Range> tokens = reader::withoutOrnament(text, text::tokenize(text));
  const auto layout = reader::layoutOf(text, tokens).words;
  QStringList words;
  auto next = layout.begin();
  for (std::size_t token = 0; token <= tokens.size(); ++token) {
    for (; next != layout.end() && next->before == token; ++next) {
      const auto word = next->repeated ? tokens[*next->repeated].of(text) : next->mark;
      words << "{" + QString::fromUtf16(word.data(), static_cast<qsizetype>(word.size())) + "}";
    }
    if (token < tokens.size()) {
      const auto word = tokens[token].of(text);
      words << QString::fromUtf16(word.data(), static_cast<qsizetype>(word.size()));
    }
  }
  return words.join(' ');
}

}  // namespace lectern::test
