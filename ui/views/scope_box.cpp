#include "ui/views/scope_box.h"

#include <QSignalBlocker>
#include <algorithm>

#include "ui/models/document_model.h"
#include "ui/models/snippet.h"

namespace lectern::views {

ScopeBox::ScopeBox(QWidget* parent) : QComboBox(parent) {
  setAccessibleName(tr("What is asked"));
  setFocusPolicy(Qt::TabFocus);  // a click leaves the question field its keys
  setSizeAdjustPolicy(AdjustToContents);
  connect(this, &QComboBox::activated, this, [this] { wanted_ = scope(); });
  connect(this, &QComboBox::currentIndexChanged, this, &ScopeBox::scopeChanged);
}

void ScopeBox::setDocuments(const jobs::DocumentPtr& shown, const std::vector<jobs::DocumentPtr>& open) {
  const Scope before = scope();
  const std::size_t inFolder = jobs::inFolderOf(shown, open).size();
  isWholeFolder_ = inFolder == open.size();
  {
    const QSignalBlocker quiet(this);
    clear();
    offer(tr("This document"), Scope::Document);
    if (inFolder > 1 && !isWholeFolder_) {
      constexpr int kNameLength = 30;
      offer(tr("%1: %2 documents")
                .arg(models::firstWords(models::folderNameOf(shown), kNameLength))
                .arg(inFolder),
            Scope::Folder);
    }
    if (open.size() > 1) {
      offer(tr("All %1 documents").arg(open.size()), Scope::All);
    } else {
      wanted_ = Scope::Document;
    }
    choose(wanted_);
  }
  setVisible(count() > 1);
  if (scope() != before) {
    Q_EMIT scopeChanged();
  }
}

Scope ScopeBox::scope() const { return static_cast<Scope>(currentData().toInt()); }

void ScopeBox::choose(Scope scope) {
  wanted_ = scope == Scope::Folder && isWholeFolder_ && count() > 1 ? Scope::All : scope;
  setCurrentIndex(std::max(findData(static_cast<int>(wanted_)), 0));
}

void ScopeBox::step() {
  setCurrentIndex((currentIndex() + 1) % count());
  wanted_ = scope();
}

}  // namespace lectern::views
