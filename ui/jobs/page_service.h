#pragma once

#include <QImage>
#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "ui/jobs/document_opener.h"

namespace lectern::jobs {

/// A stretch of the document to be marked on its pages, and what is said of it there.
struct PageMark {
  std::vector<text::Range> parts;
  QString note;
};

/// A point of a page, in points from its top left corner. Pages count from 0.
struct PagePoint {
  int page = 0;
  QPointF at;
};

/// Where words stand, by page.
using PageLines = std::map<int, std::vector<QRectF>>;

/// The pages of a document as they look. Pages count from 0; places are points from a page's top left corner.
/// For one thread at a time. All members may throw lectern::Error.
class PageSource {
 public:
  virtual ~PageSource() = default;

  /// The size of every page.
  virtual std::vector<QSizeF> sizes() = 0;
  virtual QImage render(int page, QSize pixels) = 0;
  /// Where what the page holds of a range of the document's text stands on it, a rectangle a line.
  virtual std::vector<QRectF> outline(int page, text::Range range) = 0;
  /// The words of the document from one place of a page to another; empty where there are none near.
  virtual text::Range between(int page, QPointF from, QPointF to) = 0;
  /// Writes the document with marks on its pages, whole or not at all; not over itself.
  virtual void saveMarked(const std::vector<PageMark>& marks, const std::filesystem::path& path) = 0;
};

/// Opens the pages of a document; may throw lectern::Error.
using OpenPages = std::function<std::unique_ptr<PageSource>(const DocumentPtr& document)>;

/// Draws the pages of one document at a time, off the interface thread and in the order that was asked for.
/// What was asked of a document before is not reported any more. All members are for the interface thread.
class PageService : public QObject {
  Q_OBJECT

 public:
  /// `open` may be empty: then no document has pages to show.
  explicit PageService(OpenPages open, QObject* parent = nullptr);
  /// Waits for what is under way.
  ~PageService() override;

  /// Whether the document has pages that can be opened.
  bool canOpen(const DocumentPtr& document) const;

  /// Goes on with another document; `opened` or `failed` follows. Null: with none.
  void open(const DocumentPtr& document);
  void render(int page, QSize pixels);
  void outline(int page, text::Range range);
  /// What stands between two points, in whatever order; `selected` follows.
  void select(const PagePoint& from, const PagePoint& to);
  /// The word at a point, or near it; `selected` follows.
  void selectWord(const PagePoint& at);
  /// The word right at a point; `pointed` follows.
  void point(const PagePoint& at);
  /// Writes a document, which it `canOpen`, with marks on its pages, whatever is shown meanwhile;
  /// `saved` or `saveFailed` follows.
  void saveMarked(const DocumentPtr& document, const std::vector<PageMark>& marks,
                  const std::filesystem::path& path);
  /// The same of what has no pages, which `write` writes to `path`.
  void save(std::function<void()> write, const std::filesystem::path& path);

 Q_SIGNALS:
  void opened(const std::vector<QSizeF>& sizes);
  void failed(const QString& reason);
  void rendered(int page, const QImage& picture);
  void outlined(int page, lectern::text::Range range, const std::vector<QRectF>& lines);
  /// The words, and where they stand on the pages near the point that was selected last.
  void selected(lectern::text::Range range, const lectern::jobs::PageLines& lines);
  void pointed(lectern::text::Range range);
  void saveFailed(const QString& reason);
  void saved(const QString& path);

 private:
  /// The pages that are open, for the working thread alone.
  struct Pages {
    DocumentPtr document;
    std::unique_ptr<PageSource> source;
  };

  template <class Work, class Done>
  void start(Work work, Done done);

  OpenPages open_;
  QThreadPool pool_;
  QThreadPool savingPool_;        // what is to be saved is not given up
  std::shared_ptr<Pages> pages_;  // of the document that is shown; another one's are another object
};

}  // namespace lectern::jobs
