#include "ui/dialogs/about_dialog.h"

#include <QCoreApplication>
#include <QIcon>
#include <QMessageBox>

namespace lectern::dialogs {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::dialogs", text); }

}  // namespace

void showAbout(QWidget* parent) {
  auto* box = new QMessageBox(parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setWindowTitle(tr("About Lectern"));
  box->setIconPixmap(QIcon(QStringLiteral(":/icons/lectern.svg")).pixmap(64));
  box->setTextFormat(Qt::RichText);
  box->setText(tr("<h3>Lectern %1</h3><p>Reads your documents and answers questions with the exact passage. "
                  "Everything stays on this computer.</p>")
                   .arg(QStringLiteral(LECTERN_VERSION)));
  box->setInformativeText(
      tr("<p>Made with Qt %1, qpdf, LibTorch, OpenBLAS, oneDNN, ICU, Snowball, libxml2, libzip, md4c, "
         "nlohmann/json, libcsv, SQLite, OpenSSL and CLI11.</p>"
         "<p>Lectern's own source is under the Apache License 2.0. The LibTorch of Debian loads libraries "
         "under the "
         "GPL (x264, and Poppler by way of OpenCV), so a package that bundled them would be under the GPL as "
         "a "
         "whole; this one bundles none. Readers and sample texts made from Wikipedia carry CC BY-SA 4.0.</p>")
          .arg(QString::fromLatin1(qVersion())));
  box->setStandardButtons(QMessageBox::Close);
  box->open();
}

}  // namespace lectern::dialogs
