#include <QRegularExpression>
#include <QTest>

#include "core/base/error.h"
#include "core/documents/html_entities.h"
#include "core/documents/html_loader.h"
#include "tests/support/documents.h"
#include "tests/support/test_folder.h"

using lectern::documents::Document;
using lectern::documents::HtmlLoader;
using lectern::documents::resolveEntity;
using lectern::test::headings;
using lectern::test::items;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::words;

class HtmlLoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void loads_data();
  void loads();
  void findsHeadings();
  void findsCode();
  void findsItems();
  void findsTitle_data();
  void findsTitle();
  void readsDeclaredEncodings_data();
  void readsDeclaredEncodings();
  void fetchesNothing();
  void standsDeepNesting_data();
  void standsDeepNesting();
  void resolvesEntities();
};

void HtmlLoaderTest::loads_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("text");

  QTest::newRow("empty") << QByteArray() << "";
  QTest::newRow("words alone") << QByteArray("just words") << "just words";
  QTest::newRow("paragraphs") << QByteArray("<p>One\r\n  more</p>\r\n<p>Two") << "One more\n\nTwo";
  QTest::newRow("white space") << QByteArray("<p> a <b> b </b> c<i>d</i>\t<u>e</u> </p>") << "a b cd e";
  QTest::newRow("no-break space") << QByteArray("<p>10&nbsp;km &nbsp; x</p>")
                                  << QStringLiteral("10\u00A0km \u00A0 x");
  QTest::newRow("empty blocks") << QByteArray("<div><p></p><p>&nbsp;</p></div><p>One</p><hr><div> </div>Two")
                                << "One\n\nTwo";
  QTest::newRow("blocks") << QByteArray(
                                 "<article><header>A</header><section>B<div>C</div>D</section></article>")
                          << "A\n\nB\n\nC\n\nD";
  QTest::newRow("breaks") << QByteArray("<p>One<br>two <br/> three<br><br>Four</p>")
                          << "One\ntwo\nthree\n\nFour";
  QTest::newRow("left out")
      << QByteArray(
             "<head><style>p {}</style><script>if (a<b) x('</p>');</script></head><body>"
             "<noscript>no</noscript>One<template><p>no</p></template>"
             "<script>no</script><svg><title>no</title><text>no</text></svg> two")
      << "One two";
  QTest::newRow("head without end tags")
      << QByteArray("<html><head><title>T</title><main>One<p>Two</main>") << "One\n\nTwo";
  QTest::newRow("conditions of Word")
      << QByteArray(
             "<p class=MsoListParagraph><![if !supportLists]><span>1.&nbsp;</span><![endif]>Rent.</p>"
             "<!--[if gte mso 9]>no<![endif]--><!--[if !mso]><!--><p>Due.</p><!--<![endif]-->")
      << QStringLiteral("1.\u00A0Rent.\n\nDue.");
  QTest::newRow("navigation in which something stays open")
      << QByteArray(
             "<body><nav><div><a href='/'>Home</a></nav><main><h1>Lease</h1><p>Rent is 900.</p></main>")
      << "Lease\n\nRent is 900.";
  QTest::newRow("a page under a dialog, and one in a shadow")
      << QByteArray(
             "<div id=root aria-hidden=true><p>One</p><i aria-hidden=true>no</i></div>"
             "<template shadowrootmode=open><p>Two</p></template>")
      << "One\n\nTwo";
  QTest::newRow("powers and roots")
      << QByteArray(
             "<p><math><msup><mn>10</mn><mn>8</mn></msup><mo>+</mo><msqrt><mn>2</mn></msqrt></math> m</p>")
      << QStringLiteral("10⁸+√2 m");
  QTest::newRow("a page under a dialog, by what is in it")
      << QByteArray(
             "<div id=__nuxt aria-hidden=true><p>menu</p><main><h1>Lease</h1><p>One</p></main></div>"
             "<div id=g aria-hidden=true><div><h1>Two</h1><p>Three</p></div></div><div "
             "aria-hidden=true>no</div>")
      << QString("Lease\n\nOne\n\nTwo\n\nThree");
  QTest::newRow("a dialog that is not open")
      << QByteArray(
             "<p>One</p><div class='modal fade' tabindex=-1 aria-hidden=true><h1>Log in</h1></div>"
             "<div aria-hidden=true style='display:none'><h1>no</h1></div>"
             "<div><div aria-hidden=true><article>no</article><h1>no</h1></div></div>")
      << QString("One");
  QTest::newRow("entities of HTML 5")
      << QByteArray("<p title='&num;'>&check; 50&percnt; &lpar;net&rpar; &amp;comma; &nosuch; R&D; &</p>")
      << QString("✓ 50% (net) &comma; &nosuch; R&D; &");
  QTest::newRow("terms")
      << QByteArray(
             "<p>Pool</p><dl><dt>Depth<dd>0.9 m<dt>Lockers</dt><dd>£1 <b>coin</b></dd><dd>returned</dd>"
             "<dt>Rules</dt><dd><p>No running.</p><ul><li>No food</ul></dd><dt>Hours</dt><dd>9 to "
             "5</dd></dl>End")
      << QString::fromUtf8(
             "Pool\n\nDepth\t0.9 m\nLockers\t£1 coin\treturned\nRules\n\nNo running.\n\nNo food\n\n"
             "Hours\t9 to 5\n\nEnd");
  QTest::newRow("hidden until it is searched for")
      << QByteArray("<p>One</p><div hidden=until-found>Two</div><div hidden>no</div>")
      << QString("One\n\nTwo");
  QTest::newRow("Wikipedia's formula")
      << QByteArray(
             "<p>where <span class=mwe-math-element><span class='mwe-math-mathml-inline "
             "mwe-math-mathml-a11y' "
             "style='display: none;'><math><mi>E</mi><mo>=</mo><mi>m</mi></math></span><img "
             "alt='{E=m}'></span> "
             "is</p>")
      << QString("where E=m is");
  QTest::newRow("hidden")
      << QByteArray("<p>One<span hidden>no</span><b style='color: red; display: none'>no</b> two</p>")
      << "One two";
  QTest::newRow("marks of notes")
      << QByteArray(
             "<p>One<sup><a href='#n1'>[1]</a></sup> two<a href='#n2'><sup>2</sup></a>, <a "
             "href='#x'>three</a>"
             "<a epub:type='noteref x' href='n.html'>3</a>. x<sup>2</sup></p><p>Note <a role='doc-backlink' "
             "href='#b'>back</a></p>")
      << "One two, three. x²\n\nNote";
  QTest::newRow("table in a cell") << QByteArray(
                                          "<table><tr><td><table><tr><td>Invoice<td>17</"
                                          "tr><tr><td>Page<td>2</table></td><td>Due 5 May</td>"
                                          "<td>Paid</tr><tr><td>Rent<td>900<td>1</tr></table>")
                                   << "Invoice\t17\nPage\t2\n\nDue 5 May\nPaid\nRent\t900\t1";
  QTest::newRow("what browsers show otherwise")
      << QByteArray("One <video>no</video><iframe>no</iframe><dialog>no</dialog><dialog open>two</dialog>")
      << "One\n\ntwo";
  QTest::newRow("raised numbers") << QByteArray(
                                         "10<sup>\xE2\x88\x92"
                                         "8</sup> m<sup>2</sup>, the 1<sup>st</sup> in Oslo<sup>12</sup>")
                                  << "10⁻⁸ m², the 1st in Oslo¹²";
  QTest::newRow("equation")
      << QByteArray(
             "<math><semantics><mi>E</mi><annotation encoding='tex'>E=</annotation></semantics></math>")
      << "E";
  QTest::newRow("comment") << QByteArray("One<!-- <p>no</p> --> two") << "One two";
  QTest::newRow("lists") << QByteArray("<ul><li>One<li><p>Two</p><ol><li>Three</ol></ul><dl><dt>A<dd>B</dl>")
                         << "One\n\nTwo\n\nThree\n\nA\tB";
  QTest::newRow("table") << QByteArray(
                                "Before<table><caption>C</caption><thead><tr><th>Year<th>Name</tr></thead>"
                                "<tr><td> 1450 </td>\n<td><p>The</p><p>Press</p></td></tr>"
                                "<tr><td></td><td><div></div>Mill<br>wheel</td><td></td></tr></table>After")
                         << "Before\n\nC\n\nYear\tName\n1450\tThe\n\nPress\n\tMill wheel\n\nAfter";
  QTest::newRow("table with empty cells")
      << QByteArray(
             "<table><tr><th>Name<th>Age<th>City</tr><tr><td>Bob<td>42<td></tr><tr><td>Dan<td>60<td>Oslo</tr>"
             "</table>")
      << "Name\tAge\tCity\nBob\t42\t\nDan\t60\tOslo";
  QTest::newRow("table with lines in its cells")
      << QByteArray(
             "<table><tr><th>Country<th>Area<br>(km²)<th>People</tr><tr><td>France<td>640<td>68</tr></table>")
      << "Country\tArea (km²)\tPeople\nFrance\t640\t68";
  QTest::newRow("table with paragraphs and items in its cells")
      << QByteArray(
             "<p>Rooms</p><table><tr><th>Room<th>With<th>Seats</tr><tr><td>Oak<td><ul><li>Beamer<li>Chart</"
             "ul><td>12"
             "</tr><tr><td>Elm<td><p>Piano,</p><p>old</p><td>30</tr></table><p>End</p>")
      << "Rooms\n\nRoom\tWith\tSeats\nOak\tBeamer Chart\t12\nElm\tPiano, old\t30\n\nEnd";
  QTest::newRow("table with pictures for words")
      << QByteArray(
             "<table><tr><td>SATA<td><img alt=yes><td><img alt=no>none<td><img alt=(./)></tr></table><img "
             "alt=Lund>")
      << "SATA\tyes\tnonone";
  QTest::newRow("what is not the page's text")
      << QByteArray(
             "<nav>Home</nav><div role=navigation>Up</div><h1>T<a class=headerlink href=#t>¶</a></h1>"
             "<select><option>A</select><button>Go</button><p>One<span aria-hidden=true>*</span> two"
             "<a class='footnote-reference brackets' href=#n>2</a>.</p><span class=fn-bracket>[</span>")
      << "T\n\nOne two.";
  QTest::newRow("headings that unfold")
      << QByteArray("<h2><button>Why?</button></h2><p>So.<button>Top</button></p>") << "Why?\n\nSo.";
  QTest::newRow("list items around a table")
      << QByteArray("<ol><li><table><tr><td>A<td><p>b</p><p>c</p><td>d</tr></table><li>End</ol>")
      << "A\tb c\td\n\nEnd";
  QTest::newRow("what is deleted, inserted, quoted")
      << QByteArray("It costs <del>5</del><ins>7</ins>, so <q>much</q> re<ins>d</ins>")
      << u"It costs 5 7, so “much” red"_qs;
  QTest::newRow("table with merged cells")
      << QByteArray(
             "<table><tr><th>Year<th>Quarter<th>Sales</tr><tr><td rowspan=2>2020<td>Q1<td>5</tr>"
             "<tr><td>Q2<td>6</tr><tr><td colspan=2>all<td>11</tr><tr><td colspan=3>Asia</tr>"
             "<tr><td>2021<td>Q1<td>7</tr></table>")
      << "Year\tQuarter\tSales\n2020\tQ1\t5\n\tQ2\t6\nall\t\t11\nAsia\n2021\tQ1\t7";
  QTest::newRow("numbers of notes in another file")
      << QByteArray("<p>It began in 1914<sup><a href=\"notes.xhtml#n3\">3</a></sup>.</p>")
      << "It began in 1914.";
  QTest::newRow("numbers of pages") << QByteArray(
                                           "<p>Alpha<span epub:type=\"pagebreak\" id=\"p\">30</span> "
                                           "beta<span class=\"pagenum\">31</span></p>")
                                    << "Alpha beta";
  QTest::newRow("fractions")
      << QByteArray(
             "<p><math><mfrac><mn>1</mn><mfrac><mn>2</mn><mn>3</mn></mfrac></mfrac></math> "
             "cup</p>")
      << "1/2/3 cup";
  QTest::newRow("picture above a table")
      << QByteArray("<p>Life</p><table><tr><td><img></td></tr><tr><td>Born</td><td>1955</td></tr></table>")
      << "Life\n\nBorn\t1955";
  QTest::newRow("layout table") << QByteArray(
                                       "<table><tr><td><h1>T</h1><p>One</p><p>Two</p></td></tr></table>")
                                << "T\n\nOne\n\nTwo";
  QTest::newRow("preformatted") << QByteArray("<p>One</p><pre>\n  a  b\n\n\tc\n</pre><p>Two</p>")
                                << "One\n\n  a  b\n\n\tc\n\nTwo";
  QTest::newRow("preformatted, first line") << QByteArray("<pre>a\n  <b>b</b>\n</pre>") << "a\n  b";
  QTest::newRow("entities") << QByteArray(
                                   "&lt;b&gt; &amp;amp; &eacute; &#20013; &#x1F600; &hellip; &nosuch; &")
                            << "<b> &amp; é 中 😀 … &nosuch; &";
  QTest::newRow("numbers of windows-1252")
      << QByteArray("the firm&#146;s &#128;500 &#x85; caf&#233;&#129;") << u"the firm’s €500 … café\u0081"_qs;
  QTest::newRow("ruby") << QByteArray("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む")
                        << "漢字を読む";
  QTest::newRow("Chinese, emoji, marks")
      << QByteArray("<p>中文<b>😀</b></p>\r\n<p>cafe\xCC\x81</p>") << "中文😀\n\ncafe\u0301";
  QTest::newRow("wrong nesting") << QByteArray("<p><b>One</p><p>two</b></i></div></p></td>three")
                                 << "One\n\ntwo\n\nthree";
  QTest::newRow("XHTML")
      << QByteArray(
             "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\""
             " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\"><html xmlns="
             "\"http://www.w3.org/1999/xhtml\"><head><title>T</title><script src=\"a\"/>"
             "</head><body><p>One<br/>two</p></body></html>")
      << "One\ntwo";
  QTest::newRow("cut off") << QByteArray("<p>One</p><p class=\"tw") << "One";
}

