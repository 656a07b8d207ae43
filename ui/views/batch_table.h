#pragma once

#include <QTableView>

namespace lectern::models {
class BatchModel;
}

namespace lectern::views {

/// A file's questions with their answers.
class BatchTable : public QTableView {
  Q_OBJECT

 public:
  explicit BatchTable(models::BatchModel* model);

  /// Scrolls on to the newest answer, unless a person has scrolled away from the one before.
  void follow(int row);
  /// Shows what is expected, and how right answers are, where that is known.
  void showExpected(bool isKnown);
};

}  // namespace lectern::views
