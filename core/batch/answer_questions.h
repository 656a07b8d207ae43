#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "core/answering/predictor.h"
#include "core/batch/answer_file.h"
#include "core/documents/document.h"

namespace lectern::batch {

/// The documents that questions are asked of.
class AskedDocuments {
 public:
  using Open = std::function<documents::Document(const std::filesystem::path& path)>;

  /// `all` are for questions that name none.
  AskedDocuments(std::vector<documents::Document> all);  // NOLINT(google-explicit-constructor)

  /// Puts those that a file of questions holds beside them; others that it names are read by `open` when they
  /// are first asked for, from its folder where they are not absolute.
  void add(const QuestionFile& file, Open open);

  /// Those of a question that names `document`; what `open` throws.
  std::span<const documents::Document> named(const std::string& document);
  /// No question that names it will come any more.
  void drop(const std::string& document) { named_.erase(document); }

 private:
  std::vector<documents::Document> all_;
  std::map<std::string, std::variant<documents::Document, std::exception_ptr>> named_;
  std::filesystem::path folder_;
  Open open_;
};

/// Answers every question from its documents together. A question that fails carries its error and the rest
/// go on. Throws CancelledError. `answered` is told of each answer as it comes, in order.
std::vector<BatchAnswer> answerQuestions(
    const answering::Predictor& predictor, AskedDocuments documents,
    const std::vector<BatchQuestion>& questions, const answering::PredictOptions& options,
    std::stop_token stop = {}, const std::function<void(std::size_t, const BatchAnswer&)>& answered = {});

}  // namespace lectern::batch
