#include "ui/models/document_model.h"

#include <QDir>
#include <algorithm>
#include <utility>

namespace lectern::models {

DocumentModel::DocumentModel(QObject* parent) : QAbstractListModel(parent) {}

int DocumentModel::add(jobs::DocumentPtr document, int row) {
  if (const jobs::DocumentPtr old = find(*document)) {
    const auto place = std::ranges::find(documents_, old);
    *place = std::move(document);
    const QModelIndex changed = index(static_cast<int>(place - documents_.begin()));
    Q_EMIT dataChanged(changed, changed);
    return changed.row();
  }
  const int at = placeFor(jobs::folderOf(document), row < 0 ? rowCount() : std::min(row, rowCount()));
  beginInsertRows({}, at, at);
  documents_.insert(documents_.begin() + at, std::move(document));
  endInsertRows();
  return at;
}

jobs::DocumentPtr DocumentModel::find(const documents::Document& document) const {
  const auto found = std::ranges::find_if(documents_, [&](const jobs::DocumentPtr& each) {
    return each->path == document.path && (!each->path.empty() || *each == document);
  });
  return found == documents_.end() ? nullptr : *found;
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
  const jobs::DocumentPtr& document = documents_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(document->title);
    case Qt::ToolTipRole:
      return document->path.empty() ? tr("Pasted text") : jobs::pathOf(document);
    case Qt::AccessibleTextRole:
      return areOfOneFolder()
                 ? QString::fromStdString(document->title)
                 : tr("%1, in %2").arg(QString::fromStdString(document->title), folderNameOf(document));
    case FolderRole: {
      const jobs::DocumentPtr before = this->document(index.row() - 1);
      const bool isFirst = !before || jobs::folderOf(before) != jobs::folderOf(document);
      return isFirst && !areOfOneFolder() ? folderNameOf(document) : QString();
    }
    default:
      return {};
  }
}

bool DocumentModel::areOfOneFolder() const {
  // Those of a folder stand together.
  return documents_.empty() || jobs::folderOf(documents_.front()) == jobs::folderOf(documents_.back());
}

int DocumentModel::placeFor(const QString& folder, int row) const {
  const auto isIn = [&](const jobs::DocumentPtr& each) { return jobs::folderOf(each) == folder; };
  const auto first = std::ranges::find_if(documents_, isIn);
  if (first != documents_.end()) {
    const auto last = std::find_if_not(first, documents_.end(), isIn);
    return std::clamp(row, static_cast<int>(first - documents_.begin()),
                      static_cast<int>(last - documents_.begin()));
  }
  while (row > 0 && row < rowCount() && jobs::folderOf(document(row - 1)) == jobs::folderOf(document(row))) {
    ++row;
  }
  return row;
}

QString folderNameOf(const jobs::DocumentPtr& document) {
  return document->path.empty() ? DocumentModel::tr("Pasted texts")
                                : QDir(jobs::folderOf(document)).dirName();
}

}  // namespace lectern::models
