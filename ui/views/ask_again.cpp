#include "ui/views/ask_again.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "ui/models/history_model.h"
#include "ui/views/conversation.h"
#include "ui/views/documents_pane.h"
#include "ui/views/open_documents.h"
#include "ui/views/question_bar.h"
#include "ui/views/scope_box.h"

namespace lectern::views {
namespace {

/// -1 where it is not open.
int rowOf(const library::KeptDocument& kept, const std::vector<jobs::DocumentPtr>& open) {
  const auto found = std::ranges::find_if(open, [&](const jobs::DocumentPtr& document) {
    if (kept.path.empty()) return document->path.empty() && document->title == kept.title;
    return models::keptDocument(*document).path == kept.path;
  });
  return found == open.end() ? -1 : static_cast<int>(found - open.begin());
}

/// In which all of its documents are asked.
Scope scopeOf(const library::KeptQuestion& question) {
  const auto folderOf = [](const library::KeptDocument& document) {
    return std::filesystem::path(document.path).parent_path();
  };
  const std::vector<library::KeptDocument>& documents = question.documents;
  if (documents.size() < 2) return Scope::Document;
  const bool isFolder = std::ranges::all_of(documents, [&](const library::KeptDocument& document) {
    return folderOf(document) == folderOf(documents.front());
  });
  return isFolder ? Scope::Folder : Scope::All;
}

}  // namespace

AskAgain::AskAgain(OpenDocuments& documents, DocumentsPane& pane, QuestionBar& questions,
                   Conversation& conversation, QObject* parent)
    : QObject(parent),
      documents_(documents),
      pane_(pane),
      questions_(questions),
      conversation_(conversation) {
  connect(&documents_, &OpenDocuments::pendingChanged, this, [this](int pending) {
    if (pending == 0) goOn();
  });
  // After everybody else has heard of the document that came.
  connect(
      &documents_, &OpenDocuments::changed, this,
      [this] {
        if (waiting_ && missingOf(*waiting_).isEmpty()) goOn();
      },
      Qt::QueuedConnection);
  connect(&conversation_, &Conversation::askingChanged, this, [this] {
    if (conversation_.isAsking()) waiting_.reset();
  });
}

void AskAgain::ask(const library::KeptQuestion& question) {
  const QStringList missing = missingOf(question);
  waiting_ = question;
  if (!missing.isEmpty()) {
    documents_.open(missing);
  }
  if (missing.isEmpty() || documents_.pending() == 0) {
    goOn();
  }
}

QStringList AskAgain::missingOf(const library::KeptQuestion& question) const {
  QStringList missing;
  for (const library::KeptDocument& document : question.documents) {
    if (!document.isPasted() && rowOf(document, documents_.model()->documents()) < 0) {
      missing << QString::fromStdString(document.path);
    }
  }
  return missing;
}

void AskAgain::goOn() {
  if (!waiting_) return;
  const library::KeptQuestion question = *std::exchange(waiting_, std::nullopt);
  const std::vector<jobs::DocumentPtr>& open = documents_.model()->documents();
  // The one that the answer stood in comes first.
  std::vector<library::KeptDocument> wanted = question.documents;
  if (!question.answers.empty()) wanted.insert(wanted.begin(), question.answers.front().document);
  for (const library::KeptDocument& document : wanted) {
    if (const int row = rowOf(document, open); row >= 0) {
      pane_.setCurrent(row);
      questions_.scope()->choose(scopeOf(question));
      conversation_.ask(QString::fromStdString(question.question));
      return;
    }
  }
  // Of files that could not be opened it is told why.
  if (std::ranges::all_of(question.documents, &library::KeptDocument::isPasted)) {
    Q_EMIT failed(
        tr("The text that this was asked of was pasted and is not open any more. The history keeps "
           "questions and answers, not the documents."));
  }
}

}  // namespace lectern::views
