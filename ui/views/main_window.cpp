#include "ui/views/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QListView>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/models/history_model.h"
#include "ui/models/qstring.h"
#include "ui/views/answer_pane.h"
#include "ui/views/answer_saving.h"
#include "ui/views/appearance.h"
#include "ui/views/ask_again.h"
#include "ui/views/attention_panel.h"
#include "ui/views/busy_line.h"
#include "ui/views/buttons.h"
#include "ui/views/conversation.h"
#include "ui/views/core_words.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/file_picker.h"
#include "ui/views/find_bar.h"
#include "ui/views/history_menu.h"
#include "ui/views/matrix_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/question_words.h"
#include "ui/views/status_line.h"

namespace lectern::views {
namespace {

QString noDocument() {
  return MainWindow::tr("There is no document to ask. Open one with Ctrl+O, or drop a file on the window.");
}

}  // namespace

MainWindow::MainWindow(documents::LoaderRegistry loaders, jobs::OpenPages openPages, QWidget* parent)
    : QMainWindow(parent),
      appearance_(new Appearance(this)),
      threshold_(new NoAnswerThreshold(this)),
      reader_(new jobs::ReaderService(this)),
      documentView_(new DocumentView(std::move(openPages))),
      documents_(new OpenDocuments(std::move(loaders), *documentView_, this)),
      picker_(new FilePicker(*documents_, this)),
      questionBar_(new QuestionBar),
      messageBar_(new MessageBar),
      documentsPane_(new DocumentsPane(documents_->model())),
      findBar_(new FindBar),
      answerPane_(new AnswerPane),
      conversation_(
          new Conversation(*reader_, *threshold_, *questionBar_, *answerPane_, *documentView_, this)),
      attentionPanel_(new AttentionPanel),
      saving_(new AnswerSaving(*conversation_, *answerPane_, *documentView_, this)),
      askAgain_(new AskAgain(*documents_, *documentsPane_, *questionBar_, *conversation_, this)),
      splitter_(new QSplitter(Qt::Horizontal)),
      floors_(new QSplitter(Qt::Vertical)),
      status_(new StatusLine(*documents_, *documentView_, *reader_, *conversation_)),
      actions_(views::addActions(*this, *appearance_)) {
  setAcceptDrops(true);
  layOut();
  connectActions();
  connectParts();
  restoreSettings();
  showDocument(-1);
  letEnterPress(*this);
  questionBar_->focusField();
}

MainWindow::~MainWindow() {
  // It scrolls once more when it goes, after these have gone.
  documentView_->disconnect(this);
  documentView_->disconnect(status_);
}

void MainWindow::loadReader(jobs::LoadReader load) {
  reader_->load(std::move(load));
  status_->refresh();
}

void MainWindow::openFiles(const QStringList& paths) { picker_->pick(paths); }

bool MainWindow::openLastSession() { return documents_->openLastSession(); }

void MainWindow::setSample(const QString& path, const QStringList& questions) {
  samplePath_ = QFileInfo(path).absoluteFilePath();
  sampleQuestions_ = questions;
  documentView_->emptyDesk()->setHasSample(!path.isEmpty());
}

jobs::DocumentPtr MainWindow::document() const { return documentView_->document(); }

void MainWindow::ask(const QString& question) { conversation_->ask(question); }

void MainWindow::setHistory(models::HistoryModel& history) {
  questionBar_->history()->setHistory(&history);
  connect(conversation_, &Conversation::answeredNow, &history, &models::HistoryModel::add);
  connect(&history, &models::HistoryModel::failed, this, [this](const QString& reason) {
    messageBar_->add(MessageBar::Kind::Warning, tr("The history of questions: %1").arg(reason));
  });
  actions_.keepsHistory->setChecked(history.keeps());
  connect(actions_.keepsHistory, &QAction::toggled, &history, &models::HistoryModel::setKeeps);
  connect(&history, &models::HistoryModel::keepsChanged, actions_.keepsHistory, &QAction::setChecked);
}

void MainWindow::askAgain(const library::KeptQuestion& question) { askAgain_->ask(question); }

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) {
    event->acceptProposedAction();
  }
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  picker_->pick(*event->mimeData());
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::WindowStateChange) {
    actions_.fullScreen->setChecked(isFullScreen());
  }
}

