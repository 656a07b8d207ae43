#include <QTest>

#include "core/answering/whole_ends.h"

namespace lectern {

class WholeEndsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void completesWhatIsCut_data();
  void completesWhatIsCut();
  void addsUnits_data();
  void addsUnits();
};

void WholeEndsTest::completesWhatIsCut_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");
  QTest::addColumn<QString>("whole");
  QTest::newRow("mail") << "Write to (p.raman@north-labs.example)."
                        << "north-labs"
                        << "p.raman@north-labs.example";
  QTest::newRow("web") << "See https://data.example/a-b, please."
                       << "https"
                       << "https://data.example/a-b";
  QTest::newRow("without a scheme") << "See www.data.example."
                                    << "data"
                                    << "www.data.example";
  QTest::newRow("a telephone before other numbers, hours") << "Call us on 0345 600 1234 8am to 8pm."
                                                           << "0345 600 1234"
                                                           << "0345 600 1234";
  QTest::newRow("part of a telephone before hours") << "Call us on 0345 600 1234 8am to 8pm."
                                                    << "0345 600"
                                                    << "0345 600 1234";
  QTest::newRow("a telephone before a number") << "0800 123 4567 24 hours"
                                               << "0800 123 4567"
                                               << "0800 123 4567";
  QTest::newRow("a telephone before days") << "(555) 123-4567 24/7"
                                           << "(555) 123"
                                           << "(555) 123-4567";
  QTest::newRow("two telephones") << "020 7946 0018 020 7946 0019"
                                  << "020 7946 0018"
                                  << "020 7946 0018";
  QTest::newRow("times in a row") << "Hospital 0724 0754 0830 0910"
                                  << "0754"
                                  << "0754";
  QTest::newRow("losses in brackets") << "Net income (150) 320 (410) 275"
                                      << "320"
                                      << "320";
  QTest::newRow("a number before a date") << "0042 2023-11-02 12"
                                          << "0042"
                                          << "0042";
  QTest::newRow("decimals in a row") << "Change +12.5 8.3 4.4 1.2"
                                     << "8.3"
                                     << "8.3";
  QTest::newRow("bullets before numbers, set in") << "Ingredients\n  -2 eggs\n  -75 g butter"
                                                  << "2 eggs"
                                                  << "2 eggs";
  QTest::newRow("the last bullet") << "Ingredients\n  -2 eggs\n  -75 g butter"
                                   << "75 g butter"
                                   << "75 g butter";
  QTest::newRow("bullets before words, set in") << "  -milk\n  -eggs"
                                                << "milk"
                                                << "milk";
  QTest::newRow("hours") << "Open 9am -5pm"
                         << "5pm"
                         << "5pm";
  QTest::newRow("emphasis") << "_Moby Dick_'s author"
                            << "Moby Dick"
                            << "Moby Dick";
  QTest::newRow("emphasis before a dash") << "He read _The Times_--every morning"
                                          << "The Times"
                                          << "The Times";
  QTest::newRow("a name before a mail address") << "Email:info@north.example"
                                                << "info"
                                                << "info@north.example";
  QTest::newRow("two mail addresses") << "a@x.example,b@y.example"
                                      << "b"
                                      << "b@y.example";
  QTest::newRow("brackets in a web address") << "See https://en.wikipedia.example/wiki/Mill_(grinding), there"
                                             << "https"
                                             << "https://en.wikipedia.example/wiki/Mill_(grinding)";
  QTest::newRow("a web address in brackets") << "(see https://data.example/a)"
                                             << "https"
                                             << "https://data.example/a";
  QTest::newRow("a space is missing") << "We met at noon.then we left"
                                      << "noon"
                                      << "noon";
  QTest::newRow("returns in a row") << "Performance 1M -0.8% 3M -2.1% 1Y -4.5%"
                                    << "2.1%"
                                    << "-2.1%";
  QTest::newRow("losses below an empty cell") << "2023\t-120\n\t-95\n\t-40"
                                              << "95"
                                              << "-95";
  QTest::newRow("an option, set in") << "  -q  says nothing\n  -v  says all"
                                     << "q"
                                     << "-q";
  QTest::newRow("a telephone before a colon") << "Call 0345 600 1234: lines are open"
                                              << "0345 600"
                                              << "0345 600 1234";
  QTest::newRow("a telephone before an extension") << "Call (555) 123-4567x12"
                                                   << "(555) 123"
                                                   << "(555) 123-4567";
  QTest::newRow("a handle of a page") << "See tube.example/@lectern there"
                                      << "tube.example"
                                      << "tube.example/@lectern";
  QTest::newRow("a mark before") << u"It is toxic! fume hood"_qs << u"! fume hood"_qs << u"fume hood"_qs;
  QTest::newRow("a mark behind") << u"in Lund, Sweden"_qs << u"Lund,"_qs << u"Lund"_qs;
  QTest::newRow("the number of a clause")
      << u"3.1 The landlord keeps the roof.\n3.2 The tenant replaces bulbs."_qs << u"3.2 The tenant"_qs
      << u"The tenant"_qs;
  QTest::newRow("the number of the first clause")
      << u"3.1 The landlord keeps the roof.\n\n3.2 The tenant replaces bulbs."_qs << u"3.1 The landlord"_qs
      << u"The landlord"_qs;
  QTest::newRow("a number that begins a line")
      << u"Of the ore\n3.2 Million tonnes were dug.\nThe rest stayed."_qs << u"3.2 Million tonnes"_qs
      << u"3.2 Million tonnes"_qs;
  QTest::newRow("the number of a clause behind a sentence")
      << "3.1 The landlord keeps the roof. 3.2 The tenant replaces bulbs."
      << "3.2 The tenant"
      << "The tenant";
  QTest::newRow("a link") << "[Docs](https://data.example/docs)"
                          << "Docs"
                          << "Docs";
  QTest::newRow("in a link") << "[Docs](https://data.example/docs)"
                             << "https"
                             << "https://data.example/docs";
  QTest::newRow("two words") << "Ask Priya at p.r@x.example now"
                             << "Priya at p.r"
                             << "Priya at p.r@x.example";
  QTest::newRow("a handle") << "She is @priya there"
                            << "priya"
                            << "priya";
  QTest::newRow("no scheme, a path") << "Apply at rivermead.co.uk/apply before May."
                                     << "rivermead"
                                     << "rivermead.co.uk/apply";
  QTest::newRow("a file") << "It is in config.yaml, there."
                          << "config"
                          << "config.yaml";
  QTest::newRow("two sentences") << "In the highlands.It rained."
                                 << "highlands"
                                 << "highlands";
  QTest::newRow("shortened") << "Small, e.g. mills"
                             << "e"
                             << "e";
  QTest::newRow("a low line") << "Error FLT_200_A means: stop."
                              << "FLT_200"
                              << "FLT_200_A";
  QTest::newRow("a bound") << "by giving not less than three months' notice"
                           << "less than three months"
                           << "not less than three months";
  QTest::newRow("a bound in time") << "No later than 4 May"
                                   << "later than 4 May"
                                   << "No later than 4 May";
  QTest::newRow("a bound, told by a verb") << "a fine not\nexceeding £500"
                                           << "exceeding £500"
                                           << "not\nexceeding £500";
  QTest::newRow("no bound") << "It was not. Less than half came."
                            << "Less than half"
                            << "Less than half";
  QTest::newRow("another line") << "Yes\nNo\nMore than three times a week"
                                << "More than three times a week"
                                << "More than three times a week";
  QTest::newRow("another cell") << "Smoker\tNo\tless than 5 years"
                                << "less than 5 years"
                                << "less than 5 years";
  QTest::newRow("a sign in a table") << "2020\t1.2\t-3.4"
                                     << "3.4"
                                     << "-3.4";
  QTest::newRow("signs below one another") << "−3.4\n−2.1"
                                           << "3.4"
                                           << "−3.4";
  QTest::newRow("a telephone ends a sentence") << "Call 020 7946 0018. 24-hour line"
                                               << "020 7946 0018"
                                               << "020 7946 0018";
  QTest::newRow("a telephone before hours") << "0800 123 456 - 24 hours"
                                            << "0800 123 456"
                                            << "0800 123 456";
  QTest::newRow("a year of law reports") << "Mabo v Queensland (1992) 175 CLR 1"
                                         << "1992"
                                         << "1992";
  QTest::newRow("a row with signs") << "+2.5 +3.1 +4.0 +1.2"
                                    << "3.1"
                                    << "+3.1";
  QTest::newRow("a price each") << "2@£1.50"
                                << "£1.50"
                                << "£1.50";
  QTest::newRow("another word") << "He will not choose rather than wait"
                                << "rather than wait"
                                << "rather than wait";
  QTest::newRow("a number alone") << "not less than three months"
                                  << "three months"
                                  << "three months";
  QTest::newRow("a path") << "See /etc/hosts for it."
                          << "etc"
                          << "/etc/hosts";
  QTest::newRow("an option") << "Use --port=80 here"
                             << "port"
                             << "--port";
  QTest::newRow("a short option") << "Use (-V) here"
                                  << "V"
                                  << "-V";
  QTest::newRow("a kind of file") << "It is a .deb file"
                                  << "deb"
                                  << ".deb";
  QTest::newRow("bullets without a space") << "-Milk\n-Eggs"
                                           << "Eggs"
                                           << "Eggs";
  QTest::newRow("bullets before numbers") << "Ingredients\n-2 eggs\n-75 g butter"
                                          << "2 eggs"
                                          << "2 eggs";
  QTest::newRow("a sign apart") << "stored at - 20 °C"
                                << "- 20 °C"
                                << "- 20 °C";
  QTest::newRow("a share") << "where p < .05 there"
                           << "05"
                           << ".05";
  QTest::newRow("a dash") << "It is --now-- here -- then"
                          << "then"
                          << "then";
  QTest::newRow("a hyphen") << "a well-known mill"
                            << "known"
                            << "known";
  QTest::newRow("either") << "Use and/or here"
                          << "or"
                          << "or";
  QTest::newRow("telephone, brackets") << "Call (020) 7946 0018 now."
                                       << "020"
                                       << "(020) 7946 0018";
  QTest::newRow("telephone, plus") << "Call +44 (0)20 7946 0018."
                                   << "44"
                                   << "+44 (0)20 7946 0018";
  QTest::newRow("numbers alone") << "1000 (1815) and 1890 2000"
                                 << "1890"
                                 << "1890";
  QTest::newRow("a list's number") << "(1) 2010-2015"
                                   << "2010-2015"
                                   << "2010-2015";
  QTest::newRow("brackets behind") << "In 1990 2000 (1000)."
                                   << "2000"
                                   << "2000";
  QTest::newRow("below zero") << "It fell to -12 °C."
                              << "12 °C"
                              << "-12 °C";
  QTest::newRow("below zero, money") << u"A balance of −£240."_qs << u"£240"_qs << u"−£240"_qs;
  QTest::newRow("a date") << "2.4.0 - 2023-11-02"
                          << "2023"
                          << "2023-11-02";
  QTest::newRow("a date, slashes") << "On 2/11/2023."
                                   << "2023"
                                   << "2/11/2023";
  QTest::newRow("no date") << "Version 12.4.1999.3"
                           << "1999"
                           << "1999";
  QTest::newRow("telephone, zero") << "Call 01522 496 0112."
                                   << "496 0112"
                                   << "01522 496 0112";
  QTest::newRow("times in columns") << "Hospital  0724   0754   0830"
                                    << "0754"
                                    << "0754";
  QTest::newRow("a blank before") << "Rent:____500"
                                  << "500"
                                  << "500";
  QTest::newRow("a blank that was filled in") << "Landlord: ____Geraldine Moffat____"
                                              << "Moffat"
                                              << "Moffat";
  QTest::newRow("a bracket behind") << "(the children of Lund) sang"
                                    << "Lund)"
                                    << "Lund";
  QTest::newRow("a bracket before") << "sang (in Lund or Oslo)"
                                    << "(in Lund"
                                    << "in Lund";
  QTest::newRow("both brackets") << "Lund (Scania) sang"
                                 << "Lund (Scania)"
                                 << "Lund (Scania)";
  QTest::newRow("the mark of a note") << u"Signed in Oslo¹² by"_qs << u"Oslo¹²"_qs << u"Oslo"_qs;
  QTest::newRow("a unit") << u"It has 5 km² of"_qs << u"5 km²"_qs << u"5 km²"_qs;
  QTest::newRow("a bullet") << u"▪ 75 g walnuts"_qs << u"▪ 75 g"_qs << u"75 g"_qs;
  QTest::newRow("the next number") << "1. Replaced in May 2019\n2. Painted"
                                   << "May 2019\n2"
                                   << "May 2019";
  QTest::newRow("a number of the text") << "He came in May and\n2 left"
                                        << "May and\n2"
                                        << "May and\n2";
  QTest::newRow("a range") << "1939-1945"
                           << "1945"
                           << "1945";
  QTest::newRow("a range with a space") << "1939 -1945"
                                        << "1945"
                                        << "1945";
  QTest::newRow("a name between dashes") << "the mayor -Anna Lind- resigned"
                                         << "Anna Lind"
                                         << "Anna Lind";
  QTest::newRow("a word") << "A well-known mill"
                          << "known"
                          << "known";
}

