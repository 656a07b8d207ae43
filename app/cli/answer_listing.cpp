#include "app/cli/answer_listing.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>

#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "core/answering/percent.h"
#include "core/documents/paragraphs.h"
#include "core/documents/sentence_around.h"
#include "core/text/unicode.h"

namespace lectern::cli {
namespace {

/// Words on one line.
std::string oneLine(std::u16string_view words) {
  return text::toUtf8(printable(documents::simplified(words)));
}
std::string oneLine(const std::string& words) { return oneLine(text::toUtf16(words)); }

}  // namespace

AnswerListing::AnswerListing(std::string question, const std::vector<documents::Document>& documents,
                             const std::vector<answering::Prediction>& predictions, std::size_t most)
    : question_(std::move(question)) {
  if (!predictions.empty()) warnings_ = predictions.front().questionNotes;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const answering::Prediction& prediction = predictions[i];
    noAnswerProbability_ = prediction.noAnswerProbability;
    hasAnswer_ = prediction.hasAnswer;
    read_ += prediction.windowCount;
    unread_ += prediction.unreadWindows;
    for (const std::string& warning : prediction.warnings) {
      warnings_.push_back(documents.size() == 1 ? warning : oneLine(documents[i].name()) + ": " + warning);
    }
    for (const answering::Answer& answer : prediction.answers) entries_.push_back({&documents[i], answer});
  }
  std::ranges::sort(entries_, {}, [](const Entry& entry) { return entry.answer.rank; });
  if (entries_.size() > most) entries_.resize(most);
  for (Entry& entry : entries_) {
    const std::u16string_view text = entry.document->text;
    const text::Range range = entry.answer.range,
                      sentence = documents::sentenceAround(*entry.document, range);
    entry.before = text.substr(sentence.begin, range.begin - sentence.begin);
    entry.behind = text.substr(range.end, sentence.end - range.end);
  }
}

std::u16string AnswerListing::sentence(const Entry& entry) {
  return std::u16string(entry.before) + entry.answer.words + std::u16string(entry.behind);
}

std::string AnswerListing::entryText(const Entry& entry, bool bold) const {
  const std::size_t page = entry.document->pageOf(entry.answer.range.begin);
  const std::string answer = oneLine(entry.answer.words);
  std::string line = oneLine(sentence(entry));
  if (bold) {
    const std::u16string before(entry.before);
    const std::size_t begin = oneLine(before + u'|').size() - 1;  // with the space that may be between
    line.insert(begin + answer.size(), "\x1b[0m").insert(begin, "\x1b[1m");
  }
  return answer + "\n   " + answering::percent(entry.answer.confidence) + "  " +
         oneLine(entry.document->name()) + (page > 0 ? " (page " + std::to_string(page) + ")" : "") +
         "\n   " + line + "\n";
}

std::string AnswerListing::toText(bool bold) const {
  if (!hasAnswer_) {
    std::string text = "No answer found";
    const std::string passages =
        std::to_string(read_) + " of " + std::to_string(read_ + unread_) + " passages";
    if (unread_ > 0) text += " in the " + passages + " that match the question best";
    if (entries_.empty()) return text + ".\n";
    return text + " (" + answering::percent(noAnswerProbability_) +
           " that there is none). Best guess:\n\n   " + entryText(entries_.front(), bold);
  }
  std::string text;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (i > 0) text += '\n';
    text.append(std::to_string(i + 1)).append(". ").append(entryText(entries_[i], bold));
  }
  if (unread_ > 0) {
    text += "\nRead were the " + std::to_string(read_) + " of " + std::to_string(read_ + unread_) +
            " passages that match the question best; --passages 0 reads all.\n";
  }
  return text;
}

std::string AnswerListing::toJson() const {
  using Json = nlohmann::ordered_json;
  Json answers = Json::array();
  for (const Entry& entry : entries_) {
    const std::size_t page = entry.document->pageOf(entry.answer.range.begin);
    answers.push_back({{"text", text::toUtf8(entry.answer.words)},
                       {"start", entry.answer.range.begin},
                       {"end", entry.answer.range.end},
                       {"confidence", entry.answer.confidence},
                       {"document", entry.document->name()},
                       {"page", page > 0 ? Json(page) : Json(nullptr)},
                       {"sentence", text::toUtf8(sentence(entry))}});
  }
  const Json root = {{"question", question_},
                     {"hasAnswer", hasAnswer_},
                     {"noAnswerProbability", noAnswerProbability_},
                     {"answers", std::move(answers)},
                     {"passages", read_ + unread_},
                     {"passagesRead", read_},
                     {"warnings", warnings_}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lectern::cli
