#include "ui/views/file_watch.h"

#include <QFileInfo>
#include <utility>

namespace lectern::views {

FileWatch::FileWatch(QObject* parent) : QObject(parent) {
  constexpr int kMoment = 700;  // ms; files are written in pieces
  settled_.setInterval(kMoment);
  settled_.setSingleShot(true);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this](const QString& file) {
    touched_ << file;
    settled_.start();
  });
  connect(&settled_, &QTimer::timeout, this, &FileWatch::tell);
}

void FileWatch::add(const QString& file) {
  stamps_[file] = stampOf(file);
  watcher_.addPath(file);
}

void FileWatch::remove(const QString& file) {
  stamps_.remove(file);
  watcher_.removePath(file);
}

FileWatch::Stamp FileWatch::stampOf(const QString& file) {
  const QFileInfo now(file);
  return {now.size(), now.lastModified()};
}

void FileWatch::tell() {
  for (const QString& file : std::exchange(touched_, {})) {
    const auto known = stamps_.find(file);
    if (known == stamps_.end() || !QFileInfo::exists(file)) {
      continue;
    }
    watcher_.addPath(file);  // one that was put in its place is another to the watcher
    const Stamp now = stampOf(file);
    if (now != *known) {
      *known = now;
      Q_EMIT changed(file);
    }
  }
}

}  // namespace lectern::views
