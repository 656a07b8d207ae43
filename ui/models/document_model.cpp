#include "ui/models/document_model.h"

#include <utility>

namespace lectern::models {

DocumentModel::DocumentModel(QObject* parent) : QAbstractListModel(parent) {}

int DocumentModel::add(jobs::DocumentPtr document) {
  const std::filesystem::path& path = document->path;
  for (std::size_t row = 0; row < documents_.size() && !path.empty(); ++row) {
    if (documents_[row]->path == path) {
      documents_[row] = std::move(document);
      const QModelIndex changed = index(static_cast<int>(row));
      Q_EMIT dataChanged(changed, changed);
      return changed.row();
    }
  }
  const int row = rowCount();
  beginInsertRows({}, row, row);
  documents_.push_back(std::move(document));
  endInsertRows();
  return row;
}

void DocumentModel::remove(int row) {
  beginRemoveRows({}, row, row);
  documents_.erase(documents_.begin() + row);
  endRemoveRows();
}

jobs::DocumentPtr DocumentModel::document(int row) const {
  return row >= 0 && row < rowCount() ? documents_[static_cast<std::size_t>(row)] : nullptr;
}

int DocumentModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(documents_.size());
}

QVariant DocumentModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  const documents::Document& document = *documents_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(document.title);
    case Qt::ToolTipRole:
      return document.path.empty() ? tr("Pasted text") : QString::fromStdString(document.path.string());
    default:
      return {};
  }
}

}  // namespace lectern::models
