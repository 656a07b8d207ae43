#include "ui/models/history_model.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>
#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/answering/percent.h"
#include "core/base/error.h"
#include "ui/models/answer_model.h"
#include "ui/models/qstring.h"

namespace lectern::models {
namespace {

const QString kKeeps = QStringLiteral("history/keeps");
constexpr int kMostAnswers = 5;  // kept of a question

library::KeptQuestion kept(const jobs::Answered& answered) {
  library::KeptQuestion question;
  question.askedAt = std::chrono::sys_seconds(std::chrono::seconds(QDateTime::currentSecsSinceEpoch()));
  question.question = answered.question.toStdString();
  question.hasAnswer = answered.hasAnswer;
  for (const jobs::DocumentPtr& document : answered.documents)
    question.documents.push_back(keptDocument(*document));
  AnswerModel answers;
  answers.setAnswers(answered.documents, *answered.predictions);
  for (int row = 0; row < std::min(answers.rowCount(), kMostAnswers); ++row) {
    const QModelIndex index = answers.index(row);
    question.answers.push_back({index.data().toString().toStdString(),
                                index.data(AnswerModel::ConfidenceRole).toDouble(),
                                keptDocument(*answers.document(row)),
                                static_cast<std::size_t>(index.data(AnswerModel::PageRole).toInt()),
                                index.data(AnswerModel::SnippetRole).toString().toStdString()});
  }
  return question;
}

QDateTime askedAt(const library::KeptQuestion& question) {
  return QDateTime::fromSecsSinceEpoch(question.askedAt.time_since_epoch().count());
}

}  // namespace

HistoryModel::HistoryModel(QString file, QObject* parent)
    : QAbstractTableModel(parent), file_(std::move(file)) {}

bool HistoryModel::keeps() const {
  QSettings settings;
  settings.sync();  // another window may have been told
  return settings.value(kKeeps, true).toBool();
}

void HistoryModel::setKeeps(bool keeps) {
  if (keeps == this->keeps()) return;
  QSettings().setValue(kKeeps, keeps);
  Q_EMIT keepsChanged(keeps);
}

library::History& HistoryModel::history() {
  if (!history_) history_.emplace(std::filesystem::path(file_.toStdU16String()));
  return *history_;
}

void HistoryModel::fail(const Error& error) {
  history_.reset();  // to be tried again from the start
  Q_EMIT failed(QString::fromUtf8(error.what()));
}

void HistoryModel::change(const std::function<void()>& change) {
  std::optional<Error> failure;
  std::vector<library::KeptQuestion> now;
  try {
    change();
  } catch (const Error& error) {
    failure = error;
  }
  try {
    now = history().all();
  } catch (const Error& error) {
    if (!failure) failure = error;
  }
  beginResetModel();
  questions_ = std::move(now);
  endResetModel();
  if (failure) fail(*failure);
}

void HistoryModel::add(const jobs::Answered& answered) {
  if (!keeps()) return;
  library::KeptQuestion question = kept(answered);
  if (!history_) {
    change([&] { history().add(question); });
    return;
  }
  std::optional<std::int64_t> replaced;
  try {
    question.id = history_->add(question, &replaced);
  } catch (const Error& error) {
    fail(error);
    return;
  }
  const auto before = std::ranges::find_if(
      questions_, [&](const library::KeptQuestion& each) { return replaced && each.id == *replaced; });
  if (before != questions_.end()) {
    const int row = static_cast<int>(before - questions_.begin());
    beginRemoveRows({}, row, row);
    questions_.erase(before);
    endRemoveRows();
  }
  beginInsertRows({}, 0, 0);
  questions_.insert(questions_.begin(), std::move(question));
  endInsertRows();
}

void HistoryModel::refresh() {
  if (!history_ && questions_.empty() && !QFile::exists(file_)) return;
  try {
    if (history_ && !history_->isChangedElsewhere()) return;
  } catch (const Error&) {
    // It is told of below.
  }
  change([] {});
}

void HistoryModel::remove(const std::vector<int>& rows) {
  std::vector<std::int64_t> ids;
  for (const int row : rows) ids.push_back(question(row).id);
  change([&] { history().remove(ids); });
}

void HistoryModel::forget(const library::KeptDocument& document) {
  change([&] { history().forget(document); });
}

void HistoryModel::clear() {
  change([this] {
    try {
      history().clear();
    } catch (const FormatError&) {
      history_.reset();
      for (const char* suffix : {"", "-wal", "-shm"}) QFile::remove(file_ + QLatin1String(suffix));
    }
  });
}

std::vector<int> HistoryModel::rowsOf(const std::vector<std::int64_t>& ids) const {
  std::vector<int> rows;
  for (int row = 0; row < rowCount(); ++row) {
    if (std::ranges::find(ids, question(row).id) != ids.end()) rows.push_back(row);
  }
  return rows;
}

qint64 HistoryModel::bytes() const {
  return QFileInfo(file_).size() + QFileInfo(file_ + QStringLiteral("-wal")).size();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(questions_.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  const library::KeptQuestion& asked = question(index.row());
  if (role == SearchRole) {
    QStringList all = {QString::fromStdString(asked.question)};
    for (const library::KeptDocument& document : asked.documents)
      all << QString::fromStdString(document.title);
    for (const library::KeptAnswer& answer : asked.answers) all << QString::fromStdString(answer.text);
    return all.join(u'\n');
  }
  if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole) {
    return {};
  }
  if (role == Qt::ToolTipRole) {
    return QStringLiteral("<p>%1</p>").arg(data(index, Qt::DisplayRole).toString().toHtmlEscaped());
  }
  switch (index.column()) {
    case QuestionColumn:
      return QString::fromStdString(asked.question);
    case AnswerColumn:
      return answerOf(asked);
    case DocumentColumn:
      return documentsOf(asked);
    case AskedColumn:
      return role == SortRole ? QVariant(askedAt(asked))
                              : QVariant(QLocale().toString(askedAt(asked), QLocale::ShortFormat));
    default:
      return {};
  }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
    return {};
  }
  switch (section) {
    case QuestionColumn:
      return tr("Question");
    case AnswerColumn:
      return tr("Answer");
    case DocumentColumn:
      return tr("Document");
    case AskedColumn:
      return tr("Asked");
    default:
      return {};
  }
}

