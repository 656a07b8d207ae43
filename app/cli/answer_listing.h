#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/answering/answer.h"
#include "core/documents/document.h"

namespace lectern::cli {

/// The answers to one question from several documents, best first, as `lectern ask` prints them.
class AnswerListing {
 public:
  /// `predictions` are one a document, made together; the best `most` answers of all are kept. Refers to
  /// `documents`, which must outlive it.
  AnswerListing(std::string question, const std::vector<documents::Document>& documents,
                const std::vector<answering::Prediction>& predictions, std::size_t most);

  /// Plain sentences about the question and the documents, without repetition.
  const std::vector<std::string>& warnings() const { return warnings_; }

  /// For a person: rank and answer, confidence and place, the sentence around it. Without an answer, the best
  /// guess is shown as such. `bold` marks the answer in its sentence with a terminal's codes.
  std::string toText(bool bold) const;

  /// For programs, as the help of 'ask' lists it.
  std::string toJson() const;

 private:
  struct Entry {
    const documents::Document* document;
    answering::Answer answer;
    std::u16string_view before = {}, behind = {};  // the rest of the sentences that it touches
  };

  static std::u16string sentence(const Entry& entry);
  std::string entryText(const Entry& entry, bool bold) const;

  std::string question_;
  std::vector<Entry> entries_;
  std::vector<std::string> warnings_;
  double noAnswerProbability_ = 1;
  std::size_t read_ = 0, unread_ = 0;  // windows
  bool hasAnswer_ = false;
};

}  // namespace lectern::cli
