#include "ui/dialogs/question_file_dialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/batch/scores.h"
#include "ui/dialogs/document_scope.h"
#include "ui/models/batch_model.h"
#include "ui/models/batch_report.h"
#include "ui/views/batch_table.h"
#include "ui/views/core_words.h"
#include "ui/views/labels.h"
#include "ui/views/notes.h"
#include "ui/views/save_dialog.h"
#include "ui/views/score_pane.h"
#include "ui/views/screen_fit.h"
#include "ui/views/theme.h"

namespace lectern::dialogs {
namespace {

std::filesystem::path pathOf(const QLineEdit* field) { return field->text().toStdU16String(); }

}  // namespace

QuestionFileDialog::QuestionFileDialog(jobs::QuestionFileReader reader, jobs::DocumentPtr shown,
                                       std::vector<jobs::DocumentPtr> open, views::Scope scope,
                                       QWidget* parent)
    : QDialog(parent),
      run_(new jobs::QuestionFileRun(std::move(reader), this)),
      model_(new models::BatchModel(this)),
      questions_(new QLineEdit),
      answers_(new QLineEdit),
      scope_(new DocumentScope(std::move(shown), std::move(open), scope)),
      table_(new views::BatchTable(model_)),
      scores_(new views::ScorePane),
      progress_(new QProgressBar),
      notes_(views::quietLabel()),
      status_(new QLabel),
      save_(new QPushButton(tr("Save as…"))),
      start_(new QPushButton(tr("Answer"))),
      close_(new QPushButton(tr("Close"))) {
  setWindowTitle(tr("Answer a file of questions"));
  layOut();
  connectRun();
  updateButtons();
}

void QuestionFileDialog::setFiles(const QString& questions, const QString& answers) {
  questions_->setText(questions);
  answers_->setText(answers);
}

void QuestionFileDialog::start() {
  if (isUnsaved_) {
    askToDiscard([this] { start(); });
    return;
  }
  suggestAnswers([this] {  // what was suggested may be there by now
    if (!QFileInfo::exists(answers_->text())) {
      begin(false);
      return;
    }
    isLooking_ = true;
    updateButtons();
    run_->lookAt(pathOf(questions_), pathOf(answers_), [this](const jobs::AnswersLeft& left) {
      isLooking_ = false;
      updateButtons();
      askToBegin(left);
    });
  });
}

void QuestionFileDialog::askToBegin(const jobs::AnswersLeft& left) {
  if (left.answers == 0 && answers_->text() == replaceable_) {
    begin(false);
    return;
  }
  const QString name = QFileInfo(answers_->text()).fileName();
  QMessageBox* box = confirm(
      left.answers == 0 ? tr("“%1” is there already. Write the answers over it?").arg(name)
                        : tr("“%1” holds answers to %2 of these %3 questions. Go on from there, with the "
                             "same documents?")
                              .arg(name, QString::number(left.answers), QString::number(left.questions)),
      tr("Replace"), [this] { begin(false); });
  if (left.answers > 0) {
    QPushButton* goOn = box->addButton(tr("Go on"), QMessageBox::AcceptRole);
    connect(goOn, &QPushButton::clicked, this, [this] { begin(true); });
    box->setDefaultButton(goOn);
  }
}

void QuestionFileDialog::begin(bool goesOn) {
  replaceable_.clear();
  unread_.clear();
  answered_ = before_ = 0;
  notes_->hide();
  scores_->hide();
  start_->setDefault(true);
  model_->setQuestions({});
  progress_->setRange(0, 0);
  status_->setPalette({});
  status_->setText(tr("Reading the questions…"));
  run_->start(scope_->chosen(), pathOf(questions_), pathOf(answers_), goesOn);
  updateButtons();
}

void QuestionFileDialog::reject() {
  if (run_->isRunning()) {
    run_->cancel();
  } else if (isUnsaved_) {
    askToDiscard([this] { reject(); });
  } else {
    QDialog::reject();
  }
}

QString QuestionFileDialog::status() const { return status_->text(); }

void QuestionFileDialog::askToDiscard(const std::function<void()>& then) {
  confirm(tr("The answers are not saved. Discard them?"), tr("Discard"), [this, then] {
    isUnsaved_ = false;
    then();
  });
}

QMessageBox* QuestionFileDialog::confirm(const QString& question, const QString& consent,
                                         const std::function<void()>& then) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Answers"), question, QMessageBox::Cancel, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setDefaultButton(QMessageBox::Cancel);  // Enter loses nothing
  connect(box->addButton(consent, QMessageBox::AcceptRole), &QPushButton::clicked, this, then);
  box->open();
  return box;
}

QWidget* QuestionFileDialog::makeFileRow(QLineEdit* field, const QString& name,
                                         const std::function<void()>& choose) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* button = new QPushButton(tr("Choose…"));
  button->setAccessibleName(tr("Choose: %1").arg(name));
  button->setAutoDefault(false);
  field->setAccessibleName(name);
  layout->addWidget(field, 1);
  layout->addWidget(button);
  connect(button, &QPushButton::clicked, this, choose);
  connect(field, &QLineEdit::textChanged, this, &QuestionFileDialog::updateButtons);
  return row;
}

