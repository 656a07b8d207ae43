#include "ui/views/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/views/color_ramp.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr int kMostShown = 3;  // older messages come when these are dismissed

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

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), rows_(new QVBoxLayout(this)) {
  rows_->setContentsMargins(0, 0, 0, 0);
  rows_->setSpacing(0);
  setAccessibleName(tr("Messages"));
  hide();
}

void MessageBar::add(Kind kind, const QString& message) {
  if (messages().contains(message)) {
    return;
  }
  auto* row = new Row(kind, message);
  rows_->insertWidget(0, row);
  connect(row->close, &QToolButton::clicked, row, [this, row] {
    rows_->removeWidget(row);
    row->deleteLater();
    showNewest();
  });
  showNewest();
}

void MessageBar::dismissAll() {
  while (QLayoutItem* item = rows_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  showNewest();
}

QStringList MessageBar::messages() const {
  QStringList messages;
  for (int i = 0; i < rows_->count(); ++i) {
    messages << static_cast<const Row*>(rows_->itemAt(i)->widget())->message();
  }
  return messages;
}

void MessageBar::showNewest() {
  for (int i = 0; i < rows_->count(); ++i) {
    rows_->itemAt(i)->widget()->setVisible(i < kMostShown);
  }
  setVisible(rows_->count() > 0);
}

}  // namespace lectern::views
