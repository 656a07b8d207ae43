#include "core/documents/symbol_font.h"

#include <array>
#include <utility>

namespace lectern::documents {
namespace {

constexpr unsigned kPrivate = 0xF000, kLastPrivate = 0xF0FF;

/// Of Symbol, from "space" on, by Adobe's table of the font.
constexpr std::u16string_view kLow =
    u" !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
constexpr unsigned kFirstLow = 0x20;
/// The same from 0xA0 on; brackets in parts are left out.
constexpr std::u16string_view kHigh =
    u"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑          "
    u" 〉∫";
constexpr unsigned kFirstHigh = 0xA0;

/// Boxes, ticks and arrows, which say something in forms.
constexpr std::array<std::pair<unsigned, char16_t>, 10> kWingdings{{{0x6F, u'☐'},
                                                                    {0x71, u'☐'},
                                                                    {0x78, u'☒'},
                                                                    {0xA8, u'☐'},
                                                                    {0xE0, u'→'},
                                                                    {0xFB, u'✗'},
                                                                    {0xFC, u'✓'},
                                                                    {0xFD, u'☒'},
                                                                    {0xFE, u'☑'},
                                                                    {0x9F, u'•'}}};
constexpr std::array<std::pair<unsigned, char16_t>, 5> kWingdings2{
    {{0x4F, u'✗'}, {0x50, u'✓'}, {0x52, u'☑'}, {0x53, u'☒'}, {0xA3, u'☐'}}};

template <typename Table>
char16_t find(const Table& table, unsigned code) {
  for (const auto& [known, character] : table) {
    if (known == code) return character;
  }
  return u' ';
}

bool isSymbolFont(std::string_view font) {
  return font == "Symbol" || font == "Wingdings" || font == "Wingdings 2";
}

}  // namespace

char16_t symbolCharacter(std::string_view font, unsigned code) {
  const unsigned low = code & 0xFFu;
  if (font == "Wingdings") return find(kWingdings, low);
  if (font == "Wingdings 2") return find(kWingdings2, low);
  if (font != "Symbol") return u' ';
  if (low >= kFirstLow && low - kFirstLow < kLow.size()) return kLow[low - kFirstLow];
  if (low >= kFirstHigh && low - kFirstHigh < kHigh.size()) return kHigh[low - kFirstHigh];
  return u' ';
}

std::u16string withSymbols(std::string_view font, std::u16string text) {
  if (!isSymbolFont(font)) return text;
  for (char16_t& c : text) {
    if (c >= kPrivate && c <= kLastPrivate) c = symbolCharacter(font, c);
  }
  return text;
}

}  // namespace lectern::documents
