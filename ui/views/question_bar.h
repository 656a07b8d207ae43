#pragma once

#include <QWidget>

class QLineEdit;

namespace lectern::views {

class AccentButton;
class BusyLine;
class QuestionWords;

/// The question field with its button, the words of the question that was asked, and the line of progress.
class QuestionBar : public QWidget {
  Q_OBJECT

 public:
  explicit QuestionBar(QWidget* parent = nullptr);

  QString question() const;
  void setQuestion(const QString& question);
  /// Title of the document that is asked; empty: none is open.
  void setDocumentTitle(const QString& title);
  /// While busy the button stops the reading instead of asking.
  void setBusy(bool busy);
  void focusField();

  QuestionWords* words() const { return words_; }
  BusyLine* busyLine() const { return busyLine_; }
  QLineEdit* field() const { return field_; }

 Q_SIGNALS:
  /// Enter was pressed or Ask was clicked on a question that is not blank.
  void asked(const QString& question);
  void stopRequested();
  /// ↑ (-1) or ↓ (+1) was pressed in the field.
  void stepRequested(int step);

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void submit();

  QLineEdit* field_;
  AccentButton* button_;
  QuestionWords* words_;
  BusyLine* busyLine_;
  bool busy_ = false;
};

}  // namespace lectern::views