QByteArray textDigest(const documents::Document& document) {
  return QCryptographicHash::hash(toQString(document.text).toUtf8(), QCryptographicHash::Sha256).toHex();
}

library::KeptDocument keptDocument(const documents::Document& document) {
  if (!document.path.empty()) return {document.path.string(), document.title};
  return {std::string(library::KeptDocument::kPasted) + textDigest(document).toStdString(), document.title};
}

QString documentsOf(const library::KeptQuestion& question) {
  if (question.documents.empty()) return {};
  const QString first = QString::fromStdString(question.hasAnswer && !question.answers.empty()
                                                   ? question.answers.front().document.title
                                                   : question.documents.front().title);
  const int others = static_cast<int>(question.documents.size()) - 1;
  return others == 0 ? first : HistoryModel::tr("%1 and %2 more").arg(first, QString::number(others));
}

QString answerOf(const library::KeptQuestion& question) {
  if (!question.hasAnswer || question.answers.empty()) return HistoryModel::tr("no answer found");
  return QString::fromStdString(question.answers.front().text).simplified();
}

QString sourceOf(const library::KeptAnswer& answer) {
  const QString title = QString::fromStdString(answer.document.title);
  const QString confidence = QString::fromStdString(answering::percent(answer.confidence));
  return answer.page > 0
             ? HistoryModel::tr("%1, p. %2 (%3)").arg(title, QString::number(answer.page), confidence)
             : HistoryModel::tr("%1 (%2)").arg(title, confidence);
}

}  // namespace lectern::models
