#include "ui/views/notes.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QLabel>

namespace lectern::views {

void showNotes(QLabel& label, const QStringList& notes) {
  constexpr qsizetype kMostShown = 3;
  QStringList shown = notes.mid(0, kMostShown);
  QString all;
  if (notes.size() > kMostShown) {
    shown << QCoreApplication::translate("lectern::views", "and %1 more").arg(notes.size() - kMostShown);
    for (const QString& note : notes) all += QStringLiteral("<p>%1</p>").arg(note.toHtmlEscaped());
  }
  label.setText(shown.join(u'\n'));
  label.setToolTip(all);
  label.setVisible(!notes.isEmpty());
}

void announce(QWidget& widget, const QString& text) {
  widget.setAccessibleDescription(text);
  QAccessibleEvent event(&widget, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

}  // namespace lectern::views
