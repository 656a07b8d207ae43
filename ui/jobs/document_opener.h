#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <deque>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/documents/loader.h"

namespace lectern::jobs {

/// A document that is open; shared between views and the work done on it, never changed.
using DocumentPtr = std::shared_ptr<const documents::Document>;

/// The file of the document; empty for none and for pasted text.
QString pathOf(const DocumentPtr& document);
/// The folder of that file; empty for none and for pasted text.
QString folderOf(const DocumentPtr& document);
/// Those that are in the folder; pasted texts are in the empty one.
std::vector<DocumentPtr> inFolder(const QString& folder, const std::vector<DocumentPtr>& among);

/// When documents are read, beside others that wait.
enum class Turn { Next, Last };

/// Reads documents off the interface thread, one after another, those whose turn is next before others, and
/// else in the order they were asked for. One that fails is reported and the rest go on. All members are for
/// the interface thread.
class DocumentOpener : public QObject {
  Q_OBJECT

 public:
  explicit DocumentOpener(documents::LoaderRegistry loaders, QObject* parent = nullptr);
  /// Stops what is under way, then waits for it.
  ~DocumentOpener() override;

  /// Begins to read the files; `opened` or `failed` follows for each that is not cancelled.
  void open(const QStringList& paths, Turn turn = Turn::Next);
  /// Begins to make a document of plain text.
  void openText(const QString& text, const QString& title, Turn turn = Turn::Next);
  /// Gives up every document that is not read yet.
  void cancel();

  /// Number of documents still being read.
  int pending() const { return pending_; }
  /// File name extensions that can be read, without the point.
  QStringList extensions() const;
  /// Absolute paths of the files in a folder that can be read, in order. Throws FileError.
  QStringList documentsIn(const QString& folder) const;

 Q_SIGNALS:
  void opened(const lectern::jobs::DocumentPtr& document);
  /// `path` is empty for a pasted text.
  void failed(const QString& reason, const QString& path);
  void pendingChanged(int pending);

 private:
  /// A document that waits to be read.
  struct Job {
    QString path;
    std::function<documents::Document(std::stop_token)> read;
    std::stop_token stop;
    Turn turn;
  };

  void add(std::vector<Job> jobs);
  /// Begins with the one that comes first, if none is being read.
  void readNext();
  void setPending(int pending);

  std::shared_ptr<const documents::LoaderRegistry> loaders_;
  QThreadPool pool_;
  std::stop_source stop_;
  std::deque<Job> waiting_;
  bool isReading_ = false;
  int pending_ = 0;
};

}  // namespace lectern::jobs
