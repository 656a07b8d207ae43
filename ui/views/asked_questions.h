#pragma once

#include <QString>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "ui/jobs/reader_service.h"

namespace lectern::views {

/// What is asked: a document, a folder's, or else all that are open.
struct AskedOf {
  jobs::DocumentPtr document = nullptr;
  std::optional<QString> folder = {};

  bool operator==(const AskedOf&) const = default;
  bool operator<(const AskedOf& other) const {
    return std::tie(document, folder) < std::tie(other.document, other.folder);
  }
};

/// What was asked last of a document or of several together.
struct Asked {
  jobs::Answered answered;
  bool bestGuess = false;                ///< it is shown although there may be no answer
  jobs::DocumentPtr chosenIn = nullptr;  ///< in which the answer stands that was chosen when it was left;
                                         ///< null: none was shown yet
  text::Range chosen = {};
};

/// The last questions of what is open, and what is written but not asked yet.
class AskedQuestions {
 public:
  void setOpen(std::vector<jobs::DocumentPtr> open) { open_ = std::move(open); }
  const std::vector<jobs::DocumentPtr>& open() const { return open_; }
  /// Those of them that a question is asked of.
  std::vector<jobs::DocumentPtr> documentsOf(const AskedOf& of) const;
  /// The same; a document where that is the only one.
  AskedOf nameOf(const AskedOf& of) const;

  /// Null where nothing was asked.
  const Asked* find(const std::optional<AskedOf>& of) const;
  void put(const AskedOf& of, jobs::Answered answered) { asked_[of] = {std::move(answered)}; }
  /// Of what was asked, the best guess is to be shown.
  void showBestGuess(const AskedOf& of) { asked_.at(of).bestGuess = true; }
  /// Of what was asked, this answer is chosen.
  void choose(const AskedOf& of, const jobs::DocumentPtr& document, text::Range range);
  void write(const AskedOf& of, const QString& question) { written_[of] = question; }
  std::optional<QString> written(const std::optional<AskedOf>& of) const;

  /// Drops a document that is closed, and the questions of which nothing is left that is worth showing.
  void forget(const jobs::DocumentPtr& document);
  /// What was asked of several, one of which is left, was asked of that one. What is `shown` comes before
  /// what was asked of that one alone, and that before the rest.
  void renameSingles(const std::optional<AskedOf>& shown);
  /// "No answer" is said above another probability.
  void decideBy(double noAnswerThreshold);

 private:
  std::vector<jobs::DocumentPtr> open_;
  std::map<AskedOf, Asked> asked_;
  std::map<AskedOf, QString> written_;
};

}  // namespace lectern::views
