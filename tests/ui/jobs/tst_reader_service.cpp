#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <future>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "ui/jobs/reader_service.h"

namespace lectern {

using jobs::ReaderService;

/// With functions in the reader's place, so that a test decides when the reading ends.
class ReaderServiceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void answersOffTheInterfaceThread();
  void asksSeveralDocumentsTogether();
  void tellsWhetherSomethingIsLeftToShow();
  void theNewestQuestionWins();
  void aQuestionWaitsForTheReader();
  void cancelsAtOnce();
  void tellsWhyReadingFailed();
  void tellsWhyLoadingFailed();
  void stopsWhenItGoes();

 private:
  const jobs::DocumentPtr document_ = std::make_shared<const documents::Document>(
      documents::documentFromText(u"Karl lives in Rome. 😀", "Homes"));
};

namespace {

using Texts = std::vector<std::u16string_view>;

/// Reads until it is stopped.
std::vector<answering::Prediction> readForever(const std::stop_token& stop) {
  while (true) {
    throwIfStopped(stop);
    std::this_thread::yield();
  }
}

/// "forever" is read until it is stopped; another question has as many windows as it and the text have
/// letters.
std::vector<answering::Prediction> read(const Texts& texts, std::u16string_view question,
                                        const answering::PredictOptions&, std::stop_token stop,
                                        const ProgressCallback& progress) {
  if (question == u"forever") return readForever(stop);
  if (question == u"fail") throw ModelError("the reader stumbled");
  if (progress) progress({1, 2});
  std::vector<answering::Prediction> predictions(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    predictions[i].windowCount = question.size() + texts[i].size();
  return predictions;
}

jobs::LoadReader loadFunctions() {
  return [] { return jobs::Reader{{}, read, nullptr}; };
}

}  // namespace

void ReaderServiceTest::answersOffTheInterfaceThread() {
  ReaderService service;
  QThread* readOn = nullptr;
  service.load([&readOn] {
    return jobs::Reader{{},
                        [&readOn](const Texts& texts, auto question, auto options, auto stop, auto progress) {
                          readOn = QThread::currentThread();
                          return read(texts, question, options, stop, progress);
                        },
                        nullptr};
  });
  QSignalSpy answered(&service, &ReaderService::answered);
  QSignalSpy progressed(&service, &ReaderService::progressed);
  const quint64 number = service.ask({document_}, "Where?", {});
  QVERIFY(service.isAsking());
  QTRY_COMPARE(answered.count(), 1);
  const auto answer = answered[0][0].value<jobs::Answered>();
  QCOMPARE(answer.number, number);
  QCOMPARE(answer.question, QString("Where?"));
  QCOMPARE(answer.documents, std::vector{document_});
  QCOMPARE(answer.all().windowCount, 6 + document_->text.size());
  QVERIFY(!service.isAsking());
  QVERIFY(readOn != nullptr && readOn != QThread::currentThread());
  QCOMPARE(progressed.count(), 1);
}

void ReaderServiceTest::asksSeveralDocumentsTogether() {
  ReaderService service;
  service.load(loadFunctions());
  const auto other =
      std::make_shared<const documents::Document>(documents::documentFromText(u"Mary", "Names"));
  QSignalSpy answered(&service, &ReaderService::answered);
  service.ask({document_, other}, "Who?", {});
  QTRY_COMPARE(answered.count(), 1);
  const auto answer = answered[0][0].value<jobs::Answered>();
  QCOMPARE(answer.documents.size(), std::size_t{2});
  QCOMPARE(answer.find(other)->windowCount, std::size_t{8});
  QCOMPARE(answer.find(nullptr), nullptr);
  const jobs::Answered kept = answer.among({other});
  QCOMPARE(kept.documents, std::vector{other});
  QCOMPARE(kept.all().windowCount, std::size_t{8});
}

void ReaderServiceTest::tellsWhetherSomethingIsLeftToShow() {
  const auto isWorthShowing = [](std::optional<double> confidence, std::size_t rank) {
    answering::Prediction prediction;
    if (confidence) {
      prediction.answers.resize(1);
      prediction.answers[0].confidence = *confidence;
      prediction.answers[0].rank = rank;
    }
    jobs::Answered answered;
    answered.predictions =
        std::make_shared<const std::vector<answering::Prediction>>(std::vector{prediction, {}});
    return answered.isWorthShowing();
  };
  QVERIFY(isWorthShowing(std::nullopt, 0));  // that there is no answer
  QVERIFY(isWorthShowing(0.001, 0));
  QVERIFY(isWorthShowing(0.2, 1));
  QVERIFY(!isWorthShowing(0.001, 1));  // the best one was in another document
}

void ReaderServiceTest::theNewestQuestionWins() {
  ReaderService service;
  service.load(loadFunctions());
  QTRY_COMPARE(service.state(), ReaderService::State::Ready);
  QSignalSpy answered(&service, &ReaderService::answered);
  QSignalSpy failed(&service, &ReaderService::failed);
  QSignalSpy cancelled(&service, &ReaderService::cancelled);
  service.ask({document_}, "forever", {});
  service.ask({document_}, "forever", {});
  const quint64 newest = service.ask({document_}, "Who?", {});
  QTRY_COMPARE(answered.count(), 1);
  QCOMPARE(answered[0][0].value<jobs::Answered>().number, newest);
  QCOMPARE(failed.count() + cancelled.count(), 0);
}

void ReaderServiceTest::aQuestionWaitsForTheReader() {
  ReaderService service;
  std::promise<void> go;
  service.load([future = go.get_future().share()] {
    future.wait();
    return jobs::Reader{{}, read, nullptr};
  });
  QSignalSpy answered(&service, &ReaderService::answered);
  service.ask({document_}, "Who?", {});
  QCOMPARE(service.state(), ReaderService::State::Loading);
  go.set_value();
  QTRY_COMPARE(answered.count(), 1);
}

void ReaderServiceTest::cancelsAtOnce() {
  ReaderService service;
  service.load(loadFunctions());
  QTRY_COMPARE(service.state(), ReaderService::State::Ready);
  QSignalSpy cancelled(&service, &ReaderService::cancelled);
  const quint64 number = service.ask({document_}, "forever", {});
  service.cancel();
  QCOMPARE(cancelled.count(), 1);
  QCOMPARE(cancelled[0][0].value<quint64>(), number);
  QVERIFY(!service.isAsking());
  service.cancel();
  QCOMPARE(cancelled.count(), 1);
}

void ReaderServiceTest::tellsWhyReadingFailed() {
  ReaderService service;
  service.load(loadFunctions());
  QSignalSpy failed(&service, &ReaderService::failed);
  QSignalSpy answered(&service, &ReaderService::answered);
  service.ask({document_}, "fail", {});
  QTRY_COMPARE(failed.count(), 1);
  QCOMPARE(failed[0][1].toString(), QString("the reader stumbled"));
  service.ask({document_}, "Who?", {});
  QTRY_COMPARE(answered.count(), 1);
}

void ReaderServiceTest::tellsWhyLoadingFailed() {
  ReaderService service;
  QSignalSpy loadFailed(&service, &ReaderService::loadFailed);
  QSignalSpy failed(&service, &ReaderService::failed);
  service.load(jobs::bundleIn("/none/such"));
  service.ask({document_}, "Who?", {});
  QTRY_COMPARE(failed.count(), 1);
  QCOMPARE(loadFailed.count(), 1);
  QVERIFY(service.loadError().contains("/none/such"));
  service.ask({document_}, "Who?", {});
  QTRY_COMPARE(failed.count(), 2);
}

void ReaderServiceTest::stopsWhenItGoes() {
  auto service = std::make_unique<ReaderService>();
  service->load(loadFunctions());
  QTRY_COMPARE(service->state(), ReaderService::State::Ready);
  service->ask({document_}, "forever", {});
  service.reset();
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ReaderServiceTest)
#include "tst_reader_service.moc"
