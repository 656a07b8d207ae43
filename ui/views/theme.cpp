#include "ui/views/theme.h"

#include "ui/views/color_ramp.h"

namespace lectern::views {
namespace {

struct Grounds {
  QRgb window, base, raised, text, muted, edge, accent, link;
};

QPalette paletteOf(const Grounds& g) {
  QPalette palette(QColor(g.raised), QColor(g.window));
  const QColor text(g.text);
  palette.setColor(QPalette::Window, QColor(g.window));
  palette.setColor(QPalette::Base, QColor(g.base));
  palette.setColor(QPalette::AlternateBase, mixed(QColor(g.base), QColor(g.window), 0.6));
  palette.setColor(QPalette::Button, QColor(g.raised));
  palette.setColor(QPalette::ToolTipBase, QColor(g.raised));
  for (const auto role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
    palette.setColor(role, text);
    palette.setColor(QPalette::Disabled, role, mixed(text, QColor(g.window), 0.55));
  }
  palette.setColor(QPalette::PlaceholderText, QColor(g.muted));
  palette.setColor(QPalette::Mid, QColor(g.edge));
  palette.setColor(QPalette::Highlight, QColor(g.accent));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Link, QColor(g.link));
  return palette;
}

}  // namespace

QPalette lightPalette() {
  return paletteOf(
      {0xfff4f3f0, 0xfffffefc, 0xfffbfaf8, 0xff23211e, 0xff6d6a64, 0xffc9c6bf, 0xff2a62a8, 0xff2a62a8});
}

QPalette darkPalette() {
  return paletteOf(
      {0xff232427, 0xff1a1b1d, 0xff2f3135, 0xffe4e1db, 0xff9f9c95, 0xff4a4c51, 0xff3f78bd, 0xff8ab4ec});
}

Theme Theme::of(const QPalette& palette) {
  Theme theme;
  theme.base = palette.color(QPalette::Active, QPalette::Base);
  const QColor text = palette.color(QPalette::Active, QPalette::Text);
  theme.dark = theme.base.lightnessF() < text.lightnessF();
  theme.accent = palette.color(QPalette::Active, QPalette::Highlight);
  theme.onAccent = palette.color(QPalette::Active, QPalette::HighlightedText);
  theme.muted = mixed(theme.base, text, 0.62);
  theme.line = mixed(theme.base, text, 0.16);
  theme.hover = mixed(theme.base, text, 0.055);
  theme.answer = theme.dark ? QColor(0x3b3420) : QColor(0xfdf1c7);
  theme.chosenAnswer = theme.dark ? QColor(0x6e5613) : QColor(0xfbd45c);
  theme.answerLine = theme.dark ? QColor(0xe3ad3c) : QColor(0xc48a12);
  theme.found = mixed(theme.base, theme.accent, theme.dark ? 0.45 : 0.22);
  theme.error = theme.dark ? QColor(0xf08a7c) : QColor(0xb3372a);
  theme.warning = theme.dark ? QColor(0xe3ad3c) : QColor(0x9a6a00);
  theme.strongestAttention = theme.dark ? QColor(0x2c669f) : QColor(0x7fb3ea);
  return theme;
}

QColor Theme::attention(double weight) const { return mixed(base, strongestAttention, weight); }

}  // namespace lectern::views
