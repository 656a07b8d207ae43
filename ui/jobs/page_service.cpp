#include "ui/jobs/page_service.h"

#include <utility>

#include "ui/jobs/run.h"

namespace lectern::jobs {
namespace {

struct Selection {
  text::Range range;
  std::vector<QRectF> lines;
};

bool isOfWord(char16_t c) { return QChar(c).isLetterOrNumber() || QChar(c).isMark(); }

/// The word that holds a unit; nothing where there is none.
text::Range wordAt(std::u16string_view text, std::size_t unit) {
  text::Range word{unit, unit};
  while (word.begin > 0 && isOfWord(text[word.begin - 1])) --word.begin;
  while (word.end < text.size() && isOfWord(text[word.end])) ++word.end;
  return word;
}

}  // namespace

PageService::PageService(OpenPages open, QObject* parent) : QObject(parent), open_(std::move(open)) {
  pool_.setMaxThreadCount(1);  // pages are for one thread at a time
  savingPool_.setMaxThreadCount(1);
}

PageService::~PageService() {
  pool_.clear();
  pool_.waitForDone();
  savingPool_.waitForDone();
}

bool PageService::canOpen(const DocumentPtr& document) const {
  return open_ && document && !document->pages.empty() && !document->path.empty();
}

void PageService::open(const DocumentPtr& document) {
  if (pages_) {
    // Closing a file may have to wait for others that are read.
    pool_.start([closed = std::exchange(pages_, nullptr)]() mutable { closed.reset(); });
  }
  if (!document) {
    return;
  }
  pages_ = std::make_shared<Pages>();
  pages_->document = document;
  start(
      [open = open_](Pages& pages) {
        pages.source = open(pages.document);
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
  start(
      [page, from, to](Pages& pages) {
        const text::Range range = pages.source->between(page, from, to);
        return Selection{range, pages.source->outline(page, range)};
      },
      [this, page](const Selection& found) { Q_EMIT selected(page, found.range, found.lines); });
}

void PageService::selectWord(int page, QPointF at) {
  start(
      [page, at](Pages& pages) {
        text::Range range;
        // Two places on the same character have nothing between them, and a character may be large.
        for (double reach = 2; range.empty() && reach < 100; reach *= 3) {
          range = pages.source->between(page, at - QPointF(reach, 0), at + QPointF(reach, 0));
        }
        if (!range.empty()) range = wordAt(pages.document->text, (range.begin + range.end) / 2);
        return Selection{range, pages.source->outline(page, range)};
      },
      [this, page](const Selection& found) { Q_EMIT selected(page, found.range, found.lines); });
}

void PageService::saveMarked(const DocumentPtr& document, const std::vector<PageMark>& marks,
                             const std::filesystem::path& path) {
  run(
      &savingPool_, this, [open = open_, document, marks, path] { open(document)->saveMarked(marks, path); },
      [this, path](QFuture<void> saving) {
        try {
          saving.waitForFinished();  // it has; what it threw is thrown here
          Q_EMIT saved(QString::fromStdU16String(path.u16string()));
        } catch (const std::exception& error) {
          Q_EMIT saveFailed(QString::fromUtf8(error.what()));
        }
      });
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
