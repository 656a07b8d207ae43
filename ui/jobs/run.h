#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrentRun>
#include <exception>
#include <type_traits>
#include <utility>

namespace lectern::jobs {

/// Runs `work()` on a thread of `pool` and hands back its result as a future.
///
/// An exception keeps its type on the way: `QFuture::result` throws what `work` threw. (A plain throw inside
/// `QtConcurrent::run` becomes a QUnhandledException.)
///
///     jobs::run(&pool_, [path] { return readQuestions(path); })
///         .then(this, [this](const QFuture<Questions>& questions) { show(questions.result()); });
template <class Work>
QFuture<std::invoke_result_t<Work&>> run(QThreadPool* pool, Work work) {
  using Result = std::invoke_result_t<Work&>;
  return QtConcurrent::run(pool, [work = std::move(work)](QPromise<Result>& promise) mutable {
    try {
      if constexpr (std::is_void_v<Result>) {
        work();
      } else {
        promise.addResult(work());
      }
    } catch (...) {
      promise.setException(std::current_exception());
    }
  });
}

}  // namespace lectern::jobs
