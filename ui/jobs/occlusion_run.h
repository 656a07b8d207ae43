#pragma once

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <stop_token>

#include "core/explanation/occlusion.h"
#include "ui/jobs/reader_service.h"

namespace lectern::jobs {

/// Asks a passage again without each word of its question, off the interface thread. All members are for the
/// interface thread. The newest start wins.
class OcclusionRun : public QObject {
  Q_OBJECT

 public:
  explicit OcclusionRun(QObject* parent = nullptr);
  /// Stops what is under way, then waits for it.
  ~OcclusionRun() override;

  /// Begins with window `window` of what `answered` found in `document`.
  void start(std::shared_ptr<const answering::Predictor> predictor, const Answered& answered,
             const DocumentPtr& document, std::size_t window);
  /// Stops; nothing more is reported.
  void cancel();
  bool isRunning() const { return isRunning_; }

 Q_SIGNALS:
  void finished(const lectern::explanation::Occlusion& occlusion);
  void failed(const QString& reason);

 private:
  QThreadPool pool_;
  std::stop_source stop_;
  quint64 number_ = 0;  // of the start that counts
  bool isRunning_ = false;
};

}  // namespace lectern::jobs
