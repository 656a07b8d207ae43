#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QHash>
#include <QSet>
#include <QTimer>

namespace lectern::views {

/// Tells when another program has changed a file, once that has let go of it for a moment.
class FileWatch : public QObject {
  Q_OBJECT

 public:
  explicit FileWatch(QObject* parent = nullptr);

  /// From what it is now on.
  void add(const QString& file);
  void remove(const QString& file);

 Q_SIGNALS:
  void changed(const QString& file);

 private:
  struct Stamp {
    qint64 size = 0;
    QDateTime written;
    bool operator==(const Stamp&) const = default;
  };

  static Stamp stampOf(const QString& file);
  void tell();

  QFileSystemWatcher watcher_;
  QHash<QString, Stamp> stamps_;
  QSet<QString> touched_;
  QTimer settled_;
};

}  // namespace lectern::views
