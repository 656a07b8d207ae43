#include "ui/views/question_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/views/busy_line.h"
#include "ui/views/buttons.h"
#include "ui/views/file_picker.h"
#include "ui/views/history_menu.h"
#include "ui/views/question_words.h"
#include "ui/views/scope_box.h"
#include "ui/views/theme.h"

namespace lectern::views {

QuestionBar::QuestionBar(QWidget* parent)
    : QWidget(parent),
      field_(new QLineEdit),
      past_(new QToolButton),
      history_(new HistoryMenu(this)),
      button_(new AccentButton(tr("Ask"))),
      words_(new QuestionWords),
      scope_(new ScopeBox),
      busyLine_(new BusyLine) {
  field_->setFrame(false);  // drawn here, with the corners of the other things
  field_->setClearButtonEnabled(true);
  field_->setAccessibleName(tr("Question"));
  field_->setMaxLength(2000);
  QFont font = field_->font();
  font.setPointSizeF(font.pointSizeF() * 1.15);
  field_->setFont(font);
  field_->installEventFilter(this);
  leaveFilesToWindow(*field_);
  QPalette clear = field_->palette();
  clear.setColor(QPalette::Base, Qt::transparent);
  field_->setPalette(clear);
  button_->setAccessibleName(tr("Ask"));
  past_->setArrowType(Qt::DownArrow);
  past_->setAutoRaise(true);
  past_->setFocusPolicy(Qt::TabFocus);
  past_->setAccessibleName(tr("Questions asked before"));
  past_->setToolTip(tr("Questions asked before (Alt+↓)"));

  const int height = QFontMetrics(font).height() + 20;
  field_->setFixedHeight(height - 4);
  button_->setFixedHeight(height);
  button_->setMinimumWidth(84);

  auto* row = new QHBoxLayout;
  row->setSpacing(kWideGap);
  auto* framed = new QHBoxLayout;
  framed->setSpacing(kSmallGap);
  framed->addWidget(field_, 1);
  framed->addWidget(past_);
  row->addLayout(framed, 1);
  row->addWidget(button_);
  row->setContentsMargins(10, 0, 0, 0);  // the field's drawn frame
  auto* inner = new QVBoxLayout;
  inner->setContentsMargins(kWideGap, 12, kWideGap, kGap);
  inner->setSpacing(kGap);
  inner->addLayout(row);
  auto* below = new QHBoxLayout;
  below->setSpacing(kWideGap);
  below->addWidget(words_, 1);
  below->addWidget(scope_);
  inner->addLayout(below);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  outer->addLayout(inner);
  outer->addWidget(busyLine_);

  connect(field_, &QLineEdit::returnPressed, this, &QuestionBar::submit);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (busy_) {
      Q_EMIT stopRequested();
    } else {
      submit();
    }
  });
  connect(past_, &QToolButton::clicked, this, [this] { history_->openBelow(*past_); });
  connect(scope_, &ScopeBox::scopeChanged, this, &QuestionBar::tellDocuments);
  setDocuments(nullptr, {});
}

QString QuestionBar::question() const { return field_->text().trimmed(); }

void QuestionBar::setQuestion(const QString& question) { field_->setText(question); }

void QuestionBar::setDocuments(const jobs::DocumentPtr& shown, const std::vector<jobs::DocumentPtr>& open) {
  title_ = shown ? QString::fromStdString(shown->title) : QString();
  scope_->setDocuments(shown, open);
  tellDocuments();
}

void QuestionBar::tellDocuments() {
  field_->setPlaceholderText(title_.isEmpty()                     ? tr("Open a document to ask it")
                             : scope_->scope() == Scope::Document ? tr("Ask “%1”…").arg(title_)
                                                                  : tr("Ask several documents…"));
}

void QuestionBar::setBusy(bool busy) {
  busy_ = busy;
  button_->setText(busy ? tr("Stop") : tr("Ask"));
  button_->setAccessibleName(button_->text());
}

void QuestionBar::focusField() {
  field_->setFocus(Qt::ShortcutFocusReason);
  field_->selectAll();
}

bool QuestionBar::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* pressed = static_cast<QKeyEvent*>(event);
    const int key = pressed->key();
    if (key == Qt::Key_Down && pressed->modifiers().testFlag(Qt::AltModifier)) {
      history_->openBelow(*past_);
      return true;
    }
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
      Q_EMIT stepRequested(key == Qt::Key_Up ? -1 : 1);
      return true;
    }
    if (pressed->matches(QKeySequence::Copy) && !field_->hasSelectedText()) {
      Q_EMIT copyRequested();
      return true;
    }
  } else if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
    update();
  }
  return QWidget::eventFilter(object, event);
}

void QuestionBar::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool focused = field_->hasFocus();
  const qreal pen = focused ? 2 : 1;
  const QRectF frame = QRectF(field_->geometry() | past_->geometry()).adjusted(-10, -2, 6, 2);
  painter.setPen(QPen(focused ? theme.accent : theme.line, pen));
  painter.setBrush(theme.base);
  painter.drawRoundedRect(frame.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), kCornerRadius, kCornerRadius);
}

void QuestionBar::submit() {
  if (!question().isEmpty()) {
    Q_EMIT asked(question());
  }
}

}  // namespace lectern::views
