#include "ui/jobs/reader_service.h"

#include <QElapsedTimer>
#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "core/answering/default_bundle.h"
#include "core/base/error.h"
#include "ui/jobs/run.h"

namespace lectern::jobs {

LoadReader bundleIn(std::filesystem::path folder) {
  return [folder = std::move(folder)] {
    auto predictor = std::make_shared<const answering::Predictor>(
        answering::Predictor::load(answering::bundleFolder(folder)));
    const auto predict = [predictor](const std::vector<std::u16string_view>& texts,
                                     std::u16string_view question, const answering::PredictOptions& options,
                                     std::stop_token stop, const ProgressCallback& progress) {
      return predictor->predict(texts, question, options, std::move(stop), progress);
    };
    return Reader{predictor->info(), predict, predictor};
  };
}

const answering::Prediction* Answered::find(const DocumentPtr& document) const {
  const auto found = std::ranges::find(documents, document);
  return found == documents.end() ? nullptr
                                  : &(*predictions)[static_cast<std::size_t>(found - documents.begin())];
}

Answered Answered::among(const std::vector<DocumentPtr>& open) const {
  Answered kept = *this;
  kept.documents.clear();
  std::vector<answering::Prediction> found;
  for (const DocumentPtr& document : documents) {
    if (std::ranges::find(open, document) != open.end()) {
      kept.documents.push_back(document);
      found.push_back(*find(document));
    }
  }
  kept.predictions = std::make_shared<const std::vector<answering::Prediction>>(std::move(found));
  return kept;
}

bool Answered::isWorthShowing() const {
  bool hasAny = false;
  for (const answering::Prediction& prediction : *predictions) {
    if (prediction.answers.empty()) continue;
    const answering::Answer& best = prediction.answers.front();
    if (best.rank == 0 || best.confidence >= answering::kLeastShown) return true;
    hasAny = true;
  }
  return !hasAny;
}

Answered Answered::decidedBy(double noAnswerThreshold) const {
  Answered decided = *this;
  decided.hasAnswer = all().noAnswerProbability <= noAnswerThreshold &&
                      std::ranges::any_of(*predictions, [](const answering::Prediction& prediction) {
                        return !prediction.answers.empty();
                      });
  return decided;
}

ReaderService::ReaderService(QObject* parent) : QObject(parent) {
  // A question that is being stopped must not keep the next one waiting.
  pool_.setMaxThreadCount(2);
}

ReaderService::~ReaderService() {
  stop_.request_stop();
  pool_.waitForDone();
}

void ReaderService::load(LoadReader load) {
  state_ = State::Loading;
  run(
      &pool_, this, [load = std::move(load)] { return std::make_shared<const Reader>(load()); },
      [this](const QFuture<std::shared_ptr<const Reader>>& reader) {
        try {
          reader_ = reader.result();
          state_ = State::Ready;
        } catch (const std::exception& error) {
          state_ = State::Failed;
          loadError_ = QString::fromUtf8(error.what());
          Q_EMIT loadFailed(loadError_);
          if (asking_) {
            fail(loadError_);
          }
          return;
        }
        Q_EMIT ready();
        if (asking_) {
          start();
        }
      });
}

quint64 ReaderService::ask(std::vector<DocumentPtr> documents, const QString& question,
                           const answering::PredictOptions& options) {
  stop_.request_stop();
  asking_ = Request{++lastNumber_, std::move(documents), question, options};
  const quint64 number = lastNumber_;
  if (state_ == State::Ready) {
    start();
  } else if (state_ == State::Failed) {
    // Later, so that the caller has the number before it hears of it.
    QMetaObject::invokeMethod(
        this,
        [this, number] {
          if (asking_ && asking_->number == number) {
            fail(loadError_);
          }
        },
        Qt::QueuedConnection);
  }
  return number;
}

void ReaderService::cancel() {
  if (!asking_) {
    return;
  }
  const quint64 number = asking_->number;
  stop_.request_stop();
  asking_.reset();
  Q_EMIT cancelled(number);
}

void ReaderService::start() {
  stop_ = std::stop_source();
  const quint64 number = asking_->number;
  const ProgressCallback report = [this, number](const Progress& progress) {
    QMetaObject::invokeMethod(
        this,
        [this, number, progress] {
          if (asking_ && asking_->number == number) {
            Q_EMIT progressed(number, static_cast<int>(progress.done), static_cast<int>(progress.total));
          }
        },
        Qt::QueuedConnection);
  };
  run(
      &pool_, this,
      [reader = reader_, request = *asking_, stop = stop_.get_token(), report] {
        throwIfStopped(stop);
        QElapsedTimer timer;
        timer.start();
        std::vector<std::u16string_view> texts;
        for (const DocumentPtr& document : request.documents) {
          texts.emplace_back(document->text);
        }
        auto predictions = std::make_shared<const std::vector<answering::Prediction>>(
            reader->predict(texts, request.question.toStdU16String(), request.options, stop, report));
        const bool hasAnswer = predictions->front().hasAnswer;
        return Answered{request.number,
                        request.question,
                        request.documents,
                        std::move(predictions),
                        static_cast<double>(timer.nsecsElapsed()) / 1e9,
                        hasAnswer};
      },
      [this, number](const QFuture<Answered>& answer) { finish(number, answer); });
}

void ReaderService::finish(quint64 number, const QFuture<Answered>& answer) {
  if (!asking_ || asking_->number != number) {
    return;
  }
  try {
    const Answered result = answer.result();
    asking_.reset();
    Q_EMIT answered(result);
  } catch (const std::exception& error) {
    fail(QString::fromUtf8(error.what()));
  }
}

void ReaderService::fail(const QString& reason) {
  const quint64 number = asking_->number;
  asking_.reset();
  Q_EMIT failed(number, reason);
}

}  // namespace lectern::jobs
