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
namespace {

template <typename Key, typename Value>
std::vector<Key> keysOf(const std::map<Key, Value>& map) {
  std::vector<Key> keys;
  for (const auto& entry : map) {
    keys.push_back(entry.first);
  }
  return keys;
}

}  // namespace

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
  open_ = std::move(open);
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
    if (asked() == nullptr && !isReading()) {
      show();  // the suggestions
    } else {
      Q_EMIT changed();
    }
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

void Conversation::forget(const jobs::DocumentPtr& document) {
  leave();
  std::erase(open_, document);
  const Key closed{document};
  written_.erase(closed);
  if (key_ == closed) {
    key_.reset();
  }
  if (document == document_) {
    document_.reset();
  }
  if (reading_ && documentsOf(*reading_).empty()) {
    reader_.cancel();
  }
  for (auto& [of, asked] : asked_) {
    asked.answered = asked.answered.among(open_);
  }
  std::erase_if(asked_, [](const auto& entry) { return entry.second.answered.documents.empty(); });
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
  reader_.ask(documentsOf(*key_), question, options);
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
  keepChosen();
  for (auto& [of, asked] : asked_) {
    asked.answered = decided(asked.answered);
  }
  if (asked() != nullptr && !isReading()) {
    showAgain(false);
  }
}

std::optional<Conversation::Key> Conversation::wanted() const {
  if (!document_) {
    return std::nullopt;
  }
  switch (questions_.scope()->scope()) {
    case Scope::Folder:
      return Key{nullptr, jobs::folderOf(document_)};
    case Scope::All:
      return Key();
    default:
      return Key{document_};
  }
}

std::vector<jobs::DocumentPtr> Conversation::documentsOf(const Key& key) const {
  if (key.folder) {
    return jobs::inFolder(*key.folder, open_);
  }
  std::vector<jobs::DocumentPtr> documents = open_;
  std::erase_if(documents,
                [&](const jobs::DocumentPtr& each) { return key.document && each != key.document; });
  return documents;
}

const Conversation::Asked* Conversation::asked() const {
  const auto found = key_ ? asked_.find(*key_) : asked_.end();
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
    asked_.at(*key_).bestGuess = true;
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
    const Key of = *reading_;
    endReading();
    const jobs::Answered kept = answered.among(open_);  // one may have been closed meanwhile
    if (kept.documents.empty()) {
      return;
    }
    asked_[of] = {decided(kept)};
    // What is looked at meanwhile stays as it is.
    if (key_ == of) {
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

void Conversation::changeScope() {
  if (wanted() == key_) {
    return;
  }
  const QString last = asked() == nullptr ? QString() : asked()->answered.question;
  const QString typed = questions_.question();
  leave();
  key_ = wanted();
  comeBack(false);
  if (!typed.isEmpty() && typed != last) {
    questions_.setQuestion(typed);  // to be asked in this scope
  }
}

bool Conversation::renameSingles() {
  const auto nameOf = [this](const Key& key) {
    const std::vector<jobs::DocumentPtr> documents = documentsOf(key);
    return documents.size() == 1 ? Key{documents.front()} : key;
  };
  // What is shown comes before what was asked of that one alone, and that before the rest.
  const auto rename = [&](auto& all) {
    for (const Key& key : keysOf(all)) {
      const Key name = nameOf(key);
      if (name == key) {
        continue;
      }
      auto entry = all.extract(key);
      entry.key() = name;
      if (key == key_) {
        all.erase(name);
      }
      all.insert(std::move(entry));
    }
  };
  rename(asked_);
  rename(written_);
  if (reading_) {
    reading_ = nameOf(*reading_);
  }
  const std::optional<Key> before = key_;
  if (key_) {
    key_ = nameOf(*key_);
  }
  return key_ != before;
}

void Conversation::leave() {
  if (!key_) {
    return;
  }
  if (!questions_.question().isEmpty()) {
    written_[*key_] = questions_.question();
  }
  keepChosen();
}

void Conversation::keepChosen() {
  const auto asked = key_ ? asked_.find(*key_) : asked_.end();
  const int row = answers_.chosen();
  if (asked != asked_.end() && reading_ != key_ && row >= 0) {
    asked->second.chosenIn = answers_.model()->document(row);
    asked->second.chosen = answers_.model()->ranges()[static_cast<std::size_t>(row)];
  }
}

void Conversation::comeBack(bool reveals) {
  if (const auto written = key_ ? written_.find(*key_) : written_.end(); written != written_.end()) {
    questions_.setQuestion(written->second);
  } else if (open_.empty() && !waiting_) {
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
