#include "ui/jobs/page_service.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ui/jobs/run.h"

namespace lectern::jobs {
namespace {

struct Selection {
  text::Range range;
  PageLines lines;
};

/// What stands at a point, or near it. Two places on the same character have nothing between them, and a
/// character may be large.
text::Range unitsNear(PageSource& source, const PagePoint& point) {
  text::Range range;
  for (double reach = 2; range.empty() && reach < 100; reach *= 3) {
    range = source.between(point.page, point.at - QPointF(reach, 0), point.at + QPointF(reach, 0));
  }
  return range;
}

/// The unit at which a selection over several pages begins or ends: at the point, or else at the
/// end of the page that is nearer to it.
std::size_t unitAt(PageSource& source, const documents::Document& document, const PagePoint& point) {
  if (const text::Range near = unitsNear(source, point); !near.empty()) {
    return (near.begin + near.end + 1) / 2;
  }
  const auto page = static_cast<std::size_t>(point.page);
  const double height = source.sizes().at(page).height();
  return point.at.y() < height / 2 ? document.pages[page].begin : document.pages[page].end;
}

Selection selectionBetween(PageSource& source, const documents::Document& document, const PagePoint& from,
                           const PagePoint& to) {
  constexpr int kMostOutlined = 4;  // pages; each takes a while
  if (from.page == to.page) {
    const text::Range range = source.between(from.page, from.at, to.at);
    return {range, {{from.page, source.outline(from.page, range)}}};
  }
  const auto& [first, last] = from.page < to.page ? std::tie(from, to) : std::tie(to, from);
  Selection found;
  found.range = {unitAt(source, document, first), unitAt(source, document, last)};
  for (int page = std::max(first.page, to.page - kMostOutlined);
       page <= std::min(last.page, to.page + kMostOutlined); ++page) {
    found.lines.emplace(page, source.outline(page, found.range));
  }
  return found;
}

bool isOfWord(char16_t c) { return QChar(c).isLetterOrNumber() || QChar(c).isMark(); }

/// The word that holds a unit; nothing where there is none.
text::Range wordAt(std::u16string_view text, std::size_t unit) {
  text::Range word{unit, unit};
  while (word.begin > 0 && isOfWord(text[word.begin - 1])) --word.begin;
  while (word.end < text.size() && isOfWord(text[word.end])) ++word.end;
  return word;
}

/// The word at a point, or near it; nothing where there is none.
text::Range wordNear(PageSource& source, const documents::Document& document, const PagePoint& point) {
  const text::Range near = unitsNear(source, point);
  return near.empty() ? near : wordAt(document.text, (near.begin + near.end) / 2);
}

/// The word right at a point, not only near it; nothing where there is none.
text::Range wordUnder(PageSource& source, const documents::Document& document, const PagePoint& point) {
  const text::Range word = wordNear(source, document, point);
  if (word.empty()) return {};
  const std::vector<QRectF> boxes = source.outline(point.page, word);
  const auto isUnder = [&](const QRectF& box) { return box.adjusted(-1, -1, 1, 1).contains(point.at); };
  return std::ranges::any_of(boxes, isUnder) ? word : text::Range();
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

void PageService::select(const PagePoint& from, const PagePoint& to) {
  start([from, to](Pages& pages) { return selectionBetween(*pages.source, *pages.document, from, to); },
        [this](const Selection& found) { Q_EMIT selected(found.range, found.lines); });
}

void PageService::selectWord(const PagePoint& at) {
  start(
      [at](Pages& pages) {
        const text::Range word = wordNear(*pages.source, *pages.document, at);
        return Selection{word, {{at.page, pages.source->outline(at.page, word)}}};
      },
      [this](const Selection& found) { Q_EMIT selected(found.range, found.lines); });
}

void PageService::point(const PagePoint& at) {
  start([at](Pages& pages) { return wordUnder(*pages.source, *pages.document, at); },
        [this](text::Range word) { Q_EMIT pointed(word); });
}

void PageService::saveMarked(const DocumentPtr& document, const std::vector<PageMark>& marks,
                             const std::filesystem::path& path) {
  save([open = open_, document, marks, path] { open(document)->saveMarked(marks, path); }, path);
}

void PageService::save(std::function<void()> write, const std::filesystem::path& path) {
  run(&savingPool_, this, std::move(write), [this, path](QFuture<void> saving) {
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
