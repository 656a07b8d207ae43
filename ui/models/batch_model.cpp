#include "ui/models/batch_model.h"

#include <filesystem>

#include "core/answering/percent.h"

namespace lectern::models {

BatchModel::BatchModel(QObject* parent) : QAbstractTableModel(parent) {}

void BatchModel::setQuestions(const QStringList& questions) {
  beginResetModel();
  questions_ = questions;
  answers_.clear();
  endResetModel();
}

void BatchModel::setAnswer(int row, const batch::BatchAnswer& answer) {
  answers_[row] = answer;
  Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

std::vector<batch::BatchAnswer> BatchModel::answers() const {
  std::vector<batch::BatchAnswer> answers;
  for (const auto& [row, answer] : answers_) answers.push_back(answer);
  return answers;
}

int BatchModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(questions_.size());
}

int BatchModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BatchModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  if (role == Qt::TextAlignmentRole && index.column() == ConfidenceColumn) {
    return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
    return {};
  }
  if (index.column() == QuestionColumn) {
    return questions_.at(index.row());
  }
  const auto found = answers_.find(index.row());
  if (found == answers_.end()) {
    return {};
  }
  const batch::BatchAnswer& answer = found->second;
  const bool hasAnswer = answer.error.empty() && !answer.answer.empty();
  switch (index.column()) {
    case AnswerColumn:
      return role == Qt::DisplayRole ? answerCell(answer) : answerTip(answer);
    case ConfidenceColumn:
      return hasAnswer ? QString::fromStdString(answering::percent(answer.confidence)) : QString();
    case DocumentColumn: {
      const std::filesystem::path path = answer.document;
      const QString document = QString::fromStdString(
          role == Qt::DisplayRole && path.is_absolute() ? path.filename().string() : answer.document);
      return !hasAnswer        ? QString()
             : answer.page > 0 ? tr("%1, p. %2").arg(document, QString::number(answer.page))
                               : document;
    }
    default:
      return {};
  }
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
    return {};
  }
  switch (section) {
    case QuestionColumn:
      return tr("Question");
    case AnswerColumn:
      return tr("Answer");
    case ConfidenceColumn:
      return tr("Confidence");
    case DocumentColumn:
      return tr("Document");
    default:
      return {};
  }
}

QString BatchModel::answerTip(const batch::BatchAnswer& answer) const {
  QStringList lines = {answerCell(answer)};
  for (const std::string& warning : answer.warnings) lines << QString::fromStdString(warning);
  return lines.join(QStringLiteral("\n\n"));
}

QString BatchModel::answerCell(const batch::BatchAnswer& answer) const {
  if (!answer.error.empty()) {
    return tr("Failed: %1").arg(QString::fromStdString(answer.error));
  }
  return answer.answer.empty() ? tr("No answer found") : QString::fromStdString(answer.answer);
}

}  // namespace lectern::models
