#pragma once

#include <QAbstractListModel>
#include <vector>

#include "ui/jobs/document_opener.h"

namespace lectern::models {

/// The documents that are open.
class DocumentModel : public QAbstractListModel {
  Q_OBJECT

 public:
  explicit DocumentModel(QObject* parent = nullptr);

  /// Adds a document at a row, -1: behind the others, and returns its row; a file that is open already is
  /// replaced by what was read now.
  int add(jobs::DocumentPtr document, int row = -1);
  /// The document that was read from a file; null for none.
  jobs::DocumentPtr find(const std::filesystem::path& path) const;
  void remove(int row);

  /// Null for a row that is not there.
  jobs::DocumentPtr document(int row) const;
  const std::vector<jobs::DocumentPtr>& documents() const { return documents_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  /// Title to display, path as tool tip.
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<jobs::DocumentPtr> documents_;
};

}  // namespace lectern::models
