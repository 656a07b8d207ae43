#include "ui/models/document_model.h"

#include <QDir>
#include <algorithm>
#include <ranges>
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
  const auto isBeside = [&](const jobs::DocumentPtr& each) {
    return jobs::folderOf(each) == jobs::folderOf(document);
  };
  int at = row < 0 ? rowCount() : std::min(row, rowCount());
  if (const auto last = std::ranges::find_if(documents_ | std::views::reverse, isBeside);
      row < 0 && last != documents_.rend()) {
    at = static_cast<int>(last.base() - documents_.begin());
  }
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
    case FolderRole: {
      const jobs::DocumentPtr before = this->document(index.row() - 1);
      const bool isFirst = !before || jobs::folderOf(before) != jobs::folderOf(document);
      const bool areAll = jobs::inFolderOf(document, documents_).size() == documents_.size();
      return isFirst && !areAll ? folderNameOf(document) : QString();
    }
    default:
      return {};
  }
}

QString folderNameOf(const jobs::DocumentPtr& document) {
  return document->path.empty() ? DocumentModel::tr("Pasted texts")
                                : QDir(jobs::folderOf(document)).dirName();
}

}  // namespace lectern::models
