#include "ui/views/status_line.h"

#include <QLocale>

#include "ui/jobs/reader_service.h"
#include "ui/views/conversation.h"
#include "ui/views/document_view.h"
#include "ui/views/open_documents.h"

namespace lectern::views {

StatusLine::StatusLine(const OpenDocuments& documents, const DocumentView& view,
                       const jobs::ReaderService& reader, const Conversation& conversation, QWidget* parent)
    : QLabel(parent), documents_(documents), view_(view), reader_(reader), conversation_(conversation) {
  setForegroundRole(QPalette::PlaceholderText);
  setContentsMargins(8, 2, 8, 2);
}

void StatusLine::refresh() {
  const std::size_t page = view_.currentPage();
  QStringList parts{documents(),
                    page > 0 ? tr("page %1 of %2").arg(page).arg(view_.document()->pages.size()) : QString(),
                    reader(), reading()};
  parts.removeAll(QString());
  setText(parts.join(QStringLiteral("  ·  ")));
}

QString StatusLine::documents() const {
  if (documents_.pending() > 0) {
    return tr("opening documents: %1…").arg(documents_.pending());
  }
  const int open = documents_.model()->rowCount();
  return open > 1 ? tr("documents: %1").arg(open) : QString();
}

QString StatusLine::reader() const {
  using State = jobs::ReaderService::State;
  switch (reader_.state()) {
    case State::NotLoaded:
      return {};
    case State::Loading:
      return tr("loading the reader…");
    case State::Failed:
      return tr("no reader");
    case State::Ready:
      break;
  }
  const answering::ReaderInfo& info = reader_.reader()->info;
  return QStringLiteral("%1 %2").arg(QString::fromStdString(info.name), QString::fromStdString(info.version));
}

QString StatusLine::reading() const {
  const jobs::Answered* answered = conversation_.answered();
  if (answered == nullptr) {
    return {};
  }
  std::size_t read = 0, unread = 0;
  for (const answering::Prediction& prediction : *answered->predictions) {
    read += prediction.windowCount;
    unread += prediction.unreadWindows;
  }
  const QString seconds = QLocale().toString(answered->seconds, 'f', 2);
  return unread == 0
             ? tr("passages read: %1, in %2 s").arg(read).arg(seconds)
             : tr("passages read: the best %1 of %2, in %3 s").arg(read).arg(read + unread).arg(seconds);
}

}  // namespace lectern::views