void MainWindow::closeEvent(QCloseEvent* event) {
  keepSettings();
  QMainWindow::closeEvent(event);
}

void MainWindow::keepSettings() const {
  QSettings settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  settings.setValue(QStringLiteral("window/splitter"), splitter_->saveState());
  settings.setValue(QStringLiteral("window/floors"), floors_->saveState());
  settings.setValue(QStringLiteral("view/attention"), actions_.attention->isChecked());
  settings.setValue(QStringLiteral("view/zoom"), documentView_->zoom());
  settings.setValue(QStringLiteral("view/pages"), documentView_->arePagesWanted());
  documents_->keep();
}

void MainWindow::layOut() {
  auto* reading = new QWidget;
  auto* readingLayout = new QVBoxLayout(reading);
  readingLayout->setContentsMargins(0, 0, 0, 0);
  readingLayout->setSpacing(0);
  readingLayout->addWidget(findBar_);
  readingLayout->addWidget(documentView_, 1);

  splitter_->addWidget(documentsPane_);
  splitter_->addWidget(reading);
  splitter_->addWidget(answerPane_);
  splitter_->setStretchFactor(1, 1);
  splitter_->setSizes({190, 740, 350});
  splitter_->setHandleWidth(1);
  splitter_->setChildrenCollapsible(false);
  documentsPane_->hide();

  auto* center = new QWidget;
  auto* layout = new QVBoxLayout(center);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(questionBar_);
  layout->addWidget(messageBar_);
  floors_->addWidget(splitter_);
  floors_->addWidget(attentionPanel_);
  floors_->setStretchFactor(0, 1);
  floors_->setHandleWidth(1);
  floors_->setChildrenCollapsible(false);
  attentionPanel_->hide();
  layout->addWidget(floors_, 1);
  setCentralWidget(center);

  statusBar()->addWidget(status_, 1);
  setMinimumSize(720, 480);
}