void HtmlLoaderTest::loads() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const Document document = HtmlLoader().load(folder.write("a.html", content), {});
  QTEST(toQString(document.text), "text");
  QCOMPARE(document.format, std::string("html"));
  QCOMPARE(words(document.text, document.paragraphs), toQString(document.text)
                                                          .split("\n\n", Qt::SkipEmptyParts)
                                                          .replaceInStrings(QRegularExpression("^\\s+"), ""));
  verifyRanges(document);
}

void HtmlLoaderTest::findsHeadings() {
  const TestFolder folder;
  const auto path =
      folder.write("a.html",
                   "<h1> A <i>long</i>\ntitle 😀</h1>Text<h2></h2><h3>&nbsp;</h3><div><h4>Four<br>lines"
                   "</h4></div>text<h6>中文");
  const Document document = HtmlLoader().load(path, {});
  QCOMPARE(headings(document), (QStringList{"1 A long title 😀", "4 Four\nlines", "6 中文"}));
  QCOMPARE(words(document.text, document.paragraphs),
           (QStringList{"A long title 😀", "Text", "Four\nlines", "text", "中文"}));
  verifyRanges(document);
}

void HtmlLoaderTest::findsCode() {
  const TestFolder folder;
  const auto path =
      folder.write("a.html",
                   "<p>One <code>two</code></p><pre>\n  int <b>a</b>;\n\nint b;\n\n\n</pre><pre> </pre>"
                   "<table><tr><td><pre>c\n</pre></td></tr></table>Three<pre>\nd</pre>");
  const Document document = HtmlLoader().load(path, {});
  QCOMPARE(words(document.text, document.verbatim), (QStringList{"  int a;\n\nint b;", "c", "d"}));
  verifyRanges(document);
}

