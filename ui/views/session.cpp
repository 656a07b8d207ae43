#include "ui/views/session.h"

#include <QSettings>
#include <algorithm>

namespace lectern::views {
namespace {

constexpr int kMostRecent = 10;
const QString kDocuments = QStringLiteral("session/documents");
const QString kPath = QStringLiteral("path");
const QString kUnit = QStringLiteral("unit");
const QString kPage = QStringLiteral("page");
const QString kCurrent = QStringLiteral("session/current");
const QString kRecent = QStringLiteral("recent/files");

}  // namespace

const Session::Item* Session::find(const QString& path) const {
  const auto item = std::ranges::find(documents, path, &Item::path);
  return item == documents.end() ? nullptr : &*item;
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

void clearRecentFiles() { QSettings().remove(kRecent); }

}  // namespace lectern::views
