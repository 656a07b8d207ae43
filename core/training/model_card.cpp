#include "core/training/model_card.h"

#include <iomanip>
#include <sstream>

#include "core/base/error.h"
#include "core/reader/reader_bundle.h"

namespace lectern::training {

namespace {

void writeData(std::ostream& card, const reader::ReaderBundle& bundle, const TrainingOptions& options) {
  card << "\n## Data\n\n";
  for (const auto& path : options.data) card << "- trained on `" << path.filename().string() << "`\n";
  if (!options.validation.empty()) {
    card << "- chosen on `" << options.validation.filename().string() << "`\n";
  }
  if (!options.vectors.empty()) {
    card << "- word vectors: `" << options.vectors.filename().string() << "`, the most frequent "
         << bundle.vocabulary->size() - bundle.manifest.options.trainedWords << " words, as int8\n";
  }
  if (!options.from.empty()) card << "- begun from the bundle `" << options.from.filename().string() << "`\n";
  if (!options.dataNote.empty()) card << '\n' << options.dataNote << '\n';
}

void writeNetwork(std::ostream& card, const reader::ReaderOptions& network) {
  card << "LSTMs of " << network.hiddenSize << " a direction, " << network.characterFilters
       << " character filters, highway layers: " << network.highwayLayers
       << ", heads of self-attention: " << network.selfAttentionHeads
       << ",\nfeatures of the aligned question: " << network.alignedSize
       << ", of the question's support: " << network.supportSize << ";\nwhat is attended to comes in through "
       << (network.gatedFusion > 0 ? "gates" : "a ReLU layer") << ", attention compares "
       << (network.historyOfWord > 0 ? "words and states" : "states") << ".\n";
}

void writeRecipe(std::ostream& card, const reader::ReaderOptions& network, const TrainingOptions& options,
                 std::int64_t stepsDone, std::int64_t bestStep) {
  const bool answers = options.objective == Objective::Answers;
  card << "\n## Recipe\n\n"
       << (answers ? ""
                   : "It has learned only which words follow and precede one another, to begin another run "
                     "from.\n");
  if (!options.states.empty()) {
    card << "Beside them it learned `" << options.states.filename().string()
         << "`, what another encoder makes of each word in its context.\n";
  }
  card << stepsDone << (stepsDone < options.steps ? " of " + std::to_string(options.steps) : std::string())
       << " steps of " << options.batchSize << (answers ? " questions" : " paragraphs") << "; Adam, rate "
       << options.learningRate << " after " << options.warmupSteps << " steps of warm-up, falling to "
       << options.lastRate << " in a line;\n"
       << "variational dropout " << options.dropout << ", gradients clipped at " << options.clipNorm
       << ", weights averaged with decay " << options.averageDecay << "; seed " << options.seed << ".\n";
  if (answers) {
    card << "A share of " << options.distractorRate
         << " of the questions also saw another paragraph of its article (shared norm).\n";
  }
  if (options.weightDecay > 0) {
    card << "Each step shrank the weights by " << options.weightDecay << " times the rate (AdamW).\n";
  }
  if (!options.teachers.empty()) {
    card << "Beside the gold answer, with a weight of " << options.teacherShare << ", it learned where ";
    for (std::size_t i = 0; i < options.teachers.size(); ++i) {
      card << (i > 0 ? " and " : "") << '`' << options.teachers[i].filename().string() << '`';
    }
    card << (options.teachers.size() > 1 ? " say together that it is" : " says that it is")
         << " (distillation).\n";
  }
  if (options.cropShare > 0) {
    card << "The first " << options.cropShare << " of the steps read passages cut to " << options.cropTokens
         << " tokens around the answer.\n";
  }
  if (options.usesBFloat16) card << "Factors were rounded to bfloat16 where the processor could.\n";
  writeNetwork(card, network);
  card << "The bundle holds the average of step " << bestStep;
  if (options.startShare > 0) {
    card << ", and with a share of " << options.startShare << " the weights that were begun from";
  }
  card << ".\n";
}

void writeFigures(std::ostream& card, const std::string& validation, const evaluation::SquadScores& scores) {
  if (scores.all.total == 0) return;
  card << std::fixed << std::setprecision(2) << "\n## Figures\n\nOn all " << scores.all.total
       << " questions of `" << validation << "`, by the official SQuAD 2.0 rules:\n\n"
       << "| questions | EM | F1 |\n| --- | --- | --- |\n";
  if (scores.hasAnswer) {
    card << "| answerable (" << scores.hasAnswer->total << "), nothing blanked | " << scores.hasAnswer->exact
         << " | " << scores.hasAnswer->f1 << " |\n";
  }
  if (scores.best) {
    card << "| all, at the best thresholds | " << scores.best->exact << " | " << scores.best->f1 << " |\n\n"
         << "The threshold with the best F1 of these same questions is " << std::setprecision(4)
         << scores.best->f1Threshold << ".\n";
  }
}

}  // namespace

std::string modelCard(const reader::ReaderBundle& bundle, const TrainingOptions& options,
                      const evaluation::SquadScores& scores, std::int64_t stepsDone, std::int64_t bestStep) {
  const reader::BundleManifest& manifest = bundle.manifest;
  std::ostringstream card;
  card << "# Reader " << manifest.name << ' ' << manifest.version << "\n\n"
       << "An extractive reader: given a passage and a question it marks the passage's answer, or says that "
          "there is\n"
          "none. LSTM encoders, attention in both directions between question and passage ("
       << manifest.options.attentionScore
       << " score),\nself-attention, span prediction. Language: " << manifest.options.language << ".\n";
  writeData(card, bundle, options);
  writeRecipe(card, manifest.options, options, stepsDone, bestStep);
  writeFigures(card, options.validation.filename().string(), scores);
  card << "\n## Limits\n\n"
          "It can only give one stretch of the text, at most "
       << manifest.options.maxAnswerTokens
       << " words and punctuation marks. It does not reason over several\nplaces, count, or calculate.\n";
  return card.str();
}

void setSection(std::string& card, const std::string& title, const std::string& text) {
  if (("\n" + text).find("\n## ") != std::string::npos)
    throw FormatError(
        "a section of a model card has no sections of its own: begin its lines with \"###\", not \"##\"");
  const std::string heading = "## " + title + "\n";
  const auto place = [&](const std::string& wanted) {
    const std::size_t found = card.find("\n" + wanted);
    return found == std::string::npos ? card.size() : found + 1;
  };
  std::size_t begin = place(heading);
  if (begin < card.size()) {
    const std::size_t next = card.find("\n## ", begin);
    card.erase(begin, next == std::string::npos ? std::string::npos : next + 1 - begin);
  } else {
    begin = place("## Limits\n");
  }
  std::string section = heading + "\n" + text;
  while (section.ends_with('\n')) section.pop_back();
  const bool isLast = begin == card.size();
  card.insert(begin, (isLast && !card.ends_with("\n\n") ? "\n" : "") + section + (isLast ? "\n" : "\n\n"));
}

}  // namespace lectern::training
