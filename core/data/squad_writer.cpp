#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/data/squad.h"
#include "core/text/unicode.h"

namespace lectern::data {
namespace {

// Keys in the order in which they stand in SQuAD's own files.
using Json = nlohmann::ordered_json;

Json toJson(const SquadAnswer& answer, const text::CodePointMap& points) {
  return {{"text", text::toUtf8(answer.text)}, {"answer_start", points.toCodePoint(answer.range.begin)}};
}

Json toJson(const SquadQuestion& question, const text::CodePointMap& points) {
  Json answers = Json::array();
  for (const SquadAnswer& answer : question.answers) answers.push_back(toJson(answer, points));
  return {{"question", text::toUtf8(question.question)},
          {"id", question.id},
          {"answers", std::move(answers)},
          {"is_impossible", question.isImpossible}};
}

Json toJson(const SquadParagraph& paragraph) {
  const text::CodePointMap points(paragraph.context);
  Json questions = Json::array();
  for (const SquadQuestion& question : paragraph.questions) questions.push_back(toJson(question, points));
  return {{"qas", std::move(questions)}, {"context", text::toUtf8(paragraph.context)}};
}

Json toJson(const SquadArticle& article) {
  Json paragraphs = Json::array();
  for (const SquadParagraph& paragraph : article.paragraphs) paragraphs.push_back(toJson(paragraph));
  return {{"title", article.title}, {"paragraphs", std::move(paragraphs)}};
}

}  // namespace

void writeSquad(const SquadDataset& dataset, const std::filesystem::path& path) {
  Json articles = Json::array();
  for (const SquadArticle& article : dataset.articles) articles.push_back(toJson(article));
  const Json root = {{"version", dataset.version}, {"data", std::move(articles)}};
  writeFileAtomically(path, root.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
}

}  // namespace lectern::data
