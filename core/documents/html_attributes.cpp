#include "core/documents/html_attributes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/documents/numeral.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

/// Classes of what is no text: numbers of pages (Project Gutenberg) and paragraphs (SiSU), links of headings
/// to themselves and marks of notes (Sphinx, MediaWiki).
constexpr std::array kLeftOutClasses = {"fn-backref"sv, "fn-bracket"sv,     "footnote-reference"sv,
                                        "headerlink"sv, "mw-editsection"sv, "ocn"sv,
                                        "pagenum"sv};

std::string_view view(const unsigned char* text) { return reinterpret_cast<const char*>(text); }

/// Whether `word` is one of the words of `value`.
bool holdsWord(std::string_view value, std::string_view word) {
  for (std::size_t at = value.find(word); at != std::string_view::npos; at = value.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || value[at - 1] == ' ') && (end == value.size() || value[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

std::string_view HtmlAttributes::find(std::string_view name) const {
  for (const unsigned char** each = list_; each != nullptr && each[0] != nullptr; each += 2) {
    if (view(each[0]) == name) return each[1] == nullptr ? std::string_view() : view(each[1]);
  }
  return {};
}

bool HtmlAttributes::has(std::string_view name) const {
  for (const unsigned char** each = list_; each != nullptr && each[0] != nullptr; each += 2) {
    if (view(each[0]) == name) return true;
  }
  return false;
}

bool HtmlAttributes::isNoText() const {
  constexpr std::array kNames = {"noteref", "backlink", "pagebreak"};
  const std::string_view role = find("role"), type = find("epub:type"), classes = find("class");
  return std::ranges::any_of(kLeftOutClasses, [&](auto name) { return holdsWord(classes, name); }) ||
         role == "navigation" || role == "search" || std::ranges::any_of(kNames, [&](const char* name) {
           return holdsWord(type, name) || holdsWord(role, std::string("doc-") + name);
         });
}

bool HtmlAttributes::isUnheardPage() const {
  const bool isDialog = find("role") == "dialog" || has("aria-modal") || find("tabindex") == "-1" ||
                        find("class").find("modal") != std::string_view::npos;
  return find("aria-hidden") == "true" && !isDialog && !has("hidden") &&
         find("style").find("none") == std::string_view::npos;
}

bool HtmlAttributes::isHidden() const {
  // A page that is saved under an open dialog is all hidden from those who hear it.
  constexpr std::array kPages = {"root"sv, "app"sv, "__next"sv, "page"sv, "wrapper"sv, "content"sv, "main"sv};
  const bool isPage = std::ranges::find(kPages, find("id")) != kPages.end();
  std::string style(find("style"));
  std::erase(style, ' ');
  // Wikipedia shows a picture instead of a formula.
  const bool isFormula = find("class").find("mwe-math-mathml-a11y") != std::string_view::npos;
  const bool isClosed = has("hidden") && find("hidden") != "until-found";  // which a search opens
  return isClosed || (find("aria-hidden") == "true" && !isPage) ||
         (style.find("display:none") != std::string::npos && !isFormula);
}

int HtmlAttributes::span(std::string_view name) const {
  constexpr int kMost = 1000;  // as HTML has it for columns
  return std::clamp(toNumber(find(name)).value_or(1), 1, kMost);
}

std::string_view HtmlAttributes::numberFormat() const {
  constexpr std::pair<std::string_view, std::string_view> kStyles[] = {
      {"lower-alpha", "a"}, {"lower-latin", "a"}, {"upper-alpha", "A"},
      {"upper-latin", "A"}, {"lower-roman", "i"}, {"upper-roman", "I"}};
  const std::string_view style = find("style");
  for (const auto& [name, sign] : kStyles) {
    if (style.find("list-style") != std::string_view::npos && style.find(name) != std::string_view::npos)
      return formatBySign(sign);
  }
  return formatBySign(find("type"));
}

}  // namespace lectern::documents
