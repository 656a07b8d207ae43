#include "ui/views/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/views/color_ramp.h"
#include "ui/views/notes.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr int kMostShown = 3;  // older messages come when they are asked for, or these are dismissed

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
  QPushButton* addButton(const QString& name) {
    auto* button = new QPushButton(name);
    static_cast<QHBoxLayout*>(layout())->insertWidget(1, button, 0, Qt::AlignTop);
    return button;
  }

  QToolButton* close;

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme theme = Theme::of(palette());
    const QColor color = kind_ == MessageBar::Kind::Error     ? theme.error
                         : kind_ == MessageBar::Kind::Warning ? theme.warning
                                                              : theme.accent;
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

/// As high as the messages in it, up to a third of the window: more are scrolled to.
class MessageBar::Rows : public QScrollArea {
 public:
  Rows() : layout(new QVBoxLayout) {
    auto* rows = new QWidget;
    rows->setLayout(layout);
    setWidget(rows);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
  }
  int heightForWidth(int width) const override {
    return std::min(layout->heightForWidth(width), window()->height() / 3);
  }
  QSize sizeHint() const override { return {widget()->sizeHint().width(), heightForWidth(width())}; }
  QSize minimumSizeHint() const override { return {0, 0}; }

  QVBoxLayout* layout;
};

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), area_(new Rows), rows_(area_->layout), more_(new QPushButton) {
  more_->setFlat(true);
  auto* layout = new QVBoxLayout(this);
  for (QVBoxLayout* each : {layout, rows_}) {
    each->setContentsMargins(0, 0, 0, 0);
    each->setSpacing(0);
  }
  layout->addWidget(area_);
  layout->addWidget(more_, 0, Qt::AlignLeft);
  connect(more_, &QPushButton::clicked, this, [this] {
    showsAll_ = true;
    showNewest();
  });
  setAccessibleName(tr("Messages"));
  hide();
}

void MessageBar::add(Kind kind, const QString& message, const Remedy& remedy) {
  if (!remedy.act && messages().contains(message)) {
    return;
  }
  auto* row = new Row(kind, message);
  rows_->insertWidget(0, row);
  if (remedy.act) {
    connect(row->addButton(remedy.name), &QPushButton::clicked, this, [this, row, act = remedy.act] {
      take(row);
      act();
    });
  }
  connect(row->close, &QToolButton::clicked, this, [this, row] { take(row); });
  showNewest();
  announce(*this, message);
}

void MessageBar::dismiss(const QString& message) {
  if (const qsizetype at = messages().indexOf(message); at >= 0) {
    take(rows_->itemAt(static_cast<int>(at))->widget());
  }
}

void MessageBar::dismissShown() {
  for (int count = showsAll_ ? rows_->count() : std::min(rows_->count(), kMostShown); count > 0; --count) {
    take(rows_->itemAt(0)->widget());
  }
}

QStringList MessageBar::messages() const {
  QStringList messages;
  for (int i = 0; i < rows_->count(); ++i) {
    messages << static_cast<const Row*>(rows_->itemAt(i)->widget())->message();
  }
  return messages;
}

void MessageBar::take(QWidget* row) {
  rows_->removeWidget(row);
  row->hide();
  row->deleteLater();
  showNewest();
}

void MessageBar::showNewest() {
  showsAll_ = showsAll_ && rows_->count() > kMostShown;
  for (int i = 0; i < rows_->count(); ++i) {
    rows_->itemAt(i)->widget()->setVisible(showsAll_ || i < kMostShown);
  }
  more_->setText(tr("Show %1 more").arg(rows_->count() - kMostShown));
  more_->setVisible(!showsAll_ && rows_->count() > kMostShown);
  area_->updateGeometry();
  setVisible(rows_->count() > 0);
}

}  // namespace lectern::views
