#include "ui/views/conversation.h"

#include <QListView>
#include <utility>

#include "ui/views/answer_pane.h"
#include "ui/views/busy_line.h"
#include "ui/views/document_view.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/question_words.h"

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

void Conversation::setDocument(jobs::DocumentPtr document, const QStringList& suggestions) {
  const bool stays = asksAll() && document_ && document;
  if (!stays) {
    leave(key());
  }
  document_ = std::move(document);
  suggestions_ = suggestions;
  if (stays) {
    showAnswers(false);
    showAttention(questions_.words()->kept());
    if (asked() == nullptr && !isReading()) {
      show();  // the suggestions
    } else {
      Q_EMIT changed();
    }
  } else {
    comeBack();
  }
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

void Conversation::setOpenDocuments(std::vector<jobs::DocumentPtr> documents) {
  open_ = std::move(documents);
}

void Conversation::forget(const jobs::DocumentPtr& document) {
  if (asksAll()) {
    leave(key());
  }
  std::erase(open_, document);
  asked_.erase(document.get());
  written_.erase(document.get());
  if (document == document_) {
    document_.reset();
  }
  if (reading_ == document.get()) {
    reader_.cancel();
  }
  const auto all = asked_.find(nullptr);
  if (all == asked_.end()) {
    return;
  }
  all->second.answered = all->second.answered.among(open_);
  if (all->second.answered.documents.empty()) {
    asked_.erase(all);
  }
  if (asksAll() && document_ && !isReading()) {
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
  leave(key());
  answering::PredictOptions options;
  options.withAttention = true;
  reader_.ask(asksAll() ? open_ : std::vector{document_}, question, options);
  reading_ = key();
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
  const Asked* shown = asked();
  return isReading() || shown == nullptr ? nullptr : &shown->answered;
}

jobs::Answered Conversation::decided(const jobs::Answered& answered) const {
  return answered.decidedBy(threshold());
}

double Conversation::threshold() const {
  return threshold_.chosen().value_or(reader_.reader()->info.noAnswerThreshold);
}

void Conversation::decideAnew() {
  keepChosen(key());
  for (auto& [of, asked] : asked_) {
    asked.answered = decided(asked.answered);
  }
  if (asked() != nullptr && !isReading()) {
    showAgain(false);
  }
}

bool Conversation::asksAll() const { return questions_.asksAll(); }

std::optional<Conversation::Key> Conversation::key() const {
  if (!document_) {
    return std::nullopt;
  }
  return asksAll() ? nullptr : document_.get();
}

const Conversation::Asked* Conversation::asked() const {
  const auto found = key() ? asked_.find(*key()) : asked_.end();
  return found == asked_.end() ? nullptr : &found->second;
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
  connect(&answers_, &AnswerPane::bestGuessRequested, this, [this] {
    asked_.at(*key()).bestGuess = true;
    show();
    answers_.list()->setFocus();
  });
  connect(&view_, &DocumentView::answerClicked, this, [this](int answer) {
    const std::vector<int> rows = answers_.model()->rowsIn(document_);
    answers_.choose(rows.at(static_cast<std::size_t>(answer)));
  });
  connect(&questions_, &QuestionBar::scopeChanged, this, &Conversation::changeScope);

  connect(&threshold_, &NoAnswerThreshold::changed, this, &Conversation::decideAnew);
  connect(&reader_, &ReaderService::ready, this, [this] {
    if (isReading()) {
      show();
    }
  });
  connect(&reader_, &ReaderService::progressed, this,
          [this](quint64, int done, int total) { questions_.busyLine()->setProgress(done, total); });
  connect(&reader_, &ReaderService::answered, this, [this](const jobs::Answered& answered) {
    const Key of = *reading_;
    endReading();
    const jobs::Answered kept = answered.among(open_);  // one may have been closed meanwhile
    if (kept.documents.empty()) {
      return;
    }
    asked_[of] = {decided(kept)};
    // What is looked at meanwhile stays as it is.
    if (key() == of) {
      show();
    }
    Q_EMIT answeredNow(decided(kept));
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

void Conversation::changeScope(bool all) {
  if (!all && open_.size() == 1) {
    // What was asked of all is asked of the one that is left.
    const Key one = open_.front().get();
    if (auto asked = asked_.extract(nullptr)) {
      asked_.insert_or_assign(one, std::move(asked.mapped()));
    }
    if (auto written = written_.extract(nullptr)) {
      written_.insert_or_assign(one, std::move(written.mapped()));
    }
    if (reading_ == Key(nullptr)) {
      reading_ = one;
    }
    if (document_) {
      showAgain(false);
    }
    return;
  }
  if (!document_) {
    return;
  }
  const Key left = all ? document_.get() : nullptr;
  const auto before = asked_.find(left);
  const QString last = before == asked_.end() ? QString() : before->second.answered.question;
  const QString typed = questions_.question();
  leave(left);
  comeBack(false);
  if (!typed.isEmpty() && typed != last) {
    questions_.setQuestion(typed);  // to be asked in this scope
  }
}

void Conversation::leave(std::optional<Key> of) {
  if (!of) {
    return;
  }
  if (!questions_.question().isEmpty()) {
    written_[*of] = questions_.question();
  }
  keepChosen(of);
}

void Conversation::keepChosen(std::optional<Key> of) {
  const auto asked = of ? asked_.find(*of) : asked_.end();
  const int row = answers_.chosen();
  if (asked != asked_.end() && reading_ != of && row >= 0) {
    asked->second.chosenIn = answers_.model()->document(row);
    asked->second.chosen = answers_.model()->ranges()[static_cast<std::size_t>(row)];
  }
}

void Conversation::comeBack(bool reveals) {
  if (const auto written = key() ? written_.find(*key()) : written_.end(); written != written_.end()) {
    questions_.setQuestion(written->second);
  } else if (!document_ && !waiting_) {
    questions_.setQuestion({});  // it was of the document that is closed
  }
  showAgain(reveals);
}

void Conversation::showAgain(bool reveals) {
  const Asked* before = asked();
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
    if (answers_.model()->ranges()[static_cast<std::size_t>(row)] == range) {
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
  const Asked* shown = asked();
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
  Q_EMIT changed();
}

void Conversation::showAttention(int token) {
  const jobs::Answered* shown = answered();
  const answering::Prediction* prediction = shown == nullptr ? nullptr : shown->find(document_);
  view_.setAttention(token < 0 || prediction == nullptr
                         ? std::vector<explanation::WeightedRange>()
                         : explanation::passageWeights(*prediction, static_cast<std::size_t>(token)));
}

}  // namespace lectern::views
