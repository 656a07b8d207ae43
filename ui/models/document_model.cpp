#include "ui/models/document_model.h"

#include <algorithm>
#include <utility>

namespace lectern::models {

DocumentModel::DocumentModel(QObject* parent) : QAbstractListModel(parent) {}

int DocumentModel::add(jobs::DocumentPtr document, int row) {
  if (const jobs::DocumentPtr old = find(document->path)) {
    const auto place = std::ranges::find(documents_, old);
    *place = std::move(document);
    const QModelIndex changed = index(static_cast<int>(place - documents_.begin()));
    Q_EMIT dataChanged(changed, changed);
    return changed.row();
  }
  const int at = row < 0 ? rowCount() : std::min(row, rowCount());
  beginInsertRows({}, at, at);
  documents_.insert(documents_.begin() + at, std::move(document));
  endInsertRows();
  return at;
}

jobs::DocumentPtr DocumentModel::find(const std::filesystem::path& path) const {
  const auto found =
      std::ranges::find(documents_, path, [](const jobs::DocumentPtr& each) { return each->path; });
  return path.empty() || found == documents_.end() ? nullptr : *found;
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
