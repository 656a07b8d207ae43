#include "ui/views/score_pane.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <QVBoxLayout>
#include <utility>

#include "ui/models/batch_report.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr int kSide = 192;  // of the diagram

QPixmap picture(const QString& svg, double pixelRatio) {
  QPixmap pixmap(QSize(kSide, kSide) * pixelRatio);
  pixmap.setDevicePixelRatio(pixelRatio);
  pixmap.fill(Qt::transparent);
  QSvgRenderer renderer(svg.toUtf8());
  QPainter painter(&pixmap);
  renderer.render(&painter, QRectF(0, 0, kSide, kSide));
  return pixmap;
}

}  // namespace

ScorePane::ScorePane(QWidget* parent) : QWidget(parent), words_(new QLabel), diagram_(new QLabel) {
  words_->setTextFormat(Qt::PlainText);
  words_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  diagram_->setAccessibleName(tr("Share of right answers over confidence"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kWideGap);
  layout->addWidget(diagram_);
  layout->addWidget(words_);
  layout->addStretch(1);
  hide();
}

void ScorePane::showScores(std::optional<evaluation::SquadScores> scores) {
  scores_ = std::move(scores);
  setVisible(scores_.has_value());
  if (scores_) {
    words_->setText(models::scoreLines(*scores_).join(u'\n'));
    draw();
  }
}

void ScorePane::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && scores_) {
    draw();
  }
}

void ScorePane::draw() {
  const Theme theme = Theme::of(palette());
  diagram_->setPixmap(
      picture(models::reliabilitySvg(scores_->reliability, theme.accent, theme.muted), devicePixelRatioF()));
}

}  // namespace lectern::views
