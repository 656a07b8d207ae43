#include "ui/jobs/occlusion_run.h"

#include <utility>

#include "core/base/error.h"
#include "ui/jobs/run.h"

namespace lectern::jobs {

OcclusionRun::OcclusionRun(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

OcclusionRun::~OcclusionRun() {
  stop_.request_stop();
  pool_.waitForDone();
}

void OcclusionRun::start(std::shared_ptr<const answering::Predictor> predictor, const Answered& answered,
                         const DocumentPtr& document, std::size_t window) {
  cancel();
  stop_ = std::stop_source();
  isRunning_ = true;
  run(
      &pool_, this,
      [predictor = std::move(predictor), answered, document, window, stop = stop_.get_token()] {
        return explanation::occlude(*predictor, document->text, answered.question.toStdU16String(),
                                    *answered.find(document), window, stop);
      },
      [this, number = number_](const QFuture<explanation::Occlusion>& occlusion) {
        if (number != number_) return;
        isRunning_ = false;
        try {
          Q_EMIT finished(occlusion.result());
        } catch (const std::exception& error) {
          Q_EMIT failed(QString::fromUtf8(error.what()));
        }
      });
}

void OcclusionRun::cancel() {
  stop_.request_stop();
  ++number_;
  isRunning_ = false;
}

}  // namespace lectern::jobs
