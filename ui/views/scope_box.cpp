#include "ui/views/scope_box.h"

#include <QWheelEvent>
#include <algorithm>

#include "ui/models/document_model.h"
#include "ui/models/snippet.h"
#include "ui/views/notes.h"

namespace lectern::views {

ScopeBox::ScopeBox(QWidget* parent) : QComboBox(parent) {
  setAccessibleName(tr("What is asked"));
  setFocusPolicy(Qt::TabFocus);  // a click leaves the question field its keys
  setSizeAdjustPolicy(AdjustToContents);
  connect(this, &QComboBox::activated, this, [this] { choose(static_cast<Scope>(currentData().toInt())); });
}

void ScopeBox::setDocuments(const jobs::DocumentPtr& shown, const std::vector<jobs::DocumentPtr>& open) {
  if (shown == shown_ && scope() == Scope::Document) {
    chosen_ = Scope::Document;  // what is asked of one document is not asked of others that come
  }
  shown_ = shown;
  inFolder_ = shown ? jobs::inFolder(jobs::folderOf(shown), open).size() : 0;
  clear();
  offer(tr("This document"), Scope::Document);
  if (inFolder_ > 1 && inFolder_ < open.size()) {
    constexpr int kNameLength = 30;
    const QString folder = models::firstWords(models::folderNameOf(shown), kNameLength);
    offer(tr("%1: %2 documents").arg(folder, QString::number(inFolder_)), Scope::Folder);
  }
  if (open.size() > 1) {
    offer(tr("All %1 documents").arg(open.size()), Scope::All);
  } else {
    chosen_ = Scope::Document;
  }
  showChosen();
  setVisible(count() > 1);
}

Scope ScopeBox::scope() const {
  return chosen_ == Scope::Folder && inFolder_ < 2 ? Scope::Document : chosen_;
}

void ScopeBox::choose(Scope scope) {
  if (scope != chosen_) {
    chosen_ = scope;
    showChosen();
    Q_EMIT scopeChanged();
  }
}

void ScopeBox::step() {
  choose(static_cast<Scope>(itemData((currentIndex() + 1) % count()).toInt()));
  announce(*this, currentText());
}

void ScopeBox::wheelEvent(QWheelEvent* event) { event->ignore(); }

void ScopeBox::showChosen() {
  const int index = findData(static_cast<int>(scope()));
  setCurrentIndex(index >= 0 ? index : count() - 1);  // a folder that is all that is open
}

}  // namespace lectern::views
