#pragma once

#include <QAbstractButton>
#include <QScrollArea>
#include <memory>
#include <vector>

#include "core/answering/answer.h"

class QHBoxLayout;
class QLabel;

namespace lectern::views {

/// One word of the question, to hover or to press.
class WordChip : public QAbstractButton {
  Q_OBJECT

 public:
  WordChip(const QString& word, int token, QWidget* parent = nullptr);

  /// Index of the word among the question's tokens.
  int token() const { return token_; }
  /// Draws a bar of this length below the word, 0…1.
  void setWeight(double weight);
  QSize sizeHint() const override;

 Q_SIGNALS:
  void hovered(int token);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  int token_;
  double weight_ = 0;
};

/// The words of the question that was asked, in one row. Hovering or focusing one tells of it; pressing it
/// keeps it until it is pressed again or let go. Without words the row shows a hint in the same height.
class QuestionWords : public QScrollArea {
  Q_OBJECT

 public:
  explicit QuestionWords(QWidget* parent = nullptr);

  void setHint(const QString& hint);
  /// Shows the words of `question`; marks of punctuation are left out.
  void setQuestion(const QString& question, const std::vector<text::Range>& tokens);
  /// Draws a bar below each word, 0…1 long, by its token; without any for none.
  void setWeights(const std::vector<double>& weights);
  /// Gives up the kept word; returns whether there was one.
  bool release();

  /// The token of the word that is kept; -1 for none.
  int kept() const { return kept_; }

 Q_SIGNALS:
  /// The token whose attention is to be shown; -1 for none.
  void tokenChanged(int token);

 protected:
  void wheelEvent(QWheelEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void clear();
  /// Leaves out the hint behind the words where it has no room.
  void fitHint();
  void press(WordChip* chip);

  QHBoxLayout* row_;
  QLabel* hint_;
  std::vector<WordChip*> chips_;
  int kept_ = -1;
};

}  // namespace lectern::views
