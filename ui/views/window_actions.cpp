#include "ui/views/window_actions.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "ui/views/appearance.h"
#include "ui/views/recent_menu.h"

namespace lectern::views {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::views", text); }

QAction* add(QMenu* menu, const QString& text, const QList<QKeySequence>& keys = {}) {
  QAction* action = menu->addAction(text);
  action->setShortcuts(keys);
  return action;
}

void addAppearance(QMenu* view, Appearance& appearance) {
  QMenu* menu = view->addMenu(tr("&Appearance"));
  auto* group = new QActionGroup(menu);
  const std::pair<Appearance::Choice, QString> choices[] = {
      {Appearance::Choice::System, tr("As the &system")},
      {Appearance::Choice::Light, tr("&Light")},
      {Appearance::Choice::Dark, tr("&Dark")}};
  for (const auto& [choice, text] : choices) {
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(appearance.choice() == choice);
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, &appearance,
                     [&appearance, chosen = choice] { appearance.choose(chosen); });
  }
}

}  // namespace

WindowActions addActions(QMainWindow& window, Appearance& appearance) {
  WindowActions actions;
  QMenuBar* bar = window.menuBar();

  QMenu* file = bar->addMenu(tr("&File"));
  actions.open = add(file, tr("&Open…"), {QKeySequence::Open});
  actions.openFolder = add(file, tr("Open &folder…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)});
  actions.recent = new RecentMenu(file);
  file->addMenu(actions.recent);
  actions.paste = add(file, tr("&Paste as document"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)});
  file->addSeparator();
  actions.saveAnswers = add(file, tr("&Save the answers…"), {QKeySequence::Save});
  actions.saveHighlighted = add(file, tr("Save the document with &highlights…"));
  actions.close = add(file, tr("&Close"), {QKeySequence(Qt::CTRL | Qt::Key_W)});
  actions.close->setAutoRepeat(false);  // one document for each press
  actions.quit = add(file, tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});

  QMenu* edit = bar->addMenu(tr("&Edit"));
  actions.copyAnswer =
      add(edit, tr("&Copy answer with source"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
  edit->addSeparator();
  actions.find = add(edit, tr("&Find in document…"), {QKeySequence::Find});

  actions.goToPage = add(edit, tr("&Go to page…"), {QKeySequence(Qt::CTRL | Qt::Key_G)});

  QMenu* view = bar->addMenu(tr("&View"));
  actions.zoomIn = add(view, tr("Zoom &in"),
                       {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
  actions.zoomOut = add(view, tr("Zoom &out"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
  actions.zoomReset = add(view, tr("&Standard size"), {QKeySequence(Qt::CTRL | Qt::Key_0)});
  view->addSeparator();
  actions.nextDocument = add(view, tr("&Next document"), {QKeySequence(Qt::CTRL | Qt::Key_PageDown)});
  actions.previousDocument = add(view, tr("Pre&vious document"), {QKeySequence(Qt::CTRL | Qt::Key_PageUp)});
  view->addSeparator();
  actions.pages =
      add(view, tr("&Pages as they are printed"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
  actions.pages->setCheckable(true);
  actions.pages->setChecked(true);
  actions.attention = add(view, tr("A&ttention as a matrix"), {QKeySequence(Qt::Key_F9)});
  actions.attention->setCheckable(true);
  addAppearance(view, appearance);
  actions.fullScreen = add(view, tr("&Full screen"), {QKeySequence(Qt::Key_F11)});
  actions.fullScreen->setCheckable(true);

  QMenu* question = bar->addMenu(tr("&Question"));
  actions.focusQuestion = add(question, tr("&Write a question"),
                              {QKeySequence(Qt::CTRL | Qt::Key_L), QKeySequence(Qt::CTRL | Qt::Key_K)});
  actions.ask = add(question, tr("&Ask"));
  actions.scope = add(question, tr("&Documents that are asked"), {QKeySequence(Qt::ALT | Qt::Key_D)});
  actions.letGo = add(question, tr("&Stop, let go"), {QKeySequence(Qt::Key_Escape)});
  question->addSeparator();
  actions.nextAnswer = add(question, tr("&Next answer"), {QKeySequence(Qt::Key_F3)});
  actions.previousAnswer = add(question, tr("&Previous answer"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
  question->addSeparator();
  actions.history = add(question, tr("&History…"), {QKeySequence(Qt::CTRL | Qt::Key_H)});
  actions.keepsHistory = add(question, tr("&Keep questions and answers"));
  actions.keepsHistory->setCheckable(true);

  QMenu* tools = bar->addMenu(tr("&Tools"));
  actions.questionFile = add(tools, tr("Answer a &file of questions…"));
  actions.questionFile->setEnabled(false);  // until the reader is loaded
  tools->addSeparator();
  actions.settings = add(tools, tr("&Settings…"), {QKeySequence(Qt::CTRL | Qt::Key_Comma)});

  QMenu* help = bar->addMenu(tr("&Help"));
  actions.shortcuts = add(help, tr("&Keyboard shortcuts"),
                          {QKeySequence(Qt::CTRL | Qt::Key_Question), QKeySequence(Qt::Key_F1)});
  actions.about = add(help, tr("&About Lectern"));
  return actions;
}

}  // namespace lectern::views
