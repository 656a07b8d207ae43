#include "core/reader/ornament.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/reader/contents.h"
#include "core/reader/note_mark.h"
#include "core/text/line.h"
#include "core/text/running_head.h"

namespace lectern::reader {
namespace {

constexpr std::u16string_view kRules = u"_=*~#";

/// A line with something on it.
struct Line {
  std::size_t first = 0, end = 0;  // its tokens
  std::u16string_view whole;       // from its first token on
  std::u16string_view text;        // without its number, if it has one
  std::optional<int> number;       // that it begins with
  std::size_t page = 0;            // form feeds before it
};

/// Finds the tokens of one text that say nothing.
class OrnamentFinder {
 public:
  OrnamentFinder(std::u16string_view text, const std::vector<text::Range>& tokens)
      : text_(text), tokens_(tokens), isOrnament_(tokens.size()) {
    for (std::size_t i = 0, end = 0; i < tokens.size(); ++i) {  // `end` of the last line
      if (i > 0 && tokens[i].begin < end) {
        lines_.back().end = i + 1;
        continue;
      }
      end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(tokens[i].begin), text.end(),
                         text::isLineEnd) -
            text.begin();
      const std::u16string_view whole = text::trimmed(text.substr(tokens[i].begin, end - tokens[i].begin));
      constexpr std::ptrdiff_t kFar = 8;  // pages, farther than running heads are looked for
      const std::size_t before = lines_.empty() ? 0 : tokens[lines_.back().first].begin;
      const auto feeds = std::ranges::count(text.substr(before, tokens[i].begin - before), u'\f');
      const std::size_t page = (lines_.empty() ? 0 : lines_.back().page) + std::min(feeds, kFar);
      lines_.push_back({i, i + 1, whole, whole, {}, page});
      readNumber(lines_.back());
    }
  }

  std::vector<bool> find() {
    findHeads();
    findRules();
    leaveOutContents();
    findQuotes();
    findReferences();
    findPlurals();
    findLineNumbers();
    findQuestionAndAnswerMarks();
    findSpeakers();
    findTables();
    return std::move(isOrnament_);
  }

 private:
  std::u16string_view word(std::size_t token) const { return tokens_[token].of(text_); }
  bool isGlued(std::size_t token) const { return tokens_[token].begin == tokens_[token - 1].end; }

  static void readNumber(Line& line) {
    const std::u16string_view word = text::firstWord(line.whole);
    line.number = text::numberOf(word);
    if (line.number) line.text = text::trimmed(line.whole.substr(word.size()));
  }

  /// Running heads and feet of pages, which form feeds part.
  void findHeads() {
    if (lines_.empty() || lines_.back().page == 0) return;
    std::vector<std::vector<std::u16string_view>> pages(lines_.back().page + 1);
    for (const Line& line : lines_) pages[line.page].push_back(line.whole);
    auto line = lines_.begin();
    for (const std::vector<text::RunningHead>& page : text::findRunningHeads(pages)) {
      for (const text::RunningHead head : page) {
        if (head == text::RunningHead::Repeated) leaveOut(line->first, line->end);
        ++line;
      }
    }
  }

  /// "____", "====", each one token or many, and the points that lead from a name to its number.
  void findRules() {
    constexpr std::size_t kShortest = 4;  // marks
    for (std::size_t i = 0, end = 0; i < tokens_.size(); i = end) {
      end = i + 1;
      if (text::isLeader(word(i))) isOrnament_[i] = true;
      if (word(i) == u".") {
        while (end < tokens_.size() && word(end) == u".") ++end;
        if (end - i >= kShortest) leaveOut(i, end);
        continue;
      }
      if (word(i).size() > 1 || kRules.find(word(i)[0]) == std::u16string_view::npos) continue;
      while (end < tokens_.size() && isGlued(end) && word(end) == word(i)) ++end;
      if (end - i >= kShortest) leaveOut(i, end);
    }
  }

