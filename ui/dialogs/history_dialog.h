#pragma once

#include <QDialog>
#include <functional>
#include <vector>

#include "core/library/history.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace lectern::models {
class HistoryModel;
}

namespace lectern::dialogs {

/// Past questions with their answers: searched, asked again, saved, taken out.
class HistoryDialog : public QDialog {
  Q_OBJECT

 public:
  /// `history` must outlive the dialog.
  explicit HistoryDialog(models::HistoryModel& history, QWidget* parent = nullptr);

  QTableView* table() const { return table_; }
  QLineEdit* search() const { return search_; }

 Q_SIGNALS:
  void askAgainRequested(const lectern::library::KeptQuestion& question);
  /// The questions could not be saved.
  void failed(const QString& reason);

 private:
  void layOut();
  void connectParts();
  /// Rows of the history that are chosen, in the order that is shown.
  std::vector<int> chosen() const;
  void showChosen();
  void askAgain();
  void fillRemoveMenu();
  void removeChosen();
  /// Asks a question, and goes on with consent.
  void confirm(const QString& question, const std::function<void()>& then);
  void save();

  models::HistoryModel& history_;
  QSortFilterProxyModel* found_;
  QLineEdit* search_;
  QTableView* table_;
  QLabel* answer_;
  QLabel* sentence_;
  QCheckBox* keeps_;
  QMenu* removeMenu_;
  QPushButton* remove_;
  QPushButton* save_;
  QPushButton* ask_;
};

}  // namespace lectern::dialogs
