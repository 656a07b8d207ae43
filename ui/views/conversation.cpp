#include "ui/views/conversation.h"

#include <QListView>
#include <utility>

#include "ui/views/answer_pane.h"
#include "ui/views/busy_line.h"
#include "ui/views/document_view.h"
#include "ui/views/question_bar.h"
#include "ui/views/question_words.h"

namespace lectern::views {

Conversation::Conversation(jobs::ReaderService& reader, QuestionBar& questions, AnswerPane& answers,
                           DocumentView& document, QObject* parent)
    : QObject(parent), reader_(reader), questions_(questions), answers_(answers), view_(document) {
  connectParts();
}

void Conversation::setDocument(jobs::DocumentPtr document, const QStringList& suggestions) {
  leave();
  document_ = std::move(document);
  suggestions_ = suggestions;
  if (const auto written = written_.find(document_.get()); written != written_.end()) {
    questions_.setQuestion(written->second);
  }
  comeBack();
}

void Conversation::forget(const jobs::DocumentPtr& document) {
  asked_.erase(document.get());
  written_.erase(document.get());
  if (document == document_) {
    document_.reset();
  }
  if (document == reading_) {
    reader_.cancel();
  }
}

void Conversation::ask(const QString& question) {
  if (!document_) {
    Q_EMIT documentMissing();
    return;
  }
  questions_.setQuestion(question);
  questions_.setBusy(true);
  leave();
  answering::PredictOptions options;
  options.withAttention = true;
  reader_.ask(document_, question, options);
  reading_ = document_;
  show();
}

bool Conversation::letGo() {
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
  const auto asked = asked_.find(document_.get());
  return isReading() || asked == asked_.end() ? nullptr : &asked->second.answered;
}

void Conversation::connectParts() {
  using jobs::ReaderService;
  connect(&questions_, &QuestionBar::asked, this, &Conversation::ask);
  connect(&questions_, &QuestionBar::stopRequested, &reader_, &ReaderService::cancel);
  connect(&questions_, &QuestionBar::stepRequested, this,
          [this](int step) { answers_.choose(answers_.chosen() + step); });
  connect(questions_.words(), &QuestionWords::tokenChanged, this, &Conversation::showAttention);

  connect(&answers_, &AnswerPane::suggestionClicked, this, &Conversation::ask);
  connect(&answers_, &AnswerPane::answersChanged, this,
          [this] { view_.setAnswers(answers_.model()->ranges(), answers_.chosen(), !returns_); });
  connect(&answers_, &AnswerPane::bestGuessRequested, this, [this] {
    asked_.at(document_.get()).bestGuess = true;
    show();
    answers_.list()->setFocus();
  });
  connect(&view_, &DocumentView::answerClicked, &answers_, &AnswerPane::choose);

  connect(&reader_, &ReaderService::ready, this, [this] {
    if (isReading()) {
      answers_.showReading(false);
    }
  });
  connect(&reader_, &ReaderService::progressed, this,
          [this](quint64, int done, int total) { questions_.busyLine()->setProgress(done, total); });
  connect(&reader_, &ReaderService::answered, this, [this](const jobs::Answered& answered) {
    endReading();
    asked_[answered.document.get()] = {answered};
    // What is looked at meanwhile stays as it is.
    if (answered.document == document_) {
      show();
    }
  });
  connect(&reader_, &ReaderService::failed, this, [this](quint64, const QString& reason) {
    giveUpReading();
    Q_EMIT failed(reason);
  });
  connect(&reader_, &ReaderService::cancelled, this, &Conversation::giveUpReading);
}

bool Conversation::isReading() const { return reading_ && reading_ == document_; }

void Conversation::leave() {
  if (document_ && !questions_.question().isEmpty()) {
    written_[document_.get()] = questions_.question();
  }
  if (const auto left = asked_.find(document_.get()); left != asked_.end() && !isReading()) {
    left->second.chosen = answers_.chosen();
  }
}

void Conversation::comeBack() {
  const auto asked = asked_.find(document_.get());
  returns_ = !isReading() && asked != asked_.end() && asked->second.chosen >= 0;
  show();
  if (returns_) {
    answers_.choose(asked->second.chosen);
  }
  returns_ = false;
}

void Conversation::giveUpReading() {
  const bool isShown = isReading();
  endReading();
  if (isShown) {
    comeBack();
  }
}

void Conversation::endReading() {
  reading_.reset();
  questions_.setBusy(false);
}

void Conversation::show() {
  const auto asked = asked_.find(document_.get());
  if (isReading()) {
    questions_.words()->setHint(tr("Esc stops"));
    answers_.showReading(reader_.state() == jobs::ReaderService::State::Loading);
  } else if (asked != asked_.end()) {
    const jobs::Answered& answered = asked->second.answered;
    questions_.words()->setQuestion(answered.question, answered.prediction->questionTokens);
    answers_.showAnswered(answered, asked->second.bestGuess);
  } else {
    questions_.words()->setHint(tr("Enter asks · ↑ ↓ choose among the answers"));
    answers_.showEmpty(suggestions_);
  }
  Q_EMIT changed();
}

void Conversation::showAttention(int token) {
  const jobs::Answered* shown = answered();
  view_.setAttention(token < 0 || shown == nullptr
                         ? std::vector<explanation::WeightedRange>()
                         : explanation::passageWeights(*shown->prediction, static_cast<std::size_t>(token)));
}

}  // namespace lectern::views
