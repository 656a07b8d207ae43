#include "core/answering/text_words.h"

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
      for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!isCompound(tokens, i, texts_[t])) continue;
        const std::u16string_view spelling =
            texts_[t].substr(tokens[i].begin, tokens[i + 2].end - tokens[i].begin);
        const TextCompound compound{spelling, {words[i], words[i + 1], words[i + 2]}};
        compounds_->try_emplace(formOf(spelling), compound);
        if (const std::u16string number = digitsOf(spelling); !number.empty())
          compounds_->try_emplace(number, compound);
      }
    }
  }
  const auto found = compounds_->find(form);
  return found != compounds_->end() && !form.empty() ? &found->second : nullptr;
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
