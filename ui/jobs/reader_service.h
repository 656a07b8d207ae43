#pragma once

#include <QFuture>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/answering/predictor.h"
#include "ui/jobs/document_opener.h"

namespace lectern::jobs {

/// What answers questions: a predictor, or in tests a function in its place.
struct Reader {
  /// As `answering::Predictor::predict`; called on worker threads, several at once.
  using Predict = std::function<std::vector<answering::Prediction>(
      const std::vector<std::u16string_view>& texts, std::u16string_view question,
      const answering::PredictOptions& options, std::stop_token stop, const ProgressCallback& progress)>;
  answering::ReaderInfo info;
  Predict predict;
  std::shared_ptr<const answering::Predictor> predictor;  ///< null where a function stands in
};

/// Makes a reader on a worker thread; may throw lectern::Error.
using LoadReader = std::function<Reader()>;

/// Loads the bundle in `folder`; the default bundle when it is empty.
LoadReader bundleIn(std::filesystem::path folder);

/// A question that was answered from one document or several.
struct Answered {
  quint64 number = 0;
  QString question;
  std::vector<DocumentPtr> documents;                                     ///< that were asked together
  std::shared_ptr<const std::vector<answering::Prediction>> predictions;  ///< one a document
  double seconds = 0;                                                     ///< time the reading took
  bool hasAnswer = false;                                                 ///< else what was found are guesses

  /// What holds for all documents: the question's tokens and notes, and how likely there is no answer.
  const answering::Prediction& all() const { return predictions->front(); }
  /// What was found in a document; null where it was not asked.
  const answering::Prediction* find(const DocumentPtr& document) const;
  /// The same without the documents that are not among `open`.
  Answered among(const std::vector<DocumentPtr>& open) const;
  /// Whether nothing was found, or some of it is worth showing: the best of all, or one that is not noise.
  bool isWorthShowing() const;
  /// The same where "no answer" is said above another probability.
  Answered decidedBy(double noAnswerThreshold) const;
};

/// Loads the reader and asks it, off the interface thread. All members are for the interface thread.
///
/// The newest question wins: asking again stops the question before it, which then reports nothing more. A
/// question asked while the reader loads waits for it.
class ReaderService : public QObject {
  Q_OBJECT

 public:
  enum class State { NotLoaded, Loading, Ready, Failed };

  explicit ReaderService(QObject* parent = nullptr);
  /// Stops what is under way, then waits for it.
  ~ReaderService() override;

  /// Begins to load a reader; `ready` or `loadFailed` follows.
  void load(LoadReader load);

  /// Asks `question` of `documents`, at least one, together and returns the request's number; `answered`,
  /// `failed` or `cancelled` follows for the newest request.
  quint64 ask(std::vector<DocumentPtr> documents, const QString& question,
              const answering::PredictOptions& options);

  /// Stops the question under way, if there is one; `cancelled` is emitted at once.
  void cancel();

  State state() const { return state_; }
  /// Why the reader could not be loaded.
  QString loadError() const { return loadError_; }
  bool isAsking() const { return asking_.has_value(); }
  /// What is known of the loaded reader; null before `ready`.
  std::shared_ptr<const Reader> reader() const { return reader_; }

 Q_SIGNALS:
  void ready();
  void loadFailed(const QString& reason);
  void progressed(quint64 number, int done, int total);
  void answered(const lectern::jobs::Answered& answer);
  void failed(quint64 number, const QString& reason);
  void cancelled(quint64 number);

 private:
  struct Request {
    quint64 number = 0;
    std::vector<DocumentPtr> documents;
    QString question;
    answering::PredictOptions options;
  };

  void start();
  void finish(quint64 number, const QFuture<Answered>& answer);
  void fail(const QString& reason);

  QThreadPool pool_;
  std::stop_source stop_;
  State state_ = State::NotLoaded;
  QString loadError_;
  std::shared_ptr<const Reader> reader_;
  quint64 lastNumber_ = 0;
  std::optional<Request> asking_;  // the newest request while it waits or is read
};

}  // namespace lectern::jobs
