#pragma once

#include <QStringList>

class QLabel;

namespace lectern::views {

/// Shows notes in a label, a line each, or hides it where there are none. Of many it shows the first ones,
/// and all in its tool tip, so that they leave room for what they are about.
void showNotes(QLabel& label, const QStringList& notes);

}  // namespace lectern::views
