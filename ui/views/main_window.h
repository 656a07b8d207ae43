#pragma once

#include <QMainWindow>

#include "core/library/history.h"
#include "ui/jobs/page_service.h"
#include "ui/jobs/reader_service.h"
#include "ui/views/open_documents.h"
#include "ui/views/window_actions.h"

class QSplitter;

namespace lectern::models {
class HistoryModel;
}

namespace lectern::views {

class AnswerPane;
class AnswerSaving;
class AskAgain;
class Appearance;
class AttentionPanel;
class Conversation;
class DocumentsPane;
class DocumentView;
class FilePicker;
class FindBar;
class MessageBar;
class NoAnswerThreshold;
class QuestionBar;
class StatusLine;

/// The window: puts the panes together and passes on between them, the documents and the reader.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// `openPages` opens what can be shown as pages.
  explicit MainWindow(documents::LoaderRegistry loaders, jobs::OpenPages openPages = {},
                      QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Begins to load the reader.
  void loadReader(jobs::LoadReader load);
  /// Begins to open files; the first that opens is shown, each that fails is told of in the message bar.
  void openFiles(const QStringList& paths);
  /// Begins to open what was open when the window was used last; false where it was not used before.
  bool openLastSession();
  /// Questions to start with, for the document at `path`.
  void setSample(const QString& path, const QStringList& questions);
  /// Asks the document that is shown, its folder's or all that are open, as the question bar says.
  void ask(const QString& question);
  /// What is asked is kept there from now on, and offered again; it must outlive the window.
  void setHistory(models::HistoryModel& history);
  /// Asks a question of the history again, opening the documents that it was asked of.
  void askAgain(const library::KeptQuestion& question);

  jobs::ReaderService* reader() const { return reader_; }
  const models::DocumentModel* documents() const { return documents_->model(); }
  /// The document that is shown; null for none.
  jobs::DocumentPtr document() const;

  DocumentView* documentView() const { return documentView_; }
  AttentionPanel* attentionPanel() const { return attentionPanel_; }
  AnswerPane* answerPane() const { return answerPane_; }
  QuestionBar* questionBar() const { return questionBar_; }
  MessageBar* messageBar() const { return messageBar_; }
  Appearance* appearance() const { return appearance_; }
  NoAnswerThreshold* noAnswerThreshold() const { return threshold_; }
  const WindowActions& actions() const { return actions_; }

 Q_SIGNALS:
  void questionFileRequested();
  void historyRequested();
  void settingsRequested();
  void shortcutsRequested();
  void aboutRequested();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  static constexpr int kNoticeTime = 4000;  // ms, of what is said in the status bar

  /// Keeps for the next time how the window stands, and what is open.
  void keepSettings() const;
  void layOut();
  void connectActions();
  void connectParts();
  void restoreSettings();
  void pasteDocument();
  void goToPage();
  void showDocument(int row);
  void letGo();
  void tellBusy();
  void tellAttention();
  void tellDocuments();

  Appearance* appearance_;
  NoAnswerThreshold* threshold_;
  jobs::ReaderService* reader_;
  DocumentView* documentView_;
  OpenDocuments* documents_;
  FilePicker* picker_;
  QuestionBar* questionBar_;
  MessageBar* messageBar_;
  DocumentsPane* documentsPane_;
  FindBar* findBar_;
  AnswerPane* answerPane_;
  Conversation* conversation_;
  AttentionPanel* attentionPanel_;
  AnswerSaving* saving_;
  AskAgain* askAgain_;
  QSplitter* splitter_;
  QSplitter* floors_;  // the reading, and what is below it
  StatusLine* status_;
  WindowActions actions_;

  bool isSaving_ = false;  // a document with its answers
  QString samplePath_;
  QStringList sampleQuestions_;
};

}  // namespace lectern::views