void MainWindow::connectParts() {
  using jobs::ReaderService;
  connect(documentsPane_, &DocumentsPane::currentChanged, this, [this](int row) {
    showDocument(row);
    documents_->keepSoon();
  });
  connect(documentsPane_, &DocumentsPane::closeRequested, documents_, &OpenDocuments::close);
  connect(findBar_, &FindBar::foundChanged, documentView_, &DocumentView::setFound);
  connect(findBar_, &FindBar::focusLeft, documentView_, qOverload<>(&QWidget::setFocus));

  connect(answerPane_, &AnswerPane::answersChanged, this, &MainWindow::tellAttention);
  connect(attentionPanel_, &AttentionPanel::rowChanged, conversation_, &Conversation::showWeights);
  connect(attentionPanel_, &AttentionPanel::columnChanged, questionBar_->words(), &QuestionWords::setWeights);
  connect(questionBar_->words(), &QuestionWords::tokenChanged, attentionPanel_,
          &AttentionPanel::setPointedWord);
  connect(documentView_, &DocumentView::pointed, attentionPanel_, &AttentionPanel::pointAt);
  connect(attentionPanel_, &AttentionPanel::wordActivated, documentView_, &DocumentView::reveal);
  connect(attentionPanel_, &AttentionPanel::failed, this,
          [this](const QString& reason) { messageBar_->add(MessageBar::Kind::Error, reason); });

  connect(documentView_, &DocumentView::scrolled, status_, &StatusLine::refresh);
  connect(qApp, &QGuiApplication::commitDataRequest, this, &MainWindow::keepSettings);  // the session ends
  connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
    if (state != Qt::ApplicationActive && isVisible()) keepSettings();
  });
  connect(documentView_, &DocumentView::pagesFailed, this, [this](const QString& reason) {
    messageBar_->add(MessageBar::Kind::Warning,
                     tr("The pages cannot be shown, only their text: %1").arg(reason));
    actions_.pages->setEnabled(documentView_->hasPages());
    actions_.saveHighlighted->setEnabled(saving_->canSaveHighlighted());
  });

  connect(conversation_, &Conversation::changed, this, [this] {
    const bool any = answerPane_->model()->rowCount() > 0;
    for (QAction* action :
         {actions_.saveAnswers, actions_.copyAnswer, actions_.nextAnswer, actions_.previousAnswer}) {
      action->setEnabled(any);
    }
    actions_.saveHighlighted->setEnabled(saving_->canSaveHighlighted());
    status_->refresh();
    tellAttention();
  });
  connect(conversation_, &Conversation::askingChanged, this, &MainWindow::tellBusy);
  connect(conversation_, &Conversation::documentWanted, this, [this](const jobs::DocumentPtr& document) {
    const std::vector<jobs::DocumentPtr>& open = documents()->documents();
    documentsPane_->setCurrent(static_cast<int>(std::ranges::find(open, document) - open.begin()));
  });
  connect(conversation_, &Conversation::documentMissing, this,
          [this] { messageBar_->add(MessageBar::Kind::Warning, noDocument()); });
  const auto tellFailure = [this](const QString& reason) {
    messageBar_->add(MessageBar::Kind::Error, tr("Questions cannot be answered: %1").arg(translated(reason)));
    status_->refresh();
  };
  connect(conversation_, &Conversation::failed, this, tellFailure);
  connect(reader_, &ReaderService::loadFailed, this, tellFailure);
  connect(reader_, &ReaderService::ready, status_, &StatusLine::refresh);
  connect(reader_, &ReaderService::ready, this, [this] {
    attentionPanel_->setReader(reader_->reader()->predictor);
    actions_.questionFile->setEnabled(reader_->reader()->predictor != nullptr);
  });

  const auto tellError = [this](const QString& reason) {
    messageBar_->add(MessageBar::Kind::Error, translated(reason));
  };
  connect(picker_, &FilePicker::picked, documents_, &OpenDocuments::open);
  connect(picker_, &FilePicker::failed, this, tellError);
  connect(saving_, &AnswerSaving::failed, this, tellError);
  connect(saving_, &AnswerSaving::saved, this, [this](const QString& path) {
    statusBar()->showMessage(tr("Saved in %1").arg(QFileInfo(path).fileName()), kNoticeTime);
  });
  connect(saving_, &AnswerSaving::savingChanged, this, [this](bool isSaving) {
    isSaving_ = isSaving;
    tellBusy();
  });
  connect(documentView_->emptyDesk(), &EmptyDesk::openRequested, picker_, &FilePicker::choose);
  connect(documentView_->emptyDesk(), &EmptyDesk::sampleRequested, this,
          [this] { openFiles({samplePath_}); });
  connect(documentView_->emptyDesk(), &EmptyDesk::fileRequested, this,
          [this](const QString& path) { openFiles({path}); });
  connect(documents_, &OpenDocuments::leaving, conversation_, &Conversation::forget);
  connect(documents_, &OpenDocuments::changed, this, [this] {
    documentsPane_->setVisible(documents()->rowCount() > 1);
    messageBar_->dismiss(noDocument());
    if (const int row = documentsPane_->current(); documents()->document(row) != document()) {
      showDocument(row);
    }
    tellDocuments();
    status_->refresh();
  });
  connect(documents_, &OpenDocuments::wanted, this, [this](int row) {
    documentsPane_->setCurrent(row);
    showDocument(row);
  });
  connect(documents_, &OpenDocuments::failed, this, tellError);
  connect(documents_, &OpenDocuments::returnFailed, this, [this](const QString& reason, const QString& path) {
    messageBar_->add(MessageBar::Kind::Error, translated(reason),
                     {tr("Do not open again"), [this, path] { documents_->giveUp(path); }});
  });
  connect(documents_, &OpenDocuments::textClosed, this, [this](const jobs::DocumentPtr& document) {
    const QString title = QString::fromStdString(document->title);
    messageBar_->add(
        MessageBar::Kind::Notice, tr("The pasted text “%1” is closed, and not kept any more.").arg(title),
        {tr("Open again"),
         [this, document, title] { documents_->openText(models::toQString(document->text), title); }});
  });
  const auto changedFile = [](const QString& path) {
    QString place = QDir::toNativeSeparators(path);
    if (path.startsWith(QDir::homePath() + u'/')) {
      place = u'~' + place.mid(QDir::homePath().size());
    }
    return tr("“%1” has changed since it was opened.").arg(place);
  };
  connect(documents_, &OpenDocuments::fileChanged, this, [this, changedFile](const QString& path) {
    messageBar_->dismiss(changedFile(path));
    messageBar_->add(MessageBar::Kind::Warning, changedFile(path),
                     {tr("Open again"), [this, path] { documents_->open({path}); }});
  });
  connect(documents_, &OpenDocuments::fileSettled, messageBar_,
          [this, changedFile](const QString& path) { messageBar_->dismiss(changedFile(path)); });
  connect(documents_, &OpenDocuments::pendingChanged, this, &MainWindow::tellBusy);

  connect(questionBar_->history(), &HistoryMenu::chosen, askAgain_, &AskAgain::ask);
  connect(questionBar_->history(), &HistoryMenu::allRequested, this, &MainWindow::historyRequested);
  connect(askAgain_, &AskAgain::failed, this,
          [this](const QString& reason) { messageBar_->add(MessageBar::Kind::Warning, reason); });
}

