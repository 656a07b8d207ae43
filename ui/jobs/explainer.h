#pragma once

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/explanation/gradient.h"
#include "core/explanation/occlusion.h"
#include "ui/jobs/reader_service.h"

namespace lectern::jobs {

/// An answer in a passage, to be explained.
struct Explained {
  std::shared_ptr<const answering::Predictor> predictor;
  Answered answered;
  DocumentPtr document;    ///< one that was asked, and whose prediction has weights
  std::size_t window = 0;  ///< that holds the answer
  text::Range answer;      ///< empty where none is chosen
};

/// Makes what explains an answer and takes time, off the interface thread, when it is asked for. All members
/// are for the interface thread.
class Explainer : public QObject {
  Q_OBJECT

 public:
  explicit Explainer(QObject* parent = nullptr);
  /// Stops what is under way, then waits for it.
  ~Explainer() override;

  /// What is explained from now on; nothing is without one. What was made of the same stays, all else is
  /// stopped and forgotten.
  void setExplained(std::optional<Explained> explained);

  /// Begin to make what follows, unless it is there or under way, or there is nothing to explain.
  void wantOcclusion();
  void wantGradient();

  /// Where the answer is without each word of the question, and with other attention; null until it has come.
  const explanation::Occlusion* occlusion() const { return occlusion_.get(); }
  /// What each word gives to the answer; null until it has come.
  const answering::WindowGradient* gradient() const { return gradient_.get(); }
  bool isRunning() const { return occlusion_.isRunning || gradient_.isRunning; }

 Q_SIGNALS:
  /// Something has come.
  void changed();
  /// Something could not be made; wanted again, it is tried again.
  void failed(const QString& reason);

 private:
  template <class Made>
  struct Part {
    std::stop_source stop;
    quint64 number = 0;  // of the attempt that counts
    bool isRunning = false;
    std::optional<Made> made;

    const Made* get() const { return made ? &*made : nullptr; }
    void forget() {
      stop.request_stop();
      ++number;
      isRunning = false;
      made.reset();
    }
  };

  template <class Made, class Make>
  void begin(Part<Made>& part, Make make);

  QThreadPool pool_;
  std::optional<Explained> explained_;
  Part<explanation::Occlusion> occlusion_;
  Part<answering::WindowGradient> gradient_;
};

}  // namespace lectern::jobs
