#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "app/desktop/color_scheme_portal.h"
#include "app/desktop/pdf_page_source.h"
#include "app/desktop/sample.h"
#include "app/loaders.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/history_dialog.h"
#include "ui/dialogs/question_file_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/models/history_model.h"
#include "ui/views/appearance.h"
#include "ui/views/main_window.h"
#include "ui/views/message_bar.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/scope_box.h"
#include "ui/views/session.h"

namespace {

using lectern::views::MainWindow;

/// Once the reader is loaded.
void answerQuestionFile(MainWindow* window) {
  lectern::jobs::QuestionFileReader answering;
  answering.predictor = window->reader()->reader()->predictor;
  answering.options.noAnswerThreshold = window->noAnswerThreshold()->chosen();
  answering.loaders = std::make_shared<const lectern::documents::LoaderRegistry>(lectern::app::makeLoaders());
  auto* dialog = new lectern::dialogs::QuestionFileDialog(std::move(answering), window->document(),
                                                          window->documents()->documents(),
                                                          window->questionBar()->scope()->scope(), window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void showHistory(MainWindow* window, lectern::models::HistoryModel& history) {
  using lectern::dialogs::HistoryDialog;
  if (auto* open = window->findChild<HistoryDialog*>()) {
    open->raise();
    open->activateWindow();
    return;
  }
  auto* dialog = new HistoryDialog(history, window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &HistoryDialog::askAgainRequested, window, &MainWindow::askAgain);
  QObject::connect(dialog, &HistoryDialog::failed, window, [window](const QString& reason) {
    window->messageBar()->add(lectern::views::MessageBar::Kind::Error, reason);
  });
  dialog->show();
}

void showSettings(MainWindow* window, lectern::models::HistoryModel& history) {
  history.refresh();
  auto* dialog =
      new lectern::dialogs::SettingsDialog(*window->noAnswerThreshold(), *window->reader(), history, window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

/// Puts the program, and what Qt says in it, into the language of the system.
void translate() {
  const auto install = [](const QString& name, const QString& folder) {
    auto* translator = new QTranslator(qApp);
    if (translator->load(QLocale(), name, QStringLiteral("_"), folder)) {
      QCoreApplication::installTranslator(translator);
    }
  };
  install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(QStringLiteral("lectern"), QStringLiteral(":/translations"));
}

}  // namespace

int main(int argc, char* argv[]) {
  // What is asked of the program itself needs no display.
  const bool isAsked = std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
    return argument == "--help" || argument == "-h" || argument == "--help-all" || argument == "--version" ||
           argument == "-v";
  });
  const auto application =
      isAsked ? std::make_unique<QCoreApplication>(argc, argv) : std::make_unique<QApplication>(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("Lectern"));
  QCoreApplication::setApplicationName(QStringLiteral("Lectern"));
  QCoreApplication::setApplicationVersion(QStringLiteral(LECTERN_VERSION));

  QCommandLineParser options;
  options.setApplicationDescription(
      QStringLiteral("Reads documents and answers questions with the exact passage."));
  options.addHelpOption();
  options.addVersionOption();
  const QCommandLineOption model(QStringLiteral("model"), QStringLiteral("Use the reader in <folder>."),
                                 QStringLiteral("folder"));
  options.addOption(model);
  options.addPositionalArgument(QStringLiteral("documents"), QStringLiteral("Documents to open."),
                                QStringLiteral("[documents…]"));
  options.process(*application);
  translate();
  QGuiApplication::setDesktopFileName(QStringLiteral("lectern"));
  QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/lectern.svg")));

  lectern::models::HistoryModel history(lectern::views::dataFolder() + QStringLiteral("/history.sqlite"));
  MainWindow window(lectern::app::makeLoaders(), lectern::app::openPdfPages);
  QObject::connect(&window, &MainWindow::aboutRequested, &window,
                   [&] { lectern::dialogs::showAbout(&window); });
  QObject::connect(&window, &MainWindow::shortcutsRequested, &window,
                   [&] { lectern::dialogs::showShortcuts(window.actions(), &window); });
  QObject::connect(&window, &MainWindow::questionFileRequested, &window,
                   [&] { answerQuestionFile(&window); });
  QObject::connect(&window, &MainWindow::settingsRequested, &window, [&] { showSettings(&window, history); });
  QObject::connect(&window, &MainWindow::historyRequested, &window, [&] { showHistory(&window, history); });
  window.setHistory(history);
  lectern::app::ColorSchemePortal portal;
  QObject::connect(&portal, &lectern::app::ColorSchemePortal::darkChanged, window.appearance(),
                   &lectern::views::Appearance::setSystemPrefersDark);
  portal.ask();

  window.show();
  window.loadReader(lectern::jobs::bundleIn(options.value(model).toStdU16String()));
  const lectern::app::Sample sample = lectern::app::findSample();
  window.setSample(sample.path, sample.questions);
  const QStringList named = options.positionalArguments();
  if (!named.isEmpty()) {
    window.openFiles(named);  // first, and shown
  }
  if (!window.openLastSession() && named.isEmpty() && !sample.path.isEmpty()) {
    window.openFiles({sample.path});
  }
  return QApplication::exec();
}
