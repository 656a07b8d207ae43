#include "ui/views/asked_questions.h"

namespace lectern::views {
namespace {

template <typename Key, typename Value>
std::vector<Key> keysOf(const std::map<Key, Value>& map) {
  std::vector<Key> keys;
  for (const auto& entry : map) {
    keys.push_back(entry.first);
  }
  return keys;
}

}  // namespace

std::vector<jobs::DocumentPtr> AskedQuestions::documentsOf(const AskedOf& of) const {
  if (of.folder) {
    return jobs::inFolder(*of.folder, open_);
  }
  std::vector<jobs::DocumentPtr> documents = open_;
  std::erase_if(documents, [&](const jobs::DocumentPtr& each) { return of.document && each != of.document; });
  return documents;
}

AskedOf AskedQuestions::nameOf(const AskedOf& of) const {
  const std::vector<jobs::DocumentPtr> documents = documentsOf(of);
  return documents.size() == 1 ? AskedOf{documents.front()} : of;
}

const Asked* AskedQuestions::find(const std::optional<AskedOf>& of) const {
  const auto found = of ? asked_.find(*of) : asked_.end();
  return found == asked_.end() ? nullptr : &found->second;
}

void AskedQuestions::choose(const AskedOf& of, const jobs::DocumentPtr& document, text::Range range) {
  Asked& asked = asked_.at(of);
  asked.chosenIn = document;
  asked.chosen = range;
}

std::optional<QString> AskedQuestions::written(const std::optional<AskedOf>& of) const {
  const auto found = of ? written_.find(*of) : written_.end();
  return found == written_.end() ? std::nullopt : std::optional(found->second);
}

void AskedQuestions::forget(const jobs::DocumentPtr& document) {
  std::erase(open_, document);
  written_.erase(AskedOf{document});
  for (auto& [of, asked] : asked_) {
    asked.answered = asked.answered.among(open_);
  }
  std::erase_if(asked_, [](const auto& entry) {
    const jobs::Answered& answered = entry.second.answered;
    return answered.documents.empty() || !answered.isWorthShowing();
  });
}

void AskedQuestions::renameSingles(const std::optional<AskedOf>& shown) {
  const auto rename = [&](auto& all) {
    for (const AskedOf& of : keysOf(all)) {
      const AskedOf name = nameOf(of);
      if (name == of) {
        continue;
      }
      auto entry = all.extract(of);
      entry.key() = name;
      if (of == shown) {
        all.erase(name);
      }
      all.insert(std::move(entry));
    }
  };
  rename(asked_);
  rename(written_);
}

void AskedQuestions::decideBy(double noAnswerThreshold) {
  for (auto& [of, asked] : asked_) {
    asked.answered = asked.answered.decidedBy(noAnswerThreshold);
  }
}

}  // namespace lectern::views
