#include "ui/views/find_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "ui/models/qstring.h"
#include "ui/views/file_picker.h"
#include "ui/views/notes.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr std::size_t kMostFound = 20000;

QToolButton* makeButton(const QString& text, const QString& name) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setAutoRaise(true);
  button->setAccessibleName(name);
  button->setToolTip(name);
  return button;
}

/// A word, also where a hyphen parts it at the end of a line, or soft ones stand in it.
QString patternOf(const QString& word) {
  QString pattern;
  for (qsizetype i = 0; i < word.size(); ++i) {
    const bool isPair = word[i].isHighSurrogate() && i + 1 < word.size();
    const QString letter = word.mid(i, isPair ? 2 : 1);
    i += isPair ? 1 : 0;
    pattern += QRegularExpression::escape(letter);
    const bool isLast = i + 1 == word.size();
    pattern += isLast                          ? QString()
               : letter == QStringLiteral("-") ? QStringLiteral("\\n?")
                                               : QStringLiteral("(?:\u00AD\\n?|[-\u2010]\\n)?");
  }
  return pattern;
}

}  // namespace

FindBar::FindBar(QWidget* parent) : QWidget(parent), field_(new QLineEdit), count_(new QLabel) {
  field_->setPlaceholderText(tr("Find in document"));
  field_->setAccessibleName(tr("Find in document"));
  field_->setClearButtonEnabled(true);
  field_->setMaximumWidth(320);
  leaveFilesToWindow(*field_);
  count_->setForegroundRole(QPalette::PlaceholderText);
  count_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(kMostFound).arg(kMostFound)));
  QToolButton* previous = makeButton(QStringLiteral("↑"), tr("Previous match"));
  QToolButton* next = makeButton(QStringLiteral("↓"), tr("Next match"));
  QToolButton* done = makeButton(QStringLiteral("×"), tr("Close find"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(kWideGap, 6, kGap, 6);
  layout->addWidget(field_, 1);
  layout->addWidget(previous);
  layout->addWidget(next);
  layout->addWidget(count_);
  layout->addStretch();
  layout->addWidget(done);
  connect(field_, &QLineEdit::textChanged, this, [this] { search(true); });
  connect(field_, &QLineEdit::returnPressed, this,
          [this] { step(QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier) ? -1 : 1); });
  connect(previous, &QToolButton::clicked, this, [this] { step(-1); });
  connect(next, &QToolButton::clicked, this, [this] { step(1); });
  connect(done, &QToolButton::clicked, this, &FindBar::close);
  hide();
}

void FindBar::setDocument(jobs::DocumentPtr document, std::size_t from) {
  document_ = std::move(document);
  from_ = from;
  if (isVisible()) {
    search(false);
  }
}

void FindBar::open(std::size_t from) {
  from_ = from;
  show();
  field_->setFocus(Qt::ShortcutFocusReason);
  field_->selectAll();
  search(true);
}

void FindBar::close() {
  if (isVisible()) {
    const bool hadFocus = hasFocusWithin();
    hide();
    found_.clear();
    current_ = -1;
    Q_EMIT foundChanged(found_, current_, false);
    if (hadFocus) {
      Q_EMIT focusLeft();
    }
  }
}

bool FindBar::hasFocusWithin() const { return isVisible() && isAncestorOf(QApplication::focusWidget()); }

void FindBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Up) {
    step(-1);
  } else if (event->key() == Qt::Key_Down) {
    step(1);
  } else {
    QWidget::keyPressEvent(event);
  }
}

void FindBar::search(bool isWanted) {
  const auto findFrom = [this](std::size_t unit) {
    return document_ ? findAll(document_->text, field_->text(), kMostFound, unit)
                     : std::vector<text::Range>();
  };
  found_ = findFrom(0);
  if (found_.size() == kMostFound && found_.back().begin < from_) {
    if (auto behind = findFrom(from_); !behind.empty()) found_ = std::move(behind);
  }
  const auto first = std::lower_bound(found_.begin(), found_.end(), text::Range{from_, from_});
  current_ = found_.empty() ? -1 : first == found_.end() ? 0 : static_cast<int>(first - found_.begin());
  tell(isWanted);
}

void FindBar::step(int by) {
  if (found_.empty()) {
    return;
  }
  const int count = static_cast<int>(found_.size());
  if (found_.size() == kMostFound && current_ + by == count) {  // there may be more
    from_ = found_.back().end;
    search(true);
    return;
  }
  current_ = (current_ + by + count) % count;
  from_ = found_[static_cast<std::size_t>(current_)].begin;
  tell(true);
}

void FindBar::tell(bool isWanted) {
  count_->setText(field_->text().isEmpty()     ? QString()
                  : found_.empty()             ? tr("Not found")
                  : found_.size() < kMostFound ? tr("%1 of %2").arg(current_ + 1).arg(found_.size())
                                               : tr("%1 of %2+").arg(current_ + 1).arg(found_.size()));
  if (isWanted && !count_->text().isEmpty()) {
    announce(*this, count_->text());
  }
  Q_EMIT foundChanged(found_, current_, isWanted);
}

std::vector<text::Range> findAll(std::u16string_view text, const QString& words, std::size_t most,
                                 std::size_t from) {
  std::vector<text::Range> found;
  if (words.isEmpty()) {
    return found;
  }
  static const QRegularExpression spaces(QStringLiteral("\\s+"),
                                         QRegularExpression::UseUnicodePropertiesOption);
  QStringList parts = words.split(spaces);
  for (QString& part : parts) part = patternOf(part);
  const QRegularExpression pattern(
      parts.join(spaces.pattern()),
      QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
  const QString subject = models::toQString(text);
  for (auto matches = pattern.globalMatch(subject, static_cast<qsizetype>(from));
       matches.hasNext() && found.size() < most;) {
    const QRegularExpressionMatch match = matches.next();
    found.push_back(
        {static_cast<std::size_t>(match.capturedStart()), static_cast<std::size_t>(match.capturedEnd())});
  }
  return found;
}

}  // namespace lectern::views
