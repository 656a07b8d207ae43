#include "ui/models/answer_model.h"

#include <QLocale>
#include <utility>

#include "core/answering/percent.h"

namespace lectern::models {

namespace {

constexpr double kLeastConfidence = 0.01;  // of an answer beside the best one; less is noise

}  // namespace

AnswerModel::AnswerModel(QObject* parent) : QAbstractListModel(parent) {}

void AnswerModel::setAnswers(jobs::DocumentPtr document, const answering::Prediction& prediction) {
  beginResetModel();
  document_ = std::move(document);
  answers_.clear();
  snippets_.clear();
  for (const answering::Answer& answer : prediction.answers) {
    if (answers_.empty() || answer.confidence >= kLeastConfidence) {
      answers_.push_back(answer);
      snippets_.push_back(snippetAround(*document_, answer.range));
    }
  }
  endResetModel();
}

void AnswerModel::clear() {
  beginResetModel();
  document_.reset();
  answers_.clear();
  snippets_.clear();
  endResetModel();
}

std::vector<text::Range> AnswerModel::ranges() const {
  std::vector<text::Range> ranges;
  for (const answering::Answer& answer : answers_) {
    ranges.push_back(answer.range);
  }
  return ranges;
}

int AnswerModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(answers_.size());
}

QVariant AnswerModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  const int row = index.row();
  const auto at = static_cast<std::size_t>(row);
  switch (role) {
    case Qt::DisplayRole:
      return answerText(row);
    case Qt::AccessibleTextRole:
      return spoken(row);
    case RankRole:
      return row + 1;
    case ConfidenceRole:
      return answers_[at].confidence;
    case PageRole:
      return static_cast<int>(document_->pageOf(answers_[at].range.begin));
    case SnippetRole:
      return snippets_[at].text;
    case SnippetBeginRole:
      return snippets_[at].answerBegin;
    case SnippetLengthRole:
      return snippets_[at].answerLength;
    case SourceRole:
      return source(row);
    default:
      return {};
  }
}

QString AnswerModel::answerText(int row) const {
  const std::u16string_view words = answers_[static_cast<std::size_t>(row)].range.of(document_->text);
  return QString::fromUtf16(words.data(), static_cast<qsizetype>(words.size()));
}

QString AnswerModel::source(int row) const {
  const QString title = QString::fromStdString(document_->title);
  const int page = data(index(row), PageRole).toInt();
  return page > 0 ? tr("“%1” — %2, p. %3").arg(answerText(row), title, QString::number(page))
                  : tr("“%1” — %2").arg(answerText(row), title);
}

QString AnswerModel::spoken(int row) const {
  const double confidence = answers_[static_cast<std::size_t>(row)].confidence;
  return tr("Answer %1: %2, confidence %3")
      .arg(row + 1)
      .arg(answerText(row), QString::fromStdString(answering::percent(confidence)));
}

}  // namespace lectern::models
