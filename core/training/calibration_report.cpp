#include "core/training/calibration_report.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include "core/reader/reader_bundle.h"
#include "core/training/model_card.h"

namespace lectern::training {
namespace {

std::string describe(const CalibrationReport& report, const std::string& dataName) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(2);
  const auto row = [&](const char* what, const evaluation::GroupScores& scores) {
    if (scores.total == 0) return;
    text << "| " << what << " (" << scores.total << ") | " << scores.exact << " | " << scores.f1 << " |\n";
  };
  text << "The articles of `" << dataName
       << "` were halved in the order of their titles (`lectern model calibrate`).\nConfidence"
       << (report.fitsNoAnswer ? ", the probability of no answer and\nits threshold were" : " was")
       << " fitted on the first half (" << report.fittedOverParagraphs << " questions over their paragraphs, "
       << report.fittedOverArticles << " of them also over\ntheir whole articles)"
       << (report.fitsNoAnswer ? ", the latter two as if a third of the questions had no answer" : "")
       << "; these figures are from the\nsecond:\n\n"
       << "| questions | EM | F1 |\n| --- | --- | --- |\n";
  const auto rowAtOwn = [&](const CalibrationReport::AtOwnThreshold& figures) {
    std::ostringstream what;
    what << std::setprecision(2) << "the same, blanked at " << figures.threshold << ", which suits their mix";
    row(what.str().c_str(), figures.scores.all);
  };
  row("all, blanked at the threshold", report.paragraphs.all);
  if (report.fitsNoAnswer) {
    rowAtOwn(report.paragraphsAtOwn);
    row("as many unanswerable as answerable ones, blanked at the threshold", report.balanced.all);
    rowAtOwn(report.balancedAtOwn);
  }
  row("answerable, on their own paragraph, nothing blanked", report.ownParagraph.all);
  row("the same, on their whole article, nothing blanked", report.wholeArticle.all);
  const auto table = [&](const char* what, const std::vector<evaluation::ReliabilityBin>& bins) {
    if (std::ranges::all_of(bins, [](const auto& bin) { return bin.count == 0; })) return;
    text << "\nReliability of the confidence over " << what << "; expected calibration error "
         << std::setprecision(3) << evaluation::expectedCalibrationError(bins) << ":\n\n"
         << "| confidence | answers | mean confidence | right |\n| --- | --- | --- | --- |\n";
    for (const evaluation::ReliabilityBin& bin : bins) {
      text << "| " << std::setprecision(1) << bin.from << "–" << bin.to << " | " << bin.count << " | "
           << std::setprecision(3) << bin.confidence << " | " << bin.accuracy << " |\n";
    }
  };
  table("single paragraphs", report.paragraphReliability);
  table("whole articles", report.articleReliability);
  text
      << "\nAn answer is right when it matches the gold answer exactly by SQuAD's rules; the best span "
         "counts, also where there is no\nanswer. Where a question has one gold answer alone, confidence was "
         "fitted with a best answer that only shares words with it as\na fifth of a right one: it is one "
         "person's, and of 231 questions that SQuAD's training file has twice about one paragraph\n61 % have "
         "the same answer both times, 80 % answers with a word in common.\n";
  return text.str();
}

nlohmann::json toJson(const CalibrationReport& report) {
  const auto group = [](const evaluation::GroupScores& scores) -> nlohmann::json {
    return {{"exact", scores.exact}, {"f1", scores.f1}, {"total", scores.total}};
  };
  return {
      {"paragraphs", group(report.paragraphs.all)},
      {"paragraphsOwnThreshold", report.paragraphsAtOwn.threshold},
      {"paragraphsAtOwnThreshold", group(report.paragraphsAtOwn.scores.all)},
      {"balanced", group(report.balanced.all)},
      {"balancedThreshold", report.balancedAtOwn.threshold},
      {"balancedAtOwnThreshold", group(report.balancedAtOwn.scores.all)},
      {"ownParagraph", group(report.ownParagraph.all)},
      {"wholeArticle", group(report.wholeArticle.all)},
      {"expectedCalibrationErrorParagraphs",
       evaluation::expectedCalibrationError(report.paragraphReliability)},
      {"expectedCalibrationErrorArticles", evaluation::expectedCalibrationError(report.articleReliability)}};
}

}  // namespace

void record(const CalibrationReport& report, const std::string& dataName, reader::ReaderBundle& bundle) {
  const std::string ofCalibration = ", second half of the articles";
  nlohmann::json figures = nlohmann::json::object();  // those of an earlier calibration no longer hold
  for (const auto& [set, measured] : bundle.manifest.figures.items()) {
    if (!set.ends_with(ofCalibration)) figures[set] = measured;
  }
  figures[dataName + ofCalibration] = toJson(report);
  bundle.manifest.figures = std::move(figures);
  setSection(bundle.modelCard, "Calibration", describe(report, dataName));
}

}  // namespace lectern::training
