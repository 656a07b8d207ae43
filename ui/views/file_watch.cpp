#include "ui/views/file_watch.h"

#include <QFileInfo>
#include <QTimer>

namespace lectern::views {

FileWatch::Stamp FileWatch::stampOf(const QString& file) {
  const QFileInfo now(file);
  return {now.size(), now.lastModified()};
}

FileWatch::FileWatch(QObject* parent, int moment) : QObject(parent), moment_(moment) {
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, &FileWatch::lookSoon);
}

bool FileWatch::add(const QString& file, const Stamp& read) {
  const auto known = stamps_.constFind(file);
  const bool isOther = known != stamps_.cend() && *known != read;
  stamps_[file] = read;
  lookSoon(file);  // it may have been changed while it was read
  return isOther;
}

void FileWatch::remove(const QString& file) {
  if (stamps_.remove(file)) {
    watcher_.removePath(file);
  }
}

void FileWatch::lookSoon(const QString& file) {
  if (!touched_.contains(file)) {
    touched_ << file;
    QTimer::singleShot(moment_, this, [this, file] { look(file); });
  }
}

void FileWatch::look(const QString& file) {
  touched_.remove(file);
  const auto known = stamps_.find(file);
  if (known == stamps_.end()) {
    return;
  }
  if (!QFileInfo::exists(file)) {
    lookSoon(file);  // one that is made anew is away for a while
    return;
  }
  // Another one in its place is not what the watcher knows by this name.
  if (watcher_.files().contains(file)) {
    watcher_.removePath(file);
  }
  watcher_.addPath(file);
  if (const Stamp now = stampOf(file); now != *known) {
    *known = now;
    Q_EMIT changed(file);
  }
}

}  // namespace lectern::views
