#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/library/history.h"
#include "ui/jobs/reader_service.h"

namespace lectern::models {

/// What was asked and answered, the newest first. It is kept in a file from one use of the window to the
/// next, unless the person does not want it.
class HistoryModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { QuestionColumn, AnswerColumn, DocumentColumn, AskedColumn, ColumnCount };
  enum Role {
    SearchRole = Qt::UserRole + 1,  ///< QString: all that a row is found by
    SortRole,                       ///< what its column is sorted by
  };

  /// The history in `file`, which is made when the first question is kept.
  explicit HistoryModel(QString file, QObject* parent = nullptr);

  /// Whether questions are kept; set by the person in any window, and kept in the settings.
  bool keeps() const;
  void setKeeps(bool keeps);

  /// Keeps a question with its best answers, if questions are kept.
  void add(const jobs::Answered& answered);
  /// Reads the file again: other windows may have added to it.
  void refresh();
  void remove(const std::vector<int>& rows);
  /// Takes out all that was asked of a document.
  void forget(const library::KeptDocument& document);
  /// Also where the file cannot be read: it is removed then.
  void clear();

  /// Of those that are still there.
  std::vector<int> rowsOf(const std::vector<std::int64_t>& ids) const;
  const library::KeptQuestion& question(int row) const { return questions_[static_cast<std::size_t>(row)]; }
  const std::vector<library::KeptQuestion>& questions() const { return questions_; }
  QString file() const { return file_; }
  /// What it takes on the disk.
  qint64 bytes() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void keepsChanged(bool keeps);
  /// The file could not be read or written.
  void failed(const QString& reason);

 private:
  library::History& history();
  /// Does something with the history in the file, and shows what is in it then.
  void change(const std::function<void()>& change);
  void fail(const Error& error);

  QString file_;
  std::optional<library::History> history_;
  std::vector<library::KeptQuestion> questions_;
};

/// What tells a text from others (SHA-256), in hexadecimal digits.
QByteArray textDigest(const documents::Document& document);

/// A document as the history knows it; of pasted texts each is another.
library::KeptDocument keptDocument(const documents::Document& document);

/// "Homes", of several "Homes and 2 more".
QString documentsOf(const library::KeptQuestion& question);

/// "Rome"; where there is none "no answer found".
QString answerOf(const library::KeptQuestion& question);

/// "Homes, p. 2 (75 %)"
QString sourceOf(const library::KeptAnswer& answer);

}  // namespace lectern::models
