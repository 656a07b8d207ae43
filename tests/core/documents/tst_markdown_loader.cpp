#include <QRegularExpression>
#include <QTest>

#include "core/documents/markdown_loader.h"
#include "tests/support/documents.h"
#include "tests/support/test_folder.h"

using lectern::documents::Document;
using lectern::documents::MarkdownLoader;
using lectern::test::headings;
using lectern::test::items;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::words;

class MarkdownLoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void loads_data();
  void loads();
  void findsHeadings();
  void findsCode();
  void findsItems();
  void findsTitle_data();
  void findsTitle();
  void standsDeepNesting();
};

void MarkdownLoaderTest::loads_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("text");

  QTest::newRow("empty") << QByteArray() << "";
  QTest::newRow("paragraphs") << QByteArray("One\nmore.\r\n\r\n\r\nTwo") << "One more.\n\nTwo";
  QTest::newRow("emphasis") << QByteArray("*a* **b** _c_ ~~d~~ ***e***f") << "a b c d ef";
  QTest::newRow("no emphasis") << QByteArray("a * b, snake_case_name, 2*3*4")
                               << "a * b, snake_case_name, 234";
  QTest::newRow("escapes") << QByteArray("\\*a\\* 1\\. \\# \\\\") << "*a* 1. # \\";
  QTest::newRow("link") << QByteArray("See [the *book*](https://example.org \"T\").") << "See the book.";
  QTest::newRow("reference link") << QByteArray("See [it][1].\n\n[1]: https://example.org") << "See it.";
  QTest::newRow("autolink") << QByteArray("<https://example.org> a@example.org")
                            << "https://example.org a@example.org";
  QTest::newRow("image") << QByteArray("![A *press*](p.png) here") << "A press here";
  QTest::newRow("code span") << QByteArray("Call `f(*x*)` now") << "Call f(*x*) now";
  QTest::newRow("fenced code") << QByteArray("One\n\n```cpp\nint a;\n\n  int *b;\n```\nTwo")
                               << "One\n\nint a;\n\n  int *b;\n\nTwo";
  QTest::newRow("indented code") << QByteArray("    a = 1\n      b\n\nTwo") << "a = 1\n  b\n\nTwo";
  QTest::newRow("tight list") << QByteArray("- One\n- Two\n  more\n  - Three\n- Four")
                              << "One\n\nTwo more\n\nThree\n\nFour";
  QTest::newRow("loose list") << QByteArray("1. One\n\n2. Two\n\n   Still two") << "One\n\nTwo\n\nStill two";
  QTest::newRow("tasks") << QByteArray("- [x] Done\n- [ ] Open") << "Done\n\nOpen";
  QTest::newRow("quote") << QByteArray("> One\n> more\n>\n> Two") << "One more\n\nTwo";
  QTest::newRow("table")
      << QByteArray("Before\n\n| Year | Name |\n|---|:-:|\n| 1450 | *Press* |\n|  | Mill |\n\nAfter")
      << "Before\n\nYear\tName\n1450\tPress\n\tMill\n\nAfter";
  QTest::newRow("rule") << QByteArray("One\n\n***\n\nTwo") << "One\n\nTwo";
  QTest::newRow("hard break") << QByteArray("One  \nTwo\\\nThree<br>Four") << "One\nTwo\nThree\nFour";
  QTest::newRow("entities") << QByteArray("&eacute;&amp;&#20013;&#x1F600;&nbsp;&nosuch;x")
                            << QStringLiteral("é&中😀\u00A0&nosuch;x");
  QTest::newRow("inline HTML") << QByteArray("H<sub>2</sub>O <!-- no --> <b>bold</b>") << "H2O bold";
  QTest::newRow("raised numbers") << QByteArray("10<sup>8</sup> and the 1<sup>st</sup> of 8")
                                  << QStringLiteral("10⁸ and the 1st of 8");
  QTest::newRow("block of HTML")
      << QByteArray("<div align=\"center\">\n<p>One</p><script>no</script>\n</div>\n\nTwo") << "One\n\nTwo";
  QTest::newRow("Markdown in HTML") << QByteArray("<details>\n<summary>S</summary>\n\n*One*\n\n</details>")
                                    << "S\n\nOne";
  QTest::newRow("Chinese, emoji, marks") << QByteArray("**中文**😀\r\ncafe\xCC\x81") << "中文😀 cafe\u0301";
  QTest::newRow("front matter") << QByteArray("---\ntitle: T\ntags: [a]\n---\n\nOne") << "One";
  QTest::newRow("front matter, spaces behind its rules") << QByteArray("--- \nx: y\n---  \nOne") << "One";
  QTest::newRow("front matter, YAML's end")
      << QByteArray("---\ntitle: Lease\n...\n\n# Rent\n\nIt is 900.\n\n---\n\nSigned.")
      << "Rent\n\nIt is 900.\n\nSigned.";
  QTest::newRow("footnotes") << QByteArray(
                                    "Built in 1803[^1], burnt in 1850[^b]; `a[^1]`, [^2].\n\n[^1]: Lind "
                                    "(2019)\n[^b]: Ibid.\n\n    More "
                                    "of it.\n\nEnd.\n\n```\n[^1]: x\n```")
                             << "Built in 1803, burnt in 1850; a[^1], [^2].\n\nLind (2019)\n\nIbid.\n\nMore "
                                "of it.\n\nEnd.\n\n[^1]: x";
  QTest::newRow("front matter alone") << QByteArray("---\nx: y\n---") << "";
  QTest::newRow("rules, no front matter") << QByteArray("---\n\nOne: a\n\n---\n\nTwo") << "One: a\n\nTwo";
}

