#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/answering/answer.h"
#include "core/answering/prepared_texts.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"

namespace lectern::answering {

/// A question as the reader reads it, of some texts.
struct AskedQuestion {
  std::u16string_view text;        ///< as it was asked
  reader::EncodedText encoded;     ///< ranges into all of it; without words where it has none
  std::vector<std::string> notes;  ///< plain sentences for a person

  /// Its tokens as they were asked: without what words were read as besides (`readAsMeant`).
  std::vector<text::Range> tokens() const;
  /// Which of these each token of `encoded` is of.
  std::vector<std::size_t> tokenOf() const;
};

/// Reads a question: the part that asks (`askedPart`), its words as they are meant (`readAsMeant`).
/// `leftOut`: of the words one that then is not read, if it is not empty. `question` must outlive what is
/// returned. Throws FormatError where it has more than 300 tokens.
AskedQuestion askedQuestion(std::u16string_view question, text::Range leftOut,
                            const reader::ReaderBundle& bundle, PreparedTexts& texts);

/// What is known of a question before anything is read: its words, and the stems that stand in the texts.
QuestionEvidence evidenceOf(const AskedQuestion& question, const PreparedTexts& texts);

}  // namespace lectern::answering
