#include "ui/views/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/views/color_ramp.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr int kMostHeight = 132;  // about three messages; more are scrolled to

/// One message with its close button.
class Row : public QWidget {
 public:
  Row(MessageBar::Kind kind, const QString& message) : kind_(kind), label_(new QLabel(message)) {
    label_->setWordWrap(true);
    label_->setTextFormat(Qt::PlainText);
    label_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label_->setFocusPolicy(Qt::ClickFocus);
    close = new QToolButton;
    close->setText(QStringLiteral("×"));
    close->setAutoRaise(true);
    close->setAccessibleName(MessageBar::tr("Dismiss message"));
    close->setToolTip(MessageBar::tr("Dismiss"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kWideGap, 6, kGap, 6);
    layout->addWidget(label_, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
  }

  QString message() const { return label_->text(); }
  QToolButton* close;

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme theme = Theme::of(palette());
    const QColor color = kind_ == MessageBar::Kind::Error ? theme.error : theme.warning;
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.base, color, 0.13));
    painter.fillRect(QRect(0, 0, 4, height()), color);
    painter.fillRect(QRect(0, height() - 1, width(), 1), mixed(theme.base, color, 0.3));
  }

 private:
  MessageBar::Kind kind_;
  QLabel* label_;
};

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), area_(new QScrollArea) {
  auto* content = new QWidget;
  rows_ = new QVBoxLayout(content);
  rows_->setContentsMargins(0, 0, 0, 0);
  rows_->setSpacing(0);
  area_->setWidget(content);
  area_->setWidgetResizable(true);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(area_);
  setAccessibleName(tr("Messages"));
  hide();
}

void MessageBar::add(Kind kind, const QString& message) {
  if (messages().contains(message)) {
    return;
  }
  auto* row = new Row(kind, message);
  rows_->insertWidget(0, row);
  row->show();  // now, so that the layout counts it
  connect(row->close, &QToolButton::clicked, row, [this, row] {
    rows_->removeWidget(row);
    row->deleteLater();
    fit();
  });
  show();
  fit();
  area_->ensureVisible(0, 0);
}

void MessageBar::dismissAll() {
  while (QLayoutItem* item = rows_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  fit();
}

QStringList MessageBar::messages() const {
  QStringList messages;
  for (int i = 0; i < rows_->count(); ++i) {
    messages << static_cast<const Row*>(rows_->itemAt(i)->widget())->message();
  }
  return messages;
}

void MessageBar::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) {
    fit();
  }
}

void MessageBar::fit() {
  setVisible(rows_->count() > 0);
  const int height = rows_->hasHeightForWidth() ? rows_->heightForWidth(width()) : rows_->sizeHint().height();
  setFixedHeight(std::min(height, kMostHeight));
}

}  // namespace lectern::views
