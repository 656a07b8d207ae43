#include "ui/views/answer_saving.h"

#include "core/answering/percent.h"
#include "core/base/files.h"
#include "ui/models/answer_export.h"
#include "ui/views/answer_pane.h"
#include "ui/views/conversation.h"
#include "ui/views/document_view.h"
#include "ui/views/save_dialog.h"

namespace lectern::views {

AnswerSaving::AnswerSaving(const Conversation& conversation, const AnswerPane& answers, DocumentView& view,
                           QWidget* window)
    : QObject(window), conversation_(conversation), answers_(answers), view_(view), window_(window) {
  connect(&view_, &DocumentView::saveFailed, this, [this](const QString& reason) {
    Q_EMIT savingChanged(false);
    Q_EMIT failed(reason);
  });
  connect(&view_, &DocumentView::saved, this, [this](const QString& path) {
    Q_EMIT savingChanged(false);
    Q_EMIT saved(path);
  });
}

void AnswerSaving::saveAnswers() {
  const jobs::Answered* answered = conversation_.answered();
  if (answered == nullptr) {
    return;
  }
  openSaveDialog(
      window_, tr("Save the answers"), pathBeside(jobs::pathOf(view_.document()), tr("answers")),
      {{tr("Web page"), QStringLiteral("html")},
       {tr("Markdown"), QStringLiteral("md")},
       {tr("Table"), QStringLiteral("csv")},
       {tr("JSON lines"), QStringLiteral("jsonl")}},
      [this, answered = *answered](const QString& path) {  // whatever is shown meanwhile
        std::vector<std::filesystem::path> asked;
        for (const jobs::DocumentPtr& document : answered.documents) {
          if (!document->path.empty()) asked.push_back(document->path);
        }
        requireWritable(path.toStdU16String(), asked);
        models::AnswerModel answers;
        answers.setAnswers(answered.documents, *answered.predictions);
        models::saveAnswers({answered.question, answered.hasAnswer, answers}, path);
        Q_EMIT saved(path);
      },
      [this](const QString& reason) { Q_EMIT failed(reason); });
}

bool AnswerSaving::canSaveHighlighted() const { return !answers_.model()->rowsIn(view_.document()).empty(); }

void AnswerSaving::saveHighlighted() {
  const jobs::Answered* answered = conversation_.answered();
  const jobs::DocumentPtr document = view_.document();
  if (answered == nullptr || !canSaveHighlighted()) {
    return;
  }
  std::vector<jobs::PageMark> marks;
  for (const int row : answers_.model()->rowsIn(document)) {
    const answering::Answer& answer = answers_.model()->answer(row);
    const QString confidence = QString::fromStdString(answering::percent(answer.confidence));
    const QString note =
        answered->hasAnswer ? tr("%1\n%2, answer %3") : tr("%1\n%2, guess %3: no answer was found");
    marks.push_back({answer.parts, note.arg(answered->question, confidence, QString::number(row + 1))});
  }
  openSaveDialog(
      window_, tr("Save the document with highlights"),
      pathBeside(jobs::pathOf(document), tr("with answers")), {{tr("PDF"), QStringLiteral("pdf")}},
      [this, document, marks](const QString& path) {
        Q_EMIT savingChanged(true);
        view_.saveMarked(document, marks, path);
      },
      [this](const QString& reason) { Q_EMIT failed(reason); });
}

}  // namespace lectern::views
