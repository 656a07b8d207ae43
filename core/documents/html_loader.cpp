#include "core/documents/html_loader.h"

#include <algorithm>
#include <array>

#include "core/base/progress.h"
#include "core/documents/html_text.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_file.h"
#include "core/text/ascii.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSpaces = " \t\n\f\r";

/// `text` without the white space, comments and XML prolog at its beginning.
std::string_view withoutProlog(std::string_view text) {
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
    const bool isComment = text.starts_with("<!--");
    if (!isComment && !text.starts_with("<?xml")) return text;
    const std::string_view end = isComment ? "-->"sv : "?>"sv;
    const std::size_t at = text.find(end);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  }
}

bool startsWithTag(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return false;
  return text.size() == name.size() || (kSpaces.find(text[name.size()]) != std::string_view::npos) ||
         text[name.size()] == '>';
}

}  // namespace

std::string declaredEncoding(std::string_view bytes) {
  constexpr std::size_t kReach = 4096;
  const std::string head = text::asciiLowerCase(bytes.substr(0, kReach));
  for (const auto& [tag, attribute] :
       {std::pair{"<?xml"sv, "encoding"sv}, std::pair{"<meta"sv, "charset"sv}}) {
    for (std::size_t begin = head.find(tag); begin != std::string::npos; begin = head.find(tag, begin + 1)) {
      const std::string_view element = std::string_view(head).substr(begin, head.find('>', begin) - begin);
      std::size_t at = element.find(attribute);
      if (at == std::string_view::npos) continue;
      at = element.find_first_not_of(kSpaces, at + attribute.size());
      if (at == std::string_view::npos || element[at] != '=') continue;
      at = element.find_first_not_of(" \t\n\f\r\"'", at + 1);
      if (at == std::string_view::npos) continue;
      return std::string(element.substr(at, element.find_first_of(" \t\n\f\r\"';/>?", at) - at));
    }
  }
  return {};
}

bool HtmlLoader::accepts(const FileSample& sample) const {
  if (hasExtension(sample.path, {"html", "htm", "xhtml"})) return true;
  const std::string head = text::asciiLowerCase(text::toUtf8(text::decode(sample.head).text));
  const std::string_view rest = withoutProlog(head);
  constexpr std::array kOpenings = {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv};
  return std::ranges::any_of(kOpenings,
                             [&](std::string_view opening) { return startsWithTag(rest, opening); });
}

Document HtmlLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const std::string bytes = readDocumentFile(path);
  const std::string page = text::toUtf8(decodeDocument(bytes, path, declaredEncoding(bytes)));
  TextBuilder builder;
  const std::u16string title = addHtml(builder, page, stop);
  return builder.finish(path, "html", text::toUtf8(title));
}

std::vector<std::string> HtmlLoader::extensions() const { return {"htm", "html", "xhtml"}; }

}  // namespace lectern::documents
