#include "core/answering/text_words.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/answering/word_form.h"
#include "core/text/line.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {

namespace {

TextWord wordOf(std::u16string spelling, int32_t word) {
  std::u16string normal = text::normalize(spelling);
  return {std::move(normal), std::move(spelling), word};
}

/// The token behind a chemical formula that begins with token `i`, "CO₂" or "H₂O"; `i` where none does.
std::size_t formulaEnd(const std::vector<text::Range>& tokens, std::size_t i, std::u16string_view text) {
  constexpr std::size_t kMost = 8;  // tokens
  const auto isDigits = [&](std::size_t token) {
    return tokens[token].of(text).find_first_not_of(u"₀₁₂₃₄₅₆₇₈₉") == std::u16string_view::npos;
  };
  const bool isGluedBefore = i > 0 && tokens[i - 1].end == tokens[i].begin;
  if (tokens[i].empty() || isGluedBefore || !text::beginsWithLetter(tokens[i].of(text))) return i;
  std::size_t end = i + 1;
  while (end < tokens.size() && end - i < kMost && !tokens[end].empty() &&
         tokens[end].begin == tokens[end - 1].end &&
         (isDigits(end) || (isDigits(end - 1) && text::beginsWithLetter(tokens[end].of(text)))))
    ++end;
  return end > i + 1 ? end : i;
}

}  // namespace

template <typename Visit>
void TextWords::visit(Visit visit) const {
  for (std::size_t t = 0; t < texts_.size(); ++t) {
    for (std::size_t i = 0; i < encoded_[t].words.size(); ++i) {
      const text::Range token = encoded_[t].tokens[i];
      if (!token.empty()) visit(encoded_[t].words[i], token.of(texts_[t]));
    }
  }
}

const std::unordered_map<int32_t, TextWord>& TextWords::all() const {
  if (words_) return *words_;
  words_.emplace();
  visit([&](int32_t word, std::u16string_view spelling) {
    const auto [place, isNew] = words_->try_emplace(table_[word].normal);
    if (isNew) place->second = wordOf(text::unparted(spelling), word);
  });
  return *words_;
}

const TextWord* TextWords::ofForm(const std::u16string& form) const {
  if (!forms_) {
    forms_.emplace();
    std::unordered_set<int32_t> seen;
    visit([&](int32_t word, std::u16string_view token) {
      if (!seen.insert(word).second) return;
      const std::u16string spelling = text::unparted(token);
      forms_->try_emplace(formOf(spelling), wordOf(spelling, word));
    });
  }
  const auto found = forms_->find(form);
  return found != forms_->end() && !form.empty() ? &found->second : nullptr;
}

const TextCompound* TextWords::compound(const std::u16string& form) const {
  if (!compounds_) {
    compounds_.emplace();
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      const auto& [tokens, words, paragraphs] = encoded_[t];
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::size_t end = isCompound(tokens, i, texts_[t]) ? i + 3 : formulaEnd(tokens, i, texts_[t]);
        if (end == i) continue;
        const std::u16string_view spelling =
            texts_[t].substr(tokens[i].begin, tokens[end - 1].end - tokens[i].begin);
        const auto first = words.begin() + static_cast<std::ptrdiff_t>(i);
        const TextCompound compound{spelling, {first, first + static_cast<std::ptrdiff_t>(end - i)}};
        compounds_->try_emplace(formOf(spelling), compound);
        if (const std::u16string number = digitsOf(spelling); !number.empty())
          compounds_->try_emplace(number, compound);
      }
    }
  }
  const auto found = compounds_->find(form);
  return found != compounds_->end() && !form.empty() ? &found->second : nullptr;
}

bool TextWords::standsBeside(int32_t word, const std::vector<int32_t>& others) const {
  for (const reader::EncodedText& text : encoded_) {
    const auto isOther = [&](std::size_t i) {
      return i < text.words.size() && std::ranges::find(others, table_[text.words[i]].normal) != others.end();
    };
    for (std::size_t i = 0; i < text.words.size(); ++i) {
      const bool isWord = !text.tokens[i].empty() && table_[text.words[i]].normal == word;
      if (isWord && (isOther(i - 1) || isOther(i + 1))) return true;
    }
  }
  return false;
}

std::optional<TextWord> TextWords::nameBefore(char16_t initial, int32_t surname) const {
  std::optional<TextWord> first;
  for (std::size_t t = 0; t < texts_.size(); ++t) {
    const reader::EncodedText& text = encoded_[t];
    for (std::size_t i = 1; i < text.words.size(); ++i) {
      if (text.tokens[i].empty() || table_[text.words[i]].normal != surname) continue;
      std::size_t before = i - 1;
      while (before > 0 && text.tokens[before].of(texts_[t]) == u".") --before;
      const std::u16string name = text::unparted(text.tokens[before].of(texts_[t]));
      if (name.empty() || name.front() != initial) continue;
      if (name.size() == 1 || name[1] == u'.') return std::nullopt;  // as in the question
      if (!first && before + 1 == i && name.size() > 2) first = wordOf(name, text.words[before]);
    }
  }
  return first;
}

bool isCompound(const std::vector<text::Range>& tokens, std::size_t i, std::u16string_view text) {
  constexpr std::u16string_view kHyphens = u"-‐‑";
  if (i + 2 >= tokens.size() || tokens[i].empty() || tokens[i + 1].length() != 1) return false;
  const bool isGlued = tokens[i].end == tokens[i + 1].begin && tokens[i + 1].end == tokens[i + 2].begin;
  return isGlued && kHyphens.find(text[tokens[i + 1].begin]) != std::u16string_view::npos &&
         text::beginsWithLetter(tokens[i].of(text)) && text::beginsWithLetter(tokens[i + 2].of(text));
}

}  // namespace lectern::answering
