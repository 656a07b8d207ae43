#pragma once

#include <QComboBox>
#include <vector>

#include "ui/jobs/document_opener.h"

namespace lectern::views {

/// What a question is asked of.
enum class Scope {
  Document,  ///< the one that is shown
  Folder,    ///< those that are open from its folder
  All        ///< all that are open
};

/// Chooses what questions are asked of. It offers what makes a difference, and is hidden where nothing does.
class ScopeBox : public QComboBox {
  Q_OBJECT

 public:
  explicit ScopeBox(QWidget* parent = nullptr);

  /// The document that is shown, null for none, and those that are open. What was chosen stays, and a folder
  /// comes back with its documents; where one document is left, it is chosen.
  void setDocuments(const jobs::DocumentPtr& shown, const std::vector<jobs::DocumentPtr>& open);
  Scope scope() const;
  void choose(Scope scope);
  /// Goes on to the next choice, from the last to the first.
  void step();

 Q_SIGNALS:
  /// Another was chosen.
  void scopeChanged();

 protected:
  void wheelEvent(QWheelEvent* event) override;  // leaves it to what scrolls

 private:
  void offer(const QString& text, Scope scope) { addItem(text, static_cast<int>(scope)); }
  void showChosen();

  Scope chosen_ = Scope::Document;
  jobs::DocumentPtr shown_;
  std::size_t inFolder_ = 0;  // open documents in the folder of the one that is shown
};

}  // namespace lectern::views
