#include "app/loaders.h"

#ifndef LECTERN_WITHOUT_PDF
#include <QCoreApplication>
#include <clocale>
#include <memory>

#include "ui/pdf/pdf_loader.h"
#endif

namespace lectern::app {

documents::LoaderRegistry makeLoaders() {
  documents::LoaderRegistry loaders = documents::LoaderRegistry::withStandardLoaders();
#ifndef LECTERN_WITHOUT_PDF
  if (!QCoreApplication::instance()) {
    static char name[] = "lectern";
    static char* arguments[] = {name, nullptr};
    static int count = 1;
    static const QCoreApplication application(count, arguments);
    std::setlocale(LC_NUMERIC, "C");  // it takes the environment's, and figures have a point
  }
  loaders.add(std::make_unique<pdf::PdfLoader>());
#endif
  return loaders;
}

}  // namespace lectern::app
