#include "ui/pdf/page_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "core/text/range.h"

namespace lectern::pdf {
namespace {

constexpr std::size_t kCells = 3, kLines = 2;       // fewest of a table
constexpr double kColumnGap = 10, kOfHeight = 1.1;  // least between cells: points, and of their height

/// What stands between two places of a line.
struct Extent {
  double left = 0, right = 0;
  double width() const { return right - left; }
};

/// The lines of a page's text with something on them; Qt PDF drops the line end behind a hyphen that parts a
/// word.
std::vector<text::Range> linesOf(std::u16string_view raw) {
  constexpr std::u16string_view kEnds = u"\r\n\uFFFE\u0002";
  std::vector<text::Range> lines;
  for (std::size_t begin = 0; begin < raw.size();) {
    const std::size_t end = std::min(raw.find_first_of(kEnds, begin), raw.size());
    const std::size_t first = raw.find_first_not_of(u" \t", begin);
    if (first < end) lines.push_back({first, raw.find_last_not_of(u" \t", end - 1) + 1});
    begin = end + 1;
  }
  return lines;
}

/// The parts of each printed line that are far from one another. An object stands in the line of the one
/// before if it begins right of that, at the height of the line.
std::vector<std::vector<Extent>> partsOf(const std::vector<QRectF>& objects) {
  std::vector<std::vector<Extent>> lines;
  QRectF before, line;
  for (const QRectF& object : objects) {
    const auto isWithin = [](double y, const QRectF& other) {
      return y >= other.top() && y <= other.bottom();
    };
    const bool isLevel = isWithin(object.center().y(), line) || isWithin(line.center().y(), object);
    const double height = std::max(before.height(), object.height());
    if (lines.empty() || !isLevel || object.left() < before.left()) {
      lines.push_back({{object.left(), object.right()}});
      line = object;
    } else {
      line |= object;
      if (object.left() - before.right() > std::max(kColumnGap, kOfHeight * height)) {
        lines.back().push_back({object.left(), object.right()});
      } else {
        lines.back().back().right = std::max(lines.back().back().right, object.right());
      }
    }
    before = object;
  }
  return lines;
}

/// Of a letter in most fonts, in ems, roughly.
double widthOf(char16_t c) {
  constexpr std::u16string_view kNarrow = u"iljI.,:;'|!’‘", kSlim = u" ftr()[]-/\\\"", kWide = u"mwMW@%—";
  if (kNarrow.find(c) != std::u16string_view::npos) return 0.25;
  if (kSlim.find(c) != std::u16string_view::npos) return 0.3;
  if (kWide.find(c) != std::u16string_view::npos) return 0.85;
  if (c >= 0x2E80) return 1;
  return c >= u'A' && c <= u'Z' ? 0.67 : 0.54;
}

/// The words of a line, from behind one of its spaces up to another; behind the first place is the line's
/// begin, the last place is its end.
class Words {
 public:
  Words(std::u16string_view raw, text::Range line) : line_(line) {
    for (std::size_t i = line.begin; i < line.end; ++i) {
      if (raw[i] == u' ') spaces_.push_back(i);
      before_.push_back(before_.back() + widthOf(raw[i]));
    }
  }

  std::size_t places() const { return spaces_.size() + 2; }
  /// The space at a place that is neither the first nor the last.
  std::size_t spaceAt(std::size_t place) const { return spaces_[place - 1]; }
  /// In ems.
  double width(std::size_t from, std::size_t to) const {
    const std::size_t begin = from == 0 ? line_.begin : spaceAt(from) + 1;
    const std::size_t end = to + 1 == places() ? line_.end : spaceAt(to);
    return before_[end - line_.begin] - before_[begin - line_.begin];
  }

