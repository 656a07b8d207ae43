#pragma once

#include <QObject>

class QWidget;

namespace lectern::views {

class AnswerPane;
class Conversation;
class DocumentView;

/// Saves the answers that are shown, alone or on the pages of their document.
class AnswerSaving : public QObject {
  Q_OBJECT

 public:
  /// The parts must outlive it; `window` is what its dialogs belong to.
  AnswerSaving(const Conversation& conversation, const AnswerPane& answers, DocumentView& view,
               QWidget* window);

  /// Asks where to save the answers with their sources, and does so.
  void saveAnswers();
  /// Whether the document that is shown has answers.
  bool canSaveHighlighted() const;
  /// The same for the document with its answers highlighted.
  void saveHighlighted();

 Q_SIGNALS:
  void failed(const QString& reason);
  void saved(const QString& path);
  /// A document is being saved, or is no more.
  void savingChanged(bool isSaving);

 private:
  const Conversation& conversation_;
  const AnswerPane& answers_;
  DocumentView& view_;
  QWidget* window_;
};

}  // namespace lectern::views
