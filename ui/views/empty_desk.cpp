#include "ui/views/empty_desk.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QShowEvent>
#include <QVBoxLayout>

#include "ui/views/buttons.h"
#include "ui/views/session.h"
#include "ui/views/theme.h"

namespace lectern::views {

EmptyDesk::EmptyDesk(QWidget* parent)
    : QWidget(parent), sample_(new QPushButton(tr("Open the sample"))), recent_(new QVBoxLayout) {
  auto* title = new QLabel(tr("No document is open"));
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 1.4);
  title->setFont(font);
  auto* text = new QLabel(tr("Open one, or drop files or a folder here."));
  text->setForegroundRole(QPalette::PlaceholderText);
  auto* open = new AccentButton(tr("Open…"));
  sample_->setFlat(true);
  sample_->hide();
  setFocusProxy(open);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(kGap);
  layout->addStretch(2);
  for (QLabel* label : {title, text}) {
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter);
    layout->addWidget(label);
  }
  layout->addSpacing(kGap);
  layout->addWidget(open, 0, Qt::AlignHCenter);
  layout->addWidget(sample_, 0, Qt::AlignHCenter);
  layout->addLayout(recent_);
  layout->addStretch(3);
  connect(open, &QPushButton::clicked, this, &EmptyDesk::openRequested);
  connect(sample_, &QPushButton::clicked, this, &EmptyDesk::sampleRequested);
}

void EmptyDesk::setHasSample(bool has) { sample_->setVisible(has); }

void EmptyDesk::showEvent(QShowEvent* event) {
  if (!event->spontaneous()) {
    tellRecent();
  }
}

void EmptyDesk::tellRecent() {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  QWidget* before = sample_;
  constexpr int kMost = 4;
  for (const QString& path : recentFiles().mid(0, kMost)) {
    if (recent_->isEmpty()) {
      auto* title = new QLabel(tr("Opened lately"));
      title->setForegroundRole(QPalette::PlaceholderText);
      title->setContentsMargins(0, kWideGap, 0, 0);
      recent_->addWidget(title, 0, Qt::AlignHCenter);
    }
    constexpr int kNameWidth = 300;
    auto* file = new QPushButton(fontMetrics()
                                     .elidedText(QFileInfo(path).fileName(), Qt::ElideMiddle, kNameWidth)
                                     .replace(u'&', QStringLiteral("&&")));
    file->setFlat(true);
    file->setToolTip(QDir::toNativeSeparators(path));
    connect(file, &QPushButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
    recent_->addWidget(file, 0, Qt::AlignHCenter);
    setTabOrder(before, file);
    before = file;
  }
}

void EmptyDesk::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), palette().color(QPalette::Base)); }

}  // namespace lectern::views
