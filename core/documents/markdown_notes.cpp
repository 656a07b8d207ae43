#include "core/documents/markdown_notes.h"

#include <algorithm>
#include <set>
#include <vector>

namespace lectern::documents {
namespace {

constexpr std::string_view kBegin = "[^";
constexpr std::size_t kCodeIndent = 4;

std::vector<std::string_view> linesOf(std::string_view page) {
  std::vector<std::string_view> lines;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    lines.push_back(page.substr(0, end));
    page.remove_prefix(std::min(end + 1, page.size()));
  }
  return lines;
}

std::size_t indentOf(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

/// The fence of a block of code, "```" or "~~~~"; empty where a line has none.
std::string_view fenceOf(std::string_view line) {
  const std::string_view words = line.substr(indentOf(line));
  if (indentOf(line) >= kCodeIndent || words.empty() || (words.front() != '`' && words.front() != '~'))
    return {};
  const std::string_view fence = words.substr(0, words.find_first_not_of(words.front()));
  return fence.size() >= 3 ? fence : std::string_view();
}

/// The mark "[^id]" at a place; empty where there is none.
std::string_view markAt(std::string_view line, std::size_t at) {
  if (line.substr(at, kBegin.size()) != kBegin) return {};
  const std::size_t end = line.find_first_of("[] \t", at + kBegin.size());
  if (end == std::string_view::npos || line[end] != ']' || end == at + kBegin.size()) return {};
  return line.substr(at, end + 1 - at);
}

/// The mark with which a line begins the words of a note, "[^id]: "; empty where it does not.
std::string_view definedIn(std::string_view line) {
  const std::size_t indent = indentOf(line);
  if (indent >= kCodeIndent) return {};
  const std::string_view mark = markAt(line, indent);
  return line.substr(indent + mark.size()).starts_with(':') ? mark : std::string_view();
}

/// A line without the marks of notes that are defined, but in code.
std::string withoutMarks(std::string_view line, const std::set<std::string_view>& defined) {
  std::string result;
  bool isCode = false;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '`') isCode = !isCode;
    const std::string_view mark = isCode ? std::string_view() : markAt(line, i);
    if (defined.contains(mark)) {
      i += mark.size();
    } else {
      result += line[i++];
    }
  }
  return result;
}

/// Calls `visit(line, isCode)` with each line; those of fenced code are code.
template <typename Visit>
void forEachLine(const std::vector<std::string_view>& lines, Visit visit) {
  std::string_view open;
  for (const std::string_view line : lines) {
    const std::string_view fence = fenceOf(line);
    const bool wasOpen = !open.empty();
    if (!wasOpen) {
      open = fence;
    } else if (!fence.empty() && fence.starts_with(open)) {
      open = {};
    }
    visit(line, wasOpen || !fence.empty());
  }
}

}  // namespace

std::string withPlainNotes(std::string_view page) {
  if (page.find(kBegin) == std::string_view::npos) return std::string(page);
  const std::vector<std::string_view> lines = linesOf(page);
  std::set<std::string_view> defined;
  forEachLine(lines, [&](std::string_view line, bool isCode) {
    if (const std::string_view mark = definedIn(line); !isCode && !mark.empty()) defined.insert(mark);
  });
  std::string result;
  bool isInNote = false;
  forEachLine(lines, [&](std::string_view line, bool isCode) {
    const std::string_view mark = isCode ? std::string_view() : definedIn(line);
    const bool isBlank = indentOf(line) == line.size();
    const bool isSetIn = line.starts_with("    ") || line.starts_with('\t');
    isInNote = !mark.empty() || (isInNote && (isBlank || isSetIn));
    if (!mark.empty()) {
      result += '\n';
      line.remove_prefix(indentOf(line) + mark.size() + 1);
    } else if (isInNote && isSetIn) {
      line.remove_prefix(line.front() == '\t' ? 1 : kCodeIndent);  // paragraphs of the note, no code
    }
    result += isCode ? std::string(line) : withoutMarks(line, defined);
    result += '\n';
  });
  return result;
}

}  // namespace lectern::documents