 private:
  text::Range line_;
  std::vector<std::size_t> spaces_;
  std::vector<double> before_{0};  // widths of all letters before one
};

/// The spaces of a line that stand between its parts: those that make the words between as wide as the parts
/// are. Nothing where none do.
std::optional<std::vector<std::size_t>> spacesBetween(const Words& words, const std::vector<Extent>& parts) {
  constexpr double kMiss = 8, kMissOfWidth = 0.35;           // points, and of a part's width
  constexpr std::size_t kMostParts = 30, kMostPlaces = 300;  // of a line that is looked at
  const std::size_t places = words.places();
  if (parts.size() + 1 > places || parts.size() > kMostParts || places > kMostPlaces) return {};
  double printed = 0;
  for (const Extent& part : parts) printed += part.width();
  const double between = widthOf(u' ') * static_cast<double>(parts.size() - 1);
  const double scale = printed / (words.width(0, places - 1) - between);  // points an em

  // The least that the widths of so many parts and of their words up to a space miss one another by, squared.
  constexpr double kNever = std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> miss(parts.size() + 1, std::vector<double>(places, kNever));
  std::vector<std::vector<std::size_t>> from(parts.size() + 1, std::vector<std::size_t>(places, 0));
  miss[0][0] = 0;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    for (std::size_t begin = 0; begin < places; ++begin) {
      if (miss[p][begin] == kNever) continue;
      for (std::size_t end = begin + 1; end < places; ++end) {
        const double off = std::abs(scale * words.width(begin, end) - parts[p].width());
        const double sum = miss[p][begin] + off * off;
        if (off > kMiss + kMissOfWidth * parts[p].width() || sum >= miss[p + 1][end]) continue;
        miss[p + 1][end] = sum;
        from[p + 1][end] = begin;
      }
    }
  }
  if (miss.back().back() == kNever) return {};
  std::vector<std::size_t> spaces(parts.size() - 1);
  for (std::size_t p = parts.size(), end = places - 1; p > 1; --p) {
    end = from[p][end];
    spaces[p - 2] = words.spaceAt(end);
  }
  return spaces;
}

/// The column that each part of a line stands under or nearest to. Nothing where there is not one for each.
std::optional<std::vector<std::size_t>> columnsOf(const std::vector<Extent>& parts,
                                                  const std::vector<Extent>& columns) {
  std::vector<std::size_t> found;
  std::size_t next = 0;
  for (const Extent& part : parts) {
    const auto distance = [&](const Extent& column) {  // below 0: so much is shared
      return std::max(part.left, column.left) - std::min(part.right, column.right);
    };
    if (next == columns.size()) return {};
    const auto nearest =
        std::min_element(columns.begin() + static_cast<std::ptrdiff_t>(next), columns.end(),
                         [&](const Extent& a, const Extent& b) { return distance(a) < distance(b); });
    found.push_back(static_cast<std::size_t>(nearest - columns.begin()));
    next = found.back() + 1;
  }
  return found;
}

/// Whether most parts of a line begin, end or are centred where the parts of a row do.
bool isAligned(const std::vector<Extent>& parts, const std::vector<Extent>& row) {
  constexpr double kOff = 3;  // points
  const auto isAlike = [](double a, double b) { return std::abs(a - b) <= kOff; };
  const auto stands = [&](const Extent& part) {
    return std::ranges::any_of(row, [&](const Extent& other) {
      return isAlike(part.left, other.left) || isAlike(part.right, other.right) ||
             isAlike(part.left + part.right, other.left + other.right);
    });
  };
  return 3 * std::ranges::count_if(parts, stands) >= 2 * std::ssize(parts);
}

}  // namespace

ColumnSteps findCells(std::u16string_view raw, const std::vector<QRectF>& objects) {
  ColumnSteps steps;
  const std::vector<std::vector<Extent>> parts = partsOf(objects);
  const std::vector<text::Range> lines = linesOf(raw);
  if (lines.size() != parts.size()) return steps;
  const auto isRow = [&](std::size_t i) { return i < parts.size() && parts[i].size() >= kCells; };
  std::size_t before = 0;  // the end of the last table
  for (std::size_t first = 0, end = 0; first < parts.size(); first = end) {
    end = first + 1;
    if (!isRow(first)) continue;
    // A line of a table may have fewer cells; one within a cell that is several lines high has one.
    const auto goesOn = [&](std::size_t i) {
      return isRow(i) && std::ranges::any_of(std::span(parts.data() + first, end - first),
                                             [&](const auto& row) { return isAligned(parts[i], row); });
    };
    while (end < parts.size() && (parts[end].size() > 1 || goesOn(end + 1))) ++end;
    // The names of the columns may leave the first one without.
    if (first > before && parts[first - 1].size() > 1 && isAligned(parts[first - 1], parts[first])) --first;
    const std::span table(parts.data() + first, end - first);
    const std::vector<Extent>& widest = *std::ranges::max_element(table, {}, &std::vector<Extent>::size);
    std::size_t rows = 0;
    for (const std::vector<Extent>& line : table) {
      if (line.size() >= kCells && isAligned(line, widest)) ++rows;
    }
    if (rows < kLines || 2 * rows < table.size()) continue;
    before = end;
    for (std::size_t i = first; i < end; ++i) {
      const auto columns = columnsOf(parts[i], widest);
      const auto spaces = spacesBetween(Words(raw, lines[i]), parts[i]);
      if (parts[i].size() < 2 || !columns || !spaces) continue;
      if (columns->front() > 0) steps[lines[i].begin] = columns->front();
      for (std::size_t p = 1; p < columns->size(); ++p)
        steps[(*spaces)[p - 1]] = (*columns)[p] - (*columns)[p - 1];
    }
  }
  return steps;
}

}  // namespace lectern::pdf
