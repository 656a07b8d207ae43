#include "core/data/squad.h"

#include <unordered_set>

#include "core/base/error.h"
#include "core/data/json_file.h"
#include "core/text/unicode.h"

namespace lectern::data {
namespace {

using Json = nlohmann::json;

/// Walks the JSON of one file. Knows where it is, and puts that into words only for an error.
class SquadReader {
 public:
  SquadReader(const std::filesystem::path& file, GoldAnswers gold) : file_(file), gold_(gold) {}

  SquadDataset read() {
    const Json json = readJson(file_);
    SquadDataset dataset;
    if (json.is_object() && json.contains("version")) dataset.version = name(json, "version");
    forEach(json, "data", [&](const Json& article) { dataset.articles.push_back(readArticle(article)); });
    return dataset;
  }

 private:
  SquadArticle readArticle(const Json& json) {
    SquadArticle article;
    if (json.is_object() && json.contains("title")) article.title = string(json, "title");
    forEach(json, "paragraphs",
            [&](const Json& paragraph) { article.paragraphs.push_back(readParagraph(paragraph)); });
    return article;
  }

  SquadParagraph readParagraph(const Json& json) {
    SquadParagraph paragraph;
    paragraph.context = text::toUtf16(string(json, "context"));
    const text::CodePointMap points(paragraph.context);
    forEach(json, "qas", [&](const Json& question) {
      paragraph.questions.push_back(readQuestion(question, paragraph.context, points));
    });
    return paragraph;
  }

  SquadQuestion readQuestion(const Json& json, std::u16string_view context,
                             const text::CodePointMap& points) {
    SquadQuestion question;
    question.id = name(json, "id");
    if (!ids_.insert(question.id).second) fail("the id '" + question.id + "' stands twice in this file");
    question.question = text::toUtf16(string(json, "question"));
    if (json.contains("is_impossible")) {
      const Json& impossible = json["is_impossible"];
      if (!impossible.is_boolean()) fail("'is_impossible' must be true or false");
      question.isImpossible = impossible.get<bool>();
    }
    const bool needsNone = question.isImpossible || gold_ == GoldAnswers::Told;
    if (gold_ == GoldAnswers::None || (needsNone && !json.contains("answers"))) return question;
    forEach(json, "answers",
            [&](const Json& answer) { question.answers.push_back(readAnswer(answer, context, points)); });
    return question;
  }

  SquadAnswer readAnswer(const Json& json, std::u16string_view context, const text::CodePointMap& points) {
    SquadAnswer answer{text::toUtf16(string(json, "text")), {}};
    if (gold_ != GoldAnswers::Placed) return answer;
    const auto start = json.find("answer_start");
    if (start == json.end()) fail("'answer_start' is missing");
    if (!start->is_number_unsigned()) fail("'answer_start' must be a count of code points");
    const auto codePoint = start->get<std::uint64_t>();
    if (codePoint > points.size()) fail("'answer_start' is past the end of the context");
    answer.range.begin = points.toUtf16(codePoint);
    answer.range.end = answer.range.begin + answer.text.size();
    if (context.substr(answer.range.begin, answer.text.size()) != answer.text) {
      fail("the answer '" + text::toUtf8(answer.text) + "' does not stand at its 'answer_start'");
    }
    return answer;
  }

  /// Calls `each` for every element of the array `object[key]`, its place kept for errors.
  template <typename Each>
  void forEach(const Json& object, const char* key, Each each) {
    const Json& array = member(object, key);
    if (!array.is_array()) fail(std::string("'") + key + "' must be an array");
    place_.emplace_back(key, 0);
    for (const Json& element : array) {
      if (!element.is_object()) fail("must be an object");
      each(element);
      ++place_.back().second;
    }
    place_.pop_back();
  }

  std::string string(const Json& object, const char* key) const {
    const Json& value = member(object, key);
    if (!value.is_string()) fail(std::string("'") + key + "' must be a string");
    return value.get<std::string>();
  }

  /// A string, or a number as it is written.
  std::string name(const Json& object, const char* key) const {
    const Json& value = member(object, key);
    return value.is_number() ? value.dump() : string(object, key);
  }

  const Json& member(const Json& object, const char* key) const {
    if (!object.is_object()) fail("must be an object");
    const auto found = object.find(key);
    if (found == object.end()) fail(std::string("'") + key + "' is missing");
    return *found;
  }

  [[noreturn]] void fail(const std::string& what) const {
    std::string where;
    for (const auto& [key, index] : place_) {
      where.append(where.empty() ? " " : ".")
          .append(key)
          .append("[")
          .append(std::to_string(index))
          .append("]");
    }
    throw FormatError(
        std::string("'").append(file_.string()).append("'").append(where).append(": ").append(what) +
        "; expected SQuAD 1.1 or 2.0 JSON");
  }

  const std::filesystem::path& file_;
  GoldAnswers gold_;
  std::vector<std::pair<const char*, std::size_t>> place_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

std::vector<const SquadParagraph*> SquadDataset::paragraphs() const {
  std::vector<const SquadParagraph*> all;
  for (const SquadArticle& article : articles) {
    for (const SquadParagraph& paragraph : article.paragraphs) all.push_back(&paragraph);
  }
  return all;
}

std::size_t SquadDataset::questionCount() const {
  std::size_t count = 0;
  for (const SquadParagraph* paragraph : paragraphs()) count += paragraph->questions.size();
  return count;
}

SquadDataset readSquad(const std::filesystem::path& path, GoldAnswers gold) {
  return SquadReader(path, gold).read();
}

}  // namespace lectern::data