void HtmlLoaderTest::findsItems() {
  const TestFolder folder;
  const auto path = folder.write(
      "a.html",
      "<ol start=3><li>three<ul><li>in <b>it</b><p>more</p></ul><li><pre> </pre><li>five</ol>"
      "<table><tr><td>a<td><ul><li>b<li>c</ul></table><ol start=x><li>one</ol><li>alone</li>end");
  const Document document = HtmlLoader().load(path, {});
  QCOMPARE(items(document), (QStringList{"1 3 three\n\nin it\n\nmore", "2 - in it\n\nmore", "1 5 five",
                                         "1 - b", "1 - c", "1 1 one", "1 - alone"}));
  verifyRanges(document);

  const auto letters = folder.write("e.html", "<ol type=i start=3><li>x<li>y<ol type=A><li>z</ol></ol>");
  QCOMPARE(items(HtmlLoader().load(letters, {})), (QStringList{"1 iii. x", "1 iv. y\n\nA. z", "2 A. z"}));
  const auto styled = folder.write("f.html",
                                   "<ol style='list-style-type: lower-alpha'><li>x<li value=28>y</ol>"
                                   "<ol><li value=7>z<li>w</ol>");
  QCOMPARE(items(HtmlLoader().load(styled, {})), (QStringList{"1 a. x", "1 ab. y", "1 7 z", "1 8 w"}));

  const auto blank = folder.write("c.html", "<ul><li>x<p>&nbsp;</p></li></ul><p>not of the list</p>");
  const Document trimmed = HtmlLoader().load(blank, {});
  QCOMPARE(items(trimmed), (QStringList{"1 - x"}));
  verifyRanges(trimmed);

  const auto outer =
      folder.write("d.html", "<ul><li>x<ul><li>y</li><li>z</li></ul><p>&nbsp;</p></li></ul><p>w</p>");
  QCOMPARE(items(HtmlLoader().load(outer, {})), (QStringList{"1 - x\n\ny\n\nz", "2 - y", "2 - z"}));

  const auto far =
      folder.write("b.html", "<ol start=2147483647><li>a<li>b</ol><ol start=-2147483648><li>c</ol>");
  QCOMPARE(items(HtmlLoader().load(far, {})),
           (QStringList{"1 999999999 a", "1 1000000000 b", "1 -999999999 c"}));
}

