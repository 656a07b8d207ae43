#include "ui/jobs/explainer.h"

#include <exception>
#include <utility>

#include "ui/jobs/run.h"

namespace lectern::jobs {
namespace {

bool isSamePassage(const std::optional<Explained>& a, const std::optional<Explained>& b) {
  return a && b && a->predictor == b->predictor && a->answered.predictions == b->answered.predictions &&
         a->document == b->document && a->window == b->window;
}

}  // namespace

Explainer::Explainer(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

Explainer::~Explainer() {
  occlusion_.forget();
  gradient_.forget();
  pool_.waitForDone();
}

void Explainer::setExplained(std::optional<Explained> explained) {
  const bool isSame = isSamePassage(explained_, explained);
  if (!isSame) occlusion_.forget();
  if (!isSame || explained_->answer != explained->answer) gradient_.forget();
  explained_ = std::move(explained);
}

void Explainer::wantOcclusion() {
  if (!explained_) return;
  begin(occlusion_, [of = *explained_](std::stop_token stop) {
    return explanation::occlude(*of.predictor, of.document->text, of.answered.question.toStdU16String(),
                                *of.answered.find(of.document), of.window, std::move(stop));
  });
}

void Explainer::wantGradient() {
  if (!explained_ || explained_->answer.empty()) return;
  begin(gradient_, [of = *explained_](std::stop_token stop) {
    return explanation::gradientOf(*of.predictor, of.document->text, of.answered.question.toStdU16String(),
                                   *of.answered.find(of.document), of.window, of.answer, std::move(stop));
  });
}

template <class Made, class Make>
void Explainer::begin(Part<Made>& part, Make make) {
  if (part.made || part.isRunning) return;
  part.stop = {};
  part.isRunning = true;
  run(
      &pool_, this, [make = std::move(make), stop = part.stop.get_token()] { return make(stop); },
      [this, &part, number = part.number](const QFuture<Made>& made) {
        if (number != part.number) return;
        part.isRunning = false;
        try {
          part.made = made.result();
        } catch (const std::exception& error) {
          Q_EMIT failed(QString::fromUtf8(error.what()));
          return;
        }
        Q_EMIT changed();
      });
}

}  // namespace lectern::jobs
