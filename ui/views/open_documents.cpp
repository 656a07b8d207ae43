#include "ui/views/open_documents.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/views/document_view.h"

namespace lectern::views {

OpenDocuments::OpenDocuments(documents::LoaderRegistry loaders, DocumentView& view, QObject* parent)
    : QObject(parent),
      view_(view),
      opener_(new jobs::DocumentOpener(std::move(loaders), this)),
      model_(new models::DocumentModel(this)),
      watch_(new FileWatch(this)) {
  constexpr int kSoon = 2000;  // ms; to write settings waits for the disk
  keeping_.setSingleShot(true);
  keeping_.setInterval(kSoon);
  connect(&keeping_, &QTimer::timeout, this, &OpenDocuments::keep);
  connect(watch_, &FileWatch::changed, this, &OpenDocuments::fileChanged);
  connect(opener_, &jobs::DocumentOpener::opened, this, &OpenDocuments::add);
  connect(opener_, &jobs::DocumentOpener::failed, this, [this](const QString& reason, const QString& path) {
    if (returning_ && !path.isEmpty() && !wanted_.contains(path)) {
      Q_EMIT returnFailed(reason, path);
    } else {
      Q_EMIT failed(reason);
    }
  });
  connect(opener_, &jobs::DocumentOpener::pendingChanged, this, [this](int pending) {
    if (pending == 0) {
      wanted_.clear();  // what is left could not be opened
      recent_.clear();
      read_.clear();
      endReturn();
    }
    Q_EMIT pendingChanged(pending);
  });
}

void OpenDocuments::open(const QStringList& files) {
  ++opened_;
  for (const QString& file : files) {
    wanted_.insert(file, opened_);
  }
  for (const QString& file : files.mid(0, kMostRecent)) {  // of a folder with many
    recent_.insert(file);
  }
  // A folder with many leaves room for what is opened meanwhile.
  read(files.mid(0, kMostRecent), jobs::Turn::Next);
  read(files.mid(kMostRecent), jobs::Turn::Last);
}

void OpenDocuments::read(const QStringList& files, jobs::Turn turn) {
  for (const QString& file : files) {
    read_[file] = FileWatch::stampOf(file);
  }
  opener_->open(files, turn);
}

void OpenDocuments::openText(const QString& text, const QString& title) { opener_->openText(text, title); }

bool OpenDocuments::openLastSession() {
  std::optional<Session> session = loadSession();
  if (!session) {
    return false;
  }
  returning_.emplace(std::move(*session));
  QStringList others = PastedTexts::files();  // of another window, which kept its session before this one did
  for (const Session::Item& item : returning_->items()) {
    others.removeAll(item.path);
    if (PastedTexts::isFile(item.path)) {
      openPasted(item.path, item.title);
    } else {
      read({item.path}, jobs::Turn::Last);
    }
  }
  for (const QString& path : others) {
    openPasted(path, {});
  }
  if (pending() == 0) {
    endReturn();
  }
  return true;
}

void OpenDocuments::openPasted(const QString& path, const QString& title) {
  if (const QString text = PastedTexts::read(path); !text.isEmpty()) {
    opener_->openText(text, title.isEmpty() ? PastedTexts::titleOf(text) : title, jobs::Turn::Last);
  }
}

void OpenDocuments::close(int row) {
  const jobs::DocumentPtr document = model_->document(row);
  if (!document) {
    return;
  }
  Q_EMIT leaving(document);
  model_->remove(row);
  pasted_.remove(document);
  watch_->remove(jobs::pathOf(document));
  Q_EMIT fileSettled(jobs::pathOf(document));
  Q_EMIT changed();
  view_.forget(document);
  keep();
  if (document->path.empty()) {
    Q_EMIT textClosed(document);
  }
}

void OpenDocuments::giveUp(const QString& path) {
  if (returning_) returning_->take(path);
  std::erase_if(missing_, [&](const Session::Item& item) { return item.path == path; });
  keep();
}

void OpenDocuments::keepSoon() {
  if (!keeping_.isActive()) {
    keeping_.start();
  }
}

void OpenDocuments::keep() const {
  Session session;
  const jobs::DocumentPtr shown = view_.document();
  session.current = shown ? fileOf(shown) : returning_ ? returning_->current() : QString();
  for (const jobs::DocumentPtr& document : model_->documents()) {
    const QString title = document->path.empty() ? QString::fromStdString(document->title) : QString();
    session.documents.push_back({fileOf(document), title, view_.placeOf(document)});
  }
  for (const QString& path : wanted_.keys()) {  // being opened
    const auto isThis = [&](const Session::Item& item) { return item.path == path; };
    if (std::ranges::none_of(session.documents, isThis)) {
      session.documents.push_back({path, {}, {}});
    }
  }
  std::ranges::copy(returning_ ? returning_->missing() : missing_, std::back_inserter(session.documents));
  saveSession(session);
  pasted_.keep();
}

void OpenDocuments::add(const jobs::DocumentPtr& document) {
  const jobs::DocumentPtr old = model_->find(*document);
  const bool isSame = old && *old == *document;
  const jobs::DocumentPtr added = isSame ? old : document;  // with its answers
  const QString path = jobs::pathOf(document);
  if (path.isEmpty()) {
    if (const QString reason = pasted_.add(added); !reason.isEmpty()) {
      Q_EMIT failed(
          tr("The pasted text “%1” is not kept, and will not be here when Lectern is started again: %2")
              .arg(QString::fromStdString(added->title), reason));
    }
  }
  const QString file = fileOf(added);
  const std::optional<Session::Item> item = returning_ ? returning_->take(file) : std::nullopt;
  int time = wanted_.take(path);  // 0: nobody has opened it now
  if (path.isEmpty() && !item) {
    time = ++opened_;
  }
  std::erase_if(missing_, [&](const Session::Item& each) { return each.path == file; });
  QStringList others;
  for (const jobs::DocumentPtr& open : model_->documents()) {
    others << fileOf(open);
  }
  bool isOther = false;  // than when it was read before
  if (!path.isEmpty()) {
    isOther = watch_->add(path, read_.contains(path) ? read_.take(path) : FileWatch::stampOf(path));
    Q_EMIT fileSettled(path);
  }
  if (isSame) {
    view_.openPagesAgain(old, isOther);
  } else if (old) {
    const Place place = view_.placeOf(old);
    Q_EMIT leaving(old);
    view_.forget(old);
    view_.setPlace(document, place);
  } else if (item) {
    view_.setPlace(document, item->place);
  }
  const int row = model_->add(added, item ? returning_->rowOf(file, others) : -1);
  Q_EMIT changed();
  if (recent_.remove(path)) {
    addRecentFile(path);
  }
  if (time > shown_ || (item && file == returning_->current() && !view_.document())) {
    shown_ = std::max(shown_, time);
    Q_EMIT wanted(row);
  }
  keepSoon();
}

QString OpenDocuments::fileOf(const jobs::DocumentPtr& document) const {
  return document->path.empty() ? pasted_.fileOf(document) : jobs::pathOf(document);
}

void OpenDocuments::endReturn() {
  if (!returning_) {
    return;
  }
  missing_ = returning_->missing();
  returning_.reset();
  // One on a drive that is not there now, or that could not be read, may come back; one that is deleted does
  // not.
  std::erase_if(missing_, [](const Session::Item& item) {
    const QFileInfo file(item.path);
    return !file.exists() && file.dir().exists();
  });
  if (!view_.document() && model_->rowCount() > 0) {  // the one that was shown is gone
    Q_EMIT wanted(0);
  }
  keepSoon();
}

}  // namespace lectern::views
