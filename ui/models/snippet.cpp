#include "ui/models/snippet.h"

#include <algorithm>

#include "core/documents/sentence_around.h"
#include "ui/models/qstring.h"

namespace lectern::models {
namespace {

/// White space as single spaces; kept at the ends, where the pieces join.
QString collapsed(const QString& text) {
  QString result;
  for (const QChar c : text) {
    if (!c.isSpace()) {
      result += c;
    } else if (!result.endsWith(u' ')) {
      result += u' ';
    }
  }
  return result;
}

QString lastWords(const QString& text, int length) {
  if (text.size() <= length) {
    return text;
  }
  const qsizetype space = text.indexOf(u' ', text.size() - length);
  const bool isAtWord = space >= 0 && space + 1 < text.size();
  const qsizetype from = isAtWord ? space + 1 : text.size() - length;
  return QStringLiteral("… ") + text.mid(text.at(from).isLowSurrogate() ? from + 1 : from);
}

}  // namespace

QString firstWords(const QString& text, int length) {
  if (text.size() <= length) {
    return text;
  }
  const qsizetype space = text.lastIndexOf(u' ', length);
  const qsizetype to = space <= 0 ? length : space;
  return text.left(text.at(to).isLowSurrogate() ? to - 1 : to) + QStringLiteral(" …");
}

Snippet snippetAround(const documents::Document& document, const answering::Answer& answer, int maxLength) {
  const text::Range range = answer.range, sentence = documents::sentenceAround(document, range);
  const std::u16string_view text = document.text;
  QString before = collapsed(toQString(text.substr(sentence.begin, range.begin - sentence.begin)));
  const QString words = collapsed(toQString(answer.words));
  QString after = collapsed(toQString(text.substr(range.end, sentence.end - range.end)));
  if (before.startsWith(u' ')) before.remove(0, 1);  // of an empty cell
  if (after.endsWith(u' ')) after.chop(1);

  const int room = std::max(40, maxLength - static_cast<int>(words.size()));
  if (before.size() + after.size() > room) {
    // Half of the room each, and what one side does not need to the other.
    const int half = room / 2;
    const int beforeRoom = std::max(half, room - static_cast<int>(after.size()));
    const int afterRoom = std::max(half, room - static_cast<int>(before.size()));
    before = lastWords(before, beforeRoom);
    after = firstWords(after, afterRoom);
  }
  return {before + words + after, static_cast<int>(before.size()), static_cast<int>(words.size())};
}

}  // namespace lectern::models
