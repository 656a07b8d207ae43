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

HistoryMenu::HistoryMenu(QWidget* parent) : QMenu(parent) { setToolTipsVisible(true); }

void HistoryMenu::openBelow(const QWidget& widget) {
  fill();
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
          QStringLiteral("<p>%1</p><p>%2</p>")
              .arg(words.toHtmlEscaped(),
                   tr("%1 — %2").arg(models::answerOf(all[i]), models::documentsOf(all[i])).toHtmlEscaped()));
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