void MarkdownLoaderTest::loads() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const Document document = MarkdownLoader().load(folder.write("a.md", content), {});
  QTEST(toQString(document.text), "text");
  QCOMPARE(document.format, std::string("markdown"));
  QCOMPARE(words(document.text, document.paragraphs), toQString(document.text)
                                                          .split("\n\n", Qt::SkipEmptyParts)
                                                          .replaceInStrings(QRegularExpression("^\\s+"), ""));
  verifyRanges(document);
}

void MarkdownLoaderTest::findsHeadings() {
  const TestFolder folder;
  const auto path =
      folder.write("a.md",
                   "A *long*\ntitle 😀\n===\n\nText\n\n## 1. `Code` & more ##\ntext\n- ### In a list\n"
                   "#\n###### 中文\n");
  const Document document = MarkdownLoader().load(path, {});
  QCOMPARE(headings(document),
           (QStringList{"1 A long title 😀", "2 1. Code & more", "3 In a list", "6 中文"}));
  QCOMPARE(words(document.text, document.paragraphs),
           (QStringList{"A long title 😀", "Text", "1. Code & more", "text", "In a list", "中文"}));
  verifyRanges(document);
}

void MarkdownLoaderTest::findsCode() {
  const TestFolder folder;
  const auto path = folder.write("a.md",
                                 "One `two`\n\n```\n\n  int a;\n\nint b;\n\n\n\n```\n\n```\n\n```\n"
                                 "    c = 1\n\n> <pre>d\n</pre>\n\n- f\n\n      g\n");
  const Document document = MarkdownLoader().load(path, {});
  QCOMPARE(words(document.text, document.verbatim), (QStringList{"  int a;\n\nint b;", "c = 1", "d", "g"}));
  verifyRanges(document);
}

void MarkdownLoaderTest::findsItems() {
  const TestFolder folder;
  const auto path =
      folder.write("a.md",
                   "- one\n  - in\n    it\n\n  more\n-\n- - both\n\nText\n\n0. zero\n1. # One\n\n"
                   "       code\n\nText\n\n7) seven\n7) eight\n\nText\n\n- nine\v\n");
  const Document document = MarkdownLoader().load(path, {});
  QCOMPARE(items(document),
           (QStringList{"1 - one\n\nin it\n\nmore", "2 - in it", "1 - both", "2 - both", "1 0 zero",
                        "1 1 One\n\ncode", "1 7 seven", "1 8 eight", "1 - nine"}));
  verifyRanges(document);
}

void MarkdownLoaderTest::findsTitle_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("title");
  QTest::newRow("first heading") << QByteArray("Text\n\n## The *é* Book\n# Other") << "The é Book";
  QTest::newRow("file name") << QByteArray("Text") << "a b.md";
  QTest::newRow("front matter") << QByteArray("---\nx: y\ntitle: \"The Book\"\n---\n# Other") << "The Book";
  QTest::newRow("a title in a block")
      << QByteArray("---\ntitle: >-\n  The\n  Book\nx: y\n---\n# Other") << "The Book";
}

void MarkdownLoaderTest::findsTitle() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const Document document = MarkdownLoader().load(folder.write("a b.md", content), {});
  QTEST(QString::fromStdString(document.title), "title");
}

void MarkdownLoaderTest::standsDeepNesting() {
  const TestFolder folder;
  for (const QByteArray opening : {"> ", "*a ", "[", "- "}) {
    const auto path = folder.write("a.md", opening.repeated(5'000) + "word");
    QVERIFY(toQString(MarkdownLoader().load(path, {}).text).contains("word"));
  }
}

QTEST_GUILESS_MAIN(MarkdownLoaderTest)
#include "tst_markdown_loader.moc"
