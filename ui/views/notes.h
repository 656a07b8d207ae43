#pragma once

#include <QString>
#include <QStringList>

class QLabel;
class QWidget;

namespace lectern::views {

/// Shows notes in a label, a line each, or hides it where there are none. Of many it shows the first ones,
/// and all in its tool tip, so that they leave room for what they are about.
void showNotes(QLabel& label, const QStringList& notes);

/// Tells assistive programs, such as screen readers, what has come up in a widget.
void announce(QWidget& widget, const QString& text);

}  // namespace lectern::views
