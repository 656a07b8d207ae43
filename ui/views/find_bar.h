#pragma once

#include <QWidget>
#include <vector>

#include "ui/jobs/document_opener.h"

class QLabel;
class QLineEdit;

namespace lectern::views {

/// Finds words in the document that is shown. Hidden until it is opened.
class FindBar : public QWidget {
  Q_OBJECT

 public:
  explicit FindBar(QWidget* parent = nullptr);

  /// The document to search from now on; may be null. `from` is where the reader is in it.
  void setDocument(jobs::DocumentPtr document, std::size_t from);
  /// Shows the bar; `from` is where the reader is, so that the first match after it comes first.
  void open(std::size_t from);
  void close();
  bool hasFocusWithin() const;
  QLineEdit* field() const { return field_; }

 Q_SIGNALS:
  /// Places, in order, and which of them is the current one (-1: none). It `isWanted` to be seen unless only
  /// another document is shown.
  void foundChanged(const std::vector<lectern::text::Range>& found, int current, bool isWanted);
  /// It is closed, and the focus was in it.
  void focusLeft();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void search(bool isWanted);
  void step(int by);
  void tell(bool isWanted);

  jobs::DocumentPtr document_;
  QLineEdit* field_;
  QLabel* count_;
  std::vector<text::Range> found_;
  int current_ = -1;
  std::size_t from_ = 0;
};

/// Where `words` stand in `text`, without regard to case, to how much white space, or which line end, is
/// between them, and to hyphens that part them at the end of a line; from the unit `from` on, at most `most`
/// places.
std::vector<text::Range> findAll(std::u16string_view text, const QString& words, std::size_t most,
                                 std::size_t from = 0);

}  // namespace lectern::views
