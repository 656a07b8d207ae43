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

  enum Role {
    FolderRole = Qt::UserRole  ///< name of its folder, where that begins; empty for one folder's alone
  };

  /// Adds a document, among those of its folder as near as can be to a row (-1: the last), and returns its
  /// row; one of the same file is replaced.
  int add(jobs::DocumentPtr document, int row = -1);
  /// What is open of the same file, or was pasted alike; null for none.
  jobs::DocumentPtr find(const documents::Document& document) const;
  void remove(int row);

  /// Null for a row that is not there.
  jobs::DocumentPtr document(int row) const;
  const std::vector<jobs::DocumentPtr>& documents() const { return documents_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  /// Title to display, path as tool tip, and the roles above.
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  bool areOfOneFolder() const;
  /// Nearest to a row, the one for a document of the folder: beside the folder's others, not between
  /// another's.
  int placeFor(const QString& folder, int row) const;

  std::vector<jobs::DocumentPtr> documents_;
};

/// Of the folder that a document is in, for a person.
QString folderNameOf(const jobs::DocumentPtr& document);

}  // namespace lectern::models
