#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/explanation/attention_matrix.h"
#include "ui/jobs/reader_service.h"
#include "ui/views/matrix_saving.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace lectern::jobs {
class Explainer;
}

namespace lectern::views {

class KeptMatrix;
class MatrixView;
class ShadeChoice;

/// Shows the weights of the passage that holds the chosen answer as a matrix, with each value; and what the
/// answer rests on: where it would be without each word of the question, and what each word gives to it.
class AttentionPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AttentionPanel(QWidget* parent = nullptr);

  /// Who is asked again for what the answer rests on.
  void setReader(std::shared_ptr<const answering::Predictor> predictor) { predictor_ = std::move(predictor); }
  /// Shows the weights of an answered question about the passage of `document` that holds `answer`, the first
  /// one without an answer. Null: nothing is answered.
  void setAnswered(const jobs::Answered* answered, const jobs::DocumentPtr& document,
                   std::optional<text::Range> answer);

  /// A word of the question is pointed at elsewhere, by its token; -1 for none.
  void setPointedWord(int token);
  /// Tells of the word of the document that is pointed at, where no cell is; empty: none.
  void pointAt(text::Range inDocument);
  /// Lets go of the cells that are pointed at or held; returns whether there were any.
  bool letGo();

  MatrixView* matrix() const { return matrix_; }
  KeptMatrix* kept() const { return kept_; }
  ShadeChoice* shades() const { return shades_; }
  QComboBox* sources() const { return sources_; }
  /// What is said of the cell that is pointed at.
  QString told() const;
  /// The matrix as it is now, to be saved.
  ShownMatrix shown() const;

 Q_SIGNALS:
  /// The weights of the row that is pointed at, over the document; empty for none.
  void rowChanged(const std::vector<lectern::explanation::WeightedRange>& weights);
  /// How strongly each token of the question is read by the column's word, or reads it, 1 where it is most;
  /// empty for none.
  void columnChanged(const std::vector<double>& weights);
  /// A word of the passage is to be seen in the document.
  void wordActivated(lectern::text::Range range);
  /// The matrix could not be saved, or not be made.
  void failed(const QString& reason);

 private:
  void fillSources();
  void showMatrix();
  /// What is chosen: an AttentionSource, or what stands beside these.
  int source() const;
  /// Empty also until it has come, if it has to be made.
  explanation::AttentionMatrix chosenMatrix();
  void tell();
  /// What is said while no cell is pointed at.
  QString summary() const;
  QString losses() const;
  QString gifts() const;
  /// The row of the pointed word is marked, where rows are the question's words.
  void markPointedWord();
  std::vector<double> ofQuestion(std::size_t column) const;
  void keepBeside();
  void chooseFile();

  std::optional<jobs::Answered> answered_;
  jobs::DocumentPtr document_;
  const answering::Prediction* prediction_ = nullptr;  // of answered_; null where it has no weights
  std::optional<text::Range> answer_;
  std::size_t window_ = 0;
  int pointedWord_ = -1;
  explanation::AttentionMatrix values_;
  std::shared_ptr<const answering::Predictor> predictor_;
  jobs::Explainer* explainer_;
  QComboBox* sources_;
  ShadeChoice* shades_;
  QLabel* told_;
  QLabel* passage_;
  QPushButton* keep_;
  QPushButton* save_;
  MatrixView* matrix_;
  KeptMatrix* kept_;
};

}  // namespace lectern::views
