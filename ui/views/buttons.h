#pragma once

#include <QAbstractButton>
#include <QPushButton>

namespace lectern::views {

/// A push button in the accent's colour: the one thing to do here.
class AccentButton : public QPushButton {
  Q_OBJECT

 public:
  explicit AccentButton(const QString& text, QWidget* parent = nullptr);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// A suggested question as a card: wraps its words, and is clicked as a whole.
class QuestionCard : public QAbstractButton {
  Q_OBJECT

 public:
  explicit QuestionCard(const QString& question, QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;
};

/// Lets Enter press the button of a window that has the focus, as the space bar does.
void letEnterPress(QWidget& window);

/// Tab comes to a new button where `place` stands, which takes no focus itself.
void setTabOrderAt(QWidget& place, QWidget& button);

}  // namespace lectern::views
