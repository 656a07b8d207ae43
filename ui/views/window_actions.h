#pragma once

#include <QAction>

class QMainWindow;

namespace lectern::views {

class Appearance;
class RecentMenu;

/// The window's actions; the window connects them, the menus show them.
struct WindowActions {
  QAction* open = nullptr;
  QAction* openFolder = nullptr;
  RecentMenu* recent = nullptr;
  QAction* paste = nullptr;
  QAction* saveAnswers = nullptr;
  QAction* saveHighlighted = nullptr;  ///< the document with its answers on the pages
  QAction* close = nullptr;
  QAction* quit = nullptr;
  QAction* copyAnswer = nullptr;
  QAction* find = nullptr;
  QAction* goToPage = nullptr;
  QAction* nextDocument = nullptr;
  QAction* previousDocument = nullptr;
  QAction* zoomIn = nullptr;
  QAction* zoomOut = nullptr;
  QAction* zoomReset = nullptr;
  QAction* pages = nullptr;      ///< whether documents are shown as pages, where they have some
  QAction* attention = nullptr;  ///< whether weights are shown as a matrix
  QAction* fullScreen = nullptr;
  QAction* focusQuestion = nullptr;
  QAction* ask = nullptr;
  QAction* scope = nullptr;  ///< what is asked: goes on to the next choice
  QAction* history = nullptr;
  QAction* keepsHistory = nullptr;  ///< whether questions and answers are kept
  QAction* nextAnswer = nullptr;
  QAction* previousAnswer = nullptr;
  QAction* letGo = nullptr;  ///< Esc: stops, or lets go of what is kept or open
  QAction* questionFile = nullptr;
  QAction* settings = nullptr;
  QAction* shortcuts = nullptr;
  QAction* about = nullptr;
};

/// Makes the actions and the menu bar of `window`, which owns them.
WindowActions addActions(QMainWindow& window, Appearance& appearance);

}  // namespace lectern::views
