#pragma once

class QWidget;

namespace lectern::dialogs {

/// Shows what the keys do.
void showShortcuts(QWidget* parent);

}  // namespace lectern::dialogs
