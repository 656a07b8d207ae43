#pragma once

class QWidget;

namespace lectern::dialogs {

/// Shows what Lectern is, what it is made with, and under which licences.
void showAbout(QWidget* parent);

}  // namespace lectern::dialogs
