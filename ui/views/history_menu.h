#pragma once

#include <QMenu>

#include "core/library/history.h"

namespace lectern::models {
class HistoryModel;
}

namespace lectern::views {

/// A menu of the questions asked last.
class HistoryMenu : public QMenu {
  Q_OBJECT

 public:
  explicit HistoryMenu(QWidget* parent = nullptr);
  /// Its questions; it must outlive the menu, null: none.
  void setHistory(models::HistoryModel* history) { history_ = history; }
  /// Opens it below a widget, to the left from its right end, with what was asked up to now.
  void openBelow(const QWidget& widget);

 Q_SIGNALS:
  void chosen(const lectern::library::KeptQuestion& question);
  /// All of the history is wanted.
  void allRequested();

 private:
  void fill();

  models::HistoryModel* history_ = nullptr;
};

}  // namespace lectern::views
