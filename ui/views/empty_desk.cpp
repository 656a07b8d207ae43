#include "ui/views/empty_desk.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/views/buttons.h"
#include "ui/views/theme.h"

namespace lectern::views {

EmptyDesk::EmptyDesk(QWidget* parent) : QWidget(parent), sample_(new QPushButton(tr("Open the sample"))) {
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
  layout->addStretch(3);
  connect(open, &QPushButton::clicked, this, &EmptyDesk::openRequested);
  connect(sample_, &QPushButton::clicked, this, &EmptyDesk::sampleRequested);
}

void EmptyDesk::setHasSample(bool has) { sample_->setVisible(has); }

void EmptyDesk::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), palette().color(QPalette::Base)); }

}  // namespace lectern::views
