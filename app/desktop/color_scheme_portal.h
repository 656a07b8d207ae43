#pragma once

#include <QDBusVariant>
#include <QObject>

namespace lectern::app {

/// Asks the desktop, by the XDG settings portal, whether it is dark, and listens for its changes. Where there
/// is no portal it says nothing. (Qt reads this itself from 6.5 on.)
class ColorSchemePortal : public QObject {
  Q_OBJECT

 public:
  explicit ColorSchemePortal(QObject* parent = nullptr);

  /// Asks; the answer comes by `darkChanged`, later.
  void ask();

 Q_SIGNALS:
  void darkChanged(bool dark);

 private Q_SLOTS:
  void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  void tell(QVariant value);
};

}  // namespace lectern::app
