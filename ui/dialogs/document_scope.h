#pragma once

#include <QComboBox>
#include <vector>

#include "ui/jobs/question_file_run.h"

namespace lectern::dialogs {

/// Chooses the documents of questions that name none: the one in the window, all that are open, or a folder.
class DocumentScope : public QComboBox {
  Q_OBJECT

 public:
  /// `shown` is null where no document is open.
  DocumentScope(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open, bool asksAll);

  jobs::AskedOf chosen() const;
  void setFolder(const QString& folder);

 private:
  enum Choice { Shown, Open, Folder, Named };

  void chooseFolder();

  jobs::DocumentPtr shown_;
  std::vector<jobs::DocumentPtr> open_;
  QString folder_;
  int before_ = 0;  // what was chosen before a folder is
};

}  // namespace lectern::dialogs
