#include "ui/views/matrix_names.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/text/line.h"
#include "ui/models/qstring.h"

namespace lectern::views {

using explanation::AttentionSource;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::views", text); }

QStringList rowNames(const explanation::AttentionMatrix& matrix, int source, std::u16string_view question,
                     std::u16string_view text) {
  if (source == kGradient) {
    return {tr("for it"), tr("against it")};
  }
  if (matrix.rows.empty()) {
    return {tr("start"), tr("end")};
  }
  QStringList names;
  if (source == kWithoutEachWord) {
    for (const text::Range& row : matrix.rows) {
      names << (row.empty() ? QString() : tr("without “%1”").arg(wordName(question, row)));
    }
    names.first() = tr("all words");
    names[names.size() - 2] = tr("uniform attention");
    names.last() = tr("permuted attention");
    return names;
  }
  const bool isPassage = source == static_cast<int>(AttentionSource::SelfAttention);
  for (const text::Range& row : matrix.rows) {
    names << wordName(isPassage ? text : question, row);
  }
  return names;
}

}  // namespace

std::optional<explanation::Normalization> ownShades(int source) {
  switch (source) {
    case kWithoutEachWord:  // what a word is worth is how much fainter its row is than the first
      return explanation::Normalization::None;
    case kGradient:  // what speaks for the answer and what against it are to be compared
      return explanation::Normalization::OverAll;
    default:
      return std::nullopt;
  }
}

MatrixNames matrixNames(const explanation::AttentionMatrix& matrix, int source, std::u16string_view question,
                        std::u16string_view text) {
  MatrixNames names;
  if (matrix.columns.empty()) {
    return names;
  }
  names.rows = rowNames(matrix, source, question, text);
  for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
    names.columns << wordName(column < matrix.questionColumns ? question : text, matrix.columns[column]);
  }
  names.columnAxis = matrix.questionColumns > 0 ? tr("question, passage") : tr("passage");
  switch (source) {
    case static_cast<int>(AttentionSource::QuestionToPassage):
    case static_cast<int>(AttentionSource::PassageToQuestion):
      names.rowAxis = tr("question");
      break;
    case static_cast<int>(AttentionSource::SelfAttention):
      names.rowAxis = tr("passage");
      break;
    default:
      break;
  }
  return names;
}

QString wordName(std::u16string_view text, text::Range range) {
  return range.empty() ? QStringLiteral("?")  // a mark that the question lacks is read, too
                       : models::toQString(text::unparted(range.of(text)));
}

QString cellName(const QString& row, const QString& column, int source, float value) {
  const QString number = QLocale().toString(value, 'f', 4);
  switch (source) {
    case static_cast<int>(AttentionSource::QuestionToPassage):
    case static_cast<int>(AttentionSource::SelfAttention):
      return tr("%1 → %2: %3").arg(row, column, number);
    case static_cast<int>(AttentionSource::PassageToQuestion):
      return tr("%1 → %2: %3").arg(column, row, number);
    default:
      return tr("%1 · %2: %3").arg(row, column, number);
  }
}

}  // namespace lectern::views