void QuestionFileDialog::layOut() {
  questions_->setPlaceholderText(tr("Text with one question a line, CSV, JSON lines or SQuAD’s JSON"));
  answers_->setPlaceholderText(tr("Where to save the answers, as CSV or JSON lines"));

  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  form->setVerticalSpacing(views::kGap);
  form->setHorizontalSpacing(views::kWideGap);
  const auto addFileRow = [&](const QString& label, QWidget* field, QWidget* row) {
    form->addRow(label, row);
    qobject_cast<QLabel*>(form->labelForField(row))->setBuddy(field);
  };
  addFileRow(tr("&Questions"), questions_,
             makeFileRow(questions_, tr("Questions"), [this] { chooseQuestions(); }));
  addFileRow(tr("&Documents"), scope_->box(), scope_);
  addFileRow(tr("&Answers"), answers_, makeFileRow(answers_, tr("Answers"), [this] { chooseAnswers(); }));

  progress_->setTextVisible(false);
  progress_->setAccessibleName(tr("Questions answered"));
  progress_->setFixedHeight(6);
  for (QLabel* label : {notes_, status_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
  }
  notes_->hide();
  scores_->hide();
  save_->setAutoDefault(false);
  start_->setDefault(true);
  close_->setAutoDefault(false);
  auto* foot = new QHBoxLayout;
  foot->addWidget(status_, 1);
  foot->addWidget(save_);
  foot->addWidget(close_);
  foot->addWidget(start_);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(20, 20, 20, views::kWideGap);
  layout->setSpacing(12);
  layout->addLayout(form);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(views::kWideGap);
  middle->addWidget(table_, 1);
  middle->addWidget(scores_);
  layout->addLayout(middle, 1);
  layout->addWidget(notes_);
  layout->addWidget(progress_);
  layout->addLayout(foot);
  // Later, so that Enter does not also begin, with a place for the answers that nobody has seen.
  connect(
      questions_, &QLineEdit::editingFinished, this,
      [this] {
        if (questions_->isModified()) {
          questions_->setModified(false);
          suggestAnswers();
        }
      },
      Qt::QueuedConnection);
  connect(start_, &QPushButton::clicked, this, &QuestionFileDialog::start);
  connect(close_, &QPushButton::clicked, this, &QuestionFileDialog::reject);
  connect(save_, &QPushButton::clicked, this, &QuestionFileDialog::saveElsewhere);
  views::resizeToScreen(*this, {1000, 600});
}

void QuestionFileDialog::connectRun() {
  using jobs::QuestionFileRun;
  connect(run_, &QuestionFileRun::questionsRead, this, [this](const auto& questions, int done) {
    model_->setQuestions(questions);
    table_->showExpected(model_->hasExpected());
    before_ = done;
    status_->setText(tr("Reading the documents…"));
  });
  connect(run_, &QuestionFileRun::documentsRead, this, [this] {
    timeLeft_.start(before_);
    progress_->setRange(0, model_->rowCount());
    progress_->setValue(answered_);
  });
  connect(run_, &QuestionFileRun::answered, this, [this](int row, const batch::BatchAnswer& answer) {
    model_->setAnswer(row, answer);
    table_->follow(row);
    if (++answered_ <= before_) {
      return;
    }
    progress_->setValue(answered_);
    QStringList words = {tr("%1 of %2 answered").arg(answered_).arg(model_->rowCount())};
    const QString left = timeLeft_.inWords(answered_, model_->rowCount());
    if (!left.isEmpty()) words << left;
    status_->setText(words.join(QStringLiteral(" · ")));
  });
  connect(run_, &QuestionFileRun::documentFailed, this, [this](const QString& reason) {
    unread_ << views::translated(reason);
    views::showNotes(*notes_, unread_);
  });
  const auto place = [this] { return QFileInfo(answers_->text()).fileName(); };
  connect(run_, &QuestionFileRun::finished, this,
          [this, place](int) { end(tr("Saved in %1. %2").arg(place(), tally())); });
  const auto fail = [this](const QString& reason) {
    isUnsaved_ = answered_ > before_;
    (isUnsaved_ ? save_ : start_)->setDefault(true);
    end(views::translated(reason), true);
  };
  connect(run_, &QuestionFileRun::cancelled, this, [this, place, fail](int count, const QString& file) {
    suggested_.clear();  // from the place of the answers it may go on
    if (!file.isEmpty()) answers_->setText(file);
    if (count > 0 && file.isEmpty()) {
      fail(tr("Stopped. The answers cannot be saved in %1; save them elsewhere.").arg(place()));
    } else {
      end(count == 0 ? tr("Stopped before the first answer")
                     : tr("Stopped. Saved in %1. %2").arg(place(), tally()));
    }
  });
  connect(run_, &QuestionFileRun::failed, this, fail);
}

QString QuestionFileDialog::tally() const {
  int found = 0, none = 0, failed = 0;
  for (const batch::BatchAnswer& answer : model_->answers()) {
    ++(!answer.error.empty() ? failed : answer.answer.empty() ? none : found);
  }
  QStringList parts = {tr("Answers: %1").arg(found), tr("no answer: %1").arg(none)};
  if (failed > 0) parts << tr("failed: %1").arg(failed);
  return parts.join(QStringLiteral(" · "));
}

void QuestionFileDialog::saveElsewhere() {
  const QString offered = answers_->text().isEmpty() ? QString() : QFileInfo(answers_->text()).fileName();
  openSaveDialog(offered, true, [this](const QString& path) {
    const std::filesystem::path file = path.toStdU16String();
    const QString suffix = QFileInfo(path).suffix().toLower();
    requireWritable(file, {std::filesystem::path(questions_->text().toStdU16String())});
    if (suffix == u"html") {
      models::saveReport(model_->answers(), QFileInfo(questions_->text()).completeBaseName(), path);
    } else if (suffix == u"json") {
      if (const std::filesystem::path beside = batch::noAnswerFile(file); std::filesystem::exists(beside)) {
        throw FileError(quoted(beside) + " is there already; save under another name");
      }
      batch::writePredictions(model_->answers(), file);
    } else {
      batch::requireAnswerName(file);
      batch::writeAnswers(model_->answers(), file);
      isUnsaved_ = false;
    }
    end(tr("Saved in %1. %2").arg(QFileInfo(path).fileName(), tally()));
  });
}

void QuestionFileDialog::chooseQuestions() {
  auto* dialog = new QFileDialog(this, tr("Questions"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Questions (*.txt *.csv *.tsv *.jsonl *.json)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    questions_->setText(path);
    suggestAnswers();
  });
  dialog->open();
}

void QuestionFileDialog::suggestAnswers(const std::function<void()>& then) {
  const bool isEntered = !answers_->text().isEmpty() && answers_->text() != suggested_;
  if (questions_->text().isEmpty() || isEntered || isLooking_ || run_->isRunning()) {
    if (then) {
      then();
    }
    return;
  }
  const QFileInfo questions(questions_->text());
  const QString name = tr("%1 answers").arg(questions.completeBaseName());
  const bool areJsonLines = questions.suffix().compare(QStringLiteral("jsonl"), Qt::CaseInsensitive) == 0;
  const QString first =
      questions.dir().filePath(name + (areJsonLines ? QStringLiteral(".jsonl") : QStringLiteral(".csv")));
  isLooking_ = true;
  updateButtons();
  run_->suggest(pathOf(questions_), first.toStdU16String(), [this, then](const std::filesystem::path& file) {
    isLooking_ = false;
    suggested_ = QString::fromStdU16String(file.u16string());
    answers_->setText(suggested_);
    updateButtons();
    if (then) {
      then();
    }
  });
}

void QuestionFileDialog::openSaveDialog(const QString& offered, bool ofAnswers,
                                        std::function<void(const QString& path)> save) {
  QList<views::SaveFormat> formats = {{tr("Table"), QStringLiteral("csv")},
                                      {tr("JSON lines"), QStringLiteral("jsonl")}};
  if (ofAnswers) {
    formats << views::SaveFormat{tr("Report, a web page"), QStringLiteral("html")};
    if (model_->hasIds()) {
      formats << views::SaveFormat{tr("SQuAD predictions, and beside them the probabilities of no answer"),
                                   QStringLiteral("json")};
    }
  }
  views::openSaveDialog(this, tr("Save the answers"), offered, formats, std::move(save),
                        [this](const QString& reason) { end(reason, true); });
}

void QuestionFileDialog::chooseAnswers() {
  suggestAnswers([this] {
    openSaveDialog(answers_->text(), false, [this](const QString& path) {
      replaceable_ = path;  // the dialog has asked
      answers_->setText(path);
    });
  });
}

void QuestionFileDialog::updateButtons() {
  const bool running = run_->isRunning();
  start_->setEnabled(!running && !isLooking_ && !questions_->text().isEmpty() && !answers_->text().isEmpty());
  save_->setVisible(!running && answered_ > 0);
  for (QWidget* input :
       std::initializer_list<QWidget*>{questions_->parentWidget(), scope_, answers_->parentWidget()}) {
    if (input != nullptr) {
      input->setEnabled(!running);
    }
  }
  close_->setText(running ? tr("Stop") : tr("Close"));
}

void QuestionFileDialog::end(const QString& status, bool failed) {
  if (progress_->maximum() == 0) {
    progress_->setRange(0, 1);
  }
  views::showNotes(*notes_, unread_ + model_->warnings());
  scores_->showScores(batch::scoresOf(model_->answers()));
  status_->setText(status);
  QPalette colors;  // which follows that of the dialog
  if (failed) {
    colors.setColor(QPalette::WindowText, views::Theme::of(palette()).error);
  }
  status_->setPalette(colors);
  updateButtons();
}

}  // namespace lectern::dialogs
