#include "ui/views/question_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

#include "ui/views/buttons.h"
#include "ui/views/color_ramp.h"
#include "ui/views/theme.h"

namespace lectern::views {

WordChip::WordChip(const QString& word, int token, QWidget* parent) : QAbstractButton(parent), token_(token) {
  setText(word);
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAccessibleName(tr("Question word %1").arg(word));
  setToolTip(tr("What “%1” is matched with in the document. Click to keep, Esc to let go.").arg(word));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void WordChip::setWeight(double weight) {
  weight_ = weight;
  update();
}

QSize WordChip::sizeHint() const {
  return {fontMetrics().horizontalAdvance(text()) + 2 * kGap, fontMetrics().height() + 2 * kSmallGap};
}

void WordChip::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(palette());
  const bool active = isChecked() || underMouse() || hasFocus();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(isChecked() || hasFocus() ? theme.accent
                      : active                  ? theme.strongestAttention
                                                : theme.line,
                      isChecked() ? 2 : 1));
  painter.setBrush(active ? theme.attention(isChecked() ? 1 : 0.55) : theme.base);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
  if (weight_ > 0) {
    constexpr double kInset = 5, kThickness = 3;
    const QRectF bar(kInset, height() - kInset, (width() - 2 * kInset) * weight_, kThickness);
    painter.fillRect(bar, theme.strongestAttention);
  }
  painter.setPen(palette().color(QPalette::Text));
  painter.drawText(rect(), Qt::AlignCenter, text());
}

void WordChip::enterEvent(QEnterEvent* event) {
  QAbstractButton::enterEvent(event);
  update();
  Q_EMIT hovered(token_);
}

void WordChip::leaveEvent(QEvent* event) {
  QAbstractButton::leaveEvent(event);
  update();
  Q_EMIT left();
}

void WordChip::focusInEvent(QFocusEvent* event) {
  QAbstractButton::focusInEvent(event);
  if (event->reason() != Qt::MouseFocusReason) {
    Q_EMIT hovered(token_);
  }
}

void WordChip::focusOutEvent(QFocusEvent* event) {
  QAbstractButton::focusOutEvent(event);
  Q_EMIT left();
}

QuestionWords::QuestionWords(QWidget* parent) : QScrollArea(parent), hint_(new QLabel) {
  auto* content = new QWidget;
  row_ = new QHBoxLayout(content);
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(kSmallGap);
  row_->addWidget(hint_);
  row_->addStretch();
  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  setFixedHeight(fontMetrics().height() + 2 * kSmallGap + 2);
}

void QuestionWords::setHint(const QString& hint) {
  clear();
  hint_->setText(hint);
  fitHint();
}

void QuestionWords::setQuestion(const QString& question, const std::vector<text::Range>& tokens) {
  clear();
  hint_->setText(tr("Hover a word to see what it is matched with"));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const QString word =
        question.mid(static_cast<qsizetype>(tokens[i].begin), static_cast<qsizetype>(tokens[i].length()));
    if (std::none_of(word.begin(), word.end(),
                     [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); })) {
      continue;
    }
    auto* chip = new WordChip(word, static_cast<int>(i), widget());
    row_->insertWidget(static_cast<int>(chips_.size()), chip);
    if (chips_.empty()) {
      setTabOrderAt(*this, *chip);
    } else {
      setTabOrder(chips_.back(), chip);
    }
    chips_.push_back(chip);
    connect(chip, &WordChip::hovered, this, [this, chip](int token) {
      ensureWidgetVisible(chip, kGap, 0);
      Q_EMIT tokenChanged(token);
    });
    connect(chip, &WordChip::left, this, [this] { Q_EMIT tokenChanged(kept_); });
    connect(chip, &WordChip::clicked, this, [this, chip] { press(chip); });
  }
  fitHint();
}

void QuestionWords::setWeights(const std::vector<double>& weights) {
  for (WordChip* chip : chips_) {
    const auto token = static_cast<std::size_t>(chip->token());
    chip->setWeight(token < weights.size() ? weights[token] : 0);
  }
}

bool QuestionWords::release() {
  if (kept_ < 0) {
    return false;
  }
  kept_ = -1;
  for (WordChip* chip : chips_) {
    chip->setChecked(false);
  }
  Q_EMIT tokenChanged(-1);
  return true;
}

void QuestionWords::wheelEvent(QWheelEvent* event) {
  const QPoint turn = event->angleDelta();
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (turn.x() != 0 ? turn.x() : turn.y()) / 2);
  event->accept();
}

void QuestionWords::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  fitHint();
}

void QuestionWords::fitHint() {
  int width = hint_->sizeHint().width();
  for (const WordChip* chip : chips_) {
    width += chip->sizeHint().width() + row_->spacing();
  }
  hint_->setVisible(chips_.empty() || width <= viewport()->width());
}

void QuestionWords::clear() {
  const bool shown = !chips_.empty();
  for (WordChip* chip : chips_) {
    chip->disconnect(this);
    chip->hide();
    chip->deleteLater();
  }
  chips_.clear();
  kept_ = -1;
  if (shown) {
    Q_EMIT tokenChanged(-1);
  }
}

void QuestionWords::press(WordChip* chip) {
  kept_ = chip->isChecked() ? chip->token() : -1;
  for (WordChip* other : chips_) {
    other->setChecked(other == chip && kept_ >= 0);
  }
  Q_EMIT tokenChanged(kept_ >= 0 ? kept_ : chip->token());
}

}  // namespace lectern::views
