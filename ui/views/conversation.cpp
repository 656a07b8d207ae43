#include "ui/views/conversation.h"

#include <QListView>
#include <utility>

#include "ui/views/answer_pane.h"
#include "ui/views/busy_line.h"
#include "ui/views/document_view.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/question_words.h"
#include "ui/views/scope_box.h"

namespace lectern::views {
Conversation::Conversation(jobs::ReaderService& reader, const NoAnswerThreshold& threshold,
                           QuestionBar& questions, AnswerPane& answers, DocumentView& document,
                           QObject* parent)
    : QObject(parent),
      reader_(reader),
      threshold_(threshold),
      questions_(questions),
      answers_(answers),
      view_(document) {
  connectParts();
}

void Conversation::setDocuments(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open,
                                const QStringList& suggestions) {
  const bool isOther = shown != document_;
  const bool goesOn = document_ && shown;
  document_ = std::move(shown);
  asked_.setOpen(std::move(open));
  suggestions_ = suggestions;
  const bool isRenamed = renameSingles();
  if (wanted() != key_ || !goesOn) {
    leave();
    key_ = wanted();
    comeBack(!key_ || key_->document);  // of several, the one that is shown stays
  } else if (isRenamed) {
    showAgain(false);
  } else if (isOther) {
    showAnswers(false);
    showAttention(questions_.words()->kept());
    if (asked_.find(key_) == nullptr && !isReading()) {
      show();  // the suggestions
    } else {
      Q_EMIT changed();
    }
  }
  tellAsked();
  if (document_ && waiting_) {
    ask(*std::exchange(waiting_, std::nullopt));
  }
}

void Conversation::setOpening(bool opening) {
  opening_ = opening;
  if (!opening && waiting_) {  // nothing has come
    waiting_.reset();
    show();
    Q_EMIT documentMissing();
  }
}

void Conversation::forget(const jobs::DocumentPtr& document) {
  leave();
  asked_.forget(document);
  if (key_ == AskedOf{document}) {
    key_.reset();
  }
  if (document == document_) {
    document_.reset();
  }
  std::erase(readDocuments_, document);
  if (reading_ && readDocuments_.empty()) {
    reader_.cancel();
  }
  if (document_ && key_ && !key_->document && !isReading()) {
    showAgain(false);
  }
}

void Conversation::ask(const QString& question) {
  questions_.setQuestion(question);
  if (!document_) {
    if (opening_) {
      waiting_ = question;
      show();
    } else {
      Q_EMIT documentMissing();
    }
    return;
  }
  waiting_.reset();
  questions_.setBusy(true);
  questions_.busyLine()->setProgress(0, 0);
  leave();
  answering::PredictOptions options;
  options.withAttention = true;
  readDocuments_ = asked_.documentsOf(*key_);
  reader_.ask(readDocuments_, question, options);
  reading_ = key_;
  show();
  Q_EMIT askingChanged();
}

bool Conversation::letGo() {
  if (std::exchange(waiting_, std::nullopt)) {
    show();
    return true;
  }
  if (reader_.isAsking()) {
    reader_.cancel();
    return true;
  }
  return questions_.words()->release();
}

void Conversation::showWeights(const std::vector<explanation::WeightedRange>& weights) {
  if (weights.empty()) {
    showAttention(questions_.words()->kept());
  } else {
    view_.setAttention(weights);
  }
}

const jobs::Answered* Conversation::answered() const {
  const Asked* shown = asked_.find(key_);
  return isReading() || shown == nullptr ? nullptr : &shown->answered;
}

double Conversation::threshold() const {
  return threshold_.chosen().value_or(reader_.reader()->info.noAnswerThreshold);
}

void Conversation::decideAnew() {
  keepChosen();
  asked_.decideBy(threshold());
  if (asked_.find(key_) != nullptr && !isReading()) {
    showAgain(false);
  }
}

std::optional<AskedOf> Conversation::wanted() const {
  if (!document_) {
    return std::nullopt;
  }
  switch (questions_.scope()->scope()) {
    case Scope::Folder:
      return AskedOf{nullptr, jobs::folderOf(document_)};
    case Scope::All:
      return AskedOf();
    default:
      return AskedOf{document_};
  }
}

void Conversation::connectParts() {
  using jobs::ReaderService;
  connect(&questions_, &QuestionBar::asked, this, &Conversation::ask);
  connect(&questions_, &QuestionBar::stopRequested, &reader_, &ReaderService::cancel);
  connect(&questions_, &QuestionBar::stepRequested, this,
          [this](int step) { answers_.choose(answers_.chosen() + step); });
  connect(questions_.words(), &QuestionWords::tokenChanged, this, &Conversation::showAttention);

  connect(&answers_, &AnswerPane::suggestionClicked, this, &Conversation::ask);
  connect(&answers_, &AnswerPane::answersChanged, this, [this] { showAnswers(!returns_); });
  connect(&answers_, &AnswerPane::allRequested, this, [this] { ask(answered()->question); });
  connect(&answers_, &AnswerPane::bestGuessRequested, this, [this] {
    asked_.showBestGuess(*key_);
    show();
    answers_.list()->setFocus();
  });
  connect(&view_, &DocumentView::answerClicked, this, [this](int answer) {
    const std::vector<int> rows = answers_.model()->rowsIn(document_);
    answers_.choose(rows.at(static_cast<std::size_t>(answer)));
  });
  connect(questions_.scope(), &ScopeBox::scopeChanged, this, &Conversation::changeScope);

  connect(&threshold_, &NoAnswerThreshold::changed, this, &Conversation::decideAnew);
  connect(&reader_, &ReaderService::ready, this, [this] {
    if (isReading()) {
      show();
    }
  });
  connect(&reader_, &ReaderService::progressed, this,
          [this](quint64, int done, int total) { questions_.busyLine()->setProgress(done, total); });
  connect(&reader_, &ReaderService::answered, this, [this](const jobs::Answered& answered) {
    const AskedOf of = *reading_;
    endReading();
    const jobs::Answered kept =
        answered.among(asked_.open()).decidedBy(threshold());  // one may have been closed meanwhile
    if (kept.documents.empty() || !kept.isWorthShowing()) {
      show();
      return;
    }
    asked_.put(of, kept);
    // What is looked at meanwhile stays as it is.
    if (key_ == of) {
      show();
    }
    Q_EMIT answeredNow(kept);
  });
  connect(&reader_, &ReaderService::failed, this, [this](quint64, const QString& reason) {
    giveUpReading();
    Q_EMIT failed(reason);
  });
  connect(&reader_, &ReaderService::cancelled, this, &Conversation::giveUpReading);
}

void Conversation::showAnswers(bool reveals) {
  const int chosen = answers_.chosen();
  const jobs::DocumentPtr wanted = answers_.model()->document(chosen);
  if (reveals && wanted && wanted != document_) {
    Q_EMIT documentWanted(wanted);
  }
  std::vector<Parts> here;
  int chosenHere = -1;
  for (const int row : answers_.model()->rowsIn(document_)) {
    if (row == chosen) chosenHere = static_cast<int>(here.size());
    here.push_back(answers_.model()->answer(row).parts);
  }
  view_.setAnswers(here, chosenHere, reveals);
}

void Conversation::changeScope() {
  if (wanted() == key_) {
    return;
  }
  const Asked* before = asked_.find(key_);
  const QString last = before == nullptr ? QString() : before->answered.question;
  const QString typed = questions_.question();
  leave();
  key_ = wanted();
  comeBack(false);
  if (!typed.isEmpty() && typed != last) {
    questions_.setQuestion(typed);  // to be asked in this scope
  }
}

bool Conversation::renameSingles() {
  asked_.renameSingles(key_);
  if (reading_) {
    reading_ = asked_.nameOf(*reading_);
  }
  const std::optional<AskedOf> before = key_;
  if (key_) {
    key_ = asked_.nameOf(*key_);
  }
  return key_ != before;
}

void Conversation::leave() {
  if (!key_) {
    return;
  }
  if (!questions_.question().isEmpty()) {
    asked_.write(*key_, questions_.question());
  }
  keepChosen();
}

void Conversation::keepChosen() {
  const int row = answers_.chosen();
  if (asked_.find(key_) != nullptr && reading_ != key_ && row >= 0) {
    asked_.choose(*key_, answers_.model()->document(row), answers_.model()->answer(row).range);
  }
}

void Conversation::comeBack(bool reveals) {
  if (const std::optional<QString> written = asked_.written(key_)) {
    questions_.setQuestion(*written);
  } else if (asked_.open().empty() && !waiting_) {
    questions_.setQuestion({});  // it was of the document that is closed
  }
  showAgain(reveals);
}

void Conversation::showAgain(bool reveals) {
  const Asked* before = asked_.find(key_);
  const jobs::DocumentPtr chosenIn = before == nullptr ? nullptr : before->chosenIn;
  const text::Range chosen = before == nullptr ? text::Range() : before->chosen;
  returns_ = !reveals || (!isReading() && chosenIn);
  show();
  if (const int row = returns_ ? rowOf(chosenIn, chosen) : -1; row >= 0) {
    answers_.choose(row);
  }
  returns_ = false;
}

int Conversation::rowOf(const jobs::DocumentPtr& document, text::Range range) const {
  for (const int row : answers_.model()->rowsIn(document)) {
    if (answers_.model()->answer(row).range == range) {
      return row;
    }
  }
  return -1;
}

void Conversation::giveUpReading() {
  const bool isShown = isReading();
  endReading();
  if (isShown) {
    showAgain(true);
  }
}

void Conversation::endReading() {
  reading_.reset();
  questions_.setBusy(false);
  questions_.busyLine()->setProgress(0, 0);
  Q_EMIT askingChanged();
}

void Conversation::show() {
  const Asked* shown = asked_.find(key_);
  if (isReading()) {
    questions_.words()->setHint(tr("Esc stops"));
    const bool readerLoads = reader_.state() == jobs::ReaderService::State::Loading;
    answers_.showReading(readerLoads ? tr("The reader is loading; your question comes next.")
                                     : tr("Reading…"));
  } else if (waiting_) {
    questions_.words()->setHint(tr("Esc stops"));
    answers_.showReading(tr("The document is opening; your question comes next."));
  } else if (shown != nullptr) {
    const jobs::Answered answered = shown->answered;  // another document may be shown for the answer
    questions_.words()->setQuestion(answered.question, answered.all().questionTokens);
    answers_.showAnswered(answered, threshold(), shown->bestGuess);
  } else {
    questions_.words()->setHint(tr("Enter asks · ↑ ↓ choose among the answers"));
    answers_.showEmpty(suggestions_, document_ != nullptr);
  }
  tellAsked();
  Q_EMIT changed();
}

void Conversation::tellAsked() {
  const jobs::Answered* shown = answered();
  const std::size_t all = shown == nullptr ? 0 : asked_.documentsOf(*key_).size();
  answers_.setAsked(shown == nullptr ? 0 : shown->documents.size(), all);
}

void Conversation::showAttention(int token) {
  const jobs::Answered* shown = answered();
  const answering::Prediction* prediction = shown == nullptr ? nullptr : shown->find(document_);
  view_.setAttention(token < 0 || prediction == nullptr
                         ? std::vector<explanation::WeightedRange>()
                         : explanation::passageWeights(*prediction, static_cast<std::size_t>(token)));
}

}  // namespace lectern::views
