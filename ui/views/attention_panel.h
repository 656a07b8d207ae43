#pragma once

#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

#include "core/explanation/attention_matrix.h"
#include "core/explanation/occlusion.h"
#include "ui/jobs/reader_service.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace lectern::jobs {
class OcclusionRun;
}

namespace lectern::views {

class MatrixView;

/// Shows the weights of the passage that holds the chosen answer as a matrix, with each value; and where the
/// answer would be without each word of the question.
class AttentionPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AttentionPanel(QWidget* parent = nullptr);

  /// Who is asked again without each word.
  void setReader(std::shared_ptr<const answering::Predictor> predictor) { predictor_ = std::move(predictor); }
  /// Shows the weights of an answered question about the passage of `document` that holds `answer`, the first
  /// one without an answer. Null: nothing is answered.
  void setAnswered(const jobs::Answered* answered, const jobs::DocumentPtr& document,
                   std::optional<text::Range> answer);

  MatrixView* matrix() const { return matrix_; }
  QComboBox* sources() const { return sources_; }
  /// What is said of the cell that is pointed at.
  QString told() const;
  /// What writes the matrix as it is now, whatever is shown by then: CSV by a name that ends so, else a
  /// picture. It throws lectern::Error.
  std::function<void(const QString& path)> saving() const;

 Q_SIGNALS:
  /// The weights of the row that is pointed at, over the document; empty for none.
  void rowChanged(const std::vector<lectern::explanation::WeightedRange>& weights);
  /// A word of the passage is to be seen in the document.
  void wordActivated(lectern::text::Range range);
  /// The matrix could not be saved, or not be made.
  void failed(const QString& reason);

 private:
  /// A passage that a question was asked of.
  struct Passage {
    std::shared_ptr<const std::vector<answering::Prediction>> predictions;
    jobs::DocumentPtr document;
    std::size_t window = 0;
    bool operator==(const Passage&) const = default;
  };

  void fillSources();
  void showMatrix();
  bool isWithoutEachWord() const;
  /// Empty until the passage has been asked, which begins here.
  explanation::AttentionMatrix withoutEachWord();
  void tell();
  /// What is said while no cell is pointed at.
  QString summary() const;
  QString worthOfWords() const;
  void chooseFile();
  QString wordAt(const std::u16string& text, text::Range range) const;
  QStringList rowNames() const;

  std::optional<jobs::Answered> answered_;
  jobs::DocumentPtr document_;
  const answering::Prediction* prediction_ = nullptr;  // of answered_; null where it has no weights
  std::optional<text::Range> answer_;
  std::size_t window_ = 0;
  explanation::AttentionMatrix values_;
  std::shared_ptr<const answering::Predictor> predictor_;
  jobs::OcclusionRun* occlusionRun_;
  std::optional<explanation::Occlusion> occlusion_;
  Passage occluded_;  // what the occlusion is of, or will be when it has come
  QStringList rowNames_;
  QComboBox* sources_;
  QComboBox* normalizations_;
  int shadesOfWeights_ = -1;  // chosen for them, while what is shown is without each word
  QLabel* told_;
  QLabel* passage_;
  QPushButton* save_;
  MatrixView* matrix_;
};

}  // namespace lectern::views
