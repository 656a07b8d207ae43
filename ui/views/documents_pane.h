#pragma once

#include <QWidget>

#include "ui/models/document_model.h"

class QListView;

namespace lectern::views {

/// The open documents, to choose among and to close.
class DocumentsPane : public QWidget {
  Q_OBJECT

 public:
  explicit DocumentsPane(models::DocumentModel* model, QWidget* parent = nullptr);

  int current() const;
  void setCurrent(int row);
  QListView* list() const { return list_; }

 Q_SIGNALS:
  void currentChanged(int row);
  void closeRequested(int row);

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  QListView* list_;
};

}  // namespace lectern::views
