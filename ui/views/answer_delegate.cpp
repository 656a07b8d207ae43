#include "ui/views/answer_delegate.h"

#include <QListView>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "core/answering/percent.h"
#include "ui/models/answer_model.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

using models::AnswerModel;

constexpr int kOuterX = 10;
constexpr int kOuterY = 3;
constexpr int kPadding = 12;
constexpr int kBarWidth = 72;  // at most
constexpr int kBarHeight = 6;
constexpr double kLeading = 1.3;

/// Lays the sentence out and returns its height.
qreal layOut(QTextLayout& layout, const QModelIndex& index, qreal width) {
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  QTextCharFormat bold;
  bold.setFontWeight(QFont::Bold);
  layout.setFormats({{index.data(AnswerModel::SnippetBeginRole).toInt(),
                      index.data(AnswerModel::SnippetLengthRole).toInt(), bold}});
  qreal y = 0;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    line.setPosition({0, y});
    y += std::ceil(line.height() * kLeading);
  }
  layout.endLayout();
  return y;
}

int viewWidth(const QStyleOptionViewItem& option) {
  const auto* view = qobject_cast<const QListView*>(option.widget);
  return view != nullptr ? view->viewport()->width() : option.rect.width();
}

}  // namespace

void AnswerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  const Theme theme = Theme::of(option.palette);
  const QRectF card = QRectF(option.rect).adjusted(kOuterX, kOuterY, -kOuterX, -kOuterY);
  const bool chosen = option.state.testFlag(QStyle::State_Selected);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  if (chosen) {
    painter->setBrush(theme.answer);
    painter->drawRoundedRect(card, kCornerRadius, kCornerRadius);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
      painter->setBrush(Qt::NoBrush);
      painter->setPen(QPen(theme.answerLine, 1));
      painter->drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), kCornerRadius, kCornerRadius);
    }
  } else if (option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setBrush(theme.hover);
    painter->drawRoundedRect(card, kCornerRadius, kCornerRadius);
  }

  const QRectF inner = card.adjusted(kPadding, kPadding - 2, -kPadding, -kPadding + 2);
  const QFontMetricsF metrics(option.font);
  const QRectF head(inner.left(), inner.top(), inner.width(), metrics.height());
  const double confidence = index.data(AnswerModel::ConfidenceRole).toDouble();
  painter->setFont(option.font);
  painter->setPen(theme.muted);
  painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter, index.data(AnswerModel::RankRole).toString());

  const QString percent = QString::fromStdString(answering::percent(confidence));
  const int pageNumber = index.data(AnswerModel::PageRole).toInt();
  const QString number = pageNumber > 0 ? tr("p. %1").arg(pageNumber) : QString();
  const QString title = index.data(AnswerModel::DocumentRole).toString();
  const QString where =
      title.isEmpty() || number.isEmpty() ? title + number : title + QStringLiteral(" · ") + number;
  // Of a long title its end goes, never the page.
  const qreal most = head.width() * 0.55;
  const QString heading = index.data(AnswerModel::HeadingRole).toString();
  const QString page =
      number.isEmpty() && title.isEmpty() ? metrics.elidedText(heading, Qt::ElideRight, head.width() * 0.5)
      : title.isEmpty() || metrics.horizontalAdvance(where) <= most
          ? where
          : metrics.elidedText(title, Qt::ElideRight,
                               most - metrics.horizontalAdvance(QStringLiteral(" · ") + number)) +
                (number.isEmpty() ? QString() : QStringLiteral(" · ") + number);
  const qreal barLeft = head.left() + metrics.horizontalAdvance(QStringLiteral("00")) + 2;
  const qreal texts = metrics.horizontalAdvance(percent) + metrics.horizontalAdvance(page) + 3 * kGap;
  const qreal barWidth = std::clamp<qreal>(head.right() - barLeft - texts, 0, kBarWidth);
  const QRectF bar(barLeft, head.center().y() - kBarHeight / 2.0, barWidth, kBarHeight);
  if (barWidth > 2 * kBarHeight) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.line);
    painter->drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
    painter->setBrush(theme.answerLine);
    painter->drawRoundedRect(
        QRectF(bar.topLeft(), QSizeF(std::max<qreal>(kBarHeight, barWidth * confidence), kBarHeight)),
        kBarHeight / 2.0, kBarHeight / 2.0);
  }
  painter->setPen(theme.muted);
  painter->drawText(QRectF(bar.right() + kGap, head.top(), head.right() - bar.right() - kGap, head.height()),
                    Qt::AlignLeft | Qt::AlignVCenter, percent);
  painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, page);

  QTextLayout sentence(index.data(AnswerModel::SnippetRole).toString(), option.font);
  layOut(sentence, index, inner.width());
  painter->setPen(option.palette.color(QPalette::Text));
  sentence.draw(painter, QPointF(inner.left(), head.bottom() + kGap));
  painter->restore();
}

QSize AnswerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const int width = viewWidth(option);
  QTextLayout sentence(index.data(AnswerModel::SnippetRole).toString(), option.font);
  const qreal text = layOut(sentence, index, width - 2 * (kOuterX + kPadding));
  const qreal head = QFontMetricsF(option.font).height() + kGap;
  return {width, static_cast<int>(std::ceil(head + text)) + 2 * (kOuterY + kPadding - 2)};
}

}  // namespace lectern::views