void MainWindow::restoreSettings() {
  const QSettings settings;
  if (!restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray())) {
    resize(1280, 800);
  }
  actions_.fullScreen->setChecked(isFullScreen());
  splitter_->restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray());
  splitter_->setHandleWidth(1);
  actions_.attention->setChecked(settings.value(QStringLiteral("view/attention"), false).toBool());
  floors_->restoreState(settings.value(QStringLiteral("window/floors")).toByteArray());
  floors_->setHandleWidth(1);
  documentView_->setZoom(settings.value(QStringLiteral("view/zoom"), 0).toInt());
  actions_.pages->setChecked(settings.value(QStringLiteral("view/pages"), true).toBool());
}

void MainWindow::showDocument(int row) {
  const jobs::DocumentPtr document = documents()->document(row);
  if (document && document == this->document()) {
    return;
  }
  const QString title = document ? QString::fromStdString(document->title) : QString();
  setWindowTitle(document ? tr("%1 — Lectern").arg(title) : tr("Lectern"));
  documentView_->showDocument(document);
  findBar_->setDocument(document, documentView_->topUnit());
  actions_.close->setEnabled(document != nullptr);
  actions_.find->setEnabled(document != nullptr);
  actions_.goToPage->setEnabled(document && !document->pages.empty());
  tellDocuments();
}

void MainWindow::tellBusy() {
  const bool isOpening = documents_->pending() > 0;
  questionBar_->busyLine()->setBusy(isOpening || isSaving_ || conversation_->isAsking());
  documentView_->setOpening(isOpening);
  conversation_->setOpening(isOpening);
  status_->refresh();
}

void MainWindow::tellDocuments() {
  for (QAction* action : {actions_.nextDocument, actions_.previousDocument, actions_.scope}) {
    action->setEnabled(documents()->rowCount() > 1);
  }
  actions_.pages->setEnabled(documentView_->hasPages());
  actions_.saveHighlighted->setEnabled(saving_->canSaveHighlighted());
  const bool isSample = document() && jobs::pathOf(document()) == samplePath_;
  questionBar_->setDocuments(document(), documents()->documents());
  conversation_->setDocuments(document(), documents()->documents(),
                              isSample ? sampleQuestions_ : QStringList());
}

void MainWindow::tellAttention() {
  if (!actions_.attention->isChecked()) {
    attentionPanel_->setAnswered(nullptr, nullptr, {});  // which lets go of the weights
    return;
  }
  const models::AnswerModel* answers = answerPane_->model();
  const int chosen = answerPane_->chosen();
  const bool isHere = chosen >= 0 && answers->document(chosen) == document();
  attentionPanel_->setAnswered(conversation_->answered(), document(),
                               isHere ? std::optional(answers->answer(chosen).range) : std::nullopt);
}

}  // namespace lectern::views
