#include "ui/views/documents_pane.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/views/theme.h"

namespace lectern::views {
namespace {

/// Draws a title on a rounded ground when it is the current one.
class TitleDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme theme = Theme::of(option.palette);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const QRectF ground = QRectF(option.rect).adjusted(kGap, 1, -kGap, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(current && option.state.testFlag(QStyle::State_HasFocus) ? QPen(theme.accent)
                                                                             : QPen(Qt::NoPen));
    painter->setBrush(current ? theme.line : theme.hover);
    if (current || option.state.testFlag(QStyle::State_MouseOver)) {
      painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    painter->setPen(option.palette.color(QPalette::Text));
    const QRectF room = ground.adjusted(kGap, 0, -kGap, 0);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight,
                                                    static_cast<int>(room.width())));
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {80, option.fontMetrics.height() + 2 * kGap};
  }
};

}  // namespace

DocumentsPane::DocumentsPane(models::DocumentModel* model, QWidget* parent)
    : QWidget(parent), list_(new QListView) {
  auto* title = new QLabel(tr("Documents"));
  QFont font = title->font();
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  title->setContentsMargins(kWideGap, 14, kWideGap, kGap);
  list_->setModel(model);
  list_->setItemDelegate(new TitleDelegate(list_));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setMouseTracking(true);
  list_->setAccessibleName(tr("Open documents"));
  list_->viewport()->setAutoFillBackground(false);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->installEventFilter(this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(title);
  layout->addWidget(list_, 1);
  setMinimumWidth(120);

  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& now) { Q_EMIT currentChanged(now.row()); });
  connect(list_, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
    const QModelIndex index = list_->indexAt(at);
    if (index.isValid()) {
      auto* menu = new QMenu(this);
      menu->setAttribute(Qt::WA_DeleteOnClose);
      connect(menu->addAction(tr("Close")), &QAction::triggered, this,
              [this, at = QPersistentModelIndex(index)] {
                if (at.isValid()) {
                  Q_EMIT closeRequested(at.row());
                }
              });
      menu->popup(list_->viewport()->mapToGlobal(at));
    }
  });
}

int DocumentsPane::current() const { return list_->currentIndex().row(); }

void DocumentsPane::setCurrent(int row) { list_->setCurrentIndex(list_->model()->index(row, 0)); }

bool DocumentsPane::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete &&
      current() >= 0) {
    Q_EMIT closeRequested(current());
    return true;
  }
  return QWidget::eventFilter(object, event);
}

}  // namespace lectern::views
