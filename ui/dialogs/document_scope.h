#pragma once

#include <QWidget>
#include <vector>

#include "ui/jobs/question_file_run.h"
#include "ui/views/scope_box.h"

class QComboBox;

namespace lectern::dialogs {

/// Chooses the documents of questions that name none: the one in the window, those that are
/// open from its folder, all that are open, or a folder's.
class DocumentScope : public QWidget {
  Q_OBJECT

 public:
  /// `shown` is null where no document is open; `scope` is chosen at first.
  DocumentScope(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open, views::Scope scope);

  jobs::AskedOf chosen() const;
  void setFolder(const QString& folder);
  QComboBox* box() const { return box_; }

 private:
  enum Choice { Shown, Beside, Open, Folder, Named };

  void chooseFolder();

  jobs::DocumentPtr shown_;
  std::vector<jobs::DocumentPtr> open_;
  QString folder_;
  QComboBox* box_;
};

}  // namespace lectern::dialogs
