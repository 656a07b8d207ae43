#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>
#include <vector>

namespace lectern {
namespace {

struct Message {
  QString context, source, translation;
  bool isFinished = true;

  auto key() const { return std::pair(context, source); }
};

std::vector<Message> messagesOf(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  std::vector<Message> messages;
  QString context;
  for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
    if (!xml.isStartElement()) continue;
    if (xml.name() == u"name") {
      context = xml.readElementText();
    } else if (xml.name() == u"source") {
      messages.push_back({context, xml.readElementText(), {}});
    } else if (xml.name() == u"translation") {
      messages.back().isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
      messages.back().translation = xml.readElementText();
    }
  }
  return messages;
}

/// What a text says of its form: placeholders, tags and breaks.
QStringList formOf(const QString& text) {
  static const QRegularExpression parts(QStringLiteral("%\\d|</?\\w+>|\\n|\\t\\w+|\\(\\*[^)]*\\)"));
  QStringList form;
  for (const QRegularExpressionMatch& match : parts.globalMatch(text)) form << match.captured();
  form.sort();
  return form;
}

const QString kSource = QStringLiteral(LECTERN_SOURCE_DIR);
const QString kChinese = kSource + QStringLiteral("/resources/translations/lectern_zh_CN.ts");

}  // namespace

/// What the window says is in resources/translations, brought up to date by
///
///     lupdate -I . ui app/desktop -locations none -ts resources/translations/lectern_zh_CN.ts
class TranslationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepTheForm();
  void haveEverythingThatIsSaid();
};

void TranslationsTest::keepTheForm() {
  const std::vector<Message> messages = messagesOf(kChinese);
  QVERIFY(messages.size() > 200);
  for (const Message& message : messages) {
    QVERIFY2(message.isFinished && !message.translation.isEmpty(), qPrintable(message.source));
    QVERIFY2(formOf(message.source) == formOf(message.translation),
             qPrintable(message.source + " / " + message.translation));
    static const QRegularExpression letter(QStringLiteral("&(\\w)"));
    const QString key = letter.match(message.source).captured(1).toUpper();
    QVERIFY2(key == letter.match(message.translation).captured(1), qPrintable(message.translation));
  }
}

void TranslationsTest::haveEverythingThatIsSaid() {
  const QTemporaryDir folder;
  const QString found = folder.filePath("found.ts");
  QProcess lupdate;
  lupdate.setWorkingDirectory(kSource);
  lupdate.start(QStringLiteral(LECTERN_LUPDATE),
                {"-silent", "-I", ".", "ui", "app/desktop", "-locations", "none", "-ts", found});
  QVERIFY(lupdate.waitForFinished(60'000));
  QCOMPARE(lupdate.exitCode(), 0);
  const auto keysOf = [](const QString& path) {
    std::vector<std::pair<QString, QString>> keys;
    for (const Message& message : messagesOf(path)) keys.push_back(message.key());
    std::ranges::sort(keys);
    return keys;
  };
  const auto said = keysOf(found), translated = keysOf(kChinese);
  QVERIFY(!said.empty());
  for (const auto& key : said)
    QVERIFY2(std::ranges::binary_search(translated, key), qPrintable("not translated: " + key.second));
  for (const auto& key : translated)
    QVERIFY2(std::ranges::binary_search(said, key), qPrintable("said no more: " + key.second));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::TranslationsTest)
#include "tst_translations.moc"
