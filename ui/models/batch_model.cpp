#include "ui/models/batch_model.h"

#include <QLocale>
#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/answering/percent.h"
#include "core/batch/scores.h"

namespace lectern::models {
namespace {

/// In lines of their own, broken where they are long, and with nothing in them taken for HTML.
QString asTip(const QString& words) {
  QString tip;
  for (const QString& line : words.split(u'\n', Qt::SkipEmptyParts)) {
    tip += QStringLiteral("<p>%1</p>").arg(line.toHtmlEscaped());
  }
  return tip;
}

}  // namespace

BatchModel::BatchModel(QObject* parent) : QAbstractTableModel(parent) {}

void BatchModel::setQuestions(std::vector<batch::BatchQuestion> questions) {
  beginResetModel();
  questions_ = std::move(questions);
  answers_.clear();
  endResetModel();
}

void BatchModel::setAnswer(int row, const batch::BatchAnswer& answer) {
  answers_[row] = {answer, batch::f1Of(answer)};
  Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

std::vector<batch::BatchAnswer> BatchModel::answers() const {
  std::vector<batch::BatchAnswer> answers;
  for (const auto& [row, answered] : answers_) answers.push_back(answered.answer);
  return answers;
}

QStringList BatchModel::warnings() const {
  QStringList warnings;
  for (const auto& [row, answered] : answers_) {
    for (const std::string& warning : answered.answer.warnings) warnings << QString::fromStdString(warning);
  }
  warnings.removeDuplicates();
  return warnings;
}

bool BatchModel::hasExpected() const {
  return std::ranges::any_of(questions_, [](const auto& each) { return each.expected.has_value(); });
}

bool BatchModel::hasIds() const {
  return std::ranges::none_of(questions_, [](const auto& each) { return each.id.empty(); });
}

int BatchModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(questions_.size());
}

int BatchModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BatchModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  const bool isNumber = index.column() == ConfidenceColumn || index.column() == ScoreColumn;
  if (role == Qt::TextAlignmentRole && isNumber) {
    return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole) {
    return asTip(words(index, role));
  }
  return role == Qt::DisplayRole ? words(index, role) : QVariant();
}

QString BatchModel::words(const QModelIndex& index, int role) const {
  const batch::BatchQuestion& question = questions_.at(static_cast<std::size_t>(index.row()));
  if (index.column() == QuestionColumn) {
    return QString::fromStdString(question.text);
  }
  if (index.column() == ExpectedColumn) {
    return expectedCell(question);
  }
  const auto found = answers_.find(index.row());
  if (found == answers_.end()) {
    return {};
  }
  const batch::BatchAnswer& answer = found->second.answer;
  const bool hasAnswer = answer.error.empty() && !answer.answer.empty();
  switch (index.column()) {
    case AnswerColumn:
      return role == Qt::DisplayRole ? answerCell(answer) : answerTip(answer);
    case ConfidenceColumn:
      return hasAnswer ? QString::fromStdString(answering::percent(answer.confidence)) : QString();
    case ScoreColumn:
      return found->second.f1 ? QLocale().toString(qRound(100 * *found->second.f1)) : QString();
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
    case ExpectedColumn:
      return tr("Expected");
    case ScoreColumn:
      return tr("F1");
    case DocumentColumn:
      return tr("Document");
    default:
      return {};
  }
}

QString BatchModel::answerTip(const batch::BatchAnswer& answer) const {
  QStringList lines = {answerCell(answer)};
  for (const std::string& warning : answer.warnings) lines << QString::fromStdString(warning);
  return lines.join(u'\n');
}

QString BatchModel::expectedCell(const batch::BatchQuestion& question) const {
  if (!question.expected) {
    return {};
  }
  QStringList answers;
  for (const std::string& answer : *question.expected) {
    answers << QString::fromStdString(answer);
  }
  answers.removeDuplicates();
  return answers.isEmpty() ? tr("No answer") : answers.join(QStringLiteral(" | "));
}

QString BatchModel::answerCell(const batch::BatchAnswer& answer) const {
  if (!answer.error.empty()) {
    return tr("Failed: %1").arg(QString::fromStdString(answer.error));
  }
  return answer.answer.empty() ? tr("No answer found") : QString::fromStdString(answer.answer);
}

}  // namespace lectern::models
