#include "ui/jobs/page_service.h"

#include <utility>

#include "ui/jobs/run.h"

namespace lectern::jobs {

PageService::PageService(OpenPages open, QObject* parent) : QObject(parent), open_(std::move(open)) {
  pool_.setMaxThreadCount(1);  // pages are for one thread at a time
}

PageService::~PageService() {
  pool_.clear();
  pool_.waitForDone();
}

bool PageService::canOpen(const DocumentPtr& document) const {
  return open_ && document && !document->pages.empty() && !document->path.empty();
}

void PageService::open(const DocumentPtr& document) {
  pages_ = document ? std::make_shared<Pages>() : nullptr;
  if (!document) {
    return;
  }
  start(
      [open = open_, document](Pages& pages) {
        pages.source = open(document);
        return pages.source->sizes();
      },
      [this](const std::vector<QSizeF>& sizes) { Q_EMIT opened(sizes); });
}

void PageService::render(int page, QSize pixels) {
  start([page, pixels](Pages& pages) { return pages.source->render(page, pixels); },
        [this, page](const QImage& picture) { Q_EMIT rendered(page, picture); });
}

void PageService::outline(int page, text::Range range) {
  start([page, range](Pages& pages) { return pages.source->outline(page, range); },
        [this, page, range](const std::vector<QRectF>& lines) { Q_EMIT outlined(page, range, lines); });
}

void PageService::select(int page, QPointF from, QPointF to) {
  start([page, from, to](Pages& pages) { return pages.source->between(page, from, to); },
        [this](text::Range range) { Q_EMIT selected(range); });
}

template <class Work, class Done>
void PageService::start(Work work, Done done) {
  const std::weak_ptr<Pages> wanted = pages_;
  using Result = std::invoke_result_t<Work&, Pages&>;
  run(
      &pool_, this,
      [work = std::move(work), wanted] {
        const std::shared_ptr<Pages> pages = wanted.lock();
        return pages ? work(*pages) : Result();
      },
      [this, wanted, done = std::move(done)](const QFuture<Result>& result) {
        const std::shared_ptr<Pages> pages = wanted.lock();
        if (!pages || pages != pages_) {
          return;
        }
        try {
          done(result.result());
        } catch (const std::exception& error) {
          pages_.reset();
          Q_EMIT failed(QString::fromUtf8(error.what()));
        }
      });
}

}  // namespace lectern::jobs