void WholeEndsTest::completesWhatIsCut() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  QFETCH(QString, whole);
  const auto begin = static_cast<std::size_t>(text.indexOf(found));
  const std::u16string units = text.toStdU16String();
  const auto range = answering::withWholeEnds(units, {begin, begin + static_cast<std::size_t>(found.size())});
  const auto words = range.of(units);
  QCOMPARE(QString::fromUtf16(words.data(), static_cast<qsizetype>(words.size())), whole);
}

void WholeEndsTest::addsUnits_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");
  QTest::addColumn<QString>("whole");
  QTest::newRow("behind a space") << u"Add 200 µl chloroform."_qs << u"200"_qs << u"200 µl"_qs;
  QTest::newRow("glued to it") << u"a disk of 500GB"_qs << u"500"_qs << u"500GB"_qs;
  QTest::newRow("of an area") << u"all 1,250.5 m² of it"_qs << u"1,250.5"_qs << u"1,250.5 m²"_qs;
  QTest::newRow("no unit") << u"Add 200 eggs."_qs << u"200"_qs << u"200"_qs;
  QTest::newRow("more than a number") << u"about 200 µl"_qs << u"about 200"_qs << u"about 200"_qs;
}

void WholeEndsTest::addsUnits() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  const auto begin = static_cast<std::size_t>(text.indexOf(found));
  const std::u16string units = text.toStdU16String();
  const auto range = answering::withUnit(units, {begin, begin + static_cast<std::size_t>(found.size())});
  QTEST(QString::fromStdU16String(std::u16string(range.of(units))), "whole");
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::WholeEndsTest)
#include "tst_whole_ends.moc"
