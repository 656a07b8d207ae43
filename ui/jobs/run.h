#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrentRun>
#include <exception>
#include <type_traits>
#include <utility>

namespace lectern::jobs {

/// Runs `work()` on a thread of `pool`, then `done(future)` on the thread of `context`, while that is there.
/// `done` is always called from the event loop, also when the work is over before this returns.
///
/// An exception keeps its type on the way: `QFuture::result` throws what `work` threw. (A plain throw inside
/// `QtConcurrent::run` becomes a QUnhandledException.)
///
///     jobs::run(&pool_, this, [path] { return readQuestions(path); },
///               [this](const QFuture<Questions>& questions) { show(questions.result()); });
template <class Work, class Done>
void run(QThreadPool* pool, QObject* context, Work work, Done done) {
  using Result = std::invoke_result_t<Work&>;
  auto* watcher = new QFutureWatcher<Result>(context);
  QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
    watcher->deleteLater();
    done(watcher->future());
  });
  watcher->setFuture(QtConcurrent::run(pool, [work = std::move(work)](QPromise<Result>& promise) mutable {
    try {
      if constexpr (std::is_void_v<Result>) {
        work();
      } else {
        promise.addResult(work());
      }
    } catch (...) {
      promise.setException(std::current_exception());
    }
  }));
}

}  // namespace lectern::jobs
