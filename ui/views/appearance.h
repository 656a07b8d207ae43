#pragma once

#include <QObject>
#include <QPalette>

namespace lectern::views {

/// Light or dark: as the system has it, or as the person chose; kept in the settings.
class Appearance : public QObject {
  Q_OBJECT

 public:
  enum class Choice { System, Light, Dark };
  Q_ENUM(Choice)

  /// Applies the choice found in the settings to the application.
  explicit Appearance(QObject* parent = nullptr);

  Choice choice() const { return choice_; }
  void choose(Choice choice);

  /// What the desktop asks for where Qt's platform does not see it (the XDG settings portal).
  void setSystemPrefersDark(bool dark);

 private:
  void apply();

  Choice choice_ = Choice::System;
  bool systemPrefersDark_ = false;
  QPalette platformPalette_;  // as it was before any choice
};

}  // namespace lectern::views
