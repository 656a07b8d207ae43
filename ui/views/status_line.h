#pragma once

#include <QLabel>

namespace lectern::jobs {
class ReaderService;
}

namespace lectern::views {

class Conversation;
class DocumentView;
class OpenDocuments;

/// The line at the foot of the window: what is open and in view, which reader answers, and what the answer
/// that is shown took.
class StatusLine : public QLabel {
  Q_OBJECT

 public:
  /// The parts must outlive it.
  StatusLine(const OpenDocuments& documents, const DocumentView& view, const jobs::ReaderService& reader,
             const Conversation& conversation, QWidget* parent = nullptr);

  /// Says how things stand now.
  void refresh();

 private:
  QString documents() const;
  QString reader() const;
  QString reading() const;

  const OpenDocuments& documents_;
  const DocumentView& view_;
  const jobs::ReaderService& reader_;
  const Conversation& conversation_;
};

}  // namespace lectern::views
