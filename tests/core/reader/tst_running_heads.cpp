#include <QTest>

#include "tests/core/reader/shown_layout.h"

namespace lectern {

class RunningHeadsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void areNotRead_data();
  void areNotRead();
};

void RunningHeadsTest::areNotRead_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* name, const QByteArray& text, const char* words) {
    QTest::newRow(name) << QString(text) << QString(words);
  };
  const auto pages = [](const QStringList& ofPages) { return ofPages.join("\n\n\f").toUtf8(); };
  row("running heads",
      pages({"The Mill and Its Owners\nIt was built.\nWhy?\nJ. Lind\nPage 1 of 3",
             "The Mill and Its Owners\nIt burned.\nWhen?\nSo.\nJ. Lind\nPage 2 of 3",
             "The Mill and Its Owners\nIt is gone.\nNow.\nHow?\nJ. Lind\nPage 3 of 3"}),
      "The Mill and Its Owners {;} It was built . Why ? J . Lind {;} Page 1 of 3 {.} It burned . When ? So . "
      "It is gone . Now . How ?");
  row("numbers of pages",
      pages({"It was built.\nWhy?\nIt is so.\nJ. Lind\nPage 1 of 2",
             "It burned.\nWhen?\nSo.\nJ. Lind\nPage 2 of 2"}),
      "It was built . Why ? It is so . J . Lind {.} It burned . When ? So .");
  row("forms", pages({"Status: paid\nAnn\nGone.", "Status: paid\nBob\nHere."}),
      "Status : paid {;} Ann {;} Gone . Status : paid {;} Bob {;} Here .");
  row("pages alike", pages({"Smoker\nNo", "Smoker\nNo"}), "Smoker {;} No {.} Smoker {;} No {.}");
  row("pages with heads alone",
      pages({"The Mill of Lund\nIt was built.\nWhy?\nSo.\n1", "The Mill of Lund\n2",
             "The Mill of Lund\nIt burned.\nWhen?\nNow.\n3"}),
      "The Mill of Lund {;} It was built . Why ? So . It burned . When ? Now .");
  row("heads of left and right pages",
      pages({"8 The Mill\nIt was built.", "Of Lund and the Mill 9\nIt burned.", "10 The Mill\nIt is gone.",
             "Of Lund and the Mill 11\nWhy?"}),
      "8 The Mill {;} It was built . Of Lund and the Mill 9 {;} It burned . It is gone . Why ?");
  row("numbers that count no pages", pages({"Invoice 7\nPaid.", "Invoice 8\nOpen."}),
      "Invoice 7 {;} Paid . Invoice 8 {;} Open .");
  row("numbers of years and days", pages({"2019 Results\nRain.", "2020 Results\nSnow."}),
      "2019 Results {;} Rain . 2020 Results {;} Snow .");
  row("days of a diary", pages({"3 May 1940\nRain.", "4 May 1940\nSnow."}),
      "3 May 1940 {;} Rain . 4 May 1940 {;} Snow .");
  row("reports of years", pages({"Annual Report of 2019\nRain.", "Annual Report of 2020\nSnow."}),
      "Annual Report of 2019 {;} Rain . Annual Report of 2020 {;} Snow .");
  row("answers at the ends of pages",
      pages({"Karl\nwas\nasked.\nYes, I do.\n100 %", "Anna\nis\nhere.\nYes, I do.\n100 %"}),
      "Karl {;} was {;} asked . Yes , I do . 100 % {.} Anna {;} is {;} here . Yes , I do . 100 % {.}");
  row("dates of pages", pages({"Diary, 3 May\nRain.", "Diary, 5 May\nSnow."}),
      "Diary , 3 May {;} Rain . Diary , 5 May {;} Snow .");
  row("a sentence over pages",
      pages(
          {"1\nOne.", "2\nTwo.\nThe mill on the river was built in 1815 by the\n3", "4\nowner of the inn."}),
      "One . Two . The mill on the river was built in 1815 by the owner of the inn .");
  row("a sentence over pages with heads",
      pages({"The mill on the river was built in 1815 by the\n- 1 -",
             "owner of the inn, Karl Lind, who came "
             "from the\n- 2 -",
             "town of Lund."}),
      "The mill on the river was built in 1815 by the owner of the inn , Karl Lind , who came from "
      "the town of Lund .");
  row("a sentence over pages with a title",
      pages({"The mill on the river was built in 1815 by the\nThe Mill of Lund",
             "owner of the inn, Karl Lind, who came from the\nThe Mill of Lund",
             "town of Lund. It burned.\nWhy?\nThe Mill of Lund", "So.\nHow?\nThe Mill of Lund"}),
      "The mill on the river was built in 1815 by the owner of the inn , Karl Lind , who came from the town "
      "of "
      "Lund . It burned . Why ? The Mill of Lund {.} So . How ?");
  row("a table over pages", pages({"Name\tAge\tCity\nBob\t42\tOslo", "Name\tAge\tCity\nDan\t7\tRome"}),
      "Name {,} Age {,} City {;} {Name} Bob {;} {Bob} {Age} {:} 42 {;} {Bob} {City} {:} Oslo {;} {Name} Dan "
      "{;} {Dan} {Age} {:} 7 {;} {Dan} {City} {:} Rome {.}");
  row("what recurs within pages", pages({"a\nb\nc\nRain.\nd\ne\nf", "g\nh\ni\nRain.\nj\nk\nl"}),
      "a {;} b {;} c {;} Rain . d {;} e {;} f {.} g {;} h {;} i {;} Rain . j {;} k {;} l {.}");
  row("how many pages there are",
      pages({"It was\nbuilt.\nWhy?\nThe Mill 1 / 3", "It\nburned.\nWhen?\nThe Mill 2 / 3",
             "It is\ngone.\nNow.\nThe Mill 3 / 3"}),
      "It was {;} built . Why ? The Mill 1 / 3 {.} It {;} burned . When ? It is {;} gone . Now .");
  row("days that are counted", pages({"Report of the ward 3/21\nRain.", "Report of the ward 3/22\nSnow."}),
      "Report of the ward 3 / 21 {;} Rain . Report of the ward 3 / 22 {;} Snow .");
  row("lots that are counted", pages({"Lot 3 of 40\nA vase.", "Lot 4 of 40\nA jug."}),
      "Lot 3 of 40 {;} A vase . Lot 4 of 40 {;} A jug .");
  row("a chronicle", pages({"1914\nIt was built.", "1915\nIt burned.", "1916\nIt is gone."}),
      "1914 {;} It was built . 1915 {;} It burned . 1916 {;} It is gone .");
  row("parts that are counted",
      pages({"Amendment of section 12\nIt was built.", "Amendment of section 13\nIt burned."}),
      "Amendment of section 12 {;} It was built . Amendment of section 13 {;} It burned .");
  row("counts of pages alone", pages({"It was\nbuilt.\nWhy?\n1/2", "It\nburned.\nWhen?\n2/2"}),
      "It was {;} built . Why ? It {;} burned . When ?");
}

void RunningHeadsTest::areNotRead() {
  QFETCH(QString, text);
  QTEST(test::shownLayout(text), "words");
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::RunningHeadsTest)
#include "tst_running_heads.moc"