void HtmlLoaderTest::findsTitle_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("title");
  QTest::newRow("title")
      << QByteArray("<title> The\n &eacute; Book </title><h1>Other</h1><svg><title>no</title></svg>")
      << "The é Book";
  QTest::newRow("first heading") << QByteArray("<title></title><p>Text<h2>The<br>Book</h2>") << "The Book";
  QTest::newRow("file name") << QByteArray("<p>Text") << "a b.html";
}

void HtmlLoaderTest::findsTitle() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const Document document = HtmlLoader().load(folder.write("a b.html", content), {});
  QTEST(QString::fromStdString(document.title), "title");
}

void HtmlLoaderTest::readsDeclaredEncodings_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::newRow("none, UTF-8") << QByteArray("<p>日本語");
  QTest::newRow("meta charset") << QByteArray(
      "<META name=a><meta CharSet = 'Shift_JIS'><p>\x93\xFA\x96\x7B\x8C\xEA");
  QTest::newRow("meta http-equiv") << QByteArray(
      "<meta http-equiv=Content-Type content=\"text/html; charset=EUC-JP\"><p>\xC6\xFC\xCB\xDC\xB8\xEC");
  QTest::newRow("XML prolog") << QByteArray(
      "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><html><p>\xC6\xFC\xCB\xDC\xB8\xEC</html>");
  QTest::newRow("wrongly declared") << QByteArray("<meta charset=iso-8859-1><p>日本語");
  QTest::newRow("UTF-16") << QByteArray::fromHex("fffe3c0070003e00e5652c679e8a");
  QTest::newRow("UTF-16, says UTF-8")
      << QByteArray::fromHex("fffe") +
             QByteArray("<\0m\0e\0t\0a\0 \0c\0h\0a\0r\0s\0e\0t\0=\0u\0t\0f\0-\0008\0>\0", 40) +
             QByteArray::fromHex("e5652c679e8a");
}

