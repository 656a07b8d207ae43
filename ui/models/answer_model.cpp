#include "ui/models/answer_model.h"

#include <algorithm>
#include <iterator>

#include "core/answering/percent.h"
#include "ui/models/qstring.h"

namespace lectern::models {

AnswerModel::AnswerModel(QObject* parent) : QAbstractListModel(parent) {}

void AnswerModel::setAnswers(const std::vector<jobs::DocumentPtr>& documents,
                             const std::vector<answering::Prediction>& predictions) {
  beginResetModel();
  areSeveral_ = documents.size() > 1;
  rows_.clear();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (const answering::Answer& answer : predictions[i].answers) {
      rows_.push_back({documents[i], answer, {}});
    }
  }
  std::ranges::stable_sort(rows_, {}, [](const Row& row) { return row.answer.rank; });
  for (std::size_t i = 1; i < rows_.size();) {
    if (rows_[i].answer.confidence < answering::kLeastShown) {
      rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  for (Row& row : rows_) {
    row.snippet = snippetAround(*row.document, row.answer);
  }
  endResetModel();
}

void AnswerModel::clear() { setAnswers({}, {}); }

std::vector<int> AnswerModel::rowsIn(const jobs::DocumentPtr& document) const {
  std::vector<int> rows;
  for (int row = 0; row < rowCount(); ++row) {
    if (at(row).document == document) rows.push_back(row);
  }
  return rows;
}

jobs::DocumentPtr AnswerModel::document(int row) const {
  return row >= 0 && row < rowCount() ? at(row).document : nullptr;
}

int AnswerModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant AnswerModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  const int row = index.row();
  switch (role) {
    case Qt::DisplayRole:
      return answerText(row);
    case Qt::AccessibleTextRole:
      return spoken(row);
    case Qt::AccessibleDescriptionRole:
      return at(row).snippet.text;
    case RankRole:
      return row + 1;
    case ConfidenceRole:
      return at(row).answer.confidence;
    case PageRole:
      return static_cast<int>(at(row).document->pageOf(at(row).answer.range.begin));
    case HeadingRole:
      return heading(row);
    case SnippetRole:
      return at(row).snippet.text;
    case SnippetBeginRole:
      return at(row).snippet.answerBegin;
    case SnippetLengthRole:
      return at(row).snippet.answerLength;
    case DocumentRole:
      return areSeveral_ ? QString::fromStdString(at(row).document->title) : QString();
    case SourceRole:
      return source(row);
    default:
      return {};
  }
}

QString AnswerModel::answerText(int row) const { return toQString(at(row).answer.words); }

QString AnswerModel::heading(int row) const {
  const documents::Document& document = *at(row).document;
  if (!document.pages.empty()) {
    return {};
  }
  const auto below =
      std::ranges::upper_bound(document.headings, at(row).answer.range.begin, {},
                               [](const documents::Heading& heading) { return heading.range.end; });
  if (below == document.headings.begin()) {
    return {};
  }
  const QString words = toQString(std::prev(below)->range.of(document.text)).simplified();
  return words == QString::fromStdString(document.title) ? QString() : words;
}

QString AnswerModel::source(int row) const {
  const QString title = QString::fromStdString(at(row).document->title);
  const int page = data(index(row), PageRole).toInt();
  const QString above = heading(row);
  return page > 0          ? tr("“%1” — %2, p. %3").arg(answerText(row), title, QString::number(page))
         : above.isEmpty() ? tr("“%1” — %2").arg(answerText(row), title)
                           : tr("“%1” — %2, under “%3”").arg(answerText(row), title, above);
}

QString AnswerModel::spoken(int row) const {
  const bool isPlain = !areSeveral_ && data(index(row), PageRole).toInt() == 0 && heading(row).isEmpty();
  const QString words = isPlain ? answerText(row) : source(row);
  return tr("Answer %1: %2, confidence %3")
      .arg(row + 1)
      .arg(words, QString::fromStdString(answering::percent(at(row).answer.confidence)));
}

}  // namespace lectern::models
