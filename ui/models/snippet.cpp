#include "ui/models/snippet.h"

#include <algorithm>

#include "core/text/sentence_splitter.h"

namespace lectern::models {
namespace {

/// The paragraph that holds the answer; where there is none, the lines around it.
text::Range paragraphOf(const documents::Document& document, text::Range answer) {
  const auto& paragraphs = document.paragraphs;
  auto after = std::upper_bound(paragraphs.begin(), paragraphs.end(), answer.begin,
                                [](std::size_t unit, const text::Range& p) { return unit < p.begin; });
  if (after != paragraphs.begin() && std::prev(after)->contains(answer)) {
    return *std::prev(after);
  }
  const std::u16string& text = document.text;
  const std::size_t lineBreak =
      answer.begin == 0 ? std::u16string::npos : text.rfind(u'\n', answer.begin - 1);
  return {lineBreak == std::u16string::npos ? 0 : lineBreak + 1,
          std::min(text.find(u'\n', answer.end), text.size())};
}

/// The sentences of the paragraph that the answer touches, as one range.
text::Range sentenceOf(const documents::Document& document, text::Range answer) {
  // Far from the answer nothing matters; a book without paragraphs must not be split whole.
  constexpr std::size_t kReach = 4000;
  text::Range paragraph = paragraphOf(document, answer);
  paragraph.begin = std::max(paragraph.begin, answer.begin - std::min(answer.begin, kReach));
  paragraph.end = std::min(paragraph.end, answer.end + kReach);
  text::Range result = answer;
  for (text::Range sentence : text::splitSentences(paragraph.of(document.text))) {
    sentence = {sentence.begin + paragraph.begin, sentence.end + paragraph.begin};
    if (sentence.overlap(answer) > 0) {
      result = {std::min(result.begin, sentence.begin), std::max(result.end, sentence.end)};
    }
  }
  return result;
}

QString toQString(std::u16string_view text) {
  return QString::fromUtf16(text.data(), static_cast<qsizetype>(text.size()));
}

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
  const qsizetype from = space < 0 ? text.size() - length : space + 1;
  return QStringLiteral("… ") + text.mid(text.at(from).isLowSurrogate() ? from + 1 : from);
}

QString firstWords(const QString& text, int length) {
  if (text.size() <= length) {
    return text;
  }
  const qsizetype space = text.lastIndexOf(u' ', length);
  const qsizetype to = space <= 0 ? length : space;
  return text.left(text.at(to).isLowSurrogate() ? to - 1 : to) + QStringLiteral(" …");
}

}  // namespace

Snippet snippetAround(const documents::Document& document, text::Range answer, int maxLength) {
  const text::Range sentence = sentenceOf(document, answer);
  const std::u16string_view text = document.text;
  QString before = collapsed(toQString(text.substr(sentence.begin, answer.begin - sentence.begin)));
  const QString words = collapsed(toQString(answer.of(text)));
  QString after = collapsed(toQString(text.substr(answer.end, sentence.end - answer.end)));

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
