#include "ui/views/documents_pane.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/views/labels.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

/// Draws a title on a rounded ground when it is the current one, and above the first of a folder its name.
class TitleDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme theme = Theme::of(option.palette);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const QString folder = index.data(models::DocumentModel::FolderRole).toString();
    const int above = folder.isEmpty() ? 0 : headingHeight(option);
    const QRectF ground = QRectF(option.rect).adjusted(kGap, above + 1, -kGap, -1);
    const auto draw = [&](const QString& text, const QRectF& room) {
      painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                        option.fontMetrics.elidedText(text, Qt::ElideRight, static_cast<int>(room.width())));
    };
    painter->save();
    painter->setPen(theme.muted);
    draw(folder, QRectF(option.rect).adjusted(kWideGap, kGap, -kWideGap, above - option.rect.height()));
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(current && option.state.testFlag(QStyle::State_HasFocus) ? QPen(theme.accent)
                                                                             : QPen(Qt::NoPen));
    painter->setBrush(current ? theme.line : theme.hover);
    if (current || option.state.testFlag(QStyle::State_MouseOver)) {
      painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    painter->setPen(option.palette.color(QPalette::Text));
    draw(index.data().toString(), ground.adjusted(kGap, 0, -kGap, 0));
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const bool hasHeading = !index.data(models::DocumentModel::FolderRole).toString().isEmpty();
    return {80, option.fontMetrics.height() + 2 * kGap + (hasHeading ? headingHeight(option) : 0)};
  }

 private:
  static int headingHeight(const QStyleOptionViewItem& option) {
    return option.fontMetrics.height() + kGap + kSmallGap;
  }
};

}  // namespace

DocumentsPane::DocumentsPane(models::DocumentModel* model, QWidget* parent)
    : QWidget(parent), list_(new QListView) {
  QLabel* title = headingLabel(tr("Documents"));
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
  if (event->type() == QEvent::KeyPress) {
    const auto* pressed = static_cast<QKeyEvent*>(event);
    if (pressed->key() == Qt::Key_Delete && current() >= 0) {
      if (!pressed->isAutoRepeat()) {
        Q_EMIT closeRequested(current());
      }
      return true;
    }
  }
  return QWidget::eventFilter(object, event);
}

}  // namespace lectern::views
