#pragma once

#include <QImage>
#include <QObject>
#include <map>
#include <unordered_map>
#include <vector>

#include "ui/jobs/page_service.h"

namespace lectern::views {

/// What is known of a document's pages: their pictures, and where ranges of its text stand on them. It is to
/// be asked for one thing at a time, so that what is asked for next is what is wanted then. Pages count from
/// 0; places are points from a page's top left corner.
class PageStore : public QObject {
  Q_OBJECT

 public:
  /// Where the part of a range that a page holds stands on it, by page. One that is not there is not known
  /// yet.
  using Outlines = std::map<int, std::vector<QRectF>>;

  /// `pages` must outlive it.
  explicit PageStore(jobs::PageService& pages, QObject* parent = nullptr);

  /// Begins anew, for another document.
  void clear();

  /// Of any size; null where there is none.
  const QImage* picture(int page) const;
  bool hasPicture(int page, QSize pixels) const;
  const Outlines& outlines(text::Range range) const;
  bool hasOutline(int page, text::Range range) const;

  /// Asks for a page's picture unless there is one of this size; returns whether it did. `grown` follows,
  /// unless it is cleared before.
  bool askPicture(int page, QSize pixels);
  /// The same for where a range stands on a page.
  bool askOutline(int page, text::Range range);
  bool isAsking() const { return isAsking_; }

  /// Drops pictures where there are too many: those farthest from the pages `first` to `last`, but not those
  /// next to them.
  void dropPictures(int first, int last);

 Q_SIGNALS:
  /// What was asked for is there.
  void grown();

 private:
  jobs::PageService& pages_;
  std::unordered_map<int, QImage> pictures_;
  std::map<text::Range, Outlines> outlines_;
  bool isAsking_ = false;
};

}  // namespace lectern::views
