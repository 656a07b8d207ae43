#include "ui/dialogs/settings_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <cmath>

#include "ui/jobs/reader_service.h"
#include "ui/models/history_model.h"
#include "ui/views/labels.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/screen_fit.h"
#include "ui/views/theme.h"

namespace lectern::dialogs {
namespace {

constexpr int kSteps = 100;  // of the slider: percents
constexpr int kTick = 10;

QString percent(double threshold) { return SettingsDialog::tr("%1 %").arg(std::lround(threshold * kSteps)); }

/// A place on the disk, to be copied.
QLabel* place(const QString& path) {
  auto* label = new QLabel(QDir::toNativeSeparators(path));
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

}  // namespace

SettingsDialog::SettingsDialog(views::NoAnswerThreshold& threshold, const jobs::ReaderService& reader,
                               const models::HistoryModel& history, QWidget* parent)
    : QDialog(parent),
      threshold_(threshold),
      reader_(reader),
      history_(history),
      slider_(new QSlider(Qt::Horizontal)),
      percent_(new QLabel),
      meaning_(views::quietLabel()),
      useFitted_(new QPushButton),
      readerPlace_(place({})) {
  setWindowTitle(tr("Settings"));
  slider_->setRange(0, kSteps);
  slider_->setPageStep(kTick);
  slider_->setTickInterval(kTick);
  slider_->setTickPosition(QSlider::TicksBelow);
  slider_->setAccessibleName(tr("How likely it must be that there is no answer before that is said"));
  layOut();
  tell();
  connect(slider_, &QSlider::valueChanged, this,
          [this](int value) { threshold_.choose(static_cast<double>(value) / kSteps); });
  connect(useFitted_, &QPushButton::clicked, this, [this] { threshold_.choose(std::nullopt); });
  connect(&threshold_, &views::NoAnswerThreshold::changed, this, &SettingsDialog::tell);
  connect(&reader_, &jobs::ReaderService::ready, this, &SettingsDialog::tell);
  connect(&reader_, &jobs::ReaderService::loadFailed, this, &SettingsDialog::tell);
}

void SettingsDialog::layOut() {
  percent_->setMinimumWidth(percent_->fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
  percent_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* choice = new QHBoxLayout;
  choice->setSpacing(views::kGap);
  choice->addWidget(new QLabel(tr("always")));
  choice->addWidget(slider_, 1);
  choice->addWidget(new QLabel(tr("never")));
  choice->addSpacing(views::kGap);
  choice->addWidget(percent_);
  useFitted_->setAutoDefault(false);
  // Its words may need one line or two; the dialog is not to jump.
  meaning_->setMinimumHeight(3 * meaning_->fontMetrics().lineSpacing());
  meaning_->setAlignment(Qt::AlignTop);

  auto* places = new QFormLayout;
  places->setHorizontalSpacing(views::kWideGap);
  places->setVerticalSpacing(views::kGap);
  places->addRow(tr("Reader"), readerPlace_);
  places->addRow(tr("Settings"), place(QSettings().fileName()));
  places->addRow(tr("History"), place(history_.file()));
  const QString kept =
      tr("questions: %1 · %2")
          .arg(QString::number(history_.rowCount()), QLocale().formattedDataSize(history_.bytes()));
  places->addRow({}, views::quietLabel(history_.keeps() ? kept : tr("%1; no more are kept").arg(kept)));

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(24, 20, 24, 0);
  layout->setSpacing(views::kGap);
  layout->addWidget(views::headingLabel(tr("“No answer found”")));
  layout->addLayout(choice);
  layout->addWidget(meaning_);
  layout->addWidget(useFitted_, 0, Qt::AlignLeft);
  layout->addSpacing(views::kWideGap);
  layout->addWidget(views::headingLabel(tr("On this computer")));
  layout->addWidget(views::quietLabel(tr(
      "Documents and questions are read here and sent nowhere. What was open, and what is set, is kept with "
      "the settings; questions and answers in the history (Ctrl+H); pasted texts beside it, until they are "
      "closed.")));
  layout->addLayout(places);
  layout->addStretch();
  buttons->setContentsMargins(24, 0, 24, 0);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, views::kWideGap);
  whole->setSpacing(views::kWideGap);
  whole->addWidget(views::scrolled(*content), 1);
  whole->addWidget(buttons);
  views::resizeToScreen(*this, {520, sizeHint().height()});
}

void SettingsDialog::tell() {
  const std::shared_ptr<const jobs::Reader> reader = reader_.reader();
  slider_->setEnabled(reader != nullptr);
  useFitted_->setEnabled(reader && threshold_.chosen());
  if (!reader) {
    const bool isLoading = reader_.state() == jobs::ReaderService::State::Loading;
    useFitted_->setText(tr("&As the reader was fitted"));
    readerPlace_->setText(isLoading ? tr("is loading") : tr("none"));
    meaning_->setText(tr("How often this is said is a matter of the reader, and none is loaded."));
    return;
  }
  readerPlace_->setText(QDir::toNativeSeparators(QString::fromStdString(reader->info.folder.string())));
  const double fitted = reader->info.noAnswerThreshold;
  const double inUse = threshold_.chosen().value_or(fitted);
  const QSignalBlocker blocker(slider_);  // the reader's own need not be a whole percent
  slider_->setValue(static_cast<int>(std::lround(inUse * kSteps)));
  percent_->setText(percent(inUse));
  meaning_->setText(
      inUse < 1 ? tr("Said where the reader holds it for more than %1 likely that what is asked holds no "
                     "answer. The best guess is one click away.")
                      .arg(percent(inUse))
                : tr("Never said: every question gets an answer, however unlikely."));
  useFitted_->setText(tr("&As the reader was fitted: %1").arg(percent(fitted)));
}

}  // namespace lectern::dialogs
