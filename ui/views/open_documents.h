#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <optional>
#include <vector>

#include "ui/jobs/document_opener.h"
#include "ui/models/document_model.h"
#include "ui/views/file_watch.h"
#include "ui/views/pasted_texts.h"
#include "ui/views/session.h"

namespace lectern::views {

class DocumentView;

/// The documents that are open: reads their files, brings back what was open when the window was used last,
/// and keeps for the next time what is open now.
class OpenDocuments : public QObject {
  Q_OBJECT

 public:
  /// `view` shows one of them; it must outlive this.
  OpenDocuments(documents::LoaderRegistry loaders, DocumentView& view, QObject* parent = nullptr);

  /// Begins to read files, the first of which is shown. One that is open already is read again, and stays as
  /// it is where its text and structure do.
  void open(const QStringList& files);
  /// Begins to make a document of plain text, to be shown. It is kept until it is closed.
  void openText(const QString& text, const QString& title);
  /// Begins to open what was open when the window was used last; false where it was not used before.
  bool openLastSession();
  void close(int row);
  /// Opens a file of the last session no more that could not be opened.
  void giveUp(const QString& path);
  /// Gives up what is not read yet.
  void cancel() { opener_->cancel(); }
  /// Keeps for the next time what is open, where each document was left, and which is shown.
  void keep() const;
  /// Does so before long, once for all that comes meanwhile.
  void keepSoon();

  /// Number of documents still being read.
  int pending() const { return opener_->pending(); }
  /// File name extensions that can be opened, without the point.
  QStringList extensions() const { return opener_->extensions(); }
  /// Absolute paths of the files in a folder that can be opened, in order. Throws FileError.
  QStringList documentsIn(const QString& folder) const { return opener_->documentsIn(folder); }
  const models::DocumentModel* model() const { return model_; }
  models::DocumentModel* model() { return model_; }

 Q_SIGNALS:
  /// A document is about to go: it was closed, or its file has another text now.
  void leaving(const lectern::jobs::DocumentPtr& document);
  /// Others are open than before.
  void changed();
  /// The document in a row is to be shown.
  void wanted(int row);
  /// A file that is open has been changed by another program; `fileSettled` follows when that is of no matter
  /// any more: it was opened again, or closed.
  void fileChanged(const QString& path);
  void fileSettled(const QString& path);
  /// A pasted text was closed, of which there is no file.
  void textClosed(const lectern::jobs::DocumentPtr& document);
  void failed(const QString& reason);
  /// A file of the last session, which the next one will try again unless it is given up.
  void returnFailed(const QString& reason, const QString& path);
  void pendingChanged(int pending);

 private:
  void read(const QStringList& files, jobs::Turn turn);
  void openPasted(const QString& path, const QString& title);
  void add(const jobs::DocumentPtr& document);
  void endReturn();
  /// The file that a document comes back from.
  QString fileOf(const jobs::DocumentPtr& document) const;

  DocumentView& view_;
  jobs::DocumentOpener* opener_;
  models::DocumentModel* model_;
  FileWatch* watch_;
  PastedTexts pasted_;
  QTimer keeping_;
  QHash<QString, FileWatch::Stamp> read_;   // files that are being read, as they were when that began
  QHash<QString, int> wanted_;              // files that a person opens, and in which call of `open`
  QSet<QString> recent_;                    // those of them that are to be among the recent ones
  int opened_ = 0, shown_ = 0;              // calls; the last one of which a file is shown
  std::optional<SessionReturn> returning_;  // while its documents are opened
  std::vector<Session::Item> missing_;      // of the last session, to come back another time
};

}  // namespace lectern::views
