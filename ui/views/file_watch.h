#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QHash>
#include <QSet>

namespace lectern::views {

/// Tells when another program has changed a file, also by putting another in its place.
class FileWatch : public QObject {
  Q_OBJECT

 public:
  /// By which a file is told from what it was.
  struct Stamp {
    qint64 size = 0;
    QDateTime written;
    bool operator==(const Stamp&) const = default;
  };
  static Stamp stampOf(const QString& file);

  /// A file that is changed is looked at so many milliseconds later: files are written in pieces.
  explicit FileWatch(QObject* parent = nullptr, int moment = 700);

  /// Watches a file that was `read` when it was so; true where that is another than it was before.
  bool add(const QString& file, const Stamp& read);
  void remove(const QString& file);

 Q_SIGNALS:
  void changed(const QString& file);

 private:
  void lookSoon(const QString& file);
  void look(const QString& file);

  int moment_;
  QFileSystemWatcher watcher_;
  QHash<QString, Stamp> stamps_;
  QSet<QString> touched_;  // to be looked at soon
};

}  // namespace lectern::views