void HtmlLoaderTest::readsDeclaredEncodings() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  QCOMPARE(toQString(HtmlLoader().load(folder.write("a.html", content), {}).text), QStringLiteral("日本語"));
}

void HtmlLoaderTest::fetchesNothing() {
  const TestFolder folder;
  const QByteArray secret = QByteArray::fromStdString(folder.write("secret.txt", "secret").string());
  const auto path = folder.write("a.html", "<!DOCTYPE html [<!ENTITY x SYSTEM \"file://" + secret +
                                               "\">]><html><body><p>One &x;</p><iframe src=\"" + secret +
                                               "\"></iframe></body></html>");
  const QString text = toQString(HtmlLoader().load(path, {}).text);
  QVERIFY(text.contains("One"));
  QVERIFY(!text.contains("secret"));
}

void HtmlLoaderTest::standsDeepNesting_data() {
  QTest::addColumn<QByteArray>("opening");
  for (const char* opening :
       {"<div>", "<b>", "<font>", "<table><tr><td>", "<blockquote>", "<ul><li>", "<x>"}) {
    QTest::newRow(opening) << QByteArray(opening);
  }
}

void HtmlLoaderTest::standsDeepNesting() {
  QFETCH(QByteArray, opening);
  const TestFolder folder;
  const auto path = folder.write("a.html", opening.repeated(20'000) + "word");
  QCOMPARE(toQString(HtmlLoader().load(path, {}).text), QStringLiteral("word"));
}

void HtmlLoaderTest::resolvesEntities() {
  QCOMPARE(toQString(resolveEntity("&amp;")), QStringLiteral("&"));
  QCOMPARE(toQString(resolveEntity("&Eacute;")), QStringLiteral("É"));
  QCOMPARE(toQString(resolveEntity("&percnt;")), QStringLiteral("%"));
  QCOMPARE(toQString(resolveEntity("&#233;")), QStringLiteral("é"));
  QCOMPARE(toQString(resolveEntity("&#X1f600;")), QStringLiteral("😀"));
  QCOMPARE(toQString(resolveEntity("&#146;")), QStringLiteral("’"));
  for (const char* odd :
       {"", "&", "&;", "&nosuch;", "&#xD83D;", "&#0;", "&#1114112;", "&#99999999999;", "amp;"}) {
    QCOMPARE(toQString(resolveEntity(odd)), QString(odd));
  }
}

QTEST_GUILESS_MAIN(HtmlLoaderTest)
#include "tst_html_loader.moc"
