#include "ui/views/session.h"

#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

namespace lectern::views {
namespace {

const QString kDocuments = QStringLiteral("session/documents");
const QString kPath = QStringLiteral("path");
const QString kTitle = QStringLiteral("title");
const QString kUnit = QStringLiteral("unit");
const QString kPage = QStringLiteral("page");
const QString kCurrent = QStringLiteral("session/current");
const QString kRecent = QStringLiteral("recent/files");

}  // namespace

std::vector<Session::Item> SessionReturn::items() const {
  std::vector<Session::Item> items = session_.documents;
  std::ranges::stable_partition(items,
                                [&](const Session::Item& item) { return item.path == session_.current; });
  return items;
}

std::optional<Session::Item> SessionReturn::take(const QString& path) {
  const std::size_t index = indexOf(path);
  if (index == hasCome_.size() || hasCome_[index]) {
    return std::nullopt;
  }
  hasCome_[index] = true;
  return session_.documents[index];
}

int SessionReturn::rowOf(const QString& path, const QStringList& others) const {
  const std::size_t index = indexOf(path);
  return static_cast<int>(
      std::ranges::count_if(others, [&](const QString& each) { return indexOf(each) < index; }));
}

std::vector<Session::Item> SessionReturn::missing() const {
  std::vector<Session::Item> items;
  for (std::size_t i = 0; i < hasCome_.size(); ++i) {
    if (!hasCome_[i]) items.push_back(session_.documents[i]);
  }
  return items;
}

std::size_t SessionReturn::indexOf(const QString& path) const {
  const auto item = std::ranges::find(session_.documents, path, &Session::Item::path);
  return static_cast<std::size_t>(item - session_.documents.begin());
}

QString dataFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/Lectern");
}

std::optional<Session> loadSession() {
  QSettings settings;
  if (!settings.contains(kCurrent)) {
    return std::nullopt;
  }
  Session session;
  session.current = settings.value(kCurrent).toString();
  const int count = settings.beginReadArray(kDocuments);
  for (int i = 0; i < count; ++i) {
    settings.setArrayIndex(i);
    Session::Item& item = session.documents.emplace_back();
    item.path = settings.value(kPath).toString();
    item.title = settings.value(kTitle).toString();
    item.place.unit = settings.value(kUnit).toULongLong();
    if (settings.contains(kPage)) {
      item.place.page = settings.value(kPage).toDouble();
    }
  }
  settings.endArray();
  return session;
}

void saveSession(const Session& session) {
  QSettings settings;
  settings.remove(kDocuments);
  settings.setValue(kCurrent, session.current);
  settings.beginWriteArray(kDocuments, static_cast<int>(session.documents.size()));
  int index = 0;
  for (const Session::Item& item : session.documents) {
    settings.setArrayIndex(index++);
    settings.setValue(kPath, item.path);
    if (!item.title.isEmpty()) {
      settings.setValue(kTitle, item.title);
    }
    settings.setValue(kUnit, static_cast<qulonglong>(item.place.unit));
    if (item.place.page) {
      settings.setValue(kPage, *item.place.page);
    }
  }
  settings.endArray();
}

QStringList recentFiles() { return QSettings().value(kRecent).toStringList(); }

void addRecentFile(const QString& path) {
  QStringList files = recentFiles();
  files.removeAll(path);
  files.prepend(path);
  QSettings().setValue(kRecent, files.mid(0, kMostRecent));
}

void clearRecentFiles() {
  QSettings().remove(kRecent);
  QSettings ofDialogs(QSettings::UserScope, QStringLiteral("QtProject"));  // Qt keeps folders there
  ofDialogs.remove(QStringLiteral("FileDialog/history"));
  ofDialogs.remove(QStringLiteral("FileDialog/lastVisited"));
}

}  // namespace lectern::views
