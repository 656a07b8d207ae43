#include "ui/views/highlights.h"

#include <algorithm>

namespace lectern::views {
namespace {

template <typename Item>
const Item* at(const std::vector<Item>& items, int index) {
  return index >= 0 && index < static_cast<int>(items.size()) ? &items[static_cast<std::size_t>(index)]
                                                              : nullptr;
}

}  // namespace

void Highlights::draw(const Theme& theme, const DrawRange& drawRange) const {
  for (const explanation::WeightedRange& word : attention) {
    if (word.weight > kFaintestWeight) {
      drawRange(word.range, theme.attention(word.weight), {});
    }
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool isChosen = static_cast<int>(i) == chosen;
    // Over attention's tint the answers keep a line only: two grounds would mix.
    const QColor ground = !attention.empty() ? QColor() : isChosen ? theme.chosenAnswer : theme.answer;
    const bool underlined = isChosen || !attention.empty();
    for (const text::Range part : answers[i]) {
      drawRange(part, ground, underlined ? theme.answerLine : QColor());
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool isCurrent = static_cast<int>(i) == currentFound;
    drawRange(found[i], theme.found, isCurrent ? theme.accent : QColor());
  }
}

std::vector<MarkedScrollBar::Mark> Highlights::marks(const Theme& theme, const PlaceOf& placeOf) const {
  constexpr std::size_t kMostFound = 500;  // more would be one grey bar
  std::vector<MarkedScrollBar::Mark> marks;
  const auto add = [&](text::Range range, const QColor& color, bool strong) {
    if (const std::optional<double> place = placeOf(range)) {
      marks.push_back({std::clamp(*place, 0.0, 1.0), color, strong});
    }
  };
  const std::size_t step = found.size() / kMostFound + 1;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool isCurrent = static_cast<int>(i) == currentFound;
    if (i % step == 0 || isCurrent) {
      add(found[i], theme.accent, isCurrent);
    }
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    add(answers[i].front(), theme.answerLine, static_cast<int>(i) == chosen);
  }
  return marks;
}

std::optional<int> Highlights::answerAt(const QPointF& place, const RectsOf& rectsOf) const {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    for (const text::Range part : answers[i]) {
      for (const QRectF& words : rectsOf(part)) {
        if (words.contains(place)) return static_cast<int>(i);
      }
    }
  }
  return std::nullopt;
}

std::optional<text::Range> Highlights::chosenAnswer() const {
  const Parts* parts = at(answers, chosen);
  return parts == nullptr ? std::nullopt
                          : std::optional(text::Range{parts->front().begin, parts->back().end});
}

std::optional<text::Range> Highlights::currentlyFound() const {
  const text::Range* range = at(found, currentFound);
  return range == nullptr ? std::nullopt : std::optional(*range);
}

void drawHighlight(QPainter& painter, const QRectF& words, const QColor& ground, const QColor& underline) {
  const QRectF area = words.adjusted(-2, -1, 2, 1);
  painter.setPen(Qt::NoPen);
  if (ground.isValid()) {
    painter.setBrush(ground);
    painter.drawRoundedRect(area, 3, 3);
  }
  if (underline.isValid()) {
    painter.setBrush(underline);
    painter.drawRect(QRectF(area.left(), area.bottom() - 1, area.width(), 2));
  }
}

}  // namespace lectern::views
