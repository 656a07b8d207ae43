#include "ui/models/answer_export.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <array>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/answering/percent.h"
#include "core/base/files.h"
#include "core/data/csv.h"
#include "ui/models/html_page.h"
#include "ui/models/markdown_words.h"

namespace lectern::models {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::models", text); }

/// One answer with all that is said of it.
struct Entry {
  QString answer, document, title, heading;
  double confidence = 0;
  int page = 0;  // 0 where there are none
  text::Range range;
  Snippet sentence;
};

std::vector<Entry> entriesOf(const AnswerModel& answers) {
  std::vector<Entry> entries;
  for (int row = 0; row < answers.rowCount(); ++row) {
    const QModelIndex index = answers.index(row);
    const jobs::DocumentPtr document = answers.document(row);
    const answering::Answer& answer = answers.answer(row);
    entries.push_back(
        {index.data().toString(), QString::fromStdString(document->name()),
         QString::fromStdString(document->title), index.data(AnswerModel::HeadingRole).toString(),
         index.data(AnswerModel::ConfidenceRole).toDouble(), index.data(AnswerModel::PageRole).toInt(),
         answer.range, snippetAround(*document, answer, std::numeric_limits<int>::max())});
  }
  return entries;
}

data::CsvRows table(const AnswerExport& saved) {
  data::CsvRows rows = {
      {"question", "has_answer", "answer", "confidence", "document", "page", "start", "end", "sentence"}};
  for (const Entry& entry : entriesOf(saved.answers)) {
    rows.push_back({saved.question.toStdString(), saved.hasAnswer ? "true" : "false",
                    entry.answer.toStdString(), QString::number(entry.confidence, 'g', 6).toStdString(),
                    entry.document.toStdString(), entry.page > 0 ? std::to_string(entry.page) : "",
                    std::to_string(entry.range.begin), std::to_string(entry.range.end),
                    entry.sentence.text.toStdString()});
  }
  return rows;
}

std::string jsonLines(const AnswerExport& saved) {
  using Json = nlohmann::ordered_json;
  std::string lines;
  for (const Entry& entry : entriesOf(saved.answers)) {
    const Json line = {{"question", saved.question.toStdString()},
                       {"hasAnswer", saved.hasAnswer},
                       {"text", entry.answer.toStdString()},
                       {"start", entry.range.begin},
                       {"end", entry.range.end},
                       {"confidence", entry.confidence},
                       {"document", entry.document.toStdString()},
                       {"page", entry.page > 0 ? Json(entry.page) : Json(nullptr)},
                       {"sentence", entry.sentence.text.toStdString()}};
    lines += line.dump() + "\n";
  }
  return lines;
}

/// "Homes, p. 2 — 75 %"
QString sourceOf(const Entry& entry) {
  const QString confidence = QString::fromStdString(answering::percent(entry.confidence));
  return entry.page > 0 ? tr("%1, p. %2 — %3").arg(entry.title, QString::number(entry.page), confidence)
         : entry.heading.isEmpty() ? tr("%1 — %2").arg(entry.title, confidence)
                                   : tr("%1, under “%2” — %3").arg(entry.title, entry.heading, confidence);
}

QString doubt() { return tr("The reader found no answer. This is the nearest it came; read it with care."); }

/// The sentence in three: before the answer, the answer, behind it.
std::array<QString, 3> parted(const Snippet& sentence) {
  const int end = sentence.answerBegin + sentence.answerLength;
  return {sentence.text.left(sentence.answerBegin),
          sentence.text.mid(sentence.answerBegin, sentence.answerLength), sentence.text.mid(end)};
}

QString markdown(const AnswerExport& saved) {
  QString page = QStringLiteral("# %1\n").arg(markdownWords(saved.question.simplified()));
  if (!saved.hasAnswer) page += u'\n' + markdownWords(doubt()) + u'\n';
  int rank = 0;
  for (const Entry& entry : entriesOf(saved.answers)) {
    const auto [before, words, after] = parted(entry.sentence);
    const QString number = QString::number(++rank) + u'.', indent(number.size() + 1, u' ');
    page += QStringLiteral("\n%1 **%2**\n%7%3\n\n%7> %4<mark>%5</mark>%6\n")
                .arg(number, markdownWords(entry.answer.simplified()), markdownWords(sourceOf(entry)),
                     markdownWords(before), markdownWords(words), markdownWords(after), indent);
  }
  return page;
}

QString html(const AnswerExport& saved) {
  const QString style = QStringLiteral(
      "body { font-family: serif; line-height: 1.5; max-width: 42em; margin: 2em auto; padding: 0 1em; }\n"
      "blockquote { margin: 0.3em 0 1.5em; }\n"
      "mark { background: #f9d566; color: #202020; }\n"
      ".source { opacity: 0.7; }\n");
  QString body;
  if (!saved.hasAnswer) body += QStringLiteral("<p>%1</p>\n").arg(doubt().toHtmlEscaped());
  body += QStringLiteral("<ol>\n");
  for (const Entry& entry : entriesOf(saved.answers)) {
    const auto [before, words, after] = parted(entry.sentence);
    body += QStringLiteral(
                "<li><strong>%1</strong><br><span class=\"source\">%2</span>\n"
                "<blockquote>%3<mark>%4</mark>%5</blockquote></li>\n")
                .arg(entry.answer.toHtmlEscaped(), sourceOf(entry).toHtmlEscaped(), before.toHtmlEscaped(),
                     words.toHtmlEscaped(), after.toHtmlEscaped());
  }
  return htmlPage(saved.question, style, body + QStringLiteral("</ol>\n"));
}

}  // namespace

void saveAnswers(const AnswerExport& saved, const QString& path) {
  const std::filesystem::path file(path.toStdU16String());
  const QString kind = QFileInfo(path).suffix().toLower();
  if (kind == u"csv") {
    data::writeCsv(table(saved), file, data::CsvReader::Spreadsheet);
  } else if (kind == u"jsonl") {
    writeFileAtomically(file, jsonLines(saved));
  } else if (kind == u"md") {
    writeFileAtomically(file, markdown(saved).toStdString());
  } else if (kind == u"html") {
    writeFileAtomically(file, html(saved).toStdString());
  } else {
    throw std::invalid_argument("answers are saved as .csv, .jsonl, .md or .html, not as '" +
                                path.toStdString() + "'");
  }
}

}  // namespace lectern::models
