#pragma once

#include <QWidget>
#include <vector>

#include "ui/jobs/document_opener.h"

class QLineEdit;
class QToolButton;

namespace lectern::views {

class AccentButton;
class BusyLine;
class HistoryMenu;
class QuestionWords;
class ScopeBox;

/// The question field with its button, the words of the question that was asked, and the line of progress.
class QuestionBar : public QWidget {
  Q_OBJECT

 public:
  explicit QuestionBar(QWidget* parent = nullptr);

  QString question() const;
  void setQuestion(const QString& question);
  /// The document that is shown, null for none, and those that are open.
  void setDocuments(const jobs::DocumentPtr& shown, const std::vector<jobs::DocumentPtr>& open);
  /// Which of them are asked.
  ScopeBox* scope() const { return scope_; }
  /// While busy the button stops the reading instead of asking.
  void setBusy(bool busy);
  void focusField();

  QuestionWords* words() const { return words_; }
  BusyLine* busyLine() const { return busyLine_; }
  QLineEdit* field() const { return field_; }
  /// Questions asked before, behind the field.
  HistoryMenu* history() const { return history_; }

 Q_SIGNALS:
  /// Enter was pressed or Ask was clicked on a question that is not blank.
  void asked(const QString& question);
  void stopRequested();
  /// ↑ (-1) or ↓ (+1) was pressed in the field.
  void stepRequested(int step);
  /// Copy was pressed in the field with nothing selected in it.
  void copyRequested();

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void submit();
  void tellDocuments();

  QLineEdit* field_;
  QToolButton* past_;
  HistoryMenu* history_;
  AccentButton* button_;
  QuestionWords* words_;
  ScopeBox* scope_;
  QString title_;  // of the document that is shown
  BusyLine* busyLine_;
  bool busy_ = false;
};

}  // namespace lectern::views