  void leaveOutContents() {
    std::vector<ContentsLine> lines;
    for (const Line& line : lines_) lines.push_back(asOfContents(line));
    for (const text::Range& found : findContents(lines))
      leaveOut(lines_[found.begin].first, lines_[found.end - 1].end);
  }

  ContentsLine asOfContents(const Line& line) const {
    constexpr std::size_t kGap = 2;  // spaces
    ContentsLine read;
    std::size_t end = line.end;
    if (end > line.first + 1) {
      read.hasLeader = isOrnament_[end - 2];
      const bool isSection = text::isDigits(word(line.first).substr(0, 1));  // "1.1 The mill 3"
      const bool isApart = read.hasLeader || isSection ||
                           tokens_[end - 1].begin >= tokens_[end - 2].end + kGap ||
                           text_[tokens_[end - 1].begin - 1] == u'\t';
      if (isApart) read.page = text::numberOf(word(end - 1));
      if (read.page) --end;
    }
    for (std::size_t i = line.first; i < end; ++i)
      if (!isOrnament_[i]) read.words.push_back(word(i));
    return read;
  }

  /// ">" before several lines; before a number it may be "> 5".
  void findQuotes() {
    constexpr std::size_t kFewest = 2;  // lines
    std::vector<std::size_t> marks;
    std::size_t quoted = 0;
    for (const Line& line : lines_) {
      std::size_t i = line.first;
      for (; i < line.end && word(i) == u">"; ++i) marks.push_back(i);
      if (i > line.first && (i == line.end || !text::isDigits(word(i).substr(0, 1)))) ++quoted;
    }
    if (quoted < kFewest) return;
    for (const std::size_t mark : marks) isOrnament_[mark] = true;
  }

  /// Marks that refer to notes, where there are several: "[3]" behind a word or a sentence, three tokens
  /// each, and small numbers behind words and years, "Oslo¹", not behind units as in "km²". Daggers are
  /// nothing else.
  void findReferences() {
    constexpr std::size_t kMostDigits = 3, kShortestWord = 4;
    std::vector<text::Range> found;  // of tokens
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      const std::u16string_view before = word(i - 1);
      const bool isBehindNote = !found.empty() && found.back().end == i;
      if (!isGlued(i)) continue;
      if (word(i) == u"†" || word(i) == u"‡") isOrnament_[i] = true;
      const bool isSmall = word(i).find_first_not_of(u"⁰¹²³⁴⁵⁶⁷⁸⁹") == std::u16string_view::npos;
      if (isSmall && (before.size() >= kShortestWord || isBehindNote)) found.push_back({i, i + 1});
      if (i + 2 >= tokens_.size() || word(i) != u"[" || word(i + 2) != u"]") continue;
      const bool isNumber =
          word(i + 1).size() <= kMostDigits && text::isDigits(word(i + 1)) && word(i + 1) != u"0";
      const bool isBehindText = before.size() > 1 || text::endsWithMark(before) || isBehindNote;
      if (isNumber && isBehindText && isGlued(i + 1) && isGlued(i + 2)) found.push_back({i, i + 3});
    }
    if (found.size() < 2) return;  // one alone may be something else
    for (const text::Range& mark : found) leaveOut(mark.begin, mark.end);
  }

  /// "Seller(s)"; not "F(s)" and "NaCl(s)".
  void findPlurals() {
    for (std::size_t i = 1; i + 2 < tokens_.size(); ++i) {
      const std::u16string_view before = word(i - 1);
      const bool isWord = before.size() > 2 && std::ranges::all_of(before.substr(1), u_islower);
      const bool isPlural =
          word(i) == u"(" && (word(i + 1) == u"s" || word(i + 1) == u"es") && word(i + 2) == u")";
      if (isWord && isPlural && isGlued(i) && isGlued(i + 1) && isGlued(i + 2)) leaveOut(i, i + 3);
    }
  }

