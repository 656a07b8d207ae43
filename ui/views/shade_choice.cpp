#include "ui/views/shade_choice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>
#include <utility>

#include "core/answering/percent.h"
#include "ui/views/narrow_box.h"
#include "ui/views/theme.h"

namespace lectern::views {

using explanation::Normalization;

ShadeChoice::ShadeChoice(QWidget* parent)
    : QWidget(parent), normalizations_(new NarrowBox), cells_(new NarrowBox) {
  normalizations_->setAccessibleName(tr("Shades"));
  normalizations_->setToolTip(tr("What makes a cell dark; its value stays as it is"));
  const auto add = [this](const QString& name, Normalization normalization) {
    normalizations_->addItem(name, static_cast<int>(normalization));
  };
  add(tr("Dark: 1"), Normalization::None);
  add(tr("Dark: strongest in its row"), Normalization::ByRow);
  add(tr("Dark: strongest of all"), Normalization::OverAll);
  add(tr("By logarithm"), Normalization::Logarithmic);
  normalizations_->setCurrentIndex(1);

  cells_->setAccessibleName(tr("Which cells"));
  cells_->setToolTip(tr("Which cells are shown, here and in the document"));
  cells_->addItem(tr("All cells"));
  for (const int least : {10, 25, 50}) {
    cells_->addItem(tr("From %1 dark").arg(QString::fromStdString(answering::percent(least / 100.0))), least);
  }
  for (const int strongest : {1, 3, 10}) {
    cells_->addItem(tr("Strongest %1 in a row").arg(strongest), -strongest);
  }

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kGap);
  for (QComboBox* box : {normalizations_, cells_}) {
    layout->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &ShadeChoice::changed);
  }
}

void ShadeChoice::setOwn(std::optional<Normalization> own) {
  const QSignalBlocker quiet(this);
  if (own) {
    if (ofWeights_ < 0) {
      ofWeights_ = normalizations_->currentIndex();
    }
    normalizations_->setCurrentIndex(normalizations_->findData(static_cast<int>(*own)));
  } else if (ofWeights_ >= 0) {
    normalizations_->setCurrentIndex(std::exchange(ofWeights_, -1));
  }
}

std::vector<double> ShadeChoice::shadesOf(const explanation::AttentionMatrix& matrix) const {
  std::vector<double> result =
      explanation::shades(matrix, static_cast<Normalization>(normalizations_->currentData().toInt()));
  const int cells = cells_->currentData().toInt();
  explanation::keepShown(result, matrix.columns.size(),
                         {std::max(cells, 0) / 100.0, static_cast<std::size_t>(std::max(-cells, 0))});
  return result;
}

}  // namespace lectern::views
