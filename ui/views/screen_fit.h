#pragma once

#include <QSize>

class QWidget;

namespace lectern::views {

/// A widget that is scrolled where it is higher than there is room for, and asks for the room of all of it.
QWidget* scrolled(QWidget& content);

/// Gives a dialog this size, or what of it the screen has room for.
void resizeToScreen(QWidget& dialog, QSize size);

}  // namespace lectern::views
