#include "ui/views/appearance.h"

#include <QApplication>
#include <QMetaEnum>
#include <QSettings>
#include <QStyle>

#include "ui/views/theme.h"

namespace lectern::views {
namespace {

const QString kKey = QStringLiteral("view/appearance");

}  // namespace

Appearance::Appearance(QObject* parent) : QObject(parent), platformPalette_(QApplication::palette()) {
  const QByteArray stored = QSettings().value(kKey).toByteArray();
  bool known = false;
  const int value = QMetaEnum::fromType<Choice>().keyToValue(stored.constData(), &known);
  choice_ = known ? static_cast<Choice>(value) : Choice::System;
  apply();
}

void Appearance::choose(Choice choice) {
  choice_ = choice;
  QSettings().setValue(
      kKey, QString::fromLatin1(QMetaEnum::fromType<Choice>().valueToKey(static_cast<int>(choice))));
  apply();
}

void Appearance::setSystemPrefersDark(bool dark) {
  systemPrefersDark_ = dark;
  apply();
}

void Appearance::apply() {
  const bool platformHasOwnColours = platformPalette_ != QApplication::style()->standardPalette();
  if (choice_ == Choice::Dark) {
    QApplication::setPalette(darkPalette());
  } else if (choice_ == Choice::Light) {
    QApplication::setPalette(lightPalette());
  } else if (platformHasOwnColours) {
    // An empty palette hands the colours back to the platform, which then also tells of their change.
    QApplication::setPalette(QPalette());
  } else {
    QApplication::setPalette(systemPrefersDark_ ? darkPalette() : lightPalette());
  }
}

}  // namespace lectern::views
