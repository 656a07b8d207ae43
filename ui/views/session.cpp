#include "ui/views/session.h"

#include <QSettings>
#include <algorithm>

namespace lectern::views {
namespace {

constexpr int kMostRecent = 10;
const QString kDocuments = QStringLiteral("session/documents");
const QString kPath = QStringLiteral("path");
const QString kTop = QStringLiteral("top");
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
    session.documents.push_back({settings.value(kPath).toString(), settings.value(kTop).toULongLong()});
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
    settings.setValue(kTop, static_cast<qulonglong>(item.top));
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