  /// The numbers of lines of prose, from 1 on each page or on through the text, each line or every fifth:
  /// they grow as the lines do, and many lines end within a sentence, unlike those of a list.
  void findLineNumbers() {
    constexpr std::size_t kFewest = 4, kFarthest = 10;  // lines that are numbered, and from one to the next
    std::map<std::ptrdiff_t, std::vector<std::size_t>> counts;  // numbered lines, by where the count begins
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].number) continue;
      const bool isYear = *lines_[i].number >= 1000 && i * 2 < static_cast<std::size_t>(*lines_[i].number);
      if (!isYear) counts[static_cast<std::ptrdiff_t>(i) - *lines_[i].number].push_back(i);
    }
    for (const auto& [begin, numbered] : counts) {
      for (auto first = numbered.begin(), end = first; first != numbered.end(); first = end) {
        end = std::adjacent_find(first, numbered.end(),
                                 [](std::size_t a, std::size_t b) { return b - a > kFarthest; });
        if (end != numbered.end()) ++end;
        if (static_cast<std::size_t>(end - first) < kFewest || !isProse(*first, *std::prev(end))) continue;
        for (auto line = first; line != end; ++line) isOrnament_[lines_[*line].first] = true;
      }
    }
  }

  /// Whether a third of the lines end within a sentence; of many a sixth will do, as where people speak by
  /// turns.
  bool isProse(std::size_t first, std::size_t last) const {
    constexpr std::size_t kMany = 10, kLine = 25;  // lines; units of one that is not an item
    std::size_t broken = 0, brokenShort = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::u16string_view line = lines_[i].text, next = lines_[i + 1].text;
      if (text::endsWithinSentence(line, next)) ++broken;
      if (text::endsWithinSentence(line, next, kLine)) ++brokenShort;
    }
    const std::size_t gaps = last - first;
    return 3 * broken >= gaps || (gaps >= kMany && 6 * brokenShort >= gaps);
  }

  /// "Interviewer:" at the beginnings of lines where people speak by turns, and "PD:" where two do, one of
  /// whom asks. Names are news, and stay.
  void findSpeakers() {
    constexpr std::size_t kMostInitials = 3, kFewest = 2;
    constexpr std::array<std::u16string_view, 8> kRoles{u"Interviewer", u"Interviewee", u"Participant",
                                                        u"Respondent",  u"Moderator",   u"Speaker",
                                                        u"Researcher",  u"Host"};
    struct Turns {
      std::vector<text::Range> labels;  // tokens
      std::size_t questions = 0;
    };
    std::map<std::u16string_view, Turns> ofRoles, ofInitials;
    Turns* last = nullptr;
    for (const Line& line : lines_) {
      const std::size_t first = line.first + (isOrnament_[line.first] ? 1 : 0);  // behind a line number
      std::size_t colon = first + 1;
      const bool isRole = first < line.end && std::ranges::find(kRoles, word(first)) != kRoles.end();
      if (isRole && colon < line.end && text::isDigits(word(colon))) ++colon;
      const bool isLabel = colon < line.end && word(colon) == u":" && isGlued(colon);
      const bool isInitials =
          isLabel && word(first).size() <= kMostInitials && std::ranges::all_of(word(first), u_isupper);
      if (isLabel && (isRole || isInitials)) {
        const std::size_t begin = tokens_[first].begin;
        last = &(isRole ? ofRoles : ofInitials)[text_.substr(begin, tokens_[colon].begin - begin)];
        last->labels.push_back({first, colon + 1});
      }
      if (last != nullptr && word(line.end - 1) == u"?") ++last->questions;
    }
    const auto speaks = [](const auto& turns) { return turns.second.labels.size() >= kFewest; };
    const auto asks = [](const auto& turns) { return turns.second.questions >= kFewest; };
    const auto leaveOutLabels = [&](const auto& turns) {
      for (const auto& [label, ofOne] : turns) {
        for (const text::Range& tokens : ofOne.labels) leaveOut(tokens.begin, tokens.end);
      }
    };
    // Programmes and forms name roles too, but nobody asks there.
    if (std::ranges::count_if(ofRoles, speaks) >= 2 && std::ranges::any_of(ofRoles, asks))
      leaveOutLabels(ofRoles);
    if (ofInitials.size() == 2 && std::ranges::all_of(ofInitials, speaks) &&
        std::ranges::any_of(ofInitials, asks))
      leaveOutLabels(ofInitials);
  }

  /// "Q." and "A:" at the beginnings of lines, the latter also behind a question, where there are several of
  /// both.
  void findQuestionAndAnswerMarks() {
    constexpr std::size_t kFewest = 2;
    std::vector<std::size_t> questions, answers;
    for (const Line& line : lines_) {
      const std::size_t first = line.first + (isOrnament_[line.first] ? 1 : 0);  // behind a line number
      for (std::size_t i = first; i + 1 < line.end; ++i) {
        const bool isQuestion = word(i) == u"Q", isAnswer = word(i) == u"A";
        if ((!isQuestion && !isAnswer) || (i > first && !(isAnswer && word(i - 1) == u"?"))) continue;
        const bool isMarked = isGlued(i + 1) && (word(i + 1) == u"." || word(i + 1) == u":");
        const bool isApart = i == first && tokens_[i + 1].begin >= tokens_[i].end + 2;  // spaces
        if (isMarked || isApart) (isQuestion ? questions : answers).push_back(i);
      }
    }
    if (questions.size() < kFewest || answers.size() < kFewest) return;
    for (const auto* marks : {&questions, &answers}) {
      for (const std::size_t i : *marks) leaveOut(i, i + (isGlued(i + 1) ? 2 : 1));
    }
  }

  /// What is drawn around the cells of a table: "+---+---+", boxes, and the bars of lines that have as many
  /// as the one before or behind.
  void findTables() {
    std::vector<std::size_t> bars;  // of each line that is no rule
    std::vector<const Line*> rows;
    for (const Line& line : lines_) {
      for (std::size_t i = line.first; i < line.end; ++i)
        if (word(i).size() == 1 && text::isDrawn(word(i)[0])) isOrnament_[i] = true;
      const bool isRule = line.whole.find_first_not_of(u"-=+|: \t") == std::u16string_view::npos;
      if (isRule && line.whole.find_first_of(u"+|") != std::u16string_view::npos) {
        leaveOut(line.first, line.end);
      } else {
        rows.push_back(&line);
        bars.push_back(static_cast<std::size_t>(std::ranges::count_if(line.whole, text::isBar)));
      }
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool isAlike =
          (r > 0 && bars[r - 1] == bars[r]) || (r + 1 < rows.size() && bars[r + 1] == bars[r]);
      if (bars[r] == 0 || !isAlike) continue;
      for (std::size_t i = rows[r]->first; i < rows[r]->end; ++i)
        if (word(i).size() == 1 && text::isBar(word(i)[0])) isOrnament_[i] = true;
    }
  }

  void leaveOut(std::size_t begin, std::size_t end) {
    std::fill(isOrnament_.begin() + static_cast<std::ptrdiff_t>(begin),
              isOrnament_.begin() + static_cast<std::ptrdiff_t>(end), true);
  }

  std::u16string_view text_;
  const std::vector<text::Range>& tokens_;
  std::vector<Line> lines_;
  std::vector<bool> isOrnament_;
};

}  // namespace

std::vector<text::Range> withoutOrnament(std::u16string_view text, const std::vector<text::Range>& tokens) {
  const std::vector<bool> isOrnament = OrnamentFinder(text, tokens).find();
  const std::vector<text::Range> notes = findNoteMarks(text);
  auto note = notes.begin();
  std::vector<text::Range> kept;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (isOrnament[i]) continue;
    text::Range token = tokens[i];
    while (note != notes.end() && note->end <= token.begin) ++note;
    if (note != notes.end() && note->begin < token.end) {
      if (note->begin <= token.begin) continue;
      token.end = note->begin;  // "Analysis10"
    }
    kept.push_back(token);
  }
  return kept;
}

}  // namespace lectern::reader
