#include "ui/models/history_export.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/base/files.h"
#include "core/data/csv.h"
#include "ui/models/history_model.h"
#include "ui/models/markdown_words.h"

namespace lectern::models {
namespace {

using library::KeptAnswer;
using library::KeptQuestion;

QString tr(const char* text) { return QCoreApplication::translate("lectern::models", text); }

/// By which a document is told from others: its path, else its title.
std::string nameOf(const library::KeptDocument& document) {
  return document.isPasted() ? document.title : document.path;
}

/// "2026-11-30T08:15:00Z"
std::string timeOf(const KeptQuestion& question) {
  return QDateTime::fromSecsSinceEpoch(question.askedAt.time_since_epoch().count(), Qt::UTC)
      .toString(Qt::ISODate)
      .toStdString();
}

data::CsvRows table(const std::vector<KeptQuestion>& questions) {
  data::CsvRows rows = {
      {"asked", "question", "has_answer", "answer", "confidence", "document", "page", "sentence"}};
  for (const KeptQuestion& question : questions) {
    const std::vector<std::string> asked = {timeOf(question), question.question,
                                            question.hasAnswer ? "true" : "false"};
    for (const KeptAnswer& answer : question.answers) {
      std::vector<std::string>& row = rows.emplace_back(asked);
      row.insert(row.end(), {answer.text, QString::number(answer.confidence, 'g', 6).toStdString(),
                             nameOf(answer.document), answer.page > 0 ? std::to_string(answer.page) : "",
                             answer.sentence});
    }
    if (question.answers.empty()) {
      rows.emplace_back(asked).resize(rows.front().size());
    }
  }
  return rows;
}

std::string jsonLines(const std::vector<KeptQuestion>& questions) {
  using Json = nlohmann::ordered_json;
  std::string lines;
  for (const KeptQuestion& question : questions) {
    Json documents = Json::array(), answers = Json::array();
    for (const library::KeptDocument& document : question.documents) documents.push_back(nameOf(document));
    for (const KeptAnswer& answer : question.answers) {
      answers.push_back({{"text", answer.text},
                         {"confidence", answer.confidence},
                         {"document", nameOf(answer.document)},
                         {"page", answer.page > 0 ? Json(answer.page) : Json(nullptr)},
                         {"sentence", answer.sentence}});
    }
    const Json line = {{"asked", timeOf(question)},
                       {"question", question.question},
                       {"hasAnswer", question.hasAnswer},
                       {"documents", documents},
                       {"answers", answers}};
    lines += line.dump() + "\n";
  }
  return lines;
}

QString markdown(const std::vector<KeptQuestion>& questions) {
  const auto words = [](const std::string& text) {
    return markdownWords(QString::fromStdString(text).simplified());
  };
  QString page = QStringLiteral("# %1\n").arg(tr("Questions and answers"));
  for (const KeptQuestion& question : questions) {
    page += QStringLiteral("\n## %1\n\n").arg(words(question.question));
    if (!question.hasAnswer || question.answers.empty()) {
      page += QStringLiteral("%1 — %2\n").arg(tr("No answer found"), markdownWords(documentsOf(question)));
      continue;
    }
    const KeptAnswer& answer = question.answers.front();
    page +=
        QStringLiteral("**%1** — %2\n\n> %3\n")
            .arg(words(answer.text), markdownWords(sourceOf(answer).simplified()), words(answer.sentence));
  }
  return page;
}

}  // namespace

void saveHistory(const std::vector<KeptQuestion>& questions, const QString& path) {
  const std::filesystem::path file(path.toStdU16String());
  const QString kind = QFileInfo(path).suffix().toLower();
  if (kind == u"csv") {
    data::writeCsv(table(questions), file, data::CsvReader::Spreadsheet);
  } else if (kind == u"jsonl") {
    writeFileAtomically(file, jsonLines(questions));
  } else if (kind == u"md") {
    writeFileAtomically(file, markdown(questions).toStdString());
  } else {
    throw std::invalid_argument("a history is saved as .csv, .jsonl or .md, not as '" + path.toStdString() +
                                "'");
  }
}

}  // namespace lectern::models
