#pragma once

#include <QObject>
#include <QStringList>
#include <optional>

#include "core/library/history.h"

namespace lectern::views {

class Conversation;
class DocumentsPane;
class OpenDocuments;
class QuestionBar;

/// Brings back a question of the history: opens the documents it was asked of, where they are not open, and
/// then has it asked of that one, of its folder, or of all that are open.
class AskAgain : public QObject {
  Q_OBJECT

 public:
  /// The parts must outlive it.
  AskAgain(OpenDocuments& documents, DocumentsPane& pane, QuestionBar& questions, Conversation& conversation,
           QObject* parent = nullptr);

  /// In place of one whose documents are still being opened; another question that is asked meanwhile takes
  /// its place in turn.
  void ask(const library::KeptQuestion& question);

 Q_SIGNALS:
  void failed(const QString& reason);

 private:
  /// Files of its documents that are not open.
  QStringList missingOf(const library::KeptQuestion& question) const;
  void goOn();

  OpenDocuments& documents_;
  DocumentsPane& pane_;
  QuestionBar& questions_;
  Conversation& conversation_;
  std::optional<library::KeptQuestion> waiting_;
};

}  // namespace lectern::views
