#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/answering/whole_ends.h"
#include "core/reader/layout.h"
#include "core/reader/ornament.h"
#include "core/text/line.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

using namespace lectern;

namespace {

/// What tables, lists, transcripts and drafts are made of.
constexpr const char* kParts[] = {"| ",
                                  "\t",
                                  "  ",
                                  "    ",
                                  "\n",
                                  "\n\n",
                                  "1. ",
                                  "12 ",
                                  "Q. ",
                                  "A: ",
                                  "?",
                                  ". ",
                                  "....",
                                  "----",
                                  "+",
                                  "│",
                                  "word ",
                                  "Word ",
                                  "a rather long line of words that goes on ",
                                  "[3]",
                                  "²",
                                  "> ",
                                  ", ",
                                  ": ",
                                  "7",
                                  "(",
                                  ")",
                                  "2023-11-02",
                                  "-",
                                  "\u2029",
                                  "─",
                                  "Key: value",
                                  "\f",
                                  "infor-\n",
                                  "infor-\n\n\f"};

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

void verifyLayout(const reader::Layout& layout, std::size_t tokens) {
  std::size_t last = 0;
  for (const reader::LayoutWord& word : layout.words) {
    require(word.before >= last && word.before <= tokens, "words of the layout are in order");
    require(word.repeated ? *word.repeated < tokens && word.before < tokens : !word.mark.empty(),
            "they are marks or words of the text");
    last = word.before;
  }
  last = 0;
  for (const std::size_t paragraph : layout.paragraphs) {
    require(paragraph > last && paragraph < tokens, "paragraphs are in order");
    last = paragraph;
  }
}

/// With words that a hyphen parts at the end of a line as one token, as the reader has them.
std::vector<text::Range> joined(std::u16string_view text, const std::vector<text::Range>& tokens) {
  std::vector<text::Range> words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    words.push_back(tokens[i]);
    if (i + 2 >= tokens.size() || tokens[i + 1].of(text) != u"-") continue;
    const std::size_t behind = tokens[i + 1].end;
    const std::u16string_view gap = text.substr(behind, tokens[i + 2].begin - behind);
    if (std::ranges::any_of(gap, text::isLineEnd)) words.back().end = tokens[i += 2].end;
  }
  return words;
}

}  // namespace

/// Each byte is a piece of a text, whose layout is read and whose spans are made whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string pieces;
  for (std::size_t i = 0; i < size; ++i) pieces += kParts[data[i] % std::size(kParts)];
  const std::u16string text = text::toUtf16(pieces);
  const std::vector<text::Range> tokens = joined(text, reader::withoutOrnament(text, text::tokenize(text)));
  verifyLayout(reader::layoutOf(text, tokens), tokens.size());
  for (std::size_t i = 0; i < tokens.size(); i += 3) {
    const std::size_t last = std::min(tokens.size() - 1, i + size % 5);
    const text::Range whole = answering::withWholeEnds(text, {tokens[i].begin, tokens[last].end});
    require(whole.begin < whole.end && whole.end <= text.size(), "whole ends are in the text");
  }
  return 0;
}
