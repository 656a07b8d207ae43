#pragma once

class QWidget;

namespace lectern::views {
struct WindowActions;
}

namespace lectern::dialogs {

/// Shows what the keys do, those of the window's actions and others.
void showShortcuts(const views::WindowActions& actions, QWidget* parent);

}  // namespace lectern::dialogs
