#include "ui/views/history_menu.h"

#include <algorithm>

#include "ui/models/history_model.h"
#include "ui/models/snippet.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr std::size_t kMostRecent = 12;
constexpr int kQuestionLength = 70;

}  // namespace

HistoryMenu::HistoryMenu(QWidget* parent) : QMenu(parent) {
  setToolTipsVisible(true);
  connect(this, &QMenu::aboutToShow, this, &HistoryMenu::fill);
}

void HistoryMenu::openBelow(const QWidget& widget) {
  fill();  // its width is asked for before it shows
  popup(widget.mapToGlobal(QPoint(widget.width() - sizeHint().width(), widget.height() + kGap)));
}

void HistoryMenu::fill() {
  clear();
  if (history_ != nullptr) {
    history_->refresh();
    const std::vector<library::KeptQuestion>& all = history_->questions();
    for (std::size_t i = 0; i < std::min(all.size(), kMostRecent); ++i) {
      const QString words = QString::fromStdString(all[i].question).simplified();
      QAction* question =
          addAction(models::firstWords(words, kQuestionLength).replace(u'&', QStringLiteral("&&")));
      question->setToolTip(
          tr("%1\n%2 — %3").arg(words, models::answerOf(all[i]), models::documentsOf(all[i])));
      connect(question, &QAction::triggered, this, [this, kept = all[i]] { Q_EMIT chosen(kept); });
    }
  }
  if (isEmpty()) {
    addAction(tr("No questions yet"))->setEnabled(false);
  }
  addSeparator();
  connect(addAction(tr("&History…")), &QAction::triggered, this, &HistoryMenu::allRequested);
}

}  // namespace lectern::views
