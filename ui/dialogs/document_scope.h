#pragma once

#include <QWidget>
#include <vector>

#include "ui/jobs/question_file_run.h"

class QComboBox;

namespace lectern::dialogs {

/// Chooses the documents of questions that name none: the one in the window, all that are open, or a folder.
class DocumentScope : public QWidget {
  Q_OBJECT

 public:
  /// `shown` is null where no document is open.
  DocumentScope(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open, bool asksAll);

  jobs::AskedOf chosen() const;
  void setFolder(const QString& folder);
  QComboBox* box() const { return box_; }

 private:
  enum Choice { Shown, Open, Folder, Named };

  void chooseFolder();

  jobs::DocumentPtr shown_;
  std::vector<jobs::DocumentPtr> open_;
  QString folder_;
  QComboBox* box_;
};

}  // namespace lectern::dialogs
